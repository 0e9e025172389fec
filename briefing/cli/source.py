"""``briefing source``: list, show, add, edit and delete sources."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from briefing.cli.asking import Commands, Parser, WrongUse, command, day, json_option, noun, opened, source_id, text_of
from briefing.cli.printing import document, pairs, table, value_of

if TYPE_CHECKING:
    from briefing.library.store import Library

_FIELDS = ("publisher", "author", "url", "language", "note")


def add_commands(commands: Commands) -> None:
    """Add ``source`` and its verbs."""
    verbs = noun(commands, "source", "list, show, add, edit and delete sources")
    json_option(command(verbs, "list", "list sources, newest first", _list))
    made = command(verbs, "show", "show a source", _show)
    made.add_argument("source", metavar="SOURCE", help="id or part of the title")
    made.add_argument("--text", action="store_true", help="with the full text as it was read")
    json_option(made)
    made = command(verbs, "add", "add a source", _add)
    made.add_argument("title", metavar="TITLE")
    made.add_argument("--text", default="", metavar="FILE", help="a file with the full text, kept as it is")
    _options(made)
    made = command(verbs, "edit", "change a source", _edit)
    made.add_argument("source", metavar="SOURCE")
    made.add_argument("--title", metavar="WORDS")
    _options(made)
    made = command(verbs, "delete", "move a source to the trash", _delete)
    made.add_argument("source", metavar="SOURCE")


def _options(made: Parser) -> None:
    for name in _FIELDS:
        made.add_argument(f"--{name}", metavar="WORDS")
    made.add_argument("--published-on", type=day, metavar="DATE")
    made.add_argument("--accessed-on", type=day, metavar="DATE")
    json_option(made)


def _given(asked: argparse.Namespace) -> dict[str, Any]:
    names = (*_FIELDS, "published_on", "accessed_on")
    return {name: getattr(asked, name) for name in names if getattr(asked, name) is not None}


def _list(asked: argparse.Namespace) -> int:
    from briefing.library import sources

    with opened(asked) as library:
        found = sources.sources(library.reader())
    if asked.json:
        document(found)
    else:
        rows = ((row.published_on, row.publisher, row.quotes, row.title) for row in found)
        table(("DATE", "PUBLISHER", "QUOTES", "TITLE"), rows, "No sources yet. Import an article: briefing import FILE")
    return 0


def _tell(asked: argparse.Namespace, library: Library, key: str, *, with_text: bool = False) -> int:
    from briefing.library import sources

    row = sources.show(library.reader(), key)
    text = sources.snapshot(library.reader(), key) if with_text else None
    if asked.json:
        document(value_of(row) | ({"text": text} if with_text else {}))
        return 0
    pairs(
        [
            ("Title", row.title),
            ("Publisher", row.publisher),
            ("Author", row.author),
            ("Published", row.published_on),
            ("Read", row.accessed_on),
            ("Address", row.url),
            ("Language", row.language),
            ("Quotes", row.quotes),
            ("Note", row.note),
            ("SHA-256", row.sha256),
            ("Id", row.id),
        ]
    )
    if text is not None:
        print(f"\n{text}")
    return 0


def _show(asked: argparse.Namespace) -> int:
    with opened(asked) as library:
        return _tell(asked, library, source_id(library.reader(), asked.source), with_text=asked.text)


def _add(asked: argparse.Namespace) -> int:
    from briefing.library import sources

    text = text_of(asked.text) if asked.text else None
    with opened(asked) as library:
        return _tell(asked, library, sources.add(library, asked.title, text=text, **_given(asked)))


def _edit(asked: argparse.Namespace) -> int:
    from briefing.library import sources

    given = _given(asked) | ({"title": asked.title} if asked.title is not None else {})
    if not given:
        raise WrongUse("Say what to change, such as --publisher. See: briefing source edit --help")
    with opened(asked) as library:
        key = source_id(library.reader(), asked.source)
        sources.edit(library, key, **given)
        return _tell(asked, library, key)


def _delete(asked: argparse.Namespace) -> int:
    from briefing.library import sources

    with opened(asked) as library:
        key = source_id(library.reader(), asked.source)
        title = sources.show(library.reader(), key).title
        sources.trash(library, key)
    print(f"Moved “{title}” to the trash.")
    return 0
