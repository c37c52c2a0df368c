//! Who keeps in contact with whom in an orderly village: the tiers and requirements of the scheme, each kept.

use crate::demo::builder::Builder;
use crate::geom::Wgs84;
use crate::index::{covered_in_tier, covers_in_tier, place_of_target, tier_is_about};
use crate::model::{
    BuildingId, CategorySet, Grid, GridId, HouseholdId, Link, LinkKind, MemberId, Project, Requirement, Scheme, Target,
    TargetKind, TargetLink, Tier, UnitId,
};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// The day on which contacts of most places began.
const BEGUN: Date = Date::constant(2025, 3, 1);
/// A degree of longitude here, as a share of one of latitude. A sine would not be the same on all machines.
const EAST_SHARE: f64 = 0.82;
/// What is gained by less is not worth it, in degrees: about a meter.
const SHORTER: f64 = 1e-5;

/// What belongs to one village.
#[derive(Debug, Default)]
pub(crate) struct Ground {
    /// All who serve there.
    pub(crate) members: BTreeSet<MemberId>,
    /// Its households.
    pub(crate) households: BTreeSet<HouseholdId>,
    /// Its outline and its cells.
    pub(crate) grids: BTreeSet<GridId>,
    /// Its buildings.
    pub(crate) buildings: BTreeSet<BuildingId>,
    /// Its organizations, enterprises and segments.
    pub(crate) units: BTreeSet<UnitId>,
}

impl Ground {
    /// Everything of a kind that is part of it; households have links of their own.
    pub(crate) fn targets(&self, project: &Project, kind: TargetKind) -> Vec<Target> {
        match kind {
            TargetKind::Household => Vec::new(),
            TargetKind::Building => self.buildings.iter().copied().map(Target::Building).collect(),
            TargetKind::Member => self.members.iter().copied().map(Target::Member).collect(),
            TargetKind::Grid => self.grids.iter().copied().map(Target::Grid).collect(),
            TargetKind::Organization | TargetKind::Enterprise | TargetKind::Segment => {
                let rows = self.units.iter().filter_map(|&id| Some((id, project.units.at(id)?.kind)));
                rows.filter(|(_, unit)| unit.target() == kind).map(|(id, unit)| Target::Unit(unit, id)).collect()
            }
        }
    }
}

/// Links what the tiers and the requirements of the scheme ask for.
pub(crate) fn link_tiers(builder: &mut Builder, ground: &Ground) {
    let scheme = builder.project.facts.scheme.clone();
    for tier in scheme.tiers.iter().filter(|tier| tier.severity.is_some()) {
        let holders: Vec<MemberId> =
            ground.members.iter().copied().filter(|member| covers_in_tier(&builder.project, tier, *member)).collect();
        match tier.of {
            TargetKind::Household if tier.only.is_empty() => {}
            TargetKind::Household => help(builder, tier, &holders, ground),
            _ => deal(builder, tier, &holders, ground),
        }
    }
    for requirement in scheme.requirements.iter().filter(|requirement| requirement.severity.is_some()) {
        pair(builder, &scheme, requirement, ground);
    }
}

/// How near two places are; smaller is nearer, and only that is meant.
fn apart(a: Option<Wgs84>, b: Option<Wgs84>) -> f64 {
    let Some((a, b)) = a.zip(b) else { return f64::MAX };
    let (east, north) = ((a.lon_deg - b.lon_deg) * EAST_SHARE, a.lat_deg - b.lat_deg);
    east * east + north * north
}

/// What each holder of a tier has while it is being dealt.
struct Dealt<'a> {
    tier: &'a Tier,
    targets: Vec<Target>,
    held: BTreeMap<MemberId, Vec<Target>>,
}

