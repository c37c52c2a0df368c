//! What the tools of the map say: counts, sources, whom strokes are for.

use crate::app::wording::Lang;

/// So many households are taken by a stroke.
pub fn taken_words(lang: Lang, count: usize) -> String {
    lang.pick(format!("{count} 户"), if count == 1 { "1 household".to_owned() } else { format!("{count} households") })
}

/// Picks everybody in the building: so many.
pub fn pick_building_words(lang: Lang, count: usize) -> String {
    lang.pick(format!("选整栋 {count} 户"), format!("Whole building: {count}"))
}

/// Picks everybody of the same category in the grid: so many.
pub fn pick_alike_words(lang: Lang, count: usize) -> String {
    lang.pick(format!("选同类 {count} 户"), format!("Same category: {count}"))
}

/// So many of what is picked are off the screen.
pub fn hidden_words(lang: Lang, count: usize) -> String {
    lang.pick(
        format!("其中 {count} 户在屏幕外（按 X 排除）"),
        format!("{count} of them off the screen (X leaves them out)"),
    )
}

/// So many are left out because they are off the screen.
pub fn spared_words(lang: Lang, count: usize) -> String {
    lang.pick(
        format!("已排除屏幕外的 {count} 户（按 X 恢复）"),
        format!("{count} off the screen left out (X takes them in)"),
    )
}

/// A box that leaves out what is off the screen.
pub fn spare_hidden_words(lang: Lang, count: usize) -> String {
    lang.pick(format!("排除屏幕外的 {count} 户"), format!("Leave out {count} off the screen"))
}

/// Only the households of this member.
pub fn only_of_member(lang: Lang, member: &str) -> String {
    lang.pick(format!("只选 {member} 的户"), format!("Only of {member}"))
}

/// Only the households in this grid.
pub fn only_in_grid(lang: Lang, grid: &str) -> String {
    lang.pick(format!("只选 {grid}"), format!("Only in {grid}"))
}

/// Strokes are for this member.
pub fn paints_to_words(lang: Lang, member: &str) -> String {
    lang.pick(format!("刷给 {member}"), format!("Painting to {member}"))
}
