//! The place as a clerk would keep it in a book: sorted lists, and every question answered by counting.

use lianhu::geom::{Wgs84, map_from_wgs84};
use lianhu::model::{
    CategorySet, Exemption, Household, HouseholdStatus, LinkKind, Member, MemberStatus, PlanState, Project,
};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// A household, as far as the rules care.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct House {
    pub(crate) code: String,
    pub(crate) status: HouseholdStatus,
    pub(crate) at: Option<Wgs84>,
    pub(crate) categories: CategorySet,
}

/// A member, as far as the rules care.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Person {
    pub(crate) code: String,
    pub(crate) home: Option<u32>,
    pub(crate) at: Option<Wgs84>,
    pub(crate) eligible: bool,
    pub(crate) serves: bool,
    pub(crate) max_load: Option<u16>,
}

/// A plan: who covers whom, and whether that is locked; and why some have nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) state: PlanState,
    pub(crate) links: BTreeMap<(u32, LinkKind, u32), bool>,
    pub(crate) reasons: BTreeMap<u32, String>,
}

/// Everything. A copy costs little, so that every page that ever was can be kept.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Book {
    pub(crate) spares_homes: bool,
    pub(crate) houses: Rc<BTreeMap<u32, House>>,
    pub(crate) people: Rc<BTreeMap<u32, Person>>,
    pub(crate) sheets: BTreeMap<u32, Rc<Sheet>>,
}

impl Book {
    /// What the project says.
    pub(crate) fn of(project: &Project) -> Self {
        let sheet = |plan: &lianhu::model::Plan| Sheet {
            name: plan.name.clone(),
            state: plan.state,
            links: plan
                .links()
                .map(|(household, link)| ((household.0, link.kind, link.member.0), link.locked))
                .collect(),
            reasons: plan.reasons().map(|(household, reason)| (household.0, reason.key().to_owned())).collect(),
        };
        Self {
            spares_homes: project.facts.scheme.exempt.contains(&Exemption::MemberHome),
            houses: Rc::new(project.households.iter().map(|(id, row)| (id.0, House::of(row))).collect()),
            people: Rc::new(project.members.iter().map(|(id, row)| (id.0, Person::of(row))).collect()),
            sheets: project.plans.iter().map(|(id, plan)| (id.0, Rc::new(sheet(plan)))).collect(),
        }
    }

    /// Where two books differ, a line each.
    pub(crate) fn differences(&self, other: &Self) -> Vec<String> {
        let lines = |book: &Self| -> BTreeSet<String> {
            let houses = book.houses.iter().map(|row| format!("{row:?}"));
            let people = book.people.iter().map(|row| format!("{row:?}"));
            let sheets = book.sheets.iter().flat_map(|(plan, sheet)| {
                let links = sheet.links.iter().map(move |link| format!("plan {plan}: {link:?}"));
                let reasons = sheet.reasons.iter().map(move |reason| format!("plan {plan}: {reason:?}"));
                let head = format!("plan {plan} {} {:?}", sheet.name, sheet.state);
                links.chain(reasons).chain([head])
            });
            houses.chain(people).chain(sheets).collect()
        };
        let (here, there) = (lines(self), lines(other));
        let only_here = here.difference(&there).map(|line| format!("- {line}"));
        let only_there = there.difference(&here).map(|line| format!("+ {line}"));
        only_here.chain(only_there).collect()
    }

    pub(crate) fn sheet(&self, plan: u32) -> &Sheet {
        &self.sheets[&plan]
    }

    pub(crate) fn sheet_mut(&mut self, plan: u32) -> &mut Sheet {
        Rc::make_mut(self.sheets.get_mut(&plan).unwrap())
    }

    /// The plan in force.
    pub(crate) fn current(&self) -> u32 {
        let (plan, _) = self.sheets.iter().find(|(_, sheet)| sheet.state == PlanState::Current).unwrap();
        *plan
    }

    /// Able to be responsible for this household.
    pub(crate) fn can_cover(&self, house: u32, person: u32) -> bool {
        self.people.get(&person).is_some_and(|row| row.serves && row.eligible && row.home != Some(house))
    }

    pub(crate) fn is_covered(&self, plan: u32, house: u32) -> bool {
        let links = &self.sheet(plan).links;
        links.keys().any(|&(of, kind, who)| of == house && kind == LinkKind::Primary && self.can_cover(house, who))
    }

    /// Somebody lives there, and nobody spares it.
    pub(crate) fn must_be_covered(&self, house: u32) -> bool {
        let Some(row) = self.houses.get(&house) else { return false };
        let is_home = self.people.values().any(|person| person.serves && person.home == Some(house));
        matches!(row.status, HouseholdStatus::Resident | HouseholdStatus::Away) && !(self.spares_homes && is_home)
    }

    /// Must be covered, is not, and nobody says why.
    pub(crate) fn forgotten(&self, plan: u32) -> BTreeSet<u32> {
        let is_forgotten = |house: &u32| {
            self.must_be_covered(*house)
                && !self.is_covered(plan, *house)
                && !self.sheet(plan).reasons.contains_key(house)
        };
        self.houses.keys().copied().filter(is_forgotten).collect()
    }

    /// Must be covered and is not.
    pub(crate) fn uncovered(&self, plan: u32) -> usize {
        self.houses.keys().filter(|&&house| self.must_be_covered(house) && !self.is_covered(plan, house)).count()
    }

    /// For how many somebody is responsible.
    pub(crate) fn load(&self, plan: u32, person: u32) -> usize {
        let links = &self.sheet(plan).links;
        links.keys().filter(|&&(_, kind, who)| kind == LinkKind::Primary && who == person).count()
    }

    fn has_room(&self, plan: u32, person: u32) -> bool {
        self.people[&person].max_load.is_none_or(|most| self.load(plan, person) < usize::from(most))
    }

    fn place_of(&self, person: u32) -> Option<Wgs84> {
        let row = self.people.get(&person)?;
        row.home.and_then(|home| self.houses.get(&home)?.at).or(row.at)
    }

    /// Who takes a household if nobody is named: the nearest with room; those without a place come last. For a household without a place it is who has the fewest.
    pub(crate) fn nearest(&self, plan: u32, house: u32, not: Option<u32>) -> Option<u32> {
        let fits = |who: &u32| Some(*who) != not && self.can_cover(house, *who) && self.has_room(plan, *who);
        let able = self.people.keys().copied().filter(fits);
        let Some(at) = self.houses[&house].at else { return able.min_by_key(|&who| (self.load(plan, who), who)) };
        let from = map_from_wgs84(at);
        let far = |who: u32| {
            self.place_of(who).map_or(f64::INFINITY, |there| {
                let to = map_from_wgs84(there);
                let (east, north) = (from.east_m - to.east_m, from.north_m - to.north_m);
                east * east + north * north
            })
        };
        able.map(|who| (far(who), who)).min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1))).map(|(_, who)| who)
    }
}

impl House {
    pub(crate) fn of(row: &Household) -> Self {
        Self { code: row.code.clone(), status: row.status, at: row.at, categories: row.categories }
    }
}

impl Person {
    pub(crate) fn of(row: &Member) -> Self {
        Self {
            code: row.code.clone(),
            home: row.home.map(|home| home.0),
            at: row.at,
            eligible: row.eligible,
            serves: row.status == MemberStatus::Serving,
            max_load: row.max_load,
        }
    }
}
