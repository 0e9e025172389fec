"""Undo reaches the last thing done from wherever the keyboard is, be it in the text or in the library."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from briefing.library import quotes, sections
from briefing.ui.desk import Desk
from briefing.ui.window import MainWindow
from tests.ui.held import Held

CTRL = Qt.KeyboardModifier.ControlModifier


def put_three(desk: Desk, held: Held, qtbot: QtBot) -> None:
    desk.open_section(held.one)
    table = desk.quotes.table
    desk.quotes.focus_list()
    qtbot.waitUntil(table.hasFocus)
    for _ in range(2):
        QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(table, Qt.Key.Key_Return, CTRL)
    assert desk.editor.edit.text().count("quote:") == 3


def test_quotes_put_in_from_the_list_are_taken_back_from_the_list_at_once(
    desk: Desk, held: Held, window: MainWindow, qtbot: QtBot
) -> None:
    before = desk.editor.edit.text()
    put_three(desk, held, qtbot)
    after = desk.editor.edit.text()
    table, undo, redo = desk.quotes.table, window.actions_["undo"], window.actions_["redo"]
    assert undo.isEnabled()
    QTest.keyClick(table, Qt.Key.Key_Z, CTRL)
    assert desk.editor.edit.text() == before
    assert redo.isEnabled()
    redo.trigger()
    assert desk.editor.edit.text() == after


def test_the_last_thing_done_is_taken_back_first(desk: Desk, held: Held, window: MainWindow, qtbot: QtBot) -> None:
    put_three(desk, held, qtbot)
    quotes.star(desk.library, held.quotes[:1], on=True)
    sections.rename(desk.library, held.two, "Renamed")
    undo, redo = window.actions_["undo"], window.actions_["redo"]
    told: list[str] = []
    for _ in range(3):
        told.append(undo.text())
        undo.trigger()
    assert len(set(told)) == 3
    assert "quote:" not in desk.editor.edit.text()
    assert sections.show(desk.library.reader(), held.two).title == "Second"
    assert not undo.isEnabled()
    for _ in range(3):
        redo.trigger()
    assert not redo.isEnabled()
    assert desk.editor.edit.text().count("quote:") == 3
    assert sections.show(desk.library.reader(), held.two).title == "Renamed"


def test_a_text_changed_by_the_library_is_nobodys_writing(desk: Desk, held: Held, window: MainWindow) -> None:
    desk.open_section(held.one)
    sections.write_body(desk.library, held.one, "Put there by somebody else.\n")
    assert desk.editor.edit.text() == "Put there by somebody else.\n"
    assert not window.actions_["undo"].isEnabled()


def test_what_the_text_took_back_itself_is_not_taken_for_the_last_thing(
    desk: Desk, held: Held, window: MainWindow, qtbot: QtBot
) -> None:
    desk.open_section(held.one)
    QTest.keyClicks(desk.editor.edit, "Before ")
    sections.rename(desk.library, held.two, "Renamed")
    desk.editor.insert_quote("q1")
    QTest.keyClick(desk.editor.edit, Qt.Key.Key_Z, CTRL)
    window.actions_["undo"].trigger()
    assert sections.show(desk.library.reader(), held.two).title == "Second"
    assert desk.editor.edit.text() == "Before "
    window.actions_["undo"].trigger()
    assert desk.editor.edit.text() == ""


def test_undo_of_another_section_reaches_the_library_only(
    desk: Desk, held: Held, window: MainWindow, qtbot: QtBot
) -> None:
    put_three(desk, held, qtbot)
    sections.rename(desk.library, held.two, "Renamed")
    desk.open_section(held.two)
    window.actions_["undo"].trigger()
    assert sections.show(desk.library.reader(), held.two).title == "Second"
    assert not window.actions_["undo"].isEnabled()
    assert "quote:" in sections.body(desk.library.reader(), held.one)
