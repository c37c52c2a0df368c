//! Somebody's own workbook, as it was taken in, with who covers each household written beside the rows.

use crate::disclose::{Audience, member_duty_phone, member_name};
use crate::exchange::book::{Book, Page, is_book, read_book};
use crate::exchange::csv_in::page_of_text;
use crate::exchange::form::{Form, open};
use crate::exchange::intake::is_passed_over;
use crate::exchange::sheet::HEADER_WITHIN;
use crate::exchange::xlsx_out::{NUMBERS, heading, width, write_book};
use crate::exchange::{ExchangeError, ImportKind, ImportOptions, Met, ProblemKind, Source, plan_import};
use crate::model::{Household, HouseholdId, LinkKind, Member, PlanId, Project};
use csv::StringRecord;
use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};
use std::collections::BTreeMap;
use std::io::Write;

/// The columns that are added.
const ADDED: [&str; 4] = ["联系党员", "党员值班电话", "协助党员", "联系情况"];
/// The widest column, in letters.
const WIDEST: usize = 40;

/// Writes the rows of a roster as they stand in the file, sheet by sheet, with who covers them.
///
/// Rows are matched as an import would match them; where the roster has a row for each person, all rows of a household say the same. Answers
/// how many households were found. Values are kept; of the formats only what a table needs.
///
/// # Errors
/// [`ExchangeError::NotForAudience`] for anybody but the inner circle, for the roster holds whatever it holds; what is
/// wrong with the file; [`ExchangeError::WriteFailed`].
pub fn write_filled(
    project: &Project,
    plan: PlanId,
    source: &Source,
    audience: Audience,
    out: impl Write,
) -> Result<usize, ExchangeError> {
    if audience != Audience::Internal {
        return Err(ExchangeError::NotForAudience { what: "rosters in their own layout", audience });
    }
    // Whatever day it is: the columns must be those that were taken in.
    let today = project.provenances.rows().filter_map(|row| row.taken_on).last();
    let options = ImportOptions { skip_bad: true, today, ..ImportOptions::default() };
    let import = plan_import(project, None, source, ImportKind::Households, &options)?;
    let is_by_person =
        import.report.problems.iter().any(|problem| matches!(problem.kind, ProblemKind::PersonsJoined { .. }));
    let mut met: BTreeMap<String, BTreeMap<u32, HouseholdId>> = BTreeMap::new();
    for Met { sheet, row, household } in &import.met {
        met.entry(sheet.as_deref().unwrap_or_default().to_owned()).or_default().insert(*row, *household);
    }
    let headers: Vec<&str> = import.columns.iter().map(|column| column.header.as_str()).collect();
    let pages = pages_of(source)?;
    let none = BTreeMap::new();
    let mut found = 0;
    let fill = |book: &mut Workbook| {
        pages.iter().try_for_each(|(name, page)| {
            let rows = met.get(name).unwrap_or(&none);
            found += rows.len();
            let filling = Filling { project, plan, rows, is_by_person, header_row: header_row(page, &headers) };
            filling.write(book, page)
        })
    };
    write_book(fill, out)?;
    Ok(found)
}

/// The sheets that are shown, with the name that rows bear; text is one sheet without a name.
fn pages_of(source: &Source) -> Result<Vec<(String, Page)>, ExchangeError> {
    if is_book(&source.bytes) {
        let Book { pages, .. } = read_book(source)?;
        return Ok(pages.into_iter().map(|page| (page.name.to_string(), page)).collect());
    }
    match open(source)? {
        Form::Table(text) => Ok(vec![(String::new(), page_of_text("名册", &text.content))]),
        Form::Map(..) | Form::Layers(_) | Form::Book => Err(ExchangeError::NeedsTable { file: source.name.clone() }),
    }
}

/// The row of the header: the one that has most of the columns that were understood.
fn header_row(page: &Page, headers: &[&str]) -> Option<u32> {
    let score = |cells: &StringRecord| {
        let plain = |cell: &str| cell.split_whitespace().collect::<Vec<_>>().join(" ");
        cells.iter().filter(|cell| !cell.trim().is_empty() && headers.contains(&plain(cell).as_str())).count()
    };
    let rows = page.rows.iter().take(HEADER_WITHIN).map(|row| (score(&row.cells), row.row));
    rows.filter(|(score, _)| *score > 1).rev().max_by_key(|(score, _)| *score).map(|(_, row)| row)
}

struct Filling<'a> {
    project: &'a Project,
    plan: PlanId,
    /// Households by row.
    rows: &'a BTreeMap<u32, HouseholdId>,
    is_by_person: bool,
    header_row: Option<u32>,
}

