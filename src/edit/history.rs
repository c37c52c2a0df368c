//! What was done, undone and redone, in order.

/// One row of the ledger, without its payload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// Number of the row; it only grows.
    pub seq: u64,
    /// Rows of one gesture, such as one stroke of a brush, share this number and are undone together.
    pub gesture: u64,
    /// Doing, undoing or redoing.
    pub kind: DoneKind,
    /// When, as a time stamp of RFC 3339.
    pub at: String,
    /// What it was, as the user would say it, such as “assign 3 households”.
    pub label: String,
}

/// What a row of the ledger does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DoneKind {
    /// Something new.
    Do,
    /// Takes back the row with this number.
    Undo(u64),
    /// Does the row with this number again.
    Redo(u64),
}

/// One linear history: what can be undone, what can be redone. Doing something new forgets what could be redone.
#[derive(Clone, Debug, Default)]
pub struct History {
    rows: Vec<Done>,
    done: Vec<usize>,
    undone: Vec<usize>,
    /// The largest gesture number so far.
    last_gesture: u64,
}

impl History {
    /// The history that these ledger rows tell.
    pub fn of(rows: impl IntoIterator<Item = Done>) -> Self {
        let mut history = Self::default();
        for row in rows {
            history.record(row);
        }
        history
    }

    /// Adds a row. An undo or redo that is not on top changes nothing but the list.
    pub fn record(&mut self, row: Done) {
        let row_idx = self.rows.len();
        let top_is = |stack: &[usize], seq: u64| {
            stack.last().and_then(|&idx| self.rows.get(idx)).is_some_and(|row| row.seq == seq)
        };
        match row.kind {
            DoneKind::Do => {
                self.done.push(row_idx);
                self.undone.clear();
            }
            DoneKind::Undo(seq) if top_is(&self.done, seq) => self.undone.extend(self.done.pop()),
            DoneKind::Redo(seq) if top_is(&self.undone, seq) => self.done.extend(self.undone.pop()),
            DoneKind::Undo(_) | DoneKind::Redo(_) => debug_assert!(false, "history is linear: {row:?}"),
        }
        self.last_gesture = self.last_gesture.max(row.gesture);
        self.rows.push(row);
    }

    /// All rows, the oldest first.
    pub fn rows(&self) -> &[Done] {
        &self.rows
    }

    /// The number that the next row gets.
    pub fn next_seq(&self) -> u64 {
        self.rows.last().map_or(1, |row| row.seq + 1)
    }

    /// A gesture number that was not used yet.
    pub fn next_gesture(&self) -> u64 {
        self.last_gesture + 1
    }

    /// The rows that one undo takes back, in the order of taking back: all of the last gesture.
    pub fn to_undo(&self) -> Vec<&Done> {
        self.top_gesture(&self.done)
    }

    /// The rows that one redo does again, in that order.
    pub fn to_redo(&self) -> Vec<&Done> {
        self.top_gesture(&self.undone)
    }

    /// What is in force now, the oldest first: done and not undone.
    pub fn in_force(&self) -> impl DoubleEndedIterator<Item = &Done> {
        self.done.iter().filter_map(|&row_idx| self.rows.get(row_idx))
    }

    /// How many of these there are.
    pub fn in_force_count(&self) -> usize {
        self.done.len()
    }

    /// What could be redone, the next one first.
    pub fn redoable(&self) -> impl Iterator<Item = &Done> {
        self.undone.iter().rev().filter_map(|&row_idx| self.rows.get(row_idx))
    }

    fn top_gesture(&self, stack: &[usize]) -> Vec<&Done> {
        let rows = stack.iter().rev().filter_map(|&row_idx| self.rows.get(row_idx));
        let gesture = rows.clone().next().map(|row| row.gesture);
        rows.take_while(|row| Some(row.gesture) == gesture).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::edit::{Done, DoneKind, History};

    /// A history from letters: `a`, `b` do something (capital: same gesture as before), `u` undoes, `r` redoes.
    #[track_caller]
    fn check(script: &str, undo: &[u64], redo: &[u64]) {
        let mut history = History::default();
        for letter in script.chars() {
            let seq = history.next_seq();
            let kind = match letter {
                'u' => DoneKind::Undo(history.to_undo()[0].seq),
                'r' => DoneKind::Redo(history.to_redo()[0].seq),
                _ => DoneKind::Do,
            };
            let gesture = if letter.is_uppercase() { history.next_gesture() - 1 } else { history.next_gesture() };
            history.record(Done { seq, gesture, kind, at: String::new(), label: letter.to_string() });
        }
        let seqs = |rows: Vec<&Done>| rows.iter().map(|row| row.seq).collect::<Vec<_>>();
        assert_eq!(seqs(history.to_undo()), undo, "to undo after {script}");
        assert_eq!(seqs(history.to_redo()), redo, "to redo after {script}");
    }

    #[test]
    fn what_was_done_last_is_undone_first() {
        check("", &[], &[]);
        check("ab", &[2], &[]);
        check("abu", &[1], &[2]);
        check("abuu", &[], &[1]);
        check("abuur", &[1], &[2]);
        check("abur", &[2], &[]);
    }

    #[test]
    fn something_new_forgets_what_could_be_redone() {
        check("abuc", &[4], &[]);
        check("abucu", &[1], &[4]);
    }

    #[test]
    fn strokes_of_one_gesture_are_undone_together() {
        check("abBB", &[4, 3, 2], &[]);
    }
}
