"""A new book from a template, and a book's settings."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from briefing.library import books, markings, pictures, sections
from briefing.ui.dialogs.book import BookSettingsDialog, NewBookDialog
from briefing.ui.dialogs.book_fields import BookFields
from briefing.ui.dialogs.picture import PictureDialog
from tests.ui.panes import Room, shown

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def png() -> bytes:
    out = BytesIO()
    Image.new("L", (30, 20)).save(out, "PNG")
    return out.getvalue()


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


def test_the_logo_is_chosen_among_the_pictures_or_none(room: Room, qtbot: QtBot) -> None:
    key = pictures.add(room.library, "sign.png", png(), decorative=True)
    dialog = BookSettingsDialog(None, room.library, room.book)
    with shown(qtbot, dialog):
        box = dialog.second.choice("logo")
        assert [box.itemText(place) for place in range(box.count())] == ["None", "sign.png"]
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Down)
        QTest.mouseClick(dialog.done_button, Qt.MouseButton.LeftButton)
    assert books.show(room.library.reader(), room.book).logo == key
    pictures.trash(room.library, key)
    dialog = BookSettingsDialog(None, room.library, room.book)
    with shown(qtbot, dialog):
        assert "trash" in dialog.second.choice("logo").currentText()
        fill(dialog.first, "title", "Another")
        QTest.mouseClick(dialog.done_button, Qt.MouseButton.LeftButton)
    assert books.show(room.library.reader(), room.book).logo == key


def test_a_logo_is_read_from_a_file(room: Room, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "sign.png"
    file.write_bytes(png())
    dialog = BookSettingsDialog(None, room.library, room.book, room.jobs)
    with shown(qtbot, dialog):
        box = dialog.second.choice("logo")
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_End)
        chooser = dialog.findChild(QFileDialog)
        assert chooser is not None
        assert box.currentText() == "None"
        chooser.filesSelected.emit([str(file)])
        chooser.close()
        qtbot.waitUntil(lambda: dialog.findChild(PictureDialog) is not None)
        asked = dialog.findChild(PictureDialog)
        assert asked is not None
        QTest.keyClicks(asked.alt, "The office's sign")
        QTest.mouseClick(asked.done_button, Qt.MouseButton.LeftButton)
        assert box.currentText() == "sign.png"
        QTest.mouseClick(dialog.done_button, Qt.MouseButton.LeftButton)
    (row,) = pictures.pictures(room.library.reader())
    assert books.show(room.library.reader(), room.book).logo == row.id


def test_the_theme_of_the_pages_is_chosen_in_the_settings(room: Room, qtbot: QtBot) -> None:
    book = books.add(room.library, "Themed")
    dialog = BookSettingsDialog(None, room.library, book)
    with shown(qtbot, dialog):
        box = dialog.second.choice("theme")
        assert [box.itemText(row) for row in range(box.count())] == ["Sober", "Classic", "Modern"]
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Down)
        QTest.mouseClick(dialog.done_button, Qt.MouseButton.LeftButton)
    assert books.show(room.library.reader(), book).theme == "classic"
