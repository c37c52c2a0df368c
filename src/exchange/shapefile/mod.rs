//! Shapefiles: forms in the `.shp`, rows in the `.dbf`, the coordinate system in the `.prj`.
//!
//! Every length is held against what is there before anything is made of it. A form that contradicts itself is a row
//! that cannot be taken; a file that breaks off is not read at all.

mod dbf;
mod encoding;
mod parts;
mod rings;
mod shp;

pub(crate) use parts::{find_beside, is_shapefile};
pub use parts::{is_beside_shapefile, without_parts};

use crate::exchange::shapefile::dbf::Table;
use crate::exchange::shapefile::encoding::{Choice, choose};
use crate::exchange::shapefile::parts::{DBF, part};
use crate::exchange::shapefile::shp::read_shapes;
use crate::exchange::sheet::{Sheet, SheetRow};
use crate::exchange::{Encoding, ExchangeError, MapFault, ProblemKind, Source};
use csv::StringRecord;

/// Reads a shapefile with what lies beside it.
///
/// # Errors
/// What is wrong with the `.shp` or the `.dbf`, and in which record.
pub(crate) fn read_shapefile(source: &Source) -> Result<(Sheet, Encoding), ExchangeError> {
    let bad =
        |file: &str, record: Option<u32>, why: MapFault| ExchangeError::BadMap { file: file.to_owned(), record, why };
    let shapes = read_shapes(&source.bytes).map_err(|(record, why)| bad(&source.name, record, why))?;
    let declared_crs = part(source, "prj").map(|prj| String::from_utf8_lossy(&prj.bytes).trim().to_owned());
    let mut sheet = Sheet { declared_crs: declared_crs.filter(|text| !text.is_empty()), ..Sheet::default() };
    let opened =
        part(source, DBF).map(|dbf| Table::open(&dbf.bytes).map_err(|(record, why)| bad(&dbf.name, record, why)));
    let table = opened.transpose()?;
    if table.is_none() {
        sheet.odd.push(ProblemKind::NoTableBeside);
    }
    if let Some(table) = table.as_ref().filter(|table| table.count != shapes.len()) {
        return Err(bad(&source.name, None, MapFault::Counts { shapes: shapes.len(), rows: table.count }));
    }
    let cpg = part(source, "cpg").map(|cpg| String::from_utf8_lossy(&cpg.bytes).trim().to_owned());
    let Choice { taken, encoding, misnamed } = table.as_ref().map_or_else(Choice::default, |table| choose(table, cpg));
    if let Some(named) = misnamed {
        sheet.odd.push(ProblemKind::EncodingMisnamed { named, read_as: encoding });
    }
    sheet.headers = table.as_ref().map(|table| table.names(taken)).unwrap_or_default();
    for (idx, (row, form)) in (1_u32..).zip(shapes).enumerate() {
        let (mut cells, mut broken) = (StringRecord::new(), None);
        if let Some(table) = &table {
            if table.is_deleted(idx) {
                continue;
            }
            match table.cells(idx, taken) {
                Some(read) => cells = read,
                None => broken = Some(MapFault::NotText),
            }
        }
        let shape = form.unwrap_or_else(|why| {
            broken = Some(why);
            None
        });
        if broken.is_some() {
            cells = sheet.headers.iter().map(|_| "").collect();
        }
        let broken = broken.map(|why| ProblemKind::BadRecord { why });
        sheet.rows.push(SheetRow { sheet: None, row, cells, shape, broken, is_passed_over: false, odd: Vec::new() });
    }
    Ok((sheet, encoding))
}
