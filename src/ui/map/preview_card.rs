//! What would happen, on a small card.

use crate::app::wording::{
    Text, finding_sentence, household_count, meters, more_words, note_sentence, refusal_sentence,
    target_difference_words,
};
use crate::app::{Document, LoadChange, Preview};
use crate::edit::{Note, Refusal};
use crate::model::MemberId;
use crate::ui::session::Session;
use crate::ui::style::{color, strong};
use egui::{Align, CornerRadius, Layout, RichText, Sense, Stroke, Ui, Vec2};
use std::collections::BTreeMap;

/// Up to so many households are named; more are summed up.
const MOVES: usize = 3;
/// So many flows from one member to another are told.
const FLOWS: usize = 3;
/// So many loads are told.
const LOADS: usize = 3;
/// So many of the things that happen along are told.
const NOTES: usize = 2;
/// So many findings of each sort are told.
const FINDINGS: usize = 2;

/// Draws the contents of the card. `how` says what makes it happen.
pub(crate) fn preview_card_ui(
    ui: &mut Ui,
    document: &Document,
    session: &Session,
    preview: &Result<Preview, Refusal>,
    how: Text,
) {
    let (lang, theme) = (session.lang, &session.theme);
    let naming = Session::naming(document);
    ui.spacing_mut().item_spacing.y = 4.0;
    ui.spacing_mut().interact_size.y = 18.0;
    ui.horizontal(|ui| {
        ui.label(strong(Text::PreviewTitle.of(lang), 14.0));
        if preview.is_ok() {
            ui.label(RichText::new(how.of(lang)).size(12.0).color(color(theme.text_weak)));
        }
    });
    let preview = match preview {
        Ok(preview) => preview,
        Err(refusal) => {
            ui.label(RichText::new(refusal_sentence(lang, naming, refusal)).color(color(theme.error)));
            return;
        }
    };
    if preview.is_unchanged {
        ui.label(RichText::new(Text::NothingChanges.of(lang)).color(color(theme.text_weak)));
        return;
    }
    moves_ui(ui, document, session, preview);
    let (before_m, after_m) = preview.total_m();
    if preview.moves.len() > 1 {
        let length = format!("{} → {}", meters(before_m), meters(after_m));
        line_ui(ui, Text::TotalStraight.of(lang), &length, None);
    }
    targets_ui(ui, document, session, preview);
    loads_ui(ui, document, session, &preview.loads);
    // Who takes what is told above.
    let notes: Vec<&Note> = preview.notes.iter().filter(|note| !matches!(note, Note::Completed { .. })).collect();
    for note in notes.iter().take(NOTES) {
        ui.label(RichText::new(note_sentence(lang, naming, note)).size(13.0).color(color(theme.text_weak)));
    }
    untold_ui(ui, session, notes.len(), NOTES);
    for (findings, sign, ink) in [(&preview.solved, "✓", theme.ok), (&preview.caused, "⚠", theme.warn)] {
        for finding in findings.iter().take(FINDINGS) {
            let words = format!("{sign} {}", finding_sentence(lang, naming, finding));
            ui.label(RichText::new(words).size(13.0).color(color(ink)));
        }
        untold_ui(ui, session, findings.len(), FINDINGS);
    }
    if preview.caused.is_empty() {
        ui.label(RichText::new(Text::AllRulesHold.of(lang)).size(13.0).color(color(theme.ok)));
    }
}

/// Who gets what: each household, or sums where there are many.
fn moves_ui(ui: &mut Ui, document: &Document, session: &Session, preview: &Preview) {
    let lang = session.lang;
    let naming = Session::naming(document);
    if preview.moves.len() <= MOVES {
        for moved in &preview.moves {
            let distance = |holder: Option<(_, Option<f64>)>| holder.and_then(|(_, m)| m).map(meters);
            let length = match (distance(moved.before), distance(moved.after)) {
                (Some(before), Some(after)) => format!("{before} → {after}"),
                (None, Some(after)) => after,
                (Some(before), None) => before,
                (None, None) => String::new(),
            };
            let to = moved.after.map(|(member, _)| naming.member(member)).unwrap_or_default();
            line_ui(ui, &format!("{} → {to}", naming.household(moved.household)), &length, None);
        }
        return;
    }
    let mut flows: BTreeMap<(Option<MemberId>, Option<MemberId>), usize> = BTreeMap::new();
    for moved in &preview.moves {
        let who = |holder: Option<(MemberId, Option<f64>)>| holder.map(|(member, _)| member);
        *flows.entry((who(moved.before), who(moved.after))).or_default() += 1;
    }
    let mut flows: Vec<_> = flows.into_iter().collect();
    flows.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let name = |member: Option<MemberId>| {
        member.map_or_else(|| Text::NoPrimary.of(lang).to_owned(), |member| naming.member(member))
    };
    for ((from, to), count) in flows.iter().take(FLOWS) {
        line_ui(ui, &format!("{} → {}", name(*from), name(*to)), &household_count(lang, *count), None);
    }
    let told: usize = flows.iter().take(FLOWS).map(|(_, count)| count).sum();
    let untold = preview.moves.len() - told;
    if untold > 0 {
        line_ui(ui, &more_words(lang, flows.len() - FLOWS), &household_count(lang, untold), None);
    }
}

