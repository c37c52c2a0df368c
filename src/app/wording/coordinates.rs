//! Coordinate systems of files: what they are called, how they were found, and why one cannot be read.

use crate::app::wording::Lang;
use crate::exchange::{Axes, Crs, CrsEvidence, CrsFinding, CrsRefusal, GaussKruger, ProblemKind, ZoneWidth};

/// What a system is called, with its word on the command line.
fn crs_name(lang: Lang, crs: Crs) -> String {
    let name = match crs {
        Crs::Auto => lang.pick("自动", "automatic").to_owned(),
        Crs::Wgs84 => "WGS-84".to_owned(),
        Crs::Cgcs2000 => "CGCS2000".to_owned(),
        Crs::Gcj02 | Crs::Bd09 | Crs::WebMercator => crs_choice(lang, crs),
        Crs::GaussKruger(zone) => zone_name(lang, zone),
    };
    let key = crs.key();
    if matches!(crs, Crs::Wgs84 | Crs::Cgcs2000) { name } else { format!("{name} {key}") }
}

fn zone_name(lang: Lang, zone: GaussKruger) -> String {
    let meridian = zone.central_meridian_deg();
    let width = match zone.width() {
        ZoneWidth::Three => lang.pick("3 度带", "3-degree"),
        ZoneWidth::Six => lang.pick("6 度带", "6-degree"),
    };
    let number = match zone.number() {
        Some(number) => lang.pick(format!("坐标前有带号 {number}"), format!("zone {number} before the easting")),
        None => lang.pick("坐标前没有带号".to_owned(), "no zone before the easting".to_owned()),
    };
    let axes = match zone.axes() {
        Axes::EastNorth => lang.pick("先东后北", "east first"),
        Axes::NorthEast => lang.pick("先北后东", "north first"),
    };
    lang.pick(
        format!("CGCS2000 高斯-克吕格 {width}（中央经线 {meridian}°，{number}，{axes}）"),
        format!("CGCS2000 {width} Gauss–Krüger (central meridian {meridian}°, {number}, {axes})"),
    )
}

/// A system as a choice: short, for a list.
pub fn crs_choice(lang: Lang, crs: Crs) -> String {
    match crs {
        Crs::Auto => lang.pick("自动识别", "found out").to_owned(),
        Crs::Wgs84 | Crs::Cgcs2000 => "WGS-84 / CGCS2000".to_owned(),
        Crs::Gcj02 => lang.pick("GCJ-02（高德、腾讯）", "GCJ-02 (高德, 腾讯)").to_owned(),
        Crs::Bd09 => lang.pick("BD-09（百度）", "BD-09 (百度)").to_owned(),
        Crs::WebMercator => lang.pick("Web 墨卡托", "web mercator").to_owned(),
        Crs::GaussKruger(zone) => {
            let (width, meridian) = (zone.width().degrees(), zone.central_meridian_deg());
            lang.pick(
                format!("高斯-克吕格 {width}° 带，中央经线 {meridian}°"),
                format!("Gauss–Krüger {width}°, meridian {meridian}°"),
            )
        }
    }
}

/// In which system coordinates were read, and why.
pub fn crs_line(lang: Lang, finding: &CrsFinding) -> String {
    let why = match finding.evidence {
        CrsEvidence::Default => lang.pick("文件没有写明", "the file names none"),
        CrsEvidence::Declared => lang.pick("文件写明", "the file says so"),
        CrsEvidence::Asked => lang.pick("您选定的", "as you chose"),
        CrsEvidence::Before => lang.pick("上次同样的文件如此", "as for the last file of this layout"),
        CrsEvidence::Habit => lang.pick("这类文件一般如此", "as such files are as a rule"),
        CrsEvidence::Range => lang.pick("从数值看出", "by the numbers"),
        CrsEvidence::Grids => lang.pick("与已有网格吻合", "it fits the grids"),
        CrsEvidence::Households => lang.pick("与已有住户吻合", "it fits the households"),
    };
    let name = crs_choice(lang, finding.assumed);
    lang.pick(format!("坐标按 {name} 读取：{why}"), format!("Coordinates read as {name}: {why}"))
}

