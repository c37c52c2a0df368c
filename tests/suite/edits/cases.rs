//! One line per case: a place, a wish, what comes of it.
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

use crate::edits::picture::{LONG_AGO, TODAY, check, check_in, grant, h, household, m, member, place, text_of};
use lianhu::edit::{Batch, Edit, IncomingLink, Key, Misfit, Refusal, Then};
use lianhu::model::{
    Address, Building, Category, CategorySet, Household, HouseholdStatus, LinkKind, Member, MemberStatus, PlanId,
    Reason,
};

fn assign(to: char, households: &[u32]) -> Edit {
    Edit::Assign { households: households.iter().copied().map(h).collect(), to: m(to), kind: LinkKind::Primary }
}

fn back_up(to: char, households: &[u32]) -> Edit {
    Edit::Assign { households: households.iter().copied().map(h).collect(), to: m(to), kind: LinkKind::Backup }
}

fn release(household: u32, member: char, then: Then) -> Edit {
    let kind = if member.is_ascii_uppercase() { LinkKind::Primary } else { LinkKind::Backup };
    Edit::Release { household: h(household), member: m(member), kind, then }
}

fn move_link(household: u32, from: char, to: char) -> Edit {
    Edit::MoveLink { household: h(household), from: m(from), to: m(to) }
}

fn hand_over(from: char, to: char) -> Edit {
    Edit::HandOver { from: m(from), to: m(to) }
}

fn lock(households: &[u32], locked: bool) -> Edit {
    Edit::Lock { households: households.iter().copied().map(h).collect(), locked }
}

fn set_status(household: u32, status: HouseholdStatus, then: Then) -> Edit {
    Edit::SetStatus { household: h(household), status, since: None, then }
}

fn set_eligible(member: char, eligible: bool, then: Then) -> Edit {
    Edit::SetEligible { member: m(member), eligible, then }
}

fn retire(member: char, then: Then) -> Edit {
    Edit::RetireMember { member: m(member), then }
}

fn move_home(letter: char, home: u32) -> Edit {
    Edit::ChangeMember(m(letter), Box::new(Member { home: Some(h(home)), ..member(letter) }))
}

fn copy_plan(from: u32, name: &str) -> Edit {
    Edit::CopyPlan { from: PlanId(from), name: name.to_owned(), seq: 1 }
}

fn because() -> Then {
    Then::Because(Reason::Said("said".to_owned()))
}

/// Links as a file brings them: `1A 2b 3C!`.
fn links(text: &str) -> Batch {
    let link = |word: &str| {
        let number = word.chars().next().and_then(|digit| digit.to_digit(10)).unwrap();
        let letter = word.chars().nth(1).unwrap();
        let kind = if letter.is_ascii_uppercase() { LinkKind::Primary } else { LinkKind::Backup };
        IncomingLink { household: h(number), member: m(letter), kind, locked: word.ends_with('!'), since: None }
    };
    Batch { links: text.split_whitespace().map(link).collect(), ..Batch::default() }
}

fn import(batch: Batch) -> Edit {
    Edit::Import(Box::new(batch))
}

#[test]
fn a_link_moves_alone() {
    check("AB C", move_link(1, 'A', 'C'), "BC C");
    check("A C", move_link(1, 'A', 'C'), "C C");
    check("Ac C", move_link(1, 'A', 'C'), "Ca C ; 1 swapped A");
    check("AB .", move_link(1, 'A', 'B'), "B .");
    check("AB .", move_link(1, 'A', 'A'), Refusal::SameMember(m('A')));
    check("A B", move_link(1, 'B', 'A'), Refusal::NoSuchLink(h(1), m('B')));
    check("A!B C", move_link(1, 'A', 'C'), Refusal::Locked(h(1), m('A')));
    check("A!B C", move_link(1, 'B', 'C'), "A!C C");
    check("AB C | C-", move_link(1, 'A', 'C'), Refusal::Ineligible(m('C')));
    check("AB C | C@1", move_link(1, 'A', 'C'), Refusal::OwnHousehold(h(1), m('C')));
}

