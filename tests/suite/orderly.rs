//! Places that keep the schemes that ship: nothing is found there; and each rule finds the one thing that is broken.

use geo::{MultiPolygon, Rect};
use lianhu::app::check_all;
use lianhu::app::wording::{Lang, tier_legend_texts};
use lianhu::demo::{Recipe, invent};
use lianhu::disclose::Audience;
use lianhu::geom::Wgs84;
use lianhu::index::{Index, covered_in_tier, covers_in_tier, targets_of_kind, tier_is_about};
use lianhu::model::{
    CategorySet, Grid, Household, HouseholdId, Link, LinkKind, Member, MemberId, Plan, Project, Rule, Scheme, Severity,
    Target, TargetKind, TargetLink, Tier, UnitKind,
};
use lianhu::rules::{Finding, Findings};
use lianhu::scene::{SceneOptions, build, tier_legend};
use lianhu::schemes::preset;
use std::collections::BTreeSet;
use std::sync::Arc;

/// So many places are tried until one is broken in the wanted way alone.
const TRIES: usize = 400;

fn place(id: &str, households: Option<usize>) -> Project {
    invent(&Recipe::by_scheme(2_026, households, preset(id).unwrap()))
}

fn found(project: &Project) -> BTreeSet<Finding> {
    let plan = project.current_plan();
    Findings::of(project, &Index::build(project), plan).iter_unsorted().cloned().collect()
}

fn with_role(project: &Project, word: &str) -> usize {
    project.members.rows().filter(|row| row.roles.iter().any(|role| role.contains(word))).count()
}

fn count_of(project: &Project, kind: UnitKind) -> usize {
    project.units.rows().filter(|row| row.kind == kind).count()
}

#[track_caller]
fn check_kept(project: &Project) {
    let scheme = &project.facts.scheme;
    let bad: Vec<String> =
        found(project).iter().filter(|finding| finding.severity(scheme) != Severity::Note).map(Finding::key).collect();
    assert!(bad.is_empty(), "{}: {bad:?}", scheme.id);
}

#[test]
fn every_scheme_has_a_place_that_keeps_it() {
    for id in ["huiji", "tianqiao", "chengan", "guhe", "liuyuan"] {
        check_kept(&place(id, None));
        check_kept(&place(id, Some(2_400)));
    }
}

#[test]
fn all_cores_find_what_one_finds() {
    let mut project = place("huiji", Some(9_000));
    Arc::make_mut(&mut project.facts).scheme = preset("guhe").unwrap();
    let (index, plan) = (Index::build(&project), project.current_plan());
    let found = Findings::of(&project, &index, plan);
    assert!(!found.is_empty(), "a place kept by one scheme is not kept by another");
    assert_eq!(check_all(&project, &index, plan), found);
}

/// The numbers that the articles report, or their share where a place is smaller.
#[test]
fn places_have_the_proportions_of_the_articles() {
    let full = Recipe::by_scheme(1, Some(65_000), preset("huiji").unwrap());
    assert_eq!(full.members, 10_793, "惠济: 10 793 members for 65 000 households");
    let tianqiao = place("tianqiao", None);
    assert_eq!(with_role(&tianqiao, "共产党员户"), 8, "天桥东街: six and two households of members");
    let areas = tianqiao.grids.rows().filter(|grid| grid.level == 2).count();
    assert_eq!(areas, 8, "each with an area");
    let chengan = Recipe::by_scheme(1, Some(84_375), preset("chengan").unwrap());
    assert_eq!(chengan.members, 9_000, "成安: some 9 000 members");
    let chengan = place("chengan", Some(9_375));
    assert_eq!((chengan.members.len(), with_role(&chengan, "网格工作者")), (1_000, 15), "136 grid workers of 9 000");
    let guhe = place("guhe", None);
    let level = |level| guhe.grids.rows().filter(|grid: &&Grid| grid.level == level).count();
    assert_eq!((level(1), level(2)), (17, 99), "沽河: 17 new villages, 99 hamlets");
    assert_eq!(count_of(&guhe, UnitKind::Enterprise), 33, "33 enterprises");
    let liuyuan = place("liuyuan", None);
    assert_eq!(with_role(&liuyuan, "党员干部"), 27, "柳园: 27 cadres");
    assert_eq!(count_of(&liuyuan, UnitKind::Organization), 10, "2 general branches and 8 branches");
    assert_eq!(with_role(&liuyuan, "党建指导员"), 10, "an instructor for each");
}

