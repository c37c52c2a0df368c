//! Ids: small numbers, one type per kind of thing.

use crate::model::Id;

macro_rules! id {
    ($(#[$doc:meta] $name:ident)*) => {$(
        #[$doc]
        ///
        /// It is the row's `fid` in the project file: 1 or more, never reused.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl Id for $name {
            fn from_fid(fid: u32) -> Self {
                Self(fid)
            }
            fn fid(self) -> u32 {
                self.0
            }
        }
    )*};
}

id! {
    /// A household (户).
    HouseholdId
    /// A member (党员).
    MemberId
    /// A grid (网格).
    GridId
    /// A building (楼栋).
    BuildingId
    /// An organization, an enterprise or a street segment (党组织、企业、路段).
    UnitId
    /// A feature of the backdrop (底图要素).
    BackdropId
    /// A file that was taken in (资料来源).
    ProvenanceId
    /// A plan (方案).
    PlanId
    /// A category (人群类别).
    CategoryId
}
