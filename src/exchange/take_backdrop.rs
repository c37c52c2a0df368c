//! Features as the base map.

use crate::exchange::intake::{Intake, Outcome, Reporter};
use crate::exchange::row::{RowReader, seven};
use crate::exchange::shape_in::{lines, outline};
use crate::exchange::take_grids::words_of_area;
use crate::exchange::words::backdrop_kind;
use crate::exchange::{Field, ProblemKind};
use crate::model::{Backdrop, BackdropKind, Shape};
use geojson::GeometryValue;
use std::collections::BTreeSet;

/// Reads features of the base map. They have no codes: what is there already, kind, name and form, is passed over.
pub(crate) fn take_backdrop(intake: &Intake<'_>, reporter: &mut Reporter) -> Vec<Backdrop> {
    let on_register: BTreeSet<Vec<String>> = intake.project.backdrop.rows().map(words_of).collect();
    let mut there = on_register.clone();
    let mut named = BTreeSet::new();
    let mut features = Vec::new();
    intake.each_row(reporter, |row| {
        let shapes = read_shapes(intake, row)?;
        let said = row.word(Field::Kind, backdrop_kind);
        let name = row.filled(Field::Name).unwrap_or_default().to_owned();
        let mut outcome = Outcome::Unchanged;
        for shape in shapes {
            let kind = said.unwrap_or(match shape {
                Shape::Line(_) => BackdropKind::Street,
                Shape::Area(_) => BackdropKind::House,
            });
            let feature = Backdrop { kind, name: name.clone(), shape };
            let words = words_of(&feature);
            if there.insert(words.clone()) {
                features.push(feature);
                outcome = Outcome::New;
            } else {
                named.insert(words);
            }
        }
        if said.is_none() {
            row.flag(Some(Field::Kind), ProblemKind::KindGuessed);
        }
        Some(outcome)
    });
    reporter.report.missing = on_register.difference(&named).count();
    features
}

fn read_shapes(intake: &Intake<'_>, row: &mut RowReader<'_>) -> Option<Vec<Shape>> {
    let found = match row.shape() {
        None => Err(ProblemKind::WrongShape { found: String::new() }),
        Some(shape @ (GeometryValue::Polygon { .. } | GeometryValue::MultiPolygon { .. })) => {
            outline(intake.crs, shape).map(|(area, odd)| (vec![Shape::Area(area)], odd))
        }
        Some(shape) => lines(intake.crs, shape).map(|(lines, is_turned)| {
            let odd = if is_turned { vec![ProblemKind::AxesTurned] } else { Vec::new() };
            (lines.into_iter().map(Shape::Line).collect(), odd)
        }),
    };
    match found {
        Ok((shapes, odd)) => {
            for odd in odd {
                row.flag(None, odd);
            }
            Some(shapes)
        }
        Err(kind) => {
            row.reject(None, kind);
            None
        }
    }
}

/// A feature as our files write it, for comparing.
fn words_of(feature: &Backdrop) -> Vec<String> {
    let mut words = vec![feature.kind.key().to_owned(), feature.name.clone()];
    match &feature.shape {
        Shape::Line(line) => words.extend(line.iter().flat_map(|at| [seven(at.lon_deg), seven(at.lat_deg)])),
        Shape::Area(area) => words.extend(words_of_area(area)),
    }
    words
}
