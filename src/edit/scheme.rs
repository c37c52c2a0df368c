//! Working by other rules.

use crate::edit::draft::Draft;
use crate::edit::{Key, Value};
use crate::model::{HouseholdId, Member, MemberId, ProjectFacts, Scheme};

/// Puts another scheme in force. Members whose range is that of the old one take that of the new one; households that
/// must be covered from now on and have nobody are listed.
pub(crate) fn set_scheme(draft: &mut Draft, scheme: &Scheme) {
    let before = draft.project.facts.scheme.clone();
    if before == *scheme {
        return;
    }
    let facts = ProjectFacts { scheme: scheme.clone(), ..(*draft.project.facts).clone() };
    draft.put(Key::Facts, Some(Value::Facts(Box::new(facts))));
    let range = |scheme: &Scheme| (scheme.min_load(), scheme.max_load());
    if range(&before) != range(scheme) {
        let is_usual = |row: &Member| (row.min_load, row.max_load) == range(&before);
        let usual = draft.project.members.iter().filter(|(_, row)| is_usual(row));
        let usual: Vec<(MemberId, Member)> = usual.map(|(member, row)| (member, row.clone())).collect();
        let (min_load, max_load) = range(scheme);
        for (member, row) in usual {
            let row = Member { min_load, max_load, ..row };
            draft.put(Key::Member(member), Some(Value::Member(Box::new(row))));
        }
    }
    if before.exempt != scheme.exempt {
        let households: Vec<HouseholdId> = draft.project.households.ids().collect();
        draft.doubtful.extend(households);
    }
}
