//! What an import found.

use crate::exchange::{AddressFault, AgesFound, Crs, CrsEvidence, CrsFinding, Encoding, Likeness, MapFault};
use std::sync::Arc;

/// What an import would do, and every row that was odd. `read = new + changed + unchanged + rejected`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportReport {
    /// Rows with content, without titles, totals and repeated headers.
    pub read: usize,
    /// Rows that come on the register.
    pub new: usize,
    /// Rows that change something.
    pub changed: usize,
    /// Rows that say what is on the register already.
    pub unchanged: usize,
    /// Active things on the register that the file does not name. They stay.
    pub missing: usize,
    /// Rows that cannot be taken.
    pub rejected: usize,
    /// Rows that are taken, with something odd about them.
    pub flagged: usize,
    /// True if rejected rows emptied the batch, because nobody asked to skip them.
    pub is_blocked: bool,
    /// How the text was encoded.
    pub encoding: Encoding,
    /// In which system the coordinates were read.
    pub crs: CrsFinding,
    /// Everything odd, in the order of the file; then who resembles whom.
    pub problems: Vec<Problem>,
}

/// Something odd in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// What it means for the row.
    pub severity: Severity,
    /// Which file.
    pub file: Arc<str>,
    /// Which sheet, in a workbook.
    pub sheet: Option<Arc<str>>,
    /// Which row, counted from 1 as a spreadsheet shows it; the number of the feature in GeoJSON. `None` for what
    /// concerns the whole file.
    pub row: Option<u32>,
    /// The header of the column.
    pub column: Option<Arc<str>>,
    /// What is odd.
    pub kind: ProblemKind,
}

/// What a problem means for its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Good to know.
    Note,
    /// The row is taken; somebody should look.
    Flagged,
    /// The row is not taken.
    Rejected,
}

impl Severity {
    /// The word on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Flagged => "flagged",
            Self::Rejected => "rejected",
        }
    }
}

