//! In which system the coordinates of a file are read, and why.

use crate::exchange::crs::Crs;
use crate::exchange::crs::sighting::{Ground, sight};
use crate::exchange::{ExchangeError, ProblemKind};
use crate::model::Project;

/// In which system the coordinates of a file were read, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CrsFinding {
    /// What the file says, word for word.
    pub declared: Option<String>,
    /// What was taken.
    pub assumed: Crs,
    /// Why.
    pub evidence: CrsEvidence,
}

/// Why a coordinate system was taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum CrsEvidence {
    /// Nothing says which; WGS-84 is the rule.
    #[default]
    Default,
    /// The file says so.
    Declared,
    /// The user says so.
    Asked,
    /// Somebody chose it for an earlier file of the same layout.
    Before,
    /// The program that writes such files uses it.
    Habit,
    /// The numbers are such as no other system has in China.
    Range,
    /// So the places come to lie where the grids of the project are.
    Grids,
    /// So the places come to lie where the households of the project are.
    Households,
}

impl CrsEvidence {
    /// The word on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Declared => "declared",
            Self::Asked => "asked",
            Self::Before => "before",
            Self::Habit => "habit",
            Self::Range => "range",
            Self::Grids => "grids",
            Self::Households => "households",
        }
    }
}

/// What was found, and what somebody should know about it.
pub(crate) struct Found {
    /// What was found.
    pub(crate) finding: CrsFinding,
    /// For the report.
    pub(crate) note: Option<ProblemKind>,
}

/// What the user says counts, then what the file says, then what was chosen for an earlier file of the same layout, then
/// what such files are in as a rule, then what its coordinates say, then WGS-84.
pub(crate) fn find_crs(
    file: &str,
    declared: Option<&String>,
    (presumed, before): (Option<Crs>, Option<(Crs, String)>),
    asked: Crs,
    pairs: &[(f64, f64)],
    project: &Project,
) -> Result<Found, ExchangeError> {
    let declared = declared.cloned();
    if asked != Crs::Auto {
        return Ok(as_written(declared, asked, CrsEvidence::Asked, pairs));
    }
    if let Some(name) = declared.clone() {
        let known = Crs::named(&name).map_err(|why| ExchangeError::UnsupportedCrs {
            file: file.to_owned(),
            name: name.chars().take(80).collect(),
            why,
        })?;
        if known != Crs::Auto {
            return Ok(as_written(declared, known, CrsEvidence::Declared, pairs));
        }
    }
    let fits = |crs: Crs| pairs.iter().filter(|(x, y)| crs.is_likely(*x, *y)).count() * 2 > pairs.len();
    if let Some((assumed, file)) = before.filter(|(crs, _)| fits(*crs)) {
        let finding = CrsFinding { declared, assumed, evidence: CrsEvidence::Before };
        return Ok(Found { finding, note: Some(ProblemKind::CrsAsBefore { assumed, file }) });
    }
    if let Some(assumed) = presumed {
        let finding = CrsFinding { declared, assumed, evidence: CrsEvidence::Habit };
        return Ok(Found { finding, note: Some(ProblemKind::CrsPresumed { assumed }) });
    }
    let could_be = sight(pairs);
    let found = match could_be.as_slice() {
        [] => Some((Crs::Wgs84, CrsEvidence::Default)),
        [only] => Some((*only, CrsEvidence::Range)),
        several => {
            Ground::of(project).and_then(|ground| ground.nearest(several, pairs).map(|crs| (crs, ground.evidence())))
        }
    };
    let Some((assumed, evidence)) = found else {
        let (x, y) = pairs.first().copied().unwrap_or_default();
        return Err(ExchangeError::UnclearCrs { file: file.to_owned(), x, y, could_be });
    };
    let note = (!assumed.is_in_degrees()).then_some(ProblemKind::CrsFound { assumed, evidence });
    Ok(Found { finding: CrsFinding { declared, assumed, evidence }, note })
}

/// A named zone, with its numbers as the file really writes them: whether the number of the zone stands before the
/// easting and which axis comes first is seldom told right, and can be seen.
fn as_written(declared: Option<String>, named: Crs, evidence: CrsEvidence, pairs: &[(f64, f64)]) -> Found {
    let mut found = Found { finding: CrsFinding { declared, assumed: named, evidence }, note: None };
    let Crs::GaussKruger(zone) = named else { return found };
    let most = |zone| pairs.iter().filter(|(x, y)| Crs::GaussKruger(zone).is_likely(*x, *y)).count() * 2 > pairs.len();
    let Some(written) = zone.variants().find(|zone| most(*zone)) else { return found };
    found.finding.assumed = Crs::GaussKruger(written);
    if written != zone {
        found.note = Some(ProblemKind::CrsReadAs { named, read_as: found.finding.assumed });
    }
    found
}
