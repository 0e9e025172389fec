"""Topics: a tree of subjects under which quotes are filed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.library import rows, values
from briefing.library.driver import Connection
from briefing.library.faults import BadValue, NotFound
from briefing.library.store import Library
from briefing.text.folding import fold

BETWEEN = " / "
_SPLIT = re.compile(r"\s+/\s+")

_QUOTES = """
WITH RECURSIVE above(topic, ancestor) AS (
    SELECT id, id FROM topic WHERE trashed IS NULL
    UNION SELECT above.topic, topic.parent_id FROM above JOIN topic ON topic.id = above.ancestor
    WHERE topic.parent_id IS NOT NULL)
SELECT above.ancestor, count(DISTINCT q.n) FROM above JOIN quote_topic k ON k.topic_id = above.topic
JOIN quote q ON q.n = k.quote_n AND q.trashed IS NULL AND q.accepted = 1 GROUP BY above.ancestor
"""


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic in its tree. ``quotes`` counts each quote filed under it or under a topic below it once."""

    id: str
    name: str
    parent_id: str | None
    path: str
    depth: int
    quotes: int


def topics(reader: Connection, *, counted: bool = True) -> list[TopicRow]:
    """Return all topics in tree order, siblings by name. Without ``counted`` it is quick, every count being 0."""
    children: dict[str | None, list[tuple[str, str]]] = {}
    for key, parent, name in reader.execute("SELECT id, parent_id, name FROM topic WHERE trashed IS NULL"):
        children.setdefault(parent, []).append((str(name), str(key)))
    for siblings in children.values():
        siblings.sort(key=lambda one: (fold(one[0]), one[1]))
    counts = dict(reader.execute(_QUOTES).fetchall()) if counted else {}
    found: list[TopicRow] = []
    waiting = [(name, key, None, "", 0) for name, key in reversed(children.get(None, []))]
    while waiting:
        name, key, parent, above, depth = waiting.pop()
        path = f"{above}{BETWEEN}{name}" if above else name
        found.append(TopicRow(key, name, parent, path, depth, int(counts.get(key, 0))))
        waiting += [(child, child_key, key, path, depth + 1) for child, child_key in reversed(children.get(key, []))]
    return found


def _name(value: str) -> str:
    found = values.name(value, "The name of a topic")
    if _SPLIT.search(found):
        raise BadValue("The name of a topic cannot hold “ / ”: it stands between a topic and the one below it.")
    return found


def _siblings(connection: Connection, parent_id: str | None) -> dict[str, str]:
    """Return {folded name: id} of the topics right below one."""
    rows = connection.execute("SELECT name, id FROM topic WHERE parent_id IS ? AND trashed IS NULL", (parent_id,))
    return {fold(str(name)): str(key) for name, key in rows}


def _check_free(connection: Connection, name: str, parent_id: str | None, topic_id: str = "") -> None:
    if _siblings(connection, parent_id).get(fold(name), topic_id) != topic_id:
        raise BadValue(f"There is a topic “{name}” here already.")


def _parent_of(connection: Connection, topic_id: str) -> str | None:
    row = connection.execute("SELECT parent_id FROM topic WHERE id = ? AND trashed IS NULL", (topic_id,)).fetchone()
    if row is None:
        raise NotFound("This topic is not in the library any more.")
    return None if row[0] is None else str(row[0])


def add(library: Library, name: str, parent_id: str | None = None) -> str:
    """Add a topic and return its id.

    Raises:
        BadValue: the name is empty or taken there.
        NotFound: there is no such parent.
        LibraryTrouble: the library cannot be written.
    """
    wanted = _name(name)
    with library.writing("Add topic"):
        connection = library.raw()
        if parent_id is not None:
            _parent_of(connection, parent_id)
        _check_free(connection, wanted, parent_id)
        moment, key = values.now(), values.new_id()
        rows.put(connection, "topic", id=key, parent_id=parent_id, name=wanted, created=moment, updated=moment)
    return key


def rename(library: Library, topic_id: str, name: str) -> None:
    """Give a topic another name.

    Raises:
        BadValue, NotFound, LibraryTrouble: see ``add``.
    """
    wanted = _name(name)
    with library.writing("Rename topic"):
        connection = library.raw()
        _check_free(connection, wanted, _parent_of(connection, topic_id), topic_id)
        connection.execute(
            "UPDATE topic SET name = ?, updated = ? WHERE id = ? AND name <> ?",
            (wanted, values.now(), topic_id, wanted),
        )


def move(library: Library, topic_id: str, parent_id: str | None) -> None:
    """Put a topic, with all below it, under another one (``None``: at the top).

    Raises:
        BadValue: it would come to stand below itself, or its name is taken there.
        NotFound, LibraryTrouble: see ``add``.
    """
    with library.writing("Move topic"):
        connection = library.raw()
        if _parent_of(connection, topic_id) == parent_id:
            return
        above = parent_id
        while above is not None:
            if above == topic_id:
                raise BadValue("A topic cannot be moved below itself.")
            above = _parent_of(connection, above)
        row = connection.execute("SELECT name FROM topic WHERE id = ?", (topic_id,)).fetchone()
        assert row is not None
        _check_free(connection, str(row[0]), parent_id, topic_id)
        connection.execute(
            "UPDATE topic SET parent_id = ?, updated = ? WHERE id = ?", (parent_id, values.now(), topic_id)
        )


def trash(library: Library, topic_id: str) -> None:
    """Move a topic and all below it to the trash; its quotes stay, no longer filed under it."""
    with library.writing("Delete topic"):
        connection = library.raw()
        _parent_of(connection, topic_id)
        moment = values.now()
        connection.execute(
            """WITH RECURSIVE below(id) AS (
                SELECT ?1 UNION SELECT t.id FROM topic t JOIN below ON t.parent_id = below.id)
            UPDATE topic SET trashed = ?2, updated = ?2 WHERE id IN (SELECT id FROM below) AND trashed IS NULL""",
            (topic_id, moment),
        )


def find_or_add(library: Library, path_or_name: str) -> str:
    """Return the id of the topic with this path ("Tariffs / Non-tariff measures"), added as far as it is missing.

    A single name also finds a topic further down the tree when only one is called so.

    Raises:
        BadValue: the name is empty.
        LibraryTrouble: the library cannot be written.
    """
    names = [_name(part) for part in _SPLIT.split(path_or_name.strip())]
    with library.writing("Add topic"):
        connection = library.raw()
        if len(names) == 1 and fold(names[0]) not in _siblings(connection, None):
            rows = connection.execute("SELECT id, name FROM topic WHERE trashed IS NULL").fetchall()
            same = [str(key) for key, name in rows if fold(str(name)) == fold(names[0])]
            if len(same) == 1:
                return same[0]
        parent: str | None = None
        for name in names:
            parent = _siblings(connection, parent).get(fold(name)) or add(library, name, parent)
        assert parent is not None
        return parent
