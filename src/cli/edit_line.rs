//! One line of edits: from JSON with codes to an [`Edit`] with ids.

use crate::app::Document;
use crate::app::wording::{
    Lang, need_pair_of_degrees, need_plan, no_such_category, no_such_code, no_such_plan, one_way_only,
};
use crate::cli::line_forms::{Codes, Line, LinkTarget, Nearest, ThatPlan};
use crate::cli::project::{find_household, find_member, find_plan};
use crate::edit::{Edit, Then};
use crate::geom::Wgs84;
use crate::model::{
    CategorySet, Grid, GridId, Household, HouseholdId, HouseholdStatus, Member, MemberId, PlanId, Project, Reason,
    Target, TargetKind, Unit, UnitId, UnitKind,
};
use serde_json::{Map, Value};

/// Why a line is no edit.
#[derive(Debug)]
pub(crate) enum Unusable {
    /// It cannot be understood: a mistake in the script.
    Malformed(String),
    /// It speaks of something that is not there.
    Refused(String),
}

/// An edit, and the plan it is meant for.
#[derive(Debug)]
pub(crate) struct Wish {
    /// What to do.
    pub(crate) edit: Edit,
    /// In which plan.
    pub(crate) plan: PlanId,
}

/// Reads one line.
pub(crate) fn read_line(lang: Lang, document: &Document, text: &str) -> Result<Wish, Unusable> {
    let malformed = |err: serde_json::Error| Unusable::Malformed(err.to_string());
    let mut fields: Map<String, Value> = serde_json::from_str(text).map_err(malformed)?;
    let plan: Option<String> = fields.remove("plan").map(serde_json::from_value).transpose().map_err(malformed)?;
    let line: Line = serde_json::from_value(Value::Object(fields)).map_err(malformed)?;
    if plan.is_none() && matches!(line, Line::PlanAdopt(_) | Line::PlanRename(_) | Line::PlanDrop(_)) {
        return Err(Unusable::Malformed(need_plan(lang).to_owned()));
    }
    let project = document.project();
    let plan = match plan {
        None => project.current_plan(),
        Some(name) => find_plan(project, &name).ok_or_else(|| {
            let names: Vec<&str> = project.plans.rows().map(|plan| plan.name.as_str()).collect();
            Unusable::Refused(no_such_plan(lang, &name, &names))
        })?,
    };
    let edit = Reading { lang, project }.edit_from(line, plan, document.history().next_seq() - 1)?;
    Ok(Wish { edit, plan })
}

/// What codes are looked up in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading<'a> {
    /// The language of refusals.
    pub(crate) lang: Lang,
    /// The register.
    pub(crate) project: &'a Project,
}

