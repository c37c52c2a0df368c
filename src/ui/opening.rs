//! Opening another project in this window, and copies of this one.

use crate::app::wording::{Text, document_error, said_of};
use crate::app::{Document, DocumentError, Stamp, operator};
use crate::geom::View;
use crate::store::{Access, StoreError, is_worth_a_glimpse};
use crate::ui::asked::Asked;
use crate::ui::dialogs::{Dialog, MessageDialog};
use crate::ui::foyer::{Order, Passage};
use crate::ui::map::MapState;
use crate::ui::session::Session;
use crate::ui::window::Window;
use egui::Context;
use std::path::Path;

impl Window {
    pub(crate) fn save_copy(&self, path: &Path) -> Result<(), DocumentError> {
        // What could not be saved is rescued from memory; otherwise the copy has the whole history.
        match self.document.check_writable() {
            Err(DocumentError::NotSaved) => self.document.rescue_to(path, &operator()),
            _ => self.document.save_copy(path),
        }
    }

    /// Opens a project in this window. What is open is closed first, so that its lock is free.
    pub(crate) fn open(&mut self, ctx: &Context, path: &Path, access: Access) {
        if path == self.document.path() && !matches!(access, Access::Read) && self.document.check_writable().is_ok() {
            self.session.needs_fit = true;
            return;
        }
        let wish = if matches!(access, Access::Read) { Asked::View } else { Asked::Open };
        if !self.may_leave(wish(path.to_owned())) {
            return;
        }
        if path != self.document.path() && is_worth_a_glimpse(path) {
            self.large = Some(Order { path: path.to_owned(), access, may_view: false, is_large: true });
            return;
        }
        let wake = ctx.clone();
        match Document::open(path, access, Stamp::now, move || wake.request_repaint()) {
            Ok(document) => {
                self.map.forget();
                self.show_document(document);
            }
            Err(err) => self.cannot_open(path, &err),
        }
    }

    /// Shows another project, which was read in the foyer.
    pub(crate) fn go_into(&mut self, document: Document, passage: Passage) {
        self.map = MapState::on(passage.layer);
        self.show_document(document);
        self.look_from(passage.view);
    }

    fn show_document(&mut self, document: Document) {
        self.document = document;
        let (lang, theme) = (self.session.lang, self.session.theme.clone());
        self.session = Session::new(lang, theme);
        self.may_lose = false;
        self.take_up();
        self.look_for_recent();
        self.offer_tour();
        self.ask_about_outside();
    }

    /// Goes on looking where somebody looked in the foyer.
    pub(crate) fn look_from(&mut self, view: Option<View>) {
        if let Some(view) = view {
            self.session.view = view;
            self.session.needs_fit = false;
        }
    }

    /// Says why the project was opened for viewing, if it was to be changed.
    pub(crate) fn tell_viewed(&mut self, why: Option<String>) {
        if let Some(why) = why {
            let lang = self.session.lang;
            self.session.complain(said_of(lang, Text::OpenedForViewing.of(lang), &why));
        }
    }

    pub(crate) fn cannot_open(&mut self, path: &Path, err: &DocumentError) {
        let lang = self.session.lang;
        let words = document_error(lang, Session::naming(&self.document), err);
        let can_view = matches!(
            err,
            DocumentError::Store(
                StoreError::InUse { .. }
                    | StoreError::ReadOnly { .. }
                    | StoreError::ForeignLock { .. }
                    | StoreError::ForeignTrigger { .. }
            )
        );
        let title = if can_view { Text::InUseTitle } else { Text::CannotOpen };
        let offers = can_view.then(|| (Text::OpenViewOnly, Asked::View(path.to_owned()))).into_iter().collect();
        self.session.ask(Dialog::Message(MessageDialog { title, words, offers }));
    }
}
