"""The search index: one contentless FTS5 table over terms we make ourselves (``text/folding.py``).

Its rowid is the quote's ``order_key``: ascending is newest first, so the first matches are the newest. What it holds
for a quote says ``search_entry``. Everything here is derived: ``rebuild`` makes it again from the library.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING

from briefing.library.search_entry import INSERT, PRIVATE, Around, Column

if TYPE_CHECKING:
    from briefing.library.driver import Connection, Row

# order_key is -(yyyymmdd * DAY + n): the migration's generated column.
DAY = 100_000_000
_BATCH = 500
_HASH_BYTES = 64 << 20
_HASH_DEFAULT = 1 << 20
_COUNT = """
INSERT INTO quote_word(term, quotes) VALUES (?, ?)
ON CONFLICT(term) DO UPDATE SET quotes = quotes + excluded.quotes
"""

Progress = Callable[[int, int], None]


def refresh(
    connection: Connection,
    quote_ns: Iterable[int],
    progress: Progress | None = None,
    folded: Mapping[int, str] | None = None,
) -> None:
    """Bring the index up to date for these quotes, deleted ones included. Call inside the writing transaction.

    ``folded``: the folded words of quotes for which they have been worked out before.

    All leaves and all enters in the order of the rowids: FTS5 writes out what it has gathered whenever a rowid is
    not above the one before it (twenty thousand rows out of order take ten times as long, deletions fifty times).
    """
    wanted = sorted(set(quote_ns))
    known = dict(_in_batches(connection, "SELECT n, search_key FROM quote_indexed WHERE n IN ({marks})", wanted))
    there = dict(_in_batches(connection, "SELECT n, order_key FROM quote WHERE n IN ({marks})", wanted))
    with _room_to_gather(connection, len(wanted)):
        connection.executemany("DELETE FROM quote_search WHERE rowid = ?", [(key,) for key in sorted(known.values())])
        connection.executemany("DELETE FROM quote_indexed WHERE n = ?", [(n,) for n in known])
        _write(connection, sorted(there, key=there.__getitem__), known, progress, folded)


def rebuild(connection: Connection, progress: Progress | None = None) -> None:
    """Make the whole index again, newest first. Call inside a writing transaction; ``progress(done, total)``."""
    ns = [n for (n,) in connection.execute("SELECT n FROM quote ORDER BY order_key")]
    connection.execute("INSERT INTO quote_search(quote_search) VALUES ('delete-all')")
    connection.execute("DELETE FROM quote_indexed")
    connection.execute("DELETE FROM quote_word")
    with _room_to_gather(connection, len(ns)):
        _write(connection, ns, {}, progress)
        connection.execute("INSERT INTO quote_search(quote_search) VALUES ('optimize')")


def rows(connection: Connection, ns: Sequence[int]) -> Iterator[Row]:
    """Yield the values of ``INSERT`` for quotes, in the order of their row numbers in the index."""
    around = Around(connection)
    for at in range(0, len(ns), _BATCH):
        yield from (entry.row() for entry in around.entries(ns[at : at + _BATCH]))


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
    progress: Progress | None = None,
    folded: Mapping[int, str] | None = None,
) -> None:
    """Take quotes into the index; ``ns`` in the order of their rowids, ``known`` those that were in it before."""
    if not ns:
        return
    counted: Counter[str] = Counter()
    beside: Counter[Column] = Counter()
    around = Around(connection)
    for at in range(0, len(ns), _BATCH):
        entries = list(around.entries(ns[at : at + _BATCH], folded))
        connection.executemany(INSERT, [one.row() for one in entries])
        connection.executemany(
            "INSERT INTO quote_indexed(n, search_key) VALUES (?, ?)", [(one.n, one.key) for one in entries]
        )
        for entry in entries:
            if entry.n in known:
                # A changed quote was counted before; only make sure that its new words are known at all.
                for term in (*entry.words.split(), *entry.facets, *chain(*(terms for _, terms in entry.columns))):
                    counted.setdefault(term, 0)
            else:
                counted.update(set(entry.words.split()))
                counted.update(entry.facets)
                beside.update(entry.columns)
        if progress is not None:
            progress(min(at + _BATCH, len(ns)), len(ns))
    for (_, terms), times in beside.items():
        for term in set(terms):
            counted[term] += times
    del counted[PRIVATE]
    connection.executemany(_COUNT, sorted(counted.items()))
