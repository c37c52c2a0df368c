//! What keeps a row of an address list from placing somebody.

/// What keeps a row of an address list from placing somebody. The sentence is found by `app/wording`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddressFault {
    /// It says no address.
    NoAddress,
    /// It says no place.
    NoPlace,
    /// Households could be here or elsewhere: their address stands in rows that lie apart.
    Unclear {
        /// Their codes.
        codes: Vec<String>,
    },
    /// At the addresses of so many rows nobody waits to be placed.
    NobodyWaits {
        /// How many.
        rows: usize,
    },
}
