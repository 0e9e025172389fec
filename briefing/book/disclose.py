"""What an audience may see: a book with everything else taken out before a page is made, and what that is.

Taken out are sections that are not for the press, quotes that were not said on the record, and what the office keeps
for itself: owners, states of work, notes, grades, topics, markings, labels, references. Numbers are given afterwards,
so that nothing is missing from a row. The moment the copy is dated by is that of the latest change of what is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from briefing.book.order import numbered
from briefing.book.parts import GENERATED_KINDS, Book, Section, Statement
from briefing.text.markdown import pictures, placements
from briefing.text.withholding import led_in, without

PRESS = "press"
MARK = "[ * ]"
_MARK_LINE = r"\[ \* \]"
_SHOWN_TO_PRESS = frozenset({"press", "all"})
_USABLE_BY_PRESS = frozenset({"press", "public", "all"})
_KEPT_BACK = frozenset({"not_for_use", "internal"})
_TERMS = {
    "background": "it was said on background",
    "deep_background": "it was said on deep background",
    "off_record": "it was said off the record",
    "embargoed": "it is under embargo",
}
_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}(?:T|$)")
_FIRST_STAMP = "2000-01-01T00:00:00+00:00"


def section_withheld(section: Section) -> str:
    """Return why the press may not see a section, as the end of a sentence; ``""`` when it may.

    Nothing said means no: a section is shown when somebody said so.
    """
    return held_back(section.audience, section.disclosure)


def held_back(audience: str, disclosure: str) -> str:
    """Return why the press may not see a section that says this of itself (see ``section_withheld``)."""
    if disclosure in _KEPT_BACK:
        return "it is marked as not for use" if disclosure == "not_for_use" else "it is marked as internal"
    if audience in _SHOWN_TO_PRESS:
        return ""
    return "it is for the principal only" if audience else "it does not say that it is for the press"


def press_sign(audience: str, disclosure: str) -> str:
    """Return what a list of sections shows of one: ``in`` a press copy, ``out`` of it by what it says, or ``""``.

    Most sections say nothing and are in none, which is no news; what would be handed to the press is.
    """
    if disclosure in _KEPT_BACK:
        return "out"
    return "" if held_back(audience, disclosure) else "in"


def usable_by(words: str) -> set[str]:
    """Return who may use a quote (``usable_in``), in small letters, from words separated in any way."""
    return {word for word in re.split(r"[\s,;]+", words.lower()) if word}


def quote_withheld(statement: Statement, as_at: str = "") -> str:
    """Return why the press may not see a quote, as the end of a sentence; ``""`` when it may.

    ``as_at`` is the day the book's information is of: an embargo that ended before it has ended.
    """
    usable = usable_by(statement.usable_in)
    if statement.record_status in _TERMS:
        return _TERMS[statement.record_status]
    if statement.embargo_until and not _ended(statement.embargo_until, as_at):
        return f"it is under embargo until {statement.embargo_until}"
    if statement.withdrawn_on:
        return "it has been withdrawn"
    if statement.sensitivity:
        return "it is marked as sensitive"
    if usable and not usable & _USABLE_BY_PRESS:
        return "it is not for use with the press"
    if statement.record_status != "on_record" and not usable:
        return "it is not known to be on the record"
    if statement.unnamed and not statement.verified_on:
        return "its speaker is not named and nobody has checked it"
    return ""


def _ended(until: str, as_at: str) -> bool:
    """Whether an embargo is over on a day; a month or year is over when all of it is. What is no date never is."""
    day = until[:10].ljust(10, "~")
    return bool(_DAY.match(until) and _DAY.match(as_at)) and day <= as_at[:10]


def shown(book: Book, audience: str, *, mark: bool = False) -> Book:
    """Return the book as an audience may see it; ``""`` may see all. ``mark`` prints ``[ * ]`` for what is withheld.

    A section whose own parent is withheld takes its place. One that has nothing left to say is left out.
    """
    if audience != PRESS:
        return book
    statements = {handle: one for handle, one in book.statements.items() if not quote_withheld(one, book.as_at)}
    sections = numbered(_sections(book.sections, statements, mark))
    used = set(_used(sections))
    told = {handle: _plainly(one) for handle, one in statements.items() if handle in used}
    sources = {one.source_key for one in told.values()}
    people = {one.person_key for one in told.values() if not one.unnamed}
    pictured = {book.logo, *(key for section in _all(sections) for key in pictures(section.body))}
    changed = [one.changed for one in (*(statements[handle] for handle in told), *_all(sections)) if one.changed]
    return replace(
        book,
        principal="",
        reference="",
        label="",
        banner=None,
        stamp=max(changed, default=_FIRST_STAMP),
        sections=_unstamped(sections),
        statements=told,
        sources={key: replace(one, note="") for key, one in book.sources.items() if key in sources},
        people={key: one for key, one in book.people.items() if key in people},
        pictures={key: one for key, one in book.pictures.items() if key in pictured},
    )


def _sections(sections: tuple[Section, ...], statements: dict[str, Statement], mark: bool) -> tuple[Section, ...]:
    """Return the sections that are shown, those below a withheld one in its place."""
    out: list[Section] = []
    for section in sections:
        below = _sections(section.children, statements, mark)
        if section_withheld(section):
            if mark and not (out and out[-1].title == MARK):
                out.append(Section(f"withheld-{section.key}", MARK, body=_MARK_LINE))
            out += below
            continue
        body = without(section.body, lambda handle: handle not in statements, _MARK_LINE if mark else "")
        if not (body.strip() or below or section.kind in GENERATED_KINDS):
            continue
        out.append(
            Section(
                *(section.key, section.title, section.kind),
                body=body,
                language=section.language,
                placements=tuple(one for one in section.placements if one.handle in statements),
                children=below,
                scope=tuple(handle for handle in section.scope if handle in statements),
                only=section.only,
                without=tuple(handle for handle in section.without if handle in statements),
                order=section.order,
                changed=section.changed,
            )
        )
    return tuple(out)


def _all(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        for _, one in section.walk():
            yield one


def _used(sections: tuple[Section, ...]) -> Iterator[str]:
    for one in _all(sections):
        yield from (handle for _, handle in placements(one.body))
        yield from (placement.handle for placement in one.placements)
        yield from one.scope


def _plainly(statement: Statement) -> Statement:
    """Return a statement without what the office keeps for itself."""
    return replace(
        statement, grade="", verified_on="", topics=(), about=(), note="", usable_in="", embargo_until="",
        sensitivity="", withdrawn_on="", changed="",
    )  # fmt: skip


def _unstamped(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    return tuple(replace(one, changed="", children=_unstamped(one.children)) for one in sections)


def withheld(book: Book, audience: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield what an audience is not shown, in reading order: code, section key, sentence, a quote's handle or ``""``.

    Also told is what the author has to look at: words that lead in a quote that is gone, a marking on a shown section.
    """
    if audience != PRESS:
        return
    told: set[str] = set()

    def gone(handle: str) -> bool:
        statement = book.statements.get(handle)
        return statement is None or bool(quote_withheld(statement, book.as_at))

    for _, section in book.walk():
        why = section_withheld(section)
        if why:
            yield "withheld-section", section.key, f"{_named(section)} is left out: {why}.", ""
            continue
        if section.marking:
            message = f"{_named(section)} is marked {section.marking} and for the press. Is that right?"
            yield "press-marking", section.key, message, ""
        yield from _quotes(book, section, told, gone)


def _quotes(
    book: Book, section: Section, told: set[str], gone: Callable[[str], bool]
) -> Iterator[tuple[str, str, str, str]]:
    for handle in dict.fromkeys((*(handle for _, handle in placements(section.body)), *section.scope)):
        statement = book.statements.get(handle)
        why = quote_withheld(statement, book.as_at) if statement is not None else ""
        if statement is not None and why and handle not in told:
            told.add(handle)
            words = " ".join(statement.text.split())
            short = words if len(words) <= 48 else words[:47].rstrip() + "…"
            yield "withheld-quote", section.key, f"{_named(section)}: “{short}” is left out: {why}.", handle
    for line in led_in(section.body, gone):
        message = f"{_named(section)}: “{line}” leads in a quote that is left out. Change the words."
        yield "press-lead-in", section.key, message, ""


def _named(section: Section) -> str:
    title = section.title.strip() or "A section without a title"
    return f"{section.reference} {title}" if section.reference else title
