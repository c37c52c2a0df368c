//! Areas and lines of a scene, in their order.

use crate::geom::{Bounds, MapPoint, View};
use crate::model::{BackdropKind, LinkKind};
use crate::scene::paint::clip::{Frame, Px};
use crate::scene::paint::dash::dashes;
use crate::scene::paint::{Canvas, Look};
use crate::scene::{AreaKind, AreaShape, LineKind, LineShape, LinkShape, Rgba, Scene};
use tiny_skia::{FillRule, LineCap, Path, PathBuilder};

/// So many lines go into one path: one path of all is slow to sort, one path for each is slow to set up.
const LINES_PER_PATH: usize = 400;

/// A grid that is smaller than this, in points, has no tint: it would be one grain among many.
const LEAST_TINT_PT: f32 = 6.0;

/// A picture of part of a scene on its way.
pub(crate) struct Sheet<'a> {
    pub(crate) canvas: Canvas,
    pub(crate) scene: &'a Scene,
    pub(crate) view: View,
    pub(crate) look: Look<'a>,
    pub(crate) frame: Frame,
    pub(crate) bounds: Bounds,
    pub(crate) is_cancelled: &'a dyn Fn() -> bool,
}

impl Sheet<'_> {
    /// Where a map point falls, in pixels.
    pub(crate) fn px_from_map(&self, point: MapPoint) -> Px {
        let scale = f64::from(self.look.scale);
        let per_m = self.view.pt_per_m * scale;
        [
            f64::from(self.view.width_pt) * scale / 2.0 + (point.east_m - self.view.center.east_m) * per_m,
            f64::from(self.view.height_pt) * scale / 2.0 - (point.north_m - self.view.center.north_m) * per_m,
        ]
    }

    /// Pixels in so many points.
    pub(crate) fn px(&self, points: f32) -> f32 {
        points * self.look.scale
    }

    /// Fields, then green, then water.
    pub(crate) fn draw_ground(&mut self) {
        let theme = self.look.theme;
        for (kind, fill) in
            [(BackdropKind::Field, theme.field), (BackdropKind::Green, theme.green), (BackdropKind::Water, theme.water)]
        {
            let edge = (kind == BackdropKind::Water).then_some((theme.water_edge, self.px(0.8)));
            let least_m = 1.0 / (self.view.pt_per_m * f64::from(self.look.scale));
            let is_seen = |area: &AreaShape| area.bounds.width_m() > least_m || area.bounds.height_m() > least_m;
            let areas = self.scene.areas_in(Some(kind), &self.bounds);
            for area in areas.filter(|area| is_seen(area)) {
                let Some(path) = self.area_path(area) else { continue };
                self.canvas.fill(&path, fill, FillRule::EvenOdd);
                if let Some((color, width)) = edge {
                    self.canvas.stroke(&path, color, width);
                }
            }
        }
        self.draw_roads(BackdropKind::Water, theme.water, None);
    }

    /// Lanes, streets and roads: first all edges, then all surfaces, so that crossings are open.
    pub(crate) fn draw_streets(&mut self) {
        let theme = self.look.theme;
        let meter_px = self.true_px(1.0);
        // Finer than half a pixel they would only be a grey veil.
        let is_shown = |kind: BackdropKind| match kind {
            BackdropKind::Lane => meter_px >= 0.12,
            BackdropKind::Street => meter_px >= 0.07,
            _ => true,
        };
        let kinds = [
            (BackdropKind::Lane, theme.lane),
            (BackdropKind::Street, theme.street),
            (BackdropKind::Road, theme.street),
        ];
        let shown = kinds.iter().filter(|(kind, _)| is_shown(*kind));
        for &(kind, _) in shown.clone().filter(|(kind, _)| *kind != BackdropKind::Lane) {
            self.draw_roads(kind, theme.street_edge, Some(self.px(1.4)));
        }
        for &(kind, fill) in shown {
            self.draw_roads(kind, fill, None);
        }
    }

    /// Outlines of houses, where they are large enough to be seen.
    pub(crate) fn draw_houses(&mut self) {
        let theme = self.look.theme;
        // A house is about ten meters long; smaller than a few pixels it is dirt.
        let share = ((self.true_px(10.0) / self.look.scale - 2.5) / 3.5).clamp(0.0, 1.0);
        if share <= 0.0 {
            return;
        }
        let houses: Vec<&AreaShape> = self.scene.areas_in(Some(BackdropKind::House), &self.bounds).collect();
        let line = self.px(0.7);
        for some in houses.chunks(LINES_PER_PATH) {
            let mut path = PathBuilder::new();
            for house in some {
                self.push_area(&mut path, house);
            }
            if let Some(path) = path.finish() {
                self.canvas.fill(&path, theme.house.faded(share), FillRule::Winding);
                self.canvas.stroke(&path, theme.house_edge.faded(share), line);
            }
            if (self.is_cancelled)() {
                return;
            }
        }
    }

    /// Tints that tell neighboring grids apart, where they are large enough to be told apart.
    pub(crate) fn draw_tints(&mut self) {
        let least_m = f64::from(LEAST_TINT_PT) / self.view.pt_per_m;
        for area in self.scene.areas_in(None, &self.bounds) {
            let AreaKind::Grid { tint: Some(tint), .. } = area.kind else { continue };
            if area.bounds.width_m().max(area.bounds.height_m()) < least_m {
                continue;
            }
            let tints = &self.look.theme.grid_tints;
            let color = tints.get(usize::from(tint) % tints.len()).copied().unwrap_or(Rgba::CLEAR);
            if let Some(path) = self.area_path(area) {
                self.canvas.fill(&path, color, FillRule::EvenOdd);
            }
        }
    }

    /// Borders of grids: dash and dot over a light band; upper levels wider; far out a thin line.
    pub(crate) fn draw_borders(&mut self) {
        let deepest = self.scene.border_level_at(self.view.pt_per_m);
        // The lower levels lie beneath the upper ones.
        let levels = self.scene.border_levels().rev().filter(|level| *level <= deepest);
        let of_level =
            |level| self.scene.lines_in(LineKind::Border { level }, &self.bounds).map(move |line| (line, level));
        let borders: Vec<(&LineShape, u8)> = levels.flat_map(of_level).collect();
        let Some(innermost) = borders.iter().map(|(_, level)| *level).max() else { return };
        let lines: Vec<(Vec<Px>, f32)> = borders
            .iter()
            .map(|(line, level)| {
                let points = line.points.iter().map(|&at| self.px_from_map(at)).collect();
                (points, self.border_px(*level < innermost))
            })
            .collect();
        for (points, width) in &lines {
            self.draw_border_band(points, *width);
        }
        for (points, width) in &lines {
            self.draw_border_dashes(points, *width);
        }
    }

    /// Who covers whom: quiet hairlines that fade where marks are too small to be told apart.
    pub(crate) fn draw_links(&mut self, glyph_pt: f32) {
        let theme = self.look.theme;
        let share = ((glyph_pt - 4.0) / 4.0).clamp(0.0, 1.0);
        if share <= 0.0 {
            return;
        }
        let width = self.px((glyph_pt / 14.0).clamp(0.55, 1.1));
        let kinds = [
            (LinkKind::Paired, theme.link_backup),
            (LinkKind::Backup, theme.link_backup),
            (LinkKind::Primary, theme.link),
        ];
        for (kind, color) in kinds {
            let near = self.scene.links_in_unsorted(&self.bounds);
            let links: Vec<&LinkShape> = near.filter(|link| link.kind == kind).collect();
            for some in links.chunks(LINES_PER_PATH) {
                let ends = |link: &&LinkShape| [self.px_from_map(link.from), self.px_from_map(link.to)];
                let lines: Vec<Vec<Px>> = some.iter().flat_map(|link| self.frame.lines_inside(&ends(link))).collect();
                if let Some(path) = path_of(&lines) {
                    self.canvas.stroke_with(&path, color.faded(share), width, LineCap::Butt);
                }
                if (self.is_cancelled)() {
                    return;
                }
            }
        }
    }

    /// Covers everything outside of the grid in focus with a veil, and draws its border anew on top.
    pub(crate) fn draw_veil(&mut self) {
        let Some(area) = self.look.focus.and_then(|grid| self.scene.grid_area(grid)) else { return };
        let Frame { left, top, right, bottom } = self.frame;
        let theme = self.look.theme;
        let mut path = PathBuilder::new();
        push_ring(&mut path, &[[left, top], [right, top], [right, bottom], [left, bottom]]);
        self.push_area(&mut path, area);
        if let Some(path) = path.finish() {
            self.canvas.fill(&path, theme.paper.with_alpha(150), FillRule::EvenOdd);
        }
        for ring in &area.rings {
            let round = ring.iter().chain(ring.first());
            let points: Vec<Px> = round.map(|&at| self.px_from_map(at)).collect();
            let width = self.border_px(false) * 1.25;
            self.draw_border_band(&points, width * 1.3);
            self.draw_border_dashes(&points, width);
        }
    }

    /// Width of a border; the upper levels are wider.
    fn border_px(&self, is_upper: bool) -> f32 {
        let near = (self.view.pt_per_m / 0.5).sqrt().clamp(0.45, 1.25) as f32;
        self.px(near * if is_upper { 2.2 } else { 1.5 })
    }

    fn draw_border_band(&mut self, points: &[Px], width: f32) {
        if let Some(path) = path_of(&self.frame.lines_inside(points)) {
            self.canvas.stroke_with(&path, self.look.theme.halo, width * 2.3, LineCap::Butt);
        }
    }

    fn draw_border_dashes(&mut self, points: &[Px], width: f32) {
        let unit = f64::from(width);
        let pattern = [unit * 7.0, unit * 2.4, unit * 1.3, unit * 2.4];
        if let Some(path) = path_of(&dashes(points, pattern, &self.frame)) {
            self.canvas.stroke_with(&path, self.look.theme.grid_edge, width, LineCap::Butt);
        }
    }

    fn draw_roads(&mut self, kind: BackdropKind, color: Rgba, wider_px: Option<f32>) {
        let (true_m, least_pt) = match kind {
            BackdropKind::Road => (11.0, 2.2),
            BackdropKind::Street => (7.0, 1.3),
            BackdropKind::Lane => (3.2, 0.8),
            _ => (4.0, 1.0),
        };
        let width = self.true_px(true_m).max(self.px(least_pt)) + wider_px.unwrap_or(0.0);
        let lines: Vec<&LineShape> = self.scene.lines_in(LineKind::Backdrop(kind), &self.bounds).collect();
        for some in lines.chunks(LINES_PER_PATH) {
            let points =
                |line: &&LineShape| -> Vec<Px> { line.points.iter().map(|&at| self.px_from_map(at)).collect() };
            let inside: Vec<Vec<Px>> = some.iter().flat_map(|line| self.frame.lines_inside(&points(line))).collect();
            if let Some(path) = path_of(&inside) {
                self.canvas.stroke(&path, color, width);
            }
        }
    }

    /// Pixels in so many true meters.
    fn true_px(&self, true_m: f64) -> f32 {
        (true_m * self.scene.stretch() * self.view.pt_per_m * f64::from(self.look.scale)) as f32
    }

    fn area_path(&self, area: &AreaShape) -> Option<Path> {
        let mut path = PathBuilder::new();
        self.push_area(&mut path, area);
        path.finish()
    }

    fn push_area(&self, path: &mut PathBuilder, area: &AreaShape) {
        for ring in &area.rings {
            let points: Vec<Px> = ring.iter().map(|&at| self.px_from_map(at)).collect();
            push_ring(path, &self.frame.ring_inside(&points));
        }
    }
}

fn push_ring(path: &mut PathBuilder, ring: &[Px]) {
    let mut points = ring.iter();
    if let (Some(first), true) = (points.next(), ring.len() > 2) {
        path.move_to(first[0] as f32, first[1] as f32);
        points.for_each(|at| path.line_to(at[0] as f32, at[1] as f32));
        path.close();
    }
}

/// Open lines as one path.
pub(crate) fn path_of(lines: &[Vec<Px>]) -> Option<Path> {
    let mut path = PathBuilder::new();
    for line in lines {
        let mut points = line.iter();
        if let Some(first) = points.next() {
            path.move_to(first[0] as f32, first[1] as f32);
            points.for_each(|at| path.line_to(at[0] as f32, at[1] as f32));
        }
    }
    path.finish()
}
