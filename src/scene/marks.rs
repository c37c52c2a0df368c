//! Households and members as marks, and the lines between them.

use crate::disclose::Audience;
use crate::index::Index;
use crate::model::{
    CategoryId, Glyph, Household, HouseholdId, HouseholdStatus, Link, LinkKind, Member, MemberId, MemberStatus, Plan,
    Project, Side,
};
use crate::scene::{Badge, Ink, LinkShape, Mark, MarkState, SceneOptions};
use std::collections::BTreeSet;

/// Households nearer to each other than about half of this, in map meters, are one mark with a count.
const SAME_PLACE_M: f64 = 0.5;

/// Marks in drawing order: the many ordinary ones first, then care, then uncovered ones.
pub(crate) fn marks(project: &Project, index: &Index, options: &SceneOptions) -> Vec<Mark> {
    let mut marks =
        if options.audience == Audience::Internal { internal(project, index, options) } else { neutral(project) };
    marks.extend(lone_members(project, options.audience));
    let mut marks = stacked(&marks);
    marks.sort_by_key(|mark| (mark.rank, mark.household, mark.member));
    if options.audience != Audience::Internal {
        // Where there are several, the one on top was chosen by number; the number itself stays inside.
        for mark in &mut marks {
            mark.household = None;
        }
    }
    marks
}

/// Lines between members and households, of those households that are shown; nothing outside.
pub(crate) fn links(project: &Project, index: &Index, options: &SceneOptions) -> Vec<LinkShape> {
    let Some(plan) = project.plans.at(options.plan) else { return Vec::new() };
    if !options.show_links || !options.audience.sees_links() {
        return Vec::new();
    }
    let shape = |(household, link): (HouseholdId, &Link)| {
        let row = project.households.at(household)?;
        let is_hidden = !options.filter.shows(project, index, options.plan, household);
        let is_gone = row.status == HouseholdStatus::MovedOut;
        let to = row.at.filter(|_| !is_hidden && !is_gone)?;
        let from = project.place_of_member(link.member)?;
        Some(LinkShape {
            household,
            member: link.member,
            kind: link.kind,
            is_locked: link.locked,
            from: from.into(),
            to: to.into(),
        })
    };
    let mut links: Vec<LinkShape> = plan.links().filter_map(shape).filter(|link| link.from != link.to).collect();
    // Those who stand in lie beneath.
    links.sort_by_key(|link| std::cmp::Reverse(link.kind));
    debug_assert!(links.is_sorted_by_key(|link| link.kind != LinkKind::Backup), "backups first");
    links
}

fn internal(project: &Project, index: &Index, options: &SceneOptions) -> Vec<Mark> {
    let leaders: BTreeSet<MemberId> = project.grids.rows().filter_map(|grid| grid.leader).collect();
    let plan = project.plans.at(options.plan);
    let mark = |(household, row): (HouseholdId, &Household)| {
        let at = row.at.filter(|_| row.status != HouseholdStatus::MovedOut)?;
        let category = shown(project, index, household, row);
        if !options.filter.shows(project, index, options.plan, household) {
            return None;
        }
        let (glyph, ink, side) = look(project, category);
        let homes = index.members_at_home(household);
        let badge = match homes {
            [] => None,
            _ if homes.iter().any(|member| leaders.contains(member)) => Some(Badge::Leads),
            _ => Some(Badge::Serves),
        };
        let state = MarkState {
            is_uncovered: plan.is_some_and(|plan| is_uncovered(project, index, plan, household, row)),
            is_locked: plan.is_some_and(|plan| plan.primaries_of(household).any(|link| link.locked)),
            is_vacant: row.status == HouseholdStatus::Vacant,
            badge,
        };
        let rank = rank(side, state);
        Some(Mark { at: at.into(), household: Some(household), member: None, glyph, ink, state, count: 1, rank })
    };
    let mut marks: Vec<Mark> = project.households.iter().filter_map(mark).collect();
    // Within one place the first is shown: the one with the highest priority, lived in rather than not.
    let priority = |mark: &Mark| match mark.ink {
        Ink::Category { category, .. } => project.categories.at(category).map_or(0, |row| row.priority),
        Ink::Neutral | Ink::Unknown | Ink::Member => 0,
    };
    marks.sort_by_cached_key(|mark| (mark.state.is_vacant, std::cmp::Reverse(priority(mark)), mark.household));
    marks
}

