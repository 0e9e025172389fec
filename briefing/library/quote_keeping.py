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
from briefing.library import seal, values
from briefing.library.driver import Connection
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


def _free_handles(connection: Connection, made: list[dict[str, Any]]) -> None:
    """Give a longer handle to every new quote whose handle is taken (about one in ten million)."""
    taken: set[str] = set()
    for start in range(0, len(made), _BATCH):
        some = [str(row["handle"]) for row in made[start : start + _BATCH]]
        marks = ",".join("?" * len(some))
        taken.update(
            str(row[0]) for row in connection.execute(f"SELECT handle FROM quote WHERE handle IN ({marks})", some)
        )
    for row in made:
        length = 8
        while row["handle"] in taken:
            length += 1
            row["handle"] = values.handle_of(row["id"] if length <= 12 else values.new_id(), min(length, 12))
        taken.add(row["handle"])


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
        _free_handles(connection, made)
        first = _insert(connection, made)
        _link(connection, list(enumerate(quotes, first)), moment)
    return [str(row["id"]) for row in made]


def add_rows(library: Library, made: Sequence[tuple[dict[str, Any], Sequence[str]]]) -> int:
    """Keep rows of a file inside ``writing()``: each quote's columns, cleaned and checked by the caller, and topics.

    The number of the first is returned, the others follow.

    Columns that are not given are as in a new library; ``verbatim`` is the text when it is not given. (A ``NewQuote``
    for each would take as long as SQLite takes to write it.)
    """
    moment = values.now()
    rows: list[dict[str, Any]] = []
    for given, _ in made:
        key = values.new_id()
        given.setdefault("verbatim", given["text"])
        given |= {"id": key, "handle": values.handle_of(key), "created": moment, "updated": moment}
        rows.append(given)
    connection = library.raw()
    _free_handles(connection, rows)
    first = _insert(connection, rows)
    filed = [(n, topic, moment, moment) for n, (_, topics) in enumerate(made, first) for topic in topics]
    connection.executemany(_FILED, filed)
    return first


def _insert(connection: Connection, made: list[dict[str, Any]]) -> int:
    """Write whole rows, sealed; return the number of the first. Numbers of quotes that are gone are not used again."""
    given = [(row[1], row[4]) for row in connection.execute("PRAGMA table_xinfo(quote)").fetchall() if row[6] == 0]
    empty = connection.execute("SELECT " + ", ".join(default or "NULL" for _, default in given)).fetchone()
    used = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'quote'").fetchone()
    first = int(used[0]) + 1 if used else 1
    blank = dict(zip((name for name, _ in given), empty or (), strict=True))
    del blank["row_hash"]
    rows: list[tuple[Any, ...]] = []
    for n, row in enumerate(made, first):
        whole = tuple((blank | row | {"n": n}).values())
        rows.append((*whole, seal.row_hash(*whole)))
    # Half of the columns are empty in most files; binding them would take as long as all the rest of the row.
    usual = (*blank.values(), "")
    told = [at for at, held in enumerate(zip(*rows, strict=True)) if held.count(usual[at]) < len(rows)]
    columns = ", ".join((*blank, "row_hash")[at] for at in told)
    marks = ", ".join("?" * len(told))
    connection.executemany(f"INSERT INTO quote({columns}) VALUES ({marks})", map(itemgetter(*told), rows))
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
