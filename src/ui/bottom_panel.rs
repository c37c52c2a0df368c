//! The panel at the bottom: findings that fly to their place, and the history.

use crate::app::wording::{
    Text, basis_words, edit_label, feasibility_words, finding_sentence, goes_to, helps_words, household_count, said_of,
};
use crate::app::{Command, Document};
use crate::edit::Edit;
use crate::model::{LinkKind, Severity, Target};
use crate::rules::Finding;
use crate::scene::grouped;
use crate::ui::asked::Asked;
use crate::ui::borders::faults_ui;
use crate::ui::changes::changes_ui;
use crate::ui::folds::PanelSizes;
use crate::ui::history::history_ui;
use crate::ui::session::{Selected, Session};
use crate::ui::style::{ROW_PT, color, strong};
use crate::ui::tab::Tab;
use crate::ui::tables::{Sheet, table_ui};
use crate::ui::tiers::{has_tiers, tiers_ui};
use crate::ui::tray::tray_ui;
use crate::ui::waivers::{finding_menu_ui, waived_switch_ui, waived_ui};
use crate::ui::widgets::{call, row_ui};
use egui::{Align, FontId, Layout, Panel, Rect, RichText, ScrollArea, Ui, Vec2};

/// Height of the panel while it shows changes or a table.
const BOTTOM_TABLE_PT: f32 = 236.0;
/// So much of the map is left over a large panel.
const MAP_STAYS_PT: f32 = 170.0;
/// The share of a finding's line that has what is suggested.
const SUGGESTION_SHARE: f32 = 0.42;
/// The share of the window that the panel takes while it is large.
const TALL_SHARE: f32 = 0.68;

/// Draws the panel.
pub(crate) fn bottom_panel_ui(ui: &mut Ui, document: &Document, session: &mut Session) -> Option<Asked> {
    // A panel is as tall as what is in it, and would stay so.
    ui.set_min_height(ui.available_height());
    tabs_ui(ui, document, session);
    match session.tab {
        Tab::Findings if session.is_tall => table_ui(ui, document, session, Sheet::Findings),
        Tab::Findings => findings_ui(ui, document, session),
        Tab::Changes => changes_ui(ui, document, session),
        Tab::Households => table_ui(ui, document, session, Sheet::Households),
        Tab::Members => table_ui(ui, document, session, Sheet::Members),
        Tab::Links => table_ui(ui, document, session, Sheet::Links),
        Tab::History => history_ui(ui, document, session),
        Tab::Tray => tray_ui(ui, document, session),
        Tab::Borders => faults_ui(ui, document, session),
        Tab::Tiers => tiers_ui(ui, document, session),
    }
}

fn tabs_ui(ui: &mut Ui, document: &Document, session: &mut Session) {
    let lang = session.lang;
    let count = |is_some: usize| (is_some > 0).then_some(is_some);
    let unplaced = session.tray.count(document);
    // The last one was placed.
    if unplaced == 0 && session.tab == Tab::Tray {
        session.tab = Tab::Findings;
    }
    let tabs = [
        (Tab::Findings, Text::Findings, count(session.findings.rows(document).len())),
        (Tab::Changes, Text::Changes, count(session.change_count(document))),
        (Tab::History, Text::History, count(document.history().in_force().count())),
        (Tab::Tiers, Text::SchemeTiers, None),
        (Tab::Tray, Text::Tray, count(unplaced)),
        (Tab::Borders, Text::BorderFaults, None),
        (Tab::Households, Text::TableHouseholds, None),
        (Tab::Members, Text::TableMembers, None),
        (Tab::Links, Text::TableLinks, None),
    ];
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 18.0;
        for (tab, text, count) in tabs {
            let is_hidden = match tab {
                Tab::Tray => count.is_none(),
                Tab::Borders => session.tab != tab,
                Tab::Tiers => session.tab != tab && !has_tiers(document.project()),
                _ => false,
            };
            if is_hidden {
                continue;
            }
            let is_open = session.tab == tab;
            let face = text.of(lang);
            let label = count.map_or_else(|| face.to_owned(), |count| format!("{face} {}", grouped(count)));
            let ink = if is_open { session.theme.text } else { session.theme.text_weak };
            let face = if is_open { strong(&label, 14.0) } else { RichText::new(&label) };
            let response = ui.add(egui::Button::new(face.color(color(ink))).frame(false));
            response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_open, &label));
            if is_open {
                let line = response.rect.bottom() + 3.0;
                let stroke = egui::Stroke::new(2.0, color(session.theme.accent));
                ui.painter().hline(response.rect.x_range(), line, stroke);
            }
            if response.clicked() {
                session.tab = tab;
            }
            if response.double_clicked() {
                session.is_tall = !session.is_tall;
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| tall_button_ui(ui, session));
    });
    ui.add_space(4.0);
}

