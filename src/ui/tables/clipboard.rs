//! Between tables and a spreadsheet: rows out as they are shown, a column of members in.

use crate::app::wording::{Lang, Text, copied_words, line_empty, no_household_for, nobody_called, several_called};
use crate::exchange::guarded;
use crate::model::{HouseholdId, MemberId, MemberStatus, Project};
use crate::ui::dialogs::{Dialog, PasteDialog};
use crate::ui::session::Session;
use crate::ui::tables::state::TableState;
use crate::ui::tables::{Look, Row, Sheet};
use egui::Context;
use std::collections::BTreeMap;

/// Copies the chosen rows with their headings, tab by tab, for a spreadsheet; all rows if none is chosen. Values are
/// those on the screen, so what is masked stays masked, and none begins like a formula.
pub(crate) fn copy(ctx: &Context, session: &mut Session, sheet: Sheet, look: &Look<'_>, state: &TableState) {
    let rows = chosen(session, look, state);
    let count = rows.len();
    ctx.copy_text(tsv(sheet, look, &rows));
    session.say(copied_words(session.lang, count), false);
}

/// Picked rows in the order of the table, else the active one, else all.
fn chosen(session: &Session, look: &Look<'_>, state: &TableState) -> Vec<Row> {
    if !session.picked.is_empty() {
        let is_picked = |row: &&Row| look.household_of(**row).is_some_and(|home| session.picked.contains(home));
        return state.rows.iter().filter(is_picked).copied().collect();
    }
    let selected = state.active.map(|(row, _)| row).filter(|row| {
        session.tables.has_keys && session.selected.is_some() && look.target_of(*row) == session.selected
    });
    selected.map_or_else(|| state.rows.to_vec(), |row| vec![row])
}

fn tsv(sheet: Sheet, look: &Look<'_>, rows: &[Row]) -> String {
    let line = |cells: Vec<String>| cells.join("\t");
    let clean = |text: &str| guarded(&text.replace(['\t', '\r', '\n'], " "));
    let mut lines = vec![line(sheet.columns().iter().map(|column| column.face.of(look.lang).to_owned()).collect())];
    lines
        .extend(rows.iter().map(|&row| {
            line(sheet.columns().iter().map(|column| clean(&look.cell(row, column.field).text)).collect())
        }));
    lines.join("\n") + "\n"
}

/// A line of what was pasted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PasteLine {
    /// For which household; `None` if there are more lines than households.
    pub(crate) household: Option<HouseholdId>,
    /// What the line says.
    pub(crate) text: String,
    /// Who is meant, or why nobody is.
    pub(crate) member: Result<MemberId, PasteTrouble>,
}

/// Why a line of what was pasted cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PasteTrouble {
    /// Nobody has this code or name.
    NoMember,
    /// So many have this name.
    Several(usize),
    /// No household has this code, or there are more lines than chosen households.
    NoHousehold,
    /// The line is empty: the household stays as it is.
    Empty,
}

/// Why a line cannot be used, in words.
pub(crate) fn match_trouble(lang: Lang, trouble: PasteTrouble) -> String {
    match trouble {
        PasteTrouble::NoMember => nobody_called(lang),
        PasteTrouble::Several(count) => several_called(lang, count),
        PasteTrouble::NoHousehold => no_household_for(lang),
        PasteTrouble::Empty => line_empty(lang),
    }
}

/// Members by code and by name, to match what people type or paste.
#[derive(Debug)]
pub(crate) struct Roll<'a> {
    by_code: BTreeMap<&'a str, MemberId>,
    by_name: BTreeMap<&'a str, Vec<MemberId>>,
}

impl<'a> Roll<'a> {
    /// All who serve.
    pub(crate) fn of(project: &'a Project) -> Self {
        let mut roll = Self { by_code: BTreeMap::new(), by_name: BTreeMap::new() };
        for (id, row) in project.members.iter().filter(|(_, row)| row.status == MemberStatus::Serving) {
            roll.by_code.insert(&row.code, id);
            roll.by_name.entry(&row.name).or_default().push(id);
        }
        roll
    }

    /// Who has this code, else who alone has this name.
    ///
    /// # Errors
    /// Why nobody is meant.
    pub(crate) fn find(&self, text: &str) -> Result<MemberId, PasteTrouble> {
        let text = text.trim();
        if text.is_empty() {
            return Err(PasteTrouble::Empty);
        }
        if let Some(&member) = self.by_code.get(text) {
            return Ok(member);
        }
        match self.by_name.get(text).map(Vec::as_slice) {
            Some([only]) => Ok(*only),
            Some(several) if several.len() > 1 => Err(PasteTrouble::Several(several.len())),
            _ => Err(PasteTrouble::NoMember),
        }
    }
}

