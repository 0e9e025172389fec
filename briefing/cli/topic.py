"""``briefing topic``: list, show, add, edit and delete topics."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from briefing.cli.asking import Commands, WrongUse, command, json_option, noun, one_of, opened
from briefing.cli.printing import document, pairs, table

if TYPE_CHECKING:
    from briefing.library.driver import Connection
    from briefing.library.topics import TopicRow


def add_commands(commands: Commands) -> None:
    """Add ``topic`` and its verbs."""
    verbs = noun(commands, "topic", "list, show, add, edit and delete topics")
    json_option(command(verbs, "list", "list the tree of topics", _list))
    made = command(verbs, "show", "show a topic", _show)
    made.add_argument("topic", metavar="TOPIC", help="id, or name, or path such as “Tariffs / Quotas”")
    json_option(made)
    made = command(verbs, "add", "add a topic and those above it in its path", _add)
    made.add_argument("path", metavar="PATH", help="a name, or a path such as “Tariffs / Quotas”")
    json_option(made)
    made = command(verbs, "edit", "rename or move a topic", _edit)
    made.add_argument("topic", metavar="TOPIC")
    made.add_argument("--name", metavar="NAME")
    made.add_argument("--under", metavar="TOPIC", help="the topic to move it under; empty for the top")
    json_option(made)
    made = command(verbs, "delete", "move a topic and those below it to the trash", _delete)
    made.add_argument("topic", metavar="TOPIC")


def _found(reader: Connection, wanted: str) -> TopicRow:
    from briefing.library import topics

    known = topics.topics(reader)
    if any(row.name == wanted for row in known):
        return one_of([row for row in known if row.name == wanted], wanted, lambda row: row.name, "topic")
    return one_of(known, wanted, lambda row: row.path, "topic")


def _list(asked: argparse.Namespace) -> int:
    from briefing.library import topics

    with opened(asked) as library:
        found = topics.topics(library.reader())
    if asked.json:
        document(found)
    else:
        table(("QUOTES", "TOPIC"), ((row.quotes, row.path) for row in found), "No topics yet.")
    return 0


def _tell(asked: argparse.Namespace, reader: Connection, topic_id: str) -> int:
    from briefing.library import topics

    row = next(row for row in topics.topics(reader) if row.id == topic_id)
    if asked.json:
        document(row)
    else:
        pairs([("Topic", row.path), ("Quotes", row.quotes), ("Id", row.id)])
    return 0


def _show(asked: argparse.Namespace) -> int:
    with opened(asked) as library:
        return _tell(asked, library.reader(), _found(library.reader(), asked.topic).id)


def _add(asked: argparse.Namespace) -> int:
    from briefing.library import topics

    with opened(asked) as library:
        made = topics.find_or_add(library, asked.path)
        return _tell(asked, library.reader(), made)


def _edit(asked: argparse.Namespace) -> int:
    from briefing.library import topics

    if asked.name is None and asked.under is None:
        raise WrongUse("Say what to change: --name or --under. See: briefing topic edit --help")
    with opened(asked) as library:
        row = _found(library.reader(), asked.topic)
        with library.writing("Edit topic"):
            if asked.name is not None:
                topics.rename(library, row.id, asked.name)
            if asked.under is not None:
                topics.move(library, row.id, _found(library.reader(), asked.under).id if asked.under else None)
        return _tell(asked, library.reader(), row.id)


def _delete(asked: argparse.Namespace) -> int:
    from briefing.library import topics

    with opened(asked) as library:
        row = _found(library.reader(), asked.topic)
        topics.trash(library, row.id)
    print(f"Moved “{row.path}” to the trash.")
    return 0
