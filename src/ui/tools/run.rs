//! Commands of the tools.

use crate::app::Command;
use crate::edit::{Edit, Then};
use crate::model::{HouseholdId, LinkKind, MemberId};
use crate::ui::session::{Mode, Selected};
use crate::ui::tool::Tool;
use crate::ui::tools::counts::wish_households;
use crate::ui::tools::kin::kin;
use crate::ui::tools::listen::settle_pick;
use crate::ui::tools::numbers_popup::NumbersPopup;
use crate::ui::tools::picker::Picker;
use crate::ui::tools::purpose::Purpose;
use crate::ui::tools::state::{Offer, Popup};
use crate::ui::tools::stroke::takes;
use crate::ui::window::Window;
use egui::Pos2;

impl Window {
    /// Carries out a command of the tools.
    pub(crate) fn run_tool(&mut self, command: Command) {
        let session = &mut self.session;
        match command {
            Command::ToolSelect => self.take_tool(Tool::Select),
            Command::ToolBrush => self.take_tool(Tool::Brush),
            Command::ToolLasso => self.take_tool(Tool::Lasso),
            Command::ToolStreet => self.take_tool(Tool::Street),
            Command::ToolBorder => self.take_tool(Tool::Border),
            Command::BrushLarger => session.tools.resize_brush(1.25),
            Command::BrushSmaller => session.tools.resize_brush(0.8),
            Command::PickNumbers => {
                session.mode = Mode::Assign;
                session.tools.popup = Some(Popup::Numbers(NumbersPopup::new(session)));
            }
            Command::PickShown => self.pick_shown(),
            Command::AssignTo => self.look_for(Purpose::Assign(LinkKind::Primary)),
            Command::BackUpTo => self.look_for(Purpose::Assign(LinkKind::Backup)),
            Command::AssignOnMap => {
                session.mode = Mode::Assign;
                session.tools.popup = None;
                session.tools.aim = Some(Purpose::Assign(LinkKind::Primary));
            }
            Command::AssignNearest => {
                let households = wish_households(&self.document, session);
                self.offer(Edit::AssignNearest { households });
            }
            Command::SpareHidden => {
                session.tools.spares_hidden = !session.tools.spares_hidden;
                // What is under way looks ahead anew.
                if let Some(drag) = &mut session.drag {
                    drag.preview = None;
                }
            }
            Command::HandOverTo => self.look_for_other(Purpose::HandOver),
            Command::SwapWith => self.look_for_other(Purpose::Swap),
            Command::SpreadOver => {
                if let Some(Selected::Member(from)) = session.selected {
                    self.offer(Edit::SpreadOver { from });
                }
            }
            Command::ReleasePicked => self.release_picked(),
            _ => {}
        }
    }

    fn take_tool(&mut self, tool: Tool) {
        self.session.mode = Mode::Assign;
        self.session.tool = tool;
        self.session.tools.aim = None;
    }

    fn look_for(&mut self, purpose: Purpose) {
        self.session.tools.aim = None;
        self.session.tools.offer = None;
        self.session.tools.popup = Some(Popup::Members(Picker::new(purpose)));
    }

    fn look_for_other(&mut self, purpose: fn(MemberId) -> Purpose) {
        if let Some(Selected::Member(member)) = self.session.selected {
            self.look_for(purpose(member));
        }
    }

    /// Shows what a wish would do, at the top right of the map, and waits for a yes.
    fn offer(&mut self, edit: Edit) {
        self.session.tools.popup = None;
        self.session.tools.offer = Some(Offer { edit: Some(edit), at: Pos2::new(f32::MAX, 0.0) });
    }

    /// Picks everything that is shown and of the wanted source.
    fn pick_shown(&mut self) {
        let (filter, source) = (&self.session.filter, self.session.source);
        let all = self.document.project().households.ids();
        let shown: Vec<HouseholdId> = all.filter(|&each| takes(&self.document, filter, source, each)).collect();
        self.session.picked.replace(shown);
        settle_pick(&mut self.session);
    }

    /// Picks what belongs together with what is selected, in one way or the other.
    pub(crate) fn pick_kin(&mut self, command: Command) {
        let households = self.session.households();
        let kin = kin(&self.document, &mut self.session, &households);
        let found = if command == Command::PickBuilding { &kin.building } else { &kin.alike };
        self.session.picked.replace(households.into_iter().chain(found.iter().copied()));
        self.session.tools.offer = None;
        settle_pick(&mut self.session);
    }

    /// Ends the responsible links of what is picked; who comes then is asked, once for all.
    fn release_picked(&mut self) {
        let households = wish_households(&self.document, &mut self.session);
        let Some(plan) = self.document.project().plans.at(self.document.plan()) else { return };
        let kind = LinkKind::Primary;
        let links =
            households.iter().flat_map(|&household| plan.primaries_of(household).map(move |link| (household, link)));
        let free = links.filter(|(_, link)| !link.locked);
        let mut edits: Vec<Edit> = free
            .map(|(household, link)| Edit::Release { household, member: link.member, kind, then: Then::Unsaid })
            .collect();
        let edit = if edits.len() == 1 { edits.pop() } else { Some(Edit::Together(edits)) };
        if let Some(edit) = edit {
            self.perform(&edit);
        }
    }
}
