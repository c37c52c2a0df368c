//! The project file: what is written is read, whatever happens in between.
#![expect(clippy::disallowed_methods, reason = "tests look at the bytes")]

use crate::store_fixture::{
    Desk, assert_alone, at, check_sound, delta, entry, household, member, place, renamed, somebody, square, village,
};
use lianhu::edit::{Delta, DoneKind, Key, Value, value_at};
use lianhu::model::{
    BuildingId, CategoryId, CategorySet, GridId, Household, HouseholdId, HouseholdStatus, LinkKind, Member, MemberId,
    MemberStatus, PlanId, PlanState, ProvenanceId, Reason,
};
use lianhu::store::{Access, Entry, Owner, Store, StoreError};
use std::path::Path;

#[test]
fn what_is_created_is_opened() {
    let desk = Desk::new("created", 300);
    let path = desk.store.path().to_owned();
    let desk = desk.reopened();
    assert_eq!(desk.project.households.next_id(), HouseholdId(302), "the id of the household that is gone stays taken");
    drop(desk);
    assert_alone(&path);
    let exists = Store::create(&path, &village(1), &somebody());
    assert!(matches!(exists, Err(StoreError::Exists { .. })), "nothing is replaced by accident");
    Store::replace(&path, &village(2), &somebody()).unwrap().close().unwrap();
    let (_, loaded) = Store::open(&path, Access::Read).unwrap();
    assert_eq!(loaded.project, village(2), "replaced on purpose");
    assert_alone(&path);
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::new("private", 10);
    let copy = desk.store.path().with_file_name("copy.gpkg");
    desk.store.copy_to(&copy).unwrap();
    for path in [desk.store.path(), &copy] {
        assert_eq!(std::fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600, "{}", path.display());
    }
}

#[test]
fn steps_of_every_kind_survive() {
    let mut desk = Desk::new("steps", 60);
    let news = [renamed(&desk.project, 1, "赵六"), renamed(&desk.project, 2, "")];
    assert_eq!(desk.make(news), 1, "the ledger begins at 1");
    let mut desk = desk.reopened();
    let mut facts = (*desk.project.facts).clone();
    facts.scheme.far_m = 0.1 + 0.2;
    facts.name = "柳溪新村".to_owned();
    let mut category = desk.project.categories.at(CategoryId(4)).unwrap().clone();
    category.priority = 99;
    let mut grid = desk.project.grids.at(GridId(2)).unwrap().clone();
    grid.area = square(50);
    let retired = Member { status: MemberStatus::Retired, ..member(1, Some(3)) };
    let moved = Household { at: Some(at(500, 500)), categories: CategorySet::EMPTY, ..household(6) };
    let link = (PlanId(1), HouseholdId(5), MemberId(6), LinkKind::Primary);
    let seq = desk.make([
        (Key::Facts, Some(Value::Facts(Box::new(facts)))),
        (Key::Category(CategoryId(4)), Some(Value::Category(category))),
        (Key::Grid(GridId(2)), Some(Value::Grid(grid))),
        (Key::Building(BuildingId(1)), None),
        (Key::Backdrop(lianhu::model::BackdropId(1)), None),
        (Key::Provenance(ProvenanceId(1)), None),
        (Key::Provenance(ProvenanceId(2)), Some(Value::Provenance(Box::default()))),
        (Key::Household(HouseholdId(6)), Some(Value::Household(Box::new(moved)))),
        (Key::Household(HouseholdId(70)), Some(Value::Household(Box::new(household(70))))),
        (
            Key::Household(HouseholdId(7)),
            Some(Value::Household(Box::new(Household { building: None, ..household(7) }))),
        ),
        (Key::Member(MemberId(1)), Some(Value::Member(Box::new(retired)))),
        (Key::Member(MemberId(3)), Some(Value::Member(Box::new(member(3, Some(70)))))),
        (Key::Reason(PlanId(1), HouseholdId(17)), Some(Value::Reason(Reason::Said("在外".to_owned())))),
        (Key::Reason(PlanId(1), HouseholdId(34)), None),
        (Key::Link(link.0, link.1, link.2, link.3), None),
        (Key::Link(link.0, link.1, MemberId(2), LinkKind::Backup), Some(Value::Link { locked: true, since: None })),
    ]);
    for building in [14, 21, 28, 35, 42, 49, 56] {
        let row = Household { building: None, ..desk.project.households.at(HouseholdId(building)).unwrap().clone() };
        desk.make([(Key::Household(HouseholdId(building)), Some(Value::Household(Box::new(row))))]);
    }
    let row = Household { building: None, ..household(70) };
    desk.make([(Key::Household(HouseholdId(70)), Some(Value::Household(Box::new(row))))]);
    let mut desk = desk.reopened();
    for seq in (seq..=10).rev() {
        desk.undo(seq);
    }
    let mut desk = desk.reopened();
    desk.undo(1);
    assert_eq!(desk.project, village(60), "all undone, across closing and opening");
    let again = desk.store.delta_of(1).unwrap();
    let seq = desk.take(DoneKind::Redo(1), again.clone());
    let mut desk = desk.reopened();
    assert_eq!(desk.store.delta_of(seq).unwrap(), again, "a redone step is the step that was done");
    assert_eq!(desk.store.delta_of(seq - 1).unwrap(), again.inverse(), "an undone one is its inverse");
    desk.undo(1);
    assert_eq!(desk.reopened().project, village(60), "undone again");
}