/// Systems that were found, and those that would fit better.
pub(crate) fn about_coordinates(lang: Lang, kind: &ProblemKind) -> Option<String> {
    let words = match kind {
        ProblemKind::CrsFound { assumed, evidence } => {
            let (name, why) = (crs_name(lang, *assumed), evidence_words(lang, *evidence));
            lang.pick(
                format!("文件没有写明坐标系，{why}，按 {name} 读取。请在地图上核对"),
                format!("The file does not name its coordinate system; {why} it was read as {name}. Look at the map"),
            )
        }
        ProblemKind::CrsPresumed { assumed } => {
            let name = crs_name(lang, *assumed);
            lang.pick(
                format!("奥维的文件没有写明坐标系，一般是偏移过的，已按 {name} 读取。请在地图上核对；如果差几百米，请选定坐标系 WGS-84 重新导入"),
                format!("Files of 奥维 do not name their coordinate system; as a rule it is shifted, so it was read as {name}. Look at the map; if it is some hundred meters off, import it again as WGS-84"),
            )
        }
        ProblemKind::CrsReadAs { named, read_as } => {
            let (named, read_as) = (named.key(), crs_name(lang, *read_as));
            lang.pick(
                format!("坐标的写法与 {named} 不同，已按 {read_as} 读取。请在地图上核对"),
                format!("The numbers are not written as in {named}; they were read as {read_as}. Look at the map"),
            )
        }
        ProblemKind::OtherDatumFits { read_as, inside, of, other, other_inside } => {
            let (read_as, name, key) = (crs_name(lang, *read_as), crs_name(lang, *other), other.key());
            lang.pick(
                format!(
                    "按 {read_as} 读取，{of} 个位置中有 {inside} 个在网格内；若按 {name}，有 {other_inside} 个。没有擅自改动，请核对坐标来源，需要时指明坐标系 {key}"
                ),
                format!(
                    "Read as {read_as}, {inside} of {of} places lie in grids; as {name}, {other_inside} would. Nothing was changed; ask where the coordinates come from and name the system {key} if need be"
                ),
            )
        }
        _ => return None,
    };
    Some(words)
}

/// That another system fits better, in a line; and the wish to read the file so.
pub fn other_datum_words(lang: Lang, problem: &ProblemKind) -> Option<(String, Crs, String)> {
    let ProblemKind::OtherDatumFits { inside, of, other, other_inside, .. } = problem else { return None };
    let name = crs_choice(lang, *other);
    let words = lang.pick(
        format!("{of} 个位置只有 {inside} 个在网格内；按 {name} 有 {other_inside} 个"),
        format!("{inside} of {of} places lie in grids; as {name} {other_inside} would"),
    );
    Some((words, *other, lang.pick(format!("改按 {name} 读取"), format!("Read as {name}"))))
}

fn evidence_words(lang: Lang, evidence: CrsEvidence) -> &'static str {
    match evidence {
        CrsEvidence::Default => lang.pick("没有其他依据", "nothing speaks against it, so"),
        CrsEvidence::Declared => lang.pick("以文件所写为准", "as the file says,"),
        CrsEvidence::Asked => lang.pick("以指明的为准", "as was asked for,"),
        CrsEvidence::Before => lang.pick("上次同样的文件如此", "as for the last file of this layout,"),
        CrsEvidence::Habit => lang.pick("这类文件一般如此", "as such files are as a rule,"),
        CrsEvidence::Range => lang.pick("从数值范围看出", "by the range of its numbers"),
        CrsEvidence::Grids => lang.pick("从网格所在的位置看出", "by where the grids lie"),
        CrsEvidence::Households => lang.pick("从已有各户的位置看出", "by where the households lie"),
    }
}

/// Why a coordinate system cannot be read.
pub(crate) fn crs_refusal(lang: Lang, why: &CrsRefusal) -> String {
    let zh = match why {
        CrsRefusal::Unknown => "没有认识的坐标系叫这个名字".to_owned(),
        CrsRefusal::Datum { name } => {
            format!("基准是 {name}，转换参数因地而异，文件里没有。请先请测绘部门转成 CGCS2000")
        }
        CrsRefusal::Projection { name } if name.is_empty() => "没有写明投影方法".to_owned(),
        CrsRefusal::Projection { name } => format!("投影 {name} 不能读取，请先转成经纬度或高斯-克吕格"),
        CrsRefusal::Parameter { parameter, value } if value.is_empty() => format!("缺少参数 {parameter}"),
        CrsRefusal::Parameter { parameter, value } => {
            format!("参数 {parameter} 是 {value}，不是标准分带。请先转成经纬度")
        }
        CrsRefusal::Unit { name } => format!("单位是 {name}，只认米和度"),
        CrsRefusal::Damaged => "坐标系的描述不完整或已损坏".to_owned(),
    };
    lang.pick(zh, why.to_string())
}

