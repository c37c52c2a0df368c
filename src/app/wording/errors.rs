//! What went wrong outside, as a sentence that says what to do.

use crate::app::wording::coordinates::{crs_refusal, crs_unclear};
use crate::app::wording::maps::map_fault;
use crate::app::wording::{Lang, Naming, Text, refusal_sentence};
use crate::app::{DocumentError, ExportError};
use crate::disclose::Audience;
use crate::exchange::ExchangeError;
use crate::store::StoreError;
use std::path::Path;

/// Why a change did not happen.
pub fn document_error(lang: Lang, naming: Naming<'_>, err: &DocumentError) -> String {
    match err {
        DocumentError::Refused(refusal) => refusal_sentence(lang, naming, refusal),
        DocumentError::ViewOnly => {
            lang.pick("文件以只读方式打开，不能修改", "The project is open for viewing only").to_owned()
        }
        DocumentError::ChangedOutside => lang
            .pick(
                "其他程序改过这个文件，请先核对并认可，然后才能修改",
                "Another program has changed this file; look at it and accept that before you change anything",
            )
            .to_owned(),
        DocumentError::NotSaved => lang
            .pick(
                "先前的修改还没有保存，请先重试保存或另存",
                "Earlier changes are not saved yet; retry, or save elsewhere",
            )
            .to_owned(),
        DocumentError::Misfit(_) => lang
            .pick(
                "历史与文件内容不符，可能被其他程序改过；没有做任何修改",
                "The history does not fit the file, another program may have changed it; nothing was changed",
            )
            .to_owned(),
        DocumentError::Store(err) => store_error(lang, err),
        DocumentError::NothingToTakeBack => {
            lang.pick("没有可以撤销或重做的修改", "There is nothing to take back").to_owned()
        }
        DocumentError::NoSaver => lang
            .pick("保存线程已停止，请另存后重新打开", "Saving has stopped; save elsewhere and open again")
            .to_owned(),
    }
}

/// What another program did to the file, and what to do.
pub fn changed_outside(lang: Lang, tables: &[&str], path: &Path) -> String {
    let (tables, path) = (tables.join(lang.pick("、", ", ")), path.display());
    lang.pick(
        format!("上次关闭以后，其他程序改过这个文件（{tables}）。请先看看地图和检查结果；认可以后才能修改。\n文件：{path}"),
        format!(
            "Another program has changed this file since it was closed ({tables}). Look at the map and the findings; you can change it once you have accepted that\nFile: {path}"
        ),
    )
}

/// What is wrong with a project file.
pub fn store_error(lang: Lang, err: &StoreError) -> String {
    let zh = match err {
        StoreError::Missing { path } => format!("没有这个文件\n文件：{}", path.display()),
        StoreError::Exists { path } => format!("已有同名文件，请换个名字\n文件：{}", path.display()),
        StoreError::Empty { path } => format!("文件是空的\n文件：{}", path.display()),
        StoreError::NotDatabase { path, .. } => format!("这不是项目文件\n文件：{}", path.display()),
        StoreError::Truncated { found, expected, path, .. } => {
            format!("文件不完整：只有 {found} 字节，应有 {expected} 字节。请用备份\n文件：{}", path.display())
        }
        StoreError::NotGeoPackage { path } => format!("这是数据库，但不是 GeoPackage\n文件：{}", path.display()),
        StoreError::NotOurs { path } => {
            format!("这是 GeoPackage，但不是联户图的项目。可以作为数据导入\n文件：{}", path.display())
        }
        StoreError::Newer { schema, known, path } => {
            format!("文件格式 {schema} 比本程序认识的 {known} 新，请升级程序\n文件：{}", path.display())
        }
        StoreError::InUse { owner, path } => {
            format!("{} 自 {} 起正在编辑。请等对方关闭，或先只读查看\n文件：{}", owner.who, owner.since, path.display())
        }
        StoreError::ForeignLock { path } => {
            format!("项目无法锁定：锁文件的位置上有别的文件或链接，请先把它移走\n文件：{}", path.display())
        }
        StoreError::WriterEnded { path } => format!("保存已停止，请另存后重新打开\n文件：{}", path.display()),
        StoreError::ReadOnly { path } => format!("文件或所在文件夹不可写，只能查看\n文件：{}", path.display()),
        StoreError::NeedsRecovery { path } => {
            format!("上次写入被中断，需要以可写方式打开一次来恢复\n文件：{}", path.display())
        }
        StoreError::ForeignTrigger { trigger, path } => {
            format!("文件里有外来的触发器 {trigger}，不能安全写入\n文件：{}", path.display())
        }
        StoreError::Damaged { path, .. } => format!("文件已损坏，请用备份\n文件：{}", path.display()),
        StoreError::BadValue { table, fid, column, path } => {
            format!("读不懂一个值：{table}.{column} 第 {fid} 行\n文件：{}", path.display())
        }
        StoreError::Misfit { path, .. } => format!("修改与文件内容不符，没有写入\n文件：{}", path.display()),
        StoreError::NoSuchStep { seq, path } => format!("历史中没有第 {seq} 步\n文件：{}", path.display()),
        StoreError::Abandoned { path } => format!("没有读完，已停止\n文件：{}", path.display()),
        StoreError::DiskFull { path, .. } => format!("磁盘已满，请腾出空间后重试\n文件：{}", path.display()),
        StoreError::OldSqlite { found } => format!("SQLite {found} 太旧，需要 3.51.3 或更新"),
        StoreError::Sqlite { path, source, .. } => format!("读写失败：{source}\n文件：{}", path.display()),
        StoreError::Io { path, source, .. } => {
            format!("读写失败：{}\n文件：{}", io_words(source), path.display())
        }
    };
    lang.pick(zh, with_causes(err))
}

