"""What a section that writes itself is made from: as kept with the section, and the quotes it comes to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from briefing.book.parts import SHEET_ORDERS
from briefing.library import choices, search
from briefing.library.driver import Connection, by_batch

# A book of more statements than this from one search was not meant.
MOST_FOUND = 2000
_LISTS = ("topics", "people", "searches", "without")
_SCOPED = """
WITH RECURSIVE
  wanted(id) AS (SELECT value FROM json_each(:topics)
    UNION SELECT t.id FROM topic t JOIN wanted ON t.parent_id = wanted.id WHERE t.trashed IS NULL)
SELECT q.n FROM quote q WHERE q.trashed IS NULL AND q.accepted = 1 AND (
  q.n IN (SELECT quote_n FROM quote_topic WHERE topic_id IN (SELECT id FROM wanted))
  OR q.person_id IN (SELECT value FROM json_each(:people)))
"""
_PLACED = """
SELECT DISTINCT q.n FROM placement l JOIN quote q ON q.n = l.quote_n
JOIN section x ON x.id = l.section_id WHERE x.book_id = ? AND x.trashed IS NULL AND q.trashed IS NULL
"""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a section draws on: topics (with those below), people, saved searches (ids), and words to search for.

    ``only``: these alone, not the quotes placed in its book. ``without``: handles left out whatever finds them.
    ``order`` is one of ``SHEET_ORDERS``.
    """

    topics: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    searches: tuple[str, ...] = ()
    query: str = ""
    only: bool = False
    without: tuple[str, ...] = ()
    order: str = "speaker"


def read(kept: str) -> Drawn:
    """Read what is kept with a section: JSON with the fields of ``Drawn`` that say something, or ``""``."""
    found: dict[str, Any] = json.loads(kept) if kept else {}
    lists = {name: tuple(map(str, found.get(name, ()))) for name in _LISTS}
    order = str(found.get("order", ""))
    return Drawn(
        **lists,
        query=str(found.get("query", "")),
        only=bool(found.get("only", False)),
        order=order if order in SHEET_ORDERS else SHEET_ORDERS[0],
    )


def written(drawn: Drawn) -> str:
    """Return what is kept of ``drawn``, ``""`` when it says nothing; the same for the same choice."""
    held: dict[str, Any] = {name: sorted(set(getattr(drawn, name))) for name in _LISTS if getattr(drawn, name)}
    if drawn.query.strip():
        held["query"] = drawn.query.strip()
    if drawn.only:
        held["only"] = True
    if drawn.order != SHEET_ORDERS[0]:
        held["order"] = drawn.order
    return json.dumps(held) if held else ""


def found(reader: Connection, drawn: Drawn) -> list[tuple[int, str]]:
    """Return number and handle of the quotes that ``drawn`` finds and leaves in, newest first."""
    left_out = set(drawn.without)
    return [(n, handle) for n, handle in found_at_all(reader, drawn) if handle not in left_out]


def found_at_all(reader: Connection, drawn: Drawn) -> list[tuple[int, str]]:
    """Return number and handle of the quotes that ``drawn`` finds, those left out too, newest first.

    A search finds ``MOST_FOUND`` at most, and nothing that still waits in the inbox.
    """
    return [(n, handle) for n, handle, _ in _newest_first(reader, _ns(reader, drawn), "AND accepted = 1")]


def shown(reader: Connection, book_id: str, drawn: Drawn, kinds: Sequence[str] = ()) -> list[tuple[int, str]]:
    """Return number and handle of what a section of this book may show, those left out too, newest first.

    That is what ``drawn`` finds and, unless it says only these, the quotes placed in the book; of these ``kinds``, or
    of all.
    """
    ns = {n for n, _ in found_at_all(reader, drawn)}
    if not drawn.only:
        ns.update(int(row[0]) for row in reader.execute(_PLACED, (book_id,)))
    return [(n, handle) for n, handle, kind in _newest_first(reader, ns) if not kinds or kind in kinds]


def count(reader: Connection, book_id: str, drawn: Drawn, kinds: Sequence[str] = ()) -> tuple[int, int]:
    """Return how many quotes a section of this book shows, and how many it finds but leaves out; see ``shown``."""
    left_out = set(drawn.without)
    handles = [handle for _, handle in shown(reader, book_id, drawn, kinds)]
    kept = sum(handle not in left_out for handle in handles)
    return kept, len(handles) - kept


def _ns(reader: Connection, drawn: Drawn) -> set[int]:
    given = {"topics": json.dumps(sorted(drawn.topics)), "people": json.dumps(sorted(drawn.people))}
    ns: set[int] = set()
    if drawn.topics or drawn.people:
        ns = {int(row[0]) for row in reader.execute(_SCOPED, given)}
    wanted = set(drawn.searches)
    queries = [saved.query for saved in choices.searches(reader) if saved.id in wanted] if wanted else []
    if drawn.query.strip():
        queries.append(drawn.query)
    for query in queries:
        ns.update(search.matching(reader, query, cap=MOST_FOUND, as_typed=True))
    return ns


def _newest_first(reader: Connection, ns: Iterable[int], condition: str = "") -> list[tuple[int, str, str]]:
    sql = f"SELECT order_key, n, handle, kind FROM quote WHERE trashed IS NULL {condition} AND n IN ({{ns}})"
    return [(int(n), str(handle), str(kind)) for _, n, handle, kind in sorted(by_batch(reader, sql, ns))]
