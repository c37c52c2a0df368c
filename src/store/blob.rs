//! Geometry as `GeoPackage` blobs: a small header, an envelope, well-known binary.
//!
//! Written little-endian and flat. Read with both byte orders, with any envelope, with heights and measures (which
//! are passed over), and with a bound on everything that a damaged or hostile blob could make large.

use crate::geom::{Area, Wgs84, polygon_rings};
use crate::model::Shape;
use geo::{Coord, LineString, MultiPolygon, Polygon};

const POINT: u32 = 1;
const LINE: u32 = 2;
const POLYGON: u32 = 3;
const MULTI_LINE: u32 = 5;
const MULTI_POLYGON: u32 = 6;
/// EPSG:4326.
const SRS_ID: i32 = 4326;
const EMPTY_FLAG: u8 = 0b1_0000;

/// What a blob can hold here.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Geometry {
    /// A place; `None` for an empty point.
    Point(Option<Wgs84>),
    /// A line.
    Line(Vec<Wgs84>),
    /// An area.
    Area(Area),
}

/// A blob that is no geometry, or one of a kind that is not kept here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BadBlob;

/// West, east, south, north in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Envelope {
    pub(crate) west: f64,
    pub(crate) east: f64,
    pub(crate) south: f64,
    pub(crate) north: f64,
}

/// A place as a blob.
pub(crate) fn blob_from_point(at: Wgs84) -> Vec<u8> {
    let mut blob = Vec::with_capacity(29);
    header(&mut blob, 0);
    kind(&mut blob, POINT);
    coordinates(&mut blob, at.lon_deg, at.lat_deg);
    blob
}

/// An area as a blob.
pub(crate) fn blob_from_area(area: &Area) -> Vec<u8> {
    let coords = area.iter().flat_map(|polygon| polygon.exterior().coords());
    let mut blob = with_envelope(envelope_of(coords.map(|coord| (coord.x, coord.y))));
    kind(&mut blob, MULTI_POLYGON);
    count(&mut blob, area.0.len());
    for polygon in area {
        kind(&mut blob, POLYGON);
        let is_bare = polygon.exterior().0.is_empty() && polygon.interiors().is_empty();
        count(&mut blob, if is_bare { 0 } else { 1 + polygon.interiors().len() });
        if !is_bare {
            polygon_rings(polygon).for_each(|ring| {
                count(&mut blob, ring.0.len());
                ring.coords().for_each(|coord| coordinates(&mut blob, coord.x, coord.y));
            });
        }
    }
    blob
}

/// A feature of the backdrop as a blob.
pub(crate) fn blob_from_shape(shape: &Shape) -> Vec<u8> {
    match shape {
        Shape::Area(area) => blob_from_area(area),
        Shape::Line(places) => {
            let mut blob = with_envelope(envelope_of(places.iter().map(|place| (place.lon_deg, place.lat_deg))));
            kind(&mut blob, LINE);
            count(&mut blob, places.len());
            for place in places {
                coordinates(&mut blob, place.lon_deg, place.lat_deg);
            }
            blob
        }
    }
}

/// Reads a blob.
pub(crate) fn geometry_from_blob(blob: &[u8]) -> Result<Geometry, BadBlob> {
    let flags = match blob {
        [b'G', b'P', 0, flags, ..] => *flags,
        _ => return Err(BadBlob),
    };
    let envelope_len = match (flags >> 1) & 0b111 {
        0 => 0,
        1 => 32,
        2 | 3 => 48,
        4 => 64,
        _ => return Err(BadBlob),
    };
    let mut reader = Reader { rest: blob.get(8 + envelope_len..).ok_or(BadBlob)?, is_little: true };
    let geometry = reader.geometry()?;
    if reader.rest.is_empty() { Ok(geometry) } else { Err(BadBlob) }
}

impl Envelope {
    /// The rectangle round both.
    pub(crate) fn joined(self, other: Self) -> Self {
        Self {
            west: self.west.min(other.west),
            east: self.east.max(other.east),
            south: self.south.min(other.south),
            north: self.north.max(other.north),
        }
    }
}

impl Geometry {
    /// The form of a feature of the backdrop.
    pub(crate) fn of_shape(shape: &Shape) -> Self {
        match shape {
            Shape::Line(places) => Self::Line(places.clone()),
            Shape::Area(area) => Self::Area(area.clone()),
        }
    }

