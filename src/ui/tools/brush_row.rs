//! The second row of the bar: how wide the brush is, and whom strokes are for.

use crate::app::wording::{Text, meters, paints_to_words};
use crate::app::{Command, Document};
use crate::geom::mercator_stretch;
use crate::geom::wgs84_from_map;
use crate::ui::session::Session;
use crate::ui::style::color;
use crate::ui::tool::Tool;
use crate::ui::tools::picker::Picker;
use crate::ui::tools::purpose::Purpose;
use crate::ui::tools::state::Popup;
use crate::ui::widgets::{call, floating};
use egui::{Button, Margin, Pos2, RichText, Ui};

/// Draws the row; answers where it ends below.
pub(crate) fn brush_row_ui(ui: &Ui, at: Pos2, document: &Document, session: &mut Session) -> f32 {
    let theme = session.theme.clone();
    let area = egui::Area::new(egui::Id::unique("brush row")).fixed_pos(at).show(ui.ctx(), |ui| {
        floating(&theme).inner_margin(Margin::symmetric(10, 5)).show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                if session.tool.has_width() {
                    width_ui(ui, session);
                    ui.separator();
                }
                if session.tool == Tool::Street {
                    let words = RichText::new(Text::LeftSideOnly.of(session.lang)).size(13.0);
                    ui.checkbox(&mut session.tools.is_one_sided, words);
                    ui.separator();
                }
                target_ui(ui, document, session);
            });
        });
    });
    area.response.rect.bottom()
}

fn width_ui(ui: &mut Ui, session: &mut Session) {
    let (lang, weak) = (session.lang, color(session.theme.text_weak));
    ui.label(RichText::new(Text::BrushWidth.of(lang)).size(13.0).color(weak));
    for (command, sign, factor) in [(Command::BrushSmaller, "－", 0.8), (Command::BrushLarger, "＋", 1.25)] {
        let name = command.face().of(lang);
        let response = ui.add(Button::new(RichText::new(sign).size(13.0)).small());
        call(&response, egui::Role::Button, name);
        if response.on_hover_text(format!("{name} ({})", command.key())).clicked() {
            session.tools.resize_brush(factor);
        }
        if command == Command::BrushSmaller {
            let stretch = mercator_stretch(wgs84_from_map(session.view.center).lat_deg);
            let wide_m = 2.0 * f64::from(session.tools.brush_pt) / session.view.pt_per_m / stretch;
            ui.add_sized([52.0, 20.0], egui::Label::new(RichText::new(meters(wide_m)).size(13.0)));
        }
    }
}

fn target_ui(ui: &mut Ui, document: &Document, session: &mut Session) {
    let lang = session.lang;
    if session.tool == Tool::Border {
        ui.label(RichText::new(Text::BorderWay.of(lang)).size(13.0).color(color(session.theme.text_weak)));
        return;
    }
    if let Some(to) = session.tools.paints_to {
        let words = paints_to_words(lang, &Session::naming(document).member(to));
        ui.label(RichText::new(words).size(13.0).color(color(session.theme.accent)));
        let close = ui.add(Button::new("×").small());
        call(&close, egui::Role::Button, Text::PaintToNobody.of(lang));
        if close.on_hover_text(Text::PaintToNobody.of(lang)).clicked() {
            session.tools.paints_to = None;
        }
        return;
    }
    let button = ui.add(Button::new(RichText::new(Text::PaintTo.of(lang)).size(13.0)).small());
    if button.on_hover_text(Text::PaintToTip.of(lang)).clicked() {
        session.tools.popup = Some(Popup::Members(Picker::new(Purpose::PaintTo)));
    }
}
