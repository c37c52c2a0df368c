//! Random edits, undo and redo give what a book kept by hand gives: in short here, at any length by
//! `cargo run --release --example random_edits`.

use crate::walk::dice::Dice;
use crate::walk::{Bare, Walk, wishes};
use lianhu::app::{Document, Stamp, operator};
use lianhu::store::{Access, Store};
use std::path::Path;

#[test]
fn random_edits_do_what_a_clerk_would_do() {
    for seed in 0..10 {
        let mut dice = Dice::of(seed);
        let mut walk = Walk::on(Bare::of(wishes::place(&mut dice)), dice);
        walk.go(300);
        walk.go_back_and_forth();
        assert!(walk.count.granted > 60, "enough was granted: {:?}", walk.count);
        assert!(walk.count.refused > 10, "enough was refused: {:?}", walk.count);
    }
}

#[test]
fn random_edits_reach_the_file_as_they_were_done() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("random edits");
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("random.gpkg");
    let mut dice = Dice::of(2_026);
    Store::create(&path, &wishes::place(&mut dice), &operator()).unwrap().close().unwrap();
    let document = Document::open(&path, Access::Write(operator()), Stamp::now, || ()).unwrap();
    let mut walk = Walk::on(document, dice);
    walk.go(250);
    walk.go_back_and_forth();
    walk.ground.wait_saved().unwrap();
    let (last, rows) = (walk.ground.project().clone(), walk.ground.history().rows().to_vec());
    drop(walk);
    assert_eq!(Store::verify(&path).unwrap().problems, []);
    let document = Document::open(&path, Access::Read, Stamp::now, || ()).unwrap();
    assert_eq!(*document.project(), last, "read again, it is what was on the screen");
    assert_eq!(document.history().rows().len(), rows.len(), "with its whole history");
}
