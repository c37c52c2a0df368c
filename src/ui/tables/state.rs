//! What tables keep between frames: order, filter, the list of rows, what is being typed.

use crate::app::{Base, Document};
use crate::index::Filter;
use crate::model::Target;
use crate::model::{LinkKind, MemberStatus, PlanId};
use crate::rules::Finding;
use crate::ui::session::{Selected, Session};
use crate::ui::tab::Tab;
use crate::ui::tables::order::{SortKey, text_key};
use crate::ui::tables::{Cell, Field, Look, Row, Sheet};
use std::collections::BTreeMap;
use std::sync::Arc;

/// So many rows are looked at in one frame; a list of a city comes together over several.
const ROWS_PER_FRAME: usize = 4_000;

/// All tables of the window.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    pub(crate) sheets: BTreeMap<Sheet, TableState>,
    /// True from a click into a table until one elsewhere: keys without a text field are the table's then.
    pub(crate) has_keys: bool,
}

/// What one table keeps.
#[derive(Debug, Default)]
pub(crate) struct TableState {
    /// By which column, and whether the largest comes first.
    pub(crate) sort: Option<(Field, bool)>,
    /// What is typed into its filter.
    pub(crate) query: String,
    /// The rows, in order.
    pub(crate) rows: Arc<Vec<Row>>,
    /// The cell that keys are about.
    pub(crate) active: Option<(Row, Field)>,
    /// Where a range began.
    pub(crate) anchor: Option<Row>,
    /// What is being typed into a cell.
    pub(crate) editing: Option<Editing>,
    /// The selection that the table has brought into view already.
    pub(crate) followed: Option<Selected>,
    /// A cell that F2 was pressed on.
    pub(crate) f2: Option<(Row, Field)>,
    /// A row to bring into view.
    pub(crate) wants: Option<Row>,
    built: Option<BuiltFor>,
    building: Option<Building>,
}

/// What is being typed into a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Editing {
    /// Which row.
    pub(crate) row: Row,
    /// Which column.
    pub(crate) field: Field,
    /// The text so far.
    pub(crate) text: String,
    /// Why it was not taken.
    pub(crate) error: Option<String>,
    /// True until the field has the keyboard.
    pub(crate) is_fresh: bool,
}

/// What a list of rows depends on.
#[derive(Clone, Debug, PartialEq)]
struct BuiltFor {
    revision: u64,
    plan: PlanId,
    base: Base,
    filter: Filter,
    query: String,
    sort: Option<(Field, bool)>,
}

/// A list of rows on its way.
#[derive(Debug)]
struct Building {
    built_for: BuiltFor,
    source: Vec<Row>,
    next: usize,
    kept: Vec<(SortKey, Row)>,
}

impl Tables {
    /// Ends typing into a cell. True if somebody was.
    pub(crate) fn cancel(&mut self) -> bool {
        self.sheets.values_mut().filter_map(|state| state.editing.take()).count() > 0
    }
}

impl Session {
    /// Opens the tab of a table, large; closes it if it is open so.
    pub(crate) fn open_table(&mut self, tab: Tab) {
        self.is_tall = !(self.is_tall && self.tab == tab);
        self.tab = tab;
    }

    /// What the cells of a table are read from.
    pub(crate) fn look<'a>(&mut self, document: &'a Document, sheet: Sheet) -> Look<'a> {
        let findings = if sheet == Sheet::Findings { self.findings.rows(document) } else { Arc::default() };
        let changes = if sheet == Sheet::Changes { self.differences(document) } else { Arc::default() };
        Look { document, lang: self.lang, is_masked: self.are_phones_masked, findings, changes }
    }
}

