//! Opening another project in this window, and copies of this one.

use crate::app::wording::{Text, document_error};
use crate::app::{Document, DocumentError, Stamp, operator};
use crate::store::{Access, StoreError};
use crate::ui::asked::Asked;
use crate::ui::dialogs::{Dialog, MessageDialog};
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
        let wake = ctx.clone();
        match Document::open(path, access, Stamp::now, move || wake.request_repaint()) {
            Ok(document) => {
                self.document = document;
                self.map.forget();
                let (lang, theme) = (self.session.lang, self.session.theme.clone());
                self.session = Session::new(lang, theme);
                self.may_lose = false;
                self.take_up();
                self.look_for_recent();
                self.offer_tour();
                self.ask_about_outside();
            }
            Err(err) => self.cannot_open(path, &err),
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
