//! A scene into pixels.

use crate::geom::View;
use crate::scene::Scene;
use crate::scene::paint::clip::Frame;
use crate::scene::paint::sprite::Sprites;
use crate::scene::paint::strokes::Sheet;
use crate::scene::paint::{Brush, Canvas, Look, glyph_pt};
use tiny_skia::Pixmap;

/// Cuts are hidden this far outside of the picture; wider than half the widest line.
const MARGIN_PX: f64 = 96.0;
/// How often to look whether the picture is still wanted.
const MARKS_PER_LOOK: usize = 2_048;

/// Draws what a view shows of a scene; premultiplied.
///
/// `None` if `is_cancelled` said so meanwhile, or if the view has
/// no size. The picture is as many pixels as the view has points, times the scale of the look, rounded up. What the
/// brush keeps makes the next picture of the same look cheaper, and no different.
pub fn paint(
    scene: &Scene,
    view: &View,
    look: &Look<'_>,
    brush: &mut Brush,
    is_cancelled: &dyn Fn() -> bool,
) -> Option<Pixmap> {
    let glyph_pt = look.glyph_pt.unwrap_or_else(|| glyph_pt(view.pt_per_m));
    let (width_px, height_px) = size_px(view, look.scale);
    let reach_pt = Sprites::reach_pt(glyph_pt).max(MARGIN_PX as f32 / look.scale);
    let bounds = view.bounds().padded(f64::from(reach_pt) / view.pt_per_m);
    let mut sheet = Sheet {
        canvas: Canvas::new(width_px, height_px, 1.0, look.theme.canvas)?,
        scene,
        view: *view,
        look: *look,
        frame: Frame::of(width_px, height_px, MARGIN_PX),
        bounds,
        is_cancelled,
    };
    let is_far = look.has_rings && scene.is_far(view.pt_per_m);
    let steps: [&dyn Fn(&mut Sheet<'_>); 6] = [
        &|sheet| sheet.draw_ground(),
        &|sheet| sheet.draw_streets(),
        &|sheet| sheet.draw_houses(),
        &|sheet| sheet.draw_tints(),
        &|sheet| sheet.draw_patches(),
        &|sheet| sheet.draw_borders(),
    ];
    for step in steps.into_iter().filter(|_| look.has_ground) {
        step(&mut sheet);
        if is_cancelled() {
            return None;
        }
    }
    if look.has_links {
        sheet.draw_segments();
    }
    if is_far {
        sheet.draw_rings();
    } else {
        if look.has_links {
            sheet.draw_links(glyph_pt);
        }
        draw_marks(&mut sheet, glyph_pt, brush);
    }
    if look.has_links {
        sheet.draw_chains();
    }
    if is_cancelled() {
        return None;
    }
    sheet.draw_veil();
    if look.has_names {
        sheet.draw_names();
    }
    Some(sheet.canvas.pixmap)
}

/// How many pixels a view takes.
fn size_px(view: &View, scale: f32) -> (u32, u32) {
    // A hair less, so that 100.00001 is not 101.
    let whole = |points: f32| (points * scale - 0.001).ceil().max(0.0) as u32;
    (whole(view.width_pt), whole(view.height_pt))
}

fn draw_marks(sheet: &mut Sheet<'_>, glyph_pt: f32, brush: &mut Brush) {
    let look = sheet.look;
    let sprites = brush.sprites(look, glyph_pt);
    for (mark_idx, mark) in sheet.scene.marks_in(&sheet.bounds).into_iter().enumerate() {
        if mark_idx % MARKS_PER_LOOK == 0 && (sheet.is_cancelled)() {
            return;
        }
        let [x, y] = sheet.px_from_map(mark.at);
        sprites.draw(look, &mut sheet.canvas.pixmap, [x, y], mark);
    }
}
