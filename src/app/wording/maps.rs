//! Maps: what is wrong with one, and what was taken for granted.

use crate::app::wording::Lang;
use crate::exchange::{MapFault, ProblemKind};

/// What is wrong with a map, or with one thing on it.
pub(crate) fn map_fault(lang: Lang, why: MapFault) -> String {
    let zh = match why {
        MapFault::BreaksOff => "文件不完整，到这里就断了".to_owned(),
        MapFault::Head => "文件头已损坏".to_owned(),
        MapFault::Lengths => "长度前后矛盾".to_owned(),
        MapFault::Counts { shapes, rows } => format!(".shp 有 {shapes} 个图形，.dbf 有 {rows} 行，不是同一份地图"),
        MapFault::Kind { code } => format!("图形种类 {code} 不能读取"),
        MapFault::NotANumber => "有坐标不是数字".to_owned(),
        MapFault::NotText => "文字与其他记录的编码不同".to_owned(),
        MapFault::NotXml => "不是完好的 XML".to_owned(),
        MapFault::DocumentType => "含有文档类型声明，出于安全不读取".to_owned(),
        MapFault::NoMap => "压缩包里没有 .kml".to_owned(),
        MapFault::Database => "数据库已损坏".to_owned(),
        MapFault::Archive => "压缩包已损坏".to_owned(),
    };
    lang.pick(zh, why.to_string())
}

/// Records of maps and what lies beside them.
pub(crate) fn about_maps(lang: Lang, kind: &ProblemKind) -> Option<String> {
    let words = match kind {
        ProblemKind::BadRecord { why } => {
            let why = map_fault(lang, *why);
            lang.pick(
                format!("这条记录读不懂：{why}。请重新导出"),
                format!("This record cannot be read: {why}. Export it again"),
            )
        }
        ProblemKind::NoTableBeside => lang
            .pick(
                "旁边没有同名的 .dbf，只读到图形，没有属性。请把 Shapefile 的几个文件放在一起",
                "There is no .dbf of this name beside it, so that only forms were read. Keep the files of a shapefile together",
            )
            .to_owned(),
        ProblemKind::EncodingMisnamed { named, read_as } => {
            let (named, key): (String, _) = (named.chars().take(40).collect(), read_as.key());
            lang.pick(
                format!("旁边的 .cpg 写的编码是 {named}，与内容不符，已按 {key} 读取。请核对文字"),
                format!("The .cpg beside it says {named}, which the texts are not; they were read as {key}. Please check them"),
            )
        }
        _ => return None,
    };
    Some(words)
}

#[cfg(test)]
mod tests {
    use crate::app::wording::Lang;
    use crate::app::wording::maps::map_fault;
    use crate::exchange::MapFault;

    #[test]
    fn every_fault_is_said_in_both_languages() {
        for why in [
            MapFault::BreaksOff,
            MapFault::Head,
            MapFault::Lengths,
            MapFault::Counts { shapes: 1, rows: 2 },
            MapFault::Kind { code: 31 },
            MapFault::NotANumber,
            MapFault::NotText,
            MapFault::NotXml,
            MapFault::DocumentType,
            MapFault::NoMap,
            MapFault::Database,
            MapFault::Archive,
        ] {
            let (zh, en) = (map_fault(Lang::Zh, why), map_fault(Lang::En, why));
            assert!(zh.chars().any(|letter| letter > '\u{4e00}') && en.contains(' '), "{zh} / {en}");
            assert!(!zh.ends_with('。') && !en.ends_with('.'), "no full stop at the end: {zh} / {en}");
        }
    }
}
