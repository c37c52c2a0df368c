//! All integration tests, in one binary.

mod demo;
mod exchange;
mod tidy;
