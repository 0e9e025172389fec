"""Quotation marks: where quoted words begin and end, whatever marks a text uses and however it mixes them.

Pairs “ ” " " „ “ » « « » ‘ ’ '' '' 「 」 『 』, closers of another family, marks that are missing, quotes in
quotes (the outer one counts), and quotes that run over paragraphs with a mark at the head of each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DOUBLE = '“”„‟"＂'
_CORNERS = {"「": "」", "『": "』"}
_ANGLES = {"«": "»", "»": "«", "‹": "›", "›": "‹"}
_SINGLE = "‘‚'"
_OPENER_BEFORE = " \t\u00a0\u202f\u3000([{—–-/:;,>…\n"
_ENDING = ",.!?…;:"
_BLANK = " \t\u00a0\u202f\u3000"
_PARAGRAPH = re.compile(r"[^\n]+")
_TWO = re.compile(r"``|''|´´")
_LONGEST_SINGLE = 1500


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words: ``start`` to ``end`` without the marks; ``left`` to ``right`` with them (code points).

    ``closing`` is ``""`` when the mark is missing; ``carried`` when a quote goes on from the paragraph before.
    """

    start: int
    end: int
    left: int
    right: int
    opening: str
    closing: str
    carried: bool = False


def quotations(text: str) -> list[Quotation]:
    """Return every outer quotation of ``text`` in order, one for each paragraph it runs over. Never raises."""
    # Two single marks are one double; one character each, so that places stay as they are.
    level = _TWO.sub('\x00"', text)
    found: list[Quotation] = []
    open_at_end = False
    for paragraph in _PARAGRAPH.finditer(level):
        if not paragraph.group().strip():
            continue
        start = len(found)
        _paragraph(level, paragraph.start(), paragraph.end(), found)
        if open_at_end and len(found) > start and not level[paragraph.start() : found[start].left].strip():
            first = found[start]
            found[start] = Quotation(
                first.start, first.end, first.left, first.right, first.opening, first.closing, carried=True
            )
        open_at_end = len(found) > start and not found[-1].closing
    return found


def _paragraph(text: str, start: int, end: int, found: list[Quotation]) -> None:
    at = start
    while at < end:
        mark = text[at]
        close = -1
        if mark in _CORNERS:
            close = _corner(text, at, end)
        elif mark in _ANGLES:
            close = _angle(text, at, end) if _opens(text, at, start) or mark in "«‹" else at
        elif mark in _DOUBLE:
            close = _double(text, at, end) if mark in "“„‟" or _opens(text, at, start) else at
        elif mark in _SINGLE and _opens(text, at, start) and text[at + 1 : at + 2].strip():
            close = _single(text, at, end)
            close = at if close < 0 else close
        else:
            at += 1
            continue
        if close == at:
            at += 1
            continue
        missing = close < 0
        right = end if missing else close + 1
        _add(text, at, end if missing else close, right, missing, found)
        at = max(at + 1, right)


def _add(text: str, left: int, stop: int, right: int, missing: bool, found: list[Quotation]) -> None:
    start = left + 1
    while start < stop and text[start] in _BLANK + "\x00":
        start += 1
    while stop > start and text[stop - 1] in _BLANK + "\x00":
        stop -= 1
    if stop > start:
        shown = left - 1 if left and text[left - 1] == "\x00" else left
        found.append(Quotation(start, stop, shown, right, text[left], "" if missing else text[right - 1]))


def _opens(text: str, at: int, start: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + 1 : at + 2]
    return (before in _OPENER_BEFORE or before in _DOUBLE + "\x00") and bool(after)


def _corner(text: str, at: int, end: int) -> int:
    depth = 0
    for place in range(at, end):
        if text[place] == text[at]:
            depth += 1
        elif text[place] == _CORNERS[text[at]]:
            depth -= 1
            if depth == 0:
                return place
    return -1


def _angle(text: str, at: int, end: int) -> int:
    close = text.find(_ANGLES[text[at]], at + 1, end)
    if close >= 0:
        return close
    # The same mark twice, or a mark of another family.
    for place in range(at + 1, end):
        if text[place] in _DOUBLE + text[at] and _closes(text, place, end):
            return place
    return -1


def _closes(text: str, at: int, end: int) -> bool:
    after = text[at + 1] if at + 1 < end else " "
    return not after.isalnum() and (text[at - 1] not in _BLANK or after in _BLANK + ",.;:")


def _double(text: str, at: int, end: int) -> int:
    family = text[at]
    for place in range(at + 1, end):
        mark = text[place]
        if mark == "”" or (mark == "“" and family == "„"):
            return place
        if mark not in _DOUBLE:
            continue
        if mark == '"' and text[place - 1].isdigit() and _inches(text, place, end):
            continue
        if _closes(text, place, end):
            return place
        if text[place - 1] in _BLANK + "\x00(" and mark in '“„"':
            # The next one opens before this one was closed: it ends with the words before.
            return _unclosed(text, at, place)
    return -1


def _unclosed(text: str, at: int, before: int) -> int:
    """Return where a quote without a closer ends: after its last stop before the next opener, else there."""
    for place in range(before - 1, at + 1, -1):
        if text[place] in ".!?," and text[place + 1] in _BLANK:
            return place + 1
    return before - 1


def _inches(text: str, at: int, end: int) -> bool:
    later = text.count('"', at + 1, end)
    return text[at + 1 : at + 2] == " " and later % 2 == 1 and text[at + 2 : at + 3].islower()


def _single(text: str, at: int, end: int) -> int:
    """Return the closing single mark; an apostrophe is none, and without a sure closer there is no quotation."""
    possible: list[int] = []
    for place in range(at + 3, min(end, at + _LONGEST_SINGLE)):
        mark = text[place]
        if mark not in "’'‘" or text[place - 1] in _BLANK:
            continue
        after = text[place + 1] if place + 1 < end else " "
        if after.isalnum():
            continue
        if text[place - 1] in _ENDING or after in _ENDING + ")":
            return place
        possible.append(place)
    sure = [place for place in possible if text[place - 1] not in "sS"]
    return sure[0] if sure else possible[-1] if possible else -1
