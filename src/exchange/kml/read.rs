//! Elements of KML and GPX, one after the other.

use crate::exchange::kml::is_shifted;
use crate::exchange::kml::placemark::{MAX_COLUMNS, Placemark};
use crate::exchange::sheet::{Sheet, SheetRow};
use crate::exchange::{Crs, ExchangeError, MapFault, ProblemKind, Text};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::collections::BTreeSet;

/// Folders in folders; what is deeper is no map.
const MAX_DEPTH: usize = 64;

/// True if a text is KML or GPX.
pub(crate) fn looks_like_kml(text: &str) -> bool {
    let start = text.trim_start();
    let head = start.get(..start.floor_char_boundary(2_048)).unwrap_or_default();
    start.starts_with('<') && ["<kml", ":kml", "<gpx", "<Document", "<Placemark"].iter().any(|tag| head.contains(tag))
}

/// Reads the places of a map, which may be in several files. Those of 奥维 are taken for shifted, because its maps are.
///
/// # Errors
/// [`ExchangeError::BadMap`] for what is not well-formed, [`ExchangeError::TooDeep`], [`ExchangeError::TooWide`].
pub(crate) fn read_kml(file: &str, texts: &[Text]) -> Result<Sheet, ExchangeError> {
    let mut map = Map::default();
    for text in texts {
        map.read(file, &text.content)?;
    }
    map.finish(is_shifted(file)).map_err(|row| ExchangeError::TooWide {
        file: file.to_owned(),
        row,
        limit: MAX_COLUMNS,
    })
}

/// What was read so far.
#[derive(Debug, Default)]
struct Map {
    /// The elements that are open.
    path: Vec<String>,
    /// The folders that are open.
    folders: Vec<String>,
    /// What stands in the innermost element.
    text: String,
    /// The column that the next value is for.
    column: String,
    placemark: Option<Placemark>,
    placemarks: Vec<Placemark>,
}

impl Map {
    fn read(&mut self, file: &str, text: &str) -> Result<(), ExchangeError> {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        let bad = |why| ExchangeError::BadMap { file: file.to_owned(), record: None, why };
        loop {
            match reader.read_event().map_err(|_not_xml| bad(MapFault::NotXml))? {
                Event::Start(start) => {
                    if self.path.len() >= MAX_DEPTH {
                        let read = text.as_bytes().iter().take(reader.buffer_position() as usize);
                        let line = read.filter(|byte| **byte == b'\n').count() + 1;
                        return Err(ExchangeError::TooDeep { file: file.to_owned(), limit: MAX_DEPTH, line });
                    }
                    self.open(&start);
                }
                Event::End(_) => self.close(),
                Event::Text(said) => self.text.push_str(&said.xml10_content()),
                Event::CData(said) => self.text.push_str(&said.xml10_content()),
                Event::GeneralRef(named) => {
                    let letter = named.resolve_char_ref().ok().flatten();
                    match (letter, quick_xml::escape::resolve_predefined_entity(&named)) {
                        (Some(letter), _) => self.text.push(letter),
                        (None, Some(letter)) => self.text.push_str(letter),
                        // What it stands for is said elsewhere, and nobody looks there.
                        (None, None) => {}
                    }
                }
                Event::DocType(_) => return Err(bad(MapFault::DocumentType)),
                Event::Eof => break,
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
        if !self.path.is_empty() {
            return Err(bad(MapFault::BreaksOff));
        }
        Ok(())
    }

    fn open(&mut self, start: &BytesStart<'_>) {
        let name = start.local_name().as_ref().to_owned();
        self.text.clear();
        match name.as_str() {
            "Placemark" => self.placemark = Some(Placemark::default()),
            "Folder" => self.folders.push(String::new()),
            "Data" | "SimpleData" => self.column = attribute(start, "name").unwrap_or_default(),
            "wpt" => {
                let mut placemark = Placemark::default();
                let number = |name| attribute(start, name).unwrap_or_default();
                placemark.put_corners(&format!("{},{}", number("lon").trim(), number("lat").trim()));
                placemark.end_point();
                self.placemark = Some(placemark);
            }
            _ => {}
        }
        self.path.push(name);
    }

    fn close(&mut self) {
        let Some(name) = self.path.pop() else { return };
        let parent = self.path.last().map_or("", String::as_str);
        let text = std::mem::take(&mut self.text);
        if (name.as_str(), parent) == ("name", "Folder") {
            if let Some(folder) = self.folders.last_mut() {
                text.trim().clone_into(folder);
            }
        } else if name == "Folder" {
            self.folders.pop();
        }
        let Some(placemark) = &mut self.placemark else { return };
        match (name.as_str(), parent) {
            ("name", "Placemark" | "wpt") => placemark.say("name", &text),
            ("description", "Placemark") | ("desc" | "cmt", "wpt") => placemark.say("description", &plain(&text)),
            ("value", "Data") | ("SimpleData", _) => placemark.say(&self.column, &text),
            ("coordinates", _) => placemark.put_corners(&text),
            ("Point", _) => placemark.end_point(),
            ("LineString", _) => placemark.end_line(),
            ("LinearRing", _) => placemark.end_ring(parent == "innerBoundaryIs"),
            ("Polygon", _) => placemark.end_area(),
            ("Placemark" | "wpt", _) => {
                // The innermost is `folder`, the one around it `folder2`.
                let named = self.folders.iter().rev().filter(|folder| !folder.is_empty());
                for (rank, folder) in (1..).zip(named) {
                    let column = if rank == 1 { "folder".to_owned() } else { format!("folder{rank}") };
                    placemark.say(&column, folder);
                }
                self.placemarks.extend(self.placemark.take());
            }
            _ => {}
        }
    }

    /// The rows, or the number of the one with which there are too many columns.
    fn finish(self, is_shifted: bool) -> Result<Sheet, u32> {
        let mut known = BTreeSet::new();
        let mut headers: Vec<String> = Vec::new();
        for (row, placemark) in (1..).zip(&self.placemarks) {
            let new = placemark.cells.iter().filter(|(column, _)| known.insert(column.as_str()));
            headers.extend(new.map(|(column, _)| column.clone()));
            if headers.len() > MAX_COLUMNS {
                return Err(row);
            }
        }
        // What somebody has made a column of says more than the label on the map.
        let rank = |header: &String| match header.as_str() {
            "name" => 1,
            "description" => 2,
            _ if header.starts_with("folder") => 3,
            _ => 0,
        };
        headers.sort_by_key(rank);
        let row = |(row, mut placemark): (u32, Placemark)| {
            let cell = |header: &String| placemark.cells.iter().find(|(column, _)| column == header);
            let cells = headers.iter().map(|header| cell(header).map_or("", |(_, text)| text.as_str())).collect();
            let broken = placemark.fault.map(|why| ProblemKind::BadRecord { why });
            let shape = placemark.shape();
            SheetRow { sheet: None, row, cells, shape, broken, is_passed_over: false, odd: Vec::new() }
        };
        let rows = (1..).zip(self.placemarks).map(row).collect();
        let (declared_crs, presumed_crs) =
            if is_shifted { (None, Some(Crs::Gcj02)) } else { (Some("WGS-84".to_owned()), None) };
        Ok(Sheet { headers, rows, declared_crs, presumed_crs, ..Sheet::default() })
    }
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.try_get_attribute(name).ok()??;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// A text without the tags of a web page.
fn plain(text: &str) -> String {
    let mut is_inside = false;
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '<' => is_inside = true,
            '>' if is_inside => {
                is_inside = false;
                plain.push(' ');
            }
            _ if is_inside => {}
            letter => plain.push(letter),
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
