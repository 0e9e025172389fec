"""From what was asked to what is run: an FTS5 expression over our own terms, and what narrows its row numbers.

Every word reaches FTS5 quoted, so nothing typed can be an error. Filters are terms of the facet column; the rarest
term of an AND comes first. Row numbers are the order of the answer, so a range of days is a range of row numbers and
reading stops when enough is found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.library.search_entry import facet
from briefing.library.search_index import DAY
from briefing.library.search_query import Clause, Query
from briefing.library.snippet import sequence
from briefing.text import folding

if TYPE_CHECKING:
    from briefing.library.driver import Connection
    from briefing.library.quote_values import Scope

# Beginnings of words up to this length have lists of their own in the index (prefix = '1 2 3 4' in db/0002).
INDEXED_PREFIX = 4
_ANYWHERE = 10_000_000
# A longer beginning is gathered by FTS5 when few quotes have such words; else its words are asked for one by one,
# so that reading can stop early. More words than this are gathered after all.
_GATHERED = 3000
_MOST_WORDS = 600
_LAST = "\U0010ffff"
# Up to so many quotes are looked up one by one, more are a condition on what is read.
_ONE_BY_ONE = 300
_PLACED = """
SELECT {what} FROM placement l JOIN section x ON x.id = l.section_id AND x.trashed IS NULL
JOIN book b ON b.id = x.book_id AND b.trashed IS NULL
"""
_IS_PLACED = f"EXISTS ({_PLACED.format(what='1')} WHERE l.quote_n = -quote_search.rowid % {DAY})"


@dataclass(frozen=True, slots=True)
class Plan:
    """What to run: the FTS5 expression and conditions on the row number with their values."""

    expression: str
    conditions: tuple[str, ...] = ()
    values: tuple[int, ...] = ()

    def select(self, columns: str, also: str = "") -> tuple[str, tuple[object, ...]]:
        """Return the statement that reads ``columns`` newest first, and its values; the last one, LIMIT, is to add.

        ``also``: one more expression that must match.
        """
        sql = f"SELECT {columns} FROM quote_search WHERE quote_search MATCH ?"
        for condition in self.conditions:
            sql += f" AND {condition}"
        expression = f"{also} AND ({self.expression})" if also else self.expression
        return sql + " ORDER BY rowid LIMIT ?", (expression, *self.values)


def plan(reader: Connection, asked: Query, scope: Scope | None = None) -> Plan:
    """Return how to find what was asked, within a scope."""
    parts = [_group(reader, group) for group in asked.groups]
    without = [expression(reader, clause)[1] for clause in asked.without]
    state = asked.place or "kept"
    if scope is not None:
        state = "trash" if scope.trash else "inbox" if scope.inbox else state
        for name, value in (("topic", scope.topic_id), ("speaker", scope.person_id), ("source", scope.source_id)):
            if value:
                parts.append(_facet(reader, facet(name, value)))
    if state != "kept" or not parts:
        parts.append(_facet(reader, facet("state", state)))
    else:
        # Cheaper than asking for "kept": the lists of the inbox and the trash are short.
        others = [facet("state", other) for other in ("inbox", "trash")]
        without += [quoted(other) for other in others if quotes_with(reader, other)]
    parts.sort(key=lambda part: part[0])
    wanted = " AND ".join(one for _, one in parts)
    if without:
        wanted = f"({wanted}) NOT ({' OR '.join(without)})"
    conditions, values = _narrowed(reader, asked, unused=scope is not None and scope.unused)
    return Plan(wanted, tuple(conditions), tuple(values))


def _narrowed(reader: Connection, asked: Query, *, unused: bool) -> tuple[list[str], list[int]]:
    conditions: list[str] = []
    values: list[int] = []
    keys = _key_range(asked.since, asked.until)
    if keys is not None:
        conditions.append("rowid BETWEEN ? AND ?")
        values += keys
    if unused or asked.used is False:
        conditions.append(f"NOT {_IS_PLACED}")
    if asked.used:
        conditions.append(_among(_placed_in(reader, None)))
    conditions += [_among(_placed_in(reader, words)) for words in asked.books]
    conditions += [f"NOT {_among(_placed_in(reader, words), few=0)}" for words in asked.not_books]
    return conditions, values


def _placed_in(reader: Connection, words: str | None) -> dict[int, int]:
    """Return {number: order key} of the quotes placed in any book, or in those with these words in the title."""
    sql = _PLACED.format(what="l.quote_n, q.order_key") + " JOIN quote q ON q.n = l.quote_n"
    if words is None:
        return dict(reader.execute(sql).fetchall())
    found: dict[int, int] = {}
    for key, title in reader.execute("SELECT id, title FROM book WHERE trashed IS NULL").fetchall():
        if f" {words}" in f" {folding.wording(str(title))}":
            found.update(reader.execute(sql + " WHERE b.id = ?", (key,)).fetchall())
    return found


def _among(placed: dict[int, int], few: int = _ONE_BY_ONE) -> str:
    if len(placed) <= few:
        return f"rowid IN ({','.join(map(str, placed.values()))})"
    return f"(-rowid % {DAY}) IN ({','.join(map(str, placed))})"


def _group(reader: Connection, group: tuple[Clause, ...]) -> tuple[int, str]:
    """Return about how many quotes hold any clause of the group, and the expression for it."""
    return _either([expression(reader, clause) for clause in group])


def _either(parts: list[tuple[int, str]]) -> tuple[int, str]:
    if len(parts) == 1:
        return parts[0]
    return sum(count for count, _ in parts), "(" + " OR ".join(one for _, one in parts) + ")"


def _facet(reader: Connection, token: str) -> tuple[int, str]:
    return quotes_with(reader, token), quoted(token)


def expression(reader: Connection, clause: Clause, column: str = "") -> tuple[int, str]:
    """Return about how many quotes a clause matches, and its expression, in ``column`` if not in its own."""
    if clause.values:
        return _either([_facet(reader, facet(clause.column, value)) for value in clause.values])
    ways: list[tuple[int, str]] = []
    for way in clause.ways:
        keys, begins = sequence(way, unfinished=clause.unfinished)
        if not ways or _possible(reader, keys, begins=begins):
            ways.append(_words(reader, keys, begins=begins))
    count, wanted = _either(ways)
    column = column or clause.column
    if column:
        wanted = f"{{{column}}} : ({wanted})"
    return count, wanted


def _possible(reader: Connection, keys: Sequence[str], *, begins: bool) -> bool:
    """Whether all words of another spelling are known: asking for one that is not would cost and find nothing."""
    whole = keys[:-1] if begins else keys
    return all(known(reader, key) for key in whole) and (not begins or known(reader, keys[-1], begins=True))


def _words(reader: Connection, keys: Sequence[str], *, begins: bool) -> tuple[int, str]:
    if not begins or len(keys) != 1:
        counted = keys[:-1] if begins else keys
        count = min((quotes_with(reader, key) for key in counted), default=0)
        return count, quoted(" ".join(keys)) + ("*" if begins else "")
    prefix = keys[0]
    if len(prefix) <= INDEXED_PREFIX:
        return _ANYWHERE, quoted(prefix) + "*"
    sql = "SELECT term, quotes FROM quote_word WHERE term >= ? AND term < ? LIMIT ?"
    found = reader.execute(sql, (prefix, prefix + _LAST, _MOST_WORDS + 1)).fetchall()
    count = sum(int(quotes) for _, quotes in found)
    if count <= _GATHERED or len(found) > _MOST_WORDS:
        return count, quoted(prefix) + "*"
    return count, "(" + " OR ".join(quoted(term) for term, _ in found) + ")"


def quoted(words: str) -> str:
    """Return words as FTS5 takes them as nothing but words."""
    return '"' + words.replace('"', '""') + '"'


def known(reader: Connection, term: str, *, begins: bool = False) -> bool:
    """Whether the library has, or has had, this word, or one that ``begins`` so."""
    if begins:
        sql, given = "SELECT 1 FROM quote_word WHERE term >= ? AND term < ? LIMIT 1", (term, term + _LAST)
    else:
        sql, given = "SELECT 1 FROM quote_word WHERE term = ?", (term,)
    return reader.execute(sql, given).fetchone() is not None


def quotes_with(reader: Connection, term: str) -> int:
    """Return about how many quotes hold a term; 0 when none ever did."""
    row = reader.execute("SELECT quotes FROM quote_word WHERE term = ?", (term,)).fetchone()
    return max(1, int(row[0])) if row else 0


def _key_range(since: str, until: str) -> tuple[int, int] | None:
    """Return the order keys of the days from ``since`` to ``until``; undated quotes are in no such range."""
    if not (since or until):
        return None
    low = int(since[:10].replace("-", "").ljust(8, "0")) if since else 1
    high = int(until[:10].replace("-", "").ljust(8, "9")) if until else 99_999_999
    return -(high * DAY + DAY - 1), -max(low, 1) * DAY
