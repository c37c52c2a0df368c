//! What the map shows beneath the households of a village: streets, houses, water, fields.

use crate::demo::builder::Builder;
use crate::demo::district::Site;
use crate::demo::flats::Block;
use crate::demo::frame::{Frame, area_from_ring, wave};
use crate::demo::lots::Lot;
use crate::demo::names::{LANES, STREETS, WAYS};
use crate::demo::net::{MARGIN_M, Net};
use crate::demo::random::Random;
use crate::model::BackdropKind;

/// From the northern edge of the village to the main road.
const ROAD_M: f64 = 34.0;
/// How far a lone village's road and river run beyond it.
const BEYOND_M: f64 = 620.0;
/// Depth of the flats.
const FLATS_DEPTH_M: f64 = 13.0;

/// Draws everything that is not a house.
pub(crate) fn draw_land(builder: &mut Builder, random: &mut Random, net: &Net, frame: &Frame, site: &Site) {
    draw_fields(builder, random, net, frame, site.has_river);
    if site.has_river {
        draw_river(builder, random, net, frame, &site.name);
    }
    draw_green(builder, net, frame);
    draw_lanes(builder, random, net, frame);
    draw_streets(builder, net, frame);
    draw_road(builder, net, frame, site);
}

/// Draws the outlines of houses and flats.
pub(crate) fn draw_houses(builder: &mut Builder, frame: &Frame, lots: &[Lot], blocks: &[Block]) {
    if !builder.draws_houses {
        return;
    }
    let box_of = |along_m: f64, up_m: f64, width_m: f64, depth_m: f64| {
        let (x, y) = (width_m / 2.0, depth_m / 2.0);
        let corners = [(-x, -y), (x, -y), (x, y), (-x, y)].map(|(dx, dy)| frame.spot(along_m + dx, up_m + dy));
        area_from_ring(&corners)
    };
    for lot in lots {
        let house = box_of(lot.along_m, lot.up_m, lot.width_m, lot.depth_m);
        builder.draw_area(BackdropKind::House, "", house);
    }
    for block in blocks {
        let house = box_of(block.along_m, block.up_m, block.width_m, FLATS_DEPTH_M);
        builder.draw_area(BackdropKind::House, "", house);
    }
}

/// A row of fields side by side, of uneven width, between two heights.
fn draw_strip(
    builder: &mut Builder,
    random: &mut Random,
    frame: &Frame,
    (from_m, to_m): (f64, f64),
    (low_m, high_m): (f64, f64),
) {
    let mut west_m = from_m;
    while west_m < to_m - 30.0 {
        let east_m = (west_m + random.between(60.0, 150.0)).min(to_m);
        let is_sown = random.chance(0.72);
        let (low_m, high_m) = (low_m + random.between(0.0, 8.0), high_m - random.between(0.0, 14.0));
        if is_sown && high_m - low_m > 12.0 {
            builder.draw_area(BackdropKind::Field, "", frame.rectangle((west_m, east_m - 7.0), (low_m, high_m)));
        }
        west_m = east_m;
    }
}

fn draw_fields(builder: &mut Builder, random: &mut Random, net: &Net, frame: &Frame, has_river: bool) {
    let (height_m, east_m) = (net.height_m, net.east_end_m());
    let south_m = if has_river { -172.0 } else { -MARGIN_M - 18.0 };
    let north_m = height_m + ROAD_M + 12.0;
    draw_strip(builder, random, frame, (-150.0, east_m + 150.0), (north_m, north_m + 62.0));
    draw_strip(builder, random, frame, (-190.0, east_m + 170.0), (north_m + 68.0, north_m + 150.0));
    draw_strip(builder, random, frame, (-150.0, east_m + 150.0), (south_m - 58.0, south_m));
    draw_strip(builder, random, frame, (-190.0, east_m + 170.0), (south_m - 138.0, south_m - 64.0));
    for (low_m, high_m) in [(-8.0, height_m * 0.46), (height_m * 0.5, height_m + 14.0)] {
        draw_strip(builder, random, frame, (-150.0, -MARGIN_M - 14.0), (low_m, high_m));
        draw_strip(builder, random, frame, (east_m + MARGIN_M + 16.0, east_m + 150.0), (low_m, high_m));
    }
    // Beside the upper tiers there is room where the hamlet sticks out below.
    let above_m = net.tiers.first().map_or(0.0, |tier| net.street_m(tier.end)) + 16.0;
    if net.hamlet.is_some() && above_m < height_m {
        let middle_m = f64::midpoint(above_m, height_m + 14.0);
        let along = (net.width_m + MARGIN_M + 12.0, east_m + MARGIN_M);
        draw_strip(builder, random, frame, along, (above_m, middle_m - 4.0));
        draw_strip(builder, random, frame, along, (middle_m + 4.0, height_m + 14.0));
    }
    if let Some(hamlet) = &net.hamlet {
        // Between the village and its hamlet, on both sides of the lane.
        let along = (net.width_m + 12.0, hamlet.along_m.0 - 12.0);
        builder.draw_area(BackdropKind::Field, "", frame.rectangle(along, (6.0, hamlet.lane_m - 12.0)));
        builder.draw_area(BackdropKind::Green, "", frame.rectangle(along, (hamlet.lane_m + 12.0, above_m - 28.0)));
    }
}

