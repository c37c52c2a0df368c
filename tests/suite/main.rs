//! All integration tests, in one binary.

mod demo;
mod exchange;
mod store;
mod tidy;
