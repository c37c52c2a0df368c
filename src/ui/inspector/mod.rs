//! The panel on the right: what is selected, and what can be done with it.

mod chain;
mod grid;
mod household;
mod kin;
mod many;
mod member;
mod member_actions;
mod unit;

use crate::app::Document;
use crate::app::wording::Text;
use crate::ui::asked::Asked;
use crate::ui::session::{Selected, Session};
use crate::ui::style::{color, strong};
use crate::ui::timeline::timeline_ui;
use crate::ui::widgets::MarkPictures;
use egui::{RichText, ScrollArea, Ui};

/// Draws the panel.
pub(crate) fn inspector_ui(
    ui: &mut Ui,
    document: &Document,
    session: &mut Session,
    pictures: &mut MarkPictures,
) -> Option<Asked> {
    let mut asked = None;
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        if !session.picked.is_empty() {
            asked = many::many_ui(ui, document, session, pictures);
            return;
        }
        asked = match session.selected {
            Some(Selected::Household(id)) => {
                let first = household::household_ui(ui, document, session, pictures, id);
                timeline_ui(ui, document, session, id);
                let plan = document.project().plans.at(document.plan());
                let responsible = plan.and_then(|plan| plan.primaries_of(id).next()).map(|link| link.member);
                let second = responsible.and_then(|member| {
                    ui.add_space(10.0);
                    member::member_ui(ui, document, session, pictures, member)
                });
                first.or(second)
            }
            Some(Selected::Member(id)) => member::member_ui(ui, document, session, pictures, id),
            Some(Selected::Grid(id)) => grid::grid_ui(ui, document, session, pictures, id),
            Some(Selected::Unit(id)) => unit::unit_ui(ui, document, session, id),
            None => {
                nothing_ui(ui, document, session);
                None
            }
        };
    });
    asked
}

fn nothing_ui(ui: &mut Ui, document: &Document, session: &Session) {
    let project = document.project();
    let (title, more) = match (project.households.is_empty(), project.grids.is_empty()) {
        (true, true) => return,
        (true, false) => (Text::EmptyProject, Text::EmptyProjectMore),
        (false, _) => (Text::NothingSelected, Text::NothingSelectedMore),
    };
    ui.add_space(24.0);
    ui.label(strong(title.of(session.lang), 15.0));
    ui.add_space(4.0);
    ui.label(RichText::new(more.of(session.lang)).color(color(session.theme.text_weak)));
}
