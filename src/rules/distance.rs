//! No link is much longer than the others of its member.

use crate::geom::distance_m;
use crate::index::Index;
use crate::model::{LinkKind, MemberId, Plan, Project};
use crate::rules::Finding;

/// Looks at the links of one member. Local to the member on purpose: an edit elsewhere cannot change the answer.
pub(crate) fn check(project: &Project, index: &Index, plan: &Plan, member: MemberId, found: &mut Vec<Finding>) {
    let Some(from) = project.place_of_member(member) else { return };
    let held = plan.held_by(member).iter().filter(|(_, kind)| *kind == LinkKind::Primary);
    let mut lengths: Vec<(f64, _)> = held
        .filter_map(|&(household, _)| Some((distance_m(index.place_of_household(household)?, from), household)))
        .collect();
    lengths.sort_by(|a, b| a.0.total_cmp(&b.0));
    let Some(&(median_m, _)) = lengths.get(lengths.len() / 2) else { return };
    let scheme = &project.facts.scheme;
    let local_limit_m = (median_m * scheme.far_medians).max(scheme.near_m);
    for (distance_m, household) in lengths {
        if distance_m > scheme.far_m || distance_m > local_limit_m {
            let round = |meters: f64| meters.round() as u32;
            found.push(Finding::FarLink {
                household,
                member,
                distance_m: round(distance_m),
                median_m: round(median_m),
            });
        }
    }
}
