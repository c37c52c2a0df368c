//! `lianhu list`: what is in a project, as far as the reader may see it.

use crate::app::Document;
use crate::app::wording::{Lang, Naming, finding_sentence, not_for_audience};
use crate::cli::args::List;
use crate::cli::listing::{Column, Listing};
use crate::cli::project::{open_to_read, plan_named};
use crate::cli::stop::Stop;
use crate::cli::streams::Run;
use crate::disclose::{Audience, member_duty_phone, member_name, resident_name};
use crate::geom::Wgs84;
use crate::model::{
    CategorySet, Glyph, HouseholdStatus, LinkKind, MemberStatus, Plan, Project, Side, Target, TargetKind,
};
use crate::rules::Finding;
use serde_json::{Value, json};

/// Writes a list.
pub(crate) fn list(run: &mut Run<'_>, asked: &List) -> Result<u8, Stop> {
    let mut document = open_to_read(run, &asked.file)?;
    let plan = plan_named(run, document.project(), asked.plan.as_deref())?;
    document.look_at(plan);
    let audience = asked.audience;
    if matches!(asked.what.as_str(), "links" | "target_links" | "findings" | "waivers") && !audience.sees_links() {
        return Err(Stop::refused(not_for_audience(run.lang, audience)));
    }
    let listing = match asked.what.as_str() {
        "households" => households(&document, audience),
        "members" => members(&document, audience),
        "grids" => grids(&document, audience),
        "links" => links(&document),
        "target_links" => target_links(&document),
        "units" => units(&document, audience),
        "waivers" => waivers(&document),
        "categories" => categories(&document, audience),
        "sources" => sources(&document),
        _ => findings(&document, run.lang),
    };
    if asked.json {
        listing.write_json(run.streams.out)?;
    } else if asked.csv {
        listing.write_csv(run.streams.out)?;
    } else {
        listing.write_aligned(run.lang, run.streams.out)?;
    }
    Ok(0)
}

/// A finding for scripts: rule, severity, key, message, targets.
pub(crate) fn finding_cells(lang: Lang, project: &Project, finding: &Finding) -> Vec<Value> {
    let naming = Naming { project, audience: Audience::Internal };
    let targets: Value = finding.targets().iter().map(|target| target_value(project, *target)).collect();
    vec![
        finding.rule().into(),
        finding.severity(&project.facts.scheme).key().into(),
        finding.key().into(),
        finding_sentence(lang, naming, finding).into(),
        targets,
    ]
}

fn target_value(project: &Project, target: Target) -> Value {
    json!({ TargetKind::key(target.kind()): target_code(project, target) })
}

fn households(document: &Document, audience: Audience) -> Listing {
    let (project, index) = (document.project(), document.index());
    let open = ["code", "head", "group", "house_no", "building", "unit", "floor", "room", "address", "grid"];
    let internal = [
        "phone",
        "people",
        "elderly",
        "children",
        "categories",
        "lon",
        "lat",
        "status",
        "covered",
        "stated_grid",
        "status_since",
        "note",
    ];
    let is_internal = audience == Audience::Internal;
    let mut columns: Vec<Column> = open.map(Column::shown).to_vec();
    if is_internal {
        columns.extend(internal.map(Column::shown));
    }
    // On a screen the address says what its parts say.
    for column in &mut columns {
        let address = ["group", "house_no", "building", "unit", "floor", "room"];
        let details = ["elderly", "children", "stated_grid", "status_since", "note"];
        column.is_shown = !address.contains(&column.key) && !details.contains(&column.key);
    }
    let plan = project.plans.at(document.plan());
    let is_for = |status| audience.sees_states() || status != HouseholdStatus::MovedOut;
    let rows = project.households.iter().filter(|(_, row)| is_for(row.status)).map(|(id, row)| {
        let address = &row.address;
        let mut cells: Vec<Value> = vec![
            row.code.as_str().into(),
            resident_name(row, audience).into(),
            some_number(address.group.into()),
            address.house_no.as_str().into(),
            address.building.as_str().into(),
            some_number(address.unit.into()),
            some_number(address.floor.into()),
            address.room.as_str().into(),
            address.text.as_str().into(),
            grid_code(project, index.grid_of(id)),
        ];
        if is_internal {
            let categories = project.categories_of(row, index.is_member_home(id));
            cells.extend([
                row.phone.as_str().into(),
                row.people.into(),
                row.elderly.into(),
                row.children.into(),
                category_keys(project, categories),
                degrees(row.at, |at| at.lon_deg),
                degrees(row.at, |at| at.lat_deg),
                row.status.key().into(),
                plan.is_some_and(|plan| project.is_covered(plan, id)).into(),
                row.stated_grid.as_str().into(),
                row.status_since.map(|day| day.to_string()).into(),
                row.note.as_str().into(),
            ]);
        }
        cells
    });
    let rows = rows.collect();
    Listing { columns, rows }
}

