"""The search index: one contentless FTS5 table over terms we make ourselves (``text/folding.py``).

Its rowid is the quote's ``order_key``: ascending is newest first, so the first matches are the newest.
The ``facet`` column holds one private-use token for each thing a search can be narrowed to, so a filter is one
more list to intersect, not a join. Everything here is derived: ``rebuild`` makes it again from the library.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing.library import countries
from briefing.text import folding

if TYPE_CHECKING:
    from briefing.library.driver import Connection, Row

PRIVATE = "\ue000"
# order_key is -(yyyymmdd * DAY + n): the migration's generated column.
DAY = 100_000_000
_BATCH = 500
_HASH_BYTES = 64 << 20
_HASH_DEFAULT = 1 << 20
_INSERT = """
INSERT INTO quote_search(rowid, text, speaker, role, source, context, topics, facet) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
_COUNT = """
INSERT INTO quote_word(term, quotes) VALUES (?, ?)
ON CONFLICT(term) DO UPDATE SET quotes = quotes + excluded.quotes
"""
_ROWS = """
SELECT q.n, q.order_key, q.text, q.verbatim, q.kind, q.language, q.unnamed_label, q.attribution_to_print,
       CASE WHEN q.accepted OR q.person_id IS NOT NULL THEN '' ELSE q.attribution_as_printed END,
       q.role, q.country, q.said_on, q.place, q.occasion, q.note, q.verified_on, q.starred, q.accepted, q.trashed,
       q.source_id, q.person_id, p.name, p.native_name, p.say_as, p.role, p.country, s.title, s.publisher,
       s.author, s.url
FROM quote q LEFT JOIN person p ON p.id = q.person_id LEFT JOIN source s ON s.id = q.source_id
WHERE q.n IN ({marks}) ORDER BY q.order_key
"""


@lru_cache(maxsize=65536)
def facet(name: str, value: str = "") -> str:
    """Return the token of the facet column that says ``name`` (``speaker``, ``topic``, ``kind`` …) is ``value``."""
    return PRIVATE + name.replace("_", "") + _plain(countries.code(value) if name == "country" else value)


def _plain(value: str) -> str:
    return folding.wording(value).replace(" ", "")


@lru_cache(maxsize=8192)
def _short_keys(text: str) -> tuple[str, ...]:
    """Return the terms of a name, a role, a title: the same few stand beside many quotes."""
    return tuple(folding.keys(text))


@dataclass(slots=True)
class _Entry:
    """What the index holds for one quote: each column's terms."""

    n: int
    key: int
    columns: tuple[Sequence[str], ...]
    facets: list[str]


def refresh(connection: Connection, quote_ns: Iterable[int]) -> None:
    """Bring the index up to date for these quotes, deleted ones included. Call inside the writing transaction.

    All leaves and all enters in the order of the rowids: FTS5 writes out what it has gathered whenever a rowid is
    not above the one before it (twenty thousand rows out of order take ten times as long, deletions fifty times).
    """
    wanted = sorted(set(quote_ns))
    known = dict(_in_batches(connection, "SELECT n, search_key FROM quote_indexed WHERE n IN ({marks})", wanted))
    there = dict(_in_batches(connection, "SELECT n, order_key FROM quote WHERE n IN ({marks})", wanted))
    with _room_to_gather(connection, len(wanted)):
        connection.executemany("DELETE FROM quote_search WHERE rowid = ?", [(key,) for key in sorted(known.values())])
        connection.executemany("DELETE FROM quote_indexed WHERE n = ?", [(n,) for n in known])
        _write(connection, sorted(there, key=there.__getitem__), known)


def rebuild(connection: Connection, progress: Callable[[int, int], None] | None = None) -> None:
    """Make the whole index again, newest first. Call inside a writing transaction; ``progress(done, total)``."""
    ns = [n for (n,) in connection.execute("SELECT n FROM quote ORDER BY order_key")]
    connection.execute("INSERT INTO quote_search(quote_search) VALUES ('delete-all')")
    connection.execute("DELETE FROM quote_indexed")
    connection.execute("DELETE FROM quote_word")
    with _room_to_gather(connection, len(ns)):
        _write(connection, ns, {}, progress)
        connection.execute("INSERT INTO quote_search(quote_search) VALUES ('optimize')")


@contextmanager
def _room_to_gather(connection: Connection, count: int) -> Generator[None]:
    """Let FTS5 gather more in memory before it writes, when there are many quotes to take in."""
    if count <= _BATCH:
        yield
        return
    say = "INSERT INTO quote_search(quote_search, rank) VALUES ('hashsize', ?)"
    connection.execute(say, (_HASH_BYTES,))
    yield
    connection.execute(say, (_HASH_DEFAULT,))


