//! Carrying out what panels, keys and the map asked for: the only place where the window changes anything.

use crate::app::wording::{
    Naming, Text, built_upon_words, document_error, edit_label, more_words, not_in_force, not_redeclarable,
    note_sentence, said_of,
};
use crate::app::{Command, DocumentError, SaveState, operator, withdrawal};
use crate::disclose::Audience;
use crate::edit::{Edit, Refusal};
use crate::exchange::ImportKind;
use crate::model::{Project, ProvenanceId, Scheme};
use crate::store::{Access, Store};
use crate::ui::asked::{Asked, ReadOrder};
use crate::ui::dialogs::{
    AddHouseholdDialog, Dialog, ImportDialog, MessageDialog, UnitDialog, WaiverDialog, WhoThenDialog,
};
use crate::ui::session::{Mode, Selected, Session};
use crate::ui::tools::wish_households;
use crate::ui::window::Window;
use egui::{Context, ViewportCommand};

/// So many of the things that happened along with an edit are told; the others are counted.
const NOTES: usize = 2;

impl Window {
    /// Carries out one wish.
    #[expect(clippy::too_many_lines, reason = "one arm for each wish, and nothing else")]
    pub(crate) fn act(&mut self, ctx: &Context, asked: Asked) {
        let session = &mut self.session;
        match asked {
            Asked::Run(command) => self.run(ctx, command),
            Asked::Do(edit) => self.perform(&edit),
            Asked::Select(selected) => {
                session.picked.clear();
                session.selected = selected;
            }
            Asked::Show(selected) => self.show(selected),
            Asked::ShowTarget(target) => self.show_target(target),
            Asked::ShowGrid(grid) => self.show_grid(grid),
            Asked::Aid(aid) => self.aid(ctx, aid),
            Asked::ToggleCategory(category) => {
                if !session.filter.hidden.remove(&category) {
                    session.filter.hidden.insert(category);
                }
            }
            Asked::ShowAllCategories => session.filter.hidden.clear(),
            Asked::Mode(mode) => session.mode = mode,
            Asked::LookAt(_) | Asked::Compare(_) | Asked::ShowHouseholds(_) => self.act_on_plans(asked),
            Asked::PlaceOnMap(target) => session.placing = Some(target),
            Asked::AskUnit(kind, unit) => {
                let dialog = UnitDialog::new(&self.document, kind, unit);
                session.ask(Dialog::Unit(Box::new(dialog)));
            }
            Asked::AskWaiver(finding) => session.ask(Dialog::Waiver(WaiverDialog::new(*finding))),
            Asked::AddHouseholdAt(at) => {
                let dialog = AddHouseholdDialog::new(&self.document, at);
                session.ask(Dialog::AddHousehold(Box::new(dialog)));
            }
            Asked::Open(path) => self.open(ctx, &path, Access::Write(operator())),
            Asked::View(path) => self.open(ctx, &path, Access::Read),
            Asked::Create(path, name) => {
                match Store::create(&path, &Project::new(name, Scheme::neutral()), &operator()).and_then(Store::close) {
                    Ok(()) => self.open(ctx, &path, Access::Write(operator())),
                    Err(err) => self.cannot_open(&path, &err.into()),
                }
            }
            Asked::ReadImport(order) => {
                self.jobs.read(&self.document, session.lang, order.clone());
                let kind = order.kind.or(Some(ImportKind::Households));
                let order = ReadOrder { kind, ..order };
                match &mut session.dialog {
                    Some(Dialog::Import(dialog)) => dialog.read(order, None),
                    _ => session.ask(Dialog::Import(Box::new(ImportDialog::new(order, None)))),
                }
            }
            Asked::CannotRedeclare(file) => {
                session.complain(not_redeclarable(session.lang, &name_of_source(self.document.project(), file)));
            }
            Asked::Withdraw(file) => self.withdraw(file),
            Asked::SaveCopyTo(path) => match self.save_copy(&path) {
                Ok(()) if matches!(self.document.save_state(), SaveState::Failed(..)) => {
                    // Everything is in the new file now: go on there.
                    self.may_lose = true;
                    self.open(ctx, &path, Access::Write(operator()));
                }
                Ok(()) => {
                    let words = Text::CopySaved.of(self.session.lang);
                    self.session.say(said_of(self.session.lang, words, &path.display().to_string()), false);
                }
                Err(err) => self.complain(&err),
            },
            Asked::ExportMap(export) => {
                session.say(Text::Exporting.of(session.lang), false);
                self.jobs.export_map(&self.document, session.lang, *export);
            }
            Asked::ExportList(export) => self.jobs.export_list(&self.document, session.lang, export),
            Asked::TogglePhones => session.are_phones_masked = !session.are_phones_masked,
            Asked::RetrySaving => {
                session.dialog = None;
                self.document.retry_saving();
            }
            Asked::CancelJob(number) => self.cancel_job(number),
            Asked::LoseChanges(then) => {
                session.dialog = None;
                self.may_lose = true;
                self.act(ctx, *then);
            }
            Asked::AcceptOutside => {
                session.dialog = None;
                self.document.accept_outside();
            }
            Asked::WriteTemplate(kind, path) => self.write_template(kind, &path),
            Asked::WriteReport => self.write_report(),
            Asked::Border(wish) => self.border(&wish),
            Asked::CloseDialog => session.dialog = None,
        }
    }

