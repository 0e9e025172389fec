"""A text to be spoken: without the numbers of sources, and how long it takes."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from briefing.book.parts import Statement
from briefing.book.printed import printed
from briefing.paths import shipped
from briefing.text.blocks import Block, BlockQuote, Definitions, Listing, Paragraph, QuoteCard, Run, Runs, plain

_ROUGHLY = 15  # seconds; nobody speaks more evenly
_LONG = 300  # seconds from which half minutes are near enough
_MINUTES_A_PAGE = 2.0
_FULL_PAGE = 2000.0  # squares of 12 point in the text area of an A4 page
_CLOSING = ".,;:!?…)]}”’»。、"


@dataclass(frozen=True, slots=True)
class Spoken:
    """How much there is to say: words, or characters (``signs``) in a language without blanks; at what pace."""

    count: int
    pace: int
    signs: bool = False

    @property
    def seconds(self) -> int:
        """About how long it takes, rounded as far as anybody can tell."""
        exact = 60 * self.count / self.pace
        step = _ROUGHLY if exact < _LONG else 2 * _ROUGHLY
        return max(step, step * round(exact / step)) if self.count else 0


def uncited(runs: Runs) -> Runs:
    """Return runs without the numbers of sources, nor the blank before one that a stop or nothing follows."""
    if not any(run.cite for run in runs):
        return runs
    out: list[Run] = []
    for place, run in enumerate(runs):
        if not run.cite:
            out.append(run)
            continue
        after = plain(runs[place + 1 :])
        if out and out[-1].text.endswith((" ", "\u00a0")) and (not after or after[0].isspace() or after[0] in _CLOSING):
            out[-1] = replace(out[-1], text=out[-1].text.rstrip(" \u00a0"))
    return tuple(out)


def inlined(runs: Runs) -> Runs:
    """Return runs with the words of footnotes in brackets where they are called: a card has no foot for them."""
    if not any(run.note for run in runs):
        return runs
    out: list[Run] = []
    for run in runs:
        out += (Run(" ("), *run.note.runs, Run(")")) if run.note else (run,)
    return tuple(out)


def measured(blocks: Iterable[Block], statements: Mapping[str, Statement], language: str) -> Spoken:
    """Return how much of some blocks is spoken: heads, tables and code are for the eye."""
    words, signs = _paces()
    primary = language.replace("_", "-").split("-")[0].lower()
    said = " ".join(_said(blocks, statements))
    if primary in signs:
        return Spoken(sum(letter.isalnum() for letter in said), signs[primary], signs=True)
    return Spoken(sum(any(map(str.isalnum, word)) for word in said.split()), words.get(primary, words["en"]))


def _said(blocks: Iterable[Block], statements: Mapping[str, Statement]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                yield plain(block.runs)
            case Listing():
                for item in block.items:
                    yield from _said(item, statements)
            case BlockQuote():
                yield from _said(block.blocks, statements)
            case Definitions():
                for term, meaning in block.entries:
                    yield from (plain(term), plain(meaning))
            case QuoteCard():
                held = statements.get(block.handle)
                if held is not None:
                    yield held.text
            case _:
                pass


def duration(seconds: int, language: str) -> str:
    """Return a length of time as it is printed: ``2 min 15 s``."""
    minutes, rest = divmod(seconds, 60)
    parts = [printed("minutes", language, count=minutes)] if minutes else []
    if rest:
        parts.append(printed("seconds", language, count=rest))
    return "\u00a0".join(parts)


def reading_minutes(area: float) -> int:
    """Return about how many minutes some text takes to read, 0 when it is too short to say so.

    ``area`` is what the text covers, in squares as wide as its type is large, so that neither large print nor small
    paper makes a book longer. Somebody preparing for a meeting reads about thirty full A4 pages of 12 point an hour.
    """
    exact = area / _FULL_PAGE * _MINUTES_A_PAGE
    step = 5 if exact < 60 else 15
    return 0 if exact < step else step * round(exact / step)


def about(minutes: int, language: str) -> str:
    """Return a time to read as it is printed: ``about 20 min``, ``about 1 h 30 min``."""
    hours, rest = divmod(minutes, 60)
    parts = [printed("hours", language, count=hours)] if hours else []
    if rest:
        parts.append(printed("minutes", language, count=rest))
    return printed("about", language, time="\u00a0".join(parts))


def estimate(spoken: Spoken, language: str) -> str:
    """Return how long a text takes, in a sentence; nothing for one without words."""
    if not spoken.count:
        return ""
    key = "speaking_signs" if spoken.signs else "speaking_words"
    return printed(
        key, language, time=duration(spoken.seconds, language), count=f"{spoken.count:,}".replace(",", "\u202f"),
        pace=spoken.pace,
    )  # fmt: skip


@cache
def _paces() -> tuple[dict[str, int], dict[str, int]]:
    """Return words and characters a minute by language."""
    data: dict[str, Any] = tomllib.loads((shipped("pace") / "pace.toml").read_text(encoding="utf-8"))
    words, signs = ({key: max(int(value), 1) for key, value in data[name].items()} for name in ("words", "signs"))
    return words, signs
