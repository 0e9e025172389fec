"""The search index: one contentless FTS5 table over terms we make ourselves (``text/folding.py``).

Its rowid is the quote's ``order_key``: ascending is newest first, so the first matches are the newest. What it holds
for a quote says ``search_entry``. Everything here is derived: ``rebuild`` makes it again from the library.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Container, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from briefing.library.search_entry import INSERT, PRIVATE, Around, Entry, New

if TYPE_CHECKING:
    from briefing.library.driver import Connection, Row

# order_key is -(yyyymmdd * DAY + n): the migration's generated column.
DAY = 100_000_000
_BATCH = 500
_TERMS = 5000
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
    new: Mapping[int, New] | None = None,
) -> None:
    """Bring the index up to date for these quotes, deleted ones included. Call inside the writing transaction.

    ``new``: quotes that were added by this change, as they are: they need not be read.

    All leaves and all enters in the order of the rowids: FTS5 writes out what it has gathered whenever a rowid is
    not above the one before it (twenty thousand rows out of order take ten times as long, deletions fifty times).
    """
    wanted = sorted(set(quote_ns))
    known = dict(in_batches(connection, "SELECT n, search_key FROM quote_indexed WHERE n IN ({marks})", wanted))
    there = dict(in_batches(connection, "SELECT n, order_key FROM quote WHERE n IN ({marks})", wanted))
    with _room_to_gather(connection, len(wanted)):
        connection.executemany("DELETE FROM quote_search WHERE rowid = ?", [(key,) for key in sorted(known.values())])
        connection.executemany("DELETE FROM quote_indexed WHERE n = ?", [(n,) for n in known])
        _write(connection, sorted(there, key=there.__getitem__), known, progress, _Fresh(new or {}, there))


def rebuild(connection: Connection, progress: Progress | None = None) -> None:
    """Make the whole index again, newest first. Call inside a writing transaction; ``progress(done, total)``."""
    ns = array("q", (n for (n,) in connection.execute("SELECT n FROM quote ORDER BY order_key")))
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
        yield from (entry.row for entry in around.entries(ns[at : at + _BATCH]))


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


def in_batches(connection: Connection, sql: str, ns: Sequence[int]) -> Iterator[Row]:
    """Yield the rows ``sql`` reads for very many row numbers, some hundreds at a time; they stand where it says
    ``{marks}``, written out: quicker than bound. In the order of the table there is a quarter less to do.
    """
    for at in range(0, len(ns), _BATCH):
        yield from connection.execute(sql.format(marks=",".join(map(str, ns[at : at + _BATCH])))).fetchall()


class _Fresh(NamedTuple):
    """Quotes that were added by this change, and the order keys they were given."""

    quotes: Mapping[int, New]
    keys: Mapping[int, int]


def _entries(around: Around, ns: Sequence[int], fresh: _Fresh | None) -> list[Entry]:
    """Return the entries of quotes in the order of their rowids; what is not fresh is read."""
    if fresh is None or not fresh.quotes:
        return list(around.entries(ns))
    made = [around.entry_of_new(n, fresh.keys[n], fresh.quotes[n]) for n in ns if n in fresh.quotes]
    if len(made) < len(ns):
        made += around.entries([n for n in ns if n not in fresh.quotes])
        made.sort(key=lambda entry: entry.key)
    return made


def _write(
    connection: Connection,
    ns: Sequence[int],
    known: Container[int],
    progress: Progress | None = None,
    fresh: _Fresh | None = None,
) -> None:
    """Take quotes into the index; ``ns`` in the order of their rowids, ``known`` those that were in it before."""
    if not ns:
        return
    counts = None if _are_most(connection, len(ns)) else _Counts()
    around = Around(connection)
    for at in range(0, len(ns), _BATCH):
        entries = _entries(around, ns[at : at + _BATCH], fresh)
        connection.executemany(INSERT, [one.row for one in entries])
        connection.executemany(
            "INSERT INTO quote_indexed(n, search_key) VALUES (?, ?)", [(one.n, one.key) for one in entries]
        )
        if counts is not None:
            counts.add(entries, known)
        if progress is not None:
            progress(min(at + _BATCH, len(ns)), len(ns))
    if counts is not None:
        counts.keep(connection)
    else:
        _count_all(connection, None if progress is None else lambda: progress(len(ns), len(ns)))


class _Counts:
    """In how many of some quotes each term stands, column by column."""

    def __init__(self) -> None:
        self._counted: Counter[str] = Counter()
        # Names, titles, facets: the same few in many quotes, so they are cut into terms at the end.
        self._beside: Counter[str] = Counter()

    def add(self, entries: Sequence[Entry], known: Container[int]) -> None:
        """Count quotes; ``known`` are those that were counted before."""
        first_time = [entry for entry in entries if entry.n not in known]
        self._counted.update(chain.from_iterable(set(entry.words.split()) for entry in first_time))
        self._beside.update(chain.from_iterable([entry.facets for entry in first_time]))
        self._beside.update(chain.from_iterable([entry.columns for entry in first_time]))
        if len(first_time) < len(entries):
            # Only make sure that the new words of a changed quote are known at all.
            for entry in entries:
                if entry.n in known:
                    for term in " ".join((entry.words, *entry.facets, *entry.columns)).split():
                        self._counted.setdefault(term, 0)

    def keep(self, connection: Connection) -> None:
        """Add them to what the library knows."""
        for words, times in self._beside.items():
            for term in set(words.split()):
                self._counted[term] += times
        del self._counted[PRIVATE]
        connection.executemany(_COUNT, sorted(self._counted.items()))


def _are_most(connection: Connection, count: int) -> bool:
    """Whether so many quotes are a good part of those in the index, with which it is quicker to count them all."""
    if count <= _BATCH:
        return False
    (before,) = connection.execute("SELECT count(*) FROM quote_indexed").fetchone() or (0,)
    return before <= 4 * count


def _count_all(connection: Connection, tell: Callable[[], None] | None) -> None:
    """Count all terms of the index anew; ``tell()`` is called now and then."""
    connection.execute("DELETE FROM quote_word")
    connection.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, quote_search, col)")
    terms = connection.execute("SELECT term, sum(doc) FROM temp.vocabulary WHERE term <> ? GROUP BY term", (PRIVATE,))
    while some := terms.fetchmany(_TERMS):
        connection.executemany("INSERT INTO quote_word(term, quotes) VALUES (?, ?)", some)
        if tell is not None:
            tell()
    connection.execute("DROP TABLE temp.vocabulary")
