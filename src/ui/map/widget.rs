//! The map widget: view, pointer, floating bars.

use crate::app::wording::Text;
use crate::app::{Command, Document};
use crate::disclose::Audience;
use crate::geom::{MapPoint, View};
use crate::scene::{Scene, SceneOptions, build, scale_bar};
use crate::ui::asked::Asked;
use crate::ui::map::gestures::gestures_ui;
use crate::ui::map::names::names_ui;
use crate::ui::map::overlay::overlay_ui;
use crate::ui::map::{Picture, preview_card_ui};
use crate::ui::session::{Mode, Selected, Session};
use crate::ui::style::{color, strong};
use crate::ui::widgets::{floating, row_ui};
use egui::{Align2, FontId, Rect, RichText, Sense, Stroke, Ui, Vec2};
use std::sync::Arc;

/// What the map keeps between frames.
#[derive(Debug)]
pub(crate) struct MapState {
    picture: Picture,
    scene: Option<(SceneKey, Arc<Scene>)>,
    scene_number: u64,
}

#[derive(Clone, Debug, PartialEq)]
struct SceneKey {
    revision: u64,
    options: SceneOptions,
}

impl MapState {
    /// An empty map.
    ///
    /// # Errors
    /// If the painter thread cannot be started.
    pub(crate) fn new(ctx: egui::Context) -> std::io::Result<Self> {
        Ok(Self { picture: Picture::start(ctx)?, scene: None, scene_number: 0 })
    }

    /// True once everything in view was painted as it is now.
    pub(crate) fn is_up_to_date(&self) -> bool {
        self.picture.is_up_to_date()
    }

    /// Forgets the scene: another project was opened.
    pub(crate) fn forget(&mut self) {
        self.scene = None;
    }

    /// The scene of the document as the session wants it; built anew only if something changed.
    fn scene(&mut self, document: &Document, session: &Session) -> Arc<Scene> {
        let key = SceneKey {
            revision: document.revision(),
            options: SceneOptions {
                plan: document.plan(),
                audience: Audience::Internal,
                show_links: session.layers.links,
                show_grids: session.layers.grids,
                show_backdrop: session.layers.backdrop,
                show_member_names: true,
                hidden_categories: session.hidden.clone(),
            },
        };
        match &self.scene {
            Some((built, scene)) if *built == key => Arc::clone(scene),
            _ => {
                let scene = Arc::new(build(document.project(), document.index(), &key.options));
                self.scene_number += 1;
                self.scene = Some((key, Arc::clone(&scene)));
                scene
            }
        }
    }
}

/// Draws the map and listens to the pointer.
pub(crate) fn map_ui(ui: &mut Ui, document: &Document, session: &mut Session, state: &mut MapState) -> Option<Asked> {
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::click_and_drag());
    let words = session.lang.pick("地图", "Map");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Canvas, true, words));
    let scene = state.scene(document, session);
    session.view.width_pt = rect.width();
    session.view.height_pt = rect.height();
    if session.needs_fit && rect.width() > 50.0 {
        session.view = View::fitting(&scene.bounds().padded(8.0), rect.width(), rect.height(), 24.0);
        session.needs_fit = false;
    }
    let asked = gestures_ui(ui, &response, document, session, &scene);
    ui.painter().rect_filled(rect, 0.0, color(session.theme.canvas));
    let scale = ui.ctx().pixels_per_point();
    state.picture.want(&scene, state.scene_number, &session.theme, session.view, scale);
    state.picture.show(ui, rect, &session.view);
    let painter = ui.painter().with_clip_rect(rect);
    names_ui(&painter, rect, &scene, document, session);
    overlay_ui(ui, &painter, rect, document, session);
    let floated = floating_ui(ui, rect, document, session, &scene);
    asked.or(floated)
}

/// Where a map point is in the window.
pub(crate) fn window_from_map(rect: Rect, view: &View, point: MapPoint) -> egui::Pos2 {
    let at = view.screen_from_map(point);
    rect.min + Vec2::new(at.x_pt, at.y_pt)
}

