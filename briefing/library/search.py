"""Finding quotes: what was typed, turned into an FTS5 expression over our own terms, newest first.

Every word reaches FTS5 quoted, so nothing typed can be an error. The rarest term of an AND comes first; counts
stop at a cap; only the page asked for is fetched. Runs on a read-only connection and imports no ORM.
"""

from __future__ import annotations

import time
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.library import search_query
from briefing.library.quote_lists import SAID_BY
from briefing.library.search_index import DAY, facet
from briefing.library.search_query import Clause, Query
from briefing.library.snippet import Marker, sequence, snippet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.library.driver import Connection
    from briefing.library.quotes import Scope

COUNT_CAP = 1000
# Beginnings of words up to this length have lists of their own in the index (prefix = '1 2 3' in db/0001).
_INDEXED_PREFIX = 3
_ANYWHERE = 10_000_000
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
    """One page of an answer. ``total`` is a floor when ``total_is_exact`` is false."""

    query: str
    total: int
    total_is_exact: bool
    elapsed_ms: float
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What to run: the FTS5 expression, the range of order keys, and whether placed quotes are left out."""

    expression: str
    keys: tuple[int, int] | None
    unused: bool

    def select(self, columns: str) -> tuple[str, tuple[object, ...]]:
        sql = f"SELECT {columns} FROM quote_search WHERE quote_search MATCH ?"
        values: tuple[object, ...] = (self.expression,)
        if self.keys is not None:
            sql += " AND rowid BETWEEN ? AND ?"
            values += self.keys
        if self.unused:
            sql += f" AND NOT EXISTS (SELECT 1 FROM placement WHERE quote_n = -quote_search.rowid % {DAY})"
        return sql + " ORDER BY rowid LIMIT ?", values


def search(
    reader: Connection, query: str, *, limit: int = 50, offset: int = 0, scope: Scope | None = None
) -> SearchPage:
    """Return the newest quotes that match what was typed. An empty query matches every quote of the scope."""
    began = time.perf_counter()
    asked = search_query.parse(query)
    plan = _plan(reader, asked, scope)
    sql, values = plan.select("rowid")
    cap = max(COUNT_CAP, offset + limit) + 1
    counted = reader.execute(f"SELECT count(*) FROM ({sql})", (*values, cap)).fetchone()
    total = int(counted[0]) if counted else 0
    keys = [row[0] for row in reader.execute(sql + " OFFSET ?", (*values, limit, offset))] if total > offset else []
    hits = _hits(reader, keys, [clause for group in asked.groups for clause in group])
    exact = total < cap
    elapsed = (time.perf_counter() - began) * 1000
    return SearchPage(query, total if exact else total - 1, exact, round(elapsed, 3), hits)


def matching(reader: Connection, query: str, *, scope: Scope | None = None, cap: int = 200_000) -> array[int]:
    """Return the row numbers of the quotes that match, in the order of the list; at most ``cap``."""
    plan = _plan(reader, search_query.parse(query), scope)
    sql, values = plan.select("-rowid % " + str(DAY))
    return array("q", (row[0] for row in reader.execute(sql, (*values, cap))))


def _plan(reader: Connection, asked: Query, scope: Scope | None) -> _Plan:
    parts = [_group(reader, group) for group in asked.groups]
    unused = False
    state = "kept"
    if scope is not None:
        unused = scope.unused
        state = "trash" if scope.trash else "inbox" if scope.inbox else "kept"
        for name, value in (("topic", scope.topic_id), ("speaker", scope.person_id), ("source", scope.source_id)):
            if value:
                token = facet(name, value)
                parts.append((_quotes_with(reader, token), _quoted(token)))
    without = [_expression(reader, clause)[1] for clause in asked.without]
    if state != "kept" or not parts:
        token = facet("state", state)
        parts.append((_quotes_with(reader, token), _quoted(token)))
    else:
        # Cheaper than asking for "kept": the lists of the inbox and the trash are short.
        others = [facet("state", other) for other in ("inbox", "trash")]
        without += [_quoted(other) for other in others if _known(reader, other)]
    parts.sort(key=lambda part: part[0])
    expression = " AND ".join(expression for _, expression in parts)
    if without:
        expression = f"({expression}) NOT ({' OR '.join(without)})"
    return _Plan(expression, _key_range(asked.since, asked.until), unused)


def _group(reader: Connection, group: tuple[Clause, ...]) -> tuple[int, str]:
    """Return about how many quotes hold any clause of the group, and the expression for it."""
    parts = [_expression(reader, clause) for clause in group]
    if len(parts) == 1:
        return parts[0]
    return sum(count for count, _ in parts), "(" + " OR ".join(expression for _, expression in parts) + ")"


def _expression(reader: Connection, clause: Clause) -> tuple[int, str]:
    if clause.values:
        tokens = [facet(clause.column, value) for value in clause.values]
        count = sum(_quotes_with(reader, token) for token in tokens)
        return count, "(" + " OR ".join(map(_quoted, tokens)) + ")"
    keys, begins = sequence(clause.terms, unfinished=clause.unfinished)
    count, expression = _words(reader, keys, begins=begins)
    if clause.column:
        expression = f"{{{clause.column}}} : ({expression})"
    return count, expression


def _words(reader: Connection, keys: Sequence[str], *, begins: bool) -> tuple[int, str]:
    if not begins or len(keys) != 1:
        counted = keys[:-1] if begins else keys
        count = min((_quotes_with(reader, key) for key in counted), default=0)
        return count, _quoted(" ".join(keys)) + ("*" if begins else "")
    prefix = keys[0]
    if len(prefix) <= _INDEXED_PREFIX:
        return _ANYWHERE, _quoted(prefix) + "*"
    # FTS5 gathers every word that begins so; the estimate only says where in an AND it should stand.
    sql = "SELECT sum(quotes) FROM (SELECT quotes FROM quote_word WHERE term >= ? AND term < ? LIMIT 4000)"
    counted = reader.execute(sql, (prefix, prefix + "\U0010ffff")).fetchone()
    return int(counted[0] or 0) if counted else 0, _quoted(prefix) + "*"


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'


def _known(reader: Connection, term: str) -> bool:
    return reader.execute("SELECT 1 FROM quote_word WHERE term = ?", (term,)).fetchone() is not None


def _quotes_with(reader: Connection, term: str) -> int:
    row = reader.execute("SELECT quotes FROM quote_word WHERE term = ?", (term,)).fetchone()
    return max(1, int(row[0])) if row else 0


def _key_range(since: str, until: str) -> tuple[int, int] | None:
    """Return the order keys of the days from ``since`` to ``until``; undated quotes are in no such range."""
    if not (since or until):
        return None
    low = int(since[:10].replace("-", "").ljust(8, "0")) if since else 1
    high = int(until[:10].replace("-", "").ljust(8, "9")) if until else 99_999_999
    return -(high * DAY + DAY - 1), -max(low, 1) * DAY


def _hits(reader: Connection, keys: list[int], clauses: list[Clause]) -> tuple[Hit, ...]:
    if not keys:
        return ()
    marks = ",".join(str(-key % DAY) for key in keys)
    topics: dict[int, list[str]] = {}
    for n, name in reader.execute(_TOPICS.format(marks=marks)):
        topics.setdefault(n, []).append(name)
    rows = reader.execute(_HITS.format(marks=marks)).fetchall()
    rows.sort(key=lambda row: row[0])
    in_text = Marker([clause for clause in clauses if clause.column in ("", "text")])
    anywhere = Marker(clauses)
    return tuple(
        Hit(
            n=n,
            id=key,
            handle=handle,
            kind=kind,
            text=text,
            snippet=snippet(text, in_text.found(text)),
            said_by=said_by,
            role=role,
            said_on=said_on,
            source=", ".join(part for part in (title, publisher) if part),
            topics=tuple(topics.get(n, ())),
            score=_score(anywhere, f"{text}\n{said_by}"),
        )
        for _, n, key, handle, kind, text, said_by, role, said_on, title, publisher in rows
    )


def _score(asked: Marker, shown: str) -> float:
    """Return the share of what was asked for that stands in the words or the speaker's name, 0 to 1."""
    return round(sum(map(bool, asked.found(shown))) / len(asked), 3) if len(asked) else 1.0
