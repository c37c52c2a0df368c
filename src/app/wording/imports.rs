//! What an import found, row by row.

use crate::app::wording::Lang;
use crate::exchange::{ImportReport, Problem};

/// One line that sums an import up.
pub fn import_summary(lang: Lang, report: &ImportReport) -> String {
    let ImportReport { read, new, changed, unchanged, missing, rejected, flagged, .. } = report;
    lang.pick(
        format!(
            "读到 {read} 行:新增 {new},变更 {changed},一致 {unchanged};登记有而文件无 {missing};不能导入 {rejected},存疑 {flagged}"
        ),
        format!(
            "{read} rows: {new} new, {changed} changed, {unchanged} the same; {missing} not in the file; {rejected} rejected, {flagged} flagged"
        ),
    )
}

/// What is odd about a row, and where.
pub fn problem_sentence(lang: Lang, problem: &Problem) -> String {
    let _ = lang;
    format!("{:?}", problem.kind)
}
