//! What floats over the map: scale bar, zoom buttons, the last message, hints, the preview of a drag.

use crate::app::wording::{Text, placing_hint};
use crate::app::{Command, Document};
use crate::model::HouseholdId;
use crate::scene::{Scene, scale_bar};
use crate::ui::asked::Asked;
use crate::ui::borders::bar_ui;
use crate::ui::flats::{Form, form};
use crate::ui::recent::recent_list_ui;
use crate::ui::session::{Mode, Selected, Session, Stack};
use crate::ui::style::{color, strong};
use crate::ui::tiers::chip_ui;
use crate::ui::tools::{drag_card_ui, tools_ui};
use crate::ui::widgets::{floating, row_ui};
use egui::{Align2, FontId, Rect, RichText, Sense, Stroke, Ui, Vec2};

/// A map lower than this has no buttons to zoom; keys and the wheel do it.
const LOW_PT: f32 = 230.0;

/// Draws all of it; answers what was asked for.
pub(crate) fn floating_ui(
    ui: &Ui,
    rect: Rect,
    document: &Document,
    session: &mut Session,
    scene: &Scene,
) -> Option<Asked> {
    let mut asked = if scene.bounds().is_empty() {
        empty_ui(ui, rect, session)
    } else {
        scale_ui(ui, rect, session, scene);
        // Over a low map they would stand under what is in the other corner.
        if rect.height() >= LOW_PT { zoom_ui(ui, rect, session) } else { None }
    };
    asked = asked.or(toast_ui(ui, rect, session));
    asked = asked.or(stack_ui(ui, document, session));
    if session.is_adding {
        hint_ui(ui, rect, session, Text::AddHouseholdHint);
    } else if let Some(target) = session.placing {
        let words = placing_hint(session.lang, &Session::naming(document).target(target));
        hint_words_ui(ui, rect, session, &words);
    } else if session.drag.as_ref().is_some_and(|drag| drag.target.is_none()) {
        hint_ui(ui, rect, session, Text::DropOnMember);
    } else if let Some(purpose) = session.tools.aim {
        hint_ui(ui, rect, session, purpose.hint());
    } else {
        chip_ui(ui, rect, document, session);
    }
    asked = asked.or(bar_ui(ui, rect, document, session));
    drag_card_ui(ui, rect, document, session);
    asked = asked.or(tools_ui(ui, rect, document, session));
    asked
}

/// What to do with a project that has nothing in it.
fn empty_ui(ui: &Ui, rect: Rect, session: &Session) -> Option<Asked> {
    let theme = &session.theme;
    let lang = session.lang;
    let area = egui::Area::new(egui::Id::unique("empty")).pivot(Align2::CENTER_CENTER).fixed_pos(rect.center());
    let area = area.show(ui.ctx(), |ui| {
        let inside = floating(theme).inner_margin(egui::Margin::same(24)).show(ui, |ui| {
            ui.set_width(320.0);
            ui.vertical_centered(|ui| {
                ui.label(strong(Text::EmptyProject.of(lang), 16.0));
                ui.add_space(6.0);
                ui.label(RichText::new(Text::EmptyProjectMore.of(lang)).color(color(theme.text_weak)));
                ui.add_space(10.0);
                let import = ui.button(Text::Import.of(lang)).clicked().then_some(Asked::Run(Command::Import));
                let demo = ui.button(Text::OpenDemo.of(lang)).clicked().then_some(Asked::Run(Command::OpenDemo));
                import.or(demo).or(recent_list_ui(ui, session))
            })
            .inner
        });
        inside.inner
    });
    area.inner
}

fn hint_ui(ui: &Ui, rect: Rect, session: &Session, text: Text) {
    hint_words_ui(ui, rect, session, text.of(session.lang));
}

fn hint_words_ui(ui: &Ui, rect: Rect, session: &Session, words: &str) {
    let theme = &session.theme;
    // Below the bar of the tools, which may be as wide as the map.
    let top_pt = if session.mode == Mode::Assign { 72.0 } else { 14.0 };
    egui::Area::new(egui::Id::unique("hint"))
        .pivot(Align2::CENTER_TOP)
        .fixed_pos(rect.center_top() + Vec2::new(0.0, top_pt))
        .interactable(false)
        .show(ui.ctx(), |ui| {
            let frame = floating(theme).inner_margin(egui::Margin::symmetric(14, 8));
            frame.show(ui, |ui| ui.add(egui::Label::new(words).extend()));
        });
}

fn scale_ui(ui: &Ui, rect: Rect, session: &Session, scene: &Scene) {
    let theme = &session.theme;
    let bar = scale_bar(session.view.pt_per_m, scene.stretch(), 130.0);
    egui::Area::new(egui::Id::unique("scale"))
        .pivot(Align2::LEFT_BOTTOM)
        .fixed_pos(rect.left_bottom() + Vec2::new(14.0, -14.0))
        .interactable(false)
        .show(ui.ctx(), |ui| {
            floating(theme).inner_margin(egui::Margin::symmetric(12, 7)).show(ui, |ui| {
                let size = Vec2::new(bar.length_pt + 92.0, 20.0);
                let (place, _) = ui.allocate_exact_size(size, Sense::hover());
                let painter = ui.painter();
                let ink = color(theme.text);
                let parts = f32::from(bar.parts.max(1));
                for part in 0..bar.parts {
                    let left = place.left() + bar.length_pt * f32::from(part) / parts;
                    let piece = Rect::from_min_size(
                        egui::pos2(left, place.bottom() - 6.0),
                        Vec2::new(bar.length_pt / parts, 4.0),
                    );
                    let fill = if part % 2 == 0 { ink } else { color(theme.card) };
                    painter.rect(piece, 0.0, fill, Stroke::new(1.0, ink), egui::StrokeKind::Middle);
                }
                let small = FontId::proportional(11.0);
                for part in [0, bar.parts] {
                    let x = place.left() + bar.length_pt * f32::from(part) / parts;
                    let words = if part == 0 { bar.label(0) } else { format!("{} {}", bar.label(part), bar.unit()) };
                    let align = if part == 0 { Align2::LEFT_TOP } else { Align2::CENTER_TOP };
                    painter.text(egui::pos2(x, place.top() - 2.0), align, words, small.clone(), ink);
                }
                let north = format!("{} ↑", Text::North.of(session.lang));
                painter.text(place.right_center(), Align2::RIGHT_CENTER, north, FontId::proportional(13.0), ink);
            });
        });
}