    /// The rectangle round everything; `None` for an empty geometry.
    pub(crate) fn envelope(&self) -> Option<Envelope> {
        match self {
            Self::Point(at) => envelope_of(at.iter().map(|at| (at.lon_deg, at.lat_deg))),
            Self::Line(places) => envelope_of(places.iter().map(|place| (place.lon_deg, place.lat_deg))),
            Self::Area(area) => {
                let coords = area.iter().flat_map(|polygon| polygon.exterior().coords());
                envelope_of(coords.map(|coord| (coord.x, coord.y)))
            }
        }
    }
}

fn envelope_of(places: impl Iterator<Item = (f64, f64)>) -> Option<Envelope> {
    places.fold(None, |envelope, (lon, lat)| {
        let place = Envelope { west: lon, east: lon, south: lat, north: lat };
        Some(envelope.map_or(place, |envelope: Envelope| envelope.joined(place)))
    })
}

fn header(blob: &mut Vec<u8>, flags: u8) {
    blob.extend([b'G', b'P', 0, flags | 1]);
    blob.extend(SRS_ID.to_le_bytes());
}

fn with_envelope(envelope: Option<Envelope>) -> Vec<u8> {
    let mut blob = Vec::new();
    match envelope {
        Some(Envelope { west, east, south, north }) => {
            header(&mut blob, 0b10);
            blob.extend([west, east, south, north].into_iter().flat_map(f64::to_le_bytes));
        }
        None => header(&mut blob, EMPTY_FLAG),
    }
    blob
}

fn kind(blob: &mut Vec<u8>, kind: u32) {
    blob.push(1);
    blob.extend(kind.to_le_bytes());
}

fn count(blob: &mut Vec<u8>, count: usize) {
    blob.extend((count as u32).to_le_bytes());
}

fn coordinates(blob: &mut Vec<u8>, lon_deg: f64, lat_deg: f64) {
    blob.extend(lon_deg.to_le_bytes());
    blob.extend(lat_deg.to_le_bytes());
}

/// Walks over well-known binary.
struct Reader<'a> {
    rest: &'a [u8],
    is_little: bool,
}

impl Reader<'_> {
    fn geometry(&mut self) -> Result<Geometry, BadBlob> {
        let (kind, extra) = self.kind()?;
        Ok(match kind {
            POINT => {
                let at = self.coord(extra)?;
                let is_empty = at.x.is_nan() && at.y.is_nan();
                Geometry::Point(if is_empty { None } else { Some(place(at)?) })
            }
            LINE => Geometry::Line(self.line(extra)?),
            // QGIS and GDAL turn a line into a set of one line when a layer asks for it.
            MULTI_LINE => {
                if self.count(5)? != 1 {
                    return Err(BadBlob);
                }
                let (LINE, extra) = self.kind()? else { return Err(BadBlob) };
                Geometry::Line(self.line(extra)?)
            }
            POLYGON => Geometry::Area(MultiPolygon(vec![self.polygon(extra)?])),
            MULTI_POLYGON => {
                let polygon_count = self.count(9)?;
                let mut polygons = Vec::with_capacity(polygon_count);
                for _ in 0..polygon_count {
                    let (POLYGON, extra) = self.kind()? else { return Err(BadBlob) };
                    polygons.push(self.polygon(extra)?);
                }
                Geometry::Area(MultiPolygon(polygons))
            }
            _ => return Err(BadBlob),
        })
    }

    fn line(&mut self, extra: usize) -> Result<Vec<Wgs84>, BadBlob> {
        self.ring(extra)?.into_iter().map(place).collect()
    }

    fn polygon(&mut self, extra: usize) -> Result<Polygon, BadBlob> {
        let ring_count = self.count(4)?;
        let mut rings = Vec::with_capacity(ring_count);
        for _ in 0..ring_count {
            let ring = self.ring(extra)?;
            for &coord in &ring {
                place(coord)?;
            }
            rings.push(LineString(ring));
        }
        let mut rings = rings.into_iter();
        let exterior = rings.next().unwrap_or_else(|| LineString(Vec::new()));
        Ok(Polygon::new(exterior, rings.collect()))
    }

    fn ring(&mut self, extra: usize) -> Result<Vec<Coord>, BadBlob> {
        let coord_count = self.count(16 + 8 * extra)?;
        (0..coord_count).map(|_| self.coord(extra)).collect()
    }

    /// The kind of what follows, and how many numbers each coordinate has beyond two.
    fn kind(&mut self) -> Result<(u32, usize), BadBlob> {
        let [order] = self.take::<1>()?;
        self.is_little = match order {
            0 => false,
            1 => true,
            _ => return Err(BadBlob),
        };
        let code = self.number()?;
        let extra = match code / 1000 {
            0 => 0,
            1 | 2 => 1,
            3 => 2,
            _ => return Err(BadBlob),
        };
        Ok((code % 1000, extra))
    }

    /// How many things follow. No more than there are bytes for, so that memory stays bounded by the blob.
    fn count(&mut self, least_len: usize) -> Result<usize, BadBlob> {
        let count = self.number()? as usize;
        if count > self.rest.len() / least_len { Err(BadBlob) } else { Ok(count) }
    }

    fn coord(&mut self, extra: usize) -> Result<Coord, BadBlob> {
        let (x, y) = (self.real()?, self.real()?);
        for _ in 0..extra {
            self.real()?;
        }
        Ok(Coord { x, y })
    }

    fn number(&mut self) -> Result<u32, BadBlob> {
        let bytes = self.take::<4>()?;
        Ok(if self.is_little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    }

    fn real(&mut self) -> Result<f64, BadBlob> {
        let bytes = self.take::<8>()?;
        Ok(if self.is_little { f64::from_le_bytes(bytes) } else { f64::from_be_bytes(bytes) })
    }

    fn take<const LEN: usize>(&mut self) -> Result<[u8; LEN], BadBlob> {
        let (taken, rest) = self.rest.split_first_chunk::<LEN>().ok_or(BadBlob)?;
        self.rest = rest;
        Ok(*taken)
    }
}

