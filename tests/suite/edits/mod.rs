//! How a project changes: cases by hand, and laws that hold whatever happens.

mod cases;
mod laws;
mod life;
pub(crate) mod picture;
mod plan_cases;
mod spreading;
