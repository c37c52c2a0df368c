//! Names, written by our own painter: for paper. The screen writes them itself.

use crate::geom::Bounds;
use crate::geom::MapPoint;
use crate::scene::paint::strokes::Sheet;
use crate::scene::paint::{Align, Font, Look, TextStyle};
use crate::scene::{Cluster, Label, LabelStyle};

impl Sheet<'_> {
    /// Writes the names that have room, the most important first; none over another, none cut at the edge.
    pub(crate) fn draw_names(&mut self) {
        let scene = self.scene;
        let rings = scene.rings_at(self.view.pt_per_m);
        let ring = |cluster: &Cluster| {
            let [east_m, north_m] = self.px_from_map(cluster.at);
            Bounds::around([MapPoint { east_m, north_m }]).padded(f64::from(self.px(cluster.radius_pt() + 2.0)))
        };
        let mut taken: Vec<Bounds> = rings.iter().map(ring).collect();
        for label in &scene.labels_in(&self.bounds, self.view.pt_per_m) {
            let mut style = style_of(self.look, label.style);
            if self.is_out_of_focus(label) {
                style.color = style.color.mixed(self.look.theme.paper, 0.6);
            }
            let (text, width) = (label.text.as_str(), style.width(&label.text));
            let [x, y] = self.px_from_map(label.at).map(|at| at as f32);
            let down = match label.style {
                LabelStyle::Upper => -1.15 * style.size,
                LabelStyle::Member => 0.75 * style.size + self.px(self.look.glyph_pt.unwrap_or(12.0)) / 2.0,
                _ => 0.0,
            };
            if !label.is_legible(self.view.pt_per_m, width / self.look.scale) {
                continue;
            }
            let is_free = |place: &Bounds| self.holds(place) && !taken.iter().any(|other| other.intersects(place));
            let places = label.style.shifts().iter().map(|shift| {
                let center = [x, y + down + shift * style.size];
                (center, around(center, width, style.size, label))
            });
            let Some((center, place)) = places.into_iter().find(|(_, place)| is_free(place)) else { continue };
            taken.push(place);
            if label.is_upright() {
                self.write_upright(label, center, &style);
                continue;
            }
            // The base line lies below the middle, turned with the text.
            let (sin, cos) = label.angle_rad.sin_cos();
            let below = Font::rise(style.size) / 2.0;
            let at = [center[0] + below * sin, center[1] + below * cos];
            self.canvas.text(text, at, &TextStyle { angle_rad: label.angle_rad, ..style });
        }
    }

    /// Letters one under the other, along the line.
    fn write_upright(&mut self, label: &Label, [x, y]: [f32; 2], style: &TextStyle<'_>) {
        let (step, letters) = (1.06 * style.size, label.text.chars().count() as f32);
        // Downward, whichever way the line is told.
        let slope = label.angle_rad.cos() / label.angle_rad.sin();
        let halo = TextStyle { color: style.halo.map_or(style.color, |(color, _)| color), ..*style };
        for style in [halo, TextStyle { halo: None, ..*style }] {
            for (letter, place) in label.text.chars().zip(0_u16..) {
                let down = (f32::from(place) - (letters - 1.0) / 2.0) * step;
                let at = [x - down * slope, y + down + Font::rise(style.size) / 2.0];
                self.canvas.text(letter.encode_utf8(&mut [0; 4]), at, &style);
            }
        }
    }

    /// True if the name belongs to what is faded.
    fn is_out_of_focus(&self, label: &Label) -> bool {
        let Some(focus) = self.look.focus else { return false };
        let is_inside = || self.scene.grid_area(focus).is_some_and(|area| area.contains(label.at));
        label.grid.map_or_else(|| !is_inside(), |grid| grid != focus)
    }

    fn holds(&self, place: &Bounds) -> bool {
        let (width, height) = (f64::from(self.canvas.pixmap.width()), f64::from(self.canvas.pixmap.height()));
        place.min.east_m >= 2.0
            && place.min.north_m >= 2.0
            && place.max.east_m <= width - 2.0
            && place.max.north_m <= height - 2.0
    }
}

/// The rectangle of a text in pixels; y down, which does not matter here.
fn around(center: [f32; 2], width: f32, size: f32, label: &Label) -> Bounds {
    let (sin, cos) = label.angle_rad.sin_cos();
    let (half_w, half_h) = (width / 2.0, size * 0.62);
    let across = f64::from(half_w * cos.abs() + half_h * sin.abs());
    let down = f64::from(half_w * sin.abs() + half_h * cos.abs());
    let (x, y) = (f64::from(center[0]), f64::from(center[1]));
    Bounds::around([
        MapPoint { east_m: x - across, north_m: y - down },
        MapPoint { east_m: x + across, north_m: y + down },
    ])
}

fn style_of(look: Look<'_>, style: LabelStyle) -> TextStyle<'_> {
    let (theme, fonts) = (look.theme, look.fonts);
    let em = look.name_pt * look.scale;
    let halo = Some((theme.halo, em * 0.16));
    let plain = |font, share: f32, color| TextStyle::new(font, em * share, color).aligned(Align::Center);
    match style {
        LabelStyle::Grid | LabelStyle::Ring => TextStyle { halo, ..plain(&fonts.bold, 1.0, theme.grid_name) },
        LabelStyle::Upper => TextStyle { halo, spacing: em * 0.12, ..plain(&fonts.bold, 1.15, theme.grid_name) },
        LabelStyle::Water => {
            TextStyle { is_slanted: true, spacing: em * 0.35, ..plain(&fonts.regular, 1.0, theme.water_name) }
        }
        LabelStyle::Street | LabelStyle::Lane => TextStyle { halo, ..plain(&fonts.regular, 0.72, theme.place_name) },
        LabelStyle::Place | LabelStyle::Member => TextStyle { halo, ..plain(&fonts.regular, 0.78, theme.place_name) },
    }
}
