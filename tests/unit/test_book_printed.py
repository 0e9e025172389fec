"""The words the program prints in a book: every language has them, none invents its own."""

from __future__ import annotations

import string
import tomllib
from pathlib import Path

import pytest

from briefing.book import wording
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
    ours = {key: gaps(words) for key, words in said.items() if not key.startswith("date_")}
    assert ours == {key: gaps(ENGLISH[key]) for key in ours}
    assert all(words.strip() for words in said.values())


def test_an_unknown_language_is_printed_in_english() -> None:
    assert printed("contents", "tlh") == printed("contents", "../en") == printed("contents", "") == "Contents"
    assert printed("contents", "en-GB") == "Contents"


def test_a_word_nobody_knows_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        printed("no such word", "en")


def test_dates_are_written_as_each_language_writes_them() -> None:
    written = {
        "en-GB": "25 May 2025", "fr": "25 mai 2025", "de-AT": "25. Mai 2025", "it": "25 maggio 2025",
        "es": "25 de mayo de 2025", "ja": "2025年5月25日",
    }  # fmt: skip
    said = {language: wording.date("2025-05-25", "", language) for language in written}
    assert {language: words.replace(wording.NBSP, " ") for language, words in said.items()} == written
    assert wording.date("2025-05-01", "inferred", "fr").replace(wording.NBSP, " ") == "1er mai 2025 (déduit)"
    assert wording.date("2025-05", "", "ja") == "2025年5月"


def test_a_tilde_in_what_a_user_wrote_stays_a_tilde() -> None:
    assert printed("name_page", "en", name="~fund~", page=3) == "~fund~, page 3"
