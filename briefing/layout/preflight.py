"""Preflight with an eye on paper: what the book's own check finds, and characters no font of the program has."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from briefing.book.checks import Doubt, Finding, check, named, used_handles
from briefing.book.parts import Book, Section
from briefing.book.profile import Profile
from briefing.book.selection import selected
from briefing.layout.fonts import JOINERS, Fonts

_LISTED = 8  # characters named in one sentence
_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp", "Zs")  # general categories that are not drawn


def preflight(book: Book, profile: Profile, unproven: Mapping[str, Doubt] | None = None) -> tuple[Finding, ...]:
    """Return what should be put right before an export, in reading order; nothing when the book may go out.

    ``unproven`` are the quotes, by handle, that the texts of their sources do not prove.

    Raises:
        FontMissing: a font of the program cannot be read.
    """
    from briefing.layout.compose import Composer

    laid = Composer().findings(book, profile) if profile.form == "cards" else ()
    return (*check(book, profile, unproven), *laid, *_without_font(selected(book, profile)))


def called(character: str) -> str:
    """Return a character with its code, and its name when it cannot be seen."""
    code = " ".join(f"U+{ord(part):04X}" for part in character)
    if character.isprintable() and not unicodedata.combining(character[:1]):
        return f"{character} ({code})"
    return code


def _without_font(book: Book) -> Iterator[Finding]:
    """Yield for each section which of its characters no font has."""
    role = Fonts().role("serif")
    known: dict[str, bool] = {}
    told: set[str] = set()
    for _, section in book.walk():
        lacking: list[str] = []
        for character in sorted(set("".join(_texts(book, section)))):
            if character.isascii() or character in told or character in JOINERS:
                continue
            if unicodedata.category(character) in _UNSEEN or "\ufe00" <= character <= "\ufe0f":
                continue
            if character not in known:
                known[character] = not any(shape.missing for shape in role.word(character))
            if not known[character]:
                lacking.append(character)
        told.update(lacking)
        if lacking:
            listed = ", ".join(map(called, lacking[:_LISTED]))
            more = f" and {len(lacking) - _LISTED} more" if len(lacking) > _LISTED else ""
            message = f"{named(section)} has characters that cannot be printed: {listed}{more}. Write them another way."
            yield Finding("warn", "no-font", section.key, message)


def _texts(book: Book, section: Section) -> Iterator[str]:
    """Yield what a section prints: its own words and those of its quotes."""
    yield section.title
    yield section.body
    for placement in section.placements:
        yield placement.excerpt
        yield placement.lead_in
    for handle in used_handles(section):
        one = book.statements.get(handle)
        if one is not None:
            yield from (one.text, one.said_by, one.native_name, one.role, one.occasion, one.place)
