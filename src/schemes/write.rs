//! A scheme as text.

use crate::model::{
    Cadence, Checklist, Doing, Every, Exemption, LinkKind, Point, Requirement, Role, Ruling, Scheme, TargetKind, Tier,
};
use crate::schemes::words::{every_word, severity_key};
use std::fmt::Display;
use toml_edit::{Array, Value};

/// The text of a scheme: every field that is not as usual, in an order that does not change.
pub fn text_from_scheme(scheme: &Scheme) -> String {
    let mut page = Page(String::new());
    page.text("id", &scheme.id);
    page.text("name", &scheme.name);
    page.said("place", &scheme.place);
    page.maybe("year", scheme.year);
    page.said("source", &scheme.source);
    page.texts("notes", &scheme.notes);
    page.texts("levels", &scheme.levels);
    page.texts("exempt", scheme.exempt.iter().copied().map(Exemption::key));
    page.head("[distance]");
    page.number("far_m", Value::from(scheme.far_m));
    page.number("far_medians", Value::from(scheme.far_medians));
    page.number("near_m", Value::from(scheme.near_m));
    scheme.rulings.iter().for_each(|ruling| page.ruling(ruling));
    scheme.roles.iter().for_each(|role| page.role(role));
    scheme.tiers.iter().for_each(|tier| page.tier(tier));
    scheme.requirements.iter().for_each(|requirement| page.requirement(requirement));
    scheme.cadences.iter().for_each(|cadence| page.cadence(cadence));
    scheme.checklists.iter().for_each(|checklist| page.checklist(checklist));
    scheme.points.iter().for_each(|point| page.point(point));
    page.0
}

struct Page(String);

impl Page {
    fn head(&mut self, head: &str) {
        self.0.extend(["\n", head, "\n"]);
    }

    fn number(&mut self, key: &str, value: impl Display) {
        self.0.extend([key, " = ", &value.to_string(), "\n"]);
    }

    fn text(&mut self, key: &str, text: &str) {
        self.number(key, Value::from(text));
    }

    /// A text, unless it is empty.
    fn said(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            self.text(key, text);
        }
    }

    fn maybe(&mut self, key: &str, number: Option<u16>) {
        if let Some(number) = number {
            self.number(key, number);
        }
    }

    /// A list, unless it is empty.
    fn texts<T: AsRef<str>>(&mut self, key: &str, texts: impl IntoIterator<Item = T>) {
        let list: Array = texts.into_iter().map(|text| Value::from(text.as_ref())).collect();
        if !list.is_empty() {
            self.number(key, list);
        }
    }

    fn ruling(&mut self, ruling: &Ruling) {
        self.head(&format!("[rules.{}]", ruling.rule.key()));
        self.text("severity", severity_key(ruling.severity));
        self.texts("quotes", &ruling.quotes);
    }

    fn role(&mut self, role: &Role) {
        self.head("[[roles]]");
        self.text("key", &role.key);
        self.text("name", &role.name);
        self.texts("words", &role.words);
    }

    fn tier(&mut self, tier: &Tier) {
        self.head("[[tiers]]");
        self.text("id", &tier.id);
        self.text("name", &tier.name);
        self.said("by", &tier.by);
        self.text("of", TargetKind::key(tier.of));
        self.said("only", &tier.only);
        if tier.needs_care {
            self.number("needs_care", true);
        }
        self.texts("except", &tier.except);
        self.number("min", tier.min);
        self.maybe("max", tier.max);
        if let Some((from, to)) = tier.ideal {
            self.number("ideal", format!("[{from}, {to}]"));
        }
        self.number("each", tier.each);
        self.text("severity", severity_key(tier.severity));
        self.texts("quotes", &tier.quotes);
        self.said("note", &tier.note);
    }

    fn requirement(&mut self, requirement: &Requirement) {
        self.head("[[requirements]]");
        self.text("id", &requirement.id);
        self.text("name", &requirement.name);
        self.texts("categories", &requirement.categories);
        self.texts("roles", &requirement.roles);
        self.texts("kinds", requirement.kinds.iter().copied().map(LinkKind::key));
        self.text("severity", severity_key(requirement.severity));
        self.texts("quotes", &requirement.quotes);
        self.said("note", &requirement.note);
    }

    fn cadence(&mut self, cadence: &Cadence) {
        self.head("[[cadences]]");
        self.text("id", &cadence.id);
        self.text("name", &cadence.name);
        self.text("what", Doing::key(cadence.doing));
        match (&cadence.every, every_word(&cadence.every)) {
            (Every::Feasts(feasts), _) => {
                let list: Array = feasts.iter().map(|feast| Value::from(feast.as_str())).collect();
                self.number("every", list);
            }
            (_, word) => self.text("every", &word.unwrap_or_default()),
        }
        self.number("times", cadence.times);
        self.number("on", cadence.is_on);
        self.texts("quotes", &cadence.quotes);
        self.said("note", &cadence.note);
    }

    fn checklist(&mut self, checklist: &Checklist) {
        self.head("[[checklists]]");
        self.text("id", &checklist.id);
        self.text("name", &checklist.name);
        self.texts("items", &checklist.items);
        self.texts("quotes", &checklist.quotes);
    }

    fn point(&mut self, point: &Point) {
        self.head("[[points]]");
        self.text("name", &point.name);
        self.number("points", point.points);
    }
}
