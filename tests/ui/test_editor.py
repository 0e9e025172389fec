"""The section editor: it saves by itself, keeps what could not be saved, and puts quotes in."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from briefing.library import quotes, sections
from briefing.library.faults import DiskFull
from briefing.library.store import Library
from briefing.ui.views.editor import EditorPane, count_words
from briefing.ui.views.find_bar import FindBar
from briefing.ui.views.markdown_edit import QUOTE_MIME
from tests.ui.panes import HURRY, PACT, Room, shown

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def pane(room: Room, qtbot: QtBot) -> Iterator[EditorPane]:
    made = EditorPane(room.library, room.jobs)
    with shown(qtbot, made):
        made.open_section(room.a)
        made.edit.setFocus()
        made.edit.moveCursor(QTextCursor.MoveOperation.End)
        yield made


def test_a_pause_in_typing_saves_without_a_question(room: Room, pane: EditorPane, qtbot: QtBot) -> None:
    with qtbot.waitSignals([pane.saved, pane.section_changed], timeout=5000):
        QTest.keyClicks(pane.edit, "More words.")
    assert room.body(room.a) == "First words.\nMore words."


def test_going_to_another_section_saves_the_one_left(room: Room, pane: EditorPane, qtbot: QtBot) -> None:
    QTest.keyClicks(pane.edit, "Left behind.")
    pane.open_section(room.b)
    assert room.body(room.a).endswith("Left behind.")
    assert pane.edit.text() == "- One\n- Two\n"


def test_leaving_the_text_saves(room: Room, pane: EditorPane, qtbot: QtBot) -> None:
    QTest.keyClicks(pane.edit, "Seen.")
    pane.head.title.setFocus()
    assert room.body(room.a).endswith("Seen.")


def test_closing_saves(room: Room, qtbot: QtBot) -> None:
    pane = EditorPane(room.library, room.jobs)
    with shown(qtbot, pane):
        pane.open_section(room.a)
        QTest.keyClicks(pane.edit, "X")
    assert room.body(room.a).startswith("X")


def test_a_failed_save_says_so_and_keeps_the_text(
    room: Room, pane: EditorPane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_library: Library, _section: str, _body: str) -> None:
        raise DiskFull("The disk is full. Make room and try again.")

    with monkeypatch.context() as broken:
        broken.setattr(sections, "write_body", full)
        QTest.keyClicks(pane.edit, "Precious.")
        pane.save_now()
        assert "The disk is full" in pane.banner.sentence
        assert pane.edit.text().endswith("Precious.")
        pane.open_section(room.b)
        assert list(pane.unsaved()) == [room.a]
    pane.open_section(room.a)
    assert pane.edit.text().endswith("Precious.")
    pane.save_now()
    assert room.body(room.a).endswith("Precious.")
    assert pane.banner.sentence == ""
    assert pane.unsaved() == {}


def test_a_change_from_elsewhere_is_shown_and_the_caret_stays(room: Room, pane: EditorPane) -> None:
    cursor = pane.edit.textCursor()
    cursor.setPosition(5)
    pane.edit.setTextCursor(cursor)
    sections.write_body(room.library, room.a, "First words.\nAdded by an undo.\n")
    assert pane.edit.text() == "First words.\nAdded by an undo.\n"
    assert pane.edit.textCursor().position() == 5


def test_a_change_from_elsewhere_never_overwrites_what_is_being_typed(
    room: Room, pane: EditorPane, qtbot: QtBot
) -> None:
    QTest.keyClicks(pane.edit, "Mine.")
    sections.write_body(room.library, room.a, "Theirs.\n")
    assert pane.edit.text().endswith("Mine.")
    assert "changed elsewhere" in pane.banner.sentence
    QTest.mouseClick(pane.banner.action, Qt.MouseButton.LeftButton)
    assert pane.edit.text() == "Theirs.\n"


def test_the_title_is_renamed_in_place(room: Room, pane: EditorPane, qtbot: QtBot) -> None:
    pane.head.title.selectAll()
    QTest.keyClicks(pane.head.title, "The scene")
    QTest.keyClick(pane.head.title, Qt.Key.Key_Return)
    assert sections.show(room.library.reader(), room.a).title == "The scene"
    assert pane.edit.hasFocus()
    assert room.library.last_step is not None
    room.library.undo(room.library.last_step)
    assert pane.head.title.text() == "Scene setter"


def test_a_title_being_typed_is_kept_when_another_section_is_opened(room: Room, pane: EditorPane) -> None:
    pane.head.title.setText("Typed, not left")
    pane.open_section(room.b)
    assert sections.show(room.library.reader(), room.a).title == "Typed, not left"
    assert pane.head.title.text() == "Points to make"


def test_an_empty_title_is_not_taken(room: Room, pane: EditorPane, qtbot: QtBot) -> None:
    pane.head.title.clear()
    QTest.keyClick(pane.head.title, Qt.Key.Key_Return)
    assert pane.head.title.text() == "Scene setter"


def test_a_generated_section_says_what_it_is_made_from(room: Room, pane: EditorPane) -> None:
    pane.open_section(room.sheet)
    assert "writes itself" in pane.made_from.sentence.text()
    assert pane.made_from.isVisible()
    pane.open_section(room.a)
    assert not pane.made_from.isVisible()


def test_the_kind_can_be_changed(room: Room, pane: EditorPane) -> None:
    pane.head.kind.setCurrentIndex(pane.head.kind.findData("timeline"))
    pane.head.kind.activated.emit(pane.head.kind.currentIndex())
    assert sections.show(room.library.reader(), room.a).kind == "timeline"
    assert pane.made_from.isVisible()


def test_a_quote_goes_in_as_a_card_on_its_own_line(room: Room, pane: EditorPane) -> None:
    handle = room.quotes[0].handle
    cursor = pane.edit.textCursor()
    cursor.setPosition(3)
    pane.edit.setTextCursor(cursor)
    pane.insert_quote(handle)
    assert room.body(room.a) == f"First words.\n\n[[quote:{handle}]]\n"
    assert sections.show(room.library.reader(), room.a).quotes == 1


def test_a_dropped_quote_becomes_a_card_where_it_was_dropped(room: Room, pane: EditorPane) -> None:
    handles = [row.handle for row in room.quotes]
    mime = QMimeData()
    mime.setData(QUOTE_MIME, json.dumps([*handles, "not a handle!", 7]).encode())
    place = QPointF(pane.edit.cursorRect().center())
    drop = QDropEvent(place, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    pane.edit.dropEvent(drop)
    assert room.body(room.a).split() == ["First", "words.", *(f"[[quote:{handle}]]" for handle in handles)]


def test_two_brackets_open_the_picker_and_enter_puts_a_card_in(room: Room, pane: EditorPane, qtbot: QtBot) -> None:
    QTest.keyClicks(pane.edit, "[[")
    qtbot.waitUntil(lambda: pane.picker.isVisible() and pane.picker.list.count() == 2)
    QTest.keyClicks(pane.picker.field, "hurried")
    qtbot.waitUntil(lambda: pane.picker.list.count() == 1)
    QTest.keyClick(pane.picker.field, Qt.Key.Key_Return)
    assert not pane.picker.isVisible()
    assert room.body(room.a) == f"First words.\n\n[[quote:{room.quotes[1].handle}]]\n"


def test_shift_enter_in_the_picker_cites(room: Room, pane: EditorPane, qtbot: QtBot) -> None:
    QTest.keyClicks(pane.edit, "As said ")
    QTest.keyClick(pane.edit, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: pane.picker.list.count() == 2)
    QTest.keyClick(pane.picker.field, Qt.Key.Key_Down)
    chosen = pane.picker.list.currentItem().text()
    QTest.keyClick(pane.picker.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    handle = room.quotes[0 if PACT in chosen else 1].handle
    assert room.body(room.a).endswith(f"As said [[cite:{handle}]]")


def test_a_reference_shows_the_words_it_stands_for_and_follows_them(room: Room, pane: EditorPane) -> None:
    handle = room.quotes[1].handle
    assert HURRY in pane.words.about(handle).card
    quotes.edit(room.library, room.quotes[1].id, text="There is no agreement yet …")
    assert "yet …" in pane.words.about(handle).card
    assert not pane.words.about("zzzz9999").known


def test_user_text_in_a_tool_tip_is_never_markup(room: Room, pane: EditorPane) -> None:
    quotes.edit(room.library, room.quotes[0].id, text="<img src=x> & more", unproven_reason="a trial")
    assert "&lt;img src=x&gt; &amp; more" in pane.words.about(room.quotes[0].handle).tip


def test_find_counts_moves_and_closes(pane: EditorPane, qtbot: QtBot) -> None:
    pane.edit.setPlainText("one 😀 two one\nOne more")
    pane.find()
    QTest.keyClicks(pane.finder.field, "one")
    assert pane.finder.count.text().endswith("of 3")
    QTest.keyClick(pane.finder.field, Qt.Key.Key_Return)
    assert pane.edit.textCursor().selectedText().lower() == "one"
    QTest.keyClick(pane.finder.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(pane.finder.field, Qt.Key.Key_Escape)
    assert pane.finder.isHidden()
    assert pane.edit.hasFocus()


def test_a_megabyte_in_one_line_is_pasted_in_pieces_and_told(pane: EditorPane) -> None:
    mime = QMimeData()
    mime.setText("word " * 200_000)
    pane.edit.insertFromMimeData(mime)
    assert max(len(line) for line in pane.edit.text().split("\n")) <= 4000
    assert pane.edit.text().split() == ["First", "words.", *["word"] * 200_000]
    assert "shorter lines" in pane.banner.sentence


def test_pasted_control_characters_are_left_out(pane: EditorPane) -> None:
    mime = QMimeData()
    mime.setText("a\x00b\u202ec\r\nd")
    pane.edit.insertFromMimeData(mime)
    assert pane.edit.text() == "First words.\nabc\nd"


def test_no_break_spaces_are_saved_as_typed(room: Room, pane: EditorPane) -> None:
    pane.edit.insertPlainText("10\u00a0%")
    pane.save_now()
    assert room.body(room.a).endswith("10\u00a0%")


def test_opening_a_section_never_writes_to_it(room: Room, pane: EditorPane) -> None:
    sections.write_body(room.library, room.b, "long " * 10_000)
    pane.open_section(room.b)
    before = room.body(room.b)
    pane.open_section(room.a)
    assert room.body(room.b) == before


def test_a_section_put_into_the_trash_closes(room: Room, pane: EditorPane) -> None:
    sections.trash(room.library, room.a)
    assert pane.section_id is None
    assert pane.nothing.isVisible()


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("One two", 2), ("It’s [[quote:ab12cd34]] well-known", 2), ("[a link](https://example.org/x)", 2)],
)
def test_words_are_counted_without_references_and_addresses(text: str, count: int) -> None:
    assert count_words(text) == count


def test_in_a_narrow_pane_one_sees_what_one_looks_for(pane: EditorPane, qtbot: QtBot) -> None:
    bar = FindBar(pane.edit)
    with shown(qtbot, bar):
        bar.resize(bar.minimumSizeHint().width(), 90)
        qtbot.waitUntil(lambda: bar.field.width() >= bar.width() - 50 and bar.field.width() >= 180)
        bar.resize(900, 60)
        qtbot.waitUntil(lambda: bar.count.geometry().top() < bar.field.geometry().bottom())
