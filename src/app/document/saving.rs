//! How the file follows: what the writer tells, what is done when it fails, copies.

use crate::app::saver::Ack;
use crate::app::{Document, DocumentError, SaveState, Saver};
use crate::store::{Access, Owner, Store};
use std::path::Path;

impl Document {
    /// Listens to the writer; call once a frame. True if something changed.
    pub fn poll(&mut self) -> bool {
        let mut has_news = false;
        while let Some(ack) = self.saver.as_ref().and_then(Saver::poll) {
            self.hear(ack);
            has_news = true;
        }
        has_news
    }

    /// Waits until everything is durable.
    ///
    /// # Errors
    /// [`DocumentError::NotSaved`] if the disk refused; [`Document::save_state`] goes on saying why.
    pub fn wait_saved(&mut self) -> Result<(), DocumentError> {
        while let SaveState::Saving(_) = self.save_state {
            let ack = self.saver.as_ref().map(Saver::wait).ok_or(DocumentError::NoSaver)?;
            self.hear(ack);
        }
        if matches!(self.save_state, SaveState::Failed(..)) { Err(DocumentError::NotSaved) } else { Ok(()) }
    }

    /// Tries again to write what failed.
    pub fn retry_saving(&mut self) {
        if let (SaveState::Failed(count, _), Some(saver)) = (&self.save_state, &self.saver) {
            let count = *count;
            saver.retry();
            self.save_state = SaveState::Saving(count);
        }
    }

    /// Writes a copy of the file with its whole history.
    ///
    /// # Errors
    /// What the disk says.
    pub fn save_copy(&self, path: &Path) -> Result<(), DocumentError> {
        match &self.saver {
            Some(saver) => Ok(saver.copy_to(path.to_owned()).ok_or(DocumentError::NoSaver)??),
            None => Ok(Store::open(&self.path, Access::Read)?.0.copy_to(path)?),
        }
    }

    /// Writes the project as it is on screen into a new file, without history: the way out when the disk of the
    /// old one fails.
    ///
    /// # Errors
    /// What the disk says.
    pub fn rescue_to(&self, path: &Path, owner: &Owner) -> Result<(), DocumentError> {
        Store::create(path, &self.project, owner)?.close()?;
        Ok(())
    }

    /// Why nothing can be changed now, if so.
    ///
    /// # Errors
    /// The reason.
    pub fn check_writable(&self) -> Result<(), DocumentError> {
        match self.save_state {
            SaveState::ViewOnly => Err(DocumentError::ViewOnly),
            SaveState::Failed(..) => Err(DocumentError::NotSaved),
            _ if !self.changed_outside.is_empty() => Err(DocumentError::ChangedOutside),
            SaveState::Saved | SaveState::Saving(_) => Ok(()),
        }
    }

    fn hear(&mut self, ack: Ack) {
        let waiting = match self.save_state {
            SaveState::Saving(count) | SaveState::Failed(count, _) => count,
            SaveState::Saved | SaveState::ViewOnly => 0,
        };
        self.save_state = match ack {
            Ack::Saved(seq) => {
                debug_assert!(seq < self.history.next_seq(), "the file is never ahead of the screen");
                if waiting > 1 { SaveState::Saving(waiting - 1) } else { SaveState::Saved }
            }
            Ack::Failed(err) => SaveState::Failed(waiting, err),
        };
    }
}
