//! Every sentence that somebody reads, in Chinese and in English; a file per topic.
//!
//! Fixed words are rows of one table ([`Text`]); sentences with parts are functions that take a [`Lang`]. Names
//! in sentences come through [`Naming`], which asks the disclosure gate.

mod command_line;
mod counts;
mod crash;
mod edits;
mod errors;
mod findings;
mod frames;
mod imports;
mod naming;
mod notes;
mod problems;
mod refusals;
mod sheet;
mod text;

pub use command_line::{
    CheckTotals, accepted_outside, answer_word, applied_summary, changed_outside_told, check_summary, column_heading,
    created_sentence, damage_sentence, exists_already, form_not_built, import_written, line_malformed, line_not_text,
    listed_as_uncovered, map_as_pairs, must_end_in_gpkg, need_pair_of_degrees, need_plan, no_such_category,
    no_such_code, no_such_plan, not_for_audience, one_way_only, output_failed, plan_only_for, recipe_too_small,
    rows_rejected, scheme_unknown, scheme_unshipped, taken_back, took_back_fewer, unknown_content, verified,
    written_to,
};
pub use counts::{
    changes_words, coverage_words, equation_words, files_waiting, first_of_households, goes_to, household_count,
    place_name, row_words, said_of, selected_words, tour_place,
};
pub use crash::{crash_words, window_lost_words};
pub use edits::{edit_label, status_text};
pub use errors::{changed_outside, document_error, exchange_error, export_error, store_error};
pub use findings::finding_sentence;
pub use frames::{FrameFigures, frame_lines};
pub use imports::{import_summary, problem_line};
pub use naming::Naming;
pub use notes::{job_words, meters, more_words, note_sentence, reason_words, saving_words};
pub use problems::problem_sentence;
pub use refusals::refusal_sentence;
pub use sheet::{legend_texts, page_texts};
pub use text::Text;

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
