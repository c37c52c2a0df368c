//! The fonts that the program carries.

use crate::scene::paint::Font;

static REGULAR: &[u8] = include_bytes!("../../../assets/fonts/LianhuSans-Regular.otf");
static BOLD: &[u8] = include_bytes!("../../../assets/fonts/LianhuSans-Bold.otf");

/// Two weights of one family.
#[derive(Clone, Debug)]
pub struct Fonts {
    /// For running text.
    pub regular: Font,
    /// For titles, names of grids and numbers that count.
    pub bold: Font,
}

impl Fonts {
    /// Those that the program carries.
    pub fn embedded() -> Self {
        Self { regular: Font::new(REGULAR), bold: Font::new(BOLD) }
    }
}
