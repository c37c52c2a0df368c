//! Buttons that pick a household's whole building, or everybody of its category in the grid.

use crate::app::wording::{pick_alike_words, pick_building_words};
use crate::app::{Command, Document};
use crate::model::HouseholdId;
use crate::ui::asked::Asked;
use crate::ui::menus::tip_of;
use crate::ui::session::Session;
use crate::ui::tools::kin;
use egui::{Button, Ui, Vec2};

/// Draws them, each only where there is somebody to pick along.
pub(crate) fn kin_ui(ui: &mut Ui, document: &Document, session: &mut Session, id: HouseholdId) -> Option<Asked> {
    let kin = kin(document, session, &[id]);
    let (lang, there, alike) = (session.lang, kin.building.len(), kin.alike.len());
    let buttons = [
        (Command::PickBuilding, there, pick_building_words(lang, there)),
        (Command::PickAlike, alike, pick_alike_words(lang, alike)),
    ];
    if there.max(alike) < 2 {
        return None;
    }
    let mut asked = None;
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(6.0);
        for (command, _, words) in buttons.into_iter().filter(|(_, count, _)| *count > 1) {
            if ui.add(Button::new(words)).on_hover_text(tip_of(session, command)).clicked() {
                asked = Some(Asked::Run(command));
            }
        }
    });
    asked
}
