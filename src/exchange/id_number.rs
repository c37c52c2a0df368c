//! Citizen ID numbers (GB 11643-1999), to keep them out of the register: they must not become codes, and where somebody
//! wants the rows of a household put together by them, damaged ones must not do it.

/// What a text of eighteen signs is, as far as ID numbers go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IdNumber {
    /// An ID number.
    Sound,
    /// It was one; its last digits are lost or mistyped, as by a spreadsheet that keeps fifteen digits.
    Damaged,
}

/// Recognizes an ID number by its date of birth; the check digit says whether it is sound. `None` for other texts.
pub(crate) fn id_number(text: &str) -> Option<IdNumber> {
    let (digits, last) = text.split_at_checked(17)?;
    let is_last = last.len() == 1 && last.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, 'X' | 'x'));
    if !is_last || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let number = |from: usize, to: usize| digits.get(from..to)?.parse::<i16>().ok();
    let (year, month, day) = (number(6, 10)?, number(10, 12)?, number(12, 14)?);
    let is_birth = (1900..=2100).contains(&year)
        && jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).is_ok();
    if !is_birth {
        return None;
    }
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = digits.bytes().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    let check = "10X98765432".chars().nth((sum % 11) as usize)?;
    Some(if last.eq_ignore_ascii_case(check.encode_utf8(&mut [0; 4])) { IdNumber::Sound } else { IdNumber::Damaged })
}

#[cfg(test)]
mod tests {
    use crate::exchange::id_number::{IdNumber, id_number};

    #[test]
    fn id_numbers_are_known_by_birth_and_check_digit() {
        // The number in the standard's own example.
        assert_eq!(id_number("11010519491231002X"), Some(IdNumber::Sound));
        assert_eq!(id_number("11010519491231002x"), Some(IdNumber::Sound));
        assert_eq!(id_number("110105194912310021"), Some(IdNumber::Damaged));
        assert_eq!(id_number("110105194912310000"), Some(IdNumber::Damaged));
        for text in [
            "410108001001000001",
            "11010519491331002X",
            "1101051949123100",
            "户号",
            "",
            "１１０１０５１９４９１２３１００２X",
        ] {
            assert_eq!(id_number(text), None, "{text}");
        }
    }
}
