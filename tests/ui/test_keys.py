from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from briefing.library import books, sections
from briefing.ui.commands import IN_QUOTES, IN_SECTIONS, commands, text_keys
from briefing.ui.desk import Desk
from briefing.ui.dialogs.export import ExportDialog
from briefing.ui.dialogs.help import shortcuts_page
from briefing.ui.views.format_bar import FormatBar
from briefing.ui.views.markdown_edit import MarkdownEdit
from briefing.ui.window import MainWindow
from tests.ui.held import Held

CONTROL = Qt.KeyboardModifier.ControlModifier


def place(desk: Desk, window: MainWindow, name: str) -> QWidget:
    desk.show_right(True)
    places: dict[str, QWidget] = {
        "search box": window.bar.box,
        "filter": desk.quotes.filter,
        "text": desk.editor.edit,
        "title": desk.editor.head.title,
        "page number": desk.preview.bar.number,
        "quotes": desk.quotes.table,
        "sections": desk.side.tree,
    }
    return places[name]


PLACES = ("search box", "filter", "text", "title", "page number", "quotes", "sections")


def focus(window: MainWindow, widget: QWidget, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    widget.setEnabled(True)
    widget.setFocus()
    assert QApplication.focusWidget() is widget


@pytest.mark.parametrize("name", PLACES)
def test_ctrl_e_exports_wherever_the_keyboard_is(
    desk: Desk, window: MainWindow, held: Held, qtbot: QtBot, name: str
) -> None:
    desk.open_section(held.one)
    widget = place(desk, window, name)
    focus(window, widget, qtbot)
    QTest.keyClick(widget, Qt.Key.Key_E, CONTROL)
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    dialog.reject()


@pytest.mark.parametrize("name", PLACES)
def test_ctrl_k_goes_to_the_search_box_and_deletes_nothing(
    desk: Desk, window: MainWindow, held: Held, qtbot: QtBot, name: str
) -> None:
    sections.write_body(desk.library, held.one, "Words that stay")
    desk.open_section(held.one)
    widget = place(desk, window, name)
    focus(window, widget, qtbot)
    QTest.keyClick(widget, Qt.Key.Key_K, CONTROL)
    assert window.bar.box.hasFocus()
    assert desk.editor.edit.text() == "Words that stay"


def test_undo_in_the_text_takes_back_typing_only(desk: Desk, window: MainWindow, held: Held, qtbot: QtBot) -> None:
    desk.open_section(held.one)
    sections.rename(desk.library, held.two, "Renamed")
    focus(window, desk.editor.edit, qtbot)
    QTest.keyClicks(desk.editor.edit, "typed")
    QTest.keyClick(desk.editor.edit, Qt.Key.Key_Z, CONTROL)
    assert desk.editor.edit.text() == ""
    assert sections.show(desk.library.reader(), held.two).title == "Renamed"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_a_big_button(window: MainWindow, tmp_path: Path, qtbot: QtBot, key: Qt.Key) -> None:
    assert window.open_library(tmp_path / "new.briefing")
    button = next(one for one in window.welcome.findChildren(QPushButton) if one.accessibleName() == "Try the sample")
    focus(window, button, qtbot)
    QTest.keyClick(button, key)
    assert window.desk is not None
    assert len(books.books(window.desk.library.reader())) == 1


def keys_of(action: QAction) -> list[str]:
    return [one.toString() for one in action.shortcuts()]


def test_no_key_means_two_things(desk: Desk, window: MainWindow) -> None:
    """Every key of the commands, of the text and of whatever else stands in a menu has one meaning in one place."""
    meanings: dict[str, dict[str, str]] = {}

    def note(keys: str, where: str, what: str) -> None:
        known = meanings.setdefault(keys, {})
        for other_where, other in known.items():
            apart = {where, other_where} <= {IN_SECTIONS, IN_QUOTES, "text"} and where != other_where
            assert apart, f"{keys}: {what} and {other}"
        known[where] = what

    for command in commands():
        for keys in command.sequences():
            note(keys.toString(), command.where, command.id)
    for key in text_keys():
        note(QKeySequence(key.keys).toString(), "text", key.name)
    ours = {window.actions_[command.id] for command in commands()}
    for menu in window.findChildren(QMenu):
        for action in menu.actions():
            if action not in ours:
                assert keys_of(action) == [], action.text()
    edit = desk.editor.edit
    assert edit.bound_keys() == {QKeySequence(key.keys).toString() for key in text_keys()}


def test_the_keys_of_the_text_stand_in_the_help() -> None:
    page = shortcuts_page()
    for key in text_keys():
        assert QKeySequence(key.keys).toString(QKeySequence.SequenceFormat.NativeText) in page
        assert key.says in page


def test_every_key_of_the_text_does_something(desk: Desk) -> None:
    bar = desk.findChild(FormatBar)
    assert bar is not None
    assert set(bar.commands) == {key.name for key in text_keys()}
    assert isinstance(desk.editor.edit, MarkdownEdit)


def test_shift_f10_opens_the_menu_where_the_keyboard_is(desk: Desk, held: Held, qtbot: QtBot) -> None:
    desk.quotes.focus_list()
    qtbot.waitUntil(desk.quotes.table.hasFocus)
    QTest.keyClick(desk.quotes.table, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(desk.quote_menu.isVisible)
    desk.quote_menu.close()
