//! Figures for whoever makes the program.

use crate::app::wording::Lang;

/// What is told about frames.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct FrameFigures {
    /// Our part of the last frame, in milliseconds.
    pub last_ms: f32,
    /// Of the last frames, the one in the middle.
    pub median_ms: f32,
    /// Of the last frames, one of twenty takes longer.
    pub slow_ms: f32,
    /// The whole frame, with triangles and paint.
    pub whole_ms: Option<f32>,
    /// All textures.
    pub texture_bytes: u64,
    /// The whole process.
    pub memory_bytes: Option<u64>,
}

/// The lines below the bars.
pub fn frame_lines(lang: Lang, figures: FrameFigures) -> Vec<String> {
    let megabytes = |bytes: u64| format!("{:.1} MB", bytes as f64 / 1_048_576.0);
    let FrameFigures { last_ms, median_ms, slow_ms, whole_ms, texture_bytes, memory_bytes } = figures;
    let textures = megabytes(texture_bytes);
    let mut lines = vec![lang.pick(
        format!("逻辑 {last_ms:.2} ms · 中位 {median_ms:.2} · 95 % {slow_ms:.2}"),
        format!("ours {last_ms:.2} ms · median {median_ms:.2} · 95 % {slow_ms:.2}"),
    )];
    lines.extend(whole_ms.map(|ms| {
        lang.pick(
            format!("整帧（含三角化与绘制）{ms:.2} ms"),
            format!("whole frame, with triangles and paint {ms:.2} ms"),
        )
    }));
    let memory = memory_bytes.map_or_else(|| "—".to_owned(), megabytes);
    lines.push(lang.pick(format!("纹理 {textures} · 内存 {memory}"), format!("textures {textures} · memory {memory}")));
    lines
}
