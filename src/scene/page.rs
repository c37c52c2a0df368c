//! A printed sheet: a map at a round scale with everything that belongs round it.

use crate::geom::{Bounds, MapPoint, View, mercator_stretch, wgs84_from_map};
use crate::model::GridId;
use crate::scene::page_parts::draw_page;
use crate::scene::paint::{Fonts, Pixmap};
use crate::scene::{LegendLine, Scene, Theme, fitting_ratio};

/// Points in an inch of paper.
const PAPER_PT: f32 = 72.0;
/// Short side of A3, the size that measures are given for.
const A3_SHORT_PT: f32 = 841.89;

/// A size of paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// 420 × 297 mm.
    A3,
    /// 297 × 210 mm.
    #[default]
    A4,
}

/// Which side of the paper is up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Orientation {
    /// Wider than high.
    Landscape,
    /// Higher than wide.
    Portrait,
}

/// What part of the place a sheet shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    #[default]
    Whole,
    /// One grid; what is outside is faded. The scene must show grids.
    Grid(GridId),
}

/// What a sheet is to be like.
#[derive(Clone, Debug, PartialEq)]
pub struct PageOptions {
    /// On which paper.
    pub paper: Paper,
    /// Which side is up; `None` for what suits the map.
    pub orientation: Option<Orientation>,
    /// Pixels in an inch.
    pub dpi: f32,
    /// What part of the place.
    pub part: Part,
    /// Letters and numbers along the frame, by which an index names squares; see [`Page::square_of`].
    pub has_reference: bool,
}

impl Default for PageOptions {
    fn default() -> Self {
        Self { paper: Paper::A4, orientation: None, dpi: 300.0, part: Part::Whole, has_reference: false }
    }
}

/// Everything that is written on a sheet. What is empty is left out, but for lines to be filled in by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageTexts {
    /// Large, at the top.
    pub title: String,
    /// Small, beneath.
    pub subtitle: String,
    /// For whom the sheet is, in a red frame (内部工作用图 注意保密).
    pub stamp: String,
    /// In a grey frame beside the title, for invented places (虚构).
    pub invented: String,
    /// Above the legend.
    pub legend_title: String,
    /// Above the line on coverage.
    pub coverage_title: String,
    /// How many are covered.
    pub coverage: String,
    /// Beside the arrow (北).
    pub north: String,
    /// When it was made.
    pub date: String,
    /// Before the name of who made it (制图).
    pub maker_label: String,
    /// Who made it; empty for a line to write on.
    pub maker: String,
    /// Before the phone (电话).
    pub phone_label: String,
    /// The phone; empty for a line to write on.
    pub phone: String,
    /// Before the source of the base map (底图来源).
    pub source_label: String,
    /// Where the base map comes from; empty for a line to write on.
    pub source: String,
    /// At the lower right, such as a version.
    pub note: String,
}

/// A sheet, laid out. Lengths are points of paper, 72 in an inch.
#[derive(Clone, Debug)]
pub struct Page {
    /// Width of the paper.
    pub width_pt: f32,
    /// Height of the paper.
    pub height_pt: f32,
    /// Where the map is: left, top, width, height.
    pub frame: [f32; 4],
    /// Where the legend may be: left, top, width, height.
    pub(crate) legend_box: [f32; 4],
    /// Which part of the map is seen in the frame.
    pub view: View,
    /// The N of 1:N, true at the middle of the map.
    pub ratio: u32,
    /// Which side is up.
    pub orientation: Orientation,
    /// As asked.
    pub options: PageOptions,
    /// What is written.
    pub texts: PageTexts,
    /// The legend.
    pub legend: Vec<LegendLine>,
    /// By what measures for A3 are multiplied: for lengths.
    pub(crate) unit: f32,
    /// The same for text, which shrinks less.
    pub(crate) em: f32,
    /// Map meters in a true meter at the middle of the map.
    pub(crate) stretch: f64,
}

