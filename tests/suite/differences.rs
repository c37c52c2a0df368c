//! A file beside the register: what is new, what changes, who resembles whom, and who is not named.
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

use lianhu::app::wording::{Lang, field_change_words};
use lianhu::demo::{Recipe, invent};
use lianhu::disclose::Audience;
use lianhu::edit::{Batch, Context, Edit, plan_edit};
use lianhu::exchange::{
    Absent, Choices, Import, ImportKind, ImportOptions, Merged, Source, Verdict, changes_of_entry, plan_import,
    title_of_entry, write_csv_households, write_csv_members,
};
use lianhu::index::Index;
use lianhu::model::{HouseholdStatus, Project, Scheme};

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 26);

fn read(project: &Project, kind: ImportKind, text: &str) -> Import {
    let source = Source { name: "名册.csv".to_owned(), bytes: text.as_bytes().to_vec(), ..Source::default() };
    plan_import(project, Some(&Index::build(project)), &source, kind, &ImportOptions::default()).unwrap()
}

fn settled(project: &Project, batch: Batch) -> Project {
    let context = Context { plan: project.current_plan(), today: TODAY };
    let planned = plan_edit(project, &Index::build(project), &Edit::Import(Box::new(batch)), context).unwrap();
    planned.delta.apply(project).unwrap()
}

fn with(project: &Project, kind: ImportKind, text: &str) -> Project {
    let import = read(project, kind, text);
    assert!(!import.report.is_blocked, "taken in: {:?}", import.report.problems);
    settled(project, import.batch)
}

fn village(text: &str) -> Project {
    with(&Project::new("柳溪村", Scheme::neutral()), ImportKind::Households, text)
}

/// One line for each entry, match and absent one.
fn picture(project: &Project, kind: ImportKind, import: &Import) -> Vec<String> {
    let mut lines = Vec::new();
    for (entry, origin) in import.origins.iter().enumerate() {
        let like = import.matches.iter().find(|like| like.entry == entry);
        let changes = changes_of_entry(project, project.current_plan(), import, entry, like.is_some());
        let changes: Vec<String> = changes.iter().map(|change| field_change_words(Lang::Zh, kind, change)).collect();
        let code = title_of_entry(project, import, entry).code;
        let word = match (like, origin.is_new) {
            (Some(like), _) => {
                let resembled = match &like.merged {
                    Merged::Household(id, _) => &project.households.at(*id).unwrap().code,
                    Merged::Member(id, _) => &project.members.at(*id).unwrap().code,
                };
                format!("{code} resembles {resembled} by {}", like.why.key())
            }
            (None, true) => format!("{code} is new"),
            (None, false) => format!("{code} changes"),
        };
        let said = if origin.is_new && like.is_none() { String::new() } else { format!(": {}", changes.join("; ")) };
        lines.push(format!("row {} {word}{said}", origin.row));
    }
    for absent in &import.absent {
        lines.push(match absent {
            Absent::Household(id) => format!("{} is absent", project.households.at(*id).unwrap().code),
            Absent::Member(id) => format!("{} is absent", project.members.at(*id).unwrap().code),
        });
    }
    lines
}

#[track_caller]
fn check(project: &Project, kind: ImportKind, text: &str, lines: &[&str]) -> Import {
    let import = read(project, kind, text);
    assert_eq!(picture(project, kind, &import), lines, "{:?}", import.report.problems);
    import
}

const ROSTER: &str = "户号,户主,地址,电话,人口\nH1,张三,3组17号,13800000001,4\nH2,李四,3组18号,13800000002,2\n\
                      H3,王五,3组19号,13800000003,1\n";

#[test]
fn values_are_compared_one_by_one() {
    let there = village(ROSTER);
    check(&there, ImportKind::Households, ROSTER, &[]);
    check(
        &there,
        ImportKind::Households,
        "户号,户主,地址,电话,人口\nH1,张三,3组17号,13900000001,5\nH2,李四,3组20号,13800000002,2\nH3,王五,3组19号,13800000003,1\nH4,赵六,4组1号,,3\n",
        &[
            "row 2 H1 changes: 电话 13800000001 → 13900000001; 人口 4 → 5",
            "row 3 H2 changes: 地址 3组18号 → 3组20号",
            "row 5 H4 is new",
        ],
    );
}

