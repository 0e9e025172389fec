"""Does a quote stand in the text kept of its source: word for word, nearly, or not at all.

Pure: two texts in, values out. What differs in typing only is no difference: curly and straight marks, kinds of
blanks and line breaks, soft hyphens and other invisible characters, composed and combining accents, … and three dots.
Letters, their case, words and stops count.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from briefing.book.parts import QUOTABLE_KINDS
from briefing.text.folding import UNSPACED
from briefing.text.quotation import quotations

EXACT, NEAR, NOT_FOUND, NO_TEXT = "exact", "near", "not found", "no text"
# What a difference is: in both, only in the quote, only in the source.
BOTH, QUOTE_ONLY, SOURCE_ONLY = "both", "quote", "source"

# So much of the quote's words must stand at one place of the source for it to be "nearly" there.
_ENOUGH = 0.6
_SEEDS = 24
_PLACES = 200
_LONGEST_NEAR = 20_000
_AROUND = 4000
_INVISIBLE = "\u00ad\u200b-\u200f\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff"
_BLANK = "\t-\r\x1c-\x1f\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_ACCENTS = "\u0300-\u036f\u3099\u309a"
_QUOTING = "“”„‟＂«»‘’‛‚′´`…‐‑"
# One set of characters, nothing else: so Python finds the next of them fastest.
_ODD = re.compile(f"[{_BLANK}{_INVISIBLE}{_ACCENTS}{_QUOTING}]")
_ODDER = re.compile(f"[{_BLANK}{_INVISIBLE}{_ACCENTS}{_QUOTING}]|  |''")
_SPACE = re.compile(f"[ {_BLANK}{_INVISIBLE}]+")
_UNSEEN = re.compile(f"[{_INVISIBLE}]+")
_MORE_ACCENTS = re.compile(f"[{_ACCENTS}]+")
_EQUAL = dict.fromkeys("“”„‟＂«»", '"') | dict.fromkeys("‘’‛‚′´`", "'") | {"…": "...", "‐": "-", "‑": "-"}
_TOKEN = re.compile(f"[{UNSPACED}]|[^\\W{UNSPACED}]+(?:['’-][^\\W{UNSPACED}]+)*|[^\\w\\s]")
_WORD = re.compile(f"[{UNSPACED}]{{3,}}|[^\\W{UNSPACED}]{{3,}}")
_WIDE = re.compile(f"[{UNSPACED}]")
_EDGE = re.compile("^[\\s\"'“”„‟＂«»‹›‘’‚「」『』]+|[\\s\"'“”„‟＂«»‹›‘’‚「」『』]+$")
_STOPS = frozenset('.!?…;:。！？“”„"«»「」『』')


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words and where it stands: ``both``, only in the ``quote``, only in the ``source``."""

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Proof:
    """How a quote stands in its source's text.

    ``state``: ``exact``, ``near``, ``not found``, or ``no text`` when none is kept. ``start`` to ``end`` is the place
    in code points (-1: none). ``in_marks``: the source has quotation marks around it there. ``pieces`` is the word
    diff of a near one, quote and source woven together.
    """

    state: str
    start: int = -1
    end: int = -1
    in_marks: bool = False
    pieces: tuple[Piece, ...] = ()

    def proven(self, kind: str) -> bool:
        """Whether this proves a statement of a kind: own words need the marks in the source as well."""
        return self.state == EXACT and (self.in_marks or kind not in QUOTABLE_KINDS)

    def needs_reason(self, kind: str) -> bool:
        """Whether words of a kind are kept only with somebody's reason: own words the source's text lacks in marks."""
        return kind in QUOTABLE_KINDS and self.state != NO_TEXT and not self.in_marks


