//! What a file would bring, before anything is changed: which column is which, what is new, what changes, whom the
//! file does not name, and rows about which somebody must decide.

mod columns;
mod decide;
mod entries;
mod places;
mod problems;

use crate::app::Document;
use crate::app::wording::{
    Lang, Text, crs_choice, crs_line, files_waiting, import_summary, open_matches_words, other_datum_words,
};
use crate::edit::Edit;
use crate::exchange::{Choices, Crs, CrsEvidence, Import, ImportKind, Problem, ProblemKind, read_date};
use crate::model::UnitKind;
use crate::ui::asked::{Asked, ReadOrder};
use crate::ui::dialogs::buttons_ui;
use crate::ui::session::Session;
use crate::ui::style::{color, strong};
use crate::ui::widgets::call;
use egui::{ComboBox, RichText, ScrollArea, Ui};

/// The height of a list with what stands above it, at most and at least; what else there is needs so much; one line in
/// it.
const PART_PT: f32 = 330.0;
const LEAST_PT: f32 = 180.0;
const OTHER_PT: f32 = 420.0;
const LINE_PT: f32 = 26.0;

/// A file that was read, or is being read.
#[derive(Debug)]
pub struct ImportDialog {
    /// The file, and how it is read; without a kind if that could not be told.
    pub(crate) order: ReadOrder,
    /// What it would bring; `None` while it is read.
    pub(crate) import: Option<Result<Box<Import>, String>>,
    /// What of it is taken.
    choices: Choices,
    /// The day that the file speaks of, as somebody writes it.
    as_of: String,
    /// The list that is shown; `None` for the one that matters most.
    part: Option<Part>,
    /// The lists that there are, and how much is in each: counted once, since a county has many rows.
    parts: Vec<(Part, usize)>,
    /// That another coordinate system fits better, if so.
    other_datum: Option<ProblemKind>,
}

/// A list of the dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Rows that resemble somebody, and members whose home is not clear.
    Decide,
    /// Rows that change something.
    Changed,
    /// Rows that come on the register.
    New,
    /// Whom the file does not name.
    Absent,
    /// Where the rows lie.
    Places,
    /// Which column is which.
    Columns,
    /// Everything odd.
    Problems,
}

impl Part {
    /// All of them, in the order in which they matter.
    const ALL: [Self; 7] =
        [Self::Decide, Self::Changed, Self::New, Self::Absent, Self::Places, Self::Columns, Self::Problems];

    fn text(self) -> Text {
        match self {
            Self::Decide => Text::ImportDecide,
            Self::Changed => Text::ImportChanged,
            Self::New => Text::ImportNew,
            Self::Absent => Text::ImportAbsent,
            Self::Places => Text::ImportPlaces,
            Self::Columns => Text::ImportColumns,
            Self::Problems => Text::ImportProblems,
        }
    }

    fn count(self, import: &Import) -> usize {
        match self {
            Self::Decide => import.matches.len() + import.homes.len(),
            Self::Changed => entries::of(import, false).len(),
            Self::New => entries::of(import, true).len(),
            Self::Absent => import.absent.len(),
            Self::Places => places::count(import),
            Self::Columns => import.columns.len(),
            Self::Problems => import.report.problems.len(),
        }
    }
}

impl ImportDialog {
    /// A file that is being read, or was read.
    pub(crate) fn new(order: ReadOrder, import: Option<Result<Box<Import>, String>>) -> Self {
        let read = import.as_ref().and_then(|import| import.as_ref().ok());
        let choices = read.map_or_else(Choices::default, |import| Choices::of(import));
        let as_of = choices.as_of.map_or_else(String::new, |day| day.to_string());
        let counted = |part: Part| Some((part, read.map(|import| part.count(import))?));
        let parts = Part::ALL.into_iter().filter_map(counted).filter(|(_, count)| *count > 0).collect();
        let fits = |problem: &&Problem| matches!(problem.kind, ProblemKind::OtherDatumFits { .. });
        let other_datum = read.and_then(|import| import.report.problems.iter().find(fits));
        let other_datum = other_datum.map(|problem| problem.kind.clone());
        Self { order, import, choices, as_of, part: None, parts, other_datum }
    }

