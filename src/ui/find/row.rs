//! A line of the list that the search box opens.

use crate::app::wording::{Naming, Text, phone_ends, status_text};
use crate::app::{Command, Document};
use crate::index::{Found, Wanted};
use crate::model::{Category, CategoryId, HouseholdStatus};
use crate::ui::find::Hit;
use crate::ui::session::Session;
use crate::ui::style::{bold, color};
use crate::ui::widgets::{MarkPictures, row_ui};
use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, CornerRadius, FontId, Painter, Pos2, Rect, Response, Stroke, StrokeKind, Ui, Vec2};

/// Height of a line.
pub(crate) const HIT_PT: f32 = 32.0;

/// What stands before the name.
#[derive(Clone, Copy)]
enum Icon {
    Mark(Option<CategoryId>),
    Grid,
    Building,
    Place,
    Command,
}

/// What a line says.
struct Line {
    icon: Icon,
    name: String,
    /// What may have been typed as well.
    code: String,
    detail: String,
    kind: String,
}

/// Draws the line of one hit.
pub(crate) fn hit_row_ui(
    ui: &mut Ui,
    document: &Document,
    session: &Session,
    pictures: &mut MarkPictures,
    (hit, wanted): (Hit, &Wanted),
    is_chosen: bool,
) -> Response {
    let theme = &session.theme;
    let line = match hit {
        Hit::Thing(found) => line_of(document, session, found, wanted),
        Hit::Command(command) => line_of_command(document, session, command),
    };
    let is_possible = !matches!(hit, Hit::Command(command) if command.obstacle(document, session.focus()).is_some());
    let about = join(&[&line.code, &line.detail]);
    let label = [line.name.as_str(), about.as_str(), line.kind.as_str()].join(" ");
    let (rect, response) = row_ui(ui, theme, HIT_PT, label.trim_end(), is_chosen);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, is_possible, is_chosen, label.trim_end()));
    icon_ui(ui, document, session, pictures, rect, line.icon);
    let weak = color(theme.text_weak);
    let ink = if is_possible { color(theme.text) } else { weak };
    let painter = ui.painter().with_clip_rect(rect);
    let right = right_ui(&painter, session, rect, hit, &line.kind);
    let painter = painter.with_clip_rect(rect.with_max_x(right - 10.0));
    let name = marked(&line.name, wanted, 14.0, ink, color(theme.accent));
    let name = painter.layout_job(name);
    let at = egui::pos2(rect.left() + 36.0, rect.center().y - name.size().y / 2.0);
    let after = at.x + name.size().x + 10.0;
    painter.galley(at, name, ink);
    // What follows the code was not looked at, so nothing of it stands out.
    let mut job = marked(&line.code, wanted, 12.0, weak, color(theme.accent));
    let rest = about.strip_prefix(line.code.as_str()).unwrap_or_default();
    job.append(rest, 0.0, TextFormat::simple(FontId::proportional(12.0), weak));
    let about = painter.layout_job(job);
    painter.galley(egui::pos2(after, rect.center().y - about.size().y / 2.0 + 1.0), about, weak);
    response
}

/// A text in which what fits stands out.
fn marked(text: &str, wanted: &Wanted, size: f32, ink: Color32, accent: Color32) -> LayoutJob {
    let marks = wanted.marks(text);
    let mut job = LayoutJob::default();
    let mut letter = [0; 4];
    for (at, character) in text.chars().enumerate() {
        let (font, ink) =
            if marks.contains(&at) { (FontId::new(size, bold()), accent) } else { (FontId::proportional(size), ink) };
        job.append(character.encode_utf8(&mut letter), 0.0, TextFormat::simple(font, ink));
    }
    job.wrap.max_rows = 1;
    job
}

fn line_of(document: &Document, session: &Session, found: Found, wanted: &Wanted) -> Line {
    let (project, index, lang) = (document.project(), document.index(), session.lang);
    let naming = Session::naming(document);
    let in_grid = |grid: Option<_>| grid.map(|grid| naming.grid(grid)).unwrap_or_default();
    match found {
        Found::Household(id) => {
            let row = project.households.at(id);
            let shown =
                row.and_then(|row| project.shown_category(project.categories_of(row, index.is_member_home(id))));
            let code = row.map(|row| row.code.clone()).unwrap_or_default();
            let by_phone = row.is_some_and(|row| wanted.is_phone(&row.phone));
            let gone =
                row.filter(|row| row.status == HouseholdStatus::MovedOut).map(|row| status_text(row.status).of(lang));
            Line {
                icon: Icon::Mark(shown),
                name: naming.household(id),
                code,
                detail: join(&[&in_grid(index.grid_of(id)), &phone_words(session, by_phone)]),
                kind: gone.unwrap_or(Text::Household.of(lang)).to_owned(),
            }
        }
        Found::Member(id) => {
            let row = project.members.at(id);
            let code = row.map(|row| row.code.clone()).unwrap_or_default();
            let by_phone = row.is_some_and(|row| wanted.is_phone(&row.phone) || wanted.is_phone(&row.duty_phone));
            let roles = row.map(|row| row.roles.join(" ")).unwrap_or_default();
            Line {
                icon: Icon::Mark(project.category(Category::MEMBER)),
                name: naming.member(id),
                code,
                detail: join(&[&in_grid(index.grid_served(project, id)), &roles, &phone_words(session, by_phone)]),
                kind: Text::Member.of(lang).to_owned(),
            }
        }
        Found::Grid(id) => {
            let code = project.grids.at(id).map(|row| row.code.clone()).unwrap_or_default();
            let detail = String::new();
            Line { icon: Icon::Grid, name: naming.grid(id), code, detail, kind: Text::Grid.of(lang).to_owned() }
        }
        Found::Building(_) | Found::Place(_) => line_of_place(naming, session, found),
    }
}

