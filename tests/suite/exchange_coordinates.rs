//! Coordinate systems of files: converted as PROJ does, found where nobody names them, refused where they are unknown.
//!
//! `tests/fixtures/gauss_kruger.txt` holds EPSG code, easting, northing, longitude and latitude, the last two by PROJ:
//! `cut -d' ' -f1-3 tests/fixtures/gauss_kruger.txt | while read code east north; do
//! echo $north $east | cs2cs -f %.12f EPSG:$code EPSG:4490; done` writes them again, latitude first.
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

use lianhu::exchange::{
    Crs, CrsEvidence, CrsRefusal, ExchangeError, Import, ImportKind, ImportOptions, Problem, ProblemKind, Source,
    plan_import,
};
use lianhu::geom::{Wgs84, distance_m, plane_from_wgs84};
use lianhu::index::Index;
use lianhu::model::{Grid, Household, Project, Scheme};
use proptest::prelude::{ProptestConfig, any, prop, proptest};

/// In 惠济, where the meridian 114° is central.
const HOME: Wgs84 = Wgs84 { lon_deg: 113.6021, lat_deg: 34.9137 };

fn empty() -> Project {
    Project::new("柳溪村", Scheme::neutral())
}

/// A project with one square grid, 800 m to each side of home.
fn with_grid() -> Project {
    let (mut project, half_deg) = (empty(), 0.008);
    let corners = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0), (-1.0, -1.0)];
    let ring = corners.iter().map(|(x, y)| (HOME.lon_deg + x * half_deg, HOME.lat_deg + y * half_deg)).collect();
    project.grids.push(Grid {
        code: "01".to_owned(),
        name: "一网格".to_owned(),
        level: 1,
        parent: None,
        area: geo::MultiPolygon::new(vec![geo::Polygon::new(ring, Vec::new())]),
        leader: None,
    });
    project
}

fn read(project: &Project, crs: Crs, pairs: &[(f64, f64)]) -> Result<Import, ExchangeError> {
    let rows: Vec<String> = pairs.iter().enumerate().map(|(at, (x, y))| format!("H{at},{x},{y}")).collect();
    read_text(project, crs, format!("户号,X坐标,Y坐标\n{}\n", rows.join("\n")))
}

fn read_text(project: &Project, crs: Crs, text: String) -> Result<Import, ExchangeError> {
    let source = Source { name: "名单".to_owned(), bytes: text.into_bytes(), ..Source::default() };
    let options = ImportOptions { crs, skip_bad: true, ..ImportOptions::default() };
    plan_import(project, Some(&Index::build(project)), &source, ImportKind::Households, &options)
}

/// Reads one pair; compares what was taken and why, and that it lies at home, to a millimeter.
#[track_caller]
fn check(project: &Project, crs: Crs, pair: (f64, f64), taken: (&str, CrsEvidence)) -> Vec<Problem> {
    let import = read(project, crs, &[pair]).unwrap();
    let finding = &import.report.crs;
    assert_eq!((finding.assumed.key().as_str(), finding.evidence), taken, "{pair:?}");
    let at = import.batch.households[0].1.at.unwrap();
    assert!(distance_m(at, HOME) < 1e-3, "{pair:?} lies at {at:?}");
    import.report.problems
}

fn crs(name: &str) -> Crs {
    Crs::named(name).unwrap()
}

