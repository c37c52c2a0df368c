//! A scheme from its text.

use crate::model::{
    Cadence, Checklist, Doing, Every, Exemption, LinkKind, Point, Requirement, Role, Rule, Ruling, Scheme, Severity,
    TargetKind, Tier,
};
use crate::schemes::fields::{Fields, line_at};
use crate::schemes::words::{EVERY_WORDS, every_from, quoted, severity_key};
use crate::schemes::{FaultKind, SchemeFault};
use std::collections::BTreeSet;
use toml_edit::Document;

/// Reads a scheme.
///
/// # Errors
/// [`SchemeFault`] names line and field of the first thing that cannot be understood.
pub fn scheme_from_text(text: &str) -> Result<Scheme, SchemeFault> {
    let document = Document::parse(text).map_err(|err| SchemeFault {
        line: line_at(text, err.span().map_or(0, |span| span.start)),
        field: String::new(),
        kind: FaultKind::Syntax(err.message().to_owned()),
    })?;
    let mut fields = Fields::of(text, document.as_table(), 0, "");
    let usual = Scheme::neutral();
    let (far_m, far_medians, near_m) = distances(&mut fields, &usual)?;
    let scheme = Scheme {
        id: fields.needed_text("id")?,
        name: fields.needed_text("name")?,
        place: fields.text("place")?,
        year: fields.count("year")?,
        source: fields.text("source")?,
        notes: fields.texts("notes")?,
        levels: fields.texts("levels")?,
        far_m,
        far_medians,
        near_m,
        exempt: words(&mut fields, "exempt", &quoted(Exemption::ALL.map(Exemption::key)), Exemption::from_key)?
            .unwrap_or_default(),
        roles: each(&mut fields, "roles", role)?,
        tiers: each(&mut fields, "tiers", tier)?,
        requirements: each(&mut fields, "requirements", requirement)?,
        rulings: rulings(&mut fields)?,
        cadences: each(&mut fields, "cadences", cadence)?,
        checklists: each(&mut fields, "checklists", checklist)?,
        points: each(&mut fields, "points", point)?,
    };
    check_whole(&mut fields, &scheme)?;
    fields.finish()?;
    Ok(scheme)
}

fn distances(fields: &mut Fields<'_>, usual: &Scheme) -> Result<(f64, f64, f64), SchemeFault> {
    let Some(mut table) = fields.table("distance")? else {
        return Ok((usual.far_m, usual.far_medians, usual.near_m));
    };
    let far_m = table.measure("far_m")?.unwrap_or(usual.far_m);
    let far_medians = table.measure("far_medians")?.unwrap_or(usual.far_medians);
    let near_m = table.measure("near_m")?.unwrap_or(usual.near_m);
    table.finish()?;
    Ok((far_m, far_medians, near_m))
}

/// Each table of a list.
fn each<T>(
    fields: &mut Fields<'_>,
    key: &'static str,
    read: impl Fn(&mut Fields<'_>) -> Result<T, SchemeFault>,
) -> Result<Vec<T>, SchemeFault> {
    let tables = fields.tables(key)?;
    let mut ids = BTreeSet::new();
    let one = |mut table: Fields<'_>| {
        let id_key = if key == "roles" { "key" } else { "id" };
        let id = if key == "points" { String::new() } else { table.needed_text(id_key)? };
        let found = read(&mut table)?;
        if key != "points" && !ids.insert(id.clone()) {
            return Err(table.fault(id_key, FaultKind::Repeated(id)));
        }
        table.finish()?;
        Ok(found)
    };
    tables.into_iter().map(one).collect()
}

/// A list of words that stand for something.
fn words<T>(
    fields: &mut Fields<'_>,
    key: &'static str,
    known: &str,
    from: impl Fn(&str) -> Option<T>,
) -> Result<Option<Vec<T>>, SchemeFault> {
    let texts = fields.texts(key)?;
    if texts.is_empty() {
        return Ok(None);
    }
    let found: Option<Vec<T>> = texts.iter().map(|text| from(text)).collect();
    found.map(Some).ok_or_else(|| fields.fault(key, FaultKind::NotAmong(known.to_owned())))
}

/// How bad, or `usual` if it does not say; `None` for “off”.
fn severity(fields: &mut Fields<'_>, usual: Option<Severity>) -> Result<Option<Severity>, SchemeFault> {
    let known = quoted([Some(Severity::Error), Some(Severity::Warning), Some(Severity::Note), None].map(severity_key));
    let said = fields.word("severity", &known, |word| match word {
        "off" => Some(Said::Off),
        word => Severity::from_key(word).map(Said::As),
    })?;
    Ok(match said {
        None => usual,
        Some(Said::Off) => None,
        Some(Said::As(severity)) => Some(severity),
    })
}

/// What a text says about how bad something is.
enum Said {
    As(Severity),
    Off,
}

fn role(fields: &mut Fields<'_>) -> Result<Role, SchemeFault> {
    let role =
        Role { key: fields.needed_text("key")?, name: fields.needed_text("name")?, words: fields.texts("words")? };
    if role.words.is_empty() || role.words.iter().any(String::is_empty) {
        return Err(fields.fault("words", FaultKind::Missing));
    }
    Ok(role)
}

