//! All integration tests, in one binary.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests may fail loudly, and their helpers are tests too")]

mod demo;
mod exchange;
mod store;
mod tidy;
