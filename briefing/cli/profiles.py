"""The options that say what an export looks like and holds, and the profile they make."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.book.profile import LARGEST_BODY, PROFILES, SHEETS, SMALLEST_BODY, Profile
from briefing.cli.asking import Parser, WrongUse, one_of

if TYPE_CHECKING:
    from briefing.book.edition import Earlier
    from briefing.library.driver import Connection
    from briefing.library.editions import EditionRow
    from briefing.library.sections import SectionRow


def profile_options(made: Parser) -> None:
    """Add ``--profile``, ``--paper``, ``--size``, ``--section``, ``--alone`` and ``--mark-withheld``."""
    made.add_argument("--profile", choices=tuple(PROFILES), default="staff", metavar="P", help=", ".join(PROFILES))
    made.add_argument("--paper", choices=tuple(SHEETS), default="", help="else the profile's or the book's own")
    sizes = f"{SMALLEST_BODY:.0f} to {LARGEST_BODY:.0f}"
    made.add_argument("--size", type=_size, default=0.0, metavar="POINTS", help=f"of running text, {sizes}")
    made.add_argument(
        "--section", action="append", default=[], metavar="REF", help="only this one and what is below; more than once"
    )
    made.add_argument(
        "--alone",
        action="append",
        default=[],
        metavar="REF",
        help="only its own text, not what is below; more than once",
    )
    made.add_argument("--mark-withheld", action="store_true", help="press: [ * ] where something is left out")


def chosen_profile(asked: argparse.Namespace, reader: Connection, book_id: str) -> Profile:
    """Return the profile the options make for a book.

    Raises:
        WrongUse: there is no such section, or the profile cannot be made on that paper.
    """
    profile = PROFILES[asked.profile]
    if asked.paper and asked.paper not in profile.papers:
        raise WrongUse(f"{profile.title} cannot be made on {asked.paper}. There are: {', '.join(profile.papers)}.")
    if asked.size:
        profile = profile.sized(asked.size)
    wanted = dict.fromkeys(section_of(reader, book_id, words).id for words in asked.section)
    alone = dict.fromkeys(section_of(reader, book_id, words).id for words in asked.alone)
    return replace(
        profile,
        paper=asked.paper or profile.paper,
        sections=tuple(wanted),
        alone=tuple(alone),
        mark_withheld=asked.mark_withheld,
    )


def since_option(made: Parser) -> None:
    """Add ``--changes-since``."""
    made.add_argument(
        "--changes-since",
        default="",
        metavar="EDITION",
        help="mark what changed after it: its number, its name or its id; last is the latest",
    )


def since_edition(asked: argparse.Namespace, reader: Connection, book_id: str) -> Earlier | None:
    """Return the edition of this book that changes are marked since; none when none is asked for.

    Raises:
        WrongUse: the book has no such edition.
    """
    from briefing.library import editions

    if not asked.changes_since:
        return None
    return editions.earlier(reader, edition_of(reader, book_id, asked.changes_since).id)


def edition_of(reader: Connection, book_id: str, wanted: str) -> EditionRow:
    """Return an edition of a book by its number, name or id, or the latest for ``last``.

    Raises:
        WrongUse: the book has no such edition.
    """
    from briefing.library import editions

    found = editions.editions(reader, book_id)
    if found and wanted.casefold() == "last":
        return found[0]
    for row in found:
        if wanted in (row.id, str(row.number)) or wanted.casefold() == row.name.casefold():
            return row
    names = ", ".join(row.name for row in reversed(found)) or "none yet"
    raise WrongUse(f"This book has no edition “{wanted}”. There are: {names}.")


def section_of(reader: Connection, book_id: str, wanted: str) -> SectionRow:
    """Return the section of a book with that number, title or id.

    Raises:
        WrongUse: there is none, or there are several.
    """
    from briefing.library import sections

    found = sections.sections(reader, book_id)
    for row in found:
        if row.reference.casefold() == wanted.casefold():
            return row
    return one_of(found, wanted, lambda row: row.title, "section")


def _size(words: str) -> float:
    try:
        points = float(words)
    except ValueError:
        points = 0.0
    if not SMALLEST_BODY <= points <= LARGEST_BODY:
        raise argparse.ArgumentTypeError(
            f"{words!r} is no size of type from {SMALLEST_BODY:.0f} to {LARGEST_BODY:.0f} points"
        )
    return points
