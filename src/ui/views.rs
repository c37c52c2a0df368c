//! Saved views and the filter menu: two buttons over the map, and the question for a name.

use crate::app::wording::Text;
use crate::app::{Command, Document};
use crate::ui::aid::Aid;
use crate::ui::asked::Asked;
use crate::ui::filter_strip::filter_menu_ui;
use crate::ui::menus::menu_command_ui;
use crate::ui::session::{Mode, Session};
use crate::ui::style::{color, strong};
use crate::ui::widgets::{call, floating};
use egui::{Align, Align2, Area, Button, Context, Frame, Id, Key, Layout, Modal, Rect, RichText, TextEdit, Ui, Vec2};

/// Width of the menus.
const MENU_PT: f32 = 220.0;
/// Width of the question.
const ASK_PT: f32 = 340.0;
/// A longer name is cut.
const NAME_LETTERS: usize = 30;

/// The two buttons in the corner of the map.
pub(crate) fn looks_ui(ui: &Ui, map: Rect, document: &Document, session: &Session) -> Option<Asked> {
    if document.project().households.is_empty() {
        return None;
    }
    let lang = session.lang;
    let mut corner = map.right_top() + Vec2::new(-14.0, 14.0);
    let area_of = |name: &str| ui.ctx().memory(|memory| memory.area_rect(Id::unique(name)));
    // Where the bar of the tools reaches so far, they stand below it.
    if session.mode == Mode::Assign
        && let (Some(tools), Some(looks)) = (area_of("tools"), area_of("looks"))
        && tools.right() + 8.0 > corner.x - looks.width()
    {
        corner.y = tools.bottom() + 8.0;
    }
    let area = Area::new(Id::unique("looks")).pivot(Align2::RIGHT_TOP).fixed_pos(corner);
    let area = area.show(ui.ctx(), |ui| {
        let inside = floating(&session.theme).inner_margin(egui::Margin::same(4)).show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                // They stand in a frame already.
                let idle = &mut ui.visuals_mut().widgets.inactive;
                (idle.weak_bg_fill, idle.bg_stroke) = (egui::Color32::TRANSPARENT, egui::Stroke::NONE);
                let is_filtered = !session.filter.is_empty();
                let face = RichText::new(Text::FilterMenu.of(lang));
                let face = if is_filtered { face.color(color(session.theme.accent)) } else { face };
                let filter = ui.menu_button(face, |ui| {
                    ui.set_min_width(MENU_PT);
                    filter_menu_ui(ui, document, session)
                });
                let views = ui.menu_button(Text::ViewsMenu.of(lang), |ui| {
                    ui.set_min_width(MENU_PT);
                    views_menu_ui(ui, document, session)
                });
                filter.inner.flatten().or(views.inner.flatten())
            })
            .inner
        });
        inside.inner
    });
    area.inner
}

/// Where the two buttons end below.
pub(crate) fn looks_bottom(ui: &Ui, map: Rect) -> f32 {
    ui.ctx().memory(|memory| memory.area_rect(Id::unique("looks"))).map_or(map.top() + 6.0, |looks| looks.bottom())
}

fn views_menu_ui(ui: &mut Ui, document: &Document, session: &Session) -> Option<Asked> {
    let (theme, lang) = (&session.theme, session.lang);
    let views = &session.find.views.1;
    if views.is_empty() {
        ui.label(RichText::new(Text::NoViews.of(lang)).color(color(theme.text_weak)));
    }
    let mut asked = None;
    for (at, view) in views.iter().enumerate() {
        let size = Vec2::new(MENU_PT, 28.0);
        ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
            let forget = ui.add(Button::new("×").frame_when_inactive(false));
            call(&forget, egui::Role::Button, &[Text::ForgetView.of(lang), &view.name].join(" "));
            if forget.on_hover_text(Text::ForgetView.of(lang)).clicked() {
                asked = Some(Asked::Aid(Aid::ForgetView(at)));
            }
            ui.with_layout(Layout::top_down_justified(Align::Min), |ui| {
                let button = Button::new(&view.name).frame_when_inactive(false).truncate();
                if ui.add(button).clicked() {
                    asked = Some(Asked::Aid(Aid::OpenView(at)));
                }
            });
        });
    }
    ui.separator();
    asked.or(menu_command_ui(ui, document, session, Command::SaveView))
}

/// Asks for the name of a view.
pub(crate) fn view_name_ui(ctx: &Context, session: &mut Session) -> Option<Asked> {
    let mut name = session.find.view_name.take()?;
    let lang = session.lang;
    let is_busy = session.find.ime.is_busy();
    let frame = Frame::popup(&ctx.global_style()).inner_margin(20);
    let modal = Modal::new(Id::unique("view name")).frame(frame).show(ctx, |ui| {
        ui.set_width(ASK_PT);
        ui.spacing_mut().item_spacing.y = 8.0;
        ui.label(strong(Text::SaveViewTitle.of(lang), 16.0));
        ui.label(RichText::new(Text::SaveViewMore.of(lang)).color(color(session.theme.text_weak)));
        let edit = TextEdit::singleline(&mut name).char_limit(NAME_LETTERS).desired_width(f32::INFINITY);
        let field = ui.add(edit.margin(egui::Margin::symmetric(10, 6)));
        field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, Text::SaveViewName.of(lang)));
        let is_entered = !is_busy && ui.input(|input| input.key_pressed(Key::Enter));
        if !field.has_focus() && !is_entered {
            field.request_focus();
        }
        ui.add_space(4.0);
        let size = Vec2::new(ui.available_width(), 30.0);
        let buttons = ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
            let can_save = !name.trim().is_empty();
            let words = Text::SaveViewGo.of(lang);
            let face = RichText::new(words).color(color(session.theme.on_chosen));
            let button = Button::new(face).fill(color(session.theme.chosen)).min_size(Vec2::new(84.0, 30.0));
            let save = ui.add_enabled(can_save, button);
            call(&save, egui::Role::Button, words);
            let leave = ui.add(Button::new(Text::Cancel.of(lang)).min_size(Vec2::new(84.0, 30.0)));
            (can_save && (save.clicked() || is_entered), leave.clicked())
        });
        buttons.inner
    });
    let (is_saved, is_left) = modal.inner;
    if is_saved {
        return Some(Asked::Aid(Aid::SaveView(name.trim().to_owned())));
    }
    if !is_left && (is_busy || !modal.should_close()) {
        session.find.view_name = Some(name);
    }
    None
}
