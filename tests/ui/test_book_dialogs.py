"""A new book from a template, and a book's settings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from briefing.library import books, markings, sections
from briefing.ui.dialogs.book import BookSettingsDialog, NewBookDialog
from briefing.ui.dialogs.book_fields import BookFields
from tests.ui.panes import Room, a_room, shown

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def room(qapp: QApplication, tmp_path: Path) -> Iterator[Room]:
    with a_room(tmp_path) as made:
        yield made


def fill(fields: BookFields, name: str, text: str) -> None:
    field = fields.field(name)
    assert isinstance(field, QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, text)


def test_a_book_is_made_with_the_sections_shown(room: Room, qtbot: QtBot) -> None:
    dialog = NewBookDialog(None, room.library)
    with shown(qtbot, dialog):
        assert dialog.fields.field("title").hasFocus()
        fill(dialog.fields, "title", "Bilateral in Kyoto")
        fill(dialog.fields, "event", "State visit")
        dialog.fields.show_values({"paper": "Letter"})
        root = dialog.sections.invisibleRootItem()
        shown_parts = [child.text(0) for row in range(root.childCount()) if (child := root.child(row)) is not None]
        QTest.mouseClick(dialog.done_button, Qt.MouseButton.LeftButton)
        assert dialog.result() == QDialog.DialogCode.Accepted
    row = books.show(room.library.reader(), dialog.book_id)
    assert (row.title, row.event, row.paper) == ("Bilateral in Kyoto", "State visit", "Letter")
    tree = sections.sections(room.library.reader(), dialog.book_id)
    assert [one.title for one in tree if one.depth == 0] == shown_parts
    assert shown_parts


def test_every_template_says_what_it_is(room: Room, qtbot: QtBot) -> None:
    dialog = NewBookDialog(None, room.library)
    with shown(qtbot, dialog):
        for row in range(dialog.templates.count()):
            dialog.templates.setCurrentRow(row)
            assert dialog.about.text()


def test_a_title_is_asked_for_in_place(room: Room, qtbot: QtBot) -> None:
    dialog = NewBookDialog(None, room.library)
    with shown(qtbot, dialog):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert dialog.isVisible()
        assert dialog.fields.field("title").accessibleDescription()
        fill(dialog.fields, "title", "T")
        assert not dialog.fields.field("title").accessibleDescription()


def test_settings_change_the_book_as_one_step(room: Room, qtbot: QtBot) -> None:
    dialog = BookSettingsDialog(None, room.library, room.book)
    with shown(qtbot, dialog):
        fill(dialog.first, "title", "Another title")
        fill(dialog.second, "as_at", "25 May 2025")
        QTest.mouseClick(dialog.done_button, Qt.MouseButton.LeftButton)
    row = books.show(room.library.reader(), room.book)
    assert (row.title, row.as_at) == ("Another title", "25 May 2025")
    assert room.library.last_step is not None
    room.library.undo(room.library.last_step)
    row = books.show(room.library.reader(), room.book)
    assert (row.title, row.as_at) == ("Leaders’ meeting", "")


def test_settings_left_alone_write_nothing(room: Room, qtbot: QtBot) -> None:
    before = room.library.last_step
    dialog = BookSettingsDialog(None, room.library, room.book)
    with shown(qtbot, dialog):
        QTest.mouseClick(dialog.done_button, Qt.MouseButton.LeftButton)
    assert room.library.last_step is before


def test_levels_are_those_of_the_chosen_scheme(room: Room, qtbot: QtBot) -> None:
    scheme = next(one for one in markings.schemes() if one.levels)
    dialog = BookSettingsDialog(None, room.library, room.book)
    with shown(qtbot, dialog):
        assert not dialog.second.field("marking").isVisible()
        dialog.second.show_values({"marking_scheme": scheme.key})
        box = dialog.second.choice("marking")
        assert box.isVisible()
        assert [box.itemData(place) for place in range(1, box.count())] == [level.key for level in scheme.levels]
