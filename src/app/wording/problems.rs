//! What can be odd in a file: what it is, what becomes of the row, and what to do.

use crate::app::wording::Lang;
use crate::app::wording::addresses::about_addresses;
use crate::app::wording::coordinates::about_coordinates;
use crate::app::wording::ids::about_ids;
use crate::app::wording::likenesses::about_likeness;
use crate::app::wording::maps::about_maps;
use crate::app::wording::references::about_references;
use crate::exchange::{Problem, ProblemKind, Severity};

/// What is odd, what becomes of the row, and what to do. Where it stands is not said.
pub fn problem_sentence(lang: Lang, problem: &Problem) -> String {
    let is_taken = problem.severity != Severity::Rejected;
    about_table(lang, &problem.kind)
        .or_else(|| about_ids(lang, &problem.kind))
        .or_else(|| about_codes(lang, &problem.kind))
        .or_else(|| about_cells(lang, &problem.kind))
        .or_else(|| about_coordinates(lang, &problem.kind))
        .or_else(|| about_maps(lang, &problem.kind))
        .or_else(|| about_places(lang, &problem.kind, is_taken))
        .or_else(|| about_people(lang, &problem.kind))
        .or_else(|| about_likeness(lang, &problem.kind))
        .or_else(|| about_addresses(lang, &problem.kind))
        .unwrap_or_else(|| about_register(lang, &problem.kind, is_taken))
}

/// Titles, columns, lengths of rows.
fn about_table(lang: Lang, kind: &ProblemKind) -> Option<String> {
    let words = match kind {
        ProblemKind::SheetLeftOut => lang
            .pick(
                "这张工作表的列不同，没有收录。如果需要，请单独导入它",
                "This sheet has other columns and was left out. If it matters, import it by itself",
            )
            .to_owned(),
        ProblemKind::SheetHidden => lang
            .pick(
                "这张工作表是隐藏的，没有收录。如果需要，请先取消隐藏",
                "This sheet is hidden and was left out. If it matters, show it first",
            )
            .to_owned(),
        ProblemKind::FormulaError { text } => lang.pick(
            format!("公式算出的是错误 {text}。请在表格里改好公式或直接填值"),
            format!("The formula came to the error {text}. Mend it in the workbook, or write the value"),
        ),
        ProblemKind::PersonsJoined { persons, households } => lang.pick(
            format!("名册每人一行：{persons} 人合并为 {households} 户。只收户主姓名和人数，其他家庭成员不收录"),
            format!("A row for each person: {persons} persons became {households} households. Only heads are named; the others are counted"),
        ),
        ProblemKind::NoHead => lang
            .pick("这户没有写明户主，暂以第一位为户主。请核对", "Nobody is called the head; the first one was taken. Please check")
            .to_owned(),
        ProblemKind::SecondHead { row } => lang.pick(
            format!("这户有两位户主（第 {row} 行），取前一位。请核对"),
            format!("Two are called the head (row {row}); the first one was taken. Please check"),
        ),
        ProblemKind::HeaderBelowTitles => lang
            .pick("表头在这一行，上面的标题已略过", "The header is in this row; the titles above were passed over")
            .to_owned(),
        ProblemKind::ColumnDiscarded => lang
            .pick(
                "这一列用不上，没有收录。如果需要，请指明它对应哪个字段",
                "This column means nothing here and was left out. If it matters, say which field it is",
            )
            .to_owned(),
        ProblemKind::NeverModeled => lang
            .pick(
                "这一列属于不收录的敏感内容，已略过。建议从文件里删去",
                "This column is about something that is never taken in, and was left out. Better delete it from the file",
            )
            .to_owned(),
        ProblemKind::ColumnTwice { used } => lang.pick(
            format!("与“{used}”列意思相同，只用了那一列。不对的话，请改列名或指明对应关系"),
            format!("Says the same as column “{used}”, which was used. If that is wrong, rename one or map it by hand"),
        ),
        ProblemKind::ColumnEmpty => lang
            .pick("这一列全是空的，登记中的原有内容保持不变", "This column is empty; what the register says stays")
            .to_owned(),
        ProblemKind::RowPassedOver => lang
            .pick("这一行是合计或重复的表头，已略过", "This row is a sum or repeats the header; it was passed over")
            .to_owned(),
        ProblemKind::ShortRow { found, expected } => lang.pick(
            format!("只有 {found} 格，表头有 {expected} 列；缺的按没有填写处理。请看看是否错位"),
            format!("{found} cells where the header has {expected}; the rest counts as not said. Check for a shift"),
        ),
        ProblemKind::LongRow { found, expected } => lang.pick(
            format!("有 {found} 格，表头只有 {expected} 列，分不清对应关系。请看看是否多了逗号"),
            format!("{found} cells where the header has {expected}; nobody can tell which is which. Look for a comma"),
        ),
        ProblemKind::UnclosedQuote => lang
            .pick("引号没有成对，后面的内容分不清。请补上或删去引号", "A quotation mark never closes. Close or delete it")
            .to_owned(),
        _ => return None,
    };
    Some(words)
}

