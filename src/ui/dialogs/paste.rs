//! Members that were pasted onto households: what fits, what does not, before anything is done.

use crate::app::Document;
use crate::app::wording::{Text, paste_summary};
use crate::edit::Edit;
use crate::model::{HouseholdId, LinkKind, MemberId};
use crate::ui::asked::Asked;
use crate::ui::dialogs::buttons_ui;
use crate::ui::session::Session;
use crate::ui::style::{color, strong};
use crate::ui::tables::{PasteLine, PasteTrouble, match_trouble};
use egui::{RichText, ScrollArea, Ui};
use std::collections::BTreeMap;

/// What was pasted.
#[derive(Debug)]
pub struct PasteDialog {
    lines: Vec<PasteLine>,
    /// Whether each line changes anything is found once.
    changes: Option<BTreeMap<MemberId, Vec<HouseholdId>>>,
}

impl PasteDialog {
    /// Shows these lines.
    pub(crate) fn new(lines: Vec<PasteLine>) -> Self {
        Self { lines, changes: None }
    }

    pub(crate) fn ui(&mut self, ui: &mut Ui, document: &Document, session: &Session) -> Option<Asked> {
        let (lang, theme) = (session.lang, &session.theme);
        let naming = Session::naming(document);
        let changes = self.changes.get_or_insert_with(|| changes(document, &self.lines)).clone();
        let count: usize = changes.values().map(Vec::len).sum();
        let is_bad = |line: &&PasteLine| line.member.is_err_and(|trouble| trouble != PasteTrouble::Empty);
        let bad = self.lines.iter().filter(is_bad).count();
        let same = self.lines.len() - bad - count;
        ui.label(strong(Text::PasteTitle.of(lang), 16.0));
        ui.label(paste_summary(lang, count, same, bad));
        let (good, troubled): (Vec<&PasteLine>, Vec<&PasteLine>) = self.lines.iter().partition(|line| !is_bad(line));
        // What does not fit is what somebody has to look at.
        let rows: Vec<&PasteLine> = troubled.into_iter().chain(good).collect();
        ScrollArea::vertical().max_height(260.0).auto_shrink([false, true]).show_rows(
            ui,
            20.0,
            rows.len(),
            |ui, range| {
                for line in rows.iter().skip(range.start).take(range.len()) {
                    let household = line.household.map(|household| naming.household(household));
                    let (words, ink) = match line.member {
                        Ok(member) => (format!("→ {}", naming.member(member)), theme.text),
                        Err(PasteTrouble::Empty) => (match_trouble(lang, PasteTrouble::Empty), theme.text_weak),
                        Err(trouble) => (format!("“{}” {}", line.text, match_trouble(lang, trouble)), theme.error),
                    };
                    let words = [household, Some(words)].into_iter().flatten().collect::<Vec<_>>().join("  ");
                    ui.label(RichText::new(words).size(13.0).color(color(ink)));
                }
            },
        );
        let wishes: Vec<Edit> = changes
            .into_iter()
            .map(|(to, households)| Edit::Assign { households, to, kind: LinkKind::Primary })
            .collect();
        let answer = buttons_ui(ui, session, Text::PasteGo.of(lang), count > 0)?;
        Some(answer.or_leave(|| Asked::Do(Box::new(Edit::Together(wishes)))))
    }
}

/// Who gets which households that others have now. Of two lines about one household the last counts.
fn changes(document: &Document, lines: &[PasteLine]) -> BTreeMap<MemberId, Vec<HouseholdId>> {
    let plan = document.project().plans.at(document.plan());
    let said: BTreeMap<HouseholdId, MemberId> =
        lines.iter().filter_map(|line| Some((line.household?, line.member.ok()?))).collect();
    let mut changes: BTreeMap<MemberId, Vec<HouseholdId>> = BTreeMap::new();
    for (household, member) in said {
        if plan.is_some_and(|plan| plan.link(household, member, LinkKind::Primary).is_none()) {
            changes.entry(member).or_default().push(household);
        }
    }
    changes
}