/// Reads what was pasted: one column of members goes to the chosen households in their order, one member alone to all
/// of them; of two columns the first names the households.
pub(crate) fn read_paste(project: &Project, chosen: &[HouseholdId], text: &str) -> Vec<PasteLine> {
    let roll = Roll::of(project);
    let lines: Vec<&str> = text.trim_end_matches(['\r', '\n']).lines().collect();
    if lines.iter().any(|line| line.contains('\t')) {
        let by_code: BTreeMap<&str, HouseholdId> =
            project.households.iter().map(|(id, row)| (row.code.as_str(), id)).collect();
        let line = |line: &&str| {
            let (code, rest) = line.split_once('\t').unwrap_or((line, ""));
            let named = rest.split('\t').next().unwrap_or_default();
            let household = by_code.get(code.trim()).copied();
            let member = if household.is_some() { roll.find(named) } else { Err(PasteTrouble::NoHousehold) };
            PasteLine { household, text: line.replace('\t', "  "), member }
        };
        return lines.iter().map(line).collect();
    }
    if let [only] = lines.as_slice() {
        let member = roll.find(only);
        let line =
            |&household: &HouseholdId| PasteLine { household: Some(household), text: (*only).to_owned(), member };
        return chosen.iter().map(line).collect();
    }
    let line = |(place, line): (usize, &&str)| {
        let household = chosen.get(place).copied();
        let member = if household.is_some() { roll.find(line) } else { Err(PasteTrouble::NoHousehold) };
        PasteLine { household, text: (*line).to_owned(), member }
    };
    lines.iter().enumerate().map(line).collect()
}

/// Shows what was pasted before anything is done with it.
pub(crate) fn paste(session: &mut Session, look: &Look<'_>, state: &TableState, text: &str) {
    let lang = session.lang;
    let rows = chosen(session, look, state);
    let is_choice = !session.picked.is_empty() || rows.len() == 1;
    let has_codes = text.contains('\t');
    if !is_choice && !has_codes {
        session.complain(Text::PasteChooseFirst.of(lang));
        return;
    }
    let households: Vec<HouseholdId> = rows.into_iter().filter_map(|row| look.household_of(row)).collect();
    let lines = read_paste(look.document.project(), &households, text);
    if !lines.is_empty() {
        session.ask(Dialog::Paste(Box::new(PasteDialog::new(lines))));
    }
}

#[cfg(test)]
mod tests {
    use crate::demo::{Recipe, invent};
    use crate::model::{HouseholdId, MemberId};
    use crate::ui::tables::clipboard::{PasteTrouble, read_paste};

    #[test]
    fn a_column_of_members_goes_to_the_chosen_households_in_their_order() {
        let project = invent(&Recipe::village());
        let homes = [HouseholdId(9), HouseholdId(4), HouseholdId(5)];
        let [first, second] = [1, 2].map(|fid| project.members.at(MemberId(fid)).unwrap());
        let text = format!("{}\r\n{}\r\n\r\n没有这人\n", first.code, second.name);
        let lines = read_paste(&project, &homes, &text);
        let found: Vec<_> = lines.iter().map(|line| (line.household, line.member)).collect();
        let expected = [
            (Some(homes[0]), Ok(MemberId(1))),
            (Some(homes[1]), Ok(MemberId(2))),
            (Some(homes[2]), Err(PasteTrouble::Empty)),
            (None, Err(PasteTrouble::NoHousehold)),
        ];
        assert_eq!(found, expected, "line by line");
    }

    #[test]
    fn one_member_goes_to_all_and_codes_name_households() {
        let project = invent(&Recipe::village());
        let homes = [HouseholdId(9), HouseholdId(4)];
        let code = &project.members.at(MemberId(3)).unwrap().code;
        let lines = read_paste(&project, &homes, code);
        assert!(lines.iter().all(|line| line.member == Ok(MemberId(3))), "the same for all");
        assert_eq!(lines.len(), 2, "for each chosen household");
        let home = &project.households.at(HouseholdId(7)).unwrap().code;
        let lines = read_paste(&project, &[], &format!("{home}\t{code}\nX9\t{code}\n{home}\t谁"));
        let found: Vec<_> = lines.iter().map(|line| (line.household, line.member)).collect();
        let expected = [
            (Some(HouseholdId(7)), Ok(MemberId(3))),
            (None, Err(PasteTrouble::NoHousehold)),
            (Some(HouseholdId(7)), Err(PasteTrouble::NoMember)),
        ];
        assert_eq!(found, expected, "the first column says whose");
    }
}
