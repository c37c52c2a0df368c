//! What belongs into each column of a list, for people who fill one in. Files speak Chinese, as their headers do.

use crate::exchange::words::{word_of_household_status, word_of_link_kind, word_of_member_status};
use crate::exchange::{Field, ImportKind};
use crate::model::{HouseholdStatus, LinkKind, MemberStatus};

/// One sentence about a column, with an example where it helps.
pub(crate) fn help(kind: ImportKind, field: Field) -> &'static str {
    match field {
        Field::Code => match kind {
            ImportKind::Households => {
                "每户一个编号，以后更新名册时靠它认出同一户。没有可以不填，程序会自动编号。例：H0001"
            }
            ImportKind::Members => "每位党员一个编号，没有可以不填。例：M001",
            _ => "每个一个编号，不能重复",
        },
        Field::Head => "户主姓名",
        Field::Address => "地址原文。例：3组17号；2号楼1单元302",
        Field::Group => "村民组，只写数字。例：3",
        Field::HouseNo => "门牌号。例：17 或 17-1",
        Field::Building => "楼栋。例：2号楼",
        Field::Unit => "单元，只写数字",
        Field::Floor => "楼层，只写数字",
        Field::Room => "房间号。例：302",
        Field::Phone => "私人电话，只在内部使用，对外一律隐去",
        Field::People => "人口，只写数字",
        Field::Elderly => "其中 60 岁及以上几人，只写数字",
        Field::Children => "其中不满 18 岁几人，只写数字",
        Field::Categories => "人群类别，几个之间用顿号隔开。例：独居空巢老人户、困难户",
        Field::Status => match kind {
            ImportKind::Members => "在岗 或 离任，不填就是在岗",
            _ => "在住、外出、空置 或 迁出，不填就是在住",
        },
        Field::Grid => "网格编号或名称",
        Field::Lon if kind == ImportKind::Addresses => "经度（东经）。例：113.601234",
        Field::Lat if kind == ImportKind::Addresses => "纬度（北纬）。例：34.901234",
        Field::Lon => "经度（东经）。例：113.601234。没有可以不填，之后在地图上点选",
        Field::Lat => "纬度（北纬）。例：34.901234",
        Field::Position => "经纬度写在一格里时用。例：113.601234,34.901234",
        Field::Note => "备注，只在内部可见",
        Field::StatusSince => "状态从哪天起。例：2026-11-01",
        Field::Name => "姓名或名称",
        Field::Home => "党员住在哪一户，写户号；没有户号可以写地址列，程序按姓名和地址找",
        Field::DutyPhone => "值班电话，本人同意后才对外公示",
        Field::Roles => "职务，几个之间用顿号隔开。例：网格长、楼长",
        Field::Eligible => "是 或 否。年老、生病、长期外出的写否，不填就是是",
        Field::MinLoad => "至少联系几户，只写数字",
        Field::MaxLoad => "至多联系几户，只写数字；不限就写不限",
        Field::NeedsCare => "这位党员自己年老体弱、行动不便，要有人联系：是 或 否，不填就是否；不写病情",
        Field::Consent => "本人是否同意公示姓名和值班电话：是 或 否，不填就是否",
        Field::HomeConsent => "本人是否同意公示住址：是 或 否，不填就是否",
        Field::Household => "户号",
        Field::Member if matches!(kind, ImportKind::Units(_)) => "联系它的党员，写党员编号；姓名不重也可以写姓名",
        Field::Member => "党员编号",
        Field::Kind => match kind {
            ImportKind::Links => "主责 或 协助，不填就是主责",
            _ => "要素类型。例：道路、水系",
        },
        Field::Locked => "是 或 否。锁定的联系关系不会被自动调整",
        Field::Since => "从哪天起联系。例：2026-11-01",
        Field::Level => "层级的名称或数字。例：网格",
        Field::Parent if matches!(kind, ImportKind::Units(_)) => "所属或上级党组织的编号或名称，没有可以不填",
        Field::Parent => "上级网格的编号",
        Field::Organization => "所在党组织（党支部）的编号或名称",
        Field::Leader => "网格长的党员编号或姓名",
        Field::Floors => "楼有几层，只写数字",
    }
}

/// The words that a column takes, where there are only a few.
pub(crate) fn choices(kind: ImportKind, field: Field) -> Vec<&'static str> {
    match (kind, field) {
        (ImportKind::Members, Field::Status) => MemberStatus::ALL.map(word_of_member_status).to_vec(),
        (_, Field::Status) => HouseholdStatus::ALL.map(word_of_household_status).to_vec(),
        (_, Field::Eligible | Field::NeedsCare | Field::Consent | Field::HomeConsent | Field::Locked) => {
            vec!["是", "否"]
        }
        (ImportKind::Links, Field::Kind) => LinkKind::ALL.map(word_of_link_kind).to_vec(),
        _ => Vec::new(),
    }
}

/// True for columns without which a row means nothing.
pub(crate) fn is_needed(kind: ImportKind, field: Field) -> bool {
    matches!(
        (kind, field),
        (ImportKind::Households, Field::Head | Field::Address)
            | (ImportKind::Members | ImportKind::Units(_), Field::Name)
            | (ImportKind::Links, Field::Household | Field::Member)
            | (ImportKind::Buildings, Field::Code | Field::Name)
            | (ImportKind::Addresses, Field::Address | Field::Lon | Field::Lat)
    )
}