fn zoom_ui(ui: &Ui, rect: Rect, session: &Session) -> Option<Asked> {
    let mut asked = None;
    let theme = &session.theme;
    egui::Area::new(egui::Id::unique("zoom"))
        .pivot(Align2::RIGHT_BOTTOM)
        .fixed_pos(rect.right_bottom() + Vec2::new(-14.0, -14.0))
        .show(ui.ctx(), |ui| {
            floating(theme).inner_margin(egui::Margin::same(4)).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                ui.vertical_centered(|ui| {
                    ui.set_max_width(52.0);
                    let buttons = [(Command::ZoomIn, "＋"), (Command::ZoomOut, "－"), (Command::ZoomFit, "")];
                    let pressed =
                        buttons.into_iter().filter(|&(command, sign)| zoom_button_ui(ui, session, command, sign));
                    asked = pressed.last().map(|(command, _)| Asked::Run(command));
                });
            });
        });
    asked
}

/// A button with a sign, or with the name of the command where there is none. True if it was pressed.
fn zoom_button_ui(ui: &mut Ui, session: &Session, command: Command, sign: &str) -> bool {
    let name = command.face().of(session.lang);
    let face = if sign.is_empty() { name } else { sign };
    let button = egui::Button::new(RichText::new(face).size(13.0)).frame_when_inactive(false);
    let response = ui.add_sized([48.0, 26.0], button);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    response.on_hover_text(format!("{name} ({})", command.key())).clicked()
}

fn toast_ui(ui: &Ui, rect: Rect, session: &Session) -> Option<Asked> {
    let toast = session.toast.as_ref()?;
    let theme = &session.theme;
    let mut asked = None;
    let ground = if toast.is_bad { theme.error } else { theme.chosen };
    egui::Area::new(egui::Id::unique("toast"))
        .pivot(Align2::CENTER_BOTTOM)
        .fixed_pos(rect.center_bottom() + Vec2::new(0.0, -66.0))
        .show(ui.ctx(), |ui| {
            let frame = floating(theme).fill(color(ground)).stroke(Stroke::NONE);
            frame.inner_margin(egui::Margin::symmetric(16, 9)).show(ui, |ui| {
                // Between the edge of the map and the zoom buttons, above the scale bar.
                ui.set_max_width((rect.width() - 220.0).max(260.0));
                ui.horizontal(|ui| {
                    ui.add(egui::Label::new(RichText::new(&toast.text).color(color(theme.on_chosen))).wrap());
                    if toast.can_undo && undo_this_ui(ui, session) {
                        asked = Some(Asked::Run(Command::Undo));
                    }
                });
            });
        });
    asked
}

fn undo_this_ui(ui: &mut Ui, session: &Session) -> bool {
    let face = strong(Text::Undo.of(session.lang), 14.0).color(color(session.theme.on_chosen));
    let name = Text::UndoThis.of(session.lang);
    let response = ui.add(egui::Button::new(face.underline()).frame(false));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    response.clicked()
}

/// The list of households at one place.
fn stack_ui(ui: &Ui, document: &Document, session: &mut Session) -> Option<Asked> {
    if form(document, session) != Some(Form::List) {
        return None;
    }
    let Stack { at, households, is_fresh } = session.stack.clone()?;
    let mut asked = None;
    let area = egui::Area::new(egui::Id::unique("stack")).fixed_pos(at).constrain(true).show(ui.ctx(), |ui| {
        floating(&session.theme).show(ui, |ui| {
            ui.set_width(230.0);
            ui.label(strong(Text::StackHere.of(session.lang), 13.0));
            egui::ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let chosen = households.into_iter().find(|&household| stacked_ui(ui, document, session, household));
                asked = chosen.map(|household| Asked::Select(Some(Selected::Household(household))));
            });
        });
    });
    let is_pressed = ui.input(|input| input.pointer.any_pressed());
    let clicked_elsewhere = is_pressed && !is_fresh && !area.response.contains_pointer();
    if asked.is_some() || clicked_elsewhere {
        session.stack = None;
    } else if let Some(stack) = &mut session.stack {
        stack.is_fresh = false;
    }
    asked
}

/// One household of the list. True if it was chosen.
fn stacked_ui(ui: &mut Ui, document: &Document, session: &Session, household: HouseholdId) -> bool {
    let name = Session::naming(document).household(household);
    let (rect, response) = row_ui(ui, &session.theme, 26.0, &name, session.household() == Some(household));
    let left = rect.left_center() + Vec2::new(8.0, 0.0);
    ui.painter().text(left, Align2::LEFT_CENTER, &name, FontId::proportional(14.0), color(session.theme.text));
    response.clicked()
}
