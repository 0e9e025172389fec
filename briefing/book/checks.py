"""Preflight: what is wrong with a book before it goes out. Pure: looks at the book's values and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from briefing.book.disclose import withheld
from briefing.book.parts import GENERATED_KINDS, Book, Section, Statement
from briefing.book.profile import Profile
from briefing.book.selection import selected
from briefing.text.markdown import REFERENCE, placements, set_out

Severity = Literal["stop", "warn"]

_WORDS_SHOWN = 48
_NOTHING = {
    "book": "Nothing in the book may be shown, or no section was chosen. Say for whom each section is.",
    "speech": "There is nothing to be spoken: no text and no points. Choose the sections.",
    "cards": "There are no points and no cards to make cue cards of. Choose the sections.",
}
# Kinds that are somebody's words or stand; an event or an analysis has no speaker and may have no day.
_SAID = ("direct", "fragment", "reported_speech", "reported_position")


# Why the text kept of a source proves no quote, as its sentence goes on.
_DOUBTS = {
    "near": "the text kept of its source has these words a little differently",
    "not found": "the text kept of its source does not have these words",
    "not in marks": "its source has these words, but not in quotation marks",
    "no text": "no text of its source is kept",
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a quote is not proven: ``near``, ``not found``, ``not in marks`` or ``no text``. ``reason`` is why it is kept
    all the same, ``""`` when nobody said."""

    why: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at. ``stop`` holds back a final export, ``warn`` does not.

    ``code`` is stable; ``section_key`` is the section it concerns, ``""`` for the whole book; ``message`` is a plain
    sentence. ``handle`` names the quote it is about, ``""`` for none.
    """

    severity: Severity
    code: str
    section_key: str
    message: str
    handle: str = ""


def check(book: Book, profile: Profile, unproven: Mapping[str, Doubt] | None = None) -> tuple[Finding, ...]:
    """Return what should be put right, in reading order; nothing when the book may go out.

    ``unproven`` are the quotes, by handle, that the texts of their sources do not prove.

    ``profile`` says what the export is for: only what it includes is looked at, and for an audience what is withheld
    is told. A book without an "as at" date is only told of before a final one.
    """
    found: list[Finding] = []
    empty = not book.sections
    whole, book = book, selected(book, profile)
    if not book.title.strip():
        found.append(Finding("stop", "book-title", "", "The book has no title."))
    if empty:
        found.append(Finding("stop", "book-empty", "", "The book has no sections yet."))
    elif not book.sections:
        found.append(Finding("stop", "selection-empty", "", _NOTHING.get(profile.form, _NOTHING["book"])))
    if profile.final and not book.as_at:
        found.append(Finding("warn", "book-as-at", "", "The book does not say as at what day its information is."))
    seen: set[str] = set()
    for _, section in book.walk():
        found.extend(_section(book, section))
        for handle in used_handles(section):
            statement = book.statements.get(handle)
            if statement is None:
                message = f"{named(section)} uses the quote “{handle}”, which is not in the library (any more)."
                found.append(Finding("stop", "quote-missing", section.key, message, handle))
            elif handle not in seen:
                # A copy for the press does not tell who checked what; the office knows.
                known = whole.statements.get(handle, statement)
                doubt = (unproven or {}).get(handle)
                found.extend(_statement(book, section, replace(statement, verified_on=known.verified_on), doubt))
            seen.add(handle)
    part = selected(whole, replace(profile, audience=""))
    found += [Finding("warn", *told) for told in withheld(part, profile.audience)]
    return tuple(found)


def stops(findings: tuple[Finding, ...]) -> bool:
    """Return whether any finding holds back a final export."""
    return any(finding.severity == "stop" for finding in findings)


def _section(book: Book, section: Section) -> Iterator[Finding]:
    if not section.title.strip():
        message = (
            f"Section {section.reference or 'without a number'} has no title, so the contents would show an empty line."
        )
        yield Finding("stop", "section-title", section.key, message)
    generated = section.kind in GENERATED_KINDS
    if not (generated or section.children or section.body.strip()):
        said = "has no file attached" if section.kind == "attachment" else "is empty"
        yield Finding("warn", "section-empty", section.key, f"{named(section)} {said}.")
    rest = REFERENCE.sub("", section.body)
    if "[[quote:" in rest or "[[cite:" in rest:
        message = f"{named(section)} holds a reference to a quote that is not whole; it prints as typed."
        yield Finding("warn", "reference-broken", section.key, message)
    yield from _pictures(book, section)
    if book.banner is not None and not section.marking:
        yield Finding("warn", "marking-missing", section.key, f"{named(section)} has no marking.")


def _pictures(book: Book, section: Section) -> Iterator[Finding]:
    every = set_out(section.body)
    attached = section.kind == "attachment"
    if attached and not every and section.body.strip():
        yield Finding("warn", "attachment-none", section.key, f"{named(section)} has no file attached.")
    for shown in every:
        picture = book.pictures.get(shown.key)
        if picture is None:
            called = f"“{shown.alt}”" if shown.alt else shown.key[:8]
            message = f"{named(section)} shows the picture {called}, which is not in the library (any more)."
            yield Finding("stop", "picture-missing", section.key, message)
        elif picture.pages:
            if not attached and picture.pages > 1:
                message = (
                    f"{named(section)} shows only the first of the {picture.pages} pages of “{picture.name}”. "
                    "To bind in all of them, make its kind Attachment."
                )
                yield Finding("warn", "pdf-first-page", section.key, message)
        elif not (shown.alt or picture.alt or picture.decorative):
            message = f"{named(section)}: the picture “{picture.name}” says nothing to those who cannot see it."
            yield Finding("warn", "picture-alt", section.key, message)


def _statement(book: Book, section: Section, statement: Statement, doubt: Doubt | None) -> Iterator[Finding]:
    """Yield what is wrong with a statement, told once at its first use."""
    said = _shown(statement)
    where = named(section)

    def finding(severity: Severity, code: str, message: str) -> Finding:
        return Finding(severity, code, section.key, message, statement.handle)

    if not statement.source_key or statement.source_key not in book.sources:
        severity: Severity = "stop" if statement.quotable else "warn"
        yield finding(severity, "quote-source", f"{where}: {said} has no source.")
    somebodys = statement.kind in _SAID
    if not statement.said_on and (somebodys or statement.kind == "event"):
        yield finding("warn", "quote-date", f"{where}: {said} has no date.")
    if not statement.said_by and somebodys:
        yield finding("warn", "quote-speaker", f"{where}: nobody is named as having said {said}.")
    # Where somebody has looked, at a recording or at the paper itself, that is proof.
    if not statement.verified_on and doubt is not None and statement.quotable:
        kept = f" It is kept because: {doubt.reason}" if doubt.reason else ""
        message = f"{where}: {said} has no proof yet: {_DOUBTS.get(doubt.why, _DOUBTS['no text'])}.{kept}"
        yield finding("warn", "quote-unproven", message)
    elif not statement.verified_on:
        yield finding("warn", "quote-unverified", f"{where}: {said} has not been checked against its source.")
    if statement.record_status == "off_record":
        yield finding("stop", "quote-off-record", f"{where}: {said} was said off the record.")
    if statement.record_status == "embargoed":
        message = f"{where}: {said} is under embargo. When it has ended, change the terms of the quote."
        yield finding("stop", "quote-embargoed", message)


def used_handles(section: Section) -> Iterator[str]:
    """Yield each quote a section uses, once, in order of appearance."""
    written = [handle for _, handle in placements(section.body)]
    yield from dict.fromkeys([*written, *(placement.handle for placement in section.placements)])


def named(section: Section) -> str:
    """Return a section as sentences name it: its reference and its title."""
    title = section.title.strip() or "without a title"
    return f"{section.reference} {title}" if section.reference else title


def _shown(statement: Statement) -> str:
    words = " ".join(statement.text.split())
    short = words if len(words) <= _WORDS_SHOWN else words[: _WORDS_SHOWN - 1].rstrip() + "…"
    return f"“{short}”" if statement.quotable else f"the statement [{statement.handle}] {short}"
