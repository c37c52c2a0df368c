//! What stands in the window while a large project is being read: the map of a glimpse, which can be moved, the legend,
//! and how far the reading is. When it is done the window takes the map over as it is.

mod reading;

pub(crate) use reading::{NotOpened, Opened, Order, Reading};

use crate::app::wording::{Text, opening_words, place_name};
use crate::app::{OpeningStep, Settings};
use crate::geom::View;
use crate::scene::Theme;
use crate::ui::bottom_panel::bottom_frame;
use crate::ui::folds::PanelSizes;
use crate::ui::foyer::reading::Glimpsed;
use crate::ui::left_panel::{LEGEND_ROW_PT, legend_line_ui, legend_lines};
use crate::ui::map::{Layer, sketch_map_ui};
use crate::ui::remembering::{place_again, size_panels};
use crate::ui::session::Session;
use crate::ui::style::{STATUS_BAR_PT, TOP_BAR_PT, color, strong};
use crate::ui::widgets::{MarkPictures, heading_ui};
use egui::{Align, CentralPanel, Context, Frame, Layout, Margin, Panel, ProgressBar, RichText, Sense, Ui, Vec2};
use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;

/// So often the progress is looked at, in seconds.
const LOOK_SECS: f32 = 0.2;

/// The window while a project is being read.
#[derive(Debug)]
pub(crate) struct Foyer {
    session: Session,
    layer: Layer,
    pictures: MarkPictures,
    reading: Reading,
    glimpsed: Option<Box<Glimpsed>>,
    /// True if there is a window behind that one can go back to.
    can_go_back: bool,
    /// The look with which it began, if the user was here before.
    first_view: Option<View>,
    is_painted: bool,
}

/// How it goes on.
pub(crate) enum Next {
    /// Still reading.
    Stay,
    /// The project is open, or it is not.
    Enter(Box<Result<Opened, NotOpened>>),
    /// The user does not want to wait.
    Back,
}

/// What the window takes over.
pub(crate) struct Passage {
    /// The map, with the sketch in it.
    pub(crate) layer: Layer,
    /// Where the user looks, if that is elsewhere than at first.
    pub(crate) view: Option<View>,
}

impl Foyer {
    /// A window that waits for this project; `path` is its full path, under which it was remembered.
    ///
    /// # Errors
    /// If a thread cannot be started.
    pub(crate) fn new(ctx: &Context, reading: Reading, path: &Path, settings: &Settings) -> std::io::Result<Self> {
        let mut session = Session::new(settings.lang(), Theme::of(settings.comfort.is_dark));
        session.comfort = settings.comfort;
        if let Some(look) = settings.look_of(path) {
            place_again(&mut session, look);
        }
        let first_view = (!session.needs_fit).then_some(session.view);
        let layer = Layer::new(ctx)?;
        let pictures = MarkPictures::default();
        Ok(Self {
            session,
            layer,
            pictures,
            reading,
            glimpsed: None,
            can_go_back: false,
            first_view,
            is_painted: false,
        })
    }

    /// The same, with a way back.
    pub(crate) fn with_way_back(self) -> Self {
        Self { can_go_back: true, ..self }
    }

    /// True once what a glimpse shows was painted.
    pub(crate) fn is_painted(&self) -> bool {
        self.is_painted
    }

    /// One frame; answers how it goes on.
    pub(crate) fn frame_ui(&mut self, ui: &mut Ui) -> Next {
        self.reading.listen();
        if let Some(glimpsed) = self.reading.take_glimpse() {
            self.layer.begin_with(Arc::clone(&glimpsed.scene));
            self.glimpsed = Some(glimpsed);
        }
        let wants_back = self.panels_ui(ui);
        ui.ctx().request_repaint_after_secs(LOOK_SECS);
        match self.reading.take_end() {
            Some(end) => Next::Enter(Box::new(end)),
            None if wants_back => Next::Back,
            None => Next::Stay,
        }
    }

    /// What the window takes over.
    pub(crate) fn into_passage(self) -> Passage {
        let here = self.session.glide.map_or(self.session.view, |glide| glide.rest(&self.session.view));
        let has_moved = self
            .first_view
            .is_none_or(|first| first.center != here.center || first.pt_per_m.to_bits() != here.pt_per_m.to_bits());
        Passage { layer: self.layer, view: (has_moved && !self.session.needs_fit).then_some(here) }
    }

