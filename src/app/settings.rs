//! What the program remembers between sessions, beside any project.

use crate::app::Comfort;
use crate::app::SavedView;
use crate::app::wording::Lang;
use directories::{ProjectDirs, UserDirs};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// So many projects are remembered.
pub const RECENT: usize = 8;

/// Remembered between sessions. Holds paths of projects and where they were looked at, and of what is in them only
/// codes, and names that the user gave to views.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The project that was open last.
    pub last_project: Option<PathBuf>,
    /// `zh` or `en`; empty for Chinese.
    pub language: String,
    /// Projects that were open, the last one first.
    pub recent: Vec<Recent>,
    /// True once the tour was taken or skipped.
    pub has_toured: bool,
    /// Saved views by the path of their project.
    pub views: BTreeMap<String, Vec<SavedView>>,
    /// How the window is liked.
    pub comfort: Comfort,
}

/// A project that was open, and how it was looked at.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Recent {
    /// The file.
    pub path: PathBuf,
    /// Where and how it was looked at; `None` if it was closed before anything was seen.
    pub look: Option<Look>,
}

/// How a project was looked at: numbers that mean nothing without the project.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Look {
    /// The middle of the map, in map meters.
    pub center_m: [f64; 2],
    /// Points in a map meter.
    pub pt_per_m: f64,
    /// True in the mode that reassigns.
    pub is_assigning: bool,
    /// The plan by its number.
    pub plan: u32,
    /// Categories that are left out, by number; 0 for households without any.
    pub hidden: Vec<u32>,
    /// What colors mean, by name.
    pub coloring: String,
    /// Sizes of the panels on the left, on the right and at the bottom, in points.
    pub panels_pt: [f32; 3],
}

impl Settings {
    /// What was remembered; the defaults where nothing was, or where it cannot be read.
    pub fn load(path: &Path) -> Self {
        let read: Option<Self> = std::fs::read_to_string(path).ok().and_then(|text| serde_json::from_str(&text).ok());
        let mut settings = read.unwrap_or_default();
        settings.recent.truncate(RECENT);
        settings
    }

    /// Remembers, whole or not at all: what was remembered before is there until this is.
    ///
    /// # Errors
    /// If the disk refuses. Nothing of value is lost then.
    pub fn save(&self, path: &Path) -> std::io::Result<()> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let text = serde_json::to_string_pretty(self).map_err(std::io::Error::other)?;
        // A name of its own, should two programs remember at once.
        let beside = path.with_extension(format!("{}.new", std::process::id()));
        let is_there = std::fs::write(&beside, text).and_then(|()| std::fs::rename(&beside, path));
        if is_there.is_err() {
            drop(std::fs::remove_file(&beside));
        }
        is_there
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        if self.language == "en" { Lang::En } else { Lang::Zh }
    }

    /// A project was opened: it comes first. Answers how it was looked at last time.
    pub fn opened(&mut self, path: &Path) -> Option<&Look> {
        let there = self.recent.iter().position(|recent| recent.path == path);
        let recent = match there {
            Some(at) => self.recent.remove(at),
            None => Recent { path: path.to_owned(), look: None },
        };
        self.recent.insert(0, recent);
        self.recent.truncate(RECENT);
        self.last_project = Some(path.to_owned());
        self.recent.first()?.look.as_ref()
    }

    /// How a project was looked at last time.
    pub fn look_of(&self, path: &Path) -> Option<&Look> {
        self.recent.iter().find(|recent| recent.path == path)?.look.as_ref()
    }

    /// Notes how the open project is looked at. True if that is new.
    pub fn looked(&mut self, path: &Path, look: Look) -> bool {
        match self.recent.iter_mut().find(|recent| recent.path == path) {
            Some(recent) if recent.look.as_ref() != Some(&look) => {
                recent.look = Some(look);
                true
            }
            _ => false,
        }
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

#[cfg(test)]
mod tests {
    use crate::app::{Look, Settings};
    use std::path::{Path, PathBuf};

    fn file(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("lianhu-settings-{}-{name}", std::process::id()));
        drop(std::fs::remove_dir_all(&folder));
        folder.join("settings.json")
    }

    #[test]
    fn what_is_remembered_comes_back() {
        let path = file("back");
        let mut settings = Settings::default();
        assert_eq!(settings.opened(Path::new("/a.gpkg")), None, "never seen");
        let look = Look { pt_per_m: 0.25, plan: 2, hidden: vec![0, 4], ..Look::default() };
        assert!(settings.looked(Path::new("/a.gpkg"), look.clone()), "that is new");
        assert!(!settings.looked(Path::new("/a.gpkg"), look.clone()), "that is not");
        settings.save(&path).unwrap();
        let mut again = Settings::load(&path);
        assert_eq!(again, settings);
        assert_eq!(again.opened(Path::new("/a.gpkg")), Some(&look));
        let names: Vec<_> =
            std::fs::read_dir(path.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["settings.json"], "nothing else is left beside it");
        std::fs::remove_dir_all(path.parent().unwrap()).unwrap();
    }

    #[test]
    fn what_cannot_be_read_does_not_stand_in_the_way() {
        let path = file("broken");
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        for text in ["", "{", "[1,2]", "{\"recent\": 7}", "{\"language\": [\"zh\"]}", "\u{0}\u{0}"] {
            std::fs::write(&path, text).unwrap();
            assert_eq!(Settings::load(&path), Settings::default(), "{text:?}");
        }
        std::fs::write(&path, "{\"language\": \"en\", \"unheard of\": 3}").unwrap();
        assert_eq!(Settings::load(&path).language, "en", "what a later version wrote is passed over");
        std::fs::remove_dir_all(path.parent().unwrap()).unwrap();
    }

    #[test]
    fn the_last_one_comes_first_and_the_oldest_is_forgotten() {
        let mut settings = Settings::default();
        for number in 0..10 {
            settings.opened(Path::new(&format!("/{number}.gpkg")));
        }
        settings.opened(Path::new("/5.gpkg"));
        let paths: Vec<String> = settings.recent.iter().map(|recent| recent.path.display().to_string()).collect();
        assert_eq!(paths, ["/5.gpkg", "/9.gpkg", "/8.gpkg", "/7.gpkg", "/6.gpkg", "/4.gpkg", "/3.gpkg", "/2.gpkg"]);
    }
}
