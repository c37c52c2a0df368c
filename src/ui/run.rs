//! Opening the window.

use crate::app::wording::{Lang, Naming, Text, crash_words, document_error, window_lost_words};
use crate::app::{
    DocumentError, Settings, demo_path, last_crash_note, operator, settings_path, survive, watch_crashes,
};
use crate::demo::{Recipe, invent};
use crate::disclose::Audience;
use crate::model::{Project, Scheme};
use crate::store::{Access, Store, StoreError, is_worth_a_glimpse};
use crate::ui::foyer::{NotOpened, Order, Reading};
use crate::ui::program::{Program, absolute};
use crate::ui::window::Window;
use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::{Arc, OnceLock};

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The project cannot be opened; a sentence for the user.
    #[error("{0}")]
    Project(String),
    /// The system gives no window.
    #[error("could not open a window; is there a display, and OpenGL 2.1 or later?")]
    Window(#[from] eframe::Error),
    /// The window was lost; a sentence for the user.
    #[error("{0}")]
    Lost(String),
}

/// Opens the window on a project: the given one, else the last one, else the demo village. Returns when it closes.
///
/// It speaks `lang` from now on, if one is given. `on_first_picture` is called when the map has been painted for the first time.
///
/// # Errors
/// If the project cannot be opened, or there is no screen.
pub fn run(file: Option<PathBuf>, lang: Option<Lang>, on_first_picture: Option<fn()>) -> Result<(), RunError> {
    let settings_path = settings_path();
    if let Some(folder) = settings_path.as_deref().and_then(Path::parent) {
        watch_crashes(folder.join("crashes"));
    }
    let mut settings = settings_path.as_deref().map(Settings::load).unwrap_or_default();
    if let Some(lang) = lang {
        lang.key().clone_into(&mut settings.language);
    }
    let last = settings.last_project.clone().filter(|path| path.is_file());
    let path = match file.or(last) {
        Some(path) => path,
        None => open_demo().map_err(|err| RunError::Project(sentence(settings.lang(), &err)))?,
    };
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([960.0, 600.0])
            .with_app_id("lianhu")
            .with_icon(icon()),
        renderer: eframe::Renderer::Glow,
        ..eframe::NativeOptions::default()
    };
    settings.last_project = Some(absolute(&path));
    let waker = Arc::new(OnceLock::<egui::Context>::new());
    let is_large = is_worth_a_glimpse(&path);
    let order = Order { path: path.clone(), access: Access::Write(operator()), may_view: true, is_large };
    // On a thread, for the system needs a while to make a window.
    let reading =
        Reading::start(order, wake_later(Arc::clone(&waker))).map_err(|err| RunError::Project(err.to_string()))?;
    let lang = settings.lang();
    let not_opened = Rc::new(Cell::new(None));
    let why = Rc::clone(&not_opened);
    let program = move |creation: &eframe::CreationContext<'_>| -> Result<Box<dyn eframe::App>, _> {
        let ctx = &creation.egui_ctx;
        // Set once, before the writer has anything to tell.
        drop(waker.set(ctx.clone()));
        let kept = (settings, settings_path);
        if is_large {
            let program = Program::waiting(ctx, reading, absolute(&path), kept, on_first_picture, why)?;
            return Ok(Box::new(program));
        }
        let (settings, settings_path) = kept;
        let (document, refused) = match reading.wait() {
            Ok(opened) => opened,
            Err(err) => {
                let words = not_opened_words(lang, &err);
                why.set(Some(words.clone()));
                return Err(words.into());
            }
        };
        let mut window = Window::new(ctx, document, settings, settings_path)?;
        window.tell_viewed(refused.map(|err| sentence(lang, &err)));
        Ok(Box::new(Program::on(window, on_first_picture)))
    };
    // Outside our own frames, as when the graphics card is taken away, nothing can be mended; but on the way out the
    // document is closed as ever, so that what was handed to the writer is written.
    let shown = survive(|| eframe::run_native(Text::WindowTitle.of(Lang::Zh), options, Box::new(program)));
    if let Some(words) = not_opened.take() {
        return Err(RunError::Project(words));
    }
    match shown {
        Some(ended) => Ok(ended?),
        None => Err(RunError::Lost(window_lost_words(lang, last_crash_note().as_deref()))),
    }
}

fn wake_later(waker: Arc<OnceLock<egui::Context>>) -> impl Fn() + Send + Sync + Clone + 'static {
    move || {
        if let Some(ctx) = waker.get() {
            ctx.request_repaint();
        }
    }
}

/// Why a project could not be opened, before any was.
pub(crate) fn not_opened_words(lang: Lang, err: &NotOpened) -> String {
    match err {
        NotOpened::Error(err) => sentence(lang, err),
        NotOpened::Broken => crash_words(lang, last_crash_note().as_deref(), false),
    }
}

/// Where the demo village is; it is made on the first call and then kept, with whatever was done to it.
///
/// # Errors
/// What the disk says.
pub(crate) fn open_demo() -> Result<PathBuf, DocumentError> {
    let path = demo_path().unwrap_or_else(|| PathBuf::from("lianhu-demo.gpkg"));
    if !path.is_file() {
        let failed =
            |source| StoreError::Io { doing: "make the folder for the demo village", path: path.clone(), source };
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(failed)?;
        }
        Store::create(&path, &invent(&Recipe::village()), &operator())?.close()?;
    }
    Ok(path)
}

/// A sentence about a project that is not open, so that there is nobody to name.
pub(crate) fn sentence(lang: Lang, err: &DocumentError) -> String {
    let nobody = Project::new("", Scheme::neutral());
    document_error(lang, Naming { project: &nobody, audience: Audience::Internal }, err)
}

fn icon() -> egui::IconData {
    eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon.png")).unwrap_or_default()
}
