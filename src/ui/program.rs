//! What eframe runs: the window on a project, or the foyer while a large one is being read.

use crate::app::wording::crash_words;
use crate::app::{Settings, last_crash_note, survive};
use crate::ui::foyer::{Foyer, Next, NotOpened, Opened, Order, Passage, Reading};
use crate::ui::run::{not_opened_words, sentence};
use crate::ui::style::{color, dress};
use crate::ui::window::Window;
use egui::{Context, Ui, ViewportCommand};
use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::thread::JoinHandle;

/// What eframe runs.
pub(crate) struct Program {
    stage: Stage,
    on_first_picture: Option<fn()>,
    /// Why the program ends without a window, if it does.
    why: Rc<Cell<Option<String>>>,
    /// Readings that nobody waits for. They are waited for at the very end, so that no lock stays.
    abandoned: Vec<JoinHandle<()>>,
}

enum Stage {
    Window(Box<Window>),
    Foyer(Box<Waiting>),
    /// Nothing could be opened.
    Ended,
}

/// A foyer, and what lies before and behind it.
struct Waiting {
    foyer: Foyer,
    path: PathBuf,
    entrance: Entrance,
}

enum Entrance {
    /// The program has just begun.
    Start(Box<Settings>, Option<PathBuf>),
    /// From a window, which waits.
    From(Box<Window>),
}

impl Program {
    /// A window on a project that is open already.
    pub(crate) fn on(window: Window, on_first_picture: Option<fn()>) -> Self {
        Self { stage: Stage::Window(Box::new(window)), on_first_picture, why: Rc::default(), abandoned: Vec::new() }
    }

    /// A foyer for a project that is being read. Why it cannot be opened, if so, is left in `why`.
    ///
    /// # Errors
    /// If a thread cannot be started.
    pub(crate) fn waiting(
        ctx: &Context,
        reading: Reading,
        path: PathBuf,
        (settings, settings_path): (Settings, Option<PathBuf>),
        on_first_picture: Option<fn()>,
        why: Rc<Cell<Option<String>>>,
    ) -> std::io::Result<Self> {
        dress(ctx, settings.comfort);
        let foyer = Foyer::new(ctx, reading, &path, &settings)?;
        let entrance = Entrance::Start(Box::new(settings), settings_path);
        let stage = Stage::Foyer(Box::new(Waiting { foyer, path, entrance }));
        Ok(Self { stage, on_first_picture, why, abandoned: Vec::new() })
    }

    fn frame_ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        let is_painted = match &mut self.stage {
            Stage::Window(window) => {
                window.frame_ui(ui);
                let order = window.take_large();
                let is_painted = window.is_painted();
                if let Some(order) = order {
                    self.leave(&ctx, order);
                }
                is_painted
            }
            Stage::Foyer(waiting) => {
                let next = survive(|| waiting.foyer.frame_ui(ui));
                let next = next.unwrap_or_else(|| Next::Enter(Box::new(Err(NotOpened::Broken))));
                let is_painted = waiting.foyer.is_painted();
                self.go_on(&ctx, next);
                is_painted
            }
            Stage::Ended => false,
        };
        if is_painted && let Some(call) = self.on_first_picture.take() {
            call();
        }
    }

    /// From the window into the foyer of another project.
    fn leave(&mut self, ctx: &Context, order: Order) {
        let Stage::Window(window) = std::mem::replace(&mut self.stage, Stage::Ended) else { return };
        let path = absolute(&order.path);
        let wake = ctx.clone();
        let foyer = Reading::start(order, move || wake.request_repaint())
            .and_then(|reading| Foyer::new(ctx, reading, &path, &window.settings));
        self.stage = match foyer {
            Ok(foyer) => {
                let entrance = Entrance::From(window);
                Stage::Foyer(Box::new(Waiting { foyer: foyer.with_way_back(), path, entrance }))
            }
            Err(err) => {
                let mut window = window;
                window.session.complain(err.to_string());
                Stage::Window(window)
            }
        };
        ctx.request_repaint();
    }

    fn go_on(&mut self, ctx: &Context, next: Next) {
        if matches!(next, Next::Stay) {
            return;
        }
        let Stage::Foyer(waiting) = std::mem::replace(&mut self.stage, Stage::Ended) else { return };
        let Waiting { foyer, path, entrance } = *waiting;
        self.stage = match (next, entrance) {
            (Next::Enter(opened), entrance) => match *opened {
                Ok(opened) => self.enter(ctx, foyer.into_passage(), entrance, opened),
                Err(err) => self.refused(ctx, entrance, &path, err),
            },
            (Next::Back | Next::Stay, Entrance::From(window)) => {
                self.abandoned.push(foyer.abandon());
                Stage::Window(window)
            }
            (Next::Back | Next::Stay, Entrance::Start(..)) => {
                debug_assert!(false, "at the start there is no way back");
                Stage::Ended
            }
        };
        ctx.request_repaint();
    }

    fn enter(&self, ctx: &Context, passage: Passage, entrance: Entrance, (document, refused): Opened) -> Stage {
        match entrance {
            Entrance::Start(settings, settings_path) => {
                let words = refused.map(|err| sentence(settings.lang(), &err));
                match Window::entering(ctx, document, *settings, settings_path, passage) {
                    Ok(mut window) => {
                        window.tell_viewed(words);
                        Stage::Window(Box::new(window))
                    }
                    Err(err) => self.end(ctx, err.to_string()),
                }
            }
            Entrance::From(mut window) => {
                window.go_into(document, passage);
                Stage::Window(window)
            }
        }
    }

    fn refused(&self, ctx: &Context, entrance: Entrance, path: &Path, err: NotOpened) -> Stage {
        match (entrance, err) {
            (Entrance::From(mut window), NotOpened::Error(err)) => {
                window.cannot_open(path, &err);
                Stage::Window(window)
            }
            (Entrance::From(mut window), NotOpened::Broken) => {
                let words = crash_words(window.session.lang, last_crash_note().as_deref(), false);
                window.session.complain(words);
                Stage::Window(window)
            }
            (Entrance::Start(settings, _), err) => self.end(ctx, not_opened_words(settings.lang(), &err)),
        }
    }

    fn end(&self, ctx: &Context, why: String) -> Stage {
        self.why.set(Some(why));
        ctx.send_viewport_cmd(ViewportCommand::Close);
        Stage::Ended
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if let Stage::Foyer(waiting) = std::mem::replace(&mut self.stage, Stage::Ended) {
            self.abandoned.push(waiting.foyer.abandon());
        }
        for thread in self.abandoned.drain(..) {
            // A thread that broke down holds no lock any more.
            drop(thread.join());
        }
    }
}

impl eframe::App for Program {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        match &mut self.stage {
            Stage::Window(window) => window.listen(ctx),
            Stage::Foyer(waiting) => {
                if let Entrance::From(window) = &mut waiting.entrance {
                    window.listen(ctx);
                }
            }
            Stage::Ended => {}
        }
    }

    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        if let Stage::Window(window) = &mut self.stage {
            window.frame_times.note_whole(frame.info().cpu_usage);
        }
        self.frame_ui(ui);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        match &self.stage {
            Stage::Window(window) => color(window.session.theme.canvas).to_normalized_gamma_f32(),
            Stage::Foyer(_) | Stage::Ended => visuals.panel_fill.to_normalized_gamma_f32(),
        }
    }
}

/// The path under which a project is remembered.
pub(crate) fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_no_folder| path.to_owned())
}
