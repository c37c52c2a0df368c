//! The proportions that the articles report: how large a place is, how many serve, how it is divided.

use crate::model::Scheme;

/// The whole place is one: a district, a subdistrict, a town.
const ONE: Option<(usize, usize)> = Some((1, 1_000_000));

/// The form of a place that works by a scheme.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Article {
    /// How many households a place has where nobody says.
    pub(crate) households: usize,
    /// So many members for so many households.
    pub(crate) members: (usize, usize),
    /// Households of a village, about.
    pub(crate) village: usize,
    /// So many townships for so many villages; `None` for blocks of twelve.
    pub(crate) towns: Option<(usize, usize)>,
    /// Members of a cell, where cells follow members; else there is one for 70 households.
    pub(crate) cell_members: Option<usize>,
    /// Every so many villages have an enterprise.
    pub(crate) enterprise_every: usize,
    /// Party branches of a village, under how many general branches.
    pub(crate) branches: (usize, usize),
    /// So many members in a thousand have the part that a tier about households of a category asks for.
    pub(crate) cadres_per_mille: usize,
    /// So many grid workers among so many members; `None` for two in each cell.
    pub(crate) workers: Option<(usize, usize)>,
}

impl Article {
    /// That of a scheme: what its article says; for others what fits its numbers.
    pub(crate) fn of(scheme: &Scheme) -> Self {
        let usual = Self {
            households: 420,
            members: (55, 420),
            village: 450,
            towns: None,
            cell_members: None,
            enterprise_every: 3,
            branches: (1, 0),
            cadres_per_mille: 491,
            workers: None,
        };
        match scheme.id.as_str() {
            // 10 793 members, 65 000 households.
            "huiji" => Self { households: 650, members: (10_793, 65_000), towns: ONE, ..usual },
            // 6 + 2 households of members, each with an area of its own.
            "tianqiao" => Self { households: 560, members: (40, 560), cell_members: Some(5), towns: ONE, ..usual },
            // 11 townships, some 9 000 members, 136 grid workers among them.
            "chengan" => Self {
                households: 450,
                members: (48, 450),
                towns: Some((11, 187)),
                workers: Some((136, 9_000)),
                ..usual
            },
            // 17 new villages, 99 hamlets, 33 enterprises.
            "guhe" => Self { households: 99 * 60, members: (8, 60), village: 60, towns: Some((17, 99)), ..usual },
            // 27 cadres of 55 members; 2 general branches, 8 branches.
            "liuyuan" => Self { branches: (8, 2), towns: ONE, ..usual },
            _ => match Self::aim(scheme) {
                Some(aim) => Self { members: (420, aim * 386), ..usual },
                None => usual,
            },
        }
    }

    /// How many households a scheme wants for each member, where it says from what to what.
    fn aim(scheme: &Scheme) -> Option<usize> {
        let tier = scheme.household_tier()?;
        let (from, to) = tier.ideal.or_else(|| Some((tier.min, tier.max?)))?;
        Some(usize::from(from).midpoint(usize::from(to)).max(1))
    }
}