/// Breaks a place in one way after the other, until what is found besides is one finding that is as wanted.
#[track_caller]
fn check_breaks(
    project: &Project,
    what: &str,
    is_wanted: impl Fn(&Finding) -> bool,
    breaks: impl Iterator<Item = Project>,
) {
    let before = found(project);
    let mut seen = BTreeSet::new();
    for broken in breaks.take(TRIES) {
        let after = found(&broken);
        let more: Vec<&Finding> = after.difference(&before).collect();
        match more[..] {
            [one] if is_wanted(one) => return,
            _ => seen.extend(more.into_iter().map(Finding::rule)),
        }
    }
    panic!("{}: {what} is never found alone, but {seen:?}", project.facts.scheme.id);
}

fn edited(project: &Project, change: impl FnOnce(&mut Plan)) -> Project {
    let mut broken = project.clone();
    let current = broken.current_plan();
    let mut plan = broken.plans.at(current).unwrap().clone();
    change(&mut plan);
    broken.plans.put(current, Some(plan));
    broken
}

fn plan(project: &Project) -> &Plan {
    project.plans.at(project.current_plan()).unwrap()
}

fn unlinked(project: &Project, household: HouseholdId, is_meant: impl Fn(&Link) -> bool) -> Project {
    edited(project, |plan| {
        for link in plan.links_of(household).to_vec().into_iter().filter(|link| is_meant(link)) {
            plan.relink(household, link.member, link.kind, None);
        }
    })
}

fn moved(project: &Project, household: HouseholdId, to: MemberId) -> Project {
    let own = unlinked(project, household, |link| link.member == to || link.kind == LinkKind::Primary);
    edited(&own, |plan| {
        let link = Link { member: to, kind: LinkKind::Primary, locked: false, since: None };
        plan.relink(household, to, link.kind, Some(link));
    })
}

fn with_household(project: &Project, id: HouseholdId, change: impl FnOnce(Household) -> Household) -> Project {
    let mut broken = project.clone();
    let row = change(broken.households.at(id).unwrap().clone());
    broken.households.put(id, Some(row));
    broken
}

fn with_member(project: &Project, id: MemberId, change: impl FnOnce(Member) -> Member) -> Project {
    let mut broken = project.clone();
    let row = change(broken.members.at(id).unwrap().clone());
    broken.members.put(id, Some(row));
    broken
}

/// For each household the nearest member who could cover it, does not yet, and serves its grid or another one.
fn moves(project: &Project, is_abroad: bool) -> impl Iterator<Item = (HouseholdId, MemberId)> {
    let index = Index::build(project);
    let able: Vec<MemberId> = project.members.iter().filter(|(_, row)| row.can_cover()).map(|(id, _)| id).collect();
    project.households.ids().filter_map(move |household| {
        let grid = index.grid_of(household);
        let fits = |member: &&MemberId| {
            let is_linked = plan(project).links_of(household).iter().any(|link| link.member == **member);
            let is_other = index.grid_served(project, **member) != grid;
            is_other == is_abroad && !is_linked && project.counts_as_cover(household, **member)
        };
        let far = |member: &MemberId| project.link_m(household, *member).unwrap_or(f64::MAX);
        let nearest = able.iter().filter(fits).min_by(|a, b| far(a).total_cmp(&far(b)))?;
        Some((household, *nearest))
    })
}

/// The same place, with another cell on the ground of a household, led and kept in contact with like any other.
fn overlapped(project: &Project, household: HouseholdId) -> Project {
    let mut broken = project.clone();
    let at = project.households.at(household).unwrap().at.unwrap();
    let side = 0.000_02;
    let square = Rect::new((at.lon_deg - side, at.lat_deg - side), (at.lon_deg + side, at.lat_deg + side));
    let level = (project.facts.scheme.levels.len() - 1) as u8;
    let leader = project.members.iter().find(|(_, row)| row.can_cover()).map(|(id, _)| id);
    let area = MultiPolygon::new(vec![square.to_polygon()]);
    let (code, name) = ("X1".to_owned(), "重叠".to_owned());
    let grid = broken.grids.push(Grid { code, name, level, parent: None, area, leader });
    edited(&broken, |plan| put(plan, Target::Grid(grid), leader.unwrap(), true))
}

