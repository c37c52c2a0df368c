//! What holds whatever happens: random places, random edits, undo and redo.
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

use crate::edits::picture::{LONG_AGO, TODAY, h, household, member};
use geo::{MultiPolygon, Rect};
use lianhu::disclose::Audience;
use lianhu::edit::{
    Batch, Context, Delta, Done, DoneKind, Edit, History, IncomingLink, Key, Refusal, Restored, Servers, Then, Value,
    forgotten, plan_edit,
};
use lianhu::geom::{Wgs84, area_pieces, map_from_wgs84};
use lianhu::index::{Index, Tally, Touched, candidates};
use lianhu::model::{
    Backdrop, BackdropKind, Building, CategoryId, CategorySet, Exemption, Grid, GridId, Household, HouseholdId,
    HouseholdStatus, Link, LinkKind, Member, MemberId, MemberStatus, Plan, PlanId, PlanState, Project, Reason, Scheme,
    Shape, Target, Unit, UnitKind,
};
use lianhu::rules::{Findings, Share};
use lianhu::scene::{Coloring, Scene, SceneOptions, build, follow};
use lianhu::schemes::presets;
use proptest::prelude::{ProptestConfig, Strategy, any, proptest};
use proptest::test_runner::RngSeed;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Random places, each with a random sequence of edits.
const CASES: u32 = 256;
/// Edits in the longest sequence.
const STEPS: usize = 30;

/// Numbers that a random thing is made of.
type Dice = [u8; 4];

fn at(dice: Dice) -> Option<Wgs84> {
    let place = |die: u8| f64::from(die % 8) * 0.000_5;
    if dice[0].is_multiple_of(9) { None } else { Wgs84::checked(113.6 + place(dice[1]), 34.9 + place(dice[2])) }
}

fn status(die: u8) -> HouseholdStatus {
    HouseholdStatus::ALL[[0, 0, 0, 1, 1, 2, 3][usize::from(die % 7)]]
}

fn random_household(number: u32, dice: Dice) -> Household {
    Household { at: at(dice), status: status(dice[3]), ..household(number) }
}

fn random_member(letter: char, dice: Dice, homes: u32) -> Member {
    let home = (dice[0].is_multiple_of(3) && homes > 0).then(|| h(1 + u32::from(dice[1]) % homes));
    Member {
        code: format!("M{letter}"),
        home,
        at: at([dice[2], dice[3], dice[0], dice[1]]),
        eligible: !dice[2].is_multiple_of(5),
        min_load: 0,
        max_load: (dice[3].is_multiple_of(3)).then_some(u16::from(dice[3] % 5)),
        grid: (dice[1].is_multiple_of(4)).then_some(GridId(2 + u32::from(dice[1] / 4 % 2))),
        needs_care: dice[1].is_multiple_of(3),
        roles: ["两委委员", "联络户", "党建指导员", ""]
            .get(usize::from(dice[0] % 8))
            .map_or_else(Vec::new, |role| vec![(*role).to_owned()]),
        ..member(letter)
    }
}

/// A member, a building or a grid.
fn random_target(project: &Project, dice: Dice) -> Option<Target> {
    Some(match dice[1] % 5 {
        4 => {
            let (id, row) = nth(project.units.iter(), dice[0])?;
            Target::Unit(row.kind, id)
        }
        0 => Target::Grid(nth(project.grids.ids(), dice[0])?),
        1 => Target::Building(nth(project.buildings.ids(), dice[0])?),
        _ => Target::Member(nth(project.members.ids(), dice[0])?),
    })
}

/// One of those that ship, with other exemptions.
fn random_scheme(dice: Dice) -> Scheme {
    let mut scheme = nth(presets().into_iter(), dice[0]).unwrap();
    scheme.exempt = Exemption::ALL.into_iter().filter(|one| dice[1] >> (*one as u8) & 1 == 1).collect();
    scheme
}

fn grid(number: u32, level: u8, parent: Option<GridId>, west: f64, east: f64) -> Grid {
    let area = MultiPolygon::new(vec![Rect::new((113.6 + west, 34.899), (113.6 + east, 34.903)).to_polygon()]);
    Grid { code: format!("G{number}"), name: format!("第{number}网格"), level, parent, area, leader: None }
}

