"""What a section that writes itself is made from, chosen on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.__main__ import main
from briefing.book.parts import Section
from briefing.library import assemble, books, choices, quotes
from briefing.library.quotes import NewQuote
from briefing.library.store import open_library


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library with three quotes, a saved search and an empty book; the one the program uses."""
    made = tmp_path / "test.briefing"
    monkeypatch.setenv("BRIEFING_LIBRARY", str(made))
    library = open_library(made)
    for words in ("Steel comes first", "Steel comes second", "Grain comes last"):
        quotes.add(library, NewQuote(words))
    choices.save_search(library, "On grain", "grain")
    books.add(library, "Harbours", template="")
    library.close()
    assert main(["book", "add-section", "Harbours", "Words", "--kind", "quote_sheet", "--quotes", "steel"]) == 0
    return made


def sheet(file: Path) -> tuple[Section, set[str]]:
    """Return the sheet and the words that it brings into its book."""
    library = open_library(file)
    try:
        made = assemble.assemble(library.reader(), books.show(library.reader(), "Harbours").id)
        return made.sections[0], {one.text for one in made.statements.values()}
    finally:
        library.close()


def edit(*words: str) -> int:
    return main(["book", "edit-section", "Harbours", "A", *words])


def test_a_sheet_is_made_from_a_search_without_some_and_in_an_order(file: Path) -> None:
    section, words = sheet(file)
    assert words == {"Steel comes first", "Steel comes second"}
    assert section.only
    assert edit("--without", section.scope[0], "--order", "oldest") == 0
    fewer, words = sheet(file)
    assert (fewer.scope, fewer.order) == (section.scope[1:], "oldest")
    assert len(words) == 1


def test_a_saved_search_takes_its_place_and_nothing_goes_back_to_the_book(file: Path) -> None:
    assert edit("--search", "on grain", "--with-book") == 0
    section, words = sheet(file)
    assert words == {"Grain comes last"}
    assert not section.only
    assert edit("--quotes", "") == 0
    section, words = sheet(file)
    assert words == set()
    assert not section.only


def test_what_is_not_there_is_told_and_nothing_is_said_is_wrong_use(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sheet(file)
    assert edit("--search", "Nothing") == 2
    assert "no saved search" in capsys.readouterr().err
    assert edit("--without", "zzzz") == 2
    assert edit() == 2
    assert sheet(file) == before
