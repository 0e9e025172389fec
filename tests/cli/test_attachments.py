"""Attachments on the command line: the file is kept and bound in by one command, or nothing is changed."""

from __future__ import annotations

from contextlib import closing
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from briefing.__main__ import main
from briefing.library import books, pictures, sections
from briefing.library.store import Library, open_library
from tests.pdf.enclosed import made


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a library that has one book and a PDF beside it."""
    monkeypatch.setenv("BRIEFING_LIBRARY", str(tmp_path / "test.briefing"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "Dues of May.pdf").write_bytes(made())
    assert main(["book", "new", "Harbours", "--template", "blank"]) == 0
    return tmp_path


def library(home: Path) -> Library:
    return open_library(home / "test.briefing")


def test_one_command_binds_a_pdf_in(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["book", "add-section", "Harbours", "The dues", "--file", "Dues of May.pdf"]) == 0
    assert "Added A The dues." in capsys.readouterr().out
    with closing(library(home)) as kept:
        reader = kept.reader()
        (row,) = sections.sections(reader, books.show(reader, "Harbours").id)
        (file,) = pictures.pictures(reader)
        assert (row.kind, file.name, file.pages) == ("attachment", "Dues of May.pdf", 5)
        assert sections.body(reader, row.id) == pictures.reference(file)
    assert main(["export", "Harbours", "out.pdf"]) == 0
    with pikepdf.open(home / "out.pdf") as pdf:
        assert len(pdf.pages) >= 6


def test_text_goes_before_the_pages_and_another_kind_is_kept(home: Path) -> None:
    (home / "a.md").write_text("As agreed.", encoding="utf-8")
    words = ["book", "add-section", "Harbours", "The dues", "--file", "Dues of May.pdf", "--body", "a.md"]
    assert main([*words, "--kind", "text"]) == 0
    with closing(library(home)) as kept:
        reader = kept.reader()
        (row,) = sections.sections(reader, books.show(reader, "Harbours").id)
        assert row.kind == "text"
        assert sections.body(reader, row.id).startswith("As agreed.\n\n![Dues of May](picture:")


def test_a_file_that_cannot_be_bound_in_changes_nothing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "broken.pdf").write_bytes(b"%PDF-1.7 nothing more")
    locked = BytesIO()
    with pikepdf.open(home / "Dues of May.pdf") as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="o", user="u"))
    (home / "locked.pdf").write_bytes(locked.getvalue())
    for name, said in (("broken.pdf", "damaged"), ("locked.pdf", "password"), ("gone.pdf", "There is no file")):
        assert main(["book", "add-section", "Harbours", "The dues", "--file", name]) != 0
        assert said in capsys.readouterr().err
    with closing(library(home)) as kept:
        assert sections.sections(kept.reader(), books.show(kept.reader(), "Harbours").id) == []
        assert pictures.pictures(kept.reader()) == []
