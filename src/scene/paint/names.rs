//! Names, written by our own painter: for paper. The screen writes them itself.

use crate::geom::Bounds;
use crate::geom::MapPoint;
use crate::scene::paint::strokes::Sheet;
use crate::scene::paint::{Align, Font, Look, TextStyle};
use crate::scene::{Label, LabelStyle};

impl Sheet<'_> {
    /// Writes the names that have room, the most important first; none over another, none cut at the edge.
    pub(crate) fn draw_names(&mut self) {
        let mut taken: Vec<Bounds> = Vec::new();
        let scene = self.scene;
        for label in scene.labels() {
            let style = style_of(self.look, label.style);
            let (text, width) = (label.text.as_str(), style.width(&label.text));
            let extent_px = (label.extent_m * self.view.pt_per_m) as f32 * self.look.scale;
            let [x, y] = self.px_from_map(label.at).map(|at| at as f32);
            let down = match label.style {
                LabelStyle::Grid => 1.05 * style.size + Font::rise(style.size) / 2.0,
                LabelStyle::Member => 1.3 * style.size + self.px(self.look.glyph_pt.unwrap_or(12.0)) / 2.0,
                _ => Font::rise(style.size) / 2.0,
            };
            let center = [x, y + down - Font::rise(style.size) / 2.0];
            let place = around(center, width, style.size, label);
            if width > extent_px || !self.holds(&place) || taken.iter().any(|other| other.intersects(&place)) {
                continue;
            }
            taken.push(place);
            // The base line lies below the middle, turned with the text.
            let (sin, cos) = label.angle_rad.sin_cos();
            let below = Font::rise(style.size) / 2.0;
            let at = [center[0] + below * sin, center[1] + below * cos];
            self.canvas.text(text, at, &TextStyle { angle_rad: label.angle_rad, ..style });
        }
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
        LabelStyle::Grid => TextStyle { halo, ..plain(&fonts.bold, 1.0, theme.grid_name) },
        LabelStyle::Water => {
            TextStyle { is_slanted: true, spacing: em * 0.35, ..plain(&fonts.regular, 1.0, theme.water_name) }
        }
        LabelStyle::Street => TextStyle { halo, ..plain(&fonts.regular, 0.72, theme.place_name) },
        LabelStyle::Place | LabelStyle::Member => TextStyle { halo, ..plain(&fonts.regular, 0.78, theme.place_name) },
    }
}
