//! Scenes: what is drawn for whom, as text; and how, as small pictures.
//!
//! `UPDATE_GOLDEN=1` rewrites what lies in `tests/goldens`, and then fails, so that it cannot be left on.
#![expect(clippy::disallowed_methods, reason = "reads and writes goldens")]
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may fail loudly")]

use lianhu::disclose::{Audience, masked_name};
use lianhu::edit::{Delta, Key, Value};
use lianhu::exchange::png::png_from_picture;
use lianhu::geom::{Area, MapPoint, View, Wgs84, map_from_wgs84};
use lianhu::index::{Filter, Index, Tally};
use lianhu::model::{
    Address, Backdrop, BackdropKind, Category, CategorySet, Glyph, Grid, Household, HouseholdStatus, LinkKind, Member,
    MemberId, MemberStatus, Project, Scheme, Shape,
};
use lianhu::scene::paint::{Brush, Fonts, Look, Pixmap, glyph_pt, mark_picture, paint};
use lianhu::scene::{
    Ink, LegendKey, LegendLine, LegendTexts, Orientation, Page, PageOptions, PageTexts, Part, Scene, SceneOptions,
    Theme, build, legend,
};
use std::collections::BTreeSet;
use std::path::PathBuf;

fn golden_path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/goldens").join(name)
}

/// Compares with the golden of this name; `is_same` gets what was found before and what was found now.
#[track_caller]
fn check(name: &str, found: &[u8], is_same: impl Fn(&[u8], &[u8]) -> Result<(), String>) {
    let path = golden_path(name);
    if std::env::var("UPDATE_GOLDEN").is_ok() {
        std::fs::write(&path, found).expect("the golden is written");
        panic!("rewrote {name}; look at it, then run without UPDATE_GOLDEN");
    }
    let wanted = std::fs::read(&path).unwrap_or_default();
    assert!(!wanted.is_empty(), "{name} is missing: run with UPDATE_GOLDEN=1");
    if let Err(difference) = is_same(&wanted, found) {
        let beside = std::env::temp_dir().join(format!("found-{name}"));
        std::fs::write(&beside, found).expect("what was found is written");
        panic!("{name} differs: {difference}\nFound: {}", beside.display());
    }
}

#[track_caller]
fn check_text(name: &str, found: &str) {
    check(name, found.as_bytes(), |wanted, found| {
        let (wanted, found) = (String::from_utf8_lossy(wanted), String::from_utf8_lossy(found));
        let lines = wanted.lines().zip(found.lines()).find(|(wanted, found)| wanted != found);
        match lines {
            _ if wanted == found => Ok(()),
            Some((wanted, found)) => Err(format!("\nwanted {wanted}\nfound  {found}")),
            None => Err("one is longer".to_owned()),
        }
    });
}

/// A picture may differ a little, since the last bit of a sine does between machines.
#[track_caller]
fn check_picture(name: &str, found: Pixmap) {
    assert!(found.width() <= 200 && found.height() <= 150, "goldens are small");
    let bytes = png_from_picture(found, 96.0).unwrap();
    check(name, &bytes, |wanted, found| {
        let ((size, wanted), (found_size, found)) = (pixels(wanted), pixels(found));
        if size != found_size {
            return Err(format!("size {found_size:?} instead of {size:?}"));
        }
        let off = wanted.iter().zip(&found).filter(|(a, b)| a.abs_diff(**b) > 24).count();
        if off <= 12 { Ok(()) } else { Err(format!("{off} channels of {}", wanted.len())) }
    });
}

fn pixels(bytes: &[u8]) -> ((u32, u32), Vec<u8>) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut pixels).unwrap();
    ((frame.width, frame.height), pixels)
}

/// A place so many meters east and north of a corner somewhere.
fn at(east_m: f64, north_m: f64) -> Wgs84 {
    Wgs84 { lon_deg: 103.1 + east_m / 89_000.0, lat_deg: 36.9 + north_m / 111_000.0 }
}

fn area(corners: &[(f64, f64)]) -> Area {
    let ring: Vec<(f64, f64)> = corners
        .iter()
        .map(|&(east_m, north_m)| at(east_m, north_m))
        .map(|place| (place.lon_deg, place.lat_deg))
        .collect();
    Area::new(vec![geo::Polygon::new(geo::LineString::from(ring), Vec::new())])
}

