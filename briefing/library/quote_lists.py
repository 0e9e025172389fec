"""Reading quotes: the numbers of a list in order, the rows of a page of it, one quote in full."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from briefing.library.driver import Connection, Row
from briefing.library.faults import NotFound
from briefing.library.quote_values import Counts, QuoteDetail, QuoteRow, Scope

LIVE = "q.trashed IS NULL AND q.accepted = 1"

# The role held on the day: as kept with the quote, else a dated role that covers the day, else the person's own.
ROLE_THEN = """CASE WHEN q.role <> '' THEN q.role ELSE coalesce(
    (SELECT r.role FROM person_role r WHERE r.person_id = q.person_id AND q.said_on <> '' AND r.since <= q.said_on
        AND (r.until = '' OR r.until >= substr(q.said_on, 1, length(r.until))) ORDER BY r.since DESC LIMIT 1),
    p.role, '') END"""

# In the inbox a speaker may be a name only: the person is made when the quote is accepted.
LABEL = """coalesce(nullif(q.unnamed_label, ''), nullif(q.attribution_to_print, ''),
    CASE WHEN q.accepted THEN '' ELSE q.attribution_as_printed END)"""
SAID_BY = f"coalesce(p.name, {LABEL})"
_ROW = f"""
q.n, q.id, q.handle, q.kind, q.text, {SAID_BY}, {ROLE_THEN},
coalesce(nullif(q.country, ''), p.country, ''), q.said_on, q.precision, q.place, q.source_id, coalesce(s.title, ''),
coalesce(s.publisher, ''), coalesce(s.published_on, ''), q.verified_on <> '', q.starred, q.language, q.record_status,
q.grade, q.accepted, q.trashed
"""
_JOINED = "FROM quote q LEFT JOIN person p ON p.id = q.person_id LEFT JOIN source s ON s.id = q.source_id"
_DETAIL = """
q.verbatim, q.person_id, coalesce(p.native_name, ''), q.unnamed_label, q.role, q.country, q.occasion, q.note, q.passage,
q.span_start, q.span_end, q.date_as_printed, q.verified_on, q.verified_by, q.attribution_as_printed,
q.attribution_to_print, q.translator, q.utterance_id, q.ground_rules, q.usable_in, q.embargo_until,
q.sensitivity, q.locator, q.via_source_id, q.created, q.updated
"""
_PLACED = """
SELECT l.quote_n, x.id, x.title, b.title FROM placement l
JOIN section x ON x.id = l.section_id AND x.trashed IS NULL JOIN book b ON b.id = x.book_id AND b.trashed IS NULL
"""
_BELOW = """(
    WITH RECURSIVE below(id) AS (
        SELECT :topic UNION
        SELECT t.id FROM topic t JOIN below ON t.parent_id = below.id WHERE t.trashed IS NULL)
    SELECT quote_n FROM quote_topic WHERE topic_id IN (SELECT id FROM below))"""
_BATCH = 500


def where(scope: Scope) -> tuple[str, dict[str, Any]]:
    """Return the SQL condition on ``quote q`` that a scope means, and its parameters."""
    if scope.trash:
        parts = ["q.trashed IS NOT NULL"]
    else:
        parts = ["q.trashed IS NULL", "q.accepted = 0" if scope.inbox else "q.accepted = 1"]
    given: dict[str, Any] = {}
    if scope.person_id is not None:
        parts.append("q.person_id = :person")
        given["person"] = scope.person_id
    if scope.source_id is not None:
        parts.append("q.source_id = :source")
        given["source"] = scope.source_id
    if scope.topic_id is not None:
        parts.append(f"q.n IN {_BELOW}")
        given["topic"] = scope.topic_id
    if scope.unused:
        parts.append(f"NOT EXISTS ({_PLACED} WHERE l.quote_n = q.n)")
    return " AND ".join(parts), given


def numbers(reader: Connection, scope: Scope = Scope()) -> array[int]:  # noqa: B008  (a frozen value)
    """Return the row numbers of all quotes of a scope, newest first."""
    condition, given = where(scope)
    found = reader.execute(f"SELECT q.n FROM quote q WHERE {condition} ORDER BY q.order_key", given)
    return array("q", [row[0] for row in found])


def _gathered(reader: Connection, sql: str, ns: Sequence[int]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in reader.execute(sql.format(ns=",".join(map(str, ns)))):
        found.setdefault(int(row[0]), []).append(row[1:])
    return found


def _topics(reader: Connection, ns: Sequence[int]) -> dict[int, list[Row]]:
    return _gathered(
        reader,
        "SELECT k.quote_n, t.name, t.id FROM quote_topic k JOIN topic t ON t.id = k.topic_id AND t.trashed IS NULL "
        "WHERE k.quote_n IN ({ns}) ORDER BY t.name, t.id",
        ns,
    )


def _placed(reader: Connection, ns: Sequence[int]) -> dict[int, list[Row]]:
    return _gathered(reader, _PLACED + " WHERE l.quote_n IN ({ns}) ORDER BY b.title, x.title, x.id, l.position", ns)


def _row_values(row: Row, topics: tuple[str, ...], used: int) -> dict[str, Any]:
    (n, key, handle, kind, text, said_by, role, country, said_on, precision, place, source_id, title, publisher,
     published_on, verified, starred, language, record_status, grade, accepted, trashed) = row[:22]  # fmt: skip
    return {
        "n": n, "id": key, "handle": handle, "kind": kind, "text": text, "said_by": said_by, "role": role,
        "country": country, "said_on": said_on, "precision": precision, "place": place, "source_id": source_id,
        "source_title": title, "publisher": publisher, "published_on": published_on, "topics": topics,
        "verified": bool(verified), "starred": bool(starred), "used": used, "language": language,
        "record_status": record_status, "grade": grade, "accepted": bool(accepted), "trashed": trashed,
    }  # fmt: skip


def rows(reader: Connection, ns: Sequence[int]) -> list[QuoteRow]:
    """Return the quotes with these row numbers, in the order asked; numbers that are gone are left out."""
    found: dict[int, QuoteRow] = {}
    for start in range(0, len(ns), _BATCH):
        batch = ns[start : start + _BATCH]
        topics, placed = _topics(reader, batch), _placed(reader, batch)
        for row in reader.execute(f"SELECT {_ROW} {_JOINED} WHERE q.n IN ({','.join(map(str, batch))})"):
            n = int(row[0])
            names = tuple(str(topic[0]) for topic in topics.get(n, ()))
            found[n] = QuoteRow(**_row_values(row, names, len(placed.get(n, ()))))
    return [found[n] for n in ns if n in found]


def number_of(reader: Connection, wanted: str) -> int:
    """Return the row number of a quote given by id or handle.

    Raises:
        NotFound: there is none.
    """
    row = reader.execute("SELECT n FROM quote WHERE id = ?1 UNION SELECT n FROM quote WHERE handle = ?1", (wanted,))
    found = row.fetchone()
    if found is None:
        raise NotFound(f"There is no quote “{wanted}” in the library.")
    return int(found[0])


def show(reader: Connection, wanted: str) -> QuoteDetail:
    """Return a quote in full, given its id or handle.

    Raises:
        NotFound: there is none.
    """
    n = number_of(reader, wanted)
    row = reader.execute(f"SELECT {_ROW}, {_DETAIL} {_JOINED} WHERE q.n = ?", (n,)).fetchone()
    assert row is not None
    topics, placed = _topics(reader, [n]).get(n, []), _placed(reader, [n]).get(n, [])
    about = reader.execute("SELECT person_id FROM quote_about WHERE quote_n = ? ORDER BY created, person_id", (n,))
    stances = reader.execute("SELECT topic_id, stance FROM position WHERE quote_n = ? ORDER BY topic_id", (n,))
    first = len(fields(QuoteRow))
    more = dict(zip([field.name for field in fields(QuoteDetail)][first : first + 26], row[22:], strict=True))
    return QuoteDetail(
        **_row_values(row, tuple(str(topic[0]) for topic in topics), len(placed)),
        **more,
        topic_ids=tuple(str(topic[1]) for topic in topics),
        about_ids=tuple(str(one[0]) for one in about),
        positions=tuple((str(one[0]), str(one[1])) for one in stances),
        in_sections=tuple(dict.fromkeys((str(one[0]), str(one[1]), str(one[2])) for one in placed)),
    )


def counts(reader: Connection) -> Counts:
    """Return how many quotes there are of each state."""
    live = "trashed IS NULL AND accepted = 1"
    row = reader.execute(f"""SELECT
        (SELECT count(*) FROM quote WHERE {live}),
        (SELECT count(*) FROM quote WHERE trashed IS NULL AND accepted = 0),
        (SELECT count(*) FROM quote WHERE trashed IS NOT NULL),
        (SELECT count(*) FROM quote WHERE {live} AND source_id IS NULL),
        (SELECT count(*) FROM quote WHERE {live} AND verified_on = '')""").fetchone()
    assert row is not None
    return Counts(*(int(number) for number in row))
