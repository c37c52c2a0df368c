//! The files that a shapefile consists of.

use crate::exchange::Source;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// What the forms are in.
const SHP: &str = "shp";
/// What the rows are in.
pub(crate) const DBF: &str = "dbf";
/// What is read beside the forms.
const READ: [&str; 3] = [DBF, "prj", "cpg"];
/// What else lies there.
const LEFT: [&str; 7] = ["shx", "sbn", "sbx", "qix", "qpj", "fbn", "fbx"];

/// True for a file that is part of a shapefile and means nothing without the `.shp`.
pub fn is_beside_shapefile(path: &Path) -> bool {
    READ.iter().chain(&LEFT).any(|ending| ends_with(path, ending)) || is_its_metadata(path)
}

/// Programs of ESRI write a description beside the others: `网格.shp.xml`.
fn is_its_metadata(path: &Path) -> bool {
    ends_with(path, "xml") && path.file_stem().is_some_and(|stem| ends_with(Path::new(stem), SHP))
}

/// These files without those that are read with a `.shp` among them.
///
/// ```
/// use lianhu::exchange::without_parts;
/// let left = without_parts(["a.dbf", "a.SHP", "a.shp.xml", "b.dbf"].map(Into::into).to_vec());
/// assert_eq!(left, ["a.SHP", "b.dbf"].map(std::path::PathBuf::from));
/// ```
pub fn without_parts(files: Vec<PathBuf>) -> Vec<PathBuf> {
    let stems: Vec<PathBuf> = files.iter().filter(|file| ends_with(file, SHP)).map(|file| stem_of(file)).collect();
    let is_part = |file: &PathBuf| is_beside_shapefile(file) && stems.contains(&stem_of(file));
    files.into_iter().filter(|file| !is_part(file)).collect()
}

/// The path without its ending, in small letters: names of one file differ in capitals on many a disk.
fn stem_of(path: &Path) -> PathBuf {
    let path = if is_its_metadata(path) { path.with_extension("") } else { path.to_owned() };
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    path.with_file_name(stem)
}

fn ends_with(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|there| there.eq_ignore_ascii_case(ending))
}

/// True for the forms of a shapefile, by name or by what is in it.
pub(crate) fn is_shapefile(source: &Source) -> bool {
    ends_with(Path::new(&source.name), SHP) || source.bytes.starts_with(b"\x00\x00\x27\x0A")
}

/// Where the files lie that are read with this one: those of the same name first, then those that differ in capitals.
pub(crate) fn find_beside(path: &Path) -> std::io::Result<Vec<PathBuf>> {
    if !ends_with(path, SHP) {
        return Ok(Vec::new());
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let name = entry?.file_name();
        let there = path.with_file_name(&name);
        let is_part = READ.iter().any(|ending| ends_with(&there, ending));
        if is_part && stem_of(&there) == stem_of(path) && there.is_file() {
            found.push(there);
        }
    }
    let stem = |path: &Path| path.file_stem().map(OsStr::to_owned);
    found.sort_by_key(|there| (stem(there) != stem(path), there.clone()));
    Ok(found)
}

/// The first of the files beside this one that has this ending.
pub(crate) fn part<'a>(source: &'a Source, ending: &str) -> Option<&'a Source> {
    source.beside.iter().find(|beside| ends_with(Path::new(&beside.name), ending))
}