#[test]
fn assigning_replaces_whoever_was_responsible() {
    check("A AB .", assign('B', &[1]), "B AB .");
    check("A AB .", assign('C', &[1, 2, 3]), Refusal::NoMember(m('C')));
    check("A AB . | C?", assign('C', &[1, 2, 3]), "C C C | C?");
    check("A B", assign('A', &[1]), "A B");
    check("*A B", assign('B', &[1]), "*B B");
    check("A B", assign('B', &[3]), Refusal::NoHousehold(h(3)));
    check("# B", assign('B', &[1]), Refusal::NoHousehold(h(1)));
    check("A B | B+", assign('B', &[1]), Refusal::NoMember(m('B')));
}

#[test]
fn who_cannot_cover_is_refused() {
    check("A A | B-", assign('B', &[1]), Refusal::Ineligible(m('B')));
    check("A A | B-", back_up('B', &[1]), Refusal::Ineligible(m('B')));
    check("A A | B@1", assign('B', &[1]), Refusal::OwnHousehold(h(1), m('B')));
    check("A A | B@1", assign('B', &[1, 2]), "A B | B@1 ; 1 own");
}

#[test]
fn locked_links_are_neither_lost_nor_gained() {
    check("A! B", assign('B', &[1]), Refusal::Locked(h(1), m('A')));
    check("A! A B", assign('B', &[1, 2]), "A! B B ; 1 locked");
    check("A! A! B", assign('B', &[1, 2]), Refusal::NothingToMove);
    check("Ab! B", assign('B', &[1]), Refusal::Locked(h(1), m('B')));
    check("Ab! A B", assign('B', &[1, 2]), "Ab! B B ; 1 locked");
    check("A! B", release(1, 'A', Then::Nearest), Refusal::Locked(h(1), m('A')));
    check("A! A Ab! | C?", hand_over('A', 'C'), "A! C Cb! | C? ; 1 locked");
    check("A! A Ab!", hand_over('A', 'B'), "A! B Ab! ; 1 locked, 3 locked");
    check("A! B", set_eligible('A', false, Then::Nearest), Refusal::Locked(h(1), m('A')));
    check("A!b B", set_eligible('A', false, Then::Unsaid), Refusal::WouldUncover(vec![h(1)]));
    check("A!b B", set_eligible('A', false, because()), "A!b. B | A- ; 1 listed");
    check("A! B", move_home('A', 1), Refusal::Locked(h(1), m('A')));
}

#[test]
fn locking_is_for_all_links_of_a_household() {
    check("Ab C", lock(&[1, 2], true), "A!b! C!");
    check("A!b! C!", lock(&[1], false), "Ab C!");
    check("A!", lock(&[1], true), "A!");
    check("A", lock(&[2], true), Refusal::NoHousehold(h(2)));
}

#[test]
fn who_stands_in_is_not_responsible_as_well() {
    check("A B", back_up('B', &[1]), "Ab B");
    check("Ab B", back_up('B', &[1]), "Ab B");
    check("A B", back_up('A', &[1]), Refusal::BackupIsPrimary(h(1), m('A')));
    check("Ab B", assign('B', &[1]), "Ba B ; 1 swapped A");
    check("ABc C", assign('C', &[1]), "Cab C ; 1 swapped A, 1 swapped B");
    check("AB C", assign('B', &[1]), "AB C");
    // Who cannot cover does not get a link by swapping.
    check("Ab. B | A-", assign('B', &[1]), "B B | A-");
}