fn place(coord: Coord) -> Result<Wgs84, BadBlob> {
    Wgs84::checked(coord.x, coord.y).ok_or(BadBlob)
}

#[cfg(test)]
mod tests {
    use crate::geom::{Area, Wgs84};
    use crate::model::Shape;
    use crate::store::blob::{
        BadBlob, Geometry, blob_from_area, blob_from_point, blob_from_shape, geometry_from_blob, kind,
    };
    use geo::{LineString, Polygon};
    use proptest::collection::vec;
    use proptest::prelude::{Strategy, any, prop_assert_eq, proptest};

    fn places() -> impl Strategy<Value = Vec<(f64, f64)>> {
        vec((-180.0..=180.0, -90.0..=90.0), 0..9)
    }

    fn areas() -> impl Strategy<Value = Area> {
        let ring = || places().prop_map(LineString::from);
        vec((ring(), vec(ring(), 0..3)), 0..4)
            .prop_map(|polygons| polygons.into_iter().map(|(exterior, holes)| Polygon::new(exterior, holes)).collect())
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(lon_deg in -180.0..=180.0, lat_deg in -90.0..=90.0, line in places(), area in areas()) {
            let at = Wgs84 { lon_deg, lat_deg };
            prop_assert_eq!(geometry_from_blob(&blob_from_point(at)), Ok(Geometry::Point(Some(at))));
            let line: Vec<_> = line.into_iter().map(|(lon_deg, lat_deg)| Wgs84 { lon_deg, lat_deg }).collect();
            prop_assert_eq!(geometry_from_blob(&blob_from_shape(&Shape::Line(line.clone()))), Ok(Geometry::Line(line)));
            prop_assert_eq!(geometry_from_blob(&blob_from_area(&area)), Ok(Geometry::Area(area)));
        }

        #[test]
        fn a_cut_blob_is_refused(area in areas(), keep in 0.0..1.0) {
            let blob = blob_from_area(&area);
            let kept = (blob.len() as f64 * keep) as usize;
            prop_assert_eq!(geometry_from_blob(&blob[..kept]), Err(BadBlob));
        }

        #[test]
        fn any_bytes_are_survived(body in vec(any::<u8>(), 0..200), flags in any::<u8>()) {
            let blob = [b"GP\0".as_slice(), &[flags], &[0; 4], &body].concat();
            drop(geometry_from_blob(&blob));
            drop(geometry_from_blob(&body));
        }
    }

    #[test]
    fn a_huge_count_takes_no_memory() {
        let mut blob = blob_from_area(&Area::new(Vec::new()));
        blob.truncate(8);
        kind(&mut blob, crate::store::blob::MULTI_POLYGON);
        blob.extend(u32::MAX.to_le_bytes());
        assert_eq!(geometry_from_blob(&blob), Err(BadBlob), "four billion polygons do not fit in nothing");
    }
}
