//! The tour: five things to do, each shown where it is done and finished by doing it.

use crate::app::wording::{Text, tour_place};
use crate::app::{Document, demo_path};
use crate::edit::DoneKind;
use crate::geom::View;
use crate::ui::session::{Mode, Selected, Session};
use crate::ui::style::{color, strong};
use crate::ui::widgets::floating;
use crate::ui::window::Window;
use egui::{Align2, Button, Context, CornerRadius, Id, Layout, Popup, Rect, RichText, Stroke, StrokeKind, Ui, Vec2};

/// A thing to point at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Spot {
    /// The map.
    Map,
    /// The button of the mode that reassigns.
    Assign,
    /// Undo.
    Undo,
    /// The findings.
    Findings,
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Look,
    Select,
    Drag,
    Undo,
    Check,
}

const STEPS: [Step; 5] = [Step::Look, Step::Select, Step::Drag, Step::Undo, Step::Check];

impl Step {
    fn words(self) -> (Text, Text) {
        match self {
            Self::Look => (Text::TourLook, Text::TourLookMore),
            Self::Select => (Text::TourSelect, Text::TourSelectMore),
            Self::Drag => (Text::TourDrag, Text::TourDragMore),
            Self::Undo => (Text::TourUndo, Text::TourUndoMore),
            Self::Check => (Text::TourCheck, Text::TourCheckMore),
        }
    }

    fn spot(self, session: &Session) -> Spot {
        match self {
            Self::Drag if session.mode != Mode::Assign => Spot::Assign,
            Self::Look | Self::Select | Self::Drag => Spot::Map,
            Self::Undo => Spot::Undo,
            Self::Check => Spot::Findings,
        }
    }
}

/// A tour under way.
#[derive(Clone, Debug, Default)]
pub struct Tour {
    step: usize,
    /// How things were when the step began; `None` until there is something to see.
    before: Option<Before>,
}

#[derive(Clone, Debug)]
struct Before {
    view: View,
    selected: Option<Selected>,
    rows: usize,
    finding_idx: Option<usize>,
}

impl Tour {
    /// Goes on to the next step; false after the last one.
    fn next(&mut self) -> bool {
        *self = Self { step: self.step + 1, before: None };
        self.step < STEPS.len()
    }

    /// True if somebody has done what the step asks for.
    fn is_done(&mut self, document: &Document, session: &Session) -> bool {
        let rows = document.history().rows();
        if session.needs_fit {
            return false;
        }
        let Some(before) = &self.before else {
            self.before = Some(Before {
                view: session.view,
                selected: session.selected,
                rows: rows.len(),
                finding_idx: session.finding_idx,
            });
            return false;
        };
        let last = rows.last().filter(|_| rows.len() > before.rows).map(|row| row.kind);
        match STEPS.get(self.step) {
            Some(Step::Look) => {
                let (view, was) = (session.view, before.view);
                let [east_m, north_m] =
                    [view.center.east_m - was.center.east_m, view.center.north_m - was.center.north_m];
                let moved_pt = east_m.hypot(north_m) * view.pt_per_m;
                moved_pt > 30.0 || (view.pt_per_m / was.pt_per_m - 1.0).abs() > 0.05
            }
            Some(Step::Select) => {
                session.selected != before.selected && matches!(session.selected, Some(Selected::Household(_)))
            }
            Some(Step::Drag) => last == Some(DoneKind::Do),
            Some(Step::Undo) => matches!(last, Some(DoneKind::Undo(_))),
            Some(Step::Check) => session.finding_idx != before.finding_idx,
            None => true,
        }
    }
}

/// Says where a thing is, in case the tour points at it.
pub(crate) fn point(ui: &Ui, spot: Spot, rect: Rect) {
    ui.data_mut(|data| data.insert_temp(id_of(spot), rect));
}

fn id_of(spot: Spot) -> Id {
    Id::unique("spot").with(format!("{spot:?}"))
}

