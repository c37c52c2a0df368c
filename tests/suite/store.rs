//! The project file: what is written is read, whatever happens in between.

use lianhu::edit::{Delta, DoneKind, Key, Value, value_at};
use lianhu::geom::{Area, Wgs84};
use lianhu::model::{
    Address, Backdrop, BackdropKind, Building, BuildingId, CategoryId, CategorySet, Grid, GridId, Household,
    HouseholdId, HouseholdStatus, Link, LinkKind, Member, MemberId, MemberStatus, PlanId, PlanState, Project, Reason,
    Scheme, Shape,
};
use lianhu::store::{Access, DoneKind, Entry, Owner, Problem, Store, StoreError};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file of this name in a folder of its own, empty at first.
fn place(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("store").join(test);
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).unwrap();
    folder.join("柳溪村 50%?.gpkg")
}

fn somebody() -> Owner {
    Owner { process: 7, who: "王芳 @ 村部".to_owned(), since: "8:15".to_owned() }
}

fn at(east: u32, north: u32) -> Wgs84 {
    Wgs84 { lon_deg: 113.6 + f64::from(east) * 0.000_31, lat_deg: 34.9 + f64::from(north) * 0.000_27 }
}

fn square(size: u32) -> Area {
    let corners = [at(0, 0), at(size, 0), at(size, size), at(0, size), at(0, 0)];
    let ring: geo::LineString = corners.iter().map(|place| (place.lon_deg, place.lat_deg)).collect();
    Area::new(vec![geo::Polygon::new(ring, Vec::new())])
}

fn household(number: u32) -> Household {
    Household {
        code: format!("H{number:04}"),
        head: format!("张三{number}"),
        address: Address::parse(&format!("{}组{number}号", number % 9 + 1)),
        building: (number.is_multiple_of(7)).then_some(BuildingId(1)),
        phone: "19900000000".to_owned(),
        people: (!number.is_multiple_of(5)).then_some(3),
        categories: [CategoryId(number % 6 + 2)].into_iter().collect(),
        at: (!number.is_multiple_of(11)).then(|| at(number % 100, number / 100)),
        status: HouseholdStatus::ALL[number as usize % 3],
        stated_grid: "G1".to_owned(),
        status_since: Some(jiff::civil::date(2026, 11, 1)),
        note: "“引号” 'q' \"d\"".to_owned(),
    }
}

fn member(number: u32, home: Option<u32>) -> Member {
    Member {
        code: format!("M{number:03}"),
        name: format!("李四{number}"),
        home: home.map(HouseholdId),
        at: home.is_none().then(|| at(50, number % 50)),
        duty_phone: "19911111111".to_owned(),
        phone: String::new(),
        roles: vec!["网格员".to_owned(), "楼长".to_owned()],
        eligible: true,
        min_load: 5,
        max_load: Some(14),
        grid: Some(GridId(2)),
        consent: true,
        home_consent: false,
        status: MemberStatus::Serving,
        note: String::new(),
    }
}

/// A village with everything in it: many households, a member for every six, two plans.
fn village(household_count: u32) -> Project {
    let mut project = Project::new("柳溪村", Scheme::neutral());
    let facts = Arc::make_mut(&mut project.facts);
    facts.is_invented = true;
    facts.backdrop_source = "示意".to_owned();
    project.grids.push(Grid {
        code: "G1".to_owned(),
        name: "柳溪村".to_owned(),
        level: 1,
        parent: None,
        area: square(100),
        leader: None,
    });
    project.grids.push(Grid {
        code: "G2".to_owned(),
        name: "第一网格".to_owned(),
        level: 2,
        parent: Some(GridId(1)),
        area: Area::new(Vec::new()),
        leader: Some(MemberId(1)),
    });
    project.buildings.push(Building {
        code: "B1".to_owned(),
        name: "幸福苑3号楼".to_owned(),
        at: Some(at(3, 3)),
        floors: Some(6),
    });
    let backdrop = |kind, shape| Backdrop { kind, name: "南街".to_owned(), shape };
    project.backdrop.push(backdrop(BackdropKind::Street, Shape::Line(vec![at(0, 0), at(9, 9)])));
    project.backdrop.push(backdrop(BackdropKind::Water, Shape::Area(square(4))));
    for number in 1..=household_count {
        project.households.push(household(number));
    }
    let gone = project.households.push(household(household_count + 1));
    project.households.put(gone, None);
    let member_count = household_count / 6 + 1;
    for number in 1..=member_count {
        project.members.push(member(number, (number % 4 != 0).then_some(number * 3)));
    }
    let mut plan = project.plans.put(PlanId(1), None).unwrap();
    for number in 1..=household_count {
        let member = MemberId(number % member_count + 1);
        let link = Link { member, kind: LinkKind::Primary, locked: number % 13 == 0, since: None };
        plan.relink(HouseholdId(number), member, LinkKind::Primary, (number % 17 != 0).then_some(link));
        plan.put_reason(HouseholdId(number), (number % 17 == 0).then_some(Reason::New));
    }
    project.plans.put(PlanId(1), Some(plan));
    project
}

