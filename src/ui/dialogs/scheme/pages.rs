//! The pages of a scheme: tiers, rules, what categories need, what is due when, and what else it says.

use crate::app::Document;
use crate::app::wording::{
    Text, basis_words, below_words, doing_text, every_text, items_words, requirement_words, rule_text, severity_word,
    tier_words,
};
use crate::model::{Exemption, Rule, Ruling, Scheme, Severity, Tier};
use crate::ui::session::Session;
use crate::ui::style::{color, strong};
use crate::ui::widgets::call;
use egui::{ComboBox, DragValue, RichText, Ui};

/// One page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Page {
    /// Who covers what.
    #[default]
    Tiers,
    /// What is checked in every place.
    Rules,
    /// What households of a category need.
    Needs,
    /// What is done how often, and lists.
    Cadences,
    /// What was decided, and what is left to the place.
    About,
}

impl Page {
    /// All of them, in the order of their tabs.
    pub(crate) const ALL: [Self; 5] = [Self::Tiers, Self::Rules, Self::Needs, Self::Cadences, Self::About];

    /// What its tab says.
    pub(crate) fn title(self) -> Text {
        match self {
            Self::Tiers => Text::SchemeTiers,
            Self::Rules => Text::SchemeRules,
            Self::Needs => Text::SchemeNeeds,
            Self::Cadences => Text::SchemeCadences,
            Self::About => Text::SchemeAbout,
        }
    }

    /// Draws the page.
    pub(crate) fn ui(self, ui: &mut Ui, document: &Document, session: &Session, scheme: &mut Scheme) {
        match self {
            Self::Tiers => tiers_ui(ui, session, scheme),
            Self::Rules => rules_ui(ui, session, scheme),
            Self::Needs => needs_ui(ui, document, session, scheme),
            Self::Cadences => cadences_ui(ui, session, scheme),
            Self::About => about_ui(ui, session, scheme),
        }
    }
}

fn tiers_ui(ui: &mut Ui, session: &Session, scheme: &mut Scheme) {
    let lang = session.lang;
    let roles = role_names(scheme);
    let below: Vec<_> = scheme.tiers.iter().map(|tier| scheme.households_below(tier)).collect();
    for (tier_idx, (tier, below)) in scheme.tiers.iter_mut().zip(below).enumerate() {
        ui.horizontal(|ui| {
            ui.label(strong(&tier.name, 14.0));
            ui.label(weak(session, &tier_words(lang, tier, &roles)));
            right(ui, |ui| severity_ui(ui, session, &tier.name, &mut tier.severity, true));
        });
        ui.horizontal(|ui| {
            range_ui(ui, session, tier, tier_idx);
            if let Some(below) = below {
                ui.label(weak(session, &below_words(lang, below)));
            }
        });
        basis_ui(ui, session, &tier.quotes, &tier.note);
    }
}

/// Keys and names of roles, apart from the scheme that is being changed.
fn role_names(scheme: &Scheme) -> Vec<(String, String)> {
    scheme.roles.iter().map(|role| (role.key.clone(), role.name.clone())).collect()
}

fn range_ui(ui: &mut Ui, session: &Session, tier: &mut Tier, tier_idx: usize) {
    let lang = session.lang;
    let name = |text: Text| format!("{} {}", tier.name, text.of(lang));
    let (least, most, is_limited) = (name(Text::SchemeLeast), name(Text::SchemeMost), name(Text::SchemeNoLimit));
    let aimed_at = name(Text::SchemeIdeal);
    ui.label(Text::SchemeLeast.of(lang));
    let top = tier.max.unwrap_or(u16::MAX);
    let response = ui.add(DragValue::new(&mut tier.min).range(0..=top));
    call(&response, egui::Role::SpinButton, &least);
    ui.label(Text::SchemeMost.of(lang));
    if let Some(max) = &mut tier.max {
        let response = ui.add(DragValue::new(max).range(tier.min.max(1)..=u16::MAX));
        call(&response, egui::Role::SpinButton, &most);
    }
    let mut has_no_limit = tier.max.is_none();
    let response = ui.checkbox(&mut has_no_limit, Text::SchemeNoLimit.of(lang));
    tell_ticked(&response, has_no_limit, &is_limited);
    if response.changed() {
        tier.max = (!has_no_limit).then_some(tier.min.max(20));
    }
    if let Some((from, to)) = &mut tier.ideal {
        ui.add_space(12.0);
        ui.label(Text::SchemeIdeal.of(lang));
        ui.push_id(tier_idx, |ui| {
            let response = ui.add(DragValue::new(from).range(tier.min..=*to));
            call(&response, egui::Role::SpinButton, &aimed_at);
            ui.label("–");
            let response = ui.add(DragValue::new(to).range(*from..=tier.max.unwrap_or(u16::MAX)));
            call(&response, egui::Role::SpinButton, &aimed_at);
        });
    }
}

fn rules_ui(ui: &mut Ui, session: &Session, scheme: &mut Scheme) {
    for rule in Rule::ALL {
        let name = rule_text(session.lang, rule);
        let mut severity = scheme.severity_of(rule);
        let before = severity;
        ui.horizontal(|ui| {
            ui.label(strong(name, 14.0));
            right(ui, |ui| severity_ui(ui, session, name, &mut severity, rule != Rule::Covered));
        });
        let quotes = scheme.quotes_of(rule).to_vec();
        if severity != before {
            put_ruling(scheme, rule, severity);
        }
        basis_ui(ui, session, &quotes, "");
    }
}

