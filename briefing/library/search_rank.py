"""Orders of an answer other than newest first: best first, and by speaker.

Nothing is ranked that need not be: scoring all matches of a common word takes seconds at a million quotes. The newest
thousand matches are weighed, and with them the newest of those in which what was typed is the speaker, the topic or a
wording side by side; whatever is left follows, newest first. A word still being typed weighs as much as when it is
whole, so the order does not jump with every letter.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from briefing.library.search_index import DAY
from briefing.library.search_plan import Plan, expression, quoted
from briefing.library.search_query import Clause, Query
from briefing.library.snippet import sequence
from briefing.text.folding import fold

if TYPE_CHECKING:
    from briefing.library.driver import Connection

ORDERS = ("best", "newest", "speaker")
CANDIDATES = 1000
_STRONG = 300
# What weighs how much: being about whom or what was typed before the very wording, both before the kind of quote.
_SPEAKER, _TOPIC, _SIDE_BY_SIDE = 4.0, 3.0, 2.5
_KINDS = {"direct": 1.5, "fragment": 0.75}
_CHECKED = 0.5
_BATCH = 500


def best(reader: Connection, asked: Query, plan: Plan) -> list[int]:
    """Return order keys, best first: of the newest matches, and of the strongest among the older ones."""
    keys = [int(key) for (key,) in reader.execute(*plan.keys(CANDIDATES))]
    weights = dict.fromkeys(keys, 0.0)
    words = [group for group in asked.groups if all(not (clause.column or clause.minus) for clause in group)]
    room = CANDIDATES + _STRONG if len(keys) == CANDIDATES else CANDIDATES
    for wanted, weight in _signs(reader, words):
        for (key,) in reader.execute(*plan.keys(room, also=wanted)):
            weights[key] = weights.get(key, 0.0) + weight
    numbers = {-key % DAY: key for key in weights}
    for some in _batches(list(numbers)):
        sql = f"SELECT n, kind, verified_on <> '', starred, length(text) FROM quote WHERE n IN ({some})"
        for n, kind, verified, starred, length in reader.execute(sql):
            short = 1 / (1 + length / 200)
            weights[numbers[n]] += _KINDS.get(kind, 0.0) + _CHECKED * (bool(verified) + bool(starred)) + short
    return sorted(weights, key=lambda key: (-round(weights[key], 3), key))


def _signs(reader: Connection, words: Sequence[tuple[Clause, ...]]) -> list[tuple[str, float]]:
    """Return expressions of what speaks for a quote, and how much."""
    signs: list[tuple[str, float]] = []
    for group in words:
        for column, weight in (("speaker", _SPEAKER), ("topics", _TOPIC)):
            either = [expression(reader, clause, column)[1] for clause in group]
            signs.append(("(" + " OR ".join(either) + ")", weight / len(words)))
    if len(words) > 1 and all(len(group) == 1 for group in words):
        keys: list[str] = []
        begins = False
        for at, (clause,) in enumerate(words):
            last = at + 1 == len(words)
            found, begins = sequence(clause.terms, unfinished=clause.unfinished and last)
            keys += found
        signs.append((f"{{text}} : ({quoted(' '.join(keys))}{'*' if begins else ''})", _SIDE_BY_SIDE))
    return signs


def by_speaker(reader: Connection, ns: Sequence[int]) -> array[int]:
    """Return row numbers, given newest first, by the speaker's sort key; nobody's come last."""
    people = {
        key: fold(sort_key or name) for key, name, sort_key in reader.execute("SELECT id, name, sort_key FROM person")
    }
    named: dict[int, str] = {}
    for some in _batches(ns):
        for n, person, unnamed in reader.execute(f"SELECT n, person_id, unnamed_label FROM quote WHERE n IN ({some})"):
            named[n] = people.get(person, "") or fold(unnamed)
    return array("q", sorted(ns, key=lambda n: (not named.get(n), named.get(n, ""))))


def _batches(ns: Sequence[int]) -> Iterable[str]:
    for at in range(0, len(ns), _BATCH):
        yield ",".join(map(str, ns[at : at + _BATCH]))


def swapped(shown: Sequence[int], ranked: Sequence[int], settled: int) -> list[int]:
    """Return the order to show when the ranked answer arrives: the first ``settled`` rows stay where they are.

    ``settled`` is how far somebody has looked or chosen in ``shown``; 0 takes the ranked order as it is.
    """
    kept = list(shown[:settled])
    there = set(kept)
    return kept + [n for n in ranked if n not in there]
