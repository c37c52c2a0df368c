//! The painted map as tiles that are kept as textures.
//!
//! Tiles belong to one exact scale, so what rests is as sharp as paper. While the scale changes, tiles of other scales
//! are shown stretched. After an edit only the tiles are painted anew that it touched, and the old ones stay until
//! then; beneath everything lies a coarse picture of the whole place, so that there is never nothing to see.

use crate::geom::{Bounds, MapPoint, View};
use crate::scene::paint::glyph_pt;
use crate::scene::{Scene, Theme};
use crate::ui::map::painters::{Order, Painters, SIDE_PX, TileKey};
use egui::{Context, Rect, TextureHandle, TextureOptions, Ui};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

/// So many tiles are kept beyond those in view; each takes a mebibyte.
const SPARE_TILES: usize = 24;
/// Side of the coarse picture of the whole place, in pixels.
const OVERVIEW_PX: f64 = 900.0;
/// So many changes are remembered; tiles are painted within a few frames.
const CHANGES_KEPT: usize = 64;
/// How far a mark with its ring, its count and half of a wide line may reach, in points.
const REACH_PT: f64 = 60.0;

/// What became of the scene since the last frame.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Change {
    /// Nothing.
    None,
    /// These parts of the map look different.
    Parts(Vec<Bounds>),
    /// Everything does.
    Everything,
}

struct Tile {
    texture: TextureHandle,
    /// The scene it was painted from.
    number: u64,
    /// The frame in which it was last of use.
    used: u64,
}

/// The tiles of a map.
pub(crate) struct Tiles {
    painters: Painters,
    painted: BTreeMap<TileKey, Tile>,
    /// The scene from which on each tile must be painted; those without a word are as good as painted.
    needs: BTreeMap<TileKey, u64>,
    /// What the last changes made different, with the number of the scene after each: a tile may be in the hands of a
    /// painter while the scene goes on.
    changes: VecDeque<(u64, Option<Vec<Bounds>>)>,
    /// Tiles that could not be painted from a scene.
    failed: BTreeSet<(TileKey, u64)>,
    look: Option<(Arc<Theme>, f32)>,
    number: u64,
    /// Pictures of earlier scenes are of another place, or in other colors.
    oldest: u64,
    frame: u64,
    has_rings: bool,
    is_complete: bool,
}

impl std::fmt::Debug for Tiles {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tiles")
            .field("tiles", &self.painted.len())
            .field("number", &self.number)
            .finish_non_exhaustive()
    }
}

impl Tiles {
    /// No tiles yet.
    ///
    /// # Errors
    /// If the painters' threads cannot be started.
    pub(crate) fn new(ctx: &Context) -> std::io::Result<Self> {
        Ok(Self {
            painters: Painters::start(ctx)?,
            painted: BTreeMap::new(),
            needs: BTreeMap::new(),
            changes: VecDeque::new(),
            failed: BTreeSet::new(),
            look: None,
            number: 0,
            oldest: 0,
            frame: 0,
            has_rings: true,
            is_complete: false,
        })
    }

    /// The same, with every household as a mark of its own also from far.
    #[must_use]
    pub(crate) fn without_rings(self) -> Self {
        Self { has_rings: false, ..self }
    }

    /// Forgets everything: another place is shown.
    pub(crate) fn forget(&mut self) {
        self.painted.clear();
        self.needs.clear();
        self.failed.clear();
        self.number += 1;
        self.oldest = self.number;
        self.changes.clear();
        self.is_complete = false;
    }

    /// True once all that is in view was painted as it is now.
    pub(crate) fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// Takes note of what changed in the scene.
    pub(crate) fn follow(&mut self, change: &Change, scale: f32) {
        let parts = match change {
            Change::None => return,
            Change::Everything => None,
            Change::Parts(parts) => Some(parts.clone()),
        };
        self.number += 1;
        if self.changes.len() == CHANGES_KEPT {
            self.changes.pop_front();
        }
        self.changes.push_back((self.number, parts));
        for key in self.painted.keys() {
            if self.changes.back().is_some_and(|(_, parts)| is_touched(*key, parts.as_deref(), scale)) {
                self.needs.insert(*key, self.number);
            }
        }
    }

