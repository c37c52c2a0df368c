//! Pictures as PNG, with a resolution, so that a print is true to scale. Nothing else is said in the file.

use crate::scene::paint::Pixmap;
use png::{BitDepth, ColorType, Encoder, PixelDimensions, Unit};

/// Why a picture could not be written as PNG.
#[derive(Debug, thiserror::Error)]
#[error("could not encode a picture of {width_px} x {height_px} pixels")]
pub struct PngError {
    /// Its width.
    pub width_px: u32,
    /// Its height.
    pub height_px: u32,
    /// What the encoder said.
    pub source: png::EncodingError,
}

/// A painted picture as the bytes of a PNG file of so many pixels in an inch. Without alpha where all is opaque.
pub fn png_from_picture(picture: Pixmap, dpi: f64) -> Result<Vec<u8>, PngError> {
    const INCH_M: f64 = 0.0254;
    let (width_px, height_px) = (picture.width(), picture.height());
    let rgba = picture.take_demultiplied();
    let is_opaque = rgba.chunks_exact(4).all(|pixel| pixel.last() == Some(&255));
    let failed = |source| PngError { width_px, height_px, source };
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width_px, height_px);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_color(if is_opaque { ColorType::Rgb } else { ColorType::Rgba });
    let per_meter = (dpi / INCH_M).round() as u32;
    encoder.set_pixel_dims(Some(PixelDimensions { xppu: per_meter, yppu: per_meter, unit: Unit::Meter }));
    let mut writer = encoder.write_header().map_err(failed)?;
    if is_opaque {
        let rgb: Vec<u8> = rgba.chunks_exact(4).flat_map(|pixel| pixel.iter().take(3)).copied().collect();
        writer.write_image_data(&rgb).map_err(failed)?;
    } else {
        writer.write_image_data(&rgba).map_err(failed)?;
    }
    writer.finish().map_err(failed)?;
    Ok(bytes)
}
