//! Layer 0: where things are, and how far apart.
//!
//! Four spaces, four types, so that they cannot be mixed up: [`Wgs84`] (degrees on the globe, what the
//! file holds), [`MapPoint`] (web-mercator meters, what is drawn), [`ScreenPoint`] (points of a window or
//! a sheet of paper) and [`PlanePoint`] (Gauss–Krüger meters, what surveyors hand over). Distances that people read come from [`distance_m`], never from the map.
//!
//! Invariants
//! - Coordinates are longitude first, latitude second, everywhere.
//! - Nothing here knows what a household is.

mod area;
mod bounds;
mod corners;
mod distance;
mod gauss_kruger;
mod mercator;
mod nearest;
mod overlay;
mod sweep;
mod view;
mod wgs84;

pub use area::{Area, area_centroid, area_contains, area_m2, area_rings, polygon_rings};
pub use bounds::Bounds;
pub use corners::{area_corners, area_sides, side_through, with_corner_added, with_corner_dropped, with_corner_moved};
pub use distance::distance_m;
pub use gauss_kruger::{CENTRAL_MERIDIANS_DEG, PlanePoint, plane_from_wgs84, wgs84_from_plane};
pub use mercator::{MapPoint, map_from_wgs84, mercator_stretch, wgs84_from_map};
pub use nearest::nearest_cells;
pub use overlay::{
    area_closed, area_crossing, area_in_common, area_mended, area_pieces, area_together, area_width_m, area_without,
    shared_border_m,
};
pub use sweep::{Stretch, triangle_contains};
pub use view::{ScreenPoint, View};
pub use wgs84::Wgs84;
