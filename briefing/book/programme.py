"""A programme as people write it: a table with a column of times, or a list of lines that begin with one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.book.headwords import meaning
from briefing.book.leads import tidied
from briefing.text.blocks import Listing, Paragraph, Runs, Table, plain

COLUMNS = ("time", "minutes", "item", "place", "lead", "press", "you")
PRESS = ("open", "pool", "closed")
_TIME = re.compile(
    r"\s*(?:ca?\.?\s*)?\d{1,2}(?:[:.h時]\d{2}|h|時)?分?(?:\s*(?:[ap]\.?m\.?|hrs?|Uhr))?"
    r"(?:\s*[-–—〜~]\s*\d{1,2}(?:[:.h時]\d{2}|h|時)?分?(?:\s*(?:[ap]\.?m\.?|hrs?|Uhr))?)?",
    re.I,
)
_CLOCK = re.compile(r"\d{1,2}[:.h時]\d{2}|\d{1,2}\s*(?:h\b|時|[ap]\.?m\b|Uhr)", re.I)


@dataclass(frozen=True, slots=True)
class Stop:
    """A line of a programme: when, what, and what it was made from."""

    time: Runs
    runs: Runs
    block: object


def roles(table: Table, language: str) -> tuple[str, ...]:
    """Return what each column of a table is for (one of ``COLUMNS`` or ``""``); nothing without a column of times."""
    found: list[str] = []
    for cell in table.head:
        one = meaning(plain(cell), language, COLUMNS)
        found.append("" if one in found else one)
    return tuple(found) if "time" in found else ()


def press(runs: Runs, language: str) -> str:
    """Return ``open``, ``pool`` or ``closed``, or ``""`` when the words say something else."""
    return meaning(plain(runs), language, PRESS)


def stops(block: Listing) -> tuple[Stop, ...]:
    """Return the lines of a list each of whose items is one paragraph that begins with a time; else nothing."""
    out: list[Stop] = []
    for item in block.items:
        first = item[0] if len(item) == 1 else None
        cut = timed(first.runs) if isinstance(first, Paragraph) else None
        if cut is None:
            return ()
        out.append(Stop(cut[0], cut[1], first))
    return tuple(out)


def timed(runs: Sequence[object] | Runs) -> tuple[Runs, Runs] | None:
    """Return the time a line begins with, and the rest; ``None`` for a line that does not."""
    own: Runs = tuple(runs)  # pyright: ignore[reportAssignmentType]
    if not own or own[0].cite:
        return None
    found = _TIME.match(own[0].text)
    if found is None or not _CLOCK.search(found[0]):
        return None
    end = found.end()
    if own[0].text[end : end + 1].isalnum():
        return None
    time = replace(own[0], text=own[0].text[:end].strip())
    rest = tidied((replace(own[0], text=own[0].text[end:].lstrip(" :：,")), *own[1:]))
    return ((time,), rest) if rest else None