/// A village with two grids that overlap a little, whose households are covered or listed.
fn random_place(members: &[Dice], households: &[Dice], is_exempt: bool) -> Project {
    let mut project = Project::new("柳溪村", Scheme::neutral());
    if is_exempt {
        Arc::make_mut(&mut project.facts).scheme.exempt.push(Exemption::MemberHome);
    }
    project.grids.push(grid(1, 1, None, -0.001, 0.003));
    project.grids.push(grid(2, 2, Some(GridId(1)), -0.001, 0.0015));
    project.grids.push(grid(3, 2, Some(GridId(1)), 0.0013, 0.0027));
    for (number, &dice) in (1..).zip(households) {
        project.households.push(random_household(number, dice));
    }
    for (letter, &dice) in ('A'..).zip(members) {
        project.members.push(random_member(letter, dice, households.len() as u32));
    }
    let mut delta = Delta::default();
    for (number, &dice) in (1..).zip(households) {
        let member = nth(project.members.ids(), dice[2]);
        let row = project.households.at(h(number)).unwrap();
        let is_home = project.members_at_home(h(number)).next().is_some();
        if let Some(member) = member.filter(|&member| project.counts_as_cover(h(number), member)) {
            if row.status != HouseholdStatus::MovedOut {
                let link =
                    Link { member, kind: LinkKind::Primary, locked: dice[1].is_multiple_of(5), since: Some(LONG_AGO) };
                delta.note(
                    Key::Link(PlanId(1), h(number), member, LinkKind::Primary),
                    None,
                    Some(Value::of_link(&link)),
                );
            }
        } else if project.is_required(row, is_home) {
            delta.note(Key::Reason(PlanId(1), h(number)), None, Some(Value::Reason(Reason::NobodyEligible)));
        }
    }
    delta.apply(&project).unwrap()
}

/// One of them, if there is any.
fn nth<T>(things: impl Iterator<Item = T>, die: u8) -> Option<T> {
    let mut things: Vec<T> = things.collect();
    if things.is_empty() { None } else { Some(things.swap_remove(usize::from(die) % things.len())) }
}

fn then(project: &Project, die: u8) -> Then {
    match die % 5 {
        0 => Then::Unsaid,
        1 | 2 => Then::Nearest,
        3 => nth(project.members.ids(), die / 5).map_or(Then::Nearest, Then::To),
        _ => Then::Because(Reason::Said("说过".to_owned())),
    }
}

fn kind(die: u8) -> LinkKind {
    match die {
        die if die.is_multiple_of(3) => LinkKind::Backup,
        die if die.is_multiple_of(7) => LinkKind::Paired,
        _ => LinkKind::Primary,
    }
}

