//! What a line of edits says about grids: they are drawn, changed, divided, put together, taken away.

use crate::app::wording::{need_pair_of_degrees, parts_do_not_fit, problem_sentence};
use crate::cli::edit_line::{Reading, Unusable};
use crate::cli::household_line::put;
use crate::edit::{Edit, Servers};
use crate::exchange::{Problem, Severity, outline_of_geojson};
use crate::geom::{Area, Wgs84, area_pieces};
use crate::index::households_in_area;
use crate::model::{Grid, GridId, MemberId};
use serde::Deserialize;
use serde_json::Value;

/// The fields of `add_grid` and `change_grid`; what is not said stays.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GridLine {
    grid: Option<String>,
    code: Option<String>,
    name: Option<String>,
    level: Option<u8>,
    /// The code of the grid that it is part of; empty for none.
    parent: Option<String>,
    /// The code of a member; empty for nobody.
    leader: Option<String>,
    /// A polygon or multipolygon of `GeoJSON`.
    outline: Option<Value>,
}

/// `split_grid`: a grid is cut along a line. The part with most households keeps what the grid is called.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SplitGrid {
    grid: String,
    /// Longitude and latitude of each corner; it must begin and end outside.
    along: Vec<[f64; 2]>,
    /// What the other parts are called, that with most households first.
    new: Vec<NewPart>,
    #[serde(default)]
    members: Serve,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NewPart {
    code: String,
    name: Option<String>,
    leader: Option<String>,
}

/// Whom the members serve afterwards who served the grid.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Serve {
    #[default]
    AtHome,
    Stay,
}

/// `merge_grids`: others become part of one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MergeGrids {
    into: String,
    others: Vec<String>,
    leader: Option<String>,
}

/// `remove_grid`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThatGrid {
    pub(crate) grid: String,
}

impl GridLine {
    /// A grid that comes on the map.
    pub(crate) fn added(self, reading: Reading<'_>) -> Result<Grid, Unusable> {
        Reading::forbidden("grid", self.grid.is_some())?;
        let code = Reading::needed(self.code.clone(), "code")?;
        let outline = Reading::needed(self.outline.as_ref(), "outline")?;
        let area = outline_from(reading, outline)?;
        // On the lowest level, where households are, unless something else is said.
        let lowest = u8::try_from(reading.project.facts.scheme.levels.len().saturating_sub(1)).unwrap_or_default();
        let row =
            Grid { name: code.clone(), code, level: self.level.unwrap_or(lowest), parent: None, area, leader: None };
        self.put_into(reading, row)
    }

    /// A grid that is on the map, and its new row.
    pub(crate) fn changed(self, reading: Reading<'_>) -> Result<(GridId, Grid), Unusable> {
        let code = Reading::needed(self.grid.clone(), "grid")?;
        let (id, row) = reading.grid_row(&code)?;
        let mut row = row.clone();
        if let Some(outline) = &self.outline {
            row.area = outline_from(reading, outline)?;
        }
        Ok((id, self.put_into(reading, row)?))
    }

    fn put_into(self, reading: Reading<'_>, mut row: Grid) -> Result<Grid, Unusable> {
        put(self.code, &mut row.code);
        put(self.name, &mut row.name);
        put(self.level, &mut row.level);
        if let Some(parent) = self.parent {
            row.parent = if parent.is_empty() { None } else { Some(reading.grid(&parent)?) };
        }
        if let Some(leader) = self.leader {
            row.leader = leader_named(reading, &leader)?;
        }
        Ok(row)
    }
}

impl SplitGrid {
    /// The wish.
    pub(crate) fn wish(self, reading: Reading<'_>) -> Result<Edit, Unusable> {
        let (grid, old) = reading.grid_row(&self.grid)?;
        let corner = |[lon, lat]: &[f64; 2]| {
            Wgs84::checked(*lon, *lat).ok_or_else(|| Unusable::Malformed(need_pair_of_degrees(reading.lang).to_owned()))
        };
        let line: Vec<Wgs84> = self.along.iter().map(corner).collect::<Result<_, _>>()?;
        let mut pieces = area_pieces(&old.area, &line);
        if pieces.len() != self.new.len() + 1 {
            return Err(Unusable::Refused(parts_do_not_fit(reading.lang, pieces.len(), self.new.len() + 1)));
        }
        pieces.sort_by_cached_key(|area| std::cmp::Reverse(households_in_area(reading.project, area)));
        let mut parts = Vec::new();
        let mut pieces = pieces.into_iter();
        parts.extend(pieces.next().map(|area| Grid { area, ..old.clone() }));
        for (area, part) in pieces.zip(self.new) {
            let leader = part.leader.map_or(Ok(None), |leader| leader_named(reading, &leader))?;
            let name = part.name.unwrap_or_else(|| part.code.clone());
            parts.push(Grid { code: part.code, name, leader, area, ..old.clone() });
        }
        let members = match self.members {
            Serve::AtHome => Servers::AtHome,
            Serve::Stay => Servers::Stay,
        };
        Ok(Edit::SplitGrid { grid, parts, members })
    }
}

impl MergeGrids {
    /// The wish; the grid leader of the one that stays leads on, unless somebody else is named.
    pub(crate) fn wish(self, reading: Reading<'_>) -> Result<Edit, Unusable> {
        let (into, row) = reading.grid_row(&self.into)?;
        let others = self.others.iter().map(|code| reading.grid(code)).collect::<Result<_, _>>()?;
        let leader = self.leader.map_or(Ok(row.leader), |leader| leader_named(reading, &leader))?;
        Ok(Edit::MergeGrids { into, others, leader })
    }
}

fn leader_named(reading: Reading<'_>, code: &str) -> Result<Option<MemberId>, Unusable> {
    if code.is_empty() { Ok(None) } else { reading.member(code).map(Some) }
}

fn outline_from(reading: Reading<'_>, outline: &Value) -> Result<Area, Unusable> {
    outline_of_geojson(outline).map_err(|kind| {
        let problem =
            Problem { severity: Severity::Rejected, file: "".into(), sheet: None, row: None, column: None, kind };
        Unusable::Malformed(problem_sentence(reading.lang, &problem))
    })
}
