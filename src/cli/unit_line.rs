//! What a line of edits says about organizations, enterprises and street segments, and about findings.

use crate::app::wording::need_pair_of_degrees;
use crate::cli::edit_line::{Reading, Unusable};
use crate::cli::household_line::put;
use crate::geom::Wgs84;
use crate::model::{Unit, UnitId, UnitKind};
use serde::{Deserialize, Deserializer};

/// The fields of `add_unit` and `change_unit`; what is not said stays.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UnitLine {
    /// Which one changes.
    unit: Option<String>,
    #[serde(default, deserialize_with = "unit_kind")]
    kind: Option<UnitKind>,
    code: Option<String>,
    name: Option<String>,
    /// The code of the organization that it belongs to; empty for none.
    parent: Option<String>,
    lon: Option<f64>,
    lat: Option<f64>,
    /// Longitude and latitude of each corner of a street segment.
    path: Option<Vec<[f64; 2]>>,
    note: Option<String>,
}

/// `remove_unit`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThatUnit {
    pub(crate) unit: String,
}

/// `waive`: a finding is let stand.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WaiveLine {
    /// The key of the finding, as `check --json` and `list findings` have it.
    pub(crate) finding: String,
    pub(crate) reason: String,
}

/// `end_waiver`: a finding counts again.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThatFinding {
    pub(crate) finding: String,
}

impl UnitLine {
    /// One that comes on the register.
    pub(crate) fn added(self, reading: Reading<'_>) -> Result<Unit, Unusable> {
        Reading::forbidden("unit", self.unit.is_some())?;
        let kind = Reading::needed(self.kind, "kind")?;
        let code = Reading::needed(self.code.clone(), "code")?;
        let row = Unit { kind, name: code.clone(), code, parent: None, path: Vec::new(), note: String::new() };
        self.put_into(reading, row)
    }

    /// One that is on the register, and the new row.
    pub(crate) fn changed(self, reading: Reading<'_>) -> Result<(UnitId, Unit), Unusable> {
        Reading::forbidden("kind", self.kind.is_some())?;
        let code = Reading::needed(self.unit.clone(), "unit")?;
        let (id, row) = reading.unit_row(&code)?;
        Ok((id, self.put_into(reading, row.clone())?))
    }

    fn put_into(self, reading: Reading<'_>, mut row: Unit) -> Result<Unit, Unusable> {
        let malformed = || Unusable::Malformed(need_pair_of_degrees(reading.lang).to_owned());
        if let Some(path) = &self.path {
            Reading::forbidden("lon", self.lon.is_some() || self.lat.is_some())?;
            let path = path.iter().map(|[lon, lat]| Wgs84::checked(*lon, *lat).ok_or_else(malformed));
            row.path = path.collect::<Result<_, _>>()?;
        }
        if let Some(at) = reading.place(self.lon, self.lat)? {
            row.path = vec![at];
        }
        match self.parent.as_deref() {
            Some("") => row.parent = None,
            Some(code) => row.parent = Some(reading.unit_row(code)?.0),
            None => {}
        }
        put(self.code, &mut row.code);
        put(self.name, &mut row.name);
        put(self.note, &mut row.note);
        Ok(row)
    }
}

fn unit_kind<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<UnitKind>, D::Error> {
    let word = String::deserialize(deserializer)?;
    let kind = UnitKind::from_key(&word);
    let unknown = || serde::de::Error::unknown_variant(&word, &["organization", "enterprise", "segment"]);
    kind.map(Some).ok_or_else(unknown)
}