impl Reading<'_> {
    fn edit_from(self, line: Line, plan: PlanId, seq: u64) -> Result<Edit, Unusable> {
        Ok(match line {
            Line::Assign(line) => {
                let (households, to) = (self.households(line.household)?, self.member(&line.member)?);
                Edit::Assign { households, to, kind: line.kind }
            }
            Line::MoveLink(line) => Edit::MoveLink {
                household: self.household(&line.household)?,
                from: self.member(&line.from)?,
                to: self.member(&line.to)?,
            },
            Line::Release(line) => {
                let then = self.then(line.to, line.then, line.reason)?;
                let (household, member) = (self.household(&line.household)?, self.member(&line.member)?);
                Edit::Release { household, member, kind: line.kind, then }
            }
            Line::HandOver(line) => Edit::HandOver { from: self.member(&line.from)?, to: self.member(&line.to)? },
            Line::SpreadOver(line) => Edit::SpreadOver { from: self.member(&line.member)? },
            Line::AssignNearest(line) => Edit::AssignNearest { households: self.households(line.household)? },
            Line::Swap(line) => Edit::Swap { one: self.member(&line.member)?, other: self.member(&line.with)? },
            Line::Lock(line) => Edit::Lock { households: self.households(line.household)?, locked: true },
            Line::Unlock(line) => Edit::Lock { households: self.households(line.household)?, locked: false },
            Line::LinkTarget(line) => self.link_target(&line)?,
            Line::UnlinkTarget(line) => {
                Edit::UnlinkTarget { target: self.target(line.kind, &line.code)?, member: self.member(&line.member)? }
            }
            Line::AddHousehold(line) => Edit::AddHousehold(Box::new(line.added(self)?)),
            Line::ChangeHousehold(line) => {
                line.changed(self).map(|(id, row)| Edit::ChangeHousehold(id, Box::new(row)))?
            }
            Line::MoveHousehold(line) => {
                let at = self.place(Some(line.lon), Some(line.lat))?;
                let at = at.ok_or_else(|| Unusable::Malformed(need_pair_of_degrees(self.lang).to_owned()))?;
                Edit::MoveHousehold { household: self.household(&line.household)?, at }
            }
            Line::SetCategories(line) => {
                let (households, categories) = (self.households(line.household)?, self.categories(&line.categories)?);
                Edit::SetCategories { households, categories }
            }
            Line::SetStatus(line) => {
                let then = self.then(line.to, line.then, line.reason)?;
                let household = self.household(&line.household)?;
                Edit::SetStatus { household, status: line.status, since: line.date, then }
            }
            Line::MoveOut(line) => Edit::SetStatus {
                household: self.household(&line.household)?,
                status: HouseholdStatus::MovedOut,
                since: line.date,
                then: Then::Unsaid,
            },
            Line::AddMember(line) => Edit::AddMember(Box::new(line.added(self)?)),
            Line::ChangeMember(line) => line.changed(self).map(|(id, row)| Edit::ChangeMember(id, Box::new(row)))?,
            Line::SetEligible(line) => {
                let then = self.then(line.to, line.then, line.reason)?;
                Edit::SetEligible { member: self.member(&line.member)?, eligible: line.eligible, then }
            }
            Line::RetireMember(line) => {
                let then = self.then(line.to, line.then, line.reason)?;
                Edit::RetireMember { member: self.member(&line.member)?, then }
            }
            Line::ReturnMember(line) => Edit::ReturnMember(self.member(&line.member)?),
            Line::SplitHousehold(line) => line.wish(self)?,
            Line::MergeHouseholds(line) => line.wish(self)?,
            Line::ReplaceHousehold(line) => line.wish(self)?,
            Line::AddGrid(line) => Edit::AddGrid(Box::new(line.added(self)?)),
            Line::ChangeGrid(line) => line.changed(self).map(|(id, row)| Edit::ChangeGrid(id, Box::new(row)))?,
            Line::SplitGrid(line) => line.wish(self)?,
            Line::MergeGrids(line) => line.wish(self)?,
            Line::RemoveGrid(line) => Edit::RemoveGrid(self.grid(&line.grid)?),
            Line::AddUnit(line) => Edit::AddUnit(Box::new(line.added(self)?)),
            Line::ChangeUnit(line) => line.changed(self).map(|(unit, row)| Edit::ChangeUnit(unit, Box::new(row)))?,
            Line::RemoveUnit(line) => Edit::RemoveUnit(self.unit_row(&line.unit)?.0),
            Line::Waive(line) => Edit::Waive { finding: line.finding, reason: line.reason },
            Line::EndWaiver(line) => Edit::EndWaiver(line.finding),
            Line::PlanCopy(line) => Edit::CopyPlan { from: plan, name: line.name, seq },
            Line::PlanAdopt(line) => Edit::AdoptPlan { plan, because: line.because },
            Line::PlanRename(line) => Edit::RenamePlan { plan, name: line.name },
            Line::PlanDrop(ThatPlan {}) => Edit::DropPlan(plan),
        })
    }

    /// The household with this code.
    pub(crate) fn household(self, code: &str) -> Result<HouseholdId, Unusable> {
        self.household_row(code).map(|(id, _)| id)
    }

    /// The household with this code, and its row.
    pub(crate) fn household_row(&self, code: &str) -> Result<(HouseholdId, &Household), Unusable> {
        let refused = || Unusable::Refused(no_such_code(self.lang, "household", code));
        let id = find_household(self.project, code).ok_or_else(refused)?;
        Ok((id, self.project.households.at(id).ok_or_else(refused)?))
    }

    /// The member with this code, and the row.
    pub(crate) fn member_row(&self, code: &str) -> Result<(MemberId, &Member), Unusable> {
        let refused = || Unusable::Refused(no_such_code(self.lang, "member", code));
        let id = find_member(self.project, code).ok_or_else(refused)?;
        Ok((id, self.project.members.at(id).ok_or_else(refused)?))
    }

    /// The member with this code.
    pub(crate) fn member(self, code: &str) -> Result<MemberId, Unusable> {
        self.member_row(code).map(|(id, _)| id)
    }

    /// The grid with this code.
    pub(crate) fn grid(self, code: &str) -> Result<GridId, Unusable> {
        self.grid_row(code).map(|(id, _)| id)
    }

    /// The grid with this code, and its row.
    pub(crate) fn grid_row(&self, code: &str) -> Result<(GridId, &Grid), Unusable> {
        let found = self.project.grids.iter().find(|(_, grid)| grid.code == code);
        found.ok_or_else(|| Unusable::Refused(no_such_code(self.lang, "grid", code)))
    }

    /// The organization, enterprise or street segment with this code, and its row.
    pub(crate) fn unit_row(&self, code: &str) -> Result<(UnitId, &Unit), Unusable> {
        let found = self.project.units.iter().find(|(_, row)| row.code == code);
        found.ok_or_else(|| Unusable::Refused(no_such_code(self.lang, "unit", code)))
    }

    fn link_target(self, line: &LinkTarget) -> Result<Edit, Unusable> {
        Ok(Edit::LinkTargets {
            targets: vec![self.target(line.kind, &line.code)?],
            to: self.member(&line.member)?,
            instead_of: line.instead_of.as_deref().map(|code| self.member(code)).transpose()?,
        })
    }

    /// What can be kept in contact with, by its kind and code.
    fn target(self, kind: TargetKind, code: &str) -> Result<Target, Unusable> {
        if let Some(kind) = UnitKind::ALL.into_iter().find(|unit| unit.target() == kind) {
            let found = self.project.units.iter().find(|(_, row)| row.kind == kind && row.code == code);
            let refused = || Unusable::Refused(no_such_code(self.lang, kind.key(), code));
            return found.map(|(id, _)| Target::Unit(kind, id)).ok_or_else(refused);
        }
        let building = || self.project.buildings.iter().find(|(_, row)| row.code == code).map(|(id, _)| id);
        Ok(match kind {
            TargetKind::Member => Target::Member(self.member(code)?),
            TargetKind::Grid => Target::Grid(self.grid(code)?),
            _ => {
                let refused = || Unusable::Refused(no_such_code(self.lang, "building", code));
                Target::Building(building().ok_or_else(refused)?)
            }
        })
    }

    /// The categories with these keys.
    pub(crate) fn categories(self, keys: &[String]) -> Result<CategorySet, Unusable> {
        let category = |key: &String| {
            self.project.category(key).ok_or_else(|| {
                let keys: Vec<&str> = self.project.categories.rows().map(|row| row.key.as_str()).collect();
                Unusable::Refused(no_such_category(self.lang, key, &keys))
            })
        };
        keys.iter().map(category).collect()
    }

    /// The place of two numbers; `None` if neither is there.
    pub(crate) fn place(self, lon: Option<f64>, lat: Option<f64>) -> Result<Option<Wgs84>, Unusable> {
        if lon.is_none() && lat.is_none() {
            return Ok(None);
        }
        let at = lon.zip(lat).and_then(|(lon, lat)| Wgs84::checked(lon, lat));
        at.map(Some).ok_or_else(|| Unusable::Malformed(need_pair_of_degrees(self.lang).to_owned()))
    }

    /// A field that a line must have.
    pub(crate) fn needed<T>(field: Option<T>, name: &str) -> Result<T, Unusable> {
        field.ok_or_else(|| Unusable::Malformed(format!("missing field `{name}`")))
    }

    /// A field that this kind of line does not have.
    pub(crate) fn forbidden(name: &str, is_given: bool) -> Result<(), Unusable> {
        if is_given { Err(Unusable::Malformed(format!("unknown field `{name}`"))) } else { Ok(()) }
    }

    fn households(self, codes: Codes) -> Result<Vec<HouseholdId>, Unusable> {
        let codes = match codes {
            Codes::One(code) => vec![code],
            Codes::Several(codes) => codes,
        };
        codes.iter().map(|code| self.household(code)).collect()
    }

    fn then(self, to: Option<String>, then: Option<Nearest>, reason: Option<String>) -> Result<Then, Unusable> {
        match (to, then, reason) {
            (None, None, None) => Ok(Then::Unsaid),
            (Some(member), None, None) => Ok(Then::To(self.member(&member)?)),
            (None, Some(Nearest::Nearest), None) => Ok(Then::Nearest),
            (None, None, Some(words)) => Ok(Then::Because(Reason::from_key(&words))),
            _ => Err(Unusable::Malformed(one_way_only(self.lang).to_owned())),
        }
    }
}
