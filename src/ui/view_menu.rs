//! The menu about how the window looks.

use crate::app::wording::Text;
use crate::app::{Command, Document};
use crate::ui::asked::Asked;
use crate::ui::session::Session;
use egui::{Button, Ui};

/// Draws the menu. What is on has a tick.
pub(crate) fn view_menu_ui(ui: &mut Ui, document: &Document, session: &Session) -> Option<Asked> {
    let mut asked = None;
    let groups: [&[Command]; 5] = [
        &[Command::Projector],
        &[Command::SwitchTheme, Command::KeepStill],
        &[Command::TextLarger, Command::TextSmaller, Command::TextUsual],
        &[Command::LeftPanel, Command::RightPanel, Command::BottomPanel],
        &[Command::DistanceRings, Command::NearestCells, Command::Measure, Command::CopyPlace],
    ];
    ui.menu_button(Text::ViewMenu.of(session.lang), |ui| {
        ui.set_min_width(230.0);
        for (group_idx, group) in groups.into_iter().enumerate() {
            if group_idx > 0 {
                ui.separator();
            }
            for &command in group {
                let obstacle = command.obstacle(document, session.focus());
                let name = command.face().of(session.lang);
                let face = match is_on(session, command) {
                    Some(true) => format!("✓ {name}"),
                    Some(false) => format!("　 {name}"),
                    None => name.to_owned(),
                };
                let response = ui.add_enabled(obstacle.is_none(), Button::new(face).shortcut_text(command.key()));
                if let Some(why) = obstacle {
                    response.on_disabled_hover_text(why.words(session.lang));
                } else if response.clicked() {
                    asked = Some(Asked::Run(command));
                    ui.close();
                }
            }
        }
    });
    asked
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
