//! What an import found, row by row.

use crate::app::wording::{Lang, problem_sentence};
use crate::exchange::{ImportReport, Problem, Severity};

/// What a file brings, in a sentence or two; what there is none of is left out.
pub fn import_summary(lang: Lang, report: &ImportReport) -> String {
    let parts = [
        (report.new, "新增", "new"),
        (report.changed, "变更", "changed"),
        (report.unchanged, "一致", "the same"),
        (report.rejected, "不能导入", "rejected"),
        (report.flagged, "存疑", "flagged"),
    ];
    let said = parts.iter().filter(|(count, ..)| *count > 0);
    let said: Vec<String> =
        said.map(|(count, zh, en)| lang.pick(format!("{zh} {count}"), format!("{count} {en}"))).collect();
    let said = said.join(lang.pick("，", ", "));
    let (read, missing) = (report.read, report.missing);
    let read = if said.is_empty() {
        lang.pick(format!("读到 {read} 行"), format!("{read} rows"))
    } else {
        lang.pick(format!("读到 {read} 行：{said}"), format!("{read} rows: {said}"))
    };
    if missing == 0 {
        return read;
    }
    lang.pick(
        format!("{read}\n文件没有提到的 {missing} 条保持不变"),
        format!("{read}\n{missing} that the file does not name stay as they are"),
    )
}

/// Where something odd stands: file, sheet, row, column, as far as there are any.
fn problem_place(lang: Lang, problem: &Problem) -> String {
    let sheet = problem.sheet.as_ref().map(|sheet| lang.pick(format!("工作表“{sheet}”"), format!("sheet “{sheet}”")));
    let row = problem.row.map(|row| lang.pick(format!("第 {row} 行"), format!("row {row}")));
    let column = problem.column.as_ref().map(|column| lang.pick(format!("“{column}”列"), format!("column “{column}”")));
    let places: Vec<String> = [Some(problem.file.to_string()), sheet, row, column].into_iter().flatten().collect();
    places.join(lang.pick(" ", ", "))
}

/// Where it stands, how bad it is, and what is odd.
pub fn problem_line(lang: Lang, problem: &Problem) -> String {
    let severity = match problem.severity {
        Severity::Note => lang.pick("提示", "note"),
        Severity::Flagged => lang.pick("存疑", "flagged"),
        Severity::Rejected => lang.pick("不能导入", "rejected"),
    };
    let (place, what) = (problem_place(lang, problem), problem_sentence(lang, problem));
    lang.pick(format!("{place}（{severity}）：{what}"), format!("{place} [{severity}]: {what}"))
}

#[cfg(test)]
mod tests {
    use crate::app::wording::{Lang, problem_line, problem_sentence};
    use crate::exchange::{
        AddressFault, AgesFound, Crs, CrsEvidence, Encoding, Likeness, MapFault, Problem, ProblemKind, Severity,
    };

