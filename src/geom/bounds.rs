//! A rectangle of the map.

use crate::geom::MapPoint;

/// A rectangle in map meters; empty until a point is added.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// South-west corner.
    pub min: MapPoint,
    /// North-east corner.
    pub max: MapPoint,
}

impl Bounds {
    /// Holds nothing; grows with [`Bounds::add`].
    pub const EMPTY: Self = Self {
        min: MapPoint { east_m: f64::INFINITY, north_m: f64::INFINITY },
        max: MapPoint { east_m: f64::NEG_INFINITY, north_m: f64::NEG_INFINITY },
    };

    /// The smallest rectangle round these points.
    pub fn around(points: impl IntoIterator<Item = MapPoint>) -> Self {
        let mut bounds = Self::EMPTY;
        points.into_iter().for_each(|point| bounds.add(point));
        bounds
    }

    /// True while nothing was added.
    pub fn is_empty(&self) -> bool {
        self.min.east_m > self.max.east_m || self.min.north_m > self.max.north_m
    }

    /// Grows to hold the point.
    pub fn add(&mut self, point: MapPoint) {
        self.min.east_m = self.min.east_m.min(point.east_m);
        self.min.north_m = self.min.north_m.min(point.north_m);
        self.max.east_m = self.max.east_m.max(point.east_m);
        self.max.north_m = self.max.north_m.max(point.north_m);
    }

    /// The rectangle round both.
    #[must_use]
    pub fn joined(mut self, other: &Self) -> Self {
        if !other.is_empty() {
            self.add(other.min);
            self.add(other.max);
        }
        self
    }

    /// Grows by the same margin on all sides; an empty rectangle stays empty.
    #[must_use]
    pub fn padded(self, margin_m: f64) -> Self {
        if self.is_empty() {
            return self;
        }
        Self {
            min: MapPoint { east_m: self.min.east_m - margin_m, north_m: self.min.north_m - margin_m },
            max: MapPoint { east_m: self.max.east_m + margin_m, north_m: self.max.north_m + margin_m },
        }
    }

    /// The middle; the origin for an empty rectangle.
    pub fn center(&self) -> MapPoint {
        if self.is_empty() {
            return MapPoint::default();
        }
        MapPoint {
            east_m: f64::midpoint(self.min.east_m, self.max.east_m),
            north_m: f64::midpoint(self.min.north_m, self.max.north_m),
        }
    }

    /// Width in map meters, zero if empty.
    pub fn width_m(&self) -> f64 {
        (self.max.east_m - self.min.east_m).max(0.0)
    }

    /// Height in map meters, zero if empty.
    pub fn height_m(&self) -> f64 {
        (self.max.north_m - self.min.north_m).max(0.0)
    }

    /// True if the point is inside or on the edge.
    pub fn contains(&self, point: MapPoint) -> bool {
        (self.min.east_m..=self.max.east_m).contains(&point.east_m)
            && (self.min.north_m..=self.max.north_m).contains(&point.north_m)
    }

    /// True if the two share a point.
    pub fn intersects(&self, other: &Self) -> bool {
        self.min.east_m <= other.max.east_m
            && other.min.east_m <= self.max.east_m
            && self.min.north_m <= other.max.north_m
            && other.min.north_m <= self.max.north_m
    }
}
