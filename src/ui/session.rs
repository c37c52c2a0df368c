//! What dies with the window: where we look, what is selected, what is typed.

use crate::app::wording::{Lang, Naming};
use crate::app::{Comfort, Document, Focus, Preview};
use crate::disclose::Audience;
use crate::edit::{Edit, Refusal};
use crate::geom::{MapPoint, View};
use crate::index::{Candidate, Filter, candidates};
use crate::model::{GridId, HouseholdId, LinkKind, MemberId, PlanId, Target, UnitId};
use crate::scene::{Coloring, Theme};
use crate::ui::borders::Borders;
use crate::ui::changes::ChangesState;
use crate::ui::dialogs::Dialog;
use crate::ui::dropped::Dropped;
use crate::ui::find::FindState;
use crate::ui::finding_list::FindingList;
use crate::ui::flats::Flats;
use crate::ui::grid_tree::GridTree;
use crate::ui::guides::Guides;
use crate::ui::jobs::JobLine;
use crate::ui::map::{Glide, Swipe};
use crate::ui::picked::Picked;
use crate::ui::recent::RecentFile;
use crate::ui::remembering::PanelMemory;
use crate::ui::tab::Tab;
use crate::ui::tables::Tables;
use crate::ui::tiers::TiersState;
use crate::ui::timeline::TimelineState;
use crate::ui::tool::{Source, Tool};
use crate::ui::tools::{Tools, common_edit};
use crate::ui::tour::Tour;
use crate::ui::tray::Tray;

/// Selection, view and the like. None of it is history, none is stored.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Session {
    /// The language of the window.
    pub lang: Lang,
    /// The colors.
    pub theme: Theme,
    /// What a drag on a household does.
    pub mode: Mode,
    /// What is selected.
    pub selected: Option<Selected>,
    /// Where we look.
    pub view: View,
    /// Where a rectangle to zoom to begins, in the window.
    pub(crate) rubber: Option<egui::Pos2>,
    /// Another plan beside the one looked at.
    pub swipe: Option<Swipe>,
    /// True while Enter belongs to no text field, list or cell: what waits for a yes may take it.
    pub(crate) is_enter_free: bool,
    /// True where the map shows rings instead of households.
    pub(crate) is_far: bool,
    /// The scale of the farthest look, in points per map meter; it follows from the size of the place.
    pub(crate) farthest_pt_per_m: f64,
    /// A movement of the view that goes on by itself.
    pub glide: Option<Glide>,
    /// True until the first look was chosen.
    pub needs_fit: bool,
    /// A place that was flown to and still pulses: where, and how many seconds are left.
    pub pulse: Option<(MapPoint, f32)>,
    /// Which households are shown.
    pub filter: Filter,
    /// What the color of a household means.
    pub coloring: Coloring,
    /// Several households for one wish.
    pub picked: Picked,
    /// What the pointer does on the map.
    pub tool: Tool,
    /// Which households a tool takes.
    pub source: Source,
    /// What the tools remember.
    pub(crate) tools: Tools,
    /// Layers.
    pub layers: Layers,
    /// True while phones are masked.
    pub are_phones_masked: bool,
    /// A household on its way to a member.
    pub drag: Option<Drag>,
    /// True while the next click on the map places a new household.
    pub is_adding: bool,
    /// What the next click on the map places: a household, or a unit.
    pub placing: Option<Target>,
    pub(crate) borders: Borders,
    /// Who waits to be placed.
    pub(crate) tray: Tray,
    /// Households at one place, waiting for a choice, and where the list stands.
    pub stack: Option<Stack>,
    /// The open dialog.
    pub dialog: Option<Dialog>,
    /// Dropped files that wait for their turn.
    pub(crate) dropped: Dropped,
    /// The last thing that happened, and when it fades (seconds of the window's clock).
    pub toast: Option<Toast>,
    /// Sizes of panels.
    pub panels: PanelMemory,
    /// Other projects that were open before.
    pub recent: Vec<RecentFile>,
    /// A job that lasts.
    pub job: Option<JobLine>,
    /// The tour, while it is taken.
    pub tour: Option<Tour>,
    /// What is typed into the search box.
    pub query: String,
    /// True if the search box should take the keyboard.
    pub wants_search: bool,
    /// What helps to find: the open list, lately used things, saved views.
    pub(crate) find: FindState,
    /// The open tab at the bottom.
    pub tab: Tab,
    /// The finding that N went to last.
    pub finding_idx: Option<usize>,
    /// The plan to compare with, if another was chosen than the usual one.
    pub compare: Option<PlanId>,
    /// True while the panel at the bottom takes most of the window.
    pub is_tall: bool,
    pub(crate) changes: ChangesState,
    pub(crate) tables: Tables,
    pub(crate) timeline: TimelineState,
    /// Which tier is planned.
    pub(crate) tiers: TiersState,
    /// Where the pointer is on the map.
    pub pointer: Option<MapPoint>,
    pub(crate) grid_tree: GridTree,
    pub(crate) findings: FindingList,
    /// How the window is liked; follows the settings.
    pub comfort: Comfort,
    /// Rings, areas and lines over the map.
    pub guides: Guides,
    /// The block of flats that is open.
    pub flats: Flats,
    cache: Cache,
}

