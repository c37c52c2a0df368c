//! The window on a village of its own, used as somebody uses it: by words, pointer and keys.

use egui::accesskit::Role;
use egui::{
    DroppedFile, DroppedFileHandle, Event, Key, Modifiers, PointerButton, Pos2, Rect, Vec2, ViewportCommand,
    ViewportEvent, ViewportId,
};
use egui_kittest::kittest::NodeT as _;
use egui_kittest::{Harness, Node};
use jiff::civil::date;
use lianhu::app::{Document, SaveState, Settings, Stamp};
use lianhu::demo::{Recipe, invent};
use lianhu::geom::Wgs84;
use lianhu::index::{Candidate, candidates};
use lianhu::model::{Household, HouseholdId, LinkKind, Member, MemberId, Plan, Project};
use lianhu::schemes::preset;
use lianhu::store::{Access, Owner, Store};
use lianhu::ui::{Part, Session, Window};
use std::cell::{Ref, RefCell};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// So many looks at what a thread does, a few milliseconds apart, before a test gives up.
const PATIENCE: usize = 4_000;
/// What can be meant by a word when it stands on several things: labels only tell.
const USABLE: [Role; 8] = [
    Role::Button,
    Role::CheckBox,
    Role::RadioButton,
    Role::TextInput,
    Role::SpinButton,
    Role::ComboBox,
    Role::Canvas,
    Role::MenuItem,
];

type Slot = Rc<RefCell<Option<Window>>>;

/// A window, whoever sits in front of it, and the file it shows.
pub(crate) struct Desk {
    harness: Harness<'static>,
    window: Slot,
    pub(crate) path: PathBuf,
}

/// A file in the hand of whoever drops it.
#[derive(Debug)]
struct OnDisk(PathBuf);

impl DroppedFile for OnDisk {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("the program reads by path".to_owned())
    }
}

pub(crate) fn somebody() -> Owner {
    Owner { process: 7, who: "王芳@村部".to_owned(), since: "8:15".to_owned() }
}

/// The morning on which all tests play.
pub(crate) fn morning() -> Stamp {
    Stamp { at: "2026-11-21T08:00:00Z".parse().unwrap(), today: date(2026, 11, 21) }
}

/// A folder for one test, empty at first.
pub(crate) fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("panels").join(test);
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// The file of the demo village, made once.
pub(crate) fn village() -> &'static Path {
    static VILLAGE: OnceLock<PathBuf> = OnceLock::new();
    VILLAGE.get_or_init(|| {
        let path = folder("village").join("village.gpkg");
        Store::create(&path, &invent(&Recipe::village()), &somebody()).unwrap().close().unwrap();
        path
    })
}

pub(crate) fn open(path: &Path, access: Access) -> Document {
    Document::open(path, access, morning, || ()).unwrap()
}

impl Desk {
    /// The demo village in a file of its own, seen whole.
    pub(crate) fn village(test: &str) -> Self {
        let path = folder(test).join("柳溪村.gpkg");
        std::fs::copy(village(), &path).unwrap();
        Self::on(open(&path, Access::Write(somebody())))
    }

    /// A small place that keeps a scheme.
    pub(crate) fn by_scheme(test: &str, scheme: &str) -> Self {
        let path = folder(test).join("place.gpkg");
        let households = if scheme == "guhe" { Some(600) } else { None };
        let recipe = Recipe::by_scheme(2_026, households, preset(scheme).unwrap());
        Store::create(&path, &invent(&recipe), &somebody()).unwrap().close().unwrap();
        Self::on(open(&path, Access::Write(somebody())))
    }

    /// The village, ready to reassign.
    pub(crate) fn assigning(test: &str) -> Self {
        let mut desk = Self::village(test);
        desk.press(Key::A);
        desk
    }

    pub(crate) fn on(document: Document) -> Self {
        Self::sized(document, Settings::default(), Vec2::new(1440.0, 900.0))
    }

    /// A window of a size, for somebody who likes it so.
    pub(crate) fn sized(document: Document, settings: Settings, size: Vec2) -> Self {
        Self::made(document, settings, None, size)
    }

    /// A window that remembers in this file.
    pub(crate) fn remembering(document: Document, settings: Settings, settings_path: Option<PathBuf>) -> Self {
        Self::made(document, settings, settings_path, Vec2::new(1440.0, 900.0))
    }

