//! Wishes at random about what is there; some of them cannot be granted.

use crate::walk::dice::Dice;
use lianhu::edit::{Batch, Edit, IncomingLink, Then};
use lianhu::geom::Wgs84;
use lianhu::model::{
    Address, CategoryId, CategorySet, Exemption, Grid, GridId, Household, HouseholdId, HouseholdStatus, LinkKind,
    Member, MemberId, MemberStatus, PlanId, PlanState, Project, Reason, Scheme,
};
use std::sync::Arc;

/// So many households live in a place; beyond it nobody moves in.
const HOUSEHOLDS: usize = 48;
/// So many members there are; beyond it nobody joins.
const MEMBERS: usize = 12;

/// A place with two grids that overlap a little, in which everybody is listed as uncovered.
pub(crate) fn place(dice: &mut Dice) -> Project {
    let mut project = Project::new("柳溪村", Scheme::neutral());
    if dice.chance(4) {
        Arc::make_mut(&mut project.facts).scheme.exempt.push(Exemption::MemberHome);
    }
    for (number, level, west, east) in [(1_u32, 1, -0.001, 0.005), (2, 2, -0.001, 0.0025), (3, 2, 0.0023, 0.0048)] {
        let area = geo::Rect::new((113.6 + west, 34.899), (113.6 + east, 34.905)).to_polygon();
        project.grids.push(Grid {
            code: format!("G{number}"),
            name: format!("第{number}网格"),
            level,
            parent: (level > 1).then_some(GridId(1)),
            area: geo::MultiPolygon::new(vec![area]),
            leader: None,
        });
    }
    project
}

/// The wishes that fill a place.
pub(crate) fn settlers(dice: &mut Dice) -> Vec<Edit> {
    let households = (0..HOUSEHOLDS / 2).map(|number| {
        let row = household(dice, format!("H{number}"));
        Edit::AddHousehold(Box::new(Household { status: HouseholdStatus::Resident, ..row }))
    });
    let households: Vec<Edit> = households.collect();
    let members = (0..MEMBERS / 2).map(|number| {
        Edit::AddMember(Box::new(Member { eligible: true, ..member(dice, format!("M{number}"), HOUSEHOLDS / 2) }))
    });
    households.into_iter().chain(members.collect::<Vec<_>>()).collect()
}

/// A wish about what is there.
pub(crate) fn wish(dice: &mut Dice, project: &Project, plan: PlanId, seq: u64) -> Option<Edit> {
    let kind = dice.below(100);
    Some(match kind {
        0..=24 => {
            let count = if dice.chance(3) { 1 + dice.below(6) } else { 1 };
            let households = (0..count).filter_map(|_| any_household(dice, project)).collect();
            Edit::Assign { households, to: any_member(dice, project)?, kind: part(dice) }
        }
        25..=38 => {
            let household = any_household(dice, project)?;
            let links = project.plans.at(plan)?.links_of(household);
            let link = *links.get(dice.below(links.len()))?;
            Edit::Release { household, member: link.member, kind: link.kind, then: then(dice, project) }
        }
        39..=43 => Edit::HandOver { from: any_member(dice, project)?, to: any_member(dice, project)? },
        44..=48 => {
            let households = (0..=dice.below(4)).filter_map(|_| any_household(dice, project)).collect();
            Edit::Lock { households, locked: dice.chance(3) }
        }
        49..=52 if project.households.rows().filter(|row| row.is_lived_in()).count() < HOUSEHOLDS => {
            let code = if dice.chance(12) { any_code(dice, project)? } else { fresh_code(project) };
            Edit::AddHousehold(Box::new(household(dice, code)))
        }
        53..=55 => {
            let id = any_household(dice, project)?;
            let own = project.households.at(id)?.code.clone();
            let code = if dice.chance(8) { any_code(dice, project)? } else { own };
            Edit::ChangeHousehold(id, Box::new(household(dice, code)))
        }
        56..=58 => {
            let households = (0..=dice.below(3)).filter_map(|_| any_household(dice, project)).collect();
            Edit::SetCategories { households, categories: categories(dice) }
        }
        59..=63 => Edit::SetStatus {
            household: any_household(dice, project)?,
            status: status(dice),
            since: None,
            then: then(dice, project),
        },
        64..=67 => Edit::MoveHousehold { household: any_household(dice, project)?, at: spot(dice) },
        68..=71 if project.members.rows().filter(|row| row.status == MemberStatus::Serving).count() < MEMBERS => {
            let code = format!("M{}", project.members.last_fid() + 1 - u32::from(dice.chance(12)));
            Edit::AddMember(Box::new(member(dice, code, project.households.len())))
        }
        72..=75 => {
            let id = any_member(dice, project)?;
            let code = project.members.at(id)?.code.clone();
            Edit::ChangeMember(id, Box::new(member(dice, code, project.households.len())))
        }
        76..=80 => Edit::SetEligible {
            member: any_member(dice, project)?,
            eligible: !dice.chance(3),
            then: then(dice, project),
        },
        81 | 82 => Edit::RetireMember { member: any_member(dice, project)?, then: then(dice, project) },
        83..=85 => Edit::CopyPlan { from: any_plan(dice, project)?, name: format!("草案{}", dice.below(6)), seq },
        86 | 87 => Edit::AdoptPlan { plan: any_plan(dice, project)?, because: String::new() },
        88..=92 => Edit::Import(Box::new(batch(dice, project)?)),
        _ => {
            let wishes = (0..2 + dice.below(3)).filter_map(|_| {
                // No gesture within a gesture, and no two plans from one.
                wish(dice, project, plan, seq).filter(|edit| !matches!(edit, Edit::Together(_) | Edit::CopyPlan { .. }))
            });
            Edit::Together(wishes.collect())
        }
    })
}

