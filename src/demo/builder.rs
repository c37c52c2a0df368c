//! A project being filled, with the codes already given.

use crate::demo::article::Article;
use crate::demo::frame::Spot;
use crate::demo::recipe::Recipe;
use crate::geom::Area;
use crate::model::{Backdrop, BackdropKind, CategoryId, CategorySet, MemberId, Plan, PlanState, Project, Shape};
use std::sync::Arc;

/// More houses than this are not drawn: nobody sees four million outlines, and they would double the file.
const MOST_OUTLINES: usize = 500_000;

/// A project being filled.
#[derive(Debug)]
pub(crate) struct Builder {
    /// What is there so far; its plan is kept apart.
    pub(crate) project: Project,
    /// The current plan.
    pub(crate) plan: Plan,
    /// The random places come from this.
    pub(crate) seed: u64,
    /// True if there is more than one village: names then say which.
    pub(crate) is_district: bool,
    /// Fewest households that a member here can be asked to have.
    pub(crate) min_load: u16,
    /// Most households; no limit where the members are too few for one.
    pub(crate) max_load: Option<u16>,
    /// True if the place keeps its scheme to the letter.
    pub(crate) is_orderly: bool,
    /// The proportions of the place.
    pub(crate) article: Article,
    /// True if houses get an outline.
    pub(crate) draws_houses: bool,
    widths: [usize; 3],
    cell_count: usize,
    phone_count: u64,
}

impl Builder {
    /// Nothing but the name and the scheme.
    pub(crate) fn new(recipe: &Recipe, name: String, is_district: bool) -> Self {
        let mut project = Project::new(name, recipe.scheme.clone());
        Arc::make_mut(&mut project.facts).is_invented = true;
        let mean = recipe.households as f64 / (recipe.members as f64 * 0.92).max(1.0);
        let cells = recipe.grids.unwrap_or(recipe.households / 60);
        let digits = |number: usize| number.to_string().len();
        // A scheme made for many members would find fault with everybody where there are few, and the other way
        // round; nobody counts where everybody would be above the range.
        let is_enough = |max_load: &u16| mean * 1.25 <= f64::from(*max_load);
        let asked = recipe.scheme.min_load();
        // Who keeps a scheme has what it asks for, if there is enough for all.
        let is_kept = recipe.is_orderly && mean * 0.97 >= f64::from(asked);
        Self {
            project,
            plan: Plan::new("现行", PlanState::Current),
            seed: recipe.seed,
            is_district,
            min_load: if is_kept { asked } else { asked.min((mean * 0.75) as u16) },
            max_load: recipe.scheme.max_load().filter(is_enough),
            is_orderly: recipe.is_orderly,
            article: Article::of(&recipe.scheme),
            draws_houses: recipe.households <= MOST_OUTLINES,
            widths: [digits(recipe.households).max(4), digits(recipe.members).max(3), digits(cells).max(2)],
            cell_count: 0,
            phone_count: 0,
        }
    }

    /// The project with its plan.
    pub(crate) fn finish(mut self) -> Project {
        let current = self.project.current_plan();
        self.project.plans.put(current, Some(self.plan));
        self.project
    }

    /// The code of the next household.
    pub(crate) fn household_code(&self) -> String {
        format!("H{:0width$}", self.project.households.len() + 1, width = self.widths[0])
    }

    /// The code of the next member.
    pub(crate) fn member_code(&self) -> String {
        format!("M{:0width$}", self.project.members.len() + 1, width = self.widths[1])
    }

    /// The code of the next cell.
    pub(crate) fn cell_code(&mut self) -> String {
        self.cell_count += 1;
        format!("C{:0width$}", self.cell_count, width = self.widths[2])
    }

    /// A phone number that nobody else has and that cannot be called: mobile numbers never begin with 10.
    pub(crate) fn phone(&mut self) -> String {
        self.phone_count += 1;
        // The factor is odd and no multiple of five, so a hundred million numbers come before one comes again.
        format!("100{:08}", self.phone_count * 61_681 % 100_000_000)
    }

    /// The set with these categories.
    pub(crate) fn categories(&self, keys: &[&str]) -> CategorySet {
        keys.iter().filter_map(|key| self.project.category(key)).collect::<CategorySet>()
    }

    /// The id of a category of the default seven.
    pub(crate) fn category(&self, key: &str) -> Option<CategoryId> {
        self.project.category(key)
    }

    /// Gives a member a role, once.
    pub(crate) fn add_role(&mut self, member: MemberId, role: &str) {
        let Some(mut row) = self.project.members.at(member).cloned() else { return };
        if !row.roles.iter().any(|has| has == role) {
            row.roles.push(role.to_owned());
        }
        self.project.members.put(member, Some(row));
    }

    /// Draws a line.
    pub(crate) fn draw_line(&mut self, kind: BackdropKind, name: &str, spots: &[Spot]) {
        let shape = Shape::Line(spots.iter().map(|spot| spot.wgs84()).collect());
        self.project.backdrop.push(Backdrop { kind, name: name.to_owned(), shape });
    }

    /// Draws an area.
    pub(crate) fn draw_area(&mut self, kind: BackdropKind, name: &str, area: Area) {
        self.project.backdrop.push(Backdrop { kind, name: name.to_owned(), shape: Shape::Area(area) });
    }
}