#[test]
fn nobody_is_released_into_nothing() {
    check("A B", release(1, 'A', Then::Unsaid), Refusal::WouldUncover(vec![h(1)]));
    check("AB B", release(1, 'A', Then::Unsaid), "B B");
    check("Ab B", release(1, 'A', Then::Unsaid), "B B ; 1 promoted B");
    check("Ab B", release(1, 'b', Then::Unsaid), "A B");
    check("Abc C | B-", release(1, 'A', Then::Unsaid), "Cb C | B- ; 1 promoted C");
    check("Ab! B", release(1, 'A', Then::Unsaid), "B! B ; 1 promoted B");
    check("A B", release(1, 'A', Then::To(m('B'))), "B B");
    check("A B", release(1, 'A', because()), ". B ; 1 listed");
    let blank = Then::Because(Reason::Said("  ".to_owned()));
    check("A B", release(1, 'A', blank), Refusal::WouldUncover(vec![h(1)]));
    check("A B", release(1, 'A', Then::Because(Reason::Said("new ".to_owned()))), ".n B ; 1 listed");
    check("*A B", release(1, 'A', Then::Unsaid), "* B");
    check("~A B", release(1, 'A', Then::Unsaid), Refusal::WouldUncover(vec![h(1)]));
    check("A B", release(1, 'B', Then::Nearest), Refusal::NoSuchLink(h(1), m('B')));
    check("A B", release(3, 'B', Then::Nearest), Refusal::NoHousehold(h(3)));
    check("A B | B-", release(1, 'A', Then::To(m('B'))), Refusal::Ineligible(m('B')));
    check("A B | B@1", release(1, 'A', Then::To(m('B'))), Refusal::OwnHousehold(h(1), m('B')));
}

#[test]
fn who_is_released_does_not_come_back_as_the_nearest() {
    check("A B", release(1, 'A', Then::Nearest), "B B ; 1 completed B");
    check("A A", release(1, 'A', Then::Nearest), Refusal::NobodyWithRoom(h(1)));
    check("A B", release(1, 'A', Then::To(m('A'))), Refusal::SameMember(m('A')));
}

#[test]
fn the_nearest_has_room_and_can_cover() {
    check("A A B C | B<1", retire('A', Then::Nearest), "C C B C | A+ B<1 ; 1 completed C, 2 completed C");
    check("A B C | B<2", retire('A', Then::Nearest), "B B C | A+ B<2 ; 1 completed B");
    check("A A C | B- C<2", retire('A', Then::Nearest), Refusal::NobodyWithRoom(h(2)));
    check("A B C | B@1", retire('A', Then::Nearest), "C B C | A+ B@1 ; 1 completed C");
    check("A B B C | 1?", retire('A', Then::Nearest), "C B B C | A+ 1? ; 1 completed C");
    check("A . | B?", retire('A', Then::Nearest), "B . | A+ B? ; 1 completed B");
}

#[test]
fn a_member_who_leaves_leaves_everything() {
    check("A B A! Ba", retire('A', Then::Unsaid), Refusal::WouldUncover(vec![h(1), h(3)]));
    check("A B A! Ba", retire('A', Then::To(m('B'))), "B B B B | A+");
    check("Ab B", retire('A', Then::Unsaid), "B B | A+ ; 1 promoted B");
    check("A B", retire('A', because()), ". B | A+ ; 1 listed");
    check("B Ba", retire('A', Then::Unsaid), "B B | A+");
    check("A B | A+", retire('A', Then::Unsaid), Refusal::NoMember(m('A')));
    check("B / A", retire('A', Then::Unsaid), "B / ? | A+");
    check_in(2, "B B / A Ab", retire('A', Then::Nearest), "B B / B B | A+ ; 1 completed B, 2 promoted B");
}

#[test]
fn who_hands_over_hands_over_everything() {
    check("A Ba A C", hand_over('A', 'B'), "B B B C");
    check("A Ca", hand_over('A', 'B'), "B Cb");
    check("Ab B", hand_over('A', 'B'), "B B");
    check("A A B | B@1", hand_over('A', 'B'), "A B B | B@1 ; 1 own");
    check("A B", hand_over('A', 'A'), Refusal::SameMember(m('A')));
    check("A B | B-", hand_over('A', 'B'), Refusal::Ineligible(m('B')));
    check("A B | B+", hand_over('A', 'B'), Refusal::NoMember(m('B')));
    check("A A | B?", hand_over('B', 'A'), Refusal::NothingToMove);
    check("A! B", hand_over('A', 'B'), Refusal::NothingToMove);
    check("A", hand_over('C', 'A'), Refusal::NoMember(m('C')));
}

