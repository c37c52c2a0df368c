//! Words of rosters: status, categories, parts, kinds.

use crate::exchange::field::is_never_modeled;
use crate::exchange::row::RowReader;
use crate::exchange::{Field, ProblemKind};
use crate::model::{BackdropKind, Category, CategoryId, CategorySet, HouseholdStatus, LinkKind, MemberStatus, Project};

/// Whether anybody lives there.
pub(crate) fn household_status(word: &str) -> Option<HouseholdStatus> {
    match word {
        "在住" | "常住" | "在家" | "居住" | "正常" | "自住" | "租住" | "常住户" => {
            Some(HouseholdStatus::Resident)
        }
        "外出" | "外出务工" | "外出户" | "务工" | "长期外出" => Some(HouseholdStatus::Away),
        "空置" | "空房" | "空户" | "无人" | "无人居住" | "空挂" | "空挂户" => {
            Some(HouseholdStatus::Vacant)
        }
        "迁出" | "已迁出" | "搬走" | "已搬走" | "搬离" => Some(HouseholdStatus::MovedOut),
        key => HouseholdStatus::from_key(&key.to_lowercase()),
    }
}

/// The word that we write.
pub(crate) fn word_of_household_status(status: HouseholdStatus) -> &'static str {
    match status {
        HouseholdStatus::Resident => "在住",
        HouseholdStatus::Away => "外出",
        HouseholdStatus::Vacant => "空置",
        HouseholdStatus::MovedOut => "迁出",
    }
}

/// Whether a member serves.
pub(crate) fn member_status(word: &str) -> Option<MemberStatus> {
    match word {
        "在岗" | "在职" | "在任" | "正常" => Some(MemberStatus::Serving),
        "离任" | "离岗" | "退出" | "已离任" | "离职" | "卸任" => Some(MemberStatus::Retired),
        key => MemberStatus::from_key(&key.to_lowercase()),
    }
}

/// The word that we write.
pub(crate) fn word_of_member_status(status: MemberStatus) -> &'static str {
    match status {
        MemberStatus::Serving => "在岗",
        MemberStatus::Retired => "离任",
    }
}

/// The part a member has.
pub(crate) fn link_kind(word: &str) -> Option<LinkKind> {
    match word {
        "主责" | "主" | "主联" | "主要" | "A" | "A角" | "a角" | "责任人" | "第一责任人" => {
            Some(LinkKind::Primary)
        }
        "协助" | "协" | "副" | "备份" | "AB角" | "ab角" | "B" | "B角" | "b角" | "协管" => {
            Some(LinkKind::Backup)
        }
        "结对" | "帮扶" | "结对帮扶" | "一对一" | "帮扶人" => Some(LinkKind::Paired),
        key => LinkKind::from_key(&key.to_lowercase()),
    }
}

/// The word that we write.
pub(crate) fn word_of_link_kind(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Primary => "主责",
        LinkKind::Backup => "协助",
        LinkKind::Paired => "结对",
    }
}

/// What a feature of the base map is.
pub(crate) fn backdrop_kind(word: &str) -> Option<BackdropKind> {
    match word {
        "田地" | "农田" | "耕地" | "田" | "果园" | "园地" | "farmland" | "orchard" => {
            Some(BackdropKind::Field)
        }
        "绿地" | "林地" | "树林" | "公园" | "草地" | "wood" | "forest" | "park" | "grass" => {
            Some(BackdropKind::Green)
        }
        "水系" | "河流" | "河" | "湖" | "湖泊" | "水域" | "水面" | "池塘" | "水塘" | "渠" | "沟渠" | "水库"
        | "river" | "stream" => Some(BackdropKind::Water),
        "巷" | "巷道" | "小巷" | "胡同" | "小路" | "path" | "footway" | "service" => Some(BackdropKind::Lane),
        "街道" | "街" | "村道" | "residential" | "tertiary" => Some(BackdropKind::Street),
        "公路" | "道路" | "主路" | "主干道" | "国道" | "省道" | "县道" | "primary" | "secondary" | "trunk" => {
            Some(BackdropKind::Road)
        }
        "房屋" | "建筑" | "建筑物" | "房子" | "building" => Some(BackdropKind::House),
        key => BackdropKind::from_key(&key.to_lowercase()),
    }
}

