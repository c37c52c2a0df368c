//! Names of coordinate systems: keys, EPSG codes, and what GeoJSON writes.

use crate::exchange::crs::{Crs, CrsRefusal, GaussKruger, crs_from_wkt};

impl Crs {
    /// The system of this name, or why there is none: a key, `epsg:N`, a name as GeoJSON writes it, or the text of
    /// a `.prj`.
    ///
    /// Pairs of numbered systems are read as every program writes them, east first, whatever the register of EPSG says
    /// about axes.
    ///
    /// ```
    /// use lianhu::exchange::{Crs, CrsRefusal};
    /// assert_eq!(Crs::named("gk3:38").map(Crs::key).as_deref(), Ok("gk3:38"));
    /// assert!(matches!(Crs::named("EPSG:2362"), Err(CrsRefusal::Datum { .. })), "Xian 1980");
    /// ```
    pub fn named(name: &str) -> Result<Self, CrsRefusal> {
        if is_wkt(name) {
            return crs_from_wkt(name);
        }
        let name = name.trim().to_lowercase();
        if let Some(zone) = GaussKruger::from_key(&name) {
            return Ok(Self::GaussKruger(zone));
        }
        let last = name.rsplit([':', '/', '#']).next().unwrap_or_default();
        match last {
            "auto" => Ok(Self::Auto),
            "wgs84" | "wgs-84" | "crs84" | "4326" => Ok(Self::Wgs84),
            "cgcs2000" | "4490" => Ok(Self::Cgcs2000),
            "gcj02" | "gcj-02" => Ok(Self::Gcj02),
            "bd09" | "bd-09" => Ok(Self::Bd09),
            "3857" | "900913" | "3785" => Ok(Self::WebMercator),
            "xian80" | "xian1980" | "西安80" => Err(CrsRefusal::Datum { name: XIAN_1980.to_owned() }),
            "beijing54" | "beijing1954" | "北京54" => Err(CrsRefusal::Datum { name: BEIJING_1954.to_owned() }),
            _ => last.parse().map_err(|_not_a_code| CrsRefusal::Unknown).and_then(from_epsg),
        }
    }
}

/// True for a keyword before a bracket; names such as “WGS 84 (GPS)” have more than a word there.
fn is_wkt(name: &str) -> bool {
    let keyword = name.trim().split_once(['[', '(']).map_or("", |(keyword, _)| keyword.trim_end());
    !keyword.is_empty() && keyword.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

const XIAN_1980: &str = "Xian 1980";
const BEIJING_1954: &str = "Beijing 1954";

fn from_epsg(code: u32) -> Result<Crs, CrsRefusal> {
    match code {
        4610 | 2327..=2390 => Err(CrsRefusal::Datum { name: XIAN_1980.to_owned() }),
        4214 | 2401..=2442 | 21413..=21423 | 21453..=21463 | 21473..=21483 => {
            Err(CrsRefusal::Datum { name: BEIJING_1954.to_owned() })
        }
        _ => GaussKruger::from_epsg(code).map(Crs::GaussKruger).ok_or(CrsRefusal::Unknown),
    }
}

#[cfg(test)]
mod tests {
    use crate::exchange::{Crs, CrsRefusal};

    #[test]
    fn every_key_is_read_again() {
        for code in 4491..=4554 {
            let crs = Crs::from_name(&format!("epsg:{code}")).unwrap();
            assert_eq!(Crs::from_name(&crs.key()), Some(crs), "{code} is {}", crs.key());
            let north_first = format!("{}:ne", crs.key());
            let turned = Crs::from_name(&north_first).unwrap();
            assert_eq!((turned.key(), turned == crs), (north_first, false), "the other order");
        }
        for crs in [Crs::Auto, Crs::Wgs84, Crs::Cgcs2000, Crs::Gcj02, Crs::Bd09, Crs::WebMercator] {
            assert_eq!(Crs::from_name(&crs.key()), Some(crs), "{crs:?}");
        }
    }

    #[test]
    fn codes_mean_what_the_register_says() {
        for (code, key) in [
            ("4491", "gk6:13"),
            ("EPSG:4501", "gk6:23"),
            ("4502", "gk6:75"),
            ("4512", "gk6:135"),
            ("urn:ogc:def:crs:EPSG::4513", "gk3:25"),
            ("4533", "gk3:45"),
            ("http://www.opengis.net/def/crs/EPSG/0/4534", "gk3:75"),
            ("4554", "gk3:135"),
            ("GK3:38:EN", "gk3:38"),
        ] {
            assert_eq!(Crs::named(code).map(Crs::key).as_deref(), Ok(key), "{code}");
        }
    }

    #[test]
    fn old_datums_are_refused_by_name() {
        for name in ["xian80", "EPSG:4610", "2362", "2390", "beijing54", "4214", "urn:ogc:def:crs:EPSG::2414", "21418"]
        {
            assert!(matches!(Crs::named(name), Err(CrsRefusal::Datum { .. })), "{name}");
        }
        for name in [
            "",
            "mars",
            "epsg:27700",
            "gk3",
            "gk3:",
            "gk3:46",
            "gk3:76",
            "gk6:78",
            "gk6:12",
            "gk3:38:x",
            "gk9:38",
            "WGS 84 (GPS)",
            "{\"a\":[1]}",
        ] {
            assert_eq!(Crs::named(name), Err(CrsRefusal::Unknown), "{name}");
        }
    }
}
