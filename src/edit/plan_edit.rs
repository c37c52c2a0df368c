//! From a wish to a delta.

use crate::edit::draft::Draft;
use crate::edit::{Edit, Planned, Refusal, Then, complete, import, links, plans, register};
use crate::index::Index;
use crate::model::{PlanId, Project, Reason};
use jiff::civil::Date;

/// The circumstances of a wish: which plan is looked at, and what day it is. The caller knows; this layer has no
/// clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Context {
    /// The plan that links are changed in.
    pub plan: PlanId,
    /// The day that new links begin.
    pub today: Date,
}

/// Finds what a wish would change. Pure: it answers completely or refuses, and it changes nothing.
///
/// Households of the current plan that would lose their last responsible member are completed on the way: a
/// backup steps in, else what the wish says happens (`then`), else the wish is refused. `index` belongs to
/// `project`.
///
/// # Errors
/// A [`Refusal`] says why not.
pub fn plan_edit(project: &Project, index: &Index, edit: &Edit, context: Context) -> Result<Planned, Refusal> {
    if project.plans.at(context.plan).is_none() {
        return Err(Refusal::NoPlan(context.plan));
    }
    let mut draft = Draft::of(project);
    step(&mut draft, index, edit, context)?;
    complete::complete(&mut draft, index, context, &Then::Unsaid)?;
    Ok(draft.into_planned())
}

/// One wish. What it says nothing about is left in doubt until the whole gesture is done: of several wishes a
/// later one may cover what an earlier one left.
fn step(draft: &mut Draft, index: &Index, edit: &Edit, context: Context) -> Result<(), Refusal> {
    if let Edit::Together(edits) = edit {
        return edits.iter().try_for_each(|edit| step(draft, index, edit, context));
    }
    let earlier = std::mem::take(&mut draft.doubtful);
    let then = change(draft, edit, context)?;
    if then != Then::Unsaid {
        complete::complete(draft, index, context, &then)?;
    }
    draft.released = None;
    draft.doubtful.extend(earlier);
    Ok(())
}

/// Changes what one wish is about, and answers how what it uncovers is covered.
fn change(draft: &mut Draft, edit: &Edit, context: Context) -> Result<Then, Refusal> {
    Ok(match edit {
        Edit::Assign { households, to, kind } => {
            links::assign(draft, context, households, *to, *kind)?;
            Then::Unsaid
        }
        Edit::Release { household, member, kind, then } => {
            links::release(draft, context, *household, *member, *kind)?;
            then.clone()
        }
        Edit::HandOver { from, to } => {
            links::hand_over(draft, context, *from, *to)?;
            Then::Unsaid
        }
        Edit::Lock { households, locked } => {
            links::lock(draft, context, households, *locked)?;
            Then::Unsaid
        }
        Edit::AddHousehold(row) => {
            register::add_household(draft, row)?;
            Then::Because(Reason::New)
        }
        Edit::ChangeHousehold(household, row) => {
            register::change_household(draft, *household, row)?;
            Then::Nearest
        }
        Edit::SetCategories { households, categories } => {
            register::set_categories(draft, households, *categories)?;
            Then::Unsaid
        }
        Edit::SetStatus { household, status, since, then } => {
            register::set_status(draft, context, *household, *status, *since)?;
            if *then == Then::Unsaid { Then::Nearest } else { then.clone() }
        }
        Edit::MoveHousehold { household, at } => {
            register::move_household(draft, *household, *at)?;
            Then::Unsaid
        }
        Edit::AddMember(row) => {
            register::add_member(draft, row)?;
            Then::Nearest
        }
        Edit::ChangeMember(member, row) => {
            register::change_member(draft, *member, row)?;
            Then::Nearest
        }
        Edit::SetEligible { member, eligible, then } => {
            register::set_eligible(draft, *member, *eligible)?;
            then.clone()
        }
        Edit::RetireMember { member, then } => {
            register::retire_member(draft, *member)?;
            then.clone()
        }
        Edit::CopyPlan { from, name, seq } => {
            plans::copy(draft, *from, name, *seq)?;
            Then::Unsaid
        }
        Edit::AdoptPlan(plan) => {
            plans::adopt(draft, *plan)?;
            Then::Unsaid
        }
        Edit::Import(batch) => {
            import::take_in(draft, context, batch)?;
            Then::Because(Reason::Imported)
        }
        // Its wishes are taken one by one.
        Edit::Together(_) => Then::Unsaid,
    })
}
