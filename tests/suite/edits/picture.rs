//! Places and plans as text, so that a case is one line.
#![expect(clippy::panic, clippy::unwrap_used, reason = "tests may fail loudly")]

use jiff::civil::{Date, date};
use lianhu::edit::{Change, Context, Delta, Edit, Key, Misfit, Note, Planned, Refusal, Value, forgotten, plan_edit};
use lianhu::geom::Wgs84;
use lianhu::index::Index;
use lianhu::model::{
    Address, CategorySet, Exemption, Household, HouseholdId, HouseholdStatus, Link, LinkKind, Member, MemberId,
    MemberStatus, Plan, PlanId, PlanState, Project, Reason, Scheme,
};
use std::sync::Arc;

/// The day of every wish.
pub(crate) const TODAY: Date = date(2026, 11, 20);
/// Since when links hold that are there from the start.
pub(crate) const LONG_AGO: Date = date(2026, 1, 1);

/// The household with this number.
pub(crate) fn h(number: u32) -> HouseholdId {
    HouseholdId(number)
}

/// The member with this letter.
pub(crate) fn m(letter: char) -> MemberId {
    MemberId(u32::from(letter.to_ascii_uppercase()) - u32::from('A') + 1)
}

fn letter_of(member: MemberId, kind: LinkKind) -> char {
    let letter = char::from(b'A' + (member.0 - 1) as u8);
    if kind == LinkKind::Primary { letter } else { letter.to_ascii_lowercase() }
}

/// Household `number` stands at `number`; member A is nearest to household 1, then come 2, 3 …; B to 2, then 1, 3 ….
pub(crate) fn household(number: u32) -> Household {
    Household {
        code: format!("H{number}"),
        head: "张三".to_owned(),
        address: Address::default(),
        building: None,
        phone: String::new(),
        people: Some(3),
        elderly: None,
        children: None,
        categories: CategorySet::EMPTY,
        at: Wgs84::checked(113.6 + 0.001 * f64::from(number), 34.9),
        status: HouseholdStatus::Resident,
        stated_grid: String::new(),
        status_since: None,
        note: String::new(),
    }
}

/// A member without home and without limits.
pub(crate) fn member(letter: char) -> Member {
    Member {
        code: letter.to_string(),
        name: format!("李{letter}"),
        home: None,
        at: Wgs84::checked(113.6001 + 0.001 * f64::from(m(letter).0), 34.9),
        duty_phone: String::new(),
        phone: String::new(),
        roles: Vec::new(),
        eligible: true,
        min_load: 0,
        max_load: None,
        grid: None,
        organization: None,
        consent: false,
        home_consent: false,
        needs_care: false,
        status: MemberStatus::Serving,
        note: String::new(),
    }
}

/// The place that a text describes, such as `A AB! *c . | C-@2<5`.
///
/// One word per household, 1, 2, 3 …: `A` is responsible, `a` stands in, `!` is locked; `.` has nobody because
/// somebody said so, `.n` as new, `.i` as imported; `?` has nobody and no reason. In front `*` is vacant, `~` away,
/// `#` moved out. After ` / ` come drafts. After ` | ` come remarks: `C-` cannot cover, `C+` has left, `C@2` lives in
/// household 2, `C<5` has room for at most 5, `C?` and `2?` have no position, `exempt` spares homes of members.
pub(crate) fn place(text: &str) -> Project {
    let (plans, remarks) = text.split_once(" | ").unwrap_or((text, ""));
    let mut project = Project::new("柳溪村", Scheme::neutral());
    let letters = text.split(" | ").flat_map(str::chars).filter(char::is_ascii_alphabetic);
    let last = if remarks.contains("exempt") {
        plans.chars().filter(char::is_ascii_alphabetic).map(m).max()
    } else {
        letters.map(m).filter(|member| member.0 <= 8).max()
    };
    for fid in 1..=last.map_or(0, |member| member.0) {
        project.members.push(member(letter_of(MemberId(fid), LinkKind::Primary)));
    }
    let mut delta = Delta::default();
    for (plan_idx, cells) in plans.split(" / ").enumerate() {
        let plan = PlanId(plan_idx as u32 + 1);
        let state = if plan_idx == 0 { PlanState::Current } else { PlanState::Draft };
        project.plans.put(plan, Some(Plan::new(format!("方案{plan_idx}"), state)));
        for (number, cell) in (1..).zip(cells.split_whitespace()) {
            if plan_idx == 0 {
                let status = status_of(cell);
                project.households.put(h(number), Some(Household { status, ..household(number) }));
            }
            fill(&mut delta, plan, h(number), cell.trim_start_matches(['*', '~', '#']));
        }
    }
    project = delta.apply(&project).unwrap();
    for remark in remarks.split_whitespace() {
        heed(&mut project, remark);
    }
    project
}