impl Page {
    /// Lays a sheet out. The legend should count what the sheet shows: the whole place, or the one grid.
    pub fn of(scene: &Scene, options: PageOptions, texts: PageTexts, legend: Vec<LegendLine>) -> Self {
        let shown = match options.part {
            Part::Whole => scene.bounds(),
            Part::Grid(grid) => scene.grid_area(grid).map_or_else(|| scene.bounds(), |area| area.bounds),
        };
        let suiting =
            if shown.width_m() * 1.1 >= shown.height_m() { Orientation::Landscape } else { Orientation::Portrait };
        let orientation = options.orientation.unwrap_or(suiting);
        let (long_pt, short_pt) = match options.paper {
            Paper::A3 => (1190.55, A3_SHORT_PT),
            Paper::A4 => (A3_SHORT_PT, 595.28),
        };
        let (width_pt, height_pt) = match orientation {
            Orientation::Landscape => (long_pt, short_pt),
            Orientation::Portrait => (short_pt, long_pt),
        };
        let unit = short_pt / A3_SHORT_PT;
        let em = unit.max(0.8);
        let margin = 34.0 * unit;
        let reference = if options.has_reference { 13.0 * em } else { 0.0 };
        let (header, footer) = (56.0 * em, 42.0 * em);
        let left = margin + reference;
        let top = margin + header + reference;
        let (frame, legend_box) = match orientation {
            Orientation::Landscape => {
                let side = 196.0 * em;
                let width = width_pt - left - 20.0 * em - side - margin;
                let height = height_pt - top - footer - margin;
                ([left, top, width, height], [left + width + 20.0 * em, margin + header, side, height + reference])
            }
            Orientation::Portrait => {
                let rows = legend.len().div_ceil(3) as f32;
                let coverage = if texts.coverage.is_empty() { 0.0 } else { 34.0 };
                let band = (28.0 + rows * 18.0 + coverage) * em;
                let width = width_pt - left - margin;
                let height = height_pt - top - band - footer - margin;
                ([left, top, width, height], [left, top + height + 14.0 * em, width, band - 14.0 * em])
            }
        };
        let stretch = mercator_stretch(wgs84_from_map(shown.center()).lat_deg);
        let room = 1.0 - 0.05;
        let (ratio, pt_per_m) = fitting_ratio(
            shown.width_m() / stretch,
            shown.height_m() / stretch,
            frame[2] * room,
            frame[3] * room,
            stretch,
        );
        let view = View { center: shown.center(), pt_per_m, width_pt: frame[2], height_pt: frame[3] };
        Self {
            width_pt,
            height_pt,
            frame,
            legend_box,
            view,
            ratio,
            orientation,
            options,
            texts,
            legend,
            unit,
            em,
            stretch,
        }
    }

    /// Draws the sheet. `None` if `is_cancelled` said so meanwhile.
    pub fn paint(
        &self,
        scene: &Scene,
        theme: &Theme,
        fonts: &Fonts,
        is_cancelled: &dyn Fn() -> bool,
    ) -> Option<Pixmap> {
        draw_page(self, scene, theme, fonts, is_cancelled)
    }

    /// Pixels per point of paper.
    pub fn scale(&self) -> f32 {
        self.options.dpi / PAPER_PT
    }

    /// How many columns and rows of squares the reference marks count.
    pub fn squares(&self) -> (u8, u8) {
        let [_, _, width, height] = self.frame;
        let side = 128.0 * self.unit;
        ((width / side).round().clamp(1.0, 26.0) as u8, (height / side).round().clamp(1.0, 99.0) as u8)
    }

    /// The square of the reference marks that a place lies in, such as “C4”; `None` outside the frame.
    pub fn square_of(&self, at: MapPoint) -> Option<String> {
        let screen = self.view.screen_from_map(at);
        let (columns, rows) = self.squares();
        let cell = |along: f32, whole: f32, cells: u8| {
            (0.0..whole).contains(&along).then(|| (along / whole * f32::from(cells)) as u8)
        };
        let column = cell(screen.x_pt, self.view.width_pt, columns)?;
        let row = cell(screen.y_pt, self.view.height_pt, rows)?;
        Some(format!("{}{}", char::from(b'A' + column), row + 1))
    }

    /// What is seen in the frame.
    pub fn shown(&self) -> Bounds {
        self.view.bounds()
    }
}
