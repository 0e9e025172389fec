"""From what was asked to what is run: an FTS5 expression over our own terms, and what narrows its row numbers.

Every word reaches FTS5 quoted, so nothing typed can be an error. Filters are terms of the facet column; the rarest
term of an AND comes first. Row numbers are the order of the answer, so a range of days is a range of row numbers and
reading stops when enough is found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.library import search_query
from briefing.library.search_entry import facet
from briefing.library.search_index import DAY
from briefing.library.search_query import Clause, Part, Query
from briefing.library.snippet import sequence
from briefing.text import folding

if TYPE_CHECKING:
    from briefing.library.driver import Connection
    from briefing.library.quote_values import Scope

# Beginnings of words up to this length have lists of their own in the index (prefix = '1 2 3 4' in db/0002).
INDEXED_PREFIX = 4
_ANYWHERE = 10_000_000
# No row number is below this.
_FIRST = -(1 << 62)
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


# So many ways to match are asked for one by one; what would make more is looked up beforehand.
_MOST_WAYS = 12


@dataclass(frozen=True, slots=True)
class Way:
    """One way to match: an FTS5 expression, the first and the last row number looked at, conditions on it beside."""

    expression: str
    among: tuple[int, int] | None = None
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What to run: a quote is found that matches one of the ``ways``."""

    ways: tuple[Way, ...]

    @property
    def side_by_side(self) -> bool:
        """Whether words must stand side by side, which FTS5 has to look up in every quote that has them all."""
        return any(" " in words for way in self.ways for words in way.expression.split('"')[1::2])

    def keys(
        self, limit: int, also: str = "", without: str = "", among: tuple[int, int] | None = None
    ) -> tuple[str, tuple[object, ...]]:
        """Return the statement that reads the first row numbers, newest first, and its values; below 0 it reads all.

        ``also`` and ``without``: one more expression that must match, one that must not. ``among``: the first and the
        last row number looked at.
        """
        parts: list[str] = []
        values: list[object] = []
        for way in self.ways:
            conditions = ["quote_search MATCH ?", *way.conditions]
            both = _both(way.among, among)
            if both is not None:
                # One range, or FTS5 would take the first of one and the last of the other and read what is between.
                conditions.append("rowid BETWEEN {:d} AND {:d}".format(*both))
            narrowed = " AND ".join(conditions)
            parts.append(f"SELECT rowid FROM quote_search WHERE {narrowed} ORDER BY rowid LIMIT ?")
            wanted = f"({way.expression}) NOT ({without})" if without else way.expression
            values += [f"{also} AND ({wanted})" if also else wanted, limit]
        if len(parts) == 1:
            return parts[0], tuple(values)
        whole = " UNION ".join(f"SELECT * FROM ({part})" for part in parts)
        return f"{whole} ORDER BY 1 LIMIT ?", (*values, limit)


def read(reader: Connection, typed: str) -> Query:
    """Return what was typed, understood; a book that nobody knows is searched as text, like other odd input."""
    asked = search_query.parse(typed)
    if not any(clause.column == "book" for group in asked.groups for clause in group):
        return asked
    titles = [title for _, title in _titles(reader)]
    words: set[int] = set()

    def known_one(clause: Clause) -> Clause:
        if clause.column != "book" or any(f" {clause.values[0]}" in title for title in titles):
            return clause
        words.add(clause.start)
        return search_query.as_words(clause)

    groups = tuple(tuple(map(known_one, group)) for group in asked.groups)
    parts = tuple(search_query.as_plain(part) if part.start in words else part for part in asked.parts)
    return replace(asked, groups=groups, parts=parts)


def understood(reader: Connection, typed: str) -> tuple[Part, ...]:
    """Return what was understood, piece by piece in the order typed."""
    return read(reader, typed).parts


@dataclass(frozen=True, slots=True)
class _Choice:
    """What one clause asks for: an expression that must match or must not, row numbers from and to, a condition."""

    count: int = _ANYWHERE
    wanted: str = ""
    without: str = ""
    keys: tuple[int, int] | None = None
    condition: str = ""


_Choices = tuple[_Choice, ...]


def plan(reader: Connection, asked: Query, scope: Scope | None = None) -> Plan:
    """Return how to find what was asked, within a scope."""
    fixed: list[_Choice] = []
    several: list[list[_Choice]] = []
    state = ""
    if scope is not None:
        state = "trash" if scope.trash else "inbox" if scope.inbox else ""
        for name, value in (("topic", scope.topic_id), ("speaker", scope.person_id), ("source", scope.source_id)):
            if value:
                fixed.append(_Choice(*_facet(reader, facet(name, value))))
        if scope.unused:
            fixed.append(_Choice(condition=f"NOT {_IS_PLACED}"))
    for group in asked.groups:
        choices = _choices(reader, group)
        if len(choices) == 1:
            fixed.append(choices[0])
        else:
            several.append(choices)
    fixed += _places(reader, asked, state)
    ways: list[_Choices] = [tuple(fixed)]
    # The group with the fewest ways first: what is left over is looked up beforehand.
    for choices in sorted(several, key=len):
        if len(ways) * len(choices) <= _MOST_WAYS:
            ways = [(*way, choice) for way in ways for choice in choices]
        else:
            ways = [(*way, _looked_up(choices)) for way in ways]
    standing = _standing(reader, asked, state)
    return Plan(tuple(_way(way, standing) for way in ways))