    #[expect(clippy::too_many_lines, reason = "one arm for each kind of command, and nothing else")]
    fn run(&mut self, ctx: &Context, command: Command) {
        let session = &mut self.session;
        match command {
            Command::New
            | Command::Open
            | Command::OpenDemo
            | Command::SaveCopy
            | Command::Import
            | Command::Sources
            | Command::Scheme
            | Command::Template
            | Command::ExportMap
            | Command::ExportHouseholds
            | Command::ExportLinks => self.run_on_files(ctx, command),
            Command::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
            Command::Tour => self.begin_tour(),
            Command::FrameTimes => self.frame_times.toggle(),
            Command::Undo | Command::Redo => self.take_back(command),
            Command::Browse | Command::Assign => session.mode = mode_of(command),
            Command::AddHousehold => session.is_adding = true,
            Command::LockOrUnlock => self.lock_or_unlock(),
            Command::HouseholdLife | Command::AddMember | Command::MemberLife => self.run_on_lives(command),
            Command::DrawGrid
            | Command::ReshapeGrid
            | Command::CutGrid
            | Command::MergeGrid
            | Command::ChangeGrid
            | Command::RemoveGrid
            | Command::CheckGrids => self.run_on_grids(command),
            Command::ToolSelect
            | Command::ToolBrush
            | Command::ToolLasso
            | Command::ToolStreet
            | Command::ToolBorder
            | Command::BrushSmaller
            | Command::BrushLarger
            | Command::PickNumbers
            | Command::PickShown
            | Command::AssignTo
            | Command::AssignOnMap
            | Command::AssignNearest
            | Command::BackUpTo
            | Command::SpareHidden
            | Command::ReleasePicked
            | Command::HandOverTo
            | Command::SpreadOver
            | Command::SwapWith => self.run_tool(command),
            Command::PickBuilding | Command::PickAlike => self.pick_kin(command),
            Command::Find => session.wants_search = true,
            Command::Shortcuts
            | Command::FilterClear
            | Command::FilterUncovered
            | Command::FilterOverMax
            | Command::FilterChanged
            | Command::SaveView => self.run_aid(command),
            Command::NextFinding => self.next_finding(),
            Command::CopyPlan
            | Command::RenamePlan
            | Command::AdoptPlan
            | Command::DropPlan
            | Command::ShowChanges
            | Command::SwipePlans
            | Command::TakeBackChanges
            | Command::TableHouseholds
            | Command::TableMembers
            | Command::TableLinks
            | Command::TallPanel => self.run_on_plans(command),
            Command::ZoomIn => self.zoom(1.5),
            Command::ZoomOut => self.zoom(1.0 / 1.5),
            Command::ZoomFit => session.needs_fit = true,
            Command::ColorCategory
            | Command::ColorMember
            | Command::ColorCoverage
            | Command::ColorLoad
            | Command::ColorDistance
            | Command::ColorChanged
            | Command::SwitchLanguage
            | Command::SwitchTheme
            | Command::Larger
            | Command::Smaller
            | Command::UsualSize
            | Command::KeepStill
            | Command::LeftPanel
            | Command::RightPanel
            | Command::BottomPanel
            | Command::Projector
            | Command::DistanceRings
            | Command::NearestCells
            | Command::Measure
            | Command::CopyPlace => self.run_look(ctx, command),
        }
    }

