//! What the command line says.

use crate::app::wording::Lang;
use crate::disclose::Audience;
use crate::store::Problem;
use std::path::Path;

/// What [`check_summary`] adds up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CheckTotals {
    /// Households on the register.
    pub register: usize,
    /// Those that must be covered and are.
    pub covered: usize,
    /// Those that must be covered and are not.
    pub uncovered: usize,
    /// Those that need not be covered.
    pub not_required: usize,
    /// Findings: errors, warnings, notes.
    pub findings: [usize; 3],
}

/// A new project stands in a file.
pub fn created_sentence(lang: Lang, households: usize, members: usize, path: &Path) -> String {
    let path = path.display();
    lang.pick(
        format!("已创建：{households} 户，{members} 名党员\n文件：{path}"),
        format!("Created: {households} households, {members} members\nFile: {path}"),
    )
}

/// A file that is there must not be replaced without being asked to.
pub fn exists_already(lang: Lang, path: &Path) -> String {
    let path = path.display();
    lang.pick(
        format!("已有同名文件；要替换请加 --force\n文件：{path}"),
        format!("There is a file with this name already; --force replaces it\nFile: {path}"),
    )
}

/// A project under another ending is easily taken for a list or a picture, and replaced by one.
pub fn must_end_in_gpkg(lang: Lang, path: &Path) -> String {
    let path = path.display();
    lang.pick(
        format!("项目文件名要以 .gpkg 结尾\n文件：{path}"),
        format!("Name a project so that it ends in .gpkg\nFile: {path}"),
    )
}

/// A scheme that nobody knows.
pub fn scheme_unknown(lang: Lang, id: &str) -> String {
    lang.pick(
        format!("没有制度 {id}。用 lianhu schemes 查看自带的制度，或写一个 .toml 文件"),
        format!("There is no scheme {id}. `lianhu schemes` lists those that ship; a .toml file will do as well"),
    )
}

/// More members than a made-up place has households.
pub fn recipe_too_small(lang: Lang, households: usize, members: usize) -> String {
    lang.pick(
        format!("{households} 户容不下 {members} 名党员，请增加户数或减少党员"),
        format!("{members} members do not fit into {households} households; ask for more households or fewer members"),
    )
}

/// Another program wrote to the file; nothing is written on top of that unasked.
pub fn changed_outside_told(lang: Lang, tables: &[&str], must_accept: bool, path: &Path) -> String {
    let (tables, path) = (tables.join(lang.pick("、", ", ")), path.display());
    if must_accept {
        lang.pick(
            format!("其他程序改过这个文件（{tables}），没有写入。请先核对（lianhu check、lianhu verify），认可后加 --accept-outside 重试\n文件：{path}"),
            format!("Another program has changed this file ({tables}); nothing was written. Look at it (lianhu check, lianhu verify), then try again with --accept-outside\nFile: {path}"),
        )
    } else {
        lang.pick(
            format!("注意：其他程序改过这个文件（{tables}），以下按现在的内容\n文件：{path}"),
            format!(
                "Note: another program has changed this file ({tables}); this shows what is there now\nFile: {path}"
            ),
        )
    }
}

/// What another program wrote counts from now on.
pub fn accepted_outside(lang: Lang, tables: &[&str]) -> String {
    let tables = tables.join(lang.pick("、", ", "));
    lang.pick(format!("已认可其他程序的修改：{tables}"), format!("Accepted what another program changed: {tables}"))
}

/// There is no plan with this name.
pub fn no_such_plan(lang: Lang, name: &str, names: &[&str]) -> String {
    let names = names.join(lang.pick("、", ", "));
    lang.pick(format!("没有方案“{name}”，现有：{names}"), format!("There is no plan “{name}”; there are: {names}"))
}

/// Nothing of this kind has this code. `what` is `household`, `member` or `grid`.
pub fn no_such_code(lang: Lang, what: &str, code: &str) -> String {
    let zh = match what {
        "household" => "户号",
        "member" => "党员编号",
        "building" => "楼栋编号",
        "organization" => "党组织编号",
        "enterprise" => "企业编号",
        "segment" => "路段编号",
        "unit" => "党组织、企业或路段编号",
        _ => "网格编号",
    };
    lang.pick(format!("登记中没有{zh} {code}"), format!("There is no {what} {code} on the register"))
}