#[test]
fn gauss_kruger_is_what_proj_says() {
    let golden = include_str!("../fixtures/gauss_kruger.txt");
    let mut worst_m: f64 = 0.0;
    for line in golden.lines() {
        let mut words = line.split(' ');
        let zone = crs(words.next().unwrap());
        let [x, y, lon_deg, lat_deg] = [(); 4].map(|()| words.next().unwrap().parse::<f64>().unwrap());
        let import = read(&empty(), zone, &[(x, y)]).unwrap();
        assert_eq!(import.report.crs.assumed, zone, "{line}: the numbers are those of the zone");
        let (at, expected) = (import.batch.households[0].1.at.unwrap(), Wgs84 { lon_deg, lat_deg });
        let off_m = distance_m(at, expected);
        assert!(off_m < 1e-3, "{line}: off by {off_m} m");
        worst_m = worst_m.max(off_m);
        let Crs::GaussKruger(zone) = zone else { continue };
        let there = plane_from_wgs84(zone.central_meridian_deg(), expected).unwrap();
        let before = f64::from(zone.number().unwrap_or(0)) * 1e6 + 5e5;
        assert!((there.east_m + before - x).hypot(there.north_m - y) < 1e-3, "{line}: forward {there:?}");
    }
    assert_eq!(golden.lines().count(), 40, "something was compared, to {worst_m} m");
}

#[test]
fn what_nobody_names_is_told_by_its_numbers() {
    let numbered = check(&empty(), Crs::Auto, (38_463_638.240_16, 3_865_091.062_82), ("gk3:38", CrsEvidence::Range));
    assert!(matches!(numbered[..], [Problem { kind: ProblemKind::CrsFound { .. }, .. }]), "{numbered:?}");
    check(&empty(), Crs::Auto, (3_865_091.062_82, 38_463_638.240_16), ("gk3:38:ne", CrsEvidence::Range));
    check(&empty(), Crs::Auto, (113.6021, 34.9137), ("wgs84", CrsEvidence::Range));
    let turned = check(&empty(), Crs::Auto, (34.9137, 113.6021), ("wgs84", CrsEvidence::Range));
    assert!(matches!(turned[..], [Problem { kind: ProblemKind::AxesTurned, row: Some(2), .. }]), "{turned:?}");
    let mercator = lianhu::geom::map_from_wgs84(HOME);
    check(&empty(), Crs::Auto, (mercator.east_m, mercator.north_m), ("epsg:3857", CrsEvidence::Range));
    let nothing = read_text(&empty(), Crs::Auto, "户号,户主\nA,甲\n".to_owned()).unwrap();
    assert_eq!(nothing.report.crs.evidence, CrsEvidence::Default, "no coordinates at all");
}

#[test]
fn an_easting_without_its_zone_needs_the_project_or_the_user() {
    let pair = (463_638.240_16, 3_865_091.062_82);
    let (x, y) = pair;
    let refused = read(&empty(), Crs::Auto, &[pair]).unwrap_err();
    let ExchangeError::UnclearCrs { could_be, .. } = &refused else { panic!("found {refused:?}") };
    assert!(could_be.contains(&crs("gk3:114")) && refused.to_string().contains("gk3:114"), "{refused}");
    check(&with_grid(), Crs::Auto, pair, ("gk3:114", CrsEvidence::Grids));
    check(&with_grid(), Crs::Auto, (y, x), ("gk3:114:ne", CrsEvidence::Grids));
    check(&empty(), crs("gk3:114"), pair, ("gk3:114", CrsEvidence::Asked));
    let mut settled = empty();
    let import = read(&empty(), crs("gk3:114"), &[pair]).unwrap();
    let there = import.batch.households[0].1.clone();
    settled.households.push(Household { code: "there already".to_owned(), ..there });
    check(&settled, Crs::Auto, pair, ("gk3:114", CrsEvidence::Households));
    let far = read(&with_grid(), Crs::Auto, &[(463_638.0, 2_000_000.0)]);
    assert!(matches!(far, Err(ExchangeError::UnclearCrs { .. })), "on no meridian near the project");
}

#[test]
fn a_zone_is_read_as_its_numbers_are_written() {
    let pair = (38_463_638.240_16, 3_865_091.062_82);
    for (named, taken) in [("gk3:114", "gk3:38"), ("epsg:4547", "gk3:38"), ("gk3:38:ne", "gk3:38")] {
        let problems = check(&empty(), crs(named), pair, (taken, CrsEvidence::Asked));
        assert!(matches!(problems[..], [Problem { kind: ProblemKind::CrsReadAs { .. }, .. }]), "{problems:?}");
    }
    let other = read(&empty(), crs("gk3:39"), &[pair]).unwrap();
    assert_eq!((other.report.rejected, other.report.crs.assumed), (1, crs("gk3:39")), "another zone is not guessed");
}

