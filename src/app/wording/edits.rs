//! What the history calls an edit.

use crate::app::wording::{Lang, Naming, Text, life_label, redeclared_words, said_of, scheme_set, withdrawn_label};
use crate::edit::{Batch, Edit};
use crate::exchange::Crs;
use crate::model::{HouseholdId, HouseholdStatus, LinkKind};

/// A short name for an edit, in the user's words. It goes into the ledger of the project file, so it names
/// members and places but no resident.
pub fn edit_label(lang: Lang, naming: Naming<'_>, edit: &Edit) -> String {
    match edit {
        Edit::Assign { households, to, kind } => {
            let (what, member) = (naming.places(lang, households), naming.member(*to));
            match kind {
                LinkKind::Primary => {
                    lang.pick(format!("{what} 改由 {member} 联系"), format!("Assign {what} to {member}"))
                }
                LinkKind::Backup => {
                    lang.pick(format!("{member} 协助 {what}"), format!("{member} stands in for {what}"))
                }
                LinkKind::Paired => lang.pick(format!("{member} 结对帮扶 {what}"), format!("{member} helps {what}")),
            }
        }
        Edit::Release { household, member, .. } => {
            let (place, member) = (naming.place(*household), naming.member(*member));
            lang.pick(format!("{place} 不再由 {member} 联系"), format!("Take {place} from {member}"))
        }
        Edit::MoveLink { .. }
        | Edit::LinkTargets { .. }
        | Edit::UnlinkTarget { .. }
        | Edit::HandOver { .. }
        | Edit::SpreadOver { .. }
        | Edit::AssignNearest { .. }
        | Edit::Swap { .. } => deal_label(lang, naming, edit),
        Edit::Lock { households, locked } => {
            let what = naming.places(lang, households);
            if *locked {
                lang.pick(format!("锁定 {what}"), format!("Lock {what}"))
            } else {
                lang.pick(format!("解锁 {what}"), format!("Unlock {what}"))
            }
        }
        Edit::AddHousehold(row) => {
            let place = place_words(&row.address.short(), &row.code);
            lang.pick(format!("添加户 {place}"), format!("Add household {place}"))
        }
        Edit::ChangeHousehold(_, row) => {
            let place = place_words(&row.address.short(), &row.code);
            lang.pick(format!("修改 {place} 的登记"), format!("Change the entry of {place}"))
        }
        Edit::SetCategories { households, .. } => {
            let what = naming.places(lang, households);
            lang.pick(format!("修改 {what} 的类别"), format!("Change the categories of {what}"))
        }
        Edit::SetStatus { household, status, .. } => {
            let (place, status) = (naming.place(*household), status_text(*status).of(lang));
            lang.pick(format!("{place} 改为“{status}”"), format!("Set {place} to “{status}”"))
        }
        Edit::MoveHousehold { household, .. } => {
            let place = naming.place(*household);
            lang.pick(format!("移动 {place} 的位置"), format!("Move {place}"))
        }
        Edit::AddMember(row) => lang.pick(format!("添加党员 {}", row.code), format!("Add member {}", row.code)),
        Edit::ChangeMember(member, _) => {
            let member = naming.member(*member);
            lang.pick(format!("修改 {member} 的登记"), format!("Change the entry of {member}"))
        }
        Edit::SetEligible { member, eligible, .. } => {
            let member = naming.member(*member);
            if *eligible {
                lang.pick(format!("{member} 可以联户"), format!("{member} can cover households"))
            } else {
                lang.pick(format!("{member} 暂不联户"), format!("{member} cannot cover now"))
            }
        }
        Edit::RetireMember { member, .. } => {
            let member = naming.member(*member);
            lang.pick(format!("{member} 离任"), format!("{member} leaves"))
        }
        Edit::Import(batch) => import_label(lang, batch),
        Edit::Together(edits) => match edits.as_slice() {
            [] => String::new(),
            // The rest of that gesture only follows from it.
            [only] | [only @ Edit::AdoptPlan { .. }, ..] => edit_label(lang, naming, only),
            [first, rest @ ..] => {
                let (first, more) = (edit_label(lang, naming, first), rest.len());
                lang.pick(format!("{first} 等 {} 项", more + 1), format!("{first} and {more} more"))
            }
        },
        other => plan_label(lang, naming, other),
    }
}

