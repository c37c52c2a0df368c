#!/usr/bin/env python3
"""Cuts the two fonts of this folder from Debian's package fonts-noto-cjk, and names them Lianhu Sans.

    apt-get install fonts-noto-cjk
    pip install fonttools==4.68.0
    python3 assets/fonts/cut.py [FOLDER_OF_THE_TTC_FILES]

Regular keeps every hanzi of GB18030 that the Simplified Chinese face has, because names need the rare ones. Bold
sets headings, so the 6 763 hanzi of GB2312 do. Both keep the same letters, punctuation and symbols.
A cut font is a modified font, so it does not carry the trademark "Noto" as its name.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection

HERE = Path(__file__).parent
DEBIAN = Path("/usr/share/fonts/opentype/noto")
FAMILY = "Lianhu Sans"

LETTERS_AND_SYMBOLS = [
    (0x0020, 0x017E),  # ASCII, Latin-1, Latin Extended-A
    (0x2000, 0x206F),  # punctuation
    (0x20A0, 0x20BF),  # currency
    (0x2100, 0x25FF),  # letterlike, numerals, arrows, operators, technical, enclosed, boxes, geometric shapes
    (0x2600, 0x27BF),  # miscellaneous symbols, dingbats
    (0x2900, 0x2BFF),  # more arrows
    (0x3000, 0x303F),  # Chinese punctuation
    (0x3200, 0x33FF),  # enclosed ideographs, units such as ㎡
    (0xFF00, 0xFFEE),  # full-width forms
]
HANZI = [
    (0x3400, 0x4DBF),  # Extension A
    (0x4E00, 0x9FFF),  # the unified block
    (0x20000, 0x31FFF),  # Extension B and later
]


def characters(ranges):
    return {code for first, last in ranges for code in range(first, last + 1)}


def characters_of(encoding):
    found = set()
    for code in range(0x20, 0x30000):
        try:
            chr(code).encode(encoding)
        except UnicodeEncodeError:
            continue
        found.add(code)
    return found


def simplified_chinese(collection, full_name):
    for font in TTCollection(collection, lazy=False).fonts:
        if font["name"].getDebugName(4) == full_name:
            return font
    sys.exit(f"{collection}: has no face named {full_name}")


def cut(font, wanted):
    options = subset.Options()
    options.layout_features = ["ccmp", "mark", "mkmk", "kern"]
    options.hinting = False
    options.desubroutinize = False
    options.name_IDs = ["*"]
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "DSIG"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted & set(font.getBestCmap()))
    subsetter.subset(font)


def rename(font, style, original):
    postscript = f"{FAMILY.replace(' ', '')}-{style}"
    full = FAMILY if style == "Regular" else f"{FAMILY} {style}"
    names = font["name"]
    version = names.getDebugName(5).removeprefix("Version ").split(";")[0]
    credits = names.getDebugName(10)
    new = {
        1: FAMILY,
        2: style,
        3: f"{version};LIANHU;{postscript}",
        4: full,
        6: postscript,
        10: f"A cut of {original} (Noto Sans SC) with fewer characters and no hints. {credits}",
    }
    # Copyright (0), trademark (7), makers (8, 9, 11, 12) and licence (13, 14) stay as they are.
    for other in (16, 17, 18, 21, 22):
        names.removeNames(nameID=other)
    for name_id, text in new.items():
        names.setName(text, name_id, 3, 1, 0x409)

    cff = font["CFF "].cff
    old = cff.fontNames[0]
    cff.fontNames[0] = postscript
    top = cff.topDictIndex[0]
    top.FullName, top.FamilyName = full, FAMILY
    for part in top.FDArray:
        part.FontName = part.FontName.replace(old, postscript)


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DEBIAN
    symbols = characters(LETTERS_AND_SYMBOLS)
    cuts = [
        ("Regular", "Noto Sans CJK SC", symbols | characters_of("gbk") | characters(HANZI)),
        ("Bold", "Noto Sans CJK SC Bold", symbols | characters_of("gb2312")),
    ]
    for style, original, wanted in cuts:
        font = simplified_chinese(folder / f"NotoSansCJK-{style}.ttc", original)
        cut(font, wanted)
        rename(font, style, original)
        font.recalcTimestamp = False
        target = HERE / f"LianhuSans-{style}.otf"
        font.save(target)
        print(f"{target.name}: {len(font.getBestCmap())} characters, {target.stat().st_size} bytes")


main()