/// A wish about what is there; some are refused.
#[expect(clippy::too_many_lines, reason = "one arm for each wish, and nothing else")]
fn wish(project: &Project, plan: PlanId, what: u8, dice: Dice, seq: u64) -> Option<Edit> {
    let household = nth(project.households.ids(), dice[0]);
    let member = nth(project.members.ids(), dice[1]);
    let several = |count: u8| -> Vec<HouseholdId> {
        (0..=count % 4).filter_map(|step| nth(project.households.ids(), dice[0].wrapping_add(step * 3))).collect()
    };
    let fresh_code = 1 + project.households.last_fid();
    Some(match what % 45 {
        0..=3 => Edit::Assign { households: several(dice[2]), to: member?, kind: kind(dice[3]) },
        4 | 5 => {
            let links = project.plans.at(plan)?.links();
            let (household, link) = nth(links.map(|(household, link)| (household, *link)), dice[0])?;
            Edit::Release { household, member: link.member, kind: link.kind, then: then(project, dice[1]) }
        }
        6 => Edit::HandOver { from: member?, to: nth(project.members.ids(), dice[2])? },
        7 => Edit::Lock { households: several(dice[2]), locked: dice[3].is_multiple_of(2) },
        8 => Edit::AddHousehold(Box::new(random_household(fresh_code, dice))),
        9 => {
            let mut row = random_household(fresh_code, dice);
            ["", "1号楼", "2号楼"][usize::from(dice[3] % 3)].clone_into(&mut row.address.building);
            Edit::ChangeHousehold(household?, Box::new(row))
        }
        10 => Edit::SetCategories { households: several(dice[2]), categories: categories(dice[3]) },
        11 | 12 => Edit::SetStatus {
            household: household?,
            status: status(dice[1]),
            since: None,
            then: then(project, dice[2]),
        },
        13 => Edit::MoveHousehold { household: household?, at: at([1, dice[1], dice[2], 0])? },
        14 => Edit::AddMember(Box::new(fresh_member(project, dice))),
        15 => {
            let code = project.members.at(member?)?.code.clone();
            Edit::ChangeMember(
                member?,
                Box::new(Member {
                    code,
                    organization: nth(project.units.ids(), dice[3]),
                    ..fresh_member(project, dice)
                }),
            )
        }
        16 | 17 => {
            Edit::SetEligible { member: member?, eligible: dice[2].is_multiple_of(3), then: then(project, dice[3]) }
        }
        18 => Edit::RetireMember { member: member?, then: then(project, dice[2]) },
        19 => Edit::CopyPlan { from: nth(project.plans.ids(), dice[0])?, name: format!("草案{}", dice[1] % 4), seq },
        20 => Edit::AdoptPlan { plan: nth(project.plans.ids(), dice[0])?, because: String::new() },
        21 => Edit::Import(Box::new(batch(project, dice))),
        22 => Edit::DropPlan(nth(project.plans.ids(), dice[0])?),
        23 => Edit::RenamePlan { plan: nth(project.plans.ids(), dice[0])?, name: format!("方案{}", dice[1] % 6) },
        24 => {
            let like = project.plans.at(nth(project.plans.ids(), dice[3])?)?;
            let row = |household| Restored {
                household,
                links: like.links_of(household).to_vec(),
                reason: like.reason_of(household).cloned(),
            };
            Edit::Restore(several(dice[2]).into_iter().map(row).collect())
        }
        25 => Edit::SpreadOver { from: member? },
        26 => Edit::Swap { one: member?, other: nth(project.members.ids(), dice[2])? },
        27 => Edit::AssignNearest { households: several(dice[2]) },
        28..=31 => grid_wish(project, what, dice)?,
        32 => Edit::SplitHousehold {
            household: household?,
            people: Some(u16::from(dice[1] % 4)),
            fresh: Box::new(random_household(fresh_code, dice)),
            is_inherited: dice[2].is_multiple_of(2),
        },
        33 => Edit::MergeHouseholds { into: household?, others: several(dice[2]), since: None },
        34 => Edit::ReplaceHousehold {
            household: household?,
            fresh: Box::new(random_household(fresh_code, dice)),
            since: Some(LONG_AGO),
            is_inherited: dice[2].is_multiple_of(2),
        },
        35 => Edit::ReturnMember(member?),
        37 | 38 => target_wish(project, plan, what, dice)?,
        36 => Edit::SetScheme(Box::new(random_scheme(dice))),
        41..=44 => unit_wish(project, what, dice)?,
        _ => {
            let [a, b, c, d] = dice;
            let wishes =
                [wish(project, plan, single(a), [b, c, d, a], seq), wish(project, plan, single(c), [d, a, b, c], seq)];
            Edit::Together(wishes.into_iter().flatten().collect())
        }
    })
}

/// A wish about members, buildings and grids that are kept in contact with.
fn target_wish(project: &Project, plan: PlanId, what: u8, dice: Dice) -> Option<Edit> {
    if what.is_multiple_of(2) {
        let links = project.plans.at(plan)?.target_links().map(|(member, link)| (member, link.target));
        let (member, target) = nth(links, dice[0])?;
        return Some(Edit::UnlinkTarget { target, member });
    }
    let one = |step: u8| random_target(project, [dice[0].wrapping_add(step), dice[2], 0, 0]);
    let targets = (0..=dice[3] % 2).filter_map(one).collect();
    let instead_of = (dice[3].is_multiple_of(3)).then(|| nth(project.members.ids(), dice[2])).flatten();
    Some(Edit::LinkTargets { targets, to: nth(project.members.ids(), dice[1])?, instead_of })
}

/// Which wish a die stands for within another: any but several.
fn single(die: u8) -> u8 {
    let what = die % 43;
    if what < 39 { what } else { what + 2 }
}

/// A wish about organizations, enterprises and segments, or about a finding that is let stand.
fn unit_wish(project: &Project, what: u8, dice: Dice) -> Option<Edit> {
    let kind = UnitKind::ALL[usize::from(dice[0] % 3)];
    let path = (0..dice[1] % 3).filter_map(|step| at([1, dice[1], step, 0])).collect();
    let parent = nth(project.units.ids(), dice[2]).filter(|_| dice[3].is_multiple_of(2));
    let row = Unit { kind, code: format!("U{}", dice[1] % 6), name: String::new(), parent, path, note: String::new() };
    Some(match what % 4 {
        0 => Edit::ChangeUnit(nth(project.units.ids(), dice[0])?, Box::new(row)),
        1 => Edit::AddUnit(Box::new(row)),
        2 => Edit::RemoveUnit(nth(project.units.ids(), dice[0])?),
        _ => {
            let index = Index::build(project);
            let found = Findings::of(project, &index, project.current_plan());
            let finding = nth(found.iter_unsorted().map(lianhu::rules::Finding::key), dice[0])?;
            if dice[1].is_multiple_of(3) {
                Edit::EndWaiver(finding)
            } else {
                Edit::Waive { finding, reason: ["", "说过"][usize::from(dice[2] % 2)].to_owned() }
            }
        }
    })
}

