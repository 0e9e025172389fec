"""Where a search's words stand in a text, and the stretch of text to show around them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from briefing.library.search_query import Clause
from briefing.text import folding

OPEN, CLOSE = "\x02", "\x03"
_WHOLE = 280
_BEFORE, _WINDOW = 70, 240


def sequence(terms: Sequence[folding.Term], *, unfinished: bool) -> tuple[tuple[str, ...], bool]:
    """Return the index terms that must follow each other for a clause, and whether the last may go on.

    A run without spaces ends on its last pair when it ends the clause; a single such character is a beginning.
    """
    keys: list[str] = []
    begins = False
    for at, term in enumerate(terms):
        last = at + 1 == len(terms)
        if term.unspaced and last:
            begins = len(term.keys) == 1
            keys.extend(term.keys if begins else term.keys[:-1])
        else:
            keys.extend(term.keys)
            begins = last and unfinished
    return tuple(keys), begins


class Marker:
    """The words of a query, ready to be looked for in many texts."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self._sought = [
            [_Sought(way, unfinished=clause.unfinished) for way in clause.ways] for clause in clauses if clause.terms
        ]

    def __len__(self) -> int:
        return len(self._sought)

    def found(self, text: str) -> list[list[tuple[int, int]]]:
        """Return for each clause with words where it stands in ``text`` (code points)."""
        level = folding.level(text)
        out: list[list[tuple[int, int]]]
        if level is not None:
            out = [[place for sought in ways for place in sought.within(level)] for ways in self._sought]
            return out if len(level) == len(text) else _put_back(text, out)
        normal = unicodedata.is_normalized("NFKC", text)
        laid: list[_Laid] = []
        out = []
        for ways in self._sought:
            places: list[tuple[int, int]] = []
            for sought in ways:
                if sought.run and normal:
                    places += _occurrences(text, sought.run)
                else:
                    laid = laid or _lay(text)
                    places += sought.among(laid)
            out.append(places)
        return out


def _put_back(text: str, found: list[list[tuple[int, int]]]) -> list[list[tuple[int, int]]]:
    """Return places in the level form of a text as places in the text, where some letters were one (ß for ss)."""
    if not any(found):
        return found
    at = [place for place, letter in enumerate(text) for _ in folding.level(letter) or letter]
    return [[(at[start], at[end - 1] + 1) for start, end in places] for places in found]


class _Sought:
    """One way to write a clause: its terms in order, and where possible a cheaper way to the same places."""

    def __init__(self, terms: Sequence[folding.Term], *, unfinished: bool) -> None:
        self.keys, self.begins = sequence(terms, unfinished=unfinished)
        unspaced = len(terms) == 1 and terms[0].unspaced
        self.run = self.keys[0] + "".join(key[1:] for key in self.keys[1:]) if unspaced else ""
        self.pattern: re.Pattern[str] | None = None
        self.hyphened: re.Pattern[str] | None = None
        if all(key.isascii() for key in self.keys):
            words = "[^a-z0-9]+".join(self.keys)
            ending = "[a-z0-9]*" if self.begins else "(?![a-z0-9])"
            self.pattern = re.compile(f"(?<![a-z0-9]){words}{ending}")
            if len(self.keys) == 1 and len(words) > 3:
                # "cooperation" found in "co-operation".
                self.hyphened = re.compile(f"(?<![a-z0-9-]){'-?'.join(words)}{ending}")

    def within(self, level: str) -> list[tuple[int, int]]:
        """Return the places in a text that is plain ASCII in lower case."""
        if self.pattern is None:
            return []
        places = [match.span() for match in self.pattern.finditer(level)]
        if not places and self.hyphened is not None and "-" in level:
            places = [match.span() for match in self.hyphened.finditer(level)]
        return places

    def among(self, laid: list[_Laid]) -> list[tuple[int, int]]:
        """Return the places of the clause among the terms of a text."""
        first = self.keys[0]
        loose = self.begins and len(self.keys) == 1
        starts = [at for at, one in enumerate(laid) if one[0] == first or (loose and one[0].startswith(first))]
        return [self._place(laid, at) for at in starts if self._stands(laid, at)]

    def _stands(self, laid: list[_Laid], at: int) -> bool:
        last = len(self.keys) - 1
        if at + last >= len(laid):
            return False
        if not all(laid[at + step][0] == key for step, key in enumerate(self.keys[:last])):
            return False
        held = laid[at + last][0]
        return held == self.keys[last] or (self.begins and held.startswith(self.keys[last]))

    def _place(self, laid: list[_Laid], at: int) -> tuple[int, int]:
        # A pair stands for two characters; a beginning of one character marks that character only.
        if self.begins and len(self.keys) == 1 and len(self.keys[0]) == 1 and laid[at][3]:
            return laid[at][1], laid[at][1] + 1
        return laid[at][1], laid[at + len(self.keys) - 1][2]


# An index term of a text with its start and end there, and whether it is of an unspaced script.
_Laid = tuple[str, int, int, bool]


def _lay(text: str) -> list[_Laid]:
    laid: list[_Laid] = []
    for start, end, keys, unspaced in folding.terms(text):
        if unspaced and len(keys) == end - start:
            laid.extend((key, start + at, start + at + len(key), True) for at, key in enumerate(keys))
        else:
            laid.extend((key, start, end, False) for key in keys)
    return laid


def _occurrences(text: str, run: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    at = text.find(run)
    while at >= 0:
        found.append((at, at + len(run)))
        at = text.find(run, at + 1)
    return found


def _joined(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def snippet(text: str, matched: Sequence[Sequence[tuple[int, int]]]) -> str:
    """Return ``text``, cut around its first match when long, with the matches between ``OPEN`` and ``CLOSE``.

    ``matched`` is what ``Marker.found`` gives for the text; the text must hold neither mark (``clean`` sees to it).
    """
    places = _joined([place for found in matched for place in found])
    start, end = 0, len(text)
    if len(text) > _WHOLE:
        first = places[0][0] if places else 0
        start = _word_start(text, max(0, first - _BEFORE)) if first > _BEFORE else 0
        end = min(len(text), start + _WINDOW)
    parts: list[str] = ["…"] if start else []
    at = start
    for left, right in places:
        if left < at or left >= end:
            continue
        parts += (text[at:left], OPEN, text[left : min(right, end)], CLOSE)
        at = min(right, end)
    parts.append(text[at:end])
    if end < len(text):
        parts.append("…")
    return "".join(parts)


def _word_start(text: str, near: int) -> int:
    blank = text.find(" ", near, near + 30)
    return blank + 1 if blank >= 0 else near
