//! Rows as links.

use crate::edit::IncomingLink;
use crate::exchange::intake::{Intake, Outcome, Reporter, Taken, TakenRow};
use crate::exchange::row::RowReader;
use crate::exchange::take_households::register_of;
use crate::exchange::take_members::members_by_code;
use crate::exchange::words::link_kind;
use crate::exchange::{Field, ProblemKind};
use crate::model::{HouseholdId, HouseholdStatus, Link, LinkKind, MemberId, MemberStatus};
use std::collections::{BTreeMap, BTreeSet};

/// Reads links, compared with those of one plan.
pub(crate) fn take_links(intake: &Intake<'_>, reporter: &mut Reporter) -> Taken<IncomingLink> {
    let project = intake.project;
    let plan = intake.options.plan.unwrap_or_else(|| project.current_plan());
    let plan = project.plans.at(plan);
    let households = register_of(project);
    let members = members_by_code(project);
    let mut rows_of_link = BTreeMap::new();
    let mut rows_of_primary = BTreeMap::new();
    let mut links = Vec::new();
    intake.each_row(reporter, |row| {
        let household = find(row, Field::Household, |code| households.at(code));
        let member = find(row, Field::Member, |code| members.at(code));
        let (household, member) = household.zip(member)?;
        let kind = row.word(Field::Kind, link_kind).unwrap_or(LinkKind::Primary);
        if let Some(first_row) = rows_of_link.insert((household, member, kind), row.number()) {
            row.reject(None, ProblemKind::DuplicateLink { first_row });
            return None;
        }
        let before = plan.and_then(|plan| plan.link(household, member, kind));
        let mut link = before.copied().unwrap_or(Link { member, kind, locked: false, since: None });
        if let Some(locked) = row.yes(Field::Locked) {
            link.locked = locked;
        }
        row.put_optional(Field::Since, &mut link.since, RowReader::date);
        if before.is_none() {
            check(intake, row, household, member);
        }
        if kind == LinkKind::Primary
            && let Some(first_row) = rows_of_primary.insert(household, row.number())
            && before.is_none()
        {
            row.flag(Some(Field::Household), ProblemKind::SecondPrimary { first_row });
        }
        let outcome = Outcome::of(before, &link);
        let incoming = IncomingLink { household, member, kind, locked: link.locked, since: link.since };
        links.push((TakenRow { at: row.position(), outcome, is_flagged: row.is_flagged }, incoming));
        Some(outcome)
    });
    // A responsible member of the batch replaces those whom the batch does not name: where a household gets one,
    // those whom the file names and who are there already must be named too.
    let touched: BTreeSet<HouseholdId> =
        links.iter().filter(|(row, _)| row.outcome != Outcome::Unchanged).map(|(_, link)| link.household).collect();
    links.retain(|(row, link)| {
        row.outcome != Outcome::Unchanged || (link.kind == LinkKind::Primary && touched.contains(&link.household))
    });
    let named: BTreeSet<(HouseholdId, MemberId, LinkKind)> = rows_of_link.into_keys().collect();
    reporter.report.missing = plan.map_or(0, |plan| {
        let all = project
            .households
            .ids()
            .flat_map(|household| plan.links_of(household).iter().map(move |link| (household, link.member, link.kind)));
        all.filter(|link| !named.contains(link)).count()
    });
    let (rows, entries) = links.into_iter().unzip();
    Taken { entries, rows, ..Taken::default() }
}

fn find<I>(row: &mut RowReader<'_>, field: Field, at: impl FnOnce(&str) -> Option<I>) -> Option<I> {
    let code = row.filled(field).unwrap_or_default().trim().to_owned();
    let found = at(&code);
    if found.is_none() {
        let kind = match field {
            _ if code.is_empty() => ProblemKind::NoCode,
            Field::Household => ProblemKind::UnknownHousehold { code },
            _ => ProblemKind::UnknownMember { code },
        };
        row.reject(Some(field), kind);
    }
    found
}

/// What an edit may refuse, or make no cover of.
fn check(intake: &Intake<'_>, row: &mut RowReader<'_>, household: HouseholdId, member: MemberId) {
    if intake.project.households.at(household).is_some_and(|there| there.status == HouseholdStatus::MovedOut) {
        row.flag(Some(Field::Household), ProblemKind::MovedOut);
    }
    let Some(member) = intake.project.members.at(member) else { return };
    if member.status == MemberStatus::Retired {
        row.flag(Some(Field::Member), ProblemKind::RetiredMember);
    } else if !member.eligible {
        row.flag(Some(Field::Member), ProblemKind::IneligibleMember);
    }
    if member.home == Some(household) {
        row.flag(Some(Field::Member), ProblemKind::OwnHousehold);
    }
}
