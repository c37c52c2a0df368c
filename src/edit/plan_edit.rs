//! From a wish to a delta.

use crate::edit::draft::Draft;
use crate::edit::{
    Edit, Planned, Refusal, Then, complete, grids, import, life, links, plans, register, restore, scheme, spread,
    take_back, targets, units,
};
use crate::index::Index;
use crate::model::{PlanId, PlanState, Project, Reason};
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
    let plan = project.plans.at(context.plan).ok_or(Refusal::NoPlan(context.plan))?;
    if plan.state == PlanState::Former && changes_links(edit) {
        return Err(Refusal::FormerPlan(context.plan));
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
    match edit {
        Edit::SpreadOver { from } => spread::spread_over(draft, index, context, *from)?,
        Edit::AssignNearest { households } => spread::assign_nearest(draft, index, context, households)?,
        _ => grids::change_grids(draft, index, edit)?,
    }
    let then = change(draft, edit, context)?;
    if matches!(edit, Edit::Import(_) | Edit::TakeBack(_)) {
        complete::complete_import(draft, index, context)?;
    } else if then != Then::Unsaid {
        complete::complete(draft, index, context, &then)?;
    }
    draft.released = None;
    // The few are put to the many, so that many wishes of one gesture do not cost their square.
    let doubtful = std::mem::replace(&mut draft.doubtful, earlier);
    draft.doubtful.extend(doubtful);
    Ok(())
}

/// Changes what one wish is about, and answers how what it uncovers is covered.
fn change(draft: &mut Draft, edit: &Edit, context: Context) -> Result<Then, Refusal> {
    Ok(match edit {
        Edit::Assign { households, to, kind } => {
            links::assign(draft, context, households, *to, *kind)?;
            Then::Unsaid
        }
        Edit::MoveLink { household, from, to } => {
            links::move_link(draft, context, *household, *from, *to)?;
            Then::Unsaid
        }
        Edit::Release { household, member, kind, then } => {
            links::release(draft, context, *household, *member, *kind)?;
            meant(then)
        }
        Edit::HandOver { from, to } => {
            links::hand_over(draft, context, *from, *to)?;
            Then::Unsaid
        }
        Edit::Swap { one, other } => {
            spread::swap(draft, context, *one, *other)?;
            Then::Unsaid
        }
        Edit::LinkTargets { targets, to, instead_of } => {
            targets::link_targets(draft, context, targets, *to, *instead_of)?;
            Then::Unsaid
        }
        Edit::UnlinkTarget { target, member } => {
            targets::unlink_target(draft, context, *target, *member)?;
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
            let then = meant(then);
            if then == Then::Unsaid { Then::Nearest } else { then }
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
            meant(then)
        }
        Edit::RetireMember { member, then } => {
            register::retire_member(draft, *member)?;
            meant(then)
        }
        other => change_more(draft, other, context)?,
    })
}

/// The same for what is not about single rows.
fn change_more(draft: &mut Draft, edit: &Edit, context: Context) -> Result<Then, Refusal> {
    Ok(match edit {
        Edit::SplitHousehold { .. }
        | Edit::MergeHouseholds { .. }
        | Edit::ReplaceHousehold { .. }
        | Edit::ReturnMember(_) => {
            life::live(draft, context, edit)?;
            Then::Nearest
        }
        Edit::Restore(rows) => {
            restore::restore(draft, context, rows)?;
            Then::Unsaid
        }
        Edit::Import(batch) => {
            import::take_in(draft, context, batch)?;
            // Completed in a way of its own.
            Then::Unsaid
        }
        Edit::SetScheme(scheme) => {
            scheme::set_scheme(draft, scheme);
            Then::Because(Reason::Scheme)
        }
        Edit::TakeBack(delta) => {
            take_back::take_back(draft, delta)?;
            Then::Unsaid
        }
        Edit::AddUnit(_) | Edit::ChangeUnit(..) | Edit::RemoveUnit(_) | Edit::Waive { .. } | Edit::EndWaiver(_) => {
            units::change_units(draft, context, edit)?;
            Then::Unsaid
        }
        // Among others what was done before this: who takes what and what lies where needs the index, and wishes of one
        // gesture are taken one by one.
        other => change_plan(draft, other)?,
    })
}

/// The same for wishes about a plan as a whole.
fn change_plan(draft: &mut Draft, edit: &Edit) -> Result<Then, Refusal> {
    match edit {
        Edit::CopyPlan { from, name, seq } => plans::copy(draft, *from, name, *seq)?,
        Edit::AdoptPlan { plan, .. } => plans::adopt(draft, *plan)?,
        Edit::RenamePlan { plan, name } => plans::rename(draft, *plan, name)?,
        Edit::DropPlan(plan) => plans::drop_plan(draft, *plan)?,
        Edit::CoverForgotten(then) => {
            draft.doubtful.extend(draft.project.households.ids().collect::<Vec<_>>());
            return Ok(meant(then));
        }
        _ => {}
    }
    Ok(Then::Unsaid)
}

/// What an answer means: a reason without words is none, and words that are stored for a reason of ours are that one.
fn meant(then: &Then) -> Then {
    match then {
        Then::Because(Reason::Said(words)) if words.trim().is_empty() => Then::Unsaid,
        Then::Because(Reason::Said(words)) => Then::Because(Reason::from_key(words.trim())),
        other => other.clone(),
    }
}

/// True for wishes about links alone; those about the register show in all plans.
fn changes_links(edit: &Edit) -> bool {
    match edit {
        Edit::Assign { .. }
        | Edit::MoveLink { .. }
        | Edit::Release { .. }
        | Edit::HandOver { .. }
        | Edit::Lock { .. }
        | Edit::SpreadOver { .. }
        | Edit::AssignNearest { .. }
        | Edit::Swap { .. }
        | Edit::LinkTargets { .. }
        | Edit::UnlinkTarget { .. }
        | Edit::Restore(_) => true,
        Edit::Import(batch) => !batch.links.is_empty(),
        Edit::Together(edits) => edits.iter().any(changes_links),
        _ => false,
    }
}
