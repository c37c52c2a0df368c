#!/usr/bin/env bash
# Random clicking, dragging, turning, typing in the real window, and what is left afterwards.
#
#   tests/monkey.sh [MINUTES] [SEED] [PROGRAM] [HOUSEHOLDS MEMBERS]
#
# Needs Xvfb, xdotool and python3. Runs on a display of its own, with settings and files of its own in a folder under
# /tmp. Afterwards: the program lives, it has left no crash note, `verify` finds the file whole, and undone to its start
# the file lists what it listed at first. Exit code 0 only if all of that is so.
set -u
minutes=${1:-30}
seed=${2:-1}
program=$(realpath "${3:-target/debug/lianhu}")
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d /tmp/lianhu-monkey.XXXXXX)
file=$work/village.gpkg
display=:$((80 + seed % 20))
failed=0

say() { printf '%s\n' "$*"; }
fail() { say "FAILED: $*"; failed=1; }

# What the file holds, for comparing: everything that can be listed, and what is found.
picture() {
    for what in households members links grids; do
        "$program" list "$1" "$what" --json | sha256sum | sed "s/-/$what/"
    done
    "$program" check "$1" --json | sha256sum | sed 's/-/check/'
}

export XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data LIBGL_ALWAYS_SOFTWARE=1 RUST_BACKTRACE=1
if [ $# -ge 5 ]; then
    "$program" demo "$file" --households "$4" --members "$5" > /dev/null || exit 2
else
    "$program" demo "$file" > /dev/null || exit 2
fi
picture "$file" > "$work/first.txt"

Xvfb "$display" -screen 0 1920x1200x24 > /dev/null 2>&1 &
xvfb=$!
trap 'kill "$xvfb" 2> /dev/null' EXIT
export DISPLAY=$display
sleep 1
# No session bus: where the desktop has no dialogs for files, the program says so and goes on.
env -u DBUS_SESSION_BUS_ADDRESS "$program" "$file" > "$work/out.txt" 2> "$work/err.txt" &
pid=$!
for _ in $(seq 60); do
    window=$(xdotool search --class lianhu 2> /dev/null | tail -1)
    [ -n "$window" ] && break
    sleep 0.5
done
[ -n "${window:-}" ] || { say "FAILED: no window"; cat "$work/err.txt"; exit 2; }
xdotool windowmove "$window" 0 0 windowsize "$window" 1440 900 windowfocus "$window"
sleep 3

say "$minutes minutes, seed $seed, in $work"
python3 "$here/monkey.py" "$minutes" "$seed" "$window" "$pid" "$file" "$work/steps.txt" || fail "the program is gone"
sleep 3
import -window root "$work/last.png" 2> /dev/null

kill -0 "$pid" 2> /dev/null || fail "the program does not run any more"
notes=$(find "$work/config" -name 'crash-*.txt' 2> /dev/null | wc -l)
[ "$notes" -eq 0 ] || fail "$notes crash notes in $work/config"
grep -q "panicked at" "$work/err.txt" && fail "it panicked: $(grep -m1 -A1 'panicked at' "$work/err.txt" | tr '\n' ' ')"
# Ended as by the system when somebody logs out; what is on its way to the disk is either there or not.
kill "$pid" 2> /dev/null
for _ in $(seq 40); do kill -0 "$pid" 2> /dev/null || break; sleep 0.25; done
kill -9 "$pid" 2> /dev/null

# Also what it made or opened besides.
find "$work" -name '*.gpkg' | while read -r any; do
    "$program" verify "$any" || echo "not whole: $any"
done > "$work/verify.txt" 2>&1
grep -q "not whole" "$work/verify.txt" && fail "verify: $(cat "$work/verify.txt")"
steps=$("$program" verify "$file" --json | sed -n 's/.*"history_steps": *\([0-9]*\).*/\1/p')
"$program" undo "$file" --steps 1000000 > "$work/undo.txt" 2>&1
"$program" verify "$file" > "$work/verify.txt" 2>&1 || fail "verify after undo: $(tail -3 "$work/verify.txt")"
picture "$file" > "$work/undone.txt"
if diff "$work/first.txt" "$work/undone.txt" > "$work/diff.txt"; then
    say "undone to the start it is as it was; the ledger had ${steps:-?} rows"
else
    fail "undone to the start it is not as it was: $(cat "$work/diff.txt")"
fi
[ "$failed" -eq 0 ] && say "ok"
exit "$failed"
