"""Finding quotes: what was typed, run as an FTS5 expression over our own terms; newest, best or by speaker.

Counts stop at a cap; only the page asked for is fetched. When a word is not known, the one that was meant is looked
for instead, and told. Runs on a read-only connection and imports no ORM. For the window: ``search`` newest first at
once, ``search(order="best")`` from a worker after it, ``search_rank.swapped`` to put it in without a jump.
"""

from __future__ import annotations

import time
from array import array
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.library import search_plan, search_rank, search_speakers, spelling
from briefing.library.quote_lists import SAID_BY
from briefing.library.search_index import DAY
from briefing.library.search_plan import Plan
from briefing.library.search_query import Clause, Query
from briefing.library.snippet import Marker, snippet
from briefing.text import folding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.library.driver import Connection
    from briefing.library.quotes import Scope

COUNT_CAP = 1000
MOST = 200_000
# More than any library holds.
ALL = 1 << 40
_HITS = f"""
SELECT q.order_key, q.n, q.id, q.handle, q.kind, q.text,
       {SAID_BY},
       COALESCE(NULLIF(q.role, ''), p.role, ''), q.said_on, s.title, s.publisher
FROM quote q LEFT JOIN person p ON p.id = q.person_id LEFT JOIN source s ON s.id = q.source_id
WHERE q.n IN ({{marks}})
"""
_TOPICS = """
SELECT f.quote_n, t.name FROM quote_topic f JOIN topic t ON t.id = f.topic_id AND t.trashed IS NULL
WHERE f.quote_n IN ({marks}) ORDER BY t.name
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A quote that was found. ``snippet`` marks the matches with ``\\x02`` and ``\\x03``."""

    n: int
    id: str
    handle: str
    kind: str
    text: str
    snippet: str
    said_by: str
    role: str
    said_on: str
    source: str
    topics: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of an answer. ``total`` is a floor when ``total_is_exact`` is false.

    ``corrected``: (word as typed, word searched instead), when nothing was found as typed.
    """

    query: str
    total: int
    total_is_exact: bool
    elapsed_ms: float
    hits: tuple[Hit, ...]
    corrected: tuple[tuple[str, str], ...] = ()


def search(
    reader: Connection,
    query: str,
    *,
    limit: int = 50,
    offset: int = 0,
    scope: Scope | None = None,
    order: str = "newest",
    as_typed: bool = False,
) -> SearchPage:
    """Return a page of the quotes that match what was typed, in one of ``search_rank.ORDERS``.

    An empty query matches every quote of the scope. ``as_typed``: put no unknown word right.
    """
    began = time.perf_counter()
    asked = search_plan.read(reader, query)
    plan = search_plan.plan(reader, asked, scope)
    cap = max(COUNT_CAP, offset + limit) + 1
    keys = _keys(reader, plan, cap)
    corrected: tuple[tuple[str, str], ...] = ()
    if not keys and not as_typed:
        asked, plan, keys, corrected = _meant(reader, asked, plan, scope, cap)
    total, exact = len(keys), len(keys) < cap
    if order != "newest":
        keys = _ordered(reader, asked, plan, keys, order, offset + limit, whole=exact)
    found = hits(reader, keys[offset : offset + limit], asked.clauses)
    elapsed = (time.perf_counter() - began) * 1000
    return SearchPage(query, total if exact else total - 1, exact, round(elapsed, 3), found, corrected)


@dataclass(frozen=True, slots=True)
class Answer:
    """All that matches, as row numbers in order; cut off when not ``exact``. ``corrected`` as of a ``SearchPage``."""

    ns: array[int]
    exact: bool = True
    corrected: tuple[tuple[str, str], ...] = ()


def answer(
    reader: Connection,
    query: str,
    *,
    scope: Scope | None = None,
    cap: int = MOST,
    order: str = "newest",
    as_typed: bool = False,
) -> Answer:
    """Return the quotes that match, in an order of ``search_rank.ORDERS``, at most ``cap``, for a list to show."""
    asked = search_plan.read(reader, query)
    plan = search_plan.plan(reader, asked, scope)
    keys = _keys(reader, plan, cap + 1)
    corrected: tuple[tuple[str, str], ...] = ()
    if not keys and not as_typed:
        asked, plan, keys, corrected = _meant(reader, asked, plan, scope, cap + 1)
    exact = len(keys) <= cap
    keys = keys[:cap]
    if order != "newest":
        keys = _ordered(reader, asked, plan, keys, order, cap, whole=exact)[:cap]
    return Answer(_numbers(keys), exact, corrected)


def matching(
    reader: Connection,
    query: str,
    *,
    scope: Scope | None = None,
    cap: int = MOST,
    order: str = "newest",
    as_typed: bool = False,
) -> array[int]:
    """Return the row numbers of what ``answer`` finds."""
    return answer(reader, query, scope=scope, cap=cap, order=order, as_typed=as_typed).ns


def count(reader: Connection, query: str, *, scope: Scope | None = None, cap: int = MOST) -> int:
    """Return how many quotes match as typed, at most ``cap``."""
    sql, values = search_plan.plan(reader, search_plan.read(reader, query), scope).keys(cap)
    row = reader.execute(f"SELECT count(*) FROM ({sql})", values).fetchone()
    return int(row[0]) if row else 0


def _keys(reader: Connection, plan: Plan, cap: int) -> list[int]:
    return [key for (key,) in reader.execute(*plan.keys(cap)).fetchall()]


def _numbers(keys: Iterable[int]) -> array[int]:
    return array("q", [-key % DAY for key in keys])


def _ordered(
    reader: Connection, asked: Query, plan: Plan, keys: list[int], order: str, wanted: int, *, whole: bool
) -> list[int]:
    """Return the first order keys of an answer in another order, at least ``wanted`` if there are so many.

    ``keys``: the newest, newest first; ``whole``: these are all there are.
    """
    if not keys:
        return []
    if order == "best":
        enough = whole or len(keys) >= search_rank.CANDIDATES
        first = search_rank.best(reader, asked, plan, keys if enough else None)
        ranked = set(first)
        return first + [key for key in keys if key not in ranked]
    return search_speakers.by_speaker(reader, plan, keys, wanted, whole=whole)


def _meant(
    reader: Connection, asked: Query, plan: Plan, scope: Scope | None, cap: int
) -> tuple[Query, Plan, list[int], tuple[tuple[str, str], ...]]:
    """Search for what was meant where a word is not known; all as it was when that finds nothing either."""
    told: dict[str, str] = {}
    groups = tuple(tuple(_put_right(reader, clause, told) for clause in group) for group in asked.groups)
    if told:
        right = replace(asked, groups=groups)
        other = search_plan.plan(reader, right, scope)
        keys = _keys(reader, other, cap)
        if keys:
            return right, other, keys, tuple(told.items())
    return asked, plan, [], ()


def _put_right(reader: Connection, clause: Clause, told: dict[str, str]) -> Clause:
    """Return the clause with each unknown word replaced by the known one that was meant, if there is one."""
    if clause.exact or clause.minus:
        return clause
    terms: list[folding.Term] = []
    for at, term in enumerate(clause.terms):
        word = term.keys[0]
        begins = clause.unfinished and at + 1 == len(clause.terms)
        if not term.unspaced and len(term.keys) == 1 and not search_plan.known(reader, word, begins=begins):
            found = spelling.meant(reader, word, most=1)
            if found:
                told[word] = found[0]
                terms.append(folding.Term(term.start, term.end, (found[0],)))
                continue
        terms.append(term)
    if tuple(terms) == clause.terms:
        return clause
    return replace(clause, terms=tuple(terms), spellings=())


def hits(reader: Connection, keys: list[int], clauses: list[Clause]) -> tuple[Hit, ...]:
    """Return the quotes with these order keys, in this order, marked with what was asked for."""
    if not keys:
        return ()
    marks = ",".join(str(-key % DAY) for key in keys)
    topics: dict[int, list[str]] = {}
    for n, name in reader.execute(_TOPICS.format(marks=marks)):
        topics.setdefault(n, []).append(name)
    rows = reader.execute(_HITS.format(marks=marks)).fetchall()
    place = {key: at for at, key in enumerate(keys)}
    rows.sort(key=lambda row: place[row[0]])
    marking = _Marking(clauses)
    return tuple(
        Hit(
            n=n,
            id=key,
            handle=handle,
            kind=kind,
            text=text,
            snippet=marking.snippet(text),
            said_by=said_by,
            role=role,
            said_on=said_on,
            source=", ".join(part for part in (title, publisher) if part),
            topics=tuple(topics.get(n, ())),
            score=marking.score(said_by),
        )
        for _, n, key, handle, kind, text, said_by, role, said_on, title, publisher in rows
    )


class _Marking:
    """Marks what was asked for in one text after the other, and says how much of it stands there."""

    def __init__(self, clauses: list[Clause]) -> None:
        worded = [clause for clause in clauses if clause.terms]
        self._marker = Marker(worded)
        self._in_text = [clause.column in {"", "text"} for clause in worded]
        self._found: list[list[tuple[int, int]]] = []
        self._in_name: dict[str, list[bool]] = {}

    def snippet(self, text: str) -> str:
        """Return the stretch of a text to show."""
        self._found = self._marker.found(text)
        return snippet(text, [places for places, shown in zip(self._found, self._in_text, strict=True) if shown])

    def score(self, said_by: str) -> float:
        """Return the share of what was asked for that stands in the text before or the speaker's name, 0 to 1."""
        if not self._found:
            return 1.0
        named = self._in_name.get(said_by)
        if named is None:
            named = self._in_name[said_by] = [bool(places) for places in self._marker.found(said_by)]
        stand = sum(bool(places) or there for places, there in zip(self._found, named, strict=True))
        return round(stand / len(self._found), 3)
