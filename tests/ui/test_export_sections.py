"""Sections of an export are ticked, and the pages they will have are told before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTreeWidgetItemIterator
from pytestqt.qtbot import QtBot

from briefing import settings
from briefing.book.profile import PROFILES
from briefing.library import sections
from briefing.settings import ExportChoices, Settings
from briefing.ui.dialogs.export import ExportDialog
from briefing.ui.export_habits import ExportHabits
from briefing.ui.views.sheets import Sheets
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


def number_of(dialog: ExportDialog, title: str, *, own: bool = False) -> int:
    """Return the line of a section in the tree, or that of its own text."""
    lines: list[str] = []
    walk = QTreeWidgetItemIterator(dialog.sections.tree)
    while walk.value():
        lines.append(walk.value().text(0).split("  ")[-1])
        walk += 1
    return lines.index(title) + own


def test_the_pages_told_are_the_pages_written(room: Room, dialog: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    whole = told(dialog, qtbot)
    QTest.mouseClick(dialog.sections.fold, Qt.MouseButton.LeftButton)
    assert dialog.sections.tree.isVisible()
    tick(dialog, number_of(dialog, "Fishing"))
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
    tick(dialog, number_of(dialog, "Steel in detail"))
    assert dialog.chosen_profile().sections == (rows["Fishing"], rows["Steel in detail"])
    assert dialog.sections.fold.text() == f"Sections: 3 of {len(rows)}"
    tick(dialog, number_of(dialog, "Steel", own=True))
    # All of it is ticked, and so it is itself.
    assert dialog.chosen_profile().sections == (rows["Fishing"], rows["Steel"])
    assert dialog.sections.fold.text() == f"Sections: 4 of {len(rows)}"


def test_a_sections_own_text_goes_without_what_is_below_it(
    room: Room, dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    rows = {row.title: row.id for row in sections.sections(room.library.reader(), room.book)}
    dialog.sections.fold.click()
    for title in ("Scene setter", "Points to make", "What they said", "Fishing"):
        tick(dialog, number_of(dialog, title))
    tick(dialog, number_of(dialog, "Steel in detail"))
    chosen = dialog.chosen_profile()
    assert (chosen.sections, chosen.alone) == ((), (rows["Steel"],))
    assert dialog.sections.fold.text() == f"Sections: 1 of {len(rows)}"
    with qtbot.waitSignal(dialog.exported, timeout=30_000):
        QTest.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    sheets = Sheets((tmp_path / "out.pdf").read_bytes())
    said = " ".join(sheets.text(number) for number in range(len(sheets.sizes)))
    sheets.close()
    assert "Some words." in said
    assert "More words." not in said


def test_a_book_begins_with_its_own_choices(room: Room, dialog: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    rows = {row.title: row.id for row in sections.sections(room.library.reader(), room.book)}
    dialog.sections.choose([rows["Fishing"]], [rows["Steel"]])
    dialog.profile.setCurrentIndex(dialog.profile.findData("press"))
    dialog.type_size.setCurrentIndex(dialog.type_size.findData("15"))
    dialog.look.mark.setChecked(True)
    dialog.final.setChecked(True)
    dialog.password.setText("secret")
    dialog.more.duplex.setChecked(True)
    dialog.more.copy_number.setText("3")
    dialog.more.copies.setText("12")
    dialog.more.watermark.setText("NOT YET")
    habits = ExportHabits(Settings(export_profile="large"))
    assert (habits.of(room.book).profile, habits.of("another").profile) == ("large", "large")
    habits.note(dialog.choices())
    settings.save(habits.left_as(Settings()), tmp_path / "settings.toml")
    assert "secret" not in (tmp_path / "settings.toml").read_text("utf-8")
    again = ExportHabits(settings.load(tmp_path / "settings.toml").settings)
    made = ExportDialog(None, room.library, room.jobs, room.book, again.of(room.book))
    with shown(qtbot, made):
        # Of numbered copies the next one is offered.
        assert made.chosen_profile() == replace(dialog.chosen_profile(), final=False, copy=4)
        assert made.place.text().startswith(str(tmp_path))
        assert made.more.watermark.isVisible()
    assert again.of("another") == ExportChoices(folder=str(tmp_path), profile="press", duplex=True)


def test_sections_that_are_gone_are_not_chosen_again(room: Room, qtbot: QtBot) -> None:
    kept = ExportChoices(room.book, sections=("gone",), alone=("gone too",), since="no edition", paper="A0")
    made = ExportDialog(None, room.library, room.jobs, room.book, kept)
    with shown(qtbot, made):
        assert made.chosen_profile() == PROFILES["staff"]
        assert made.since.edition_id() == ""


def test_no_section_is_no_export(room: Room, dialog: ExportDialog, qtbot: QtBot) -> None:
    rows = sections.sections(room.library.reader(), room.book)
    dialog.sections.fold.click()
    for row in rows:
        if row.parent_id is None:
            tick(dialog, number_of(dialog, row.title))
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
