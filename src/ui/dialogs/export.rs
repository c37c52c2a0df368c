//! Exporting a map or a list: what, for whom, where to.

use crate::app::wording::{Lang, Text};
use crate::app::{Document, ListExport, MapExport, SheetsBy, files_folder};
use crate::disclose::Audience;
use crate::exchange::ImportKind;
use crate::scene::{Paper, Part};
use crate::ui::asked::Asked;
use crate::ui::dialogs::{Answer, PathField, Purpose, buttons_ui};
use crate::ui::session::{Selected, Session};
use crate::ui::style::{color, strong};
use crate::ui::widgets::call;
use egui::{ComboBox, RichText, Ui};

/// The map as a picture.
#[derive(Debug)]
pub struct ExportMapDialog {
    part: Part,
    paper: Paper,
    audience: Audience,
    only_filtered: bool,
    path: PathField,
}

impl ExportMapDialog {
    /// Starts with the selected grid, or the whole place, for the strictest audience.
    pub(crate) fn new(document: &Document, session: &Session) -> Self {
        let part = match session.selected {
            Some(Selected::Grid(grid)) => Part::Grid(grid),
            _ => Part::Whole,
        };
        let path = PathField::new(&files_folder(document.path()).join("map.png"), Purpose::Write("png"));
        Self { part, paper: Paper::A4, audience: Audience::Public, only_filtered: false, path }
    }

    pub(crate) fn ui(&mut self, ui: &mut Ui, document: &Document, session: &Session) -> Option<Asked> {
        let lang = session.lang;
        ui.label(strong(Text::ExportTitle.of(lang), 16.0));
        egui::Grid::new("export").num_columns(2).spacing([16.0, 8.0]).show(ui, |ui| {
            ui.label(Text::ExportExtent.of(lang));
            self.part_ui(ui, document, session);
            ui.end_row();
            ui.label(Text::ExportPaper.of(lang));
            ui.horizontal(|ui| {
                for (paper, name) in [(Paper::A4, "A4"), (Paper::A3, "A3")] {
                    ui.radio_value(&mut self.paper, paper, name);
                }
            });
            ui.end_row();
            ui.label(Text::ExportFor.of(lang));
            audience_ui(ui, lang, &mut self.audience);
            ui.end_row();
        });
        only_filtered_ui(ui, session, self.audience, &mut self.only_filtered);
        note_ui(ui, session, self.audience);
        let what = export_name(lang, Text::SheetSubtitleMap, self.audience);
        self.path.propose(&format!("{}-{what}.png", place_of(document, self.part)));
        self.path.ui(ui, session);
        let path = self.path.path();
        match (buttons_ui(ui, session, Text::ExportGo.of(lang), path.is_some())?, path) {
            (Answer::Go, Some(path)) => {
                let (part, paper, audience) = (self.part, self.paper, self.audience);
                let filter = self.only_filtered.then(|| session.filter.clone());
                Some(Asked::ExportMap(Box::new(MapExport {
                    part,
                    paper,
                    dpi: 300.0,
                    audience,
                    filter,
                    tier: session.tiers.chosen.clone(),
                    path,
                })))
            }
            _ => Some(Asked::CloseDialog),
        }
    }

    fn part_ui(&mut self, ui: &mut Ui, document: &Document, session: &Session) {
        let naming = Session::naming(document);
        let whole = Text::ExportWhole.of(session.lang);
        let shown = match self.part {
            Part::Whole => whole.to_owned(),
            Part::Grid(grid) => naming.grid(grid),
        };
        let choice = ComboBox::from_id_salt("extent").selected_text(shown).width(220.0).show_ui(ui, |ui| {
            ui.selectable_value(&mut self.part, Part::Whole, whole);
            for grid in document.project().grids.ids() {
                ui.selectable_value(&mut self.part, Part::Grid(grid), naming.grid(grid));
            }
        });
        call(&choice.response, egui::Role::ComboBox, Text::ExportExtent.of(session.lang));
    }
}