/// A list of households at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stack {
    /// Where it stands in the window.
    pub at: egui::Pos2,
    /// Who is in it.
    pub households: Vec<HouseholdId>,
    /// True in the frame in which it was opened: the same press must not close it.
    pub is_fresh: bool,
}

/// What is drawn beside households.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Layers {
    /// Grids.
    pub grids: bool,
    /// Lines between members and households.
    pub links: bool,
    /// The base map.
    pub backdrop: bool,
    /// The ground round households in the tint of whoever covers them.
    pub patches: bool,
    /// House numbers and member names, where there is room.
    pub house_numbers: bool,
}

/// What a drag on a household does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// It moves the map.
    Browse,
    /// It reassigns the household.
    Assign,
}

/// What is selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selected {
    /// A household.
    Household(HouseholdId),
    /// A member.
    Member(MemberId),
    /// A grid.
    Grid(GridId),
    /// An organization, an enterprise or a street segment.
    Unit(UnitId),
}

/// A household on its way to a member.
#[derive(Clone, Debug)]
pub struct Drag {
    /// Which household.
    pub household: HouseholdId,
    /// The member whose end of a link was taken, if it was not the household itself.
    pub end_of: Option<MemberId>,
    /// The member under the pointer.
    pub target: Option<MemberId>,
    /// What a drop there would do.
    pub preview: Option<Result<Preview, Refusal>>,
}

/// A short message that does not block.
#[derive(Clone, Debug)]
pub struct Toast {
    /// What happened.
    pub text: String,
    /// True for bad news, which stay longer.
    pub is_bad: bool,
    /// True if undo takes it back.
    pub can_undo: bool,
    /// Seconds left.
    pub left_secs: f32,
}

/// Answers that are asked for in every frame, kept until the project changes.
#[derive(Debug, Default)]
struct Cache {
    candidates: Option<((u64, HouseholdId), Vec<Candidate>)>,
}

/// As many candidates as there are keys for them.
const CANDIDATES: usize = 9;

impl Session {
    /// A fresh session.
    pub fn new(lang: Lang, theme: Theme) -> Self {
        Self {
            lang,
            theme,
            mode: Mode::Browse,
            selected: None,
            view: View { center: MapPoint::default(), pt_per_m: 1.0, width_pt: 1.0, height_pt: 1.0 },
            rubber: None,
            swipe: None,
            is_enter_free: false,
            is_far: false,
            farthest_pt_per_m: 2e-4,
            glide: None,
            needs_fit: true,
            pulse: None,
            filter: Filter::default(),
            coloring: Coloring::default(),
            picked: Picked::default(),
            tool: Tool::default(),
            source: Source::default(),
            tools: Tools::default(),
            layers: Layers { grids: true, links: true, backdrop: true, patches: false, house_numbers: true },
            are_phones_masked: true,
            drag: None,
            is_adding: false,
            placing: None,
            borders: Borders::default(),
            tray: Tray::default(),
            stack: None,
            dialog: None,
            dropped: Dropped::default(),
            toast: None,
            panels: PanelMemory::default(),
            recent: Vec::new(),
            job: None,
            tour: None,
            query: String::new(),
            wants_search: false,
            find: FindState::default(),
            tab: Tab::Findings,
            finding_idx: None,
            compare: None,
            is_tall: false,
            changes: ChangesState::default(),
            tables: Tables::default(),
            timeline: TimelineState::default(),
            tiers: TiersState::default(),
            pointer: None,
            grid_tree: GridTree::default(),
            findings: FindingList::default(),
            comfort: Comfort::default(),
            guides: Guides::default(),
            flats: Flats::default(),
            cache: Cache::default(),
        }
    }

