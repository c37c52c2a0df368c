//! Who resembles whom, what a file changes, and what somebody may say about it.

use crate::app::wording::{Lang, crs_choice};
use crate::exchange::{Field, FieldChange, ImportKind, Likeness, ProblemKind, header_of_field};

/// In what two are alike.
fn likeness_words(lang: Lang, why: Likeness) -> &'static str {
    match why {
        Likeness::NameAndAddress => lang.pick("姓名和地址相同，编号不同", "same name and address, another code"),
        Likeness::NameAndPhone => lang.pick("姓名和电话相同，地址不同", "same name and phone, another address"),
        Likeness::AddressAndPhone => lang.pick("地址和电话相同，姓名不同", "same address and phone, another name"),
        Likeness::Address => lang.pick("地址相同，姓名不同", "same address, another name"),
        Likeness::Name => lang.pick("姓名相同且不重名", "the only one of this name"),
    }
}

/// What a field is called.
pub fn field_words(lang: Lang, kind: ImportKind, field: Field) -> String {
    match lang {
        Lang::Zh => header_of_field(kind, field).to_owned(),
        Lang::En => match field {
            Field::Lon => "longitude".to_owned(),
            Field::Lat => "latitude".to_owned(),
            _ => field.key().replace('_', " "),
        },
    }
}

/// One value that changes: which, from what, to what.
pub fn field_change_words(lang: Lang, kind: ImportKind, change: &FieldChange) -> String {
    let FieldChange { field, old, new } = change;
    let Some(field) = field else {
        let corners = |count: &str| lang.pick(format!("{count} 个拐点"), format!("{count} corners"));
        return if old.is_empty() {
            lang.pick(format!("边界 {}", corners(new)), format!("outline {}", corners(new)))
        } else {
            lang.pick(
                format!("边界 {} → {}", corners(old), corners(new)),
                format!("outline {} → {}", corners(old), corners(new)),
            )
        };
    };
    let name = field_words(lang, kind, *field);
    let nothing = lang.pick("（空）", "(nothing)");
    let said = |text: &str| if text.is_empty() { nothing.to_owned() } else { text.to_owned() };
    format!("{name} {} → {}", said(old), said(new))
}

/// All values that change, in a line.
pub fn field_changes_words(lang: Lang, kind: ImportKind, changes: &[FieldChange]) -> String {
    let words: Vec<String> = changes.iter().map(|change| field_change_words(lang, kind, change)).collect();
    words.join(lang.pick("；", "; "))
}

/// Whom a row resembles, and in what.
pub fn resembled_words(lang: Lang, who: &str, why: Likeness) -> String {
    let why = likeness_words(lang, why);
    lang.pick(format!("≈ {who}（{why}）"), format!("≈ {who} ({why})"))
}

/// A few values of a column.
pub fn samples_words(lang: Lang, samples: &[String]) -> String {
    samples.join(lang.pick("、", ", "))
}

/// What was known from an earlier file, rows that resemble somebody, and what was found without a code.
pub(super) fn about_likeness(lang: Lang, kind: &ProblemKind) -> Option<String> {
    let words = match kind {
        ProblemKind::CrsAsBefore { assumed, file } => {
            let system = crs_choice(lang, *assumed);
            lang.pick(
                format!("坐标按 {system} 读取：上次导入同样表头的“{file}”时您选的是它。不对就在“坐标系”里另选"),
                format!("Read in {system}, as was chosen for “{file}”, which had the same columns; choose another if that is wrong"),
            )
        }
        ProblemKind::MappedAsBefore { file } => lang.pick(
            format!("列的对应关系沿用上次导入“{file}”时的设定"),
            format!("Columns are mapped as they were for “{file}”"),
        ),
        ProblemKind::PossibleDuplicate { first_row } => lang.pick(
            format!("与第 {first_row} 行的姓名和地址相同，可能重复。请核对"),
            format!("Says the same name and address as row {first_row}; perhaps the same one twice. Please check"),
        ),
        ProblemKind::Resembles { code, why } => {
            let why = likeness_words(lang, *why);
            lang.pick(
                format!("很像登记中的 {code}（{why}），而文件没有提到它。请确认是同一个还是新增"),
                format!("Resembles {code} on the register ({why}), which the file does not name. Say whether it is the same or a new one"),
            )
        }
        ProblemKind::FoundWithoutCode { rows } => lang.pick(
            format!("文件里没有编号，{rows} 行按姓名和地址（或电话）与登记对应"),
            format!("The file has no codes; {rows} rows were found on the register by name and address, or phone"),
        ),
        ProblemKind::HomeFound { code } => {
            lang.pick(format!("按姓名、地址或电话，家在 {code}"), format!("By name, address or phone, lives in {code}"))
        }
        ProblemKind::HomeUnclear { codes } => {
            let codes = codes.join(lang.pick("、", ", "));
            lang.pick(
                format!("家可能在 {codes}，分不清。请选一户，或在文件里填写户号"),
                format!("May live in {codes}. Choose one, or write the code of the household into the file"),
            )
        }
        _ => return None,
    };
    Some(words)
}

/// How many of the rows that resemble somebody nobody has decided about.
pub fn open_matches_words(lang: Lang, count: usize) -> String {
    lang.pick(format!("还有 {count} 条待确认，暂不导入"), format!("{count} to be decided stay out for now"))
}
