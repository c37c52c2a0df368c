//! An open project, and the one door for every change.

mod saving;

use crate::app::{Clock, DocumentError, OpeningStep, SaveState, Saver, Seeker, Stamp, check_all};
use crate::edit::{Context, Delta, Done, DoneKind, Edit, History, Key, Planned, Refusal, plan_edit};
use crate::index::{Index, Tally, Touched};
use crate::model::{PlanId, Project};
use crate::rules::Findings;
use crate::store::{Access, Entry, LedgerRow, Store, StoreError};
use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Of so many changes it is kept what they touched, for those who follow a step behind.
const TOUCHED_KEPT: usize = 64;

/// An open project with everything that follows from it.
#[derive(Debug)]
pub struct Document {
    project: Project,
    index: Arc<Index>,
    findings: Findings,
    tally: Tally,
    history: History,
    plan: PlanId,
    path: PathBuf,
    saver: Option<Saver>,
    save_state: SaveState,
    revision: u64,
    touched: VecDeque<Touched>,
    deltas: BTreeMap<u64, Delta>,
    clock: Clock,
    operator: String,
    changed_outside: Vec<&'static str>,
    opened: Project,
    pub(crate) seeker: Seeker,
}

impl Document {
    /// The [`revision`](Self::revision) of a document that was just opened.
    pub const FIRST_REVISION: u64 = 1;

    /// Opens a project file. `wake` is called whenever the writer has news.
    ///
    /// # Errors
    /// What keeps the file from being opened, such as another program that is writing to it.
    pub fn open(
        path: &Path,
        access: Access,
        clock: Clock,
        wake: impl Fn() + Send + 'static,
    ) -> Result<Self, DocumentError> {
        Self::open_watched(path, access, clock, wake, &|_step| true)
    }

    /// The same, while `watch` is told how far it is, and says whether to go on.
    ///
    /// # Errors
    /// As for [`Document::open`]; [`StoreError::Abandoned`] if it is not to go on.
    pub fn open_watched(
        path: &Path,
        access: Access,
        clock: Clock,
        wake: impl Fn() + Send + 'static,
        watch: &dyn Fn(OpeningStep) -> bool,
    ) -> Result<Self, DocumentError> {
        let operator = match &access {
            Access::Write(owner) => owner.who.clone(),
            Access::Read => String::new(),
        };
        let read = |done, total| watch(OpeningStep::Reading { done, total });
        let (store, loaded) = Store::open_watched(path, access, &read)?;
        let (saver, save_state) = if store.is_writable() {
            (Some(Saver::start(store, wake).map_err(|_no_thread| DocumentError::NoSaver)?), SaveState::Saved)
        } else {
            (None, SaveState::ViewOnly)
        };
        let plan = loaded.project.current_plan();
        let go_on = |step| {
            let abandoned = || DocumentError::Store(StoreError::Abandoned { path: path.to_owned() });
            watch(step).then_some(()).ok_or_else(abandoned)
        };
        go_on(OpeningStep::Indexing)?;
        let index = Index::build(&loaded.project);
        go_on(OpeningStep::Checking)?;
        let findings = check_all(&loaded.project, &index, plan);
        let tally = Tally::of(&loaded.project, &index, plan);
        Ok(Self {
            opened: loaded.project.clone(),
            project: loaded.project,
            index: Arc::new(index),
            findings,
            tally,
            history: History::of(loaded.history.into_iter().map(done_from_row)),
            plan,
            path: path.to_owned(),
            saver,
            save_state,
            revision: Self::FIRST_REVISION,
            touched: VecDeque::new(),
            deltas: BTreeMap::new(),
            clock,
            operator,
            changed_outside: loaded.changed_outside,
            seeker: Seeker::default(),
        })
    }

    /// The project as it is.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// The project as it was when it was opened.
    pub fn opened(&self) -> &Project {
        &self.opened
    }

