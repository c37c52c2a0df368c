//! Random edits, undo and redo, against a book that is kept by hand beside them.
//!
//! The program follows with deltas, an index, findings and totals; the [`Book`] counts everything anew. After each
//! step both say the same. Used by the suite in short and by the example `random_edits` at length.

mod book;
mod clerk;
pub(crate) mod dice;
pub(crate) mod wishes;

use crate::walk::book::Book;
use crate::walk::clerk::{Given, grant};
use crate::walk::dice::Dice;
use lianhu::app::{Document, DocumentError};
use lianhu::edit::{Context, Delta, Done, DoneKind, Edit, History, plan_edit};
use lianhu::index::{Index, Tally};
use lianhu::model::{MemberId, PlanId, Project};
use lianhu::rules::Findings;
use std::collections::BTreeMap;

/// After so many steps everything that follows step by step is compared with a fresh look.
const FRESH_LOOK: usize = 64;

/// What the walk is done on: the bare parts of the program, or a document with its file.
pub(crate) trait Ground {
    fn project(&self) -> &Project;
    fn plan(&self) -> PlanId;
    fn look_at(&mut self, plan: PlanId);
    fn index(&self) -> &Index;
    fn tally(&self) -> &Tally;
    fn findings(&self) -> &Findings;
    fn history(&self) -> &History;
    /// True if something changed, `None` if the wish was refused.
    fn perform(&mut self, edit: &Edit) -> Option<bool>;
    fn undo(&mut self);
    fn redo(&mut self);
}

/// How it went.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Count {
    pub(crate) granted: usize,
    pub(crate) refused: usize,
    pub(crate) unchanged: usize,
    pub(crate) undone: usize,
    pub(crate) redone: usize,
}

/// A walk of so many steps, and back to where it began.
pub(crate) struct Walk<G> {
    pub(crate) ground: G,
    dice: Dice,
    book: Book,
    given: Given,
    /// The book before each thing that is in force, and after each that was taken back.
    back: Vec<Book>,
    forth: Vec<Book>,
    first: Project,
    steps: usize,
    pub(crate) count: Count,
}

impl<G: Ground> Walk<G> {
    pub(crate) fn on(ground: G, dice: Dice) -> Self {
        let first = ground.project().clone();
        let given = Given {
            house: first.households.last_fid(),
            person: first.members.last_fid(),
            plan: first.plans.last_fid(),
        };
        let book = Book::of(&first);
        Self {
            ground,
            dice,
            book,
            given,
            back: Vec::new(),
            forth: Vec::new(),
            first,
            steps: 0,
            count: Count::default(),
        }
    }

    /// Fills the place, then goes so many steps at random.
    pub(crate) fn go(&mut self, steps: usize) {
        for edit in wishes::settlers(&mut self.dice) {
            self.ask(&edit);
        }
        for _ in 0..steps {
            self.step();
        }
    }

    /// Takes everything back and does it again. At both ends it must be what it was.
    pub(crate) fn go_back_and_forth(&mut self) {
        let last = self.ground.project().clone();
        let mut taken_back = 0;
        while self.undo() {
            taken_back += 1;
        }
        assert_eq!(*self.ground.project(), self.first, "undone step by step, it is as it was");
        self.check_followed();
        for _ in 0..taken_back {
            assert!(self.redo(), "what was taken back can be done again");
        }
        assert_eq!(*self.ground.project(), last, "redone step by step, it is as it became");
    }

    fn step(&mut self) {
        match self.dice.below(100) {
            0..=7 => {
                self.undo();
            }
            8..=12 => {
                self.redo();
            }
            13 if self.dice.chance(4) => {
                for _ in 0..self.dice.below(30) {
                    self.undo();
                }
            }
            14..=17 => {
                if let Some(plan) = wishes::any_plan(&mut self.dice, self.ground.project()) {
                    self.ground.look_at(plan);
                }
            }
            _ => {
                let seq = self.ground.history().next_seq();
                let wish = wishes::wish(&mut self.dice, self.ground.project(), self.ground.plan(), seq);
                if let Some(edit) = wish {
                    self.ask(&edit);
                }
            }
        }
    }

