//! Cutting lines and areas to the picture before they are drawn. The rasterizer is slow, and not exact, far outside.

/// A place in pixels; x to the right, y down; in double precision, since it may lie far outside.
pub(crate) type Px = [f64; 2];

/// The rectangle that is drawn, with a margin so that cuts are not seen.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

impl Frame {
    /// A picture of this size with this margin round it.
    pub(crate) fn of(width_px: u32, height_px: u32, margin_px: f64) -> Self {
        let (right, bottom) = (f64::from(width_px) + margin_px, f64::from(height_px) + margin_px);
        Self { left: -margin_px, top: -margin_px, right, bottom }
    }

    /// Which part of a straight line lies inside, as shares of its length (Liang–Barsky).
    pub(crate) fn part_inside(&self, from: Px, to: Px) -> Option<(f64, f64)> {
        let (dx, dy) = (to[0] - from[0], to[1] - from[1]);
        let mut part = (0.0_f64, 1.0_f64);
        let sides = [
            (-dx, from[0] - self.left),
            (dx, self.right - from[0]),
            (-dy, from[1] - self.top),
            (dy, self.bottom - from[1]),
        ];
        for (toward, room) in sides {
            if toward == 0.0 {
                if room < 0.0 {
                    return None;
                }
            } else if toward < 0.0 {
                part.0 = part.0.max(room / toward);
            } else {
                part.1 = part.1.min(room / toward);
            }
        }
        (part.0 < part.1).then_some(part)
    }

    /// The parts of a line that lie inside, each whole.
    pub(crate) fn lines_inside(&self, points: &[Px]) -> Vec<Vec<Px>> {
        let mut parts: Vec<Vec<Px>> = Vec::new();
        let mut is_open = false;
        for (&from, &to) in points.iter().zip(points.iter().skip(1)) {
            let Some((enter, leave)) = self.part_inside(from, to) else {
                is_open = false;
                continue;
            };
            match parts.last_mut() {
                Some(part) if is_open && enter <= 0.0 => part.push(between(from, to, leave)),
                _ => parts.push(vec![between(from, to, enter), between(from, to, leave)]),
            }
            is_open = leave >= 1.0;
        }
        parts
    }

    /// The part of a ring that lies inside (Sutherland–Hodgman); it may run along the margin, which is not seen.
    pub(crate) fn ring_inside(&self, ring: &[Px]) -> Vec<Px> {
        let by_left = cut(ring, |at| at[0] - self.left);
        let by_right = cut(&by_left, |at| self.right - at[0]);
        let by_top = cut(&by_right, |at| at[1] - self.top);
        cut(&by_top, |at| self.bottom - at[1])
    }
}

fn cut(ring: &[Px], inside: impl Fn(Px) -> f64) -> Vec<Px> {
    if ring.iter().all(|&at| inside(at) >= 0.0) {
        return ring.to_vec();
    }
    let mut kept = Vec::with_capacity(ring.len() + 4);
    for (&from, &to) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        let (here, there) = (inside(from), inside(to));
        if here >= 0.0 {
            kept.push(from);
        }
        if (here >= 0.0) != (there >= 0.0) {
            kept.push(between(from, to, here / (here - there)));
        }
    }
    kept
}

/// A place on the way from one to another.
pub(crate) fn between(from: Px, to: Px, share: f64) -> Px {
    [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]
}

#[cfg(test)]
mod tests {
    use crate::scene::paint::clip::Frame;

    const FRAME: Frame = Frame { left: 0.0, top: 0.0, right: 100.0, bottom: 100.0 };

    #[test]
    fn a_line_that_leaves_and_comes_back_is_two() {
        let parts = FRAME.lines_inside(&[[50.0, 50.0], [150.0, 50.0], [150.0, 80.0], [50.0, 80.0]]);
        assert_eq!(parts, [[[50.0, 50.0], [100.0, 50.0]], [[100.0, 80.0], [50.0, 80.0]]], "cut at the right edge");
    }

    #[test]
    fn a_ring_round_everything_becomes_the_frame() {
        let ring = FRAME.ring_inside(&[[-1e9, -1e9], [1e9, -1e9], [1e9, 1e9], [-1e9, 1e9]]);
        let inside = |at: &[f64; 2]| (-1e-6..=100.000_001).contains(&at[0]) && (-1e-6..=100.000_001).contains(&at[1]);
        assert!(ring.len() >= 4 && ring.iter().all(inside), "found {ring:?}");
    }
}
