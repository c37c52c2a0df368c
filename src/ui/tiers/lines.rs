//! The lines of the tree of tiers.

use crate::app::Document;
use crate::index::{covered_in_tier, covers_in_tier, targets_of_kind, tier_is_about};
use crate::model::{HouseholdId, LinkKind, MemberId, MemberStatus, Plan, Project, Target, Tier, UnitId, UnitKind};
use crate::ui::tiers::holders;
use crate::ui::tiers::state::{Node, View};
use std::collections::{BTreeMap, BTreeSet};

/// Chains are not followed deeper than this; two members may keep in contact with each other.
const DEEPEST: usize = 8;
/// A tree with more roots begins closed.
const OPEN_UP_TO: usize = 12;

/// A line of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// From the root down to this.
    pub(crate) path: Vec<Node>,
    /// How many are beneath it.
    pub(crate) below: usize,
    /// How many members belong to it, where it is an organization.
    pub(crate) belonging: usize,
    /// True if what is beneath it is shown.
    pub(crate) is_open: bool,
}

impl Line {
    /// What it is about.
    pub(crate) fn node(&self) -> Option<Node> {
        self.path.last().copied()
    }

    /// The member in whose branch it is.
    pub(crate) fn holder(&self) -> Option<MemberId> {
        match self.path.iter().rev().nth(1) {
            Some(Node::Thing(Target::Member(member))) => Some(*member),
            _ => None,
        }
    }
}

/// What is looked up for all branches.
struct Growing<'a> {
    project: &'a Project,
    plan: &'a Plan,
    organizations: BTreeMap<Option<UnitId>, Vec<UnitId>>,
    belonging: BTreeMap<Option<UnitId>, Vec<MemberId>>,
    tier: Option<&'a Tier>,
}

/// All lines that are shown, from top to bottom. `O(members + lines)`.
pub(super) fn lines(document: &Document, view: &View, turned: &BTreeSet<Vec<Node>>) -> Vec<Line> {
    let project = document.project();
    let Some(plan) = project.plans.at(document.plan()) else { return Vec::new() };
    let tier = match view {
        View::Tier(id) => project.facts.scheme.tier(id),
        View::Whole | View::Organizations => None,
    };
    let mut growing = Growing { project, plan, organizations: BTreeMap::new(), belonging: BTreeMap::new(), tier };
    if *view == View::Organizations {
        growing.gather();
    }
    let roots = match (view, tier) {
        (View::Organizations, _) => growing.organized(),
        (_, Some(tier)) => growing.of_tier(tier),
        _ => growing.top(),
    };
    // A short tree begins open.
    let begins_open = roots.len() <= OPEN_UP_TO;
    let mut found = Vec::new();
    let mut todo: Vec<Vec<Node>> = roots.into_iter().rev().map(|root| vec![root]).collect();
    while let Some(path) = todo.pop() {
        let below = if path.len() > DEEPEST { Vec::new() } else { growing.below(&path) };
        let is_usual = path.len() == 1 && begins_open;
        let is_open = !below.is_empty() && turned.contains(&path) != is_usual;
        if is_open {
            todo.extend(below.iter().rev().map(|node| [path.as_slice(), &[*node]].concat()));
        }
        let belonging = match path.last() {
            Some(Node::Thing(Target::Unit(_, unit))) => growing.belonging.get(&Some(*unit)).map_or(0, Vec::len),
            _ => 0,
        };
        found.push(Line { path, below: below.len(), belonging, is_open });
    }
    found
}

