"""The same question put to everything that is no quote: people, topics, sources, books and sections; and "last word".

What they are called is folded once and kept until it changes; a word typed may be the beginning of one. For worker
threads: the first question of a large library reads all titles.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from briefing.library import search_plan, search_query
from briefing.library.search import Hit, hits
from briefing.library.search_entry import facet
from briefing.library.search_index import DAY
from briefing.library.search_names import Names
from briefing.library.search_query import Clause, Query
from briefing.library.snippet import sequence
from briefing.text import folding, kana

if TYPE_CHECKING:
    from briefing.library.driver import Connection, Row

KINDS = ("person", "topic", "source", "book", "section")
# The field that asks for a kind by name; plain words ask for all of them.
_ASKED_BY = {"speaker": "person", "topics": "topic", "source": "source"}
_LOOKED_THROUGH = 200


@dataclass(frozen=True, slots=True)
class Thing:
    """Something found that is no quote. ``below`` says more about it; ``quotes`` counts about how many it has.

    ``book_id`` is that of a section's book.
    """

    kind: str
    id: str
    title: str
    below: str
    quotes: int = 0
    book_id: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind: the first few things, and how many there are."""

    kind: str
    total: int
    things: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    thing: Thing
    words: str


@dataclass(frozen=True, slots=True)
class _Kind:
    """All things of a kind, as they were when their table looked like ``signature``."""

    signature: Row
    things: list[Thing]
    names: Names


class Everywhere:
    """Finds things by their names. One for a library; safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[str, _Kind] = {}
        # The state of the file at which a reader last looked whether a kind had changed: looking reads a whole table.
        self._looked: WeakKeyDictionary[Connection, dict[str, Row | None]] = WeakKeyDictionary()

    def find(self, reader: Connection, query: str, *, limit: int = 5) -> tuple[Group, ...]:
        """Return what matches, grouped by kind in the order of ``KINDS``; groups with nothing are left out."""
        asked = search_query.parse(query)
        found: list[Group] = []
        for kind in KINDS:
            wanted = _wanted(asked, kind)
            if not wanted:
                continue
            known = self._of(reader, kind)
            total, first = known.names.find(wanted, _LOOKED_THROUGH)
            if total:
                shown = _counted(reader, [known.things[n] for n in first])
                shown.sort(key=lambda thing: (-thing.quotes, _title(thing.title), thing.id))
                found.append(Group(kind, total, tuple(shown[:limit])))
        return tuple(found)

    def _of(self, reader: Connection, kind: str) -> _Kind:
        signature, read = _TABLES[kind]
        state = reader.execute("PRAGMA data_version").fetchone()
        with self._lock:
            looked = self._looked.setdefault(reader, {})
            held = self._known.get(kind)
            if held is not None and looked.get(kind) == state:
                return held
            now = reader.execute(signature).fetchone()
            assert now is not None
            if held is None or held.signature != now:
                known = list(read(reader))
                held = _Kind(now, [one.thing for one in known], Names(one.words for one in known))
                self._known[kind] = held
            looked[kind] = state
            return held


def last_word(reader: Connection, query: str) -> Hit | None:
    """Return the newest statement of the person on the topic that are named, in one go: ``ishiba tariffs``.

    Each word must stand in the speaker's names or in the topics, at least one in each. ``None`` when there is none.
    """
    asked = search_plan.read(reader, query)
    plan = search_plan.plan(reader, asked)
    worded = [group for group in asked.groups if all(clause.terms and not clause.minus for clause in group)]
    if not worded:
        return None
    named = [_either(reader, group, "speaker topics") for group in worded]
    for column in ("speaker", "topics"):
        somewhere = " OR ".join(_either(reader, group, column) for group in worded)
        named += [f"({somewhere})"]
    key = reader.execute(*plan.keys(1, also=" AND ".join(named))).fetchone()
    return hits(reader, [int(key[0])], asked.clauses)[0] if key else None


def last_word_of(reader: Connection, person_id: str, topic_id: str) -> int | None:
    """Return the row number of a person's newest statement on a topic or one below it, ``None`` when there is none."""
    both = f"{search_plan.quoted(facet('speaker', person_id))} AND {search_plan.quoted(facet('topic', topic_id))}"
    key = reader.execute(*search_plan.plan(reader, Query()).keys(1, also=both)).fetchone()
    return -int(key[0]) % DAY if key else None