#[test]
fn what_a_map_declares_counts() {
    let map = |name: &str| {
        let name = serde_json::Value::from(name);
        format!(
            "{{\"type\":\"FeatureCollection\",\"crs\":{{\"type\":\"name\",\"properties\":{{\"name\":{name}}}}},\
             \"features\":[{{\"type\":\"Feature\",\"properties\":{{\"户号\":\"A\"}},\"geometry\":\
             {{\"type\":\"Point\",\"coordinates\":[38463638.24016,3865091.06282]}}}}]}}"
        )
    };
    let declared = read_text(&empty(), Crs::Auto, map("urn:ogc:def:crs:EPSG::4526")).unwrap();
    let at = declared.batch.households[0].1.at.unwrap();
    assert!(distance_m(at, HOME) < 1e-3 && declared.report.crs.evidence == CrsEvidence::Declared, "{at:?}");
    for (name, why) in [
        ("urn:ogc:def:crs:EPSG::2362", CrsRefusal::Datum { name: "Xian 1980".to_owned() }),
        ("EPSG:27700", CrsRefusal::Unknown),
        ("PROJCS[\"x\"", CrsRefusal::Damaged),
    ] {
        let refused = read_text(&empty(), Crs::Auto, map(name)).unwrap_err();
        assert!(matches!(&refused, ExchangeError::UnsupportedCrs { why: found, .. } if *found == why), "{refused:?}");
    }
}

#[test]
fn coordinates_of_map_services_are_noticed_and_left_alone() {
    // What 高德 shows for a square of 20 × 20 places inside the grid: some 560 m to the east and 140 m to the south.
    let shifted: Vec<(f64, f64)> = (0..400)
        .map(|at| (f64::from(at % 20), f64::from(at / 20)))
        .map(|(x, y)| (HOME.lon_deg - 0.0076 + x * 0.0008 + 0.0061, HOME.lat_deg - 0.006 + y * 0.0006 - 0.0013))
        .collect();
    let import = read(&with_grid(), Crs::Auto, &shifted).unwrap();
    let found = import.report.problems.iter().find_map(|problem| match &problem.kind {
        ProblemKind::OtherDatumFits { inside, of, other, other_inside, .. } => {
            Some((*inside, *of, *other, *other_inside))
        }
        _ => None,
    });
    let (inside, of, other, other_inside) = found.unwrap();
    assert!(
        (of, other) == (400, Crs::Gcj02) && inside < 300 && other_inside > 390,
        "{inside} {other_inside} {other:?}"
    );
    assert_eq!(import.report.crs.assumed, Crs::Wgs84, "nothing is changed by it");
    let first = import.batch.households[0].1.at.unwrap();
    assert!((first.lon_deg - shifted[0].0).abs() < 1e-9, "as it stands in the file");
    let straight = read(&with_grid(), Crs::Gcj02, &shifted).unwrap();
    let is_said = |problem: &Problem| matches!(problem.kind, ProblemKind::OtherDatumFits { .. });
    assert!(!straight.report.problems.iter().any(is_said), "read rightly, nothing is said");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_numbers_make_finding_panic(
        pairs in prop::collection::vec((any::<f64>(), -5e7..5e7_f64, 0..3_u8), 0..6), zone in 4491..=4554_u32,
    ) {
        let pairs: Vec<(f64, f64)> = pairs.iter().map(|&(wild, tame, pick)| match pick {
            0 => (wild, tame),
            1 => (tame, 3_865_091.0),
            _ => (463_638.0, tame),
        }).collect();
        for crs in [Crs::Auto, crs(&zone.to_string())] {
            for project in [empty(), with_grid()] {
                drop(read(&project, crs, &pairs));
            }
        }
    }
}