fn members(document: &Document, audience: Audience) -> Listing {
    let (project, index) = (document.project(), document.index());
    let is_internal = audience == Audience::Internal;
    let mut columns: Vec<Column> = ["code", "name", "home", "duty_phone", "roles", "grid"].map(Column::shown).to_vec();
    if is_internal {
        let shown = ["consent", "eligible", "min_load", "max_load", "load", "lon", "lat", "status"];
        columns.extend(shown.map(Column::shown));
        columns.extend(["phone", "home_consent", "needs_care", "note"].map(Column::detail));
    }
    let plan = project.plans.at(document.plan());
    let is_for = |status| is_internal || status == MemberStatus::Serving;
    let rows = project.members.iter().filter(|(_, row)| is_for(row.status)).map(|(id, row)| {
        let home = row.home.filter(|_| is_internal || (row.consent && row.home_consent));
        let home = home.and_then(|home| project.households.at(home)).map_or("", |home| home.code.as_str());
        let mut cells: Vec<Value> = vec![
            row.code.as_str().into(),
            member_name(row, audience).into(),
            home.into(),
            member_duty_phone(row, audience).into(),
            row.roles.clone().into(),
            grid_code(project, index.grid_served(project, id)),
        ];
        if is_internal {
            let at = project.place_of_member(id);
            cells.extend([
                row.consent.into(),
                row.eligible.into(),
                row.min_load.into(),
                row.max_load.into(),
                plan.map_or(0, |plan| plan.load_of(id)).into(),
                degrees(at, |at| at.lon_deg),
                degrees(at, |at| at.lat_deg),
                row.status.key().into(),
                row.phone.as_str().into(),
                row.home_consent.into(),
                row.needs_care.into(),
                row.note.as_str().into(),
            ]);
        }
        cells
    });
    let rows = rows.collect();
    Listing { columns, rows }
}

fn grids(document: &Document, audience: Audience) -> Listing {
    let project = document.project();
    let mut columns: Vec<Column> =
        ["code", "name", "level", "parent", "leader", "households"].map(Column::shown).to_vec();
    let is_internal = audience == Audience::Internal;
    if is_internal {
        columns.extend(["covered", "uncovered"].map(Column::shown));
    }
    let rows = project.grids.iter().map(|(id, row)| {
        let leader = row.leader.and_then(|leader| project.members.at(leader));
        let leader = leader.filter(|leader| is_internal || leader.consent).map_or("", |leader| leader.code.as_str());
        let count = document.tally().by_grid.get(&id).cloned().unwrap_or_default();
        let households: usize = count.categories.values().sum();
        let mut cells: Vec<Value> = vec![
            row.code.as_str().into(),
            row.name.as_str().into(),
            row.level.into(),
            grid_code(project, row.parent),
            leader.into(),
            households.into(),
        ];
        if is_internal {
            cells.extend([count.equation.covered.into(), count.equation.uncovered().into()]);
        }
        cells
    });
    let rows = rows.collect();
    Listing { columns, rows }
}

/// Links to what is not a household.
fn target_links(document: &Document) -> Listing {
    let project = document.project();
    let columns = ["kind", "code", "member", "since"].map(Column::shown).to_vec();
    let plan = project.plans.at(document.plan());
    let rows = plan.into_iter().flat_map(Plan::target_links).map(|(member, link)| {
        vec![
            TargetKind::key(link.target.kind()).into(),
            target_code(project, link.target).into(),
            project.members.at(member).map(|row| row.code.as_str()).into(),
            link.since.map(|day| day.to_string()).into(),
        ]
    });
    Listing { columns, rows: rows.collect() }
}

/// Organizations, enterprises and street segments, and who keeps in contact with them.
fn units(document: &Document, audience: Audience) -> Listing {
    let project = document.project();
    let plan = project.plans.at(document.plan()).filter(|_| audience.sees_links());
    let columns = ["kind", "code", "name", "parent", "members", "path", "note"].map(Column::shown).to_vec();
    let rows = project.units.iter().map(|(id, row)| {
        let linked = plan.map_or(&[][..], |plan| plan.linked_to(Target::Unit(row.kind, id)));
        let members = linked.iter().filter_map(|member| Some(project.members.at(*member)?.code.as_str()));
        let note = if audience == Audience::Internal { row.note.as_str() } else { "" };
        vec![
            row.kind.key().into(),
            row.code.as_str().into(),
            row.name.as_str().into(),
            row.parent.and_then(|parent| project.units.at(parent)).map_or("", |parent| parent.code.as_str()).into(),
            members.collect(),
            row.path.iter().map(|at| json!([at.lon_deg, at.lat_deg])).collect(),
            note.into(),
        ]
    });
    Listing { columns, rows: rows.collect() }
}

