//! Households and members: coming, changing, going.

use crate::edit::draft::Draft;
use crate::edit::{Context, Refusal};
use crate::geom::Wgs84;
use crate::model::{
    Building, BuildingId, Category, CategorySet, Household, HouseholdId, HouseholdStatus, Member, MemberId,
    MemberStatus, Project, Reason, Target, UnitKind,
};
use jiff::civil::Date;

/// Puts a household on the register, listed as new.
pub(crate) fn add_household(draft: &mut Draft, row: &Household) -> Result<(), Refusal> {
    let household = add_row(draft, row)?;
    if row.is_lived_in() {
        draft.list_newcomer(household, &Reason::New, &[]);
    }
    Ok(())
}

/// Puts a household on the register; who covers it is for the caller to say.
pub(crate) fn add_row(draft: &mut Draft, row: &Household) -> Result<HouseholdId, Refusal> {
    let mut row = row.clone();
    row.code = clean_code(&row.code);
    check_household_code(&draft.project, &row.code, None)?;
    row.categories = clean_categories(&draft.project, row.categories);
    settle_building(draft, &mut row);
    Ok(draft.add_household(row))
}

/// Lets a household be moved out from a day on. All links end, in all plans, locked or not.
pub(crate) fn cut_and_date(draft: &mut Draft, household: HouseholdId, row: Household, status_since: Option<Date>) {
    draft.put_household(household, Household { status: HouseholdStatus::MovedOut, status_since, ..row });
    draft.cut_links_of_household(household);
}

/// Changes what the register says; status and categories have their own edits.
pub(crate) fn change_household(draft: &mut Draft, household: HouseholdId, row: &Household) -> Result<(), Refusal> {
    let old = draft.project.households.at(household).ok_or(Refusal::NoHousehold(household))?;
    let mut row = row.clone();
    row.code = clean_code(&row.code);
    if old.status != HouseholdStatus::MovedOut || row.code.is_empty() {
        check_household_code(&draft.project, &row.code, Some(household))?;
    }
    row.status = old.status;
    row.status_since = old.status_since;
    row.categories = old.categories;
    settle_building(draft, &mut row);
    draft.put_household(household, row);
    Ok(())
}

/// Says who lives there.
pub(crate) fn set_categories(
    draft: &mut Draft,
    households: &[HouseholdId],
    categories: CategorySet,
) -> Result<(), Refusal> {
    let categories = clean_categories(&draft.project, categories);
    for &household in households {
        let old = draft.project.households.at(household).ok_or(Refusal::NoHousehold(household))?;
        draft.put_household(household, Household { categories, ..old.clone() });
    }
    Ok(())
}

/// Says whether anybody lives there. Moving out ends all links, in all plans, locked or not.
pub(crate) fn set_status(
    draft: &mut Draft,
    context: Context,
    household: HouseholdId,
    status: HouseholdStatus,
    since: Option<Date>,
) -> Result<(), Refusal> {
    let old = draft.project.households.at(household).ok_or(Refusal::NoHousehold(household))?.clone();
    if old.status == status {
        return Ok(());
    }
    if old.status == HouseholdStatus::MovedOut {
        check_household_code(&draft.project, &old.code, Some(household))?;
    }
    let status_since = since.or(Some(context.today));
    if status == HouseholdStatus::MovedOut {
        cut_and_date(draft, household, old, status_since);
    } else {
        draft.put_household(household, Household { status, status_since, ..old });
    }
    Ok(())
}

/// Places a household on the map.
pub(crate) fn move_household(draft: &mut Draft, household: HouseholdId, at: Wgs84) -> Result<(), Refusal> {
    let old = draft.project.households.at(household).ok_or(Refusal::NoHousehold(household))?;
    draft.put_household(household, Household { at: Some(at), ..old.clone() });
    Ok(())
}

/// Puts a member on the register.
pub(crate) fn add_member(draft: &mut Draft, row: &Member) -> Result<(), Refusal> {
    check_member(&draft.project, row)?;
    let row = Member { code: clean_code(&row.code), ..row.clone() };
    check_member_code(&draft.project, &row.code, None)?;
    draft.add_member(row);
    Ok(())
}

