"""Words people put over columns, paragraphs and parts of a section, told by what they mean: ``resources/headwords``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from typing import Any, Final

from briefing.book.printed import ENGLISH
from briefing.paths import shipped

_BRACKETS: Final = re.compile(r"\s*[（(\[].*?[)）\]]\s*")
_EDGES: Final = " \t\n\u00a0.:：。…*_"
_LONGEST: Final = 60  # characters; more is a sentence, not a head


def meaning(text: str, language: str, among: Iterable[str]) -> str:
    """Return which of the meanings a head has in a language (BCP 47) or in English; ``""`` when none.

    Capitals, a number before it, a colon or full stop after it and what stands in brackets do not matter.
    """
    if len(text) > _LONGEST:
        return ""
    said = _folded(text)
    if not said:
        return ""
    primary = language.lower().replace("_", "-").split("-")[0]
    for words in (_words(primary), _words(ENGLISH)):
        for one in among:
            if said in words.get(one, ()):
                return one
    return ""


def _folded(text: str) -> str:
    without = _BRACKETS.sub(" ", text).strip(_EDGES)
    without = re.sub(r"^\d{1,3}[.)]\s*", "", without)
    return " ".join(without.replace("’", "'").casefold().split())


@cache
def _words(primary: str) -> dict[str, frozenset[str]]:
    file = shipped("headwords") / f"{primary}.toml"
    if not primary.isalpha() or not file.is_file():
        return {}
    data: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    return {one: frozenset(str(word).casefold() for word in words) for one, words in data.items()}
