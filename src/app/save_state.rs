//! How far the file follows the screen.

use crate::store::StoreError;

/// How far the file follows the screen.
#[derive(Debug)]
pub enum SaveState {
    /// Everything is durable.
    Saved,
    /// So many changes are on their way to the disk.
    Saving(usize),
    /// The disk refused. So many changes wait; nothing more can be changed until they are written.
    Failed(usize, StoreError),
    /// The file is open for viewing only.
    ViewOnly,
}