#[test]
fn whoever_resembles_somebody_is_proposed_and_not_merged() {
    let there = village(ROSTER);
    let import = check(
        &there,
        ImportKind::Households,
        "户号,户主,地址,电话,人口\nN1,张三,柳溪村3组17号,13800000001,4\nN2,李小四,3组18号,13800000002,2\nN3,王五,5组1号,13800000003,1\nN4,新来的,9组9号,,1\n",
        &[
            "row 2 N1 resembles H1 by name_and_address: 户号 H1 → N1; 地址 3组17号 → 柳溪村3组17号",
            "row 3 N2 resembles H2 by address_and_phone: 户号 H2 → N2; 户主 李四 → 李小四",
            "row 4 N3 resembles H3 by name_and_phone: 户号 H3 → N3; 地址 3组19号 → 5组1号",
            "row 5 N4 is new",
        ],
    );
    let codes = |project: &Project| -> Vec<String> {
        let mut codes: Vec<String> = project.households.rows().map(|row| row.code.clone()).collect();
        codes.sort();
        codes
    };
    let open = import.accepted(&there, &Choices::default(), TODAY);
    assert_eq!(codes(&settled(&there, open)), ["H1", "H2", "H3", "N4"], "nobody has decided: they stay out");
    let mut choices = Choices::default();
    choices.verdicts.extend([(0, Verdict::Same), (1, Verdict::New)]);
    let decided = settled(&there, import.accepted(&there, &choices, TODAY));
    assert_eq!(codes(&decided), ["H2", "H3", "N1", "N2", "N4"], "the first is the same, the second another");
    let first = decided.households.iter().find(|(_, row)| row.code == "N1").unwrap();
    assert_eq!(there.households.at(first.0).unwrap().code, "H1", "it keeps its history and its links");
}

#[test]
fn whom_the_file_does_not_name_stays_unless_they_have_gone() {
    let there = village(ROSTER);
    let file = "户号,户主,地址,电话,人口\nH1,张三,3组17号,13800000001,4\n";
    let import = check(&there, ImportKind::Households, file, &["H2 is absent", "H3 is absent"]);
    let mut choices = Choices::default();
    choices.gone.insert(import.absent[0]);
    let after = settled(&there, import.accepted(&there, &choices, TODAY));
    let gone: Vec<_> = after.households.rows().filter(|row| row.status == HouseholdStatus::MovedOut).collect();
    assert_eq!(gone.iter().map(|row| (row.code.as_str(), row.status_since)).collect::<Vec<_>>(), [("H2", Some(TODAY))]);
}

#[test]
fn a_roster_without_codes_finds_its_households_again() {
    let file = "户主,地址,电话,人口\n张三,3组17号,13800000001,4\n李四,3组18号,13800000002,2\n张三,,13800000009,2\n";
    let there = village(file);
    check(&there, ImportKind::Households, file, &[]);
    check(
        &there,
        ImportKind::Households,
        "户主,地址,电话,人口\n李四,3组18号,13800000002,3\n张三,3组17号,13800000001,4\n张三,,13800000009,2\n周八,8组8号,,1\n",
        &["row 2 H0002 changes: 人口 2 → 3", "row 5 H0004 is new"],
    );
    check(
        &there,
        ImportKind::Households,
        "户主,地址,电话,人口\n张三,3组17号,13800000001,4\n李四,6组6号,13800000002,2\n",
        &["row 3 H0004 resembles H0002 by name_and_phone: 地址 3组18号 → 6组6号", "H0003 is absent"],
    );
}

#[test]
fn entries_can_be_left_out() {
    let there = village(ROSTER);
    let import = read(&there, ImportKind::Households, "户号,户主,人口\nH1,张三,9\nH2,李四,9\nH3,王五,9\n");
    let choices = Choices { left_out: [1].into(), ..Choices::default() };
    let after = settled(&there, import.accepted(&there, &choices, TODAY));
    let people: Vec<_> = after.households.rows().map(|row| row.people.unwrap()).collect();
    assert_eq!(people, [9, 2, 9], "the second stays as it is");
}