    /// The same dialog once the file was read again: the list that was looked at stays.
    pub(crate) fn read(&mut self, order: ReadOrder, import: Option<Result<Box<Import>, String>>) {
        *self = Self {
            part: self.part.filter(|part| matches!(part, Part::Columns | Part::Places)),
            ..Self::new(order, import)
        };
    }

    /// How wide it is: lists need room.
    pub(crate) fn width_pt(&self) -> f32 {
        if matches!(self.import, Some(Ok(_))) { 780.0 } else { 460.0 }
    }

    pub(crate) fn ui(&mut self, ui: &mut Ui, document: &Document, session: &Session) -> Option<Asked> {
        let (lang, theme) = (session.lang, &session.theme);
        let name = self.order.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        ui.horizontal(|ui| {
            ui.label(strong(Text::ImportTitle.of(lang), 16.0));
            ui.add(egui::Label::new(RichText::new(name).color(color(theme.text_weak))).truncate());
        });
        let waiting = session.dropped.waiting();
        if waiting > 0 {
            ui.label(RichText::new(files_waiting(lang, waiting)).color(color(theme.text_weak)));
        }
        let before = self.order.clone();
        ui.horizontal(|ui| {
            self.kind_ui(ui, lang);
            if self.order.kind.is_some_and(has_places) {
                ui.add_space(16.0);
                self.crs_ui(ui, lang);
            }
        });
        if self.order != before {
            // Another kind has other fields.
            let map = if self.order.kind == before.kind { before.map } else { Vec::new() };
            return Some(Asked::ReadImport(ReadOrder { skip_bad: false, map, ..self.order.clone() }));
        }
        if self.order.kind.is_none() {
            ui.label(Text::ImportUnknownKind.of(lang));
            return cancel_only(ui, session);
        }
        match self.import.take() {
            None => {
                ui.horizontal(|ui| {
                    ui.spinner();
                    ui.label(Text::ImportReading.of(lang));
                });
                cancel_only(ui, session)
            }
            Some(Err(words)) => {
                ui.label(RichText::new(&words).color(color(theme.error)));
                self.import = Some(Err(words));
                cancel_only(ui, session)
            }
            Some(Ok(import)) => {
                let asked = self.import_ui(ui, document, session, &import);
                self.import = Some(Ok(import));
                asked
            }
        }
    }

    /// The file, what it holds, and what it would bring, once it is read.
    pub(crate) fn import(&self) -> Option<(&std::path::Path, ImportKind, &Import)> {
        let import = self.import.as_ref()?.as_ref().ok()?;
        Some((&self.order.path, self.order.kind?, import))
    }

    fn kind_ui(&mut self, ui: &mut Ui, lang: Lang) {
        ui.label(Text::ImportAs.of(lang));
        let shown = self.order.kind.map_or("—", |kind| kind_text(kind).of(lang));
        let choice = ComboBox::from_id_salt("kind").selected_text(shown).show_ui(ui, |ui| {
            for kind in ImportKind::ALL {
                ui.selectable_value(&mut self.order.kind, Some(kind), kind_text(kind).of(lang));
            }
        });
        call(&choice.response, egui::Role::ComboBox, Text::ImportAs.of(lang));
    }

    /// In which system the coordinates are: who knows better than the program says so here.
    fn crs_ui(&mut self, ui: &mut Ui, lang: Lang) {
        ui.label(Text::ImportCrs.of(lang));
        let shown = crs_choice(lang, self.order.crs);
        let choice = ComboBox::from_id_salt("crs").selected_text(shown).width(220.0).show_ui(ui, |ui| {
            for crs in Crs::offered() {
                ui.selectable_value(&mut self.order.crs, crs, crs_choice(lang, crs));
            }
        });
        call(&choice.response, egui::Role::ComboBox, Text::ImportCrs.of(lang));
    }