/// The button that gives the panel most of the window, or makes it small again.
fn tall_button_ui(ui: &mut Ui, session: &mut Session) {
    let (rect, response) = ui.allocate_exact_size(Vec2::new(26.0, 22.0), egui::Sense::click());
    let face = if session.is_tall { Text::TallPanelBack } else { Text::TallPanel };
    call(&response, egui::Role::Button, face.of(session.lang));
    let ink = if response.hovered() { session.theme.text } else { session.theme.text_weak };
    let up = if session.is_tall { -1.0 } else { 1.0 };
    for y in [-3.5, 3.0] {
        let points = [Vec2::new(-5.0, 2.5 * up), Vec2::new(0.0, -2.5 * up), Vec2::new(5.0, 2.5 * up)];
        let line = points.map(|point| rect.center() + point + Vec2::new(0.0, y)).to_vec();
        ui.painter().add(egui::Shape::line(line, egui::Stroke::new(1.6, color(ink))));
    }
    let tip = format!("{} ({})", face.of(session.lang), Command::TallPanel.key());
    if response.on_hover_text(tip).clicked() {
        session.is_tall = !session.is_tall;
    }
}

/// The panel itself: small, as somebody drew it, or most of the window.
pub(crate) fn bottom_frame(ui: &Ui, session: &Session, sizes: PanelSizes) -> Panel {
    if session.is_tall {
        let (whole_pt, least_pt) = (ui.available_height(), 200.0);
        let height_pt = (whole_pt * TALL_SHARE).max(least_pt);
        // Some of the map stays in sight, also when the window becomes smaller.
        let most_pt = (whole_pt - MAP_STAYS_PT).max(least_pt);
        Panel::bottom("bottom tall").resizable(true).default_size(height_pt).size_range(least_pt..=most_pt)
    } else {
        // Each has a height of its own: what is a glance for findings is too little for a table.
        let (id, height_pt) = match session.tab {
            Tab::Findings | Tab::History | Tab::Borders => (("bottom", sizes.name), sizes.bottom_pt),
            Tab::Tray | Tab::Tiers | Tab::Changes | Tab::Households | Tab::Members | Tab::Links => {
                (("bottom table", sizes.name), BOTTOM_TABLE_PT)
            }
        };
        Panel::bottom(id).resizable(true).default_size(height_pt).size_range(80.0..=420.0)
    }
}

fn findings_ui(ui: &mut Ui, document: &Document, session: &mut Session) -> Option<Asked> {
    let rows = session.findings.rows(document);
    if let Some(shortfall) = session.findings.shortfall(document) {
        let words = feasibility_words(session.lang, "", shortfall);
        ui.label(RichText::new(words).size(14.0).color(color(session.theme.warn)));
    }
    let waived = session.findings.waived(document);
    if !waived.is_empty() {
        waived_switch_ui(ui, session, waived.len());
        if session.findings.shows_waived {
            return waived_ui(ui, document, session, &waived);
        }
    }
    if rows.is_empty() {
        let text = format!("✓ {}", Text::NoFindings.of(session.lang));
        ui.label(RichText::new(text).color(color(session.theme.ok)));
        return None;
    }
    let mut asked = None;
    let chosen = session.finding_idx;
    ScrollArea::vertical().auto_shrink(false).show_rows(ui, ROW_PT, rows.len(), |ui, range| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (row_idx, finding) in rows.iter().enumerate().skip(range.start).take(range.len()) {
            let fix = session.findings.fix(document, row_idx);
            asked =
                asked.take().or(finding_row_ui(ui, document, session, finding, fix.as_ref(), chosen == Some(row_idx)));
        }
    });
    asked
}

