"""Places where a word may be divided, by its language."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import Any


@lru_cache(maxsize=8)
def _dictionary(language: str) -> Any:
    import pyphen

    known = pyphen.language_fallback(language.replace("-", "_"))
    return pyphen.Pyphen(lang=known, left=2, right=3) if known else None


@lru_cache(maxsize=20_000)
def hyphenated(word: str, language: str) -> tuple[str, ...]:
    """Return the parts a word may be divided into (pyphen, the TeX and LibreOffice patterns); one when none."""
    core = word.strip('.,;:!?"“”‘’()[]«»')
    if len(core) < 6 or not core.isalpha():
        return (word,)
    dictionary = _dictionary(language)
    if dictionary is None:
        return (word,)
    lead = word.find(core)
    places: list[int] = [int(place) + lead for place in dictionary.positions(core)]
    return tuple(word[a:b] for a, b in pairwise([0, *places, len(word)]))