def _either(reader: Connection, group: tuple[Clause, ...], column: str) -> str:
    parts = [search_plan.expression(reader, clause, column)[1] for clause in group]
    return "(" + " OR ".join(parts) + ")"


def _wanted(asked: Query, kind: str) -> list[list[str]]:
    """Return for each thing asked the ways to write it, if all that was asked can be asked of this kind."""
    wanted: list[list[str]] = []
    for group in asked.groups:
        ways: list[str] = []
        for clause in group:
            if clause.minus:
                continue
            if clause.column == "book" == kind:
                ways.append(f" {clause.values[0]}")
            elif not clause.column or _ASKED_BY.get(clause.column) == kind:
                ways += [" " + " ".join(sequence(way, unfinished=True)[0]) for way in clause.ways]
        if not ways:
            return []
        wanted.append(ways)
    return wanted


_title = lru_cache(maxsize=8192)(folding.fold)


def _counted(reader: Connection, things: list[Thing]) -> list[Thing]:
    """Return the things of one kind with about how many quotes each has."""
    named = {"person": "speaker", "topic": "topic", "source": "source"}.get(things[0].kind)
    if named is None:
        return things
    facets = [facet(named, thing.id) for thing in things]
    marks = ",".join("?" * len(facets))
    counts = dict(reader.execute(f"SELECT term, quotes FROM quote_word WHERE term IN ({marks})", facets).fetchall())
    return [
        Thing(thing.kind, thing.id, thing.title, thing.below, max(1, counts[one]) if one in counts else 0)
        for thing, one in zip(things, facets, strict=True)
    ]


def _words(*parts: str) -> str:
    return " " + " \ue000 ".join(" ".join(folding.keys(part)) for part in parts if part)


def _people(reader: Connection) -> Iterator[_Known]:
    aliases: dict[str, list[str]] = {}
    for key, name in reader.execute("SELECT person_id, name FROM person_alias"):
        aliases.setdefault(key, []).append(name)
    for key, name, native, say_as, role, country in reader.execute(
        "SELECT id, name, native_name, say_as, role, country FROM person WHERE trashed IS NULL"
    ):
        names = [name, native, say_as, *aliases.get(key, ())]
        read = [word for spelling in names for word in kana.to_latin(spelling)]
        if not native.isascii():
            read += kana.from_latin(folding.fold(name))
        below = ", ".join(part for part in (role, country) if part)
        yield _Known(Thing("person", key, name, below), _words(*names, *read, role))


def _topics(reader: Connection) -> Iterator[_Known]:
    from briefing.library.topics import topics

    for topic in topics(reader, counted=False):
        yield _Known(Thing("topic", topic.id, topic.name, topic.path), _words(topic.path))


def _sources(reader: Connection) -> Iterator[_Known]:
    for key, title, publisher, author, url, day in reader.execute(
        "SELECT id, title, publisher, author, url, published_on FROM source WHERE trashed IS NULL"
    ):
        below = ", ".join(part for part in (publisher, day) if part)
        yield _Known(Thing("source", key, title, below), _words(title, publisher, author, url))


def _books(reader: Connection) -> Iterator[_Known]:
    for key, title, event, reference in reader.execute(
        "SELECT id, title, event, reference FROM book WHERE trashed IS NULL"
    ):
        yield _Known(Thing("book", key, title, event), _words(title, event, reference))


def _sections(reader: Connection) -> Iterator[_Known]:
    for key, book, title, body, named in reader.execute(
        "SELECT x.id, b.id, x.title, x.body, b.title FROM section x JOIN book b ON b.id = x.book_id "
        "WHERE x.trashed IS NULL AND b.trashed IS NULL"
    ):
        yield _Known(Thing("section", key, title, named, book_id=book), _words(title, body))


def _signature(*tables: str) -> str:
    parts = ", ".join(f"(SELECT count(*) FROM {one}), (SELECT max(updated) FROM {one})" for one in tables)
    return f"SELECT {parts}"


_Read = Callable[["Connection"], Iterator[_Known]]
_TABLES: dict[str, tuple[str, _Read]] = {
    "person": (_signature("person", "person_alias"), _people),
    "topic": (_signature("topic"), _topics),
    "source": (_signature("source"), _sources),
    "book": (_signature("book"), _books),
    "section": (_signature("section", "book"), _sections),
}