/// The endings of lists, and what they are called; the first two hold any list.
const FORMS: [(&str, Text); 5] = [
    ("xlsx", Text::FormWorkbook),
    ("csv", Text::FormCsv),
    ("gpkg", Text::FormLayers),
    ("kml", Text::FormKml),
    ("zip", Text::FormShapefile),
];

/// The endings of rosters that may be somebody's own.
const ROSTERS: &[&str] = &["xlsx", "xls", "et", "ods", "csv"];

/// A list of households or links.
#[derive(Debug)]
pub struct ExportListDialog {
    what: ImportKind,
    audience: Audience,
    only_filtered: bool,
    /// The ending of the file.
    form: &'static str,
    sheets: SheetsBy,
    /// The roster whose layout is kept, once that is wanted.
    like: Option<PathField>,
    path: PathField,
}

impl ExportListDialog {
    /// Links are an internal matter altogether; households start at the strictest audience.
    pub(crate) fn new(document: &Document, what: ImportKind) -> Self {
        let form = "xlsx";
        let path = Self::path_for(document, form);
        let (sheets, like) = Default::default();
        Self { what, audience: Audience::Public, only_filtered: false, form, sheets, like, path }
    }

    fn path_for(document: &Document, form: &'static str) -> PathField {
        PathField::new(&files_folder(document.path()).join(format!("list.{form}")), Purpose::Write(form))
    }

    fn form_ui(&mut self, ui: &mut Ui, document: &Document, lang: Lang) {
        let before = self.form;
        ui.horizontal(|ui| {
            ui.label(Text::ExportForm.of(lang));
            // Links are no places.
            let forms = if self.what == ImportKind::Links { &FORMS[..2] } else { &FORMS[..] };
            for (form, text) in forms {
                ui.radio_value(&mut self.form, form, text.of(lang));
            }
        });
        if self.form != before {
            self.path = Self::path_for(document, self.form);
        }
    }

    /// How the workbook is divided, or that it is somebody's own.
    fn sheets_ui(&mut self, ui: &mut Ui, document: &Document, session: &Session) {
        let lang = session.lang;
        let mut is_own = self.like.is_some();
        ui.horizontal(|ui| {
            ui.label(Text::ExportSheets.of(lang));
            for by in SheetsBy::ALL {
                let text = match by {
                    SheetsBy::One => Text::SheetsOne,
                    SheetsBy::Grid => Text::SheetsByGrid,
                    SheetsBy::Member => Text::SheetsByMember,
                };
                if ui.radio(!is_own && self.sheets == by, text.of(lang)).clicked() {
                    (self.sheets, is_own) = (by, false);
                }
            }
            if self.what == ImportKind::Households && ui.radio(is_own, Text::SheetsOwn.of(lang)).clicked() {
                (self.sheets, is_own) = (SheetsBy::One, true);
            }
        });
        if !is_own {
            self.like = None;
            return;
        }
        let folder = files_folder(document.path());
        let like = self.like.get_or_insert_with(|| PathField::new(&folder.join(""), Purpose::Read(ROSTERS)));
        ui.label(RichText::new(Text::SheetsOwnHint.of(lang)).size(13.0).color(color(session.theme.text_weak)));
        like.ui(ui, session);
    }

