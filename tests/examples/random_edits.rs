//! Random edits with undo and redo against a book kept by hand, as long as you like:
//! `cargo run --release --example random_edits [EDITS] [SEED]`; a million edits if nothing is said.
#![expect(clippy::print_stdout, clippy::disallowed_types, reason = "it measures and tells")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a difference must be loud")]

#[path = "../walk/mod.rs"]
mod walk;

use crate::walk::dice::Dice;
use crate::walk::{Bare, Count, Walk, wishes};
use std::time::Instant;

/// So many steps are walked in one place before the next one begins.
const STEPS: usize = 2_500;

fn main() {
    let mut args = std::env::args().skip(1).map(|arg| arg.parse::<u64>().unwrap());
    let edits = args.next().unwrap_or(1_000_000) as usize;
    let seed = args.next().unwrap_or(1);
    let start = Instant::now();
    let (mut places, mut sum) = (0, Count::default());
    let all = |sum: &Count| sum.granted + sum.refused + sum.unchanged + sum.undone + sum.redone;
    while all(&sum) < edits {
        let mut dice = Dice::of(seed.wrapping_mul(1_000_003).wrapping_add(places));
        let mut walk = Walk::on(Bare::of(wishes::place(&mut dice)), dice);
        walk.go(STEPS);
        walk.go_back_and_forth();
        places += 1;
        let Count { granted, refused, unchanged, undone, redone } = walk.count;
        sum.granted += granted;
        sum.refused += refused;
        sum.unchanged += unchanged;
        sum.undone += undone;
        sum.redone += redone;
        if places.is_multiple_of(25) {
            println!("{:>9} edits, {places} places, {:.0} s: equal", all(&sum), start.elapsed().as_secs_f64());
        }
    }
    let secs = start.elapsed().as_secs_f64();
    println!("{sum:?} in {places} places: all equal, in {secs:.1} s, {:.0} edits/s", all(&sum) as f64 / secs);
}