fn breaks_of_rules(project: &Project) {
    let of = |rule: Rule| move |finding: &Finding| finding.rule() == rule.key();
    let homes = || project.households.ids();
    let released = homes().map(|id| unlinked(project, id, |link| link.kind == LinkKind::Primary));
    check_breaks(project, "covered", of(Rule::Covered), released);
    let members = || project.members.ids();
    let greedy = members().map(|id| {
        let load = plan(project).load_of(id) as u16;
        with_member(project, id, |row| Member { min_load: load + 1, max_load: None, ..row })
    });
    check_breaks(project, "load", |finding| matches!(finding, Finding::LoadBelow { .. }), greedy);
    let unable = members().filter(|id| project.members.at(*id).is_some_and(|row| !row.can_cover()));
    let standing_in = unable.map(|member| {
        edited(project, |plan| {
            let link = Link { member, kind: LinkKind::Backup, locked: false, since: None };
            plan.relink(HouseholdId(1), member, link.kind, Some(link));
        })
    });
    check_breaks(project, "eligible", of(Rule::Eligible), standing_in);
    let strangers = moves(project, true).map(|(household, to)| moved(project, household, to));
    check_breaks(project, "same grid", of(Rule::SameGrid), strangers);
    let cells: Vec<String> = project.grids.rows().map(|grid| grid.code.clone()).collect();
    let mistaken = homes().map(|id| {
        let at = cells.iter().position(|code| *code == project.households.at(id).unwrap().stated_grid).unwrap();
        with_household(project, id, |row| Household { stated_grid: cells[(at + 1) % cells.len()].clone(), ..row })
    });
    check_breaks(project, "stated grid", of(Rule::StatedGrid), mistaken);
    let outside = homes().flat_map(|id| {
        [(0.0, 2.0), (0.0, -2.0), (2.0, 0.0), (-2.0, 0.0), (0.0, 4.0), (0.0, -4.0), (4.0, 0.0), (-4.0, 0.0)].map(
            |(lon, lat)| {
                let (lon, lat) = (lon * 0.000_25, lat * 0.000_25);
                with_household(project, id, |row| {
                    let at = row.at.map(|at| Wgs84 { lon_deg: at.lon_deg + lon, lat_deg: at.lat_deg + lat });
                    Household { at, ..row }
                })
            },
        )
    });
    let twice = homes().map(|id| overlapped(project, id));
    check_breaks(project, "in a grid", of(Rule::InGrid), outside.take(TRIES / 2).chain(twice));
    let lost = homes().map(|id| with_household(project, id, |row| Household { at: None, ..row }));
    check_breaks(project, "placed", of(Rule::Placed), lost);
    if project.facts.scheme.severity_of(Rule::Classified).is_some() {
        let unknown =
            homes().map(|id| with_household(project, id, |row| Household { categories: CategorySet::EMPTY, ..row }));
        check_breaks(project, "classified", of(Rule::Classified), unknown);
    }
    if project.facts.scheme.household_tier().is_some_and(|tier| tier.ideal.is_some()) {
        let off = moves(project, false).map(|(household, to)| moved(project, household, to));
        check_breaks(project, "load aimed at", |finding| matches!(finding, Finding::LoadOff { .. }), off);
    }
}

/// A household whose member is much farther than all others of that member, within the grid that the member serves.
fn breaks_distance(project: &Project) {
    let far = project.households.ids().map(|id| {
        let holder = plan(project).primaries_of(id).next().map(|link| link.member);
        let row = project.households.at(id).unwrap().clone();
        let home = holder.and_then(|holder| project.place_of_member(holder));
        // Across its own cell, away from the member.
        let at = row.at.zip(home).map(|(at, home)| Wgs84 {
            lon_deg: at.lon_deg + (at.lon_deg - home.lon_deg) * 2.0,
            lat_deg: at.lat_deg + (at.lat_deg - home.lat_deg) * 2.0,
        });
        with_household(project, id, |row| Household { at: at.or(row.at), ..row })
    });
    check_breaks(project, "distance", |finding| finding.rule() == Rule::Distance.key(), far);
}

