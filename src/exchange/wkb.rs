//! Geometry in files of layers (`GeoPackage`) of other programs: their small header, then well-known binary in any coordinate system.
//!
//! Every count is held against what is left before anything is made of it. Heights and measures are passed over.
//! Source: OGC 12-128r18 §2.1.3 (the header), OGC 06-103r4 §8 (the rest).

use crate::exchange::MapFault;
use geojson::{GeometryValue, Position};

/// Sets within sets; what is deeper is no map.
const MAX_DEPTH: usize = 8;

/// Reads a geometry; `None` for an empty one.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn read_geometry(blob: &[u8]) -> Result<Option<GeometryValue>, MapFault> {
    let [b'G', b'P', _version, flags, ..] = blob else { return Err(MapFault::Head) };
    let envelope_len = match (flags >> 1) & 0b111 {
        0 => 0,
        1 => 32,
        2 | 3 => 48,
        4 => 64,
        _ => return Err(MapFault::Head),
    };
    // Bit 5: a geometry of an extension, which only the program that wrote it can read.
    if flags & 0b10_0000 != 0 {
        return Err(MapFault::Kind { code: -1 });
    }
    if flags & 0b1_0000 != 0 {
        return Ok(None);
    }
    let rest = blob.get(8 + envelope_len..).ok_or(MapFault::BreaksOff)?;
    Walk { rest, is_little: true, extra: 0 }.geometry(0)
}

struct Walk<'a> {
    rest: &'a [u8],
    is_little: bool,
    /// How many numbers each corner has beyond two.
    extra: usize,
}

impl Walk<'_> {
    fn geometry(&mut self, depth: usize) -> Result<Option<GeometryValue>, MapFault> {
        if depth > MAX_DEPTH {
            return Err(MapFault::Lengths);
        }
        let [order] = self.take::<1>()?;
        self.is_little = order == 1;
        let code = self.number()?;
        // ISO writes 1001, 2001 and 3001 for a point with height, measure and both; others set the upper bits.
        let (kind, iso) = (code & 0x0FFF_FFFF, (code & 0x0FFF_FFFF) / 1000);
        let kind = kind % 1000;
        self.extra = match iso {
            0 => (code >> 31) as usize + ((code >> 30) & 1) as usize,
            1 | 2 => 1,
            3 => 2,
            _ => return Err(MapFault::Kind { code: code.cast_signed() }),
        };
        Ok(match kind {
            1 => {
                let [x, y] = self.corner()?;
                let is_empty = x.is_nan() && y.is_nan();
                (!is_empty).then(|| GeometryValue::Point { coordinates: Position::from([x, y]) })
            }
            2 => Some(GeometryValue::LineString { coordinates: self.line()? }),
            3 => Some(GeometryValue::Polygon { coordinates: self.rings()? }),
            4..=7 => self.several(kind, depth)?,
            _ => return Err(MapFault::Kind { code: code.cast_signed() }),
        })
    }

    /// A set of geometries, each with a head of its own.
    fn several(&mut self, kind: u32, depth: usize) -> Result<Option<GeometryValue>, MapFault> {
        let count = self.count(5)?;
        let mut parts = Vec::new();
        for _ in 0..count {
            parts.extend(self.geometry(depth + 1)?);
        }
        if parts.is_empty() {
            return Ok(None);
        }
        let wrong = || MapFault::Lengths;
        Ok(Some(match kind {
            4 => {
                let point = |part| match part {
                    GeometryValue::Point { coordinates } => Ok(coordinates),
                    _ => Err(wrong()),
                };
                GeometryValue::MultiPoint { coordinates: parts.into_iter().map(point).collect::<Result<_, _>>()? }
            }
            5 => {
                let line = |part| match part {
                    GeometryValue::LineString { coordinates } => Ok(coordinates),
                    _ => Err(wrong()),
                };
                GeometryValue::MultiLineString { coordinates: parts.into_iter().map(line).collect::<Result<_, _>>()? }
            }
            6 => {
                let area = |part| match part {
                    GeometryValue::Polygon { coordinates } => Ok(coordinates),
                    _ => Err(wrong()),
                };
                GeometryValue::MultiPolygon { coordinates: parts.into_iter().map(area).collect::<Result<_, _>>()? }
            }
            _ => GeometryValue::GeometryCollection {
                geometries: parts.into_iter().map(geojson::Geometry::new).collect(),
            },
        }))
    }

    fn rings(&mut self) -> Result<Vec<Vec<Position>>, MapFault> {
        (0..self.count(4)?).map(|_| self.line()).collect()
    }

    fn line(&mut self) -> Result<Vec<Position>, MapFault> {
        let count = self.count(16 + 8 * self.extra)?;
        (0..count).map(|_| self.corner().and_then(finite)).collect()
    }

    fn corner(&mut self) -> Result<[f64; 2], MapFault> {
        let corner = [self.float()?, self.float()?];
        for _ in 0..self.extra {
            self.float()?;
        }
        Ok(corner)
    }

    /// A count of things of at least this many bytes each.
    fn count(&mut self, least: usize) -> Result<usize, MapFault> {
        let count = self.number()? as usize;
        if count.saturating_mul(least) > self.rest.len() { Err(MapFault::Lengths) } else { Ok(count) }
    }

    fn number(&mut self) -> Result<u32, MapFault> {
        let bytes = self.take::<4>()?;
        Ok(if self.is_little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    }

    fn float(&mut self) -> Result<f64, MapFault> {
        let bytes = self.take::<8>()?;
        Ok(if self.is_little { f64::from_le_bytes(bytes) } else { f64::from_be_bytes(bytes) })
    }

    fn take<const N: usize>(&mut self) -> Result<[u8; N], MapFault> {
        let (taken, rest) = self.rest.split_first_chunk::<N>().ok_or(MapFault::BreaksOff)?;
        self.rest = rest;
        Ok(*taken)
    }
}

