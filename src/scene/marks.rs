//! Households and members as marks, and the lines between them.

use crate::disclose::Audience;
use crate::geom::MapPoint;
use crate::index::Index;
use crate::model::{
    CategoryId, Glyph, Household, HouseholdId, HouseholdStatus, Link, LinkKind, Member, MemberId, MemberStatus, Plan,
    Project, Side,
};
use crate::scene::cell::Source;
use crate::scene::shade::shade;
use crate::scene::{Badge, Ink, LinkShape, Mark, MarkState};
use std::cmp::Ordering;

/// Households nearer to each other than about half of this, in map meters, are one mark with a count.
pub(crate) const SAME_PLACE_M: f64 = 0.5;

/// A household that is shown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen {
    pub(crate) household: HouseholdId,
    pub(crate) mark: Mark,
    /// The color of its category, whatever colors it now.
    pub(crate) category_ink: Ink,
    priority: u8,
}

impl Seen {
    /// How a household looks to this audience; `None` if it is not shown.
    pub(crate) fn of(source: Source<'_>, household: HouseholdId) -> Option<Self> {
        let row = source.project.households.at(household)?;
        let at = MapPoint::from(row.at?);
        if source.options.audience == Audience::Internal {
            Self::internal(source, household, row, at)
        } else {
            let is_shown = row.status != HouseholdStatus::MovedOut && !source.homes_shown.contains(&household);
            is_shown.then(|| Self::neutral(household, at))
        }
    }

    fn neutral(household: HouseholdId, at: MapPoint) -> Self {
        let (glyph, ink, state) = (Glyph::Disc, Ink::Neutral, MarkState::default());
        let mark =
            Mark { at, household: Some(household), member: None, glyph, ink, state, tint: None, count: 1, rank: 0 };
        Self { household, mark, category_ink: ink, priority: 0 }
    }

    fn internal(source: Source<'_>, household: HouseholdId, row: &Household, at: MapPoint) -> Option<Self> {
        let Source { project, index, options, tints, leaders, .. } = source;
        if !options.filter.shows(project, index, options.plan, household) {
            return None;
        }
        let plan = project.plans.at(options.plan);
        let category = project.shown_category(project.categories_of(row, index.is_member_home(household)));
        let (glyph, category_ink, side) = look(project, category);
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
        let shaded = plan.and_then(|plan| shade(project, index, plan, options, tints, (household, row)));
        let ink = shaded.map_or(category_ink, Ink::Shade);
        let tint = plan
            .filter(|_| options.show_patches)
            .and_then(|plan| plan.primaries_of(household).next())
            .and_then(|link| tints.at(link.member).copied());
        let rank = rank(side, state);
        let priority = category.and_then(|category| project.categories.at(category)).map_or(0, |row| row.priority);
        let mark = Mark { at, household: Some(household), member: None, glyph, ink, state, tint, count: 1, rank };
        Some(Self { household, mark, category_ink, priority })
    }
}

/// Marks in drawing order: the many ordinary ones first, then care, then uncovered ones.
pub(crate) fn marks(source: Source<'_>, mut seen: Vec<Seen>, members: &[MemberId]) -> Vec<Mark> {
    // Within one place the first is shown: the one with the highest priority, lived in rather than not.
    seen.sort_by_key(|one| (one.mark.state.is_vacant, std::cmp::Reverse(one.priority), one.household));
    let mut marks: Vec<Mark> = seen.into_iter().map(|one| one.mark).collect();
    marks.extend(members.iter().filter_map(|&member| lone_member(source.project, source.options.audience, member)));
    let mut marks = stacked(&marks);
    if source.options.audience != Audience::Internal {
        // Where there are several, the one on top was chosen by number; the number itself stays inside.
        for mark in &mut marks {
            mark.household = None;
        }
    }
    marks.sort_by(drawing_order);
    marks
}

/// Who is drawn first. Marks without a number come by place, so that the order tells nothing.
pub(crate) fn drawing_order(a: &Mark, b: &Mark) -> Ordering {
    let by_place = || a.at.east_m.total_cmp(&b.at.east_m).then(a.at.north_m.total_cmp(&b.at.north_m));
    (a.rank, a.household, a.member).cmp(&(b.rank, b.household, b.member)).then_with(by_place)
}

/// Lines between members and households, of those households that are shown; nothing outside.
pub(crate) fn links(source: Source<'_>, seen: &[Seen]) -> Vec<LinkShape> {
    let Source { project, options, .. } = source;
    let Some(plan) = project.plans.at(options.plan) else { return Vec::new() };
    if !options.show_links || !options.audience.sees_links() {
        return Vec::new();
    }
    let shape = |one: &Seen, link: &Link| {
        let from = MapPoint::from(project.place_of_member(link.member)?);
        Some(LinkShape {
            household: one.household,
            member: link.member,
            kind: link.kind,
            is_locked: link.locked,
            from,
            to: one.mark.at,
        })
    };
    let of_one = |one: &Seen| {
        plan.links_of(one.household).iter().filter_map(|link| shape(one, link)).collect::<Vec<LinkShape>>()
    };
    let mut links: Vec<LinkShape> = seen.iter().flat_map(of_one).filter(|link| link.from != link.to).collect();
    // Those who are not responsible lie beneath.
    links.sort_by_key(|link| (std::cmp::Reverse(link.kind), link.household, link.member));
    debug_assert!(links.is_sorted_by_key(|link| link.kind == LinkKind::Primary), "the responsible ones last");
    links
}

/// A member who is a mark of their own: internally one without a household on the map, outside one who agreed.
fn lone_member(project: &Project, audience: Audience, member: MemberId) -> Option<Mark> {
    let row = project.members.at(member)?;
    let is_shown = if audience == Audience::Internal {
        let home = row.home.and_then(|home| project.households.at(home));
        row.status == MemberStatus::Serving && home.is_none_or(|home| home.at.is_none())
    } else {
        shows_home_outside(row)
    };
    let at = project.place_of_member(member).filter(|_| is_shown)?;
    let state = MarkState::default();
    let (glyph, ink, rank) = (Glyph::Triangle, Ink::Member, rank(Side::Helps, state));
    Some(Mark { at: at.into(), household: None, member: Some(member), glyph, ink, state, tint: None, count: 1, rank })
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

fn is_uncovered(project: &Project, index: &Index, plan: &Plan, household: HouseholdId, row: &Household) -> bool {
    project.is_required(row, index.is_member_home(household)) && !project.is_covered(plan, household)
}

/// Shape, color and side of a category.
pub(crate) fn look(project: &Project, category: Option<CategoryId>) -> (Glyph, Ink, Side) {
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
