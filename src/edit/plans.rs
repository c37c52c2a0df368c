//! Copying and adopting plans.

use crate::edit::Refusal;
use crate::edit::draft::Draft;
use crate::edit::register::clean_code;
use crate::model::{PlanId, PlanState};

/// Makes a draft that starts as a copy.
pub(crate) fn copy(draft: &mut Draft, from: PlanId, name: &str, seq: u64) -> Result<(), Refusal> {
    draft.project.plans.at(from).ok_or(Refusal::NoPlan(from))?;
    let name = clean_code(name);
    if name.is_empty() {
        return Err(Refusal::CodeMissing);
    }
    if draft.project.plans.rows().any(|plan| plan.name == name) {
        return Err(Refusal::PlanNameTaken(name));
    }
    let plan = draft.project.plans.next_id();
    draft.put_plan(plan, name, PlanState::Draft, Some((from, seq)));
    Ok(())
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