    fn ask(&mut self, edit: &Edit) {
        let plan = self.ground.plan();
        let expected = grant(&self.book, edit, plan.0, self.given);
        let before = self.ground.project().clone();
        let result = self.ground.perform(edit);
        match (result, expected) {
            (Some(is_changed), Ok((book, given))) => {
                self.check(&book, &|| format!("{edit:?} in {plan:?}"));
                if is_changed {
                    self.back.push(std::mem::replace(&mut self.book, book));
                    self.forth.clear();
                    self.given = given;
                    self.count.granted += 1;
                } else {
                    assert_eq!(*self.ground.project(), before, "nothing happened");
                    self.count.unchanged += 1;
                }
            }
            (None, Err(_)) => {
                assert_eq!(*self.ground.project(), before, "a refused wish changes nothing: {edit:?}");
                self.count.refused += 1;
            }
            (Some(_), Err(_)) => {
                let did = self.book.differences(&Book::of(self.ground.project()));
                panic!("granted, but the clerk would not: {edit:?} in {plan:?}; it did {did:#?}")
            }
            (None, Ok((book, _))) => {
                let would = self.book.differences(&book);
                panic!("refused, but the clerk would do it: {edit:?} in {plan:?}; that is {would:#?}")
            }
        }
        self.rest();
    }

    fn undo(&mut self) -> bool {
        let Some(book) = self.back.pop() else {
            assert!(self.ground.history().to_undo().is_empty(), "nothing is left to undo");
            return false;
        };
        self.ground.undo();
        self.check(&book, &|| "undo".to_owned());
        self.forth.push(std::mem::replace(&mut self.book, book));
        self.count.undone += 1;
        self.rest();
        true
    }

    fn redo(&mut self) -> bool {
        let Some(book) = self.forth.pop() else {
            assert!(self.ground.history().to_redo().is_empty(), "nothing is left to redo");
            return false;
        };
        self.ground.redo();
        self.check(&book, &|| "redo".to_owned());
        self.back.push(std::mem::replace(&mut self.book, book));
        self.count.redone += 1;
        self.rest();
        true
    }

    fn rest(&mut self) {
        self.steps += 1;
        if self.steps.is_multiple_of(FRESH_LOOK) {
            self.check_followed();
        }
    }

    /// Both say the same: rows, links, reasons, loads, who is uncovered.
    fn check(&self, book: &Book, what: &dyn Fn() -> String) {
        let there = Book::of(self.ground.project());
        assert!(
            there == *book,
            "after {}: the program did\n{:#?}\nthe clerk\n{:#?}",
            what(),
            self.book.differences(&there),
            self.book.differences(book)
        );
        let plan = self.ground.plan();
        let row = self.ground.project().plans.at(plan).unwrap();
        for &person in book.people.keys() {
            let load = book.load(plan.0, person);
            assert_eq!(row.load_of(MemberId(person)) as usize, load, "the load of {person} after {}", what());
        }
        let uncovered = self.ground.tally().whole.equation.uncovered();
        assert_eq!(uncovered, book.uncovered(plan.0), "who is uncovered after {}", what());
        assert!(book.forgotten(book.current()).is_empty(), "nobody is forgotten after {}", what());
    }

    /// What followed step by step says what a fresh look says.
    fn check_followed(&self) {
        let (project, plan) = (self.ground.project(), self.ground.plan());
        let index = Index::build(project);
        let findings = Findings::of(project, &index, plan);
        assert_eq!(self.ground.findings().sorted(project), findings.sorted(project), "findings follow");
        let (tally, fresh) = (self.ground.tally(), Tally::of(project, &index, plan));
        assert_eq!((&tally.whole, &tally.by_grid), (&fresh.whole, &fresh.by_grid), "totals follow");
        assert_eq!((tally.unplaced, tally.outside), (fresh.unplaced, fresh.outside), "totals of places follow");
        for household in project.households.ids() {
            let followed = self.ground.index();
            assert_eq!(followed.spot(household), index.spot(household), "the grid of {household:?} follows");
            let (here, there) = (followed.members_at_home(household), index.members_at_home(household));
            assert_eq!(here, there, "who lives in {household:?} follows");
            let Some(at) = project.households.at(household).and_then(|row| row.at) else { continue };
            let near = |index: &Index| index.members_near(project, at).collect::<Vec<_>>();
            assert_eq!(near(followed), near(&index), "who is near {household:?} follows");
        }
    }
}