/// There is no category with this key.
pub fn no_such_category(lang: Lang, key: &str, keys: &[&str]) -> String {
    let keys = keys.join(lang.pick("、", ", "));
    lang.pick(format!("没有类别 {key}，可用：{keys}"), format!("There is no category {key}; there are: {keys}"))
}

/// Output of this kind is made in a later version.
pub fn form_not_built(lang: Lang, ending: &str, path: &Path) -> String {
    let path = path.display();
    if ending.is_empty() {
        return lang.pick(
            format!("请给出带后缀的文件名：.png、.csv、.xlsx、.geojson、.gpkg、.kml、.shp 或 .zip\n文件：{path}"),
            format!("Name a file that ends in .png, .csv, .xlsx, .geojson, .gpkg, .kml, .shp or .zip\nFile: {path}"),
        );
    }
    lang.pick(
        format!("本版本还不能导出 .{ending}，可用 .png、.csv、.xlsx、.geojson、.gpkg、.kml、.shp、.zip\n文件：{path}"),
        format!("This version does not write .{ending}; it writes .png, .csv, .xlsx, .geojson, .gpkg, .kml, .shp and .zip\nFile: {path}"),
    )
}

/// A list that this audience must not see.
pub fn not_for_audience(lang: Lang, audience: Audience) -> String {
    let key = audience.key();
    lang.pick(
        format!("这份清单不向“{key}”受众提供，只有 internal（内部）可以看"),
        format!("This list is not for the audience {key}, only for internal"),
    )
}

/// `--map` was not a pair.
pub fn map_as_pairs(lang: Lang, given: &str) -> String {
    lang.pick(
        format!("--map {given} 应写成 列名=字段，例如 --map 户籍编码=code"),
        format!("--map {given} must be COLUMN=FIELD, such as --map 户籍编码=code"),
    )
}

/// What a file holds cannot be told.
pub fn unknown_content(lang: Lang, file: &str) -> String {
    lang.pick(
        format!("认不出这个文件的内容，请用 --as 指明，例如 --as households\n文件：{file}"),
        format!("What this file holds cannot be told; say it with --as, such as --as households\nFile: {file}"),
    )
}

/// Rows that keep the whole file out.
pub fn rows_rejected(lang: Lang, rejected: usize) -> String {
    lang.pick(
        format!("有 {rejected} 行不能导入，什么都没有写入。请改正后重试，或加 --skip-bad 跳过这些行"),
        format!(
            "{rejected} rows cannot be imported; nothing was written. Mend them, or leave them out with --skip-bad"
        ),
    )
}

/// Whether an import was written.
pub fn import_written(lang: Lang, seq: Option<u64>, is_dry_run: bool) -> String {
    match seq {
        Some(seq) => lang.pick(format!("已写入，历史第 {seq} 步"), format!("Written as step {seq}")),
        None if is_dry_run => lang.pick("试运行，没有写入", "A dry run: nothing was written").to_owned(),
        None => {
            lang.pick("与登记一致，没有需要写入的", "The register says the same; there was nothing to write").to_owned()
        }
    }
}

/// Households that came with an import and have nobody yet.
pub fn listed_as_uncovered(lang: Lang, count: usize) -> String {
    lang.pick(
        format!("{count} 户还没有联系人，已列入未覆盖名单"),
        format!("{count} households have nobody yet and are listed as uncovered"),
    )
}

/// A line of edits that cannot be understood.
pub fn line_malformed(lang: Lang, file: &str, line: usize, why: &str) -> String {
    lang.pick(
        format!("第 {line} 行不是有效的修改，到此停止；前面已应答的都已保存。原因：{why}\n文件：{file}"),
        format!("Line {line} is no valid edit; stopped here. What was answered before is saved. {why}\nFile: {file}"),
    )
}