/// A change that makes these values of these keys.
fn delta(project: &Project, news: impl IntoIterator<Item = (Key, Option<Value>)>) -> Delta {
    let mut delta = Delta::default();
    for (key, new) in news {
        let old = value_at(project, &key);
        delta.note(key, old, new);
    }
    delta
}

fn entry(kind: DoneKind, delta: Delta) -> Entry {
    Entry {
        kind,
        gesture: 3,
        at: "2026-11-21T08:00:00.123456789Z".parse().unwrap(),
        operator: "王芳".to_owned(),
        label: "改户主".to_owned(),
        delta,
    }
}

/// A file and what it holds, settled step by step.
struct Desk {
    store: Store,
    project: Project,
}

impl Desk {
    fn new(test: &str, household_count: u32) -> Self {
        let project = village(household_count);
        Self { store: Store::create(place(test), &project, &somebody()).unwrap(), project }
    }

    fn take(&mut self, kind: DoneKind, delta: Delta) -> u64 {
        self.project = delta.apply(&self.project).unwrap();
        self.store.settle(&entry(kind, delta)).unwrap()
    }

    fn make(&mut self, news: impl IntoIterator<Item = (Key, Option<Value>)>) -> u64 {
        let delta = delta(&self.project, news);
        self.take(DoneKind::Do, delta)
    }

    fn undo(&mut self, seq: u64) -> u64 {
        let delta = self.store.delta_of(seq).unwrap().inverse();
        self.take(DoneKind::Undo(seq), delta)
    }

    /// Closes, checks that the file holds what it should and nothing else lies there, and opens again.
    #[track_caller]
    fn reopened(self) -> Self {
        let path = self.store.path().to_owned();
        self.store.close().unwrap();
        assert_alone(&path);
        check_sound(&path);
        let (store, loaded) = Store::open(&path, Access::Write(somebody())).unwrap();
        assert_eq!(loaded.project, self.project, "what was settled is there");
        assert_eq!(loaded.changed_outside, Vec::<&str>::new(), "nobody else wrote");
        Self { store, project: loaded.project }
    }
}

#[track_caller]
fn assert_alone(path: &Path) {
    let names: Vec<_> = std::fs::read_dir(path.parent().unwrap()).unwrap().map(|file| file.unwrap().path()).collect();
    assert_eq!(names, [path], "no side files");
}

#[track_caller]
fn check_sound(path: &Path) {
    assert_eq!(Store::verify(path).unwrap().problems, [], "sound");
}

fn renamed(project: &Project, household: u32, head: &str) -> (Key, Option<Value>) {
    let id = HouseholdId(household);
    let row = Household { head: head.to_owned(), ..project.households.at(id).unwrap().clone() };
    (Key::Household(id), Some(Value::Household(Box::new(row))))
}

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
        (Key::Facts, Some(Value::Facts(facts))),
        (Key::Category(CategoryId(4)), Some(Value::Category(category))),
        (Key::Grid(GridId(2)), Some(Value::Grid(grid))),
        (Key::Building(BuildingId(1)), None),
        (Key::Backdrop(lianhu::model::BackdropId(1)), None),
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
