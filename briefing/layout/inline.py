"""From runs of text to boxes and glue: words shaped, scripts told apart, places for breaks found."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import groupby
from typing import Final

from briefing.layout.boxes import Boxes, Look
from briefing.layout.breaking import FREE, HARD, NONE, SOFT, SPACE, TIED, WEAK
from briefing.layout.fonts import JOINERS, Cut, Shape
from briefing.layout.page import Node
from briefing.text import bidi
from briefing.text.hyphenation import hyphenated
from briefing.text.kinsoku import NO_END, NO_START
from briefing.text.thai import syllables, thai
from briefing.text.ties import TITLE, leads_on

_CJK: Final = (
    "\u2e80-\u2fdf\u3000-\u30ff\u3190-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
)
_WIDE: Final = re.compile(f"[{_CJK}]+")  # one for both: so large a class takes milliseconds to compile
_HAS_CJK, _IDEOGRAPHS = _WIDE.search, _WIDE.finditer
_ODD: Final = re.compile(
    "[\u00a0\u00ad\u0590-\u08ff\u0e00-\u0eff\u2000-\u200f\u2028-\u202f\u2060-\u206f\ufe00-\ufe0f\ufeff\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\U000e0100-\U000e01ef\ud800-\udfff]"
).search
_DROP: Final = re.compile(
    "[\u200e\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0d\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\U000e0100-\U000e01ef\ud800-\udfff]"
)
_INSIDE: Final = re.compile(r"(?<=[^\W\d_]{2}[-–/])(?=[^\W\d_]{2})|(?<=—)(?=\w)|(?<=\w)(?=—)|(?<=\u200b)")
_ADDRESS: Final = re.compile(r"(?<=[/?&=_.#-])(?=[^/?&=_.#\-\s])")

# Dashes that should not start a line.
_DASHES: Final = frozenset({"–", "—", "-", "·"})
_SPACES: Final = (SPACE, TIED, WEAK)
_SHORT: Final = 8  # ideographs in a text in another language that stay on one line


class Filler:
    """Puts text into boxes. ``measure`` is the widest a box may be; wider words are divided."""

    def __init__(self, base: Look, measure: float, language: str, hyphenate: bool = False) -> None:
        self.boxes = Boxes()
        self._base = base
        self._measure = measure
        self._language = language
        self._hyphenate = hyphenate
        self._gap = NONE
        self._start = True
        self._before = ""
        self._levels: list[int] | None = None  # of the characters to come, where text runs both ways
        self._at = 0
        self._turned: dict[Look, Look] = {}
        self._foreign: Callable[[Node | None, str], Node] | None = None
        self._loose: int | None = None  # the level of a space that waits for what follows it

    def both_ways(self, text: str, base: int, foreign: Callable[[Node | None, str], Node] | None = None) -> None:
        """Prepare for a paragraph whose text runs both ways: the text as it will come, and the paragraph's level.

        ``foreign`` makes the element of a stretch that is not in the paragraph's language.
        """
        self._levels = bidi.levels(text, base)
        self._foreign = foreign
        self.boxes.base = base

    def text(self, text: str, look: Look, ideographs: Callable[[], Look] | None = None) -> None:
        """Add text; ``ideographs`` makes the look of each stretch of Japanese where it differs (another language)."""
        if self._levels is None:
            self._text(text, look, ideographs)
            return
        levels, start = self._next_levels(text), 0
        for level, same in groupby(levels):
            end = start + len(tuple(same))
            part, start = text[start:end], end
            self._text(part, self._turn(look, part) if level % 2 else look, ideographs)
            self._level(level, blank=part[-1:].isspace())

    def _next_levels(self, text: str) -> list[int]:
        """Return the levels of the text that comes next: what was not told of has those it has alone."""
        start, self._at = self._at, self._at + len(text)
        told = (self._levels or [])[start : self._at]
        return told + bidi.levels(text[len(told) :], self.boxes.base) if len(told) < len(text) else told

    def _turn(self, look: Look, part: str) -> Look:
        """Return the look for a stretch that runs from right to left."""
        if self._foreign is not None and bidi.has_rtl(part):
            return replace(look, role=look.role.turned, node=self._foreign(look.node, part))
        if look not in self._turned:
            self._turned[look] = replace(look, role=look.role.turned)
        return self._turned[look]

    def _level(self, level: int, *, blank: bool) -> None:
        """Note the level of the boxes just added; ``blank`` says that a space at that level follows them."""
        boxes = self.boxes
        new = len(boxes.width) - len(boxes.levels)
        if new:
            boxes.levels += [level] * new
            boxes.before += [level if self._loose is None else self._loose] + [level] * (new - 1)
            self._loose = None
        if blank:
            self._loose = level if self._loose is None else min(level, self._loose)

    def _text(self, text: str, look: Look, ideographs: Callable[[], Look] | None) -> None:
        plain = text.isascii() and text.isprintable()
        if not plain and _ODD(text):
            text = _DROP.sub("", text.replace("\u2028", " ").replace("\u2029", " "))
            if not text:
                return
        if plain or (not _HAS_CJK(text) and not _ODD(text)):
            self._latin(text, look)
            return
        whole = _names(text) if ideographs is not None else frozenset[int]()
        other: Look | None = None
        for found in _tokens().finditer(text):
            token, position = found[0], found.start()
            first = token[0]
            if first in " \t\r\n" or "\u2000" <= first <= "\u2006" or "\u2008" <= first <= "\u200a":
                self._gap = SPACE
            elif first in "\u00a0\u202f\u2007":
                self._gap = TIED if self._gap != SPACE else SPACE
                if self._start:
                    self._gap = NONE
            elif _HAS_CJK(first):
                other = other or (ideographs() if ideographs is not None else look)
                self._ideograph(first, other, joined=position in whole)
            else:
                other = None
                self._word(token, look)

    def whole(self, word: str, look: Look) -> None:
        """Add a word that is never divided."""
        for shape in look.role.word(word):
            self._add(shape, look)
        if self._levels is not None:
            self._level(self._next_levels("\ufffc")[0], blank=False)

    def joined(self, shape: Shape, look: Look, *, first: bool) -> None:
        """Add a shape as part of something that is not divided, Japanese text before and behind it."""
        self._gap = self._gap if first else NONE
        self._add(shape, look)
        self._gap = FREE
        self._before = shape.text

    @property
    def turned(self) -> bool:
        """Whether the text runs both ways."""
        return self._levels is not None

    def tie(self) -> None:
        """Forbid a break here: what follows stays on the line of what was before."""
        self._gap = {SPACE: TIED, FREE: NONE}.get(self._gap, self._gap)

    def _latin(self, text: str, look: Look) -> None:
        """Add text without ideographs. A word cut into boxes before goes in by the short way, as most words do."""
        cuts = look.role.cut(look.size, (look.language or self._language) if self._hyphenate else "")
        first, *rest = text.split(" ")
        if first:
            self._first(first, look, cuts)
        if not rest:
            return
        boxes, measure = self.boxes, self._measure
        width, space, glue = boxes.width.append, boxes.space.append, boxes.glue.append
        shape, looks, spaces = boxes.shape.append, boxes.look.append, boxes.spaces.append
        blank = look.role.space * look.size / 1000
        # Only between two words of one look is the space before a word the look's own.
        ready = bool(boxes.look) and boxes.look[-1] is look
        leads = leads_on(self._before)
        for word in rest:
            cut = cuts.get(word) if ready else None
            if cut is None or cut[0] > measure:
                self._gap = SPACE
                if word:
                    self._first(word, look, cuts)
                    ready, leads = boxes.look[-1:] == [look], leads_on(self._before)
                continue
            _, widths, glues, shapes, leading, letter = cut
            space(blank)
            glue(WEAK if leads and (letter or leads == TITLE) else SPACE)
            spaces(look)
            if glues:
                boxes.add(cut, look)
            else:
                width(widths[0])
                shape(shapes[0])
                looks(look)
            self._before, leads = word, leading
            self._gap = NONE

    def _first(self, word: str, look: Look, cuts: dict[str, Cut]) -> None:
        """Add a word that begins a stretch or is not known yet; keep its boxes for the next time it comes up."""
        boxes, gap = self.boxes, self._gap
        cut = cuts.get(word)
        if cut is not None and cut.width <= self._measure and (self._start or gap in (SPACE, NONE)):
            if self._start or gap == NONE:
                boxes.space.append(0.0)
                boxes.glue.append(NONE)
                boxes.spaces.append(None)
            else:
                before = look if boxes.look[-1] is look else self._base
                leads = leads_on(self._before)
                boxes.space.append(before.role.space * before.size / 1000)
                boxes.glue.append(WEAK if leads and (cut.letter or leads == TITLE) else SPACE)
                boxes.spaces.append(before)
            boxes.add(cut, look)
            self._before, self._gap, self._start = word, NONE, False
            return
        start = len(boxes.width)
        self._token(word, look)
        widths, shapes = tuple(boxes.width[start:]), tuple(boxes.shape[start:])
        total = sum(widths)
        # What was divided because it is too wide, and what depends on more than the word, is looked at each time.
        alike = total <= self._measure and word not in _DASHES and word.split() == [word]
        if widths and alike and not any(one.missing for one in shapes):
            glues = tuple(boxes.glue[start + 1 :])
            cuts[word] = Cut(total, widths, glues, shapes, leads_on(word), word[0].isalpha())

    def _token(self, part: str, look: Look) -> None:
        """Add what stands between two blanks."""
        if part.isspace():
            self._gap = SPACE
        elif "\n" in part or "\t" in part or "\r" in part:
            pieces = part.split()
            if part[0].isspace():
                self._gap = SPACE
            for n, piece in enumerate(pieces):
                self._word(piece, look)
                if n < len(pieces) - 1 or part[-1].isspace():
                    self._gap = SPACE
        else:
            self._word(part, look)

    def _ideograph(self, letter: str, look: Look, *, joined: bool = False) -> None:
        if self._gap in (NONE, FREE) and not self._start:
            tied = joined or letter in NO_START or self._before[-1:] in NO_END
            self._gap = NONE if tied else FREE
        for shape in look.role.word(letter):
            self._add(shape, look)
        self._gap = NONE if letter in NO_END else FREE
        self._before = letter

    def _word(self, word: str, look: Look) -> None:
        if self._gap == SPACE:
            if word in _DASHES:
                self._gap = TIED
            elif (leads := leads_on(self._before)) and (leads == TITLE or word[0].isalpha()):
                self._gap = WEAK
        elif self._gap == FREE and word[0] in NO_START:
            self._gap = NONE
        self._before = word
        if thai(word):
            pieces = syllables(word)
        elif "\u00ad" in word:
            self._soft(word, look)
            return
        elif len(word) > 24 and ("/" in word or "." in word):
            pieces = _ADDRESS.split(word)
        elif "-" in word or "–" in word or "—" in word or "/" in word or "\u200b" in word:
            pieces = _INSIDE.split(word)
        else:
            pieces = [word]
        for n, piece in enumerate(pieces):
            if n:
                self._gap = HARD
            shown = piece.replace("\u200b", "")
            if shown:
                self._piece(shown, look)

    def _soft(self, word: str, look: Look) -> None:
        for n, piece in enumerate(part for part in word.split("\u00ad") if part):
            if n:
                self._gap = SOFT
            self._piece(piece, look)

    def _piece(self, word: str, look: Look) -> None:
        shapes = look.role.word(word)
        scale = look.size / 1000
        width = sum(shape.width for shape in shapes) * scale
        if width > self._measure or (self._hyphenate and len(word) > 6):
            parts = hyphenated(word, look.language or self._language)
            if len(parts) > 1 or width > self._measure:
                for n, part in enumerate(parts):
                    if n:
                        self._gap = SOFT
                    self._part(part, look)
                return
        for shape in shapes:
            self._add(shape, look)

    def _part(self, word: str, look: Look) -> None:
        """Add a part of a divided word; what is wider than a whole line is divided between any two characters."""
        shapes = look.role.word(word)
        room = self._measure - (look.role.word("-")[0].width * look.size / 1000)
        if sum(shape.width for shape in shapes) * look.size / 1000 <= room:
            for shape in shapes:
                self._add(shape, look)
            return
        cluster = ""
        for letter in word:
            if cluster and unicodedata.category(letter)[0] != "M" and letter not in JOINERS:
                for shape in look.role.word(cluster):
                    self._add(shape, look)
                self._gap = FREE if letter < "\u0590" else HARD  # letters that join are never spaced out
                cluster = ""
            cluster += letter
        for shape in look.role.word(cluster):
            self._add(shape, look)

    def _add(self, shape: Shape, look: Look) -> None:
        boxes, gap = self.boxes, self._gap
        if self._start:
            gap = NONE
            self._start = False
        spaces: Look | None = None
        space = 0.0
        if gap in _SPACES:
            spaces = look if boxes.look[-1] is look else self._base
            space = spaces.role.space * spaces.size / 1000
        boxes.width.append(shape.width * look.size / 1000)
        boxes.space.append(space)
        boxes.glue.append(gap)
        boxes.shape.append(shape)
        boxes.look.append(look)
        boxes.spaces.append(spaces)
        if shape.missing:
            boxes.missing.update(shape.missing)
        self._gap = NONE


@cache
def _tokens() -> re.Pattern[str]:
    """Return what finds blanks, single ideographs and words; made when the first text asks for it."""
    return re.compile(
        f"[ \\t\\r\\n\u2000-\u2006\u2008-\u200a]+|[\u00a0\u202f\u2007]|[{_CJK}]"
        f"|[^ \\t\\r\\n\u00a0\u2000-\u200a\u202f{_CJK}]+"
    )


def _names(text: str) -> frozenset[int]:
    """Return where the second and later characters of short ideographic words stand: names, which stay whole."""
    out: set[int] = set()
    for found in _IDEOGRAPHS(text):
        if len(found[0]) <= _SHORT:
            out.update(range(found.start() + 1, found.end()))
    return frozenset(out)


def has_ideographs(text: str) -> bool:
    """Whether the text holds Chinese or Japanese characters."""
    return not text.isascii() and _HAS_CJK(text) is not None
