//! Large numbers as maps write them.

/// 2500 as “2 500”: a gap between thousands.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use crate::scene::grouped;

    #[test]
    fn thousands_stand_apart() {
        assert_eq!([0, 999, 2_500, 1_234_567].map(grouped), ["0", "999", "2 500", "1 234 567"]);
    }
}