fn breaks_of_requirements(project: &Project) {
    for requirement in project.facts.scheme.requirements.clone() {
        let rule = format!("requirement:{}", requirement.id);
        // Whoever is responsible may be the one who is asked for: then somebody without that part is.
        let alone = project.households.ids().filter(|id| plan(project).links_of(*id).len() > 1);
        let released = alone.map(|id| unlinked(project, id, |link| link.kind == LinkKind::Paired));
        let mut bare = project.households.ids().map(|id| unlinked(project, id, |_| true));
        // Where any member will do, a household without anybody is without cover as well: two findings of one cause.
        let needs_part = !requirement.roles.is_empty() || !requirement.kinds.contains(&LinkKind::Primary);
        if needs_part {
            check_breaks(project, &rule, |finding| finding.rule() == rule, released);
        } else {
            let before = found(project);
            let both = |broken: Project| {
                let after = found(&broken);
                let rules: BTreeSet<String> = after.difference(&before).map(Finding::rule).collect();
                rules == BTreeSet::from([rule.clone(), Rule::Covered.key().to_owned()])
            };
            assert!(bare.any(both), "{}: {rule}", project.facts.scheme.id);
        }
    }
}

fn put(plan: &mut Plan, target: Target, member: MemberId, is_linked: bool) {
    plan.relink_target(target, member, is_linked.then_some(TargetLink { target, since: None }));
}

fn holders(project: &Project, tier: &Tier) -> Vec<MemberId> {
    project.members.ids().filter(|member| covers_in_tier(project, tier, *member)).collect()
}

fn held(project: &Project, tier: &Tier, member: MemberId) -> Vec<Target> {
    covered_in_tier(project, plan(project), tier, member).collect()
}

/// The same place, with somebody above a member in every tier that is about members.
fn led(project: &Project, member: MemberId) -> Project {
    let target = Target::Member(member);
    let tiers = project.facts.scheme.tiers.iter().filter(|tier| tier_is_about(project, tier, target));
    let above = tiers.filter_map(|tier| holders(project, tier).into_iter().find(|holder| *holder != member));
    let above: Vec<MemberId> = above.collect();
    edited(project, |plan| above.iter().for_each(|holder| put(plan, target, *holder, true)))
}

/// Gives a member more than a tier allows, beside whoever has it already.
fn overload(plan: &mut Plan, holder: MemberId, about: &[Target], max: u16) {
    let most = usize::from(max) + 1;
    for &target in about.iter().filter(|target| **target != Target::Member(holder)).take(most) {
        put(plan, target, holder, true);
    }
}

fn breaks_of_tier(project: &Project, tier: &Tier) {
    let is_ours = |finding: &Finding| finding.rule() == format!("tier:{}", tier.id);
    let about: Vec<Target> =
        targets_of_kind(project, tier.of).filter(|target| tier_is_about(project, tier, *target)).collect();
    assert!(!about.is_empty(), "{}: the tier {} is about something", project.facts.scheme.id, tier.id);
    let holders = holders(project, tier);
    if tier.each > 0 {
        let released = about.iter().map(|&target| {
            edited(project, |plan| {
                for member in plan.linked_to(target).to_vec() {
                    put(plan, target, member, false);
                }
            })
        });
        let is_left = |finding: &Finding| is_ours(finding) && matches!(finding, Finding::TargetUnlinked { .. });
        if tier.min == 0 || holders.iter().any(|holder| held(project, tier, *holder).len() > usize::from(tier.min)) {
            check_breaks(project, &format!("{} without anybody", tier.id), is_left, released);
        }
    }
    if tier.min > 0 {
        // Somebody else has the part too, and nobody below.
        let role = project.facts.scheme.roles.iter().find(|role| role.key == tier.by).unwrap();
        let word = role.words[0].clone();
        let able = project.members.iter().filter(|(_, row)| row.can_cover() && row.roles.is_empty()).map(|(id, _)| id);
        let promoted =
            able.map(|id| led(&with_member(project, id, |row| Member { roles: vec![word.clone()], ..row }), id));
        let is_low = |finding: &Finding| is_ours(finding) && matches!(finding, Finding::TierBelow { .. });
        check_breaks(project, &format!("{} too few", tier.id), is_low, promoted);
    }
    if let Some(max) = tier.max {
        let loaded = holders.iter().map(|&holder| edited(project, |plan| overload(plan, holder, &about, max)));
        let is_high = |finding: &Finding| is_ours(finding) && matches!(finding, Finding::TierAbove { .. });
        check_breaks(project, &format!("{} too many", tier.id), is_high, loaded);
    }
    if tier.ideal.is_some() {
        // Somebody who has none takes one beside whoever has it.
        let idle = holders.iter().filter(|holder| held(project, tier, **holder).is_empty());
        let shifted = idle.map(|&holder| edited(project, |plan| put(plan, about[0], holder, true)));
        let is_off = |finding: &Finding| is_ours(finding) && matches!(finding, Finding::TierOff { .. });
        check_breaks(project, &format!("{} beside the aim", tier.id), is_off, shifted);
    }
}