fn floating_ui(ui: &mut Ui, rect: Rect, document: &Document, session: &mut Session, scene: &Scene) -> Option<Asked> {
    scale_ui(ui, rect, session, scene);
    let mut asked = zoom_ui(ui, rect, session);
    asked = asked.or(toast_ui(ui, rect, session));
    asked = asked.or(stack_ui(ui, document, session));
    if session.is_adding {
        hint_ui(ui, rect, session, Text::AddHouseholdHint);
    } else if session.drag.as_ref().is_some_and(|drag| drag.target.is_none()) {
        hint_ui(ui, rect, session, Text::DropOnMember);
    }
    let pointer = ui.input(|input| input.pointer.hover_pos());
    if let (Some(drag), Some(pointer)) = (&session.drag, pointer)
        && let Some(preview) = &drag.preview
    {
        let size = Vec2::new(270.0, 150.0);
        let mut corner = pointer + Vec2::new(22.0, 18.0);
        corner.x = corner.x.min(rect.right() - size.x - 12.0);
        if corner.y + size.y > rect.bottom() {
            corner.y = pointer.y - size.y - 18.0;
        }
        let theme = session.theme.clone();
        egui::Area::new(egui::Id::unique("preview")).fixed_pos(corner).interactable(false).show(ui.ctx(), |ui| {
            floating(&theme).show(ui, |ui| {
                ui.set_width(size.x - 24.0);
                preview_card_ui(ui, document, session, preview, Text::PreviewDrop);
            });
        });
    }
    asked
}

fn hint_ui(ui: &Ui, rect: Rect, session: &Session, text: Text) {
    let theme = &session.theme;
    let words = text.of(session.lang);
    egui::Area::new(egui::Id::unique("hint"))
        .pivot(Align2::CENTER_TOP)
        .fixed_pos(rect.center_top() + Vec2::new(0.0, 14.0))
        .interactable(false)
        .show(ui.ctx(), |ui| {
            floating(theme).inner_margin(egui::Margin::symmetric(14, 8)).show(ui, |ui| ui.label(words));
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
                    for (command, sign) in buttons {
                        let name = command.face().of(session.lang);
                        let sign = if sign.is_empty() { name } else { sign };
                        let button = egui::Button::new(RichText::new(sign).size(13.0)).frame_when_inactive(false);
                        let response = ui.add_sized([48.0, 26.0], button);
                        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
                        if response.on_hover_text(format!("{name} ({})", command.key())).clicked() {
                            asked = Some(Asked::Run(command));
                        }
                    }
                });
            });
        });
    asked
}

fn toast_ui(ui: &Ui, rect: Rect, session: &Session) -> Option<Asked> {
    let toast = session.toast.as_ref()?;
    let theme = &session.theme;
    let mut asked = None;
    let ground = if toast.is_bad { theme.error } else { theme.chosen };
    egui::Area::new(egui::Id::unique("toast"))
        .pivot(Align2::CENTER_BOTTOM)
        .fixed_pos(rect.center_bottom() + Vec2::new(0.0, -18.0))
        .show(ui.ctx(), |ui| {
            let frame = floating(theme).fill(color(ground)).stroke(Stroke::NONE);
            frame.inner_margin(egui::Margin::symmetric(16, 9)).show(ui, |ui| {
                ui.set_max_width((rect.width() * 0.7).max(260.0));
                ui.horizontal(|ui| {
                    ui.label(RichText::new(&toast.text).color(color(theme.on_chosen)));
                    if toast.can_undo && session.mode == Mode::Assign {
                        let face = strong(Text::Undo.of(session.lang), 14.0).color(color(theme.on_chosen));
                        let name = session.lang.pick("撤销刚才的修改", "Undo this");
                        let response = ui.add(egui::Button::new(face.underline()).frame(false));
                        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
                        if response.clicked() {
                            asked = Some(Asked::Run(Command::Undo));
                        }
                    }
                });
            });
        });
    asked
}

/// The list of households at one place.
fn stack_ui(ui: &Ui, document: &Document, session: &mut Session) -> Option<Asked> {
    let (at, households) = session.stack.clone()?;
    let mut asked = None;
    let area = egui::Area::new(egui::Id::unique("stack")).fixed_pos(at).constrain(true).show(ui.ctx(), |ui| {
        floating(&session.theme).show(ui, |ui| {
            ui.set_width(230.0);
            ui.label(strong(Text::StackHere.of(session.lang), 13.0));
            egui::ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for household in households {
                    let name = session.naming(document).household(household);
                    let is_chosen = session.household() == Some(household);
                    let (rect, response) = row_ui(ui, &session.theme, 26.0, &name, is_chosen);
                    let left = rect.left_center() + Vec2::new(8.0, 0.0);
                    let font = FontId::proportional(14.0);
                    ui.painter().text(left, Align2::LEFT_CENTER, &name, font, color(session.theme.text));
                    if response.clicked() {
                        asked = Some(Asked::Select(Some(Selected::Household(household))));
                    }
                }
            });
        });
    });
    let clicked_elsewhere = ui.input(|input| input.pointer.any_pressed()) && !area.response.contains_pointer();
    if asked.is_some() || clicked_elsewhere {
        session.stack = None;
    }
    asked
}