#[test]
fn a_new_household_is_listed_until_somebody_is_assigned() {
    check("A", Edit::AddHousehold(Box::new(household(2))), "A .n");
    check("A .n", assign('A', &[2]), "A A");
    check("A .n", back_up('A', &[2]), "A a.n");
    check("A .n", set_status(2, HouseholdStatus::Vacant, Then::Unsaid), "A *");
    check("A / A", Edit::AddHousehold(Box::new(household(2))), "A .n / A .n");
    check_in(2, "A / A", Edit::AddHousehold(Box::new(household(2))), "A .n / A .n");
    let vacant = Household { status: HouseholdStatus::Vacant, ..household(2) };
    check("A", Edit::AddHousehold(Box::new(vacant)), "A *");
}

#[test]
fn a_status_that_asks_for_cover_gets_it() {
    check("A *", set_status(2, HouseholdStatus::Resident, Then::Unsaid), "A A ; 2 completed A");
    check("A *", set_status(2, HouseholdStatus::Away, because()), "A ~. ; 2 listed");
    check("A *a", set_status(2, HouseholdStatus::Resident, Then::Unsaid), "A A ; 2 promoted A");
    check("A * | A<1", set_status(2, HouseholdStatus::Resident, Then::Unsaid), Refusal::NobodyWithRoom(h(2)));
    check("A #", set_status(2, HouseholdStatus::Resident, Then::To(m('A'))), "A A");
    check("A B", set_status(2, HouseholdStatus::Vacant, Then::Unsaid), "A *B");
    check("A B", set_status(2, HouseholdStatus::Resident, Then::Unsaid), "A B");
    check("A", set_status(2, HouseholdStatus::Away, Then::Unsaid), Refusal::NoHousehold(h(2)));
}

#[test]
fn moving_out_ends_all_links_and_reasons_in_all_plans() {
    check("A!b B / B! .", set_status(1, HouseholdStatus::MovedOut, Then::Unsaid), "# B / ? .");
    check("A . / B .", set_status(2, HouseholdStatus::MovedOut, Then::Unsaid), "A # / B ?");
    check_in(2, "A . / B .", set_status(2, HouseholdStatus::MovedOut, Then::Unsaid), "A # / B ?");
}

#[test]
fn who_cannot_cover_any_more_is_replaced() {
    check("A Ab B", set_eligible('A', false, Then::Unsaid), Refusal::WouldUncover(vec![h(1)]));
    check("A Ab B", set_eligible('A', false, Then::Nearest), "B B B | A- ; 1 completed B, 2 promoted B");
    check("Ab B", set_eligible('A', false, Then::Unsaid), "B B | A- ; 1 promoted B");
    check("A AB B", set_eligible('A', false, because()), "A. AB B | A- ; 1 listed");
    check("A. B | A-", set_eligible('A', true, Then::Unsaid), "A B");
    check("A. B / A. . | A-", set_eligible('A', true, Then::Unsaid), "A B / A .");
    check("A | B-", set_eligible('B', false, Then::Unsaid), "A | B-");
    check("A", set_eligible('A', false, Then::Nearest), Refusal::NobodyWithRoom(h(1)));
    check("A", set_eligible('C', false, Then::Unsaid), Refusal::NoMember(m('C')));
    check_in(2, "B / A", set_eligible('A', false, Then::Nearest), "B / B | A- ; 1 completed B");
}

#[test]
fn nobody_is_served_by_who_lives_there() {
    check("A B", move_home('A', 1), "B B | A@1 ; 1 completed B");
    check("Ab B", move_home('A', 1), "B B | A@1 ; 1 promoted B");
    check("A B", move_home('A', 2), "A B | A@2");
    check("A A", move_home('A', 1), Refusal::NobodyWithRoom(h(1)));
    check("A B", move_home('A', 9), Refusal::NoHousehold(h(9)));
}

