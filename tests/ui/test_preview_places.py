"""From the pages to the text and back, and about in the pages: clicks, links, finding, zoom, selecting."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefing.library import sections
from briefing.library.scopes import Drawn
from briefing.ui.desk import Desk
from briefing.ui.views.editor import PAUSE
from briefing.ui.views.page_canvas import PageCanvas
from briefing.ui.views.page_pictures import KEPT_BYTES
from briefing.ui.views.preview import PreviewPane
from briefing.ui.views.quires import KEPT
from tests.ui.held import Held
from tests.ui.panes import Room, a_preview, a_room, heard, shown

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TEXT = (
    "Opening words.\n\n- apples\n- pears\n  - quinces\n\n## Harbour\n\n| Town | Ships |\n|---|---|\n| Kiel | seven |\n"
    "| Brest | eight |\n\n> a saying of old\n\nClosing words."
)


@pytest.fixture
def room(qapp: QApplication, tmp_path: Path) -> Iterator[Room]:
    with a_room(tmp_path) as made:
        sections.write_body(made.library, made.a, TEXT)
        sections.write_body(made.library, made.b, f"- See [[cite:{made.quotes[0].handle}]]\n")
        yield made


@pytest.fixture
def pane(room: Room, qtbot: QtBot) -> Iterator[PreviewPane]:
    with a_preview(room, qtbot) as made:
        yield made


def at(pane: PreviewPane, words: str, nth: int = 0) -> QPoint:
    """Bring printed words into view and return where they are."""
    assert pane.proof is not None
    spot = pane.proof.sheets.find(words)[nth]
    left, top, width, height = spot.boxes[0]
    pane.canvas.go_to(spot.page, pane.canvas.sizes[spot.page][1] - top + 100)
    box, scale = pane.canvas.box(spot.page), pane.canvas.scale
    return QPoint(round(box.left() + (left + width / 2) * scale), round(box.top() + (top + height / 2) * scale))


def click(pane: PreviewPane, place: QPoint) -> None:
    QTest.mouseClick(pane.canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("Opening words", 0), ("apples", 2), ("pears", 3), ("quinces", 4), ("Harbour", 6), ("Ships", 8), ("seven", 10),
        ("eight", 11), ("a saying of old", 13), ("Closing words", 15),
    ],
)  # fmt: skip
def test_a_click_leads_to_the_line_of_what_was_clicked(room: Room, pane: PreviewPane, words: str, line: int) -> None:
    clicked = heard(pane.place_clicked)
    click(pane, at(pane, words))
    assert clicked == [(room.a, line, False)]


def test_enter_leads_the_keyboard_to_the_marked_line(room: Room, pane: PreviewPane) -> None:
    clicked = heard(pane.place_clicked)
    pane.show_line(room.a, 11)
    QTest.keyClick(pane.canvas, Qt.Key.Key_Return)
    assert clicked == [(room.a, 11, True)]


def test_a_card_the_book_makes_by_itself_opens_its_quote(room: Room, pane: PreviewPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.pages_ready, timeout=20_000):
        sections.draw_on(room.library, room.sheet, Drawn())
        sections.write_body(room.library, room.b, f"[[quote:{room.quotes[0].handle}]]\n")
    assert pane.proof is not None
    made = [mark for page in pane.proof.marks for mark in page if mark.kind == "quote"]
    opened, clicked = heard(pane.quote_opened), heard(pane.place_clicked)
    place = at(pane, "We want a pact")
    QTest.mouseDClick(pane.canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)
    # In a text of the user's own the card stands on a line.
    assert made
    assert not opened
    assert clicked[-1] == (room.b, 0, True)


def test_a_listed_source_opens(room: Room, pane: PreviewPane) -> None:
    opened = heard(pane.source_opened)
    place = at(pane, "Ministers weigh a shipyard pact", -1)
    QTest.mouseDClick(pane.canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert len(opened) == 1


def test_a_link_on_a_page_leads_there_and_alt_left_back(room: Room, pane: PreviewPane) -> None:
    assert pane.proof is not None
    clicked = heard(pane.place_clicked)
    link = at(pane, "Points to make")
    before = pane.canvas.current_page()
    click(pane, link)
    assert pane.canvas.current_page() == pane.proof.where[room.b]
    assert not clicked
    QTest.keyClick(pane.canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert pane.canvas.current_page() == before
    QTest.keyClick(pane.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert pane.canvas.current_page() == pane.proof.where[room.b]


def test_what_is_typed_is_on_the_pages_before_it_is_saved(room: Room, pane: PreviewPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.pages_ready, timeout=20_000):
        pane.take_draft(room.a, "Only a draft so far", 0)
    assert pane.proof is not None
    assert len(pane.proof.sheets.find("Only a draft so far")) == 1
    assert room.body(room.a).strip() == TEXT
    with qtbot.waitSignal(pane.pages_ready, timeout=20_000):
        sections.rename(room.library, room.b, "Renamed")
    assert pane.proof.sheets.find("Only a draft so far") == []
    assert pane.proof.sheets.find("Opening words")


def test_found_words_are_counted_and_gone_through(pane: PreviewPane, qtbot: QtBot) -> None:
    QTest.keyClick(pane.canvas, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = pane.finder.field
    QTest.keyClicks(field, "WORDS")
    qtbot.waitUntil(lambda: pane.finder.count.text() == "1 of 2", timeout=10_000)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert pane.finder.count.text() == "2 of 2"
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert pane.finder.count.text() == "1 of 2"
    field.clear()
    QTest.keyClicks(field, "nowhere at all")
    qtbot.waitUntil(lambda: pane.finder.count.text() == "Not found", timeout=10_000)


def test_japanese_is_found_where_a_line_ends_inside_it(room: Room, pane: PreviewPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.pages_ready, timeout=20_000):
        sections.write_body(room.library, room.a, "経済安全保障と重要鉱物について議論した。" * 12)
    assert pane.proof is not None
    found = pane.proof.sheets.find("重要鉱物")
    assert len(found) == 12
    assert any(len(spot.boxes) == 2 for spot in found)


def test_dragging_over_words_selects_them_for_copying(pane: PreviewPane, qtbot: QtBot) -> None:
    start, end = at(pane, "Opening"), at(pane, "words.")
    port = pane.canvas.viewport()
    clicked = heard(pane.place_clicked)
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start - QPoint(14, 0))
    QTest.mouseMove(port, end)
    qtbot.waitUntil(lambda: "pening" in pane.canvas.chosen_words, timeout=10_000)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)
    assert not clicked
    pane.canvas.copy()
    assert QGuiApplication.clipboard().text() == pane.canvas.chosen_words
    click(pane, start)
    assert pane.canvas.chosen_words == ""


def test_the_wheel_with_ctrl_zooms_about_the_pointer(pane: PreviewPane) -> None:
    canvas = pane.canvas
    canvas.go_to(2)
    place = QPointF(canvas.box(2).center())
    before = canvas.point_on(2, place)
    event = QWheelEvent(
        place, canvas.viewport().mapToGlobal(place), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    zoom = canvas.zoom
    QApplication.sendEvent(canvas.viewport(), event)
    assert canvas.zoom == pytest.approx(zoom * 1.44)
    assert canvas.point_on(2, place) == pytest.approx(before, abs=3)


def test_a_whole_page_fits(pane: PreviewPane) -> None:
    QTest.keyClick(pane.canvas, Qt.Key.Key_F)
    assert pane.canvas.box(0).height() <= pane.canvas.viewport().height()
    QTest.keyClick(pane.canvas, Qt.Key.Key_0)
    assert pane.canvas.box(0).height() > pane.canvas.viewport().height()


def test_a_thousand_pages_keep_few_pictures(qtbot: QtBot) -> None:
    canvas = PageCanvas()
    with shown(qtbot, canvas):
        canvas.show_pages([(595.0, 842.0)] * 1000)
        most = 0
        for number in range(0, 1000, 3):
            canvas.go_to(number)
            while (wanted := canvas.wanted()) is not None:
                page, scale, generation = wanted
                picture = QImage(round(595 * scale), round(842 * scale), QImage.Format.Format_RGB32)
                canvas.give_picture(page, scale, picture, generation)
                most = max(most, canvas.pictures.bytes)
        assert most <= KEPT_BYTES
        assert 3 <= len(canvas.pictures) < 60


def test_a_long_look_through_holds_few_documents(room: Room, pane: PreviewPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.pages_ready, timeout=30_000):
        sections.write_body(room.library, room.a, "Words to fill the page with.\n\n" * 1500)
    assert pane.proof is not None
    sheets = pane.proof.sheets
    assert len(sheets.sizes) > 4 * KEPT
    for number in range(len(sheets.sizes)):
        assert not sheets.draw(number, 0.1).isNull()
        assert sheets.held <= KEPT
    sheets.close()
    assert sheets.held == 0
    assert sheets.draw(0, 1.0).isNull()


def printed(pane: PreviewPane, words: str) -> bool:
    return pane.proof is not None and bool(pane.proof.sheets.find(words))


# -- the whole window -----------------------------------------------------------------------------------------------


@pytest.fixture
def written(desk: Desk, held: Held, qtbot: QtBot) -> Desk:
    sections.write_body(desk.library, held.one, TEXT)
    long = "\n\n".join(f"Paragraph number {number} of many words." for number in range(200))
    sections.write_body(desk.library, held.two, long)
    desk.open_section(held.one)
    qtbot.waitUntil(
        lambda: printed(desk.preview, "Closing words") and printed(desk.preview, "number 199"), timeout=20_000
    )
    return desk


def test_a_click_moves_the_caret_and_a_second_one_the_keyboard(written: Desk, qtbot: QtBot) -> None:
    pane, edit = written.preview, written.editor.edit
    pane.canvas.setFocus()
    click(pane, at(pane, "pears"))
    assert edit.textCursor().blockNumber() == 3
    assert pane.canvas.hasFocus()
    QTest.mouseDClick(pane.canvas.viewport(), Qt.MouseButton.LeftButton, pos=at(pane, "seven"))
    assert edit.textCursor().blockNumber() == 10
    assert edit.hasFocus()


def test_a_click_in_another_section_opens_it_there(written: Desk, held: Held) -> None:
    click(written.preview, at(written.preview, "Paragraph number 150 "))
    assert written.editor.section_id == held.two
    assert written.editor.edit.textCursor().block().text() == "Paragraph number 150 of many words."


def test_the_pages_follow_the_caret(written: Desk, held: Held, qtbot: QtBot) -> None:
    written.open_section(held.two)
    edit, canvas = written.editor.edit, written.preview.canvas
    before = canvas.verticalScrollBar().value()
    edit.setFocus()
    QTest.keyClick(edit, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: canvas.verticalScrollBar().value() > before + 1000, timeout=5_000)
    proof = written.preview.proof
    assert proof is not None
    assert canvas.current_page() in proof.pages_of(held.two)


def test_the_pages_follow_the_caret_inside_a_paragraph_of_many_pages(written: Desk, held: Held, qtbot: QtBot) -> None:
    pane, edit = written.preview, written.editor.edit
    written.open_section(held.two)
    edit.setFocus()
    with qtbot.waitSignal(pane.pages_ready, timeout=20_000):
        edit.selectAll()
        edit.insertPlainText("Words without any end " * 1500)
    proof = pane.proof
    assert proof is not None
    own = sorted(proof.pages_of(held.two))
    assert len(own) > 4
    last = proof.place_of(held.two, 0.97)
    assert last is not None
    assert last.page >= own[-3]
    QTest.keyClick(edit, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: pane.canvas.current_page() == own[0], timeout=5_000)
    QTest.keyClick(edit, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: pane.canvas.current_page() >= own[-3], timeout=5_000)


def test_ctrl_j_goes_to_the_same_place_and_back(written: Desk, held: Held, qtbot: QtBot) -> None:
    written.open_section(held.two)
    edit, canvas = written.editor.edit, written.preview.canvas
    edit.setFocus()
    written.editor.show_line(300)
    QTest.keyClick(edit, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert canvas.hasFocus()
    written.editor.edit.moveCursor(written.editor.edit.textCursor().MoveOperation.Start)
    QTest.keyClick(canvas, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert edit.hasFocus()
    assert edit.textCursor().blockNumber() == 300


def test_typing_shows_before_the_text_is_saved(written: Desk, held: Held, qtbot: QtBot) -> None:
    edit, pane = written.editor.edit, written.preview
    for timer in written.editor.findChildren(QTimer):
        if timer.interval() == PAUSE:
            timer.setInterval(60_000)
    edit.setFocus()
    QTest.keyClick(edit, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(edit, "Fresh ")
    qtbot.waitUntil(lambda: printed(pane, "Fresh Opening"), timeout=10_000)
    assert sections.body(written.library.reader(), held.one).startswith("Opening")
