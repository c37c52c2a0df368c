//! Layer 1: the register, the plans and the scheme, as plain data.
//!
//! A [`Project`] is one place: who lives where ([`Household`]), who serves ([`Member`]), how it is divided
//! ([`Grid`]), and one or more plans ([`Plan`]) that say which member keeps in contact with which household
//! ([`Link`]). Everything sits in [`Table`]s that share what they have in common, so that a copy of a whole
//! project costs next to nothing and changing one row copies one chunk.
//!
//! Invariants
//! - Plain data with public fields: no file, no clock, no serde, no SQL.
//! - A row is found by its id, ids are dense, grow, and are never given to another thing.
//! - What can be derived is not stored: the grid of a household, who is covered, which household is a member's.
//!   (A [`Plan`] keeps its links from both sides, so that the load of a member is at hand.)

mod address;
mod backdrop;
mod building;
mod cadence;
mod category;
mod glimpse;
mod grid;
mod household;
mod ids;
mod link;
mod member;
mod plan;
mod project;
mod provenance;
mod requirement;
mod rule;
mod scheme;
mod table;
mod target;
mod tier;
mod unit;
mod waiver;

pub use address::Address;
pub use backdrop::{Backdrop, BackdropKind, Shape};
pub use building::Building;
pub use cadence::{Cadence, Checklist, Doing, Every, Point};
pub use category::{Category, CategorySet, Glyph, Side, seven_categories};
pub use glimpse::{GlimpsedHousehold, GlimpsedPeople};
pub use grid::Grid;
pub use household::{Household, HouseholdStatus};
pub use ids::{BackdropId, BuildingId, CategoryId, GridId, HouseholdId, MemberId, PlanId, ProvenanceId, UnitId};
pub use link::{Link, LinkKind};
pub use member::{Member, MemberStatus};
pub use plan::{Plan, PlanState, Reason};
pub use project::{Project, ProjectFacts};
pub use provenance::Provenance;
pub use requirement::Requirement;
pub use rule::{Rule, Ruling, Severity};
pub use scheme::{Exemption, Scheme};
pub use table::{Id, Table};
pub use target::{Target, TargetLink};
pub use tier::{Role, TargetKind, Tier};
pub use unit::{Unit, UnitKind};
pub use waiver::Waiver;
