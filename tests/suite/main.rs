//! All integration tests, in one binary.

mod scenes;
mod tidy;