/// The parts of the program without a file.
pub(crate) struct Bare {
    project: Project,
    index: Index,
    tally: Tally,
    findings: Findings,
    plan: PlanId,
    history: History,
    deltas: BTreeMap<u64, Delta>,
}

impl Bare {
    pub(crate) fn of(project: Project) -> Self {
        let plan = project.current_plan();
        let index = Index::build(&project);
        let (tally, findings) = (Tally::of(&project, &index, plan), Findings::of(&project, &index, plan));
        let (history, deltas) = (History::default(), BTreeMap::new());
        Self { project, index, tally, findings, plan, history, deltas }
    }

    fn settle(&mut self, delta: &Delta, kind: DoneKind, gesture: u64) {
        self.project = delta.apply(&self.project).unwrap();
        let touched = delta.touched();
        if self.project.plans.at(self.plan).is_none() {
            self.plan = self.project.current_plan();
        }
        self.index.update(&self.project, &touched);
        if self.findings.plan() == self.plan {
            self.findings.update(&self.project, &self.index, &touched);
            self.tally.update(&self.project, &self.index, &touched);
        } else {
            self.look_at(self.plan);
        }
        let seq = self.history.next_seq();
        self.history.record(Done { seq, gesture, kind, at: String::new(), label: String::new() });
    }
}

impl Ground for Bare {
    fn project(&self) -> &Project {
        &self.project
    }
    fn plan(&self) -> PlanId {
        self.plan
    }
    fn look_at(&mut self, plan: PlanId) {
        self.plan = plan;
        self.findings = Findings::of(&self.project, &self.index, plan);
        self.tally = Tally::of(&self.project, &self.index, plan);
    }
    fn index(&self) -> &Index {
        &self.index
    }
    fn tally(&self) -> &Tally {
        &self.tally
    }
    fn findings(&self) -> &Findings {
        &self.findings
    }
    fn history(&self) -> &History {
        &self.history
    }
    fn perform(&mut self, edit: &Edit) -> Option<bool> {
        let today = jiff::civil::date(2026, 11, 21);
        let planned = plan_edit(&self.project, &self.index, edit, Context { plan: self.plan, today }).ok()?;
        if planned.delta.is_empty() {
            return Some(false);
        }
        let gesture = self.history.next_gesture();
        self.deltas.insert(self.history.next_seq(), planned.delta.clone());
        self.settle(&planned.delta, DoneKind::Do, gesture);
        Some(true)
    }
    fn undo(&mut self) {
        let rows: Vec<(u64, u64)> = self.history.to_undo().iter().map(|row| (row.seq, row.gesture)).collect();
        for (seq, gesture) in rows {
            let delta = self.deltas[&seq].inverse();
            self.settle(&delta, DoneKind::Undo(seq), gesture);
        }
    }
    fn redo(&mut self) {
        let rows: Vec<(u64, u64)> = self.history.to_redo().iter().map(|row| (row.seq, row.gesture)).collect();
        for (seq, gesture) in rows {
            let delta = self.deltas[&seq].clone();
            self.settle(&delta, DoneKind::Redo(seq), gesture);
        }
    }
}

impl Ground for Document {
    fn project(&self) -> &Project {
        self.project()
    }
    fn plan(&self) -> PlanId {
        self.plan()
    }
    fn look_at(&mut self, plan: PlanId) {
        self.look_at(plan);
    }
    fn index(&self) -> &Index {
        self.index()
    }
    fn tally(&self) -> &Tally {
        self.tally()
    }
    fn findings(&self) -> &Findings {
        self.findings()
    }
    fn history(&self) -> &History {
        self.history()
    }
    fn perform(&mut self, edit: &Edit) -> Option<bool> {
        match self.perform(edit, "随机") {
            Ok(planned) => Some(!planned.delta.is_empty()),
            Err(DocumentError::Refused(_)) => None,
            Err(err) => panic!("{edit:?}: {err}"),
        }
    }
    fn undo(&mut self) {
        self.undo().unwrap();
    }
    fn redo(&mut self) {
        self.redo().unwrap();
    }
}
