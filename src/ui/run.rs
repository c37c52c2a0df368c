//! Opening the window.

use crate::app::wording::{Lang, Naming, Text, document_error, said_of, window_lost_words};
use crate::app::{
    Document, DocumentError, Settings, Stamp, demo_path, last_crash_note, operator, settings_path, survive,
    watch_crashes,
};
use crate::demo::{Recipe, invent};
use crate::disclose::Audience;
use crate::model::{Project, Scheme};
use crate::store::{Access, Store, StoreError};
use crate::ui::window::Window;
use std::cell::Cell;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::{Arc, OnceLock};
use std::thread::JoinHandle;

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
        None => open_demo().map_err(|err| sentence(&settings, &err))?,
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
    settings.last_project = Some(std::path::absolute(&path).unwrap_or_else(|_no_folder| path.clone()));
    let waker = Arc::new(OnceLock::<egui::Context>::new());
    let opening = open_beside(path, &settings, Arc::clone(&waker))?;
    let lang = settings.lang();
    let not_opened = Rc::new(Cell::new(None));
    let why = Rc::clone(&not_opened);
    let window = move |creation: &eframe::CreationContext<'_>| -> Result<Box<dyn eframe::App>, _> {
        // Set once, before the writer has anything to tell.
        drop(waker.set(creation.egui_ctx.clone()));
        let (document, refused) = match opening.join() {
            Ok(Ok(opened)) => opened,
            Ok(Err(err)) => {
                why.set(Some(err.clone()));
                return Err(err.into());
            }
            Err(panic) => resume_unwind(panic),
        };
        let mut window = Window::new(&creation.egui_ctx, document, settings, settings_path)?;
        if let Some(call) = on_first_picture {
            window = window.on_first_picture(call);
        }
        if let Some(words) = refused {
            window.session.complain(words);
        }
        Ok(Box::new(window))
    };
    // Outside our own frames, as when the graphics card is taken away, nothing can be mended; but on the way out the
    // document is closed as ever, so that what was handed to the writer is written.
    let shown = survive(|| eframe::run_native(Text::WindowTitle.of(Lang::Zh), options, Box::new(window)));
    if let Some(words) = not_opened.take() {
        return Err(RunError::Project(words));
    }
    match shown {
        Some(ended) => Ok(ended?),
        None => Err(RunError::Lost(window_lost_words(lang, last_crash_note().as_deref()))),
    }
}

/// A document, and why it is not open for writing, if it is not.
type Opened = (Document, Option<String>);

/// Opens a project on a thread, for the system needs as long to make a window.
fn open_beside(
    path: PathBuf,
    settings: &Settings,
    waker: Arc<OnceLock<egui::Context>>,
) -> Result<JoinHandle<Result<Opened, String>>, RunError> {
    let settings = settings.clone();
    let open = move || open_or_view(&path, &settings, waker);
    std::thread::Builder::new().name("opening".to_owned()).spawn(open).map_err(|err| RunError::Project(err.to_string()))
}

/// Opens for writing; where that is not possible now, for viewing, with the reason.
fn open_or_view(path: &Path, settings: &Settings, waker: Arc<OnceLock<egui::Context>>) -> Result<Opened, String> {
    let wake = move || {
        if let Some(ctx) = waker.get() {
            ctx.request_repaint();
        }
    };
    match Document::open(path, Access::Write(operator()), Stamp::now, wake) {
        Ok(document) => Ok((document, None)),
        Err(err @ DocumentError::Store(StoreError::InUse { .. } | StoreError::ReadOnly { .. })) => {
            let viewed = Document::open(path, Access::Read, Stamp::now, || ());
            let document = viewed.map_err(|err| sentence(settings, &err).to_string())?;
            let lang = settings.lang();
            let why = sentence(settings, &err).to_string();
            Ok((document, Some(said_of(lang, Text::OpenedForViewing.of(lang), &why))))
        }
        Err(err) => Err(sentence(settings, &err).to_string()),
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

fn sentence(settings: &Settings, err: &DocumentError) -> RunError {
    // No project is open yet, so there is nobody to name.
    let nobody = Project::new("", Scheme::neutral());
    RunError::Project(document_error(settings.lang(), Naming { project: &nobody, audience: Audience::Internal }, err))
}

fn icon() -> egui::IconData {
    eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon.png")).unwrap_or_default()
}
