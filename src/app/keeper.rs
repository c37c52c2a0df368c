//! The thread that writes the settings, so that the window never waits for it.

use crate::app::Settings;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// So long nothing must have changed before it is written.
const QUIET: Duration = Duration::from_millis(400);

/// Writes settings some time after they changed, and at the end.
#[derive(Debug)]
pub struct SettingsKeeper {
    changes: Option<Sender<Settings>>,
    failures: Receiver<std::io::Error>,
    thread: Option<JoinHandle<()>>,
}

impl SettingsKeeper {
    /// Starts the thread.
    ///
    /// # Errors
    /// If the system cannot start a thread.
    pub fn start(path: PathBuf) -> std::io::Result<Self> {
        let (changes, changed) = channel::<Settings>();
        let (tell, failures) = channel();
        let thread = std::thread::Builder::new().name("settings".to_owned()).spawn(move || {
            while let Ok(mut newest) = changed.recv() {
                let is_last = loop {
                    match changed.recv_timeout(QUIET) {
                        Ok(newer) => newest = newer,
                        Err(RecvTimeoutError::Timeout) => break false,
                        Err(RecvTimeoutError::Disconnected) => break true,
                    }
                };
                if let Err(err) = newest.save(&path) {
                    drop(tell.send(err));
                }
                if is_last {
                    return;
                }
            }
        })?;
        Ok(Self { changes: Some(changes), failures, thread: Some(thread) })
    }

    /// Remembers this, soon.
    pub fn keep(&self, settings: &Settings) {
        if let Some(changes) = &self.changes {
            // If the thread is gone nothing is remembered, which is no reason to disturb anybody.
            drop(changes.send(settings.clone()));
        }
    }

    /// What the disk said the last time it refused; told once.
    pub fn failure(&self) -> Option<std::io::Error> {
        self.failures.try_iter().last()
    }
}

/// What is still to be written is written first.
impl Drop for SettingsKeeper {
    fn drop(&mut self) {
        self.changes = None;
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::app::{Settings, SettingsKeeper};

    #[test]
    fn only_the_newest_is_written_and_that_for_sure() {
        let path = std::env::temp_dir().join(format!("lianhu-keeper-{}", std::process::id())).join("settings.json");
        let keeper = SettingsKeeper::start(path.clone()).unwrap();
        for language in ["en", "zh", "en"] {
            keeper.keep(&Settings { language: language.to_owned(), ..Settings::default() });
        }
        assert!(!path.exists(), "not at once");
        drop(keeper);
        assert_eq!(Settings::load(&path).language, "en");
        std::fs::remove_dir_all(path.parent().unwrap()).unwrap();
    }

    #[test]
    fn a_disk_that_refuses_is_told_of() {
        let path = std::path::PathBuf::from("/proc/nowhere/settings.json");
        let keeper = SettingsKeeper::start(path).unwrap();
        keeper.keep(&Settings::default());
        let told = (0..200).find_map(|_| {
            std::thread::sleep(std::time::Duration::from_millis(10));
            keeper.failure()
        });
        assert!(told.is_some(), "the disk has refused");
    }
}
