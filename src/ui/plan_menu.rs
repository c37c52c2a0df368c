//! The plan switcher in the bar at the top, and what plans ask the window to do.

use crate::app::wording::{Text, plan_name, plan_state_text, plan_title, said_of};
use crate::app::{Base, Command, Document, copy_edit, plans_in_order};
use crate::geom::{Bounds, MapPoint, View};
use crate::model::{HouseholdId, PlanId, PlanState};
use crate::ui::asked::Asked;
use crate::ui::dialogs::{Dialog, PlanDialog};
use crate::ui::session::{Selected, Session};
use crate::ui::style::{ROUND_PT, color, strong};
use crate::ui::tab::Tab;
use crate::ui::widgets::call;
use crate::ui::window::Window;
use egui::{Button, CornerRadius, RichText, Ui};

/// What can be done with the plan that is looked at.
const PLAN_COMMANDS: [Command; 4] = [Command::CopyPlan, Command::RenamePlan, Command::AdoptPlan, Command::DropPlan];
/// A group is looked at from no nearer than this, in points per map meter.
const NEAREST_PT_PER_M: f64 = 2.4;

/// Draws the switcher: which plan is looked at, all others, and what can be done with it.
pub(crate) fn plan_menu_ui(ui: &mut Ui, document: &Document, session: &Session) -> Option<Asked> {
    let (lang, theme) = (session.lang, &session.theme);
    let naming = Session::naming(document);
    let plan = document.plan();
    let state = document.project().plans.at(plan)?.state;
    let title = plan_title(lang, naming, plan);
    let mut words = said_of(lang, Text::PlanLabel.of(lang), &title);
    if state == PlanState::Former {
        words = format!("{words} · {}", Text::PlanReadOnly.of(lang));
    }
    let ink = match state {
        PlanState::Current => theme.text,
        PlanState::Draft => theme.accent,
        PlanState::Former => theme.text_weak,
    };
    let mut asked = None;
    let face = Button::new(RichText::new(format!("{words}     ")).color(color(ink))).min_size(egui::vec2(0.0, 30.0));
    let (response, _) = egui::containers::menu::MenuButton::from_button(
        face.corner_radius(CornerRadius::same(ROUND_PT)),
    )
    .ui(ui, |ui| {
        ui.set_min_width(220.0);
        asked = plans_ui(ui, document, session);
        ui.separator();
        for command in PLAN_COMMANDS {
            asked = asked.take().or(command_line_ui(ui, document, session, command));
        }
        ui.separator();
        for command in [Command::ShowChanges, Command::SwipePlans] {
            asked = asked.take().or(command_line_ui(ui, document, session, command));
        }
    });
    call(&response, egui::Role::Button, &words);
    let at = response.rect.right_center() - egui::vec2(14.0, 0.0);
    let corners = [(-4.5, -2.5), (4.5, -2.5), (0.0, 3.0)].map(|(x, y)| at + egui::vec2(x, y));
    ui.painter().add(egui::Shape::convex_polygon(corners.to_vec(), color(ink), egui::Stroke::NONE));
    if state == PlanState::Former {
        response.on_hover_text(Text::PlanFormerHint.of(lang));
    }
    asked.or(compare_chip_ui(ui, document, session))
}

fn plans_ui(ui: &mut Ui, document: &Document, session: &Session) -> Option<Asked> {
    let (lang, theme, project) = (session.lang, &session.theme, document.project());
    let mut asked = None;
    let mut last = None;
    for plan in plans_in_order(project) {
        let Some(row) = project.plans.at(plan) else { continue };
        let is_shown = plan == document.plan();
        let name = plan_name(lang, Session::naming(document), plan);
        if last != Some(row.state) {
            let words = plan_state_text(row.state).of(lang);
            // The plan in force is usually called so.
            if words != name {
                ui.label(strong(words, 12.0).color(color(theme.text_weak)));
            }
            last = Some(row.state);
        }
        let response = ui.selectable_label(is_shown, name);
        if row.state == PlanState::Former {
            response.clone().on_hover_text(Text::PlanFormerHint.of(lang));
        }
        if response.clicked() {
            asked = Some(Asked::LookAt(plan));
            ui.close();
        }
    }
    asked
}