/// What can be odd. The sentence is found by `app/wording`.
#[derive(Clone, Debug, PartialEq)]
pub enum ProblemKind {
    /// Titles stand above; the header is in this row.
    HeaderBelowTitles,
    /// The sheet has other columns, and was left out.
    SheetLeftOut,
    /// The sheet is hidden, and was left out.
    SheetHidden,
    /// A formula came to an error; there is nothing to take.
    FormulaError {
        /// As it stands in the file.
        text: String,
    },
    /// The roster has a row for each person; those of one household were put together.
    PersonsJoined {
        /// Rows of persons.
        persons: usize,
        /// Households they became.
        households: usize,
    },
    /// The roster says how old people are, so that the elderly and the children could be counted.
    Ages(AgesFound),
    /// Nobody in this household is called its head; the first one was taken.
    NoHead,
    /// Two in this household are called its head; the first one was taken.
    SecondHead {
        /// The row of the second one.
        row: u32,
    },
    /// The columns were mapped as somebody had mapped those of an earlier file of the same layout.
    MappedAsBefore {
        /// The earlier file.
        file: String,
    },
    /// The column means nothing here and was left out.
    ColumnDiscarded,
    /// The column is about something that is never modeled, and was left out.
    NeverModeled,
    /// The column holds ID numbers, and was left out.
    IdNumbers,
    /// The column holds ID numbers, by which the rows of one household were put together; they are not kept.
    JoinedByIds,
    /// The rows of one household should be put together by this column, but some of its ID numbers are damaged or
    /// incomplete, so that two households could become one. It was not used.
    IdsDamaged {
        /// How many.
        count: usize,
        /// The first row with such a number; it is not repeated here.
        first_row: u32,
    },
    /// Another column says the same; that one was used.
    ColumnTwice {
        /// The header of the one that was used.
        used: String,
    },
    /// No row says anything in this column; it is taken as not there.
    ColumnEmpty,
    /// The row is a sum, or repeats the header; it was passed over.
    RowPassedOver,
    /// The row has fewer cells than the header; the rest is taken as not said.
    ShortRow {
        /// Cells in the row.
        found: usize,
        /// Cells in the header.
        expected: usize,
    },
    /// The row has more cells than the header, so that it cannot be told which is which.
    LongRow {
        /// Cells in the row.
        found: usize,
        /// Cells in the header.
        expected: usize,
    },
    /// A quotation mark opens in this row and never closes.
    UnclosedQuote,
    /// The row has no code.
    NoCode,
    /// Nobody says what the member is called.
    NoName,
    /// The file has no codes; these were given.
    CodesGiven {
        /// The first.
        first: String,
        /// The last.
        last: String,
    },
    /// Another row of the file has the same code.
    DuplicateCode {
        /// The code.
        code: String,
        /// The row that came first.
        first_row: u32,
    },
    /// Something of another kind has this code.
    CodeOfAnotherKind {
        /// The code.
        code: String,
    },
    /// Another row of the file has the same link.
    DuplicateLink {
        /// The row that came first.
        first_row: u32,
    },
    /// Excel turned a long number into 5.1E+17; the last digits are lost.
    DamagedCode {
        /// As it stands in the file.
        code: String,
    },
    /// The code is an ID number, which is not taken in; it is not repeated here.
    IdAsCode {
        /// Its check digit is wrong: the last digits are lost, or it was mistyped.
        is_damaged: bool,
    },
    /// The code is found on the register only with zeros in front: Excel has probably cut them.
    LostZeros {
        /// The code on the register.
        register: String,
    },
    /// Not a whole number in range.
    NotANumber {
        /// As it stands in the file.
        text: String,
    },
    /// Not a day.
    NotADate {
        /// As it stands in the file.
        text: String,
    },
    /// Neither yes nor no.
    NotYesNo {
        /// As it stands in the file.
        text: String,
    },
    /// Not a word that is known in this column.
    UnknownWord {
        /// As it stands in the file.
        text: String,
    },
    /// Not a category of this place.
    UnknownCategory {
        /// As it stands in the file.
        word: String,
    },
    /// The cell names something that is never modeled; it is not repeated here.
    NeverModeledWord,
    /// “Ordinary” stands beside other categories, and was left out.
    OrdinaryBesideOthers,
    /// Not a coordinate.
    NotACoordinate {
        /// As it stands in the file.
        text: String,
    },
    /// No such place on the globe.
    OutOfRange {
        /// East, as it stands in the file.
        x: f64,
        /// North, as it stands in the file.
        y: f64,
    },
    /// Longitude and latitude are the wrong way round; they were turned.
    AxesTurned,
    /// The file does not name its coordinate system; this one was found.
    CrsFound {
        /// What was taken.
        assumed: Crs,
        /// What speaks for it.
        evidence: CrsEvidence,
    },
    /// The numbers of a zone are written otherwise than its name says: with or without the number of the zone, the
    /// other axis first.
    CrsReadAs {
        /// As it was named.
        named: Crs,
        /// As it is written.
        read_as: Crs,
    },
    /// Clearly more places would lie in grids if the coordinates were of another system.
    OtherDatumFits {
        /// What was taken.
        read_as: Crs,
        /// How many of them lie in grids.
        inside: usize,
        /// Of so many places that were tried.
        of: usize,
        /// What fits better.
        other: Crs,
        /// How many would lie in grids then.
        other_inside: usize,
    },
    /// Only one of longitude and latitude is there; the row has no position.
    HalfPosition,
    /// Zero and zero: somebody left the position open.
    ZeroPosition,
    /// The place lies in no grid.
    OutsideGrids,
    /// A row of an address list that places nobody.
    Address(AddressFault),
    /// Another row says the same name and address.
    PossibleDuplicate {
        /// The row that came first.
        first_row: u32,
    },
    /// The row has no code that is known, and resembles somebody whom the file does not name.
    Resembles {
        /// The code on the register.
        code: String,
        /// In what.
        why: Likeness,
    },
    /// The file has no codes; so many rows were found on the register by name and address, or name and phone.
    FoundWithoutCode {
        /// How many.
        rows: usize,
    },
    /// Where the member lives was found by name and address or phone.
    HomeFound {
        /// The code of the household.
        code: String,
    },
    /// Several households could be where the member lives.
    HomeUnclear {
        /// Their codes.
        codes: Vec<String>,
    },
    /// No household has this code.
    UnknownHousehold {
        /// The code.
        code: String,
    },
    /// No members are on the register yet; those who come will fill in who leads the grid.
    LeaderLater {
        /// The code or name.
        code: String,
    },
    /// No member has this code or name.
    UnknownMember {
        /// The code.
        code: String,
    },
    /// No grid has this code or name.
    UnknownGrid {
        /// As it stands in the file.
        text: String,
    },
    /// No organization has this code or name.
    UnknownOrganization {
        /// As it stands in the file.
        text: String,
    },
    /// The household has moved out, by the register.
    MovedOut,
    /// The member has left.
    RetiredMember,
    /// The member cannot cover households now.
    IneligibleMember,
    /// The member lives in the household.
    OwnHousehold,
    /// Another row gives the household a responsible member already; both would be.
    SecondPrimary {
        /// The row that came first.
        first_row: u32,
    },
    /// The fewest are more than the most.
    RangeReversed {
        /// Fewest.
        min: u16,
        /// Most.
        max: u16,
    },
    /// The register says something here and the file says nothing; what is there would go.
    Emptied,
    /// A feature of a map that cannot be read.
    BadFeature {
        /// What the parser said.
        why: String,
    },
    /// A record of a map that cannot be read.
    BadRecord {
        /// What is wrong.
        why: MapFault,
    },
    /// There are the forms of a shapefile, but no table beside them.
    NoTableBeside,
    /// What lies beside a table names another encoding than its texts have.
    EncodingMisnamed {
        /// As it stands there.
        named: String,
        /// What was taken.
        read_as: Encoding,
    },
    /// The file does not name its coordinate system; this one was taken, because the program that writes such files
    /// uses it.
    CrsPresumed {
        /// What was taken.
        assumed: Crs,
    },
    /// The coordinate system that somebody chose for an earlier file of the same layout was taken.
    CrsAsBefore {
        /// What was taken.
        assumed: Crs,
        /// The earlier file.
        file: String,
    },
    /// There is no form, or not the kind of form that is needed.
    WrongShape {
        /// What is there, such as `Point`; empty for none.
        found: String,
    },
    /// The outline does not end where it begins, or has too few corners.
    RingNotClosed,
    /// The outline crosses itself.
    CrossesItself,
    /// The grid would be part of itself.
    ParentCycle,
    /// Nothing says what the feature is; a guess by its form was taken.
    KindGuessed,
}
