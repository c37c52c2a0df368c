//! What a scheme asks for households of a category.

use crate::model::{LinkKind, Severity};

/// Households of a category need somebody with a role: “困难户 by a member of the 两委”.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// The word that it is known by within the scheme.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Keys of categories; a household of any of them is meant. Those that a place does not have are passed over.
    pub categories: Vec<String>,
    /// Roles, one of which is needed; none for any member.
    pub roles: Vec<String>,
    /// The parts that count.
    pub kinds: Vec<LinkKind>,
    /// How bad it is if nobody does; `None` where it is not checked.
    pub severity: Option<Severity>,
    /// The phrases that it comes from, word for word.
    pub quotes: Vec<String>,
    /// Why it is set so, where the phrases leave room.
    pub note: String,
}