    /// True if a tile that was painted from this scene looks different in the present one, as far as anybody knows.
    fn is_outdated(&self, key: TileKey, number: u64, scale: f32) -> bool {
        let since = self.changes.iter().filter(|(at, _)| *at > number);
        let is_known = self.changes.front().is_none_or(|(at, _)| *at <= number + 1);
        !is_known || since.into_iter().any(|(_, parts)| is_touched(key, parts.as_deref(), scale))
    }

    /// Shows what there is in a part of the map, and asks for what is missing. `rest` is the look that the view is on
    /// its way to.
    pub(crate) fn show(
        &mut self,
        ui: &Ui,
        [rect, part]: [Rect; 2],
        [view, rest]: [&View; 2],
        scene: &Arc<Scene>,
        theme: &Theme,
    ) {
        self.frame += 1;
        let scale = ui.ctx().pixels_per_point();
        let is_same =
            self.look.as_ref().is_some_and(|(known, at)| **known == *theme && at.to_bits() == scale.to_bits());
        if !is_same {
            self.look = Some((Arc::new(theme.clone()), scale));
            self.forget();
        }
        self.receive(ui.ctx(), scale);
        let wanted = wanted(rest, scale);
        let overview = overview(scene, scale);
        self.is_complete =
            rest.pt_per_m.to_bits() == view.pt_per_m.to_bits() && !wanted.iter().any(|key| self.is_stale_or_gone(*key));
        self.order(&wanted, &overview, scene, scale);
        for key in wanted.iter().chain(&overview) {
            if let Some(tile) = self.painted.get_mut(key) {
                tile.used = self.frame;
            }
        }
        self.paint(ui, [rect, part], view, scale, rest);
        self.evict();
    }

    fn receive(&mut self, ctx: &Context, scale: f32) {
        while let Some(painted) = self.painters.painted() {
            let is_old = self.painted.get(&painted.key).is_some_and(|tile| tile.number > painted.number);
            if is_old || painted.number < self.oldest {
                continue;
            }
            let Some(image) = painted.image else {
                // It would fail again; the next scene may be luckier.
                self.failed.insert((painted.key, painted.number));
                continue;
            };
            let (number, used) = (painted.number, self.frame);
            if self.is_outdated(painted.key, number, scale) {
                self.needs.insert(painted.key, self.number);
            }
            if let Some(tile) = self.painted.get_mut(&painted.key) {
                tile.texture.set(image, TextureOptions::LINEAR);
                (tile.number, tile.used) = (number, used);
            } else {
                let texture = ctx.load_texture("tile", image, TextureOptions::LINEAR);
                self.painted.insert(painted.key, Tile { texture, number, used });
            }
        }
    }

    fn order(&self, wanted: &[TileKey], overview: &[TileKey], scene: &Arc<Scene>, scale: f32) {
        let Some((theme, _)) = &self.look else { return };
        let theme = Arc::clone(theme);
        let missing: Vec<TileKey> =
            wanted.iter().chain(overview).copied().filter(|key| self.is_stale_or_gone(*key)).collect();
        let (number, has_rings) = (self.number, self.has_rings);
        self.painters.want(missing.into_iter().map(|key| Order {
            key,
            number,
            scene: Arc::clone(scene),
            theme: Arc::clone(&theme),
            scale,
            has_rings,
        }));
    }

    /// True if a tile had better be painted, and may be.
    fn is_stale_or_gone(&self, key: TileKey) -> bool {
        let painted = self.painted.get(&key).map(|tile| tile.number);
        let is_wanting = painted.is_none_or(|painted| self.needs.get(&key).is_some_and(|&needed| painted < needed));
        is_wanting && !self.failed.contains(&(key, self.number))
    }

