//! A stroke: what a pointer with a tool has passed over so far.

use crate::app::Document;
use crate::geom::{Bounds, MapPoint, Stretch};
use crate::index::{Filter, Side, households_along, households_in_box, households_in_triangle};
use crate::model::{HouseholdId, LinkKind, MemberId, Plan};
use crate::ui::picked::Picked;
use crate::ui::tool::{Source, Tool};
use std::collections::BTreeSet;

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A rectangle.
    Box,
    /// A band as wide as the brush.
    Brush,
    /// A closed line.
    Lasso,
    /// A band along a street; one side of it, if wanted.
    Street(Option<Side>),
    /// A push of one member's households to another.
    Border {
        /// Who gives.
        loser: MemberId,
        /// Who takes.
        winner: MemberId,
    },
}

/// What becomes of the pick from before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    /// It goes.
    Replace,
    /// It stays, and what is passed over comes to it.
    Add,
    /// It stays without what is passed over.
    Remove,
}

/// What a pointer with a tool has passed over so far.
#[derive(Clone, Debug)]
pub(crate) struct Stroke {
    pub(crate) kind: Kind,
    pub(crate) how: How,
    /// The way of the pointer.
    pub(crate) path: Vec<MapPoint>,
    /// Half the width of the band, in map meters.
    pub(crate) radius_m: f64,
    /// What it takes.
    pub(crate) taken: BTreeSet<HouseholdId>,
    /// The pick from before.
    pub(crate) before: Picked,
}

/// What a tool passes over and what it takes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sieve<'a> {
    pub(crate) document: &'a Document,
    pub(crate) filter: &'a Filter,
    pub(crate) source: Source,
}

impl Stroke {
    /// A stroke that begins here.
    pub(crate) fn begin(kind: Kind, how: How, at: MapPoint, radius_m: f64, before: Picked) -> Self {
        Self { kind, how, path: vec![at], radius_m, taken: BTreeSet::new(), before }
    }

    /// The kind of stroke that a tool draws; pushing a border needs two members and is begun by itself.
    pub(crate) fn kind_of(tool: Tool) -> Option<Kind> {
        match tool {
            Tool::Select => Some(Kind::Box),
            Tool::Brush => Some(Kind::Brush),
            Tool::Lasso => Some(Kind::Lasso),
            Tool::Street => Some(Kind::Street(None)),
            Tool::Border => None,
        }
    }

    /// Goes on to here. Only what the new stretch adds is looked at, except along streets, where the side counts.
    pub(crate) fn extend(&mut self, to: MapPoint, sieve: Sieve<'_>) {
        let (Some(&first), Some(&last)) = (self.path.first(), self.path.last()) else { return };
        let (project, index) = (sieve.document.project(), sieve.document.index());
        let stretch = [Stretch { from: last, to }];
        self.path.push(to);
        match self.kind {
            Kind::Box => {
                self.path.truncate(1);
                self.path.push(to);
                let found = households_in_box(index, &Bounds::around([first, to]));
                self.taken = found.into_iter().filter(|&household| sieve.takes(household)).collect();
            }
            Kind::Brush => {
                let found = households_along(project, index, &stretch, self.radius_m, None);
                self.taken.extend(found.into_iter().filter(|&household| sieve.takes(household)));
            }
            Kind::Lasso => {
                let found = households_in_triangle(project, index, [first, last, to]);
                for household in found.into_iter().filter(|&household| sieve.takes(household)) {
                    if !self.taken.remove(&household) {
                        self.taken.insert(household);
                    }
                }
            }
            Kind::Street(side) => {
                let found = households_along(project, index, &self.stretches(), self.radius_m, side);
                self.taken = found.into_iter().filter(|&household| sieve.takes(household)).collect();
            }
            Kind::Border { loser, winner } => {
                let Some(plan) = project.plans.at(sieve.document.plan()) else { return };
                let home = project.members.at(winner).and_then(|row| row.home);
                let can_go = |household: &HouseholdId| {
                    sieve.takes(*household) && Some(*household) != home && is_free(plan, *household, loser)
                };
                let found = households_along(project, index, &stretch, self.radius_m, None);
                self.taken.extend(found.into_iter().filter(can_go));
            }
        }
    }

    /// Changes the side of the street.
    pub(crate) fn turn(&mut self, side: Option<Side>, sieve: Sieve<'_>) {
        if let (Kind::Street(old), Some(&last)) = (self.kind, self.path.last())
            && old != side
        {
            self.kind = Kind::Street(side);
            self.path.pop();
            if self.path.is_empty() {
                self.path.push(last);
            }
            self.extend(last, sieve);
        }
    }

    /// What is picked if the stroke ends now.
    pub(crate) fn picks(&self) -> BTreeSet<HouseholdId> {
        match self.how {
            How::Replace => self.taken.clone(),
            How::Add => self.before.iter().chain(self.taken.iter().copied()).collect(),
            How::Remove => self.before.iter().filter(|household| !self.taken.contains(household)).collect(),
        }
    }

    fn stretches(&self) -> Vec<Stretch> {
        let pairs = self.path.iter().zip(self.path.iter().skip(1));
        pairs.map(|(&from, &to)| Stretch { from, to }).collect()
    }
}

impl Sieve<'_> {
    /// True if a tool takes this household.
    pub(crate) fn takes(&self, household: HouseholdId) -> bool {
        takes(self.document, self.filter, self.source, household)
    }
}

/// True if a tool takes this household: it is shown, and of the wanted source.
pub(crate) fn takes(document: &Document, filter: &Filter, source: Source, household: HouseholdId) -> bool {
    let (project, index) = (document.project(), document.index());
    if !filter.shows(project, index, document.plan(), household) {
        return false;
    }
    let (Some(row), Some(plan)) = (project.households.at(household), project.plans.at(document.plan())) else {
        return false;
    };
    match source {
        Source::All => true,
        Source::Uncovered => {
            project.is_required(row, index.is_member_home(household)) && !project.is_covered(plan, household)
        }
        Source::OfMember(member) => plan.link(household, member, LinkKind::Primary).is_some(),
        Source::InGrid(grid) => index.is_in_grid(project, household, grid),
    }
}

/// True if this member is responsible for a household, and no lock holds it.
fn is_free(plan: &Plan, household: HouseholdId, member: MemberId) -> bool {
    plan.link(household, member, LinkKind::Primary).is_some()
        && !plan.links_of(household).iter().any(|link| link.locked)
}
