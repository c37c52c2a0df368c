//! A tier of the scheme on the map: what it is about, and who keeps in contact with it.

use crate::disclose::Audience;
use crate::geom::{Bounds, MapPoint};
use crate::index::{covered_in_tier, covers_in_tier, place_of_target, targets_of_kind, tier_is_about};
use crate::model::{MemberId, Project, Target, TargetKind};
use crate::scene::{Label, LabelStyle, SceneOptions};
use std::collections::BTreeMap;

/// A contact of a tier, from who keeps it to what it leads to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChainShape {
    /// Who.
    pub holder: MemberId,
    /// With what.
    pub target: Target,
    /// Where the member is.
    pub from: MapPoint,
    /// Where it is.
    pub to: MapPoint,
}

/// Something that a tier is about.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetShape {
    /// What.
    pub target: Target,
    /// One place, or the line of a street.
    pub path: Vec<MapPoint>,
    /// True if nobody keeps in contact with it who should.
    pub has_nobody: bool,
}

impl TargetShape {
    /// The place that a line to it ends at.
    pub fn at(&self) -> Option<MapPoint> {
        self.path.get(self.path.len() / 2).copied()
    }

    /// How far a place is from it, in map meters.
    pub fn distance_m(&self, from: MapPoint) -> f64 {
        let far = |a: MapPoint, b: MapPoint| (a.east_m - b.east_m).hypot(a.north_m - b.north_m);
        let along = self.path.windows(2).filter_map(|pair| match pair {
            [a, b] => {
                let (east, north) = (b.east_m - a.east_m, b.north_m - a.north_m);
                let length = (east * east + north * north).max(f64::MIN_POSITIVE);
                let share = ((from.east_m - a.east_m) * east + (from.north_m - a.north_m) * north) / length;
                let share = share.clamp(0.0, 1.0);
                let foot = MapPoint { east_m: a.east_m + share * east, north_m: a.north_m + share * north };
                Some(far(foot, from))
            }
            _ => None,
        });
        let single = self.path.first().map(|at| far(*at, from)).filter(|_| self.path.len() == 1);
        along.chain(single).fold(f64::INFINITY, f64::min)
    }
}

/// The chosen tier of a scene.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Chains {
    pub(crate) links: Vec<ChainShape>,
    pub(crate) targets: Vec<TargetShape>,
    pub(crate) labels: Vec<Label>,
}

impl Chains {
    /// The tier of the options; nothing where none is chosen, and nothing about people outside.
    /// `O(members + targets)`.
    pub(crate) fn of(project: &Project, options: &SceneOptions) -> Self {
        let tier = options.tier.as_deref().and_then(|id| project.facts.scheme.tier(id));
        let Some((tier, plan)) = tier.zip(project.plans.at(options.plan)) else { return Self::default() };
        let is_personal = matches!(tier.of, TargetKind::Member | TargetKind::Building);
        if is_personal && options.audience != Audience::Internal {
            return Self::default();
        }
        let mut chains = Self::default();
        for target in targets_of_kind(project, tier.of).filter(|target| tier_is_about(project, tier, *target)) {
            let path = path_of(project, target);
            let linked = plan.linked_to(target).iter().filter(|member| covers_in_tier(project, tier, **member)).count();
            let has_nobody = options.audience.sees_links() && linked < usize::from(tier.each);
            chains.labels.extend(label_of(project, target, &path));
            chains.targets.push(TargetShape { target, path, has_nobody });
        }
        chains.targets.retain(|shape| !shape.path.is_empty());
        if options.audience.sees_links() {
            let holders = project.members.ids().filter(|member| covers_in_tier(project, tier, *member));
            for holder in holders {
                let Some(from) = project.place_of_member(holder).map(MapPoint::from) else { continue };
                let held = covered_in_tier(project, plan, tier, holder);
                let shape = |target| {
                    let to = place_of_target(project, target).map(MapPoint::from)?;
                    Some(ChainShape { holder, target, from, to })
                };
                chains.links.extend(held.filter_map(shape));
            }
        }
        chains
    }

    /// The rectangles of the map that look different when these take the place of others. `O(n log n)`.
    pub(crate) fn differing(&self, others: &Self) -> Vec<Bounds> {
        let links = |chains: &Self| -> BTreeMap<(MemberId, Target), ChainShape> {
            chains.links.iter().map(|shape| ((shape.holder, shape.target), *shape)).collect()
        };
        let targets = |chains: &Self| -> BTreeMap<Target, TargetShape> {
            chains.targets.iter().map(|shape| (shape.target, shape.clone())).collect()
        };
        let link = |shape: &ChainShape| Bounds::around([shape.from, shape.to]);
        let target = |shape: &TargetShape| Bounds::around(shape.path.iter().copied());
        let mut dirty: Vec<Bounds> = unlike(&links(self), &links(others)).iter().map(link).collect();
        dirty.extend(unlike(&targets(self), &targets(others)).iter().map(target));
        dirty
    }
}

/// What is in only one of two maps, or is another thing in each.
fn unlike<K: Ord, T: PartialEq + Clone>(these: &BTreeMap<K, T>, those: &BTreeMap<K, T>) -> Vec<T> {
    let gone = these.iter().filter(|(key, one)| those.get(key) != Some(one));
    let come = those.iter().filter(|(key, one)| these.get(key) != Some(one));
    gone.chain(come).map(|(_, one)| one.clone()).collect()
}

fn path_of(project: &Project, target: Target) -> Vec<MapPoint> {
    match target {
        Target::Unit(_, unit) => {
            project.units.at(unit).map(|row| row.path.iter().copied().map(MapPoint::from).collect()).unwrap_or_default()
        }
        _ => place_of_target(project, target).map(MapPoint::from).into_iter().collect(),
    }
}

/// The name of a unit, beside it. Members, grids and streets of the base map have their names already.
fn label_of(project: &Project, target: Target, path: &[MapPoint]) -> Option<Label> {
    let Target::Unit(_, unit) = target else { return None };
    let text = project.units.at(unit)?.name.clone();
    let [at] = *path else { return None };
    let style = LabelStyle::Member;
    Some(Label { text, at, style, grid: None, importance: 90, angle_rad: 0.0, extent_m: f64::INFINITY })
}