fn status_of(cell: &str) -> HouseholdStatus {
    match cell.chars().next() {
        Some('*') => HouseholdStatus::Vacant,
        Some('~') => HouseholdStatus::Away,
        Some('#') => HouseholdStatus::MovedOut,
        _ => HouseholdStatus::Resident,
    }
}

fn fill(delta: &mut Delta, plan: PlanId, household: HouseholdId, cell: &str) {
    let (links, reason) = cell.split_once('.').map_or((cell, None), |(links, reason)| (links, Some(reason)));
    for (place, letter) in links.chars().enumerate().filter(|(_, letter)| letter.is_ascii_alphabetic()) {
        let kind = if letter.is_ascii_uppercase() { LinkKind::Primary } else { LinkKind::Backup };
        let locked = links.chars().nth(place + 1) == Some('!');
        let link = Value::Link { locked, since: Some(LONG_AGO) };
        delta.note(Key::Link(plan, household, m(letter), kind), None, Some(link));
    }
    let reason = reason.map(|letter| match letter {
        "n" => Reason::New,
        "i" => Reason::Imported,
        "e" => Reason::NobodyEligible,
        "" => Reason::Said("said".to_owned()),
        _ => panic!("{cell} gives no reason that there is"),
    });
    delta.note(Key::Reason(plan, household), None, reason.map(Value::Reason));
}

fn heed(project: &mut Project, remark: &str) {
    if remark == "exempt" {
        Arc::make_mut(&mut project.facts).scheme.exempt = vec![Exemption::MemberHome];
        return;
    }
    let first = remark.chars().next().unwrap();
    let Some(digit) = first.to_digit(10) else {
        let id = m(first);
        let mut row = project.members.at(id).unwrap().clone();
        for (place, mark) in remark.chars().enumerate() {
            let number = || remark.chars().nth(place + 1).and_then(|digit| digit.to_digit(10)).unwrap();
            match mark {
                '-' => row.eligible = false,
                '+' => row.status = MemberStatus::Retired,
                '?' => row.at = None,
                '@' => row.home = Some(h(number())),
                '<' => row.max_load = Some(number() as u16),
                _ => {}
            }
        }
        project.members.put(id, Some(row));
        return;
    };
    let row = project.households.at(h(digit)).unwrap().clone();
    project.households.put(h(digit), Some(Household { at: None, ..row }));
}

/// The text that describes a place.
pub(crate) fn text_of(project: &Project) -> String {
    let plans: Vec<String> = project.plans.iter().map(|(id, plan)| plan_text(project, id, plan)).collect();
    let mut remarks: Vec<String> = Vec::new();
    for (id, row) in project.members.iter() {
        let marks = [
            if row.eligible { "" } else { "-" }.to_owned(),
            if row.status == MemberStatus::Retired { "+" } else { "" }.to_owned(),
            if row.at.is_none() { "?" } else { "" }.to_owned(),
            row.home.map(|home| format!("@{}", home.0)).unwrap_or_default(),
            row.max_load.map(|max_load| format!("<{max_load}")).unwrap_or_default(),
        ]
        .concat();
        if !marks.is_empty() {
            remarks.push(format!("{}{marks}", letter_of(id, LinkKind::Primary)));
        }
    }
    let unplaced = project.households.iter().filter(|(_, row)| row.at.is_none());
    remarks.extend(unplaced.map(|(id, _)| format!("{}?", id.0)));
    if !project.facts.scheme.exempt.is_empty() {
        remarks.push("exempt".to_owned());
    }
    let bar = if remarks.is_empty() { "" } else { " | " };
    format!("{}{bar}{}", plans.join(" / "), remarks.join(" "))
}

fn plan_text(project: &Project, id: PlanId, plan: &Plan) -> String {
    let cell = |(household, row): (HouseholdId, &Household)| {
        let status = match row.status {
            _ if id != PlanId(1) => "",
            HouseholdStatus::Resident => "",
            HouseholdStatus::Vacant => "*",
            HouseholdStatus::Away => "~",
            HouseholdStatus::MovedOut => "#",
        };
        let lock = |link: &Link| if link.locked { "!" } else { "" };
        let letter = |link: &Link| format!("{}{}", letter_of(link.member, link.kind), lock(link));
        let links: String = plan.links_of(household).iter().map(letter).collect();
        let reason = match plan.reason_of(household) {
            None if links.is_empty() && status.is_empty() => "?",
            None => "",
            Some(Reason::New) => ".n",
            Some(Reason::Imported) => ".i",
            Some(Reason::NobodyEligible) => ".e",
            Some(_) => ".",
        };
        format!("{status}{links}{reason}")
    };
    project.households.iter().map(cell).collect::<Vec<_>>().join(" ")
}

