//! Small sentences: what happens along with a wish, reasons, distances, saving.

use crate::app::OpeningStep;
use crate::app::wording::{Lang, Naming, Text};
use crate::edit::Note;
use crate::model::Reason;
use crate::scene::grouped;

/// What happens along with a wish.
pub fn note_sentence(lang: Lang, naming: Naming<'_>, note: &Note) -> String {
    match note {
        Note::BackupPromoted { household, member } => {
            let (household, member) = (naming.household(*household), naming.member(*member));
            lang.pick(
                format!("{household} 由协助人 {member} 接任"),
                format!("{member}, who stood in, becomes responsible for {household}"),
            )
        }
        Note::Completed { household, member } => {
            let (household, member) = (naming.household(*household), naming.member(*member));
            lang.pick(format!("{household} 转给最近的 {member}"), format!("{household} goes to the nearest, {member}"))
        }
        Note::Listed { household, reason } => {
            let (household, reason) = (naming.household(*household), reason_words(lang, reason));
            lang.pick(
                format!("{household} 列入未覆盖：{reason}"),
                format!("{household} is listed as uncovered: {reason}"),
            )
        }
        Note::Swapped { household, backup } => {
            let (household, backup) = (naming.household(*household), naming.member(*backup));
            lang.pick(
                format!("{household} 主责与协助互换，{backup} 改任协助"),
                format!("The two change places for {household}: {backup} stands in"),
            )
        }
        Note::NobodyTakes(household) => {
            let household = naming.household(*household);
            lang.pick(format!("{household} 没有人有余量，未改"), format!("Nobody has room for {household}; it stays"))
        }
        Note::SkippedLocked(household) => {
            let household = naming.household(*household);
            lang.pick(format!("{household} 已锁定，未改"), format!("{household} is locked and stays"))
        }
        Note::SkippedOwn(household) => {
            let household = naming.household(*household);
            lang.pick(format!("{household} 是本人家，未改"), format!("{household} is the member's own home and stays"))
        }
    }
}

/// Why a household has nobody for now.
pub fn reason_words(lang: Lang, reason: &Reason) -> String {
    match reason {
        Reason::New => lang.pick("新迁入，未指派", "new, not assigned yet").to_owned(),
        Reason::Imported => lang.pick("导入时未指派", "imported, not assigned yet").to_owned(),
        Reason::Scheme => lang.pick("制度调整，未指派", "since the scheme changed, not assigned yet").to_owned(),
        Reason::NobodyEligible => lang.pick("暂无合适人选", "nobody suitable for now").to_owned(),
        Reason::Said(words) => words.clone(),
    }
}

/// A distance as people say it.
pub fn meters(distance_m: f64) -> String {
    if distance_m < 1_000.0 { format!("{distance_m:.0} m") } else { format!("{:.1} km", distance_m / 1_000.0) }
}

/// So many more of what was just said.
pub fn more_words(lang: Lang, count: usize) -> String {
    lang.pick(format!("另有 {count} 项"), format!("and {count} more"))
}

/// A job that lasts, and for how long by now.
pub fn job_words(lang: Lang, name: Text, secs: u64) -> String {
    let name = name.of(lang);
    lang.pick(format!("{name} · {secs} 秒"), format!("{name} · {secs} s"))
}

/// How many changes are still on their way to the disk.
pub fn saving_words(lang: Lang, waiting: usize) -> String {
    lang.pick(format!("正在保存 {waiting} 项…"), format!("Saving {waiting}…"))
}

/// How far the reading of a project is.
pub fn opening_words(lang: Lang, step: Option<OpeningStep>) -> String {
    match step {
        None => lang.pick("正在看位置…", "Looking at places…").to_owned(),
        Some(OpeningStep::Reading { done, total }) => {
            let (done, total) = (grouped(done as usize), grouped(total as usize));
            lang.pick(format!("已读 {done} / {total} 行"), format!("{done} of {total} rows"))
        }
        Some(OpeningStep::Indexing) => lang.pick("正在建立索引…", "Indexing…").to_owned(),
        Some(OpeningStep::Checking) => lang.pick("正在检查覆盖和负荷…", "Checking coverage and loads…").to_owned(),
    }
}
