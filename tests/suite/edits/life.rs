//! What happens to households in the course of years, one line per case.

use crate::edits::picture::{TODAY, check, grant, h, household, m, place};
use lianhu::edit::{Edit, Refusal};
use lianhu::model::{Household, HouseholdStatus, PlanId};

fn split(number: u32, is_inherited: bool) -> Edit {
    let fresh = Box::new(household(9));
    Edit::SplitHousehold { household: h(number), people: Some(1), fresh, is_inherited }
}

fn merge(into: u32, others: &[u32]) -> Edit {
    Edit::MergeHouseholds { into: h(into), others: others.iter().copied().map(h).collect(), since: None }
}

fn replace(number: u32, is_inherited: bool) -> Edit {
    Edit::ReplaceHousehold { household: h(number), fresh: Box::new(household(9)), since: None, is_inherited }
}

#[test]
fn a_household_divides() {
    check("Ab B", split(1, true), "Ab B Ab");
    check("A! B", split(1, true), "A! B A");
    check("A B", split(1, false), "A B .n");
    check(".n A", split(1, true), ".n A .n");
    check("# A", split(1, true), Refusal::NoHousehold(h(1)));
    check("A B / B A", split(1, true), "A B A / B A B");
    let (after, _) = grant(&place("A B"), &split(1, true), PlanId(1)).unwrap();
    let people = |number: u32| after.households.at(h(number)).unwrap().people;
    assert_eq!((people(1), people(3)), (Some(1), Some(3)), "who stays, and who goes");
}

#[test]
fn the_new_one_is_not_covered_by_who_cannot() {
    check("A B | A-", split(1, true), "B B .n | A- ; 1 completed B");
}

#[test]
fn households_become_one() {
    check("A B A", merge(1, &[2]), "A # A");
    check("A B A", merge(1, &[1, 3]), "A B #");
    check("A #", merge(1, &[2]), Refusal::NoHousehold(h(2)));
    let (after, _) = grant(&place("A B"), &merge(1, &[2]), PlanId(1)).unwrap();
    let row = |number: u32| after.households.at(h(number)).unwrap();
    assert_eq!(row(1).people, Some(6), "all of them");
    assert_eq!((row(2).status, row(2).status_since), (HouseholdStatus::MovedOut, Some(TODAY)), "kept, with its day");
}

#[test]
fn a_member_who_lives_there_comes_along_and_does_not_cover_the_own_home() {
    check("A B C | A@2", merge(1, &[2]), "B # C | A@1 ; 1 completed B");
}

#[test]
fn others_move_in() {
    check("A B", replace(1, true), "# B A");
    check("A B", replace(1, false), "# B .n");
    check("* B", replace(1, true), "# B .n");
    let code = |row: &Household| Household { code: "H1".to_owned(), ..row.clone() };
    let wish = Edit::ReplaceHousehold {
        household: h(1),
        fresh: Box::new(code(&household(9))),
        since: None,
        is_inherited: true,
    };
    let (after, _) = grant(&place("A B"), &wish, PlanId(1)).unwrap();
    assert_eq!(after.households.at(h(3)).unwrap().code, "H1", "the code of who has moved out is free");
}

#[test]
fn a_member_comes_back() {
    check("A .e | B+", Edit::ReturnMember(m('B')), "A .e");
    check("A B", Edit::ReturnMember(m('B')), "A B");
}
