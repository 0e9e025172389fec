"""The words the program prints in a book: every language has them, none invents its own."""

from __future__ import annotations

import string
import tomllib
from pathlib import Path

import pytest

from briefing.book.printed import printed
from briefing.paths import shipped

FILES = sorted(shipped("words").glob("*.toml"))
ENGLISH = tomllib.loads((shipped("words") / "en.toml").read_text(encoding="utf-8"))


def gaps(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_language_says_the_same_things_as_english(file: Path) -> None:
    said = tomllib.loads(file.read_text(encoding="utf-8"))
    assert said.keys() <= ENGLISH.keys()
    assert {key: gaps(words) for key, words in said.items()} == {key: gaps(ENGLISH[key]) for key in said}
    assert all(words.strip() for words in said.values())


def test_an_unknown_language_is_printed_in_english() -> None:
    assert printed("contents", "tlh") == printed("contents", "../en") == printed("contents", "") == "Contents"
    assert printed("contents", "en-GB") == "Contents"


def test_a_word_nobody_knows_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        printed("no such word", "en")
