"""Names of very many things, ready to be asked for by their words; the last word asked for may be a beginning.

A scan of fifty thousand titles takes a key's whole frame and more. Here each word knows in which names it stands, so
that only what is found is looked at.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from heapq import nsmallest

_LAST = "\U0010ffff"
# What is gathered of more names than this is kept: the same beginning is asked for with every further word.
_KEPT = 2000
# Looking into a name takes so many times as long as taking it from a list.
_LOOK = 3
_NONE = array("l")


class Names:
    """Names by number, in the order given: each its folded words with a blank before every one."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = list(names)
        holding: dict[str, array[int]] = {}
        beginning: dict[str, array[int]] = {}
        for n, name in enumerate(self._names):
            words = set(name.split(" "))
            words.discard("")
            for word in words:
                _among(holding, word).append(n)
            for letter in {word[0] for word in words}:
                _among(beginning, letter).append(n)
        self._holding = holding
        self._words = sorted(holding)
        self._beginning = beginning

    def find(self, wanted: Sequence[Sequence[str]], most: int) -> tuple[int, list[int]]:
        """Return how many names hold of each of ``wanted`` one way to write it, and the first of them.

        A way is words with a blank before each that stand side by side; the last of them may go on.
        """
        asked = sorted(((sum(map(self._at_most, ways)), ways) for ways in wanted), key=lambda one: one[0])
        if not asked:
            return len(self._names), list(range(min(most, len(self._names))))
        lists = [self._with(way) for way in asked[0][1]]
        if len(asked) == 1:
            total = len(lists[0]) if len(lists) == 1 else len(set[int]().union(*lists))
            return total, sorted(set[int]().union(*(one[:most] for one in lists)))[:most]
        found = set[int]().union(*lists)
        for count, ways in asked[1:]:
            if len(found) * _LOOK < count:
                found = {n for n in found if any(way in self._names[n] for way in ways)}
            else:
                found.intersection_update(set[int]().union(*map(self._with, ways)))
        return len(found), nsmallest(most, found)

    def _at_most(self, way: str) -> int:
        """Return a number of names that is not below those that hold a way."""
        *whole, begun = way.split(" ")[1:]
        return min([self._size(begun), *(len(self._holding.get(word, ())) for word in whole)])

    def _size(self, begun: str) -> int:
        if begun in self._beginning:
            return len(self._beginning[begun])
        return sum(len(self._holding[word]) for word in self._going_on(begun))

    def _with(self, way: str) -> Sequence[int]:
        """Return the names that hold one way, in order."""
        *whole, begun = way.split(" ")[1:]
        if not whole:
            return self._begun(begun)
        rarest = min((self._holding.get(word, _NONE) for word in whole), key=len)
        among = self._begun(begun) if self._size(begun) < len(rarest) else rarest
        return [n for n in among if way in self._names[n]]

    def _begun(self, begun: str) -> Sequence[int]:
        """Return the names in which a word begins so, in order."""
        found = self._beginning.get(begun)
        if found is not None:
            return found
        lists = [self._holding[word] for word in self._going_on(begun)]
        if len(lists) == 1:
            return lists[0]
        gathered = array("l", sorted(set[int]().union(*lists)))
        if len(gathered) > _KEPT:
            self._beginning[begun] = gathered
        return gathered

    def _going_on(self, begun: str) -> list[str]:
        """Return the words that begin so."""
        return self._words[bisect_left(self._words, begun) : bisect_left(self._words, begun + _LAST)]


def _among(lists: dict[str, array[int]], word: str) -> array[int]:
    held = lists.get(word)
    if held is None:
        held = lists[word] = array("l")
    return held
