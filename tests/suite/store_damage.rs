//! The project file in other hands: foreign, cut, spoiled and hostile files.
#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests spoil files")]

use crate::store_fixture::{Desk, assert_alone, at, check_sound, delta, entry, place, renamed, somebody, village};
use lianhu::edit::{DoneKind, Key, Value};
use lianhu::model::Household;
use lianhu::store::{Access, Problem, Store, StoreError};
use rusqlite::functions::FunctionFlags;
use std::path::Path;

/// Lets somebody else's hands into the file.
#[track_caller]
fn tamper(path: &Path, sql: &str) {
    let connection = rusqlite::Connection::open(path).unwrap();
    connection.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false).unwrap();
    for name in ["ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"] {
        connection.create_scalar_function(name, 1, FunctionFlags::SQLITE_UTF8, |_| Ok(0)).unwrap();
    }
    connection.execute_batch(sql).unwrap();
}

#[track_caller]
fn check_tampered(path: &Path, sql: &str, expected: &[Problem]) {
    let spoiled = path.with_file_name("spoiled.gpkg");
    std::fs::copy(path, &spoiled).unwrap();
    tamper(&spoiled, sql);
    assert_eq!(Store::verify(&spoiled).unwrap().problems, expected, "after {sql}");
    std::fs::remove_file(&spoiled).unwrap();
}

#[test]
fn verifying_finds_what_others_did() {
    let mut desk = Desk::new("verify", 30);
    let news = [renamed(&desk.project, 1, "赵六")];
    desk.make(news);
    let news = [renamed(&desk.project, 1, "钱七")];
    desk.make(news);
    let desk = desk.reopened();
    let path = desk.store.path().to_owned();
    desk.store.close().unwrap();
    let verification = Store::verify(&path).unwrap();
    assert_eq!((verification.schema, verification.history_steps), (5, 2), "counted");
    let outside = |table| Problem::ChangedOutside { table };
    check_tampered(&path, "UPDATE household SET phone = '1' WHERE fid = 3", &[outside("household")]);
    check_tampered(
        &path,
        "UPDATE member SET own_lon = own_lon + 1e-9 WHERE own_lon NOT NULL",
        &[outside("member"), Problem::Stale { table: "member", fid: 4, column: "geom" }],
    );
    check_tampered(
        &path,
        "UPDATE household SET head = 'x' WHERE fid = 1",
        &[outside("household"), Problem::Ledger { seq: 2 }],
    );
    check_tampered(
        &path,
        "UPDATE change_item SET old = replace(old, '赵六', '赵七') WHERE seq = 2",
        &[outside("change_item"), Problem::Ledger { seq: 1 }],
    );
    check_tampered(
        &path,
        "UPDATE change_item SET old = '{' WHERE seq = 2",
        &[
            outside("change_item"),
            Problem::BadValue { table: "change_item", fid: 2, column: "old" },
            Problem::Ledger { seq: 2 },
        ],
    );
    check_tampered(
        &path,
        "DELETE FROM change WHERE fid = 2",
        &[
            outside("change"),
            Problem::Dangling { table: "change_item", fid: 2, column: "seq" },
            Problem::Ledger { seq: 1 },
        ],
    );
    check_tampered(
        &path,
        "UPDATE household SET shown_category = 'away' WHERE fid = 2",
        &[Problem::Stale { table: "household", fid: 2, column: "shown_category" }],
    );
    check_tampered(
        &path,
        "DELETE FROM rtree_household_geom WHERE id = 2",
        &[Problem::Index { table: "household", rows: 28, indexed: 27 }],
    );
    check_tampered(
        &path,
        "UPDATE link SET member = 99 WHERE fid = 1",
        &[outside("link"), Problem::Dangling { table: "link", fid: 1, column: "member" }],
    );
}

