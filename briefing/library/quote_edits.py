"""Changing quotes. Every function is one step that can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from briefing.library import people, proofs, values
from briefing.library.driver import Connection
from briefing.library.faults import BadValue, NotFound
from briefing.library.quote_keeping import LONG, add_many, checked
from briefing.library.quote_lists import number_of
from briefing.library.quote_values import NewQuote
from briefing.library.store import Library
from briefing.text.folding import fingerprint, fold

RELATIONS = ("repeats", "develops", "contradicts", "retracts", "answers")

_EDITABLE_NAMES = """
text verbatim edits kind language utterance_id translator person_id unnamed_label role country attribution_as_printed
attribution_to_print said_on precision time_zone date_as_printed place occasion audience record_status ground_rules
embargo_until usable_in sensitivity source_id via_source_id locator passage span_start span_end grade disputed
withdrawn_on stale_after note starred accepted fingerprint
"""
_EDITABLE = frozenset(_EDITABLE_NAMES.split())
# A change of these makes an earlier check of the quote worthless.
_PROVEN = frozenset({"text", "verbatim", "kind", "person_id", "unnamed_label", "source_id"})


def add(library: Library, fields: NewQuote, *, unproven_reason: str = "") -> str:
    """Keep a quote; return its id. Words not proven by their source's text (``proofs``) need ``unproven_reason``.

    Raises:
        NotProven: the words are not proven and no reason is given.
        BadValue: a value is refused.
        LibraryTrouble: the library cannot be written.
    """
    with library.writing("Add quote"):
        made = add_many(library, [fields], "Add quote")[0]
        proofs.demand(library, number_of(library.raw(), made), unproven_reason)
    return made


def edit(library: Library, wanted: str, *, unproven_reason: str = "", **fields: Any) -> None:
    """Change fields of a quote (by id or handle). A change of its words, speaker or source undoes its verification.

    Words not proven by their source's text (``proofs``) need ``unproven_reason``, unless one is kept for them.

    Raises:
        NotProven: the words are not proven and no reason is given.
        BadValue: a value is refused, or ``verbatim`` is to change after the quote was verified.
        NotFound: there is no such quote.
        LibraryTrouble: the library cannot be written.
    """
    from briefing.library.tables import Quote

    given = checked(values.tidy(fields, _EDITABLE, LONG))
    with library.writing("Edit quote") as session:
        row = session.get(Quote, number_of(library.raw(), wanted))
        assert row is not None
        changed = {field: value for field, value in given.items() if getattr(row, field) != value}
        if not changed:
            if unproven_reason:
                proofs.demand(library, int(row.n or 0), unproven_reason)
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
        if changed.keys() & proofs.PROVING:
            session.flush()
            proofs.demand(library, int(row.n or 0), unproven_reason)


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
    """Move proposals from the inbox to the library; speakers who were only named become people of the library."""
    with library.writing("Accept"):
        connection = library.raw()
        known = people.spellings(connection)
        for n in _numbers(library, ids):
            row = connection.execute(
                "SELECT attribution_as_printed FROM quote WHERE n = ? AND accepted = 0 AND person_id IS NULL "
                "AND unnamed_label = '' AND attribution_as_printed <> ''",
                (n,),
            ).fetchone()
            if row is not None:
                name = str(row[0])
                key = fold(name)
                if key not in known:
                    known[key] = people.add(library, name)
                connection.execute("UPDATE quote SET person_id = ? WHERE n = ?", (known[key], n))
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