    /// Names as the operator of this window reads them.
    pub fn naming(document: &Document) -> Naming<'_> {
        Naming { project: document.project(), audience: Audience::Internal }
    }

    /// The selected household, if one is.
    pub fn household(&self) -> Option<HouseholdId> {
        match self.selected {
            Some(Selected::Household(household)) => Some(household),
            Some(Selected::Member(_) | Selected::Grid(_) | Selected::Unit(_)) | None => None,
        }
    }

    /// The households that a wish would be about: the picked ones, else the selected one.
    pub fn households(&self) -> Vec<HouseholdId> {
        if self.picked.is_empty() { self.household().into_iter().collect() } else { self.picked.iter().collect() }
    }

    /// What commands can work on.
    pub fn focus(&self) -> Focus {
        let (has_member, has_grid) = match self.selected {
            Some(Selected::Member(_)) => (true, false),
            Some(Selected::Grid(_)) => (false, true),
            Some(Selected::Household(_) | Selected::Unit(_)) | None => (false, false),
        };
        let households =
            if self.picked.is_empty() { usize::from(self.household().is_some()) } else { self.picked.len() };
        let household = self.picked.iter().next().or_else(|| self.household());
        Focus { households, household, has_member, has_grid, is_filtered: !self.filter.is_empty() }
    }

    /// Flies to another look.
    pub fn fly_to(&mut self, to: View) {
        let flight = Glide::Fly { from: self.view, to, share: 0.0 };
        if self.comfort.is_still {
            (self.view, self.glide) = (flight.rest(&self.view), None);
        } else {
            self.glide = Some(flight);
        }
    }

    /// Says what happened.
    pub fn say(&mut self, text: impl Into<String>, can_undo: bool) {
        self.toast = Some(Toast { text: text.into(), is_bad: false, can_undo, left_secs: 6.0 });
    }

    /// Says what did not happen, and why.
    pub fn complain(&mut self, text: impl Into<String>) {
        self.toast = Some(Toast { text: text.into(), is_bad: true, can_undo: false, left_secs: 10.0 });
    }

    /// Opens a dialog. Older bad news are not about it, so they go.
    pub fn ask(&mut self, dialog: Dialog) {
        self.toast = self.toast.take().filter(|toast| !toast.is_bad);
        self.dialog = Some(dialog);
    }

    /// Forgets a gesture that has begun. True if there was one.
    pub fn cancel(&mut self) -> bool {
        let was_typing = self.tables.cancel();
        let was_measuring = self.guides.measured.take().is_some();
        let was_planning = self.tiers.cancel();
        self.flats.from = None;
        let had_one = was_typing
            || was_measuring
            || was_planning
            || self.drag.is_some()
            || self.rubber.is_some()
            || self.points_at_map()
            || self.stack.is_some()
            || self.dialog.is_some();
        self.drag = None;
        self.rubber = None;
        self.is_adding = false;
        self.placing = None;
        self.borders.doing = None;
        self.stack = None;
        self.dialog = None;
        had_one || self.tools.cancel(&mut self.picked) || self.swipe.take().is_some()
    }

    /// True while the next click on the map says where something is.
    pub fn points_at_map(&self) -> bool {
        self.is_adding || self.placing.is_some() || self.borders.doing.is_some()
    }

    /// The candidates for a household, the best first.
    pub fn candidates(&mut self, document: &Document, household: HouseholdId) -> Vec<Candidate> {
        let key = (document.revision(), household);
        if self.cache.candidates.as_ref().is_none_or(|(for_key, _)| *for_key != key) {
            let (project, index) = (document.project(), document.index());
            let found = candidates(project, index, document.plan(), household, CANDIDATES);
            self.cache.candidates = Some((key, found));
        }
        self.cache.candidates.as_ref().map(|(_, found)| found.clone()).unwrap_or_default()
    }

    /// The wish that a digit stands for: the selected household to this candidate.
    pub fn candidate_edit(&mut self, document: &Document, digit: usize) -> Option<Edit> {
        if !self.picked.is_empty() {
            return common_edit(document, self, digit);
        }
        let household = self.household()?;
        let candidate = self.candidates(document, household).get(digit.checked_sub(1)?)?.member;
        Some(Edit::Assign { households: vec![household], to: candidate, kind: LinkKind::Primary })
    }
}
