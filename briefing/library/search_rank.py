"""The orders of an answer, and the best first; by speaker: ``search_speakers``.

Nothing is ranked that need not be: scoring all matches of a common word takes seconds at a million quotes. The newest
thousand matches are weighed, and with them the newest of those in which what was typed is the speaker, the topic or a
wording side by side; whatever is left follows, newest first. A word still being typed weighs as much as when it is
whole, so the order does not jump with every letter.

Whether a word of very many quotes stands in a name is not looked up in all of them: names are few, and a quote's people
and topics are facets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from briefing.library.search_entry import Around
from briefing.library.search_index import DAY, in_batches
from briefing.library.search_plan import Plan, expression, quoted
from briefing.library.search_query import Clause, Query
from briefing.library.snippet import sequence

if TYPE_CHECKING:
    from briefing.library.driver import Connection, Row

ORDERS = ("best", "newest", "speaker")
CANDIDATES = 1000
_STRONG = 300
# What weighs how much: being about whom or what was typed before the very wording, both before the kind of quote.
_SPEAKER, _TOPIC, _SIDE_BY_SIDE = 4.0, 3.0, 2.5
# What the quote itself weighs: its kind, whether it is checked or starred, and that it is short.
_WEIGHT = """
CASE kind WHEN 'direct' THEN 1.5 WHEN 'fragment' THEN 0.75 ELSE 0.0 END
+ 0.5 * (verified_on <> '') + 0.5 * (starred <> 0) + 1 / (1 + length(text) / 200.0)
"""
# A word of more quotes than this is not looked for in one column of all of them.
_COMMON = 10_000
# More people or topics of a name than these are not asked for one by one.
_MOST_BEARERS = 64


def best(reader: Connection, asked: Query, plan: Plan, keys: list[int] | None = None) -> list[int]:
    """Return order keys, best first: of the newest matches, and of the strongest among the older ones.

    ``keys``: the newest matches, when they are known: all of them, or no fewer than the candidates.
    """
    if keys is None:
        keys = [int(key) for (key,) in reader.execute(*plan.keys(CANDIDATES)).fetchall()]
    keys = keys[:CANDIDATES]
    weights = dict.fromkeys(keys, 0.0)
    words = [group for group in asked.groups if all(not (clause.column or clause.minus) for clause in group)]
    for sign in _signs(reader, words):
        for key in _showing(reader, plan, sign, keys):
            weights[key] = weights.get(key, 0.0) + sign.weight
    numbers = {-key % DAY: key for key in weights}
    sql = f"SELECT n, {_WEIGHT} FROM quote WHERE n IN ({{marks}})"
    for n, weight in in_batches(reader, sql, sorted(numbers)):
        weights[numbers[n]] += weight
    order = {key: -round(weight, 3) for key, weight in weights.items()}
    # Sorting twice by one value is quicker than once by two.
    return sorted(sorted(order), key=order.__getitem__)


@dataclass(frozen=True, slots=True)
class _Sign:
    """What speaks for a quote: an expression, and how much it weighs; ``near``: only the candidates are asked."""

    expression: str
    weight: float
    near: bool = False


def _showing(reader: Connection, plan: Plan, sign: _Sign, keys: list[int]) -> set[int]:
    """Return the order keys of the candidates with a sign, and of the newest that are older than all of them."""
    if not keys:
        return set()
    asked = [plan.keys(CANDIDATES, also=sign.expression, among=(keys[0], keys[-1]))]
    if len(keys) == CANDIDATES and not sign.near:
        asked.append(plan.keys(_STRONG, also=sign.expression, among=(keys[-1] + 1, 0)))
    return {key for one in asked for (key,) in reader.execute(*one).fetchall()}


def _signs(reader: Connection, words: Sequence[tuple[Clause, ...]]) -> list[_Sign]:
    signs: list[_Sign] = []
    counts: list[int] = []
    for group in words:
        counts.append(sum(expression(reader, clause)[0] for clause in group))
        for column, weight in (("speaker", _SPEAKER), ("topics", _TOPIC)):
            either = [expression(reader, clause, column)[1] for clause in group]
            if counts[-1] > _COMMON:
                # One column of a common word is read to the end where the word is rare in it. Names that hold it are
                # few or many: then their facets are asked for, or there is enough to find at once.
                tokens = _bearers(reader, column, group)
                either = [quoted(token) for token in tokens] if len(tokens) <= _MOST_BEARERS else either
            elif not _stands(reader, either):
                # Most words stand in no name: one look at the few quotes that have it saves two at all that is asked.
                continue
            if either:
                signs.append(_Sign("(" + " OR ".join(either) + ")", weight / len(words)))
    if len(words) > 1 and all(len(group) == 1 for group in words):
        keys: list[str] = []
        begins = False
        for at, (clause,) in enumerate(words):
            last = at + 1 == len(words)
            found, begins = sequence(clause.terms, unfinished=clause.unfinished and last)
            keys += found
        phrase = f"{{text}} : ({quoted(' '.join(keys))}{'*' if begins else ''})"
        signs.append(_Sign(phrase, _SIDE_BY_SIDE, near=min(counts) > _COMMON))
    return signs


def _stands(reader: Connection, expressions: Sequence[str]) -> bool:
    """Whether any quote matches one of these."""
    sql = "SELECT 1 FROM quote_search WHERE quote_search MATCH ? LIMIT 1"
    return reader.execute(sql, (" OR ".join(expressions),)).fetchone() is not None


# For people and for topics the terms and the facet of each, and what the tables looked like then.
_Named = dict[str, list[tuple[str, str]]]
_NAMED: WeakKeyDictionary[Connection, tuple[Row | None, _Named]] = WeakKeyDictionary()
_LOOKS = "SELECT " + ", ".join(
    f"(SELECT count(*) FROM {table}), (SELECT max(updated) FROM {table})"
    for table in ("person", "person_alias", "topic")
)


def _bearers(reader: Connection, column: str, group: Sequence[Clause]) -> list[str]:
    """Return the facets of the people or topics in whose names one of the clauses stands."""
    looks = reader.execute(_LOOKS).fetchone()
    held = _NAMED.get(reader)
    if held is None or held[0] != looks:
        named: _Named = {}
        for of, terms, token in Around(reader).bearers():
            named.setdefault(of, []).append((f" {terms} ", token))
        held = _NAMED[reader] = (looks, named)
    found: dict[str, None] = {}
    for clause in group:
        for way in clause.ways:
            keys, begins = sequence(way, unfinished=clause.unfinished)
            sought = " " + " ".join(keys) + ("" if begins else " ")
            found |= dict.fromkeys(token for terms, token in held[1].get(column, ()) if sought in terms)
    return list(found)


def swapped(shown: Sequence[int], ranked: Sequence[int], settled: int) -> list[int]:
    """Return the order to show when the ranked answer arrives: the first ``settled`` rows stay where they are.

    ``settled`` is how far somebody has looked or chosen in ``shown``; 0 takes the ranked order as it is.
    """
    kept = list(shown[:settled])
    there = set(kept)
    return kept + [n for n in ranked if n not in there]