def _standing(reader: Connection, asked: Query, state: str) -> tuple[int, str]:
    """Return an expression that every quote matches that may be found at all."""
    places = {state} if state else {"kept", *_places_asked(asked)}
    return _either([_facet(reader, facet("state", place)) for place in sorted(places)])


def _places_asked(asked: Query) -> set[str]:
    return {
        clause.values[0]
        for clause in asked.clauses
        if clause.column == "state" and clause.values[0] in search_query.PLACES
    }


def _places(reader: Connection, asked: Query, state: str) -> list[_Choice]:
    """Return what keeps out quotes of the inbox and the trash that were not asked for."""
    if state:
        return [_Choice(*_facet(reader, facet("state", state)))]
    # Cheaper than asking for "kept": the lists of the inbox and the trash are short.
    others = [facet("state", place) for place in search_query.PLACES if place not in _places_asked(asked)]
    return [_Choice(without=quoted(other)) for other in others if quotes_with(reader, other)]


def _way(choices: _Choices, standing: tuple[int, str]) -> Way:
    parts = [(choice.count, choice.wanted) for choice in choices if choice.wanted] or [standing]
    parts.sort(key=lambda part: part[0])
    wanted = " AND ".join(one for _, one in parts)
    without = [choice.without for choice in choices if choice.without]
    if without:
        wanted = f"({wanted}) NOT ({' OR '.join(without)})"
    among = None
    for choice in choices:
        among = _both(among, choice.keys)
    return Way(wanted, among, tuple(choice.condition for choice in choices if choice.condition))


def _both(one: tuple[int, int] | None, other: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return what two ranges have in common; ``None`` is all."""
    if one is None or other is None:
        return one or other
    return max(one[0], other[0]), min(one[1], other[1])


def _choices(reader: Connection, group: tuple[Clause, ...]) -> list[_Choice]:
    """Return the ways to match a group; words and facets that one of must match are one way together."""
    expressions: list[tuple[int, str]] = []
    found: list[_Choice] = []
    for clause in group:
        if clause.column == "days":
            found += [_Choice(keys=keys) for keys in _key_ranges(clause)]
        elif clause.column in {"used", "book"}:
            found.append(_Choice(condition=_placed(reader, clause)))
        elif clause.minus:
            found.append(_Choice(without=expression(reader, clause)[1]))
        else:
            expressions.append(expression(reader, clause))
    if expressions:
        found.insert(0, _Choice(*_either(expressions)))
    return found


def _looked_up(choices: Sequence[_Choice]) -> _Choice:
    """Return several choices as one condition."""
    conditions: list[str] = []
    for choice in choices:
        if choice.keys is not None:
            conditions.append("rowid BETWEEN {} AND {}".format(*choice.keys))
        elif choice.condition:
            conditions.append(choice.condition)
        else:
            told = (choice.wanted or choice.without).replace("'", "''")
            there = "IN" if choice.wanted else "NOT IN"
            conditions.append(f"rowid {there} (SELECT rowid FROM quote_search WHERE quote_search MATCH '{told}')")
    return _Choice(condition=f"({' OR '.join(conditions)})")


def _placed(reader: Connection, clause: Clause) -> str:
    """Return the condition of a clause that asks for quotes in books, or in none."""
    if clause.column == "book":
        placed = _placed_in(reader, clause.values[0])
        return f"NOT {_among(placed, few=0)}" if clause.minus else _among(placed)
    used = (clause.values[0] == "yes") != clause.minus
    return _among(_placed_in(reader, None)) if used else f"NOT {_IS_PLACED}"


def _placed_in(reader: Connection, words: str | None) -> dict[int, int]:
    """Return {number: order key} of the quotes placed in any book, or in those with these words in the title."""
    sql = _PLACED.format(what="l.quote_n, q.order_key") + " JOIN quote q ON q.n = l.quote_n"
    if words is None:
        return dict(reader.execute(sql).fetchall())
    found: dict[int, int] = {}
    for key, title in _titles(reader):
        if f" {words}" in title:
            found.update(reader.execute(sql + " WHERE b.id = ?", (key,)).fetchall())
    return found


def _titles(reader: Connection) -> list[tuple[str, str]]:
    """Return the id of each book and the words of its title, each with a blank before it."""
    rows = reader.execute("SELECT id, title FROM book WHERE trashed IS NULL").fetchall()
    return [(str(key), f" {folding.wording(str(title))}") for key, title in rows]


def _among(placed: dict[int, int], few: int = _ONE_BY_ONE) -> str:
    if len(placed) <= few:
        return f"rowid IN ({','.join(map(str, placed.values()))})"
    return f"(-rowid % {DAY}) IN ({','.join(map(str, placed))})"


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


def _key_ranges(clause: Clause) -> list[tuple[int, int]]:
    """Return the order keys of the days of a clause; undated quotes are in none, so with ``minus`` they are found."""
    since, until = clause.values
    newest = int(until[:10].replace("-", "").ljust(8, "9")) if until else 99_999_999
    oldest = max(int(since[:10].replace("-", "").ljust(8, "0")) if since else 1, 1)
    low, high = -(newest * DAY + DAY - 1), -oldest * DAY
    if not clause.minus:
        return [(low, high)]
    older = (high + 1, 0)
    return [(_FIRST, low - 1), older] if until else [older]