fn tier(fields: &mut Fields<'_>) -> Result<Tier, SchemeFault> {
    let of = fields.word("of", &quoted(TargetKind::ALL.map(TargetKind::key)), TargetKind::from_key)?;
    let tier = Tier {
        id: fields.needed_text("id")?,
        name: fields.needed_text("name")?,
        by: fields.text("by")?,
        of: of.ok_or_else(|| fields.fault("of", FaultKind::Missing))?,
        only: fields.text("only")?,
        needs_care: fields.flag("needs_care")?.unwrap_or(false),
        except: fields.texts("except")?,
        min: fields.count("min")?.unwrap_or(0),
        max: fields.count("max")?,
        ideal: fields.range("ideal")?,
        each: fields.count("each")?.unwrap_or(0),
        severity: severity(fields, Some(Severity::Warning))?,
        quotes: fields.texts("quotes")?,
        note: fields.text("note")?,
    };
    if tier.max.is_some_and(|max| max < tier.min) {
        return Err(fields.fault("max", FaultKind::EmptyRange));
    }
    let is_outside = |(from, to): (u16, u16)| from > to || tier.max.is_some_and(|max| to > max);
    if tier.ideal.is_some_and(is_outside) {
        return Err(fields.fault("ideal", FaultKind::EmptyRange));
    }
    Ok(tier)
}

fn requirement(fields: &mut Fields<'_>) -> Result<Requirement, SchemeFault> {
    let kinds = words(fields, "kinds", &quoted(LinkKind::ALL.map(LinkKind::key)), LinkKind::from_key)?;
    let requirement = Requirement {
        id: fields.needed_text("id")?,
        name: fields.needed_text("name")?,
        categories: fields.texts("categories")?,
        roles: fields.texts("roles")?,
        kinds: kinds.unwrap_or_else(|| vec![LinkKind::Primary, LinkKind::Paired]),
        severity: severity(fields, Some(Severity::Warning))?,
        quotes: fields.texts("quotes")?,
        note: fields.text("note")?,
    };
    if requirement.categories.is_empty() {
        return Err(fields.fault("categories", FaultKind::Missing));
    }
    Ok(requirement)
}

/// What stands under `[rules.…]`, in the order of the rules.
fn rulings(fields: &mut Fields<'_>) -> Result<Vec<Ruling>, SchemeFault> {
    let Some(table) = fields.table("rules")? else { return Ok(Vec::new()) };
    let mut rulings = Vec::new();
    for (key, mut below) in table.each_table()? {
        let rule = Rule::from_key(&key).ok_or_else(|| table.fault(&key, FaultKind::Unknown))?;
        let severity = severity(&mut below, rule.usual_severity())?;
        if rule == Rule::Covered && severity != Some(Severity::Error) {
            return Err(below.fault("severity", FaultKind::Fixed));
        }
        rulings.push(Ruling { rule, severity, quotes: below.texts("quotes")? });
        below.finish()?;
    }
    rulings.sort_by_key(|ruling| ruling.rule);
    Ok(rulings)
}

fn cadence(fields: &mut Fields<'_>) -> Result<Cadence, SchemeFault> {
    let every = if fields.is_list("every") {
        Some(Every::Feasts(fields.texts("every")?))
    } else {
        fields.word("every", EVERY_WORDS, every_from)?
    };
    let known = quoted(Doing::ALL.map(Doing::key));
    Ok(Cadence {
        id: fields.needed_text("id")?,
        name: fields.needed_text("name")?,
        doing: fields.word("what", &known, Doing::from_key)?.ok_or_else(|| fields.fault("what", FaultKind::Missing))?,
        every: every.ok_or_else(|| fields.fault("every", FaultKind::Missing))?,
        times: fields.count("times")?.unwrap_or(1),
        is_on: fields.flag("on")?.unwrap_or(false),
        quotes: fields.texts("quotes")?,
        note: fields.text("note")?,
    })
}

fn checklist(fields: &mut Fields<'_>) -> Result<Checklist, SchemeFault> {
    Ok(Checklist {
        id: fields.needed_text("id")?,
        name: fields.needed_text("name")?,
        items: fields.texts("items")?,
        quotes: fields.texts("quotes")?,
    })
}

fn point(fields: &mut Fields<'_>) -> Result<Point, SchemeFault> {
    Ok(Point { name: fields.needed_text("name")?, points: fields.count("points")?.unwrap_or(1) })
}

/// What can only be seen when everything is there.
fn check_whole(fields: &mut Fields<'_>, scheme: &Scheme) -> Result<(), SchemeFault> {
    if scheme.levels.is_empty() || scheme.levels.iter().any(|level| level.trim().is_empty()) {
        return Err(fields.fault("levels", FaultKind::Missing));
    }
    if scheme.household_tier().is_none() {
        return Err(fields.fault("tiers", FaultKind::NoHouseholdTier));
    }
    let is_role = |key: &str| key.is_empty() || scheme.roles.iter().any(|role| role.key == key);
    let tables = fields.tables("tiers")?;
    for (tier, table) in scheme.tiers.iter().zip(tables) {
        if !is_role(&tier.by) {
            return Err(table.fault("by", FaultKind::NoSuch(tier.by.clone())));
        }
        if let Some(unknown) = tier.except.iter().find(|key| !is_role(key)) {
            return Err(table.fault("except", FaultKind::NoSuch(unknown.clone())));
        }
        let is_known = match tier.of {
            TargetKind::Member => is_role(&tier.only),
            TargetKind::Grid => tier.only.is_empty() || scheme.levels.contains(&tier.only),
            _ => true,
        };
        if !is_known {
            return Err(table.fault("only", FaultKind::NoSuch(tier.only.clone())));
        }
    }
    let tables = fields.tables("requirements")?;
    for (requirement, table) in scheme.requirements.iter().zip(tables) {
        if let Some(unknown) = requirement.roles.iter().find(|key| !is_role(key)) {
            return Err(table.fault("roles", FaultKind::NoSuch(unknown.clone())));
        }
    }
    Ok(())
}
