"""The words and sentences of an article: where they begin and end."""

from __future__ import annotations

import re
from collections.abc import Collection

WORD = re.compile(r"[^\W_][\w’'-]*")
# The word a stretch of text ends with.
BEFORE_WORD = re.compile(r"([^\W\d_][\w’'-]*)[\s,:]*$")
_STOP = re.compile(r"[.!?…]+[\"”’»«“)]*(?=\s|$)|\n")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Sens?|Reps?|Gov|Gen|Lt|Col|Sgt|St|Jr|Sr|No|vs|Inc|Corp|Co|Prof|Capt|bzw|Nr|ca|u\.a)"
    r"|\b[A-Z]|\b[A-Z]\.[A-Z])\.$"
)
_DATELINE = re.compile(r"[A-Z][\w .,’'-]{1,40}(?:\([A-Z][\w /.-]{1,20}\)\s*[–—-]+|\s[–—]|\s--?)\s+(?=[A-Z“])")
_REACH = 260


def sentence_start(text: str, place: int) -> int:
    """Return where the sentence that ``place`` stands in begins."""
    begin = max(text.rfind("\n", 0, place) + 1, place - 600)
    dateline = _DATELINE.match(text, begin, place)
    at = dateline.end() if dateline else begin
    for stop in _STOP.finditer(text, begin, place):
        if stop.end() < place and not _ABBREVIATED.search(text[max(begin, stop.start() - 6) : stop.start() + 1]):
            at = stop.end()
    return at


def sentence_end(text: str, place: int) -> int:
    """Return where the sentence that ``place`` stands in ends."""
    limit = min(len(text), place + _REACH)
    for stop in _STOP.finditer(text, place, limit):
        if not _ABBREVIATED.search(text[max(place, stop.start() - 6) : stop.start() + 1]):
            return stop.start()
    return limit


def titled(words: list[str], small: Collection[str]) -> bool:
    """Whether words may be a title: each begins with a capital or digit, or is one of the ``small`` between them."""
    return words[:1] != [] and all(word[:1].isupper() or word[:1].isdigit() or word.lower() in small for word in words)