fn household(code: &str, place: (f64, f64), categories: CategorySet) -> Household {
    Household {
        code: code.to_owned(),
        head: format!("住户{code}"),
        address: Address::default(),
        building: None,
        phone: String::new(),
        people: Some(3),
        elderly: None,
        children: None,
        categories,
        at: Some(at(place.0, place.1)),
        status: HouseholdStatus::Resident,
        stated_grid: String::new(),
        status_since: None,
        note: String::new(),
    }
}

/// A few houses on both sides of a street, a river, two grids that share a border; two members, of whom one agreed
/// to be shown.
fn tiny() -> Project {
    let mut project = Project::new("柳溪村", Scheme::neutral());
    let grid = |name: &str, corners: &[(f64, f64)]| Grid {
        code: name.to_owned(),
        name: name.to_owned(),
        level: 2,
        parent: None,
        area: area(corners),
        leader: None,
    };
    let west = project.grids.push(grid("第一网格", &[(0.0, 40.0), (70.0, 40.0), (70.0, 120.0), (0.0, 120.0)]));
    // The eastern outline has no corner where the western one ends: the shared piece is found all the same.
    project.grids.push(grid("第二网格", &[(70.0, 30.0), (150.0, 30.0), (150.0, 120.0), (70.0, 120.0)]));
    let set = |key: &str| CategorySet::EMPTY.with(project.category(key).unwrap());
    let (ordinary, elderly, child) = (set(Category::ORDINARY), set("elderly_alone"), set("left_behind_child"));
    let (disabled, away, hardship) = (set("disabled"), set("away"), set("hardship"));
    let rows = [
        ("H1", (15.0, 100.0), ordinary),
        ("H2", (35.0, 100.0), elderly),
        ("H3", (55.0, 100.0), ordinary),
        ("H4", (15.0, 60.0), disabled),
        ("H5", (40.0, 60.0), CategorySet::EMPTY),
        ("H6", (90.0, 100.0), ordinary),
        ("H7", (110.0, 100.0), hardship),
        ("H8", (110.0, 100.0), ordinary),
        ("H9", (110.0, 100.0), child),
        ("H10", (135.0, 60.0), away),
        ("H11", (95.0, 60.0), ordinary),
    ];
    let homes: Vec<_> =
        rows.map(|(code, place, categories)| project.households.push(household(code, place, categories))).to_vec();
    let member = |code: &str, name: &str, home, consent| Member {
        code: code.to_owned(),
        name: name.to_owned(),
        home: Some(home),
        at: None,
        duty_phone: String::new(),
        phone: String::new(),
        roles: Vec::new(),
        eligible: true,
        min_load: 1,
        max_load: None,
        grid: None,
        organization: None,
        consent,
        home_consent: consent,
        needs_care: false,
        status: MemberStatus::Serving,
        note: String::new(),
    };
    let shy = project.members.push(member("M1", "甲乙丙", homes[2], false));
    let open = project.members.push(member("M2", "欧阳丁", homes[5], true));
    project.grids.put(west, Some(Grid { leader: Some(shy), ..project.grids.at(west).unwrap().clone() }));
    let plan = project.current_plan();
    let mut delta = Delta::default();
    let mut link = |household: usize, member: MemberId, kind, locked| {
        let key = Key::Link(plan, homes[household], member, kind);
        delta.note(key, None, Some(Value::Link { locked, since: None }));
    };
    for household in [0, 1, 3, 5] {
        link(household, shy, LinkKind::Primary, household == 3);
    }
    for household in [2, 6, 7, 8, 10] {
        link(household, open, LinkKind::Primary, false);
    }
    link(0, open, LinkKind::Backup, false);
    let mut project = delta.apply(&project).expect("the links are new");
    let mut feature = |kind, name: &str, shape| {
        project.backdrop.push(Backdrop { kind, name: name.to_owned(), shape });
    };
    let river = area(&[(-60.0, -40.0), (210.0, -40.0), (210.0, 10.0), (80.0, 2.0), (-60.0, 14.0)]);
    feature(BackdropKind::Water, "柳溪", Shape::Area(river));
    feature(BackdropKind::Street, "中心街", Shape::Line(vec![at(-60.0, 80.0), at(210.0, 80.0)]));
    feature(BackdropKind::House, "", Shape::Area(area(&[(8.0, 95.0), (22.0, 95.0), (22.0, 106.0), (8.0, 106.0)])));
    project
}