/// Codes and what stands twice.
fn about_codes(lang: Lang, kind: &ProblemKind) -> Option<String> {
    let words = match kind {
        ProblemKind::NoCode => lang.pick("没有编号，请补上", "There is no code; add one").to_owned(),
        ProblemKind::NoName => {
            lang.pick("没有姓名，请补上", "There is no name; add one").to_owned()
        }
        ProblemKind::CodesGiven { first, last } => lang.pick(
            format!("文件里没有编号，新增的编为 {first} 至 {last}；下次导入按姓名（名称）和地址对应"),
            format!("The file has no codes; {first} to {last} were given. Next time rows are found by name and address"),
        ),
        ProblemKind::DuplicateCode { code, first_row } => lang.pick(
            format!("编号 {code} 与第 {first_row} 行重复。请改正或删去一行"),
            format!("The code {code} stands in row {first_row} already. Change or delete one"),
        ),
        ProblemKind::DuplicateLink { first_row } => lang.pick(
            format!("与第 {first_row} 行是同一项联系。请删去一行"),
            format!("The same link as in row {first_row}. Delete one"),
        ),
        ProblemKind::DamagedCode { code } => lang.pick(
            format!("编号 {code} 像是被 Excel 改成了科学计数，末几位已丢失。请把该列设为文本后重填"),
            format!("Excel has turned the code into {code}; its last digits are lost. Make the column text and fill it in again"),
        ),
        ProblemKind::IdAsCode { is_damaged: true } => lang
            .pick(
                "这一格像身份证号码，校验位不对，末几位可能被 Excel 抹掉了；身份证号码也不能作编号。请改用户号（党员编号）",
                "This looks like an ID number with a wrong check digit; a spreadsheet may have cut it. Nor may it be a code; use another",
            )
            .to_owned(),
        ProblemKind::IdAsCode { is_damaged: false } => lang
            .pick(
                "这一格是身份证号码，不收录，也不能作编号。请改用户号（党员编号），或去掉这一列",
                "This is an ID number, which is never taken in, not as a code either. Use another code, or delete the column",
            )
            .to_owned(),
        ProblemKind::LostZeros { register } => lang.pick(
            format!("登记中有 {register}，这里前面的零可能被 Excel 去掉了。这一行按新的处理，请改正"),
            format!("The register has {register}; Excel has probably cut the zeros here. Taken as a new one; please mend it"),
        ),
        other => return about_references(lang, other),
    };
    Some(words)
}

/// Words and numbers in cells.
fn about_cells(lang: Lang, kind: &ProblemKind) -> Option<String> {
    let words = match kind {
        ProblemKind::NotANumber { text } => lang.pick(
            format!("“{text}”不是合适的整数，按没有填写处理。请改成数字"),
            format!("“{text}” is not a whole number that fits; it counts as not said. Write a number"),
        ),
        ProblemKind::NotADate { text } => lang.pick(
            format!("“{text}”不是日期，按没有填写处理。请写成 2026-01-31 这样"),
            format!("“{text}” is not a day; it counts as not said. Write it like 2026-01-31"),
        ),
        ProblemKind::NotYesNo { text } => lang.pick(
            format!("“{text}”看不出是还是否，按没有填写处理。请写“是”或“否”"),
            format!("“{text}” is neither yes nor no; it counts as not said. Write 是 or 否"),
        ),
        ProblemKind::UnknownWord { text } => lang.pick(
            format!("不认识“{text}”，按没有填写处理。请换成常用的说法"),
            format!("“{text}” is not known here; it counts as not said. Use a usual word"),
        ),
        ProblemKind::UnknownCategory { word } => lang.pick(
            format!("没有“{word}”这个类别，没有收录。请换成图例中的类别"),
            format!("There is no category “{word}”; it was left out. Use one of the legend"),
        ),
        ProblemKind::NeverModeledWord => lang
            .pick(
                "有不收录的敏感字样，这一项已略过，其余照常。建议从文件里删去",
                "Names something that is never taken in; that was left out, the rest was taken. Better delete it from the file",
            )
            .to_owned(),
        ProblemKind::OrdinaryBesideOthers => lang
            .pick(
                "“普通户”不与其他类别并列，只收录了其他类别",
                "“Ordinary” does not go with other categories; the others were taken",
            )
            .to_owned(),
        ProblemKind::Emptied => lang
            .pick(
                "登记中有内容而文件里是空的，导入后会清空。不想清空，请先补上",
                "The register says something and the file nothing; it will be emptied. Fill it in first to keep it",
            )
            .to_owned(),
        ProblemKind::RangeReversed { min, max } => lang.pick(
            format!("下限 {min} 大于上限 {max}。请改正"),
            format!("The fewest, {min}, are more than the most, {max}. Please mend it"),
        ),
        _ => return None,
    };
    Some(words)
}

