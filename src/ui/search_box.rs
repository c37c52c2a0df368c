//! One box to find households, members and grids.

use crate::app::Document;
use crate::app::wording::Text;
use crate::index::Found;
use crate::model::Category;
use crate::ui::asked::Asked;
use crate::ui::session::{Selected, Session};
use crate::ui::style::{ROW_PT, color};
use crate::ui::widgets::{MarkPictures, row_ui};
use egui::{Align2, FontId, Key, TextEdit, Ui};

/// Draws the box, and what was found beneath it. Enter takes the first.
pub(crate) fn search_box_ui(
    ui: &mut Ui,
    document: &Document,
    session: &mut Session,
    pictures: &mut MarkPictures,
    width_pt: f32,
) -> Option<Asked> {
    let hint = format!("{}  Ctrl K", Text::SearchHint.of(session.lang));
    let edit = TextEdit::singleline(&mut session.query)
        .hint_text(hint)
        .desired_width(width_pt - 20.0)
        .margin(egui::Margin::symmetric(10, 6));
    let response = ui.add(edit);
    let label = Text::Search.of(session.lang);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, label));
    if session.wants_search {
        response.request_focus();
        session.wants_search = false;
    }
    if session.query.trim().is_empty() {
        return None;
    }
    let found = session.found(document);
    let mut chosen = None;
    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
        chosen = found.first().copied();
    }
    let is_open = response.has_focus() || ui.ctx().memory(|memory| memory.data.get_temp(list_id()).unwrap_or(false));
    // Esc has already taken the keyboard from the box, so it counts however things stand.
    if ui.input(|input| input.key_pressed(Key::Escape)) {
        session.query.clear();
        return None;
    }
    if is_open || response.lost_focus() {
        let popup = egui::Area::new(list_id())
            .order(egui::Order::Foreground)
            .fixed_pos(response.rect.left_bottom() + egui::vec2(0.0, 4.0))
            .show(ui.ctx(), |ui| {
                egui::Frame::popup(ui.style()).show(ui, |ui| {
                    ui.set_width(response.rect.width().max(320.0));
                    found_list_ui(ui, document, session, pictures, &found)
                })
            });
        chosen = chosen.or(popup.inner.inner);
        let is_over = popup.response.contains_pointer();
        ui.ctx().memory_mut(|memory| memory.data.insert_temp(list_id(), is_over));
    }
    let chosen = chosen?;
    session.query.clear();
    Some(Asked::Show(match chosen {
        Found::Household(household) => Selected::Household(household),
        Found::Member(member) => Selected::Member(member),
        Found::Grid(grid) => Selected::Grid(grid),
    }))
}

fn list_id() -> egui::Id {
    egui::Id::unique("found")
}

fn found_list_ui(
    ui: &mut Ui,
    document: &Document,
    session: &Session,
    pictures: &mut MarkPictures,
    found: &[Found],
) -> Option<Found> {
    let theme = &session.theme;
    if found.is_empty() {
        ui.label(Text::SearchNothing.of(session.lang));
    }
    let mut chosen = None;
    let project = document.project();
    let naming = Session::naming(document);
    for &one in found {
        let (name, what, category) = match one {
            Found::Household(id) => {
                let row = project.households.at(id);
                let is_home = document.index().is_member_home(id);
                let shown = row.and_then(|row| project.shown_category(project.categories_of(row, is_home)));
                (naming.household(id), row.map(|row| row.code.clone()).unwrap_or_default(), Some(shown))
            }
            Found::Member(id) => {
                let what = Text::Member.of(session.lang).to_owned();
                (naming.member(id), what, Some(project.category(Category::MEMBER)))
            }
            Found::Grid(id) => (naming.grid(id), Text::Grid.of(session.lang).to_owned(), None),
        };
        let (rect, response) = row_ui(ui, theme, ROW_PT, &format!("{name} {what}"), false);
        if let Some(category) = category {
            let icon =
                egui::Rect::from_center_size(rect.left_center() + egui::vec2(14.0, 0.0), egui::Vec2::splat(18.0));
            let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(icon));
            pictures.mark_ui(&mut inner, theme, project, category, 12.0);
        }
        let painter = ui.painter();
        let font = FontId::proportional(14.0);
        painter.text(rect.left_center() + egui::vec2(32.0, 0.0), Align2::LEFT_CENTER, &name, font, color(theme.text));
        let small = FontId::proportional(12.0);
        let at = rect.right_center() - egui::vec2(8.0, 0.0);
        painter.text(at, Align2::RIGHT_CENTER, what, small, color(theme.text_weak));
        if response.clicked() {
            chosen = Some(one);
        }
    }
    chosen
}