fn scene_for(project: &Project, audience: Audience) -> Scene {
    let options = SceneOptions { show_member_names: true, ..SceneOptions::new(project.current_plan(), audience) };
    build(project, &Index::build(project), &options)
}

#[test]
fn internal_sees_categories_states_and_links() {
    check_text("scene-internal.txt", &scene_for(&tiny(), Audience::Internal).to_text());
}

#[test]
fn a_meeting_sees_dots_and_who_agreed() {
    check_text("scene-meeting.txt", &scene_for(&tiny(), Audience::Meeting).to_text());
}

#[test]
fn the_public_sees_dots_and_who_agreed() {
    check_text("scene-public.txt", &scene_for(&tiny(), Audience::Public).to_text());
}

#[test]
fn outside_no_mark_tells_anything() {
    let project = tiny();
    for audience in [Audience::Meeting, Audience::Public] {
        let scene = scene_for(&project, audience);
        assert!(scene.links().is_empty(), "{audience:?}: no links");
        for mark in scene.marks() {
            let is_plain = mark.ink == Ink::Neutral && mark.glyph == Glyph::Disc && mark.member.is_none();
            let agreed = mark.member.and_then(|member| project.members.at(member));
            let is_agreed = mark.ink == Ink::Member && agreed.is_some_and(|row| row.consent && row.home_consent);
            assert!(is_plain || is_agreed, "{audience:?}: {mark:?}");
            assert_eq!(mark.state, Default::default(), "{audience:?}: no state of a household");
            assert_eq!(mark.household, None, "{audience:?}: nobody is to be looked up");
        }
        for member in project.members.rows().filter(|row| !row.consent) {
            let says = |text: &str| text.contains(&member.name) || text.contains(&masked_name(&member.name));
            assert!(!says(&scene.to_text()), "{audience:?}: a name without consent");
        }
    }
}

#[test]
fn outside_a_filter_hides_nothing() {
    let project = tiny();
    let plan = project.current_plan();
    let all: BTreeSet<_> = project.categories.ids().map(Some).chain([None]).collect();
    let index = Index::build(&project);
    let filtered = |audience| {
        let filter = Filter { hidden: all.clone(), ..Filter::default() };
        let options = SceneOptions { filter, ..SceneOptions::new(plan, audience) };
        build(&project, &index, &options).marks().len()
    };
    assert_eq!(filtered(Audience::Internal), 0, "internally everything can be filtered away");
    assert_eq!(filtered(Audience::Public), 9, "outside a gap would tell");
}

#[test]
fn a_shared_border_is_drawn_once() {
    let scene = scene_for(&tiny(), Audience::Internal);
    let near = |a: MapPoint, b: MapPoint| (a.east_m - b.east_m).hypot(a.north_m - b.north_m) < 1.5;
    let [south, north] = [at(70.0, 40.0), at(70.0, 120.0)].map(map_from_wgs84);
    let runs = scene.lines().iter().flat_map(|line| line.points.windows(2)).filter(|pair| {
        (near(pair[0], south) && near(pair[1], north)) || (near(pair[0], north) && near(pair[1], south))
    });
    assert_eq!(runs.count(), 1, "between the two grids");
}

#[test]
fn the_legend_of_outsiders_has_permitted_counts_only() {
    let project = tiny();
    let index = Index::build(&project);
    let tally = Tally::of(&project, &index, project.current_plan());
    let words = |audience| -> Vec<(String, Option<usize>)> {
        let scene = scene_for(&project, audience);
        let lines = legend(&project, &scene, &tally.whole, audience, &legend_texts());
        lines.into_iter().map(|line| (line.text, line.count)).collect()
    };
    let line = |text: &str, count| (text.to_owned(), count);
    assert_eq!(words(Audience::Public), [line("住户", Some(11)), line("党员", None)], "four is too few to tell");
    assert_eq!(
        words(Audience::Meeting),
        [line("住户", Some(11)), line("关爱户", Some(4)), line("其他", Some(7)), line("党员", None)],
        "care as one"
    );
    assert_eq!(words(Audience::Internal).len(), 9, "seven categories, unknown, uncovered");
}

