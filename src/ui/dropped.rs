//! Files dropped on the window: one import after the other, what others build on first.

use crate::exchange::{ImportKind, guess_kind, read_file, without_parts};
use crate::model::UnitKind;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};

/// Files that wait for their turn.
#[derive(Debug, Default)]
pub(crate) struct Dropped {
    files: VecDeque<PathBuf>,
    order: Order,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Order {
    /// As they came.
    #[default]
    AsDropped,
    /// A job looks what they are.
    Asked,
    /// The next one is the first.
    Known,
}

/// What is to be done next.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// Nothing.
    Nothing,
    /// Find out in which order these are taken in.
    Sort(Vec<PathBuf>),
    /// Take in this one.
    Take(PathBuf),
}

impl Dropped {
    /// More files came. A system tells of files dropped together one by one.
    pub(crate) fn add(&mut self, files: impl IntoIterator<Item = PathBuf>) {
        for file in files {
            self.files.push_back(file);
            if self.order == Order::Known {
                self.order = Order::AsDropped;
            }
        }
    }

    /// How many wait.
    pub(crate) fn waiting(&self) -> usize {
        self.files.len()
    }

    /// Forgets all that wait.
    pub(crate) fn forget(&mut self) {
        *self = Self::default();
    }

    /// What to do now that nothing else is going on.
    pub(crate) fn next(&mut self) -> Next {
        if self.order == Order::AsDropped {
            // A shapefile is one file to whoever drops it.
            self.files = without_parts(std::mem::take(&mut self.files).into()).into();
        }
        match (self.order, self.files.len()) {
            (_, 0) | (Order::Asked, _) => Next::Nothing,
            (Order::AsDropped, 2..) => {
                self.order = Order::Asked;
                Next::Sort(self.files.iter().cloned().collect())
            }
            (Order::AsDropped | Order::Known, _) => self.files.pop_front().map_or(Next::Nothing, Next::Take),
        }
    }

    /// The order is known. What came meanwhile follows.
    pub(crate) fn sorted(&mut self, sorted: Vec<PathBuf>) {
        if self.order != Order::Asked {
            return;
        }
        let newer: Vec<PathBuf> = self.files.iter().filter(|file| !sorted.contains(file)).cloned().collect();
        self.order = if newer.is_empty() { Order::Known } else { Order::AsDropped };
        self.files = sorted.into_iter().chain(newer).collect();
    }
}

/// Reads the files and puts those first that others refer to; what cannot be read comes last and says why then.
pub(crate) fn in_order_of_import(mut files: Vec<PathBuf>) -> Vec<PathBuf> {
    files.sort_by_cached_key(|file| rank(file));
    files
}

fn rank(file: &Path) -> u8 {
    match read_file(file).ok().and_then(|source| guess_kind(&source)) {
        Some(ImportKind::Grids) => 0,
        Some(ImportKind::Backdrop) => 1,
        Some(ImportKind::Buildings) => 2,
        Some(ImportKind::Households) => 3,
        Some(ImportKind::Addresses) => 4,
        Some(ImportKind::Members) => 5,
        Some(ImportKind::Units(UnitKind::Organization)) => 6,
        Some(ImportKind::Units(_)) => 7,
        Some(ImportKind::Links) => 8,
        None => 9,
    }
}

#[cfg(test)]
mod tests {
    use crate::ui::dropped::{Dropped, Next, in_order_of_import};
    use std::path::PathBuf;

    fn files(names: &[&str]) -> Vec<PathBuf> {
        names.iter().map(|name| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data").join(name)).collect()
    }

    #[test]
    fn what_others_refer_to_comes_first() {
        let any =
            files(&["links.csv", "README.md", "members.csv", "households.csv", "backdrop.geojson", "grids.geojson"]);
        let sorted =
            files(&["grids.geojson", "backdrop.geojson", "households.csv", "members.csv", "links.csv", "README.md"]);
        assert_eq!(in_order_of_import(any), sorted);
    }

    #[test]
    fn a_shapefile_is_one_file() {
        let mut dropped = Dropped::default();
        dropped.add(["网格.cpg", "网格.DBF", "网格.prj", "网格.shp", "网格.shx"].map(PathBuf::from));
        assert_eq!(dropped.next(), Next::Take(PathBuf::from("网格.shp")));
        assert_eq!(dropped.next(), Next::Nothing);
        dropped.add([PathBuf::from("网格.dbf")]);
        assert_eq!(dropped.next(), Next::Take(PathBuf::from("网格.dbf")), "alone it says what is missing");
    }

    #[test]
    fn each_has_its_turn() {
        let mut dropped = Dropped::default();
        let [links, members, grids] = ["l", "m", "g"].map(PathBuf::from);
        assert_eq!(dropped.next(), Next::Nothing);
        dropped.add([links.clone()]);
        dropped.add([members.clone()]);
        assert_eq!(dropped.next(), Next::Sort(vec![links.clone(), members.clone()]));
        assert_eq!(dropped.next(), Next::Nothing, "the answer is awaited");
        dropped.add([grids.clone()]);
        dropped.sorted(vec![members.clone(), links.clone()]);
        assert_eq!(dropped.next(), Next::Sort(vec![members.clone(), links.clone(), grids.clone()]));
        dropped.sorted(vec![grids.clone(), members.clone(), links.clone()]);
        for file in [grids, members, links] {
            assert_eq!(dropped.next(), Next::Take(file));
        }
        assert_eq!(dropped.waiting(), 0);
    }
}