/// A line that is no UTF-8.
pub fn line_not_text(lang: Lang) -> &'static str {
    lang.pick("不是 UTF-8 文字", "It is not UTF-8 text")
}

/// Only one of longitude and latitude, or no place on the globe.
pub fn need_pair_of_degrees(lang: Lang) -> &'static str {
    lang.pick("lon 和 lat 要一起给，并且在地球上", "`lon` and `lat` belong together and must be on the globe")
}

/// Several ways to go on where one is possible.
pub fn one_way_only(lang: Lang) -> &'static str {
    lang.pick("to、then、reason 只能给一个", "Only one of `to`, `then` and `reason` can be given")
}

/// An edit about a plan that does not say which.
pub fn need_plan(lang: Lang) -> &'static str {
    lang.pick("这项修改要用 plan 指明是哪个方案", "This edit needs `plan`: the name of the plan that is meant")
}

/// An option that this form of output does not have.
pub fn plan_only_for(lang: Lang, option: &str) -> String {
    lang.pick(format!("{option} 只用于导出地图（.png）"), format!("{option} is only for maps (.png)"))
}

/// What was applied.
pub fn applied_summary(lang: Lang, [done, unchanged, refused]: [usize; 3]) -> String {
    lang.pick(
        format!("已生效 {done} 项，本来如此 {unchanged} 项，被拒绝 {refused} 项"),
        format!("{done} done, {unchanged} were so already, {refused} refused"),
    )
}

/// One step that was undone or redone.
pub fn taken_back(lang: Lang, is_undo: bool, label: &str) -> String {
    if is_undo {
        lang.pick(format!("已撤销：{label}"), format!("Undone: {label}"))
    } else {
        lang.pick(format!("已重做：{label}"), format!("Redone: {label}"))
    }
}

/// Fewer steps than asked for.
pub fn took_back_fewer(lang: Lang, taken: usize, asked: usize) -> String {
    lang.pick(
        format!("只有 {taken} 步可以撤销或重做，要求的是 {asked} 步"),
        format!("Only {taken} of {asked} steps could be taken back or done again"),
    )
}

/// A file was written.
pub fn written_to(lang: Lang, path: &Path) -> String {
    lang.pick(format!("已写出\n文件：{}", path.display()), format!("Written\nFile: {}", path.display()))
}

/// Answers could not be written.
pub fn output_failed(lang: Lang, source: &std::io::Error) -> String {
    lang.pick(format!("写不出结果：{source}"), format!("Could not write the answer: {source}"))
}

/// The totals of a check in two lines.
pub fn check_summary(lang: Lang, totals: &CheckTotals) -> String {
    let CheckTotals { register, covered, uncovered, not_required, findings: [errors, warnings, notes] } = totals;
    lang.pick(
        format!("登记 {register} 户 = 已覆盖 {covered} + 未覆盖 {uncovered} + 无需覆盖 {not_required}\n错误 {errors}，警告 {warnings}，提示 {notes}"),
        format!("{register} households = {covered} covered + {uncovered} uncovered + {not_required} not required\n{errors} errors, {warnings} warnings, {notes} notes"),
    )
}

/// A file that was looked through.
pub fn verified(lang: Lang, schema: u32, steps: u64, problems: usize) -> String {
    match problems {
        0 => lang.pick(
            format!("文件完好：格式 {schema}，历史 {steps} 步"),
            format!("The file is sound: schema {schema}, {steps} steps of history"),
        ),
        _ => lang.pick(
            format!("发现 {problems} 个问题：格式 {schema}，历史 {steps} 步"),
            format!("{problems} problems: schema {schema}, {steps} steps of history"),
        ),
    }
}

