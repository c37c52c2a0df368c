//! A place to come back to: where we looked, what was shown, what colors meant.

use crate::geom::{MapPoint, View};
use crate::index::{Filter, FilterState};
use crate::model::{MemberStatus, Project};
use crate::scene::Coloring;
use serde::{Deserialize, Serialize};

/// The words for states in the settings.
const STATES: [(FilterState, &str); 3] =
    [(FilterState::Uncovered, "uncovered"), (FilterState::OverMax, "over_max"), (FilterState::Changed, "changed")];

/// The words for colorings in the settings.
const COLORINGS: [(Coloring, &str); 6] = [
    (Coloring::Category, "category"),
    (Coloring::Member, "member"),
    (Coloring::Coverage, "coverage"),
    (Coloring::Load, "load"),
    (Coloring::Distance, "distance"),
    (Coloring::Changed, "changed"),
];

/// A view under a name. It holds codes and no names but its own, so that settings tell nothing about anybody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SavedView {
    /// What the user calls it.
    pub name: String,
    /// The middle, in millimeters of the map.
    center_mm: [i64; 2],
    /// The scale, in millionths of a point per map meter.
    scale_millionth: i64,
    /// Keys of categories left out; the empty one for households without any.
    hidden: Vec<String>,
    /// Only those in this state.
    state: String,
    /// Only those of this member.
    member: String,
    /// Only those in this grid.
    grid: String,
    /// What colors mean.
    coloring: String,
}

impl SavedView {
    /// What is looked at now, under a name.
    pub fn of(name: &str, project: &Project, view: &View, filter: &Filter, coloring: Coloring) -> Self {
        let key = |category: &Option<_>| {
            category.and_then(|id| project.categories.at(id)).map(|row| row.key.clone()).unwrap_or_default()
        };
        let member = filter.member.and_then(|id| project.members.at(id));
        let grid = filter.grid.and_then(|id| project.grids.at(id));
        let state = STATES.iter().find(|(state, _)| filter.state == Some(*state));
        let color = COLORINGS.iter().find(|(other, _)| *other == coloring);
        Self {
            name: name.to_owned(),
            center_mm: [view.center.east_m, view.center.north_m].map(|meters| (meters * 1e3).round() as i64),
            scale_millionth: (view.pt_per_m * 1e6).round() as i64,
            hidden: filter.hidden.iter().map(key).collect(),
            state: state.map(|(_, word)| (*word).to_owned()).unwrap_or_default(),
            member: member.map(|row| row.code.clone()).unwrap_or_default(),
            grid: grid.map(|row| row.code.clone()).unwrap_or_default(),
            coloring: color.map(|(_, word)| (*word).to_owned()).unwrap_or_default(),
        }
    }

    /// The view in a window of the size of `now`.
    pub fn view(&self, now: &View) -> View {
        let [east_m, north_m] = self.center_mm.map(|millimeters| millimeters as f64 / 1e3);
        let pt_per_m = if self.scale_millionth > 0 { self.scale_millionth as f64 / 1e6 } else { now.pt_per_m };
        View { center: MapPoint { east_m, north_m }, pt_per_m, ..*now }
    }

    /// The filter. What is no longer in the project filters nothing.
    pub fn filter(&self, project: &Project) -> Filter {
        let category = |key: &String| if key.is_empty() { Some(None) } else { project.category(key).map(Some) };
        let serves = |status: MemberStatus| status == MemberStatus::Serving;
        let member = project.members.iter().find(|(_, row)| serves(row.status) && row.code == self.member);
        let grid = project.grids.iter().find(|(_, row)| row.code == self.grid);
        Filter {
            hidden: self.hidden.iter().filter_map(category).collect(),
            state: STATES.iter().find(|(_, word)| *word == self.state).map(|(state, _)| *state),
            member: member.map(|(id, _)| id),
            grid: grid.map(|(id, _)| id),
        }
    }

    /// What colors mean.
    pub fn coloring(&self) -> Coloring {
        COLORINGS.iter().find(|(_, word)| *word == self.coloring).map(|(coloring, _)| *coloring).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use crate::app::SavedView;
    use crate::geom::{MapPoint, View};
    use crate::index::{Filter, FilterState};
    use crate::model::{Project, Scheme};
    use crate::scene::Coloring;

    #[test]
    fn a_view_comes_back_as_it_was_saved() {
        let project = Project::new("柳溪村", Scheme::neutral());
        let center = MapPoint { east_m: 12_646_123.456, north_m: 4_140_000.125 };
        let view = View { center, pt_per_m: 1.25, width_pt: 800.0, height_pt: 600.0 };
        let hidden = [None, project.category("ordinary")].into_iter().collect();
        let filter = Filter { hidden, state: Some(FilterState::OverMax), ..Filter::default() };
        let saved = SavedView::of("河边", &project, &view, &filter, Coloring::Load);
        let text = serde_json::to_string(&saved).unwrap();
        let saved: SavedView = serde_json::from_str(&text).unwrap();
        assert_eq!(saved.name, "河边", "its name");
        assert_eq!(saved.view(&view), view, "where");
        assert_eq!(saved.filter(&project), filter, "what was shown");
        assert_eq!(saved.coloring(), Coloring::Load, "what colors meant");
    }
}
