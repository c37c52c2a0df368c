//! Households that nobody has placed.

use crate::app::wording::{Lang, meters};
use crate::index::{LocatedBy, Location};

/// Where a household probably is, and how surely.
pub fn located_words(lang: Lang, location: Location) -> String {
    match location.by {
        LocatedBy::Building => lang.pick("建议：在所属楼栋", "probably in its building").to_owned(),
        LocatedBy::SameAddress => {
            lang.pick("建议：与同一地址的户相同", "probably where the same address is").to_owned()
        }
        LocatedBy::HouseNumber => {
            let within = meters(location.within_m);
            lang.pick(
                format!("建议：按相邻门牌号推算，误差约 {within}"),
                format!("probably between its neighbors, within about {within}"),
            )
        }
    }
}

/// Take all that is proposed.
pub fn take_all_words(lang: Lang, count: usize) -> String {
    lang.pick(format!("按建议标定 {count} 户"), format!("Place {count} as proposed"))
}

/// What a click on the map does now.
pub fn placing_hint(lang: Lang, household: &str) -> String {
    lang.pick(format!("点一下 {household} 所在的位置，Esc 结束"), format!("Click where {household} is; Esc ends"))
}

/// How many households were placed, or would be.
pub fn placed_words(lang: Lang, placed: usize, waiting: usize, is_dry: bool) -> String {
    match (lang, is_dry) {
        (Lang::Zh, true) => format!("待定位 {waiting} 户，可推算 {placed} 户，没有写入"),
        (Lang::Zh, false) => format!("待定位 {waiting} 户，已标定 {placed} 户"),
        (Lang::En, true) => format!("{waiting} without a place, {placed} can be located; nothing was written"),
        (Lang::En, false) => format!("{waiting} without a place, {placed} were placed"),
    }
}
