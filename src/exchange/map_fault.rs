//! What is wrong with a map, or with one thing on it.

/// What is wrong with a map, or with one thing on it. The sentence is found by `app/wording`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MapFault {
    /// The file ends before it should.
    #[error("the file breaks off")]
    BreaksOff,
    /// The head is not that of such a file.
    #[error("its head is damaged")]
    Head,
    /// The form has another length than it says, or names corners that are not there.
    #[error("its lengths contradict each other")]
    Lengths,
    /// The `.shp` and the `.dbf` are not of the same map.
    #[error("there are {shapes} forms in the .shp but {rows} rows in the .dbf")]
    Counts {
        /// Forms.
        shapes: usize,
        /// Rows.
        rows: usize,
    },
    /// A form of a kind that is not read, such as surfaces in space.
    #[error("forms of kind {code} cannot be read")]
    Kind {
        /// As the file numbers it.
        code: i32,
    },
    /// A coordinate that is no number.
    #[error("a coordinate is not a number")]
    NotANumber,
    /// A text that is not of the encoding of the others.
    #[error("a text is not of the encoding of the others")]
    NotText,
    /// Not XML.
    #[error("it is not well-formed XML")]
    NotXml,
    /// It wants other files, or texts that grow.
    #[error("it declares a document type, which is never followed")]
    DocumentType,
    /// An archive without a map.
    #[error("there is no .kml in it")]
    NoMap,
    /// A damaged database.
    #[error("the database is damaged")]
    Database,
    /// A damaged archive.
    #[error("the archive is damaged")]
    Archive,
}
