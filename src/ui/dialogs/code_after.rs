//! Proposing a code for something new.

/// The code after the last one, of the same form and free; `first` where none ends in a number.
pub(crate) fn code_after(codes: &[&str], first: &str) -> String {
    let numbered = codes.iter().filter_map(|code| {
        let stem = code.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let digits = code.get(stem.len()..)?;
        Some((digits.parse::<u64>().ok()?, stem, digits.len()))
    });
    let Some((number, stem, width)) = numbered.max() else { return first.to_owned() };
    let mut after = (number.saturating_add(1)..).map(|number| format!("{stem}{number:0width$}"));
    after.find(|code| codes.iter().all(|there| there != code)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::ui::dialogs::code_after::code_after;

    #[test]
    fn the_next_code_has_the_form_of_the_last() {
        for (codes, next) in [
            (&[][..], "H0001"),
            (&["甲", "乙"], "H0001"),
            (&["H0009", "H0010"], "H0011"),
            (&["C9", "C10"], "C11"),
            (&["A-07", "B-3"], "A-08"),
            (&["99"], "100"),
        ] {
            assert_eq!(code_after(codes, "H0001"), next, "after {codes:?}");
        }
    }
}