fn command_line_ui(ui: &mut Ui, document: &Document, session: &Session, command: Command) -> Option<Asked> {
    let obstacle = command.obstacle(document, session.focus());
    let button = Button::new(command.face().of(session.lang)).shortcut_text(command.key());
    let response = ui.add_enabled(obstacle.is_none(), button);
    if let Some(why) = obstacle {
        response.on_disabled_hover_text(why.words(session.lang));
        return None;
    }
    if !response.clicked() {
        return None;
    }
    ui.close();
    Some(Asked::Run(command))
}

/// Leads to the changes; there only while there is something to compare with.
fn compare_chip_ui(ui: &mut Ui, document: &Document, session: &Session) -> Option<Asked> {
    let lang = session.lang;
    let Base::Plan(base) = Base::of(document, session.compare) else { return None };
    let words = format!("{} {}", Text::PlanCompare.of(lang), plan_name(lang, Session::naming(document), base));
    let is_open = session.tab == Tab::Changes;
    let face = RichText::new(&words).color(color(session.theme.text_weak));
    let response = ui.add(Button::new(face).frame(false).selected(is_open));
    call(&response, egui::Role::Button, &words);
    response.on_hover_text(Text::PlanCompareTip.of(lang)).clicked().then_some(Asked::Run(Command::ShowChanges))
}

impl Window {
    /// Carries out what plans, changes and tables ask for.
    pub(crate) fn act_on_plans(&mut self, asked: Asked) {
        match asked {
            Asked::LookAt(plan) => self.look_at(plan),
            Asked::Compare(plan) => {
                self.session.compare = plan;
                self.session.follow_swipe(&self.document);
            }
            Asked::ShowHouseholds(households) => self.show_households(&households),
            _ => {}
        }
    }

    /// Carries out commands about plans and tables.
    pub(crate) fn run_on_plans(&mut self, command: Command) {
        let plan = self.document.plan();
        match command {
            Command::CopyPlan => self.copy_plan(plan),
            Command::RenamePlan => self.session.ask(Dialog::Plan(PlanDialog::rename(&self.document, plan))),
            Command::DropPlan => self.session.ask(Dialog::Plan(PlanDialog::drop(&self.document, plan))),
            Command::AdoptPlan => {
                let dialog = PlanDialog::adopt(&self.document, self.session.lang, plan);
                self.session.ask(Dialog::Plan(dialog));
            }
            Command::TakeBackChanges => self.take_back_changes(),
            Command::ShowChanges => self.session.tab = Tab::Changes,
            Command::SwipePlans => self.session.turn_swipe(&self.document),
            Command::TableHouseholds => self.session.open_table(Tab::Households),
            Command::TableMembers => self.session.open_table(Tab::Members),
            Command::TableLinks => self.session.open_table(Tab::Links),
            Command::TallPanel => self.session.is_tall = !self.session.is_tall,
            _ => {}
        }
    }

    fn take_back_changes(&mut self) {
        let Some(comparison) = self.session.comparison(&self.document) else { return };
        self.perform(&comparison.restore_all(self.document.project()));
    }

    fn look_at(&mut self, plan: PlanId) {
        self.document.look_at(plan);
        if self.session.compare == Some(plan) {
            self.session.compare = None;
        }
        self.session.follow_swipe(&self.document);
        if self.document.project().plans.at(plan).is_some_and(|row| row.state == PlanState::Former) {
            self.session.say(Text::PlanFormerHint.of(self.session.lang), false);
        }
    }

    /// Makes a draft and looks at it: who copies a plan wants to work on the copy.
    fn copy_plan(&mut self, from: PlanId) {
        let edit = copy_edit(&self.document, self.session.lang, from);
        let before = self.document.project().plans.len();
        self.perform(&edit);
        let plans = &self.document.project().plans;
        if plans.len() > before
            && let Some(copy) = plans.ids().last()
        {
            self.look_at(copy);
        }
    }

    fn show_households(&mut self, households: &[HouseholdId]) {
        if let [only] = households {
            self.show(Selected::Household(*only));
            return;
        }
        let rows = &self.document.project().households;
        let places = households.iter().filter_map(|&household| rows.at(household)?.at).map(MapPoint::from);
        let bounds = Bounds::around(places);
        if bounds.is_empty() {
            self.session.say(Text::Unplaced.of(self.session.lang), false);
            return;
        }
        let (width_pt, height_pt) = (self.session.view.width_pt, self.session.view.height_pt);
        let fitting = View::fitting(&bounds.padded(30.0), width_pt, height_pt, 40.0);
        self.session.fly_to(View { pt_per_m: fitting.pt_per_m.min(NEAREST_PT_PER_M), ..fitting });
    }
}
