"""By speaker: an answer in the order of the speakers' sort keys, of each the newest first.

People come first, in the order in which a quote sheet prints them; then what is said by nobody known, by the label that
stands for them ("a senior official"); last what names nobody at all.

A page of a common word needs few people: they are asked for their matches by their facets, several at a time, until
there is enough. A look at the newest matches tells who need not be asked. What names nobody known has no facet to ask
for: all of it is read, when a page reaches so far. Few matches are looked up and sorted; a whole list of very many is
gone through person by person.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from briefing.library.quote_lists import LABEL
from briefing.library.search_entry import facet
from briefing.library.search_index import DAY, in_batches
from briefing.library.search_plan import INDEXED_PREFIX, Plan, quoted
from briefing.text.folding import fold

if TYPE_CHECKING:
    from briefing.library.driver import Connection, Row

# So many people are asked for in one expression; of more, each further one costs as much as asking again.
_AT_ONCE = 96
# Of a block of people so many matches are hoped for: a little more than are wanted, for falling short costs a block
# more, and these at most. They are looked up one by one to learn whose they are, so no more than that are taken.
_ENOUGH, _HOPED, _MOST = 1.1, 300, 800
# So many of the newest matches are looked up first, to learn who speaks: looking one up costs more than finding it.
# Words side by side are dear to find: there all at hand are looked up, when they are a good part of all.
_NEWEST, _GOOD_PART = 100, 0.45
# Of fewer matches than so many times what is wanted all are looked up.
_SORTED = 6
# More than so many are wanted as a whole. To look one match up costs about so many times what it costs to go past one
# quote of all, so a whole list is gone through when it is a good part of all.
_MANY, _DEARER = 5000, 8
# When the newest matches are said by so few people, and the first page ends further down than this, it is asked
# whether anybody else has older ones, instead of asking all who come before.
_FEW, _FAR = 16, 128
_EARLIEST = -(1 << 62)
# The beginning of all facets of people, as long as beginnings with a list of their own are.
_SAID_BY_ANYBODY = f"{quoted(facet('speaker')[:INDEXED_PREFIX])}*"

_WHOSE = f"""
SELECT n, person_id, CASE WHEN person_id IS NULL THEN {LABEL} END FROM quote q WHERE n IN ({{marks}})
"""

# A quote's place in the order: of its speaker, the label of somebody not known, its order key.
_Place = tuple[int, str, int]


@dataclass(frozen=True, slots=True)
class _People:
    """All people in order: what asks for their quotes, about what share of ``quotes`` is theirs, each one's place."""

    facets: list[str]
    shares: list[float]
    places: dict[str, int]
    quotes: int


_PEOPLE: WeakKeyDictionary[Connection, tuple[Row | None, _People]] = WeakKeyDictionary()


def _people(reader: Connection) -> _People:
    looks = reader.execute("SELECT count(*), max(updated) FROM person").fetchone()
    held = _PEOPLE.get(reader)
    if held is None or held[0] != looks:
        rows = reader.execute("SELECT id, name, sort_key FROM person").fetchall()
        ordered = [key for _, key in sorted((fold(sort_key or name), key) for key, name, sort_key in rows)]
        facets = [facet("speaker", key) for key in ordered]
        counted = dict(_counted(reader, facet("speaker")))
        whole = max(1, sum(counted.values()))
        made = _People(
            [quoted(one) for one in facets],
            [counted.get(one, 0) / whole for one in facets],
            {key: place for place, key in enumerate(ordered)},
            whole,
        )
        held = _PEOPLE[reader] = (looks, made)
    return held[1]


def _counted(reader: Connection, prefix: str) -> list[tuple[str, int]]:
    """Return the facets that begin so, and about how many quotes hold each."""
    sql = "SELECT term, quotes FROM quote_word WHERE term > ? AND term < ?"
    return [
        (str(term), int(quotes)) for term, quotes in reader.execute(sql, (prefix, prefix + "\U0010ffff")).fetchall()
    ]


def by_speaker(reader: Connection, plan: Plan, keys: Sequence[int], wanted: int, *, whole: bool) -> list[int]:
    """Return the first ``wanted`` order keys of an answer by speaker.

    ``keys``: the newest matches, newest first, at least one; ``whole``: these are all there are.
    """
    people = _people(reader)
    if not whole:
        share = _share_between(reader, keys)
        if wanted <= min(_MANY, len(keys) / share / _SORTED):
            newest = keys if plan.side_by_side and share > _GOOD_PART else keys[:_NEWEST]
            found = _Asking(reader, plan, people, newest).first(wanted, len(keys) / share)
            return [key for _, _, key in found[:wanted]]
        keys = [key for (key,) in reader.execute(*plan.keys(-1)).fetchall()]
    if len(keys) * _DEARER > people.quotes and len(keys) > _MANY:
        return _gone_through(reader, people, keys)[:wanted]
    return [key for _, _, key in sorted(_placed(reader, people, keys))[:wanted]]