impl TableState {
    /// Goes on making the list if it is not up to date. True while more is to be done: ask for another frame.
    pub(crate) fn build(&mut self, sheet: Sheet, look: &Look<'_>, base: Base, filter: &Filter) -> bool {
        let document = look.document;
        let wanted = BuiltFor {
            revision: document.revision(),
            plan: document.plan(),
            base,
            filter: filter.clone(),
            query: self.query.trim().to_lowercase(),
            sort: self.sort,
        };
        if self.built.as_ref() == Some(&wanted) {
            self.building = None;
            return false;
        }
        let going_on = self.building.take().filter(|building| building.built_for == wanted);
        let mut building = going_on.unwrap_or_else(|| Building {
            source: source(sheet, look, filter),
            next: 0,
            kept: Vec::new(),
            built_for: wanted,
        });
        let words: Vec<String> = building.built_for.query.split_whitespace().map(str::to_owned).collect();
        let end = (building.next + ROWS_PER_FRAME).min(building.source.len());
        let sort = building.built_for.sort;
        let start = building.kept.len();
        for &row in building.source.get(building.next..end).unwrap_or_default() {
            if !words.is_empty() && !matches(sheet, look, row, &words) {
                continue;
            }
            let key = sort.map_or(SortKey::Empty, |(field, _)| sort_key(&look.cell(row, field)));
            building.kept.push((key, row));
        }
        // Each part is sorted on its way, so that joining them in the end is quick.
        let order = |a: &(SortKey, Row), b: &(SortKey, Row)| {
            a.0.order(&b.0, sort.is_some_and(|(_, is_down)| is_down)).then(a.1.cmp(&b.1))
        };
        if let Some(part) = building.kept.get_mut(start..) {
            part.sort_by(order);
        }
        building.next = end;
        if end < building.source.len() {
            self.building = Some(building);
            return true;
        }
        building.kept.sort_by(order);
        self.rows = Arc::new(building.kept.into_iter().map(|(_, row)| row).collect());
        self.built = Some(building.built_for);
        false
    }
}

fn sort_key(cell: &Cell) -> SortKey {
    match cell.number {
        Some(number) => SortKey::Number(number),
        None => text_key(&cell.text),
    }
}

/// True if each word stands in one of the cells.
fn matches(sheet: Sheet, look: &Look<'_>, row: Row, words: &[String]) -> bool {
    let texts: Vec<String> =
        sheet.columns().iter().map(|column| look.cell(row, column.field).text.to_lowercase()).collect();
    words.iter().all(|word| texts.iter().any(|text| text.contains(word.as_str())))
}

/// All rows that the filter of the window shows, in the order of the register.
fn source(sheet: Sheet, look: &Look<'_>, filter: &Filter) -> Vec<Row> {
    let document = look.document;
    let (project, index, plan) = (document.project(), document.index(), document.plan());
    let shows = |household| filter.shows(project, index, plan, household);
    match sheet {
        Sheet::Households => project.households.ids().filter(|&home| shows(home)).map(Row::Household).collect(),
        Sheet::Members => {
            let is_meant = |member| {
                let served = || index.grid_served(project, member);
                let parent = |grid: &crate::model::GridId| project.grids.at(*grid).and_then(|row| row.parent);
                let is_in = |outer| std::iter::successors(served(), parent).take(16).any(|grid| grid == outer);
                filter.grid.is_none_or(is_in) && filter.member.is_none_or(|only| only == member)
            };
            let serving = project.members.iter().filter(|(_, row)| row.status == MemberStatus::Serving);
            serving.map(|(member, _)| member).filter(|&member| is_meant(member)).map(Row::Member).collect()
        }
        Sheet::Links => {
            let Some(links) = project.plans.at(plan) else { return Vec::new() };
            let shown = project.households.ids().filter(|&household| shows(household));
            shown
                .flat_map(|home| links.links_of(home).iter().map(move |link| Row::Link(home, link.member, link.kind)))
                .filter(|row| !matches!(row, Row::Link(_, member, LinkKind::Backup) if filter.member.is_some_and(|only| only != *member)))
                .collect()
        }
        Sheet::Findings => {
            let is_shown = |finding: &Finding| {
                filter.is_empty()
                    || finding.targets().into_iter().all(|target| match target {
                        Target::Household(household) => shows(household),
                        Target::Member(member) => filter.member.is_none_or(|only| only == member),
                        Target::Building(_) | Target::Grid(_) | Target::Unit(..) => true,
                    })
            };
            look.findings
                .iter()
                .enumerate()
                .filter(|(_, finding)| is_shown(finding))
                .map(|(place, _)| Row::Finding(place))
                .collect()
        }
        Sheet::Changes => {
            let rows = look.changes.iter().enumerate().filter(|(_, row)| filter.is_empty() || shows(row.household));
            rows.map(|(place, _)| Row::Change(place)).collect()
        }
    }
}