/// What to say when numbers fit several systems.
pub(crate) fn crs_unclear(lang: Lang, file: &str, [x, y]: [f64; 2], could_be: &[Crs]) -> String {
    let keys: Vec<String> = could_be.iter().map(|crs| crs.key()).collect();
    let is_zone_missing = could_be.iter().all(|crs| matches!(crs, Crs::GaussKruger(zone) if zone.number().is_none()));
    let (zh, en) = if is_zone_missing {
        let (first, last) = (keys.first().map_or("", String::as_str), keys.last().map_or("", String::as_str));
        (
            format!(
                "坐标 {x}, {y} 像是高斯-克吕格，但没有带号，看不出中央经线。请先导入网格，或选定坐标系（命令行用 --crs {first} 至 {last}，冒号后是中央经线）"
            ),
            format!(
                "{x}, {y} look like Gauss–Krüger without the number of the zone, so the central meridian is unknown; bring grids in first, or choose the system (on the command line --crs {first} to {last}, the meridian after the colon)"
            ),
        )
    } else {
        let (zh, en) = (keys.join("、"), keys.join(", "));
        (
            format!("坐标 {x}, {y} 可能属于几种坐标系，分不清。请先导入网格，或选定坐标系（命令行用 --crs）：{zh}"),
            format!(
                "{x}, {y} can be in several coordinate systems; bring grids in first, or choose one (on the command line --crs): {en}"
            ),
        )
    };
    lang.pick(format!("{zh}\n文件：{file}"), format!("{en}\nFile: {file}"))
}

/// Said over the picture of where the rows of a file lie.
pub fn places_words(lang: Lang, is_moved: bool) -> &'static str {
    if is_moved {
        lang.pick(
            "实心点是换算后的位置，空心点是不换算时的位置。实心点该落在网格和房屋上；不对就换一个坐标系",
            "Full dots are where the rows lie, hollow ones where their numbers would put them. Full ones belong on the grids; else choose another system",
        )
    } else {
        lang.pick(
            "点该落在网格和房屋上；整体偏出几百米，多半要选 GCJ-02 或 BD-09",
            "The dots belong on the grids; if all are off by some hundred meters, choose GCJ-02 or BD-09",
        )
    }
}

#[cfg(test)]
mod tests {
    use crate::app::wording::Lang;
    use crate::app::wording::coordinates::{crs_refusal, crs_unclear};
    use crate::exchange::{Crs, CrsRefusal, GaussKruger, ZoneWidth};

    #[test]
    fn a_refusal_names_what_is_in_the_way() {
        let name = || "D_Xian_1980".to_owned();
        for why in [
            CrsRefusal::Unknown,
            CrsRefusal::Datum { name: name() },
            CrsRefusal::Projection { name: name() },
            CrsRefusal::Projection { name: String::new() },
            CrsRefusal::Parameter { parameter: name(), value: "0.9996".to_owned() },
            CrsRefusal::Parameter { parameter: name(), value: String::new() },
            CrsRefusal::Unit { name: name() },
            CrsRefusal::Damaged,
        ] {
            let (zh, en) = (crs_refusal(Lang::Zh, &why), crs_refusal(Lang::En, &why));
            assert!(zh.chars().any(|letter| letter > '\u{4e00}') && en.contains(' '), "{why:?}: {zh} / {en}");
            assert!(!zh.ends_with('。') && !en.ends_with('.'), "no full stop at the end: {zh} / {en}");
        }
    }

    #[test]
    fn who_must_name_a_meridian_is_told_how() {
        let zones = [111, 114].map(|deg| GaussKruger::around(ZoneWidth::Three, deg).map(Crs::GaussKruger).unwrap());
        for (lang, last) in [(Lang::Zh, "文件：户.csv"), (Lang::En, "File: 户.csv")] {
            let words = crs_unclear(lang, "户.csv", [463_638.0, 3_865_091.0], &zones);
            assert!(words.contains("463638") && words.contains("gk3:111") && words.ends_with(last), "{words}");
            let words = crs_unclear(lang, "户.csv", [1.0, 2.0], &[Crs::WebMercator, Crs::Wgs84]);
            assert!(words.contains("epsg:3857") && words.contains("wgs84"), "{words}");
        }
    }
}
