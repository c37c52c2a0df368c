//! What rosters say of persons and is not kept: ID numbers and ages, and what they may be used for.

use crate::app::wording::Lang;
use crate::exchange::{AgesFound, ProblemKind};

/// Columns of ID numbers and of ages.
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
        ProblemKind::Ages(AgesFound::Counted { on: None }) => lang
            .pick(
                "按年龄数出各户的老人（60 岁及以上）和儿童（不满 18 岁）。年龄不保存",
                "The elderly (sixty or more) and the children (under eighteen) were counted by age. Ages are not kept",
            )
            .to_owned(),
        ProblemKind::Ages(AgesFound::Counted { on: Some(day) }) => lang.pick(
            format!("按出生日期数出各户到 {day} 的老人（60 岁及以上）和儿童（不满 18 岁）。出生日期不保存"),
            format!("The elderly (sixty or more) and the children (under eighteen) on {day} were counted by days of birth, which are not kept"),
        ),
        ProblemKind::Ages(AgesFound::Unknown { persons }) => lang.pick(
            format!("有 {persons} 人看不出年龄，所在的户没有数老人和儿童。请补全出生日期或年龄"),
            format!("How old {persons} people are cannot be told; in their households the elderly and the children were not counted. Add days of birth or ages"),
        ),
        _ => return None,
    };
    Some(words)
}
