//! The scene: all shapes, grouped so that only what is in view is painted.

use crate::geom::{Bounds, MapPoint};
use crate::model::GridId;
use crate::scene::bins::Bins;
use crate::scene::{AreaKind, AreaShape, Label, LineShape, LinkShape, Mark};
use std::fmt::Write as _;

/// The map as shapes with meanings, in map meters. Made by [`build`](crate::scene::build), never changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    bounds: Bounds,
    stretch: f64,
    areas: Vec<AreaShape>,
    lines: Vec<LineShape>,
    links: Vec<LinkShape>,
    marks: Vec<Mark>,
    labels: Vec<Label>,
    area_bins: Bins,
    line_bins: Bins,
    link_bins: Bins,
    mark_bins: Bins,
}

impl Scene {
    /// Groups shapes. Each list is in drawing order; `stretch` says how many map meters a true meter takes here.
    pub(crate) fn of(
        stretch: f64,
        areas: Vec<AreaShape>,
        lines: Vec<LineShape>,
        links: Vec<LinkShape>,
        marks: Vec<Mark>,
        labels: Vec<Label>,
    ) -> Self {
        let corners = |bounds: &Bounds| [bounds.min, bounds.max];
        let of_grids = areas.iter().filter(|area| matches!(area.kind, AreaKind::Grid { .. }));
        let mut bounds = Bounds::around(of_grids.flat_map(|area| corners(&area.bounds)));
        for mark in &marks {
            bounds.add(mark.at);
        }
        if bounds.is_empty() {
            let shapes = areas.iter().map(|area| &area.bounds).chain(lines.iter().map(|line| &line.bounds));
            bounds = Bounds::around(shapes.flat_map(corners));
        }
        Self {
            bounds,
            stretch,
            area_bins: Bins::of(areas.iter().map(|area| area.bounds)),
            line_bins: Bins::of(lines.iter().map(|line| line.bounds)),
            link_bins: Bins::of(links.iter().map(|link| Bounds::around([link.from, link.to]))),
            mark_bins: Bins::of(marks.iter().map(|mark| Bounds::around([mark.at]))),
            areas,
            lines,
            links,
            marks,
            labels,
        }
    }

    /// The rectangle round grids and marks, or round the base map where there are none. What a first look shows.
    pub fn bounds(&self) -> Bounds {
        self.bounds
    }

    /// How many map meters one true meter takes in this place.
    pub fn stretch(&self) -> f64 {
        self.stretch
    }

    /// Base map and grids, in drawing order.
    pub fn areas(&self) -> &[AreaShape] {
        &self.areas
    }

    /// Streets and borders, in drawing order.
    pub fn lines(&self) -> &[LineShape] {
        &self.lines
    }

    /// Who covers whom; empty outside.
    pub fn links(&self) -> &[LinkShape] {
        &self.links
    }

    /// Households and members, in drawing order.
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// Names, the most important first.
    pub fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// The outline of a grid, if the scene shows grids.
    pub fn grid_area(&self, grid: GridId) -> Option<&AreaShape> {
        self.areas.iter().find(|area| matches!(area.kind, AreaKind::Grid { grid: here, .. } if here == grid))
    }

    /// The areas that may touch this rectangle, in drawing order.
    pub fn areas_in(&self, bounds: &Bounds) -> impl Iterator<Item = &AreaShape> {
        let found = self.area_bins.touching(bounds).into_iter();
        let near = found.filter_map(|idx| self.areas.get(idx as usize));
        near.filter(move |area| area.bounds.intersects(bounds))
    }

    /// The lines that may touch this rectangle, in drawing order.
    pub fn lines_in(&self, bounds: &Bounds) -> impl Iterator<Item = &LineShape> {
        let found = self.line_bins.touching(bounds).into_iter();
        let near = found.filter_map(|idx| self.lines.get(idx as usize));
        near.filter(move |line| line.bounds.intersects(bounds))
    }

    /// The links that may touch this rectangle.
    pub fn links_in(&self, bounds: &Bounds) -> impl Iterator<Item = &LinkShape> {
        self.link_bins.touching(bounds).into_iter().filter_map(|idx| self.links.get(idx as usize))
    }

    /// The marks in this rectangle, in drawing order.
    pub fn marks_in(&self, bounds: &Bounds) -> impl Iterator<Item = &Mark> {
        let found = self.mark_bins.touching(bounds).into_iter();
        let near = found.filter_map(|idx| self.marks.get(idx as usize));
        near.filter(move |mark| bounds.contains(mark.at))
    }

    /// All that is in the scene, a line each, places in map meters from the south-west corner. For tests and for
    /// looking at; it says no more than what is drawn.
    pub fn to_text(&self) -> String {
        let origin = self.bounds.min;
        // Adding zero turns −0 into 0.
        let whole = |meters: f64| meters.round() + 0.0;
        let at = |point: &MapPoint| {
            format!("{},{}", whole(point.east_m - origin.east_m), whole(point.north_m - origin.north_m))
        };
        let path = |points: &[MapPoint]| points.iter().map(at).collect::<Vec<_>>().join(" ");
        let mut text = String::new();
        let mut line = |words: std::fmt::Arguments<'_>| {
            // Writing to a string cannot fail.
            writeln!(text, "{words}").unwrap_or_default();
        };
        line(format_args!("size {:.0} x {:.0}", self.bounds.width_m(), self.bounds.height_m()));
        for area in &self.areas {
            let rings: Vec<String> = area.rings.iter().map(|ring| path(ring)).collect();
            match area.kind {
                AreaKind::Backdrop(kind) => line(format_args!("area {} {}", kind.key(), rings.join(" / "))),
                AreaKind::Grid { grid, tint } => {
                    let tint = tint.map_or_else(|| "no tint".to_owned(), |tint| format!("tint {tint}"));
                    line(format_args!("grid {} {tint} {}", grid.0, rings.join(" / ")));
                }
            }
        }
        for shape in &self.lines {
            line(format_args!("line {:?} {}", shape.kind, path(&shape.points)));
        }
        for link in &self.links {
            let locked = if link.is_locked { " locked" } else { "" };
            let (from, to) = (at(&link.from), at(&link.to));
            line(format_args!(
                "link {} household {} member {}{locked} {from} {to}",
                link.kind.key(),
                link.household.0,
                link.member.0
            ));
        }
        for mark in &self.marks {
            line(format_args!("mark {} {}", at(&mark.at), mark_words(mark)));
        }
        for label in &self.labels {
            line(format_args!("label {:?} {} {}", label.style, at(&label.at), label.text));
        }
        text
    }
}

fn mark_words(mark: &Mark) -> String {
    let mut words = vec![mark.glyph.key().to_owned(), format!("{:?}", mark.ink)];
    words.extend(mark.household.map(|household| format!("household {}", household.0)));
    words.extend(mark.member.map(|member| format!("member {}", member.0)));
    words.extend((mark.count > 1).then(|| format!("x{}", mark.count)));
    words.extend(mark.state.is_uncovered.then(|| "uncovered".to_owned()));
    words.extend(mark.state.is_locked.then(|| "locked".to_owned()));
    words.extend(mark.state.is_vacant.then(|| "vacant".to_owned()));
    words.extend(mark.state.badge.map(|badge| format!("{badge:?}")));
    words.join(" ")
}
