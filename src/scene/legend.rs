//! The legend: what the marks mean, with as much of the counts as the audience may see.

use crate::disclose::{Audience, CountClass, public_counts};
use crate::index::GridCount;
use crate::model::{Category, Glyph, Project, Side, Target};
use crate::scene::{Ink, Scene};

/// A line of a legend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegendLine {
    /// The mark that stands before it.
    pub key: LegendKey,
    /// What it means.
    pub text: String,
    /// How many households; `None` where it is not counted.
    pub count: Option<usize>,
}

/// The mark before a line of a legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LegendKey {
    /// As it is drawn on the map.
    Mark(Glyph, Ink),
    /// The ring round uncovered households.
    Uncovered,
    /// What a tier is about, with somebody or with nobody.
    Target(Target, bool),
    /// The same where it is a street.
    Street(bool),
    /// The ring round whoever keeps a contact of a tier.
    Holder,
    /// None: a sum that no mark of the map stands for.
    Nothing,
}

/// What the lines say that are no category.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LegendTexts {
    /// Nobody has said (未分类).
    pub unknown: String,
    /// Any household, outside (住户).
    pub household: String,
    /// All that need care, as one (关爱户).
    pub care: String,
    /// The rest (其他住户).
    pub others: String,
    /// Members who agreed to be shown (党员).
    pub member: String,
    /// Uncovered (未联系).
    pub uncovered: String,
}

/// The legend of a scene. `count` is of what the map shows: the whole place, or one grid.
pub fn legend(
    project: &Project,
    scene: &Scene,
    count: &GridCount,
    audience: Audience,
    texts: &LegendTexts,
) -> Vec<LegendLine> {
    let public = public_counts(project, count, audience);
    let mut lines = Vec::new();
    if audience != Audience::Internal {
        let key = LegendKey::Mark(Glyph::Disc, Ink::Neutral);
        lines.push(LegendLine { key, text: texts.household.clone(), count: Some(public.total) });
    }
    lines.extend(public.lines.iter().map(|&(class, households)| of_class(project, class, households, texts)));
    if audience != Audience::Internal {
        if scene.marks_unsorted().any(|mark| mark.ink == Ink::Member) {
            let key = LegendKey::Mark(Glyph::Triangle, Ink::Member);
            lines.push(LegendLine { key, text: texts.member.clone(), count: None });
        }
    } else if count.equation.uncovered() > 0 {
        let (key, count) = (LegendKey::Uncovered, Some(count.equation.uncovered()));
        lines.push(LegendLine { key, text: texts.uncovered.clone(), count });
    }
    lines
}

/// What the lines of a tier say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TierLegendTexts {
    /// What it is about (企业).
    pub target: String,
    /// The same where nobody keeps in contact (企业：还没有人).
    pub lack: String,
    /// Who keeps in contact (联系人).
    pub holder: String,
}

/// The lines of the tier that a scene shows; none where it shows none. They are not counted: the map may be of a part.
pub fn tier_legend(scene: &Scene, texts: &TierLegendTexts) -> Vec<LegendLine> {
    let of_targets = |has_nobody: bool, text: &str| {
        let shape = scene.targets().iter().find(|shape| shape.has_nobody == has_nobody)?;
        let key = match shape.path.len() {
            0 | 1 => LegendKey::Target(shape.target, has_nobody),
            _ => LegendKey::Street(has_nobody),
        };
        Some(LegendLine { key, text: text.to_owned(), count: None })
    };
    let holder = LegendLine { key: LegendKey::Holder, text: texts.holder.clone(), count: None };
    let holder = (!scene.chains().is_empty()).then_some(holder);
    [of_targets(false, &texts.target), of_targets(true, &texts.lack), holder].into_iter().flatten().collect()
}

fn of_class(project: &Project, class: CountClass, households: usize, texts: &LegendTexts) -> LegendLine {
    let (key, text) = match class {
        CountClass::Category(category) => {
            let of_row = |row: &Category| {
                let is_quiet = row.side == Side::Neutral;
                let ink = Ink::Category { category, color: row.color, is_quiet };
                (LegendKey::Mark(row.glyph, ink), row.name.clone())
            };
            project.categories.at(category).map_or_else(|| (LegendKey::Nothing, String::new()), of_row)
        }
        CountClass::Unknown => (LegendKey::Mark(Glyph::Unknown, Ink::Unknown), texts.unknown.clone()),
        CountClass::Care => (LegendKey::Nothing, texts.care.clone()),
        CountClass::Others => (LegendKey::Nothing, texts.others.clone()),
    };
    LegendLine { key, text, count: Some(households) }
}
