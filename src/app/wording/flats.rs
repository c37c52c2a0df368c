//! Blocks of flats, floors, entrances.

use crate::app::wording::Lang;

/// A floor; below ground it is counted from −1.
pub fn floor_words(lang: Lang, floor: i16) -> String {
    lang.pick(format!("{floor}层"), format!("Fl. {floor}"))
}

/// An entrance; 0 is one that nobody has numbered.
pub fn unit_words(lang: Lang, unit: u16) -> String {
    if unit == 0 {
        return lang.pick("未注明单元", "entrance unknown").to_owned();
    }
    lang.pick(format!("{unit}单元"), format!("Entrance {unit}"))
}

/// How large a block of flats is.
pub fn tower_words(lang: Lang, floors: usize, columns: usize, households: usize) -> String {
    lang.pick(
        format!("{floors} 层 × {columns} 户 · 共 {households} 户"),
        format!("{floors} floors × {columns}, {households} households"),
    )
}

/// So many households are picked.
pub fn picked_words(lang: Lang, count: usize) -> String {
    lang.pick(format!("已选 {count} 户"), format!("{count} picked"))
}
