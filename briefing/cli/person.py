"""``briefing person``: list, show, add, edit and delete people."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from briefing.cli.asking import Commands, Parser, WrongUse, command, json_option, noun, one_of, opened
from briefing.cli.printing import document, pairs, table

if TYPE_CHECKING:
    from briefing.library.driver import Connection
    from briefing.library.people import PersonRow

_FIELDS = ("native_name", "sort_key", "say_as", "role", "country", "note")


def add_commands(commands: Commands) -> None:
    """Add ``person`` and its verbs."""
    verbs = noun(commands, "person", "list, show, add, edit and delete people")
    json_option(command(verbs, "list", "list people", _list))
    made = command(verbs, "show", "show a person", _show)
    made.add_argument("person", metavar="PERSON", help="id, or a name in any spelling")
    json_option(made)
    made = command(verbs, "add", "add a person", _add)
    made.add_argument("name", metavar="NAME")
    _options(made)
    made = command(verbs, "edit", "change a person", _edit)
    made.add_argument("person", metavar="PERSON")
    made.add_argument("--name", metavar="NAME")
    _options(made)
    made = command(verbs, "delete", "move a person to the trash", _delete)
    made.add_argument("person", metavar="PERSON")


def _options(made: Parser) -> None:
    for name in _FIELDS:
        made.add_argument(f"--{name.replace('_', '-')}", metavar="WORDS")
    made.add_argument("--alias", action="append", metavar="NAME", help="another name; may be given several times")
    json_option(made)


def _found(reader: Connection, wanted: str) -> PersonRow:
    from briefing.library import people

    return people.find(reader, wanted) or one_of(people.people(reader), wanted, lambda row: row.name, "person")


def _given(asked: argparse.Namespace) -> dict[str, Any]:
    given = {name: getattr(asked, name) for name in _FIELDS if getattr(asked, name) is not None}
    return given | ({"aliases": asked.alias} if asked.alias is not None else {})


def _list(asked: argparse.Namespace) -> int:
    from briefing.library import people

    with opened(asked) as library:
        found = people.people(library.reader())
    if asked.json:
        document(found)
    else:
        rows = ((row.name, row.native_name, row.country, row.quotes, row.role) for row in found)
        table(("NAME", "NATIVE NAME", "COUNTRY", "QUOTES", "ROLE"), rows, "Nobody here yet.")
    return 0


def _tell(asked: argparse.Namespace, row: PersonRow) -> int:
    if asked.json:
        document(row)
        return 0
    pairs(
        [
            ("Name", row.name),
            ("Native name", row.native_name),
            ("Also", "; ".join(row.aliases)),
            ("Say it like", row.say_as),
            ("Role", row.role),
            ("Country", row.country),
            ("Quotes", row.quotes),
            ("Note", row.note),
            ("Id", row.id),
        ]
    )
    return 0


def _show(asked: argparse.Namespace) -> int:
    with opened(asked) as library:
        return _tell(asked, _found(library.reader(), asked.person))


def _add(asked: argparse.Namespace) -> int:
    from briefing.library import people

    with opened(asked) as library:
        made = people.add(library, asked.name, **_given(asked))
        return _tell(asked, people.show(library.reader(), made))


def _edit(asked: argparse.Namespace) -> int:
    from briefing.library import people

    given = _given(asked) | ({"name": asked.name} if asked.name is not None else {})
    if not given:
        raise WrongUse("Say what to change, such as --role. See: briefing person edit --help")
    with opened(asked) as library:
        row = _found(library.reader(), asked.person)
        people.edit(library, row.id, **given)
        return _tell(asked, people.show(library.reader(), row.id))


def _delete(asked: argparse.Namespace) -> int:
    from briefing.library import people

    with opened(asked) as library:
        row = _found(library.reader(), asked.person)
        people.trash(library, row.id)
    print(f"Moved “{row.name}” to the trash.")
    return 0
