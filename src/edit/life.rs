//! What happens to households in the course of years: they divide, become one, and others move in. Nobody is deleted.

use crate::edit::draft::Draft;
use crate::edit::register::{add_row, check_member_code, clean_categories, cut_and_date};
use crate::edit::{Context, Edit, Refusal};
use crate::model::{
    Household, HouseholdId, HouseholdStatus, Link, Member, MemberId, MemberStatus, PlanId, PlanState, Reason,
};
use jiff::civil::Date;

/// Carries out a wish about the life of households and members; any other one is passed over.
pub(crate) fn live(draft: &mut Draft, context: Context, edit: &Edit) -> Result<(), Refusal> {
    match edit {
        Edit::SplitHousehold { household, people, fresh, is_inherited } => {
            let old = living(draft, *household)?;
            // Who of them went, nobody has said.
            let (elderly, children) = (None, None);
            draft.put_household(*household, Household { people: people.or(old.people), elderly, children, ..old });
            let added = add_row(draft, fresh)?;
            let links = links_of(draft, *household);
            hand_on(draft, context, added, &links, *is_inherited);
        }
        Edit::MergeHouseholds { into, others, since } => merge(draft, context, *into, others, *since)?,
        Edit::ReplaceHousehold { household, fresh, since, is_inherited } => {
            let old = living(draft, *household)?;
            let status_since = since.or(Some(context.today));
            let links = links_of(draft, *household);
            // The code of who moves out may be that of who moves in.
            cut_and_date(draft, *household, old, status_since);
            let added = add_row(draft, &Household { status_since, ..(**fresh).clone() })?;
            hand_on(draft, context, added, &links, *is_inherited);
        }
        Edit::ReturnMember(member) => {
            let old = draft.project.members.at(*member).ok_or(Refusal::NoMember(*member))?.clone();
            if old.status == MemberStatus::Serving {
                return Ok(());
            }
            check_member_code(&draft.project, &old.code, Some(*member))?;
            draft.put_member(*member, Member { status: MemberStatus::Serving, ..old });
        }
        _ => {}
    }
    Ok(())
}

/// A household that has not moved out.
fn living(draft: &Draft, household: HouseholdId) -> Result<Household, Refusal> {
    let row = draft.project.households.at(household).filter(|row| row.status != HouseholdStatus::MovedOut);
    row.cloned().ok_or(Refusal::NoHousehold(household))
}

fn merge(
    draft: &mut Draft,
    context: Context,
    into: HouseholdId,
    others: &[HouseholdId],
    since: Option<Date>,
) -> Result<(), Refusal> {
    let mut kept = living(draft, into)?;
    for &other in others.iter().filter(|&&other| other != into) {
        let row = living(draft, other)?;
        let sum = |one: Option<u16>, other: Option<u16>| Some(one?.saturating_add(other?));
        kept.people = sum(kept.people, row.people).or(kept.people);
        (kept.elderly, kept.children) = (sum(kept.elderly, row.elderly), sum(kept.children, row.children));
        kept.categories = kept.categories.iter().chain(row.categories.iter()).collect();
        let at_home: Vec<(MemberId, Member)> = draft
            .project
            .members
            .iter()
            .filter(|(_, member)| member.home == Some(other))
            .map(|(member, row)| (member, row.clone()))
            .collect();
        cut_and_date(draft, other, row, since.or(Some(context.today)));
        for (member, row) in at_home {
            draft.put_member(member, Member { home: Some(into), ..row });
        }
    }
    kept.categories = clean_categories(&draft.project, kept.categories);
    draft.put_household(into, kept);
    Ok(())
}

/// All links of a household, in plans that are in force or being drafted.
fn links_of(draft: &Draft, household: HouseholdId) -> Vec<(PlanId, Link)> {
    let plans = draft.project.plans.iter().filter(|(_, plan)| plan.state != PlanState::Former);
    plans.flat_map(|(plan, row)| row.links_of(household).iter().map(move |link| (plan, *link))).collect()
}

/// Gives a new household the links of another; where that covers it in no plan, it is listed as new there.
fn hand_on(draft: &mut Draft, context: Context, added: HouseholdId, links: &[(PlanId, Link)], is_inherited: bool) {
    let is_lived_in = draft.project.households.at(added).is_some_and(Household::is_lived_in);
    if !is_lived_in {
        return;
    }
    let mut covered = Vec::new();
    for (plan, link) in links.iter().filter(|_| is_inherited) {
        if draft.project.counts_as_cover(added, link.member) {
            draft.put_link(*plan, added, Link { locked: false, since: Some(context.today), ..*link });
            covered.push(*plan);
        }
    }
    covered.retain(|plan| draft.plan(*plan).is_some_and(|row| draft.project.is_covered(row, added)));
    draft.list_newcomer(added, &Reason::New, &covered);
}
