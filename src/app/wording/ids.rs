//! ID numbers: why they are left out, and what they may be used for without being kept.

use crate::app::wording::Lang;
use crate::exchange::ProblemKind;

/// Columns of ID numbers.
pub(super) fn about_ids(lang: Lang, kind: &ProblemKind) -> Option<String> {
    let words = match kind {
        ProblemKind::IdNumbers => lang
            .pick(
                "这一列是证件号码，不收录，已略过。建议从文件里删去",
                "This column holds ID numbers, which are never taken in. Better delete it from the file",
            )
            .to_owned(),
        ProblemKind::JoinedByIds => lang
            .pick(
                "同一户主身份证号的行已合并为一户。号码只用来归户，没有保存",
                "Rows with the same ID number of a head became one household. The numbers were used for that only, and are not kept",
            )
            .to_owned(),
        ProblemKind::IdsDamaged { count, first_row } => lang.pick(
            format!(
                "这一列有 {count} 个身份证号不完整或已损坏（第 {first_row} 行起），不能用来归户：Excel 只保留 15 位数字，两户可能被当成一户。请把该列改成文本格式重新导出，或不勾选"
            ),
            format!(
                "{count} ID numbers are incomplete or damaged (from row {first_row} on), so that rows were not put together by them: Excel keeps fifteen digits, and two households could become one. Make the column text and export again, or leave it"
            ),
        ),
        _ => return None,
    };
    Some(words)
}
