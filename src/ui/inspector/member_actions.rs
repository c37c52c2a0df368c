//! What can be done with everything that a member covers.

use crate::app::wording::Text;
use crate::app::{Command, Document};
use crate::edit::Edit;
use crate::model::{HouseholdId, LinkKind, MemberId};
use crate::ui::asked::Asked;
use crate::ui::session::{Selected, Session};
use crate::ui::widgets::half_row;
use egui::{Button, Ui, Vec2};

/// Between two buttons.
const GAP_PT: f32 = 6.0;

/// Draws the buttons; only for the member that is selected.
pub(crate) fn member_actions_ui(ui: &mut Ui, document: &Document, session: &Session, id: MemberId) -> Option<Asked> {
    if session.selected != Some(Selected::Member(id)) {
        return None;
    }
    let plan = document.project().plans.at(document.plan())?;
    let held = plan.held_by(id);
    let lang = session.lang;
    let mut asked = None;
    ui.add_space(6.0);
    let size = half_row(ui, GAP_PT);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(GAP_PT);
        let deals: &[Command] =
            if held.is_empty() { &[] } else { &[Command::HandOverTo, Command::SpreadOver, Command::SwapWith] };
        for &command in deals.iter().chain([&Command::MemberLife]) {
            let obstacle = command.obstacle(document, session.focus());
            let response = ui.add_enabled(obstacle.is_none(), Button::new(command.face().of(lang)).min_size(size));
            if let Some(why) = obstacle {
                response.on_disabled_hover_text(why.words(lang));
            } else if response.clicked() {
                asked = Some(Asked::Run(command));
            }
        }
        let is_locked =
            |household: HouseholdId| plan.link(household, id, LinkKind::Primary).is_some_and(|link| link.locked);
        let own = held.iter().filter(|(_, kind)| *kind == LinkKind::Primary).map(|(household, _)| *household);
        let (locked, free): (Vec<HouseholdId>, Vec<HouseholdId>) = own.partition(|&household| is_locked(household));
        let can_edit = document.check_writable().is_ok();
        for (households, locks, face) in [(free, true, Text::LockAll), (locked, false, Text::UnlockAll)] {
            if households.is_empty() {
                continue;
            }
            if ui.add_enabled(can_edit, Button::new(face.of(lang)).min_size(size)).clicked() {
                asked = Some(Asked::Do(Box::new(Edit::Lock { households, locked: locks })));
            }
        }
    });
    asked
}
