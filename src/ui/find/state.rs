//! What finding keeps between frames.

use crate::app::wording::Lang;
use crate::app::{Document, SavedView};
use crate::geom::Wgs84;
use crate::index::{Filter, Found};
use crate::ui::find::{Hit, Ime};
use std::path::PathBuf;

/// So many things are remembered as used lately.
const LATELY: usize = 12;

/// What finding keeps between frames. Dies with the window, but for the saved views.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub(crate) struct FindState {
    /// The chosen line of the list.
    pub(crate) chosen: usize,
    /// True if the chosen line should be brought into sight.
    pub(crate) must_scroll: bool,
    /// True while the list is open.
    pub(crate) is_open: bool,
    /// True if Enter was pressed before anything could be looked for.
    pub(crate) wants_first: bool,
    /// What was found or selected lately, the last first.
    pub(crate) lately: Vec<Found>,
    /// Input methods.
    pub(crate) ime: Ime,
    /// True while the sheet of keys is open.
    pub(crate) shows_keys: bool,
    /// The name of a view that is being saved.
    pub(crate) view_name: Option<String>,
    /// The saved views of this project, and which project that is.
    pub(crate) views: (Option<PathBuf>, Vec<SavedView>),
    /// Where on the map the menu was opened.
    pub(crate) menu_at: Option<Wgs84>,
    /// True if the inspector should take the keyboard.
    pub(crate) wants_panel: bool,
    hits: Option<(HitsKey, Vec<Hit>)>,
    shown: Option<((u64, Filter), usize)>,
}

type HitsKey = (u64, String, Lang);

impl FindState {
    /// True if something of ours covers the window and takes the keys.
    pub(crate) fn is_modal(&self) -> bool {
        self.shows_keys || self.view_name.is_some()
    }

    /// Forgets what is listed: more can be found now.
    pub(crate) fn look_again(&mut self) {
        self.hits = None;
    }

    /// Remembers something as used last.
    pub(crate) fn used(&mut self, found: Found) {
        self.lately.retain(|other| *other != found);
        self.lately.insert(0, found);
        self.lately.truncate(LATELY);
        self.hits = None;
    }

    /// What is listed now.
    pub(crate) fn hits(&self) -> &[Hit] {
        self.hits.as_ref().map_or(&[], |(_, hits)| hits)
    }

    /// Lists what there is for a text, anew only if something changed; how much that is, or `None` while nothing can
    /// be looked for.
    pub(crate) fn listed(
        &mut self,
        document: &Document,
        lang: Lang,
        text: &str,
        look: impl FnOnce(&str) -> Option<Vec<Hit>>,
    ) -> Option<usize> {
        let key = (document.revision(), text.to_owned(), lang);
        if self.hits.as_ref().is_none_or(|(listed_for, _)| *listed_for != key) {
            let is_new = self.hits.as_ref().is_none_or(|(listed_for, _)| listed_for.1 != key.1);
            let Some(hits) = look(text) else {
                // What is still listed is about another text.
                self.hits = None;
                return None;
            };
            self.hits = Some((key, hits));
            if is_new {
                self.chosen = 0;
            }
        }
        Some(self.hits().len())
    }

    /// How many households the filter shows, counted again only if something changed.
    pub(crate) fn shown_count(&mut self, document: &Document, filter: &Filter) -> usize {
        let key = (document.revision(), filter.clone());
        if self.shown.as_ref().is_none_or(|(counted_for, _)| *counted_for != key) {
            let (project, index, plan) = (document.project(), document.index(), document.plan());
            let count = project.households.ids().filter(|&id| filter.shows(project, index, plan, id)).count();
            self.shown = Some((key, count));
        }
        self.shown.as_ref().map_or(0, |(_, count)| *count)
    }
}