    fn made(document: Document, settings: Settings, settings_path: Option<PathBuf>, size: Vec2) -> Self {
        let path = document.path().to_owned();
        let window: Slot = Rc::default();
        let (made, shown) = (Rc::clone(&window), Rc::clone(&window));
        let harness = Harness::builder()
            .with_size(size)
            .with_theme(egui::Theme::Light)
            .with_max_steps(40)
            .with_context_setup(move |ctx| {
                *made.borrow_mut() = Some(Window::new(ctx, document, settings, settings_path).unwrap());
            })
            .build_ui(move |ui| {
                let mut window = shown.borrow_mut();
                let window = window.as_mut().unwrap();
                window.listen(&ui.ctx().clone());
                window.frame_ui(ui);
            });
        let mut desk = Self { harness, window, path };
        desk.settle();
        desk
    }

    /// Closes the window and opens the file again.
    pub(crate) fn reopened(self) -> Self {
        let Self { harness, window, path } = self;
        drop((harness, window));
        Self::on(open(&path, Access::Write(somebody())))
    }

    // --- doing ---

    /// Clicks what bears this word.
    #[track_caller]
    pub(crate) fn click(&mut self, word: &str) {
        // What is below the end of a panel is brought up first, as somebody would.
        self.find(word).scroll_to_me();
        self.settle();
        let at = self.find(word).rect().center();
        self.click_at(at);
    }

    /// Clicks what has a name that begins so.
    #[track_caller]
    pub(crate) fn click_starting(&mut self, word: &str) {
        let at = self.find_starting(word).rect().center();
        self.click_at(at);
    }

    pub(crate) fn click_at(&mut self, at: Pos2) {
        self.button_at(at, PointerButton::Primary);
    }

    /// Clicks with the other button.
    pub(crate) fn click_secondary_at(&mut self, at: Pos2) {
        self.button_at(at, PointerButton::Secondary);
    }

