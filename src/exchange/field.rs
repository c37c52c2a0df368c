//! What a column can mean, and by which headers it is known.

use crate::exchange::ImportKind;
use crate::exchange::cell::half_width;

macro_rules! fields {
    ($($name:ident $key:literal $doc:literal)*) => {
        /// What a column means.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Field {$(
            #[doc = $doc]
            $name,
        )*}

        impl Field {
            /// All of them.
            pub(crate) const ALL: &[Self] = &[$(Self::$name),*];

            /// The word on the command line and in GeoJSON properties.
            pub fn key(self) -> &'static str {
                match self {$(Self::$name => $key,)*}
            }
        }
    };
}

fields! {
    Code "code" "The outside key."
    Head "head" "Head of the household."
    Address "address" "Address as written."
    Group "group" "Village group."
    HouseNo "house_no" "House number."
    Building "building" "Building, as said."
    Unit "unit" "Entrance."
    Floor "floor" "Floor."
    Room "room" "Room."
    Phone "phone" "Private phone."
    People "people" "How many people."
    Elderly "elderly" "How many of them are sixty or more."
    Children "children" "How many of them are under eighteen."
    Categories "categories" "Who lives there."
    Status "status" "Whether it is lived in, or serves."
    Grid "grid" "Grid by code or name."
    Lon "lon" "Longitude, or meters east."
    Lat "lat" "Latitude, or meters north."
    Position "position" "Longitude and latitude in one cell."
    Note "note" "A remark."
    StatusSince "status_since" "Since when the status holds."
    Name "name" "Name."
    Home "home" "Code of the household where a member lives."
    DutyPhone "duty_phone" "Phone for residents."
    Roles "roles" "What a member does."
    Eligible "eligible" "Can cover households now."
    NeedsCare "needs_care" "Needs to be looked after, too."
    MinLoad "min_load" "Fewest households."
    MaxLoad "max_load" "Most households."
    Consent "consent" "Agreed that name and duty phone are shown."
    HomeConsent "home_consent" "Agreed that the home is shown."
    Household "household" "Code of a household."
    Member "member" "Code of a member."
    Kind "kind" "Which part, or what a feature is."
    Locked "locked" "Must be neither lost nor gained."
    Since "since" "From which day on."
    Level "level" "Rank in the tree of grids."
    Parent "parent" "The grid that it is part of."
    Leader "leader" "Grid leader, by member code."
    Floors "floors" "Number of floors."
    Organization "organization" "The organization that a member belongs to, by code or name."
}