#[test]
fn homes_of_members_are_spared_where_the_scheme_says_so() {
    check("A B | exempt", move_home('A', 1), "A B | A@1 exempt");
    check("? B | A@1 exempt", retire('A', Then::Nearest), "B B | A+@1 exempt ; 1 completed B");
    check("? B | A@1 exempt", retire('A', Then::Unsaid), Refusal::WouldUncover(vec![h(1)]));
    check(". B | A@2 exempt", move_home('A', 1), "? B | A@1 exempt");
    // Whoever moves away does not come back as the nearest, standing where the home was.
    check("? B B | A@1 exempt", move_home('A', 3), "B B B | A@3 exempt ; 1 completed B");
}

#[test]
fn a_draft_may_be_incomplete_and_does_not_touch_the_current_plan() {
    check("A B", copy_plan(1, "草案"), "A B / A B");
    check_in(2, "A B / A B", release(1, 'A', Then::Unsaid), "A B / ? B");
    check_in(2, "A B / Ab B", release(1, 'A', Then::Unsaid), "A B / B B ; 1 promoted B");
    check_in(2, "A B / A B", assign('B', &[1]), "A B / B B");
    check("A B / ? B", assign('B', &[1]), "B B / ? B");
    // What nobody covered before is left so.
    check_in(2, "A B / ? B", move_home('B', 1), "A B / ? B | B@1");
    check_in(2, "A B / ? B", back_up('A', &[1]), "A B / a B");
    // Nobody has room, but it is only a draft.
    check_in(2, "A A B / A B B | A<2", move_home('B', 2), "A A B / A A B | A<2 B@2 ; 2 completed A");
    check_in(2, "A A B / A B B | A<1", move_home('B', 2), "A A B / A B B | A<1 B@2");
    check_in(3, "A B", assign('B', &[1]), Refusal::NoPlan(PlanId(3)));
}

#[test]
fn a_draft_is_adopted_when_it_is_complete() {
    let adopt = || Edit::AdoptPlan { plan: PlanId(2), because: String::new() };
    check("A B / B A", adopt(), "A B / B A");
    check("A B / ? a", adopt(), Refusal::WouldUncover(vec![h(1)]));
    check("A B / . a", adopt(), "A B / . A ; 2 promoted A");
    check("A *B / B ?", adopt(), "A *B / B ?");
    check("A B", Edit::AdoptPlan { plan: PlanId(1), because: String::new() }, Refusal::NotADraft(PlanId(1)));
    check("A B", adopt(), Refusal::NoPlan(PlanId(2)));
    let (after, _) = grant(&place("A B / B A"), &adopt(), PlanId(1)).unwrap();
    assert_eq!(after.current_plan(), PlanId(2), "the draft is in force");
    assert_eq!(
        grant(&after, &Edit::AdoptPlan { plan: PlanId(1), because: String::new() }, PlanId(2)),
        Err(Refusal::NotADraft(PlanId(1))),
        "no way back but undo"
    );
}

#[test]
fn a_plan_is_copied_under_a_name_of_its_own() {
    check("A B", copy_plan(2, "草案"), Refusal::NoPlan(PlanId(2)));
    check("A B", copy_plan(1, "方案0"), Refusal::PlanNameTaken("方案0".to_owned()));
    check("A B", copy_plan(1, " "), Refusal::CodeMissing);
    check(". A!b", copy_plan(1, "草案"), ". A!b / . A!b");
}

#[test]
fn a_plan_does_not_go_while_it_holds_what_undo_could_not_bring_back() {
    let (copied, planned) = grant(&place("A B"), &copy_plan(1, "草案"), PlanId(1)).unwrap();
    let back = planned.delta.inverse();
    for changed in [1, 2] {
        let (after, _) = grant(&copied, &assign('B', &[1]), PlanId(changed)).unwrap();
        let misfit = Misfit { key: Key::Plan(PlanId(2)) };
        assert_eq!(back.apply(&after), Err(misfit), "plan {changed} is no longer what it was");
    }
    assert_eq!(text_of(&back.apply(&copied).unwrap()), "A B", "nothing happened in between");
}

