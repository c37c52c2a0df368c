//! How long reading a roster and comparing it with the register takes, beside what others need only to read its cells:
//! `cargo bench --bench importing`.
#![expect(clippy::print_stdout, clippy::disallowed_types, clippy::disallowed_methods, reason = "it measures and tells")]
#![expect(clippy::unwrap_used, reason = "a measurement may fail loudly")]

use calamine::{DataRef, Reader as _, Xlsx};
use lianhu::demo::{Recipe, invent};
use lianhu::disclose::Audience;
use lianhu::exchange::{ImportKind, ImportOptions, Source, plan_import, write_csv_households, write_xlsx};
use lianhu::index::Index;
use lianhu::model::Project;
use std::fmt::Write as _;
use std::io::Cursor;
use std::time::{Duration, Instant};

const TIMES: usize = 5;

fn main() {
    let project = invent(&Recipe { members: 10_793, ..Recipe::of_size(1, 65_000, Recipe::village().scheme) });
    let index = Index::build(&project);
    let mut csv = Vec::new();
    write_csv_households(&project, Audience::Internal, &mut csv).unwrap();
    let mut xlsx = Vec::new();
    write_xlsx("户", &csv, &mut xlsx).unwrap();
    let empty = Project::new("柳溪村", Recipe::village().scheme);
    println!("{} households; csv {} KiB, xlsx {} KiB", project.households.len(), csv.len() / 1024, xlsx.len() / 1024);
    let cells = best(|| cells_of(&xlsx));
    println!("  calamine alone, all cells of the xlsx  {:>8.1} ms", ms(cells));
    let against = |name: &str, project: &Project, index: Option<&Index>, bytes: &[u8]| {
        let source = Source { name: name.to_owned(), bytes: bytes.to_vec(), ..Source::default() };
        let taken = best(|| {
            let import = plan_import(project, index, &source, ImportKind::Households, &ImportOptions::default());
            import.unwrap().report.read
        });
        println!("  {name:<38} {:>8.1} ms  {:.2} times", ms(taken), taken.as_secs_f64() / cells.as_secs_f64());
    };
    against("xlsx, everything new", &empty, None, &xlsx);
    against("xlsx, nothing new", &project, Some(&index), &xlsx);
    against("csv, everything new", &empty, None, &csv);
    against("csv, nothing new", &project, Some(&index), &csv);
    let million = million();
    println!("1 000 000 rows; csv {} KiB", million.len() / 1024);
    let source = Source { name: "百万.csv".to_owned(), bytes: million, ..Source::default() };
    let start = Instant::now();
    let import = plan_import(&empty, None, &source, ImportKind::Households, &ImportOptions::default()).unwrap();
    println!("  everything new: {} rows in {:.2} s", import.report.new, start.elapsed().as_secs_f64());
    println!("{} KiB at the most", most_kib());
}

/// As many cells as there are.
fn cells_of(xlsx: &[u8]) -> usize {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(xlsx)).unwrap();
    let name = book.sheet_names().first().unwrap().clone();
    let mut cells = book.worksheet_cells_reader(&name).unwrap();
    let mut count = 0;
    while let Some(cell) = cells.next_cell().unwrap() {
        count += usize::from(!matches!(cell.get_value(), DataRef::Empty));
    }
    count
}

/// A roster as it comes from a county.
fn million() -> Vec<u8> {
    let mut text = "户号,户主,地址,电话,人口,类别,状态,经度,纬度\n".to_owned();
    for row in 0..1_000_000_u32 {
        let (lon, lat) = (113.0 + f64::from(row % 1_000) * 1e-4, 34.0 + f64::from(row / 1_000) * 1e-4);
        let (group, house, phone) = (row % 40 + 1, row / 40 + 1, 13_800_000_000_u64 + u64::from(row));
        writeln!(text, "H{row:07},户主{row},{group}组{house}号,{phone},3,普通户,在住,{lon:.6},{lat:.6}").unwrap();
    }
    text.into_bytes()
}

fn best<T>(mut work: impl FnMut() -> T) -> Duration {
    let once = |_| {
        let start = Instant::now();
        std::hint::black_box(work());
        start.elapsed()
    };
    (0..TIMES).map(once).min().unwrap()
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// The most that the process ever held in memory, where the system tells.
fn most_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok()).unwrap_or(0)
}
