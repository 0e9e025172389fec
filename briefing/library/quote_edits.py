"""Changing quotes. Every function is one step that can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from briefing.book.parts import RECORD_STATES, STATEMENT_KINDS
from briefing.library import values
from briefing.library.driver import Connection
from briefing.library.faults import BadValue, NotFound
from briefing.library.quote_lists import number_of
from briefing.library.quote_values import NewQuote
from briefing.library.store import Library
from briefing.text.folding import fingerprint

if TYPE_CHECKING:
    from sqlmodel import Session

GRADES = ("", "A", "B", "C", "D", "E")
RELATIONS = ("repeats", "develops", "contradicts", "retracts", "answers")

_LONG = frozenset({"text", "verbatim", "passage", "note", "ground_rules", "edits"})
_LINKS = frozenset({"topic_ids", "about_ids", "positions"})
_EDITABLE_NAMES = """
text verbatim edits kind language utterance_id translator person_id unnamed_label role country attribution_as_printed
attribution_to_print said_on precision time_zone date_as_printed place occasion audience record_status ground_rules
embargo_until usable_in sensitivity source_id via_source_id locator passage span_start span_end grade disputed
withdrawn_on stale_after note starred accepted fingerprint
"""
_EDITABLE = frozenset(_EDITABLE_NAMES.split())
_GIVEN = tuple(field.name for field in fields(NewQuote) if field.name not in _LINKS)
_NEW = _EDITABLE | {"verified_on", "verified_by", "handle", "id"}
# A change of these makes an earlier check of the quote worthless.
_PROVEN = frozenset({"text", "verbatim", "kind", "person_id", "unnamed_label", "source_id"})
_BATCH = 500


def _checked(given: dict[str, Any]) -> dict[str, Any]:
    """Check values that only some answers are good for, in place."""
    if "kind" in given:
        values.one_of(given["kind"], STATEMENT_KINDS, "The kind of a quote")
    if "grade" in given:
        values.one_of(given["grade"], GRADES, "The grade of evidence")
    if "record_status" in given:
        values.one_of(given["record_status"], RECORD_STATES, "The terms of a quote")
    if "said_on" in given:
        given["said_on"], exact = values.day(given["said_on"], "Said on")
        given["precision"] = given.get("precision") or exact
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
    given = {field: getattr(quote, field) for field in _GIVEN}
    given["verbatim"] = quote.verbatim or quote.text
    row = _checked(values.tidy(given, _NEW, _LONG))
    row["fingerprint"] = row["fingerprint"] or fingerprint(str(row["text"]))
    row["id"] = row["id"] or values.new_id()
    row["handle"] = row["handle"] or values.handle_of(row["id"])
    return {**row, "created": moment, "updated": moment}


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
    from sqlmodel import insert

    from briefing.library.tables import Quote

    moment = values.now()
    made = [_new_row(quote, moment) for quote in quotes]
    with library.writing(label) as session:
        connection = library.raw()
        _free_handles(connection, made)
        session.exec(insert(Quote), params=made)
        numbers: dict[str, int] = {}
        for start in range(0, len(made), _BATCH):
            some = [str(row["id"]) for row in made[start : start + _BATCH]]
            marks = ",".join("?" * len(some))
            numbers.update(connection.execute(f"SELECT id, n FROM quote WHERE id IN ({marks})", some).fetchall())
        _link_new(session, [(numbers[str(row["id"])], quote) for row, quote in zip(made, quotes, strict=True)], moment)
    return [str(row["id"]) for row in made]


def _link_new(session: Session, made: Iterable[tuple[int, NewQuote]], moment: str) -> None:
    from sqlmodel import insert

    from briefing.library.tables import Position, QuoteAbout, QuoteTopic

    when = {"created": moment, "updated": moment}
    filed: list[dict[str, Any]] = []
    about: list[dict[str, Any]] = []
    stances: list[dict[str, Any]] = []
    for n, quote in made:
        filed += [{"quote_n": n, "topic_id": topic, **when} for topic in dict.fromkeys(quote.topic_ids)]
        about += [{"quote_n": n, "person_id": person, **when} for person in dict.fromkeys(quote.about_ids)]
        stances += [
            {"quote_n": n, "topic_id": t, "stance": stance, **when} for t, stance in dict(quote.positions).items()
        ]
    for table, rows in ((QuoteTopic, filed), (QuoteAbout, about), (Position, stances)):
        if rows:
            session.exec(insert(table), params=rows)


def add(library: Library, fields: NewQuote) -> str:
    """Keep a quote; return its id.

    Raises:
        BadValue: a value is refused.
        LibraryTrouble: the library cannot be written.
    """
    return add_many(library, [fields], "Add quote")[0]


def edit(library: Library, wanted: str, **fields: Any) -> None:
    """Change fields of a quote (by id or handle). A change of its words, speaker or source undoes its verification.

    Raises:
        BadValue: a value is refused, or ``verbatim`` is to change after the quote was verified.
        NotFound: there is no such quote.
        LibraryTrouble: the library cannot be written.
    """
    from briefing.library.tables import Quote

    given = _checked(values.tidy(fields, _EDITABLE, _LONG))
    with library.writing("Edit quote") as session:
        row = session.get(Quote, number_of(library.raw(), wanted))
        assert row is not None
        changed = {field: value for field, value in given.items() if getattr(row, field) != value}
        if not changed:
            return
        if "verbatim" in changed:
            if row.verified_on:
                raise BadValue("This quote has been checked against its source, so the wording as read stays as it is.")
            if row.text == row.verbatim:
                changed.setdefault("text", changed["verbatim"])
        if row.verified_on and changed.keys() & _PROVEN:
            changed |= {"verified_on": "", "verified_by": "", "verified_how": ""}
        for field, value in changed.items():
            setattr(row, field, value)
        row.fingerprint = fingerprint(row.text)
        row.updated = values.now()
        session.add(row)


def _numbers(library: Library, ids: Iterable[str]) -> list[int]:
    return [number_of(library.raw(), wanted) for wanted in ids]


def _set(library: Library, label: str, ids: Iterable[str], **fields: Any) -> None:
    with library.writing(label):
        connection = library.raw()
        columns = ", ".join(f"{field} = ?" for field in fields)
        differs = " OR ".join(f"{field} IS NOT ?" for field in fields)
        found = list(fields.values())
        moment = values.now()
        connection.executemany(
            f"UPDATE quote SET {columns}, updated = ? WHERE n = ? AND ({differs})",
            [(*found, moment, n, *found) for n in _numbers(library, ids)],
        )


def verify(library: Library, ids: Sequence[str], by: str, on: str = "", how: str = "") -> None:
    """Say that quotes were checked against their source, by whom and on which day (today when not given).

    Raises:
        BadValue: no name, or not a date.
        NotFound, LibraryTrouble: see ``edit``.
    """
    who = values.name(by, "The name of the person who checked")
    when = values.day(on, "Checked on")[0] or datetime.now(UTC).date().isoformat()
    _set(library, "Verify", ids, verified_by=who, verified_on=when, verified_how=how)


def unverify(library: Library, ids: Sequence[str]) -> None:
    """Take back that quotes were checked."""
    _set(library, "Mark unverified", ids, verified_by="", verified_on="", verified_how="")


def star(library: Library, ids: Sequence[str], on: bool = True) -> None:
    """Star quotes, or take the star away."""
    _set(library, "Star" if on else "Unstar", ids, starred=int(on))


def accept(library: Library, ids: Sequence[str]) -> None:
    """Move proposals from the inbox to the library."""
    _set(library, "Accept", ids, accepted=1)


def trash(library: Library, ids: Sequence[str]) -> None:
    """Move quotes to the trash; sections that place them keep the reference."""
    with library.writing("Delete quotes" if len(ids) > 1 else "Delete quote"):
        moment = values.now()
        library.raw().executemany(
            "UPDATE quote SET trashed = ?, updated = ? WHERE n = ? AND trashed IS NULL",
            [(moment, moment, n) for n in _numbers(library, ids)],
        )


def _replace(library: Library, label: str, wanted: str, table: str, column: str, rows: dict[str, str]) -> None:
    """Make the links of a quote in ``table`` exactly ``rows`` ({linked id: stance or ""})."""
    with library.writing(label):
        connection = library.raw()
        n = number_of(connection, wanted)
        stance = ", stance" if table == "position" else ", ''"
        had = {
            str(row[0]): str(row[1])
            for row in connection.execute(f"SELECT {column}{stance} FROM {table} WHERE quote_n = ?", (n,))
        }
        moment = values.now()
        for key in had.keys() - rows.keys():
            connection.execute(f"DELETE FROM {table} WHERE quote_n = ? AND {column} = ?", (n, key))
        for key, words in rows.items():
            if key not in had:
                more = (", stance", ", ?", (words,)) if table == "position" else ("", "", ())
                connection.execute(
                    f"INSERT INTO {table}(quote_n, {column}, created, updated{more[0]}) VALUES (?, ?, ?, ?{more[1]})",
                    (n, key, moment, moment, *more[2]),
                )
            elif had[key] != words and table == "position":
                connection.execute(
                    "UPDATE position SET stance = ?, updated = ? WHERE quote_n = ? AND topic_id = ?",
                    (words, moment, n, key),
                )
        if had != rows:
            connection.execute("UPDATE quote SET updated = ? WHERE n = ?", (moment, n))


def set_topics(library: Library, wanted: str, topic_ids: Iterable[str]) -> None:
    """File a quote under exactly these topics."""
    _replace(library, "Set topics", wanted, "quote_topic", "topic_id", dict.fromkeys(topic_ids, ""))


def set_about(library: Library, wanted: str, person_ids: Iterable[str]) -> None:
    """Say whom a quote is about."""
    _replace(library, "Set people spoken about", wanted, "quote_about", "person_id", dict.fromkeys(person_ids, ""))


def set_positions(library: Library, wanted: str, positions: Iterable[tuple[str, str]]) -> None:
    """Say which stance a quote shows on which topics: (topic id, words)."""
    rows = {topic: values.name(stance, "The position") for topic, stance in positions}
    _replace(library, "Set positions", wanted, "position", "topic_id", rows)


def relate(library: Library, wanted: str, other: str, kind: str, note: str = "") -> None:
    """Say that one quote repeats, develops, contradicts, retracts or answers another.

    Raises:
        BadValue: not such a relation, or both are the same quote.
    """
    from briefing.library.tables import QuoteRelation

    values.one_of(kind, RELATIONS, "The relation")
    with library.writing("Relate quotes") as session:
        n, m = _numbers(library, (wanted, other))
        if n == m:
            raise BadValue("A quote cannot be related to itself.")
        if session.get(QuoteRelation, (n, m, kind)) is None:
            moment = values.now()
            session.add(QuoteRelation(quote_n=n, other_n=m, kind=kind, note=note, created=moment, updated=moment))


def exists(reader: Connection, wanted: str) -> bool:
    """Whether there is a quote with this id or handle."""
    try:
        number_of(reader, wanted)
    except NotFound:
        return False
    return True
