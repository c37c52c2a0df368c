//! The search index of an open project, made when somebody first looks for something.

use crate::app::Document;
use crate::index::{Found, SearchIndex, Touched, Wanted};
use crate::model::Project;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

/// Up to so many households the index is made at once; more are read beside the window.
const AT_ONCE: usize = 5_000;

/// Keeps the search index: nothing before it is needed, and up to date ever after.
#[derive(Debug, Default)]
pub struct Seeker {
    index: Option<SearchIndex>,
    /// True if the project has moved on farther than the index could be mended.
    is_stale: bool,
    /// An index on its way, and what was touched since.
    coming: Option<(Receiver<SearchIndex>, Touched)>,
}

impl Seeker {
    /// Follows the project after a change.
    pub(crate) fn follow(&mut self, after: &Project, touched: &Touched) {
        if touched.everything {
            self.coming = None;
            self.is_stale = true;
            return;
        }
        if let Some((_, since)) = &mut self.coming {
            since.households.extend(&touched.households);
            since.members.extend(&touched.members);
        }
        if let Some(index) = &mut self.index {
            index.update(after, touched);
        }
    }

    fn prepare(&mut self, project: &Project, wake: impl FnOnce() + Send + 'static) -> bool {
        let has_come = self.take_what_came(project);
        if self.coming.is_some() || self.index.is_some() && !self.is_stale {
            return has_come;
        }
        if project.households.len() + project.members.len() <= AT_ONCE {
            self.index = Some(SearchIndex::build(project));
            self.is_stale = false;
            return true;
        }
        let (tell, news) = channel();
        let read = project.clone();
        let started = std::thread::Builder::new().name("search".to_owned()).spawn(move || {
            drop(tell.send(SearchIndex::build(&read)));
            wake();
        });
        if started.is_ok() {
            self.coming = Some((news, Touched::default()));
        } else {
            // No thread can be had: slow is better than never.
            self.index = Some(SearchIndex::build(project));
        }
        self.is_stale = false;
        has_come
    }

    /// True if an index came.
    fn take_what_came(&mut self, project: &Project) -> bool {
        let Some((news, since)) = self.coming.take() else { return false };
        match news.try_recv() {
            Ok(mut index) => {
                index.update(project, &since);
                self.index = Some(index);
                return true;
            }
            Err(TryRecvError::Empty) => self.coming = Some((news, since)),
            Err(TryRecvError::Disconnected) => self.is_stale = true,
        }
        false
    }
}

impl Document {
    /// Sees to it that things can be looked for, now or soon; call it in every frame in which somebody looks. `wake`
    /// is called when a large index is ready. True if more can be found than before.
    pub fn prepare_search(&mut self, wake: impl FnOnce() + Send + 'static) -> bool {
        let mut seeker = std::mem::take(&mut self.seeker);
        let has_come = seeker.prepare(self.project(), wake);
        self.seeker = seeker;
        has_come
    }

    /// What fits, the best first, with how well it fits; `None` while the index is not ready.
    pub fn look_for(&self, wanted: &Wanted, lately: &[Found], limit: usize) -> Option<Vec<(u32, Found)>> {
        self.seeker.index.as_ref().map(|index| index.find(wanted, lately, limit))
    }
}