fn finite([x, y]: [f64; 2]) -> Result<Position, MapFault> {
    if x.is_finite() && y.is_finite() { Ok(Position::from([x, y])) } else { Err(MapFault::NotANumber) }
}

#[cfg(test)]
mod tests {
    use crate::exchange::MapFault;
    use crate::exchange::wkb::read_geometry;

    /// A blob without envelope, little-endian, of a kind, with what follows.
    fn blob(kind: u32, rest: &[u8]) -> Vec<u8> {
        let mut blob = vec![b'G', b'P', 0, 1, 0, 0, 0, 0, 1];
        blob.extend(kind.to_le_bytes());
        blob.extend(rest);
        blob
    }

    fn floats(numbers: &[f64]) -> Vec<u8> {
        numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
    }

    #[test]
    fn heights_and_measures_are_passed_over() {
        for (kind, numbers) in [(1, 2), (1001, 3), (2001, 3), (3001, 4), (0x8000_0001, 3), (0xC000_0001, 4)] {
            let read = read_geometry(&blob(kind, &floats(&[113.6, 34.9, 7.0, 8.0][..numbers]))).unwrap().unwrap();
            assert_eq!(read.type_name(), "Point", "of kind {kind}");
        }
        assert_eq!(read_geometry(&blob(1, &floats(&[f64::NAN, f64::NAN]))), Ok(None), "nobody has placed it");
    }

    #[test]
    fn what_is_damaged_is_told_and_takes_no_memory() {
        let cases: [(Vec<u8>, MapFault); 5] = [
            (b"GP".to_vec(), MapFault::Head),
            (blob(1, &floats(&[113.6])), MapFault::BreaksOff),
            (blob(2, &u32::MAX.to_le_bytes()), MapFault::Lengths),
            (blob(15, &[]), MapFault::Kind { code: 15 }),
            (blob(2, &[&1_u32.to_le_bytes()[..], &floats(&[f64::INFINITY, 1.0])].concat()), MapFault::NotANumber),
        ];
        for (bytes, fault) in cases {
            assert_eq!(read_geometry(&bytes), Err(fault), "{bytes:?}");
        }
    }
}