/// Findings that are let stand, and why.
fn waivers(document: &Document) -> Listing {
    let columns = ["finding", "reason", "since"].map(Column::shown).to_vec();
    let rows = document.project().waivers.iter().map(|(finding, waiver)| {
        vec![finding.as_str().into(), waiver.reason.as_str().into(), waiver.since.map(|day| day.to_string()).into()]
    });
    Listing { columns, rows: rows.collect() }
}

fn target_code(project: &Project, target: Target) -> Option<&str> {
    match target {
        Target::Household(id) => project.households.at(id).map(|row| row.code.as_str()),
        Target::Member(id) => project.members.at(id).map(|row| row.code.as_str()),
        Target::Building(id) => project.buildings.at(id).map(|row| row.code.as_str()),
        Target::Grid(id) => project.grids.at(id).map(|row| row.code.as_str()),
        Target::Unit(_, id) => project.units.at(id).map(|row| row.code.as_str()),
    }
}

fn links(document: &Document) -> Listing {
    let project = document.project();
    let columns = ["household", "member", "kind", "locked", "since"].map(Column::shown).to_vec();
    let plan = project.plans.at(document.plan());
    let links = plan.into_iter().flat_map(Plan::links);
    let rows = links.map(|(household, link)| {
        vec![
            project.households.at(household).map(|row| row.code.as_str()).into(),
            project.members.at(link.member).map(|row| row.code.as_str()).into(),
            LinkKind::key(link.kind).into(),
            link.locked.into(),
            link.since.map(|day| day.to_string()).into(),
        ]
    });
    let rows = rows.collect();
    Listing { columns, rows }
}

/// The files that were taken in.
fn sources(document: &Document) -> Listing {
    let keys = ["source", "file", "kind", "as_of", "taken_on", "rows", "crs", "evidence"];
    let rows = document.project().provenances.iter().map(|(id, row)| {
        vec![
            id.0.into(),
            row.file.as_str().into(),
            row.kind.as_str().into(),
            row.as_of.map(|day| day.to_string()).into(),
            row.taken_on.map(|day| day.to_string()).into(),
            row.rows.into(),
            row.crs.as_str().into(),
            row.evidence.as_str().into(),
        ]
    });
    let rows = rows.collect();
    Listing { columns: keys.map(Column::shown).to_vec(), rows }
}

fn categories(document: &Document, audience: Audience) -> Listing {
    let keys = ["key", "name", "short", "color", "glyph", "side", "priority"];
    let mut columns: Vec<Column> = keys.map(Column::shown).to_vec();
    let is_counted = audience.sees_categories();
    if is_counted {
        columns.push(Column::shown("households"));
    }
    let counts = &document.tally().whole.categories;
    let rows = document.project().categories.iter().map(|(id, row)| {
        let [red, green, blue] = row.color;
        let mut cells: Vec<Value> = vec![
            row.key.as_str().into(),
            row.name.as_str().into(),
            row.short.as_str().into(),
            format!("#{red:02x}{green:02x}{blue:02x}").into(),
            Glyph::key(row.glyph).into(),
            Side::key(row.side).into(),
            row.priority.into(),
        ];
        if is_counted {
            cells.push(counts.get(&Some(id)).copied().unwrap_or(0).into());
        }
        cells
    });
    let rows = rows.collect();
    Listing { columns, rows }
}

fn findings(document: &Document, lang: Lang) -> Listing {
    let columns = vec![
        Column::shown("rule"),
        Column::shown("severity"),
        Column::detail("key"),
        Column::shown("message"),
        Column::detail("targets"),
    ];
    let found = document.findings().sorted(document.project());
    let rows = found.iter().map(|finding| finding_cells(lang, document.project(), finding)).collect();
    Listing { columns, rows }
}

fn grid_code(project: &Project, grid: Option<crate::model::GridId>) -> Value {
    grid.and_then(|grid| project.grids.at(grid)).map_or("", |grid| grid.code.as_str()).into()
}

fn category_keys(project: &Project, categories: CategorySet) -> Value {
    categories.iter().filter_map(|id| project.categories.at(id)).map(|row| row.key.as_str()).collect()
}

/// Seven decimals, about a centimeter, as files have them.
fn degrees(at: Option<Wgs84>, pick: fn(Wgs84) -> f64) -> Value {
    at.map(|at| (pick(at) * 1e7).round() / 1e7).into()
}

/// Zero in an address means that nobody said.
fn some_number(number: i64) -> Value {
    if number == 0 { Value::Null } else { number.into() }
}