    pub(crate) fn ui(&mut self, ui: &mut Ui, document: &Document, session: &Session) -> Option<Asked> {
        let lang = session.lang;
        let title = if self.what == ImportKind::Links { Text::ExportLinks } else { Text::ExportHouseholds };
        ui.label(strong(title.of(lang).trim_end_matches('…'), 16.0));
        ui.horizontal(|ui| {
            ui.label(Text::ExportFor.of(lang));
            audience_ui(ui, lang, &mut self.audience);
        });
        only_filtered_ui(ui, session, self.audience, &mut self.only_filtered);
        self.form_ui(ui, document, lang);
        if self.form == "xlsx" {
            self.sheets_ui(ui, document, session);
        }
        let needs_internal = match self.form {
            _ if self.what == ImportKind::Links => Some(Text::LinksAreInternal),
            "kml" | "zip" => Some(Text::PlacesAreInternal),
            "xlsx" if self.like.is_some() => Some(Text::OwnLayoutIsInternal),
            "xlsx" if self.sheets == SheetsBy::Member => Some(Text::LinksAreInternal),
            _ => None,
        };
        let refusal = needs_internal.filter(|_| self.audience != Audience::Internal);
        if let Some(refusal) = refusal {
            ui.label(RichText::new(refusal.of(lang)).color(color(session.theme.warn)));
        }
        let is_allowed = refusal.is_none();
        let what = match (self.what, self.form) {
            (ImportKind::Links, _) => Text::ListOfLinks,
            (_, "gpkg") => Text::ListOfLayers,
            _ => Text::ListOfHouseholds,
        };
        let what = export_name(lang, what, self.audience);
        self.path.propose(&format!("{}-{what}.{}", document.project().facts.name, self.form));
        self.path.ui(ui, session);
        let path = self.path.path();
        let is_named = self.like.as_ref().is_none_or(|like| like.path().is_some_and(|path| path.is_file()));
        match (buttons_ui(ui, session, Text::ExportGoList.of(lang), path.is_some() && is_allowed && is_named)?, path) {
            (Answer::Go, Some(path)) => {
                let filter = self.only_filtered.then(|| session.filter.clone());
                let audience = self.audience;
                let what = (self.form != "gpkg").then_some(self.what);
                let is_book = self.form == "xlsx";
                let sheets = if is_book { self.sheets } else { SheetsBy::One };
                let like = self.like.as_ref().filter(|_| is_book).and_then(PathField::path);
                Some(Asked::ExportList(ListExport { what, audience, filter, sheets, like, path }))
            }
            _ => Some(Asked::CloseDialog),
        }
    }
}

/// Offers to export only what the filter shows, where there is one. Outside the inner circle what is missing would
/// tell who is what, so it counts for that circle only.
fn only_filtered_ui(ui: &mut Ui, session: &Session, audience: Audience, only_filtered: &mut bool) {
    if session.filter.is_empty() {
        *only_filtered = false;
        return;
    }
    let can_filter = audience == Audience::Internal;
    *only_filtered &= can_filter;
    let words = Text::ExportOnlyFiltered.of(session.lang);
    let response = ui.add_enabled(can_filter, egui::Checkbox::new(only_filtered, words));
    response.on_disabled_hover_text(Text::ExportFilterInternal.of(session.lang));
}

/// What a file is called says for whom it is: a confidential one must not be taken for one to be posted.
fn export_name(lang: Lang, what: Text, audience: Audience) -> String {
    let audience = match audience {
        Audience::Public => Text::AudiencePublic,
        Audience::Meeting => Text::AudienceMeeting,
        Audience::Internal => Text::AudienceInternal,
    };
    format!("{}-{}", what.of(lang), audience.of(lang))
}

fn place_of(document: &Document, part: Part) -> String {
    match part {
        Part::Whole => document.project().facts.name.clone(),
        Part::Grid(grid) => Session::naming(document).grid(grid),
    }
}

fn audience_ui(ui: &mut Ui, lang: Lang, audience: &mut Audience) {
    ui.horizontal(|ui| {
        for (one, text) in [
            (Audience::Public, Text::AudiencePublic),
            (Audience::Meeting, Text::AudienceMeeting),
            (Audience::Internal, Text::AudienceInternal),
        ] {
            ui.radio_value(audience, one, text.of(lang));
        }
    });
}

fn note_ui(ui: &mut Ui, session: &Session, audience: Audience) {
    let (text, ink) = match audience {
        Audience::Public => (Text::ExportPublicNote, session.theme.text_weak),
        Audience::Meeting => (Text::ExportMeetingNote, session.theme.text_weak),
        Audience::Internal => (Text::ExportInternalNote, session.theme.error),
    };
    ui.label(RichText::new(text.of(session.lang)).size(13.0).color(color(ink)));
}