/// A wish about grids: rectangles that are moved, divided in the middle, put together, taken away.
fn grid_wish(project: &Project, what: u8, dice: Dice) -> Option<Edit> {
    let grid = nth(project.grids.ids(), dice[0])?;
    let row = project.grids.at(grid)?.clone();
    let number = 10 + project.grids.last_fid();
    Some(match what % 4 {
        0 => {
            let east = f64::from(dice[1] % 8) * 0.000_4;
            Edit::ReshapeGrids(vec![(grid, self::grid(1, 2, None, east - 0.001, east + 0.001).area)])
        }
        1 => {
            let middle = 113.6 + f64::from(dice[1] % 8) * 0.000_4;
            let line = [34.8, 35.0].map(|lat_deg| Wgs84 { lon_deg: middle, lat_deg });
            let parts: Vec<Grid> = (0..)
                .zip(area_pieces(&row.area, &line))
                .map(|(part, area)| match part {
                    0 => Grid { area, ..row.clone() },
                    part => Grid { area, code: format!("G{}", number + part), ..row.clone() },
                })
                .collect();
            let members = if dice[2].is_multiple_of(2) { Servers::AtHome } else { Servers::Stay };
            Edit::SplitGrid { grid, parts, members }
        }
        2 => Edit::MergeGrids {
            into: grid,
            others: vec![nth(project.grids.ids(), dice[1])?],
            leader: nth(project.members.ids(), dice[2]),
        },
        _ => Edit::RemoveGrid(grid),
    })
}

fn fresh_member(project: &Project, dice: Dice) -> Member {
    let number = project.members.last_fid() + 1;
    Member { code: format!("N{number}"), ..random_member('X', dice, project.households.len() as u32) }
}

fn categories(die: u8) -> CategorySet {
    (1..=7).filter(|bit| die >> (bit - 1) & 1 == 1).map(CategoryId).collect()
}

/// What a file could say: rows that change, new ones, links, a grid, a building, a road.
fn batch(project: &Project, dice: Dice) -> Batch {
    let mut batch = Batch::default();
    let [a, b, c, d] = dice;
    if let Some(id) = nth(project.households.ids(), a) {
        let code = project.households.at(id).unwrap().code.clone();
        batch
            .households
            .push((Some(id), Household { code, categories: categories(b), ..random_household(1, [d, c, b, a]) }));
    }
    if b.is_multiple_of(3) {
        batch.households.push((None, random_household(1 + project.households.last_fid(), dice)));
    }
    if let Some(id) = nth(project.members.ids(), c).filter(|_| d.is_multiple_of(2)) {
        let code = project.members.at(id).unwrap().code.clone();
        let status = if d.is_multiple_of(8) { MemberStatus::Retired } else { MemberStatus::Serving };
        batch.members.push((Some(id), Member { code, status, ..fresh_member(project, dice) }));
    }
    for step in 0..d % 5 {
        let household = nth(project.households.ids(), a.wrapping_mul(7).wrapping_add(step * 5));
        let member = nth(project.members.ids(), b.wrapping_add(step));
        let is_there = |id: &HouseholdId| project.households.at(*id).unwrap().status != HouseholdStatus::MovedOut;
        let serves = |id: &MemberId| project.members.at(*id).unwrap().status == MemberStatus::Serving;
        if let (Some(household), Some(member)) = (household.filter(is_there), member.filter(serves)) {
            let locked = c.wrapping_add(step).is_multiple_of(4);
            batch.links.push(IncomingLink { household, member, kind: kind(c.wrapping_add(step)), locked, since: None });
        }
    }
    if c.is_multiple_of(3) {
        let east = 0.001 + f64::from(d % 4) * 0.000_5;
        batch.grids.push((Some(GridId(2)), grid(2, 2, None, -0.001, east), "G1".to_owned()));
    }
    if c.is_multiple_of(5) {
        let line = vec![at([1, a, b, 0]).unwrap(), at([1, c, d, 0]).unwrap()];
        batch.backdrop.push(Backdrop { kind: BackdropKind::Lane, name: String::new(), shape: Shape::Line(line) });
        // A building that got its code from an address may be called otherwise later.
        let name = if a.is_multiple_of(2) { "1号楼" } else { "甲院" }.to_owned();
        let building = Building { code: "1号楼".to_owned(), name, at: None, floors: None };
        let there = project.buildings.iter().find(|(_, row)| row.code == building.code).map(|(id, _)| id);
        batch.buildings.push((there, building));
    }
    batch
}

