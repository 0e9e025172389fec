"""Where the words of a search stand in a text, to mark them in the list.

Only for the eye: the search itself is the library's. Compares without case and accents, at the start of words;
Japanese and Chinese have no spaces, so there a match may begin anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_FIELD = re.compile(r'\b[a-z]+:(?:"[^"]*"?|\S*)', re.IGNORECASE)
_WORD = re.compile(r"\w[\w'’]*")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


@lru_cache(maxsize=64)
def search_words(query: str) -> tuple[str, ...]:
    """Return the folded words of a query that are looked for in the text (fields such as ``speaker:`` left out)."""
    return tuple({_folded(word) for word in _WORD.findall(_FIELD.sub(" ", query))})


def matches(text: str, words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return (start, length) of every place in ``text`` where one of the folded words begins, in order."""
    if not words:
        return []
    folded = _folded(text)
    found: list[tuple[int, int]] = []
    for word in words:
        at = folded.find(word)
        while at >= 0:
            if at == 0 or not folded[at - 1].isalnum() or _CJK.match(word):
                found.append((at, len(word)))
            at = folded.find(word, at + len(word))
    return sorted(found)


def _folded(text: str) -> str:
    """Return the text without case and accents, character for character."""
    return "".join(_letter(letter) for letter in text)


@lru_cache(maxsize=4096)
def _letter(letter: str) -> str:
    if letter == "’":
        return "'"
    plain = unicodedata.normalize("NFKD", letter)[:1].lower()
    return plain[:1] or letter
