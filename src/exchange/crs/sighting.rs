//! Which systems the bare numbers of a file can be in.

use crate::exchange::CrsEvidence;
use crate::exchange::crs::{Axes, Crs, GaussKruger, ZoneWidth};
use crate::geom::{CENTRAL_MERIDIANS_DEG, Wgs84, distance_m};
use crate::model::Project;

/// Nine in ten coordinates must agree: a few are always mistyped.
const SHARE: (usize, usize) = (9, 10);
/// What lies farther from the project than this is not about it. The planes of neighboring meridians put the same
/// numbers some 200 km apart in the north of China, and more in the south.
const NEAR_M: f64 = 90_000.0;

impl Crs {
    /// True if a pair is written as places in China are in this system.
    pub(crate) fn is_likely(self, x: f64, y: f64) -> bool {
        match self {
            Self::WebMercator => (8.0e6..=15.2e6).contains(&x) && (1.9e6..=7.2e6).contains(&y),
            Self::GaussKruger(zone) => zone.is_likely(x, y),
            Self::Auto | Self::Wgs84 | Self::Cgcs2000 | Self::Gcj02 | Self::Bd09 => {
                let is_lon_lat = |lon, lat| (72.0..=138.0).contains(&lon) && (3.0..=54.0).contains(&lat);
                is_lon_lat(x, y) || is_lon_lat(y, x)
            }
        }
    }
}

/// The systems in which the numbers can be; none where they say nothing. Degrees, web mercator and numbered zones are
/// told by their numbers, except that the zones 13 to 15 of six degrees look like web mercator; an easting without
/// the number of its zone fits every meridian.
pub(crate) fn sight(pairs: &[(f64, f64)]) -> Vec<Crs> {
    let numbered = ZoneWidth::ALL
        .into_iter()
        .flat_map(|width| width.zones().filter_map(move |zone| GaussKruger::numbered(width, zone)));
    let unnumbered = CENTRAL_MERIDIANS_DEG.filter_map(|deg| GaussKruger::around(ZoneWidth::Three, deg));
    let zones = numbered.chain(unnumbered);
    let zones = zones.flat_map(|zone| [Axes::EastNorth, Axes::NorthEast].map(|axes| zone.with_axes(axes)));
    let all = [Crs::Wgs84, Crs::WebMercator].into_iter().chain(zones.map(Crs::GaussKruger));
    let fits = |crs: &Crs| {
        let count = pairs.iter().filter(|(x, y)| crs.is_likely(*x, *y)).count();
        count > 0 && count * SHARE.1 >= pairs.len() * SHARE.0
    };
    all.filter(fits).collect()
}

/// Where a project lies.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ground {
    middle: Wgs84,
    evidence: CrsEvidence,
}

impl Ground {
    /// Where the grids lie, or the households while there are no grids; `None` for a project without places.
    pub(crate) fn of(project: &Project) -> Option<Self> {
        let outlines = project.grids.rows().flat_map(|grid| grid.area.iter());
        let corners = outlines.flat_map(|polygon| polygon.exterior().coords());
        let corners: Vec<Wgs84> = corners.filter_map(|corner| Wgs84::checked(corner.x, corner.y)).collect();
        if let Some(middle) = middle_of(&corners) {
            return Some(Self { middle, evidence: CrsEvidence::Grids });
        }
        let homes: Vec<Wgs84> = project.households.rows().filter_map(|household| household.at).collect();
        middle_of(&homes).map(|middle| Self { middle, evidence: CrsEvidence::Households })
    }

    /// What speaks for a system that is found by it.
    pub(crate) fn evidence(self) -> CrsEvidence {
        self.evidence
    }

    /// The system in which the numbers lie where the project is; `None` if there is no such system.
    pub(crate) fn nearest(self, could_be: &[Crs], pairs: &[(f64, f64)]) -> Option<Crs> {
        let away_m = |crs: &Crs| {
            let places: Vec<Wgs84> = pairs.iter().filter_map(|(x, y)| crs.wgs84_from(*x, *y)).collect();
            Some((distance_m(middle_of(&places)?, self.middle), *crs))
        };
        let near = could_be.iter().filter_map(away_m).filter(|(away_m, _)| *away_m <= NEAR_M);
        near.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, crs)| crs)
    }
}

/// The medians of longitude and latitude: what is mistyped does not move them.
fn middle_of(places: &[Wgs84]) -> Option<Wgs84> {
    let median = |of: fn(&Wgs84) -> f64| {
        let mut numbers: Vec<f64> = places.iter().map(of).collect();
        numbers.sort_by(f64::total_cmp);
        numbers.get(numbers.len() / 2).copied()
    };
    Some(Wgs84 { lon_deg: median(|place| place.lon_deg)?, lat_deg: median(|place| place.lat_deg)? })
}

#[cfg(test)]
mod tests {
    use crate::exchange::Crs;
    use crate::exchange::crs::sighting::sight;

    #[track_caller]
    fn check(pairs: &[(f64, f64)], keys: &[&str]) {
        let found: Vec<String> = sight(pairs).into_iter().map(Crs::key).collect();
        assert_eq!(found, keys, "{pairs:?}");
    }

    #[test]
    fn numbers_tell_their_system() {
        check(&[(113.6, 34.9)], &["wgs84"]);
        check(&[(34.9, 113.6)], &["wgs84"]);
        check(&[(38_463_638.2, 3_865_091.1)], &["gk3:38"]);
        check(&[(3_865_091.1, 38_463_638.2)], &["gk3:38:ne"]);
        check(&[(20_463_638.2, 3_865_091.1)], &["gk6:20"]);
        check(&[(12_646_042.0, 4_127_170.0)], &["epsg:3857"]);
        check(&[(13_463_638.2, 4_127_170.0)], &["epsg:3857", "gk6:13"]);
        check(&[(2.35, 48.85)], &[]);
        check(&[(50_000.0, 80_000.0)], &[]);
        check(&[], &[]);
    }

    #[test]
    fn an_easting_without_its_zone_fits_every_meridian() {
        let found = sight(&[(463_638.2, 3_865_091.1)]);
        assert_eq!((found.len(), found.first().copied().map(Crs::key).as_deref()), (21, Some("gk3:75")), "{found:?}");
        assert!(sight(&[(3_865_091.1, 463_638.2)]).iter().all(|crs| crs.key().ends_with(":ne")), "north first");
    }

    #[test]
    fn one_in_ten_may_be_wrong() {
        let pairs = |wrong: usize| -> Vec<(f64, f64)> {
            (0..10).map(|at| if at < wrong { (1.0, 1.0) } else { (38_463_638.2, 3_865_091.1) }).collect()
        };
        check(&pairs(1), &["gk3:38"]);
        check(&pairs(2), &[]);
    }
}