/// The map that follows: one whose colors tell more than the household itself.
fn shown() -> SceneOptions {
    SceneOptions {
        coloring: Coloring::Load,
        show_member_names: true,
        // Several of the schemes that ship have a tier of this name.
        tier: Some("members".to_owned()),
        ..SceneOptions::new(PlanId(1), Audience::Internal)
    }
}

/// The scene after a change. Whatever looks different lies in the parts that are to be painted anew.
fn followed(before: &Scene, after: &Project, index: &Index, touched: &Touched) -> Scene {
    let Some((scene, parts)) = follow(before, after, index, touched) else { return build(after, index, &shown()) };
    let (was, is) = (before.marks(), scene.marks());
    let changed = was.iter().filter(|mark| !is.contains(mark)).chain(is.iter().filter(|mark| !was.contains(mark)));
    for mark in changed {
        assert!(parts.iter().any(|part| part.contains(mark.at)), "{mark:?} is painted anew");
    }
    let (was, is) = (before.chains(), scene.chains());
    let changed = was.iter().filter(|link| !is.contains(link)).chain(is.iter().filter(|link| !was.contains(link)));
    for link in changed {
        let is_dirty = parts.iter().any(|part| part.contains(link.from) && part.contains(link.to));
        assert!(is_dirty, "{link:?} is painted anew");
    }
    scene
}

/// What happened so far, and everything that must agree with it.
struct Walk {
    first: Project,
    project: Project,
    index: Index,
    /// Totals and findings of the first plan, which follow step by step.
    tally: Tally,
    findings: Findings,
    /// The map of the first plan, which follows too.
    scene: Scene,
    plan: PlanId,
    history: History,
    deltas: BTreeMap<u64, Delta>,
    /// Rows that were there once, also those that were undone.
    given: BTreeSet<Key>,
    /// All steps, also those back and forth, with what they led to.
    steps: Vec<(Delta, Project)>,
}

impl Walk {
    fn of(first: Project) -> Self {
        let index = Index::build(&first);
        Self {
            project: first.clone(),
            tally: Tally::of(&first, &index, PlanId(1)),
            findings: Findings::of(&first, &index, PlanId(1)),
            scene: build(&first, &index, &shown()),
            index,
            first,
            plan: PlanId(1),
            history: History::default(),
            deltas: BTreeMap::new(),
            given: BTreeSet::new(),
            steps: Vec::new(),
        }
    }

    fn ask(&self, edit: &Edit) -> Result<Delta, Refusal> {
        plan_edit(&self.project, &self.index, edit, Context { plan: self.plan, today: TODAY })
            .map(|planned| planned.delta)
    }

    /// The one door: everything comes through here.
    fn settle(&mut self, kind: DoneKind, gesture: u64, delta: &Delta) {
        for (key, change) in &delta.changes {
            assert_ne!(change.old, change.new, "{key:?} changes");
        }
        assert_eq!(delta.inverse().inverse(), *delta, "back and back again is forth");
        let after = delta.apply(&self.project).unwrap();
        assert_eq!(delta.inverse().apply(&after).as_ref(), Ok(&self.project), "undo brings back what was");
        let touched = delta.touched();
        self.index.update(&after, &touched);
        self.tally.update(&after, &self.index, &touched);
        self.findings.update(&after, &self.index, &touched);
        self.scene = followed(&self.scene, &after, &self.index, &touched);
        self.project = after;
        self.steps.push((delta.clone(), self.project.clone()));
        let seq = self.history.next_seq();
        self.history.record(Done { seq, gesture, kind, at: String::new(), label: String::new() });
    }

    /// What followed step by step says what a fresh look says.
    fn check_what_followed(&self) {
        let tally = Tally::of(&self.project, &self.index, PlanId(1));
        assert_eq!((&self.tally.whole, &self.tally.by_grid), (&tally.whole, &tally.by_grid), "totals follow");
        let places = |tally: &Tally| (tally.unplaced, tally.outside);
        assert_eq!(places(&self.tally), places(&tally), "totals of places follow");
        let fresh = Findings::of(&self.project, &self.index, PlanId(1));
        assert_eq!(self.findings.sorted(&self.project), fresh.sorted(&self.project), "findings follow");
        let look = |share| Findings::of_share(&self.project, &self.index, PlanId(1), share);
        assert_eq!(
            Share::all(3).map(look).reduce(|all, found| all.joined(&found)),
            Some(fresh),
            "shares are the whole"
        );
        let fresh = build(&self.project, &self.index, &shown());
        assert_eq!(self.scene.marks(), fresh.marks(), "marks follow");
        assert_eq!(self.scene.links(), fresh.links(), "links follow");
        assert_eq!(self.scene.ink_counts(), fresh.ink_counts(), "counts follow");
        assert_eq!(self.scene.clusters_at(1e-4), fresh.clusters_at(1e-4), "rings follow");
    }