#[test]
fn verifying_finds_a_flipped_coordinate() {
    let desk = Desk::new("flipped", 30);
    let path = desk.store.path().to_owned();
    desk.store.close().unwrap();
    let mut bytes = std::fs::read(&path).unwrap();
    let lon = at(2, 0).lon_deg.to_le_bytes();
    // A page that was rearranged may keep a copy that counts for nothing.
    let copies: Vec<usize> = (0..bytes.len() - 8).filter(|&at| bytes[at..at + 8] == lon).collect();
    for &copy in &copies {
        bytes[copy] ^= 1;
    }
    assert!(!copies.is_empty(), "something is spoiled");
    std::fs::write(&path, bytes).unwrap();
    let problems = Store::verify(&path).unwrap().problems;
    assert_eq!(problems, [Problem::ChangedOutside { table: "household" }], "one bit of one coordinate");
    let (mut store, loaded) = Store::open(&path, Access::Write(somebody())).unwrap();
    assert_eq!(loaded.changed_outside, ["household"], "noticed on opening too");
    store.accept_outside_changes().unwrap();
    store.close().unwrap();
    check_sound(&path);
}

#[track_caller]
fn check_refused(path: &Path, is_expected: impl Fn(&StoreError) -> bool) {
    for access in [Access::Read, Access::Write(somebody())] {
        let Err(err) = Store::open(path, access) else { panic!("opened") };
        assert!(is_expected(&err), "found {err:?}");
        assert!(err.to_string().ends_with(&path.display().to_string()), "the path is last: {err}");
    }
    assert!(Store::verify(path).is_err_and(|err| is_expected(&err)), "verified");
    assert_alone(path);
}

#[test]
fn other_files_are_refused_by_name() {
    let path = place("foreign");
    assert!(matches!(Store::open(&path, Access::Read), Err(StoreError::Missing { .. })), "no file");
    std::fs::write(&path, "").unwrap();
    check_refused(&path, |err| matches!(err, StoreError::Empty { .. }));
    std::fs::write(&path, "户号,户主\nH1,张三\n".repeat(90)).unwrap();
    check_refused(&path, |err| matches!(err, StoreError::NotDatabase { .. }));
    std::fs::remove_file(&path).unwrap();
    tamper(&path, "CREATE TABLE household (fid INTEGER PRIMARY KEY)");
    check_refused(&path, |err| matches!(err, StoreError::NotGeoPackage { .. }));
    tamper(&path, "PRAGMA application_id = 1196444487");
    check_refused(&path, |err| matches!(err, StoreError::NotOurs { .. }));
    std::fs::remove_file(&path).unwrap();
    Store::create(&path, &village(5), &somebody()).unwrap().close().unwrap();
    tamper(&path, "UPDATE project SET schema_number = 6");
    check_refused(&path, |err| matches!(err, StoreError::Newer { schema: 6, known: 5, .. }));
    tamper(&path, "UPDATE project SET schema_number = 5; DROP TABLE link; CREATE VIEW link AS SELECT 1 AS plan");
    check_refused(&path, |err| matches!(err, StoreError::NotOurs { .. }));
}

#[test]
fn planted_triggers_do_not_run() {
    let desk = Desk::new("trigger", 5);
    let path = desk.store.path().to_owned();
    desk.store.close().unwrap();
    tamper(&path, "CREATE TRIGGER t AFTER UPDATE ON gpkg_contents BEGIN DELETE FROM household; END");
    let refused = Store::open(&path, Access::Write(somebody()));
    assert!(matches!(refused, Err(StoreError::ForeignTrigger { trigger, .. }) if trigger == "t"), "not for writing");
    let (_, loaded) = Store::open(&path, Access::Read).unwrap();
    assert_eq!(loaded.project, desk.project, "but it can be looked at");
    tamper(
        &path,
        "DROP TRIGGER t; CREATE TABLE theirs (a); CREATE TRIGGER t AFTER INSERT ON theirs BEGIN SELECT 1; END",
    );
    assert!(Store::open(&path, Access::Write(somebody())).is_ok(), "what others do with their own tables is theirs");
}

