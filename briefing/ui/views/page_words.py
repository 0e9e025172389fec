"""The words of a page as a reader knows them: line ends, hyphens, case, accents and widths make no difference."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from briefing.text.folding import fold

# What PDFium puts where a line ends with a hyphen, and hyphens nobody sees.
_UNSEEN: Final = "\ufffe\x02\u00ad\u200b"
# Marks that make another letter of kana, not the same letter with an accent.
_KEPT_MARKS: Final = "\u3099\u309a"
_WIDE: Final = (("\u2e80", "\u9fff"), ("\uac00", "\ud7af"), ("\uf900", "\ufaff"), ("\uff00", "\uff60"))


class PageWords:
    """A page's text made ready to be searched. ``text`` is what PDFium tells, sign by sign; ``folded`` what words
    that were ``folded`` too are looked for in.
    """

    def __init__(self, text: str) -> None:
        folded: list[str] = []
        places: list[int] = []
        for place, sign in enumerate(text):
            if sign in _UNSEEN:
                continue
            if sign.isspace():
                if folded and folded[-1] != " ":
                    folded.append(" ")
                    places.append(place)
                continue
            ended = len(folded) > 1 and folded[-1] == " " and text[places[-1]] in "\r\n"
            if ended and _wide(sign) and _wide(text[places[-2]]):
                # A line that ends between two ideographs ends no word.
                folded.pop()
                places.pop()
            for letter in _folded(sign):
                folded.append(letter)
                places.append(place)
        self.folded = "".join(folded)
        self._places = places

    def find(self, words: str, most: int) -> list[tuple[int, int]]:
        """Return where words stand: the number of the first sign, and how many signs, up to ``most`` times."""
        wanted = folded(words)
        found: list[tuple[int, int]] = []
        at = self.folded.find(wanted) if wanted else -1
        while at >= 0 and len(found) < most:
            first, last = self._places[at], self._places[at + len(wanted) - 1]
            found.append((first, last - first + 1))
            at = self.folded.find(wanted, at + len(wanted))
        return found


def folded(words: str) -> str:
    """Return words as they are searched for: blanks single, none at either end."""
    return " ".join("".join(_folded(sign) for sign in word if sign not in _UNSEEN) for word in words.split())


@lru_cache(maxsize=8192)
def _folded(sign: str) -> str:
    if unicodedata.combining(sign) and sign not in _KEPT_MARKS:
        return ""
    return fold(sign).replace("\u201c", '"').replace("\u201d", '"')


def _wide(sign: str) -> bool:
    return any(first <= sign <= last for first, last in _WIDE) or sign >= "\U00020000"