/// Deals everything that a tier is about to its holders, each to a near one, so that everybody stays in range.
fn deal(builder: &mut Builder, tier: &Tier, holders: &[MemberId], ground: &Ground) {
    let project = &builder.project;
    let about: Vec<Target> =
        ground.targets(project, tier.of).into_iter().filter(|target| tier_is_about(project, tier, *target)).collect();
    if about.is_empty() || holders.is_empty() {
        return;
    }
    let held = holders.iter().map(|&holder| (holder, Vec::new())).collect();
    let mut dealt = Dealt { tier, targets: about, held };
    match tier.ideal {
        Some((_, most)) if tier.by.is_empty() => dealt.in_groups(builder, usize::from(most).max(1)),
        _ => {
            dealt.nearest_first(builder);
            dealt.raise_low(builder);
            // A grid stays with whoever leads it.
            if tier.of != TargetKind::Grid {
                dealt.shorten(builder);
            }
        }
    }
    dealt.write(builder);
}

impl Dealt<'_> {
    fn most(&self) -> usize {
        self.tier.max.map_or(usize::MAX, usize::from)
    }

    /// A few each for as many holders as it takes: those of a group are near each other.
    fn in_groups(&mut self, builder: &Builder, most: usize) {
        let place = |target: Target| place_of_target(&builder.project, target);
        let mut left = std::mem::take(&mut self.targets);
        let mut groups = left.len().div_ceil(most);
        while let Some(first) = left.first().copied() {
            let size = left.len().div_ceil(groups.max(1));
            groups = groups.saturating_sub(1);
            left.sort_by(|a, b| apart(place(first), place(*a)).total_cmp(&apart(place(first), place(*b))));
            let group: Vec<Target> = left.drain(..size.min(left.len())).collect();
            let free = self.held.iter().filter(|(_, held)| held.is_empty()).map(|(&holder, _)| holder);
            let free = free.filter(|holder| !group.contains(&Target::Member(*holder)));
            let nearest = free.min_by(|a, b| {
                let far = |holder: &MemberId| apart(place(Target::Member(*holder)), place(first));
                far(a).total_cmp(&far(b)).then(a.cmp(b))
            });
            if let Some(held) = nearest.and_then(|holder| self.held.get_mut(&holder)) {
                held.extend(group);
            }
        }
    }

    /// Nearest pairs first, nobody above a fair share; the grid leader of a grid before anybody else.
    fn nearest_first(&mut self, builder: &Builder) {
        let project = &builder.project;
        let place = |target: Target| place_of_target(project, target);
        let leads = |holder: MemberId, target: Target| match target {
            Target::Grid(grid) => project.grids.at(grid).is_some_and(|row| row.leader == Some(holder)),
            _ => false,
        };
        let mut pairs: Vec<(bool, f64, Target, MemberId)> = Vec::new();
        for &target in &self.targets {
            let others = self.held.keys().filter(|holder| Target::Member(**holder) != target);
            pairs.extend(others.map(|&holder| {
                let far = apart(place(target), place(Target::Member(holder)));
                (!leads(holder, target), far, target, holder)
            }));
        }
        pairs.sort_by(|a, b| (a.0.cmp(&b.0)).then(a.1.total_cmp(&b.1)).then((a.2, a.3).cmp(&(b.2, b.3))));
        let fair = self.targets.len().div_ceil(self.held.len()).max(usize::from(self.tier.min));
        let mut done: BTreeSet<Target> = BTreeSet::new();
        for most in [fair.min(self.most()), self.most()] {
            for &(_, _, target, holder) in &pairs {
                let Some(held) = self.held.get_mut(&holder) else { continue };
                if held.len() < most && !done.contains(&target) {
                    held.push(target);
                    done.insert(target);
                }
            }
        }
    }

    /// Who has too few gets the nearest of those whose holder can spare one.
    fn raise_low(&mut self, builder: &Builder) {
        let place = |target: Target| place_of_target(&builder.project, target);
        let least = usize::from(self.tier.min);
        let low: Vec<MemberId> =
            self.held.iter().filter(|(_, held)| held.len() < least).map(|(&holder, _)| holder).collect();
        for holder in low {
            while self.held.get(&holder).is_some_and(|held| held.len() < least) {
                let spare = self.held.iter().filter(|(_, held)| held.len() > least);
                let offers = spare.flat_map(|(&from, held)| held.iter().map(move |&target| (from, target)));
                let fits = offers.filter(|(_, target)| *target != Target::Member(holder));
                let far = |target: Target| apart(place(target), place(Target::Member(holder)));
                let nearest = fits.min_by(|a, b| far(a.1).total_cmp(&far(b.1)).then((a.1, a.0).cmp(&(b.1, b.0))));
                let Some((from, target)) = nearest else { break };
                if let Some(held) = self.held.get_mut(&from) {
                    held.retain(|there| *there != target);
                }
                if let Some(held) = self.held.get_mut(&holder) {
                    held.push(target);
                }
            }
        }
    }

    /// Two change hands wherever that makes the ways shorter.
    fn shorten(&mut self, builder: &Builder) {
        let place = |target: Target| place_of_target(&builder.project, target);
        // The root, so that one long way weighs no more than two of half its length.
        let far = |target: Target, holder: MemberId| apart(place(target), place(Target::Member(holder))).sqrt();
        let holders: Vec<MemberId> = self.held.keys().copied().collect();
        for _ in 0..3 {
            for (idx, &one) in holders.iter().enumerate() {
                for &other in holders.iter().skip(idx + 1) {
                    self.swap_between(one, other, &far);
                }
            }
        }
    }

    fn swap_between(&mut self, one: MemberId, other: MemberId, far: &impl Fn(Target, MemberId) -> f64) {
        let held = |dealt: &Self, holder: MemberId| dealt.held.get(&holder).cloned().unwrap_or_default();
        for given in held(self, one) {
            let offers = held(self, other)
                .into_iter()
                .filter(|taken| given != Target::Member(other) && *taken != Target::Member(one));
            let gain = |taken: &Target| far(given, one) + far(*taken, other) - far(given, other) - far(*taken, one);
            let best = offers.max_by(|a, b| gain(a).total_cmp(&gain(b)).then(b.cmp(a)));
            let Some(taken) = best.filter(|taken| gain(taken) > SHORTER) else { continue };
            for (holder, out, new) in [(one, given, taken), (other, taken, given)] {
                if let Some(held) = self.held.get_mut(&holder) {
                    held.retain(|there| *there != out);
                    held.push(new);
                }
            }
        }
    }

    /// Puts it into the plan. A grid that nobody leads is led by whoever keeps in contact with it.
    fn write(self, builder: &mut Builder) {
        for (holder, targets) in self.held {
            for target in targets {
                builder.plan.relink_target(target, holder, Some(TargetLink { target, since: Some(BEGUN) }));
                let Target::Grid(grid) = target else { continue };
                let row = builder.project.grids.at(grid).filter(|row| row.leader.is_none()).cloned();
                if let Some(row) = row.filter(|_| self.tier.by.is_empty()) {
                    builder.project.grids.put(grid, Some(Grid { leader: Some(holder), ..row }));
                }
            }
        }
    }
}