/// One column that a kind of row may have: what it means, the header we write, the others we understand.
pub(crate) struct Column(pub(crate) Field, pub(crate) &'static str, &'static [&'static str]);

const LON: Column = Column(Field::Lon, "经度", &["lng", "long", "longitude", "x", "x坐标", "东经", "经度x"]);
const LAT: Column = Column(Field::Lat, "纬度", &["latitude", "y", "y坐标", "北纬", "纬度y"]);
const POSITION: Column = Column(Field::Position, "经纬度", &["坐标", "位置坐标", "经纬度坐标", "定位", "lonlat"]);
const NOTE: Column = Column(Field::Note, "备注", &["说明", "其他", "remark", "remarks", "comment", "description"]);

const ADDRESS: Column = Column(
    Field::Address,
    "地址",
    &["住址", "门牌地址", "家庭住址", "居住地址", "详细地址", "现住址", "家庭地址", "现居住地", "实际居住地"],
);
const GROUP: Column =
    Column(Field::Group, "组", &["村民组", "组别", "所在组", "小组", "村民小组", "组号", "居民组", "生产队"]);
const HOUSE_NO: Column = Column(Field::HouseNo, "门牌号", &["门牌", "门牌号码", "院号", "house_number"]);
const BUILDING_PART: Column =
    Column(Field::Building, "楼栋", &["楼号", "栋", "幢", "楼", "栋号", "楼栋号", "幢号", "所在楼栋"]);
const UNIT: Column = Column(Field::Unit, "单元", &["单元号", "门栋"]);
const FLOOR: Column = Column(Field::Floor, "楼层", &["层", "所在楼层", "层数"]);
const ROOM: Column = Column(Field::Room, "房间", &["室", "房号", "房间号", "室号", "户室", "房室号"]);

const HOUSEHOLD: &[Column] = &[
    Column(
        Field::Code,
        "户号",
        &[
            "户编号",
            "户编码",
            "家庭编号",
            "家庭户号",
            "户代码",
            "户口编号",
            "编号",
            "household",
            "household_code",
            "id",
        ],
    ),
    Column(Field::Head, "户主", &["户主姓名", "户主名", "户主名字", "姓名", "联系人", "name", "householder"]),
    ADDRESS,
    GROUP,
    HOUSE_NO,
    BUILDING_PART,
    UNIT,
    FLOOR,
    ROOM,
    Column(
        Field::Phone,
        "电话",
        &[
            "联系电话",
            "手机",
            "手机号",
            "手机号码",
            "联系方式",
            "户主电话",
            "户主联系方式",
            "户联系电话",
            "电话号码",
            "tel",
            "mobile",
        ],
    ),
    Column(
        Field::People,
        "人口",
        &["人数", "家庭人口", "家庭人口数", "人口数", "户内人数", "常住人口", "家庭人数", "population", "members"],
    ),
    Column(Field::Elderly, "老人", &["老人数", "老年人", "老年人数", "60岁以上", "60岁以上人数", "60岁及以上"]),
    Column(Field::Children, "儿童", &["儿童数", "未成年人", "未成年人数", "18岁以下", "18岁以下人数", "孩子"]),
    Column(
        Field::Categories,
        "类别",
        &["人群类别", "标签", "户类别", "家庭类别", "人群标签", "类型", "户类型", "分类", "人员类别", "category"],
    ),
    Column(Field::Status, "状态", &["居住状态", "户状态", "在住情况", "居住情况"]),
    Column(Field::Grid, "网格", &["所属网格", "网格编号", "所在网格", "网格名称", "网格号", "stated_grid"]),
    LON,
    LAT,
    NOTE,
    POSITION,
    Column(Field::StatusSince, "状态日期", &["状态起始日期", "迁入日期", "迁出日期"]),
];

const MEMBER: &[Column] = &[
    Column(Field::Code, "党员编号", &["编号", "成员编号", "党员编码", "联络员编号", "member", "member_code", "id"]),
    Column(Field::Name, "姓名", &["党员姓名", "党员", "联络员", "联户党员", "网格员姓名", "联系人"]),
    Column(Field::Home, "家庭户号", &["所在户", "户号", "家庭户编号", "所在户号", "户编号", "household"]),
    Column(Field::DutyPhone, "值班电话", &["公开电话", "工作电话", "服务电话", "公示电话"]),
    Column(
        Field::Phone,
        "电话",
        &["联系电话", "手机", "手机号", "手机号码", "联系方式", "私人电话", "电话号码", "tel", "mobile"],
    ),
    Column(Field::Roles, "职务", &["角色", "岗位", "身份", "党内职务", "担任职务", "role"]),
    Column(Field::Eligible, "能否联户", &["能联户", "可联户", "是否联户", "可否联户", "是否能联户", "是否可联户"]),
    Column(Field::NeedsCare, "需要关爱", &["年老体弱", "需关爱", "是否需要关爱", "体弱党员"]),
    Column(Field::MinLoad, "下限", &["最少户数", "联户下限", "户数下限"]),
    Column(Field::MaxLoad, "上限", &["最多户数", "联户上限", "户数上限"]),
    Column(Field::Grid, "责任网格", &["网格", "所属网格", "网格编号", "所在网格", "服务网格"]),
    Column(
        Field::Organization,
        "党组织",
        &["所在党组织", "所属党组织", "党支部", "所在支部", "所在党支部", "支部", "所属支部"],
    ),
    Column(Field::Consent, "同意公示", &["是否同意公示", "同意公开", "公示同意"]),
    Column(Field::HomeConsent, "同意公示住址", &["同意公开住址", "是否同意公示住址"]),
    Column(Field::Status, "状态", &["在岗状态", "任职状态"]),
    LON,
    LAT,
    NOTE,
    POSITION,
    ADDRESS,
    GROUP,
    HOUSE_NO,
    BUILDING_PART,
    UNIT,
    FLOOR,
    ROOM,
];

const GRID: &[Column] = &[
    Column(Field::Code, "网格编号", &["编号", "网格编码", "网格代码", "网格号", "grid", "grid_code", "id"]),
    Column(Field::Name, "名称", &["网格名称", "网格", "网格名"]),
    Column(Field::Level, "层级", &["级别", "网格层级", "等级", "rank"]),
    Column(Field::Parent, "上级", &["上级网格", "上级编号", "上级网格编号", "所属上级", "parent_code"]),
    Column(Field::Leader, "网格长", &["网格长编号", "负责人", "负责人编号"]),
];

const BUILDING: &[Column] = &[
    Column(Field::Code, "楼栋编号", &["编号", "楼栋编码", "楼栋代码", "楼号", "building", "id"]),
    Column(Field::Name, "楼栋名称", &["名称", "楼栋", "楼名", "小区楼栋"]),
    Column(Field::Floors, "层数", &["楼层数", "总层数", "楼层"]),
    LON,
    LAT,
    POSITION,
];

const LINK: &[Column] = &[
    Column(
        Field::Household,
        "户号",
        &["户编号", "户编码", "家庭户号", "家庭编号", "联系户", "联系户号", "household_code"],
    ),
    Column(Field::Member, "党员编号", &["成员编号", "党员编码", "联络员编号", "党员", "联络员", "member_code"]),
    Column(Field::Kind, "类型", &["联系类型", "主协", "责任类型", "角色"]),
    Column(Field::Locked, "锁定", &["是否锁定", "已锁定", "lock"]),
    Column(Field::Since, "起始日期", &["开始日期", "联系日期", "起始时间", "日期", "from"]),
];

const LISTED: &[Column] = &[
    Column(Field::Code, "编号", &["编码", "代码", "企业编号", "组织编号", "支部编号", "路段编号", "id"]),
    Column(
        Field::Name,
        "名称",
        &["企业名称", "单位名称", "组织名称", "党组织名称", "党组织", "支部名称", "党支部", "路段名称", "路段", "企业"],
    ),
    Column(Field::Parent, "所属党组织", &["上级党组织", "上级组织", "上级", "隶属党组织", "所在党组织", "所属支部"]),
    Column(
        Field::Member,
        "联系人",
        &["联系党员", "党员编号", "包联干部", "包联人", "责任人", "责任党员", "党建指导员", "指导员"],
    ),
    LON,
    LAT,
    POSITION,
    NOTE,
];

const BACKDROP: &[Column] = &[
    Column(Field::Kind, "类型", &["要素类型", "类别", "种类", "type", "class", "fclass"]),
    Column(Field::Name, "名称", &["名字", "道路名称"]),
];

const PLACES: &[Column] = &[ADDRESS, GROUP, HOUSE_NO, BUILDING_PART, UNIT, FLOOR, ROOM, LON, LAT, POSITION];

/// Headers of things that this product leaves out on purpose.
const NEVER: &[&str] = &[
    "精神",
    "戒毒",
    "吸毒",
    "涉毒",
    "传染",
    "矫正",
    "刑满",
    "刑释",
    "释放",
    "信访",
    "上访",
    "重点人",
    "重点类别",
    "重点对象",
    "宗教",
    "信仰",
    "信教",
    "民族",
    "计生",
    "计划生育",
    "艾滋",
    "邪教",
    "纠纷",
    "矛盾",
    "前科",
    "犯罪",
    "肇事",
    "维稳",
    "psychiat",
    "mental",
    "religio",
    "ethnic",
    "petition",
];
const ID_NUMBERS: &[&str] = &["身份证", "证件号", "公民身份", "idcard", "id_card", "id_number", "idnumber", "护照"];

/// The columns that this kind of row may have, in the order in which they are written.
pub(crate) fn columns_of(kind: ImportKind) -> &'static [Column] {
    match kind {
        ImportKind::Households => HOUSEHOLD,
        ImportKind::Members => MEMBER,
        ImportKind::Grids => GRID,
        ImportKind::Buildings => BUILDING,
        ImportKind::Units(_) => LISTED,
        ImportKind::Links => LINK,
        ImportKind::Backdrop => BACKDROP,
        ImportKind::Addresses => PLACES,
    }
}

/// The header that we write for a field.
pub(crate) fn header_of(kind: ImportKind, field: Field) -> &'static str {
    columns_of(kind).iter().find(|column| column.0 == field).map_or_else(|| field.key(), |column| column.1)
}

