"""Where a search's words stand in a text, and the stretch of text to show around them."""

from __future__ import annotations

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


def spans(text: str, clauses: Sequence[Clause]) -> list[tuple[int, int]]:
    """Return the stretches of ``text`` (code points) that the clauses match, in order and not overlapping."""
    wanted = [sequence(clause.terms, unfinished=clause.unfinished) for clause in clauses if clause.terms]
    if not wanted:
        return []
    laid = _laid(text)
    found: list[tuple[int, int]] = []
    for keys, begins in wanted:
        for at in range(len(laid) - len(keys) + 1):
            if _stands(laid, at, keys, begins=begins):
                # A pair stands for two characters; a beginning of one character marks that character only.
                end = laid[at + len(keys) - 1][2]
                if begins and len(keys) == 1 and len(keys[0]) == 1 and laid[at][3]:
                    end = laid[at][1] + 1
                found.append((laid[at][1], end))
    return _joined(found)


def _stands(laid: list[tuple[str, int, int, bool]], at: int, keys: tuple[str, ...], *, begins: bool) -> bool:
    last = len(keys) - 1
    for step, key in enumerate(keys):
        held = laid[at + step][0]
        if held != key and not (begins and step == last and held.startswith(key)):
            return False
    return True


def _laid(text: str) -> list[tuple[str, int, int, bool]]:
    """Return every index term of ``text`` with its start and end there, and whether it is of an unspaced script."""
    laid: list[tuple[str, int, int, bool]] = []
    for term in folding.terms(text):
        exact = term.unspaced and len(term.keys) == term.end - term.start
        for at, key in enumerate(term.keys):
            if exact:
                laid.append((key, term.start + at, term.start + at + len(key), True))
            else:
                laid.append((key, term.start, term.end, False))
    return laid


def _joined(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def snippet(text: str, clauses: Sequence[Clause]) -> str:
    """Return ``text``, cut around its first match when long, with matches between ``OPEN`` and ``CLOSE``."""
    text = text.replace(OPEN, "").replace(CLOSE, "")
    matched = spans(text, clauses)
    start, end = 0, len(text)
    if len(text) > _WHOLE:
        first = matched[0][0] if matched else 0
        start = _word_start(text, max(0, first - _BEFORE)) if first > _BEFORE else 0
        end = min(len(text), start + _WINDOW)
    parts: list[str] = ["…"] if start else []
    at = start
    for left, right in matched:
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
