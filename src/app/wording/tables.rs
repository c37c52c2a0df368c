//! Tables: how many rows, what a cell is called, why a text cannot stand there.

use crate::app::wording::Lang;
use crate::model::Severity;

/// So many rows.
pub fn rows_words(lang: Lang, count: usize) -> String {
    lang.pick(format!("{count} 行"), format!("{count} rows"))
}

/// So many rows were copied.
pub fn copied_words(lang: Lang, count: usize) -> String {
    lang.pick(format!("已复制 {count} 行，可粘贴到 Excel"), format!("{count} rows copied, ready for a spreadsheet"))
}

/// What a cell is called: whose, what, how it reads.
pub fn cell_words(lang: Lang, row: &str, column: &str, text: &str) -> String {
    lang.pick(format!("{row} {column}：{text}"), format!("{row} {column}: {text}"))
}

/// What a click on a heading does.
pub fn sort_words(lang: Lang, column: &str) -> String {
    lang.pick(format!("按{column}排序"), format!("Sort by {column}"))
}

/// A cell that holds a number was given something else.
pub fn need_count(lang: Lang) -> String {
    lang.pick("这里要填 0–65535 的整数", "A whole number is needed here").to_owned()
}

/// Yes or no.
pub fn yes_no(lang: Lang, is_so: bool) -> &'static str {
    if is_so { lang.pick("是", "yes") } else { lang.pick("否", "no") }
}

/// How bad a finding is.
pub fn severity_word(lang: Lang, severity: Severity) -> &'static str {
    match severity {
        Severity::Error => lang.pick("错误", "error"),
        Severity::Warning => lang.pick("警告", "warning"),
        Severity::Note => lang.pick("提示", "note"),
    }
}

/// Why nobody is meant by a text.
pub fn nobody_called(lang: Lang) -> String {
    lang.pick("没有这个编号或姓名的党员", "No member has this code or name").to_owned()
}

/// Why a name alone is not enough.
pub fn several_called(lang: Lang, count: usize) -> String {
    lang.pick(format!("有 {count} 位党员同名，请填编号"), format!("{count} members have this name; give the code"))
}

/// Why a line has no household.
pub fn no_household_for(lang: Lang) -> String {
    lang.pick("没有对应的户", "There is no household for it").to_owned()
}

/// A line that says nothing.
pub fn line_empty(lang: Lang) -> String {
    lang.pick("空行，保持不变", "empty, stays as it is").to_owned()
}

/// What pasting would do.
pub fn paste_summary(lang: Lang, changed: usize, same: usize, bad: usize) -> String {
    lang.pick(
        format!("{changed} 户将改由所填党员联系，{same} 行不变，{bad} 行对不上"),
        format!("{changed} households go to who is named, {same} lines change nothing, {bad} do not match"),
    )
}
