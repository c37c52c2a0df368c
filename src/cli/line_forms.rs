//! What a line of edits looks like, word for word.

use crate::cli::grid_line::{GridLine, MergeGrids, SplitGrid, ThatGrid};
use crate::cli::household_line::HouseholdLine;
use crate::cli::life_line::{MergeHouseholds, ReplaceHousehold, SplitHousehold};
use crate::cli::member_line::MemberLine;
use crate::cli::unit_line::{ThatFinding, ThatUnit, UnitLine, WaiveLine};
use crate::model::{HouseholdStatus, LinkKind, Target, TargetKind};
use jiff::civil::Date;
use serde::{Deserialize, Deserializer};

#[derive(Deserialize)]
#[serde(tag = "edit", rename_all = "snake_case")]
pub(crate) enum Line {
    Assign(Assign),
    MoveLink(MoveLink),
    Release(Release),
    HandOver(HandOver),
    SpreadOver(ThatMember),
    AssignNearest(Households),
    Swap(Swap),
    Lock(Households),
    Unlock(Households),
    LinkTarget(LinkTarget),
    UnlinkTarget(LinkTarget),
    AddHousehold(Box<HouseholdLine>),
    ChangeHousehold(Box<HouseholdLine>),
    MoveHousehold(MoveHousehold),
    SetCategories(SetCategories),
    SetStatus(SetStatus),
    MoveOut(MoveOut),
    AddMember(Box<MemberLine>),
    ChangeMember(Box<MemberLine>),
    SetEligible(SetEligible),
    RetireMember(RetireMember),
    ReturnMember(ThatMember),
    SplitHousehold(Box<SplitHousehold>),
    MergeHouseholds(MergeHouseholds),
    ReplaceHousehold(Box<ReplaceHousehold>),
    AddGrid(GridLine),
    ChangeGrid(GridLine),
    SplitGrid(SplitGrid),
    MergeGrids(MergeGrids),
    RemoveGrid(ThatGrid),
    AddUnit(UnitLine),
    ChangeUnit(UnitLine),
    RemoveUnit(ThatUnit),
    Waive(WaiveLine),
    EndWaiver(ThatFinding),
    PlanCopy(PlanCopy),
    PlanAdopt(PlanAdopt),
    PlanRename(PlanRename),
    PlanDrop(ThatPlan),
}

/// A draft is put in force.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlanAdopt {
    /// Why; stands in the history.
    #[serde(default)]
    pub(crate) because: String,
}

/// A contact with what is not a household.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LinkTarget {
    #[serde(deserialize_with = "target_kind")]
    pub(crate) kind: TargetKind,
    pub(crate) code: String,
    pub(crate) member: String,
    /// Whose place the member takes, if anybody's.
    pub(crate) instead_of: Option<String>,
}

fn target_kind<'de, D: Deserializer<'de>>(deserializer: D) -> Result<TargetKind, D::Error> {
    let word = String::deserialize(deserializer)?;
    let kind = TargetKind::from_key(&word).filter(|kind| Target::from_fid(*kind, 1).is_some());
    let known = &["member", "building", "grid", "organization", "enterprise", "segment"];
    kind.ok_or_else(|| serde::de::Error::unknown_variant(&word, known))
}

/// One code, or several.
#[derive(Deserialize)]
#[serde(untagged)]
pub(crate) enum Codes {
    One(String),
    Several(Vec<String>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Assign {
    #[serde(alias = "households")]
    pub(crate) household: Codes,
    pub(crate) member: String,
    #[serde(default = "primary", deserialize_with = "link_kind")]
    pub(crate) kind: LinkKind,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MoveLink {
    pub(crate) household: String,
    pub(crate) from: String,
    pub(crate) to: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Release {
    pub(crate) household: String,
    pub(crate) member: String,
    #[serde(default = "primary", deserialize_with = "link_kind")]
    pub(crate) kind: LinkKind,
    pub(crate) to: Option<String>,
    pub(crate) then: Option<Nearest>,
    pub(crate) reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HandOver {
    pub(crate) from: String,
    pub(crate) to: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThatMember {
    pub(crate) member: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Swap {
    pub(crate) member: String,
    pub(crate) with: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Households {
    #[serde(alias = "households")]
    pub(crate) household: Codes,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MoveHousehold {
    pub(crate) household: String,
    pub(crate) lon: f64,
    pub(crate) lat: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetCategories {
    #[serde(alias = "households")]
    pub(crate) household: Codes,
    pub(crate) categories: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetStatus {
    pub(crate) household: String,
    #[serde(deserialize_with = "household_status")]
    pub(crate) status: HouseholdStatus,
    #[serde(default, deserialize_with = "day")]
    pub(crate) date: Option<Date>,
    pub(crate) to: Option<String>,
    pub(crate) then: Option<Nearest>,
    pub(crate) reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MoveOut {
    pub(crate) household: String,
    #[serde(default, deserialize_with = "day")]
    pub(crate) date: Option<Date>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetEligible {
    pub(crate) member: String,
    pub(crate) eligible: bool,
    pub(crate) to: Option<String>,
    pub(crate) then: Option<Nearest>,
    pub(crate) reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RetireMember {
    pub(crate) member: String,
    pub(crate) to: Option<String>,
    pub(crate) then: Option<Nearest>,
    pub(crate) reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlanCopy {
    pub(crate) name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlanRename {
    pub(crate) name: String,
}

/// Which plan it is, the line says like any other.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThatPlan {}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Nearest {
    Nearest,
}

fn primary() -> LinkKind {
    LinkKind::Primary
}

fn link_kind<'de, D: Deserializer<'de>>(deserializer: D) -> Result<LinkKind, D::Error> {
    let word = String::deserialize(deserializer)?;
    LinkKind::from_key(&word).ok_or_else(|| serde::de::Error::unknown_variant(&word, &["primary", "backup"]))
}

/// The status with this word.
pub(crate) fn household_status<'de, D: Deserializer<'de>>(deserializer: D) -> Result<HouseholdStatus, D::Error> {
    let word = String::deserialize(deserializer)?;
    HouseholdStatus::from_key(&word)
        .ok_or_else(|| serde::de::Error::unknown_variant(&word, &["resident", "away", "vacant", "moved_out"]))
}

/// A day, written like 2026-11-27.
pub(crate) fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let word = Option::<String>::deserialize(deserializer)?;
    word.map(|word| word.parse().map_err(serde::de::Error::custom)).transpose()
}
