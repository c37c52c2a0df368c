//! Spreading a member's households over the neighbors, and two members changing places.

use crate::edits::picture::{check, check_in, h, m};
use lianhu::edit::{Edit, Refusal};

fn spread(from: char) -> Edit {
    Edit::SpreadOver { from: m(from) }
}

fn swap(one: char, other: char) -> Edit {
    Edit::Swap { one: m(one), other: m(other) }
}

#[test]
fn each_household_goes_to_the_nearest_with_room() {
    check("B B B | C<9", spread('B'), "A A C | C<9 ; 1 completed A, 2 completed A, 3 completed C");
    check("B B B | A<1 C<9", spread('B'), "A C C | A<1 C<9 ; 1 completed A, 2 completed C, 3 completed C");
    check("B B Bc", spread('B'), "A A C ; 1 completed A, 2 completed A, 3 completed C");
}

#[test]
fn what_nobody_takes_stays() {
    check("B B B | A<1 C-", spread('B'), "A B B | A<1 C- ; 1 completed A, 2 stays, 3 stays");
    check("B B! A", spread('B'), "A B! A ; 1 completed A, 2 locked");
    check("B! A", spread('B'), Refusal::NothingToMove);
    check("A A", spread('A'), Refusal::NothingToMove);
    check("A A", spread('C'), Refusal::NoMember(m('C')));
    check("A B | C@1", spread('B'), "A A | C@1 ; 2 completed A");
}

#[test]
fn a_draft_is_spread_without_leaving_holes() {
    check_in(2, "A A / B B | A<1", spread('B'), "A A / A B | A<1 ; 1 completed A, 2 stays");
}

#[test]
fn many_are_dealt_to_the_nearest_with_room() {
    let deal = |households: &[u32]| Edit::AssignNearest { households: households.iter().copied().map(h).collect() };
    check("C A A | B<9", deal(&[1, 2, 3]), "A B C | B<9 ; 1 completed A, 2 completed B, 3 completed C");
    check("A A A", deal(&[1, 2, 3]), "A A A");
    check("A A A | A<1 B<1", deal(&[1, 2, 3]), "A B A | A<1 B<1 ; 2 completed B, 3 stays");
    check("B! . .n | B<9", deal(&[1, 2, 3]), "B! B B | B<9 ; 1 locked, 2 completed B, 3 completed B");
    check("Ba", deal(&[1]), "A ; 1 completed A");
    check("*. *A A | B<9", deal(&[1, 2, 3]), "*. *A B | B<9 ; 3 completed B");
    check("B!", deal(&[1]), Refusal::NothingToMove);
    check("A", deal(&[4]), Refusal::NoHousehold(h(4)));
}

#[test]
fn two_members_change_places() {
    check("A B A C", swap('A', 'B'), "B A B C");
    check("Ab B A", swap('A', 'B'), "Ba A B");
    check("Ac Ca", swap('A', 'B'), "Bc Cb");
    check("A A B", swap('B', 'A'), "B B A");
    check("A! B A", swap('A', 'B'), "A! A B ; 1 locked");
    check("B A | A@1", swap('A', 'B'), "B B | A@1 ; 1 own");
    check("A / B", swap('A', 'B'), "B / B");
}

#[test]
fn who_cannot_cover_changes_places_with_nobody() {
    check("A B", swap('A', 'A'), Refusal::SameMember(m('A')));
    check("A B | B-", swap('A', 'B'), Refusal::Ineligible(m('B')));
    check("A B | B+", swap('A', 'B'), Refusal::NoMember(m('B')));
    check("A! B!", swap('A', 'B'), Refusal::NothingToMove);
    check("C C", swap('A', 'B'), Refusal::NothingToMove);
}
