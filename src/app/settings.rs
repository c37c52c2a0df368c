//! What the program remembers between sessions, beside any project.

use crate::app::Comfort;
use crate::app::SavedView;
use crate::app::wording::Lang;
use directories::{ProjectDirs, UserDirs};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Remembered between sessions. Holds paths of projects, and of what is in them only
/// codes, and names that the user gave to views.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The project that was open last.
    pub last_project: Option<PathBuf>,
    /// `zh` or `en`; empty for Chinese.
    pub language: String,
    /// Saved views by the path of their project.
    pub views: BTreeMap<String, Vec<SavedView>>,
    /// How the window is liked.
    pub comfort: Comfort,
}

impl Settings {
    /// What was remembered; the defaults where nothing was, or where it cannot be read.
    pub fn load(path: &Path) -> Self {
        std::fs::read_to_string(path).ok().and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
    }

    /// Remembers.
    ///
    /// # Errors
    /// If the disk refuses. Nothing of value is lost then.
    pub fn save(&self, path: &Path) -> std::io::Result<()> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let text = serde_json::to_string_pretty(self).map_err(std::io::Error::other)?;
        std::fs::write(path, text)
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        if self.language == "en" { Lang::En } else { Lang::Zh }
    }
}

/// Where settings are kept on this system.
pub fn settings_path() -> Option<PathBuf> {
    Some(folders()?.config_dir().join("settings.json"))
}

/// Where the demo village is kept once it was opened.
pub fn demo_path() -> Option<PathBuf> {
    Some(folders()?.data_dir().join("demo.gpkg"))
}

/// Where files for outside are proposed to lie: beside the project; for the demo village, which lies hidden among
/// the program's own files, where the user keeps documents.
pub fn files_folder(project: &Path) -> PathBuf {
    let beside = project.parent().unwrap_or(Path::new("")).to_owned();
    let is_ours = folders().is_some_and(|folders| beside == folders.data_dir());
    if !is_ours {
        return beside;
    }
    let documents = |user: UserDirs| user.document_dir().unwrap_or(user.home_dir()).to_owned();
    UserDirs::new().map_or(beside, documents)
}

fn folders() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "lianhu")
}