#[test]
fn of_several_wishes_all_are_granted_or_none() {
    let together = Edit::Together;
    check("A B", together(vec![assign('B', &[1]), assign('A', &[2])]), "B A");
    check("A B", together(vec![assign('B', &[1]), assign('A', &[3])]), Refusal::NoHousehold(h(3)));
    // What one wish leaves, a later one covers.
    check("A B", together(vec![release(1, 'A', Then::Unsaid), assign('B', &[1])]), "B B");
    check("A B", together(vec![release(1, 'A', Then::Unsaid), assign('B', &[2])]), Refusal::WouldUncover(vec![h(1)]));
    check(
        "A B",
        together(vec![release(1, 'A', Then::Unsaid), retire('B', Then::Nearest)]),
        Refusal::WouldUncover(vec![h(1)]),
    );
    check(
        "A B / ? B",
        together(vec![Edit::AdoptPlan { plan: PlanId(2), because: String::new() }, assign('B', &[1])]),
        Refusal::WouldUncover(vec![h(1)]),
    );
    check_in(
        2,
        "A B / ? B",
        together(vec![Edit::AdoptPlan { plan: PlanId(2), because: String::new() }, assign('B', &[1])]),
        "A B / B B",
    );
    check("A", together(vec![Edit::AddHousehold(Box::new(household(2))), assign('A', &[2])]), "A A");
    // A copy brings along what happened before it in the same gesture.
    check("A B", together(vec![assign('B', &[1]), copy_plan(1, "草案"), assign('A', &[2])]), "B A / B B");
}

#[test]
fn codes_and_names_are_there_and_belong_to_one() {
    let named = |code: &str| Household { code: code.to_owned(), ..household(2) };
    let taken = || Refusal::CodeTaken("H1".to_owned());
    check("A", Edit::AddHousehold(Box::new(named("H1"))), taken());
    check("A", Edit::AddHousehold(Box::new(named(" "))), Refusal::CodeMissing);
    check("#", Edit::AddHousehold(Box::new(named("H1"))), "# .n");
    check("A B", Edit::ChangeHousehold(h(2), Box::new(named("H1"))), taken());
    check("A #", Edit::ChangeHousehold(h(2), Box::new(named("H1"))), "A #");
    check("A", Edit::ChangeHousehold(h(2), Box::new(named("H1"))), Refusal::NoHousehold(h(2)));
    let member_row = |code: &str, name: &str| Member { code: code.to_owned(), name: name.to_owned(), ..member('B') };
    check("A", Edit::AddMember(Box::new(member_row("A", "王五"))), Refusal::CodeTaken("A".to_owned()));
    check(". | A+", Edit::AddMember(Box::new(member_row("A", "王五"))), ". | A+");
    check("A", Edit::AddMember(Box::new(member_row("", "王五"))), Refusal::CodeMissing);
    check("A", Edit::AddMember(Box::new(member_row("B", ""))), Refusal::CodeMissing);
    check("A B", Edit::ChangeMember(m('B'), Box::new(member_row("A", "王五"))), Refusal::CodeTaken("A".to_owned()));
    let range = Member { min_load: 5, max_load: Some(4), ..member('B') };
    check("A", Edit::AddMember(Box::new(range.clone())), Refusal::EmptyRange);
    check("A B", Edit::ChangeMember(m('B'), Box::new(range)), Refusal::EmptyRange);
    check("A", Edit::ChangeMember(m('B'), Box::new(member('B'))), Refusal::NoMember(m('B')));
}

#[test]
fn a_code_that_was_given_anew_blocks_the_way_back() {
    let (reused, _) = grant(
        &place("#"),
        &Edit::AddHousehold(Box::new(Household { code: "H1".to_owned(), ..household(2) })),
        PlanId(1),
    )
    .unwrap();
    let back = grant(&reused, &set_status(1, HouseholdStatus::Resident, Then::Unsaid), PlanId(1));
    assert_eq!(back, Err(Refusal::CodeTaken("H1".to_owned())), "household 2 has the code now");
}