fn line_of_place(naming: Naming<'_>, session: &Session, found: Found) -> Line {
    let (icon, name, kind) = match found {
        Found::Building(id) => {
            let row = naming.project.buildings.at(id);
            (Icon::Building, row.map(|row| if row.name.is_empty() { &row.code } else { &row.name }), Text::KindBuilding)
        }
        Found::Place(id) => (Icon::Place, naming.project.backdrop.at(id).map(|row| &row.name), Text::KindPlace),
        _ => (Icon::Place, None, Text::KindPlace),
    };
    let name = name.cloned().unwrap_or_default();
    Line { icon, name, code: String::new(), detail: String::new(), kind: kind.of(session.lang).to_owned() }
}

fn line_of_command(document: &Document, session: &Session, command: Command) -> Line {
    let lang = session.lang;
    let why = command.obstacle(document, session.focus()).map(|why| why.words(lang)).unwrap_or_default();
    let name = command.face().of(lang).to_owned();
    Line {
        icon: Icon::Command,
        name,
        code: String::new(),
        detail: why.to_owned(),
        kind: Text::KindCommand.of(lang).to_owned(),
    }
}

/// Says by which phone something was found: only as much of it as was typed.
fn phone_words(session: &Session, by_phone: bool) -> String {
    if by_phone { phone_ends(session.lang, session.query.trim()) } else { String::new() }
}

fn join(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" · ")
}

/// The kind of thing, or the key of a command, at the right end; answers where it begins.
fn right_ui(painter: &Painter, session: &Session, rect: Rect, hit: Hit, kind: &str) -> f32 {
    let theme = &session.theme;
    let weak = color(theme.text_weak);
    let key = if let Hit::Command(command) = hit { command.key() } else { "" };
    let words = if key.is_empty() { kind } else { key };
    let galley = painter.layout_no_wrap(words.to_owned(), FontId::proportional(12.0), weak);
    let at = egui::pos2(rect.right() - 12.0 - galley.size().x, rect.center().y - galley.size().y / 2.0);
    let left = at.x;
    if !key.is_empty() {
        let cap = Rect::from_min_size(at, galley.size()).expand2(Vec2::new(6.0, 2.0));
        let edge = Stroke::new(1.0, color(theme.panel_edge));
        painter.rect(cap, CornerRadius::same(4), color(theme.card), edge, StrokeKind::Middle);
    }
    painter.galley(at, galley, weak);
    left
}

fn icon_ui(ui: &mut Ui, document: &Document, session: &Session, pictures: &mut MarkPictures, rect: Rect, icon: Icon) {
    let center = rect.left_center() + Vec2::new(18.0, 0.0);
    let ink = color(session.theme.text_weak);
    let stroke = Stroke::new(1.4, ink);
    match icon {
        Icon::Mark(category) => {
            let place = Rect::from_center_size(center + Vec2::new(0.0, 1.5), Vec2::splat(18.0));
            let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(place));
            pictures.mark_ui(&mut inner, &session.theme, document.project(), category, 12.0);
        }
        Icon::Grid => {
            let square = Rect::from_center_size(center, Vec2::splat(12.0));
            ui.painter().rect_stroke(square, CornerRadius::same(1), stroke, StrokeKind::Middle);
            ui.painter().hline(square.x_range(), center.y, stroke);
            ui.painter().vline(center.x, square.y_range(), stroke);
        }
        Icon::Building => {
            let house = Rect::from_center_size(center, Vec2::new(9.0, 13.0));
            ui.painter().rect_stroke(house, CornerRadius::same(1), stroke, StrokeKind::Middle);
            for line in [-3.0, 0.5, 4.0] {
                ui.painter().hline(house.x_range().shrink(2.5), center.y + line, stroke);
            }
        }
        Icon::Place => {
            ui.painter().circle_stroke(center, 5.0, stroke);
            ui.painter().circle_filled(center, 1.8, ink);
        }
        Icon::Command => prompt(ui.painter(), center, stroke),
    }
}

/// The sign that asks for commands.
fn prompt(painter: &Painter, center: Pos2, stroke: Stroke) {
    let at = |x: f32, y: f32| center + Vec2::new(x, y);
    painter.line(vec![at(-4.0, -4.5), at(0.5, 0.0), at(-4.0, 4.5)], stroke);
    painter.line_segment([at(1.5, 5.0), at(6.0, 5.0)], stroke);
}
