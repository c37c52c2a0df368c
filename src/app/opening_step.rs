//! How far a project has been opened.

/// Reading takes about this share of the time.
const READING_SHARE: f32 = 0.65;

/// How far a project has been opened; told by [`Document::open_watched`](crate::app::Document::open_watched).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpeningStep {
    /// Rows are being read.
    Reading {
        /// So many.
        done: u64,
        /// Of about so many.
        total: u64,
    },
    /// Who lives where is being found out.
    Indexing,
    /// The rules are being checked.
    Checking,
}

impl OpeningStep {
    /// Which part of the whole is done, 0 to 1.
    pub fn share(self) -> f32 {
        match self {
            Self::Reading { done, total } => READING_SHARE * (done as f32 / total.max(1) as f32).min(1.0),
            Self::Indexing => READING_SHARE,
            Self::Checking => 0.85,
        }
    }
}
