//! What a check found, as a sentence.

use crate::app::wording::{Lang, Naming, asked_by_text, meters, reason_words};
use crate::rules::{AskedBy, Finding};

/// One sentence; the names are those that the reader may see.
pub fn finding_sentence(lang: Lang, naming: Naming<'_>, finding: &Finding) -> String {
    match finding {
        Finding::Uncovered { household, reason } => {
            let household = naming.household(*household);
            match reason {
                Some(reason) => {
                    let reason = reason_words(lang, reason);
                    lang.pick(format!("{household} 无人联系：{reason}"), format!("Nobody covers {household}: {reason}"))
                }
                None => lang.pick(format!("{household} 无人联系"), format!("Nobody covers {household}")),
            }
        }
        Finding::LoadAbove { member, load, max_load } => {
            let member = naming.member(*member);
            lang.pick(
                format!("{member} 联系 {load} 户，超过上限 {max_load} 户"),
                format!("{member} has {load} households, more than {max_load}"),
            )
        }
        Finding::LoadBelow { member, load, min_load } => {
            let member = naming.member(*member);
            lang.pick(
                format!("{member} 联系 {load} 户，低于下限 {min_load} 户"),
                format!("{member} has {load} households, fewer than {min_load}"),
            )
        }
        Finding::IneligibleHolds { member, link_count } => {
            let member = naming.member(*member);
            lang.pick(
                format!("{member} 暂不联户，仍有 {link_count} 项联系"),
                format!("{member} cannot cover households now and still holds {link_count} links"),
            )
        }
        Finding::OtherGrid { household, member, grid, served } => {
            let (household, member) = (naming.household(*household), naming.member(*member));
            let (grid, served) = (naming.grid(*grid), naming.grid(*served));
            lang.pick(
                format!("{household} 在{grid}，由{served}的 {member} 联系"),
                format!("{household} in {grid} is covered by {member} of {served}"),
            )
        }
        Finding::FarLink { household, member, distance_m, median_m } => {
            let (household, member) = (naming.household(*household), naming.member(*member));
            let (far, usual) = (meters(f64::from(*distance_m)), meters(f64::from(*median_m)));
            lang.pick(
                format!("{member} 到 {household} 直线 {far}，其余一般 {usual}"),
                format!("{household} is {far} from {member}, whose others are about {usual} away"),
            )
        }
        Finding::StatedGridDiffers { household, stated, grid } => {
            let household = naming.household(*household);
            let here = grid.map_or_else(|| lang.pick("网格之外", "no grid").to_owned(), |grid| naming.grid(grid));
            lang.pick(
                format!("{household} 名册写 {stated}，地图上在{here}"),
                format!("The roster puts {household} in {stated}, the map in {here}"),
            )
        }
        Finding::OutsideGrids { household } => {
            let household = naming.household(*household);
            lang.pick(format!("{household} 不在任何网格内"), format!("{household} lies in no grid"))
        }
        Finding::InSeveralGrids { household } => {
            let household = naming.household(*household);
            lang.pick(format!("{household} 落在重叠的网格内"), format!("{household} lies in grids that overlap"))
        }
        Finding::Unplaced { household } => {
            let household = naming.household(*household);
            lang.pick(format!("{household} 尚未定位"), format!("{household} has no position yet"))
        }
        other => scheme_sentence(lang, naming, other),
    }
}

/// The same for what only some schemes ask for.
fn scheme_sentence(lang: Lang, naming: Naming<'_>, finding: &Finding) -> String {
    let scheme = &naming.project.facts.scheme;
    match finding {
        Finding::LoadOff { member, load, ideal: (from, to) } => {
            let member = naming.member(*member);
            lang.pick(
                format!("{member} 联系 {load} 户，宜为 {from}–{to} 户"),
                format!("{member} has {load} households; {from} to {to} are aimed at"),
            )
        }
        Finding::SeveralPrimaries { household, count } => {
            let household = naming.household(*household);
            lang.pick(
                format!("{household} 有 {count} 名主责党员"),
                format!("{count} members are responsible for {household}"),
            )
        }
        Finding::NeedUnmet { household, requirement } => {
            let household = naming.household(*household);
            let need = asked_by_text(lang, scheme, AskedBy::Requirement(requirement));
            lang.pick(format!("{household} 尚未做到：{need}"), format!("{household} lacks: {need}"))
        }
        Finding::TierBelow { member, tier, count, min } => {
            let member = naming.member(*member);
            let tier = asked_by_text(lang, scheme, AskedBy::Tier(tier));
            lang.pick(
                format!("{member} {tier} {count}，低于下限 {min}"),
                format!("{member}, {tier}: {count}, fewer than {min}"),
            )
        }
        Finding::TierAbove { member, tier, count, max } => {
            let member = naming.member(*member);
            let tier = asked_by_text(lang, scheme, AskedBy::Tier(tier));
            lang.pick(
                format!("{member} {tier} {count}，超过上限 {max}"),
                format!("{member}, {tier}: {count}, more than {max}"),
            )
        }
        Finding::TierOff { member, tier, count, ideal: (from, to) } => {
            let member = naming.member(*member);
            let tier = asked_by_text(lang, scheme, AskedBy::Tier(tier));
            lang.pick(
                format!("{member} {tier} {count}，宜为 {from}–{to}"),
                format!("{member}, {tier}: {count}; {from} to {to} are aimed at"),
            )
        }
        Finding::TargetUnlinked { target, tier } => {
            let target = naming.target(*target);
            let tier = asked_by_text(lang, scheme, AskedBy::Tier(tier));
            lang.pick(format!("{target} 还没有人：{tier}"), format!("{target} has nobody: {tier}"))
        }
        Finding::Unclassified { household } => {
            let household = naming.household(*household);
            lang.pick(format!("{household} 未分类"), format!("Nobody has said who lives in {household}"))
        }
        _ => String::new(),
    }
}
