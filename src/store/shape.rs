//! Every table of ours: its name and its columns, once, for creating, writing, reading and checking.

/// A table of ours.
#[derive(Debug)]
pub(crate) struct TableShape {
    /// Its name in SQL.
    pub(crate) name: &'static str,
    /// What people call it.
    pub(crate) about: &'static str,
    /// What is said once and counts, in the order in which rows are written and read: name and SQL type.
    pub(crate) columns: &'static [(&'static str, &'static str)],
    /// What follows from other columns; written for other programs, never read.
    pub(crate) derived: &'static [(&'static str, &'static str)],
    /// What names a row besides its `fid`.
    pub(crate) naming: Naming,
}

/// What names a row besides its `fid`.
#[derive(Debug)]
pub(crate) enum Naming {
    /// Nothing does.
    Fid,
    /// This column is unique.
    Column(&'static str),
    /// This column is unique among the rows whose `status` is not this.
    Unless(&'static str, &'static str),
    /// These columns together are unique, and the `fid` means nothing.
    Together(&'static str),
    /// Rows belong together by this column, and the `fid` means nothing.
    Grouped(&'static str),
}

pub(crate) const TEXT: &str = "TEXT NOT NULL DEFAULT ''";
pub(crate) const COUNT: &str = "INTEGER NOT NULL DEFAULT 0";
const NOTE: (&str, &str) = ("note", TEXT);
pub(crate) const FLAG: &str = "BOOLEAN NOT NULL DEFAULT 0";

/// One row: what is said once about the place, and the number of the schema.
pub(crate) const PROJECT: TableShape = TableShape {
    name: "project",
    about: "项目",
    columns: &[("schema_number", COUNT), ("name", TEXT), ("is_invented", FLAG), ("backdrop_source", TEXT)],
    derived: &[],
    naming: Naming::Fid,
};

/// One row: the rules of the place, as the text that people exchange them by.
pub(crate) const SCHEME: TableShape = TableShape {
    name: "scheme",
    about: "制度",
    columns: &[("key", TEXT), ("name", TEXT), ("text", TEXT)],
    derived: &[],
    naming: Naming::Fid,
};

pub(crate) const CATEGORY: TableShape = TableShape {
    name: "category",
    about: "人群类别",
    columns: &[
        ("key", TEXT),
        ("name", TEXT),
        ("short", TEXT),
        ("color", TEXT),
        ("glyph", TEXT),
        ("side", TEXT),
        ("priority", COUNT),
    ],
    derived: &[],
    naming: Naming::Column("key"),
};

pub(crate) const GRID: TableShape = TableShape {
    name: "grid",
    about: "网格",
    columns: &[
        ("geom", "MULTIPOLYGON"),
        ("code", TEXT),
        ("name", TEXT),
        ("level", COUNT),
        ("parent", "INTEGER"),
        ("leader", "INTEGER"),
    ],
    derived: &[],
    naming: Naming::Column("code"),
};

pub(crate) const BUILDING: TableShape = TableShape {
    name: "building",
    about: "楼栋",
    columns: &[("geom", "POINT"), ("code", TEXT), ("name", TEXT), ("floors", "INTEGER")],
    derived: &[],
    naming: Naming::Column("code"),
};

/// Organizations, enterprises and street segments: points, lines, or nothing that is known.
pub(crate) const UNIT: TableShape = TableShape {
    name: "unit",
    about: "党组织、企业、路段",
    columns: &[("geom", "GEOMETRY"), ("kind", TEXT), ("code", TEXT), ("name", TEXT), ("parent", "INTEGER"), NOTE],
    derived: &[],
    naming: Naming::Column("code"),
};

pub(crate) const BACKDROP: TableShape = TableShape {
    name: "backdrop",
    about: "底图要素",
    columns: &[("geom", "GEOMETRY"), ("kind", TEXT), ("name", TEXT)],
    derived: &[],
    naming: Naming::Fid,
};

pub(crate) const HOUSEHOLD: TableShape = TableShape {
    name: "household",
    about: "户",
    columns: &[
        ("geom", "POINT"),
        ("code", TEXT),
        ("head", TEXT),
        ("address", TEXT),
        ("group_no", COUNT),
        ("house_no", TEXT),
        ("building", TEXT),
        ("unit", COUNT),
        ("floor", COUNT),
        ("room", TEXT),
        ("building_fid", "INTEGER"),
        ("phone", TEXT),
        ("people", "INTEGER"),
        ("elderly", "INTEGER"),
        ("children", "INTEGER"),
        ("status", "TEXT NOT NULL DEFAULT 'resident'"),
        ("status_since", "DATE"),
        ("stated_grid", TEXT),
        ("note", TEXT),
    ],
    derived: &[("shown_category", "TEXT")],
    naming: Naming::Unless("code", "moved_out"),
};

pub(crate) const HOUSEHOLD_CATEGORY: TableShape = TableShape {
    name: "household_category",
    about: "户的人群类别",
    columns: &[("household", "INTEGER NOT NULL"), ("category", "INTEGER NOT NULL")],
    derived: &[],
    naming: Naming::Together("household, category"),
};

/// Its place is derived from the home; the member's own place is a pair of numbers.
pub(crate) const MEMBER: TableShape = TableShape {
    name: "member",
    about: "党员",
    columns: &[
        ("code", TEXT),
        ("name", TEXT),
        ("home", "INTEGER"),
        ("own_lon", "DOUBLE"),
        ("own_lat", "DOUBLE"),
        ("duty_phone", TEXT),
        ("phone", TEXT),
        ("roles", TEXT),
        ("eligible", "BOOLEAN NOT NULL DEFAULT 1"),
        ("needs_care", FLAG),
        ("min_load", COUNT),
        ("max_load", "INTEGER"),
        ("grid", "INTEGER"),
        ("organization", "INTEGER"),
        ("consent", FLAG),
        ("home_consent", FLAG),
        ("status", "TEXT NOT NULL DEFAULT 'serving'"),
        ("note", TEXT),
    ],
    derived: &[("geom", "POINT")],
    naming: Naming::Unless("code", "retired"),
};

/// Files that were taken in.
pub(crate) const PROVENANCE: TableShape = TableShape {
    name: "provenance",
    about: "资料来源",
    columns: &[
        ("file", TEXT),
        ("kind", TEXT),
        ("as_of", "DATE"),
        ("taken_on", "DATE"),
        ("crs", TEXT),
        ("evidence", TEXT),
        ("row_count", COUNT),
        ("headers", TEXT),
        ("mapped", TEXT),
    ],
    derived: &[],
    naming: Naming::Fid,
};

pub(crate) const PLAN: TableShape = TableShape {
    name: "plan",
    about: "方案",
    columns: &[("name", TEXT), ("state", TEXT), ("copy_of", "INTEGER"), ("copy_seq", "INTEGER")],
    derived: &[],
    naming: Naming::Column("name"),
};

pub(crate) const UNCOVERED_REASON: TableShape = TableShape {
    name: "uncovered_reason",
    about: "未覆盖原因",
    columns: &[("plan", "INTEGER NOT NULL"), ("household", "INTEGER NOT NULL"), ("reason", TEXT)],
    derived: &[],
    naming: Naming::Together("plan, household"),
};

pub(crate) const LINK: TableShape = TableShape {
    name: "link",
    about: "联系",
    columns: &[
        ("plan", "INTEGER NOT NULL"),
        ("household", "INTEGER NOT NULL"),
        ("member", "INTEGER NOT NULL"),
        ("kind", TEXT),
        ("locked", FLAG),
        ("since", "DATE"),
    ],
    derived: &[],
    naming: Naming::Together("plan, household, member, kind"),
};

/// Links to what is not a household: a member, a building, a grid, by its `fid`.
pub(crate) const TARGET_LINK: TableShape = TableShape {
    name: "target_link",
    about: "联系（户以外）",
    columns: &[
        ("plan", "INTEGER NOT NULL"),
        ("kind", TEXT),
        ("target", "INTEGER NOT NULL"),
        ("member", "INTEGER NOT NULL"),
        ("since", "DATE"),
    ],
    derived: &[],
    naming: Naming::Together("plan, kind, target, member"),
};

/// Findings that are let stand, by their keys.
pub(crate) const WAIVER: TableShape = TableShape {
    name: "waiver",
    about: "忽略的检查结果",
    columns: &[("finding", TEXT), ("reason", TEXT), ("since", "DATE")],
    derived: &[],
    naming: Naming::Together("finding"),
};

/// The ledger: `fid` is the number of the step; rows are only ever added.
pub(crate) const CHANGE: TableShape = TableShape {
    name: "change",
    about: "变更记录",
    columns: &[
        ("gesture", COUNT),
        ("kind", TEXT),
        ("ref", "INTEGER"),
        ("at", TEXT),
        ("operator", TEXT),
        ("label", TEXT),
    ],
    derived: &[],
    naming: Naming::Fid,
};

/// What a step changed, one row per thing, so that what concerns a person can be found and taken out.
pub(crate) const CHANGE_ITEM: TableShape = TableShape {
    name: "change_item",
    about: "变更明细",
    columns: &[
        ("seq", "INTEGER NOT NULL"),
        ("kind", TEXT),
        ("household", "INTEGER"),
        ("member", "INTEGER"),
        ("plan", "INTEGER"),
        ("thing", "INTEGER"),
        ("part", "TEXT"),
        ("old", "TEXT"),
        ("new", "TEXT"),
    ],
    derived: &[],
    naming: Naming::Grouped("seq"),
};

/// Sums over the rows of each table, so that bit rot and foreign edits are noticed.
pub(crate) const DIGEST: TableShape = TableShape {
    name: "digest",
    about: "校验值",
    columns: &[("table_name", TEXT), ("sum", COUNT)],
    derived: &[],
    naming: Naming::Column("table_name"),
};

/// All tables, in the order in which they are created.
pub(crate) const ALL: [&TableShape; 19] = [
    &PROJECT,
    &SCHEME,
    &CATEGORY,
    &GRID,
    &BUILDING,
    &UNIT,
    &BACKDROP,
    &PROVENANCE,
    &HOUSEHOLD,
    &HOUSEHOLD_CATEGORY,
    &MEMBER,
    &PLAN,
    &UNCOVERED_REASON,
    &LINK,
    &TARGET_LINK,
    &WAIVER,
    &CHANGE,
    &CHANGE_ITEM,
    &DIGEST,
];

impl TableShape {
    /// The kind of geometry in the column `geom`, for a layer.
    pub(crate) fn geometry(&self) -> Option<&'static str> {
        self.columns.iter().chain(self.derived).find(|(name, _)| *name == "geom").map(|(_, kind)| *kind)
    }

    /// True if the `fid` of a row says which thing it is.
    pub(crate) fn is_named_by_fid(&self) -> bool {
        !matches!(self.naming, Naming::Together(_) | Naming::Grouped(_))
    }

    /// The statement that makes the table, and those that keep unique what is unique.
    pub(crate) fn create_sql(&self) -> String {
        let name = self.name;
        let columns: Vec<_> = self
            .columns
            .iter()
            .chain(self.derived)
            .map(|(column, sql_type)| format!(",\n  \"{column}\" {sql_type}"))
            .collect();
        let table = format!(
            "CREATE TABLE \"{name}\" (\n  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL{}\n);",
            columns.concat()
        );
        // The collation is the default one; without it GDAL takes the column for unique in every row.
        let index = match &self.naming {
            Naming::Fid => String::new(),
            Naming::Column(column) => {
                format!(
                    "CREATE UNIQUE INDEX \"{name}_{column}\" ON \"{name}\" (\"{column}\" COLLATE BINARY) WHERE \"{column}\" <> '';"
                )
            }
            Naming::Unless(column, gone) => format!(
                "CREATE UNIQUE INDEX \"{name}_{column}\" ON \"{name}\" (\"{column}\" COLLATE BINARY) \
                 WHERE status <> '{gone}' AND \"{column}\" <> '';"
            ),
            Naming::Together(columns) => {
                format!("CREATE UNIQUE INDEX \"{name}_key\" ON \"{name}\" ({columns});")
            }
            Naming::Grouped(column) => format!("CREATE INDEX \"{name}_{column}\" ON \"{name}\" (\"{column}\");"),
        };
        format!("{table}\n{index}")
    }

    /// Reads all rows by growing `fid`: `fid`, then the columns.
    pub(crate) fn select_sql(&self) -> String {
        format!("SELECT fid, {} FROM \"{}\"", self.quoted_columns(), self.name)
    }

    /// Adds a row: parameter 1 is `fid`, then the columns.
    pub(crate) fn insert_sql(&self) -> String {
        let marks: Vec<_> = (0..self.columns.len()).map(|column| format!(", ?{}", column + 2)).collect();
        format!("INSERT INTO \"{}\" (fid, {}) VALUES (?1{})", self.name, self.quoted_columns(), marks.concat())
    }

    /// Replaces the columns of a row: parameter 1 is `fid`, then the columns.
    pub(crate) fn update_sql(&self) -> String {
        let assignments: Vec<_> =
            self.columns.iter().enumerate().map(|(idx, (column, _))| format!("\"{column}\" = ?{}", idx + 2)).collect();
        format!("UPDATE \"{}\" SET {} WHERE fid = ?1", self.name, assignments.join(", "))
    }

    /// Takes a row out of the way of the unique index, until it is written anew.
    pub(crate) fn park_sql(&self) -> Option<String> {
        let name = self.name;
        match &self.naming {
            Naming::Column(column) => {
                Some(format!("UPDATE \"{name}\" SET \"{column}\" = char(1) || fid WHERE fid = ?1"))
            }
            Naming::Unless(_, gone) => Some(format!("UPDATE \"{name}\" SET status = '{gone}' WHERE fid = ?1")),
            Naming::Fid | Naming::Together(_) | Naming::Grouped(_) => None,
        }
    }

    fn quoted_columns(&self) -> String {
        let names: Vec<_> = self.columns.iter().map(|(name, _)| format!("\"{name}\"")).collect();
        names.join(", ")
    }
}
