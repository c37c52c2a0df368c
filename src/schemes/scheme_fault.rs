//! What is wrong with the text of a scheme.

/// What is wrong with the text of a scheme, and where. Nothing was taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemeFault {
    /// In which line, from 1.
    pub line: usize,
    /// Which field, such as `tiers.min`; empty where the text is no TOML.
    pub field: String,
    /// What is wrong.
    pub kind: FaultKind,
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The text is no TOML; this is what its parser says.
    Syntax(String),
    /// It must be there.
    Missing,
    /// There is no such field.
    Unknown,
    /// It is text.
    NotText,
    /// It is a list of texts.
    NotTexts,
    /// It is a whole number from 0 to 65535.
    NotCount,
    /// It is a length or a factor: a number above 0.
    NotMeasure,
    /// It is `true` or `false`.
    NotFlag,
    /// It is a table, or a list of tables.
    NotTable,
    /// It is one of these words.
    NotAmong(String),
    /// Two things have the same id.
    Repeated(String),
    /// It names something that is not there: a role, a level.
    NoSuch(String),
    /// The range ends before it begins.
    EmptyRange,
    /// It cannot be switched off: a scheme says that everybody is covered.
    Fixed,
    /// No tier says how many households a member has.
    NoHouseholdTier,
}
