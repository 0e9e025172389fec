"""Sections nobody types: the quote sheet, the position matrix and the timeline, as blocks made from the statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from briefing.book import wording
from briefing.book.parts import Book, Person, Section, Statement
from briefing.book.printed import printed
from briefing.text.blocks import Align, Block, Heading, Paragraph, QuoteCard, Run, Runs, Table

# The kinds of statement that a quote sheet shows.
SPOKEN = ("direct", "fragment", "reported_speech", "reported_position")


def generated(section: Section, book: Book) -> tuple[Block, ...]:
    """Return the blocks a section's kind makes from the book's statements; none for kinds that are typed."""
    makers: dict[str, Callable[[Book], tuple[Block, ...]]] = {
        "quote_sheet": quote_sheet if section.order == "speaker" else partial(quotes_by_date, order=section.order),
        "position_matrix": position_matrix,
        "timeline": timeline,
    }
    maker = makers.get(section.kind)
    return maker(_drawn(section, book)) if maker else ()


def _drawn(section: Section, book: Book) -> Book:
    """Return the book with the statements this section draws on, and if only they count, with their speakers."""
    if not section.only and not section.without:
        return book
    wanted, left_out = set(section.scope), set(section.without)
    statements = {
        key: one
        for key, one in book.statements.items()
        if one.handle not in left_out and (not section.only or one.handle in wanted)
    }
    people = book.people
    if section.only:
        speakers = {one.person_key for one in statements.values()}
        people = {key: person for key, person in people.items() if key in speakers}
    return replace(book, statements=statements, people=people)


def quotes_by_date(book: Book, *, order: str) -> tuple[Block, ...]:
    """What was said as one list: ``newest`` or ``oldest`` first; what has no date stands last."""
    spoken = newest_first(one for one in book.statements.values() if one.kind in SPOKEN)
    if order == "oldest":
        dated = [one for one in spoken if one.said_on]
        spoken = [*reversed(dated), *spoken[len(dated) :]]
    cards = tuple(QuoteCard(one.handle) for one in spoken)
    return cards or (Paragraph((Run(printed("no_quotes_held", book.language)),)),)


def quote_sheet(book: Book) -> tuple[Block, ...]:
    """What each person said, newest first, people in order of their names; last those who said nothing."""
    spoken = [one for one in book.statements.values() if one.kind in SPOKEN]
    by_person: dict[str, list[Statement]] = {}
    unnamed: dict[str, list[Statement]] = {}
    for one in spoken:
        if one.person_key and not one.unnamed:
            by_person.setdefault(one.person_key, []).append(one)
        else:
            unnamed.setdefault(one.said_by or printed("speaker_not_named", book.language), []).append(one)
    people = {**{key: _stand_in(key, held[0]) for key, held in by_person.items()}, **book.people}
    ordered = sorted(people.values(), key=lambda person: ((person.sort_key or person.name).casefold(), person.key))
    out: list[Block] = []
    silent: list[Block] = []
    for person in ordered:
        held = by_person.get(person.key)
        name = (Run(person.name), *((Run(f" {person.native_name}"),) if person.native_name else ()))
        if held:
            out.append(Heading(2, name))
            out += [QuoteCard(one.handle) for one in newest_first(held)]
        else:
            bold = tuple(Run(run.text, bold=True) for run in name)
            silent.append(Paragraph((*bold, Run(f". {printed('no_words_held', book.language)}"))))
    for label, held in sorted(unnamed.items()):
        out.append(Heading(2, (Run(label[:1].upper() + label[1:]),)))
        out += [QuoteCard(one.handle) for one in newest_first(held)]
    if silent:
        out += [Heading(2, (Run(printed("others_in_book", book.language)),)), *silent] if out else silent
    return tuple(out) or (Paragraph((Run(printed("no_quotes_held", book.language)),)),)


def _stand_in(key: str, statement: Statement) -> Person:
    return Person(key, statement.said_by, statement.native_name)


def newest_first(statements: Iterable[Statement]) -> list[Statement]:
    """Return statements by date, the latest first, those without a date last; equal dates by handle."""
    by_handle = sorted(statements, key=lambda one: one.handle)
    return sorted(by_handle, key=lambda one: one.said_on or "", reverse=True)


def position_matrix(book: Book) -> tuple[Block, ...]:
    """Topic by party: the latest position of each, with grade, date and source number."""
    latest: dict[tuple[str, str], tuple[Statement, str]] = {}
    topics: list[str] = []
    parties: list[str] = []
    for one in newest_first(book.statements.values()):
        party = one.country or one.said_by
        if not party:
            continue
        for topic, stance in _positions(one):
            if topic not in topics:
                topics.append(topic)
            if party not in parties:
                parties.append(party)
            latest.setdefault((topic, party), (one, stance))
    if not latest:
        return (Paragraph((Run(printed("no_positions_held", book.language)),)),)
    topics.sort(key=str.casefold)
    parties.sort(key=str.casefold)
    head: tuple[Runs, ...] = ((Run(printed("topic", book.language)),), *((Run(party),) for party in parties))
    rows = tuple(
        ((Run(topic, bold=True),), *(_stance(latest.get((topic, party)), book.language) for party in parties))
        for topic in topics
    )
    aligns: tuple[Align, ...] = ("left",) * len(head)
    return (Table(head, rows, aligns),)


def _positions(statement: Statement) -> tuple[tuple[str, str], ...]:
    """Return topic and stance pairs; a reported position without any stands for its topics in its own words."""
    if statement.position_on:
        return statement.position_on
    if statement.kind == "reported_position":
        return tuple((topic, wording.bare(statement.text)) for topic in statement.topics)
    return ()


def _stance(held: tuple[Statement, str] | None, language: str) -> Runs:
    if held is None:
        return (Run(printed("no_statement_held", language), italic=True),)
    statement, stance = held
    when = wording.date(statement.said_on, statement.precision, language)
    grade = wording.grade(statement.grade, language)
    facts = ", ".join(part for part in (when, grade) if part)
    return (Run(stance), Run(f"\n{facts} " if facts else " "), Run("", cite=statement.handle))


def timeline(book: Book) -> tuple[Block, ...]:
    """Every dated statement, the earliest first."""
    dated = sorted((one for one in book.statements.values() if one.said_on), key=lambda one: (one.said_on, one.handle))
    if not dated:
        return (Paragraph((Run(printed("no_dates_held", book.language)),)),)
    language = book.language
    rows = tuple((_when(one, language), _what(one), _proof(one, language)) for one in dated)
    head = tuple((Run(printed(key, language)),) for key in ("date", "said_or_done", "source"))
    return (Table(head, rows, ("left", "left", "left")),)


def _when(statement: Statement, language: str) -> Runs:
    whole = wording.date(statement.said_on, statement.precision, language)
    day = wording.date(statement.said_on, "" if statement.precision == "inferred" else statement.precision, language)
    note = whole.removeprefix(day)
    return (Run(day, bold=True), Run(note)) if note else (Run(day, bold=True),)


def _what(statement: Statement) -> Runs:
    words = " ".join(statement.text.split())
    if not statement.quotable:
        return (Run(wording.bare(words)),)
    said = wording.quoted(words, statement.language)
    return (Run(statement.said_by, bold=not statement.unnamed), Run(": "), Run(said, lang=statement.language))


def _proof(statement: Statement, language: str) -> Runs:
    grade = wording.grade(statement.grade, language)
    cite = Run("", cite=statement.handle)
    return (cite, Run(f" {grade}")) if grade else (cite,)
