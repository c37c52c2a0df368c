//! Which part of the map is looked at, and how large.

use crate::geom::{Bounds, MapPoint};

/// A place in a window or on a sheet, in its own points; x to the right, y down.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ScreenPoint {
    /// From the left edge.
    pub x_pt: f32,
    /// From the top edge.
    pub y_pt: f32,
}

/// A look at the map: what is in the middle, and how many points one map meter takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// The place in the middle.
    pub center: MapPoint,
    /// Scale; larger is nearer.
    pub pt_per_m: f64,
    /// Width of the frame.
    pub width_pt: f32,
    /// Height of the frame.
    pub height_pt: f32,
}

impl View {
    /// The look that shows all of `bounds`, with a margin on every side.
    pub fn fitting(bounds: &Bounds, width_pt: f32, height_pt: f32, margin_pt: f32) -> Self {
        let inner_w = f64::from((width_pt - 2.0 * margin_pt).max(1.0));
        let inner_h = f64::from((height_pt - 2.0 * margin_pt).max(1.0));
        let pt_per_m = (inner_w / bounds.width_m().max(1.0)).min(inner_h / bounds.height_m().max(1.0));
        Self { center: bounds.center(), pt_per_m, width_pt, height_pt }
    }

    /// Where a map point falls in the frame.
    pub fn screen_from_map(&self, point: MapPoint) -> ScreenPoint {
        ScreenPoint {
            x_pt: self.width_pt / 2.0 + ((point.east_m - self.center.east_m) * self.pt_per_m) as f32,
            y_pt: self.height_pt / 2.0 - ((point.north_m - self.center.north_m) * self.pt_per_m) as f32,
        }
    }

    /// What lies at a point of the frame.
    pub fn map_from_screen(&self, at: ScreenPoint) -> MapPoint {
        MapPoint {
            east_m: self.center.east_m + f64::from(at.x_pt - self.width_pt / 2.0) / self.pt_per_m,
            north_m: self.center.north_m - f64::from(at.y_pt - self.height_pt / 2.0) / self.pt_per_m,
        }
    }

    /// The part of the map in the frame.
    pub fn bounds(&self) -> Bounds {
        let half_w = f64::from(self.width_pt) / 2.0 / self.pt_per_m;
        let half_h = f64::from(self.height_pt) / 2.0 / self.pt_per_m;
        Bounds {
            min: MapPoint { east_m: self.center.east_m - half_w, north_m: self.center.north_m - half_h },
            max: MapPoint { east_m: self.center.east_m + half_w, north_m: self.center.north_m + half_h },
        }
    }

    /// The same look, nearer by `factor`, with the point under `at` staying where it is.
    #[must_use]
    pub fn zoomed_about(&self, at: ScreenPoint, factor: f64) -> Self {
        let fixed = self.map_from_screen(at);
        let mut view = Self { pt_per_m: self.pt_per_m * factor, ..*self };
        let moved = view.map_from_screen(at);
        view.center.east_m += fixed.east_m - moved.east_m;
        view.center.north_m += fixed.north_m - moved.north_m;
        view
    }

    /// The same look, dragged by so many points.
    #[must_use]
    pub fn panned(&self, right_pt: f32, down_pt: f32) -> Self {
        let center = MapPoint {
            east_m: self.center.east_m - f64::from(right_pt) / self.pt_per_m,
            north_m: self.center.north_m + f64::from(down_pt) / self.pt_per_m,
        };
        Self { center, ..*self }
    }
}

#[cfg(test)]
mod tests {
    use crate::geom::{MapPoint, ScreenPoint, View};

    const VIEW: View =
        View { center: MapPoint { east_m: 100.0, north_m: 50.0 }, pt_per_m: 2.0, width_pt: 400.0, height_pt: 300.0 };

    #[test]
    fn north_is_up_and_the_center_is_in_the_middle() {
        let at = VIEW.screen_from_map(MapPoint { east_m: 100.0, north_m: 60.0 });
        assert_eq!(at, ScreenPoint { x_pt: 200.0, y_pt: 130.0 }, "ten meters north are twenty points up");
    }

    #[test]
    fn zooming_keeps_what_is_under_the_pointer() {
        let pointer = ScreenPoint { x_pt: 33.0, y_pt: 250.0 };
        let before = VIEW.map_from_screen(pointer);
        let after = VIEW.zoomed_about(pointer, 3.0).map_from_screen(pointer);
        assert!((before.east_m - after.east_m).abs() < 1e-9, "east stays");
        assert!((before.north_m - after.north_m).abs() < 1e-9, "north stays");
    }
}
