"""What the filled library of the window's tests holds."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.library.store import Library


@dataclass(frozen=True)
class Held:
    """A library with a book of three sections and a handful of quotes; the names are ids."""

    library: Library
    book: str
    one: str
    two: str
    below: str
    quotes: tuple[str, ...]
    topic: str
    person: str