#[test]
fn changing_a_row_leaves_what_has_its_own_edit() {
    let row = Household { status: HouseholdStatus::MovedOut, ..household(1) };
    check("A", Edit::ChangeHousehold(h(1), Box::new(row)), "A");
    let row = Member { eligible: false, status: MemberStatus::Retired, ..member('A') };
    check("A", Edit::ChangeMember(m('A'), Box::new(row)), "A");
    check("A | 1?", Edit::MoveHousehold { household: h(1), at: household(1).at.unwrap() }, "A");
    check("A", Edit::MoveHousehold { household: h(2), at: household(1).at.unwrap() }, Refusal::NoHousehold(h(2)));
}

#[test]
fn ordinary_and_member_are_cleaned_out_of_categories() {
    let project = place("A B");
    let id = |key: &str| project.category(key).unwrap();
    let [member, ordinary, disabled] = [Category::MEMBER, Category::ORDINARY, "disabled"].map(id);
    let set = |stated: &[_]| {
        let categories: CategorySet = stated.iter().copied().collect();
        let (after, _) =
            grant(&project, &Edit::SetCategories { households: vec![h(1)], categories }, PlanId(1)).unwrap();
        after.households.at(h(1)).unwrap().categories.iter().collect::<Vec<_>>()
    };
    assert_eq!(set(&[member, ordinary, disabled]), [disabled], "disabled excludes ordinary; member is derived");
    assert_eq!(set(&[member, ordinary]), [ordinary], "nothing else is said");
    assert_eq!(set(&[member]), [], "nobody has said");
    let nobody = Edit::SetCategories { households: vec![h(3)], categories: CategorySet::EMPTY };
    check("A B", nobody, Refusal::NoHousehold(h(3)));
}

#[test]
fn an_address_with_a_building_finds_or_makes_it() {
    let row = |number| Household { address: Address::parse("2栋1102"), ..household(number) };
    let (one, _) = grant(&place("A"), &Edit::AddHousehold(Box::new(row(2))), PlanId(1)).unwrap();
    let (two, _) = grant(&one, &Edit::AddHousehold(Box::new(row(3))), PlanId(1)).unwrap();
    assert_eq!(two.buildings.len(), 1, "both live in the same building");
    let of = |number| two.households.at(h(number)).unwrap().building;
    assert!(of(2).is_some() && of(2) == of(3), "and both know it");
}

#[test]
fn an_import_lists_newcomers_and_replaces_links() {
    let batch = Batch { households: vec![(None, household(2)), (None, household(3))], ..links("1B 3a") };
    check("A | B?", import(batch.clone()), "B .i A | B? ; 2 listed, 3 promoted A");
    check("A / A | B?", import(batch), "B .i A / A .i .i | B? ; 2 listed, 3 promoted A");
    check("AC B", import(links("1B 1a")), "Ba B");
    check("AC B", import(links("1B 1A")), "AB B");
    check("A B", import(links("1A 1a")), "A B");
    check("Ab B", import(links("1B")), "B B");
    check("A .", import(links("2A")), "A A");
    check("A B", import(links("1a")), "A B");
    check("A B", import(links("1a 1B")), "Ba B");
}

#[test]
fn an_import_passes_over_what_is_locked_or_own() {
    check("A! B", import(links("1B")), "A! B ; 1 locked");
    check("A! B", import(links("1b")), "A!b B");
    check("A! B", import(links("1a")), "A! B ; 1 locked");
    check("Ab! B", import(links("1B")), "Ab! B ; 1 locked");
    check("A! B", import(links("1A 1B")), "A!B B");
    check("A B", import(links("1A!")), "A! B");
    check("A B | B@1", import(links("1B")), "A B | B@1 ; 1 own");
    check("A B", import(links("3A")), Refusal::NoHousehold(h(3)));
    check("A B", import(links("1C")), Refusal::NoMember(m('C')));
    check("# A", import(links("1A")), "# A");
    check("A A | B+", import(links("1B")), "A A | B+");
    check("A A | B-", import(links("1B 2b")), "A A | B-");
    check("AB A | B-", import(links("1B!")), "AB! A | B-");
}

