//! The menu about how the window looks.

use crate::app::wording::Text;
use crate::app::{Command, Document};
use crate::ui::asked::Asked;
use crate::ui::session::Session;
use crate::ui::style::color;
use egui::text::LayoutJob;
use egui::{Button, Color32, FontId, Role, ScrollArea, TextFormat, Ui, WidgetInfo};

const GROUPS: [&[Command]; 5] = [
    &[Command::Projector],
    &[Command::SwitchTheme, Command::KeepStill],
    &[Command::Larger, Command::Smaller, Command::UsualSize],
    &[Command::LeftPanel, Command::RightPanel, Command::BottomPanel],
    &[Command::DistanceRings, Command::NearestCells, Command::Measure, Command::CopyPlace],
];

/// Draws the menu. What is on has a tick.
pub(crate) fn view_menu_ui(ui: &mut Ui, document: &Document, session: &Session) -> Option<Asked> {
    let mut asked = None;
    // With large text in a low window it is longer than what is below the bar.
    let most_pt = (ui.ctx().content_rect().height() - 76.0).max(120.0);
    ui.menu_button(Text::ViewMenu.of(session.lang), |ui| {
        ui.set_min_width(270.0);
        // The bar beside the lines, not over their keys.
        ui.spacing_mut().scroll.floating_allocated_width = 8.0;
        ScrollArea::vertical().max_height(most_pt).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for (group_idx, group) in GROUPS.into_iter().enumerate() {
                if group_idx > 0 {
                    ui.separator();
                }
                let chosen = group.iter().find(|&&command| line_ui(ui, document, session, command));
                if let Some(&command) = chosen {
                    asked = Some(Asked::Run(command));
                    ui.close();
                }
            }
        });
    });
    asked
}

/// One line. True if it was chosen.
fn line_ui(ui: &mut Ui, document: &Document, session: &Session, command: Command) -> bool {
    let obstacle = command.obstacle(document, session.focus());
    let name = command.face().of(session.lang);
    let is_on = is_on(session, command);
    let (font, ink) = (FontId::proportional(14.0), color(session.theme.text));
    let mut face = LayoutJob::default();
    // The tick takes its room also where there is none, so that names stand under each other.
    let tick = if is_on == Some(true) { ink } else { Color32::TRANSPARENT };
    face.append("✓", 0.0, TextFormat::simple(font.clone(), tick));
    face.append(name, 7.0, TextFormat::simple(font, ink));
    let response = ui.add_enabled(obstacle.is_none(), Button::new(face).shortcut_text(command.key()));
    response.widget_info(|| match is_on {
        Some(is_on) => WidgetInfo::selected(Role::CheckBox, obstacle.is_none(), is_on, name),
        None => WidgetInfo::labeled(Role::Button, obstacle.is_none(), name),
    });
    let is_chosen = response.clicked();
    if let Some(why) = obstacle {
        response.on_disabled_hover_text(why.words(session.lang));
    }
    is_chosen
}

/// Whether a switch is on; `None` for what is no switch.
fn is_on(session: &Session, command: Command) -> Option<bool> {
    let (comfort, guides) = (&session.comfort, &session.guides);
    match command {
        Command::SwitchTheme => Some(comfort.is_dark),
        Command::KeepStill => Some(comfort.is_still),
        Command::LeftPanel => Some(!comfort.hides_left),
        Command::RightPanel => Some(!comfort.hides_right),
        Command::BottomPanel => Some(!comfort.hides_bottom),
        Command::DistanceRings => Some(guides.has_rings),
        Command::NearestCells => Some(guides.has_cells),
        Command::Measure => Some(guides.measured.is_some()),
        _ => None,
    }
}
