//! What two plans do not have in common, and the way back from one to the other.
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

use jiff::civil::date;
use lianhu::demo::{Recipe, invent};
use lianhu::edit::{Context, Edit, Restored, Then, plan_edit};
use lianhu::index::{
    DifferentPart, Figures, Index, Tally, Touched, difference_groups, differences, extra_m, is_changed,
};
use lianhu::model::{HouseholdId, LinkKind, MemberId, PlanId, Project};
use lianhu::rules::Findings;
use proptest::prelude::{ProptestConfig, any, proptest};
use proptest::test_runner::RngSeed;

const DRAFT: PlanId = PlanId(2);

fn grant(project: &Project, edit: &Edit) -> Option<Project> {
    let context = Context { plan: DRAFT, today: date(2026, 11, 21) };
    let planned = plan_edit(project, &Index::build(project), edit, context).ok()?;
    planned.delta.apply(project).ok()
}

/// The village with a draft.
fn drafted() -> Project {
    let project = invent(&Recipe::village());
    let copy = Edit::CopyPlan { from: PlanId(1), name: "草案 A".to_owned(), seq: 0 };
    let planned =
        plan_edit(&project, &Index::build(&project), &copy, Context { plan: PlanId(1), today: date(2026, 11, 21) });
    planned.unwrap().delta.apply(&project).unwrap()
}

fn wish(project: &Project, [what, a, b]: [u16; 3]) -> Option<Edit> {
    let household = HouseholdId(1 + u32::from(a) % project.households.len() as u32);
    let member = MemberId(1 + u32::from(b) % project.members.len() as u32);
    Some(match what % 4 {
        0 => Edit::Assign { households: vec![household], to: member, kind: LinkKind::Primary },
        1 => Edit::Assign { households: vec![household], to: member, kind: LinkKind::Backup },
        2 => {
            let link = *project.plans.at(DRAFT)?.links_of(household).first()?;
            Edit::Release { household, member: link.member, kind: link.kind, then: Then::Unsaid }
        }
        _ => Edit::Lock { households: vec![household], locked: false },
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 24,
        rng_seed: RngSeed::Fixed(20_261_121),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn whatever_a_draft_changed_can_be_told_and_taken_back(
        dice in proptest::collection::vec(any::<[u16; 3]>(), 1..40),
    ) {
        let first = drafted();
        let mut project = first.clone();
        for dice in dice {
            if let Some(after) = wish(&project, dice).and_then(|edit| grant(&project, &edit)) {
                project = after;
            }
        }
        let (base, draft) = (project.plans.at(PlanId(1)).unwrap(), project.plans.at(DRAFT).unwrap());
        let rows = differences(base, draft);
        for household in project.households.ids() {
            let row = rows.iter().find(|row| row.household == household);
            let is_other = row.is_some_and(|row| row.part == DifferentPart::Responsible);
            assert_eq!(is_other, is_changed(&project, draft, project.current_plan(), household), "{household:?} has somebody else");
        }
        let index = Index::build(&project);
        let groups = difference_groups(&project, &rows);
        assert_eq!(groups.iter().map(|group| group.households.len()).sum::<usize>(), rows.len(), "each in one group");
        let [before, after] = [PlanId(1), DRAFT].map(|plan| Figures::of(&project, &index, plan));
        let covered_extra: f64 = rows.iter().filter_map(|row| extra_m(&project, row)).sum();
        if before.measured == after.measured {
            assert!((after.total_m - before.total_m - covered_extra).abs() < 0.5, "lengths add up");
        }
        assert_eq!(after.uncovered, Tally::of(&project, &index, DRAFT).whole.equation.uncovered(), "uncovered");
        let restored = |row: &lianhu::index::Difference| Restored {
            household: row.household,
            links: base.links_of(row.household).to_vec(),
            reason: base.reason_of(row.household).cloned(),
        };
        let back = grant(&project, &Edit::Restore(rows.iter().map(restored).collect())).unwrap();
        let left = differences(back.plans.at(PlanId(1)).unwrap(), back.plans.at(DRAFT).unwrap());
        assert_eq!(left, [], "nothing differs any more");
        assert_eq!(back.plans.at(PlanId(1)), first.plans.at(PlanId(1)), "the plan in force was never touched");
    }
}

#[test]
fn findings_near_what_changed_are_those_of_a_full_check() {
    let project = drafted();
    let index = Index::build(&project);
    let whole = Findings::of(&project, &index, DRAFT);
    let households = (1..=30).map(HouseholdId).collect();
    let members = (1..=8).map(MemberId).collect();
    let touched = Touched { households, members, ..Touched::default() };
    let near = Findings::near(&project, &index, DRAFT, &touched);
    for &household in &touched.households {
        assert_eq!(near.at_household(household), whole.at_household(household), "at {household:?}");
    }
    for &member in &touched.members {
        assert_eq!(near.at_member(member), whole.at_member(member), "at {member:?}");
    }
}
