//! A mistake in one part of the window must not take the rest, or anybody's work, along.
//!
//! Each part of a frame is drawn so that a panic in it ends that part and nothing else. Afterwards what the user had
//! open is put away, the document is looked at anew if it may be half changed, and a calm message says what happened.
//! A part that fails again and again is left out until somebody asks for it.

use crate::app::wording::{Lang, Text, crash_words, document_error};
use crate::app::{Command, Document, SaveState, Stamp, last_crash_note, operator, survive};
use crate::store::Access;
use crate::ui::asked::Asked;
use crate::ui::dialogs::{Dialog, MessageDialog};
use crate::ui::session::Session;
use crate::ui::window::Window;
use egui::{Context, Ui};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// A part of the window that can fail alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The bar at the top.
    Top,
    /// The bar at the bottom.
    Status,
    /// The tabs at the bottom.
    Bottom,
    /// Legend, grids, layers.
    Left,
    /// The inspector.
    Right,
    /// The map.
    Map,
    /// Dialogs.
    Dialog,
    /// Keys, dropped files, the clock of messages.
    Keys,
    /// Carrying out what was asked for: the only part that changes the document.
    Acting,
}

/// A part that failed so often is left out.
const PATIENCE: u8 = 3;

/// A part that is to fail, and how.
type Fault = (Part, fn());

/// Which parts have failed.
#[derive(Debug, Default)]
pub(crate) struct Safety {
    failures: RefCell<BTreeMap<Part, u8>>,
    caught: RefCell<Vec<Part>>,
    /// Mistakes to come, made by tests.
    faults: RefCell<Vec<Fault>>,
}

impl Safety {
    /// Draws a part of the window, or says that it is out of order.
    pub(crate) fn ui<R>(
        &self,
        part: Part,
        lang: Lang,
        ui: &mut Ui,
        work: impl FnOnce(&mut Ui) -> Option<R>,
    ) -> Option<R> {
        if !self.is_out_of_order(part) {
            return self.run(part, || work(ui)).flatten();
        }
        // In one line where there is room: a bar is no higher.
        ui.horizontal_wrapped(|ui| {
            ui.label(Text::OutOfOrder.of(lang));
            if ui.button(Text::TryAgain.of(lang)).clicked() {
                self.failures.borrow_mut().remove(&part);
            }
        });
        None
    }

    /// Does a part of a frame; `None` if it failed.
    pub(crate) fn run<R>(&self, part: Part, work: impl FnOnce() -> R) -> Option<R> {
        if part == Part::Keys && self.is_out_of_order(part) {
            return None;
        }
        let fault = self.next_fault(part);
        let done = survive(|| {
            if let Some(fault) = fault {
                fault();
            }
            work()
        });
        if done.is_none() {
            self.caught.borrow_mut().push(part);
            *self.failures.borrow_mut().entry(part).or_default() += 1;
        }
        done
    }

    fn is_out_of_order(&self, part: Part) -> bool {
        self.failures.borrow().get(&part).is_some_and(|&count| count >= PATIENCE)
    }

    fn next_fault(&self, part: Part) -> Option<fn()> {
        let mut faults = self.faults.borrow_mut();
        let place = faults.iter().position(|(at, _)| *at == part)?;
        Some(faults.remove(place).1)
    }
}

/// Work beside the window that failed tells the window so; call it on that thread.
pub(crate) fn tell_failed_aside(ctx: &Context) {
    ctx.data_mut(|data| data.insert_temp(failed_aside(), true));
    ctx.request_repaint();
}

fn failed_aside() -> egui::Id {
    egui::Id::unique("failed aside")
}

impl Window {
    /// Lets a part of the next frame fail; `fault` panics. For tests of what happens then.
    #[doc(hidden)]
    pub fn break_next(&self, part: Part, fault: fn()) {
        self.safety.faults.borrow_mut().push((part, fault));
    }

    /// Selection, view and the like, for tests and measurements that begin in the middle of something.
    #[doc(hidden)]
    pub fn session_mut(&mut self) -> &mut Session {
        &mut self.session
    }

    /// After a frame: if something failed in it, puts everything in order and says so.
    pub(crate) fn recover(&mut self, ctx: &Context) {
        let caught = std::mem::take(&mut *self.safety.caught.borrow_mut());
        if caught.is_empty() {
            if ctx.data_mut(|data| data.remove_temp::<bool>(failed_aside())) == Some(true) {
                let words = crash_words(self.session.lang, last_crash_note().as_deref(), false);
                self.session.complain(words);
            }
            return;
        }
        self.put_away();
        if caught.contains(&Part::Acting) {
            self.look_at_file_again(ctx);
        }
        let lang = self.session.lang;
        let is_often = self.safety.failures.borrow().values().any(|&count| count > 1);
        let words = crash_words(lang, last_crash_note().as_deref(), is_often);
        let title = if is_often { Text::CrashAgain } else { Text::CrashTitle };
        let offers = if is_often {
            vec![(Text::SaveCopy, Asked::Run(Command::SaveCopy)), (Text::Quit, Asked::Run(Command::Quit))]
        } else {
            Vec::new()
        };
        if caught.contains(&Part::Dialog) {
            // The dialog itself failed: the message goes where no dialog is needed.
            self.session.complain(words);
        } else {
            self.session.ask(Dialog::Message(MessageDialog { title, words, offers }));
        }
        ctx.request_repaint();
    }

    /// A fresh session: what was open, picked or half done may be what failed. Where we look stays, if it is a place.
    fn put_away(&mut self) {
        let fresh = Session::new(self.session.lang, self.session.theme.clone());
        let old = std::mem::replace(&mut self.session, fresh);
        let view = old.view;
        let numbers = [view.center.east_m, view.center.north_m, view.pt_per_m];
        self.session.mode = old.mode;
        self.session.coloring = old.coloring;
        if numbers.iter().all(|number| number.is_finite()) && view.pt_per_m > 0.0 {
            self.session.view = view;
            self.session.needs_fit = old.needs_fit;
        }
        self.map.forget();
    }

    /// A wish may have been carried out by half. What is on the disk is whole: it is opened again, unless the disk
    /// lacks something that only the memory has.
    fn look_at_file_again(&mut self, ctx: &Context) {
        drop(self.document.wait_saved());
        if !matches!(self.document.save_state(), SaveState::Saved) {
            return;
        }
        let (path, plan) = (self.document.path().to_owned(), self.document.plan());
        // The old one is closed by what takes its place, so that its lock is free for the new one.
        let opened = Document::open(&path, Access::Read, Stamp::now, || ()).and_then(|viewed| {
            self.document = viewed;
            let wake = ctx.clone();
            Document::open(&path, Access::Write(operator()), Stamp::now, move || wake.request_repaint())
        });
        match opened {
            Ok(document) => {
                self.document = document;
                self.document.look_at(plan);
            }
            Err(err) => {
                let words = document_error(self.session.lang, Session::naming(&self.document), &err);
                self.session.complain(words);
            }
        }
    }
}
