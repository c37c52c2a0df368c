//! What wishes lead to, said once more and as plainly as can be: no deltas, no lists of what is in doubt, no index.
//!
//! It knows nothing of how `lianhu::edit` does it. Where the two differ, one of them is wrong.

use crate::walk::book::{Book, House, Person};
use lianhu::edit::{Batch, Edit, Then};
use lianhu::model::{CategoryId, CategorySet, HouseholdId, HouseholdStatus, LinkKind, MemberStatus, PlanState, Reason};
use std::collections::BTreeSet;
use std::rc::Rc;

/// The wish cannot be granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct No;

/// Ids never come twice, also not after undo.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Given {
    pub(crate) house: u32,
    pub(crate) person: u32,
    pub(crate) plan: u32,
}

/// Somebody who writes wishes into the book.
pub(crate) struct Clerk<'a> {
    before: &'a Book,
    book: Book,
    plan: u32,
    given: Given,
    /// Who was released by the wish at hand.
    released: Option<u32>,
}

/// Households a wish is about, and what becomes of those that it leaves with nobody.
type Meant = (BTreeSet<u32>, Then);

/// The book after a wish, or that it cannot be.
pub(crate) fn grant(before: &Book, edit: &Edit, plan: u32, given: Given) -> Result<(Book, Given), No> {
    if before.sheet(plan).state == PlanState::Former && is_about_links(edit) {
        return Err(No);
    }
    let mut clerk = Clerk { before, book: before.clone(), plan, given, released: None };
    clerk.take(edit)?;
    let everybody: BTreeSet<u32> = clerk.book.houses.keys().copied().collect();
    clerk.settle(&everybody, &Then::Unsaid, false)?;
    Ok((clerk.book, clerk.given))
}

fn is_about_links(edit: &Edit) -> bool {
    match edit {
        Edit::Assign { .. } | Edit::Release { .. } | Edit::HandOver { .. } | Edit::Lock { .. } => true,
        Edit::Import(batch) => !batch.links.is_empty(),
        Edit::Together(edits) => edits.iter().any(is_about_links),
        _ => false,
    }
}

