//! Which tier the map shows and the pointer plans, and the way back to the households.

use crate::app::Document;
use crate::app::wording::{Text, said_of, selected_words};
use crate::model::Target;
use crate::ui::session::{Mode, Session};
use crate::ui::tiers::state::View;
use crate::ui::widgets::{call, floating};
use egui::{Align2, Button, Rect, Ui, Vec2};

/// Draws it, while a tier is planned.
pub(crate) fn chip_ui(ui: &Ui, rect: Rect, document: &Document, session: &mut Session) {
    let Some(id) = &session.tiers.chosen else { return };
    let Some(tier) = document.project().facts.scheme.tier(id) else {
        session.tiers.choose(View::Whole);
        return;
    };
    let (lang, theme) = (session.lang, session.theme.clone());
    let top_pt = if session.mode == Mode::Assign { 72.0 } else { 14.0 };
    let how = if session.mode == Mode::Assign { Text::TierAssign } else { Text::TierBrowse };
    let mut is_left = false;
    egui::Area::new(egui::Id::unique("tier chip"))
        .pivot(Align2::CENTER_TOP)
        .fixed_pos(rect.center_top() + Vec2::new(0.0, top_pt))
        .show(ui.ctx(), |ui| {
            floating(&theme).inner_margin(egui::Margin::symmetric(14, 6)).show(ui, |ui| {
                ui.horizontal(|ui| {
                    let is_there = |target: &&Target| document.project().can_be_linked(**target);
                    let picked = session.tiers.picked.iter().filter(is_there).count();
                    let how = match picked {
                        0 => how.of(lang).to_owned(),
                        _ => format!("{} · {}", how.of(lang), selected_words(lang, picked)),
                    };
                    ui.add(egui::Label::new(said_of(lang, &tier.name, &how)).extend());
                    let response = ui.add(Button::new(Text::TierBack.of(lang)).small());
                    call(&response, egui::Role::Button, Text::TierBack.of(lang));
                    is_left = response.clicked();
                });
            });
        });
    if is_left {
        session.tiers.choose(View::Whole);
    }
}