fn note_text(note: &Note) -> String {
    let letter = |member: &MemberId| letter_of(*member, LinkKind::Primary);
    match note {
        Note::BackupPromoted { household, member } => format!("{} promoted {}", household.0, letter(member)),
        Note::Completed { household, member } => format!("{} completed {}", household.0, letter(member)),
        Note::Listed { household, .. } => format!("{} listed", household.0),
        Note::Swapped { household, backup } => format!("{} swapped {}", household.0, letter(backup)),
        Note::NobodyTakes(household) => format!("{} stays", household.0),
        Note::SkippedLocked(household) => format!("{} locked", household.0),
        Note::SkippedOwn(household) => format!("{} own", household.0),
    }
}

/// What a wish is expected to lead to.
#[derive(Debug)]
pub(crate) enum Expected {
    /// This place; after ` ; ` the notes.
    After(&'static str),
    /// Nothing: the wish is refused.
    Refused(Refusal),
}

impl From<&'static str> for Expected {
    fn from(after: &'static str) -> Self {
        Self::After(after)
    }
}

impl From<Refusal> for Expected {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Checks what a wish does in the current plan, and every time: the delta fits, undo brings back what was, nobody is
/// forgotten who was not, and the notes tell the truth.
#[track_caller]
pub(crate) fn check(before: &str, wish: Edit, expected: impl Into<Expected>) {
    check_in(1, before, wish, expected);
}

/// The same while another plan is looked at.
#[expect(clippy::needless_pass_by_value, reason = "a case reads better without `&`")]
#[track_caller]
pub(crate) fn check_in(plan: u32, before: &str, wish: Edit, expected: impl Into<Expected>) {
    let project = place(before);
    assert_eq!(text_of(&project), before, "the text says it as the tests do");
    let answer = grant(&project, &wish, PlanId(plan));
    match (answer, expected.into()) {
        (Ok((after, planned)), Expected::After(text)) => {
            let notes: Vec<String> = planned.notes.iter().map(note_text).collect();
            let semicolon = if notes.is_empty() { "" } else { " ; " };
            let found = format!("{}{semicolon}{}", text_of(&after), notes.join(", "));
            assert_eq!(found, text, "{wish:?} on {before}");
            for note in &planned.notes {
                assert!(is_true(note, &after), "{note:?} is true after {wish:?} on {before}: {found}");
            }
        }
        (Err(refusal), Expected::Refused(expected)) => assert_eq!(refusal, expected, "{wish:?} on {before}"),
        (Ok((after, _)), expected) => panic!("{wish:?} on {before} gave {}, not {expected:?}", text_of(&after)),
        (Err(refusal), expected) => panic!("{wish:?} on {before} was refused: {refusal:?}, not {expected:?}"),
    }
}

/// Plans a wish and applies it; checks what must always hold.
#[track_caller]
pub(crate) fn grant(project: &Project, wish: &Edit, plan: PlanId) -> Result<(Project, Planned), Refusal> {
    let context = Context { plan, today: TODAY };
    let planned = plan_edit(project, &Index::build(project), wish, context)?;
    let delta = &planned.delta;
    let after = delta.apply(project).unwrap_or_else(|misfit| panic!("{wish:?}: {misfit}"));
    let back = delta.inverse().apply(&after).unwrap_or_else(|misfit| panic!("undo of {wish:?}: {misfit}"));
    assert_eq!(&back, project, "undo of {wish:?} brings back what was");
    assert_eq!(delta.is_empty(), after == *project, "{wish:?} changes something exactly if its delta is not empty");
    // Plans that go are the last to be looked at.
    let goes = |key: &Key, change: &Change| matches!(key, Key::Plan(_)) && change.new.is_none();
    let stays = delta.changes.iter().find(|(key, change)| !goes(key, change));
    if let Some(key) = stays.map(|(key, _)| key).or(delta.changes.keys().next()) {
        assert_eq!(delta.apply(&after), Err(Misfit { key: key.clone() }), "{wish:?} does not fit a second time");
    }
    if forgotten(project).is_empty() {
        assert_eq!(forgotten(&after), [], "nobody is forgotten after {wish:?}");
    }
    Ok((after, planned))
}

/// True if a note says what is so in one of the plans.
fn is_true(note: &Note, after: &Project) -> bool {
    let is_linked = |household, member, kind| {
        after.plans.rows().any(|plan| plan.link(household, member, kind).is_some_and(|link| link.since.is_some()))
    };
    match note {
        Note::BackupPromoted { household, member } | Note::Completed { household, member } => {
            is_linked(*household, *member, LinkKind::Primary)
        }
        Note::Listed { household, reason } => after.plans.rows().any(|plan| plan.reason_of(*household) == Some(reason)),
        Note::Swapped { household, backup } => is_linked(*household, *backup, LinkKind::Backup),
        Note::NobodyTakes(household) => after.plans.rows().any(|plan| plan.primaries_of(*household).next().is_some()),
        Note::SkippedLocked(household) => {
            after.plans.rows().any(|plan| plan.links_of(*household).iter().any(|link| link.locked))
        }
        Note::SkippedOwn(household) => after.members_at_home(*household).next().is_some(),
    }
}