/// What is wrong with a file to be read or written.
pub fn exchange_error(lang: Lang, err: &ExchangeError) -> String {
    let zh = match err {
        ExchangeError::Unreadable { path, source } => {
            format!("读不了文件：{}\n文件：{}", io_words(source), path.display())
        }
        ExchangeError::Unwritable { path, source } => {
            format!("写不了文件：{}\n文件：{}", io_words(source), path.display())
        }
        ExchangeError::WriteFailed { source } => format!("写入中断：{source}"),
        ExchangeError::TooLarge { file, bytes, limit } => {
            format!("文件太大：{bytes} 字节，上限 {limit} 字节\n文件：{file}")
        }
        ExchangeError::NotText { file, line, byte } => {
            format!("第 {line} 行（字节 {byte}）起不是文字，请另存为 UTF-8 或 GBK 的 CSV\n文件：{file}")
        }
        ExchangeError::OtherFormat { file, found } => {
            format!("这是 {found} 文件，现在还不能直接读，请另存为 CSV\n文件：{file}")
        }
        ExchangeError::Protected { file } => {
            format!("工作簿有密码，请在 Excel 或 WPS 中去掉密码后再导入\n文件：{file}")
        }
        ExchangeError::BadBook { file, sheet, why } => {
            let place = sheet.as_ref().map_or_else(String::new, |sheet| format!("\n工作表：{sheet}"));
            format!("工作簿损坏或不是表格（{why}）。请用 Excel 或 WPS 打开后另存一份\n文件：{file}{place}")
        }
        ExchangeError::NoSuchSheet { file, sheet, has } => {
            format!("没有工作表“{sheet}”，有：{}\n文件：{file}", has.join("、"))
        }
        ExchangeError::NoHeader { file, looked_for } => {
            format!("找不到表头。需要的列如：{}\n文件：{file}", looked_for.join("、"))
        }
        ExchangeError::MissingColumn { file, field } => format!("缺少列：{}\n文件：{file}", field.key()),
        ExchangeError::TooSpread { file, row, column, limit } => format!(
            "工作表占的范围太大（到第 {row} 行、第 {column} 列），超过 {limit} 个单元格。请删掉远处多余的单元格，或另存为 xlsx 再导入\n文件：{file}"
        ),
        ExchangeError::TooWide { file, row, limit } => format!("第 {row} 行超过 {limit} 列\n文件：{file}"),
        ExchangeError::BadMap { file, record, why } => {
            let place = record.map_or_else(String::new, |record| format!("第 {record} 条记录处，"));
            format!("地图文件读不了：{place}{}。请重新导出或重新复制\n文件：{file}", map_fault(Lang::Zh, *why))
        }
        ExchangeError::PartOfShapefile { file } => {
            format!("这只是 Shapefile 的一部分，请选同名的 .shp，其余的会一并读取\n文件：{file}")
        }
        ExchangeError::NotJson { file, line, column, .. } => {
            format!("第 {line} 行第 {column} 列不是有效的 JSON\n文件：{file}")
        }
        ExchangeError::NotFeatures { file } => format!("是 JSON，但不是 GeoJSON 要素\n文件：{file}"),
        ExchangeError::TooDeep { file, limit, line } => format!("第 {line} 行嵌套超过 {limit} 层\n文件：{file}"),
        ExchangeError::NeedsTable { file } => {
            format!("这是地图，不是名册。请选当初导入的表格（xlsx、xls、ods 或 CSV）\n文件：{file}")
        }
        ExchangeError::NeedsShapes { file, .. } => {
            format!("底图要从地图文件（GeoJSON、Shapefile、KML）导入，表格里没有形状\n文件：{file}")
        }
        ExchangeError::UnknownColumn { file, column, has } => {
            format!("没有“{column}”这一列，现有：{}\n文件：{file}", has.join("、"))
        }
        ExchangeError::UnknownField { field, takes } => format!("没有字段 {field}，可用：{}", takes.join("、")),
        ExchangeError::FieldTwice { file, field, first, second } => {
            format!("“{first}”列和“{second}”列都指定为 {}，只能留一列。请去掉一个对应关系\n文件：{file}", field.key())
        }
        ExchangeError::MixedShapes => "Shapefile 不能同时存线和面，请改用 .gpkg、.kml 或 .geojson".to_owned(),
        ExchangeError::ForbiddenColumn { file, column } => format!("“{column}”这一列不予收录\n文件：{file}"),
        ExchangeError::UnsupportedCrs { file, name, why } => {
            format!("不支持坐标系 {name}：{}\n文件：{file}", crs_refusal(Lang::Zh, why))
        }
        ExchangeError::UnclearCrs { file, x, y, could_be } => return crs_unclear(lang, file, [*x, *y], could_be),
        ExchangeError::NotForAudience { audience, .. } => {
            let audience = match audience {
                Audience::Public => Text::AudiencePublic,
                Audience::Meeting => Text::AudienceMeeting,
                Audience::Internal => Text::AudienceInternal,
            };
            format!("“{}”用途不提供这类内容，请选“内部”（--audience internal）", audience.of(Lang::Zh))
        }
    };
    lang.pick(zh, with_causes(err))
}

