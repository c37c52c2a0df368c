//! A scheme as scripts read it.

use crate::model::{Cadence, Every, Exemption, LinkKind, Requirement, Rule, Scheme, TargetKind, Tier};
use crate::schemes::{every_word, severity_key};
use serde_json::{Value, json};

/// What a list of schemes shows of each.
pub(crate) const SCHEME_KEYS: [&str; 6] = ["id", "name", "place", "year", "min_load", "max_load"];

/// Everything that a scheme says.
pub(crate) fn scheme_value(scheme: &Scheme) -> Value {
    let rules = Rule::ALL.map(|rule| {
        json!({"rule": rule.key(), "severity": severity_key(scheme.severity_of(rule)), "quotes": scheme.quotes_of(rule)})
    });
    let roles = scheme.roles.iter().map(|role| json!({"key": role.key, "name": role.name, "words": role.words}));
    let checklists = scheme
        .checklists
        .iter()
        .map(|list| json!({"id": list.id, "name": list.name, "items": list.items, "quotes": list.quotes}));
    json!({
        "id": scheme.id,
        "name": scheme.name,
        "place": scheme.place,
        "year": scheme.year,
        "source": scheme.source,
        "notes": scheme.notes,
        "levels": scheme.levels,
        "min_load": scheme.min_load(),
        "max_load": scheme.max_load(),
        "far_m": scheme.far_m,
        "far_medians": scheme.far_medians,
        "near_m": scheme.near_m,
        "exempt": scheme.exempt.iter().copied().map(Exemption::key).collect::<Vec<_>>(),
        "rules": rules,
        "roles": roles.collect::<Value>(),
        "tiers": scheme.tiers.iter().map(|tier| tier_value(scheme, tier)).collect::<Value>(),
        "requirements": scheme.requirements.iter().map(requirement_value).collect::<Value>(),
        "cadences": scheme.cadences.iter().map(cadence_value).collect::<Value>(),
        "checklists": checklists.collect::<Value>(),
        "points": scheme.points.iter().map(|point| json!({"name": point.name, "points": point.points})).collect::<Value>(),
    })
}

fn tier_value(scheme: &Scheme, tier: &Tier) -> Value {
    json!({
        "households_below": scheme.households_below(tier),
        "id": tier.id, "name": tier.name, "by": tier.by, "of": TargetKind::key(tier.of), "only": tier.only,
        "needs_care": tier.needs_care, "except": tier.except, "min": tier.min, "max": tier.max, "ideal": tier.ideal, "each": tier.each,
        "severity": severity_key(tier.severity), "quotes": tier.quotes, "note": tier.note,
    })
}

fn requirement_value(row: &Requirement) -> Value {
    json!({
        "id": row.id, "name": row.name, "categories": row.categories, "roles": row.roles,
        "kinds": row.kinds.iter().copied().map(LinkKind::key).collect::<Vec<_>>(),
        "severity": severity_key(row.severity), "quotes": row.quotes, "note": row.note,
    })
}

fn cadence_value(cadence: &Cadence) -> Value {
    let every = match &cadence.every {
        Every::Feasts(feasts) => json!(feasts),
        every => json!(every_word(every)),
    };
    json!({
        "id": cadence.id, "name": cadence.name, "what": cadence.doing.key(), "every": every, "times": cadence.times,
        "on": cadence.is_on, "quotes": cadence.quotes, "note": cadence.note,
    })
}
