"""Which sheets of a printed edition a later one replaces, and what its pages are called among those that stay.

A page keeps the number it has on paper wherever it can. Sections are found again by their keys, the pages of one by
their words; what stands between two that are found takes the numbers of what stood there. Pages too many are called
8a, 8b; numbers left over are those of pages taken out. What stands before the first section and behind the last
(cover, contents, sources, index) is held against what stood there page by page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby
from string import ascii_lowercase

from briefing.book.diff import rising
from briefing.book.edition import Trace


@dataclass(frozen=True, slots=True)
class NewPage:
    """A page of the later edition: the key of its section (``""``: front or back matter) and the hash of its words.

    ``changed`` pages are never the same, whatever their words; with ``right`` it starts on the front of a leaf.
    """

    section: str
    words: str
    changed: bool = False
    right: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """A side of a leaf. ``label`` is what it is called; ``page`` the place of the new page on it, ``-1`` for none.

    ``number`` is the page of the earlier edition it takes the place of, 0 for none. ``removed`` are the first and the
    last page taken out, where it says so; else a side without a page is blank. ``changed`` is anything but what stood
    there.
    """

    label: str
    page: int = -1
    number: int = 0
    removed: tuple[int, int] | None = None
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf of the packet, its front first. ``replaces`` are the first and the last page that leave the binder for
    it, or none; ``after`` is what the page before it is called.
    """

    sides: tuple[Side, ...]
    replaces: tuple[int, int] | None
    after: str


@dataclass(frozen=True, slots=True)
class Packet:
    """The sheets to put in, in groups that stand together in the binder; ``labels`` has one for each new page.

    ``sides`` are those of the binder once they are put in, in order, and whether each came with the packet.
    """

    labels: tuple[str, ...]
    groups: tuple[tuple[Leaf, ...], ...]
    sides: tuple[tuple[Side, bool], ...]

    @property
    def binder(self) -> tuple[tuple[str, bool], ...]:
        """What the sides of the binder are called, and whether they came with the packet."""
        return tuple((side.label, came) for side, came in self.sides)

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """All leaves in order."""
        return tuple(leaf for group in self.groups for leaf in group)


def packet(old: Sequence[Trace], new: Sequence[NewPage], blank: str, *, two_sided: bool) -> Packet:
    """Return what of a later edition goes into an earlier one. ``new`` has no pages left blank between sections;
    ``blank`` is the hash of a page without words.

    On both sides of the paper whole leaves are replaced: a page that is the same is printed again with the one on its
    other side, and pages put in end with a blank where the next one is the back of a leaf.
    """
    filing = _Filing(old, new, blank, two_sided)
    filing.match()
    sides = list(filing.sides())
    labels = {side.page: side.label for side in sides if side.page >= 0}
    leaves = [tuple(sides[at : at + 2]) for at in range(0, len(sides), 2)] if two_sided else [(one,) for one in sides]
    groups: list[tuple[Leaf, ...]] = []
    binder: list[tuple[Side, bool]] = []
    before = ""
    for changed, run in groupby(leaves, lambda leaf: any(side.changed for side in leaf)):
        held = list(run)
        if changed:
            groups.append(tuple(_leaves(held, before)))
            held = [leaf.sides for leaf in groups[-1]]
        binder += [(side, changed) for leaf in held for side in leaf]
        before = held[-1][-1].label
    return Packet(tuple(labels[page] for page in range(len(new))), tuple(groups), tuple(binder))


