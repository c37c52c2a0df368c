//! Who could cover several households at once.

use crate::edits::picture::{h, m, place};
use lianhu::index::{Index, common_candidates};
use lianhu::model::PlanId;

/// What is offered for these households: who, and the load before and after; `!` where that is too much.
#[track_caller]
fn check(text: &str, households: &[u32], offered: &str) {
    let project = place(text);
    let households: Vec<_> = households.iter().copied().map(h).collect();
    let found = common_candidates(&project, &Index::build(&project), PlanId(1), &households, None, 8);
    let words = found.iter().map(|one| {
        let letter = ('A'..='H').find(|&letter| m(letter) == one.member).unwrap();
        format!("{letter}{}>{}{}", one.load, one.load_then, if one.has_room { "" } else { "!" })
    });
    assert_eq!(words.collect::<Vec<_>>().join(" "), offered, "for {households:?} of {text}");
}

#[test]
fn the_nearest_with_room_come_first() {
    check("A B C", &[1, 2], "A1>2 B1>2 C1>3");
    check("A B C | A<1", &[1, 2], "B1>2 C1>3 A1>2!");
    check("A B C | A-", &[1, 2], "B1>2 C1>3");
}

#[test]
fn what_would_stay_is_not_counted() {
    check("A! B C", &[1, 2, 3], "B1>2 A1>3 C1>2");
    check("B A A | C@1 A<9", &[1, 2], "A2>3 C0>1 B1>2");
    check("B A | A@1", &[1], "B1>1");
}
