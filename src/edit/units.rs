//! Organizations, enterprises and street segments: coming, changing, going. And findings that are let stand.

use crate::edit::draft::Draft;
use crate::edit::register::clean_code;
use crate::edit::{Context, Edit, Key, Refusal, Value};
use crate::model::{Member, MemberId, Rule, Target, Unit, UnitId, UnitKind, Waiver};

/// Organizations are not nested deeper than this.
const DEEPEST: usize = 16;

/// Carries out a wish about units or about findings that are let stand; any other one is passed over.
pub(crate) fn change_units(draft: &mut Draft, context: Context, edit: &Edit) -> Result<(), Refusal> {
    match edit {
        Edit::AddUnit(row) => {
            let row = checked(draft, None, row)?;
            let unit = draft.project.units.next_id();
            draft.put(Key::Unit(unit), Some(Value::Unit(row)));
        }
        Edit::ChangeUnit(unit, row) => {
            let kind = there(draft, *unit)?.kind;
            let row = checked(draft, Some(*unit), &Unit { kind, ..(**row).clone() })?;
            draft.put(Key::Unit(*unit), Some(Value::Unit(row)));
        }
        Edit::RemoveUnit(unit) => remove(draft, *unit)?,
        Edit::Waive { finding, reason } => {
            let reason = reason.trim().to_owned();
            if reason.is_empty() {
                return Err(Refusal::ReasonMissing);
            }
            // The households without anybody are what the program is for; their reasons are kept with them.
            if finding.split('/').next() == Some(Rule::Covered.key()) {
                return Err(Refusal::NeverWaived);
            }
            let waiver = Waiver { reason, since: Some(context.today) };
            draft.put(Key::Waiver(finding.clone()), Some(Value::Waiver(waiver)));
        }
        Edit::EndWaiver(finding) => draft.put(Key::Waiver(finding.clone()), None),
        _ => {}
    }
    Ok(())
}

/// The unit with this id.
pub(crate) fn there(draft: &Draft, unit: UnitId) -> Result<Unit, Refusal> {
    let row = draft.project.units.at(unit).cloned();
    row.ok_or(Refusal::NoTarget(Target::Unit(UnitKind::Organization, unit)))
}

/// The row as it may be put down: a code that nobody else has, and an organization above that is not below.
pub(crate) fn checked(draft: &Draft, own: Option<UnitId>, row: &Unit) -> Result<Unit, Refusal> {
    let mut row = Unit { code: clean_code(&row.code), name: row.name.trim().to_owned(), ..row.clone() };
    if row.code.is_empty() {
        return Err(Refusal::CodeMissing);
    }
    if row.name.is_empty() {
        row.name.clone_from(&row.code);
    }
    if draft.project.units.iter().any(|(id, other)| Some(id) != own && other.code == row.code) {
        return Err(Refusal::CodeTaken(row.code));
    }
    let mut above = row.parent;
    for _ in 0..DEEPEST {
        let Some(parent) = above else { return Ok(row) };
        let over = there(draft, parent)?;
        if Some(parent) == own || over.kind != UnitKind::Organization {
            return Err(Refusal::UnitInItself(parent));
        }
        above = over.parent;
    }
    above.map_or(Ok(row), |parent| Err(Refusal::UnitInItself(parent)))
}

/// Takes a unit off the register. Whoever belonged to it belongs to what is above it; contacts with it end.
fn remove(draft: &mut Draft, unit: UnitId) -> Result<(), Refusal> {
    let row = there(draft, unit)?;
    draft.cut_links_to(Target::Unit(row.kind, unit));
    let below = draft.project.units.iter().filter(|(_, other)| other.parent == Some(unit));
    for (id, other) in below.map(|(id, other)| (id, other.clone())).collect::<Vec<_>>() {
        draft.put(Key::Unit(id), Some(Value::Unit(Unit { parent: row.parent, ..other })));
    }
    let belong = draft.project.members.iter().filter(|(_, member)| member.organization == Some(unit));
    let belong: Vec<(MemberId, Member)> = belong.map(|(id, member)| (id, member.clone())).collect();
    for (id, member) in belong {
        draft.put_member(id, Member { organization: row.parent, ..member });
    }
    draft.put(Key::Unit(unit), None);
    Ok(())
}
