//! The schemes that ship.

use crate::model::Scheme;
use crate::schemes::scheme_from_text;

/// Id and text of each scheme that ships, the one without a place first.
pub const PRESETS: [(&str, &str); 6] = [
    ("neutral", include_str!("../../data/schemes/neutral.toml")),
    ("huiji", include_str!("../../data/schemes/huiji.toml")),
    ("tianqiao", include_str!("../../data/schemes/tianqiao.toml")),
    ("chengan", include_str!("../../data/schemes/chengan.toml")),
    ("guhe", include_str!("../../data/schemes/guhe.toml")),
    ("liuyuan", include_str!("../../data/schemes/liuyuan.toml")),
];

/// The scheme with this id, if it ships.
pub fn preset(id: &str) -> Option<Scheme> {
    let (_, text) = PRESETS.into_iter().find(|(key, _)| *key == id)?;
    let read = scheme_from_text(text);
    debug_assert!(read.is_ok(), "a scheme that ships can be read: {read:?}");
    Some(read.unwrap_or_else(|_fault| Scheme::neutral()))
}

/// All schemes that ship, the one without a place first.
pub fn presets() -> Vec<Scheme> {
    PRESETS.into_iter().filter_map(|(id, _)| preset(id)).collect()
}

#[cfg(test)]
mod tests {
    use crate::model::Scheme;
    use crate::schemes::{PRESETS, preset, scheme_from_text, text_from_scheme};

    #[test]
    fn the_neutral_scheme_is_the_one_of_the_model() {
        assert_eq!(preset("neutral"), Some(Scheme::neutral()), "data/schemes/neutral.toml");
    }

    #[test]
    fn every_scheme_that_ships_is_written_as_it_was_read() {
        for (id, text) in PRESETS {
            let scheme = scheme_from_text(text).unwrap();
            assert_eq!(scheme.id, id, "the file is called after its id");
            let written = text_from_scheme(&scheme);
            assert_eq!(scheme_from_text(&written).as_ref(), Ok(&scheme), "{id} read again:\n{written}");
        }
    }
}