def _gone_through(reader: Connection, people: _People, keys: Sequence[int]) -> list[int]:
    """Return order keys by speaker: of every person in turn those that are among them."""
    wanted = set(keys)
    found: list[int] = []
    for person in people.places:
        theirs = reader.execute("SELECT order_key FROM quote WHERE person_id = ? ORDER BY order_key", (person,))
        found += [key for (key,) in theirs.fetchall() if key in wanted]
    wanted.difference_update(found)
    return found + [key for _, _, key in sorted(_placed(reader, people, list(wanted)))]


def _placed(reader: Connection, people: _People, keys: Sequence[int]) -> list[_Place]:
    """Return the places of quotes."""
    nobody = len(people.places)
    found: list[_Place] = []
    folded = {"": ""}
    numbers = {-key % DAY: key for key in keys}
    for n, person, label in in_batches(reader, _WHOSE, sorted(numbers)):
        if person:
            found.append((people.places.get(person, nobody), "", numbers[n]))
            continue
        if label not in folded:
            folded[label] = fold(label)
        named = folded[label]
        found.append((nobody if named else nobody + 1, named, numbers[n]))
    return found


def _share_between(reader: Connection, keys: Sequence[int]) -> float:
    """Return about what share of the quotes that are no newer than the first of these is no older than the last."""
    first, last = -keys[0] // DAY, -keys[-1] // DAY
    prefix = facet("month")
    between = older = 0
    for term, quotes in _counted(reader, prefix):
        month = int(term[len(prefix) :].ljust(6, "0")) * 100
        if month < last - last % 100:
            older += quotes
        elif month <= first:
            between += quotes
    return max(0.001, between / max(1, between + older))


class _Asking:
    """Asks for the matches of people that are older than those that are known."""

    def __init__(self, reader: Connection, plan: Plan, people: _People, newest: Sequence[int]) -> None:
        self._reader = reader
        self._plan = plan
        self._people = people
        self._range = (newest[-1] + 1, 0)
        self._newest = newest

    def first(self, wanted: int, about: float) -> list[_Place]:
        """Return the first places of ``about`` so many matches, at least as many as ``wanted`` if there are."""
        known = sorted(_placed(self._reader, self._people, self._newest))
        nobody = len(self._people.facets)
        last = known[wanted - 1][0] if len(known) >= wanted else nobody
        asked: Sequence[int] = range(min(last + 1, nobody))
        speakers = sorted({place for place, _, _ in known if place < nobody})
        if speakers and len(speakers) <= _FEW and last > _FAR:
            others = self._said_by_others(speakers)
            if others is not None:
                known, asked = sorted(known + others), speakers
        found: list[_Place] = []
        taken, at, size, hoped = 0, 0, _AT_ONCE, 0.0
        while at < len(asked) and len(found) < wanted:
            left = min((wanted - len(found)) * _ENOUGH, _HOPED) * max(1.0, hoped / max(1, len(found)))
            some, share = self._block(asked[at : at + size], left / about)
            older = self._said_by(some, wanted - len(found))
            if older is None:
                size = len(some) // 2
                continue
            at, size, hoped = at + len(some), _AT_ONCE, hoped + share * about
            upto = bisect_left(known, (asked[at] if at < len(asked) else nobody, "", _EARLIEST))
            found += sorted(known[taken:upto] + older)
            taken = upto
        if len(found) < wanted:
            known += _placed(self._reader, self._people, self._keys(-1, without=_SAID_BY_ANYBODY))
            found += sorted(known[taken:])
        return found

    def _block(self, asked: Sequence[int], enough: float) -> tuple[Sequence[int], float]:
        """Return the first of these people who have enough of all quotes together, and what share they have."""
        share = 0.0
        for at, place in enumerate(asked):
            share += self._people.shares[place]
            if share >= enough:
                return asked[: at + 1], share
        return asked, share

    def _said_by(self, some: Sequence[int], wanted: int) -> list[_Place] | None:
        """Return the older matches of people, ``None`` when there are too many to look up whose they are."""
        facets = [self._people.facets[place] for place in some]
        if len(facets) == 1:
            return [(some[0], "", key) for key in self._keys(wanted, also=facets[0])]
        keys = self._keys(_MOST + 1, also=f"({' OR '.join(facets)})")
        return _placed(self._reader, self._people, keys) if len(keys) <= _MOST else None

    def _said_by_others(self, speakers: Sequence[int]) -> list[_Place] | None:
        """Return the older matches of all people but these, ``None`` when there are many."""
        these = " OR ".join(self._people.facets[place] for place in speakers)
        keys = self._keys(_MOST + 1, without=these)
        if len(keys) > _MOST:
            return None
        places = _placed(self._reader, self._people, keys)
        # What is said by nobody known is asked for at the end.
        return [place for place in places if place[0] < len(self._people.facets)]

    def _keys(self, limit: int, also: str = "", without: str = "") -> list[int]:
        statement = self._plan.keys(limit, also=also, without=without, among=self._range)
        return [key for (key,) in self._reader.execute(*statement).fetchall()]