impl Clerk<'_> {
    fn take(&mut self, edit: &Edit) -> Result<(), No> {
        if let Edit::Together(edits) = edit {
            return edits.iter().try_for_each(|edit| self.take(edit));
        }
        let (about, then) = self.write(edit)?;
        let is_file = matches!(edit, Edit::Import(_));
        if then != Then::Unsaid {
            self.settle(&about, &then, is_file)?;
        }
        self.released = None;
        Ok(())
    }

    fn write(&mut self, edit: &Edit) -> Result<Meant, No> {
        let one = |house: &HouseholdId| BTreeSet::from([house.0]);
        Ok(match edit {
            Edit::Assign { households, to, kind } => (self.assign(households, to.0, *kind)?, Then::Unsaid),
            Edit::Release { household, member, kind, then } => {
                self.house(household.0)?;
                match self.book.sheet(self.plan).links.get(&(household.0, *kind, member.0)) {
                    Some(false) => self.book.sheet_mut(self.plan).links.remove(&(household.0, *kind, member.0)),
                    Some(true) | None => return Err(No),
                };
                self.released = Some(member.0);
                (one(household), then.clone())
            }
            Edit::HandOver { from, to } => (self.hand_over(from.0, to.0)?, Then::Unsaid),
            Edit::Lock { households, locked } => {
                for household in households {
                    self.house(household.0)?;
                    let links = self.book.sheet_mut(self.plan).links.iter_mut();
                    links.filter(|(key, _)| key.0 == household.0).for_each(|(_, lock)| *lock = *locked);
                }
                (BTreeSet::new(), Then::Unsaid)
            }
            Edit::AddHousehold(row) => {
                let house = House { categories: clean(row.categories), ..House::of(row) };
                let id = self.add_house(house, "new", &[])?;
                (BTreeSet::from([id]), Then::Because(Reason::New))
            }
            Edit::ChangeHousehold(household, row) => {
                let old = self.house(household.0)?.clone();
                if old.status != HouseholdStatus::MovedOut || row.code.is_empty() {
                    self.check_house_code(&row.code, household.0)?;
                }
                let new = House { status: old.status, categories: old.categories, ..House::of(row) };
                self.put_house(household.0, new);
                (one(household), Then::Nearest)
            }
            Edit::SetCategories { households, categories } => {
                for household in households {
                    let row = House { categories: clean(*categories), ..self.house(household.0)?.clone() };
                    self.put_house(household.0, row);
                }
                (BTreeSet::new(), Then::Unsaid)
            }
            Edit::SetStatus { household, status, then, .. } => {
                let about = self.set_status(household.0, *status)?;
                (about, if *then == Then::Unsaid { Then::Nearest } else { then.clone() })
            }
            Edit::MoveHousehold { household, at } => {
                let row = House { at: Some(*at), ..self.house(household.0)?.clone() };
                self.put_house(household.0, row);
                (BTreeSet::new(), Then::Unsaid)
            }
            Edit::Import(batch) => (self.import(batch)?, Then::Because(Reason::Imported)),
            Edit::CopyPlan { from, name, .. } => {
                let source = self.book.sheets.get(&from.0).ok_or(No)?;
                if name.is_empty() || self.book.sheets.values().any(|sheet| sheet.name == *name) {
                    return Err(No);
                }
                let mut copy = Rc::clone(source);
                Rc::make_mut(&mut copy).name.clone_from(name);
                Rc::make_mut(&mut copy).state = PlanState::Draft;
                self.given.plan += 1;
                self.book.sheets.insert(self.given.plan, copy);
                (BTreeSet::new(), Then::Unsaid)
            }
            Edit::AdoptPlan { plan, .. } => {
                if self.book.sheets.get(&plan.0).ok_or(No)?.state != PlanState::Draft {
                    return Err(No);
                }
                let old = self.book.current();
                self.book.sheet_mut(old).state = PlanState::Former;
                self.book.sheet_mut(plan.0).state = PlanState::Current;
                (BTreeSet::new(), Then::Unsaid)
            }
            about_member => self.write_member(about_member)?,
        })
    }

    fn write_member(&mut self, edit: &Edit) -> Result<Meant, No> {
        Ok(match edit {
            Edit::AddMember(row) => {
                self.check_person(&Person::of(row), None)?;
                self.given.person += 1;
                Rc::make_mut(&mut self.book.people).insert(self.given.person, Person::of(row));
                (row.home.into_iter().map(|home| home.0).collect(), Then::Nearest)
            }
            Edit::ChangeMember(member, row) => {
                let old = self.person(member.0)?.clone();
                let new = Person { eligible: old.eligible, serves: old.serves, ..Person::of(row) };
                self.check_person(&new, Some(member.0))?;
                let mut about = self.held_and_home(member.0);
                about.extend(new.home);
                self.put_person(member.0, new);
                (about, Then::Nearest)
            }
            Edit::SetEligible { member, eligible, then } => {
                let row = Person { eligible: *eligible, ..self.person(member.0)?.clone() };
                let about = self.held_and_home(member.0);
                self.put_person(member.0, row);
                (about, then.clone())
            }
            Edit::RetireMember { member, then } => {
                let row = self.person(member.0)?.clone();
                if !row.serves {
                    return Err(No);
                }
                let about = self.held_and_home(member.0);
                self.put_person(member.0, Person { serves: false, ..row });
                self.end_links(|_, who| who == member.0);
                (about, then.clone())
            }
            other => unreachable!("{other:?} is not about a member"),
        })
    }

    // --- links ---

    fn assign(&mut self, households: &[HouseholdId], to: u32, kind: LinkKind) -> Result<BTreeSet<u32>, No> {
        let (mut granted, mut passed) = (0, 0);
        for household in households.iter().map(|household| household.0) {
            if self.house(household)?.status == HouseholdStatus::MovedOut {
                return Err(No);
            }
            let row = self.person(to)?;
            if !row.serves || !row.eligible {
                return Err(No);
            }
            let is_passed = row.home == Some(household) || !self.assign_one(household, to, kind)?;
            if is_passed && households.len() == 1 {
                return Err(No);
            }
            if is_passed { passed += 1 } else { granted += 1 }
        }
        if passed > 0 && granted == 0 { Err(No) } else { Ok(BTreeSet::new()) }
    }

    /// False if a lock is in the way.
    fn assign_one(&mut self, house: u32, to: u32, kind: LinkKind) -> Result<bool, No> {
        let lock_of = |clerk: &Self, kind, who| clerk.book.sheet(clerk.plan).links.get(&(house, kind, who)).copied();
        if lock_of(self, kind, to).is_some() {
            return Ok(true);
        }
        if kind == LinkKind::Backup {
            if lock_of(self, LinkKind::Primary, to).is_some() {
                return Err(No);
            }
            self.book.sheet_mut(self.plan).links.insert((house, kind, to), false);
            return Ok(true);
        }
        let responsible = self.linked(self.plan, house, LinkKind::Primary);
        let stood_in = lock_of(self, LinkKind::Backup, to);
        if responsible.iter().any(|&(_, locked)| locked) || stood_in == Some(true) {
            return Ok(false);
        }
        let able: Vec<u32> =
            responsible.iter().map(|&(who, _)| who).filter(|&who| self.book.can_cover(house, who)).collect();
        let links = &mut self.book.sheet_mut(self.plan).links;
        links.retain(|&(of, kind, _), _| of != house || kind != LinkKind::Primary);
        if links.remove(&(house, LinkKind::Backup, to)).is_some() {
            links.extend(able.into_iter().map(|who| ((house, LinkKind::Backup, who), false)));
        }
        links.insert((house, LinkKind::Primary, to), false);
        Ok(true)
    }

    fn hand_over(&mut self, from: u32, to: u32) -> Result<BTreeSet<u32>, No> {
        self.person(from)?;
        let taker = self.person(to)?.clone();
        if from == to || !taker.serves || !taker.eligible {
            return Err(No);
        }
        let links = self.book.sheet(self.plan).links.clone();
        let mut held: Vec<(u32, LinkKind)> =
            links.keys().filter(|key| key.2 == from).map(|&(house, kind, _)| (house, kind)).collect();
        held.sort_unstable();
        let mut is_any_moved = false;
        for (house, kind) in held {
            let links = &mut self.book.sheet_mut(self.plan).links;
            let lock = |part, who| links.get(&(house, part, who)).copied();
            let has = |part| lock(part, to).is_some();
            let is_locked = [(kind, from), (LinkKind::Primary, to), (LinkKind::Backup, to)]
                .into_iter()
                .any(|(part, who)| lock(part, who) == Some(true));
            if is_locked || taker.home == Some(house) {
                continue;
            }
            is_any_moved = true;
            let has_part = has(LinkKind::Primary) || has(kind);
            links.remove(&(house, kind, from));
            if !has_part {
                if kind == LinkKind::Primary {
                    links.remove(&(house, LinkKind::Backup, to));
                }
                links.insert((house, kind, to), false);
            }
        }
        if is_any_moved { Ok(BTreeSet::new()) } else { Err(No) }
    }

    fn linked(&self, plan: u32, house: u32, kind: LinkKind) -> Vec<(u32, bool)> {
        let links = self.book.sheet(plan).links.iter();
        links.filter(|(key, _)| key.0 == house && key.1 == kind).map(|(key, locked)| (key.2, *locked)).collect()
    }

    fn end_links(&mut self, is_meant: impl Fn(u32, u32) -> bool) {
        for plan in self.book.sheets.keys().copied().collect::<Vec<_>>() {
            self.book.sheet_mut(plan).links.retain(|&(house, _, who), _| !is_meant(house, who));
        }
    }

    // --- the register ---

    fn house(&self, house: u32) -> Result<&House, No> {
        self.book.houses.get(&house).ok_or(No)
    }

    fn person(&self, person: u32) -> Result<&Person, No> {
        self.book.people.get(&person).ok_or(No)
    }

    fn put_house(&mut self, house: u32, row: House) {
        Rc::make_mut(&mut self.book.houses).insert(house, row);
    }

    fn put_person(&mut self, person: u32, row: Person) {
        Rc::make_mut(&mut self.book.people).insert(person, row);
    }

    /// Households of a member in any plan, and where the member lives.
    fn held_and_home(&self, person: u32) -> BTreeSet<u32> {
        let links = self.book.sheets.values().flat_map(|sheet| sheet.links.keys());
        let held = links.filter(|key| key.2 == person).map(|key| key.0);
        held.chain(self.book.people.get(&person).and_then(|row| row.home)).collect()
    }

    fn check_house_code(&self, code: &str, own: u32) -> Result<(), No> {
        let is_taken = self
            .book
            .houses
            .iter()
            .any(|(&house, row)| house != own && row.status != HouseholdStatus::MovedOut && row.code == code);
        if code.is_empty() || is_taken { Err(No) } else { Ok(()) }
    }

    fn check_person(&self, row: &Person, own: Option<u32>) -> Result<(), No> {
        let mut others = self.book.people.iter().filter(|(person, _)| Some(**person) != own);
        let is_taken = row.serves && others.any(|(_, other)| other.serves && other.code == row.code);
        let is_homeless = row.home.is_some_and(|home| !self.book.houses.contains_key(&home));
        if row.code.is_empty() || is_taken || is_homeless { Err(No) } else { Ok(()) }
    }

    fn add_house(&mut self, row: House, reason: &str, except: &[u32]) -> Result<u32, No> {
        self.check_house_code(&row.code, 0)?;
        self.given.house += 1;
        let (house, status) = (self.given.house, row.status);
        self.put_house(house, row);
        if !matches!(status, HouseholdStatus::Vacant | HouseholdStatus::MovedOut) {
            self.list(house, reason, except);
        }
        Ok(house)
    }

    fn list(&mut self, house: u32, reason: &str, except: &[u32]) {
        for plan in self.book.sheets.keys().copied().filter(|plan| !except.contains(plan)).collect::<Vec<_>>() {
            if self.book.sheet(plan).state != PlanState::Former {
                self.book.sheet_mut(plan).reasons.insert(house, reason.to_owned());
            }
        }
    }

    fn set_status(&mut self, house: u32, status: HouseholdStatus) -> Result<BTreeSet<u32>, No> {
        let old = self.house(house)?.clone();
        if old.status == status {
            return Ok(BTreeSet::new());
        }
        if old.status == HouseholdStatus::MovedOut {
            self.check_house_code(&old.code, house)?;
        }
        self.put_house(house, House { status, ..old });
        if status == HouseholdStatus::MovedOut {
            self.end_links(|of, _| of == house);
        }
        Ok(BTreeSet::from([house]))
    }

    /// A file: rows, then links. Whoever is in the way of a lock is passed over.
    fn import(&mut self, batch: &Batch) -> Result<BTreeSet<u32>, No> {
        let mut about = BTreeSet::new();
        for (id, row) in &batch.households {
            let new = House { categories: clean(row.categories), ..House::of(row) };
            let gone = new.status == HouseholdStatus::MovedOut;
            let house = if let Some(id) = id {
                self.house(id.0)?;
                self.put_house(id.0, new);
                id.0
            } else {
                self.given.house += 1;
                self.put_house(self.given.house, new);
                self.list(self.given.house, "imported", &[self.book.current(), self.plan]);
                self.given.house
            };
            if gone {
                self.end_links(|of, _| of == house);
            }
            about.insert(house);
        }
        for (id, row) in &batch.members {
            let person = id.unwrap().0;
            if row.home.is_some_and(|home| !self.book.houses.contains_key(&home.0)) {
                return Err(No);
            }
            about.extend(self.held_and_home(person));
            about.extend(row.home.map(|home| home.0));
            self.put_person(person, Person::of(row));
            if row.status == MemberStatus::Retired {
                self.end_links(|_, who| who == person);
            }
        }
        let living = self.book.houses.values().filter(|row| row.status != HouseholdStatus::MovedOut);
        let serving = self.book.people.values().filter(|row| row.serves);
        if has_twice(living.map(|row| &row.code)) || has_twice(serving.map(|row| &row.code)) {
            return Err(No);
        }
        about.extend(self.import_links(batch)?);
        Ok(about)
    }

    fn import_links(&mut self, batch: &Batch) -> Result<BTreeSet<u32>, No> {
        let named: BTreeSet<(u32, u32)> = batch
            .links
            .iter()
            .filter(|link| link.kind == LinkKind::Primary)
            .map(|link| (link.household.0, link.member.0))
            .collect();
        let mut about = BTreeSet::new();
        for incoming in &batch.links {
            let (house, who, kind) = (incoming.household.0, incoming.member.0, incoming.kind);
            let is_gone = self.house(house)?.status == HouseholdStatus::MovedOut;
            self.person(who)?;
            let is_able = !is_gone && self.book.can_cover(house, who);
            let links = self.book.sheet(self.plan).links.clone();
            let there = links.get(&(house, kind, who)).copied();
            let goes = |&(of, part, by): &(u32, LinkKind, u32)| {
                let is_replaced =
                    kind == LinkKind::Primary && part == LinkKind::Primary && !named.contains(&(house, by));
                of == house && is_able && (is_replaced || by == who && part != kind)
            };
            if there.is_none() {
                let steps_back = kind == LinkKind::Backup && named.contains(&(house, who));
                let responsible = self.linked(self.plan, house, LinkKind::Primary);
                let is_alone = responsible.len() == 1 && responsible[0].0 == who;
                let is_kept = kind == LinkKind::Backup && is_alone && !named.iter().any(|&(of, _)| of == house);
                let is_locked = links.iter().any(|(key, locked)| goes(key) && *locked);
                if steps_back || !is_able || is_locked || is_kept {
                    continue;
                }
            }
            let sheet = self.book.sheet_mut(self.plan);
            sheet.links.retain(|key, locked| *locked || !goes(key));
            sheet.links.insert((house, kind, who), incoming.locked || there == Some(true));
            about.insert(house);
        }
        Ok(about)
    }

    // --- nobody is forgotten ---

    /// Finds somebody for those who have nobody now, in the plan in force and in the one that is looked at.
    fn settle(&mut self, about: &BTreeSet<u32>, then: &Then, is_file: bool) -> Result<(), No> {
        let current = self.book.current();
        let plans = if self.plan == current { vec![current] } else { vec![current, self.plan] };
        for plan in plans {
            let is_draft = plan != current;
            let was_bare = match self.before.sheets.get(&plan) {
                Some(_) if is_draft => self.before.forgotten(plan),
                _ => BTreeSet::new(),
            };
            let bare = self.book.forgotten(plan);
            for &house in bare.intersection(about).filter(|house| !was_bare.contains(house)) {
                match self.find_somebody(plan, house, then, is_file) {
                    Err(Gap::Left) if is_draft => {}
                    Err(_) => return Err(No),
                    Ok(()) => {}
                }
            }
        }
        self.strike_reasons(about);
        Ok(())
    }

    fn find_somebody(&mut self, plan: u32, house: u32, then: &Then, is_file: bool) -> Result<(), Gap> {
        let is_locked = self.linked(plan, house, LinkKind::Primary).iter().any(|&(_, locked)| locked);
        let backups = self.linked(plan, house, LinkKind::Backup);
        let stands_in = backups.into_iter().find(|&(who, _)| self.book.can_cover(house, who));
        if let Some((who, locked)) = stands_in.filter(|_| !is_locked) {
            self.book.sheet_mut(plan).links.remove(&(house, LinkKind::Backup, who));
            self.give(plan, house, who, locked);
            return Ok(());
        }
        let nearest = self.book.nearest(plan, house, self.released);
        let was_covered = self.before.sheets.contains_key(&plan)
            && self.before.houses.contains_key(&house)
            && self.before.is_covered(plan, house);
        if is_file && was_covered {
            match nearest.filter(|_| !is_locked) {
                Some(who) => self.give(plan, house, who, false),
                None => drop(self.book.sheet_mut(plan).reasons.insert(house, "nobody_eligible".to_owned())),
            }
            return Ok(());
        }
        match then {
            Then::Because(reason) => {
                self.book.sheet_mut(plan).reasons.insert(house, reason.key().to_owned());
            }
            Then::Unsaid => return Err(Gap::Left),
            Then::To(_) | Then::Nearest if is_locked => return Err(Gap::Left),
            Then::To(who) => {
                let row = self.book.people.get(&who.0).ok_or(Gap::Never)?;
                if self.released == Some(who.0) || !row.serves || !row.eligible || row.home == Some(house) {
                    return Err(Gap::Never);
                }
                self.give(plan, house, who.0, false);
            }
            Then::Nearest => {
                let who = nearest.ok_or(Gap::Left)?;
                self.give(plan, house, who, false);
            }
        }
        Ok(())
    }

    fn give(&mut self, plan: u32, house: u32, who: u32, locked: bool) {
        let links = &mut self.book.sheet_mut(plan).links;
        links.retain(|&(of, kind, _), _| of != house || kind != LinkKind::Primary);
        links.insert((house, LinkKind::Primary, who), locked);
    }

    /// Of those that the wish was about. In the middle of a gesture the others keep theirs until its end.
    fn strike_reasons(&mut self, about: &BTreeSet<u32>) {
        for plan in self.book.sheets.keys().copied().collect::<Vec<_>>() {
            let is_needless = |house: &u32| !self.book.must_be_covered(*house) || self.book.is_covered(plan, *house);
            let stale = |house: &u32| about.contains(house) && is_needless(house);
            let stale: Vec<u32> = self.book.sheet(plan).reasons.keys().copied().filter(stale).collect();
            for house in stale {
                self.book.sheet_mut(plan).reasons.remove(&house);
            }
        }
    }
}

/// Why nobody was found: a draft may be left so, or the wish itself is impossible.
enum Gap {
    Left,
    Never,
}

fn has_twice<'a>(codes: impl Iterator<Item = &'a String>) -> bool {
    let mut seen = BTreeSet::new();
    codes.into_iter().any(|code| !seen.insert(code))
}

/// “Member” is derived, and “ordinary” stands alone. By their places in the legend: the first and the fourth.
fn clean(categories: CategorySet) -> CategorySet {
    let (member, ordinary) = (CategoryId(1), CategoryId(4));
    let stated = categories.without(member);
    let others = stated.without(ordinary);
    if others.is_empty() { stated } else { others }
}