#[test]
fn hostile_rows_are_refused_without_harm() {
    let desk = Desk::new("hostile", 5);
    let path = desk.store.path().to_owned();
    desk.store.close().unwrap();
    for (sql, place) in [
        ("UPDATE household SET fid = 4000000000 WHERE fid = 2", ("household", "fid")),
        ("UPDATE household SET fid = -1 WHERE fid = 2", ("household", "fid")),
        ("UPDATE sqlite_sequence SET seq = 4000000000 WHERE name = 'grid'", ("grid", "fid")),
        ("UPDATE link SET household = 4000000000 WHERE fid = 1", ("link", "household")),
        ("UPDATE link SET plan = 9", ("link", "plan")),
        ("UPDATE household SET status = 'gone' WHERE fid = 2", ("household", "status")),
        ("UPDATE household SET people = 70000 WHERE fid = 2", ("household", "people")),
        ("UPDATE household SET head = x'ff' WHERE fid = 2", ("household", "head")),
        ("UPDATE category SET color = '#12345é' WHERE fid = 2", ("category", "color")),
        ("UPDATE scheme SET text = 'levels = [1'", ("scheme", "text")),
        ("UPDATE grid SET geom = x'475000' WHERE fid = 1", ("grid", "geom")),
        ("DELETE FROM project; INSERT INTO project (schema_number) VALUES (2); DELETE FROM scheme", ("", "")),
    ] {
        let spoiled = path.with_file_name("spoiled.gpkg");
        std::fs::copy(&path, &spoiled).unwrap();
        tamper(&spoiled, sql);
        match Store::open(&spoiled, Access::Read) {
            Err(StoreError::BadValue { table, column, .. }) => assert_eq!((table, column), place, "after {sql}"),
            other => assert!(place.0.is_empty() && other.is_err(), "found {other:?} after {sql}"),
        }
        drop(Store::verify(&spoiled));
        std::fs::remove_file(&spoiled).unwrap();
    }
}

#[test]
fn a_cut_file_is_refused() {
    let desk = Desk::new("cut", 40);
    let path = desk.store.path().to_owned();
    desk.store.close().unwrap();
    let whole = std::fs::read(&path).unwrap();
    for len in [10, 99, 100, 511, 4095, 4096, 5000, 8192, whole.len() / 2, whole.len() - 4096, whole.len() - 1] {
        std::fs::write(&path, &whole[..len]).unwrap();
        check_refused(&path, |err| match err {
            StoreError::Truncated { found, .. } => *found == len as u64,
            StoreError::NotDatabase { .. } => len < 100,
            _ => false,
        });
    }
}

#[test]
fn flipped_bits_are_survived() {
    let mut desk = Desk::new("bits", 20);
    let news = [renamed(&desk.project, 1, "赵六")];
    desk.make(news);
    let path = desk.store.path().to_owned();
    desk.store.close().unwrap();
    let whole = std::fs::read(&path).unwrap();
    let mut seed = 1_u64;
    let mut random = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let mut noticed = 0;
    for round in 0..50 {
        let mut bytes = whole.clone();
        let within = if round % 3 == 0 { 4096 } else { bytes.len() };
        for _ in 0..=round % 8 {
            bytes[random(within)] ^= 1 << random(8);
        }
        std::fs::write(&path, bytes).unwrap();
        let is_sound = Store::verify(&path).is_ok_and(|verification| verification.problems.is_empty());
        noticed += usize::from(!is_sound);
        if let Ok((mut store, loaded)) = Store::open(&path, Access::Write(somebody())) {
            if let Some((id, household)) = loaded.project.households.iter().next() {
                let row = Household { head: "x".to_owned(), ..household.clone() };
                let change = delta(&loaded.project, [(Key::Household(id), Some(Value::Household(Box::new(row))))]);
                drop(store.settle(&entry(DoneKind::Do, change)));
            }
            drop(store.close());
        }
        for suffix in ["-wal", "-shm", "-journal", ".lock"] {
            drop(std::fs::remove_file(path.with_file_name(format!("柳溪村 50%?.gpkg{suffix}"))));
        }
    }
    assert!(noticed > 10, "some of it hits something: {noticed}");
}

#[test]
fn a_thread_can_own_it() {
    fn takes(_: impl Send + 'static) {}
    takes(Desk::new("thread", 1).store);
}