/// Says how bad it is to break a rule.
fn put_ruling(scheme: &mut Scheme, rule: Rule, severity: Option<Severity>) {
    if let Some(ruling) = scheme.rulings.iter_mut().find(|ruling| ruling.rule == rule) {
        ruling.severity = severity;
    } else {
        scheme.rulings.push(Ruling { rule, severity, quotes: Vec::new() });
        scheme.rulings.sort_by_key(|ruling| ruling.rule);
    }
}

fn needs_ui(ui: &mut Ui, document: &Document, session: &Session, scheme: &mut Scheme) {
    let lang = session.lang;
    if scheme.requirements.is_empty() {
        ui.label(weak(session, Text::SchemeNoNeeds.of(lang)));
    }
    let roles = role_names(scheme);
    for requirement in &mut scheme.requirements {
        ui.horizontal(|ui| {
            ui.label(strong(&requirement.name, 14.0));
            right(ui, |ui| severity_ui(ui, session, &requirement.name, &mut requirement.severity, true));
        });
        ui.label(weak(session, &requirement_words(lang, requirement, &roles)));
        ui.horizontal_wrapped(|ui| {
            for category in document.project().categories.rows() {
                let mut is_meant = requirement.categories.contains(&category.key);
                let response = ui.checkbox(&mut is_meant, &category.short);
                tell_ticked(&response, is_meant, &format!("{} {}", requirement.name, category.short));
                if response.changed() && is_meant {
                    requirement.categories.push(category.key.clone());
                } else if response.changed() && requirement.categories.len() > 1 {
                    requirement.categories.retain(|key| *key != category.key);
                }
            }
        });
        basis_ui(ui, session, &requirement.quotes, &requirement.note);
    }
}

fn cadences_ui(ui: &mut Ui, session: &Session, scheme: &Scheme) {
    let lang = session.lang;
    ui.label(weak(session, Text::SchemeCadencesLater.of(lang)));
    for cadence in &scheme.cadences {
        ui.horizontal(|ui| {
            ui.label(strong(&cadence.name, 14.0));
            let often = every_text(lang, &cadence.every, cadence.times);
            ui.label(weak(session, &format!("{} · {often}", doing_text(lang, cadence.doing))));
        });
        basis_ui(ui, session, &cadence.quotes, &cadence.note);
    }
    for list in &scheme.checklists {
        ui.horizontal_wrapped(|ui| {
            ui.label(strong(&list.name, 14.0));
            ui.label(weak(session, &items_words(lang, &list.items)));
        });
    }
}

fn about_ui(ui: &mut Ui, session: &Session, scheme: &mut Scheme) {
    let lang = session.lang;
    ui.horizontal(|ui| {
        ui.label(Text::SchemeName.of(lang));
        let response = ui.add(egui::TextEdit::singleline(&mut scheme.name).desired_width(f32::INFINITY));
        call(&response, egui::Role::TextInput, Text::SchemeName.of(lang));
    });
    let exemptions = [
        (Exemption::MemberHome, Text::SchemeExemptHomes, Text::SchemeExemptHomesHint),
        (Exemption::Away, Text::SchemeExemptAway, Text::SchemeExemptAwayHint),
    ];
    for (exemption, name, hint) in exemptions {
        let mut is_exempt = scheme.exempt.contains(&exemption);
        if ui.checkbox(&mut is_exempt, name.of(lang)).changed() {
            scheme.exempt.retain(|one| *one != exemption);
            scheme.exempt.extend(is_exempt.then_some(exemption));
            scheme.exempt.sort_unstable();
        }
        ui.label(weak(session, hint.of(lang)));
    }
    ui.horizontal(|ui| {
        ui.label(Text::SchemeFar.of(lang));
        let response = ui.add(DragValue::new(&mut scheme.far_m).range(50.0..=20_000.0).suffix(" m").max_decimals(0));
        call(&response, egui::Role::SpinButton, Text::SchemeFar.of(lang));
    });
    for note in &scheme.notes {
        ui.label(weak(session, note));
    }
}

/// How bad: error, warning, note, or not checked.
fn severity_ui(ui: &mut Ui, session: &Session, name: &str, severity: &mut Option<Severity>, can_change: bool) {
    let lang = session.lang;
    let word = |severity: Option<Severity>| {
        severity.map_or_else(|| Text::SeverityOff.of(lang), |severity| severity_word(lang, severity))
    };
    ui.add_enabled_ui(can_change, |ui| {
        let combo = ComboBox::from_id_salt(("severity", name)).width(84.0).selected_text(word(*severity));
        let choice = combo.show_ui(ui, |ui| {
            for offered in Severity::ALL.map(Some).into_iter().chain([None]) {
                ui.selectable_value(severity, offered, word(offered));
            }
        });
        call(&choice.response, egui::Role::ComboBox, &format!("{name} {}", Text::SchemeSeverity.of(lang)));
    });
}

/// The phrases that something comes from, and why it is set so.
fn basis_ui(ui: &mut Ui, session: &Session, quotes: &[String], note: &str) {
    if !quotes.is_empty() {
        ui.label(weak(session, &basis_words(session.lang, quotes)));
    }
    if !note.is_empty() {
        ui.label(weak(session, note));
    }
    ui.add_space(8.0);
}

/// Names a box after what it belongs to: its own words stand on several.
fn tell_ticked(response: &egui::Response, is_ticked: bool, name: &str) {
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, is_ticked, name));
}

fn weak(session: &Session, words: &str) -> RichText {
    RichText::new(words).size(13.0).color(color(session.theme.text_weak))
}

fn right(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), add);
}
