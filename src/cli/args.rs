//! The arguments. Their doc comments are the help.

use crate::app::SheetsBy;
use crate::app::wording::Lang;
use crate::cli::arg_values::{audience, crs, export_what, fate, import_kind, paper, sheets_by, verdict};
use crate::cli::redeclare::Redeclare;
use crate::cli::schemes::OwnScheme;
use crate::cli::template::Template;
use crate::cli::withdraw::Withdraw;
use crate::disclose::Audience;
use crate::exchange::{Crs, ImportKind, Verdict};
use crate::scene::Paper;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand};
use jiff::civil::Date;
use std::path::PathBuf;

const AFTER: &str = "\
Exit codes: 0 done (check: no error-level finding), 1 refused, rejected rows or errors found, 2 nothing could be done.
With --json one JSON value goes to standard output; messages go to standard error.

  lianhu demo village.gpkg                     make the demo village  生成示例村
  lianhu village.gpkg                          open it in the window  打开窗口
  lianhu import village.gpkg roster.csv        take in a roster       导入名册
  lianhu check village.gpkg                    is anybody forgotten?  检查覆盖
  lianhu export village.gpkg map.png           a map for the wall     导出地图";

/// 联户图 Lianhu: which member keeps in contact with which household, on a map.
///
/// Without a command, the window opens on FILE, else on the last project, else on the demo village.
#[derive(Debug, Parser)]
#[command(name = "lianhu", version, after_help = AFTER, max_term_width = 120)]
pub(crate) struct Args {
    /// The project to open in the window 在窗口中打开的项目
    pub(crate) file: Option<PathBuf>,
    /// Print on standard error how many milliseconds after the start the first whole picture was there
    #[arg(long)]
    pub(crate) time_first_picture: bool,
    /// Language of messages and of the window; without it Chinese, in the window as chosen last 语言
    #[arg(long, global = true, value_name = "zh|en", value_parser = lang(), hide_possible_values = true)]
    pub(crate) lang: Option<Lang>,
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a project of an invented place 生成虚构的示例
    Demo(Demo),
    /// Make an empty project 新建空项目
    New(New),
    Import(Import),
    /// Place households that have no position, by their buildings, addresses and house numbers
    Locate(Locate),
    /// Tell in which coordinate system an imported file was, after all
    Redeclare(Redeclare),
    Withdraw(Withdraw),
    /// Look for households that nobody covers, and the rest 检查覆盖与负荷
    Check(Check),
    /// List what is in a project 列出登记内容
    List(List),
    Apply(Apply),
    /// Take back the last steps 撤销
    Undo(Steps),
    /// Do again what was taken back 重做
    Redo(Steps),
    Export(Export),
    Template(Template),
    /// Look whether a project file is sound 核验文件
    Verify(Verify),
    /// List the schemes that ship, or print one 列出制度
    Schemes(Schemes),
    Scheme(OwnScheme),
}

#[derive(Debug, Parser)]
pub(crate) struct Demo {
    /// The file to write
    pub(crate) file: PathBuf,
    /// The rules of the place; see `lianhu schemes`
    #[arg(long, default_value = "neutral", value_name = "ID")]
    pub(crate) scheme: String,
    /// How many households; without it the village of the manual, with 420
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=4_000_000))]
    pub(crate) households: Option<u32>,
    /// How many members; without it as many as is usual
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=4_000_000))]
    pub(crate) members: Option<u32>,
    /// Which of all places of this size; the same numbers give the same place
    #[arg(long, value_name = "S")]
    pub(crate) seed: Option<u64>,
    /// Replace a file that is there
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, Parser)]
pub(crate) struct New {
    /// The file to write
    pub(crate) file: PathBuf,
    /// The rules of the place; see `lianhu schemes`
    #[arg(long, default_value = "neutral", value_name = "ID")]
    pub(crate) scheme: String,
    /// What the place is called; without it as the file
    #[arg(long, value_name = "TEXT")]
    pub(crate) name: Option<String>,
}

