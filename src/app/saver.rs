//! The one thread that writes the project file.

use crate::edit::Delta;
use crate::store::{Entry, Store, StoreError};
use std::cell::Cell;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::thread::JoinHandle;

/// What the writer can be asked.
enum Job {
    Settle(Box<Entry>),
    Retry,
    DeltaOf(u64, Sender<Result<Delta, StoreError>>),
    CopyTo(PathBuf, Sender<Result<(), StoreError>>),
    Close,
}

/// What the writer answers to a change.
#[derive(Debug)]
pub(crate) enum Ack {
    /// The change with this number is durable.
    Saved(u64),
    /// It could not be written. Nothing was dropped: it waits, with all that came after it.
    Failed(StoreError),
}

/// A handle to the writer thread. Changes are written in the order they come, each in one transaction.
#[derive(Debug)]
pub struct Saver {
    jobs: Sender<Job>,
    acks: Receiver<Ack>,
    thread: Option<JoinHandle<()>>,
    path: PathBuf,
    /// That nobody writes any more is told once for each thing asked, not at every look.
    has_told_end: Cell<bool>,
}

impl Saver {
    /// Starts the thread. `wake` is called after each answer, so that a sleeping window looks.
    ///
    /// # Errors
    /// If the system cannot start a thread.
    pub(crate) fn start(store: Store, wake: impl Fn() + Send + 'static) -> std::io::Result<Self> {
        let (jobs, todo) = channel();
        let (answer, acks) = channel();
        let path = store.path().to_owned();
        let thread = std::thread::Builder::new().name("saver".to_owned()).spawn(move || {
            let work = AssertUnwindSafe(|| work(store, &todo, &answer, &wake));
            let has_panicked = catch_unwind(work).is_err();
            drop(answer);
            if has_panicked {
                wake();
            }
        })?;
        Ok(Self { jobs, acks, thread: Some(thread), path, has_told_end: Cell::new(false) })
    }

    /// Hands over a change. If the thread is gone the change stays unsaved, which the next answer tells.
    pub(crate) fn settle(&self, entry: Entry) {
        self.has_told_end.set(false);
        self.send(Job::Settle(Box::new(entry)));
    }

    /// Tries again what failed.
    pub(crate) fn retry(&self) {
        self.has_told_end.set(false);
        self.send(Job::Retry);
    }

    /// What the ledger holds for one row. Waits for the disk.
    pub(crate) fn delta_of(&self, seq: u64) -> Option<Result<Delta, StoreError>> {
        let (reply, answer) = channel();
        self.send(Job::DeltaOf(seq, reply));
        answer.recv().ok()
    }

    /// Writes a copy of the file, as it is after everything handed over before. Waits for the disk.
    pub(crate) fn copy_to(&self, path: PathBuf) -> Option<Result<(), StoreError>> {
        let (reply, answer) = channel();
        self.send(Job::CopyTo(path, reply));
        answer.recv().ok()
    }

    /// The next answer, if there is one already. If the thread is gone, that is the last one.
    pub(crate) fn poll(&self) -> Option<Ack> {
        match self.acks.try_recv() {
            Ok(ack) => Some(ack),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => (!self.has_told_end.get()).then(|| self.end()),
        }
    }

    /// The next answer; that the thread is gone, if it is.
    pub(crate) fn wait(&self) -> Ack {
        self.acks.recv().unwrap_or_else(|_gone| self.end())
    }

    fn end(&self) -> Ack {
        self.has_told_end.set(true);
        Ack::Failed(StoreError::WriterEnded { path: self.path.clone() })
    }

    fn send(&self, job: Job) {
        // A send fails only when the thread has ended; then no answer comes, and what is unsaved stays marked so.
        drop(self.jobs.send(job));
    }
}

impl Drop for Saver {
    fn drop(&mut self) {
        self.send(Job::Close);
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

fn work(mut store: Store, todo: &Receiver<Job>, answer: &Sender<Ack>, wake: &dyn Fn()) {
    let mut waiting: VecDeque<Box<Entry>> = VecDeque::new();
    let (mut has_failed, mut is_closing) = (false, false);
    while !is_closing && let Ok(job) = todo.recv() {
        match job {
            Job::Settle(entry) => waiting.push_back(entry),
            Job::Retry => has_failed = false,
            Job::DeltaOf(seq, reply) => drop(reply.send(store.delta_of(seq))),
            Job::CopyTo(path, reply) => drop(reply.send(store.copy_to(&path))),
            // What waits is tried once more: the disk may have room again, and nobody can ask later.
            Job::Close => (has_failed, is_closing) = (false, true),
        }
        while !has_failed && let Some(entry) = waiting.front() {
            let ack = match store.settle(entry.as_ref()) {
                Ok(seq) => {
                    waiting.pop_front();
                    Ack::Saved(seq)
                }
                Err(err) => {
                    has_failed = true;
                    Ack::Failed(err)
                }
            };
            drop(answer.send(ack));
            wake();
        }
    }
    drop(store.close());
}
