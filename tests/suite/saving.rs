//! What the document says and keeps when its file cannot be written.
#![expect(clippy::disallowed_types, reason = "plants a trigger, as another program might")]

use crate::store_fixture::{at, place, somebody, village};
use lianhu::app::{Document, DocumentError, SaveState, Stamp};
use lianhu::edit::Edit;
use lianhu::model::HouseholdId;
use lianhu::store::{Access, Store, StoreError};
use std::path::{Path, PathBuf};

fn file(test: &str) -> PathBuf {
    let path = place(test);
    Store::create(&path, &village(30), &somebody()).unwrap().close().unwrap();
    path
}

fn open(path: &Path, wake: impl Fn() + Send + 'static) -> Document {
    Document::open(path, Access::Write(somebody()), Stamp::now, wake).unwrap()
}

/// Lets every write fail, until it is given back.
fn refuse(path: &Path, refuses: bool) {
    let sql = if refuses {
        "CREATE TRIGGER refuse BEFORE INSERT ON change BEGIN SELECT RAISE(ABORT, 'refused'); END"
    } else {
        "DROP TRIGGER refuse"
    };
    rusqlite::Connection::open(path).unwrap().execute_batch(sql).unwrap();
}

fn move_first() -> Edit {
    Edit::MoveHousehold { household: HouseholdId(1), at: at(70, 70) }
}

#[track_caller]
fn assert_failed(document: &Document, waiting: usize) {
    let state = document.save_state();
    assert!(matches!(state, SaveState::Failed(count, _) if *count == waiting), "{waiting} wait, but it is {state:?}");
    assert!(matches!(document.check_writable(), Err(DocumentError::NotSaved)), "nothing more is changed");
}

#[test]
fn a_failure_lasts_until_it_is_retried() {
    let path = file("refused");
    let mut document = open(&path, || ());
    refuse(&path, true);
    document.perform(&move_first(), "").unwrap();
    for _ in 0..2 {
        assert!(matches!(document.wait_saved(), Err(DocumentError::NotSaved)), "said each time, without waiting");
        assert_failed(&document, 1);
    }
    refuse(&path, false);
    document.retry_saving();
    document.wait_saved().unwrap();
    assert!(matches!(document.save_state(), SaveState::Saved), "found {:?}", document.save_state());
}

#[test]
fn what_waits_is_tried_once_more_when_the_document_closes() {
    let path = file("closing");
    let mut document = open(&path, || ());
    refuse(&path, true);
    document.perform(&move_first(), "").unwrap();
    assert!(document.wait_saved().is_err(), "refused");
    refuse(&path, false);
    let project = document.project().clone();
    drop(document);
    assert_eq!(Store::open(&path, Access::Read).unwrap().1.project, project, "written in the end");
}

#[test]
fn a_writer_that_broke_down_is_no_news_but_a_failure() {
    let path = file("broken");
    let mut document = open(&path, || panic!("the writer breaks down, as this test wants it to"));
    document.perform(&move_first(), "").unwrap();
    document.wait_saved().unwrap();
    // The first answer came; after it there was nobody left.
    while !document.poll() {
        std::thread::yield_now();
    }
    assert_failed(&document, 0);
    assert!(!document.poll(), "told once");
    document.retry_saving();
    assert!(document.poll(), "told again to whoever asks again");
    assert_failed(&document, 0);
    document.retry_saving();
    assert!(matches!(document.wait_saved(), Err(DocumentError::NotSaved)), "waiting does not last for ever");
    assert!(matches!(document.save_state(), SaveState::Failed(_, StoreError::WriterEnded { .. })), "and says why");
}
