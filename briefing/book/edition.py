"""Editions as values: a printed copy that stays as it is, and what a later one has to know of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.book.parts import Book
from briefing.book.profile import Profile

_FIGURE = re.compile(r"\d+(?!.*\d)")


@dataclass(frozen=True, slots=True)
class Trace:
    """What is remembered of a printed page: the key of its section (``""``: front or back matter), the hash of its
    words, and the name of the edition these words date from.
    """

    section: str
    words: str
    edition: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A finished export that is to be kept: the file itself and how it was made.

    ``profile`` is the profile's name, ``paper`` the paper printed on; ``traces`` has one entry a page. ``made`` is all
    that was chosen.
    """

    pdf: bytes
    sha256: str
    profile: str
    paper: str
    traces: tuple[Trace, ...]
    made: Profile | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """An edition that a later one is compared with: the book as it stood, its printed name, its pages'
    traces, and what it was made with, where that is known."""

    book: Book
    name: str
    traces: tuple[Trace, ...] = ()
    made: Profile | None = None


def dated(words: Sequence[tuple[str, str]], name: str, earlier: Earlier | None) -> tuple[Trace, ...]:
    """Return the traces of pages, given as (section key, hash): a page whose words stood in the earlier edition, in
    the same section, keeps the name of the edition it dates from; every other one gets ``name``.
    """
    known: dict[tuple[str, str], list[str]] = {}
    for trace in earlier.traces if earlier is not None else ():
        known.setdefault((trace.section, trace.words), []).append(trace.edition)
    out: list[Trace] = []
    for key in words:
        held = known.get(key)
        out.append(Trace(*key, held.pop(0) if held else name))
    return tuple(out)


def counted_up(name: str) -> str:
    """Return the name of the edition after this one: its last number one higher, or ``2`` after a name without one."""
    found = _FIGURE.search(name)
    if found is None:
        return f"{name.strip()} 2".strip()
    return f"{name[: found.start()]}{int(found[0]) + 1}{name[found.end() :]}"
