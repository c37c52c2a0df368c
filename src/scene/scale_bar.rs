//! A scale bar of a round length, and the ratio 1:N.

/// Meters in an inch.
const INCH_M: f64 = 0.0254;
/// Points in an inch of paper.
const PAPER_PT: f64 = 72.0;

/// A scale bar: true meters, whatever the projection does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScaleBar {
    /// What it stands for; 1, 2 or 5 times a power of ten.
    pub length_m: f64,
    /// How long it is drawn.
    pub length_pt: f32,
    /// In how many equal parts it is divided.
    pub parts: u8,
}

impl ScaleBar {
    /// A length as it is written beside the bar: “50”, “0.5”, with the unit of the whole bar apart.
    pub fn label(&self, part: u8) -> String {
        let length_m = self.length_m * f64::from(part) / f64::from(self.parts.max(1));
        let number = if self.unit() == "km" { length_m / 1000.0 } else { length_m };
        format!("{}", (number * 1000.0).round() / 1000.0)
    }

    /// The unit that the numbers are in.
    pub fn unit(&self) -> &'static str {
        if self.length_m >= 1000.0 { "km" } else { "m" }
    }
}

/// The longest round bar that is at most `most_pt` long.
///
/// `pt_per_m` is the scale of the view, in points per map
/// meter; `stretch` the map meters in a true meter, see [`mercator_stretch`](crate::geom::mercator_stretch).
///
/// ```
/// use lianhu::scene::scale_bar;
/// let bar = scale_bar(0.8, 1.25, 140.0);
/// assert_eq!((bar.length_m, bar.length_pt), (100.0, 100.0));
/// ```
pub fn scale_bar(pt_per_m: f64, stretch: f64, most_pt: f32) -> ScaleBar {
    let pt_per_true_m = (pt_per_m * stretch).max(1e-12);
    let most_m = f64::from(most_pt) / pt_per_true_m;
    // A hair more, so that 100 m that fit exactly are not lost to rounding.
    let power = 10_f64.powf((most_m * (1.0 + 1e-9)).log10().floor());
    let (times, parts) = match most_m * (1.0 + 1e-9) / power {
        share if share >= 5.0 => (5.0, 5),
        share if share >= 2.0 => (2.0, 4),
        _ => (1.0, 4),
    };
    let length_m = times * power;
    ScaleBar { length_m, length_pt: (length_m * pt_per_true_m) as f32, parts }
}

/// The N of 1:N for a view with so many points in an inch (72 on paper, 96 on a usual screen).
pub fn ratio(pt_per_m: f64, stretch: f64, pt_per_inch: f64) -> f64 {
    pt_per_inch / INCH_M / (pt_per_m * stretch).max(1e-12)
}

/// The nearest round 1:N at which so many true meters fit on so many points of paper, and the points per *map*
/// meter that make it true.
pub fn fitting_ratio(width_m: f64, height_m: f64, width_pt: f32, height_pt: f32, stretch: f64) -> (u32, f64) {
    const STEPS: [u32; 9] = [10, 15, 20, 25, 30, 40, 50, 60, 80];
    let wanted = |meters: f64, points: f32| meters * PAPER_PT / INCH_M / f64::from(points.max(1.0));
    let least = wanted(width_m, width_pt).max(wanted(height_m, height_pt)).clamp(500.0, 1e8);
    let mut power = 10_u32;
    let ratio = loop {
        let fits = STEPS.iter().map(|step| step * power).find(|&ratio| f64::from(ratio) >= least);
        if let Some(ratio) = fits {
            break ratio;
        }
        power *= 10;
    };
    (ratio, PAPER_PT / INCH_M / f64::from(ratio) / stretch)
}

#[cfg(test)]
mod tests {
    use crate::scene::{fitting_ratio, ratio, scale_bar};

    #[test]
    fn bars_are_one_two_or_five_and_never_longer_than_asked() {
        for (pt_per_m, length_m) in [(1.0, 100.0), (0.5, 200.0), (0.29, 500.0), (0.01, 10_000.0), (40.0, 2.0)] {
            let bar = scale_bar(pt_per_m, 1.0, 150.0);
            assert!((bar.length_m - length_m).abs() < 1e-9, "at {pt_per_m} found {}", bar.length_m);
            assert!(bar.length_pt <= 150.001, "at {pt_per_m} it is {} long", bar.length_pt);
        }
    }

    #[test]
    fn units_change_at_a_kilometer() {
        let bar = scale_bar(0.1, 1.0, 150.0);
        assert_eq!((bar.label(1), bar.label(4), bar.unit()), ("0.25".to_owned(), "1".to_owned(), "km"), "1 km in 4");
    }

    #[test]
    fn a_sheet_has_a_round_ratio_that_is_true() {
        let (found, pt_per_m) = fitting_ratio(300.0, 200.0, 800.0, 640.0, 1.22);
        assert_eq!(found, 1500, "300 m on 282 mm is 1:1063");
        assert!((ratio(pt_per_m, 1.22, 72.0) - 1500.0).abs() < 1e-6, "back again");
        assert_eq!(fitting_ratio(10.0, 10.0, 800.0, 640.0, 1.0).0, 500, "never nearer than 1:500");
    }
}
