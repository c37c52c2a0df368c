//! Layer 6: data in and out of the program.

pub mod png;
