//! Plans renamed, deleted, completed when put in force, and changes in them taken back.
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

use crate::edits::picture::{check, check_in, grant, h, m, place, text_of};
use lianhu::edit::{Edit, Refusal, Restored, Then};
use lianhu::model::{LinkKind, PlanId, PlanState, Project, Reason};

fn copy(from: u32, name: &str) -> Edit {
    Edit::CopyPlan { from: PlanId(from), name: name.to_owned(), seq: 7 }
}

fn rename(plan: u32, name: &str) -> Edit {
    Edit::RenamePlan { plan: PlanId(plan), name: name.to_owned() }
}

fn assign(to: char, household: u32) -> Edit {
    Edit::Assign { households: vec![h(household)], to: m(to), kind: LinkKind::Primary }
}

/// These households as they are in the plan in force of this place.
fn as_in(text: &str, households: &[u32]) -> Edit {
    let project = place(text);
    let plan = project.plans.at(PlanId(1)).unwrap();
    let row = |&number: &u32| Restored {
        household: h(number),
        links: plan.links_of(h(number)).to_vec(),
        reason: plan.reason_of(h(number)).cloned(),
    };
    Edit::Restore(households.iter().map(row).collect())
}

fn name_of(project: &Project, plan: u32) -> &str {
    &project.plans.at(PlanId(plan)).unwrap().name
}

#[test]
fn a_plan_is_renamed_whatever_it_is_for() {
    let (after, planned) = grant(&place("A B / B B"), &rename(2, "  夏季  "), PlanId(1)).unwrap();
    assert_eq!(name_of(&after, 2), "夏季", "without the spaces");
    assert_eq!(text_of(&after), "A B / B B", "the links stay");
    let back = planned.delta.inverse().apply(&after).unwrap();
    assert_eq!(name_of(&back, 2), "方案1", "undo brings back the name");
    check("A B / B B", rename(2, "方案0"), Refusal::PlanNameTaken("方案0".to_owned()));
    check("A B / B B", rename(2, " "), Refusal::CodeMissing);
    check("A B", rename(2, "夏季"), Refusal::NoPlan(PlanId(2)));
    let (same, planned) = grant(&place("A B"), &rename(1, "方案0"), PlanId(1)).unwrap();
    assert_eq!(name_of(&same, 1), "方案0", "its own name is free for it");
    assert!(planned.delta.is_empty(), "nothing changes");
}

#[test]
fn only_drafts_are_deleted_and_undo_brings_them_back() {
    check("A B / B A", Edit::DropPlan(PlanId(2)), "A B");
    check("A B / B A", Edit::DropPlan(PlanId(1)), Refusal::PlanStays(PlanId(1)));
    check("A B", Edit::DropPlan(PlanId(2)), Refusal::NoPlan(PlanId(2)));
    let before = place("A B / B .");
    let (after, planned) = grant(&before, &Edit::DropPlan(PlanId(2)), PlanId(2)).unwrap();
    assert_eq!(planned.delta.inverse().apply(&after).unwrap(), before, "with links and reasons");
}

#[test]
fn a_changed_copy_is_deleted_while_its_source_has_changed_too() {
    let (copied, _) = grant(&place("A B A"), &copy(1, "草案"), PlanId(1)).unwrap();
    let (draft, _) = grant(&copied, &assign('B', 1), PlanId(2)).unwrap();
    let (before, _) = grant(&draft, &assign('A', 2), PlanId(1)).unwrap();
    assert_eq!(text_of(&before), "A A A / B B A", "both went their way");
    let (after, planned) = grant(&before, &Edit::DropPlan(PlanId(2)), PlanId(1)).unwrap();
    assert_eq!(text_of(&after), "A A A", "the draft is gone");
    assert_eq!(planned.delta.inverse().apply(&after).unwrap(), before, "undo brings back every difference");
}

