//! Picking many households and giving them to somebody: tools, their bar, pickers, cards.
//!
//! A stroke picks; giving is a wish of its own that shows what it would do before it is granted. Pushing a border is
//! the one stroke that gives at once, and its card is open all the while. Esc takes back whatever is under way.

mod aim;
mod bar;
mod brush_row;
mod counts;
mod icons;
mod kin;
mod link_end;
mod listen;
mod numbers_popup;
mod offer;
mod picker;
mod picker_list;
mod purpose;
mod rings;
mod run;
mod state;
mod stroke;
mod trail;

pub(crate) use bar::tools_ui;
pub(crate) use counts::{carried, common, common_edit, gathered, wish_households};
pub(crate) use kin::kin;
pub(crate) use link_end::link_end_at;
pub(crate) use listen::{Heard, listen, resize_brush};
pub(crate) use offer::{card_beside_ui, drag_card_ui, spare_hidden_ui};
pub(crate) use rings::tools_overlay_ui;
pub(crate) use state::Tools;
