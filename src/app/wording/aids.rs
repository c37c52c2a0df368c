//! Sentences of the search box, of filters, of the history and of saved views.

use crate::app::wording::Lang;
use crate::scene::grouped;

/// It was found by the end of a phone: no more of it than was typed.
pub fn phone_ends(lang: Lang, typed: &str) -> String {
    lang.pick(format!("电话尾号 {typed}"), format!("phone ends in {typed}"))
}

/// Only the households of a member.
pub fn only_of(lang: Lang, member: &str) -> String {
    lang.pick(format!("只看{member}的户"), format!("Only households of {member}"))
}

/// Only the households in a grid.
pub fn only_of_grid(lang: Lang, grid: &str) -> String {
    lang.pick(format!("只看{grid}"), format!("Only {grid}"))
}

/// A category that is left out.
pub fn category_left_out(lang: Lang, category: &str) -> String {
    lang.pick(format!("不看 {category}"), format!("Without {category}"))
}

/// How many of all households are shown.
pub fn shown_words(lang: Lang, shown: usize, all: usize) -> String {
    let (shown, all) = (grouped(shown), grouped(all));
    lang.pick(format!("显示 {shown} / {all} 户"), format!("{shown} of {all} households"))
}

/// What a click on a step of the history would take back.
pub fn undo_steps(lang: Lang, count: usize) -> String {
    lang.pick(format!("回到这里：撤销 {count} 步"), format!("Back to here: undo {count}"))
}

/// What a click on a step of the history would do again.
pub fn redo_steps(lang: Lang, count: usize) -> String {
    lang.pick(format!("做到这里：重做 {count} 步"), format!("On to here: redo {count}"))
}

/// So many steps were taken back.
pub fn undone_words(lang: Lang, count: usize, key: &str) -> String {
    lang.pick(format!("已撤销 {count} 步，{key} 可逐步重做"), format!("{count} undone; {key} does them again"))
}

/// So many steps were done again.
pub fn redone_words(lang: Lang, count: usize) -> String {
    lang.pick(format!("已重做 {count} 步"), format!("{count} done again"))
}

/// A view was saved.
pub fn view_saved(lang: Lang, name: &str) -> String {
    lang.pick(format!("已保存视图“{name}”"), format!("Saved the view “{name}”"))
}