impl Filling<'_> {
    fn write(&self, book: &mut Workbook, page: &Page) -> Result<(), XlsxError> {
        let sheet = book.add_worksheet();
        sheet.set_name(&*page.name)?;
        let columns = page.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let first_added = u16::try_from(columns).unwrap_or(u16::MAX);
        let text = Format::new().set_num_format("@");
        let mut widths = vec![6_usize; columns];
        let mut names: Vec<String> = Vec::new();
        let header = page.rows.iter().find(|row| self.header_row == Some(row.row));
        let header = header.map(|row| row.cells.clone()).unwrap_or_default();
        let mut last = None;
        for row in &page.rows {
            let at = row.row - 1;
            let is_above = self.header_row.is_some_and(|header| row.row < header);
            let is_header = self.header_row == Some(row.row);
            if is_above {
                write_title(sheet, at, &row.cells, &header)?;
                continue;
            }
            for (column, cell) in (0_u16..).zip(&row.cells) {
                let name = names.get(usize::from(column)).map_or("", String::as_str);
                match cell.parse::<f64>() {
                    _ if cell.is_empty() => {}
                    _ if is_header => drop(sheet.write_with_format(at, column, cell, &heading())?),
                    Ok(number) if NUMBERS.contains(&name) => drop(sheet.write(at, column, number)?),
                    _ => drop(sheet.write_with_format(at, column, cell, &text)?),
                }
                if let Some(widest) = widths.get_mut(usize::from(column)) {
                    *widest = (*widest).max(width(cell) + 1);
                }
            }
            if is_header {
                names = row.cells.iter().map(str::to_owned).collect();
                for (column, name) in (first_added..).zip(ADDED) {
                    sheet.write_with_format(at, column, name, &heading())?;
                }
                sheet.set_freeze_panes(row.row, 0)?;
                continue;
            }
            // Below a sum no person belongs to the household above it.
            let household = match self.rows.get(&row.row) {
                Some(household) => Some(*household),
                None => last.filter(|_| self.is_by_person && !is_sum(&row.cells)),
            };
            last = household;
            let cells = household.map(|household| self.added(household)).unwrap_or_default();
            for (column, cell) in (first_added..).zip(cells) {
                sheet.write_with_format(at, column, cell, &text)?;
            }
        }
        for (column, widest) in (0..).zip(widths.into_iter().chain([10, 14, 10, 16])) {
            sheet.set_column_width(column, widest.min(WIDEST) as f64)?;
        }
        Ok(())
    }

    /// Who covers a household.
    fn added(&self, household: HouseholdId) -> Vec<String> {
        let (project, Some(plan)) = (self.project, self.project.plans.at(self.plan)) else { return Vec::new() };
        let of = |kind: LinkKind, pick: fn(&Member, Audience) -> String| {
            let links = plan.links_of(household).iter().filter(|link| link.kind == kind);
            let members = links.filter_map(|link| project.members.at(link.member));
            let members = members.map(|member| pick(member, Audience::Internal));
            members.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("、")
        };
        let is_required = project.households.at(household).is_some_and(Household::is_lived_in);
        let state = match (is_required, project.is_covered(plan, household)) {
            (_, true) => "已联系",
            (true, false) => "未落实",
            (false, false) => "无需联系",
        };
        vec![
            of(LinkKind::Primary, member_name),
            of(LinkKind::Primary, member_duty_phone),
            of(LinkKind::Backup, member_name),
            state.to_owned(),
        ]
    }
}

fn is_sum(cells: &StringRecord) -> bool {
    is_passed_over(cells, &[], false)
}

/// A line above the header: what says the same in a run of cells is one merged cell. What the header says once more, as
/// it does where it has two lines, is said there.
fn write_title(sheet: &mut Worksheet, row: u32, cells: &StringRecord, header: &StringRecord) -> Result<(), XlsxError> {
    let format = Format::new().set_bold().set_align(FormatAlign::Center);
    let said_once = |(column, cell)| if header.get(column) == Some(cell) { "" } else { cell };
    let cells: Vec<&str> = cells.iter().enumerate().map(said_once).collect();
    let mut from = 0;
    while let Some(first) = cells.get(from) {
        let same = cells.iter().skip(from).take_while(|cell| *cell == first).count();
        let (left, right) =
            (u16::try_from(from).unwrap_or(u16::MAX), u16::try_from(from + same - 1).unwrap_or(u16::MAX));
        if !first.is_empty() && same > 1 {
            sheet.merge_range(row, left, row, right, first, &format)?;
        } else if !first.is_empty() {
            sheet.write_with_format(row, left, *first, &Format::new().set_bold())?;
        }
        from += same;
    }
    Ok(())
}