#[test]
fn the_ledger_is_read_back() {
    let mut desk = Desk::new("ledger", 5);
    let news = [renamed(&desk.project, 1, "赵六")];
    desk.make(news);
    desk.undo(1);
    let desk = desk.reopened();
    let (_, loaded) = Store::open(desk.store.path(), Access::Read).unwrap();
    let kinds: Vec<_> = loaded.history.iter().map(|row| (row.seq, row.kind)).collect();
    assert_eq!(kinds, [(1, DoneKind::Do), (2, DoneKind::Undo(1))], "in order");
    let Entry { gesture, at, operator, label, .. } = entry(DoneKind::Do, Delta::default());
    let row = &loaded.history[0];
    assert_eq!((row.gesture, row.at, &row.operator, &row.label), (gesture, at, &operator, &label), "as given");
    assert!(matches!(desk.store.delta_of(3), Err(StoreError::NoSuchStep { seq: 3, .. })), "no third step");
}

#[test]
fn a_plan_is_copied_with_its_links_and_removed_with_them() {
    let mut desk = Desk::new("plans", 60);
    let copy = Value::Plan { name: "草案".to_owned(), state: PlanState::Draft, copy_of: Some((PlanId(1), 0)) };
    let link = Key::Link(PlanId(2), HouseholdId(1), MemberId(2), LinkKind::Primary);
    let seq = desk.make([(Key::Plan(PlanId(2)), Some(copy))]);
    let mut desk = desk.reopened();
    desk.make([(link.clone(), None)]);
    let plans = &desk.project.plans;
    let counts = [1, 2].map(|plan| plans.at(PlanId(plan)).unwrap().links().count());
    assert_eq!(counts, [57, 56], "a copy that went its own way");
    let mut desk = desk.reopened();
    desk.undo(seq + 1);
    desk.undo(seq);
    let mut desk = desk.reopened();
    let again = desk.store.delta_of(seq).unwrap();
    desk.take(DoneKind::Redo(seq), again);
    let desk = desk.reopened();
    assert_eq!(desk.project.plans.at(PlanId(2)).unwrap().links().count(), 57, "copied again");
}

#[test]
fn codes_can_change_hands_in_one_step() {
    let mut desk = Desk::new("codes", 10);
    let with = |number: u32, code: &str, status| {
        let row = Household { code: code.to_owned(), status, ..household(number) };
        (Key::Household(HouseholdId(number)), Some(Value::Household(Box::new(row))))
    };
    let seq = desk.make([
        with(1, "H0002", HouseholdStatus::Resident),
        with(2, "H0001", HouseholdStatus::Resident),
        with(3, "H0003", HouseholdStatus::MovedOut),
        with(4, "H0003", HouseholdStatus::Away),
    ]);
    let mut desk = desk.reopened();
    desk.undo(seq);
    assert_eq!(desk.reopened().project, village(10), "and back");
}

