//! What a member is looked for.

use crate::app::wording::Text;
use crate::edit::Edit;
use crate::model::{HouseholdId, LinkKind, MemberId};

/// What a member is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To cover what is picked, in this part.
    Assign(LinkKind),
    /// To take over everything from this member.
    HandOver(MemberId),
    /// To change places with this member.
    Swap(MemberId),
    /// To be the one that strokes are for.
    PaintTo,
}

impl Purpose {
    /// What the list of members is called.
    pub(crate) fn title(self) -> Text {
        match self {
            Self::Assign(LinkKind::Primary) => Text::AssignTo,
            Self::Assign(LinkKind::Backup) => Text::BackUpTo,
            Self::Assign(LinkKind::Paired) => Text::PairWith,
            Self::HandOver(_) => Text::HandOverTo,
            Self::Swap(_) => Text::SwapWith,
            Self::PaintTo => Text::PaintTo,
        }
    }

    /// What to do while a member is looked for on the map.
    pub(crate) fn hint(self) -> Text {
        match self {
            Self::Assign(LinkKind::Primary) => Text::AimAssign,
            Self::Assign(LinkKind::Backup) => Text::AimBackUp,
            Self::Assign(LinkKind::Paired) => Text::AimPair,
            Self::HandOver(_) => Text::AimHandOver,
            Self::Swap(_) => Text::AimSwap,
            Self::PaintTo => Text::AimPaint,
        }
    }

    /// The member that it is about already, who cannot be the answer.
    pub(crate) fn about(self) -> Option<MemberId> {
        match self {
            Self::HandOver(member) | Self::Swap(member) => Some(member),
            Self::Assign(_) | Self::PaintTo => None,
        }
    }

    /// The wish, once the member is found; `None` where nothing is wished yet.
    pub(crate) fn edit(self, households: Vec<HouseholdId>, to: MemberId) -> Option<Edit> {
        match self {
            Self::Assign(_) if households.is_empty() => None,
            Self::Assign(kind) => Some(Edit::Assign { households, to, kind }),
            Self::HandOver(from) => Some(Edit::HandOver { from, to }),
            Self::Swap(one) => Some(Edit::Swap { one, other: to }),
            Self::PaintTo => None,
        }
    }
}
