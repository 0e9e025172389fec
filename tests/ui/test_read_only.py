"""A library that can only be read: everything can be seen, found and exported, and nothing pretends to change."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from briefing.library.store import Library
from briefing.ui.commands import READING, commands
from briefing.ui.desk import Desk
from briefing.ui.views.detail_quote import QuotePage
from briefing.ui.window import MainWindow
from tests.ui.held import Held

# What belongs to the program, not to the library.
PROGRAM = ("library.new", "library.open", "settings", "quit", "cut", "copy", "paste", "select.all", "search")


@pytest.fixture
def reading(window: MainWindow, held: Held, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Iterator[Desk]:
    made = Library.__init__

    def only_read(self: Library, *given: object) -> None:
        made(self, *given)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        self.read_only = True

    monkeypatch.setattr(Library, "__init__", only_read)
    assert window.open_library(held.library.path)
    assert window.desk is not None
    window.desk.open_section(held.one)
    yield window.desk


def test_the_window_says_so(reading: Desk, window: MainWindow) -> None:
    assert "can only be read" in window.banner.sentence


def test_what_opening_noticed_is_said(window: MainWindow, held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Library.__init__

    def noticed(self: Library, *given: object) -> None:
        made(self, *given)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        self.notices = ("Changes of another library lay beside this one.",)

    monkeypatch.setattr(Library, "__init__", noticed)
    assert window.open_library(held.library.path)
    assert "another library" in window.banner.sentence


def test_commands_that_change_something_are_greyed_out(reading: Desk, window: MainWindow) -> None:
    for command in commands():
        free = command.id in READING or command.id in PROGRAM or command.id.startswith(("view.", "help"))
        assert window.actions_[command.id].isEnabled() == free, command.id


def test_nothing_can_be_typed(reading: Desk, held: Held, qtbot: QtBot) -> None:
    editor = reading.editor
    QTest.keyClicks(editor.edit, "words")
    QTest.keyClicks(editor.head.title, "words")
    assert editor.edit.text() == ""
    assert editor.head.title.text() == "First"
    assert not editor.head.kind.isEnabled()
    assert not editor.bar.isEnabled()
    index = reading.side.sections.find(held.one)
    assert not reading.side.sections.flags(index) & Qt.ItemFlag.ItemIsEditable
    assert not reading.side.sections.flags(index) & Qt.ItemFlag.ItemIsDragEnabled


def test_details_are_shown_but_not_for_changing(reading: Desk, held: Held) -> None:
    reading.show_details(lambda: reading.detail.show_quote(held.quotes[0]))
    page = reading.detail.page
    assert isinstance(page, QuotePage)
    assert page.words.text()
    assert not page.form.fields["place"].isEnabled()
    assert not page.verify.isEnabled()


def test_the_window_closes(reading: Desk, window: MainWindow) -> None:
    assert window.close()