def _in_batches(connection: Connection, sql: str, ns: list[int]) -> Iterator[Row]:
    for at in range(0, len(ns), _BATCH):
        yield from connection.execute(sql.format(marks=",".join(map(str, ns[at : at + _BATCH])))).fetchall()


def _write(
    connection: Connection,
    ns: list[int],
    known: Container[int],
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Take quotes into the index; ``ns`` in the order of their rowids, ``known`` those that were in it before."""
    counted: Counter[str] = Counter()
    topics = _topic_paths(connection) if ns else {}
    for at in range(0, len(ns), _BATCH):
        entries = list(_entries(connection, ns[at : at + _BATCH], topics))
        connection.executemany(
            _INSERT, [(one.key, *(" ".join(column) for column in one.columns), " ".join(one.facets)) for one in entries]
        )
        connection.executemany(
            "INSERT INTO quote_indexed(n, search_key) VALUES (?, ?)", [(one.n, one.key) for one in entries]
        )
        for entry in entries:
            held = set(entry.facets).union(*entry.columns)
            if entry.n in known:
                # A changed quote was counted before; only make sure that its new words are known at all.
                for term in held:
                    counted.setdefault(term, 0)
            else:
                counted.update(held)
        if progress is not None:
            progress(min(at + _BATCH, len(ns)), len(ns))
    connection.executemany(_COUNT, sorted(counted.items()))


def _entries(connection: Connection, ns: list[int], topics: dict[str, list[tuple[str, str]]]) -> Iterator[_Entry]:
    marks = ",".join(map(str, ns))
    aliases = _gather(
        connection,
        "SELECT q.n, a.name FROM quote q JOIN person_alias a ON a.person_id = q.person_id WHERE q.n IN (" + marks + ")",
    )
    about = _gather(
        connection,
        "SELECT a.quote_n, p.name || ' ' || p.native_name FROM quote_about a JOIN person p ON p.id = a.person_id "
        "WHERE a.quote_n IN (" + marks + ")",
    )
    filed = _gather(connection, "SELECT quote_n, topic_id FROM quote_topic WHERE quote_n IN (" + marks + ")")
    for row in connection.execute(_ROWS.format(marks=marks)).fetchall():
        n = row[0]
        path = {key: name for topic in filed.get(n, ()) for key, name in topics.get(topic, ())}
        yield _entry(row, aliases.get(n, []), about.get(n, []), path)


def _entry(row: Row, aliases: list[str], about: list[str], topics: dict[str, str]) -> _Entry:
    (n, key, text, verbatim, kind, language, unnamed, attribution, proposed, role, country, said_on, place, occasion,
     note, verified_on, starred, accepted, trashed, source_id, person_id, name, native, say_as, person_role,
     person_country, title, publisher, author, url) = row  # fmt: skip
    keys = _short_keys
    words = folding.keys(text)
    if verbatim != text and folding.keys(verbatim) != words:
        words = [*words, *folding.keys(verbatim)]
    called = (name, native, say_as, *aliases, unnamed, attribution, proposed)
    speaker = [term for part in called if part for term in keys(part)]
    columns = (
        words,
        speaker,
        keys(role or person_role or ""),
        [term for part in (title, publisher, author, url) if part for term in keys(part)],
        [term for part in (occasion, place, *about) if part for term in keys(part)] + folding.keys(note),
        [term for part in topics.values() for term in keys(part)],
    )
    state = "trash" if trashed else "kept" if accepted else "inbox"
    facets = [facet("state", state), facet("kind", kind), facet("state", "verified" if verified_on else "unverified")]
    if starred:
        facets.append(facet("state", "starred"))
    for named, value in (
        ("speaker", person_id),
        ("source", source_id),
        ("country", country or person_country),
        ("language", language),
        ("year", said_on[:4]),
        ("month", said_on[:7] if len(said_on) >= 7 else ""),
    ):
        if value:
            facets.append(facet(named, value))
    facets.extend(facet("topic", topic) for topic in topics)
    return _Entry(n, key, columns, facets)


def _gather(connection: Connection, sql: str) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for n, value in connection.execute(sql).fetchall():
        found.setdefault(n, []).append(value)
    return found


def _topic_paths(connection: Connection) -> dict[str, list[tuple[str, str]]]:
    """Return each topic's own and its ancestors' ``(id, name)``."""
    tree = {
        key: (parent, name)
        for key, parent, name in connection.execute("SELECT id, parent_id, name FROM topic WHERE trashed IS NULL")
    }
    paths: dict[str, list[tuple[str, str]]] = {}
    for topic in tree:
        path: dict[str, str] = {}
        at: str | None = topic
        while at is not None and at in tree and at not in path:
            path[at] = tree[at][1]
            at = tree[at][0]
        paths[topic] = list(path.items())
    return paths