    /// Gives the reading up.
    pub(crate) fn abandon(self) -> JoinHandle<()> {
        self.reading.abandon()
    }

    /// The panels of the window, of the same sizes, so that the map does not jump. True if the user wants back.
    fn panels_ui(&mut self, ui: &mut Ui) -> bool {
        let sizes = PanelSizes::of(ui.ctx().content_rect().size());
        size_panels(ui, &mut self.session, sizes);
        let (panel, comfort) = (color(self.session.theme.panel), self.session.comfort);
        let frame = |fill, x: i8, y: i8| Frame::new().fill(fill).inner_margin(Margin::symmetric(x, y));
        let mut wants_back = false;
        Panel::top("top").exact_size(TOP_BAR_PT).frame(frame(panel, 14, 0)).show(ui, |ui| {
            wants_back = self.top_ui(ui);
        });
        Panel::bottom("status")
            .exact_size(STATUS_BAR_PT)
            .show_separator_line(false)
            .frame(frame(color(self.session.theme.status_bar), 14, 0))
            .show(ui, |ui| self.status_ui(ui));
        if !comfort.hides_bottom {
            bottom_frame(ui, &self.session, sizes).resizable(false).frame(frame(panel, 14, 8)).show(ui, |ui| {
                ui.set_min_height(ui.available_height());
                let words = RichText::new(Text::FindingsComing.of(self.session.lang));
                ui.label(words.color(color(self.session.theme.text_weak)));
            });
        }
        if !comfort.hides_left {
            let left = Panel::left(("left", sizes.name)).resizable(false).default_size(sizes.left_pt);
            left.frame(frame(panel, 10, 0)).show(ui, |ui| self.legend_ui(ui));
        }
        if !comfort.hides_right {
            let right = Panel::right(("right", sizes.name)).resizable(false).default_size(sizes.right_pt);
            right.frame(frame(panel, 12, 12)).show(ui, |ui| self.progress_ui(ui));
        }
        CentralPanel::default().frame(Frame::NONE).show(ui, |ui| {
            self.is_painted = sketch_map_ui(ui, &mut self.session, &mut self.layer);
        });
        wants_back
    }

