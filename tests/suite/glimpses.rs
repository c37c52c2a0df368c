//! A glimpse shows from far what the whole project shows there.

use crate::store_fixture::{place, somebody};
use lianhu::demo::{Recipe, invent};
use lianhu::disclose::Audience;
use lianhu::edit::{Context, Edit, Then, plan_edit};
use lianhu::index::{Index, Tally};
use lianhu::model::{GlimpsedPeople, Household, HouseholdId, HouseholdStatus, LinkKind, MemberId, Project, Reason};
use lianhu::scene::{Scene, SceneOptions, build, build_on, outline, rings, sketch};
use lianhu::store::{Access, Store, glimpse_ground, glimpse_people};
use std::path::Path;

/// A place of 600 households. Some have nobody, some no place, some moved out, and there is a draft.
fn town() -> Project {
    let mut project = invent(&Recipe::of_size(3, 600, Recipe::village().scheme));
    for number in (20..80).step_by(7) {
        let household = HouseholdId(number);
        let plan = project.plans.at(project.current_plan()).unwrap();
        let members: Vec<MemberId> = plan.primaries_of(household).map(|link| link.member).collect();
        for member in members {
            let (kind, then) = (LinkKind::Primary, Then::Because(Reason::New));
            let context = Context { plan: project.current_plan(), today: jiff::civil::date(2026, 11, 26) };
            let release = Edit::Release { household, member, kind, then };
            let planned = plan_edit(&project, &Index::build(&project), &release, context).unwrap();
            project = planned.delta.apply(&project).unwrap();
        }
    }
    let mut change = |number: u32, how: &dyn Fn(&mut Household)| {
        let mut row = project.households.at(HouseholdId(number)).unwrap().clone();
        how(&mut row);
        project.households.put(HouseholdId(number), Some(row));
    };
    change(5, &|row| row.at = None);
    change(6, &|row| row.status = HouseholdStatus::MovedOut);
    change(7, &|row| row.status = HouseholdStatus::Vacant);
    project
}

fn options(project: &Project) -> SceneOptions {
    SceneOptions { show_member_names: true, ..SceneOptions::new(project.current_plan(), Audience::Internal) }
}

fn glimpse_of(path: &Path) -> (GlimpsedPeople, Scene) {
    let (project, people) = (glimpse_ground(path).unwrap(), glimpse_people(path).unwrap());
    let options = options(&Project::new("", Recipe::village().scheme));
    let (some, others) = people.households.split_at(people.households.len() / 3);
    let counted = rings(&project, some).joined(&rings(&project, others));
    let scene = sketch(&project, outline(&project, &options), counted, &people.members, &options);
    (people, scene)
}

#[test]
fn a_glimpse_shows_from_far_what_the_whole_shows_there() {
    let project = town();
    let path = place("glimpse");
    Store::create(&path, &project, &somebody()).unwrap().close().unwrap();
    let (people, scene) = glimpse_of(&path);
    let (store, loaded) = Store::open(&path, Access::Read).unwrap();
    let index = Index::build(&loaded.project);
    let whole = build(&loaded.project, &index, &options(&loaded.project));
    assert!(scene.is_sketch() && !whole.is_sketch(), "one of them is a sketch");
    assert_eq!(scene.bounds(), whole.bounds(), "the same place");
    assert_eq!(scene.areas(), whole.areas(), "the same areas");
    assert_eq!(scene.lines(), whole.lines(), "the same lines");
    assert_eq!(scene.ink_counts(), whole.ink_counts(), "the same colors");
    let far = (1..40).map(|step| 0.5 / f64::from(step)).filter(|&pt_per_m| whole.is_far(pt_per_m));
    let mut compared = 0;
    for pt_per_m in far {
        let (sketched, real) = (scene.clusters_at(pt_per_m), whole.clusters_at(pt_per_m));
        assert_eq!(sketched, real, "the same rings at {pt_per_m} points a meter");
        let names = |scene: &Scene| format!("{:?}", scene.labels_in(&whole.bounds(), pt_per_m));
        assert_eq!(names(&scene), names(&whole), "the same names");
        compared += real.len();
    }
    assert!(compared > 20, "there were rings to compare");
    assert!(whole.clusters_at(1e-3).iter().any(|ring| ring.uncovered > 0), "and somebody had nobody");
    let tally = Tally::of(&loaded.project, &index, loaded.project.current_plan());
    assert_eq!(people.categories, tally.whole.categories, "the same legend");
    drop(store);
}

#[test]
fn the_whole_scene_may_stand_on_the_outline_of_a_sketch() {
    let project = town();
    let path = place("ground");
    Store::create(&path, &project, &somebody()).unwrap().close().unwrap();
    let (_, scene) = glimpse_of(&path);
    let index = Index::build(&project);
    let options = options(&project);
    let (on_sketch, anew) = (build_on(Some(&scene), &project, &index, &options), build(&project, &index, &options));
    assert_eq!(on_sketch.to_text(), anew.to_text(), "nothing tells them apart");
    assert!(!on_sketch.is_sketch(), "households are marks again");
}
