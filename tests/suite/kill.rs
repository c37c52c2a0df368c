//! A program that is killed while it writes: the file opens, is sound, and holds everything that was answered.
//!
//! A few rounds always; `LIANHU_KILL_ROUNDS=200` for many.
#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "asks how many rounds, and times them")]

use crate::command::Place;
use serde_json::Value;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

#[test]
fn nothing_answered_is_lost_when_the_program_is_killed() {
    let rounds: u64 = std::env::var("LIANHU_KILL_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(4);
    let place = Place::with_demo("kill");
    let code = place.json("list a.gpkg households --json")[0]["code"].as_str().unwrap().to_owned();
    let (mut answered, mut lost) = (0, 0);
    let start = Instant::now();
    for round in 1..=rounds {
        let before = steps(&place);
        // Somewhere in the burst, another place each time.
        let wait = Duration::from_micros(round * 7_919 % 60_000);
        let last = burst_and_kill(&place, &code, before + 1, wait, round % 5 != 0);
        // Looking alone must do; whoever writes next, here in the next round, finishes what was interrupted.
        let after = steps(&place);
        assert!(after >= last.unwrap_or(before), "round {round}: answered {last:?}, but the file ends at {after}");
        let people = place.json("list a.gpkg households --json")[0]["people"].as_u64();
        if after > 0 {
            assert_eq!(people, Some(after % 1_000 + 1), "round {round}: the register is that of step {after}");
        }
        answered += last.map_or(0, |last| last - before);
        lost += after - last.unwrap_or(before);
    }
    let took = start.elapsed();
    place.check_with("apply a.gpkg -", "", 0, &[]);
    let left: Vec<String> = std::fs::read_dir(&place.folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(left, ["a.gpkg"], "nothing is left beside the file once somebody has written to it again");
    assert!(answered > 0, "something was answered before it was killed");
    println!(
        "{rounds} rounds in {took:.1?}: {answered} edits answered and kept, {lost} kept before their answer was read"
    );
}

/// Starts a burst of edits, kills it after a while; answers the last number that was told.
fn burst_and_kill(place: &Place, code: &str, first: u64, wait: Duration, hears_first: bool) -> Option<u64> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_lianhu"))
        .args(["apply".as_ref(), place.at("a.gpkg").as_os_str(), "-".as_ref()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let line = |seq: u64| {
        let people = seq % 1_000 + 1;
        format!("{{\"edit\":\"change_household\",\"household\":\"{code}\",\"people\":{people}}}\n")
    };
    let burst: String = (first..first + 400).map(line).collect();
    // The child dies while it reads, so that writing may fail.
    let writer = std::thread::Builder::new().spawn(move || drop(input.write_all(burst.as_bytes()))).unwrap();
    let mut last = None;
    let mut answer = String::new();
    // Every fifth dies before it has answered anything.
    if hears_first && output.read_line(&mut answer).unwrap() > 0 {
        last = seq_in(&answer);
    }
    std::thread::sleep(wait);
    child.kill().unwrap();
    child.wait().unwrap();
    writer.join().unwrap();
    loop {
        answer.clear();
        if output.read_line(&mut answer).unwrap() == 0 || !answer.ends_with('\n') {
            return last;
        }
        last = seq_in(&answer);
    }
}

fn seq_in(answer: &str) -> Option<u64> {
    let answer: Value = serde_json::from_str(answer).unwrap();
    assert!(answer["refused"].is_null(), "{answer}");
    answer["seq"].as_u64()
}

/// How many steps a sound file has.
#[track_caller]
fn steps(place: &Place) -> u64 {
    let found = place.json("verify a.gpkg --json");
    assert_eq!(found["ok"], true, "{found}");
    found["history_steps"].as_u64().unwrap()
}