/// The field with this key, if rows of this kind have it.
pub(crate) fn field_from_key(kind: ImportKind, key: &str) -> Option<Field> {
    let field = Field::ALL.iter().copied().find(|field| field.key() == key)?;
    columns_of(kind).iter().any(|column| column.0 == field).then_some(field)
}

/// What a header means, if anything.
pub(crate) fn field_from_header(kind: ImportKind, header: &str) -> Option<Field> {
    let plain = plain_header(header);
    let means = |column: &&Column| column.0.key() == plain || column.1 == plain || column.2.contains(&plain.as_str());
    columns_of(kind).iter().find(means).map(|column| column.0)
}

/// True if the header is about something that is never modeled. Also for single words in cells.
pub(crate) fn is_never_modeled(header: &str) -> bool {
    let plain = plain_header(header);
    NEVER.iter().any(|word| plain.contains(word))
}

/// True if the column holds ID numbers.
pub(crate) fn is_id_numbers(header: &str) -> bool {
    let plain = plain_header(header);
    ID_NUMBERS.iter().any(|word| plain.contains(word))
}

/// A header without stars, spaces, units and remarks: “联系电话（必填）*” is “联系电话”.
pub(crate) fn plain_header(header: &str) -> String {
    let half = half_width(header).to_lowercase();
    let before = half.split(['(', '[', '【', '\n']).find(|part| !part.trim().is_empty()).unwrap_or_default();
    before.chars().filter(|letter| !letter.is_whitespace() && !"*:'\"\u{feff}\u{200b}".contains(*letter)).collect()
}

#[cfg(test)]
mod tests {
    use crate::exchange::ImportKind;
    use crate::exchange::field::{columns_of, field_from_header, is_id_numbers, is_never_modeled};

    #[test]
    fn every_header_that_is_written_is_understood() {
        for kind in ImportKind::ALL {
            for column in columns_of(kind) {
                assert_eq!(field_from_header(kind, column.1), Some(column.0), "{} as {}", column.1, kind.key());
                assert_eq!(field_from_header(kind, column.0.key()), Some(column.0), "the key of {}", column.1);
                assert!(!is_never_modeled(column.1) && !is_id_numbers(column.1), "{} is taken in", column.1);
            }
        }
    }

    #[test]
    fn no_header_means_two_things() {
        for kind in ImportKind::ALL {
            let all: Vec<&str> = columns_of(kind).iter().flat_map(|column| column.2.iter().copied()).collect();
            for header in &all {
                assert_eq!(all.iter().filter(|other| other == &header).count(), 1, "{header} as {}", kind.key());
            }
        }
    }
}
