//! What a row refers to and the register has not, in words.

use crate::app::wording::Lang;
use crate::exchange::ProblemKind;

/// Grids, organizations and members that a row names; `None` for any other problem.
pub(crate) fn about_references(lang: Lang, kind: &ProblemKind) -> Option<String> {
    let words = match kind {
        ProblemKind::LeaderLater { code } => lang.pick(
            format!("{code} 还没有导入；导入党员后按职务补上网格长"),
            format!("{code} is not on the register yet; members who come fill in the leader by their role"),
        ),
        ProblemKind::UnknownGrid { text } => lang.pick(
            format!("没有网格“{text}”。请核对，或先导入网格"),
            format!("There is no grid “{text}”. Check it, or import the grids first"),
        ),
        ProblemKind::CodeOfAnotherKind { code } => lang.pick(
            format!("编号 {code} 已经用在别的党组织、企业或路段上。请换一个"),
            format!("Another organization, enterprise or segment has the code {code}. Choose another"),
        ),
        ProblemKind::UnknownOrganization { text } => lang.pick(
            format!("没有党组织“{text}”。请核对，或先导入党组织"),
            format!("There is no organization “{text}”. Check it, or import the organizations first"),
        ),
        _ => return None,
    };
    Some(words)
}