/// Why nothing was exported.
pub fn export_error(lang: Lang, err: &ExportError) -> String {
    match err {
        ExportError::Exchange(err) => exchange_error(lang, err),
        ExportError::Png(_) | ExportError::TooLarge => {
            lang.pick("图太大，请选小一些的纸张或分辨率".to_owned(), with_causes(err))
        }
        ExportError::WouldReplaceProject { path } => lang.pick(
            format!("这个文件是项目或其他数据库，导出会毁掉它，没有写入。请换个名字\n文件：{}", path.display()),
            format!(
                "This file is a project or another database, which the export would destroy; nothing was written. Choose another name\nFile: {}",
                path.display()
            ),
        ),
        ExportError::Store(err) => store_error(lang, err),
        ExportError::WouldReplaceOther { path } => lang.pick(
            format!("这里已有同名的其他文件，没有写入。请换个名字\n文件：{}", path.display()),
            format!("Another file has this name; nothing was written. Choose another name\nFile: {}", path.display()),
        ),
        ExportError::NoSuchForm { what, path } => {
            let what = what.map_or(lang.pick("全部内容", "everything"), crate::exchange::ImportKind::key);
            lang.pick(
                format!("{what} 不能导出成这种格式\n文件：{}", path.display()),
                format!("{what} cannot be exported in this form\nFile: {}", path.display()),
            )
        }
    }
}

/// What the system said, in Chinese where it is one of the usual things.
fn io_words(err: &std::io::Error) -> String {
    use std::io::ErrorKind as Kind;
    let words = match err.kind() {
        Kind::NotFound => "没有这个文件或文件夹",
        Kind::PermissionDenied => "没有权限",
        Kind::StorageFull | Kind::QuotaExceeded => "磁盘已满",
        Kind::ReadOnlyFilesystem => "磁盘是只读的",
        Kind::IsADirectory => "这是文件夹，不是文件",
        Kind::AlreadyExists => "已有同名文件",
        _ => return err.to_string(),
    };
    words.to_owned()
}

/// An error with its causes, each after a colon; the path stays last.
fn with_causes(err: &dyn std::error::Error) -> String {
    let words = err.to_string();
    let (said, path) = words.split_once('\n').map_or((words.as_str(), ""), |(said, path)| (said, path));
    let mut sentence = said.to_owned();
    let mut cause = err.source();
    while let Some(deeper) = cause {
        sentence = format!("{sentence}: {deeper}");
        cause = deeper.source();
    }
    if path.is_empty() { sentence } else { format!("{sentence}\n{path}") }
}
