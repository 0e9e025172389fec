"""The words the program itself prints in a book, in the book's language: data of ``resources/words``."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Final

from briefing.paths import shipped

ENGLISH: Final = "en"


def printed(key: str, language: str, **values: object) -> str:
    """Return a word or sentence of the program as it is printed in a language (BCP 47), its gaps filled in.

    A language or word nobody has put into ``resources/words`` gives the English one.

    Raises:
        KeyError: not even English has the word, or a gap of the sentence was not filled in.
    """
    words = _words(language.lower().replace("_", "-").split("-")[0])
    said = words[key] if key in words else _words(ENGLISH)[key]
    return said.format_map(values) if values else said


@cache
def _words(primary: str) -> dict[str, str]:
    """Return what a language's file says, ``~`` made a no-break space; nothing where there is no such file."""
    file = shipped("words") / f"{primary}.toml"
    if not primary.isalpha() or not file.is_file():
        return {}
    return {
        key: str(value).replace("~", "\u00a0") for key, value in tomllib.loads(file.read_text(encoding="utf-8")).items()
    }