    fn undo(&mut self) {
        let seqs: Vec<u64> = self.history.to_undo().iter().map(|row| row.seq).collect();
        let gesture = self.history.next_gesture();
        for seq in seqs {
            self.settle(DoneKind::Undo(seq), gesture, &self.deltas[&seq].inverse());
        }
    }

    fn redo(&mut self) {
        let seqs: Vec<u64> = self.history.to_redo().iter().map(|row| row.seq).collect();
        let gesture = self.history.next_gesture();
        for seq in seqs {
            self.settle(DoneKind::Redo(seq), gesture, &self.deltas[&seq].clone());
        }
    }

    fn step(&mut self, what: u8, dice: Dice) {
        match what % 36 {
            30 | 31 => self.undo(),
            32 => self.redo(),
            33 | 34 => self.plan = nth(self.project.plans.ids(), dice[0]).unwrap(),
            what => {
                let edit = match what {
                    // One earlier step alone, whatever was done since.
                    35 => nth(self.history.in_force().map(|row| row.seq), dice[0])
                        .map(|seq| Edit::TakeBack(Box::new(self.deltas[&seq].clone()))),
                    what => wish(&self.project, self.plan, what, dice, self.history.next_seq()),
                };
                let Some(edit) = edit else { return };
                let Ok(delta) = self.ask(&edit) else { return };
                let before = self.project.clone();
                let gesture = self.history.next_gesture() - u64::from(dice[3].is_multiple_of(4));
                let is_row = |key: &&Key| !matches!(key, Key::Reason(..) | Key::Link(..));
                let new = delta.changes.iter().filter(|(_, change)| change.old.is_none()).map(|(key, _)| key);
                // What was there once may come back.
                let is_back = matches!(edit, Edit::TakeBack(_));
                for key in new.filter(|key| !is_back && is_row(key)) {
                    assert!(self.given.insert(key.clone()), "{key:?} was given before");
                }
                self.deltas.insert(self.history.next_seq(), delta.clone());
                self.settle(DoneKind::Do, gesture.max(1), &delta);
                check_locks(&before, &self.project, &edit);
                if let Edit::Import(batch) = &edit
                    && batch.households.iter().all(|(id, _)| id.is_some())
                    && batch.buildings.iter().all(|(id, _)| id.is_some())
                {
                    assert_eq!(self.ask(&edit), Ok(Delta::default()), "the same import again changes nothing");
                }
            }
        }
        if self.project.plans.at(self.plan).is_none() {
            self.plan = PlanId(1);
        }
        check_project(&self.project);
        check_index(&self.project, &self.index);
        check_tally(&self.project, &self.index);
        self.check_what_followed();
        check_keys(&self.project);
    }

    /// Joining steps is as good as taking them.
    fn check_joins(&self) {
        let mut whole = Delta::default();
        let mut start = &self.first;
        for (step_idx, (delta, after)) in self.steps.iter().enumerate() {
            whole = whole.then(delta);
            assert_eq!(whole.apply(&self.first).as_ref(), Ok(after), "all steps so far, as one");
            assert_eq!(whole.inverse().apply(after).as_ref(), Ok(&self.first), "all steps so far, taken back as one");
            if let [(a, _), (b, after_b), rest @ ..] = &self.steps[step_idx..] {
                let both = a.then(b);
                assert_eq!(both.apply(start).as_ref(), Ok(after_b), "two steps as one");
                assert_eq!(both.inverse(), b.inverse().then(&a.inverse()), "taken back in reverse");
                if let [(c, _), ..] = rest {
                    assert_eq!(both.then(c), a.then(&b.then(c)), "joining does not depend on the order of joining");
                }
            }
            start = after;
        }
    }
}

/// Locked pairs by plan; who stood in and becomes responsible stays locked.
fn locked(project: &Project) -> BTreeSet<(PlanId, HouseholdId, MemberId)> {
    let links = |(plan, row)| -> Vec<_> {
        let row: &Plan = row;
        row.links().filter(|(_, link)| link.locked).map(|(household, link)| (plan, household, link.member)).collect()
    };
    project.plans.iter().flat_map(links).collect()
}