    fn top_ui(&self, ui: &mut Ui) -> bool {
        let (theme, lang) = (&self.session.theme, self.session.lang);
        let mut wants_back = false;
        ui.horizontal_centered(|ui| {
            ui.label(strong(Text::AppName.of(lang), 18.0).color(color(theme.accent)));
            if let Some(glimpsed) = &self.glimpsed {
                let facts = &glimpsed.project.facts;
                ui.label(strong(place_name(lang, facts), 14.0));
                ui.label(RichText::new(format!("· {}", facts.scheme.name)).color(color(theme.text_weak)));
            }
            if self.can_go_back {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    wants_back = ui.button(Text::StopReading.of(lang)).clicked();
                });
            }
        });
        wants_back || (self.can_go_back && ui.input(|input| input.key_pressed(egui::Key::Escape)))
    }

    fn status_ui(&self, ui: &mut Ui) {
        let ink = color(self.session.theme.on_status_bar);
        let say = |ui: &mut Ui, words: &str| ui.label(RichText::new(words).size(12.0).color(ink));
        ui.horizontal_centered(|ui| {
            say(ui, "WGS-84");
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                say(ui, &opening_words(self.session.lang, self.reading.step()));
            });
        });
    }

    fn legend_ui(&mut self, ui: &mut Ui) {
        ui.set_min_size(ui.available_size());
        let Some(glimpsed) = &self.glimpsed else { return };
        let (theme, lang) = (&self.session.theme, self.session.lang);
        ui.spacing_mut().item_spacing.y = 2.0;
        heading_ui(ui, theme, Text::Categories.of(lang));
        ui.add_space(2.0);
        for line in legend_lines(&glimpsed.project, &glimpsed.categories, lang) {
            let size = Vec2::new(ui.available_width(), LEGEND_ROW_PT);
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            legend_line_ui(ui, rect, theme, &glimpsed.project, &mut self.pictures, (&line, false));
        }
    }

    fn progress_ui(&self, ui: &mut Ui) {
        let (theme, lang) = (&self.session.theme, self.session.lang);
        let step = self.reading.step();
        ui.set_min_size(ui.available_size());
        ui.label(strong(Text::ReadingProject.of(lang), 16.0));
        ui.add_space(4.0);
        let share = step.map_or(0.0, OpeningStep::share);
        let groove = color(theme.groove);
        ui.scope(|ui| {
            ui.visuals_mut().extreme_bg_color = groove;
            ui.add(ProgressBar::new(share).desired_height(6.0).fill(color(theme.accent)));
        });
        ui.label(opening_words(lang, step));
        ui.add_space(6.0);
        let more = if self.glimpsed.is_some() { Text::ReadingMore } else { Text::ReadingFirst };
        ui.label(RichText::new(more.of(lang)).color(color(theme.text_weak)));
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests lay files in the way")]
mod tests {
    use crate::app::{Settings, operator};
    use crate::demo::{Recipe, invent};
    use crate::scene::Theme;
    use crate::store::{Access, Store};
    use crate::ui::foyer::{Foyer, Next, NotOpened, Opened, Order, Passage, Reading};
    use crate::ui::style::install;
    use egui::{Context, Pos2, RawInput, Rect, Vec2};
    use std::path::{Path, PathBuf};
    use std::time::Duration;

    fn village(test: &str) -> PathBuf {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tmp/foyer").join(test);
        drop(std::fs::remove_dir_all(&folder));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("village.gpkg");
        Store::create(&path, &invent(&Recipe::village()), &operator()).unwrap().close().unwrap();
        path
    }

    fn foyer(ctx: &Context, path: &Path) -> Foyer {
        let access = Access::Write(operator());
        let order = Order { path: path.to_owned(), access, may_view: true, is_large: true };
        let reading = Reading::start(order, || ()).unwrap();
        Foyer::new(ctx, reading, path, &Settings::default()).unwrap()
    }

    /// Frames until it goes on.
    fn opened(ctx: &Context, foyer: &mut Foyer) -> Result<Opened, NotOpened> {
        install(ctx, &Theme::of(false));
        for _ in 0..2_000 {
            let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, Vec2::new(1280.0, 720.0)));
            let mut next = Next::Stay;
            let input = RawInput { screen_rect, ..RawInput::default() };
            ctx.run_ui(input, |ui| next = foyer.frame_ui(ui)).textures_delta.clear();
            match next {
                Next::Stay => std::thread::sleep(Duration::from_millis(2)),
                Next::Enter(end) => return *end,
                Next::Back => panic!("nobody asked to go back"),
            }
        }
        panic!("it never came");
    }

    #[test]
    fn the_glimpse_is_there_before_the_document_and_the_window_takes_the_map_over() {
        let path = village("glimpse");
        let ctx = Context::default();
        let mut foyer = foyer(&ctx, &path);
        let (document, refused) = opened(&ctx, &mut foyer).unwrap();
        assert!(refused.is_none(), "open for writing");
        assert_eq!(document.project().households.len(), 420, "all of it");
        let Passage { layer, view } = foyer.into_passage();
        assert!(layer.scene().is_some_and(|scene| scene.is_sketch()), "the map goes on");
        assert!(view.is_none_or(|view| view.pt_per_m > 0.0), "from where one looked");
    }

    #[test]
    fn who_does_not_wait_leaves_no_lock() {
        let path = village("leaving");
        let ctx = Context::default();
        let foyer = foyer(&ctx, &path);
        foyer.abandon().join().unwrap();
        let names: Vec<_> = std::fs::read_dir(path.parent().unwrap()).unwrap().collect();
        assert_eq!(names.len(), 1, "nothing is left beside the file");
        Store::open(&path, Access::Write(operator())).unwrap().0.close().unwrap();
    }

    #[test]
    fn what_is_no_project_is_told() {
        let path = village("broken");
        std::fs::write(&path, "no project").unwrap();
        let ctx = Context::default();
        let mut foyer = foyer(&ctx, &path);
        assert!(matches!(opened(&ctx, &mut foyer), Err(NotOpened::Error(_))), "by whoever reads all of it");
    }
}