/// Take in a roster (Excel, CSV) or a map (GeoJSON, Shapefile, KML) 导入名册或地图
///
/// Rows are matched with the register by code; what the file does not speak of stays as it is. Every odd row is
/// reported with file, row and column. If any row must be rejected, nothing is written, unless --skip-bad.
///
/// The order for an empty project: grids, backdrop, households, members, links. Addresses place the households that
/// have no position.
#[derive(Debug, Parser)]
#[command(after_help = "Examples 示例:
  lianhu import village.gpkg 户籍.csv --as households --map 户籍编码=code --dry-run
  lianhu import village.gpkg 网格.geojson --as grids --crs gcj02
  lianhu import village.gpkg 网格.shp --as grids
  lianhu import village.gpkg 联系表.csv --as links --plan 草案 --skip-bad")]
pub(crate) struct Import {
    /// The project
    pub(crate) file: PathBuf,
    /// What to read: a workbook (xlsx, xls, et, ods), CSV (UTF-8, UTF-16, GB18030), GeoJSON, a GeoPackage, a shapefile, KML or GPX
    ///
    /// Of a shapefile name the .shp; the .dbf, .prj and .cpg beside it are read with it. KML also as kmz, ovkml and ovkmz
    /// (奥维): the latter two are read as gcj02 unless --crs says otherwise.
    pub(crate) input: PathBuf,
    /// What the rows are; without it guessed from headers and forms
    #[arg(long = "as", value_name = "KIND", value_parser = import_kind())]
    pub(crate) kind: Option<ImportKind>,
    /// The coordinate system: auto, wgs84, cgcs2000, gcj02 (高德), bd09 (百度), epsg:3857, gk3:114, epsg:4491 to 4554
    ///
    /// Gauss–Krüger on CGCS2000: gk3 for zones of three degrees, gk6 for six, then the central meridian (gk3:114), or
    /// the number of the zone if it stands before the easting (gk3:38 高斯-克吕格带号); :ne for north first.
    #[arg(long, default_value = "auto", value_name = "CRS", value_parser = crs)]
    pub(crate) crs: Crs,
    /// The only sheet of a workbook to read; without it all that have the same columns
    #[arg(long, value_name = "NAME")]
    pub(crate) sheet: Option<String>,
    /// What a column means, as 列名=field; an empty field leaves it out; may be repeated
    ///
    /// 户主身份证号=join puts the rows of one household together by the ID numbers of heads, which are not kept.
    #[arg(long, value_name = "列名=field")]
    pub(crate) map: Vec<String>,
    /// Leave out rows that must be rejected and take the others
    #[arg(long)]
    pub(crate) skip_bad: bool,
    /// Rows that resemble somebody whom the file does not name: new ones, the same ones, or none of them
    #[arg(long, default_value = "new", value_name = "new|same|leave", value_parser = verdict(), hide_possible_values = true)]
    pub(crate) matches: Verdict,
    /// Households and members whom the file does not name, and who resemble nobody: they stay, or have moved out or left
    #[arg(long, default_value = "stay", value_name = "stay|gone", value_parser = fate(), hide_possible_values = true)]
    pub(crate) absent: Fate,
    /// The day that the file speaks of; without it what its name says
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) as_of: Option<Date>,
    /// Write all that was found and all that changes into a list (xlsx or CSV), for whoever made the file
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    /// Only report what would happen; with --json value by value
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// The plan that links go into; without it the one in force
    #[arg(long, value_name = "NAME")]
    pub(crate) plan: Option<String>,
    /// Report as one JSON object
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) outside: Outside,
}

#[derive(Debug, Parser)]
#[command(after_help = "Examples:
  lianhu locate village.gpkg --dry-run
  lianhu locate village.gpkg --json")]
pub(crate) struct Locate {
    /// The project
    pub(crate) file: PathBuf,
    /// Only report where they probably are
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Report as one JSON object
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) outside: Outside,
}

/// What becomes of those whom a file does not name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// They stay as they are.
    Stay,
    /// They have moved out, or left.
    Gone,
}