    fn import_ui(&mut self, ui: &mut Ui, document: &Document, session: &Session, import: &Import) -> Option<Asked> {
        let (lang, theme) = (session.lang, &session.theme);
        let report = &import.report;
        ui.label(import_summary(lang, report));
        // Where the file has no coordinates nothing is to be said about them.
        if self.order.kind.is_some_and(has_places) && report.crs.evidence != CrsEvidence::Default {
            ui.label(RichText::new(crs_line(lang, &report.crs)).size(13.0).color(color(theme.text_weak)));
        }
        // Points from a phone lie half a kilometer off: nobody should have to look for that among the hints.
        let other = self.other_datum.as_ref().and_then(|kind| other_datum_words(lang, kind));
        if let Some(crs) = other.and_then(|other| other_datum_ui(ui, session, other)) {
            return Some(Asked::ReadImport(ReadOrder { skip_bad: false, crs, ..self.order.clone() }));
        }
        let wants_report = ui
            .horizontal(|ui| {
                self.as_of_ui(ui, session);
                ui.add_space(12.0);
                ui.add(egui::Button::new(Text::ImportReport.of(lang)).small()).clicked()
            })
            .inner;
        if wants_report {
            return Some(Asked::WriteReport);
        }
        let part = self.parts_ui(ui, session, import);
        // Of one height, so that nothing below or above moves while somebody looks at one list after the other.
        let part_pt = (ui.ctx().content_rect().height() - OTHER_PT).clamp(LEAST_PT, PART_PT);
        let size = egui::vec2(ui.available_width(), part_pt);
        let layout = egui::Layout::top_down(egui::Align::Min);
        let part_ui = |ui: &mut Ui| {
            ui.set_min_height(part_pt);
            self.part_ui(ui, document, session, import, part)
        };
        let asked = ui.allocate_ui_with_layout(size, layout, part_ui).inner;
        if report.is_blocked {
            ui.label(RichText::new(Text::ImportRejectedHint.of(lang)).color(color(theme.error)));
            let answer = buttons_ui(ui, session, Text::ImportSkipBad.of(lang), true);
            let skip = || Asked::ReadImport(ReadOrder { skip_bad: true, ..self.order.clone() });
            return asked.or_else(|| Some(answer?.or_leave(skip)));
        }
        let has_news = report.new + report.changed > 0;
        let open = import.open_matches(&self.choices);
        let words = match open {
            _ if !has_news && self.choices.gone.is_empty() => Text::ImportNothingNew.of(lang).to_owned(),
            0 => String::new(),
            open => open_matches_words(lang, open),
        };
        // The line stays, also where there is nothing to say.
        ui.label(RichText::new(words).color(color(if open > 0 { theme.warn } else { theme.text })));
        let is_taken = import.is_anything_taken(&self.choices);
        let can_go = is_taken && document.check_writable().is_ok();
        let answer = buttons_ui(ui, session, Text::ImportAccept.of(lang), can_go);
        let take = || {
            let batch = import.accepted(document.project(), &self.choices, document.now().today);
            Asked::Do(Box::new(Edit::Import(Box::new(batch))))
        };
        asked.or_else(|| Some(answer?.or_leave(take)))
    }

    /// The day that the file speaks of: it is kept with what comes from the file.
    fn as_of_ui(&mut self, ui: &mut Ui, session: &Session) {
        ui.horizontal(|ui| {
            let label = ui.label(Text::ImportAsOf.of(session.lang));
            let field = egui::TextEdit::singleline(&mut self.as_of).desired_width(110.0).hint_text("2026-11-01");
            ui.add(field).labelled_by(label.id);
            self.choices.as_of = read_date(&self.as_of);
            if !self.as_of.trim().is_empty() && self.choices.as_of.is_none() {
                let words = Text::ImportNotADay.of(session.lang);
                ui.label(RichText::new(words).size(13.0).color(color(session.theme.warn)));
            }
        });
    }

