"""``briefing edition``: list, show, freeze and compare editions, and make the pages that replace some of theirs."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.cli.asking import Commands, UnusableFile, WrongUse, command, json_option, noun, opened
from briefing.cli.printing import Bar, complain, counted, document, pairs, shortened, table, value_of
from briefing.cli.profiles import chosen_profile, profile_options, since_edition, since_option

if TYPE_CHECKING:
    from briefing.book.diff import Changes, SectionChange
    from briefing.book.parts import Book
    from briefing.library.driver import Connection
    from briefing.library.editions import EditionRow

_BOOK = "its id or a part of its title that no other book has"
_EDITION = "its id, or BOOK:NUMBER such as Summit:1"
_WORDS = 100


def add_commands(commands: Commands) -> None:
    """Add ``edition`` and its verbs."""
    verbs = noun(commands, "edition", "list, show, freeze and compare the frozen editions of a book")
    made = command(verbs, "list", "list the editions of a book, the latest first", _list)
    made.add_argument("book", metavar="BOOK", help=_BOOK)
    json_option(made)
    made = command(verbs, "show", "show an edition; --pdf writes its exact file", _show)
    made.add_argument("edition", metavar="EDITION", help=_EDITION)
    made.add_argument("--pdf", default="", metavar="OUT.pdf", help="where to write its file")
    json_option(made)
    made = command(verbs, "freeze", "keep a book as it is now as its next edition", _freeze)
    made.add_argument("book", metavar="BOOK", help=_BOOK)
    profile_options(made)
    since_option(made)
    made.add_argument("--name", default="", metavar="WORDS", help="else the edition the book itself states")
    made.add_argument("--note", default="", metavar="WORDS", help="for you; it is not printed")
    made.add_argument("--draft", action="store_true", help="print DRAFT, and freeze even while something stops it")
    json_option(made)
    made = command(verbs, "diff", "say what changed after an edition", _diff)
    made.add_argument("edition", metavar="EDITION", help=_EDITION)
    made.add_argument("other", metavar="EDITION|BOOK", nargs="?", default="", help="else the book as it is now")
    json_option(made)
    made = command(verbs, "packet", "make the pages that replace those of a printed edition", _packet)
    made.add_argument("edition", metavar="EDITION", help=_EDITION)
    made.add_argument("out", metavar="OUT.pdf", help="where to write them")
    made.add_argument(
        "--to",
        default="",
        metavar="EDITION",
        help="a later edition, else the last one, or the book if it changed since",
    )
    made.add_argument(
        "--whole", action="store_true", help="all pages, numbered as once they are put in: for readers on a screen"
    )
    made.add_argument("--draft", action="store_true", help="print DRAFT, and make them even while something stops it")
    json_option(made)


def _list(asked: argparse.Namespace) -> int:
    from briefing.library import books, editions

    with opened(asked) as library:
        book = books.show(library.reader(), asked.book)
        found = editions.editions(library.reader(), book.id)
    if asked.json:
        document(found)
    else:
        rows = (
            (one.number, one.name, one.made[:16], one.profile, one.pages, one.sha256[:12], one.note) for one in found
        )
        empty = f"“{book.title}” has no editions yet. Make one: briefing edition freeze BOOK"
        table(("NO", "EDITION", "MADE (UTC)", "PROFILE", "PAGES", "SHA-256", "NOTE"), rows, empty)
    return 0


def _show(asked: argparse.Namespace) -> int:
    from briefing.library import editions
    from briefing.pdf.whole import write_whole

    with opened(asked) as library:
        row = editions.show(library.reader(), asked.edition)
        if asked.pdf:
            out = Path(asked.pdf)
            if not out.name or out.is_dir():
                raise UnusableFile(f"{asked.pdf} is a folder. Give a file name, such as book.pdf.")
            write_whole(editions.pdf(library.reader(), row.id), out)
    _tell(asked, row)
    return 0


def _tell(asked: argparse.Namespace, row: EditionRow) -> None:
    if asked.json:
        document(row)
        return
    pairs(
        [
            ("Edition", row.name),
            ("Number", str(row.number)),
            ("As at", row.as_at),
            ("Made (UTC)", row.made),
            ("Profile", row.profile),
            ("Paper", row.paper),
            ("Pages", str(row.pages)),
            ("Bytes", str(row.size)),
            ("SHA-256", row.sha256),
            ("Note", row.note),
            ("Id", row.id),
        ]
    )


def _freeze(asked: argparse.Namespace) -> int:
    from briefing.book.checks import check
    from briefing.library import books, editions
    from briefing.library.assemble import assemble
    from briefing.pdf.export import copy_of

    with opened(asked) as library:
        reader = library.reader()
        key = books.show(reader, asked.book).id
        profile = replace(chosen_profile(asked, reader, key), final=not asked.draft)
        since = since_edition(asked, reader, key)
        book = assemble(reader, key)
        book = replace(book, edition=editions.checked_name(reader, key, asked.name or book.edition))
        stopping = [] if asked.draft else [one for one in check(book, profile) if one.severity == "stop"]
        for finding in stopping:
            complain(finding.message)
        if stopping:
            return 1
        with Bar(f"Freezing {book.edition}") as bar:
            copy = copy_of(book, profile, progress=bar, since=since, earlier=editions.latest(reader, key))
        made = editions.add(library, book, copy, asked.note)
        row = editions.show(library.reader(), made)
    if asked.json:
        document(row)
    else:
        print(f"Frozen: {row.name}, {counted(row.pages, 'page')}, SHA-256 {row.sha256}")
    return 0


def _diff(asked: argparse.Namespace) -> int:
    from briefing.book.diff import compare
    from briefing.library import editions

    with opened(asked) as library:
        reader = library.reader()
        row = editions.show(reader, asked.edition)
        before = editions.earlier(reader, row.id).book
        after = _other(reader, asked.other or row.book_id)
    if after.key != before.key:
        raise WrongUse("These are two different books. Name an edition of the same book.")
    changes = compare(before, after)
    if asked.json:
        document(_value(changes) | {"before": before.edition, "after": after.edition})
    else:
        _print(changes, before, after)
    return 0


def _packet(asked: argparse.Namespace) -> int:
    from briefing.book.checks import check
    from briefing.library import editions
    from briefing.pdf.export import export_packet

    out = Path(asked.out)
    with opened(asked) as library:
        reader = library.reader()
        row = editions.show(reader, asked.edition)
        since = editions.earlier(reader, row.id)
        later = None
        if asked.to:
            later = editions.show(reader, asked.to)
            if later.book_id != row.book_id or later.number <= row.number:
                raise WrongUse(f"{later.name} is no later edition of the same book than {row.name}.")
        book, frozen = editions.following(reader, row, later.id if later is not None else "")
    if since.made is None:
        raise WrongUse(f"The profile {row.name} was made with is not known any more. Make a whole new copy.")
    profile = replace(since.made, final=not asked.draft)
    stopping = [] if asked.draft or frozen else [one for one in check(book, profile) if one.severity == "stop"]
    for finding in stopping:
        complain(finding.message)
    if stopping:
        return 1
    with Bar(f"Writing {out.name}") as bar:
        written = export_packet(book, profile, since, out, whole=asked.whole, progress=bar)
    if asked.json:
        document(written)
    else:
        print(f"{written.file}: {counted(written.pages, 'page')} for {row.name}")
        for warning in written.warnings:
            print(f"  {warning}")
    return 0


def _other(reader: Connection, wanted: str) -> Book:
    """Return the book as it stood in an edition, or as it is now."""
    from briefing.library import editions
    from briefing.library.assemble import assemble
    from briefing.library.faults import NotFound

    try:
        return editions.earlier(reader, editions.show(reader, wanted).id).book
    except NotFound:
        return assemble(reader, wanted)


def _value(changes: Changes) -> dict[str, Any]:
    """Return changes as JSON knows them; a path is where a block stands, counted from 0."""
    sections = [
        {
            **{name: getattr(one, name) for name in ("key", "reference", "title", "what")},
            "changed": sorted(one.marks.changed),
            "gone": sorted(one.marks.gone),
        }
        for one in changes.sections
    ]
    return {
        "facts": value_of(changes.facts),
        "sections": sections,
        "statements": dict(changes.statements),
        "sources": dict(changes.sources),
    }


def _print(changes: Changes, before: Book, after: Book) -> None:
    if not changes:
        print(f"Nothing has changed since {before.edition}.")
        return
    for fact in changes.facts:
        print(f"{fact.name.replace('_', ' ')}: {fact.before or '(none)'} → {fact.after or '(none)'}")
    for one in changes.sections:
        print(f"{one.reference} {one.title}: {_said(one)}".strip())
    for handle, word in changes.statements.items():
        statement = after.statements.get(handle) or before.statements[handle]
        print(f"quote {word}: {shortened(statement.text, _WORDS)} [{handle}]")
    for key, word in changes.sources.items():
        source = after.sources.get(key) or before.sources[key]
        print(f"source {word}: {shortened(source.title, _WORDS)}")


def _said(change: SectionChange) -> str:
    marks = change.marks
    parts = [word for word in change.what if word != "text"]
    if marks.changed:
        parts.append(f"text changed in {counted(len(marks.changed), 'place')}")
    if marks.gone:
        parts.append(f"text taken out in {counted(len(marks.gone), 'place')}")
    return ", ".join(parts)
