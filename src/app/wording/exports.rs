//! What left with a file.

use crate::app::Exported;
use crate::app::wording::{Lang, field_words};
use crate::disclose::Audience;
use crate::exchange::{Field, ImportKind};

/// What about persons is in a file that was written, and what was cut. Empty if there is nothing to say.
pub fn exported_words(lang: Lang, exported: &Exported, audience: Audience) -> String {
    let mut lines = Vec::new();
    let kinds = [ImportKind::Households, ImportKind::Members];
    for kind in kinds {
        let of_kind = exported.personal.iter().filter(|(what, _)| *what == kind);
        let names: Vec<String> = of_kind.map(|(what, field)| personal_words(lang, *what, *field, audience)).collect();
        if !names.is_empty() {
            let names = names.join(lang.pick("、", ", "));
            let who = match kind {
                ImportKind::Members => lang.pick("党员", "members"),
                _ => lang.pick("住户", "households"),
            };
            lines.push(lang.pick(format!("文件含{who}个人信息：{names}"), format!("Personal, of {who}: {names}")));
        }
    }
    if let Some(found) = exported.found {
        lines.push(lang.pick(
            format!("按原表格式，{found} 户填上了联系党员"),
            format!("In its own layout; {found} households found"),
        ));
        let kept = lang.pick(
            "原表各列都照旧，包括程序不收录的（如身份证号），请妥善保管",
            "All columns of the roster are in it, also those never taken in, such as ID numbers; keep it safe",
        );
        lines.push(kept.to_owned());
    }
    if exported.cut > 0 {
        let cut = exported.cut;
        lines.push(lang.pick(
            format!("有 {cut} 处文字超过 254 字节，已截短；要完整内容请用 .gpkg"),
            format!("{cut} texts were longer than 254 bytes and were cut; a .gpkg holds them whole"),
        ));
    }
    lines.join("\n")
}

fn personal_words(lang: Lang, kind: ImportKind, field: Field, audience: Audience) -> String {
    let is_masked = audience != Audience::Internal && field == Field::Head;
    let by_consent = audience != Audience::Internal && kind == ImportKind::Members;
    let name = match field {
        Field::Lon => lang.pick("位置", "position").to_owned(),
        _ => field_words(lang, kind, field),
    };
    match (is_masked, by_consent) {
        (true, _) => lang.pick(format!("{name}（已隐去）"), format!("{name} (masked)")),
        (false, true) => lang.pick(format!("{name}（同意公示者）"), format!("{name} (by consent)")),
        (false, false) => name,
    }
}

#[cfg(test)]
mod tests {
    use crate::app::Exported;
    use crate::app::wording::{Lang, exported_words};
    use crate::disclose::Audience;
    use crate::exchange::{Field, ImportKind};

    #[test]
    fn what_left_is_said() {
        let personal = vec![(ImportKind::Households, Field::Head), (ImportKind::Households, Field::Lon)];
        let exported = Exported { personal, cut: 2, found: None };
        let zh = "文件含住户个人信息：户主、位置\n有 2 处文字超过 254 字节，已截短；要完整内容请用 .gpkg";
        assert_eq!(exported_words(Lang::Zh, &exported, Audience::Internal), zh);
        let en = exported_words(Lang::En, &exported, Audience::Public);
        assert!(en.starts_with("Personal, of households: head (masked), position"), "{en}");
        assert_eq!(exported_words(Lang::Zh, &Exported::default(), Audience::Public), "");
        let own = Exported { found: Some(5), ..Exported::default() };
        let words = exported_words(Lang::Zh, &own, Audience::Internal);
        assert!(words.starts_with("按原表格式，5 户") && words.contains("身份证号"), "{words}");
    }
}
