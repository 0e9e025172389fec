"""Replacement pages from the command line: for the book as it is now, or as a later edition was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefing.__main__ import main


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """Return a folder with a library whose book was frozen on A5, and has a section more since."""
    monkeypatch.setenv("BRIEFING_LIBRARY", str(tmp_path / "test.briefing"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "new.txt").write_text("At 23:40.", encoding="utf-8")
    assert main(["sample"]) == 0
    assert main(["edition", "freeze", "leaders", "--paper", "A5", "--size", "14"]) == 0
    assert main(["book", "add-section", "leaders", "Late item", "--body", "new.txt"]) == 0
    capsys.readouterr()
    return tmp_path


def test_the_pages_are_those_that_changed(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["edition", "packet", "leaders:1", "packet.pdf", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert main(["edition", "show", "leaders:1", "--json"]) == 0
    assert 2 < told["pages"] < json.loads(capsys.readouterr().out)["pages"]
    assert (home / "packet.pdf").read_bytes().startswith(b"%PDF")


def test_a_later_edition_gives_the_pages_the_book_gave_when_it_was_frozen(home: Path) -> None:
    assert main(["edition", "packet", "leaders:1", "now.pdf"]) == 0
    assert main(["edition", "freeze", "leaders"]) == 0
    assert main(["edition", "packet", "leaders:1", "later.pdf", "--to", "leaders:2"]) == 0
    assert (home / "later.pdf").read_bytes() == (home / "now.pdf").read_bytes()


def test_the_whole_copy_has_every_page_and_the_same_numbers(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["edition", "packet", "leaders:1", "packet.pdf", "--json"]) == 0
    few = json.loads(capsys.readouterr().out)["pages"]
    assert main(["edition", "packet", "leaders:1", "whole.pdf", "--whole", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["pages"] > 2 * few


def test_nothing_new_is_the_answer_no_and_writes_nothing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["edition", "freeze", "leaders"]) == 0
    capsys.readouterr()
    assert main(["edition", "packet", "leaders:2", "packet.pdf"]) == 1
    assert "Nothing has changed since Edition 2" in capsys.readouterr().err
    assert not (home / "packet.pdf").exists()


@pytest.mark.parametrize("words", [["leaders:7"], ["leaders:1", "--to", "leaders:1"], ["leaders:1", "--to", "leaders"]])
def test_what_is_no_later_edition_is_wrong_use(
    home: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["edition", "packet", words[0], "packet.pdf", *words[1:]]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not (home / "packet.pdf").exists()


def test_a_press_copy_has_no_pages_to_replace(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["edition", "freeze", "leaders", "--profile", "press", "--draft"]) == 0
    capsys.readouterr()
    assert main(["edition", "packet", "leaders:2", "packet.pdf", "--draft"]) == 1
    assert "whole new copy" in capsys.readouterr().err