/// The river south of the village, with banks that go their own ways.
fn draw_river(builder: &mut Builder, random: &mut Random, net: &Net, frame: &Frame, name: &str) {
    let (north_phase, south_phase) = (random.between(0.0, 1.0), random.between(0.0, 1.0));
    let (from_m, to_m) = (-BEYOND_M, net.east_end_m() + BEYOND_M);
    let steps = ((to_m - from_m) / 14.0) as usize;
    let along = |step: usize| from_m + (to_m - from_m) * step as f64 / steps as f64;
    let bank =
        |along_m: f64, phase: f64| 13.0 * wave(along_m / 470.0 + phase) + 4.5 * wave(along_m / 173.0 + 3.0 * phase);
    let mut ring: Vec<_> =
        (0..=steps).map(|step| frame.spot(along(step), -62.0 + bank(along(step), north_phase))).collect();
    let south = (0..=steps).rev().map(|step| frame.spot(along(step), -138.0 + bank(along(step), south_phase)));
    ring.extend(south);
    builder.draw_area(BackdropKind::Water, name, area_from_ring(&ring));
}

fn draw_green(builder: &mut Builder, net: &Net, frame: &Frame) {
    let Some((band_idx, column)) = net.green else { return };
    let Some(band) = net.bands.get(band_idx) else { return };
    let ends = (band.crossings_m.get(column), band.crossings_m.get(column + 1));
    let (Some(&west_m), Some(&east_m)) = ends else { return };
    let row = band.rows_m.len().saturating_sub(2);
    let low_m = band.rows_m.get(row).map_or(band.low_m, |row_m| row_m - 9.0);
    let along = (west_m + 8.0, f64::midpoint(west_m, east_m) - 2.0);
    builder.draw_area(BackdropKind::Green, "村民广场", frame.rectangle(along, (low_m, band.high_m - 8.0)));
}

/// Lanes between rows that face each other, and the one to the hamlet.
fn draw_lanes(builder: &mut Builder, random: &mut Random, net: &Net, frame: &Frame) {
    let first = random.below(LANES.len());
    let mut lane_count = 0;
    for (band_idx, band) in net.bands.iter().enumerate() {
        for (column, ends) in band.crossings_m.windows(2).enumerate() {
            let &[west_m, east_m] = ends else { continue };
            let is_taken = net.flats == Some((band_idx, column)) || net.green == Some((band_idx, column));
            let (Some(low_m), Some(high_m)) = (band.rows_m.get(1), band.rows_m.get(2)) else { continue };
            if is_taken {
                continue;
            }
            let name = LANES.get(lane_count + first).copied().unwrap_or("");
            lane_count += 1;
            let up_m = f64::midpoint(*low_m, *high_m);
            let line = [(west_m, up_m), (f64::midpoint(west_m, east_m), up_m), (east_m, up_m)];
            builder.draw_line(BackdropKind::Lane, name, &frame.spots(&line));
        }
    }
    if let Some(hamlet) = &net.hamlet {
        let line = long_line((net.width_m, hamlet.along_m.1 - 6.0), hamlet.lane_m);
        builder.draw_line(BackdropKind::Street, "小庄路", &frame.spots(&line));
    }
}

fn draw_streets(builder: &mut Builder, net: &Net, frame: &Frame) {
    for number in 0..net.bands.len() {
        let line = long_line((-26.0, net.width_m + 8.0), net.street_m(number));
        let name = STREETS.get(number).copied().unwrap_or("");
        builder.draw_line(BackdropKind::Street, name, &frame.spots(&line));
    }
    for crossing in 1..net.columns() {
        let mut line = Vec::new();
        for band in &net.bands {
            let Some(&along_m) = band.crossings_m.get(crossing) else { continue };
            line.extend([
                (along_m, band.low_m),
                (along_m, f64::midpoint(band.low_m, band.high_m)),
                (along_m, band.high_m),
            ]);
        }
        // Every other street goes through to the main road.
        if let Some(&(along_m, _)) = line.last().filter(|_| crossing % 2 == 1) {
            line.push((along_m, net.height_m + ROAD_M));
        }
        line.dedup();
        let name = WAYS.get(crossing - 1).copied().unwrap_or("");
        builder.draw_line(BackdropKind::Street, name, &frame.spots(&line));
    }
}

/// The main road along the northern edge, from the road west of the village to the one east of it.
fn draw_road(builder: &mut Builder, net: &Net, frame: &Frame, site: &Site) {
    let up_m = net.height_m + ROAD_M;
    let (from_m, to_m) = if site.road_ends.is_some() {
        (-60.0, net.east_end_m() + 60.0)
    } else {
        (-BEYOND_M, net.east_end_m() + BEYOND_M)
    };
    let mut spots = frame.spots(&long_line((from_m, to_m), up_m));
    if let Some((west, east)) = site.road_ends {
        if frame.is_mirrored {
            spots.reverse();
        }
        spots.insert(0, west);
        spots.push(east);
    }
    builder.draw_line(BackdropKind::Road, &format!("{}大道", site.name), &spots);
}

fn long_line((from_m, to_m): (f64, f64), up_m: f64) -> Vec<(f64, f64)> {
    let steps = ((to_m - from_m) / 35.0).ceil().max(1.0) as usize;
    (0..=steps).map(|step| (from_m + (to_m - from_m) * step as f64 / steps as f64, up_m)).collect()
}
