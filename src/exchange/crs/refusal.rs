//! Why a coordinate system cannot be read.

/// Why a coordinate system cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CrsRefusal {
    /// No system has this name.
    #[error("no system that is known here has this name")]
    Unknown,
    /// It stands on another datum; the way to CGCS2000 has parameters of its own in every region.
    #[error("it stands on the datum {name}, from which only regional parameters lead to CGCS2000; convert it before")]
    Datum {
        /// As the file names it.
        name: String,
    },
    /// Neither Gauss–Krüger nor web mercator.
    #[error("the projection {name} cannot be read")]
    Projection {
        /// As the file names it; empty if it names none.
        name: String,
    },
    /// A zone that is none of the usual ones.
    #[error("its {parameter} is {value}, which no usual zone has")]
    Parameter {
        /// As the file names it.
        parameter: String,
        /// As the file gives it; empty if it is missing.
        value: String,
    },
    /// Neither meters nor degrees.
    #[error("its unit is {name}")]
    Unit {
        /// As the file names it.
        name: String,
    },
    /// Not the text of a coordinate system, or a damaged one.
    #[error("its description breaks off or is damaged")]
    Damaged,
}