#[test]
fn a_copy_of_a_draft_outlives_it() {
    let (copied, _) = grant(&place("A B"), &copy(1, "一"), PlanId(1)).unwrap();
    let (draft, _) = grant(&copied, &assign('B', 1), PlanId(2)).unwrap();
    let (both, planned) = grant(&draft, &copy(2, "二"), PlanId(2)).unwrap();
    assert_eq!(text_of(&both), "A B / B B / B B", "the copy has what the draft had changed");
    assert_eq!(both.plans.at(PlanId(3)).unwrap().copy_of, Some((PlanId(1), 7)), "it comes from the plan in force");
    assert_eq!(planned.delta.inverse().apply(&both).unwrap(), draft, "undo takes the copy away");
    let (after, _) = grant(&both, &Edit::DropPlan(PlanId(2)), PlanId(3)).unwrap();
    assert_eq!(text_of(&after), "A B / B B", "the copy stays");
}

#[test]
fn a_draft_that_others_began_as_stays_until_they_go() {
    // As older versions made copies of drafts.
    let mut project = place("A B / B B");
    let mut copy = project.plans.at(PlanId(2)).unwrap().clone();
    copy.name = "二".to_owned();
    copy.copy_of = Some((PlanId(2), 1));
    project.plans.put(PlanId(3), Some(copy));
    let refused = grant(&project, &Edit::DropPlan(PlanId(2)), PlanId(1));
    assert_eq!(refused, Err(Refusal::PlanHasCopies(PlanId(2))), "its copy could not be brought back without it");
    let (after, _) = grant(&project, &Edit::DropPlan(PlanId(3)), PlanId(1)).unwrap();
    assert_eq!(text_of(&after), "A B / B B", "the copy can go");
}

#[test]
fn who_is_forgotten_is_covered_in_the_gesture_that_puts_a_draft_in_force() {
    let adopt = |then| {
        Edit::Together(vec![Edit::AdoptPlan { plan: PlanId(2), because: String::new() }, Edit::CoverForgotten(then)])
    };
    check_in(2, "A B / ? B", adopt(Then::Unsaid), Refusal::WouldUncover(vec![h(1)]));
    check_in(2, "A B / ? B", adopt(Then::Nearest), "A B / A B ; 1 completed A");
    check_in(2, "A B / ? B", adopt(Then::To(m('B'))), "A B / B B");
    let why = Then::Because(Reason::Said("说过".to_owned()));
    let (after, _) = grant(&place("A B / ? B"), &adopt(why), PlanId(2)).unwrap();
    assert_eq!(text_of(&after), "A B / . B", "listed, with the reason");
    assert_eq!(after.plans.at(PlanId(2)).unwrap().state, PlanState::Current, "it is in force");
    // Alone it finds nothing to do.
    check("A B / ? B", Edit::CoverForgotten(Then::Nearest), "A B / ? B");
}

#[test]
fn what_changed_is_taken_back_exactly() {
    check_in(2, "A B / B B", as_in("A B", &[1]), "A B / A B");
    check_in(2, "Ab B / Ba B", as_in("Ab B", &[1]), "Ab B / Ab B");
    check_in(2, "A!b B / Ba B", as_in("A!b B", &[1]), "A!b B / A!b B");
    check_in(2, ". B / B B", as_in(". B", &[1]), ". B / . B");
    check_in(2, "A B / ? B", as_in("A B", &[1]), "A B / A B");
    check_in(2, "A B / A B", as_in("A B", &[1, 2]), "A B / A B");
    // Locks alone are a change too.
    check_in(2, "A B / A! B", as_in("A B", &[1]), "A B / A B");
}

#[test]
fn what_cannot_be_taken_back_says_why() {
    check_in(2, "A B / B! B", as_in("A B", &[1]), Refusal::Locked(h(1), m('B')));
    check_in(2, "A B A / B! A A", as_in("A B A", &[1, 2]), "A B A / B! B A ; 1 locked");
    check_in(2, "A B / B B | A-", as_in("A B", &[1]), Refusal::Ineligible(m('A')));
    check_in(2, ". B / B B | A+", as_in("A B", &[1]), Refusal::NoMember(m('A')));
    // Who has left does not come back to stand in; the rest does.
    check_in(2, ". B C / B B C | A+", as_in("Ca B C", &[1]), ". B C / C B C | A+");
    check("# B", as_in("A B", &[1]), Refusal::NoHousehold(h(1)));
}
