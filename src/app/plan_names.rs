//! What plans are called when nobody has said so, and the wish that puts one in force.

use crate::app::wording::{Lang, Text, draft_name, former_name, letter_of_draft};
use crate::app::{Document, DocumentError};
use crate::edit::{Edit, Key, Then};
use crate::index::target_differences;
use crate::model::{PlanId, PlanState, Project, Target};
use std::collections::BTreeSet;

/// The next name for a draft that is free: 草案 A, 草案 B … 草案 Z, 草案 AA ….
pub fn free_draft_name(project: &Project, lang: Lang) -> String {
    // A letter is taken in all languages: the same draft is read in each.
    let is_free = |letter: &String| project.plans.rows().all(|plan| letter_of_draft(&plan.name) != Some(letter));
    let letter = (0..=project.plans.len()).map(letters).find(is_free).unwrap_or_default();
    draft_name(lang, &letter)
}

/// The wish to make a draft of a plan, under the next free name.
pub fn copy_edit(document: &Document, lang: Lang, from: PlanId) -> Edit {
    let seq = document.history().next_seq().saturating_sub(1);
    Edit::CopyPlan { from, name: free_draft_name(document.project(), lang), seq }
}

/// The wish to put a draft in force, for a reason that the history keeps. `then` says how those are covered whom it leaves without anybody or a reason.
///
/// A plan that was called “current” is called by the day it ended, and a draft that still has a name of ours takes
/// its place in name too: nobody should read “current” over a plan that is not.
pub fn adopt_edit(document: &Document, lang: Lang, plan: PlanId, because: &str, then: Then) -> Edit {
    let project = document.project();
    let mut wishes = vec![Edit::AdoptPlan { plan, because: because.trim().to_owned() }, Edit::CoverForgotten(then)];
    let names = [Lang::Zh, Lang::En].map(|lang| Text::PlanCurrent.of(lang));
    let current = project.current_plan();
    let Some(old) = project.plans.at(current).filter(|old| names.contains(&old.name.as_str())) else {
        return Edit::Together(wishes);
    };
    let day = former_name(lang, document.now().today);
    let is_free = |name: &String| project.plans.rows().all(|row| row.name != *name);
    let days = std::iter::once(day.clone()).chain((2..).map(|number| format!("{day} ({number})")));
    if let Some(name) = days.into_iter().find(is_free) {
        wishes.push(Edit::RenamePlan { plan: current, name });
        if project.plans.at(plan).is_some_and(|row| letter_of_draft(&row.name).is_some()) {
            wishes.push(Edit::RenamePlan { plan, name: old.name.clone() });
        }
    }
    Edit::Together(wishes)
}

/// What was changed in the plan in force and a draft would overwrite: after it was copied, and not in it.
///
/// Growing; nothing for a plan that was not copied from the one in force.
///
/// # Errors
/// If the ledger cannot be read.
pub fn overwritten(document: &Document, draft: PlanId) -> Result<Vec<Target>, DocumentError> {
    let project = document.project();
    let current = project.current_plan();
    let (Some(now), Some(row)) = (project.plans.at(current), project.plans.at(draft)) else { return Ok(Vec::new()) };
    let mut since = BTreeSet::new();
    document.back_to(&Key::Plan(draft), |_later, delta| {
        let in_force = delta.changes.keys().filter(|key| key.plan() == Some(current));
        since.extend(in_force.filter_map(|key| match *key {
            Key::Link(_, household, ..) | Key::Reason(_, household) => Some(Target::Household(household)),
            Key::TargetLink(_, target, _) => Some(target),
            _ => None,
        }));
    })?;
    let households = now.differing(row).into_iter().map(Target::Household);
    let others = target_differences(now, row).into_iter().map(|row| row.target);
    Ok(households.chain(others).filter(|target| since.contains(target)).collect())
}

/// A, B … Z, AA, AB ….
fn letters(number: usize) -> String {
    let letter = char::from(b'A' + (number % 26) as u8);
    match number / 26 {
        0 => letter.to_string(),
        more => letters(more - 1) + &letter.to_string(),
    }
}

/// All plans in the order they are offered: the one in force, drafts by name, former ones, the latest first.
pub fn plans_in_order(project: &Project) -> Vec<PlanId> {
    let mut plans: Vec<(PlanState, PlanId)> = project.plans.iter().map(|(id, plan)| (plan.state, id)).collect();
    plans.sort_by_key(|&(state, id)| {
        let age = if state == PlanState::Former { u32::MAX - id.0 } else { id.0 };
        (state, age)
    });
    plans.into_iter().map(|(_, id)| id).collect()
}

#[cfg(test)]
mod tests {
    use crate::app::plan_names::{free_draft_name, letters};
    use crate::app::wording::{Lang, letter_of_draft};
    use crate::model::{Plan, PlanState, Project, Scheme};

    #[test]
    fn drafts_are_lettered() {
        let names: Vec<String> = [0, 1, 25, 26, 27, 51, 52, 701, 702].into_iter().map(letters).collect();
        assert_eq!(names, ["A", "B", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"], "as columns of a sheet are");
    }

    #[test]
    fn the_first_free_letter_is_taken() {
        let mut project = Project::new("村", Scheme::neutral());
        for name in ["草案 A", "草案 C"] {
            project.plans.push(Plan::new(name, PlanState::Draft));
        }
        assert_eq!(free_draft_name(&project, Lang::Zh), "草案 B", "between the two");
        assert_eq!(free_draft_name(&project, Lang::En), "Draft B", "the same letter in every language");
        let letters = [("草案 B", Some("B")), ("Draft AA", Some("AA")), ("草案 夏季", None), ("夏季", None)];
        for (name, letter) in letters {
            assert_eq!(letter_of_draft(name), letter, "{name}");
        }
    }
}
