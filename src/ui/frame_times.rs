//! How long frames take, for whoever makes the program: a small card with the last frames as bars.
#![expect(clippy::disallowed_types, reason = "it measures the window it is part of")]

use crate::app::memory_in_use;
use crate::app::wording::{FrameFigures, frame_lines};
use crate::ui::session::Session;
use crate::ui::style::color;
use crate::ui::widgets::{call, floating};
use egui::{Align2, Context, FontId, Pos2, Rect, Sense, Stroke, Vec2};
use std::collections::VecDeque;
use std::time::Instant;

/// So many frames are shown.
const FRAMES: usize = 120;
/// Width of a bar.
const BAR_PT: f32 = 2.0;
/// Height of a frame of sixty in a second.
const HEIGHT_PT: f32 = 48.0;
/// What our part of a frame should take at most.
const GOAL_MS: f32 = 4.0;
/// A frame of sixty in a second.
const FRAME_MS: f32 = 1_000.0 / 60.0;
/// The memory is asked for once in so many frames.
const MEMORY_EVERY: u64 = 30;

/// The last frames. Nothing is measured while nothing is shown.
#[derive(Debug, Default)]
pub(crate) struct FrameTimes {
    is_shown: bool,
    started: Option<Instant>,
    ours_ms: VecDeque<f32>,
    whole_ms: Option<f32>,
    memory_bytes: Option<u64>,
    count: u64,
}

impl FrameTimes {
    /// Shows the card, or hides it.
    pub(crate) fn toggle(&mut self) {
        *self = Self { is_shown: !self.is_shown, ..Self::default() };
    }

    /// A frame begins.
    pub(crate) fn begin(&mut self) {
        self.started = self.is_shown.then(Instant::now);
    }

    /// What is ours of the frame ends.
    pub(crate) fn end(&mut self) {
        let Some(started) = self.started.take() else { return };
        if self.ours_ms.len() >= FRAMES {
            self.ours_ms.pop_front();
        }
        self.ours_ms.push_back(started.elapsed().as_secs_f32() * 1_000.0);
        if self.count.is_multiple_of(MEMORY_EVERY) {
            self.memory_bytes = memory_in_use();
        }
        self.count += 1;
    }

    /// How long the last frame took in all: our part, triangles, paint; without waiting for the screen.
    pub(crate) fn note_whole(&mut self, secs: Option<f32>) {
        if self.is_shown {
            self.whole_ms = secs.map(|secs| secs * 1_000.0);
        }
    }

    /// Draws the card below a corner of the map, its right edge there: on the left are tools and what they open.
    pub(crate) fn ui(&self, ctx: &Context, session: &Session, at: Pos2) {
        if !self.is_shown {
            return;
        }
        let theme = &session.theme;
        let lines = frame_lines(session.lang, self.figures(ctx));
        let area = egui::Area::new(egui::Id::unique("frame times")).order(egui::Order::Foreground);
        area.interactable(false).pivot(Align2::RIGHT_TOP).fixed_pos(at).show(ctx, |ui| {
            floating(theme).inner_margin(egui::Margin::symmetric(12, 8)).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                let (rect, response) =
                    ui.allocate_exact_size(Vec2::new(BAR_PT * FRAMES as f32, HEIGHT_PT), Sense::hover());
                call(&response, egui::Role::Label, &lines.join(" · "));
                let painter = ui.painter();
                painter.rect_filled(rect, 0.0, color(theme.groove));
                let height = |ms: f32| (ms / FRAME_MS).min(1.0) * HEIGHT_PT;
                for (place, &ms) in self.ours_ms.iter().rev().enumerate() {
                    let right = rect.right() - BAR_PT * place as f32;
                    let top = rect.bottom() - height(ms).max(1.0);
                    let bar = Rect::from_min_max(egui::pos2(right - BAR_PT, top), egui::pos2(right, rect.bottom()));
                    let ink = match ms {
                        ms if ms <= GOAL_MS => theme.ok,
                        ms if ms <= FRAME_MS => theme.warn,
                        _ => theme.error,
                    };
                    painter.rect_filled(bar, 0.0, color(ink));
                }
                let goal = rect.bottom() - height(GOAL_MS);
                painter.hline(rect.x_range(), goal, Stroke::new(1.0, color(theme.text_weak)));
                let name = format!("{GOAL_MS:.0} ms");
                let small = FontId::proportional(10.0);
                painter.text(
                    egui::pos2(rect.left() + 2.0, goal),
                    Align2::LEFT_BOTTOM,
                    name,
                    small,
                    color(theme.text_weak),
                );
                for line in lines {
                    ui.label(egui::RichText::new(line).size(12.0));
                }
            });
        });
    }

    fn figures(&self, ctx: &Context) -> FrameFigures {
        let mut sorted: Vec<f32> = self.ours_ms.iter().copied().collect();
        sorted.sort_by(f32::total_cmp);
        let at = |percent: usize| sorted.get(sorted.len().saturating_sub(1) * percent / 100).copied().unwrap_or(0.0);
        let textures = ctx.tex_manager();
        let texture_bytes = textures.read().allocated().map(|(_, texture)| texture.bytes_used() as u64).sum();
        FrameFigures {
            last_ms: self.ours_ms.back().copied().unwrap_or(0.0),
            median_ms: at(50),
            slow_ms: at(95),
            whole_ms: self.whole_ms,
            texture_bytes,
            memory_bytes: self.memory_bytes,
        }
    }
}
