//! Names and phones, as far as an audience may read them.

use crate::disclose::Audience;
use crate::model::{Household, Member};

/// Surnames of two characters that masking keeps whole.
const COMPOUND_SURNAMES: [&str; 20] = [
    "欧阳", "上官", "司马", "诸葛", "司徒", "东方", "皇甫", "尉迟", "公孙", "令狐", "慕容", "夏侯", "长孙", "宇文",
    "轩辕", "端木", "百里", "南宫", "申屠", "太史",
];

/// A name with everything after the surname as stars: 张**, 欧阳**. Always two stars, so that the length of the
/// name is not told.
///
/// ```
/// use lianhu::disclose::masked_name;
/// assert_eq!(masked_name("张三"), "张**");
/// assert_eq!(masked_name("欧阳修"), "欧阳**");
/// assert_eq!(masked_name(""), "");
/// ```
pub fn masked_name(full: &str) -> String {
    let compound = COMPOUND_SURNAMES.iter().find(|surname| full.starts_with(**surname) && full != **surname);
    match (compound, full.chars().next()) {
        (Some(surname), _) => format!("{surname}**"),
        (None, Some(surname)) => format!("{surname}**"),
        (None, None) => String::new(),
    }
}

/// A remark while it is masked: only that there is one.
///
/// ```
/// use lianhu::disclose::masked_note;
/// assert_eq!([masked_note("独居，常年服药"), masked_note("")], ["…", ""]);
/// ```
pub fn masked_note(full: &str) -> &'static str {
    if full.is_empty() { "" } else { "…" }
}

/// A phone with the middle as stars: 138****1234. Short ones become stars altogether.
///
/// ```
/// use lianhu::disclose::masked_phone;
/// assert_eq!(masked_phone("10000001234"), "100****1234");
/// assert_eq!(masked_phone("0371-63935"), "037****3935");
/// assert_eq!(masked_phone("110"), "***");
/// ```
pub fn masked_phone(full: &str) -> String {
    let digits: Vec<char> = full.chars().filter(char::is_ascii_digit).collect();
    if digits.len() < 9 {
        return if full.is_empty() { String::new() } else { "***".to_owned() };
    }
    let head: String = digits.iter().take(3).collect();
    let tail: String = digits.iter().skip(digits.len() - 4).collect();
    format!("{head}****{tail}")
}

/// The head of a household, as far as this audience may read the name.
pub fn resident_name(household: &Household, audience: Audience) -> String {
    match audience {
        Audience::Internal => household.head.clone(),
        Audience::Meeting | Audience::Public => masked_name(&household.head),
    }
}

/// The phone of a household, as far as this audience may read it. Internally it is masked on screen until
/// somebody asks for it; that is the screen's business.
pub fn resident_phone(household: &Household, audience: Audience) -> String {
    match audience {
        Audience::Internal => household.phone.clone(),
        Audience::Meeting | Audience::Public => String::new(),
    }
}

/// The name of a member: outside only with consent, and masked without.
pub fn member_name(member: &Member, audience: Audience) -> String {
    if audience == Audience::Internal || member.consent { member.name.clone() } else { masked_name(&member.name) }
}

/// The duty phone of a member: outside only with consent.
pub fn member_duty_phone(member: &Member, audience: Audience) -> String {
    if audience == Audience::Internal || member.consent { member.duty_phone.clone() } else { String::new() }
}