/// A small file: rows that change, one that is new, links.
fn batch(dice: &mut Dice, project: &Project) -> Option<Batch> {
    let mut batch = Batch::default();
    if dice.chance(2) {
        let id = any_household(dice, project)?;
        let code = project.households.at(id)?.code.clone();
        let row = household(dice, code);
        batch.households.push((Some(id), Household { status: status(dice), ..row }));
    }
    if dice.chance(4) && project.households.len() < 2 * HOUSEHOLDS {
        batch.households.push((None, household(dice, fresh_code(project))));
    }
    if dice.chance(4) {
        let id = any_member(dice, project)?;
        let there = project.members.at(id)?;
        let status = if dice.chance(6) { MemberStatus::Retired } else { there.status };
        let row = member(dice, there.code.clone(), project.households.len());
        batch.members.push((Some(id), Member { status, ..row }));
    }
    for _ in 0..dice.below(5) {
        let link = IncomingLink {
            household: any_household(dice, project)?,
            member: any_member(dice, project)?,
            kind: part(dice),
            locked: dice.chance(5),
            since: None,
        };
        batch.links.push(link);
    }
    Some(batch)
}

fn then(dice: &mut Dice, project: &Project) -> Then {
    match dice.below(6) {
        0 => Then::Unsaid,
        1..=3 => Then::Nearest,
        4 => any_member(dice, project).map_or(Then::Nearest, Then::To),
        _ => Then::Because(Reason::Said("正在物色".to_owned())),
    }
}

fn part(dice: &mut Dice) -> LinkKind {
    if dice.chance(3) { LinkKind::Backup } else { LinkKind::Primary }
}

fn status(dice: &mut Dice) -> HouseholdStatus {
    HouseholdStatus::ALL[[0, 0, 0, 1, 1, 2, 3][dice.below(7)]]
}

fn categories(dice: &mut Dice) -> CategorySet {
    (1..=7).filter(|_| dice.chance(4)).map(CategoryId).collect()
}

/// A spot of a coarse net, so that several things stand at one place and several are as far away.
fn spot(dice: &mut Dice) -> Wgs84 {
    let (east, north) = (dice.below(12) as f64 * 0.000_5, dice.below(10) as f64 * 0.000_5);
    Wgs84::checked(113.6 + east, 34.9 + north).unwrap()
}

fn household(dice: &mut Dice, code: String) -> Household {
    let at = (!dice.chance(10)).then(|| spot(dice));
    Household {
        code,
        head: "张三".to_owned(),
        address: Address::parse("3组17号"),
        building: None,
        phone: String::new(),
        people: None,
        elderly: None,
        children: None,
        categories: categories(dice),
        at,
        status: status(dice),
        stated_grid: String::new(),
        status_since: None,
        note: String::new(),
    }
}

fn member(dice: &mut Dice, code: String, households: usize) -> Member {
    let home = (dice.chance(3) && households > 0).then(|| HouseholdId(1 + dice.below(households) as u32));
    Member {
        code,
        name: "李四".to_owned(),
        home,
        at: (!dice.chance(8)).then(|| spot(dice)),
        duty_phone: String::new(),
        phone: String::new(),
        roles: Vec::new(),
        eligible: !dice.chance(6),
        min_load: 0,
        max_load: dice.chance(3).then(|| dice.below(8) as u16),
        grid: dice.chance(5).then(|| GridId(2 + dice.below(2) as u32)),
        organization: None,
        consent: false,
        home_consent: false,
        needs_care: false,
        status: MemberStatus::Serving,
        note: String::new(),
    }
}

fn fresh_code(project: &Project) -> String {
    format!("H{}", project.households.last_fid() + 1)
}

fn any_code(dice: &mut Dice, project: &Project) -> Option<String> {
    Some(project.households.at(any_household(dice, project)?)?.code.clone())
}

/// Mostly one that lives there; the moved-out pile up.
fn any_household(dice: &mut Dice, project: &Project) -> Option<HouseholdId> {
    let tries = 1 + 7 * dice.below(4);
    (0..tries).map(|_| HouseholdId(1 + dice.below(project.households.last_fid() as usize) as u32)).find_map(|id| {
        let row = project.households.at(id)?;
        (tries == 1 || row.status != HouseholdStatus::MovedOut).then_some(id)
    })
}

fn any_member(dice: &mut Dice, project: &Project) -> Option<MemberId> {
    let tries = 1 + 7 * dice.below(4);
    (0..tries)
        .map(|_| MemberId(1 + dice.below(project.members.last_fid() as usize) as u32))
        .find(|&id| project.members.at(id).is_some_and(|row| tries == 1 || row.status == MemberStatus::Serving))
}

/// Any plan, those that can still be changed more often.
pub(crate) fn any_plan(dice: &mut Dice, project: &Project) -> Option<PlanId> {
    let plans: Vec<PlanId> = project.plans.ids().collect();
    let pick = plans.get(dice.below(plans.len())).copied()?;
    let is_former = project.plans.at(pick).is_some_and(|plan| plan.state == PlanState::Former);
    if is_former && !dice.chance(4) { Some(project.current_plan()) } else { Some(pick) }
}