impl Window {
    /// The demo village shows itself once to whoever opens it first.
    pub(crate) fn offer_tour(&mut self) {
        let is_demo = demo_path().is_some_and(|demo| demo == self.document.path());
        if is_demo && self.keeper.is_some() && !self.settings.has_toured && self.document.check_writable().is_ok() {
            self.begin_tour();
        }
    }

    /// Begins the tour from the first step.
    pub(crate) fn begin_tour(&mut self) {
        self.session.tour = Some(Tour::default());
    }

    /// Shows the step that is to be done, and goes on once it is.
    pub(crate) fn tour_ui(&mut self, ctx: &Context) {
        let Some(mut tour) = self.session.tour.take() else { return };
        // While a dialog or a menu is open or something is dragged, the card stands in nobody's way.
        let is_covered = self.session.dialog.is_some() || self.session.find.is_modal() || Popup::is_any_open(ctx);
        let is_busy = is_covered || self.session.drag.is_some();
        let mut goes_on = true;
        if tour.is_done(&self.document, &self.session) {
            goes_on = tour.next();
            if !goes_on {
                self.session.say(Text::TourEnd.of(self.session.lang), false);
            }
            ctx.request_repaint();
        } else if !is_busy && let Some(&step) = STEPS.get(tour.step) {
            match card_ui(ctx, &self.session, step, tour.step) {
                Some(Choice::Skip) => goes_on = tour.next(),
                Some(Choice::End) => goes_on = false,
                None => {}
            }
        }
        if goes_on {
            self.session.tour = Some(tour);
        } else if !self.settings.has_toured {
            self.settings.has_toured = true;
            self.remember();
        }
    }
}

enum Choice {
    Skip,
    End,
}

/// The card beside what it is about, and a frame round that.
fn card_ui(ctx: &Context, session: &Session, step: Step, place: usize) -> Option<Choice> {
    let (theme, lang) = (&session.theme, session.lang);
    let spot = step.spot(session);
    let rect: Rect = ctx.data(|data| data.get_temp(id_of(spot)))?;
    let frame = if matches!(spot, Spot::Map | Spot::Findings) { rect.shrink(3.0) } else { rect.expand(4.0) };
    let over = egui::LayerId::new(egui::Order::Foreground, Id::unique("tour frame"));
    let stroke = Stroke::new(2.5, color(theme.preview));
    ctx.layer_painter(over).rect_stroke(frame, CornerRadius::same(8), stroke, StrokeKind::Outside);
    let area = egui::Area::new(Id::unique("tour")).order(egui::Order::Foreground);
    let area = area.constrain_to(ctx.content_rect().shrink(8.0));
    let area = match spot {
        Spot::Map => area.pivot(Align2::LEFT_BOTTOM).fixed_pos(rect.left_bottom() + Vec2::new(14.0, -66.0)),
        Spot::Findings => area.pivot(Align2::LEFT_BOTTOM).fixed_pos(rect.left_top() + Vec2::new(14.0, -14.0)),
        Spot::Assign | Spot::Undo => area.pivot(Align2::LEFT_TOP).fixed_pos(rect.left_bottom() + Vec2::new(0.0, 14.0)),
    };
    let (title, words) = step.words();
    let shown = area.show(ctx, |ui| {
        floating(theme)
            .stroke(Stroke::new(1.5, color(theme.preview)))
            .show(ui, |ui| {
                ui.set_width(300.0);
                ui.horizontal(|ui| {
                    ui.label(strong(title.of(lang), 15.0));
                    ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                        let words = tour_place(lang, place + 1, STEPS.len());
                        ui.label(RichText::new(words).size(12.0).color(color(theme.text_weak)));
                    });
                });
                ui.label(words.of(lang));
                ui.add_space(2.0);
                ui.horizontal(|ui| {
                    let link = |text: Text| Button::new(RichText::new(text.of(lang)).size(13.0));
                    let skip = ui.add(link(Text::TourSkip)).clicked().then_some(Choice::Skip);
                    let end = ui.add(link(Text::TourStop).frame_when_inactive(false)).clicked().then_some(Choice::End);
                    skip.or(end)
                })
                .inner
            })
            .inner
    });
    shown.inner
}
