//! Dashes along a line, counted from its beginning, so that neighboring tiles agree.

use crate::scene::paint::clip::{Frame, Px, between};

/// Dash, gap, dot, gap.
pub(crate) type Pattern = [f64; 4];

/// The dashes of a line that lie in the frame.
pub(crate) fn dashes(points: &[Px], pattern: Pattern, frame: &Frame) -> Vec<Vec<Px>> {
    let total: f64 = pattern.iter().sum();
    let strokes = [(0.0, pattern[0]), (pattern[0] + pattern[1], pattern[0] + pattern[1] + pattern[2])];
    let mut dashes: Vec<Vec<Px>> = Vec::new();
    if total <= 0.0 {
        return dashes;
    }
    let mut walked = 0.0;
    // Where the last dash ended, if it may go on round the corner.
    let mut open_end: Option<f64> = None;
    for (&from, &to) in points.iter().zip(points.iter().skip(1)) {
        let length = (to[0] - from[0]).hypot(to[1] - from[1]);
        let inside = frame.part_inside(from, to).filter(|_| length > 0.0);
        let (first, last) =
            inside.map_or((0.0, 0.0), |(enter, leave)| (walked + enter * length, walked + leave * length));
        let rounds = (first / total).floor() as i64..(last / total).ceil() as i64;
        for (begin, end) in rounds
            .flat_map(|round| strokes.map(|(begin, end)| (round as f64 * total + begin, round as f64 * total + end)))
        {
            let (begin, end) = (begin.max(first), end.min(last));
            let at = |along: f64| between(from, to, (along - walked) / length);
            match dashes.last_mut() {
                _ if begin >= end => continue,
                Some(dash) if open_end.is_some_and(|open| (open - begin).abs() < 1e-6) => dash.push(at(end)),
                _ => dashes.push(vec![at(begin), at(end)]),
            }
            open_end = Some(end);
        }
        walked += length;
    }
    dashes
}

#[cfg(test)]
mod tests {
    use crate::scene::paint::clip::Frame;
    use crate::scene::paint::dash::dashes;

    #[test]
    fn tiles_side_by_side_show_the_same_dashes() {
        let line = [[-500.0, 5.0], [700.0, 5.0]];
        let pattern = [9.0, 3.0, 1.0, 3.0];
        let whole = dashes(&line, pattern, &Frame { left: 0.0, top: 0.0, right: 200.0, bottom: 10.0 });
        let mut halves = dashes(&line, pattern, &Frame { left: 0.0, top: 0.0, right: 101.0, bottom: 10.0 });
        halves.extend(dashes(&line, pattern, &Frame { left: 101.0, top: 0.0, right: 200.0, bottom: 10.0 }));
        let covered = |dashes: &[Vec<[f64; 2]>]| -> f64 { dashes.iter().map(|dash| dash[1][0] - dash[0][0]).sum() };
        assert!((covered(&whole) - covered(&halves)).abs() < 1e-6, "as much ink");
        assert!((whole[0][0][0] - halves[0][0][0]).abs() < 1e-9, "at the same place");
    }

    #[test]
    fn a_dash_goes_round_the_corner_in_one_piece() {
        let found = dashes(&[[0.0, 0.0], [5.0, 0.0], [5.0, 50.0]], [9.0, 3.0, 1.0, 3.0], &Frame::of(100, 100, 0.0));
        assert_eq!(found[0], [[0.0, 0.0], [5.0, 0.0], [5.0, 4.0]], "nine long");
    }
}