#[test]
fn members_find_their_homes() {
    let there = village(
        "户号,户主,地址,电话\nH1,张三,3组17号,13800000001\nH2,李四,3组18号,13800000002\nH3,王五,4组1号,\nH4,王五,5组1号,\n",
    );
    let file = "姓名,家庭住址,联系电话\n张三,3组17号,\n李四,,13800000002\n李小四,柳溪村3组18号,\n王五,,\n外来,,\n";
    let import = read(&there, ImportKind::Members, file);
    let homes: Vec<Option<&str>> = import
        .batch
        .members
        .iter()
        .map(|(_, member)| member.home.map(|home| there.households.at(home).unwrap().code.as_str()))
        .collect();
    assert_eq!(homes, [Some("H1"), Some("H2"), Some("H2"), None, None], "{:?}", import.report.problems);
    let [choice] = import.homes.as_slice() else { panic!("one must be chosen: {:?}", import.homes) };
    assert_eq!((choice.entry, choice.candidates.len()), (3, 2), "two households are headed by somebody of this name");
    let mut choices = Choices::default();
    choices.homes.insert(3, choice.candidates[1]);
    let after = settled(&there, import.accepted(&there, &choices, TODAY));
    let wang = after.members.rows().find(|row| row.name == "王五").unwrap();
    assert_eq!(wang.home, Some(choice.candidates[1]), "as chosen");
    check(&after, ImportKind::Members, file, &[]);
}

#[test]
fn members_who_are_renumbered_are_proposed() {
    let there = village(ROSTER);
    let there =
        with(&there, ImportKind::Members, "党员编号,姓名,值班电话\nM1,周一,0371-6000001\nM2,周二,0371-6000002\n");
    check(
        &there,
        ImportKind::Members,
        "党员编号,姓名,值班电话\nP1,周一,0371-6000001\n",
        &["row 2 P1 resembles M1 by name_and_phone: 党员编号 M1 → P1", "M2 is absent"],
    );
}

#[test]
fn grids_and_buildings_without_codes_are_found_by_name() {
    let empty = Project::new("柳溪村", Scheme::neutral());
    let file = "楼栋名称,层数\n一号楼,6\n二号楼,11\n";
    let there = with(&empty, ImportKind::Buildings, file);
    check(&there, ImportKind::Buildings, file, &[]);
    check(&there, ImportKind::Buildings, "楼栋名称,层数\n二号楼,12\n", &["row 2 B002 changes: 层数 11 → 12"]);
}

#[test]
fn rows_that_are_alike_are_flagged() {
    let empty = Project::new("柳溪村", Scheme::neutral());
    let import = read(&empty, ImportKind::Households, "户号,户主,地址\nH1,张三,3组17号\nH2,张三,3组17号\n");
    assert_eq!((import.report.new, import.report.flagged), (2, 1), "taken, and somebody should look");
}

/// The lists of a whole village without codes say what is there.
#[test]
fn the_demo_village_without_codes_changes_nothing() {
    let project = invent(&Recipe::village());
    for kind in [ImportKind::Households, ImportKind::Members] {
        let mut bytes = Vec::new();
        if kind == ImportKind::Members {
            write_csv_members(&project, Audience::Internal, &mut bytes).unwrap();
        } else {
            write_csv_households(&project, Audience::Internal, &mut bytes).unwrap();
        }
        let text = String::from_utf8(bytes).unwrap();
        let without: String = text.lines().map(|line| line.split_once(',').unwrap().1.to_owned() + "\r\n").collect();
        let import = read(&project, kind, without.trim_start_matches('\u{feff}'));
        let (new, changed) = (import.report.new, import.report.changed);
        assert_eq!((new, changed), (0, 0), "{}: {:?}", kind.key(), picture(&project, kind, &import));
    }
}
