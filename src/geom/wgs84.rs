//! A place on the globe.

/// A place in WGS-84 (EPSG:4326), in degrees; longitude first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wgs84 {
    /// Degrees east, −180 to 180.
    pub lon_deg: f64,
    /// Degrees north, −90 to 90.
    pub lat_deg: f64,
}

impl Wgs84 {
    /// A place, if both numbers are finite and in range.
    ///
    /// ```
    /// use lianhu::geom::Wgs84;
    /// assert!(Wgs84::checked(113.6, 34.9).is_some());
    /// assert!(Wgs84::checked(34.9, 113.6).is_none(), "latitude 113 does not exist");
    /// ```
    pub fn checked(lon_deg: f64, lat_deg: f64) -> Option<Self> {
        ((-180.0..=180.0).contains(&lon_deg) && (-90.0..=90.0).contains(&lat_deg)).then_some(Self { lon_deg, lat_deg })
    }
}