    #[test]
    fn every_problem_is_said_in_both_languages() {
        let text = || "甲".to_owned();
        let kinds = [
            ProblemKind::PersonsJoined { persons: 3, households: 2 },
            ProblemKind::NoHead,
            ProblemKind::Ages(AgesFound::Counted { on: None }),
            ProblemKind::Ages(AgesFound::Counted { on: Some(jiff::civil::date(2026, 11, 27)) }),
            ProblemKind::Ages(AgesFound::Unknown { persons: 2 }),
            ProblemKind::SecondHead { row: 2 },
            ProblemKind::SheetLeftOut,
            ProblemKind::SheetHidden,
            ProblemKind::FormulaError { text: "#REF!".to_owned() },
            ProblemKind::HeaderBelowTitles,
            ProblemKind::ColumnDiscarded,
            ProblemKind::NeverModeled,
            ProblemKind::IdNumbers,
            ProblemKind::JoinedByIds,
            ProblemKind::IdsDamaged { count: 2, first_row: 3 },
            ProblemKind::ColumnTwice { used: text() },
            ProblemKind::ColumnEmpty,
            ProblemKind::RowPassedOver,
            ProblemKind::ShortRow { found: 2, expected: 3 },
            ProblemKind::LongRow { found: 4, expected: 3 },
            ProblemKind::UnclosedQuote,
            ProblemKind::NoCode,
            ProblemKind::NoName,
            ProblemKind::CodesGiven { first: text(), last: text() },
            ProblemKind::DuplicateCode { code: text(), first_row: 2 },
            ProblemKind::DuplicateLink { first_row: 2 },
            ProblemKind::DamagedCode { code: text() },
            ProblemKind::LostZeros { register: text() },
            ProblemKind::NotANumber { text: text() },
            ProblemKind::NotADate { text: text() },
            ProblemKind::NotYesNo { text: text() },
            ProblemKind::UnknownWord { text: text() },
            ProblemKind::UnknownCategory { word: text() },
            ProblemKind::NeverModeledWord,
            ProblemKind::OrdinaryBesideOthers,
            ProblemKind::NotACoordinate { text: text() },
            ProblemKind::OutOfRange { x: 400.0, y: 1.0 },
            ProblemKind::AxesTurned,
            ProblemKind::CrsFound { assumed: Crs::WebMercator, evidence: CrsEvidence::Range },
            ProblemKind::CrsReadAs { named: Crs::Cgcs2000, read_as: Crs::Bd09 },
            ProblemKind::OtherDatumFits {
                read_as: Crs::Wgs84,
                inside: 12,
                of: 400,
                other: Crs::Gcj02,
                other_inside: 398,
            },
            ProblemKind::HalfPosition,
            ProblemKind::ZeroPosition,
            ProblemKind::OutsideGrids,
            ProblemKind::Address(AddressFault::NoAddress),
            ProblemKind::Address(AddressFault::NoPlace),
            ProblemKind::Address(AddressFault::Unclear { codes: vec![text()] }),
            ProblemKind::Address(AddressFault::NobodyWaits { rows: 2 }),
            ProblemKind::UnknownHousehold { code: text() },
            ProblemKind::LeaderLater { code: text() },
            ProblemKind::UnknownMember { code: text() },
            ProblemKind::UnknownGrid { text: text() },
            ProblemKind::MovedOut,
            ProblemKind::RetiredMember,
            ProblemKind::IneligibleMember,
            ProblemKind::OwnHousehold,
            ProblemKind::SecondPrimary { first_row: 2 },
            ProblemKind::RangeReversed { min: 3, max: 2 },
            ProblemKind::Emptied,
            ProblemKind::BadFeature { why: text() },
            ProblemKind::BadRecord { why: MapFault::NotANumber },
            ProblemKind::NoTableBeside,
            ProblemKind::EncodingMisnamed { named: text(), read_as: Encoding::Gb18030 },
            ProblemKind::CrsPresumed { assumed: Crs::Gcj02 },
            ProblemKind::WrongShape { found: String::new() },
            ProblemKind::RingNotClosed,
            ProblemKind::CrossesItself,
            ProblemKind::ParentCycle,
            ProblemKind::KindGuessed,
        ];
        check_said(&kinds);
    }

    #[test]
    fn what_was_known_before_is_said_in_both_languages() {
        let text = || "甲".to_owned();
        check_said(&[
            ProblemKind::MappedAsBefore { file: text() },
            ProblemKind::CrsAsBefore { assumed: Crs::Gcj02, file: text() },
            ProblemKind::IdAsCode { is_damaged: true },
            ProblemKind::IdAsCode { is_damaged: false },
            ProblemKind::PossibleDuplicate { first_row: 2 },
            ProblemKind::Resembles { code: text(), why: Likeness::Address },
            ProblemKind::FoundWithoutCode { rows: 3 },
            ProblemKind::HomeFound { code: text() },
            ProblemKind::HomeUnclear { codes: vec![text(), text()] },
        ]);
    }

    #[track_caller]
    fn check_said(kinds: &[ProblemKind]) {
        for kind in kinds {
            for severity in [Severity::Flagged, Severity::Rejected] {
                let kind = kind.clone();
                let problem = Problem { severity, file: "户.csv".into(), sheet: None, row: None, column: None, kind };
                let (zh, en) = (problem_sentence(Lang::Zh, &problem), problem_sentence(Lang::En, &problem));
                assert!(zh.chars().any(|letter| letter > '\u{4e00}') && en.contains(' '), "{problem:?}: {zh} / {en}");
                assert!(!zh.ends_with('。') && !en.ends_with('.'), "no full stop at the end: {zh} / {en}");
            }
        }
    }

    #[test]
    fn a_problem_is_told_with_its_place() {
        let problem = Problem {
            severity: Severity::Rejected,
            file: "名册.xlsx".into(),
            sheet: Some("一组".into()),
            row: Some(7),
            column: Some("户号".into()),
            kind: ProblemKind::NoCode,
        };
        let zh = "名册.xlsx 工作表“一组” 第 7 行 “户号”列（不能导入）：没有编号，请补上";
        let en = "名册.xlsx, sheet “一组”, row 7, column “户号” [rejected]: There is no code; add one";
        assert_eq!(problem_line(Lang::Zh, &problem), zh);
        assert_eq!(problem_line(Lang::En, &problem), en);
    }
}