/// What is wrong with a project file, and what to do.
pub fn damage_sentence(lang: Lang, problem: &Problem) -> String {
    match problem {
        Problem::Database { words } => lang
            .pick(format!("数据库损坏：{words}。请用备份"), format!("The database is damaged: {words}. Use a backup")),
        Problem::ChangedOutside { table } => lang.pick(
            format!("表 {table} 被其他程序改过，或磁盘出错。请核对内容，认可后用 --accept-outside 写入"),
            format!(
                "Another program, or the disk, has changed the table {table}. Look at it; --accept-outside accepts it"
            ),
        ),
        Problem::BadValue { table, fid, column } => lang.pick(
            format!("表 {table} 第 {fid} 条的 {column} 读不懂。请改正或用备份"),
            format!("{column} of {table}, row {fid}, cannot be read. Mend it, or use a backup"),
        ),
        Problem::BadGeometry { table, fid } => lang.pick(
            format!("表 {table} 第 {fid} 条的图形读不懂。请重画或用备份"),
            format!("The geometry of {table}, row {fid}, cannot be read. Draw it again, or use a backup"),
        ),
        Problem::Dangling { table, fid, column } => lang.pick(
            format!("表 {table} 第 {fid} 条的 {column} 指向不存在的记录。请改正或用备份"),
            format!("{column} of {table}, row {fid}, refers to nothing. Mend it, or use a backup"),
        ),
        Problem::Stale { table, fid, column } => lang.pick(
            format!("表 {table} 第 {fid} 条给其他程序看的 {column} 已过时。修改该条即可刷新"),
            format!(
                "{column} of {table}, row {fid}, as shown to other programs, is out of date. Any edit of it mends that"
            ),
        ),
        Problem::Index { table, rows, indexed } => lang.pick(
            format!("表 {table} 的空间索引有 {indexed} 条，应为 {rows} 条。另存副本即可重建"),
            format!("The spatial index of {table} has {indexed} of {rows} rows. Saving a copy builds it again"),
        ),
        Problem::Ledger { seq } => lang.pick(
            format!("历史第 {seq} 步与内容不符，不能再往前撤销。请用备份核对"),
            format!("Step {seq} of the history does not fit; nothing before it can be undone. Compare with a backup"),
        ),
    }
}

/// The heading of a column in lists; its key where there is none.
pub fn column_heading(lang: Lang, key: &'static str) -> &'static str {
    if lang == Lang::En {
        return key;
    }
    match key {
        "code" => "编号",
        "head" => "户主",
        "group" => "组",
        "house_no" => "门牌",
        "building" => "楼栋",
        "unit" => "单元",
        "floor" => "层",
        "room" => "室",
        "address" => "地址",
        "phone" => "电话",
        "people" => "人口",
        "elderly" => "老人",
        "children" => "儿童",
        "categories" => "类别",
        "lon" => "经度",
        "lat" => "纬度",
        "grid" => "网格",
        "status" => "状态",
        "covered" => "已覆盖",
        "uncovered" => "未覆盖",
        "note" => "备注",
        "name" => "名称",
        "home" => "家庭户号",
        "duty_phone" => "值班电话",
        "roles" => "职务",
        "eligible" => "能否联户",
        "min_load" => "下限",
        "max_load" => "上限",
        "load" => "负荷",
        "household" => "户号",
        "member" => "党员编号",
        "kind" => "类型",
        "locked" => "锁定",
        "since" => "起始日期",
        "level" => "层级",
        "parent" => "上级",
        "leader" => "网格长",
        "source" => "序号",
        "file" => "文件",
        "as_of" => "资料日期",
        "taken_on" => "导入日期",
        "rows" => "行数",
        "crs" => "坐标系",
        "evidence" => "依据",
        "households" => "户数",
        "key" | "id" => "代码",
        "short" => "简称",
        "color" => "颜色",
        "glyph" => "图形",
        "side" => "取向",
        "rule" => "规则",
        "severity" => "级别",
        "message" => "说明",
        "levels" => "网格层级",
        "far_m" => "远距（米）",
        "far_medians" => "远距（倍）",
        "near_m" => "近距（米）",
        "exempt" => "免联",
        "consent" => "同意公示",
        other => other,
    }
}

/// Yes or no in lists.
pub fn answer_word(lang: Lang, yes: bool) -> &'static str {
    if yes { lang.pick("是", "yes") } else { lang.pick("否", "no") }
}