    /// Lookups in the project.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// The same, to be taken along by a thread. While one holds it, the next edit copies it.
    pub fn shared_index(&self) -> Arc<Index> {
        Arc::clone(&self.index)
    }

    /// What was found in the plan that is looked at.
    pub fn findings(&self) -> &Findings {
        &self.findings
    }

    /// Totals of the plan that is looked at.
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// What can be undone and redone.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// What was done since the file was opened, by the number of the step.
    pub fn deltas(&self) -> &BTreeMap<u64, Delta> {
        &self.deltas
    }

    /// The plan that is looked at, and that links are changed in.
    pub fn plan(&self) -> PlanId {
        self.plan
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How far the file follows the screen.
    pub fn save_state(&self) -> &SaveState {
        &self.save_state
    }

    /// Tables that another program has written to since we did; empty if none.
    pub fn changed_outside(&self) -> &[&'static str] {
        &self.changed_outside
    }

    /// Takes what another program has written as it is. The file notes it with the next change.
    pub fn accept_outside(&mut self) {
        self.changed_outside.clear();
    }

    /// Grows with every change: who drew an older one draws again.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// What all changes since then touched, together; `None` if that is too long ago to know.
    pub fn touched_since(&self, revision: u64) -> Option<Touched> {
        let count = usize::try_from(self.revision.checked_sub(revision)?).ok()?;
        let first = self.touched.len().checked_sub(count)?;
        let mut all = Touched::default();
        for one in self.touched.iter().skip(first) {
            all.households.extend(&one.households);
            all.members.extend(&one.members);
            all.everything |= one.everything;
        }
        Some(all)
    }

    /// The time, as this document sees it.
    pub fn now(&self) -> Stamp {
        (self.clock)()
    }

    /// Looks at another plan. A matter of the session, not of the project.
    pub fn look_at(&mut self, plan: PlanId) {
        if plan != self.plan && self.project.plans.at(plan).is_some() {
            self.plan = plan;
            // Only what is found in the plan is another; where everybody lives is not.
            self.follow(&Touched::default());
        }
    }

    /// What a wish would do. Nothing changes.
    ///
    /// # Errors
    /// Why it cannot be granted.
    pub fn plan_edit(&self, edit: &Edit) -> Result<Planned, Refusal> {
        self.plan_edit_in(edit, self.plan)
    }

    /// What a wish would do in another plan than the one looked at.
    ///
    /// # Errors
    /// Why it cannot be granted.
    pub fn plan_edit_in(&self, edit: &Edit, plan: PlanId) -> Result<Planned, Refusal> {
        plan_edit(&self.project, &self.index, edit, Context { plan, today: self.now().today })
    }

    /// Does what somebody asked for. `label` is what the history calls it. What is so already is not recorded.
    ///
    /// # Errors
    /// Why nothing was changed.
    pub fn perform(&mut self, edit: &Edit, label: impl Into<String>) -> Result<Planned, DocumentError> {
        self.perform_in(edit, self.plan, label)
    }

    /// The same in another plan than the one looked at.
    ///
    /// # Errors
    /// Why nothing was changed.
    pub fn perform_in(
        &mut self,
        edit: &Edit,
        plan: PlanId,
        label: impl Into<String>,
    ) -> Result<Planned, DocumentError> {
        self.check_writable()?;
        let planned = self.plan_edit_in(edit, plan).map_err(DocumentError::Refused)?;
        if !planned.delta.is_empty() {
            let gesture = self.history.next_gesture();
            self.settle(planned.delta.clone(), DoneKind::Do, gesture, label.into())?;
        }
        Ok(planned)
    }

    /// Takes back the last gesture; answers what it was called.
    ///
    /// # Errors
    /// Why nothing was changed.
    pub fn undo(&mut self) -> Result<String, DocumentError> {
        let rows: Vec<Done> = self.history.to_undo().into_iter().cloned().collect();
        self.take_back(&rows, DoneKind::Undo, Delta::inverse)
    }

    /// Does again what was taken back last; answers what it was called.
    ///
    /// # Errors
    /// Why nothing was changed.
    pub fn redo(&mut self) -> Result<String, DocumentError> {
        let rows: Vec<Done> = self.history.to_redo().into_iter().cloned().collect();
        self.take_back(&rows, DoneKind::Redo, Clone::clone)
    }

    fn take_back(
        &mut self,
        rows: &[Done],
        kind: impl Fn(u64) -> DoneKind,
        turn: impl Fn(&Delta) -> Delta,
    ) -> Result<String, DocumentError> {
        self.check_writable()?;
        let label = rows.first().ok_or(DocumentError::NothingToTakeBack)?.label.clone();
        for row in rows {
            let delta = turn(&self.delta_of(row.seq)?);
            self.settle(delta, kind(row.seq), row.gesture, row.label.clone())?;
        }
        Ok(label)
    }

    /// What the step changed that brought this on the register, if it is in force.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn step_that_brought(&self, key: &Key) -> Result<Option<Delta>, DocumentError> {
        self.back_to(key, |_later, _delta| {})
    }

