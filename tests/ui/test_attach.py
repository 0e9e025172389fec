"""Attaching a file: a section of its own after the open one, or behind what an attachment has already."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from briefing.library import books, pictures, sections
from briefing.ui.attach_deeds import AttachDeeds
from briefing.ui.desk import Desk
from briefing.ui.window import MainWindow
from tests.pdf.enclosed import made
from tests.ui.held import Held


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    file = tmp_path / "Letter_of_May.pdf"
    file.write_bytes(made())
    return file


def open_dialog(window: MainWindow) -> QFileDialog:
    (dialog,) = [one for one in window.findChildren(QFileDialog) if one.isVisible()]
    return dialog


def test_the_command_asks_for_a_file_and_makes_a_section_of_it(
    window: MainWindow, desk: Desk, held: Held, letter: Path
) -> None:
    assert held
    before = desk.side.tree.current()
    assert before is not None
    assert desk.book_id is not None
    window.actions_["section.attach"].trigger()
    dialog = open_dialog(window)
    dialog.fileSelected.emit(str(letter))
    dialog.close()
    row = desk.side.tree.current()
    assert row is not None
    assert (row.kind, row.title, row.parent_id) == ("attachment", "Letter of May", before.parent_id)
    order = [one.id for one in sections.sections(desk.library.reader(), desk.book_id) if one.depth == before.depth]
    assert order.index(row.id) == order.index(before.id) + 1
    (file,) = pictures.pictures(desk.library.reader())
    assert desk.editor.edit.text().strip() == pictures.reference(file)


def test_in_an_attachment_the_file_goes_behind_what_is_there(
    window: MainWindow, desk: Desk, held: Held, letter: Path
) -> None:
    assert held
    assert window.isVisible()
    deeds = AttachDeeds(desk)
    deeds.bind_in(letter)
    first = desk.editor.section_id
    other = letter.with_name("Second.pdf")
    other.write_bytes(made()[:-1] + b"\n\n")
    deeds.bind_in(other)
    assert desk.editor.section_id == first
    assert first is not None
    body = sections.body(desk.library.reader(), first)
    assert body.count("](picture:") == 2


def test_a_file_that_cannot_be_bound_in_is_told_and_changes_nothing(
    window: MainWindow, desk: Desk, held: Held, tmp_path: Path
) -> None:
    assert held
    assert window.isVisible()
    assert desk.book_id is not None
    told: list[str] = []
    desk.troubled.connect(told.append)
    count = len(sections.sections(desk.library.reader(), desk.book_id))
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing more")
    deeds = AttachDeeds(desk)
    deeds.bind_in(broken)
    deeds.bind_in(tmp_path / "gone.pdf")
    assert len(told) == 2
    assert "damaged" in told[0]
    assert "gone.pdf" in told[1]
    assert len(sections.sections(desk.library.reader(), desk.book_id)) == count
    assert pictures.pictures(desk.library.reader()) == []


def test_without_a_book_the_command_says_so(window: MainWindow, desk: Desk) -> None:
    said: list[str] = []
    desk.said.connect(said.append)
    assert desk.book_id is not None
    books.trash(desk.library, desk.book_id)
    assert desk.book_id is None
    window.actions_["section.attach"].trigger()
    assert said == ["There is no open book. Make a new one first."]
    assert not [one for one in window.findChildren(QFileDialog) if one.isVisible()]
