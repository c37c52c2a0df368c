//! One box to find households, members, grids, places and commands.

use crate::app::wording::Text;
use crate::app::{Command, Document};
use crate::index::Wanted;
use crate::ui::aid::Aid;
use crate::ui::asked::Asked;
use crate::ui::find::{HIT_PT, Hit, after_sign, hit_row_ui, hits};
use crate::ui::session::Session;
use crate::ui::style::color;
use crate::ui::widgets::MarkPictures;
use egui::{Id, Key, Modifiers, Response, RichText, ScrollArea, TextEdit, Ui};

/// So many lines are seen at once.
const LINES: usize = 10;
/// So many lines a page key goes.
const PAGE: isize = 8;
/// The list is at least so wide.
const LIST_PT: f32 = 480.0;

/// Draws the box, and what was found beneath it. Enter takes the chosen line.
pub(crate) fn search_box_ui(
    ui: &mut Ui,
    document: &Document,
    session: &mut Session,
    pictures: &mut MarkPictures,
    width_pt: f32,
) -> Option<Asked> {
    let id = Id::unique("search box");
    let is_busy = session.find.ime.is_busy();
    if ui.memory(|memory| memory.has_focus(id)) && !is_busy {
        choose_by_key(ui, session);
    }
    let hint = format!("{}  {}", Text::SearchHint.of(session.lang), Command::Find.key().replace('+', " "));
    let edit = TextEdit::singleline(&mut session.query)
        .id(id)
        .hint_text(hint)
        .desired_width(width_pt - 20.0)
        .margin(egui::Margin::symmetric(10, 6));
    let response = ui.add(edit);
    let label = Text::Search.of(session.lang);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, label));
    if session.wants_search {
        response.request_focus();
        session.wants_search = false;
        session.find.chosen = 0;
    }
    // Enter that accepts hanzi from an input method does not leave the box.
    if response.lost_focus() && is_busy {
        response.request_focus();
    }
    let is_entered = response.lost_focus() && !is_busy && ui.input(|input| input.key_pressed(Key::Enter));
    // Esc has already taken the keyboard from the box, so it counts however things stand.
    let is_used = session.find.is_open || !session.query.is_empty();
    if is_used && !is_busy && ui.input(|input| input.key_pressed(Key::Escape)) {
        close(session);
        return None;
    }
    let is_open = response.has_focus() || is_entered || session.find.wants_first || session.find.is_open && is_over(ui);
    session.find.is_open = is_open;
    if !is_open {
        return None;
    }
    list(document, session);
    let picked = list_ui(ui, document, session, pictures, &response);
    let entered = if is_entered || session.find.wants_first { entered(document, session) } else { None };
    let chosen = picked.or(entered)?;
    let asked = match chosen {
        Hit::Thing(found) => Asked::Aid(Aid::Find(found)),
        Hit::Command(command) => {
            if let Some(why) = command.obstacle(document, session.focus()) {
                let words = why.words(session.lang);
                session.say(words, false);
                response.request_focus();
                return None;
            }
            Asked::Run(command)
        }
    };
    close(session);
    Some(asked)
}

fn close(session: &mut Session) {
    session.query.clear();
    session.find.is_open = false;
    session.find.wants_first = false;
}

fn list_id() -> Id {
    Id::unique("found")
}

fn is_over(ui: &Ui) -> bool {
    ui.ctx().memory(|memory| memory.data.get_temp(list_id()).unwrap_or(false))
}

/// Looks for what is typed, if that is not listed already. True once it could be looked for.
fn list(document: &Document, session: &mut Session) -> bool {
    let Session { find, query, lang, .. } = session;
    let lately = find.lately.clone();
    let Some(found) = find.listed(document, *lang, query, |text| hits(document, *lang, text, &lately)) else {
        return false;
    };
    let last = found.saturating_sub(1);
    find.chosen = find.chosen.min(last);
    true
}

/// What Enter takes. Before the index is ready that has to wait.
fn entered(document: &Document, session: &mut Session) -> Option<Hit> {
    let is_ready = list(document, session);
    session.find.wants_first = !is_ready;
    session.find.hits().get(session.find.chosen).copied()
}

/// Arrows and page keys choose a line before the box sees them.
fn choose_by_key(ui: &Ui, session: &mut Session) {
    let by = [(Key::ArrowDown, 1), (Key::ArrowUp, -1), (Key::PageDown, PAGE), (Key::PageUp, -PAGE)];
    let last = session.find.hits().len().saturating_sub(1);
    for (key, step) in by {
        let times = ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
        if times == 0 {
            continue;
        }
        let find = &mut session.find;
        let next = find.chosen.saturating_add_signed(step.saturating_mul(times.cast_signed())).min(last);
        // From the end of the list one more step begins again.
        find.chosen = match step {
            1 if find.chosen == last => 0,
            -1 if find.chosen == 0 => last,
            _ => next,
        };
        find.must_scroll = true;
    }
}

fn list_ui(
    ui: &Ui,
    document: &Document,
    session: &mut Session,
    pictures: &mut MarkPictures,
    field: &Response,
) -> Option<Hit> {
    let under = field.rect.left_bottom() + egui::vec2(0.0, 4.0);
    let popup = egui::Area::new(list_id()).order(egui::Order::Foreground).fixed_pos(under).show(ui.ctx(), |ui| {
        let frame = egui::Frame::popup(ui.style()).inner_margin(6);
        let inside = frame.show(ui, |ui| {
            ui.set_width(field.rect.width().max(LIST_PT));
            ui.spacing_mut().item_spacing.y = 0.0;
            let picked = lines_ui(ui, document, session, pictures);
            ui.add_space(4.0);
            ui.separator();
            let hint = RichText::new(Text::FindHint.of(session.lang)).size(12.0).color(color(session.theme.text_weak));
            ui.horizontal(|ui| {
                ui.add_space(8.0);
                ui.label(hint);
            });
            picked
        });
        inside.inner
    });
    let is_over = popup.response.contains_pointer();
    ui.ctx().memory_mut(|memory| memory.data.insert_temp(list_id(), is_over));
    popup.inner
}

fn lines_ui(ui: &mut Ui, document: &Document, session: &mut Session, pictures: &mut MarkPictures) -> Option<Hit> {
    let lang = session.lang;
    let weak = color(session.theme.text_weak);
    let say = |ui: &mut Ui, text: Text| {
        ui.horizontal(|ui| {
            ui.add_space(8.0);
            ui.add(egui::Label::new(RichText::new(text.of(lang)).color(weak)).wrap());
        });
    };
    let is_ready = list(document, session);
    let lines = session.find.hits().to_vec();
    if lines.is_empty() {
        ui.add_space(6.0);
        say(ui, if is_ready { Text::SearchNothing } else { Text::FindPreparing });
        if is_ready {
            say(ui, Text::FindNothingMore);
        }
        ui.add_space(6.0);
        return None;
    }
    let typed = after_sign(&session.query).unwrap_or(&session.query);
    let wanted = Wanted::new(typed);
    let (chosen, must_scroll) = (session.find.chosen, std::mem::take(&mut session.find.must_scroll));
    let mut picked = None;
    let height = HIT_PT * LINES.min(lines.len()) as f32;
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        for (at, &hit) in lines.iter().enumerate() {
            let response = hit_row_ui(ui, document, session, pictures, (hit, &wanted), at == chosen);
            if at == chosen && must_scroll {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                picked = Some(hit);
            }
        }
    });
    picked
}