#[test]
fn a_change_that_does_not_fit_changes_nothing() {
    let mut desk = Desk::new("misfit", 10);
    let (key, new) = renamed(&desk.project, 1, "赵六");
    let absent = Key::Household(HouseholdId(99));
    let mut misfit = delta(&desk.project, [(key, new.clone())]);
    misfit.note(absent.clone(), new, value_at(&desk.project, &Key::Household(HouseholdId(2))));
    let answer = desk.store.settle(&entry(DoneKind::Do, misfit.clone()));
    assert!(matches!(answer, Err(StoreError::Misfit { key, .. }) if *key == absent), "the second of two");
    let answer = desk.store.settle(&entry(DoneKind::Undo(1), misfit));
    assert!(matches!(answer, Err(StoreError::NoSuchStep { seq: 1, .. })), "nothing to undo");
    let desk = desk.reopened();
    assert_eq!(desk.project, village(10), "not even the first");
}

/// A file that the first version of this program wrote.
#[test]
fn an_older_file_is_brought_up_to_date() {
    let old = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/projects/schema_1.gpkg");
    let path = place("older");
    std::fs::copy(&old, &path).unwrap();
    let (_, viewed) = Store::open(&path, Access::Read).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), std::fs::read(&old).unwrap(), "looking at it does not change it");
    let (mut store, loaded) = Store::open(&path, Access::Write(somebody())).unwrap();
    assert_eq!(viewed.project, loaded.project, "the same, viewed or opened");
    let row = loaded.project.households.rows().next().unwrap();
    assert_eq!((row.code.as_str(), row.head.as_str(), row.status), ("H1", "张三", HouseholdStatus::Away));
    let delta = store.delta_of(2).unwrap().inverse();
    store.settle(&entry(DoneKind::Undo(2), delta)).unwrap();
    store.close().unwrap();
    let verification = Store::verify(&path).unwrap();
    assert_eq!((verification.schema, verification.history_steps, verification.problems), (5, 3, Vec::new()));
    let (_, again) = Store::open(&path, Access::Read).unwrap();
    assert_eq!(again.changed_outside.len(), 0, "nobody else has changed it");
}

#[test]
fn viewing_leaves_no_trace() {
    let mut desk = Desk::new("viewing", 50);
    let news = [renamed(&desk.project, 1, "赵六")];
    desk.make(news);
    let path = desk.store.path().to_owned();
    desk.store.close().unwrap();
    let before = std::fs::read(&path).unwrap();
    let (mut store, loaded) = Store::open(&path, Access::Read).unwrap();
    assert_alone(&path);
    assert_eq!(store.delta_of(1).unwrap().changes.len(), 1, "items are read later");
    check_sound(&path);
    let refused = store.settle(&entry(DoneKind::Do, delta(&loaded.project, [renamed(&loaded.project, 2, "x")])));
    assert!(matches!(refused, Err(StoreError::ReadOnly { .. })), "a viewer does not write");
    store.close().unwrap();
    let (store, _) = Store::open(&path, Access::Write(somebody())).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), before, "opened to write, nothing written yet");
    store.close().unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), before, "not one byte");
    assert_alone(&path);
}

#[test]
fn one_writer_at_a_time() {
    let mut desk = Desk::new("writers", 10);
    let path = desk.store.path().to_owned();
    let second = Store::open(&path, Access::Write(Owner::default()));
    let Err(err @ StoreError::InUse { .. }) = second else { panic!("a second writer is refused") };
    assert!(err.to_string().contains("王芳 @ 村部"), "and told by whom: {err}");
    let news = [renamed(&desk.project, 1, "赵六")];
    desk.make(news);
    let (viewer, loaded) = Store::open(&path, Access::Read).unwrap();
    assert_eq!(loaded.project, desk.project, "a viewer sees the last step while the writer works");
    let news = [renamed(&desk.project, 2, "钱七")];
    desk.make(news);
    let desk = desk.reopened();
    drop(viewer);
    drop(desk);
    // The lock that a killed program leaves.
    std::fs::write(path.with_file_name("柳溪村 50%?.gpkg.lock"), "1\nx\ny\n").unwrap();
    Store::open(&path, Access::Write(somebody())).unwrap().0.close().unwrap();
    assert_alone(&path);
}

