"""The part of a book that an export is made of: what its audience may see, and the sections chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from briefing.book.disclose import shown
from briefing.book.order import lettered
from briefing.book.parts import GENERATED_KINDS, Book, Section
from briefing.book.profile import Profile


def selected(book: Book, profile: Profile) -> Book:
    """Return the book as a profile wants it; the book itself when it wants all of it.

    Sections chosen (``profile.sections``) come with all below them, those of ``profile.alone`` only with what of it is
    chosen too. They keep the numbers they have in the whole book, so that everybody can talk about A1. They are what is
    made, of whatever kind; when none is chosen, ``profile.kinds`` says of which kinds sections are. What the audience
    may not see is taken out of either, and then numbers are given again: a gap would tell.
    """
    wanted = set(profile.sections)
    alone = set(profile.alone) - wanted
    if wanted or alone or profile.kinds:
        book = replace(book, sections=lettered(book))
        if wanted or alone:
            kept = _chosen(book.sections, wanted, alone)
        else:
            kept = _kept(book.sections, lambda section: section.kind in profile.kinds)
        if profile.form != "book":
            kept = _kept(kept, lambda section: bool(section.body.strip()) or section.kind in GENERATED_KINDS)
        book = replace(book, sections=kept)
    return shown(book, profile.audience, mark=profile.mark_withheld)


def _chosen(sections: Sequence[Section], wanted: set[str], alone: set[str]) -> tuple[Section, ...]:
    out: list[Section] = []
    for section in sections:
        if section.key in wanted:
            out.append(section)
            continue
        below = _chosen(section.children, wanted, alone)
        out += [replace(section, children=below)] if section.key in alone else below
    return tuple(out)


def _kept(sections: Sequence[Section], wanted: Callable[[Section], bool]) -> tuple[Section, ...]:
    """Return the sections wanted, those below one that is not in its place; empty heads of others go too."""
    out: list[Section] = []
    for section in sections:
        below = _kept(section.children, wanted)
        if not wanted(section):
            out += below
        elif below or section.body.strip() or section.kind in GENERATED_KINDS or not section.children:
            out.append(replace(section, children=below))
    return tuple(out)