fn check_locks(before: &Project, after: &Project, edit: &Edit) {
    let [was, is] = [before, after].map(locked);
    let edits = if let Edit::Together(edits) = edit { edits.as_slice() } else { std::slice::from_ref(edit) };
    if !edits.iter().any(|edit| matches!(edit, Edit::Lock { .. } | Edit::Restore(_) | Edit::TakeBack(_))) {
        for &(plan, household, member) in was.difference(&is) {
            let is_gone = after.households.at(household).unwrap().status == HouseholdStatus::MovedOut
                || after.members.at(member).unwrap().status == MemberStatus::Retired
                || after.plans.at(plan).is_none();
            let came_back =
                edits.iter().any(|edit| matches!(edit, Edit::SetStatus { .. } | Edit::Import(_))) && edits.len() > 1;
            assert!(is_gone || came_back, "{plan:?}: {household:?} keeps {member:?} through {edit:?}");
        }
    }
    if !edits
        .iter()
        .any(|edit| matches!(edit, Edit::Lock { .. } | Edit::Restore(_) | Edit::Import(_) | Edit::TakeBack(_)))
    {
        for &(plan, household, member) in is.difference(&was) {
            let is_copied = before.plans.at(plan).is_none();
            assert!(is_copied, "{plan:?}: {household:?} is not locked to {member:?} by {edit:?}");
        }
    }
}

fn check_project(project: &Project) {
    assert_eq!(forgotten(project), [], "nobody is forgotten");
    let current = project.plans.rows().filter(|plan| plan.state == PlanState::Current).count();
    assert_eq!(current, 1, "exactly one plan is in force");
    for (id, plan) in project.plans.iter() {
        let mut held: BTreeMap<MemberId, Vec<(HouseholdId, LinkKind)>> = BTreeMap::new();
        for (household, link) in plan.links() {
            held.entry(link.member).or_default().push((household, link.kind));
            let status = project.households.at(household).unwrap().status;
            assert_ne!(status, HouseholdStatus::MovedOut, "{id:?}: {household:?} has moved out and has no links");
            let status = project.members.at(link.member).unwrap().status;
            assert_eq!(status, MemberStatus::Serving, "{id:?}: who has left has no links");
            let is_both = [LinkKind::Primary, LinkKind::Backup]
                .iter()
                .all(|&kind| plan.link(household, link.member, kind).is_some());
            assert!(!is_both, "{id:?}: {:?} does not stand in for themselves at {household:?}", link.member);
        }
        for (member, link) in plan.target_links() {
            let serves = |member| project.members.at(member).unwrap().status == MemberStatus::Serving;
            assert!(serves(member), "{id:?}: who has left keeps in contact with nothing");
            let is_there = match link.target {
                Target::Household(_) => false,
                Target::Member(target) => serves(target) && target != member,
                Target::Building(building) => project.buildings.at(building).is_some(),
                Target::Grid(grid) => project.grids.at(grid).is_some(),
                Target::Unit(kind, unit) => project.units.at(unit).is_some_and(|row| row.kind == kind),
            };
            assert!(is_there, "{id:?}: {:?} is there", link.target);
            assert!(plan.linked_to(link.target).contains(&member), "{id:?}: both sides say the same of {link:?}");
        }
        for member in project.members.ids() {
            let mut counted = held.remove(&member).unwrap_or_default();
            counted.sort_unstable();
            assert_eq!(plan.held_by(member), counted, "{id:?}: both sides say the same of {member:?}");
            let load = counted.iter().filter(|(_, kind)| *kind == LinkKind::Primary).count();
            assert_eq!(plan.load_of(member) as usize, load, "{id:?}: the load of {member:?}");
        }
        assert!(held.is_empty(), "{id:?}: no links of members who are not there");
        for (household, _) in plan.reasons() {
            let row = project.households.at(household).unwrap();
            let is_home = project.members_at_home(household).next().is_some();
            assert!(project.is_required(row, is_home), "{id:?}: {household:?} needs no reason");
            assert!(!project.is_covered(plan, household), "{id:?}: {household:?} is covered and needs no reason");
        }
    }
}

