"""``briefing picture``: list, show, add, edit and delete pictures, and PDFs to be bound in."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.cli.asking import Commands, Parser, WrongUse, command, content, json_option, noun, one_of, opened
from briefing.cli.printing import document, pairs, table, value_of
from briefing.sources.picture import DRAWING

if TYPE_CHECKING:
    from briefing.library.driver import Connection
    from briefing.library.pictures import PictureRow

_FIELDS = ("alt", "caption", "credit")


def add_commands(commands: Commands) -> None:
    """Add ``picture`` and its verbs."""
    verbs = noun(commands, "picture", "list, show, add, edit and delete pictures and PDFs that books show")
    json_option(command(verbs, "list", "list pictures and PDFs, the last added first", _list))
    made = command(verbs, "show", "show what is known of a picture, and the line that shows it in a section", _show)
    _picture(made)
    json_option(made)
    made = command(verbs, "add", "keep a PNG, JPEG, SVG or PDF file", _add)
    made.add_argument("file", metavar="FILE", help="- reads stdin")
    made.add_argument("--name", default="", metavar="NAME", help="else the name of the file")
    _options(made)
    made = command(verbs, "edit", "change what is said about a picture", _edit)
    _picture(made)
    made.add_argument("--name", metavar="NAME")
    _options(made)
    made = command(verbs, "delete", "move a picture to the trash", _delete)
    _picture(made)


def _picture(made: Parser) -> None:
    made.add_argument("picture", metavar="PICTURE", help="its id or a part of its name that no other has")


def _options(made: Parser) -> None:
    made.add_argument("--alt", metavar="WORDS", help="what it shows, for those who cannot see it")
    made.add_argument("--caption", metavar="WORDS", help="printed below it")
    made.add_argument("--credit", metavar="WORDS", help="whose picture it is")
    made.add_argument("--decorative", choices=("yes", "no"), help="yes: it says nothing and needs no --alt")
    json_option(made)


def _given(asked: argparse.Namespace) -> dict[str, Any]:
    given = {name: getattr(asked, name) for name in _FIELDS if getattr(asked, name) is not None}
    return given | ({"decorative": asked.decorative == "yes"} if asked.decorative else {})


def _found(reader: Connection, wanted: str) -> PictureRow:
    from briefing.library import pictures

    return one_of(pictures.pictures(reader), wanted, lambda row: row.name, "picture")


def _list(asked: argparse.Namespace) -> int:
    from briefing.library import pictures

    with opened(asked) as library:
        found = pictures.pictures(library.reader())
    if asked.json:
        document(found)
    else:
        rows = ((_size(row), row.id, row.name, row.alt or ("decorative" if row.decorative else "")) for row in found)
        table(("SIZE", "ID", "NAME", "SHOWS"), rows, "No pictures yet. Add one: briefing picture add FILE --alt WORDS")
    return 0


def _size(row: PictureRow) -> str:
    if row.media == DRAWING:
        return "drawing"
    return f"{row.pages} pages" if row.pages else f"{row.width} × {row.height}"


def _tell(asked: argparse.Namespace, reader: Connection, key: str) -> int:
    from briefing.library import pictures

    row = pictures.show(reader, key)
    line = pictures.reference(row)
    if asked.json:
        document(value_of(row) | {"markdown": line})
        return 0
    pairs(
        [
            ("Name", row.name),
            ("Size", _size(row)),
            ("Bytes", row.size),
            ("Shows", row.alt),
            ("Decorative", "yes" if row.decorative else ""),
            ("Caption", row.caption),
            ("Credit", row.credit),
            ("SHA-256", row.sha256),
            ("Id", row.id),
            ("In a text", line),
        ]
    )
    return 0


def _show(asked: argparse.Namespace) -> int:
    with opened(asked) as library:
        return _tell(asked, library.reader(), _found(library.reader(), asked.picture).id)


def _add(asked: argparse.Namespace) -> int:
    from briefing.library import pictures

    data = content(asked.file)
    name = asked.name or ("Picture" if asked.file == "-" else Path(asked.file).name)
    with opened(asked) as library:
        made = pictures.add(library, name, data, **_given(asked))
        return _tell(asked, library.reader(), made)


def _edit(asked: argparse.Namespace) -> int:
    from briefing.library import pictures

    given = _given(asked) | ({"name": asked.name} if asked.name is not None else {})
    if not given:
        raise WrongUse("Say what to change, such as --alt. See: briefing picture edit --help")
    with opened(asked) as library:
        row = _found(library.reader(), asked.picture)
        pictures.edit(library, row.id, **given)
        return _tell(asked, library.reader(), row.id)


def _delete(asked: argparse.Namespace) -> int:
    from briefing.library import pictures

    with opened(asked) as library:
        row = _found(library.reader(), asked.picture)
        pictures.trash(library, row.id)
    print(f"Moved “{row.name}” to the trash.")
    return 0
