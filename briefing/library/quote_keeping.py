"""Keeping new quotes, one or very many: whole rows by one statement, numbered and sealed before they go in.

A file of quotes brings tens of thousands. Each row is made once here, with its row hash, so that nothing has to be
read back or written a second time (``seal`` leaves rows alone that come sealed).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
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


def _new_row(quote: NewQuote, moment: str) -> dict[str, Any]:
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
    row["created"] = row["updated"] = moment
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
    made = [_new_row(quote, moment) for quote in quotes]
    with library.writing(label):
        connection = library.raw()
        handles = _free_handles(connection, [row["id"] for row in made], [row["handle"] for row in made])
        for row, handle in zip(made, handles, strict=True):
            row["handle"] = handle
        first = _insert(connection, tuple(made[0]), [tuple(row.values()) for row in made])
        _link(connection, list(enumerate(quotes, first)), moment)
    return [str(row["id"]) for row in made]


def add_rows(library: Library, columns: Sequence[str], given: Sequence[Row], topics: Sequence[Sequence[str]]) -> int:
    """Keep rows of a file inside ``writing()``: values of ``columns``, cleaned and checked by the caller, and topics.

    The number of the first is returned, the others follow. The first column is ``text``, which is ``verbatim`` too;
    columns that are not given are as in a new library. (A ``NewQuote`` for each would take as long as SQLite takes to
    write it.)
    """
    moment = values.now()
    connection = library.raw()
    ids = values.new_ids(len(given))
    handles = _free_handles(connection, ids, [values.handle_of(key) for key in ids])
    rows = [(key, handle, row[0], moment, moment, *row) for key, handle, row in zip(ids, handles, given, strict=True)]
    first = _insert(connection, ("id", "handle", "verbatim", "created", "updated", *columns), rows)
    filed = [(n, topic, moment, moment) for n, some in enumerate(topics, first) for topic in some]
    # The first is noted as any change of this table is; the others go when their quotes go.
    connection.executemany(_FILED, filed[:1])
    if len(filed) > 1:
        with undo.left_to_cascade(connection, "quote_topic"):
            connection.executemany(_FILED, filed[1:])
    return first


def _insert(connection: Connection, names: Sequence[str], made: Sequence[Row]) -> int:
    """Write whole rows, sealed; return the number of the first. Numbers of quotes that are gone are not used again."""
    table = [(row[1], row[4]) for row in connection.execute("PRAGMA table_xinfo(quote)").fetchall() if row[6] == 0]
    empty = connection.execute("SELECT " + ", ".join(default or "NULL" for _, default in table)).fetchone()
    used = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'quote'").fetchone()
    first = int(used[0]) + 1 if used else 1
    usual = {name: value for (name, _), value in zip(table, empty or (), strict=True) if name != "row_hash"}
    place = {name: at for at, name in enumerate(("n", *names))}
    told = [name for name in usual if name in place]
    in_order = itemgetter(*(place[name] for name in told))
    # What ``seal.row_hash`` is given, with what stands in every row written out once.
    whole = "(" + ", ".join("%r" if name in place else repr(usual[name]).replace("%", "%%") for name in usual) + ")"
    rows: list[Row] = []
    for n, row in enumerate(made, first):
        given = in_order((n, *row))
        rows.append((*given, seal.digest(whole % given)))
    # Half of the columns are empty in most files; binding them would take as long as all the rest of the row.
    blank = [*(usual[name] for name in told), ""]
    kept = [at for at, held in enumerate(zip(*rows, strict=True)) if held.count(blank[at]) < len(rows)]
    columns = ", ".join((*told, "row_hash")[at] for at in kept)
    marks = ", ".join("?" * len(kept))
    connection.executemany(f"INSERT INTO quote({columns}) VALUES ({marks})", map(itemgetter(*kept), rows))
    return first


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