/// Positions and outlines.
fn about_places(lang: Lang, kind: &ProblemKind, is_taken: bool) -> Option<String> {
    let words = match kind {
        ProblemKind::NotACoordinate { text } => lang.pick(
            format!("“{text}”不是坐标。请写成 113.6251 这样的度数，或清空"),
            format!("“{text}” is not a coordinate. Write degrees like 113.6251, or leave it empty"),
        ),
        ProblemKind::OutOfRange { x, y } => lang.pick(
            format!("坐标 {}, {} 不在地球上。请核对数字和坐标系", number(*x), number(*y)),
            format!(
                "{}, {} is no place on the globe. Check the numbers and the coordinate system",
                number(*x),
                number(*y)
            ),
        ),
        ProblemKind::AxesTurned => lang
            .pick(
                "经纬度写反了，已对调。请在地图上核对",
                "Longitude and latitude were the wrong way round and were turned. Look at the map",
            )
            .to_owned(),
        ProblemKind::HalfPosition => lang
            .pick(
                "经度和纬度只有一个，位置按没有填写处理。请补全",
                "Only one of longitude and latitude is there; the position counts as not said. Add the other",
            )
            .to_owned(),
        ProblemKind::ZeroPosition => lang
            .pick(
                "经纬度都是 0，按没有位置处理。之后可在地图上标定",
                "Zero and zero counts as no position. It can be placed on the map later",
            )
            .to_owned(),
        ProblemKind::OutsideGrids => lang
            .pick(
                "位置不在任何网格内，已照样导入。请核对坐标、坐标系或网格边界",
                "Lies in no grid; taken all the same. Check the coordinates, their system, or the outlines",
            )
            .to_owned(),
        ProblemKind::BadFeature { why } => lang.pick(
            format!("这个要素读不懂：{why}。请重新导出"),
            format!("This feature cannot be read: {why}. Export it again"),
        ),
        ProblemKind::WrongShape { found } if found.is_empty() => {
            lang.pick("没有图形。请补画后重新导出", "There is no form. Draw it and export again").to_owned()
        }
        ProblemKind::WrongShape { found } => lang.pick(
            format!("图形是 {found}，这里不能用。户和党员要点，网格要面"),
            format!("A {found} cannot be used here. Households and members are points, grids are polygons"),
        ),
        ProblemKind::RingNotClosed => lang
            .pick(
                "边界没有闭合，或拐点太少。请补画",
                "The outline does not close or has too few corners. Draw it again",
            )
            .to_owned(),
        ProblemKind::CrossesItself if is_taken => lang
            .pick(
                "边界自相交，已照样导入，归属可能不准。请改画",
                "The outline crosses itself; taken all the same, but what lies inside may be wrong. Draw it again",
            )
            .to_owned(),
        ProblemKind::CrossesItself => {
            lang.pick("边界自相交。请改画", "The outline crosses itself. Draw it again").to_owned()
        }
        ProblemKind::KindGuessed => lang
            .pick(
                "没有写明是什么，已按形状猜测。请补上“类型”",
                "Nothing says what this is; it was guessed by its form. Add a kind",
            )
            .to_owned(),
        _ => return None,
    };
    Some(words)
}

/// A number as it stands in a file; one of hundreds of digits by its power.
fn number(value: f64) -> String {
    if value.abs() < 1e12 { value.to_string() } else { format!("{value:e}") }
}

/// Households and members that no link can have.
fn about_people(lang: Lang, kind: &ProblemKind) -> Option<String> {
    let words = match kind {
        ProblemKind::MovedOut => lang
            .pick(
                "登记中此户已迁出，请核对",
                "By the register this household has moved out; please check",
            )
            .to_owned(),
        ProblemKind::RetiredMember => {
            lang.pick("这位党员已离任，这项联系不收录。请换人", "This member has left; the link is not taken. Name somebody else").to_owned()
        }
        ProblemKind::IneligibleMember => lang
            .pick(
                "这位党员暂不联户，这项联系不收录。请换人，或先恢复其联户",
                "This member cannot cover households now; the link is not taken. Name somebody else, or change that first",
            )
            .to_owned(),
        ProblemKind::OwnHousehold => lang
            .pick("党员不能联系自己家，这项联系不收录。请换人", "Members do not cover their own home; the link is not taken. Name somebody else")
            .to_owned(),
        _ => return None,
    };
    Some(words)
}