/// Lets each holder help as many households of the category as the tier asks for at least, those first whom nobody
/// helps.
fn help(builder: &mut Builder, tier: &Tier, holders: &[MemberId], ground: &Ground) {
    let categories = builder.categories(&[tier.only.as_str()]);
    let meant = meant_households(builder, categories, ground);
    for &holder in holders {
        let held = |builder: &Builder| {
            let is_held = |household: &&HouseholdId| {
                let mut links = builder.plan.links_of(**household).iter();
                links.any(|link| link.member == holder && link.kind != LinkKind::Backup)
            };
            meant.iter().filter(is_held).count()
        };
        while held(builder) < usize::from(tier.min) {
            let offers = meant.iter().copied().filter(|&household| can_help(builder, household, holder));
            let rank = |household: &HouseholdId| {
                let links = builder.plan.links_of(*household).iter();
                let helpers = links.filter(|link| link.kind == LinkKind::Paired).count();
                (helpers, far(builder, *household, holder))
            };
            let best = offers.min_by(|a, b| {
                let (a_rank, b_rank) = (rank(a), rank(b));
                a_rank.0.cmp(&b_rank.0).then(a_rank.1.total_cmp(&b_rank.1)).then(a.cmp(b))
            });
            let Some(household) = best else { break };
            link_paired(builder, household, holder);
        }
    }
}

