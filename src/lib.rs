//! 联户图 (Lianhu): plan which member keeps in contact with which household, on a map.
//!
//! A grid leader sees who lives where, who covers whom, and whether anybody is forgotten; drags a household to
//! another member and sees at once what that does. This library is the whole program; `main.rs` only starts it.
//!
//! # Layers
//!
//! A module may name only modules of a strictly lower layer; `tests/suite/tidy.rs` holds that.
//!
//! | module | layer | what |
//! |---|---|---|
//! | geom | 0 | places, distances, the drawn map, views |
//! | model | 1 | the register, the plans and the scheme as plain data |
//! | schemes | 2 | schemes as text, and those that ship |
//! | index | 2 | what can be looked up: near, in which grid, totals, search |
//! | edit | 3 | from a wish to a delta; history |
//! | rules | 4 | checks and findings |
//! | disclose | 4 | the one gate for every name shown |
//! | scene | 5 | the map as shapes with meanings; our painter; printed pages |
//! | demo | 5 | believable made-up places |
//! | store | 6 | the project file, a GeoPackage with its ledger |
//! | exchange | 6 | rosters and outlines in and out |
//! | app | 7 | the program without a window: the document, commands, words |
//! | ui | 8 | the window |
//! | cli | 8 | the command line |
//! | main | 9 | the program itself |
//!
//! # The life of an edit
//!
//! Somebody drops a household on a member. The map asks for an [`edit::Edit`]; [`edit::plan_edit`] finds the whole
//! [`edit::Delta`], completes what would leave somebody uncovered, or refuses. [`app::Document`] applies it, follows
//! with index and findings, and hands it to the writer thread, which makes it one transaction of the project file.
//! “Saved” shows when that has answered. Undo is the inverse delta through the same door.
//!
//! # Words
//!
//! 户 [`model::Household`] · 党员 [`model::Member`] · 网格 [`model::Grid`] · 楼栋 [`model::Building`] · 人群类别
//! [`model::Category`] · 联系 [`model::Link`] (主责 primary, 协助 backup) · 方案 [`model::Plan`] (现行 current, 草案
//! draft) · 制度 [`model::Scheme`] · 检查结果 [`rules::Finding`] · 受众 [`disclose::Audience`] · 底图要素
//! [`model::Backdrop`].
//!
//! Start reading at [`model`], then [`edit`], then [`app::Document`].

pub mod app;
pub mod cli;
pub mod demo;
pub mod disclose;
pub mod edit;
pub mod exchange;
pub mod geom;
pub mod index;
pub mod model;
pub mod rules;
pub mod scene;
pub mod schemes;
pub mod store;
pub mod ui;
