//! Looking for a member on the map: the next click on one is the answer.

use crate::app::Document;
use crate::app::wording::Text;
use crate::geom::wgs84_from_map;
use crate::model::MemberId;
use crate::ui::asked::Asked;
use crate::ui::map::{preview_card_ui, window_from_map};
use crate::ui::session::Session;
use crate::ui::tool::Tool;
use crate::ui::tools::counts::wish_households;
use crate::ui::tools::listen::map_at;
use crate::ui::tools::offer::{card_beside_ui, hidden_line_ui};
use crate::ui::tools::purpose::Purpose;
use egui::{Pos2, Rect, Ui};

/// How far a member may be from the pointer to be meant.
const REACH_PT: f32 = 20.0;

/// The card beside a member under the pointer.
pub(crate) fn aim_ui(ui: &Ui, rect: Rect, document: &Document, session: &mut Session) {
    let Some(purpose) = session.tools.aim else { return };
    let Some(pointer) = ui.input(|input| input.pointer.hover_pos()).filter(|at| rect.contains(*at)) else { return };
    let on_map = ui.ctx().layer_id_at(pointer).is_none_or(|layer| layer.order == egui::Order::Background);
    let member = member_under(document, session, rect, pointer).filter(|_| on_map);
    session.tools.pointed_at = member;
    let Some(to) = member else { return };
    ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
    let households = wish_households(document, session);
    let Some(edit) = purpose.edit(households, to) else { return };
    let preview = session.tools.preview(document, &edit);
    let theme = session.theme.clone();
    card_beside_ui(ui, rect, pointer, &theme, |ui| {
        preview_card_ui(ui, document, session, &preview, Text::PreviewClick);
        if matches!(purpose, Purpose::Assign(_)) {
            hidden_line_ui(ui, document, session);
        }
    });
}

/// The member under the pointer.
pub(crate) fn member_under(document: &Document, session: &Session, rect: Rect, at: Pos2) -> Option<MemberId> {
    let project = document.project();
    let about = session.tools.aim.and_then(Purpose::about);
    let near = document.index().members_near(project, wgs84_from_map(map_at(rect, session, at))).take(4);
    let mut found = near.filter_map(|(member, _)| {
        let place = project.place_of_member(member)?;
        let away = window_from_map(rect, &session.view, place.into()).distance(at);
        (away <= REACH_PT && Some(member) != about).then_some(member)
    });
    found.next()
}

/// The member is found: what is asked for.
pub(crate) fn give(document: &Document, session: &mut Session, purpose: Purpose, to: MemberId) -> Option<Asked> {
    session.tools.aim = None;
    session.tools.popup = None;
    session.tools.pointed_at = None;
    if purpose == Purpose::PaintTo {
        session.tools.paints_to = Some(to);
        if !matches!(session.tool, Tool::Brush | Tool::Lasso | Tool::Street) {
            session.tool = Tool::Brush;
        }
        return None;
    }
    let households = wish_households(document, session);
    let edit = purpose.edit(households, to)?;
    session.tools.remember(to);
    Some(Asked::Do(Box::new(edit)))
}