/// Finds somebody for each household that a requirement is about and that has nobody: a near one who has few.
fn pair(builder: &mut Builder, scheme: &Scheme, requirement: &Requirement, ground: &Ground) {
    if !requirement.kinds.contains(&LinkKind::Paired) {
        return;
    }
    let keys: Vec<&str> = requirement.categories.iter().map(String::as_str).collect();
    let has_part = |builder: &Builder, kind: LinkKind, member: MemberId| {
        builder.project.members.at(member).is_some_and(|row| scheme.satisfies(requirement, kind, &row.roles))
    };
    let helpers: Vec<MemberId> =
        ground.members.iter().copied().filter(|member| has_part(builder, LinkKind::Paired, *member)).collect();
    let mut count: BTreeMap<MemberId, usize> = BTreeMap::new();
    for household in meant_households(builder, builder.categories(&keys), ground) {
        let links = builder.plan.links_of(household);
        let mut links = links.iter().filter(|link| builder.project.counts_as_cover(household, link.member));
        if links.any(|link| has_part(builder, link.kind, link.member)) {
            continue;
        }
        let offers = helpers.iter().copied().filter(|&member| can_help(builder, household, member));
        let best = offers.min_by(|a, b| {
            let busy = |member: &MemberId| count.get(member).copied().unwrap_or(0);
            let far = |member: &MemberId| far(builder, household, *member);
            busy(a).cmp(&busy(b)).then(far(a).total_cmp(&far(b))).then(a.cmp(b))
        });
        if let Some(member) = best {
            *count.entry(member).or_default() += 1;
            link_paired(builder, household, member);
        }
    }
}

fn meant_households(builder: &Builder, categories: CategorySet, ground: &Ground) -> Vec<HouseholdId> {
    let is_meant = |household: &HouseholdId| {
        let row = builder.project.households.at(*household);
        row.is_some_and(|row| row.is_lived_in() && row.categories.has_common(categories))
    };
    ground.households.iter().copied().filter(is_meant).collect()
}

/// True if a member can help a household, and has no part there yet.
fn can_help(builder: &Builder, household: HouseholdId, member: MemberId) -> bool {
    builder.project.counts_as_cover(household, member)
        && builder.plan.links_of(household).iter().all(|link| link.member != member)
}

fn far(builder: &Builder, household: HouseholdId, member: MemberId) -> f64 {
    let place = |target| place_of_target(&builder.project, target);
    apart(place(Target::Household(household)), place(Target::Member(member)))
}

fn link_paired(builder: &mut Builder, household: HouseholdId, member: MemberId) {
    let link = Link { member, kind: LinkKind::Paired, locked: false, since: Some(BEGUN) };
    builder.plan.relink(household, member, link.kind, Some(link));
}

/// Finds somebody for the grids above the villages: near those who are nearest, and not more than a tier allows.
pub(crate) fn link_towns(builder: &mut Builder, towns: &[GridId]) {
    let scheme = builder.project.facts.scheme.clone();
    for tier in scheme.tiers.iter().filter(|tier| tier.severity.is_some() && tier.of == TargetKind::Grid) {
        for &grid in towns {
            let target = Target::Grid(grid);
            if !tier_is_about(&builder.project, tier, target) {
                continue;
            }
            let at = place_of_target(&builder.project, target);
            let has_room = |member: &MemberId| {
                let count = covered_in_tier(&builder.project, &builder.plan, tier, *member).count();
                count < tier.max.map_or(usize::MAX, usize::from)
            };
            let able = builder.project.members.ids().filter(|member| covers_in_tier(&builder.project, tier, *member));
            let nearest = able.filter(has_room).min_by(|a, b| {
                let far = |member: &MemberId| apart(at, place_of_target(&builder.project, Target::Member(*member)));
                far(a).total_cmp(&far(b)).then(a.cmp(b))
            });
            let Some(holder) = nearest else { continue };
            let held = BTreeMap::from([(holder, vec![target])]);
            Dealt { tier, targets: Vec::new(), held }.write(builder);
        }
    }
}