fn legend_texts() -> LegendTexts {
    LegendTexts {
        unknown: "未分类".to_owned(),
        household: "住户".to_owned(),
        care: "关爱户".to_owned(),
        others: "其他".to_owned(),
        member: "党员".to_owned(),
        uncovered: "未联系".to_owned(),
    }
}

#[test]
fn the_marks_look_as_they_should() {
    let (theme, project) = (Theme::light(), tiny());
    let mut sheet = Pixmap::new(200, 64).unwrap();
    for (row, size_pt) in [(0_i32, 18.0), (1, 11.5), (2, 5.0)] {
        let inks = project.categories.rows().zip(project.categories.ids()).map(|(row, category)| {
            let is_quiet = row.key == Category::ORDINARY;
            (row.glyph, Ink::Category { category, color: row.color, is_quiet })
        });
        for ((glyph, ink), column) in inks.chain([(Glyph::Unknown, Ink::Unknown)]).zip(0_i32..) {
            let picture = mark_picture(glyph, ink, size_pt, 1.0, &theme).unwrap();
            put(&mut sheet, &picture, column * 25, row * 26);
        }
    }
    check_picture("marks.png", sheet);
}

fn put(sheet: &mut Pixmap, picture: &Pixmap, left: i32, top: i32) {
    let (wide, side) = (sheet.width() as usize, picture.width() as usize);
    for (row_idx, row) in picture.data().chunks_exact(side * 4).enumerate() {
        let start = ((top as usize + row_idx) * wide + left as usize) * 4;
        if let Some(target) = sheet.data_mut().get_mut(start..start + side * 4) {
            target.copy_from_slice(row);
        }
    }
}

#[test]
fn a_small_map_looks_as_it_should() {
    let (theme, fonts) = (Theme::light(), Fonts::embedded());
    let scene = scene_for(&tiny(), Audience::Internal);
    let view = View::fitting(&scene.bounds().padded(14.0), 200.0, 150.0, 2.0);
    let look = Look { has_names: true, name_pt: 9.0, ..Look::screen(&theme, &fonts, 1.0) };
    check_picture("map.png", paint(&scene, &view, &look, &mut Brush::default(), &|| false).unwrap());
}

fn page_for(project: &Project, part: Part) -> (Scene, Page) {
    let scene = scene_for(project, Audience::Internal);
    let texts = PageTexts {
        title: "柳溪村　联户图".to_owned(),
        subtitle: "方案“现行”".to_owned(),
        stamp: "内部工作用图".to_owned(),
        invented: "虚构".to_owned(),
        legend_title: "图例".to_owned(),
        north: "北".to_owned(),
        maker_label: "制图".to_owned(),
        source_label: "底图来源".to_owned(),
        ..PageTexts::default()
    };
    let lines = vec![LegendLine {
        key: LegendKey::Mark(Glyph::Triangle, Ink::Member),
        text: "党员户".to_owned(),
        count: Some(2),
    }];
    let options = PageOptions { dpi: 17.0, part, has_reference: true, ..PageOptions::default() };
    let page = Page::of(&scene, options, texts, lines);
    (scene, page)
}

#[test]
fn a_small_page_looks_as_it_should() {
    let project = tiny();
    let (scene, page) = page_for(&project, Part::Grid(project.grids.ids().next().unwrap()));
    let options = PageOptions { orientation: Some(Orientation::Landscape), ..page.options };
    let page = Page::of(&scene, options, page.texts, page.legend);
    let picture = page.paint(&scene, &Theme::light(), &Fonts::embedded(), &|| false).unwrap();
    check_picture("page.png", picture);
}

#[test]
fn a_page_is_true_to_scale_and_its_squares_have_names() {
    let (_, page) = page_for(&tiny(), Part::Whole);
    assert_eq!((page.ratio, page.orientation), (800, Orientation::Landscape), "150 m on A4");
    let [west, east] = [at(0.0, 60.0), at(100.0, 60.0)];
    let apart_pt =
        page.view.screen_from_map(map_from_wgs84(east)).x_pt - page.view.screen_from_map(map_from_wgs84(west)).x_pt;
    let wanted_pt = lianhu::geom::distance_m(west, east) / f64::from(page.ratio) / 0.0254 * 72.0;
    assert!((f64::from(apart_pt) - wanted_pt).abs() < 0.004 * wanted_pt, "{apart_pt} instead of {wanted_pt}");
    let square = page.square_of(page.view.bounds().center());
    assert!(square.as_ref().is_some_and(|square| square.starts_with(['B', 'C', 'D'])), "found {square:?}");
    assert_eq!(page.square_of(MapPoint::default()), None, "the gulf of Guinea is not on the sheet");
}

