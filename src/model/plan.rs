//! A plan: one full set of links.

use crate::model::{
    BuildingId, GridId, HouseholdId, Link, LinkKind, MemberId, PlanId, Table, Target, TargetLink, UnitId,
};
use smallvec::SmallVec;

/// One full set of links (方案).
#[derive(Clone, Debug)]
pub struct Plan {
    /// Its name, unique.
    pub name: String,
    /// Current, draft or former.
    pub state: PlanState,
    /// The plan it was copied from, and the ledger number at which that was done. For a copy of a draft it is the
    /// plan that the draft came from, for drafts may go.
    pub copy_of: Option<(PlanId, u64)>,
    links: Table<HouseholdId, SmallVec<[Link; 1]>>,
    reasons: Table<HouseholdId, Reason>,
    held: Table<MemberId, Box<[(HouseholdId, LinkKind)]>>,
    targets: Table<MemberId, Box<[TargetLink]>>,
    of_members: Table<MemberId, Box<[MemberId]>>,
    of_buildings: Table<BuildingId, Box<[MemberId]>>,
    of_grids: Table<GridId, Box<[MemberId]>>,
    of_units: Table<UnitId, Box<[MemberId]>>,
}

/// What a plan is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlanState {
    /// In force (现行); there is exactly one.
    Current,
    /// Being worked on (草案); may be incomplete.
    Draft,
    /// Was in force once (历史).
    Former,
}

impl PlanState {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Current, Self::Draft, Self::Former];

    /// The word in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Draft => "draft",
            Self::Former => "former",
        }
    }

    /// The state with this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }
}

/// Why a required household has nobody, for now. Stored, shown in the list of uncovered households.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Newly on the register, not assigned yet (新迁入, 未指派).
    New,
    /// Came with an import that named nobody (导入时未指派).
    Imported,
    /// The scheme was changed and asks for cover since (制度调整后, 未指派).
    Scheme,
    /// No eligible member could be found (暂无合适人选).
    NobodyEligible,
    /// In the user's words.
    Said(String),
}

impl Reason {
    /// The word in files; the user's own words are stored as they are.
    pub fn key(&self) -> &str {
        match self {
            Self::New => "new",
            Self::Imported => "imported",
            Self::Scheme => "scheme",
            Self::NobodyEligible => "nobody_eligible",
            Self::Said(words) => words,
        }
    }

    /// The reason with this word, or in these words.
    pub fn from_key(key: &str) -> Self {
        match key {
            "new" => Self::New,
            "imported" => Self::Imported,
            "scheme" => Self::Scheme,
            "nobody_eligible" => Self::NobodyEligible,
            words => Self::Said(words.to_owned()),
        }
    }
}

impl Plan {
    /// A plan without links.
    pub fn new(name: impl Into<String>, state: PlanState) -> Self {
        Self {
            name: name.into(),
            state,
            copy_of: None,
            links: Table::new(),
            reasons: Table::new(),
            held: Table::new(),
            targets: Table::new(),
            of_members: Table::new(),
            of_buildings: Table::new(),
            of_grids: Table::new(),
            of_units: Table::new(),
        }
    }

    /// Everybody who covers this household or stands in, the responsible ones first.
    pub fn links_of(&self, household: HouseholdId) -> &[Link] {
        self.links.at(household).map_or(&[], |links| links)
    }

    /// The link of this kind between the two.
    pub fn link(&self, household: HouseholdId, member: MemberId, kind: LinkKind) -> Option<&Link> {
        self.links_of(household).iter().find(|link| link.member == member && link.kind == kind)
    }

    /// The responsible members of this household.
    pub fn primaries_of(&self, household: HouseholdId) -> impl Iterator<Item = &Link> {
        self.links_of(household).iter().filter(|link| link.kind == LinkKind::Primary)
    }

    /// Those who stand in for this household.
    pub fn backups_of(&self, household: HouseholdId) -> impl Iterator<Item = &Link> {
        self.links_of(household).iter().filter(|link| link.kind == LinkKind::Backup)
    }

    /// All links, by household.
    pub fn links(&self) -> impl Iterator<Item = (HouseholdId, &Link)> {
        self.links.iter().flat_map(|(household, links)| links.iter().map(move |link| (household, link)))
    }

    /// The households of this member, and in which part; by growing id.
    pub fn held_by(&self, member: MemberId) -> &[(HouseholdId, LinkKind)] {
        self.held.at(member).map_or(&[], |held| held)
    }

    /// How many households this member is responsible for.
    pub fn load_of(&self, member: MemberId) -> u32 {
        self.held_by(member).iter().filter(|(_, kind)| *kind == LinkKind::Primary).count() as u32
    }

    /// What this member keeps in contact with besides households; in the order of targets.
    pub fn targets_of(&self, member: MemberId) -> &[TargetLink] {
        self.targets.at(member).map_or(&[], |links| links)
    }

