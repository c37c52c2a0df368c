//! The table of what the checks found.

use crate::app::wording::{Text, finding_sentence, severity_word};
use crate::model::{Severity, Target};
use crate::rules::Finding;
use crate::ui::session::Session;
use crate::ui::tables::{Cell, Column, Field, Look, Tone, shown};

/// Its columns.
pub(crate) const COLUMNS: &[Column] = &[
    shown(Field::Severity, Text::SeverityHead, 70.0),
    shown(Field::Sentence, Text::FindingHead, 480.0),
    shown(Field::Grid, Text::Grid, 110.0),
    shown(Field::Code, Text::Code, 110.0),
    shown(Field::Responsible, Text::Member, 100.0),
];

/// What stands in a cell.
pub(crate) fn cell(look: &Look<'_>, finding: &Finding, field: Field) -> Option<Cell> {
    let (document, lang) = (look.document, look.lang);
    let (project, index) = (document.project(), document.index());
    let naming = Session::naming(document);
    let targets = finding.targets();
    let household = targets.iter().find_map(|target| match *target {
        Target::Household(household) => Some(household),
        _ => None,
    });
    let member = targets.iter().find_map(|target| match *target {
        Target::Member(member) => Some(member),
        _ => None,
    });
    Some(match field {
        Field::Severity => {
            let severity = finding.severity(&project.facts.scheme);
            let (place, tone) = match severity {
                Severity::Error => (0, Tone::Error),
                Severity::Warning => (1, Tone::Warn),
                Severity::Note => (2, Tone::Weak),
            };
            Cell { text: severity_word(lang, severity).to_owned(), number: Some(f64::from(place)), tone }
        }
        Field::Sentence => Cell::of(finding_sentence(lang, naming, finding)),
        Field::Grid => {
            let of_household = household.and_then(|household| index.grid_of(household));
            let grid = of_household.or_else(|| index.grid_served(project, member?))?;
            Cell::of(naming.grid(grid)).weak()
        }
        Field::Code => Cell::of(&project.households.at(household?)?.code).weak(),
        Field::Responsible => Cell::of(naming.member(member?)),
        _ => return None,
    })
}
