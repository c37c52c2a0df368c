//! What one cell of the map holds: marks, links, names of members, and what it adds to the rings.

use crate::disclose::{Audience, member_name};
use crate::geom::{Bounds, MapPoint};
use crate::index::Index;
use crate::model::{HouseholdId, HouseholdStatus, MemberId, MemberStatus, Project, Table};
use crate::scene::clusters::{Leaf, Sum};
use crate::scene::marks::{Seen, links, marks, shows_home_outside};
use crate::scene::{Coloring, Ink, Label, LabelStyle, LinkShape, Mark, SceneOptions};
use std::collections::{BTreeMap, BTreeSet};

/// What all cells of a scene are made from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Source<'a> {
    pub(crate) project: &'a Project,
    pub(crate) index: &'a Index,
    pub(crate) options: &'a SceneOptions,
    /// Tints of members; empty where nothing is tinted.
    pub(crate) tints: &'a Table<MemberId, u8>,
    /// Members who lead a grid.
    pub(crate) leaders: &'a BTreeSet<MemberId>,
    /// Homes of members who agreed to be shown outside; empty inside.
    pub(crate) homes_shown: &'a BTreeSet<HouseholdId>,
}

/// A cell, complete.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Cell {
    /// Households and members, in drawing order.
    pub(crate) marks: Vec<Mark>,
    /// Links of the households here; those who stand in come first.
    pub(crate) links: Vec<LinkShape>,
    /// Names of the members here.
    pub(crate) labels: Vec<Label>,
    /// What it adds to the rings.
    pub(crate) groups: BTreeMap<Leaf, Sum>,
    /// The rectangle round marks and links.
    pub(crate) reach: Option<Bounds>,
}

impl Cell {
    /// Makes a cell from the households and members in it.
    pub(crate) fn of(source: Source<'_>, households: &[HouseholdId], members: &[MemberId]) -> Self {
        let seen: Vec<Seen> = households.iter().filter_map(|&household| Seen::of(source, household)).collect();
        let mut groups: BTreeMap<Leaf, Sum> = BTreeMap::new();
        let mut join = |household: HouseholdId, at: MapPoint, ink: Ink, is_uncovered: bool| {
            groups.entry(Leaf::of(source.index.grid_of(household), at)).or_default().add(at, ink, is_uncovered);
        };
        if source.options.audience == Audience::Internal {
            let is_by_category = source.options.coloring == Coloring::Member;
            for one in &seen {
                let ink = if is_by_category { one.category_ink } else { one.mark.ink };
                join(one.household, one.mark.at, ink, one.mark.state.is_uncovered);
            }
        } else {
            // Those who are drawn as a member count as households all the same.
            for &household in households {
                let row = source.project.households.at(household);
                let row = row.filter(|row| row.status != HouseholdStatus::MovedOut);
                if let Some(at) = row.and_then(|row| row.at) {
                    join(household, at.into(), Ink::Neutral, false);
                }
            }
        }
        let links = links(source, &seen);
        let marks = marks(source, seen, members);
        let labels = if source.options.show_member_names { labels(source, members) } else { Vec::new() };
        let mut reach = Bounds::around(marks.iter().map(|mark| mark.at));
        for link in &links {
            reach.add(link.from);
            reach.add(link.to);
        }
        Self { marks, links, labels, groups, reach: (!reach.is_empty()).then_some(reach) }
    }
}

fn labels(source: Source<'_>, members: &[MemberId]) -> Vec<Label> {
    let audience = source.options.audience;
    let label = |&member: &MemberId| {
        let row = source.project.members.at(member)?;
        let is_shown = match audience {
            Audience::Internal => row.status == MemberStatus::Serving,
            Audience::Meeting | Audience::Public => shows_home_outside(row),
        };
        let at = source.project.place_of_member(member).filter(|_| is_shown)?;
        let text = member_name(row, audience);
        let label = Label {
            text,
            at: MapPoint::from(at),
            style: LabelStyle::Member,
            grid: None,
            importance: 20,
            angle_rad: 0.0,
            extent_m: f64::INFINITY,
        };
        (!label.text.is_empty()).then_some(label)
    };
    members.iter().filter_map(label).collect()
}
