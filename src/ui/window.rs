//! The window: one document, one session, one frame after the other.

use crate::app::wording::{Text, said_of};
use crate::app::{Document, SaveState, Settings, SettingsKeeper};
use crate::store::is_project;
use crate::ui::asked::{Asked, ReadOrder};
use crate::ui::bottom_panel::{bottom_frame, bottom_panel_ui};
use crate::ui::dialogs::{Dialog, dialog_ui};
use crate::ui::dropped::Next;
use crate::ui::filter_strip::filter_strip_ui;
use crate::ui::folds::{PanelSizes, over_map_ui};
use crate::ui::foyer::{Order, Passage};
use crate::ui::frame_times::FrameTimes;
use crate::ui::inspector::inspector_ui;
use crate::ui::jobs::{Jobs, News};
use crate::ui::keys::keys;
use crate::ui::left_panel::left_panel_ui;
use crate::ui::map::{MapState, map_ui};
use crate::ui::projector::Projector;
use crate::ui::remembering::{note_panels, size_panels};
use crate::ui::safety::{Part, Safety};
use crate::ui::session::Session;
use crate::ui::shortcuts::shortcuts_ui;
use crate::ui::status_bar::status_bar_ui;
use crate::ui::style::{STATUS_BAR_PT, TOP_BAR_PT, color, dress};
use crate::ui::top_bar::top_bar_ui;
use crate::ui::tour::{Spot, point};
use crate::ui::views::{looks_bottom, looks_ui, view_name_ui};
use crate::ui::walk::take_keyboard_into;
use crate::ui::widgets::MarkPictures;
use egui::{CentralPanel, Context, Frame, Margin, Panel, Ui};
use std::path::PathBuf;
use std::rc::Rc;

/// The whole window.
#[derive(Debug)]
pub struct Window {
    pub(crate) document: Document,
    pub(crate) session: Session,
    pub(crate) map: MapState,
    pub(crate) jobs: Jobs,
    pub(crate) settings: Settings,
    pub(crate) keeper: Option<SettingsKeeper>,
    pictures: MarkPictures,
    /// A project that is to be opened and takes a while.
    pub(crate) large: Option<Order>,
    /// What a meeting sees, while it is on the wall.
    pub(crate) projector: Option<Box<Projector>>,
    pub(crate) safety: Rc<Safety>,
    pub(crate) frame_times: FrameTimes,
    /// True once the user wants to lose what could not be saved.
    pub(crate) may_lose: bool,
}

impl Window {
    /// A window on a document. `settings_path` is where settings are kept; `None` forgets them, as tests do.
    ///
    /// # Errors
    /// If the painter thread cannot be started.
    pub fn new(
        ctx: &Context,
        document: Document,
        settings: Settings,
        settings_path: Option<PathBuf>,
    ) -> std::io::Result<Self> {
        Self::with_map(ctx, document, settings, settings_path, MapState::new(ctx)?)
    }

    /// The same, with the map of a glimpse until there is one of the document.
    ///
    /// # Errors
    /// As for [`Window::new`].
    pub(crate) fn entering(
        ctx: &Context,
        document: Document,
        settings: Settings,
        settings_path: Option<PathBuf>,
        passage: Passage,
    ) -> std::io::Result<Self> {
        let mut window = Self::with_map(ctx, document, settings, settings_path, MapState::on(passage.layer))?;
        window.look_from(passage.view);
        Ok(window)
    }

    fn with_map(
        ctx: &Context,
        document: Document,
        settings: Settings,
        settings_path: Option<PathBuf>,
        map: MapState,
    ) -> std::io::Result<Self> {
        let theme = dress(ctx, settings.comfort);
        let mut window = Self {
            document,
            session: Session::new(settings.lang(), theme),
            map,
            jobs: Jobs::new(ctx.clone()),
            settings,
            keeper: settings_path.map(SettingsKeeper::start).transpose()?,
            pictures: MarkPictures::default(),
            large: None,
            projector: None,
            safety: Rc::default(),
            frame_times: FrameTimes::default(),
            may_lose: false,
        };
        window.follow_comfort(ctx);
        window.take_up();
        window.look_for_recent();
        window.offer_tour();
        window.ask_about_outside();
        Ok(window)
    }

