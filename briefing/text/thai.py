"""Thai: places where a line may end in a script that writes no spaces between words.

A word may end only where a syllable does. Without a dictionary these places are sure: before a vowel that is written
before its consonant, and after a sign that ends a syllable.
"""

from __future__ import annotations

import re
from typing import Final

_LEADING: Final = "\u0e40-\u0e44"  # sara e, ae, o, ai: written before the consonant they follow in speech
_CLOSING: Final = "\u0e30\u0e45\u0e46\u0e2f"  # sara a, lakkhangyao, maiyamok, paiyannoi
_SIGNS: Final = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_PLACE: Final = re.compile(
    rf"(?<=[\u0e01-\u0e4e])(?<![{_LEADING}])(?=[{_LEADING}])"
    rf"|(?<=[{_CLOSING}])(?=[\u0e01-\u0e2e])"
    rf"|(?<=\u0e33)(?=[\u0e01-\u0e2e](?![{_SIGNS[:1]}]))"
)
_HAS_THAI: Final = re.compile("[\u0e01-\u0e4e]").search


def thai(text: str) -> bool:
    """Whether the text holds Thai letters."""
    return not text.isascii() and _HAS_THAI(text) is not None


def syllables(text: str) -> list[str]:
    """Return the text cut at the places where a line of Thai may end; nothing is lost."""
    return _PLACE.split(text)
