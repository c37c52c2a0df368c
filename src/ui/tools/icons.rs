//! The signs of the tools, drawn by hand so that no font need have them.

use crate::ui::tool::Tool;
use egui::{Color32, Painter, Pos2, Shape, Stroke, Vec2};

/// Draws the sign of a tool into a square of 16 points round this middle.
pub(crate) fn tool_icon(painter: &Painter, middle: Pos2, tool: Tool, ink: Color32) {
    let at = |x: f32, y: f32| middle + Vec2::new(x, y);
    let line = Stroke::new(1.5, ink);
    match tool {
        Tool::Select => {
            let arrow = vec![
                at(-4.5, -6.5),
                at(-4.5, 4.5),
                at(-1.6, 2.0),
                at(0.4, 6.3),
                at(2.4, 5.4),
                at(0.5, 1.2),
                at(4.2, 1.0),
            ];
            painter.add(Shape::closed_line(arrow, Stroke::new(1.4, ink)));
        }
        Tool::Brush => {
            painter.line_segment([at(5.8, -6.0), at(-0.5, 1.2)], Stroke::new(2.4, ink));
            painter.circle_filled(at(-3.0, 3.6), 3.2, ink);
        }
        Tool::Lasso => {
            let turn = |step: u8| {
                let angle = f32::from(step) / 24.0 * std::f32::consts::TAU;
                at(6.2 * angle.cos(), -1.2 + 4.6 * angle.sin())
            };
            let ring: Vec<Pos2> = (0..=24).map(turn).collect();
            painter.extend(Shape::dashed_line(&ring, line, 3.0, 2.0));
            painter.line_segment([at(-3.4, 2.8), at(-4.6, 6.6)], line);
        }
        Tool::Street => {
            painter.line_segment([at(-6.0, 6.0), at(-1.5, -6.5)], line);
            painter.line_segment([at(6.0, 6.0), at(1.5, -6.5)], line);
            painter.extend(Shape::dashed_line(&[at(0.0, 6.0), at(0.0, -6.0)], line, 2.6, 2.6));
        }
        Tool::Border => {
            painter.line_segment([at(-3.5, -6.5), at(-3.5, 6.5)], line);
            painter.line_segment([at(-0.5, 0.0), at(6.0, 0.0)], line);
            painter.line_segment([at(6.2, 0.0), at(3.2, -3.0)], line);
            painter.line_segment([at(6.2, 0.0), at(3.2, 3.0)], line);
        }
    }
}