#[test]
fn a_killed_writer_loses_nothing() {
    let mut desk = Desk::new("killed", 30);
    let news = [renamed(&desk.project, 1, "赵六")];
    desk.make(news);
    let path = desk.store.path().to_owned();
    let side = |suffix: &str| path.with_file_name(format!("柳溪村 50%?.gpkg{suffix}"));
    let kept: Vec<_> = ["", "-wal"].map(|suffix| (suffix, std::fs::read(side(suffix)).unwrap())).into();
    let project = desk.project.clone();
    drop(desk);
    for (suffix, bytes) in kept {
        std::fs::write(side(suffix), bytes).unwrap();
    }
    let (_, loaded) = Store::open(&path, Access::Read).unwrap();
    assert_eq!(loaded.project, project, "a viewer sees what was in the log");
    Desk { store: Store::open(&path, Access::Write(somebody())).unwrap().0, project }.reopened();
}

#[test]
fn a_copy_is_whole_and_alone() {
    let mut desk = Desk::new("copy", 30);
    let news = [renamed(&desk.project, 1, "赵六")];
    desk.make(news);
    let folder = desk.store.path().with_file_name("copies");
    std::fs::create_dir(&folder).unwrap();
    let copy = folder.join("copy.gpkg");
    desk.store.copy_to(&copy).unwrap();
    assert!(matches!(desk.store.copy_to(&copy), Err(StoreError::Exists { .. })), "a copy replaces nothing");
    assert_alone(&copy);
    check_sound(&copy);
    let (_, loaded) = Store::open(&copy, Access::Read).unwrap();
    assert_eq!((loaded.project, loaded.history.len()), (desk.project, 1), "with its history");
}

/// Something else lies where the lock goes: nobody writes, and it stays as it is.
#[track_caller]
fn check_foreign_lock(path: &Path, lock: &Path) {
    let before = std::fs::read(lock).ok();
    let opened = Store::open(path, Access::Write(somebody()));
    match opened {
        Err(StoreError::ForeignLock { path }) => assert_eq!(path, lock, "says which file is in the way"),
        other => panic!("found {other:?}"),
    }
    assert!(std::fs::symlink_metadata(lock).is_ok(), "still there");
    assert_eq!(std::fs::read(lock).ok(), before, "as it was");
}

#[test]
fn a_file_in_the_place_of_the_lock_is_left_alone() {
    let desk = Desk::new("foreign-lock", 10);
    let path = desk.store.path().to_owned();
    let lock = path.with_file_name("柳溪村 50%?.gpkg.lock");
    drop(desk);
    for text in ["我的笔记\n", "7", "7\nx\ny\nz\n", "7\nx\ny", "x\ny\nz\n", &"7\nx\ny\n".repeat(999)] {
        std::fs::write(&lock, text).unwrap();
        check_foreign_lock(&path, &lock);
    }
    // What a program leaves that was killed while it took the lock, or whose machine lost power.
    for text in ["", "\0\0\0"] {
        std::fs::write(&lock, text).unwrap();
        Store::open(&path, Access::Write(somebody())).unwrap().0.close().unwrap();
        assert_alone(&path);
    }
    std::fs::create_dir(&lock).unwrap();
    check_foreign_lock(&path, &lock);
}

#[cfg(unix)]
#[test]
fn a_lock_is_not_followed_elsewhere() {
    let desk = Desk::new("linked-lock", 10);
    let path = desk.store.path().to_owned();
    let lock = path.with_file_name("柳溪村 50%?.gpkg.lock");
    drop(desk);
    let target = path.with_file_name("target");
    // Also if what it leads to looks like a lock, is empty, or is not there.
    for text in ["我的笔记\n", "1\nx\ny\n", ""] {
        std::fs::write(&target, text).unwrap();
        std::os::unix::fs::symlink(&target, &lock).unwrap();
        check_foreign_lock(&path, &lock);
        std::fs::remove_file(&lock).unwrap();
    }
    std::fs::remove_file(&target).unwrap();
    std::os::unix::fs::symlink(&target, &lock).unwrap();
    check_foreign_lock(&path, &lock);
    assert!(!target.exists(), "not made");
}

#[cfg(unix)]
#[test]
fn a_lock_that_became_another_file_is_not_removed() {
    let desk = Desk::new("replaced-lock", 10);
    let lock = desk.store.path().with_file_name("柳溪村 50%?.gpkg.lock");
    std::fs::remove_file(&lock).unwrap();
    std::fs::write(&lock, "我的笔记\n").unwrap();
    drop(desk);
    assert_eq!(std::fs::read_to_string(&lock).unwrap(), "我的笔记\n", "still there");
}