def parts(own: Sequence[int], labels: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """Return what each page of a section says of its place among the section's own: its number, and of how many.

    ``own`` are the numbers its pages had in the earlier edition, ``labels`` what they are called now, both in order.
    Pages that stay say what they said, so the ones put in follow them as ``2a``: what is on paper stays true, and the
    row is whole as long as every number up to the last is there. A section that is new counts its own pages; a page
    put in before the first says nothing (``("", 0)``).
    """
    places = {str(number): place for place, number in enumerate(own, 1)}
    if not places:
        return tuple((str(place), len(labels)) for place in range(1, len(labels) + 1))
    out: list[tuple[str, int]] = []
    last, more = 0, _letters()
    for label in labels:
        if label in places:
            last, more = places[label], _letters()
            out.append((str(last), len(own)))
        else:
            out.append((f"{last}{next(more)}", len(own)) if last else ("", 0))
    return tuple(out)


def _leaves(held: Sequence[tuple[Side, ...]], before: str) -> Iterator[Leaf]:
    """Yield the leaves of a group, one for all that are only taken out."""
    for out, run in groupby(held, lambda leaf: all(side.removed for side in leaf)):
        leaves = list(run)
        if out:
            ends = (leaves[0][0], leaves[-1][-1])[: len(leaves[0])]
            gone = ends[0].number, leaves[-1][-1].number
            yield Leaf(tuple(replace(side, removed=gone) for side in ends), gone, before)
            before = ends[-1].label
            continue
        for leaf in leaves:
            numbers = [side.number for side in leaf if side.number]
            yield Leaf(leaf, (numbers[0], numbers[-1]) if numbers else None, before)
            before = leaf[-1].label


class _Filing:
    """One edition being filed into another."""

    def __init__(self, old: Sequence[Trace], new: Sequence[NewPage], blank: str, two_sided: bool) -> None:
        self._old, self._new, self._two_sided = old, new, two_sided
        self._blanks = {n for n, one in enumerate(old, 1) if not one.section and one.words == blank}
        self._at: dict[int, int] = {}
        self._after: dict[int, list[int]] = {}
        self._last = 0

    def match(self) -> None:
        """Find a place for every new page."""
        numbers = [n for n in range(1, len(self._old) + 1) if n not in self._blanks]
        old = _runs(numbers, [self._old[n - 1].section for n in numbers])
        new = _runs(list(range(len(self._new))), [one.section for one in self._new])
        places = {key: place for place, (key, _) in enumerate(old)}
        common = [key for key, _ in new if key in places]
        stayed = {common[at] for at in rising([places[key] for key in common])}
        done = 0
        between: list[int] = []
        for key, pages in new:
            if key not in stayed:
                between += pages
                continue
            self._fill([n for _, gone in old[done : places[key]] for n in gone], between)
            self._pair(key, old[places[key]][1], pages)
            done, between = places[key] + 1, []
        self._fill([n for _, gone in old[done:] for n in gone], between)

    def _pair(self, key: tuple[str, int], numbers: Sequence[int], pages: Sequence[int]) -> None:
        """Place the pages of a section where it stood; those of front and back matter one after the other."""
        if not key[0]:
            self._fill(numbers, pages)
            return
        words = [self._old[n - 1].words for n in numbers], [self._new[page].words for page in pages]
        for _, a1, a2, b1, b2 in SequenceMatcher(None, *words, autojunk=False).get_opcodes():
            self._fill(numbers[a1:a2], pages[b1:b2])

    def _fill(self, numbers: Sequence[int], pages: Sequence[int]) -> None:
        """Give numbers to pages in order; where there are too few, blanks that follow are used, then letters."""
        free = list(numbers)
        for page in pages:
            right = self._two_sided and self._new[page].right
            while free and right and free[0] % 2 == 0:
                self._last = free.pop(0)
            following = self._last + 1
            # A blank behind pages with letters stays behind them.
            spare = not free and following in self._blanks - self._at.keys() and self._last not in self._after
            if spare and right and following % 2 == 0:
                self._last, spare = following, False
            if free or spare:
                self._last = free.pop(0) if free else following
                self._at[self._last] = page
            else:
                self._after.setdefault(self._last, []).append(page)
        if free:
            self._last = free[-1]

    def sides(self) -> Iterator[Side]:
        """Yield all sides of the binder in order, what stays and what is new."""
        front = True  # whether the next side is the front of a leaf
        for number in range(len(self._old) + 1):
            letters = _letters()
            if number:
                yield self._numbered(number)
                front = self._two_sided and number % 2 == 0
            for page in self._after.get(number, ()):
                if self._two_sided and self._new[page].right and not front:
                    yield Side(f"{number}{next(letters)}", changed=True)
                    front = True
                yield Side(f"{number}{next(letters)}", page, changed=True)
                front = not front
            if self._two_sided and number in self._after and front != (number % 2 == 0):
                yield Side(f"{number}{next(letters)}", changed=True)
                front = not front

    def _numbered(self, number: int) -> Side:
        page = self._at.get(number, -1)
        if page < 0:
            gone = None if number in self._blanks else (number, number)
            return Side(str(number), page, number, gone, changed=gone is not None)
        was, now = self._old[number - 1], self._new[page]
        same = (was.section, was.words) == (now.section, now.words) and not now.changed
        return Side(str(number), page, number, changed=not same)


def _runs(places: Sequence[int], sections: Sequence[str]) -> list[tuple[tuple[str, int], list[int]]]:
    """Return the runs of pages of one section; what has none is known by standing first or further back."""
    out: list[tuple[tuple[str, int], list[int]]] = []
    seen: dict[str, int] = {}
    for section, run in groupby(zip(sections, places, strict=True), lambda one: one[0]):
        count = seen[section] = seen.get(section, 0) + 1 if section else int(bool(out))
        out.append(((section, count), [place for _, place in run]))
    return out


def _letters() -> Iterator[str]:
    """Yield a, b, … z, aa, ab and so on."""
    yield from ascii_lowercase
    for first in _letters():
        yield from (first + last for last in ascii_lowercase)