/// What is not a household and changes hands, and how many everybody then has of it.
fn targets_ui(ui: &mut Ui, document: &Document, session: &Session, preview: &Preview) {
    let (lang, naming) = (session.lang, Session::naming(document));
    for row in preview.targets.iter().take(MOVES) {
        line_ui(ui, &target_difference_words(lang, naming, row), "", None);
    }
    untold_ui(ui, session, preview.targets.len(), MOVES);
    for span in preview.spans.iter().take(LOADS) {
        let tier = document.project().facts.scheme.tier(&span.tier).map_or("", |tier| tier.name.as_str());
        let numbers = format!("{} → {}", span.count.before, span.count.after);
        line_ui(ui, &format!("{} · {tier}", naming.member(span.member)), &numbers, Some(span.count.is_fine()));
        range_ui(ui, session, &span.count);
    }
    untold_ui(ui, session, preview.spans.len(), LOADS);
}

/// Loads with their ranges; those out of range first, for they are what somebody has to know.
fn loads_ui(ui: &mut Ui, document: &Document, session: &Session, loads: &[LoadChange]) {
    let naming = Session::naming(document);
    let mut sorted: Vec<&LoadChange> = loads.iter().collect();
    sorted.sort_by_key(|load| (load.is_fine(), load.after < load.before));
    for load in sorted.into_iter().take(LOADS) {
        let words = format!("{} {}", naming.member(load.member), Text::Load.of(session.lang));
        let numbers = format!("{} → {}", load.before, load.after);
        line_ui(ui, &words, &numbers, Some(load.is_fine()));
        range_ui(ui, session, load);
    }
    untold_ui(ui, session, loads.len(), LOADS);
}

/// A thin bar: the load then, the load now as a notch, and the range.
fn range_ui(ui: &mut Ui, session: &Session, load: &LoadChange) {
    let theme = &session.theme;
    let most = load.after.max(load.before).max(load.max_load.map_or(0, u32::from)).max(u32::from(load.min_load) * 2);
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 5.0), Sense::hover());
    let at = |value: u32| rect.left() + rect.width() * (value as f32 / most.max(1) as f32).min(1.0);
    let round = CornerRadius::same(2);
    let painter = ui.painter();
    painter.rect_filled(rect, round, color(theme.groove));
    let fill = if load.is_fine() { theme.load } else { theme.warn };
    painter.rect_filled(rect.with_max_x(at(load.after)), round, color(fill));
    let gone = load.before.min(load.after)..load.before.max(load.after);
    let change = rect.with_min_x(at(gone.start)).with_max_x(at(gone.end));
    painter.rect_filled(change, round, color(fill).gamma_multiply(0.45));
    for mark in [Some(load.min_load), load.max_load].into_iter().flatten().filter(|&mark| mark > 0) {
        let x = at(u32::from(mark)).min(rect.right() - 1.0);
        painter.vline(x, rect.y_range().expand(1.5), Stroke::new(1.5, color(theme.text_weak)));
    }
}

fn untold_ui(ui: &mut Ui, session: &Session, count: usize, told: usize) {
    if count > told {
        let words = more_words(session.lang, count - told);
        ui.label(RichText::new(words).size(12.0).color(color(session.theme.text_weak)));
    }
}

fn line_ui(ui: &mut Ui, left: &str, right: &str, is_fine: Option<bool>) {
    ui.horizontal(|ui| {
        ui.add(egui::Label::new(left).truncate());
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if let Some(is_fine) = is_fine {
                ui.label(if is_fine { "✓" } else { "⚠" });
            }
            ui.label(right);
        });
    });
}
