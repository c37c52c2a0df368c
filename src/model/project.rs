//! One place with everything in it.

use crate::geom::{Wgs84, distance_m};
use crate::model::{
    Backdrop, BackdropId, Building, BuildingId, Category, CategoryId, CategorySet, Exemption, Grid, GridId, Household,
    HouseholdId, HouseholdStatus, Member, MemberId, MemberStatus, Plan, PlanId, PlanState, Provenance, ProvenanceId,
    Scheme, Table, Target, Unit, UnitId, Waiver, seven_categories,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One place: its register and its plans. Cloning shares everything.
#[derive(Clone, Debug, PartialEq)]
pub struct Project {
    /// Name, scheme and the like.
    pub facts: Arc<ProjectFacts>,
    /// What colours households, in the order of the legend.
    pub categories: Table<CategoryId, Category>,
    /// The grids, a tree.
    pub grids: Table<GridId, Grid>,
    /// Shared buildings.
    pub buildings: Table<BuildingId, Building>,
    /// Organizations, enterprises and street segments.
    pub units: Table<UnitId, Unit>,
    /// The households.
    pub households: Table<HouseholdId, Household>,
    /// The members.
    pub members: Table<MemberId, Member>,
    /// Roads, water, fields.
    pub backdrop: Table<BackdropId, Backdrop>,
    /// The files that were taken in, in that order.
    pub provenances: Table<ProvenanceId, Provenance>,
    /// The findings that are let stand, by their keys.
    pub waivers: Arc<BTreeMap<String, Waiver>>,
    /// The plans; exactly one is current.
    pub plans: Table<PlanId, Plan>,
}

/// What is said once about a place.
#[derive(Clone, Debug, PartialEq)]
pub struct ProjectFacts {
    /// Its name, such as “柳溪村”.
    pub name: String,
    /// True for an invented place; marked 虚构 on screen and paper.
    pub is_invented: bool,
    /// The rules it works by.
    pub scheme: Scheme,
    /// Where the base map comes from, for the line on exported maps; empty until the user says so.
    pub backdrop_source: String,
}

impl Project {
    /// A place without households, with the default categories and an empty current plan.
    pub fn new(name: impl Into<String>, scheme: Scheme) -> Self {
        let mut plans = Table::new();
        plans.push(Plan::new("现行", PlanState::Current));
        let mut categories = Table::new();
        for category in seven_categories() {
            categories.push(category);
        }
        Self {
            facts: Arc::new(ProjectFacts {
                name: name.into(),
                is_invented: false,
                scheme,
                backdrop_source: String::new(),
            }),
            categories,
            grids: Table::new(),
            buildings: Table::new(),
            units: Table::new(),
            households: Table::new(),
            members: Table::new(),
            backdrop: Table::new(),
            provenances: Table::new(),
            waivers: Arc::default(),
            plans,
        }
    }

    /// The plan in force.
    pub fn current_plan(&self) -> PlanId {
        let current = self.plans.iter().find(|(_, plan)| plan.state == PlanState::Current);
        debug_assert!(current.is_some(), "a project has a current plan");
        current.map_or(PlanId(1), |(id, _)| id)
    }

    /// The category with this key.
    pub fn category(&self, key: &str) -> Option<CategoryId> {
        self.categories.iter().find(|(_, category)| category.key == key).map(|(id, _)| id)
    }

    /// What a household shows: what the roster says, and “member” if a serving member lives there.
    pub fn categories_of(&self, household: &Household, is_member_home: bool) -> CategorySet {
        self.categories_beside(household.categories, is_member_home)
    }

    /// The same for what a roster says.
    pub fn categories_beside(&self, stated: CategorySet, is_member_home: bool) -> CategorySet {
        let member = self.category(Category::MEMBER);
        let stated = member.map_or(stated, |member| stated.without(member));
        match member {
            Some(member) if is_member_home => {
                let ordinary = self.category(Category::ORDINARY);
                ordinary.map_or(stated, |ordinary| stated.without(ordinary)).with(member)
            }
            _ => stated,
        }
    }

    /// The one category of a set that colours the household: the one with the highest priority.
    pub fn shown_category(&self, categories: CategorySet) -> Option<CategoryId> {
        categories
            .iter()
            .filter_map(|id| Some((self.categories.at(id)?.priority, id)))
            .max_by_key(|&(priority, id)| (priority, std::cmp::Reverse(id)))
            .map(|(_, id)| id)
    }

    /// Where a member is: at home, or where the member's own row says.
    pub fn place_of_member(&self, member: MemberId) -> Option<Wgs84> {
        let member = self.members.at(member)?;
        member.home.and_then(|home| self.households.at(home)?.at).or(member.at)
    }

    /// The straight distance between a household and a member, in meters, where both have a place.
    pub fn link_m(&self, household: HouseholdId, member: MemberId) -> Option<f64> {
        Some(distance_m(self.households.at(household)?.at?, self.place_of_member(member)?))
    }

    /// True if the scheme asks that this household be covered. `is_member_home` is true if a serving member
    /// lives there.
    pub fn is_required(&self, household: &Household, is_member_home: bool) -> bool {
        self.is_required_as(household.status, is_member_home)
    }

    /// The same for a household of which only the status is known.
    pub fn is_required_as(&self, status: HouseholdStatus, is_member_home: bool) -> bool {
        let exempt = &self.facts.scheme.exempt;
        status.is_lived_in()
            && !(is_member_home && exempt.contains(&Exemption::MemberHome))
            && !(status == HouseholdStatus::Away && exempt.contains(&Exemption::Away))
    }

    /// True if this member, as a responsible one, covers this household: can serve, and does not live in it.
    pub fn counts_as_cover(&self, household: HouseholdId, member: MemberId) -> bool {
        self.members.at(member).is_some_and(|member| member.can_cover() && member.home != Some(household))
    }

    /// True if at least one responsible member covers this household in this plan.
    pub fn is_covered(&self, plan: &Plan, household: HouseholdId) -> bool {
        plan.primaries_of(household).any(|link| self.counts_as_cover(household, link.member))
    }

    /// True if something can be kept in contact with: members who serve, and what is on the register. Households
    /// have links of their own.
    pub fn can_be_linked(&self, target: Target) -> bool {
        match target {
            Target::Household(_) => false,
            Target::Building(id) => self.buildings.at(id).is_some(),
            Target::Member(id) => self.members.at(id).is_some_and(|row| row.status == MemberStatus::Serving),
            Target::Grid(id) => self.grids.at(id).is_some(),
            Target::Unit(kind, id) => self.units.at(id).is_some_and(|row| row.kind == kind),
        }
    }

    /// The serving members who live in a household. `O(members)`: for many questions ask the index.
    pub fn members_at_home(&self, household: HouseholdId) -> impl Iterator<Item = MemberId> {
        self.members
            .iter()
            .filter(move |(_, member)| member.home == Some(household) && member.status == MemberStatus::Serving)
            .map(|(id, _)| id)
    }
}
