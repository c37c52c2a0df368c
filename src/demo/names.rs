//! Made-up names of people and places.

use crate::demo::random::{Random, mixed};

/// Surnames by how common they are in the country, per mille; the compound ones far above their share, because
/// they are what software gets wrong.
const SURNAMES: &[(&str, u16)] = &[
    ("王", 72),
    ("李", 71),
    ("张", 68),
    ("刘", 52),
    ("陈", 44),
    ("杨", 31),
    ("赵", 28),
    ("黄", 22),
    ("周", 20),
    ("吴", 19),
    ("徐", 15),
    ("孙", 15),
    ("胡", 13),
    ("朱", 12),
    ("高", 12),
    ("林", 11),
    ("何", 11),
    ("郭", 11),
    ("马", 10),
    ("罗", 9),
    ("梁", 9),
    ("宋", 8),
    ("郑", 8),
    ("谢", 7),
    ("韩", 7),
    ("唐", 6),
    ("冯", 6),
    ("于", 6),
    ("董", 6),
    ("萧", 3),
    ("程", 5),
    ("曹", 5),
    ("袁", 5),
    ("邓", 5),
    ("许", 5),
    ("傅", 4),
    ("沈", 4),
    ("曾", 4),
    ("彭", 4),
    ("吕", 4),
    ("单", 2),
    ("仇", 2),
    ("解", 2),
    ("欧阳", 3),
    ("上官", 2),
    ("司马", 2),
    ("诸葛", 2),
];

/// Given names that half the country seems to have.
const COMMON: &[&str] = &[
    "伟", "芳", "娜", "敏", "静", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超", "秀兰", "霞", "平",
    "刚", "桂英", "秀英", "玉兰", "建国", "建军", "国强", "海燕", "志强", "桂兰", "红梅", "春梅", "小红",
];

const FIRST: &[&str] = &[
    "志", "建", "国", "文", "海", "春", "秀", "玉", "桂", "红", "晓", "小", "永", "长", "新", "庆", "金", "明", "学",
    "德", "守", "广", "家", "俊", "子", "天", "云", "书", "立", "振",
];

const LAST: &[&str] = &[
    "华", "平", "军", "民", "生", "林", "山", "强", "辉", "峰", "龙", "亮", "荣", "贵", "义", "忠", "良", "才", "兰",
    "英", "梅", "花", "珍", "芝", "霞", "莲", "香", "凤", "琴", "云", "阳", "东", "波", "鹏", "飞", "浩", "宇", "涵",
];

/// Characters that fonts, sorting and old encodings stumble over.
const RARE: &[&str] = &["喆", "犇", "堃", "垚", "昇", "烜", "祎", "旻"];

/// A made-up name. Names of members and of everybody else never meet: which of the two a name can belong to is
/// read off the name itself.
pub(crate) fn person(random: &mut Random, is_member: bool) -> String {
    // A quarter of all names are members' names, so a fitting one comes soon; the limit is for the type checker.
    for _ in 0..1_000 {
        let surname = random.pick_weighted(SURNAMES).unwrap_or("王");
        let given = match random.below(100) {
            0..36 => random.pick(COMMON).unwrap_or("伟").to_owned(),
            36..39 => random.pick(RARE).unwrap_or("喆").to_owned(),
            39..41 => [random.pick(FIRST).unwrap_or("志"), random.pick(RARE).unwrap_or("喆")].concat(),
            _ => [random.pick(FIRST).unwrap_or("志"), random.pick(LAST).unwrap_or("华")].concat(),
        };
        let name = [surname, &given].concat();
        if is_name_of_member(&name) == is_member {
            return name;
        }
    }
    if is_member { "王喆犇".to_owned() } else { "李喆犇".to_owned() }
}

fn is_name_of_member(name: &str) -> bool {
    mixed(name.chars().fold(7, |sum, letter| mixed(sum ^ u64::from(u32::from(letter))))).is_multiple_of(4)
}

const PLACE_FIRST: &[&str] = &[
    "柳", "杏", "桃", "槐", "榆", "枣", "梨", "松", "柏", "竹", "兰", "荷", "菊", "梅", "枫", "桐", "青", "白", "红",
    "金", "银", "玉", "石", "云", "月", "星", "晨", "霞", "虹", "雁", "鹤", "鹭", "燕", "鹿", "麦", "稻", "禾", "谷",
    "粟", "棉", "茶", "清", "明", "安", "和", "永", "长", "新", "古", "平", "阳", "福", "宁", "丰", "瑞", "葵", "蓼",
    "菱", "苇", "樟", "榕",
];

/// None of these is a word that an address is cut at (组, 社, 队, 楼, 栋, 号 …).
const PLACE_LAST: &[&str] = &[
    "溪", "湾", "塘", "泉", "井", "桥", "渡", "沟", "洼", "岗", "坡", "岭", "坪", "台", "园", "林", "坞", "寨", "营",
    "屯", "集", "滩", "洲", "坊", "窑", "磨", "口", "峪", "川", "原", "浦", "荡", "堰",
];

const PLACE_SIDES: &[&str] = &["", "东", "西", "南", "北", "上", "下", "前", "后"];

/// The stem of the name of a place, such as “柳溪”; different for every number up to 18 000. Number 0 is 柳溪.
pub(crate) fn place(seed: u64, number: usize) -> String {
    // 61 × 33 pairs; a prime that divides neither walks through all of them.
    let pairs = PLACE_FIRST.len() * PLACE_LAST.len();
    let stride = [1_009, 1_213, 1_423, 1_613][(seed % 4) as usize];
    let pair = (number % pairs) * stride % pairs;
    let side = PLACE_SIDES.get(number / pairs).copied().unwrap_or("远");
    let first = PLACE_FIRST.get(pair % PLACE_FIRST.len()).copied().unwrap_or("柳");
    let last = PLACE_LAST.get(pair / PLACE_FIRST.len()).copied().unwrap_or("溪");
    [side, first, last].concat()
}

/// Streets from west to east, from the south northwards; the fourth and later ones get numbers.
pub(crate) const STREETS: &[&str] = &["滨河街", "文昌街", "中心街", "和顺街", "康乐街", "迎春街"];

/// Streets from south to north.
pub(crate) const WAYS: &[&str] = &["杏林路", "兴农路", "育才路", "丰收路", "东园路", "百花路", "向阳路", "振兴路"];

/// Lanes between rows of houses.
pub(crate) const LANES: &[&str] =
    &["槐荫巷", "石榴巷", "老井巷", "桂花巷", "磨坊巷", "柿子巷", "竹篱巷", "豆香巷", "银杏巷", "葡萄巷"];

/// A number in words, 1 to 99, as in “第十二网格”.
pub(crate) fn in_words(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (number / 10, number % 10);
    match tens {
        0 => DIGITS[ones].to_owned(),
        1 => ["十", DIGITS[ones]].concat(),
        2..=9 => [DIGITS[tens], "十", DIGITS[ones]].concat(),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use crate::demo::names::{in_words, place};
    use std::collections::BTreeSet;

    #[test]
    fn no_two_villages_of_a_city_share_a_name() {
        for seed in 0..4 {
            let names: BTreeSet<String> = (0..10_000).map(|number| place(seed, number)).collect();
            assert_eq!(names.len(), 10_000, "ten thousand different names for the seed {seed}");
        }
        assert_eq!(place(3, 0), "柳溪", "the first one is always the same");
    }

    #[test]
    fn numbers_are_said_aloud() {
        assert_eq!([1, 10, 12, 20, 35].map(in_words), ["一", "十", "十二", "二十", "三十五"], "as people count");
    }
}