    /// The lists that there are, with how much is in each; answers with the one that is shown.
    fn parts_ui(&mut self, ui: &mut Ui, session: &Session, import: &Import) -> Part {
        let there = self.parts.clone();
        // Rows that cannot be taken come first: nothing happens before they are looked at.
        let first =
            if import.report.is_blocked { Part::Problems } else { there.first().map_or(Part::Problems, |part| part.0) };
        let shown = self.part.filter(|part| there.iter().any(|(there, _)| there == part)).unwrap_or(first);
        ui.horizontal_wrapped(|ui| {
            for (part, count) in there {
                let words = format!("{} {count}", part.text().of(session.lang));
                if ui.selectable_label(shown == part, words).clicked() {
                    self.part = Some(part);
                }
            }
        });
        shown
    }

    fn part_ui(
        &mut self,
        ui: &mut Ui,
        document: &Document,
        session: &Session,
        import: &Import,
        part: Part,
    ) -> Option<Asked> {
        let kind = self.order.kind?;
        let list = entries::List { document, session, kind, import };
        match part {
            Part::Decide => list.decide_ui(ui, &mut self.choices),
            Part::Changed => list.entries_ui(ui, &mut self.choices, false),
            Part::New => list.entries_ui(ui, &mut self.choices, true),
            Part::Absent => list.absent_ui(ui, &mut self.choices),
            Part::Places => places::places_ui(ui, document, session, import),
            Part::Columns => {
                let map = list.columns_ui(ui, &import.map)?;
                return Some(Asked::ReadImport(ReadOrder { skip_bad: false, map, ..self.order.clone() }));
            }
            Part::Problems => problems::problems_ui(ui, session, &import.report.problems),
        }
        None
    }
}

/// That another coordinate system fits better; answers with it once somebody wants it.
fn other_datum_ui(ui: &mut Ui, session: &Session, (words, crs, wish): (String, Crs, String)) -> Option<Crs> {
    ui.horizontal(|ui| {
        ui.label(RichText::new(words).color(color(session.theme.warn)));
        ui.button(wish).clicked().then_some(crs)
    })
    .inner
}

fn cancel_only(ui: &mut Ui, session: &Session) -> Option<Asked> {
    buttons_ui(ui, session, Text::ImportAccept.of(session.lang), false).map(|_| Asked::CloseDialog)
}

/// A list of lines of one height, of which only those in sight are made. It fills the room that is left.
fn lines_ui(ui: &mut Ui, salt: &str, line_pt: f32, count: usize, mut line: impl FnMut(&mut Ui, usize)) {
    egui::Frame::group(ui.style()).show(ui, |ui| {
        ui.set_height(ui.available_height());
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().id_salt(salt).auto_shrink(false).show_rows(ui, line_pt, count, |ui, rows| {
            for at in rows {
                let size = egui::vec2(ui.available_width(), line_pt);
                let layout = egui::Layout::left_to_right(egui::Align::Center);
                ui.allocate_ui_with_layout(size, layout, |ui| {
                    ui.set_min_height(line_pt);
                    line(ui, at);
                });
            }
        });
    });
}

/// True if rows of this kind say where something is.
fn has_places(kind: ImportKind) -> bool {
    kind != ImportKind::Links
}

/// The word for what a file holds.
pub(crate) fn kind_text(kind: ImportKind) -> Text {
    match kind {
        ImportKind::Households => Text::ImportHouseholds,
        ImportKind::Members => Text::ImportMembers,
        ImportKind::Grids => Text::ImportGrids,
        ImportKind::Buildings => Text::ImportBuildings,
        ImportKind::Units(UnitKind::Organization) => Text::Organizations,
        ImportKind::Units(UnitKind::Enterprise) => Text::Enterprises,
        ImportKind::Units(UnitKind::Segment) => Text::Segments,
        ImportKind::Links => Text::ImportLinks,
        ImportKind::Backdrop => Text::ImportBackdrop,
        ImportKind::Addresses => Text::ImportAddresses,
    }
}
