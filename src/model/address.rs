//! An address as people write it, and its parts.

/// Where a household is, in words. `text` is what the roster says; the parts are read from it or given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// As written, such as “3组17号” or “幸福苑2号楼1单元502室”.
    pub text: String,
    /// Village group (组), 0 if not said.
    pub group: u16,
    /// House number (门牌号), such as `17` or `17-1`.
    pub house_no: String,
    /// Building (楼栋), as said.
    pub building: String,
    /// Entrance (单元), 0 if not said.
    pub unit: u16,
    /// Floor (层), 0 if not said.
    pub floor: i16,
    /// Room (室), such as `502`.
    pub room: String,
}

impl Address {
    /// Reads the parts out of an address. What cannot be read stays in `text` only.
    ///
    /// ```
    /// use lianhu::model::Address;
    /// let house = Address::parse("３组 17－1号");
    /// assert_eq!((house.group, house.house_no.as_str()), (3, "17-1"));
    /// let flat = Address::parse("幸福苑2号楼1单元502室");
    /// assert_eq!((flat.building.as_str(), flat.unit, flat.floor, flat.room.as_str()), ("幸福苑2号楼", 1, 5, "502"));
    /// ```
    pub fn parse(text: &str) -> Self {
        let mut plain = String::with_capacity(text.len());
        plain.extend(text.chars().map(half_width).filter(|letter| !letter.is_whitespace()));
        let mut address = Self { text: text.trim().to_owned(), ..Self::default() };
        let mut rest = plain.as_str();
        if let Some((group, after)) = cut_number_before(rest, &["组", "社", "队"]) {
            address.group = group.parse().unwrap_or(0);
            rest = after;
        }
        if let Some((building, after)) = cut_building(rest) {
            building.clone_into(&mut address.building);
            rest = after;
        }
        if let Some((unit, after)) = cut_number_before(rest, &["单元"]) {
            address.unit = unit.parse().unwrap_or(0);
            rest = after;
        }
        if let Some((floor, after)) = cut_number_before(rest, &["层", "楼"]) {
            address.floor = floor.parse().unwrap_or(0);
            rest = after;
        }
        if let Some((room, _)) = cut_number_before(rest, &["室", "房"]) {
            room.clone_into(&mut address.room);
        } else if address.building.is_empty() {
            if let Some((house_no, _)) = cut_number_before(rest, &["号", "户"]) {
                house_no.clone_into(&mut address.house_no);
            }
        } else {
            address.room = rest.chars().filter(char::is_ascii_digit).collect();
        }
        if address.floor == 0 && address.room.len() >= 3 {
            let floor_digits = address.room.len() - 2;
            address.floor = address.room.get(..floor_digits).and_then(|floor| floor.parse().ok()).unwrap_or(0);
        }
        address
    }

    /// A short name for lists and labels: what tells a household from its neighbors.
    pub fn short(&self) -> String {
        let number = |number: u16, word: &str| if number > 0 { format!("{number}{word}") } else { String::new() };
        let words = |words: &str, word: &str| if words.is_empty() { String::new() } else { format!("{words}{word}") };
        let short = [
            number(self.group, "组"),
            words(&self.house_no, "号"),
            words(&self.building, ""),
            number(self.unit, "单元"),
            words(&self.room, "室"),
        ]
        .concat();
        if short.is_empty() { self.text.clone() } else { short }
    }
}

/// Full-width digits and dashes, as typed with a Chinese input method, become plain ones.
fn half_width(letter: char) -> char {
    match letter {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
        '－' | '—' | '–' | '之' => '-',
        '＃' => '号',
        other => other,
    }
}

/// The number right before the first of these words, and what follows the word.
fn cut_number_before<'a>(text: &'a str, words: &[&str]) -> Option<(&'a str, &'a str)> {
    let (word, at) = words.iter().filter_map(|word| Some((word, text.find(word)?))).min_by_key(|&(_, at)| at)?;
    let before = text.get(..at)?;
    let is_number = |letter: char| letter.is_ascii_digit() || letter == '-';
    let start =
        before.char_indices().rev().take_while(|&(_, letter)| is_number(letter)).last().map(|(start, _)| start)?;
    Some((before.get(start..)?.trim_matches('-'), text.get(at + word.len()..)?))
}

/// Everything up to and with “号楼”, “栋” or “幢”, and what follows.
fn cut_building(text: &str) -> Option<(&str, &str)> {
    let end = ["号楼", "栋", "幢"].iter().filter_map(|word| Some(text.find(word)? + word.len())).min()?;
    Some((text.get(..end)?, text.get(end..)?))
}

#[cfg(test)]
mod tests {
    use crate::model::Address;

    #[track_caller]
    fn check(text: &str, short: &str) {
        assert_eq!(Address::parse(text).short(), short, "read from {text}");
    }

    #[test]
    fn addresses_as_people_write_them() {
        check("3组17号", "3组17号");
        check("柳溪村3组17号", "3组17号");
        check("１２组８－２号", "12组8-2号");
        check("幸福苑2号楼1单元502室", "幸福苑2号楼1单元502室");
        check("2栋1102", "2栋1102室");
        check("村部旁边", "村部旁边");
        check("", "");
        check("号", "号");
        check("组号楼单元室", "组号楼");
    }

    #[test]
    fn the_floor_follows_from_the_room() {
        assert_eq!(Address::parse("2栋1102").floor, 11, "1102 is on the eleventh floor");
        assert_eq!(Address::parse("2栋3层7室").floor, 3, "said is said");
    }
}
