//! Why a command cannot be done now.

use crate::app::wording::Lang;

/// Why a command cannot be done now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The file is open for viewing only.
    ViewOnly,
    /// Earlier changes could not be written.
    NotSaved,
    /// There is nothing to undo.
    NothingToUndo,
    /// There is nothing to redo.
    NothingToRedo,
    /// There are no findings.
    NoFindings,
    /// The project is empty.
    Empty,
    /// No household is selected.
    NoHouseholdSelected,
    /// The plan that is looked at is not a draft.
    NotADraft,
    /// The plan that is looked at was in force once.
    FormerPlan,
    /// The plan changes nothing.
    NothingChanged,
    /// Everything is shown already.
    NothingFiltered,
    /// The plan that is looked at is the one in force.
    PlanInForce,
    /// No member is selected.
    NoMemberSelected,
    /// The selected household is in no building that others live in.
    NotInABuilding,
    /// No grid is selected.
    NoGridSelected,
    /// There are no grids.
    NoGrids,
    /// There is no other plan.
    OnlyOnePlan,
}

impl Why {
    /// The reason in words.
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::ViewOnly => lang.pick("文件以只读方式打开", "The file is open for viewing only"),
            Self::NotSaved => lang.pick("先前的修改还没有保存", "Earlier changes are not saved yet"),
            Self::NothingToUndo => lang.pick("没有可撤销的修改", "Nothing to undo"),
            Self::NothingToRedo => lang.pick("没有可重做的修改", "Nothing to redo"),
            Self::NoFindings => lang.pick("没有检查结果", "There are no findings"),
            Self::Empty => lang.pick("还没有户", "There are no households yet"),
            Self::NothingFiltered => lang.pick("已经全部显示", "Everything is shown already"),
            Self::PlanInForce => lang.pick("现在看的就是现行方案", "This is the plan in force"),
            Self::NoHouseholdSelected => lang.pick("先选中一户", "Select a household first"),
            Self::NotADraft => {
                lang.pick("现在看的不是草案，请先切换到一份草案", "This is not a draft; switch to one first")
            }
            Self::FormerPlan => {
                lang.pick("历史方案只能查看，请先复制为草案", "This plan is kept as it was; copy it into a draft")
            }
            Self::NothingChanged => lang.pick("没有变更", "Nothing was changed"),
            Self::NoMemberSelected => lang.pick("先选中一位党员", "Select a member first"),
            Self::NoGridSelected => lang.pick("先选中一个网格", "Select a grid first"),
            Self::NoGrids => lang.pick("还没有网格", "There are no grids yet"),
            Self::NotInABuilding => lang.pick("这一户不在楼栋里", "This household is in no block of flats"),
            Self::OnlyOnePlan => {
                lang.pick("只有一份方案，请先复制为草案", "There is one plan only; copy it into a draft")
            }
        }
    }
}