fn import_label(lang: Lang, batch: &Batch) -> String {
    let rows = row_count(batch);
    // A file that is on the record already was in another coordinate system.
    if let Some((Some(_), record)) = &batch.provenance {
        return redeclared_words(lang, &record.file, Crs::from_name(&record.crs).unwrap_or_default(), rows);
    }
    lang.pick(format!("导入 {rows} 条"), format!("Import {rows} rows"))
}

/// The same for edits of a plan as a whole, and for what is taken back in one.
fn plan_label(lang: Lang, naming: Naming<'_>, edit: &Edit) -> String {
    match edit {
        Edit::CopyPlan { name, .. } => lang.pick(format!("复制方案为“{name}”"), format!("Copy the plan as “{name}”")),
        Edit::AdoptPlan { plan, because } => {
            let plan = naming.plan(*plan);
            let words = lang.pick(format!("采用“{plan}”为现行方案"), format!("Put “{plan}” in force"));
            if because.is_empty() { words } else { said_of(lang, &words, because) }
        }
        Edit::TakeBack(step) => withdrawn_label(lang, step),
        Edit::SetScheme(scheme) => scheme_set(lang, &scheme.name),
        Edit::CoverForgotten(_) => lang.pick("安排无人联系的户", "Cover who has nobody").to_owned(),
        Edit::RenamePlan { name, .. } => {
            lang.pick(format!("方案改名为“{name}”"), format!("Rename the plan to “{name}”"))
        }
        Edit::DropPlan(plan) => {
            let plan = naming.plan(*plan);
            lang.pick(format!("删除方案“{plan}”"), format!("Delete the plan “{plan}”"))
        }
        Edit::Restore(rows) => {
            let households: Vec<HouseholdId> = rows.iter().map(|row| row.household).collect();
            let what = naming.places(lang, &households);
            lang.pick(format!("撤回 {what} 的变更"), format!("Take back what changed at {what}"))
        }
        other => life_label(lang, naming, other),
    }
}

/// The same for wishes that move links from some members to others; empty for others.
fn deal_label(lang: Lang, naming: Naming<'_>, edit: &Edit) -> String {
    match edit {
        Edit::MoveLink { household, from, to } => {
            let (place, from, to) = (naming.place(*household), naming.member(*from), naming.member(*to));
            lang.pick(
                format!("{place} 改由 {to} 联系（原 {from}）"),
                format!("Assign {place} to {to} instead of {from}"),
            )
        }
        Edit::HandOver { from, to } => {
            let (from, to) = (naming.member(*from), naming.member(*to));
            lang.pick(format!("{from} 移交给 {to}"), format!("Hand over from {from} to {to}"))
        }
        Edit::SpreadOver { from } => {
            let from = naming.member(*from);
            lang.pick(format!("{from} 的户分给邻近党员"), format!("Spread the households of {from} over the nearest"))
        }
        Edit::AssignNearest { households } => {
            let what = naming.places(lang, households);
            lang.pick(format!("{what} 就近分派"), format!("Deal {what} to the nearest"))
        }
        Edit::Swap { one, other } => {
            let (one, other) = (naming.member(*one), naming.member(*other));
            lang.pick(format!("{one} 与 {other} 互换联系户"), format!("{one} and {other} change places"))
        }
        Edit::LinkTargets { targets, to, .. } => {
            let names: Vec<String> = targets.iter().map(|target| naming.target(*target)).collect();
            let (what, to) = (names.join(lang.pick("、", ", ")), naming.member(*to));
            lang.pick(format!("{what} 由 {to} 联系"), format!("Let {to} keep in contact with {what}"))
        }
        Edit::UnlinkTarget { target, member } => {
            let (what, member) = (naming.target(*target), naming.member(*member));
            lang.pick(format!("{what} 不再由 {member} 联系"), format!("Take {what} from {member}"))
        }
        _ => String::new(),
    }
}

/// The word for a status.
pub fn status_text(status: HouseholdStatus) -> Text {
    match status {
        HouseholdStatus::Resident => Text::StatusResident,
        HouseholdStatus::Away => Text::StatusAway,
        HouseholdStatus::Vacant => Text::StatusVacant,
        HouseholdStatus::MovedOut => Text::StatusMovedOut,
    }
}

fn row_count(batch: &Batch) -> usize {
    batch.households.len()
        + batch.members.len()
        + batch.links.len()
        + batch.grids.len()
        + batch.buildings.len()
        + batch.units.len()
        + batch.backdrop.len()
}

fn place_words(place: &str, code: &str) -> String {
    if place.is_empty() { code.to_owned() } else { place.to_owned() }
}