    /// Draws coarse tiles first, then finer ones, then those of the scale that is looked at.
    fn paint(&mut self, ui: &Ui, [rect, part]: [Rect; 2], view: &View, scale: f32, rest: &View) {
        let px_per_m = view.pt_per_m * f64::from(scale);
        let rest_scale = (rest.pt_per_m * f64::from(scale)).to_bits();
        let seen = view.bounds();
        let painter = ui.painter().with_clip_rect(part);
        let is_resting = self.is_complete;
        let in_view = |key: &TileKey| key.view(scale).bounds().intersects(&seen);
        let mut shown: Vec<(bool, TileKey)> = self
            .painted
            .keys()
            .filter(|key| (!is_resting || key.scale == rest_scale) && in_view(key))
            .map(|key| (key.scale == rest_scale, *key))
            .collect();
        // The ones nearest in scale on top.
        let off = |key: &TileKey| (key.px_per_m() / px_per_m).ln().abs();
        shown.sort_by(|a, b| a.0.cmp(&b.0).then(off(&b.1).total_cmp(&off(&a.1))));
        let origin = ((rect.min.to_vec2() * scale).round() / scale).to_pos2();
        let corner_px = |center_m: f64, size_pt: f32| (center_m * px_per_m - f64::from(size_pt * scale) / 2.0).round();
        let (left_px, top_px) =
            (corner_px(view.center.east_m, view.width_pt), corner_px(-view.center.north_m, view.height_pt));
        let whole = Rect::from_min_max(egui::pos2(0.0, 0.0), egui::pos2(1.0, 1.0));
        for (_, key) in shown {
            let Some(tile) = self.painted.get_mut(&key) else { continue };
            tile.used = self.frame;
            let stretch = px_per_m / key.px_per_m();
            let side = f64::from(SIDE_PX) * stretch;
            let place = |step: i32, edge_px: f64| ((f64::from(step) * side - edge_px) as f32) / scale;
            let min = origin + egui::vec2(place(key.column, left_px), place(key.row, top_px));
            let max = origin + egui::vec2(place(key.column + 1, left_px), place(key.row + 1, top_px));
            painter.image(tile.texture.id(), Rect::from_min_max(min, max), whole, egui::Color32::WHITE);
        }
    }

    /// Lets the tiles go that were of no use for longest.
    fn evict(&mut self) {
        let mut spare: Vec<(u64, TileKey)> = self
            .painted
            .iter()
            .filter(|(_, tile)| tile.used < self.frame)
            .map(|(key, tile)| (tile.used, *key))
            .collect();
        if spare.len() > SPARE_TILES {
            spare.sort_unstable();
            for (_, key) in spare.iter().take(spare.len() - SPARE_TILES) {
                self.painted.remove(key);
                self.needs.remove(key);
            }
        }
    }
}

/// True if a change of these parts of the map, or of all of it, shows on a tile.
fn is_touched(key: TileKey, parts: Option<&[Bounds]>, scale: f32) -> bool {
    let Some(parts) = parts else { return true };
    let view = key.view(scale);
    let seen = view.bounds().padded(REACH_PT / view.pt_per_m);
    parts.iter().any(|part| part.intersects(&seen))
}

/// The tiles of a view, those in the middle first.
fn wanted(view: &View, scale: f32) -> Vec<TileKey> {
    let px_per_m = view.pt_per_m * f64::from(scale);
    let bounds = view.bounds();
    let step = |meters: f64| (meters * px_per_m / f64::from(SIDE_PX)).floor().clamp(-1e9, 1e9) as i32;
    let columns = step(bounds.min.east_m)..=step(bounds.max.east_m);
    let rows = step(-bounds.max.north_m)..=step(-bounds.min.north_m);
    let key = |column, row| TileKey { scale: px_per_m.to_bits(), column, row };
    let mut keys: Vec<TileKey> = rows.flat_map(|row| columns.clone().map(move |column| key(column, row))).collect();
    let away = |key: &TileKey| {
        let MapPoint { east_m, north_m } = key.view(scale).center;
        (east_m - view.center.east_m).hypot(north_m - view.center.north_m)
    };
    keys.sort_by(|a, b| away(a).total_cmp(&away(b)));
    keys
}

/// The tiles of the coarse picture of the whole place.
fn overview(scene: &Scene, scale: f32) -> Vec<TileKey> {
    let bounds = scene.bounds();
    if bounds.is_empty() {
        return Vec::new();
    }
    let side_pt = OVERVIEW_PX as f32 / scale;
    let view = View::fitting(&bounds.padded(bounds.width_m() * 0.1), side_pt, side_pt, 0.0);
    debug_assert!(glyph_pt(view.pt_per_m) > 0.0, "marks have a size at any scale");
    wanted(&view, scale)
}