impl Growing<'_> {
    /// Sorts organizations and members by what they belong to.
    fn gather(&mut self) {
        for (id, row) in self.project.units.iter().filter(|(_, row)| row.kind == UnitKind::Organization) {
            self.organizations.entry(row.parent).or_default().push(id);
        }
        for (id, row) in self.project.members.iter().filter(|(_, row)| row.status == MemberStatus::Serving) {
            self.belonging.entry(row.organization).or_default().push(id);
        }
    }

    fn organized(&self) -> Vec<Node> {
        let tops = self.organizations.get(&None).into_iter().flatten();
        let mut roots: Vec<Node> = tops.map(|&id| unit_node(id)).collect();
        if self.belonging.get(&None).is_some_and(|members| !members.is_empty()) {
            roots.push(Node::Unaffiliated);
        }
        roots
    }

    /// Who is at the top: keeps in contact with something, and nobody with them.
    fn top(&self) -> Vec<Node> {
        let is_busy = |id: &MemberId| !self.plan.held_by(*id).is_empty() || !self.plan.targets_of(*id).is_empty();
        let serves = self.project.members.iter().filter(|(_, row)| row.status == MemberStatus::Serving);
        let tops = serves.map(|(id, _)| id).filter(|id| self.plan.linked_to(Target::Member(*id)).is_empty());
        let mut tops: Vec<MemberId> = tops.filter(is_busy).collect();
        // Who has others below comes before who has households only.
        tops.sort_by_key(|id| !self.plan.targets_of(*id).iter().any(|link| matches!(link.target, Target::Member(_))));
        tops.into_iter().map(|id| Node::Thing(Target::Member(id))).collect()
    }

    fn of_tier(&self, tier: &Tier) -> Vec<Node> {
        let mut roots = Vec::new();
        if !self.left_out(tier).is_empty() {
            roots.push(Node::Nobody);
        }
        let covers = self.project.members.ids().filter(|member| covers_in_tier(self.project, tier, *member));
        let has_part = |member: &MemberId| {
            !tier.by.is_empty() || covered_in_tier(self.project, self.plan, tier, *member).next().is_some()
        };
        roots.extend(covers.filter(has_part).map(|member| Node::Thing(Target::Member(member))));
        roots
    }

    fn left_out(&self, tier: &Tier) -> Vec<Node> {
        let about = targets_of_kind(self.project, tier.of).filter(|target| tier_is_about(self.project, tier, *target));
        let is_left =
            |target: &Target| holders(self.project, self.plan, tier, *target).count() < usize::from(tier.each);
        about.filter(is_left).map(Node::Thing).collect()
    }

    fn below(&self, path: &[Node]) -> Vec<Node> {
        match path.last() {
            Some(Node::Nobody) => self.tier.map(|tier| self.left_out(tier)).unwrap_or_default(),
            Some(Node::Unaffiliated) => self.members_of(None),
            Some(Node::Thing(Target::Unit(UnitKind::Organization, unit))) => {
                let mut below: Vec<Node> =
                    self.organizations.get(&Some(*unit)).into_iter().flatten().map(|&id| unit_node(id)).collect();
                below.extend(self.members_of(Some(*unit)));
                below
            }
            Some(Node::Thing(Target::Member(member))) => self.below_member(*member, path),
            _ => Vec::new(),
        }
    }

    fn members_of(&self, unit: Option<UnitId>) -> Vec<Node> {
        let members = self.belonging.get(&unit).into_iter().flatten();
        members.map(|&id| Node::Thing(Target::Member(id))).collect()
    }

    /// What a member keeps in contact with, the households last. In the tree of a tier only what is of that tier stands
    /// under its holders.
    fn below_member(&self, member: MemberId, path: &[Node]) -> Vec<Node> {
        if let Some(tier) = self.tier.filter(|_| path.len() == 1) {
            return covered_in_tier(self.project, self.plan, tier, member).map(Node::Thing).collect();
        }
        let targets = self.plan.targets_of(member).iter().map(|link| Node::Thing(link.target));
        let targets = targets.filter(|node| !path.contains(node));
        let held = self.plan.held_by(member).iter().filter(|(_, kind)| *kind == LinkKind::Primary);
        let homes = held.map(|&(household, _): &(HouseholdId, LinkKind)| Node::Thing(Target::Household(household)));
        targets.chain(homes).collect()
    }
}

fn unit_node(unit: UnitId) -> Node {
    Node::Thing(Target::Unit(UnitKind::Organization, unit))
}
