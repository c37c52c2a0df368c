"""Somebody who clicks, drags, turns the wheel and types without any sense, the same way for the same seed.

Reads nothing from the window: what it does depends on the seed only. Leaves out what would end the program or open a
dialog of the system: Ctrl+Q, Alt+F4, and the buttons that choose a file are clicked only by chance, where the desktop
has no such dialog.
"""

import random
import subprocess
import sys
import time

WIDTH, HEIGHT = 1440, 900
# What keys do; without Ctrl+Q. Those with F come from the table of commands, others are for text fields and lists.
KEYS = """Escape Escape Escape Return Tab space Up Down Left Right Delete BackSpace Home End Prior Next F1 F2 F12
a b h q n f v l g c e r s w x z p o i u y t m k d j plus minus equal 1 2 3 4 5 6 7 8 9 question slash
ctrl+z ctrl+z ctrl+z ctrl+y ctrl+y ctrl+shift+z ctrl+k ctrl+n ctrl+o ctrl+i ctrl+e ctrl+shift+s ctrl+a ctrl+c ctrl+x
ctrl+v ctrl+d ctrl+g ctrl+l shift+Tab shift+a shift+Up shift+Down alt+1 alt+2 ctrl+1 ctrl+2 F11 F11""".split()
WORDS = ["zsf", "3组17号", "h0001", "柳溪", "0", "-1", "99999999", "党员", "'; --", "../..", " ", "a" * 60, "赵", "10"]


class Monkey:
    def __init__(self, seed, window, path, log):
        self.random = random.Random(seed)
        self.window = window
        self.path = path
        self.log = log
        self.steps = 0

    def do(self, *args):
        self.log.write(" ".join(str(arg) for arg in args) + "\n")
        self.log.flush()
        return subprocess.run(["xdotool", *map(str, args)], check=False, capture_output=True).returncode == 0

    def place(self):
        # Mostly on the map, sometimes anywhere, seldom on the edge.
        if self.random.random() < 0.6:
            return self.random.randint(240, 1130), self.random.randint(52, 720)
        return self.random.randint(0, WIDTH - 1), self.random.randint(0, HEIGHT - 1)

    def modifiers(self):
        return self.random.choice(["", "", "", "", "shift", "ctrl", "alt"])

    def click(self):
        x, y = self.place()
        key = self.modifiers()
        button = self.random.choice([1, 1, 1, 1, 1, 3, 2])
        repeat = self.random.choice([1, 1, 1, 2, 3])
        if key:
            self.do("keydown", key)
        self.do("mousemove", x, y, "click", "--repeat", repeat, "--delay", 40, button)
        if key:
            self.do("keyup", key)

    def drag(self):
        (x, y), (to_x, to_y) = self.place(), self.place()
        button = self.random.choice([1, 1, 1, 1, 2, 3])
        key = self.random.choice(["", "", "", "space", "shift", "ctrl"])
        if key:
            self.do("keydown", key)
        self.do("mousemove", x, y, "mousedown", button)
        for step in range(1, 6):
            self.do("mousemove", x + (to_x - x) * step // 5, y + (to_y - y) * step // 5)
            if self.random.random() < 0.04:
                self.do("key", self.random.choice(["Escape", "ctrl+z", "a", "b", "Delete"]))
        self.do("mouseup", button)
        if key:
            self.do("keyup", key)

    def household(self):
        # Somewhere in the place as it is seen whole, where marks stand close.
        return self.random.randint(300, 1020), self.random.randint(120, 560)

    def reassign(self):
        # As somebody who works: a household, then a key, a member, or a button of the inspector.
        x, y = self.household()
        what = self.random.random()
        self.do("mousemove", x, y, "click", 1)
        if what < 0.45:
            self.do("key", "--delay", 40, "a", self.random.choice("123456789"))
        elif what < 0.75:
            to_x, to_y = x + self.random.randint(-90, 90), y + self.random.randint(-70, 70)
            self.do("mousemove", x, y, "mousedown", 1)
            for step in range(1, 5):
                self.do("mousemove", x + (to_x - x) * step // 4, y + (to_y - y) * step // 4)
            self.do("mouseup", 1)
        elif what < 0.85:
            self.do("key", "q")
        else:
            self.do("mousemove", self.random.randint(1150, 1430), self.random.randint(60, 700), "click", 1)

    def finding(self):
        # The button beside a finding.
        self.do("mousemove", self.random.randint(1370, 1410), self.random.randint(780, 870), "click", 1)

    def home(self):
        # Back to the project that is looked at afterwards, by its path; and the whole of it, in a window as at first.
        self.do("windowsize", self.window, WIDTH, HEIGHT)
        self.do("windowfocus", self.window)
        self.do("key", "--delay", 60, "Escape", "Escape", "Escape", "ctrl+o")
        time.sleep(0.3)
        self.do("key", "ctrl+a")
        self.do("type", "--delay", 4, self.path)
        self.do("key", "Return")
        time.sleep(0.6)
        self.do("key", "--delay", 60, "Escape", "Escape", "f")

    def wheel(self):
        x, y = self.place()
        button = self.random.choice([4, 5])
        self.do("mousemove", x, y, "click", "--repeat", self.random.randint(1, 8), "--delay", 15, button)

    def key(self):
        keys = [self.random.choice(KEYS) for _ in range(self.random.randint(1, 4))]
        self.do("key", "--delay", 25, *keys)

    def word(self):
        self.do("type", "--delay", 12, self.random.choice(WORDS))

    def move(self):
        x, y = self.place()
        self.do("mousemove", x, y)

    def size(self):
        size = self.random.choice([(WIDTH, HEIGHT), (WIDTH, HEIGHT), (1280, 720), (960, 600), (1600, 1000)])
        self.do("windowsize", self.window, *size)

    def step(self):
        what = [self.click] * 24 + [self.drag] * 18 + [self.wheel] * 8 + [self.key] * 20 + [self.word] * 4
        what += [self.move] * 6 + [self.reassign] * 36 + [self.finding] * 3 + [self.size]
        self.random.choice(what)()
        self.steps += 1
        if self.steps % 60 == 0:
            self.home()


def main():
    minutes, seed = float(sys.argv[1]), int(sys.argv[2])
    window, pid, path, log_path = sys.argv[3:7]
    end = time.monotonic() + minutes * 60.0
    with open(log_path, "w", encoding="utf-8") as log:
        monkey = Monkey(seed, window, path, log)
        while time.monotonic() < end:
            monkey.step()
            time.sleep(monkey.random.uniform(0.0, 0.08))
            if monkey.steps % 20 == 0 and subprocess.run(["kill", "-0", pid], check=False).returncode != 0:
                print(f"the program is gone after {monkey.steps} steps", flush=True)
                return 1
        # Nothing is held down any more, and whatever was open is closed.
        for key in ["space", "shift", "ctrl", "alt"]:
            monkey.do("keyup", key)
        monkey.do("mouseup", 1)
        monkey.do("key", "--delay", 80, "Escape", "Escape", "Escape", "Escape")
        print(f"{monkey.steps} steps", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
