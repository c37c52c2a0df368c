//! Every sentence that somebody reads, in Chinese and in English; a file per topic.
//!
//! Fixed words are rows of one table ([`Text`]); sentences with parts are functions that take a [`Lang`]. Names
//! in sentences come through [`Naming`], which asks the disclosure gate.

mod addresses;
mod aids;
mod colorings;
mod command_line;
mod coordinates;
mod counts;
mod crash;
mod edits;
mod errors;
mod exports;
mod findings;
mod flats;
mod frames;
mod grids;
mod ids;
mod imports;
mod likenesses;
mod lives;
mod maps;
mod meeting;
mod naming;
mod notes;
mod plans;
mod problems;
mod provenances;
mod references;
mod refusals;
mod reports;
mod schemes;
mod sheet;
mod tables;
mod text;
mod tools;
mod trays;
mod units;

pub use aids::{
    category_left_out, only_of, only_of_grid, phone_ends, redo_steps, redone_words, shown_words, undo_steps,
    undone_words, view_saved,
};
pub use colorings::{coloring_text, shade_words};
pub use command_line::{
    CheckTotals, accepted_outside, answer_word, applied_summary, changed_outside_told, check_summary, column_heading,
    created_sentence, damage_sentence, exists_already, form_not_built, import_written, line_malformed, line_not_text,
    listed_as_uncovered, map_as_pairs, must_end_in_gpkg, need_pair_of_degrees, need_plan, no_such_category,
    no_such_code, no_such_plan, not_for_audience, one_way_only, output_failed, plan_only_for, recipe_too_small,
    rows_rejected, scheme_unknown, taken_back, took_back_fewer, unknown_content, verified, written_to,
};
pub use coordinates::{crs_choice, crs_line, other_datum_words, places_words};
pub use counts::{
    changes_words, count_of_all, counted_words, coverage_words, equation_words, files_waiting, first_of_households,
    goes_to, helps_words, household_count, people_words, place_name, ring_words, row_words, said_of, selected_words,
    tour_place, waived_count,
};
pub use crash::{crash_words, window_lost_words};
pub use edits::{edit_label, status_text};
pub use errors::{changed_outside, document_error, exchange_error, export_error, store_error};
pub use exports::exported_words;
pub use findings::finding_sentence;
pub use flats::{floor_words, picked_words, tower_words, unit_words};
pub use frames::{FrameFigures, frame_lines};
pub use grids::{
    fault_words, fix_words, grid_faults_words, grid_size_words, mend_all_words, merge_words, part_name,
    parts_do_not_fit,
};
pub(crate) use grids::{grid_label, grid_refusal};
pub use imports::{import_summary, problem_line};
pub use likenesses::{
    field_change_words, field_changes_words, field_words, open_matches_words, resembled_words, samples_words,
};
pub(crate) use lives::life_label;
pub use lives::{head_note, member_note, noted};
pub use meeting::{care_words, meeting_mean, meeting_missing, meeting_subtitle, meeting_title};
pub use naming::Naming;
pub use notes::{job_words, meters, more_words, note_sentence, opening_words, reason_words, saving_words};
pub use plans::{
    adopt_words, base_words, became, changed_words, draft_name, drop_words, extra_words, former_name, from_to,
    letter_of_draft, line_of_change, overwritten_words, part_words, plan_name, plan_state_text, plan_title,
    since_words, straight_words, take_back_of,
};
pub use problems::problem_sentence;
use provenances::withdrawn_label;
pub use provenances::{
    as_of_words, built_upon_words, no_such_source, not_in_force, not_redeclarable, redeclared_words,
};
pub use refusals::refusal_sentence;
pub use reports::{ReportWords, plan_only_for_workbooks, report_name, report_words, report_written};
pub use schemes::{
    asked_by_text, basis_words, below_words, doing_text, every_text, feasibility_words, items_words, range_text,
    requirement_words, rule_text, scheme_fault, scheme_preview, scheme_read, scheme_set, target_text, tier_words,
};
pub use sheet::{legend_texts, page_texts, tier_legend_texts};
pub use tables::{
    cell_words, copied_words, line_empty, need_count, no_household_for, nobody_called, paste_summary, rows_words,
    several_called, severity_word, sort_words, yes_no,
};
pub use text::Text;
pub use tools::{
    hidden_words, only_in_grid, only_of_member, paints_to_words, pick_alike_words, pick_building_words,
    spare_hidden_words, spared_words, taken_words,
};

pub use trays::{located_words, placed_words, placing_hint, take_all_words};
pub use units::{no_such_tier, target_difference_words};
pub(crate) use units::{unit_label, unit_refusal};

/// The language of the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Chinese, as written on the mainland.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The word in settings.
    pub fn key(self) -> &'static str {
        self.pick("zh", "en")
    }

    /// The other one.
    pub fn other(self) -> Self {
        self.pick(Self::En, Self::Zh)
    }

    /// One of two forms.
    pub fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}
