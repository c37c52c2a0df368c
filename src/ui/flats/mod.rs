//! Households behind one mark: a block of flats opens as floors and rooms, a few others fan out round their place.
//!
//! Only where there are many and nothing is known of floors is a list left.

mod fan;
mod grid;
mod tower_card;

use crate::app::Document;
use crate::index::Tower;
use crate::model::{BuildingId, HouseholdId};
use crate::ui::asked::Asked;
use crate::ui::flats::fan::fan_ui;
use crate::ui::flats::tower_card::tower_card_ui;
use crate::ui::session::Session;
use crate::ui::widgets::MarkPictures;
use egui::{Rect, Ui};
use std::collections::BTreeSet;

/// So many fan out; more would not be told apart.
const FANNED: usize = 12;

/// What the open building keeps between frames.
#[derive(Debug, Default)]
pub struct Flats {
    pub(crate) tower: Option<(u64, BuildingId, Tower)>,
    /// The room where a drag began: row and column.
    pub(crate) from: Option<(usize, usize)>,
    /// What was picked before the drag began, and stays so.
    pub(crate) kept: BTreeSet<HouseholdId>,
}

/// How the households behind the clicked mark are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// As floors and rooms.
    Tower,
    /// Round their place.
    Fan,
    /// One under the other.
    List,
}

/// How the open stack is shown, if one is open.
pub(crate) fn form(document: &Document, session: &mut Session) -> Option<Form> {
    let households = &session.stack.as_ref()?.households;
    let building_of = |household: &HouseholdId| document.project().households.at(*household)?.building;
    let building = households.first().and_then(building_of);
    let is_one = households.iter().all(|household| building_of(household) == building);
    let few = if households.len() <= FANNED { Form::Fan } else { Form::List };
    let Some(building) = building.filter(|_| is_one) else { return Some(few) };
    let revision = document.revision();
    let tower = &mut session.flats.tower;
    if tower.as_ref().is_none_or(|(at, of, _)| (*at, *of) != (revision, building)) {
        *tower = Some((revision, building, Tower::of(document.project(), building)));
    }
    let is_told = tower.as_ref().is_some_and(|(.., tower)| tower.is_told());
    Some(if is_told { Form::Tower } else { few })
}

/// Draws what opens over the map at `rect`; the list is drawn by the map itself.
pub(crate) fn flats_ui(
    ui: &Ui,
    rect: Rect,
    document: &Document,
    session: &mut Session,
    pictures: &mut MarkPictures,
) -> Option<Asked> {
    match form(document, session) {
        Some(Form::Tower) => tower_card_ui(ui, rect, document, session, pictures),
        Some(Form::Fan) => fan_ui(ui, rect, document, session, pictures),
        Some(Form::List) | None => {
            session.flats.from = None;
            None
        }
    }
}
