"""Sections of an export are ticked, and the pages they will have are told before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefing.library import sections
from briefing.ui.dialogs.export import ExportDialog
from tests.ui.panes import Room, a_room, heard, shown

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def room(qapp: QApplication, tmp_path: Path) -> Iterator[Room]:
    with a_room(tmp_path) as made:
        for title in ("Fishing", "Steel"):
            key = sections.add(made.library, made.book, title=title, body="Some words. " * 40)
            sections.add(made.library, made.book, parent_id=key, title=f"{title} in detail", body="More words. " * 900)
        yield made


@pytest.fixture
def dialog(room: Room, qtbot: QtBot, tmp_path: Path) -> Iterator[ExportDialog]:
    made = ExportDialog(None, room.library, room.jobs, room.book)
    with shown(qtbot, made):
        made.place.setText(str(tmp_path / "out.pdf"))
        yield made


def told(dialog: ExportDialog, qtbot: QtBot) -> int:
    """Wait for the pages of what is chosen now."""
    answers = heard(dialog.pages.counted)
    with qtbot.waitSignal(dialog.pages.counted, timeout=30_000):
        pass
    pages = answers[-1][0]
    assert isinstance(pages, int)
    return pages


def tick(dialog: ExportDialog, line: int) -> None:
    """Press Space on a line of the tree."""
    tree = dialog.sections.tree
    tree.setFocus()
    QTest.keyClick(tree, Qt.Key.Key_Home)
    for _ in range(line):
        QTest.keyClick(tree, Qt.Key.Key_Down)
    QTest.keyClick(tree, Qt.Key.Key_Space)


def number_of(dialog: ExportDialog, room: Room, title: str) -> int:
    rows = sections.sections(room.library.reader(), room.book)
    return [row.title for row in rows].index(title)


def test_the_pages_told_are_the_pages_written(room: Room, dialog: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    whole = told(dialog, qtbot)
    QTest.mouseClick(dialog.sections.fold, Qt.MouseButton.LeftButton)
    assert dialog.sections.tree.isVisible()
    tick(dialog, number_of(dialog, room, "Fishing"))
    fewer = told(dialog, qtbot)
    assert 0 < fewer < whole
    assert dialog.pages.text().startswith(str(fewer))
    with qtbot.waitSignal(dialog.exported, timeout=30_000):
        QTest.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    assert dialog.written is not None
    assert dialog.written.pages == fewer


def test_a_section_comes_with_all_below_it(room: Room, dialog: ExportDialog) -> None:
    rows = {row.title: row.id for row in sections.sections(room.library.reader(), room.book)}
    assert dialog.chosen_profile().sections == ()
    dialog.sections.choose([rows["Fishing"]])
    assert dialog.chosen_profile().sections == (rows["Fishing"],)
    dialog.sections.fold.click()
    tick(dialog, number_of(dialog, room, "Steel in detail"))
    # The only one below is ticked, and so is the one above it.
    assert dialog.chosen_profile().sections == (rows["Fishing"], rows["Steel"])
    assert dialog.sections.fold.text() == f"Sections: 4 of {len(rows)}"


def test_no_section_is_no_export(room: Room, dialog: ExportDialog, qtbot: QtBot) -> None:
    rows = sections.sections(room.library.reader(), room.book)
    dialog.sections.fold.click()
    for row in rows:
        if row.parent_id is None:
            tick(dialog, number_of(dialog, room, row.title))
    assert dialog.sections.is_empty()
    assert not dialog.export_button.isEnabled()
    assert dialog.pages.text() == "Choose at least one section."
    tick(dialog, 0)
    assert dialog.export_button.isEnabled()
    assert told(dialog, qtbot) > 0


def test_quick_changes_are_answered_by_the_last(dialog: ExportDialog, qtbot: QtBot) -> None:
    dialog.paper.setFocus()
    for _ in range(dialog.paper.count()):
        QTest.keyClick(dialog.paper, Qt.Key.Key_Down)
        qtbot.wait(1)
    last = told(dialog, qtbot)
    with qtbot.waitSignal(dialog.exported, timeout=30_000):
        QTest.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    assert dialog.written is not None
    assert dialog.written.pages == last
