//! What the map is colored by, and what its colors mean.

use crate::app::wording::{Lang, Text, meters};
use crate::scene::{Coloring, DISTANCE_CLASSES_M, Shade};

/// What a coloring is called.
pub fn coloring_text(coloring: Coloring) -> Text {
    match coloring {
        Coloring::Category => Text::ColorCategory,
        Coloring::Member => Text::ColorMember,
        Coloring::Coverage => Text::ColorCoverage,
        Coloring::Load => Text::ColorLoad,
        Coloring::Distance => Text::ColorDistance,
        Coloring::Changed => Text::ColorChanged,
    }
}

/// What a class of households is called.
pub fn shade_words(lang: Lang, shade: Shade) -> String {
    let fixed = match shade {
        Shade::Member(_) => Text::Member,
        Shade::Covered => Text::CoveredCount,
        Shade::Uncovered => Text::UncoveredCount,
        Shade::NotRequired => Text::NotRequiredCount,
        Shade::LoadBelow => Text::ShadeBelow,
        Shade::LoadWithin => Text::ShadeWithin,
        Shade::LoadFull => Text::ShadeFull,
        Shade::LoadAbove => Text::ShadeAbove,
        Shade::NoDistance => Text::ShadeNoDistance,
        Shade::Changed => Text::ShadeChanged,
        Shade::Unchanged => Text::ShadeUnchanged,
        Shade::Distance(class) => return distance_class(lang, usize::from(class)),
    };
    fixed.of(lang).to_owned()
}

fn distance_class(lang: Lang, class: usize) -> String {
    let from = class.checked_sub(1).and_then(|before| DISTANCE_CLASSES_M.get(before)).copied();
    let to = DISTANCE_CLASSES_M.get(class).copied();
    match (from, to) {
        (_, None) => {
            let from = meters(from.unwrap_or_default());
            lang.pick(format!("超过 {from}"), format!("over {from}"))
        }
        (None, Some(to)) => lang.pick(format!("{} 以内", meters(to)), format!("up to {}", meters(to))),
        (Some(from), Some(to)) => format!("{from:.0}–{}", meters(to)),
    }
}
