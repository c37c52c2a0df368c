//! Copying, renaming, adopting and deleting plans.

use crate::edit::draft::Draft;
use crate::edit::register::clean_code;
use crate::edit::{Key, Refusal, Value};
use crate::model::{Plan, PlanId, PlanState};

/// Makes a draft that starts as a copy.
///
/// A copy of a draft is kept as a copy of the plan that the draft came from, with what the draft had changed: so the
/// draft may go, and the copy stays.
pub(crate) fn copy(draft: &mut Draft, from: PlanId, name: &str, seq: u64) -> Result<(), Refusal> {
    let source = draft.plan(from).ok_or(Refusal::NoPlan(from))?.clone();
    let name = free_name(draft, name, None)?;
    let plan = draft.project.plans.next_id();
    let copy_of = match (source.state, source.copy_of) {
        (PlanState::Draft, Some((root, _))) => Some((root, seq)),
        (PlanState::Draft, None) => None,
        (PlanState::Current | PlanState::Former, _) => Some((from, seq)),
    };
    draft.put_plan(plan, name, PlanState::Draft, copy_of);
    fill_as(draft, plan, &source);
    Ok(())
}

/// Calls a plan something else.
pub(crate) fn rename(draft: &mut Draft, plan: PlanId, name: &str) -> Result<(), Refusal> {
    let row = draft.plan(plan).ok_or(Refusal::NoPlan(plan))?;
    let (state, copy_of) = (row.state, row.copy_of);
    let name = free_name(draft, name, Some(plan))?;
    draft.put(Key::Plan(plan), Some(Value::Plan { name, state, copy_of }));
    Ok(())
}

/// Deletes a draft. Its links go back to what they began as, for that is what undo can bring back.
pub(crate) fn drop_plan(draft: &mut Draft, plan: PlanId) -> Result<(), Refusal> {
    let row = draft.plan(plan).ok_or(Refusal::NoPlan(plan))?;
    if row.state != PlanState::Draft {
        return Err(Refusal::PlanStays(plan));
    }
    if draft.project.plans.rows().any(|other| other.copy_of.is_some_and(|(source, _)| source == plan)) {
        return Err(Refusal::PlanHasCopies(plan));
    }
    let began = match row.copy_of {
        Some((source, _)) => draft.plan(source).ok_or(Refusal::NoPlan(source))?.clone(),
        None => Plan::new("", PlanState::Draft),
    };
    fill_as(draft, plan, &began);
    draft.put(Key::Plan(plan), None);
    Ok(())
}

/// A name that no other plan has, without spaces around it.
fn free_name(draft: &Draft, name: &str, own: Option<PlanId>) -> Result<String, Refusal> {
    let name = clean_code(name);
    if name.is_empty() {
        return Err(Refusal::CodeMissing);
    }
    if draft.project.plans.iter().any(|(id, plan)| Some(id) != own && plan.name == name) {
        return Err(Refusal::PlanNameTaken(name));
    }
    Ok(name)
}

/// Gives a plan the links and reasons of another. No household of the plan in force changes hands.
fn fill_as(draft: &mut Draft, plan: PlanId, other: &Plan) {
    let Some(row) = draft.plan(plan).cloned() else { return };
    for household in row.differing(other) {
        for link in row.links_of(household) {
            if other.link(household, link.member, link.kind).is_none() {
                draft.put(Key::Link(plan, household, link.member, link.kind), None);
            }
        }
        for link in other.links_of(household) {
            draft.put(Key::Link(plan, household, link.member, link.kind), Some(Value::of_link(link)));
        }
        draft.put(Key::Reason(plan, household), other.reason_of(household).cloned().map(Value::Reason));
    }
    for member in row.differing_targets(other) {
        for link in row.targets_of(member).iter().filter(|link| other.target_link(link.target, member).is_none()) {
            draft.cut_target_link(plan, link.target, member);
        }
        for link in other.targets_of(member) {
            draft.put_target_link(plan, link.target, member, link.since);
        }
    }
}

/// Puts a draft in force. Completing it afterwards checks every household.
pub(crate) fn adopt(draft: &mut Draft, plan: PlanId) -> Result<(), Refusal> {
    let row = draft.project.plans.at(plan).ok_or(Refusal::NoPlan(plan))?;
    if row.state != PlanState::Draft {
        return Err(Refusal::NotADraft(plan));
    }
    let (name, copy_of) = (row.name.clone(), row.copy_of);
    let current = draft.project.current_plan();
    if let Some(old) = draft.project.plans.at(current) {
        let (name, copy_of) = (old.name.clone(), old.copy_of);
        draft.put_plan(current, name, PlanState::Former, copy_of);
    }
    draft.put_plan(plan, name, PlanState::Current, copy_of);
    Ok(())
}
