//! Which tier is planned, which branches of its tree are open, what of it is picked, and what is being dragged or framed
//! on the map.

use crate::app::{Document, Preview};
use crate::edit::{Edit, Refusal};
use crate::index::{targets_of_kind, tier_is_about};
use crate::model::{MemberId, Target, TargetKind, Tier};
use crate::ui::tiers::holders;
use crate::ui::tiers::lines::{Line, lines};
use crate::ui::tiers::wish::Carried;
use egui::Pos2;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What the tree shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum View {
    /// Everybody from the top, down to the households.
    #[default]
    Whole,
    /// One tier: who has nobody, and who keeps in contact with what.
    Tier(String),
    /// Everybody by organization.
    Organizations,
}

/// A branch or a leaf of the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Node {
    /// What nobody keeps in contact with.
    Nobody,
    /// Who belongs to no organization.
    Unaffiliated,
    /// A member, a household, a unit …
    Thing(Target),
}

/// Something of the tier being planned, on its way to a member.
#[derive(Clone, Debug)]
pub(crate) struct TierDrag {
    /// What.
    pub(crate) carried: Vec<Carried>,
    /// The member under the pointer.
    pub(crate) to: Option<MemberId>,
    /// What a drop there would do.
    pub(crate) preview: Option<Result<Preview, Refusal>>,
}

/// How far a tier is: its place in the scheme, how many of those that it is about have as many as it says, and how many
/// there are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Progress {
    /// Which tier, counted in the scheme.
    pub(crate) tier_idx: usize,
    /// Those who have somebody.
    pub(crate) done: usize,
    /// All.
    pub(crate) all: usize,
}

/// What the window remembers of tiers.
#[derive(Debug, Default)]
pub(crate) struct TiersState {
    /// What the tree shows.
    pub(crate) view: View,
    /// The tier that the map shows and the pointer plans; `None` for that of households.
    pub(crate) chosen: Option<String>,
    /// What was picked of it for the next drag, on the map or in the tree.
    pub(crate) picked: BTreeSet<Target>,
    /// On the map.
    pub(crate) drag: Option<TierDrag>,
    /// Where a rectangle begins that is being drawn on the map.
    pub(crate) frame: Option<Pos2>,
    /// Branches whose open or closed state differs from how the tree begins.
    turned: BTreeSet<Vec<Node>>,
    lines: Option<(u64, Arc<[Line]>)>,
    progress: Option<(u64, Arc<[Progress]>)>,
    preview: Option<(u64, Edit, Result<Preview, Refusal>)>,
}

impl TiersState {
    /// Shows something else, on the map too.
    pub(crate) fn choose(&mut self, view: View) {
        self.chosen = match &view {
            View::Tier(id) => Some(id.clone()),
            View::Whole | View::Organizations => None,
        };
        self.view = view;
        self.cancel();
        self.lines = None;
    }

    /// Picks something, or no longer.
    pub(crate) fn toggle(&mut self, target: Target) {
        if !self.picked.remove(&target) {
            self.picked.insert(target);
        }
    }

    /// True while the pointer carries something or draws a rectangle.
    pub(crate) fn is_under_way(&self) -> bool {
        self.drag.is_some() || self.frame.is_some()
    }

    /// Forgets what is under way and what was picked. True if there was anything.
    pub(crate) fn cancel(&mut self) -> bool {
        let had_one = self.is_under_way() || !self.picked.is_empty();
        self.drag = None;
        self.frame = None;
        self.picked.clear();
        had_one
    }

    /// Opens or closes a branch.
    pub(crate) fn turn(&mut self, path: &[Node]) {
        if !self.turned.remove(path) {
            self.turned.insert(path.to_vec());
        }
        self.lines = None;
    }

    /// The lines in sight when all is scrolled, kept until the project or the tree changes.
    pub(crate) fn lines(&mut self, document: &Document) -> Arc<[Line]> {
        if let View::Tier(id) = &self.view
            && document.project().facts.scheme.tier(id).is_none()
        {
            self.choose(View::Whole);
        }
        let revision = document.revision();
        match &self.lines {
            Some((at, lines)) if *at == revision => Arc::clone(lines),
            _ => {
                let fresh: Arc<[Line]> = lines(document, &self.view, &self.turned).into();
                self.lines = Some((revision, Arc::clone(&fresh)));
                fresh
            }
        }
    }

    /// How far each tier is, kept until the project changes. `O(members)` for each after a change.
    pub(crate) fn progress(&mut self, document: &Document) -> Arc<[Progress]> {
        let revision = document.revision();
        match &self.progress {
            Some((at, progress)) if *at == revision => Arc::clone(progress),
            _ => {
                let fresh = progress(document);
                self.progress = Some((revision, Arc::clone(&fresh)));
                fresh
            }
        }
    }

    /// What a drop would do, looked up once while the pointer stays.
    pub(crate) fn preview(&mut self, document: &Document, edit: &Edit) -> &Result<Preview, Refusal> {
        let revision = document.revision();
        let kept = self.preview.take().filter(|(at, known, _)| *at == revision && known == edit);
        let fresh = || (revision, edit.clone(), Preview::of(document, edit));
        &self.preview.insert(kept.unwrap_or_else(fresh)).2
    }
}

fn progress(document: &Document) -> Arc<[Progress]> {
    let project = document.project();
    let Some(plan) = project.plans.at(document.plan()) else { return Arc::default() };
    let tiers = project.facts.scheme.tiers.iter().enumerate();
    let ours = tiers.filter(|(_, tier)| tier.of != TargetKind::Household && tier.severity.is_some());
    let of = |(tier_idx, tier): (usize, &Tier)| {
        let about = targets_of_kind(project, tier.of).filter(|target| tier_is_about(project, tier, *target));
        let counts = about.map(|target| holders(project, plan, tier, target).count() >= usize::from(tier.each));
        let (done, all) = counts.fold((0, 0), |(done, all), is_done| (done + usize::from(is_done), all + 1));
        Progress { tier_idx, done, all }
    };
    ours.map(of).collect()
}