/// Rows that do not go with the register.
#[expect(clippy::too_many_lines, reason = "all others are named, so that none is forgotten")]
fn about_register(lang: Lang, kind: &ProblemKind, is_taken: bool) -> String {
    match kind {
        ProblemKind::UnknownHousehold { code } => lang.pick(
            format!("登记中没有户号 {code}{}", if is_taken { "，这一格没有收录。请核对" } else { "。请核对，或先导入户" }),
            format!("No household {code} on the register{}", if is_taken { "; left out. Please check" } else { ". Check it, or import the households first" }),
        ),
        ProblemKind::UnknownMember { code } => lang.pick(
            format!("登记中没有党员 {code}{}", if is_taken { "，这一格没有收录。请核对" } else { "。请核对，或先导入党员" }),
            format!("No member {code} on the register{}", if is_taken { "; left out. Please check" } else { ". Check it, or import the members first" }),
        ),
        ProblemKind::SecondPrimary { first_row } => lang.pick(
            format!("第 {first_row} 行已给这户安排了主责，现在有两位。请留一位，另一位改为协助"),
            format!("Row {first_row} names a responsible member already; now there are two. Keep one, let the other stand in"),
        ),
        ProblemKind::ParentCycle => lang
            .pick("上级绕回了自己。请改正“上级”", "It would be part of itself. Mend what it is part of")
            .to_owned(),
        // These are said above.
        ProblemKind::PersonsJoined { .. }
        | ProblemKind::NoHead
        | ProblemKind::Ages(_)
        | ProblemKind::SecondHead { .. }
        | ProblemKind::SheetLeftOut
        | ProblemKind::SheetHidden
        | ProblemKind::FormulaError { .. }
        | ProblemKind::HeaderBelowTitles
        | ProblemKind::ColumnDiscarded
        | ProblemKind::NeverModeled
        | ProblemKind::IdNumbers
        | ProblemKind::JoinedByIds
        | ProblemKind::IdsDamaged { .. }
        | ProblemKind::ColumnTwice { .. }
        | ProblemKind::ColumnEmpty
        | ProblemKind::RowPassedOver
        | ProblemKind::ShortRow { .. }
        | ProblemKind::LongRow { .. }
        | ProblemKind::UnclosedQuote
        | ProblemKind::NoCode
        | ProblemKind::NoName
        | ProblemKind::CodesGiven { .. }
        | ProblemKind::DuplicateCode { .. }
        | ProblemKind::DuplicateLink { .. }
        | ProblemKind::DamagedCode { .. }
        | ProblemKind::LostZeros { .. }
        | ProblemKind::LeaderLater { .. }
        | ProblemKind::UnknownGrid { .. }
        | ProblemKind::UnknownOrganization { .. }
        | ProblemKind::CodeOfAnotherKind { .. }
        | ProblemKind::NotANumber { .. }
        | ProblemKind::NotADate { .. }
        | ProblemKind::NotYesNo { .. }
        | ProblemKind::UnknownWord { .. }
        | ProblemKind::UnknownCategory { .. }
        | ProblemKind::NeverModeledWord
        | ProblemKind::OrdinaryBesideOthers
        | ProblemKind::Emptied
        | ProblemKind::RangeReversed { .. }
        | ProblemKind::NotACoordinate { .. }
        | ProblemKind::OutOfRange { .. }
        | ProblemKind::AxesTurned
        | ProblemKind::CrsFound { .. }
        | ProblemKind::CrsReadAs { .. }
        | ProblemKind::OtherDatumFits { .. }
        | ProblemKind::HalfPosition
        | ProblemKind::ZeroPosition
        | ProblemKind::OutsideGrids
        | ProblemKind::Address(_)
        | ProblemKind::BadFeature { .. }
        | ProblemKind::BadRecord { .. }
        | ProblemKind::NoTableBeside
        | ProblemKind::EncodingMisnamed { .. }
        | ProblemKind::CrsPresumed { .. }
        | ProblemKind::WrongShape { .. }
        | ProblemKind::RingNotClosed
        | ProblemKind::CrossesItself
        | ProblemKind::KindGuessed
        | ProblemKind::MovedOut
        | ProblemKind::RetiredMember
        | ProblemKind::IneligibleMember
        | ProblemKind::OwnHousehold
        | ProblemKind::IdAsCode { .. }
        | ProblemKind::MappedAsBefore { .. }
        | ProblemKind::CrsAsBefore { .. }
        | ProblemKind::PossibleDuplicate { .. }
        | ProblemKind::Resembles { .. }
        | ProblemKind::FoundWithoutCode { .. }
        | ProblemKind::HomeFound { .. }
        | ProblemKind::HomeUnclear { .. } => String::new(),
    }
}
