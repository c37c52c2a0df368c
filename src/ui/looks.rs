//! Carrying out the commands about how the window looks: colors, language, size of text, panels, guides.

use crate::app::Command;
use crate::app::wording::Text;
use crate::geom::wgs84_from_map;
use crate::scene::{Coloring, Theme};
use crate::ui::menus::place_words;
use crate::ui::style::paint_with;
use crate::ui::window::Window;
use egui::Context;

/// How long things take to fade, in seconds, where they may.
const FADE_SECS: f32 = 0.1;

impl Window {
    pub(crate) fn run_look(&mut self, ctx: &Context, command: Command) {
        if let Some(coloring) = Coloring::ALL.into_iter().find(|&coloring| Command::coloring(coloring) == command) {
            self.session.coloring = coloring;
            return;
        }
        let comfort = &mut self.settings.comfort;
        match command {
            Command::SwitchLanguage => {
                self.session.lang = self.session.lang.other();
                self.session.lang.key().clone_into(&mut self.settings.language);
            }
            Command::SwitchTheme => comfort.is_dark = !comfort.is_dark,
            Command::Larger => comfort.larger(),
            Command::Smaller => comfort.smaller(),
            Command::UsualSize => comfort.text_percent = 100,
            Command::KeepStill => comfort.is_still = !comfort.is_still,
            Command::LeftPanel => comfort.hides_left = !comfort.hides_left,
            Command::RightPanel => comfort.hides_right = !comfort.hides_right,
            Command::BottomPanel => comfort.hides_bottom = !comfort.hides_bottom,
            Command::Projector => return self.open_projector(ctx),
            other => return self.run_guide(ctx, other),
        }
        self.follow_comfort(ctx);
        self.remember();
    }

    /// Makes the window look as the settings say.
    pub(crate) fn follow_comfort(&mut self, ctx: &Context) {
        let comfort = self.settings.comfort;
        if self.session.theme.is_dark != comfort.is_dark {
            self.session.theme = Theme::of(comfort.is_dark);
            paint_with(ctx, &self.session.theme);
        }
        ctx.set_zoom_factor(comfort.zoom());
        ctx.all_styles_mut(|style| {
            style.animation_time = if comfort.is_still { 0.0 } else { FADE_SECS };
            style.visuals.text_cursor.blink = !comfort.is_still;
        });
        self.session.comfort = comfort;
    }

    fn run_guide(&mut self, ctx: &Context, command: Command) {
        let session = &mut self.session;
        let guides = &mut session.guides;
        match command {
            Command::DistanceRings => guides.has_rings = !guides.has_rings,
            Command::NearestCells => guides.has_cells = !guides.has_cells,
            Command::Measure => {
                let was_on = guides.measured.is_some();
                session.cancel();
                session.guides.measured = (!was_on).then(Vec::new);
            }
            Command::CopyPlace => {
                let place = wgs84_from_map(guides.clicked.unwrap_or(session.view.center));
                ctx.copy_text(place_words(place));
                let words = Text::PlaceCopied.of(session.lang);
                session.say(words, false);
            }
            _ => {}
        }
    }
}
