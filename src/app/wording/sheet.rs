//! What is written on a printed map.

use crate::app::wording::{Lang, Naming, Text, as_of_words, equation_words, place_name, said_of, target_text};
use crate::disclose::Audience;
use crate::index::GridCount;
use crate::model::{GridId, MemberStatus, PlanId, PlanState, Project, Tier};
use crate::scene::{LegendTexts, PageTexts, TierLegendTexts};
use jiff::civil::Date;

/// All texts of a sheet that shows the place or one grid.
pub fn page_texts(
    lang: Lang,
    project: &Project,
    plan: PlanId,
    grid: Option<GridId>,
    count: &GridCount,
    audience: Audience,
    today: Date,
) -> PageTexts {
    let of = |text: Text| text.of(lang).to_owned();
    let facts = &project.facts;
    let place = place_name(lang, facts);
    let what = grid.map_or_else(|| facts.name.clone(), |grid| Naming { project, audience }.grid(grid));
    let households: usize = count.categories.values().sum();
    let members = project.members.rows().filter(|row| row.status == MemberStatus::Serving).count();
    let plan_name = project.plans.at(plan).map_or_else(String::new, |plan| match plan.state {
        PlanState::Current => of(Text::PlanCurrent),
        PlanState::Draft | PlanState::Former => plan.name.clone(),
    });
    let size = match grid {
        Some(_) => lang.pick(format!("{households} 户"), format!("{households} households")),
        None => lang
            .pick(format!("{households} 户，{members} 名党员"), format!("{households} households, {members} members")),
    };
    let plan_words = lang.pick(format!("方案“{plan_name}”"), format!("plan “{plan_name}”"));
    let subtitle = [place, facts.scheme.name.clone(), plan_words, today.to_string(), size].join(" · ");
    let coverage = match audience {
        Audience::Public => String::new(),
        Audience::Meeting | Audience::Internal => equation_words(lang, &count.equation),
    };
    let stamp = match audience {
        Audience::Internal => Text::SheetStampInternal,
        Audience::Meeting => Text::SheetStampMeeting,
        Audience::Public => Text::SheetStampPublic,
    };
    PageTexts {
        title: format!("{what} {}", Text::SheetSubtitleMap.of(lang)),
        subtitle,
        stamp: of(stamp),
        invented: if facts.is_invented { of(Text::Invented) } else { String::new() },
        legend_title: of(Text::SheetLegend),
        coverage_title: if coverage.is_empty() { String::new() } else { of(Text::SheetCoverage) },
        coverage,
        north: of(Text::North),
        date: today.to_string(),
        maker_label: of(Text::SheetMaker),
        maker: String::new(),
        phone_label: of(Text::SheetPhone),
        phone: String::new(),
        source_label: of(Text::SheetSource),
        source: facts.backdrop_source.clone(),
        note: as_of_words(lang, project),
    }
}

/// What legend lines say that are no category.
pub fn legend_texts(lang: Lang) -> LegendTexts {
    let of = |text: Text| text.of(lang).to_owned();
    LegendTexts {
        unknown: of(Text::Unknown),
        household: of(Text::AllHouseholds),
        care: of(Text::Care),
        others: of(Text::Others),
        member: of(Text::Member),
        uncovered: of(Text::UncoveredCount),
    }
}

/// What the legend of a tier says.
pub fn tier_legend_texts(lang: Lang, tier: &Tier) -> TierLegendTexts {
    let target = target_text(lang, tier.of).to_owned();
    let lack = said_of(lang, &target, Text::ChainNobody.of(lang));
    TierLegendTexts { target, lack, holder: Text::ResponsibleMember.of(lang).to_owned() }
}