/// Changes what the register says; eligibility and status have their own edits.
pub(crate) fn change_member(draft: &mut Draft, member: MemberId, row: &Member) -> Result<(), Refusal> {
    let old = draft.project.members.at(member).ok_or(Refusal::NoMember(member))?;
    check_member(&draft.project, row)?;
    let row = Member { code: clean_code(&row.code), eligible: old.eligible, status: old.status, ..row.clone() };
    if old.status == MemberStatus::Serving {
        check_member_code(&draft.project, &row.code, Some(member))?;
    }
    draft.put_member(member, row);
    Ok(())
}

/// Says whether a member can cover households now.
pub(crate) fn set_eligible(draft: &mut Draft, member: MemberId, eligible: bool) -> Result<(), Refusal> {
    let old = draft.project.members.at(member).ok_or(Refusal::NoMember(member))?;
    draft.put_member(member, Member { eligible, ..old.clone() });
    Ok(())
}

/// Lets a member leave. All links end, in all plans, locked or not: nobody is held by a lock.
pub(crate) fn retire_member(draft: &mut Draft, member: MemberId) -> Result<(), Refusal> {
    let old = draft
        .project
        .members
        .at(member)
        .filter(|row| row.status == MemberStatus::Serving)
        .ok_or(Refusal::NoMember(member))?;
    draft.put_member(member, Member { status: MemberStatus::Retired, ..old.clone() });
    draft.cut_links_of_member(member);
    Ok(())
}

/// Without what is derived, and without “ordinary” beside anything else.
pub(crate) fn clean_categories(project: &Project, categories: CategorySet) -> CategorySet {
    let stated = project.category(Category::MEMBER).map_or(categories, |member| categories.without(member));
    match project.category(Category::ORDINARY) {
        Some(ordinary) if !stated.without(ordinary).is_empty() => stated.without(ordinary),
        _ => stated,
    }
}

/// A code or name as it is kept: without space around it and without letters that cannot be seen. Files are read the
/// same way, so that what goes out comes back as the same.
pub(crate) fn clean_code(code: &str) -> String {
    code.chars().filter(|letter| !letter.is_control()).collect::<String>().trim().to_owned()
}

/// Finds the building that the address names, or puts it on the register. The address may say its name or its code.
pub(crate) fn settle_building(draft: &mut Draft, row: &mut Household) {
    let name = &row.address.building;
    if name.is_empty() {
        row.building = None;
        return;
    }
    let buildings = &draft.project.buildings;
    let named = buildings.iter().find(|(_, building)| building.name == *name);
    let there = named.or_else(|| buildings.iter().find(|(_, building)| building.code == *name)).map(|(id, _)| id);
    row.building = Some(there.unwrap_or_else(|| {
        let building: BuildingId = draft.project.buildings.next_id();
        let fresh = Building { code: name.clone(), name: name.clone(), at: row.at, floors: None };
        draft.put_building(building, fresh);
        building
    }));
}

/// A code must be there and belong to nobody else who is on the register. `O(households)`.
fn check_household_code(project: &Project, code: &str, own: Option<HouseholdId>) -> Result<(), Refusal> {
    if code.is_empty() {
        return Err(Refusal::CodeMissing);
    }
    let is_taken = project
        .households
        .iter()
        .any(|(id, row)| Some(id) != own && row.status != HouseholdStatus::MovedOut && row.code == code);
    if is_taken { Err(Refusal::CodeTaken(code.to_owned())) } else { Ok(()) }
}

/// The code must belong to nobody else who serves. `O(members)`.
pub(crate) fn check_member_code(project: &Project, code: &str, own: Option<MemberId>) -> Result<(), Refusal> {
    let is_taken = project
        .members
        .iter()
        .any(|(id, other)| Some(id) != own && other.status == MemberStatus::Serving && other.code == code);
    if is_taken { Err(Refusal::CodeTaken(code.to_owned())) } else { Ok(()) }
}

/// What a member's row must say: code and name, a range that does not end before it begins, a home that is there.
pub(crate) fn check_member(project: &Project, row: &Member) -> Result<(), Refusal> {
    if clean_code(&row.code).is_empty() || row.name.trim().is_empty() {
        return Err(Refusal::CodeMissing);
    }
    if row.max_load.is_some_and(|max_load| max_load < row.min_load) {
        return Err(Refusal::EmptyRange);
    }
    if let Some(unit) = row.organization.filter(|unit| project.units.at(*unit).is_none()) {
        return Err(Refusal::NoTarget(Target::Unit(UnitKind::Organization, unit)));
    }
    match row.home {
        Some(home) if project.households.at(home).is_none() => Err(Refusal::NoHousehold(home)),
        _ => Ok(()),
    }
}
