//! What the map shows beneath the households.

use crate::geom::{Area, Wgs84};

/// A feature of the project's own base map (底图要素).
#[derive(Clone, Debug, PartialEq)]
pub struct Backdrop {
    /// What it is.
    pub kind: BackdropKind,
    /// Its name, where it has one.
    pub name: String,
    /// Its form.
    pub shape: Shape,
}

/// The form of a backdrop feature.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A road or a brook.
    Line(Vec<Wgs84>),
    /// Water, a field, the outline of a house.
    Area(Area),
}

/// What a backdrop feature is; drawn in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BackdropKind {
    /// A field or an orchard (田地).
    Field,
    /// A wood or a park (绿地).
    Green,
    /// River, lake, canal (水系).
    Water,
    /// A lane between houses (巷).
    Lane,
    /// A street of the village (街道).
    Street,
    /// A main road (公路).
    Road,
    /// The outline of a house (房屋).
    House,
}

impl BackdropKind {
    /// All of them, in drawing order.
    pub const ALL: [Self; 7] =
        [Self::Field, Self::Green, Self::Water, Self::Lane, Self::Street, Self::Road, Self::House];

    /// The word in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Field => "field",
            Self::Green => "green",
            Self::Water => "water",
            Self::Lane => "lane",
            Self::Street => "street",
            Self::Road => "road",
            Self::House => "house",
        }
    }

    /// The kind with this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}
