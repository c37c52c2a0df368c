//! 联户图 (Lianhu): plan which member keeps in contact with which household, on a map.
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests may fail loudly"))]

pub mod demo;
pub mod disclose;
pub mod edit;
pub mod exchange;
pub mod geom;
pub mod index;
pub mod model;
pub mod scene;
