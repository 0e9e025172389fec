"""The glossary: short forms a book explains at first use, as “Group of Seven (G7)” or “G7 (Group of Seven)” do.

Careful rather than complete: a short form counts only when its letters are the first letters of the words beside it,
or when a list of definitions explains it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefing.book.parts import Section
from briefing.text.blocks import (
    Block,
    BlockQuote,
    Definitions,
    Heading,
    Listing,
    Paragraph,
    Runs,
    Table,
    plain,
)

FEWEST = 3  # with fewer entries nobody looks anything up
_TITLES = frozenset(
    ("glossary", "abbreviations", "glossaire", "glossar", "abkürzungen", "glosario", "glossario", "用語集", "略語")
)
_SHORT = r"(?:[A-Z][A-Za-z0-9]*(?:[&/\-][A-Z0-9][A-Za-z0-9]*)*)"
_AFTER = re.compile(rf"\(({_SHORT})\)")
_BEFORE = re.compile(rf"(?<![\w&/\-])({_SHORT})\s+\(([^()]{{4,120}})\)")
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*", re.UNICODE)
_END = re.compile(r"[.;:!?,()“”\"«»]")
# Words that need no letter in a short form.
_ENGLISH = ("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with")
_OTHERS = ("de", "des", "du", "et", "la", "le", "les", "pour", "der", "die", "das", "für", "und", "von", "y", "e", "di")
_SMALL = frozenset((*_ENGLISH, *_OTHERS, "del"))
_COUNTED = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = {word: str(number) for number, word in enumerate(_COUNTED, 2)} | {"twenty": "20", "thirty": "30"}
_LONGEST = 8  # letters in a short form


@dataclass(frozen=True, slots=True)
class Term:
    """A short form and what it stands for."""

    short: str
    meaning: str


def has_own(sections: Iterable[Section]) -> bool:
    """Whether one of the sections is a glossary somebody wrote."""
    return any(section.title.strip().casefold().rstrip(".") in _TITLES for section in sections)


def terms(blocks: Sequence[Block]) -> tuple[Term, ...]:
    """Return the short forms explained in some blocks, in reading order, each once."""
    found: dict[str, Term] = {}
    for block in blocks:
        for term in _in_block(block):
            found.setdefault(term.short, term)
    return tuple(found.values())


def _in_block(block: Block) -> Iterator[Term]:
    match block:
        case Definitions():
            for name, meaning in block.entries:
                yield from _defined(plain(name).strip(), plain(meaning))
                yield from _explained(plain(meaning))
        case Listing():
            for item in block.items:
                for inner in item:
                    yield from _in_block(inner)
        case BlockQuote():
            for inner in block.blocks:
                yield from _in_block(inner)
        case Table():
            for row in block.rows:
                for cell in row:
                    yield from _explained(plain(cell))
        case Paragraph() | Heading():
            yield from _of_runs(block.runs)
        case _:
            pass


def _of_runs(runs: Runs) -> Iterator[Term]:
    if any("(" in run.text for run in runs):
        yield from _explained(plain(runs))


def _defined(name: str, meaning: str) -> Iterator[Term]:
    """Yield the entry of a list of definitions, if it is about a short form."""
    words = " ".join(meaning.split())
    if re.fullmatch(_SHORT, name) and _is_short(name) and words:
        yield Term(name, words.rstrip("."))


def _explained(text: str) -> Iterator[Term]:
    for found in _AFTER.finditer(text):
        short = found[1]
        meaning = _before(text[: found.start()], short) if _is_short(short) else ""
        if meaning:
            yield Term(short, meaning)
    for found in _BEFORE.finditer(text):
        short, inside = found[1], " ".join(found[2].split())
        words = list(_WORD.finditer(inside))
        if _is_short(short) and words and not _END.search(inside) and _fits(short, [one[0] for one in words]):
            yield Term(short, inside)


def _is_short(name: str) -> bool:
    """Whether a word looks like a short form: two to eight signs, two of them capitals or figures."""
    signs = [sign for sign in name if sign.isalnum()]
    return 2 <= len(signs) <= _LONGEST and sum(sign.isupper() or sign.isdigit() for sign in signs) >= 2


def _before(text: str, short: str) -> str:
    """Return the fewest words at the end of a text that a short form stands for; none when they do not fit."""
    ends = [found.end() for found in _END.finditer(text)]
    start = ends[-1] if ends else 0
    words = list(_WORD.finditer(text, start))[-3 * _LONGEST :]
    if not words or text[words[-1].end() :].strip():
        return ""
    for count in range(1, len(words) + 1):
        some = words[-count:]
        first = some[0][0]
        if first.casefold() not in _SMALL and _fits(short, [one[0] for one in some]):
            return " ".join(text[some[0].start() : some[-1].end()].split())
    return ""


def _fits(short: str, words: Sequence[str]) -> bool:
    """Whether each sign of a short form begins a word, in order, and no word but small ones is left over."""
    signs = [sign for sign in short if sign.isalnum()]
    if len(signs) > 2 and signs[-1] == "s" and words[-1].endswith("s"):
        signs = signs[:-1]  # of several: SMEs
    if len(words) < 2:
        return False
    # Which numbers of words can be used up after each sign: small words may be passed over.
    reached = {0}
    for sign in signs:
        reached = {
            after + 1
            for before in reached
            for after in _next(words, before)
            if _NUMBERS.get(words[after].casefold(), words[after])[:1].casefold() == sign.casefold()
        }
    return any(all(word.casefold() in _SMALL for word in words[at:]) for at in reached)


def _next(words: Sequence[str], at: int) -> Iterator[int]:
    """Yield the places the next sign can stand for: the next word, and those behind small ones."""
    while at < len(words):
        yield at
        if words[at].casefold() not in _SMALL:
            return
        at += 1
