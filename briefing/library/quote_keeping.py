"""Keeping new quotes, one or very many: whole rows by one statement, numbered and sealed before they go in.

A file of quotes brings tens of thousands. Each row is made once here, with its row hash, so that nothing has to be
read back or written a second time (``seal`` leaves rows alone that come sealed).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import fields
from itertools import count
from operator import attrgetter, itemgetter
from typing import Any

from briefing.book.parts import RECORD_STATES, STATEMENT_KINDS
from briefing.library import seal, undo, values
from briefing.library.driver import Connection, Row
from briefing.library.faults import BadValue
from briefing.library.quote_values import NewQuote
from briefing.library.store import Library
from briefing.text import clean
from briefing.text.folding import fingerprint

GRADES = ("", "A", "B", "C", "D", "E")
LONG = frozenset({"text", "verbatim", "passage", "note", "ground_rules", "edits"})

_LINKS = frozenset({"topic_ids", "about_ids", "positions"})
_GIVEN = tuple(field.name for field in fields(NewQuote) if field.name not in _LINKS)
_given = attrgetter(*_GIVEN)
_BATCH = 500
_FILED = "INSERT INTO quote_topic(quote_n, topic_id, created, updated) VALUES (?, ?, ?, ?)"


def checked(given: dict[str, Any]) -> dict[str, Any]:
    """Check values that only some answers are good for, in place.

    Raises:
        BadValue: one is refused.
    """
    if "kind" in given:
        values.one_of(given["kind"], STATEMENT_KINDS, "The kind of a quote")
    if "grade" in given:
        values.one_of(given["grade"], GRADES, "The grade of evidence")
    if "record_status" in given:
        values.one_of(given["record_status"], RECORD_STATES, "The terms of a quote")
    if "said_on" in given:
        given["said_on"], exact = values.day(given["said_on"], "Said on")
        given["precision"] = given.get("precision") or exact
    if "embargo_until" in given:
        given["embargo_until"], _ = values.day(given["embargo_until"], "Under embargo until")
    for field in ("text", "verbatim"):
        if field in given:
            given[field] = str(given[field]).strip()
            if not given[field]:
                raise BadValue("A quote cannot be empty.")
    start, end = given.get("span_start"), given.get("span_end")
    if start is not None and end is not None and not 0 <= int(start) <= int(end):
        raise BadValue("The place of the quote in its source is not right: it ends before it starts.")
    return given


def _new_row(quote: NewQuote) -> dict[str, Any]:
    """Return the values of a new quote, cleaned and checked."""
    row: dict[str, Any] = dict(zip(_GIVEN, _given(quote), strict=True))
    row["verbatim"] = row["verbatim"] or row["text"]
    for field, value in row.items():
        if value and isinstance(value, str):
            row[field] = clean.clean(value) if field in LONG else clean.field(value)
    row["starred"], row["accepted"] = int(quote.starred), int(quote.accepted)
    checked(row)
    row["fingerprint"] = row["fingerprint"] or fingerprint(row["text"])
    row["id"] = row["id"] or values.new_id()
    row["handle"] = row["handle"] or values.handle_of(row["id"])
    return row


def _free_handles(connection: Connection, ids: Sequence[str], handles: Sequence[str]) -> list[str]:
    """Return the handles of new quotes, a longer one for every one that is taken (about one in ten million)."""
    taken: set[str] = set()
    for start in range(0, len(handles), _BATCH):
        some = handles[start : start + _BATCH]
        marks = ",".join("?" * len(some))
        taken.update(
            str(row[0]) for row in connection.execute(f"SELECT handle FROM quote WHERE handle IN ({marks})", some)
        )
    free: list[str] = []
    for key, given in zip(ids, handles, strict=True):
        handle, length = given, 8
        while handle in taken:
            length += 1
            handle = values.handle_of(key if length <= 12 else values.new_id(), min(length, 12))
        taken.add(handle)
        free.append(handle)
    return free


def add_many(library: Library, quotes: Sequence[NewQuote], label: str = "Add quotes") -> list[str]:
    """Keep many quotes as one step; return their ids in the same order.

    Raises:
        BadValue: one of them is refused; then none is kept.
        LibraryTrouble: the library cannot be written.
    """
    if not quotes:
        return []
    moment = values.now()
    made = [_new_row(quote) for quote in quotes]
    with library.writing(label):
        connection = library.raw()
        handles = _free_handles(connection, [row["id"] for row in made], [row["handle"] for row in made])
        first = _next_number(connection)
        for n, (row, handle) in enumerate(zip(made, handles, strict=True), first):
            row["n"], row["handle"] = n, handle
        places = {name: at for at, name in enumerate(made[0])}
        _insert(connection, places, [tuple(row.values()) for row in made], moment)
        _link(connection, list(enumerate(quotes, first)), moment)
    return [str(row["id"]) for row in made]


def as_runs(library: Library) -> AbstractContextManager[None]:
    """Return the ``with`` that calls of ``add_rows`` stand in, and no other change of quotes, inside ``writing()``."""
    return undo.noted_in_runs(library.raw(), "quote", "quote_topic")


def add_rows(library: Library, columns: Sequence[str], given: Sequence[Row], topics: Sequence[Sequence[str]]) -> int:
    """Keep rows of a file inside ``as_runs``: values of ``columns``, cleaned and checked by the caller, and topics.

    The number of the first is returned, the others follow. The first column is ``text``, which is ``verbatim`` too;
    columns that are not given are as in a new library. (A ``NewQuote`` for each would take as long as SQLite takes to
    write it.)
    """
    moment = values.now()
    connection = library.raw()
    ids = values.new_ids(len(given))
    handles = _free_handles(connection, ids, [values.handle_of(key) for key in ids])
    first = _next_number(connection)
    places = {name: at for at, name in enumerate(("n", "id", "handle", *columns))}
    rows = [(n, key, handle, *row) for n, key, handle, row in zip(count(first), ids, handles, given, strict=False)]
    _insert(connection, places | {"verbatim": places["text"]}, rows, moment)
    filed = [(n, topic, moment, moment) for n, some in enumerate(topics, first) for topic in some]
    connection.executemany(_FILED, filed)
    undo.note_run(connection, "quote", first, first + len(rows) - 1)
    if filed:
        undo.note_run(connection, "quote_topic", first, first + len(rows) - 1)
    return first


def _next_number(connection: Connection) -> int:
    """Return the number the next quote gets: numbers of quotes that are gone are not used again."""
    used = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'quote'").fetchone()
    return int(used[0]) + 1 if used else 1


def _insert(connection: Connection, places: Mapping[str, int], made: Sequence[Row], moment: str) -> None:
    """Write whole rows, sealed; ``places`` tells which of their values each column takes.

    A column that has none is as in a new library; one that the rows leave so is not written either (half of them are
    empty in most files, and giving them would take as long as all the rest).
    """
    table = [(row[1], row[4]) for row in connection.execute("PRAGMA table_xinfo(quote)").fetchall() if row[6] == 0]
    empty = connection.execute("SELECT " + ", ".join(default or "NULL" for _, default in table)).fetchone()
    usual: dict[str, Any] = {name: value for (name, _), value in zip(table, empty or (), strict=True)}
    usual["created"] = usual["updated"] = moment
    del usual["row_hash"]
    told = [name for name in usual if name in places]
    in_order = itemgetter(*(places[name] for name in told))
    # What ``seal.row_hash`` is given, with what stands in every row written out once.
    whole = "(" + ", ".join("%r" if name in places else repr(usual[name]).replace("%", "%%") for name in usual) + ")"
    digest = seal.digest
    rows = [(*row, digest(whole % in_order(row))) for row in made]
    held = list(zip(*made, strict=True))
    values = {name: f"?{places[name] + 1}" for name in told if held[places[name]].count(usual[name]) < len(rows)}
    values |= {"row_hash": f"?{len(held) + 1}", "created": f"'{moment}'", "updated": f"'{moment}'"}
    connection.executemany(f"INSERT INTO quote({', '.join(values)}) VALUES ({', '.join(values.values())})", rows)


def _link(connection: Connection, made: Iterable[tuple[int, NewQuote]], moment: str) -> None:
    filed: list[tuple[Any, ...]] = []
    about: list[tuple[Any, ...]] = []
    stances: list[tuple[Any, ...]] = []
    for n, quote in made:
        filed += [(n, topic, moment, moment) for topic in dict.fromkeys(quote.topic_ids)]
        about += [(n, person, moment, moment) for person in dict.fromkeys(quote.about_ids)]
        stances += [(n, topic, moment, moment, stance) for topic, stance in dict(quote.positions).items()]
    for table, column, more, rows in (
        ("quote_topic", "topic_id", "", filed),
        ("quote_about", "person_id", "", about),
        ("position", "topic_id", ", stance", stances),
    ):
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            connection.executemany(
                f"INSERT INTO {table}(quote_n, {column}, created, updated{more}) VALUES ({marks})", rows
            )