    pub(crate) fn perform(&mut self, edit: &Edit) {
        let lang = self.session.lang;
        let label = edit_label(lang, Naming { project: self.document.project(), audience: Audience::Meeting }, edit);
        // Afterwards a plan may be gone, or called otherwise.
        let shown = edit_label(lang, Session::naming(&self.document), edit);
        match self.document.perform(edit, label) {
            Ok(planned) if planned.delta.is_empty() => {
                self.session.dialog = None;
                self.session.say(Text::NothingChanges.of(lang), false);
            }
            Ok(planned) => {
                self.session.dialog = None;
                let naming = Naming { project: self.document.project(), audience: Audience::Internal };
                let notes = planned.notes.iter().take(NOTES).map(|note| note_sentence(lang, naming, note));
                let untold = planned.notes.len().saturating_sub(NOTES);
                let more = (untold > 0).then(|| more_words(lang, untold));
                let words: Vec<String> = std::iter::once(shown).chain(notes).chain(more).collect();
                self.session.say(words.join(" · "), true);
                self.after_grids(edit);
                if let Edit::AddHousehold(row) = edit {
                    let households = &self.document.project().households;
                    let added = households.iter().find(|(_, there)| there.code == row.code).map(|(id, _)| id);
                    self.session.selected = added.map(Selected::Household);
                }
            }
            Err(err) => match self.who_then(edit, &err) {
                Some(dialog) => self.session.ask(Dialog::WhoThen(Box::new(dialog))),
                None => self.complain(&err),
            },
        }
    }

    /// The question that a refused wish leaves open, if it is only that.
    fn who_then(&self, edit: &Edit, err: &DocumentError) -> Option<WhoThenDialog> {
        let bare = match err {
            DocumentError::Refused(Refusal::WouldUncover(bare)) => bare.clone(),
            DocumentError::Refused(Refusal::NobodyWithRoom(household)) => vec![*household],
            _ => return None,
        };
        WhoThenDialog::new(&self.document, edit, bare)
    }

    fn take_back(&mut self, command: Command) {
        let result = if command == Command::Undo { self.document.undo() } else { self.document.redo() };
        match result {
            Ok(label) => {
                let what = command.face().of(self.session.lang);
                self.session.say(said_of(self.session.lang, what, &label), false);
            }
            Err(err) => self.complain(&err),
        }
    }

    /// Takes back the import of a file, or says which steps build upon it.
    fn withdraw(&mut self, file: ProvenanceId) {
        let lang = self.session.lang;
        let name = name_of_source(self.document.project(), file);
        match withdrawal(&self.document, file) {
            Ok(Some(found)) if found.later.is_empty() => self.perform(&Edit::TakeBack(Box::new(found.step))),
            Ok(Some(found)) => {
                let words = built_upon_words(lang, &name, &found.later);
                let dialog = MessageDialog { title: Text::SourceBuiltUpon, words, offers: Vec::new() };
                self.session.ask(Dialog::Message(dialog));
            }
            Ok(None) => self.session.complain(not_in_force(lang, &name)),
            Err(err) => self.complain(&err),
        }
    }

    fn lock_or_unlock(&mut self) {
        let households = wish_households(&self.document, &mut self.session);
        if households.is_empty() {
            return;
        }
        let plan = self.document.project().plans.at(self.document.plan());
        let mut links = households.iter().flat_map(|&household| plan.map_or(&[][..], |plan| plan.links_of(household)));
        let is_locked = links.any(|link| link.locked);
        self.perform(&Edit::Lock { households, locked: !is_locked });
    }

    pub(crate) fn complain(&mut self, err: &DocumentError) {
        if matches!(err, DocumentError::ChangedOutside) {
            self.ask_about_outside();
            return;
        }
        let words = document_error(self.session.lang, Session::naming(&self.document), err);
        self.session.complain(words);
    }
}

fn name_of_source(project: &Project, file: ProvenanceId) -> String {
    project.provenances.at(file).map(|record| record.file.clone()).unwrap_or_default()
}

/// The mode that a command begins.
fn mode_of(command: Command) -> Mode {
    if command == Command::Assign { Mode::Assign } else { Mode::Browse }
}
