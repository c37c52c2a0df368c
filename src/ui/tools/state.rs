//! What the tools remember between frames.

use crate::app::{Document, Gathered, Preview};
use crate::edit::{Edit, Refusal};
use crate::geom::MapPoint;
use crate::index::CommonCandidate;
use crate::model::{HouseholdId, MemberId};
use crate::ui::picked::Picked;
use crate::ui::tools::counts::PickedPlaces;
use crate::ui::tools::kin::KnownKin;
use crate::ui::tools::numbers_popup::NumbersPopup;
use crate::ui::tools::picker::Picker;
use crate::ui::tools::purpose::Purpose;
use crate::ui::tools::stroke::Stroke;
use egui::Pos2;
use std::sync::Arc;

/// So many members who were given something are offered again first.
const RECENT: usize = 5;
/// How wide a brush may be, in points from its middle.
const BRUSH_PT: std::ops::RangeInclusive<f32> = 8.0..=160.0;

/// What the tools remember between frames.
#[derive(Debug)]
pub(crate) struct Tools {
    /// Half the width of brush, street band and border push.
    pub(crate) brush_pt: f32,
    /// What is being drawn.
    pub(crate) stroke: Option<Stroke>,
    /// True while a press waits for the way in which a border is to be pushed.
    pub(crate) awaits_push: bool,
    /// What is open under the bar.
    pub(crate) popup: Option<Popup>,
    /// The next click on a member is the answer to this.
    pub(crate) aim: Option<Purpose>,
    /// Whom strokes are for.
    pub(crate) paints_to: Option<MemberId>,
    /// A wish that waits for a yes.
    pub(crate) offer: Option<Offer>,
    /// Who was given something last, the latest first.
    pub(crate) recent: Vec<MemberId>,
    /// True if only the left side of a street is wanted, also without Alt: some desktops keep Alt for themselves.
    pub(crate) is_one_sided: bool,
    /// True if what is off the screen is left out of wishes.
    pub(crate) spares_hidden: bool,
    /// A member that is pointed at in a list.
    pub(crate) pointed_at: Option<MemberId>,
    pub(crate) cache: ToolsCache,
}

/// What a look ahead answered, shared by whoever shows it.
pub(crate) type Looked = Arc<Result<Preview, Refusal>>;

/// Answers that are asked for in every frame.
#[derive(Debug, Default)]
pub(crate) struct ToolsCache {
    pub(crate) places: Option<PickedPlaces>,
    pub(crate) kin: Option<KnownKin>,
    preview: Option<(u64, Edit, Looked)>,
    pub(crate) gathered: Option<(u64, Vec<HouseholdId>, Arc<Gathered>)>,
    pub(crate) common: Option<(u64, Vec<HouseholdId>, Arc<Vec<CommonCandidate>>)>,
}

/// What can be open under the bar.
#[derive(Debug)]
pub(crate) enum Popup {
    /// Members to choose from.
    Members(Picker),
    /// A field for house numbers.
    Numbers(NumbersPopup),
}

/// A wish that shows what it would do and waits for a yes.
#[derive(Clone, Debug)]
pub(crate) struct Offer {
    /// The wish; `None` is to give what is picked to whom strokes are for.
    pub(crate) edit: Option<Edit>,
    /// Where the card stands.
    pub(crate) at: Pos2,
}

impl Default for Tools {
    fn default() -> Self {
        Self {
            brush_pt: 28.0,
            stroke: None,
            awaits_push: false,
            popup: None,
            aim: None,
            paints_to: None,
            offer: None,
            recent: Vec::new(),
            is_one_sided: false,
            spares_hidden: false,
            pointed_at: None,
            cache: ToolsCache::default(),
        }
    }
}

impl Tools {
    /// True if Esc has something to end here.
    pub(crate) fn is_busy(&self) -> bool {
        self.stroke.is_some()
            || self.popup.is_some()
            || self.aim.is_some()
            || self.offer.is_some()
            || self.paints_to.is_some()
    }

    /// Ends what was begun last; a stroke gives back the pick from before it. True if there was something.
    pub(crate) fn cancel(&mut self, picked: &mut Picked) -> bool {
        self.pointed_at = None;
        self.awaits_push = false;
        if let Some(stroke) = self.stroke.take() {
            picked.replace(stroke.before.iter());
            return true;
        }
        self.offer.take().is_some()
            || self.close_popup(picked)
            || self.aim.take().is_some()
            || self.paints_to.take().is_some()
    }

    /// Closes what is open under the bar; typed numbers give back the pick from before them.
    fn close_popup(&mut self, picked: &mut Picked) -> bool {
        let popup = self.popup.take();
        if let Some(Popup::Numbers(numbers)) = &popup {
            picked.replace(numbers.before.iter());
        }
        popup.is_some()
    }

    /// Ends what only works in this mode: another was chosen.
    pub(crate) fn put_down(&mut self, picked: &mut Picked) {
        self.aim = None;
        if self.stroke.is_some() {
            self.cancel(picked);
        }
    }

    /// Notes that somebody was given something.
    pub(crate) fn remember(&mut self, member: MemberId) {
        self.recent.retain(|&each| each != member);
        self.recent.insert(0, member);
        self.recent.truncate(RECENT);
    }

    /// Makes the brush wider or narrower.
    pub(crate) fn resize_brush(&mut self, factor: f32) {
        self.brush_pt = (self.brush_pt * factor).clamp(*BRUSH_PT.start(), *BRUSH_PT.end());
    }

    /// What a wish would do, computed once for each wish and each state of the project.
    pub(crate) fn preview(&mut self, document: &Document, edit: &Edit) -> Looked {
        let revision = document.revision();
        match &self.cache.preview {
            Some((at, of, preview)) if *at == revision && of == edit => Arc::clone(preview),
            _ => {
                let preview = Arc::new(Preview::of(document, edit));
                self.cache.preview = Some((revision, edit.clone(), Arc::clone(&preview)));
                preview
            }
        }
    }
}

/// Where a household is on the map.
pub(crate) fn place(document: &Document, household: HouseholdId) -> Option<MapPoint> {
    document.project().households.at(household)?.at.map(MapPoint::from)
}
