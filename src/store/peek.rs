//! Looking at a file from outside, before something else is put in its place.

use crate::store::connect::connect_to_read;
use crate::store::error::failed;
use crate::store::layers_out::{EXPORTED, LAYERS};
use crate::store::lock::{is_lock_of_ours, lock_path};
use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::path::Path;

/// How every database begins.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// Is there a project, or another database, at `path`? `false` if nothing is there.
///
/// # Errors
/// If something is there that cannot be looked into.
pub fn is_database(path: &Path) -> std::io::Result<bool> {
    let whole = match path.canonicalize() {
        Ok(whole) => whole,
        Err(err) if err.kind() == ErrorKind::NotFound => return Ok(false),
        Err(err) => return Err(err),
    };
    // A project that is open for writing, perhaps by this process, is known by its lock. It is not opened: closing
    // it would drop the locks that the database holds on it.
    if is_lock_of_ours(&lock_path(&whole)) {
        return Ok(true);
    }
    // Reading a pipe would wait for somebody to write.
    if !whole.metadata()?.is_file() {
        return Ok(false);
    }
    let mut head = Vec::new();
    File::open(&whole)?.take(MAGIC.len() as u64).read_to_end(&mut head)?;
    Ok(head == MAGIC)
}

/// Is this a project that is open for writing, perhaps by this process? It is known by its lock and must not be opened
/// once more: closing it would drop the locks that the database holds on it.
fn is_open(path: &Path) -> bool {
    path.canonicalize().is_ok_and(|whole| is_lock_of_ours(&lock_path(&whole)))
}

/// Is this a project of ours? A database that cannot be looked into counts as one, so that opening it says why.
pub fn is_project(path: &Path) -> bool {
    if is_open(path) {
        return true;
    }
    let tables =
        "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('project', 'scheme', 'household')";
    let count = connect_to_read(path).and_then(|connection| {
        connection.query_row(tables, [], |row| row.get::<_, u32>(0)).map_err(failed("look into the file", path))
    });
    count.map_or(true, |count| count == 3)
}

/// Is this a file of layers that was exported once, and in which nobody has put anything of their own since? A file that
/// cannot be looked into is none.
pub fn is_export(path: &Path) -> bool {
    if is_open(path) {
        return false;
    }
    let is_ours = |connection: rusqlite::Connection| -> rusqlite::Result<bool> {
        let mut contents = connection.prepare("SELECT table_name, description FROM gpkg_contents")?;
        let rows = contents.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        let rows: Vec<(String, String)> = rows.collect::<Result<_, _>>()?;
        let is_marked = rows.iter().any(|(table, about)| table == "layer_styles" && about == EXPORTED);
        Ok(is_marked && rows.iter().all(|(table, _)| LAYERS.contains(&table.as_str())))
    };
    connect_to_read(path).is_ok_and(|connection| is_ours(connection).unwrap_or(false))
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests lay files in the way")]
mod tests {
    use crate::model::{Project, Scheme};
    use crate::store::peek::is_database;
    use crate::store::{Owner, Store};
    use std::path::Path;

    #[test]
    fn a_project_is_known_open_and_closed() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tmp/peek");
        drop(std::fs::remove_dir_all(&folder));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("village.csv");
        assert!(!is_database(&path).unwrap(), "nothing is there");
        let store = Store::create(&path, &Project::new("柳溪村", Scheme::neutral()), &Owner::default()).unwrap();
        let aside = folder.join("aside");
        std::fs::rename(&path, &aside).unwrap();
        std::fs::write(&path, "").unwrap();
        assert!(is_database(&path).unwrap(), "open for writing: known by its lock, not by its content");
        std::fs::rename(&aside, &path).unwrap();
        store.close().unwrap();
        assert!(is_database(&path).unwrap(), "closed: known by its content");
        std::fs::write(&path, "户号,户主\n").unwrap();
        assert!(!is_database(&path).unwrap(), "a list");
        assert!(!is_database(&folder).unwrap(), "a folder");
    }
}