/// An index that followed answers as one that is built afresh.
fn check_index(project: &Project, index: &Index) {
    let fresh = Index::build(project);
    let everywhere: Vec<Wgs84> = (0..3).filter_map(|step| at([1, step * 3, step * 2, 0])).collect();
    for household in project.households.ids().chain([h(99)]) {
        assert_eq!(index.spot(household), fresh.spot(household), "the grid of {household:?}");
        assert_eq!(index.members_at_home(household), fresh.members_at_home(household), "who lives in {household:?}");
        let at_home: Vec<MemberId> = project.members_at_home(household).collect();
        assert_eq!(index.members_at_home(household), at_home, "who lives in {household:?} by the register");
        for plan in project.plans.ids() {
            let answer = |index| candidates(project, index, plan, household, 3);
            assert_eq!(answer(index), answer(&fresh), "who could cover {household:?}");
        }
    }
    for member in project.members.ids() {
        assert_eq!(index.grid_served(project, member), fresh.grid_served(project, member), "the grid of {member:?}");
    }
    for at in everywhere {
        let near = |index: &Index| index.members_near(project, at).collect::<Vec<_>>();
        assert_eq!(near(index), near(&fresh), "members near {at:?}");
        assert!(near(index).is_sorted_by(|a, b| a.1 <= b.1 * 1.01), "members near {at:?}, the nearest first");
        let households = |index: &Index| index.households_near(map_from_wgs84(at), 300.0);
        assert_eq!(households(index), households(&fresh), "households near {at:?}");
        assert_eq!(index.grid_at(project, at), fresh.grid_at(project, at), "the grid at {at:?}");
    }
}

/// What the project file wants to be unique, is: a delta that it cannot take would stop all saving.
fn check_keys(project: &Project) {
    let serving = project.members.rows().filter(|row| row.status == MemberStatus::Serving);
    let living = project.households.rows().filter(|row| row.status != HouseholdStatus::MovedOut);
    let keys: [(&str, Vec<&str>); 5] = [
        ("building", project.buildings.rows().map(|row| row.code.as_str()).collect()),
        ("grid", project.grids.rows().map(|row| row.code.as_str()).collect()),
        ("plan", project.plans.rows().map(|row| row.name.as_str()).collect()),
        ("member", serving.map(|row| row.code.as_str()).collect()),
        ("household", living.map(|row| row.code.as_str()).collect()),
    ];
    for (what, mut codes) in keys {
        codes.retain(|code| !code.is_empty());
        let count = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), count, "every {what} has a key of its own");
    }
}

fn check_tally(project: &Project, index: &Index) {
    for plan in project.plans.ids() {
        let tally = Tally::of(project, index, plan);
        let whole = &tally.whole.equation;
        assert_eq!(whole.register, project.households.len(), "everybody is counted");
        for count in tally.by_grid.values().chain([&tally.whole]) {
            let sum = &count.equation;
            assert_eq!(sum.register, sum.covered + sum.uncovered() + sum.not_required(), "it adds up: {sum:?}");
            assert_eq!(sum.required(), sum.covered + sum.uncovered(), "required is covered or not: {sum:?}");
        }
        let topmost = project.grids.iter().filter(|(_, grid)| grid.parent.is_none()).map(|(id, _)| id);
        let inside: usize =
            topmost.filter_map(|grid| tally.by_grid.get(&grid)).map(|count| count.equation.register).sum();
        assert_eq!(inside + tally.unplaced + tally.outside, whole.register, "somewhere, outside or nowhere");
        if plan == project.current_plan() {
            assert_eq!(whole.uncovered_by.get(""), None, "nobody of the current plan is uncovered without a reason");
        }
    }
}

fn dice() -> impl Strategy<Value = Dice> {
    any::<Dice>()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: CASES,
        // The same cases in every run: what fails here fails everywhere.
        rng_seed: RngSeed::Fixed(20_261_120),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn whatever_happens_nobody_is_forgotten_and_everything_can_be_undone(
        members in proptest::collection::vec(dice(), 0..=6),
        households in proptest::collection::vec(dice(), 1..=12),
        is_exempt in any::<bool>(),
        edits in proptest::collection::vec((any::<u8>(), dice()), 1..=STEPS),
    ) {
        let mut walk = Walk::of(random_place(&members, &households, is_exempt));
        check_project(&walk.project);
        for (what, dice) in edits {
            walk.step(what, dice);
        }
        let last = walk.project.clone();
        let mut undone = 0;
        while !walk.history.to_undo().is_empty() {
            walk.undo();
            undone += 1;
        }
        assert_eq!(walk.project, walk.first, "undone step by step, it is as it was");
        walk.check_joins();
        for _ in 0..undone {
            walk.redo();
        }
        assert_eq!(walk.project, last, "redone step by step, it is as it became");
    }
}
