"""Choosing what stands in a section that writes itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from briefing.library import assemble, choices, quotes, sections
from briefing.library.quotes import NewQuote
from briefing.library.scopes import Drawn
from briefing.ui.dialogs.sheet import SheetDialog
from briefing.ui.views.editor import EditorPane
from tests.ui.panes import Room, a_room, shown

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def room(qapp: QApplication, tmp_path: Path) -> Iterator[Room]:
    with a_room(tmp_path) as made:
        choices.save_search(made.library, "On a pact", "yards")
        yield made


@pytest.fixture
def editor(room: Room, qtbot: QtBot) -> Iterator[EditorPane]:
    made = EditorPane(room.library, room.jobs)
    with shown(qtbot, made):
        made.open_section(room.sheet)
        yield made


@pytest.fixture
def dialog(editor: EditorPane, qtbot: QtBot) -> SheetDialog:
    """The dialog as the button opens it; it goes with its editor."""
    QTest.mouseClick(editor.made_from.choose, Qt.MouseButton.LeftButton)
    found = editor.window().findChildren(SheetDialog)
    assert len(found) == 1
    return found[0]


def choose(dialog: SheetDialog, words: str) -> None:
    """Choose by the keys that somebody without a mouse would press."""
    dialog.of.setFocus()
    place = next(at for at in range(dialog.of.count()) if words in dialog.of.itemText(at))
    for _ in range(dialog.of.count()):
        QTest.keyClick(dialog.of, Qt.Key.Key_Up)
    for _ in range(place):
        QTest.keyClick(dialog.of, Qt.Key.Key_Down)


def use(dialog: SheetDialog) -> None:
    QTest.mouseClick(dialog.buttons.button(QDialogButtonBox.StandardButton.Ok), Qt.MouseButton.LeftButton)


def told(room: Room) -> set[str]:
    """The handles that the sheet brings into the book."""
    made = assemble.assemble(room.library.reader(), room.book)
    return set(next(one for _, one in made.walk() if one.key == room.sheet).scope)


def test_a_sheet_is_given_a_saved_search_and_follows_it(
    room: Room, editor: EditorPane, dialog: SheetDialog, qtbot: QtBot
) -> None:
    choose(dialog, "On a pact")
    qtbot.waitUntil(lambda: dialog.count.text() == "1 quote")
    assert "yards" in dialog.finds.text()
    use(dialog)
    panel = editor.made_from
    qtbot.waitUntil(lambda: "“On a pact”" in panel.sentence.text() and panel.counted.text() == "1 quote")
    assert told(room) == {room.quotes[0].handle}
    quotes.add(room.library, NewQuote("Our yards by Friday"))
    qtbot.waitUntil(lambda: panel.counted.text() == "2 quotes")
    search = choices.searches(room.library.reader())[0].id
    choices.edit_search(room.library, search, query="hurried")
    qtbot.waitUntil(lambda: panel.counted.text() == "1 quote")
    assert told(room) == {room.quotes[1].handle}
    choices.trash_search(room.library, search)
    qtbot.waitUntil(lambda: "gone" in panel.counted.text())


def test_a_search_is_typed_and_a_quote_left_out_by_its_box(
    room: Room, editor: EditorPane, dialog: SheetDialog, qtbot: QtBot
) -> None:
    choose(dialog, "What a search finds")
    dialog.words.setFocus()
    QTest.keyClicks(dialog.words, "we")
    qtbot.waitUntil(lambda: dialog.count.text() == "2 quotes")
    dialog.list.setFocus()
    dialog.list.setCurrentRow(1)
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.count.text() == "1 quote · 1 left out"
    first = dialog.list.visualItemRect(dialog.list.item(0)).center()
    QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=first)
    assert dialog.count.text() == "0 quotes · 2 left out"
    QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=first)
    kept = dialog.list.item(0).data(Qt.ItemDataRole.UserRole + 3)
    use(dialog)
    assert told(room) == {kept}
    qtbot.waitUntil(lambda: editor.made_from.counted.text() == "1 quote · 1 left out")
    step = room.library.last_step
    assert step is not None
    room.library.undo(step)
    assert sections.drawn(room.library.reader(), room.sheet) == Drawn()
    qtbot.waitUntil(lambda: "used in this book" in editor.made_from.sentence.text())


def test_what_was_chosen_is_there_again_and_cancel_changes_nothing(
    room: Room, editor: EditorPane, qtbot: QtBot
) -> None:
    drawn = Drawn(query="we", without=(room.quotes[1].handle,), order="oldest")
    sections.draw_on(room.library, room.sheet, drawn)
    made = SheetDialog(editor, room.library, room.jobs, room.sheet)
    made.show()
    qtbot.waitUntil(lambda: made.count.text() == "1 quote · 1 left out")
    assert (made.words.text(), made.order.currentData(), made.also.isChecked()) == ("we", "oldest", True)
    assert made.drawn() == drawn
    made.words.setText("nothing has this")
    QTest.keyClick(made, Qt.Key.Key_Escape)
    assert sections.drawn(room.library.reader(), room.sheet) == drawn


def test_tick_all_takes_back_what_was_left_out(room: Room, editor: EditorPane, qtbot: QtBot) -> None:
    sections.draw_on(room.library, room.sheet, Drawn(query="we", only=True))
    made = SheetDialog(editor, room.library, room.jobs, room.sheet)
    made.show()
    qtbot.waitUntil(lambda: made.count.text() == "2 quotes")
    none, everything = made.none_button, made.all_button
    QTest.mouseClick(none, Qt.MouseButton.LeftButton)
    assert made.count.text() == "0 quotes · 2 left out"
    assert not none.isEnabled()
    QTest.mouseClick(everything, Qt.MouseButton.LeftButton)
    assert made.count.text() == "2 quotes"
    made.close()