#[test]
fn a_png_says_its_resolution_and_nothing_else() {
    let bytes = png_from_picture(Pixmap::new(3, 2).unwrap(), 300.0).unwrap();
    let reader = png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().unwrap();
    let info = reader.info();
    assert_eq!(info.pixel_dims.map(|dims| dims.xppu), Some(11_811), "300 dots in an inch");
    let is_silent = info.uncompressed_latin1_text.is_empty() && info.compressed_latin1_text.is_empty();
    assert!(is_silent && info.utf8_text.is_empty(), "no texts in the file");
}

#[test]
fn a_picture_that_nobody_wants_any_more_is_not_finished() {
    let (theme, fonts) = (Theme::light(), Fonts::embedded());
    let scene = scene_for(&tiny(), Audience::Internal);
    let view = View::fitting(&scene.bounds(), 80.0, 60.0, 2.0);
    assert!(
        paint(&scene, &view, &Look::screen(&theme, &fonts, 1.0), &mut Brush::default(), &|| true).is_none(),
        "cancelled"
    );
}

#[test]
fn two_tiles_side_by_side_are_one_picture() {
    let (theme, fonts) = (Theme::light(), Fonts::embedded());
    let scene = scene_for(&tiny(), Audience::Internal);
    let look = Look::screen(&theme, &fonts, 1.0);
    let whole = View { pt_per_m: 1.0, ..View::fitting(&scene.bounds(), 200.0, 100.0, 0.0) };
    let half = |right_pt: f32| View { width_pt: 100.0, ..whole.panned(right_pt, 0.0) };
    let [whole, left, right] = [whole, half(50.0), half(-50.0)]
        .map(|view| paint(&scene, &view, &look, &mut Brush::default(), &|| false).unwrap());
    let rows = whole.data().chunks_exact(800).zip(left.data().chunks_exact(400).zip(right.data().chunks_exact(400)));
    let off = rows
        .flat_map(|(row, (left, right))| row.iter().zip(left.iter().chain(right)))
        .filter(|(a, b)| a.abs_diff(**b) > 24)
        .count();
    assert!(off < 60, "{off} channels differ");
}

#[test]
fn marks_grow_with_the_scale_within_limits() {
    assert!((10.5..12.5).contains(&glyph_pt(0.9)), "a village in a window");
    assert!((glyph_pt(0.01) - 3.0).abs() < 1e-6 && (glyph_pt(50.0) - 18.0).abs() < 1e-6, "far and near");
}

#[test]
fn rings_stand_for_everybody_and_never_lie_in_heaps() {
    let mut project = Project::new("百村", Scheme::neutral());
    for number in 0..100_u32 {
        let (east, north) = (f64::from(number % 10) * 400.0, f64::from(number / 10) * 400.0);
        let corners = [(east, north), (east + 380.0, north), (east + 380.0, north + 380.0), (east, north + 380.0)];
        let name = format!("第{number}村");
        let area = area(&corners);
        project.grids.push(Grid { code: name.clone(), name, level: 1, parent: None, area, leader: None });
        for step in 0..3 {
            let place = (east + 100.0 + 12.0 * f64::from(step), north + 150.0);
            project.households.push(household(&format!("H{number}-{step}"), place, CategorySet::EMPTY));
        }
    }
    let scene = scene_for(&project, Audience::Internal);
    for step in 0..50 {
        let pt_per_m = 0.5 * 0.85_f64.powi(step);
        let rings = scene.clusters_at(pt_per_m);
        if !scene.is_far(pt_per_m) {
            assert!(rings.is_empty(), "near, everybody is a mark");
            continue;
        }
        let all: u32 = rings.iter().map(|ring| ring.households).sum();
        assert_eq!(all, 300, "at {pt_per_m} everybody is in one ring");
        let side_pt = scene.bounds().width_m() * pt_per_m;
        let room = (side_pt / 82.0 + 2.0).powi(2);
        assert!((rings.len() as f64) <= room.min(100.0), "{} rings on {side_pt:.0} points", rings.len());
    }
}