fn neutral(project: &Project) -> Vec<Mark> {
    let homes_shown: BTreeSet<HouseholdId> =
        project.members.rows().filter(|member| shows_home_outside(member)).filter_map(|member| member.home).collect();
    let mark = |(household, row): (HouseholdId, &Household)| {
        let is_on_register = row.status != HouseholdStatus::MovedOut;
        let at = row.at.filter(|_| is_on_register && !homes_shown.contains(&household))?;
        let (glyph, ink, state) = (Glyph::Disc, Ink::Neutral, MarkState::default());
        Some(Mark { at: at.into(), household: Some(household), member: None, glyph, ink, state, count: 1, rank: 0 })
    };
    project.households.iter().filter_map(mark).collect()
}

/// Members who are a mark of their own: internally those without a household on the map, outside those who agreed.
fn lone_members(project: &Project, audience: Audience) -> Vec<Mark> {
    let is_shown = |member: &Member| {
        if audience != Audience::Internal {
            return shows_home_outside(member);
        }
        let home = member.home.and_then(|home| project.households.at(home));
        member.status == MemberStatus::Serving && home.is_none_or(|home| home.at.is_none())
    };
    let mark = |(member, row): (MemberId, &Member)| {
        let at = project.place_of_member(member).filter(|_| is_shown(row))?;
        let state = MarkState::default();
        let (glyph, ink, rank) = (Glyph::Triangle, Ink::Member, rank(Side::Helps, state));
        Some(Mark { at: at.into(), household: None, member: Some(member), glyph, ink, state, count: 1, rank })
    };
    project.members.iter().filter_map(mark).collect()
}

/// True if a member may be drawn outside: serves, and agreed to both name and place.
pub(crate) fn shows_home_outside(member: &Member) -> bool {
    member.status == MemberStatus::Serving && member.consent && member.home_consent
}

/// Marks at one place become one: the first of them, with the count and the alarms of all. Members stay apart.
fn stacked(marks: &[Mark]) -> Vec<Mark> {
    let cell = |mark: &Mark| {
        let whole = |meters: f64| (meters / SAME_PLACE_M).round() as i64;
        (mark.member, whole(mark.at.east_m), whole(mark.at.north_m))
    };
    let mut order: Vec<_> = marks.iter().enumerate().map(|(mark_idx, mark)| (cell(mark), mark_idx)).collect();
    order.sort_unstable();
    order
        .chunk_by(|a, b| a.0 == b.0)
        .filter_map(|here| {
            let mut here = here.iter().filter_map(|&(_, mark_idx)| marks.get(mark_idx));
            let mut mark = *here.next()?;
            for other in here {
                mark.count += 1;
                mark.rank = mark.rank.max(other.rank);
                mark.state.is_uncovered |= other.state.is_uncovered;
                mark.state.is_locked |= other.state.is_locked;
                mark.state.badge = mark.state.badge.max(other.state.badge);
            }
            Some(mark)
        })
        .collect()
}

fn shown(project: &Project, index: &Index, household: HouseholdId, row: &Household) -> Option<CategoryId> {
    project.shown_category(project.categories_of(row, index.is_member_home(household)))
}

fn is_uncovered(project: &Project, index: &Index, plan: &Plan, household: HouseholdId, row: &Household) -> bool {
    project.is_required(row, index.is_member_home(household)) && !project.is_covered(plan, household)
}

fn look(project: &Project, category: Option<CategoryId>) -> (Glyph, Ink, Side) {
    let known = category.and_then(|category| Some((category, project.categories.at(category)?)));
    known.map_or((Glyph::Unknown, Ink::Unknown, Side::Neutral), |(category, row)| {
        let is_quiet = row.side == Side::Neutral;
        (row.glyph, Ink::Category { category, color: row.color, is_quiet }, row.side)
    })
}

fn rank(side: Side, state: MarkState) -> u8 {
    let of_side = match side {
        Side::Neutral => 1,
        Side::ByPhone => 2,
        Side::Helps => 3,
        Side::NeedsCare => 4,
    };
    of_side + if state.is_uncovered { 8 } else { 0 }
}
