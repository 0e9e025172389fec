"""``briefing book``: list, show, new, edit, add-section, import and delete books."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.book.parts import AUDIENCES, DISCLOSURES, GLOSSARIES, SECTION_KINDS
from briefing.book.profile import PAPERS, PROFILES
from briefing.book.themes import themes
from briefing.cli.asking import Commands, Parser, WrongUse, command, content, day, json_option, noun, opened, text_of
from briefing.cli.drawing import chosen, draw, drawing_options
from briefing.cli.printing import counted, document, pairs, table, value_of
from briefing.cli.profiles import section_of

if TYPE_CHECKING:
    from briefing.library.driver import Connection
    from briefing.library.sections import SectionRow
    from briefing.library.store import Library

_FIELDS = ("event", "principal", "place", "dates", "reference", "edition", "label", "language", "logo")


def add_commands(commands: Commands) -> None:
    """Add ``book`` and its verbs."""
    verbs = noun(commands, "book", "list, show, new, edit, import and delete books; add and edit sections")
    json_option(command(verbs, "list", "list books, the last changed first", _list))
    made = command(verbs, "show", "show a book and its sections", _show)
    _book(made)
    json_option(made)
    made = command(verbs, "new", "start a book from a template", _new)
    made.add_argument("title", metavar="TITLE")
    made.add_argument(
        "--template", default="bilateral", metavar="NAME", help="bilateral unless said otherwise; blank for none"
    )
    _options(made)
    made = command(verbs, "edit", "change what stands on the cover", _edit)
    _book(made)
    made.add_argument("--title", metavar="WORDS")
    _options(made)
    made = command(verbs, "add-section", "add a section", _add_section)
    _book(made)
    made.add_argument("title", metavar="TITLE")
    made.add_argument("--under", default="", metavar="SECTION", help="the section to put it under, such as A or A1")
    _section_options(made)
    made.add_argument("--body", default="", metavar="FILE.md", help="its text in Markdown; - reads stdin")
    made.add_argument("--file", default="", metavar="FILE.pdf", help="a PDF or picture to bind in; kind: attachment")
    json_option(made)
    made = command(verbs, "edit-section", "change what is known of a section, such as for whom it is", _edit_section)
    _book(made)
    made.add_argument("section", metavar="SECTION", help="its number (A1), title or id")
    made.add_argument("--title", metavar="WORDS")
    _section_options(made)
    json_option(made)
    made = command(
        verbs, "import", "make a book of a Markdown file: each first-level heading starts a section", _import
    )
    made.add_argument("file", metavar="FILE.md")
    made.add_argument("--title", default="", metavar="T", help="else the title the file states, else its name")
    made.add_argument("--profile", choices=tuple(PROFILES), default="", metavar="P", help="checked and taken note of")
    json_option(made)
    made = command(verbs, "delete", "move a book to the trash", _delete)
    _book(made)


def _book(made: Parser) -> None:
    made.add_argument("book", metavar="BOOK", help="its id or a part of its title that no other book has")


def _options(made: Parser) -> None:
    for name in _FIELDS:
        made.add_argument(f"--{name}", metavar="WORDS")
    made.add_argument("--paper", choices=tuple(PAPERS))
    made.add_argument("--theme", choices=tuple(themes()), help="what its pages look like")
    made.add_argument("--as-at", type=day, metavar="DATE", help="the day the information is of")
    made.add_argument("--glossary", choices=GLOSSARIES, help="auto: when at least three short forms are explained")
    made.add_argument("--marking-scheme", metavar="SCHEME")
    made.add_argument("--marking", metavar="LEVEL")
    json_option(made)


def _section_options(made: Parser) -> None:
    made.add_argument("--kind", choices=SECTION_KINDS)
    made.add_argument("--for", dest="audience", choices=AUDIENCES, help="for whom it is; the press sees press and all")
    disclosures = [one.replace("_", "-") for one in DISCLOSURES]
    made.add_argument("--disclosure", choices=disclosures, help="internal and not-for-use are never for the press")
    drawing_options(made)


def _section_given(asked: argparse.Namespace) -> dict[str, Any]:
    names = ("title", "kind", "audience", "disclosure")
    found = {name: getattr(asked, name) for name in names if getattr(asked, name) is not None}
    return {name: value.replace("-", "_") if name == "disclosure" else value for name, value in found.items()}


def _given(asked: argparse.Namespace) -> dict[str, Any]:
    names = (*_FIELDS, "paper", "theme", "as_at", "glossary", "marking_scheme", "marking")
    return {name: getattr(asked, name) for name in names if getattr(asked, name) is not None}


def _list(asked: argparse.Namespace) -> int:
    from briefing.library import books

    with opened(asked) as library:
        found = books.books(library.reader())
    if asked.json:
        names = ("id", "title", "event", "sections", "edition", "updated")
        document([{name: getattr(row, name) for name in names} for row in found])
    else:
        rows = ((row.sections, row.edition, row.updated[:10], row.title, row.event) for row in found)
        empty = "No books yet. Start one: briefing book new TITLE, or look at the sample: briefing sample"
        table(("SECTIONS", "EDITION", "CHANGED", "TITLE", "EVENT"), rows, empty)
    return 0


def _tree(reader: Connection, rows: list[SectionRow], parent: str | None) -> list[dict[str, Any]]:
    from briefing.library import sections

    names = (
        "id",
        "reference",
        "title",
        "kind",
        "status",
        "marking",
        "owner",
        "language",
        "audience",
        "disclosure",
        "page_limit",
        "words",
        "quotes",
    )
    return [
        {name: getattr(row, name) for name in names}
        | {"body": sections.body(reader, row.id), "sections": _tree(reader, rows, row.id)}
        for row in rows
        if row.parent_id == parent
    ]


def _show(asked: argparse.Namespace) -> int:
    from briefing.library import books

    with opened(asked) as library:
        return _tell(asked, library, books.show(library.reader(), asked.book).id)


def _tell(asked: argparse.Namespace, library: Library, book_id: str) -> int:
    from briefing.library import books, sections

    reader = library.reader()
    row = books.show(reader, book_id)
    found = sections.sections(reader, book_id)
    if asked.json:
        document(value_of(row) | {"sections": _tree(reader, found, None)})
        return 0
    pairs(
        [
            ("Title", row.title),
            ("Event", row.event),
            ("Prepared for", row.principal),
            ("Place", row.place),
            ("Dates", row.dates),
            ("Reference", row.reference),
            ("Edition", row.edition),
            ("As at", row.as_at),
            ("Paper", row.paper),
            ("Marking", row.marking),
            ("Label", row.label),
            ("Id", row.id),
        ]
    )
    print()
    lines = (("  " * one.depth + one.reference, one.words, one.quotes, one.status, one.title) for one in found)
    table(("SECTION", "WORDS", "QUOTES", "STATUS", "TITLE"), _kept(lines), "No sections yet.")
    return 0


def _kept(lines: Any) -> list[tuple[str, ...]]:
    """Return rows whose leading blanks survive (they show the depth)."""
    return [(str(first).replace(" ", "\u00a0"), *map(str, rest)) for first, *rest in lines]


def _new(asked: argparse.Namespace) -> int:
    from briefing.library import books

    known = [template.key for template in books.templates()]
    template = "" if asked.template == "blank" else asked.template
    if template and template not in known:
        raise WrongUse(f"There is no template “{asked.template}”. There are: {', '.join(known)}.")
    with opened(asked) as library:
        made = books.add(library, asked.title, template=template, **_given(asked))
        return _tell(asked, library, made)


def _edit(asked: argparse.Namespace) -> int:
    from briefing.library import books

    given = _given(asked) | ({"title": asked.title} if asked.title is not None else {})
    if not given:
        raise WrongUse("Say what to change, such as --event. See: briefing book edit --help")
    with opened(asked) as library:
        row = books.show(library.reader(), asked.book)
        books.edit(library, row.id, **given)
        return _tell(asked, library, row.id)


def _add_section(asked: argparse.Namespace) -> int:
    from briefing.library import attachments, books, sections

    body = text_of(asked.body) if asked.body else ""
    bound = content(asked.file) if asked.file else None
    given = _section_given(asked)
    with opened(asked) as library:
        book = books.show(library.reader(), asked.book)
        parent = section_of(library.reader(), book.id, asked.under).id if asked.under else None
        if bound is None:
            made = sections.add(library, book.id, parent_id=parent, body=body, **given)
        else:
            name = f"{asked.title}.pdf" if asked.file == "-" else Path(asked.file).name
            made = attachments.add(library, book.id, name, bound, parent_id=parent, body=body, **given)
        draw(asked, library, made)
        row = sections.show(library.reader(), made)
    if asked.json:
        document(row)
    else:
        print(f"Added {row.reference} {row.title}.")
    return 0


def _edit_section(asked: argparse.Namespace) -> int:
    from briefing.library import books, sections

    given = _section_given(asked)
    if not given and not chosen(asked):
        raise WrongUse("Say what to change, such as --for. See: briefing book edit-section --help")
    with opened(asked) as library:
        key = section_of(library.reader(), books.show(library.reader(), asked.book).id, asked.section).id
        if given:
            sections.edit(library, key, **given)
        draw(asked, library, key)
        row = sections.show(library.reader(), key)
    if asked.json:
        document(row)
    else:
        print(f"Changed {row.reference} {row.title}.")
    return 0


def _import(asked: argparse.Namespace) -> int:
    from briefing.book.markdown_book import read
    from briefing.library import books, sections

    manuscript = read(text_of(asked.file))
    if not manuscript.chapters:
        raise WrongUse(f"{asked.file} has no text. Give a Markdown file with headings such as “# Scene setter”.")
    name = "Untitled book" if asked.file == "-" else Path(asked.file).stem
    title = asked.title or manuscript.fields.get("title", "") or name
    fields = {key: value for key, value in manuscript.fields.items() if key != "title"}
    with opened(asked) as library:
        with library.writing("Import book"):
            made = books.add(library, title, template="", **fields)
            for chapter in manuscript.chapters:
                sections.add(library, made, title=chapter.title, body=chapter.body)
        if asked.json:
            return _tell(asked, library, made)
        print(f"Made the book “{title}” with {counted(len(manuscript.chapters), 'section')}.")
    return 0


def _delete(asked: argparse.Namespace) -> int:
    from briefing.library import books

    with opened(asked) as library:
        row = books.show(library.reader(), asked.book)
        books.trash(library, row.id)
    print(f"Moved “{row.title}” to the trash.")
    return 0
