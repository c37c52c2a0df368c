//! All integration tests, in one binary.

mod edits;
mod index;
