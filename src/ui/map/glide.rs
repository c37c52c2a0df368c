//! Movements of the view that go on by themselves: a zoom on its way, a map that was thrown, a flight to a place.

use crate::geom::{MapPoint, ScreenPoint, View};

/// How fast a zoom approaches its goal, in seconds until two thirds are done.
const ZOOM_SECS: f64 = 0.06;
/// How fast a thrown map slows down.
const COAST_SECS: f32 = 0.22;
/// Slower than this, in points a second, a map lies still.
const STILL_PT: f32 = 24.0;
/// How long a flight takes.
const FLY_SECS: f32 = 0.3;

/// A movement that goes on by itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Glide {
    /// Zooming about a point of the frame, toward this scale.
    Zoom {
        /// What stays where it is.
        at: ScreenPoint,
        /// The scale to arrive at, in points per map meter.
        to_pt_per_m: f64,
    },
    /// Sliding on after a throw, in points a second.
    Coast {
        /// To the right.
        right_pt: f32,
        /// Downward.
        down_pt: f32,
    },
    /// Flying from one look to another.
    Fly {
        /// Where it began.
        from: View,
        /// Where it ends.
        to: View,
        /// How much of it is done, 0 to 1.
        share: f32,
    },
}

impl Glide {
    /// A throw at this speed, if it is one.
    pub(crate) fn thrown(right_pt: f32, down_pt: f32) -> Option<Self> {
        (right_pt.hypot(down_pt) > 4.0 * STILL_PT).then_some(Self::Coast { right_pt, down_pt })
    }

    /// The look that this movement comes to rest at, as far as its scale goes.
    pub(crate) fn rest(&self, view: &View) -> View {
        match *self {
            Self::Zoom { at, to_pt_per_m } => {
                let there = view.zoomed_about(at, to_pt_per_m / view.pt_per_m);
                View { pt_per_m: to_pt_per_m, ..there }
            }
            Self::Coast { .. } => *view,
            Self::Fly { to, .. } => View { width_pt: view.width_pt, height_pt: view.height_pt, ..to },
        }
    }

    /// The view a moment later, and how the movement goes on; `None` when it has arrived.
    pub(crate) fn step(self, view: &View, secs: f32) -> (View, Option<Self>) {
        match self {
            Self::Zoom { at, to_pt_per_m } => {
                let left = (to_pt_per_m / view.pt_per_m).ln();
                if left.abs() < 0.004 {
                    return (self.rest(view), None);
                }
                let done = 1.0 - (-f64::from(secs) / ZOOM_SECS).exp();
                (view.zoomed_about(at, (left * done).exp()), Some(self))
            }
            Self::Coast { right_pt, down_pt } => {
                let kept = (-secs / COAST_SECS).exp();
                let way = COAST_SECS * (1.0 - kept);
                let moved = view.panned(right_pt * way, down_pt * way);
                let (right_pt, down_pt) = (right_pt * kept, down_pt * kept);
                let goes_on = right_pt.hypot(down_pt) > STILL_PT;
                (moved, goes_on.then_some(Self::Coast { right_pt, down_pt }))
            }
            Self::Fly { from, to, share } => {
                let share = share + secs / FLY_SECS;
                if share >= 1.0 {
                    return (self.rest(view), None);
                }
                (between(&from, &to, share, view), Some(Self::Fly { from, to, share }))
            }
        }
    }
}

/// On the way from one look to another: the scale by its logarithm, the middle so that the flight is straight on the
/// screen.
fn between(from: &View, to: &View, share: f32, frame: &View) -> View {
    let share = f64::from(share);
    let eased = share * share * (3.0 - 2.0 * share);
    let (a, b) = (1.0 / from.pt_per_m, 1.0 / to.pt_per_m);
    let here = (a.ln() + (b.ln() - a.ln()) * eased).exp();
    let way = if (b / a - 1.0).abs() < 1e-3 { eased } else { (here - a) / (b - a) };
    let center = MapPoint {
        east_m: from.center.east_m + (to.center.east_m - from.center.east_m) * way,
        north_m: from.center.north_m + (to.center.north_m - from.center.north_m) * way,
    };
    View { center, pt_per_m: 1.0 / here, ..*frame }
}

#[cfg(test)]
mod tests {
    use crate::geom::{MapPoint, ScreenPoint, View};
    use crate::ui::map::glide::Glide;

    const VIEW: View =
        View { center: MapPoint { east_m: 0.0, north_m: 0.0 }, pt_per_m: 1.0, width_pt: 400.0, height_pt: 300.0 };

    /// Frames of a sixtieth of a second until it lies still.
    fn run(mut glide: Glide) -> (View, usize) {
        let mut view = VIEW;
        for frame in 1..600 {
            let (next, on) = glide.step(&view, 1.0 / 60.0);
            view = next;
            match on {
                Some(on) => glide = on,
                None => return (view, frame),
            }
        }
        panic!("it never lies still");
    }

    #[test]
    fn a_zoom_arrives_at_its_scale_exactly_and_soon() {
        let at = ScreenPoint { x_pt: 10.0, y_pt: 20.0 };
        let (view, frames) = run(Glide::Zoom { at, to_pt_per_m: 2.0 });
        assert_eq!(view.pt_per_m.to_bits(), 2.0_f64.to_bits(), "tiles of that scale fit");
        assert!(frames < 30, "it takes half a second at most, not {frames} frames");
        let (was, is) = (VIEW.map_from_screen(at), view.map_from_screen(at));
        assert!((was.east_m - is.east_m).hypot(was.north_m - is.north_m) < 1e-6, "what was under the pointer is there");
    }

    #[test]
    fn a_flight_ends_where_it_was_sent_and_a_throw_does_not_go_on() {
        let to = View { center: MapPoint { east_m: 500.0, north_m: -80.0 }, pt_per_m: 6.0, ..VIEW };
        assert_eq!(run(Glide::Fly { from: VIEW, to, share: 0.0 }).0, to, "it arrives");
        let (view, frames) = run(Glide::Coast { right_pt: 900.0, down_pt: 0.0 });
        assert!(view.center.east_m < -100.0 && frames < 90, "it slides and stops, after {frames} frames");
        assert_eq!(Glide::thrown(20.0, 20.0), None, "a hand that stopped before it let go throws nothing");
    }
}