fn finding_row_ui(
    ui: &mut Ui,
    document: &Document,
    session: &Session,
    finding: &Finding,
    fix: Option<&Edit>,
    is_chosen: bool,
) -> Option<Asked> {
    let (theme, lang) = (&session.theme, session.lang);
    let sentence = finding_sentence(lang, Session::naming(document), finding);
    let (rect, response) = row_ui(ui, theme, ROW_PT, &sentence, is_chosen);
    let dot = match finding.severity(&document.project().facts.scheme) {
        Severity::Error => theme.error,
        Severity::Warning => theme.warn,
        Severity::Note => theme.text_weak,
    };
    let painter = ui.painter();
    painter.circle_filled(rect.left_center() + Vec2::new(12.0, 0.0), 4.5, color(dot));
    // A wide panel has room for long addresses in what is suggested.
    let side_pt = (rect.width() * SUGGESTION_SHARE).clamp(360.0, 620.0);
    let room = rect.with_min_x(rect.left() + 28.0).with_max_x(rect.right() - side_pt);
    short_text(ui, room, &sentence, 14.0, color(theme.text));
    let mut asked = None;
    if let Some(edit) = fix {
        let words = suggestion_words(document, session, edit);
        let room = rect.with_min_x(rect.right() - side_pt + 8.0).with_max_x(rect.right() - 74.0);
        short_text(ui, room, &words, 13.0, color(theme.text_weak));
        let place = Rect::from_center_size(rect.right_center() - Vec2::new(36.0, 0.0), Vec2::new(56.0, 24.0));
        let mut inner =
            ui.new_child(egui::UiBuilder::new().max_rect(place).layout(Layout::right_to_left(Align::Center)));
        let can_edit = document.check_writable().is_ok();
        let button = egui::Button::new(RichText::new(Text::Apply.of(lang)).size(13.0)).small();
        let response = inner.add_enabled(can_edit, button);
        call(&response, egui::Role::Button, &format!("{} {words}", Text::Apply.of(lang)));
        if response.clicked() {
            asked = Some(Asked::Do(Box::new(edit.clone())));
        }
    }
    if asked.is_none() && response.clicked() {
        asked = show_finding(finding);
    }
    asked = asked.or(finding_menu_ui(&response, document, session, finding));
    let quotes = finding.quotes(&document.project().facts.scheme);
    if !quotes.is_empty() {
        response.on_hover_text(basis_words(lang, quotes));
    }
    asked
}

/// A line of text; what has no room ends in dots.
pub(crate) fn short_text(ui: &Ui, room: Rect, words: &str, size: f32, ink: egui::Color32) {
    short_line(ui, room, words, FontId::proportional(size), ink);
}

/// The same in any font.
pub(crate) fn short_line(ui: &Ui, room: Rect, words: &str, font: FontId, ink: egui::Color32) {
    let mut job = egui::text::LayoutJob::simple_singleline(words.to_owned(), font, ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width(room.width());
    let line = ui.painter().layout_job(job);
    ui.painter().galley(egui::pos2(room.left(), room.center().y - line.size().y / 2.0), line, ink);
}

/// Shows what a finding is about.
pub(crate) fn show_finding(finding: &Finding) -> Option<Asked> {
    finding.about().map(Asked::ShowTarget)
}

/// Something that can be selected; a building cannot.
pub(crate) fn selected_of(target: Target) -> Option<Selected> {
    match target {
        Target::Household(household) => Some(Selected::Household(household)),
        Target::Member(member) => Some(Selected::Member(member)),
        Target::Grid(grid) => Some(Selected::Grid(grid)),
        Target::Unit(_, unit) => Some(Selected::Unit(unit)),
        Target::Building(_) => None,
    }
}

fn suggestion_words(document: &Document, session: &Session, edit: &Edit) -> String {
    let naming = Session::naming(document);
    let lang = session.lang;
    let what = match edit {
        Edit::Assign { households, to, kind } => {
            let what = match households.as_slice() {
                [only] => naming.household(*only),
                many => household_count(lang, many.len()),
            };
            let words = if *kind == LinkKind::Paired { helps_words } else { goes_to };
            words(lang, &what, &naming.member(*to))
        }
        other => edit_label(lang, naming, other),
    };
    said_of(lang, Text::Suggested.of(lang), &what)
}