/// Other words for the default categories, by key.
const ALIASES: &[(&str, &[&str])] = &[
    ("elderly_alone", &["独居", "空巢", "独居老人", "空巢老人", "独居空巢老人", "孤寡老人"]),
    ("disabled", &["残疾", "失能", "残疾人", "残疾失能", "失能老人"]),
    ("ordinary", &["一般", "一般户", "普通家庭"]),
    ("away", &["外出务工", "外出务工户"]),
    ("hardship", &["困难家庭", "低保", "低保户", "特困", "特困户"]),
    ("left_behind_child", &["留守", "留守儿童家庭"]),
    ("member", &["党员家庭", "党员", "中共党员户"]),
];

/// Between the categories of a cell. A blank too, unless a name with a blank fits.
const BETWEEN: &[char] = &['、', '，', ',', ';', '；', '/', '|', '\n', '＋', '+'];

/// The category of a word, by name, short name, key or another usual word.
fn category(project: &Project, word: &str) -> Option<CategoryId> {
    let is_called = |row: &Category| {
        row.name == word
            || row.short == word
            || row.key.eq_ignore_ascii_case(word)
            || row.name.strip_suffix('户') == Some(word)
            || word.strip_suffix('户').is_some_and(|word| row.short == word)
    };
    let named =
        |test: &dyn Fn(&Category) -> bool| project.categories.iter().find(|(_, row)| test(row)).map(|(id, _)| id);
    // An exact name wins over the short name of another.
    named(&|row| row.name == word)
        .or_else(|| named(&|row| is_called(row)))
        .or_else(|| ALIASES.iter().find(|(_, words)| words.contains(&word)).and_then(|(key, _)| project.category(key)))
}

/// Reads the categories of a cell; flags what is not known. The category “member” is derived, so it is left out;
/// “ordinary” excludes the others.
pub(crate) fn categories(project: &Project, row: &mut RowReader<'_>, text: &str) -> CategorySet {
    let mut found = CategorySet::EMPTY;
    for part in text.split(BETWEEN).map(str::trim).filter(|part| !part.is_empty()) {
        let whole = category(project, part);
        let words: Vec<&str> = if whole.is_some() { vec![part] } else { part.split_whitespace().collect() };
        for word in words {
            match category(project, word) {
                Some(id) => found = found.with(id),
                None if is_never_modeled(word) => row.flag(Some(Field::Categories), ProblemKind::NeverModeledWord),
                None => row.flag(Some(Field::Categories), ProblemKind::UnknownCategory { word: word.to_owned() }),
            }
        }
    }
    if let Some(member) = project.category(Category::MEMBER) {
        found = found.without(member);
    }
    match project.category(Category::ORDINARY) {
        Some(ordinary) if found.contains(ordinary) && !found.without(ordinary).is_empty() => {
            row.flag(Some(Field::Categories), ProblemKind::OrdinaryBesideOthers);
            found.without(ordinary)
        }
        _ => found,
    }
}

/// The categories of a household in words that [`categories`] reads.
pub(crate) fn words_of_categories(project: &Project, categories: CategorySet) -> String {
    let member = project.category(Category::MEMBER);
    let mut words = Vec::new();
    for id in categories.iter().filter(|id| Some(*id) != member) {
        let Some(row) = project.categories.at(id) else { continue };
        // A name that would be read as two, or as another category, is told by its key.
        let is_plain = !row.name.contains(BETWEEN) && category(project, &row.name) == Some(id);
        words.push(if is_plain { row.name.as_str() } else { row.key.as_str() });
    }
    words.join("、")
}
