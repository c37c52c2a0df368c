//! A village in a file of its own, for the tests of the project file.

use lianhu::edit::{Delta, DoneKind, Key, Value, value_at};
use lianhu::geom::{Area, Wgs84};
use lianhu::model::{
    Address, Backdrop, BackdropKind, Building, BuildingId, CategoryId, Grid, GridId, Household, HouseholdId,
    HouseholdStatus, LinkKind, Member, MemberId, MemberStatus, PlanId, Project, Provenance, Reason, Scheme, Shape,
};
use lianhu::store::{Access, Entry, Owner, Store};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file of this name in a folder of its own, empty at first.
pub(crate) fn place(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("store").join(test);
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).unwrap();
    folder.join("柳溪村 50%?.gpkg")
}

pub(crate) fn somebody() -> Owner {
    Owner { process: 7, who: "王芳 @ 村部".to_owned(), since: "8:15".to_owned() }
}

pub(crate) fn at(east: u32, north: u32) -> Wgs84 {
    Wgs84 { lon_deg: 113.6 + f64::from(east) * 0.000_31, lat_deg: 34.9 + f64::from(north) * 0.000_27 }
}

pub(crate) fn square(size: u32) -> Area {
    let corners = [at(0, 0), at(size, 0), at(size, size), at(0, size), at(0, 0)];
    let ring: geo::LineString = corners.iter().map(|place| (place.lon_deg, place.lat_deg)).collect();
    Area::new(vec![geo::Polygon::new(ring, Vec::new())])
}

pub(crate) fn household(number: u32) -> Household {
    Household {
        code: format!("H{number:04}"),
        head: format!("张三{number}"),
        address: Address::parse(&format!("{}组{number}号", number % 9 + 1)),
        building: (number.is_multiple_of(7)).then_some(BuildingId(1)),
        phone: "19900000000".to_owned(),
        people: (!number.is_multiple_of(5)).then_some(3),
        elderly: (number.is_multiple_of(4)).then_some(2),
        children: (number.is_multiple_of(3)).then_some(1),
        categories: [CategoryId(number % 6 + 2)].into_iter().collect(),
        at: (!number.is_multiple_of(11)).then(|| at(number % 100, number / 100)),
        status: HouseholdStatus::ALL[number as usize % 3],
        stated_grid: "G1".to_owned(),
        status_since: Some(jiff::civil::date(2026, 11, 1)),
        note: "“引号” 'q' \"d\"".to_owned(),
    }
}

pub(crate) fn member(number: u32, home: Option<u32>) -> Member {
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
        organization: None,
        consent: true,
        home_consent: false,
        needs_care: number.is_multiple_of(3),
        status: MemberStatus::Serving,
        note: String::new(),
    }
}

/// A village with everything in it: many households, a member for every six, two plans.
pub(crate) fn village(household_count: u32) -> Project {
    let mut project = Project::new("柳溪村", Scheme::neutral());
    let facts = Arc::make_mut(&mut project.facts);
    facts.is_invented = true;
    facts.backdrop_source.push_str("示意");
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
    project.provenances.push(Provenance {
        file: "名册,“2026”.xlsx".to_owned(),
        kind: "households".to_owned(),
        as_of: Some(jiff::civil::date(2026, 11, 1)),
        taken_on: Some(jiff::civil::date(2026, 11, 2)),
        crs: "gcj02".to_owned(),
        evidence: "grids".to_owned(),
        rows: 418,
        headers: vec!["户号".to_owned(), "户主\n姓名".to_owned()],
        mapped: vec!["户主\n姓名=head".to_owned()],
    });
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
    let links = (1..=household_count).map(|number| {
        let household = HouseholdId(number);
        if number % 17 == 0 {
            return (Key::Reason(PlanId(1), household), Some(Value::Reason(Reason::New)));
        }
        let member = MemberId(number % member_count + 1);
        let link = Value::Link { locked: number % 13 == 0, since: None };
        (Key::Link(PlanId(1), household, member, LinkKind::Primary), Some(link))
    });
    delta(&project, links).apply(&project).unwrap()
}

/// A change that makes these values of these keys.
pub(crate) fn delta(project: &Project, news: impl IntoIterator<Item = (Key, Option<Value>)>) -> Delta {
    let mut delta = Delta::default();
    for (key, new) in news {
        let old = value_at(project, &key);
        delta.note(key, old, new);
    }
    delta
}

pub(crate) fn entry(kind: DoneKind, delta: Delta) -> Entry {
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
pub(crate) struct Desk {
    pub(crate) store: Store,
    pub(crate) project: Project,
}

impl Desk {
    pub(crate) fn new(test: &str, household_count: u32) -> Self {
        let project = village(household_count);
        Self { store: Store::create(place(test), &project, &somebody()).unwrap(), project }
    }

    pub(crate) fn take(&mut self, kind: DoneKind, delta: Delta) -> u64 {
        self.project = delta.apply(&self.project).unwrap();
        self.store.settle(&entry(kind, delta)).unwrap()
    }

    pub(crate) fn make(&mut self, news: impl IntoIterator<Item = (Key, Option<Value>)>) -> u64 {
        let delta = delta(&self.project, news);
        self.take(DoneKind::Do, delta)
    }

    pub(crate) fn undo(&mut self, seq: u64) -> u64 {
        let delta = self.store.delta_of(seq).unwrap().inverse();
        self.take(DoneKind::Undo(seq), delta)
    }

    /// Closes, checks that the file holds what it should and nothing else lies there, and opens again.
    #[track_caller]
    pub(crate) fn reopened(self) -> Self {
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
pub(crate) fn assert_alone(path: &Path) {
    let names: Vec<_> = std::fs::read_dir(path.parent().unwrap()).unwrap().map(|file| file.unwrap().path()).collect();
    assert_eq!(names, [path], "no side files");
}

#[track_caller]
pub(crate) fn check_sound(path: &Path) {
    assert_eq!(Store::verify(path).unwrap().problems, [], "sound");
}

pub(crate) fn renamed(project: &Project, household: u32, head: &str) -> (Key, Option<Value>) {
    let id = HouseholdId(household);
    let row = Household { head: head.to_owned(), ..project.households.at(id).unwrap().clone() };
    (Key::Household(id), Some(Value::Household(Box::new(row))))
}
