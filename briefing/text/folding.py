"""Spellings made equal: case, accents, widths, ligatures and apostrophes folded, Japanese cut into pairs.

The index holds these terms and nothing else, so what a person types and what is stored meet in one form
(design and measurements: the search page of the design papers). Words are NFKC, lower case, without marks
(ß is ss, ø is o); scripts written without spaces become overlapping two-character terms, so that 首脳会談 is
首脳 脳会 会談 談: a longer word is a phrase of pairs, a single character the beginning of one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from hashlib import sha256
from operator import add
from typing import NamedTuple

# Scripts written without spaces between words: Han, kana, Hangul, Thai.
UNSPACED = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303b\u3041-\u3096\u309d-\u309f\u30a1-\u30fa"
    "\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7a3\u1100-\u11ff\u0e01-\u0e5b\uff66-\uff9f"
    "\U00020000-\U0003134f"
)
# Marks that belong to the letter before them (Latin, Cyrillic, Hebrew, Arabic, Indic and others).
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
    "\u200c\u200d\u20d0-\u20ff\ufe20-\ufe2f"
)
# ASCII in lower case, a blank for all that is neither letter nor digit.
_ASCII = "".join(char.lower() if char.isalnum() else " " for char in map(chr, range(128)))
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_WORD = re.compile(
    f"([{UNSPACED}\u3099\u309a]+)|([^\\W_{UNSPACED}][^\\W_{UNSPACED}{_MARKS}]*(?:[{_MARKS}][^\\W_{UNSPACED}]*)*)"
)
_EXTRA = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "þ": "th", "ð": "d", "ŋ": "n"}
)
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘‛ʼʹ`´＇′", "'"))
_BLANKS = re.compile(r"\s+")
# Words joined by hyphens: "co-operation" is found by "cooperation" too.
_HYPHENED = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)+")


class Term(NamedTuple):
    """A word as it stands in a text (``start`` to ``end``, code points) and the ``keys`` it is known under.

    ``unspaced`` marks a run of a script without spaces: its keys are then overlapping pairs and a last
    single character. A word that falls apart when widths are folded has several keys.
    """

    start: int
    end: int
    keys: tuple[str, ...]
    unspaced: bool = False


@lru_cache(maxsize=65536)
def _letters(word: str) -> str:
    """Fold one word of a spaced script: NFKC, case, marks, extra letters."""
    text = unicodedata.normalize("NFKC", word).casefold().translate(_EXTRA)
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c)[0] not in "MC")
    return text.translate(_EXTRA)


@lru_cache(maxsize=65536)
def _word_keys(word: str) -> tuple[str, ...]:
    folded = _letters(word)
    return tuple("".join(found) for found in re.findall(r"[^\W_]+", folded))


def pairs(run: str) -> tuple[str, ...]:
    """Return the two-character terms of a run without spaces, and its last character: 首脳会 → 首脳 脳会 会."""
    run = unicodedata.normalize("NFKC", run)
    return (*map(add, run, run[1:]), *run[-1:])


def terms(text: str) -> Iterator[Term]:
    """Yield the words of ``text`` in order with the keys the index knows them under."""
    for match in _WORD.finditer(text):
        run = match.group(1)
        if run is not None:
            yield Term(match.start(), match.end(), pairs(run), unspaced=True)
        else:
            yield Term(match.start(), match.end(), _word_keys(match.group(2)))


def level(text: str) -> str | None:
    """Return ``text`` in lower-case ASCII with the same words, hyphens kept, or ``None`` when it has other letters.

    A few letters become two (ß is ss), all others stay one.
    """
    if not text.isascii():
        table = _level()
        # They are few, and each is one search in C: half the time of ``translate``.
        for char in set(_BEYOND_ASCII.findall(text)):
            if char not in table:
                return None
            text = text.replace(char, table[char])
    return text.lower()


@cache
def _level() -> dict[str, str]:
    """Return what to put for each letter with marks and each sign of European texts to have the same words in ASCII."""
    table: dict[str, str] = {}
    for code in (*range(0xA0, 0x250), *range(0x1E00, 0x1F00), *range(0x2010, 0x2028), *range(0x2030, 0x205F)):
        char = chr(code)
        if code in {0x2010, 0x2011}:
            table[char] = "-"
        elif not re.match(r"\w", char):
            table[char] = " "
        elif len(folded := _word_keys(char)) == 1 and folded[0].isascii() and char.isalpha():
            table[char] = folded[0]
    return table


def keys(text: str) -> list[str]:
    """Return the index terms of ``text`` in order."""
    if not text:
        return []
    plain = level(text)
    return plain.translate(_ASCII).split() if plain is not None else _all_keys(text)


def _all_keys(text: str) -> list[str]:
    found: list[str] = []
    for run, word in _WORD.findall(text):
        found += pairs(run) if run else _word_keys(word)
    return found


def joined(text: str) -> list[str]:
    """Return the hyphened words of ``text`` as one term each: "co-operation" gives cooperation."""
    if "-" not in text and (text.isascii() or not ("\u2010" in text or "\u2011" in text)):
        return []
    return ["".join(keys(found)) for found in _HYPHENED.findall(text)]


def fold(text: str) -> str:
    """Return one form for all spellings of a name or a wording: for comparing, never for showing.

    ``Élan  d’état`` and ``ELAN D'ETAT`` become ``elan d'etat``; Japanese keeps its voicing marks.
    """
    if text.isascii():
        return _BLANKS.sub(" ", text.lower()).strip().translate(_APOSTROPHES)
    text = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES))
    folded = _WORD.sub(lambda match: match.group() if match.group(1) else _letters(match.group()), text)
    return _BLANKS.sub(" ", folded).strip()


def fingerprint(text: str) -> str:
    """Return 32 hex digits that are the same for the same words, whatever their marks, case, accents and spaces."""
    return digest(wording(text))


def digest(words: str) -> str:
    """Return the fingerprint of what ``wording`` gives."""
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def wording(text: str) -> str:
    """Return the words of ``text`` alone, folded: two wordings that differ in marks and spaces only are the same."""
    return " ".join(keys(text))