@dataclass(frozen=True, slots=True)
class _Level:
    """A text with typing made equal. ``here`` and ``there`` are the same places in it and in the text it is of."""

    text: str
    here: list[int]
    there: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a run of the level text is in the text it was made from, none of a replaced sign left out."""
        first = bisect_right(self.here, start) - 1
        last = bisect_left(self.here, end)
        left = self.there[first] + start - self.here[first]
        if last < len(self.here) and self.here[last] == end:
            right = self.there[last]
        else:
            right = self.there[last - 1] + end - self.here[last - 1]
        if first + 1 < len(self.there):
            left = min(left, self.there[first + 1])
        if last < len(self.there):
            right = min(right, self.there[last])
        return left, right


def prove(quote: str, source: str | None, *, start: int | None = None) -> Proof:
    """Look a quote up in the text kept of its source (``None``: none is kept).

    ``start`` is where it is said to stand: of several equal places that one is taken, then one in quotation marks,
    then the first. Never raises.
    """
    if source is None or not source.strip():
        return Proof(NO_TEXT)
    wanted = _level(_EDGE.sub("", quote)).text.strip()
    if not wanted:
        return Proof(NOT_FOUND)
    level = _level(source)
    best: Proof | None = None
    for at in _places(wanted, level.text):
        left, right = level.span(at, at + len(wanted))
        found = Proof(EXACT, left, right, _in_marks(source, left, right))
        if left == start:
            return found
        if best is None or (found.in_marks and not best.in_marks):
            best = found
    if best is not None:
        return best
    return _nearly(wanted, level, source, start) if len(wanted) <= _LONGEST_NEAR else Proof(NOT_FOUND)


def _level(text: str) -> _Level:
    parts: list[str] = []
    here, there = [0], [0]
    done = length = 0
    rare = "  " in text or "''" in text
    for odd in (_ODDER if rare else _ODD).finditer(text):
        left = odd.start()
        if left < done:
            continue
        left, right, instead = _made_equal(text, done, left)
        parts += (text[done:left], instead)
        length += left - done + len(instead)
        done = right
        if len(instead) != right - left:
            # The whole of what was replaced stands at its first place; what follows is counted from its end.
            here += (length - len(instead), length)
            there += (left, right)
    parts.append(text[done:])
    return _Level("".join(parts), here, there)


def _made_equal(text: str, done: int, at: int) -> tuple[int, int, str]:
    """Return what is replaced, the odd character at ``at`` and what goes with it (not before ``done``), and by what."""
    mark = text[at]
    if mark in _EQUAL:
        return at, at + 1, _EQUAL[mark]
    if mark == "'":
        return at, at + 2, '"'
    if accents := _MORE_ACCENTS.match(text, at):
        left = max(done, at - 1)
        return left, accents.end(), unicodedata.normalize("NFC", text[left : accents.end()])
    run = _UNSEEN.match(text, at)
    right = run.end() if run else at
    blank = _SPACE.match(text, right)
    if blank is None:
        return at, right, ""
    left = at - 1 if at > done and text[at - 1] == " " else at
    return left, blank.end(), " "


def _places(wanted: str, text: str) -> Iterator[int]:
    """Yield where the words stand, whole words only (the first two hundred places)."""
    at, found = text.find(wanted), 0
    while at >= 0 and found < _PLACES:
        if _edge(text, at) and _edge(text, at + len(wanted)):
            found += 1
            yield at
        at = text.find(wanted, at + 1)


def _edge(text: str, at: int) -> bool:
    """Whether a word ends or begins here (scripts without spaces: anywhere)."""
    if not 0 < at < len(text):
        return True
    before, after = text[at - 1], text[at]
    return not (before.isalnum() and after.isalnum()) or bool(_WIDE.match(before) or _WIDE.match(after))


def _in_marks(source: str, start: int, end: int) -> bool:
    """Whether quotation marks of the source hold all of a place; looked for in its paragraphs only."""
    first = source.rfind("\n", max(0, start - _AROUND), start) + 1 or max(0, start - _AROUND)
    last = source.find("\n", end, end + _AROUND)
    last = min(len(source), end + _AROUND) if last < 0 else last
    at = start - first
    for one in quotations(source[first:last]):
        if one.left <= at < one.right:
            at = one.right
            while at < end - first and source[first + at].isspace():
                at += 1
        if at >= end - first:
            return True
    return False


# -- nearly ---------------------------------------------------------------------------------------------------------


def _nearly(wanted: str, level: _Level, source: str, start: int | None) -> Proof:
    folded = _lower(level.text)
    near = _likeliest(_lower(wanted), folded, start)
    if near is None:
        return Proof(NOT_FOUND)
    room = len(wanted) // 2 + 40
    first, last = max(0, near - room), min(len(folded), near + len(wanted) + room)
    first = _word_start(folded, first)
    mine = list(_TOKEN.finditer(wanted))
    theirs = list(_TOKEN.finditer(level.text, first, last))
    matcher = SequenceMatcher(None, [one.group() for one in theirs], [one.group() for one in mine], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    words = sum(_is_word(mine[at].group()) for b in blocks for at in range(b.b, b.b + b.size))
    if not blocks or words < _ENOUGH * max(1, sum(_is_word(one.group()) for one in mine)):
        return Proof(NOT_FOUND)
    left, right = _reach([one.group() for one in theirs], blocks, len(mine))
    matcher.set_seq1([one.group() for one in theirs[left:right]])
    here, there = theirs[left].start(), theirs[right - 1].end()
    begin, end = level.span(here, there)
    pieces = tuple(_woven(matcher, wanted, mine, level.text, theirs[left:right]))
    return Proof(NEAR, begin, end, _in_marks(source, begin, end), pieces)


def _lower(text: str) -> str:
    low = text.lower()
    return low if len(low) == len(text) else text


def _word_start(text: str, at: int) -> int:
    while 0 < at < len(text) and text[at - 1].isalnum() and not _WIDE.match(text[at - 1]):
        at -= 1
    return at


def _is_word(token: str) -> bool:
    return token[0].isalnum()


def _likeliest(wanted: str, text: str, start: int | None) -> int | None:
    """Return about where the quote would begin: most of its rarest words vote for it."""
    seeds: list[tuple[int, str]] = []
    for match in _WORD.finditer(wanted):
        word = match.group()
        step = 3 if _WIDE.match(word) else len(word)
        seeds += ((match.start() + at, word[at : at + step]) for at in range(0, len(word) - step + 1, step))
    if not seeds:
        seeds = [(match.start(), match.group()) for match in _TOKEN.finditer(wanted)]
    seeds.sort(key=lambda one: (-len(one[1]), one[0]))
    votes: Counter[int] = Counter()
    grain = max(20, len(wanted) // 4)
    for offset, seed in seeds[:_SEEDS]:
        at, met = text.find(seed), 0
        while at >= 0 and met < _PLACES:
            met += 1
            votes[(at - offset) // grain] += 1
            at = text.find(seed, at + 1)
    if not votes:
        return None
    said = -1 if start is None else start // grain
    best = max(votes, key=lambda one: (votes[one] + votes[one + 1], -abs(one - said) if said >= 0 else -one))
    return best * grain


def _reach(theirs: list[str], blocks: Sequence[tuple[int, int, int]], mine: int) -> tuple[int, int]:
    """Return which of the source's words answer the quote: from its first to its last, as far as unmatched ones go.

    Blocks that stand far from the rest are left out: single words stand everywhere.
    """
    heavy = max(range(len(blocks)), key=lambda at: blocks[at][2])
    low = high = heavy
    slack = max(4, mine // 3)
    while low and blocks[low][0] - (blocks[low - 1][0] + blocks[low - 1][2]) <= slack:
        low -= 1
    while high + 1 < len(blocks) and blocks[high + 1][0] - (blocks[high][0] + blocks[high][2]) <= slack:
        high += 1
    left, right = blocks[low][0], blocks[high][0] + blocks[high][2]
    for _ in range(blocks[low][1]):
        if left and theirs[left - 1] not in _STOPS:
            left -= 1
    for _ in range(mine - blocks[high][1] - blocks[high][2]):
        if right < len(theirs) and theirs[right] not in _STOPS:
            right += 1
    return left, right


def _woven(
    matcher: SequenceMatcher[str], quote: str, mine: list[re.Match[str]], source: str, theirs: list[re.Match[str]]
) -> Iterator[Piece]:
    for tag, i, j, a, b in matcher.get_opcodes():
        if tag == "equal":
            yield Piece(BOTH, _words(quote, mine, a, b))
            continue
        if a < b:
            yield Piece(QUOTE_ONLY, _words(quote, mine, a, b))
        if i < j:
            yield Piece(SOURCE_ONLY, _words(source, theirs, i, j))


def _words(text: str, tokens: list[re.Match[str]], first: int, last: int) -> str:
    """Return some words of a text with the blanks after them."""
    return text[tokens[first].start() : tokens[last].start() if last < len(tokens) else tokens[last - 1].end()]