/// A cadre who helps nobody.
fn breaks_of_category_tier(project: &Project, tier: &Tier) {
    let holders = holders(project, tier);
    let idle = holders.iter().map(|&holder| {
        edited(project, |plan| {
            for (household, kind) in plan.held_by(holder).to_vec() {
                if kind == LinkKind::Paired {
                    plan.relink(household, holder, kind, None);
                }
            }
        })
    });
    let is_ours = |finding: &Finding| finding.rule() == format!("tier:{}", tier.id);
    check_breaks(project, &tier.id, is_ours, idle);
}

fn breaks_of(id: &str, households: usize, grids: Option<usize>) {
    let recipe = Recipe::by_scheme(2_026, Some(households), preset(id).unwrap());
    let project = invent(&Recipe { grids, ..recipe });
    let scheme: Scheme = project.facts.scheme.clone();
    breaks_of_rules(&project);
    breaks_distance(&project);
    breaks_of_requirements(&project);
    for tier in scheme.tiers.iter().filter(|tier| tier.severity.is_some()) {
        match tier.of {
            TargetKind::Household if tier.only.is_empty() => {}
            TargetKind::Household => breaks_of_category_tier(&project, tier),
            _ => breaks_of_tier(&project, tier),
        }
    }
}

#[test]
fn each_rule_of_huiji_finds_what_is_broken() {
    breaks_of("huiji", 650, None);
}

#[test]
fn each_rule_of_tianqiao_finds_what_is_broken() {
    breaks_of("tianqiao", 560, None);
}

#[test]
fn each_rule_of_chengan_finds_what_is_broken() {
    breaks_of("chengan", 450, None);
}

#[test]
fn each_rule_of_guhe_finds_what_is_broken() {
    // Two cells in each hamlet: otherwise whoever serves another one lives far away as well.
    breaks_of("guhe", 600, Some(20));
}

#[test]
fn each_rule_of_liuyuan_finds_what_is_broken() {
    breaks_of("liuyuan", 420, None);
}

#[test]
fn a_map_of_a_tier_says_what_its_marks_mean() {
    let whole = place("guhe", Some(600));
    let tier = whole.facts.scheme.tiers.iter().find(|tier| tier.of == TargetKind::Enterprise).unwrap();
    let words = |project: &Project, audience| -> Vec<String> {
        let options =
            SceneOptions { tier: Some(tier.id.clone()), ..SceneOptions::new(project.current_plan(), audience) };
        let scene = build(project, &Index::build(project), &options);
        tier_legend(&scene, &tier_legend_texts(Lang::Zh, tier)).into_iter().map(|line| line.text).collect()
    };
    assert_eq!(words(&whole, Audience::Internal), ["企业", "联系人"]);
    assert_eq!(words(&whole, Audience::Public), ["企业"], "who, is not said outside");
    let target = targets_of_kind(&whole, TargetKind::Enterprise).next().unwrap();
    let lacking = edited(&whole, |plan| {
        for member in plan.linked_to(target).to_vec() {
            put(plan, target, member, false);
        }
    });
    assert_eq!(words(&lacking, Audience::Internal), ["企业", "企业：还没有人", "联系人"]);
}
