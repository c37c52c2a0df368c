//! Grids being drawn, divided and put together, in words.

use crate::app::wording::{Lang, Naming};
use crate::edit::{Edit, Refusal};
use crate::model::GridId;
use crate::rules::{OutlineFault, OutlineFix};

/// A short name for an edit of grids; empty for any other.
pub(crate) fn grid_label(lang: Lang, naming: Naming<'_>, edit: &Edit) -> String {
    match edit {
        Edit::AddGrid(row) => lang.pick(format!("添加网格 {}", row.name), format!("Add the grid {}", row.name)),
        Edit::ChangeGrid(grid, _) => {
            let grid = naming.grid(*grid);
            lang.pick(format!("修改网格 {grid}"), format!("Change the grid {grid}"))
        }
        Edit::ReshapeGrids(outlines) => {
            let names = grid_names(lang, naming, outlines.iter().map(|(grid, _)| *grid));
            lang.pick(format!("修改 {names} 的边界"), format!("Change the border of {names}"))
        }
        Edit::SplitGrid { grid, parts, .. } => {
            let (grid, count) = (naming.grid(*grid), parts.len());
            lang.pick(format!("把网格 {grid} 分成 {count} 个"), format!("Divide the grid {grid} into {count}"))
        }
        Edit::MergeGrids { into, others, .. } => {
            let (into, names) = (naming.grid(*into), grid_names(lang, naming, others.iter().copied()));
            lang.pick(format!("把 {names} 并入 {into}"), format!("Put {names} into {into}"))
        }
        Edit::RemoveGrid(grid) => {
            let grid = naming.grid(*grid);
            lang.pick(format!("删除网格 {grid}"), format!("Remove the grid {grid}"))
        }
        _ => String::new(),
    }
}

/// The first names, and how many there are where that is not all.
fn grid_names(lang: Lang, naming: Naming<'_>, grids: impl Iterator<Item = GridId>) -> String {
    const TOLD: usize = 2;
    let names: Vec<String> = grids.map(|grid| naming.grid(grid)).collect();
    let told = names.iter().take(TOLD).cloned().collect::<Vec<_>>().join(lang.pick("、", ", "));
    match names.len() {
        count if count > TOLD => {
            lang.pick(format!("{told} 等 {count} 个网格"), format!("{told} and {} more", count - TOLD))
        }
        _ => told,
    }
}

/// Why a wish about grids cannot be granted; empty for any other refusal.
pub(crate) fn grid_refusal(lang: Lang, naming: Naming<'_>, refusal: &Refusal) -> String {
    match refusal {
        Refusal::NoGrid(_) => lang.pick("没有这个网格", "There is no such grid").to_owned(),
        Refusal::NoArea => lang
            .pick(
                "网格至少要有三个角。要去掉整个网格，请用“删除网格”",
                "A grid needs three corners or more; to take it away, remove the grid",
            )
            .to_owned(),
        Refusal::OutlineCrosses => lang
            .pick(
                "这样边界会自相交，没有修改。请换个位置",
                "The outline would cross itself; nothing was changed. Choose another place",
            )
            .to_owned(),
        Refusal::GridInItself(grid) => {
            let grid = naming.grid(*grid);
            lang.pick(format!("{grid} 不能属于它自己"), format!("{grid} cannot be a part of itself"))
        }
        Refusal::TooFewGrids => lang.pick("至少要有两个网格", "There must be two grids or more").to_owned(),
        _ => String::new(),
    }
}

/// What is wrong with outlines, in one sentence.
pub fn fault_words(lang: Lang, naming: Naming<'_>, fault: &OutlineFault) -> String {
    let size = grid_size_words(lang, fault.size_m2());
    let is_sliver = fault.is_sliver();
    match fault {
        OutlineFault::Crosses { grid, .. } => {
            let grid = naming.grid(*grid);
            lang.pick(format!("{grid} 的边界自相交"), format!("The outline of {grid} crosses itself"))
        }
        OutlineFault::Overlap { one, other, .. } => {
            let (one, other) = (naming.grid(*one), naming.grid(*other));
            let (zh, en) = if is_sliver { ("有细条重叠", "overlap in a strip") } else { ("重叠", "overlap") };
            lang.pick(format!("{one} 与 {other} {zh}（{size}）"), format!("{one} and {other} {en} ({size})"))
        }
        OutlineFault::Gap { beside, .. } => {
            let names = grid_names(lang, naming, beside.iter().copied());
            let (zh, en) = if is_sliver { ("细缝", "A slit") } else { ("空隙", "A gap") };
            lang.pick(format!("{names} 之间有{zh}（{size}）"), format!("{en} between {names} ({size})"))
        }
        OutlineFault::SameCode { one, other } => {
            let (one, other) = (naming.grid(*one), naming.grid(*other));
            lang.pick(format!("{one} 与 {other} 编号相同"), format!("{one} and {other} have the same code"))
        }
    }
}

/// What a button says that mends a fault.
pub fn fix_words(lang: Lang, naming: Naming<'_>, fix: &OutlineFix) -> String {
    match fix.to {
        Some(to) => {
            let to = naming.grid(to);
            lang.pick(format!("归 {to}"), format!("To {to}"))
        }
        None => lang.pick("修复", "Mend").to_owned(),
    }
}

/// How many faults there are.
pub fn grid_faults_words(lang: Lang, count: usize) -> String {
    match count {
        0 => lang.pick("没有空隙、重叠、自相交或重复编号", "No gaps, overlaps, crossings or equal codes").to_owned(),
        _ => lang.pick(format!("发现 {count} 处"), format!("{count} found")),
    }
}

/// How large an area is.
pub fn grid_size_words(lang: Lang, m2: f64) -> String {
    match m2 {
        m2 if m2 < 10_000.0 => lang.pick(format!("{m2:.0} 平方米"), format!("{m2:.0} m²")),
        m2 => lang.pick(format!("{:.1} 公顷", m2 / 1e4), format!("{:.1} ha", m2 / 1e4)),
    }
}

/// What a button says that mends many narrow strips at once.
pub fn mend_all_words(lang: Lang, count: usize) -> String {
    lang.pick(format!("修复 {count} 处细条"), format!("Mend {count} strips"))
}

/// What the second and further parts of a grid are called until somebody names them.
pub fn part_name(name: &str, number: usize) -> String {
    format!("{name}-{number}")
}

/// What happens when one grid is put into another.
pub fn merge_words(lang: Lang, gone: &str, kept: &str) -> String {
    lang.pick(
        format!("{gone} 的户、党员和下级网格都归 {kept}，联系关系不变"),
        format!("Households, members and inner grids of {gone} belong to {kept}; links stay as they are"),
    )
}

/// A line cuts a grid into another number of parts than are named.
pub fn parts_do_not_fit(lang: Lang, cut: usize, named: usize) -> String {
    lang.pick(
        format!("这条线把网格切成 {cut} 块，却写了 {named} 块。线的两端要伸到网格外"),
        format!("The line cuts the grid into {cut} parts, and {named} are named. Both ends must lie outside"),
    )
}