    fn button_at(&mut self, at: Pos2, button: PointerButton) {
        self.harness.event(Event::PointerMoved(at));
        for pressed in [true, false] {
            self.harness.event(Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE });
        }
        // The pointer leaves, so that no tool tip stands in the way of the next step.
        self.harness.event(Event::PointerGone);
        self.settle();
    }

    /// Clicks what bears this word while these keys are held.
    #[track_caller]
    pub(crate) fn click_with(&mut self, modifiers: Modifiers, word: &str) {
        let pos = self.find(word).rect().center();
        self.harness.event(Event::PointerMoved(pos));
        for pressed in [true, false] {
            self.harness.event_modifiers(
                Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers },
                modifiers,
            );
        }
        self.harness.event(Event::PointerGone);
        self.settle();
    }

    /// Clicks twice what bears this word, one click soon after the other.
    #[track_caller]
    pub(crate) fn double_click(&mut self, word: &str) {
        let pos = self.find(word).rect().center();
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        // A frame of the harness takes as long as a double click may.
        let set_patience = |desk: &Self, secs| {
            desk.harness.ctx.options_mut(|options| options.input_options.max_double_click_delay = secs);
        };
        let usual = self.harness.ctx.options(|options| options.input_options.max_double_click_delay);
        set_patience(self, 1.0);
        self.harness.event(Event::PointerMoved(pos));
        for pressed in [true, false, true, false] {
            self.harness.event(Event::PointerButton { pos, button, pressed, modifiers });
        }
        self.harness.event(Event::PointerGone);
        self.settle();
        set_patience(self, usual);
    }

    /// Lets something happen that is neither pointer nor key, such as pasting.
    pub(crate) fn event(&mut self, event: Event) {
        self.harness.event(event);
        self.settle();
    }

    /// What was copied in the last frame, if anything was.
    pub(crate) fn copied_by(&mut self, event: Event) -> Option<String> {
        self.harness.event(event);
        self.harness.step();
        let commands = &self.harness.output().platform_output.commands;
        let copied = commands.iter().find_map(|command| match command {
            egui::OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        });
        self.settle();
        copied
    }

    /// Clicks a household on the map.
    pub(crate) fn click_household(&mut self, household: HouseholdId) {
        let at = self.place_of_household(household);
        self.click_at(at);
    }

    pub(crate) fn hover(&mut self, at: Pos2) {
        self.harness.event(Event::PointerMoved(at));
        self.settle();
    }

    /// Presses the button on a household and pulls a little, so that it comes along.
    pub(crate) fn take_up(&mut self, household: HouseholdId) {
        let at = self.place_of_household(household);
        self.pull_from(at);
    }

    pub(crate) fn pull_from(&mut self, at: Pos2) {
        self.harness.event(Event::PointerMoved(at));
        self.harness.event(Event::PointerButton {
            pos: at,
            button: PointerButton::Primary,
            pressed: true,
            modifiers: Modifiers::NONE,
        });
        self.harness.event(Event::PointerMoved(at + Vec2::new(9.0, 9.0)));
        self.settle();
    }

    /// Moves what was taken up over a member.
    pub(crate) fn carry_to(&mut self, member: MemberId) {
        let at = self.place_of_member(member);
        self.hover(at);
    }

    pub(crate) fn let_go(&mut self) {
        let pos = self.harness.ctx.input(|input| input.pointer.latest_pos()).unwrap();
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        self.harness.event(Event::PointerButton { pos, button, pressed: false, modifiers });
        self.harness.event(Event::PointerGone);
        self.settle();
    }

    /// Moves along these places with the button down, quickly: two events reach the window in one frame.
    pub(crate) fn stroke(&mut self, places: &[Pos2]) {
        self.stroke_with(Modifiers::NONE, places);
    }

    pub(crate) fn stroke_with(&mut self, modifiers: Modifiers, places: &[Pos2]) {
        self.harness.event(Event::ModifiersChanged(modifiers));
        self.begin_stroke(places);
        self.let_go();
        self.harness.event(Event::ModifiersChanged(Modifiers::NONE));
        self.settle();
    }

    /// Presses here and does not move for some seconds.
    pub(crate) fn hold_still(&mut self, at: Pos2) {
        self.harness.event(Event::PointerMoved(at));
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        self.harness.event(Event::PointerButton { pos: at, button, pressed: true, modifiers });
        self.harness.run_steps(12);
    }

    /// The same, with the button still down at the end.
    pub(crate) fn begin_stroke(&mut self, places: &[Pos2]) {
        let (&first, rest) = places.split_first().unwrap();
        let modifiers = Modifiers::NONE;
        let (button, pressed) = (PointerButton::Primary, true);
        self.harness.event(Event::PointerMoved(first));
        self.harness.event(Event::PointerButton { pos: first, button, pressed, modifiers });
        self.harness.run_ok();
        for &at in rest {
            self.harness.input_mut().events.push(Event::PointerMoved(at));
        }
        self.settle();
    }

    pub(crate) fn click_place_with(&mut self, modifiers: Modifiers, at: Pos2) {
        self.harness.event(Event::ModifiersChanged(modifiers));
        self.click_at(at);
        self.harness.event(Event::ModifiersChanged(Modifiers::NONE));
        self.settle();
    }

    /// Turns the wheel over this place.
    pub(crate) fn scroll_at(&mut self, at: Pos2, up_pt: f32) {
        self.harness.event(Event::PointerMoved(at));
        let (unit, phase) = (egui::MouseWheelUnit::Point, egui::TouchPhase::Move);
        let (delta, modifiers) = (Vec2::new(0.0, up_pt), Modifiers::NONE);
        let source = egui::MouseWheelSource::Wheel;
        self.harness.event(Event::MouseWheel { unit, delta, phase, modifiers, source });
        self.settle();
    }

    pub(crate) fn press(&mut self, key: Key) {
        self.press_with(Modifiers::NONE, key);
    }

    pub(crate) fn press_with(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    pub(crate) fn hold(&mut self, key: Key) {
        self.harness.key_down(key);
        self.settle();
    }

    pub(crate) fn undo(&mut self) {
        self.press_with(Modifiers::COMMAND, Key::Z);
    }

    pub(crate) fn redo(&mut self) {
        self.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    }

    /// What comes from the system, in one frame.
    pub(crate) fn events(&mut self, events: impl IntoIterator<Item = Event>) {
        for event in events {
            self.harness.input_mut().events.push(event);
        }
        self.settle();
    }

    pub(crate) fn key_down(key: Key) -> Event {
        Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
    }

    /// Gives the keyboard to what bears this word, as Tab would.
    #[track_caller]
    pub(crate) fn focus(&mut self, word: &str) {
        self.find(word).focus();
        self.settle();
    }

    /// Puts a text into a field in place of what is there.
    #[track_caller]
    pub(crate) fn write(&mut self, field: &str, text: &str) {
        self.click(field);
        self.press_with(Modifiers::COMMAND, Key::A);
        self.type_text(text);
    }

    pub(crate) fn type_text(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.settle();
    }

    /// Types into the search box and takes the first that is found.
    pub(crate) fn find_by_search(&mut self, words: &str) {
        self.press_with(Modifiers::COMMAND, Key::K);
        self.type_text(words);
        self.press(Key::Enter);
    }

    /// Clicks the line of a candidate beside the selected household.
    #[track_caller]
    pub(crate) fn click_candidate(&mut self, household: HouseholdId, member: MemberId) {
        let line = self.line_of_candidate(household, member);
        let at = self.find_starting(&line).rect().center();
        self.click_at(at);
    }

    /// Opens the menu and takes a line.
    #[track_caller]
    pub(crate) fn choose(&mut self, menu: &str, line: &str) {
        let is_line = |node: &Node<'_>| is_usable(node) && words_of(node).is_some_and(|there| there.starts_with(line));
        let before: Vec<Rect> = self.nodes().filter(is_line).map(|node| node.rect()).collect();
        self.click(menu);
        let came = self.nodes().filter(is_line).map(|node| node.rect()).find(|rect| !before.contains(rect));
        let at = came.unwrap_or_else(|| panic!("“{menu}” has no “{line}”; there is {:#?}", self.words())).center();
        self.click_at(at);
    }

    /// Opens a menu within a menu and takes a line of it.
    #[track_caller]
    pub(crate) fn choose_starting(&mut self, menu: &str, line: &str) {
        let at = self.find_starting(menu).rect().center();
        self.hover(at);
        let is_line = |node: &Node<'_>| is_usable(node) && words_of(node).is_some_and(|there| there.starts_with(line));
        let is_in_menu = |rect: &Rect| rect.left() > at.x;
        let there = self.nodes().filter(is_line).map(|node| node.rect()).filter(is_in_menu);
        let came = there.min_by(|a, b| a.left().total_cmp(&b.left()));
        let at = came.unwrap_or_else(|| panic!("“{menu}” has no “{line}”; there is {:#?}", self.words())).center();
        self.hover(at);
        self.click_at(at);
    }

    /// Clicks the first or the last of several things of this name.
    pub(crate) fn click_first(&mut self, word: &str) {
        let at = self.all(word)[0].center();
        self.click_at(at);
    }

    pub(crate) fn click_last(&mut self, word: &str) {
        let at = self.all(word).last().unwrap().center();
        self.click_at(at);
    }

    fn all(&self, word: &str) -> Vec<Rect> {
        let is_meant = |node: &Node<'_>| is_usable(node) && words_of(node).is_some_and(|there| there == word);
        self.nodes().filter(is_meant).map(|node| node.rect()).collect()
    }

    /// True if some widget has the keyboard.
    pub(crate) fn has_focus(&self) -> bool {
        self.harness.ctx.memory(|memory| memory.focused().is_some())
    }

    /// Presses the button that closes the window; false if it stays open.
    pub(crate) fn close(&mut self) -> bool {
        let root = self.harness.input_mut().viewports.entry(ViewportId::ROOT).or_default();
        root.events.push(ViewportEvent::Close);
        self.harness.step();
        let out = &self.harness.output().viewport_output;
        let commands = out.get(&ViewportId::ROOT).map_or(&[][..], |out| &out.commands);
        let stays = commands.contains(&ViewportCommand::CancelClose);
        self.settle();
        !stays
    }

    /// Drops files of the `data` folder on the window.
    pub(crate) fn drop_data(&mut self, names: &[&str]) {
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
        let files = names.iter().map(|name| Arc::new(OnDisk(data.join(name))) as DroppedFileHandle);
        self.harness.input_mut().dropped_files.extend(files);
        self.settle();
    }

    /// Runs frames until the window rests and everything is durable.
    pub(crate) fn settle(&mut self) {
        self.harness.run_ok();
        for wait in 0..PATIENCE {
            let is_saving = matches!(self.document().save_state(), SaveState::Saving(_));
            if !is_saving && self.window.borrow().as_ref().unwrap().shows_map() && self.session().glide.is_none() {
                if wait > 0 {
                    // What came meanwhile may bring something that is drawn a frame later.
                    self.harness.run_ok();
                }
                return;
            }
            // Each frame is a quarter of a second to the window: on a slow disk, messages would fade before they are read.
            std::thread::sleep(Duration::from_millis(if wait < 16 { 2 } else { 25 }));
            self.harness.step();
        }
        panic!("it is never saved, or never shown");
    }

    /// Runs frames until these words are on the screen: something is done beside the window.
    #[track_caller]
    pub(crate) fn wait_for(&mut self, words: &str) {
        for _ in 0..PATIENCE {
            if self.sees(words) {
                return;
            }
            std::thread::sleep(Duration::from_millis(2));
            self.harness.step();
        }
        panic!("“{words}” does not come; there is {:#?}", self.words());
    }

    /// Lets a part of the window fail in the next frame.
    pub(crate) fn break_next(&mut self, part: Part, fault: fn()) {
        self.window.borrow().as_ref().unwrap().break_next(part, fault);
        self.settle();
    }

    // --- looking ---

    pub(crate) fn document(&self) -> Ref<'_, Document> {
        Ref::map(self.window.borrow(), |window| window.as_ref().unwrap().document())
    }

    pub(crate) fn session(&self) -> Ref<'_, Session> {
        Ref::map(self.window.borrow(), |window| window.as_ref().unwrap().session())
    }

    pub(crate) fn project(&self) -> Project {
        self.document().project().clone()
    }

    pub(crate) fn plan(&self) -> Plan {
        let document = self.document();
        document.project().plans.at(document.plan()).unwrap().clone()
    }

    pub(crate) fn household(&self, household: HouseholdId) -> Household {
        self.document().project().households.at(household).unwrap().clone()
    }

    pub(crate) fn member(&self, member: MemberId) -> Member {
        self.document().project().members.at(member).unwrap().clone()
    }

    /// What a household is called on the screen.
    pub(crate) fn name_of(&self, household: HouseholdId) -> String {
        Session::naming(&self.document()).household(household)
    }

    /// Who is responsible for a household.
    pub(crate) fn primary(&self, household: HouseholdId) -> Option<MemberId> {
        self.plan().primaries_of(household).next().map(|link| link.member)
    }

    pub(crate) fn backups(&self, household: HouseholdId) -> Vec<MemberId> {
        self.plan().backups_of(household).map(|link| link.member).collect()
    }

    pub(crate) fn load(&self, member: MemberId) -> u32 {
        self.plan().load_of(member)
    }

    /// Everything that was ever done, undone and redone.
    pub(crate) fn steps(&self) -> usize {
        self.document().history().rows().len()
    }

    /// All words on the screen, as a screen reader has them.
    pub(crate) fn words(&self) -> Vec<String> {
        self.nodes().filter_map(|node| words_of(&node)).filter(|words| !words.is_empty()).collect()
    }

    /// True if these words stand somewhere.
    pub(crate) fn sees(&self, words: &str) -> bool {
        self.nodes().any(|node| words_of(&node).is_some_and(|there| there.contains(words)))
    }

    #[track_caller]
    pub(crate) fn assert_sees(&self, words: &str) {
        assert!(self.sees(words), "“{words}” is not there; there is {:#?}", self.words());
    }

    #[track_caller]
    pub(crate) fn assert_misses(&self, words: &str) {
        assert!(!self.sees(words), "“{words}” is still there");
    }

    /// What bears this word and can be used.
    #[track_caller]
    pub(crate) fn find(&self, word: &str) -> Node<'_> {
        self.pick(word, |there| there == word)
    }

    #[track_caller]
    pub(crate) fn find_starting(&self, word: &str) -> Node<'_> {
        self.pick(word, |there| there.starts_with(word))
    }

    #[track_caller]
    fn pick(&self, word: &str, is_meant: impl Fn(&str) -> bool) -> Node<'_> {
        let found: Vec<Node<'_>> = self
            .nodes()
            .filter(is_usable)
            .filter(|node| words_of(node).is_some_and(|there| is_meant(&there)))
            .collect();
        match found.as_slice() {
            [only] => *only,
            [] => panic!("nothing to use is called “{word}”; there is {:#?}", self.words()),
            several => panic!("{} things are called “{word}”", several.len()),
        }
    }

    #[track_caller]
    pub(crate) fn is_enabled(&self, word: &str) -> bool {
        !self.find_starting(word).accesskit_node().is_disabled()
    }

    #[track_caller]
    pub(crate) fn is_ticked(&self, word: &str) -> bool {
        self.find(word).accesskit_node().toggled() == Some(egui::accesskit::Toggled::True)
    }

    /// The map on the screen.
    pub(crate) fn map(&self) -> Rect {
        let is_map = |node: &Node<'_>| node.accesskit_node().role() == Role::Canvas;
        self.nodes().find(is_map).unwrap().rect()
    }

    pub(crate) fn place_of_household(&self, household: HouseholdId) -> Pos2 {
        let at = self.household(household).at.unwrap();
        self.place_on_map(at)
    }

    pub(crate) fn place_of_member(&self, member: MemberId) -> Pos2 {
        let at = self.document().project().place_of_member(member).unwrap();
        self.place_on_map(at)
    }

    pub(crate) fn place_on_map(&self, at: Wgs84) -> Pos2 {
        let at = self.session().view.screen_from_map(at.into());
        self.map().min + Vec2::new(at.x_pt, at.y_pt)
    }

    fn nodes(&self) -> impl Iterator<Item = Node<'_>> {
        self.harness.root().children_recursive()
    }

    // --- choosing who plays ---

    /// The first household that this holds for, in the middle of the map and with no other one near it.
    #[track_caller]
    pub(crate) fn some_household(&self, is_meant: impl Fn(HouseholdId, &Household) -> bool) -> HouseholdId {
        let middle = self.map().shrink(60.0);
        let document = self.document();
        let is_free = |id: HouseholdId, row: &Household| {
            let near = row.at.map_or(0, |at| document.index().households_near(at.into(), 12.0).len());
            row.at.is_some() && near == 1 && middle.contains(self.place_of_household(id))
        };
        let mut rows = document.project().households.iter();
        rows.find(|(id, row)| is_meant(*id, row) && is_free(*id, row)).map(|(id, _)| id).unwrap()
    }

    /// A household like most: lived in, nobody serves there, one member responsible, nothing locked.
    #[track_caller]
    pub(crate) fn usual_household(&self) -> HouseholdId {
        self.some_household(|id, _| self.is_usual(id))
    }

    pub(crate) fn is_usual(&self, id: HouseholdId) -> bool {
        let links = self.plan().links_of(id).to_vec();
        let is_plain = matches!(links.as_slice(), [link] if link.kind == LinkKind::Primary && !link.locked);
        let document = self.document();
        is_plain && !document.index().is_member_home(id) && document.findings().at_household(id).is_empty()
    }

    fn candidates(&self, household: HouseholdId) -> Vec<Candidate> {
        let document = self.document();
        candidates(document.project(), document.index(), document.plan(), household, 9)
    }

    /// How the line of a candidate begins: the key and the name.
    pub(crate) fn line_of_candidate(&self, household: HouseholdId, member: MemberId) -> String {
        let place = self.candidates(household).iter().position(|one| one.member == member).unwrap();
        format!("{} {} ", place + 1, self.member(member).name)
    }

    /// Who would be offered for a household, the best first; without who has it.
    pub(crate) fn offers(&self, household: HouseholdId) -> Vec<MemberId> {
        let found = self.candidates(household).into_iter();
        found.filter(|one| one.holds.is_none() && one.has_room).map(|one| one.member).collect()
    }
}

/// What the file holds, as another program reads it meanwhile.
pub(crate) fn saved(path: &Path) -> Project {
    open(path, Access::Read).project().clone()
}

fn is_usable(node: &Node<'_>) -> bool {
    USABLE.contains(&node.accesskit_node().role())
}

/// What a screen reader says: the label, or the text of what only tells.
fn words_of(node: &Node<'_>) -> Option<String> {
    let node = node.accesskit_node();
    if node.role() == Role::Label { node.value() } else { node.label().or_else(|| node.value()) }
}