    /// The same; `pass` is told of every step in force since, the latest first.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub(crate) fn back_to(
        &self,
        key: &Key,
        mut pass: impl FnMut(&Done, Delta),
    ) -> Result<Option<Delta>, DocumentError> {
        for row in self.history.in_force().rev() {
            let delta = self.delta_of(row.seq)?;
            if delta.changes.get(key).is_some_and(|change| change.old.is_none()) {
                return Ok(Some(delta));
            }
            pass(row, delta);
        }
        Ok(None)
    }

    fn delta_of(&self, seq: u64) -> Result<Delta, DocumentError> {
        if let Some(delta) = self.deltas.get(&seq) {
            return Ok(delta.clone());
        }
        let saver = self.saver.as_ref().ok_or(DocumentError::ViewOnly)?;
        Ok(saver.delta_of(seq).ok_or(DocumentError::NoSaver)??)
    }

    /// The only place where anything changes.
    fn settle(&mut self, delta: Delta, kind: DoneKind, gesture: u64, label: String) -> Result<(), DocumentError> {
        self.project = delta.apply(&self.project)?;
        self.follow(&delta.touched());
        let seq = self.history.next_seq();
        let at = self.now().at;
        self.history.record(Done { seq, gesture, kind, at: at.to_string(), label: label.clone() });
        if kind == DoneKind::Do {
            self.deltas.insert(seq, delta.clone());
        }
        if let Some(saver) = &self.saver {
            saver.settle(Entry { kind, gesture, at, operator: self.operator.clone(), label, delta });
            let waiting = if let SaveState::Saving(count) = self.save_state { count } else { 0 };
            self.save_state = SaveState::Saving(waiting + 1);
        }
        Ok(())
    }

    fn follow(&mut self, touched: &Touched) {
        if self.project.plans.at(self.plan).is_none() {
            self.plan = self.project.current_plan();
        }
        Arc::make_mut(&mut self.index).update(&self.project, touched);
        self.seeker.follow(&self.project, touched);
        if self.findings.plan() == self.plan && !touched.everything {
            self.findings.update(&self.project, &self.index, touched);
            self.tally.update(&self.project, &self.index, touched);
        } else {
            self.findings = check_all(&self.project, &self.index, self.plan);
            self.tally = Tally::of(&self.project, &self.index, self.plan);
        }
        self.revision += 1;
        if self.touched.len() == TOUCHED_KEPT {
            self.touched.pop_front();
        }
        self.touched.push_back(touched.clone());
    }
}

fn done_from_row(row: LedgerRow) -> Done {
    Done { seq: row.seq, gesture: row.gesture, kind: row.kind, at: row.at.to_string(), label: row.label }
}
