//! Fixed words: labels, buttons, headings, tool tips.

use crate::app::wording::Lang;

macro_rules! texts {
    ($($name:ident: $zh:literal, $en:literal;)*) => {
        /// A fixed text of the program.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "the table below says what each reads")]
        pub enum Text {
            $($name,)*
        }

        impl Text {
            /// All of them, for tests that every letter has a glyph.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The text in one language.
            pub fn of(self, lang: Lang) -> &'static str {
                match self {
                    $(Self::$name => lang.pick($zh, $en),)*
                }
            }
        }
    };
}

texts! {
    AppName: "联户图", "Lianhu";
    Invented: "虚构", "invented";
    ModeBrowse: "浏览", "Browse";
    ModeAssign: "指派", "Assign";
    Undo: "撤销", "Undo";
    Redo: "重做", "Redo";
    SearchHint: "搜索 户主 / 地址 / 户号 / 党员 / 网格", "Search name, address, code, member, grid";
    SearchNothing: "没有找到", "Nothing found";
    Categories: "人群类别", "Categories";
    Unknown: "未分类", "Unclassified";
    Care: "关爱户", "Care";
    Others: "其他户", "Others";
    AllHouseholds: "全部户", "All households";
    Grids: "网格", "Grids";
    NoGrids: "还没有网格。把网格边界（GeoJSON）拖到窗口里即可导入", "No grids yet. Drop a GeoJSON with outlines on the window";
    Layers: "图层", "Layers";
    LayerGrids: "网格边界", "Grid outlines";
    LayerLinks: "联户连线", "Links";
    LayerBackdrop: "底图（离线）", "Base map (offline)";
    LayerHouseNumbers: "门牌号", "House numbers";
    ShowAllCategories: "全部显示", "Show all";
    FilterTip: "点击只显示或隐藏这一类", "Click to show or hide this category";
    Findings: "检查结果", "Findings";
    NoFindings: "没有发现问题", "Nothing was found";
    History: "历史", "History";
    NoHistory: "还没有做过修改", "Nothing was changed yet";
    Apply: "应用", "Apply";
    Suggested: "建议", "Suggested";
    NothingSelected: "点选地图上的户或党员", "Click a household or a member on the map";
    NothingSelectedMore: "在“指派”模式下，把一户拖到党员身上即可改派；选中一户后按 1–9 选候选人", "In Assign mode drag a household onto a member, or select one and press 1–9 for a candidate";
    Household: "户", "Household";
    Member: "党员", "Member";
    Grid: "网格", "Grid";
    SelectedHousehold: "所选户", "Selected household";
    HouseholdsHeld: "联系户", "Households";
    BackupsHeld: "协助户", "Stands in for";
    Candidates: "候选联系人", "Candidates";
    CandidatesHint: "按数字键改派", "press the number";
    Primary: "主责", "Responsible";
    Backup: "协助", "Stands in";
    AddBackup: "添加协助人", "Add a backup";
    MakeBackup: "设为协助人（AB角）", "Make this one the backup";
    NoPrimary: "无人联系", "Nobody";
    Best: "最优", "best";
    Present: "现任", "now";
    Full: "已满", "full";
    SameGrid: "同网格", "same grid";
    Locked: "已锁定", "Locked";
    Lock: "锁定", "Lock";
    Unlock: "解锁", "Unlock";
    LockOrUnlock: "锁定或解锁所选户", "Lock or unlock what is selected";
    MinLoad: "下限", "min";
    MaxLoad: "上限", "max";
    MeanDistance: "平均直线", "Mean, straight";
    FarthestHousehold: "最远一户", "Farthest";
    CanCover: "可以联户", "Can cover households";
    CannotCover: "暂不联户", "Cannot cover now";
    Roles: "职务", "Roles";
    DutyPhone: "值班电话", "Duty phone";
    Phone: "电话", "Phone";
    People: "人口", "People";
    Code: "户号", "Code";
    MemberCode: "编号", "Code";
    Head: "户主", "Head";
    Address: "地址", "Address";
    Status: "状态", "Status";
    StatusResident: "在住", "Lived in";
    StatusAway: "外出", "Away";
    StatusVacant: "空置", "Vacant";
    StatusMovedOut: "迁出", "Moved out";
    Leader: "网格长", "Leader";
    HouseholdCount: "户数", "Households";
    MembersServing: "服务党员", "Members";
    CoveredCount: "已覆盖", "Covered";
    UncoveredCount: "未覆盖", "Uncovered";
    NotRequiredCount: "无需覆盖", "Not required";
    PreviewTitle: "改派预览", "Preview";
    PreviewDrop: "松开鼠标生效", "release to do it";
    PreviewKey: "按数字键生效", "press the number to do it";
    AllRulesHold: "全部规则仍满足", "All rules still hold";
    NothingChanges: "已经如此，无需修改", "It is so already";
    DropOnMember: "拖到一位党员身上松开", "Drop it on a member";
    Load: "负荷", "load";
    Saved: "已保存", "Saved";
    SaveFailed: "保存失败", "Not saved";
    SaveFailedMore: "最近的修改还在内存里，没有丢失。请检查磁盘后重试，或另存到别处", "The last changes are in memory, nothing is lost. Check the disk and retry, or save elsewhere";
    ViewOnly: "只读查看", "View only";
    Retry: "重试", "Retry";
    LoseChanges: "放弃这些修改", "Lose these changes";
    ChangedOutside: "其他程序改过这个文件", "Another program has changed this file";
    AcceptOutside: "认可这些改动", "Accept that";
    SaveElsewhere: "另存到别处…", "Save elsewhere…";
    AudienceInternal: "内部", "Internal";
    AudienceMeeting: "投影", "Meeting";
    AudiencePublic: "公示", "Public";
    PhonesMasked: "电话已遮蔽", "phones masked";
    PhonesShown: "电话已显示", "phones shown";
    PhoneToggleTip: "点击切换电话的遮蔽", "Click to mask or show phones";
    ZoomIn: "放大", "Zoom in";
    ZoomOut: "缩小", "Zoom out";
    ZoomFit: "全图", "All";
    North: "北", "N";
    StackHere: "此处有多户，请选择", "Several households here";
    WindowTitle: "联户图 Lianhu", "联户图 Lianhu";
    Map: "地图", "Map";
    UndoThis: "撤销刚才的修改", "Undo this";
    DigitsNeedAssign: "按 A 进入“指派”模式后可用数字键改派", "Press A for Assign mode first";
    Home: "本人家", "Home";
    Show: "查看", "Show";
    AddressHint: "3组17号", "such as 3组17号";
    CopySaved: "副本已保存", "The copy is saved";
    Exported: "已导出", "Exported";
    LinksAreInternal: "联系表只供内部使用，请选“内部”", "Links are for internal use; choose “Internal”";
    File: "文件", "File";
    New: "新建…", "New…";
    Open: "打开…", "Open…";
    OpenDemo: "打开示例村", "Open the demo village";
    SaveCopy: "保存副本…", "Save a copy…";
    Import: "导入…", "Import…";
    ExportMap: "导出地图…", "Export the map…";
    ExportHouseholds: "导出户名册…", "Export households…";
    ExportLinks: "导出联系表…", "Export links…";
    AddHousehold: "添加户…", "Add a household…";
    AddHouseholdHint: "在地图上点击新户的位置，Esc 取消", "Click where it is, Esc cancels";
    Quit: "退出", "Quit";
    CrashTitle: "出了点问题，已经恢复", "Something went wrong and was put right";
    CrashAgain: "同样的问题又出现了", "It went wrong again";
    OutOfOrder: "这一部分出了问题，暂时停用", "This part is out of order for now";
    TryAgain: "再试一次", "Try again";
    Tour: "新手引导", "Guided tour";
    TourLook: "看", "Look around";
    TourLookMore: "按住地图拖动，滚轮放大缩小；按 F 回到全图", "Drag the map, turn the wheel to zoom; F shows everything again";
    TourSelect: "选", "Select";
    TourSelectMore: "点一下地图上的任意一户。右边会写明是谁家、谁在联系、还有谁合适", "Click any household on the map. On the right you see who lives there, who covers it and who else could";
    TourDrag: "拖", "Drag";
    TourDragMore: "按 A 进入“指派”，再按住一户，拖到另一位党员身上松开。松手之前会先显示后果，Esc 取消", "Press A for Assign, then drag a household onto another member. What it would do shows before you let go; Esc cancels";
    TourUndo: "撤销", "Undo";
    TourUndoMore: "按 Ctrl+Z 撤销刚才的修改。明天打开文件，也还能撤销", "Press Ctrl+Z to take that back. You can still do so tomorrow";
    TourCheck: "检查", "Check";
    TourCheckMore: "按 N 逐个查看检查结果：谁家没人联系，谁负担过重；有建议的可以一键应用", "Press N to go through the findings: who is uncovered, who has too many; suggestions are applied with one click";
    TourSkip: "跳过这一步", "Skip this step";
    TourStop: "结束引导", "End the tour";
    TourEnd: "引导结束。想再看一遍，请选“文件 → 新手引导”", "That was the tour. File → Guided tour shows it again";
    FrameTimes: "帧时间（开发者）", "Frame times (developer)";
    JobImport: "正在读取文件", "Reading a file";
    JobSort: "正在辨认文件", "Looking at files";
    JobExport: "正在导出", "Exporting";
    CancelJob: "取消这项工作", "Cancel this";
    JobCancelled: "已取消", "Cancelled";
    RecentFiles: "最近打开", "Open recent";
    DemoVillage: "示例村", "Demo village";
    RecentNone: "还没有打开过别的文件", "No other file was open yet";
    RecentGone: "文件已移走或删除", "The file was moved or deleted";
    Cancel: "取消", "Cancel";
    Confirm: "确定", "OK";
    Close: "关闭", "Close";
    NextFinding: "下一个问题", "Next finding";
    RemoveLink: "移除联系", "Remove the link";
    Search: "搜索", "Search";
    WhoThen: "今后由谁联系？", "Who covers it then?";
    ThenNearest: "最近的有余量党员", "The nearest member with room";
    ThenMember: "指定一位党员", "A member of your choice";
    ThenReason: "暂时无人，写明原因", "Nobody for now, because";
    ReasonHint: "例如：正在物色人选", "for example: looking for somebody";
    ExportTitle: "导出地图", "Export the map";
    ExportExtent: "范围", "Extent";
    ExportWhole: "全部", "Whole place";
    ExportPaper: "纸张", "Paper";
    ExportFor: "受众", "For";
    ExportInternalNote: "内部图含户主住处与类别，只供工作使用，不得张贴", "Shows who lives where; for work only, never to be posted";
    ExportPublicNote: "公示图：每户只是一个点，不含类别与联系人", "Every household is one dot, without category or member";
    ExportMeetingNote: "投影图：不含每户类别，只有合计", "No categories per household, only totals";
    ListOfHouseholds: "户名册", "households";
    ListOfLinks: "联系表", "links";
    ExportGo: "导出 PNG", "Export PNG";
    ExportGoCsv: "导出 CSV", "Export CSV";
    ExportListTitle: "导出名册", "Export a list";
    Exporting: "正在导出…", "Exporting…";
    ImportTitle: "导入", "Import";
    ImportAs: "文件内容", "What it holds";
    ImportHouseholds: "户", "Households";
    ImportMembers: "党员", "Members";
    ImportLinks: "联系", "Links";
    ImportGrids: "网格", "Grids";
    ImportBuildings: "楼栋", "Buildings";
    ImportBackdrop: "底图", "Base map";
    ImportAccept: "导入", "Import";
    ImportReading: "正在读取…", "Reading…";
    ImportRejectedHint: "有不能导入的行，什么都没有写入。请改正后重试，或跳过这些行", "Some rows cannot be imported; nothing was written. Mend them, or skip them";
    ImportSkipBad: "跳过这些行", "Skip them";
    ImportNothingNew: "文件与登记一致，没有变化", "The file says what the register says";
    ImportUnknownKind: "认不出这个文件的内容，请选择", "What is in this file? Please choose";
    DropHere: "松开即可导入", "Drop to import";
    InUseTitle: "文件正在别处使用", "The file is in use";
    CannotOpen: "打不开这个文件", "This file cannot be opened";
    OpenedForViewing: "已用只读方式打开", "Opened for viewing";
    OpenViewOnly: "只读打开", "Open for viewing";
    FileToRead: "文件路径", "Path of the file";
    FileToWrite: "保存到", "Save to";
    ChooseFile: "浏览文件…", "Choose…";
    FileIsThere: "已有同名文件，请换个名字", "There is a file of this name; choose another";
    FileWillBeReplaced: "已有同名文件，将被替换", "There is a file of this name; it will be replaced";
    NewTitle: "新建项目", "New project";
    NewName: "名称", "Name";
    Create: "创建", "Create";
    Language: "English", "中文";
    EmptyProject: "还没有户", "No households yet";
    EmptyProjectMore: "把名册（CSV）或网格边界（GeoJSON）拖到窗口里，或从“文件 → 导入”开始", "Drop a roster (CSV) or outlines (GeoJSON) on the window, or choose File → Import";
    TheNote: "备注", "Note";
    Unplaced: "尚未定位", "No position yet";
    UncoveredBecause: "未覆盖原因", "Uncovered because";
    CoveredAll: "全覆盖", "All covered";
    NoHouseholds: "暂无需覆盖的户", "Nobody to cover";
    SheetSubtitleMap: "联户图", "Lianhu map";
    SheetCoverage: "覆盖", "Coverage";
    SheetLegend: "图例（本图户数）", "Legend (households on this map)";
    SheetSource: "底图来源", "Base map";
    SheetMaker: "制图", "Made by";
    SheetPhone: "电话", "Phone";
    SheetStampInternal: "内部工作用图 注意保密", "INTERNAL, KEEP CONFIDENTIAL";
    SheetStampMeeting: "会议用图", "FOR THE MEETING";
    SheetStampPublic: "公示图", "PUBLIC";
    PlanCurrent: "现行", "current";
}

#[cfg(test)]
mod tests {
    use crate::app::wording::{Lang, Text};

    #[test]
    fn every_text_is_said_in_both_languages_and_ends_without_a_full_stop() {
        for &text in Text::ALL {
            for lang in [Lang::Zh, Lang::En] {
                let words = text.of(lang);
                assert!(!words.is_empty(), "{text:?} says nothing in {lang:?}");
                assert!(!words.ends_with(['.', '。']), "{text:?} ends with a full stop in {lang:?}");
            }
        }
    }
}