#[derive(Debug, Parser)]
pub(crate) struct Check {
    /// The project
    pub(crate) file: PathBuf,
    /// The plan to check; without it the one in force
    #[arg(long, value_name = "NAME")]
    pub(crate) plan: Option<String>,
    /// Look at the outlines of grids, too: gaps, overlaps, crossings, equal codes 检查边界
    #[arg(long)]
    pub(crate) borders: bool,
    /// Report as one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Parser)]
pub(crate) struct List {
    /// The project
    pub(crate) file: PathBuf,
    /// Of what
    #[arg(value_parser = PossibleValuesParser::new(["households", "members", "grids", "links", "target_links", "units", "categories", "findings", "waivers", "sources"]))]
    pub(crate) what: String,
    /// The plan to look at; without it the one in force
    #[arg(long, value_name = "NAME")]
    pub(crate) plan: Option<String>,
    /// As CSV with the names of fields as headers
    #[arg(long, conflicts_with = "json")]
    pub(crate) csv: bool,
    /// As a JSON array of objects
    #[arg(long)]
    pub(crate) json: bool,
    /// Who will read it
    #[arg(long, default_value = "internal", value_parser = audience())]
    pub(crate) audience: Audience,
}

/// Apply edits, one JSON object a line 逐行执行修改
///
/// Each line is answered on standard output once it is on the disk: {"seq":12}, {"seq":12,"unchanged":true} if it was
/// so already, {"refused":"…"} if it cannot be; refused lines change nothing and the rest goes on. A line that cannot be
/// understood ends it. Any line may carry "plan", the name of a plan.
#[derive(Debug, Parser)]
#[command(after_help = "Examples 示例:
  {\"edit\":\"assign\",\"household\":\"H0001\",\"member\":\"M012\",\"kind\":\"primary\"}
  {\"edit\":\"release\",\"household\":\"H0001\",\"member\":\"M012\",\"then\":\"nearest\"}
  {\"edit\":\"assign\",\"households\":[\"H0001\",\"H0002\"],\"member\":\"M012\"}
  {\"edit\":\"hand_over\",\"from\":\"M012\",\"to\":\"M020\"}
  {\"edit\":\"spread_over\",\"member\":\"M012\"}  {\"edit\":\"swap\",\"member\":\"M012\",\"with\":\"M020\"}
  {\"edit\":\"assign_nearest\",\"households\":[\"H0001\",\"H0002\"]}
  {\"edit\":\"lock\",\"household\":\"H0001\"}  {\"edit\":\"unlock\",\"households\":[\"H0001\",\"H0002\"]}
  {\"edit\":\"add_household\",\"code\":\"H9001\",\"lon\":113.6,\"lat\":34.9,\"address\":\"3组17号\",\"head\":\"张三\"}
  {\"edit\":\"change_household\",\"household\":\"H0001\",\"people\":3}
  {\"edit\":\"move_household\",\"household\":\"H0001\",\"lon\":113.6,\"lat\":34.9}
  {\"edit\":\"set_categories\",\"household\":\"H0001\",\"categories\":[\"elderly_alone\"]}
  {\"edit\":\"set_status\",\"household\":\"H0001\",\"status\":\"vacant\"}
  {\"edit\":\"move_out\",\"household\":\"H0001\",\"date\":\"2026-11-21\"}
  {\"edit\":\"add_member\",\"code\":\"M099\",\"name\":\"李四\",\"home\":\"H0001\"}
  {\"edit\":\"change_member\",\"member\":\"M012\",\"max_load\":12}
  {\"edit\":\"set_eligible\",\"member\":\"M012\",\"eligible\":false,\"then\":\"nearest\"}
  {\"edit\":\"retire_member\",\"member\":\"M012\",\"to\":\"M020\"}
  {\"edit\":\"return_member\",\"member\":\"M012\"}
  {\"edit\":\"split_household\",\"household\":\"H0001\",\"people\":3,\"new\":{\"code\":\"H9002\",\"head\":\"张小三\"}}
  {\"edit\":\"merge_households\",\"into\":\"H0001\",\"others\":[\"H0002\"],\"date\":\"2026-11-21\"}
  {\"edit\":\"replace_household\",\"household\":\"H0001\",\"new\":{\"code\":\"H9003\",\"head\":\"钱七\"},\"inherits\":false}
  {\"edit\":\"add_grid\",\"code\":\"G9\",\"name\":\"第九网格\",\"parent\":\"G1\",\"leader\":\"M012\",\"outline\":{\"type\":\"Polygon\",\"coordinates\":[…]}}
  {\"edit\":\"change_grid\",\"grid\":\"G9\",\"leader\":\"M020\"}  {\"edit\":\"remove_grid\",\"grid\":\"G9\"}
  {\"edit\":\"split_grid\",\"grid\":\"G2\",\"along\":[[113.60,34.89],[113.61,34.91]],\"new\":[{\"code\":\"G8\",\"name\":\"东片\"}]}
  {\"edit\":\"merge_grids\",\"into\":\"G2\",\"others\":[\"G8\"]}
  {\"edit\":\"plan_copy\",\"name\":\"草案\"}  {\"edit\":\"plan_adopt\",\"plan\":\"草案\"}
  {\"edit\":\"plan_rename\",\"plan\":\"草案\",\"name\":\"草案二\"}  {\"edit\":\"plan_drop\",\"plan\":\"草案二\"}")]
pub(crate) struct Apply {
    /// The project
    pub(crate) file: PathBuf,
    /// A file of edits, or - for standard input, answered as the lines come
    pub(crate) edits: PathBuf,
    #[command(flatten)]
    pub(crate) outside: Outside,
}

#[derive(Debug, Parser)]
pub(crate) struct Steps {
    /// The project
    pub(crate) file: PathBuf,
    /// How many
    #[arg(long = "steps", default_value_t = 1, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) count: u32,
    /// Report as one JSON object
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) outside: Outside,
}

/// Write a map (PNG), a list (CSV, xlsx) or layers (GeoPackage, GeoJSON, KML, shapefile) 导出地图、名册或图层
///
/// The ending of OUT says which form; .zip is a shapefile in one file, .gpkg without --what holds all layers that the
/// audience may have. The audience starts at public: every household is a dot, names are masked.
#[derive(Debug, Parser)]
#[command(after_help = "Examples 示例:
  lianhu export village.gpkg 全村.png --paper a3
  lianhu export village.gpkg 一网格.png --grid G01 --audience internal
  lianhu export village.gpkg 户.csv --what households --audience internal
  lianhu export village.gpkg 网格.geojson --what grids")]
pub(crate) struct Export {
    /// The project
    pub(crate) file: PathBuf,
    /// The file to write; it is replaced if it is there
    pub(crate) out: PathBuf,
    /// What to write; without it a map (.png) or households (.csv, .geojson)
    #[arg(long, value_parser = export_what())]
    pub(crate) what: Option<String>,
    /// A workbook with a sheet for each of these, with a list of them in front; for households and links
    #[arg(long, value_name = "grid|member", value_parser = sheets_by(), hide_possible_values = true)]
    pub(crate) sheets: Option<SheetsBy>,
    /// The roster (xlsx, xls, ods, CSV) whose layout the workbook keeps; who covers each household is written beside
    #[arg(long, value_name = "FILE", conflicts_with = "sheets")]
    pub(crate) like: Option<PathBuf>,
    /// The tier of the scheme that is drawn, by its id; for maps
    #[arg(long, value_name = "ID")]
    pub(crate) tier: Option<String>,
    /// Only this grid, by code; for maps
    #[arg(long, value_name = "CODE")]
    pub(crate) grid: Option<String>,
    /// For maps; a4 if not said
    #[arg(long, value_parser = paper())]
    pub(crate) paper: Option<Paper>,
    /// Pixels in an inch, for maps; 150 if not said
    #[arg(long, value_parser = clap::value_parser!(u16).range(36..=600))]
    pub(crate) dpi: Option<u16>,
    /// The plan to show; without it the one in force
    #[arg(long, value_name = "NAME")]
    pub(crate) plan: Option<String>,
    /// Who will read it
    #[arg(long, default_value = "public", value_parser = audience())]
    pub(crate) audience: Audience,
}

#[derive(Debug, Parser)]
pub(crate) struct Verify {
    /// The project
    pub(crate) file: PathBuf,
    /// Report as one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Parser)]
pub(crate) struct Schemes {
    /// Only this one, as TOML that can be changed and set
    #[arg(value_name = "ID")]
    pub(crate) id: Option<String>,
    /// As a JSON array
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Parser)]
pub(crate) struct Outside {
    /// Accept what another program wrote to the project, and go on from there
    #[arg(long)]
    pub(crate) accept_outside: bool,
}

fn lang() -> impl TypedValueParser<Value = Lang> {
    PossibleValuesParser::new(["zh", "en"]).map(|word| if word == "en" { Lang::En } else { Lang::Zh })
}