#[test]
fn an_import_keeps_the_register_whole() {
    let households = |rows: Vec<(Option<u32>, Household)>| {
        import(Batch { households: rows.into_iter().map(|(id, row)| (id.map(h), row)).collect(), ..Batch::default() })
    };
    let gone = Household { status: HouseholdStatus::MovedOut, ..household(1) };
    check("A!b B / A .", households(vec![(Some(1), gone)]), "# B / ? .");
    check("A", households(vec![(None, household(1))]), Refusal::CodeTaken("H1".to_owned()));
    check("A", households(vec![(Some(2), household(2))]), Refusal::NoHousehold(h(2)));
    check("A", households(vec![(None, Household { code: String::new(), ..household(2) })]), Refusal::CodeMissing);
    let members = |rows: Vec<(Option<char>, Member)>| {
        import(Batch { members: rows.into_iter().map(|(id, row)| (id.map(m), row)).collect(), ..Batch::default() })
    };
    let left = Member { status: MemberStatus::Retired, ..member('A') };
    check("A! Ba / A ?", members(vec![(Some('A'), left.clone())]), "B B / ? ? | A+ ; 1 completed B");
    check("A B | B<1", members(vec![(Some('A'), left)]), ".e B | A+ B<1 ; 1 listed");
    check("A", members(vec![(None, member('A'))]), Refusal::CodeTaken("A".to_owned()));
    check("A", members(vec![(Some('B'), member('B'))]), Refusal::NoMember(m('B')));
    let range = Member { min_load: 5, max_load: Some(4), ..member('B') };
    check("A", members(vec![(None, range)]), Refusal::EmptyRange);
}

#[test]
fn the_same_import_again_changes_nothing() {
    let building = Building { code: "2栋".to_owned(), name: "2栋".to_owned(), at: None, floors: Some(11) };
    let row = Household { address: Address::parse("2栋1102"), ..household(2) };
    let mut batch = Batch { buildings: vec![(None, building)], households: vec![(None, row)], ..links("1B 2Aa 2b!") };
    batch.members.push((Some(m('A')), Member { eligible: false, ..member('A') }));
    let (first, _) = grant(&place("A | B?"), &import(batch.clone()), PlanId(1)).unwrap();
    batch.buildings[0].0 = first.buildings.ids().next();
    batch.households[0].0 = Some(h(2));
    let (again, planned) = grant(&first, &import(batch), PlanId(1)).unwrap();
    assert!(planned.delta.is_empty(), "{} became {}", text_of(&first), text_of(&again));
}

#[test]
fn links_keep_their_day_when_they_stay() {
    let (after, _) = grant(&place("A A Ba"), &import(links("1A 2B 3a")), PlanId(1)).unwrap();
    let plan = after.plans.at(PlanId(1)).unwrap();
    let days: Vec<_> = plan.links().map(|(_, link)| link.since).collect();
    assert_eq!(days, [Some(LONG_AGO), Some(TODAY), Some(LONG_AGO), Some(LONG_AGO)], "only 2 is new");
}

#[test]
fn an_id_is_not_given_again_after_undo() {
    let first = place("A");
    let (after, planned) = grant(&first, &Edit::AddHousehold(Box::new(household(2))), PlanId(1)).unwrap();
    let back = planned.delta.inverse().apply(&after).unwrap();
    let (other, _) = grant(&back, &Edit::AddHousehold(Box::new(household(3))), PlanId(1)).unwrap();
    let ids: Vec<_> = other.households.ids().collect();
    assert_eq!(ids, [h(1), h(3)], "number 2 was given once");
}
