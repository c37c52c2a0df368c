//! The list of what was found in a file.

use crate::app::wording::Lang;
use crate::exchange::Severity;
use std::path::Path;

/// Headers and words of the list.
#[derive(Clone, Copy, Debug)]
pub struct ReportWords {
    /// What the sheet is called.
    pub title: &'static str,
    /// Its columns.
    pub headers: [&'static str; 7],
    /// Somebody or something new.
    pub new: &'static str,
    /// Something else than before.
    pub changed: &'static str,
    severities: [&'static str; 3],
}

impl ReportWords {
    /// How grave a problem is.
    pub fn severity(&self, severity: Severity) -> &'static str {
        let [rejected, flagged, note] = self.severities;
        match severity {
            Severity::Rejected => rejected,
            Severity::Flagged => flagged,
            Severity::Note => note,
        }
    }
}

/// The words in one language.
pub fn report_words(lang: Lang) -> ReportWords {
    lang.pick(
        ReportWords {
            title: "检查报告",
            headers: ["工作表", "行", "列", "程度", "说明", "原来", "现在"],
            new: "新增",
            changed: "变更",
            severities: ["不能导入", "存疑", "提示"],
        },
        ReportWords {
            title: "Report",
            headers: ["Sheet", "Row", "Column", "What", "Words", "Before", "Now"],
            new: "new",
            changed: "changed",
            severities: ["rejected", "look at it", "note"],
        },
    )
}

/// An option that only means something for workbooks.
pub fn plan_only_for_workbooks(lang: Lang, option: &str) -> String {
    lang.pick(format!("{option} 只用于导出表格（.xlsx）"), format!("{option} is only for workbooks (.xlsx)"))
}

/// Where a report went.
pub fn report_written(lang: Lang, path: &Path) -> String {
    let path = path.display();
    lang.pick(
        format!("检查报告已写出，内含个人信息，只给造册的人看\n文件：{path}"),
        format!("The report is written; it names people, so it is for whoever made the list only\nFile: {path}"),
    )
}

/// What a report is called beside the file that it is about.
pub fn report_name(lang: Lang, file: &Path) -> String {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    lang.pick(format!("{stem}-检查报告.xlsx"), format!("{stem}-report.xlsx"))
}