    /// The members who keep in contact with something; by growing id. Nobody for a household.
    pub fn linked_to(&self, target: Target) -> &[MemberId] {
        let members = match target {
            Target::Household(_) => None,
            Target::Building(id) => self.of_buildings.at(id),
            Target::Member(id) => self.of_members.at(id),
            Target::Grid(id) => self.of_grids.at(id),
            Target::Unit(_, id) => self.of_units.at(id),
        };
        members.map_or(&[], |members| members)
    }

    /// The contact of this member with this.
    pub fn target_link(&self, target: Target, member: MemberId) -> Option<&TargetLink> {
        self.targets_of(member).iter().find(|link| link.target == target)
    }

    /// All contacts with what is not a household, by who keeps them.
    pub fn target_links(&self) -> impl Iterator<Item = (MemberId, &TargetLink)> {
        self.targets.iter().flat_map(|(member, links)| links.iter().map(move |link| (member, link)))
    }

    /// The members whose contacts with what is not a household are not the same in the other plan, growing.
    pub fn differing_targets(&self, other: &Self) -> Vec<MemberId> {
        self.targets.differing(&other.targets)
    }

    /// The stored reason why this household has nobody.
    pub fn reason_of(&self, household: HouseholdId) -> Option<&Reason> {
        self.reasons.at(household)
    }

    /// All stored reasons.
    pub fn reasons(&self) -> impl Iterator<Item = (HouseholdId, &Reason)> {
        self.reasons.iter()
    }

    /// The households whose links or reasons are not the same in the other plan, growing. What both share is not
    /// looked at, so that a draft is compared with its source at the cost of what was changed in it.
    pub fn differing(&self, other: &Self) -> Vec<HouseholdId> {
        let mut households = self.links.differing(&other.links);
        households.extend(self.reasons.differing(&other.reasons));
        households.sort_unstable();
        households.dedup();
        households
    }

    /// Puts or removes one link, on both sides. Only a [`Delta`](crate::edit::Delta) being applied, a project
    /// being read and a made-up place being built may call it; the tidy test knows who does.
    pub fn relink(&mut self, household: HouseholdId, member: MemberId, kind: LinkKind, link: Option<Link>) {
        let mut links: SmallVec<[Link; 1]> = self.links_of(household).into();
        let found = links.iter().position(|link| link.member == member && link.kind == kind);
        let was_there = found.is_some();
        if let Some(link_idx) = found {
            links.remove(link_idx);
        }
        if let Some(link) = link {
            links.push(link);
        }
        links.sort_by_key(|link| (link.kind, link.member));
        self.links.put(household, (!links.is_empty()).then_some(links));
        if was_there == link.is_some() {
            return;
        }
        let mut held = self.held_by(member).to_vec();
        match held.binary_search(&(household, kind)) {
            Ok(held_idx) => drop(held.remove(held_idx)),
            Err(held_idx) => held.insert(held_idx, (household, kind)),
        }
        self.held.put(member, (!held.is_empty()).then(|| held.into_boxed_slice()));
    }

    /// Puts or removes one contact with what is not a household, on both sides; for the same callers.
    pub fn relink_target(&mut self, target: Target, member: MemberId, link: Option<TargetLink>) {
        let mut links: Vec<TargetLink> = self.targets_of(member).to_vec();
        links.retain(|there| there.target != target);
        links.extend(link);
        links.sort_by_key(|link| link.target);
        self.targets.put(member, (!links.is_empty()).then(|| links.into_boxed_slice()));
        let mut members: Vec<MemberId> = self.linked_to(target).to_vec();
        members.retain(|there| *there != member);
        members.extend(link.map(|_| member));
        members.sort_unstable();
        let members = (!members.is_empty()).then(|| members.into_boxed_slice());
        match target {
            Target::Household(_) => debug_assert!(false, "links of households are kept by household"),
            Target::Building(id) => drop(self.of_buildings.put(id, members)),
            Target::Member(id) => drop(self.of_members.put(id, members)),
            Target::Grid(id) => drop(self.of_grids.put(id, members)),
            Target::Unit(_, id) => drop(self.of_units.put(id, members)),
        }
    }

    /// Puts or removes the reason of one household; for the same callers as [`Plan::relink`].
    pub fn put_reason(&mut self, household: HouseholdId, reason: Option<Reason>) {
        self.reasons.put(household, reason);
    }

    /// The same links and reasons under another name: a copy that shares everything.
    pub fn copied(&self, name: impl Into<String>, state: PlanState, copy_of: Option<(PlanId, u64)>) -> Self {
        Self { name: name.into(), state, copy_of, ..self.clone() }
    }
}

/// Equal plans say the same; who holds what follows from the links.
impl PartialEq for Plan {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
            && self.state == other.state
            && self.copy_of == other.copy_of
            && self.links == other.links
            && self.reasons == other.reasons
            && self.targets == other.targets
    }
}