    /// The open project.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Selection, view and the like.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// True once there is a scene of the open project.
    pub fn shows_map(&self) -> bool {
        self.map.has_scene()
    }

    /// True once the map was painted as the project is.
    pub(crate) fn is_painted(&self) -> bool {
        self.map.is_up_to_date()
    }

    /// What is to be opened and takes a while, once.
    pub(crate) fn take_large(&mut self) -> Option<Order> {
        self.large.take()
    }

    /// News from the writer and from jobs; also while the window is hidden.
    pub fn listen(&mut self, ctx: &Context) {
        let safety = Rc::clone(&self.safety);
        // What comes from outside this window is carried out like a wish.
        safety.run(Part::Acting, || self.hear_all(ctx));
    }

    fn hear_all(&mut self, ctx: &Context) {
        if self.document.poll() {
            ctx.request_repaint();
            if matches!(self.document.save_state(), SaveState::Failed(..)) {
                self.ask_about_unsaved(None);
            }
        }
        while let Some(news) = self.jobs.news() {
            self.hear(news);
        }
    }

    /// One frame.
    pub fn frame_ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.session.comfort = self.settings.comfort;
        let safety = Rc::clone(&self.safety);
        safety.run(Part::Acting, || self.guard_closing(&ctx));
        if self.projector.is_some() {
            // Nothing of the window may reach the wall, not even a message.
            if safety.run(Part::Map, || self.projector_ui(ui)).is_none() {
                // The wall goes dark; whoever stands at it leaves it with Esc, and only then is told.
                self.darken_wall(ui);
            }
            return;
        }
        self.frame_times.begin();
        let mut asked: Vec<Asked> = Vec::new();
        safety.run(Part::Keys, || {
            self.fade_toast(&ctx);
            self.take_dropped_files(&ctx);
            self.prepare_finding(&ctx);
            asked.extend(keys(&ctx, &self.document, &mut self.session));
        });
        self.panels_ui(ui, &mut asked);
        safety.run(Part::Dialog, || self.tour_ui(&ctx));
        let dialog = safety.run(Part::Dialog, || {
            let dialog = dialog_ui(&ctx, &self.document, &mut self.session);
            shortcuts_ui(&ctx, &self.document, &mut self.session);
            dialog.or(view_name_ui(&ctx, &mut self.session))
        });
        asked.extend(dialog.flatten());
        for wish in asked {
            safety.run(Part::Acting, || self.act(&ctx, wish));
        }
        self.recover(&ctx);
        self.note_look(&ctx);
        self.watch_jobs();
        self.frame_times.end();
    }

    fn panels_ui(&mut self, ui: &mut Ui, asked: &mut Vec<Asked>) {
        let Self { document, session, pictures, map, safety, frame_times, .. } = self;
        let lang = session.lang;
        let sizes = PanelSizes::of(ui.ctx().content_rect().size());
        size_panels(ui, session, sizes);
        let panel = color(session.theme.panel);
        let frame = |fill, x: i8, y: i8| Frame::new().fill(fill).inner_margin(Margin::symmetric(x, y));
        Panel::top("top").exact_size(TOP_BAR_PT).frame(frame(panel, 14, 0)).show(ui, |ui| {
            asked.extend(safety.ui(Part::Top, lang, ui, |ui| top_bar_ui(ui, document, session, pictures)));
        });
        Panel::bottom("status")
            .exact_size(STATUS_BAR_PT)
            .show_separator_line(false)
            .frame(frame(color(session.theme.status_bar), 14, 0))
            .show(ui, |ui| asked.extend(safety.ui(Part::Status, lang, ui, |ui| status_bar_ui(ui, document, session))));
        let comfort = session.comfort;
        if !comfort.hides_bottom {
            let findings = bottom_frame(ui, session, sizes).frame(frame(panel, 14, 8)).show(ui, |ui| {
                asked.extend(safety.ui(Part::Bottom, lang, ui, |ui| bottom_panel_ui(ui, document, session)));
            });
            point(ui, Spot::Findings, findings.response.rect);
        }
        if !comfort.hides_left {
            Panel::left(("left", sizes.name))
                .resizable(true)
                .default_size(sizes.left_pt)
                .size_range(190.0..=360.0)
                .frame(frame(panel, 10, 0))
                .show(ui, |ui| {
                    let left = |ui: &mut Ui| left_panel_ui(ui, document, session, pictures, map);
                    asked.extend(safety.ui(Part::Left, lang, ui, left));
                });
        }
        if !comfort.hides_right {
            Panel::right(("right", sizes.name))
                .resizable(true)
                .default_size(sizes.right_pt)
                .size_range(260.0..=460.0)
                .frame(frame(panel, 12, 12))
                .show(ui, |ui| {
                    take_keyboard_into(ui, session);
                    asked.extend(safety.ui(Part::Right, lang, ui, |ui| inspector_ui(ui, document, session, pictures)));
                });
        }
        asked.extend(filter_strip_ui(ui, document, session));
        point(ui, Spot::Map, ui.available_rect_before_wrap());
        CentralPanel::default().frame(Frame::NONE).show(ui, |ui| {
            let place = ui.max_rect();
            asked.extend(safety.ui(Part::Map, lang, ui, |ui| map_ui(ui, document, session, map)));
            asked.extend(looks_ui(ui, place, document, session));
            asked.extend(over_map_ui(ui, place, document, session, pictures));
            frame_times.ui(ui, session, egui::pos2(place.right() - 14.0, looks_bottom(ui, place) + 8.0));
        });
        note_panels(ui, session, sizes);
    }

    fn hear(&mut self, news: News) {
        let session = &mut self.session;
        match news {
            News::Read { order, import } => {
                // A dialog that was closed meanwhile stays closed.
                if let Some(Dialog::Import(dialog)) = &mut session.dialog {
                    dialog.read(order, import);
                }
            }
            News::Recent(files) => session.recent = files,
            News::Sorted(files) => session.dropped.sorted(files),
            News::Written(path, note) => {
                let words = said_of(session.lang, Text::Exported.of(session.lang), &path.display().to_string());
                let words = if note.is_empty() { words } else { format!("{words}\n{note}") };
                session.say(words, false);
            }
            News::Failed(words) => {
                if matches!(session.dialog, Some(Dialog::Import(_))) {
                    session.dialog = None;
                }
                session.complain(words);
            }
        }
    }

    fn fade_toast(&mut self, ctx: &Context) {
        let Some(toast) = &mut self.session.toast else { return };
        if toast.is_bad && self.session.dialog.is_some() {
            // The dialog shows it, until the answer is another.
            return;
        }
        toast.left_secs -= ctx.input(|input| input.stable_dt).min(0.1);
        if toast.left_secs <= 0.0 {
            self.session.toast = None;
        } else {
            ctx.request_repaint_after_secs(0.1);
        }
    }

    fn take_dropped_files(&mut self, ctx: &Context) {
        let files: Vec<PathBuf> =
            ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
        let is_gpkg = |file: &PathBuf| file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gpkg"));
        // Other programs write layers in files of the same ending.
        let is_project = |file: &PathBuf| is_gpkg(file) && is_project(file);
        let (projects, rosters): (Vec<PathBuf>, Vec<PathBuf>) = files.into_iter().partition(is_project);
        if let Some(project) = projects.into_iter().next() {
            self.session.dropped.forget();
            self.act(ctx, Asked::Open(project));
        }
        self.session.dropped.add(rosters);
        if self.session.dialog.is_some() {
            return;
        }
        match self.session.dropped.next() {
            Next::Nothing => {}
            Next::Sort(files) => self.jobs.sort(self.session.lang, files),
            Next::Take(file) if file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml")) => {
                self.read_scheme(&file);
            }
            Next::Take(file) => self.act(ctx, Asked::ReadImport(ReadOrder::of(file))),
        }
    }
}
