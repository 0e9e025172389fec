"""Reading the pages: nothing else in the window, two beside each other, gone to by what they are called."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefing.library import books, sections
from briefing.ui.desk import Desk
from briefing.ui.views.page_canvas import GAP, PageCanvas
from briefing.ui.views.page_names import PageNames
from briefing.ui.views.preview import PreviewPane
from briefing.ui.views.sheets import Spot
from briefing.ui.window import MainWindow
from tests.ui.panes import Room, a_preview, a_room, heard, shown

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ASKED = "### Will there be a deal?\n\n**Answer.** Not today.\n\n### 7. When then?\n\n**Answer.** In time.\n"


@pytest.fixture
def room(qapp: QApplication, tmp_path: Path) -> Iterator[Room]:
    with a_room(tmp_path) as made:
        sections.add(made.library, made.book, title="Questions of the press", kind="qa", body=ASKED)
        sections.add(made.library, made.book, title="Éléments de langage", body="Des mots.\n\n" * 150)
        yield made


@pytest.fixture
def pane(room: Room, qtbot: QtBot) -> Iterator[PreviewPane]:
    with a_preview(room, qtbot) as made:
        yield made


@pytest.fixture
def canvas(qapp: QApplication, qtbot: QtBot) -> Iterator[PageCanvas]:
    made = PageCanvas()
    with shown(qtbot, made):
        yield made


def go(pane: PreviewPane, words: str) -> int:
    """Type where to go; returns the page one is at then."""
    pane.bar.number.setFocus()
    pane.bar.number.selectAll()
    QTest.keyClicks(pane.bar.number, words)
    QTest.keyClick(pane.bar.number, Qt.Key.Key_Return)
    return pane.canvas.current_page()


def names_of(pane: PreviewPane) -> PageNames:
    assert pane.proof is not None
    return pane.proof.names


# -- going to ---------------------------------------------------------------------------------------------------


def test_every_printed_number_leads_to_its_page(pane: PreviewPane) -> None:
    names = names_of(pane)
    assert len(names.labels) == len(pane.canvas.sizes)
    for page, label in enumerate(names.labels):
        assert names.find(label) == (page, None)


def test_a_section_is_found_by_its_letter_its_name_or_a_part_of_it(room: Room, pane: PreviewPane) -> None:
    assert pane.proof is not None
    rows = {row.title: row for row in sections.sections(room.library.reader(), room.book)}
    row = rows["Éléments de langage"]
    page = pane.proof.where[row.id]
    for words in (row.reference, row.reference.lower(), row.title, "elements", "LANGAGE", "de elem"):
        found = names_of(pane).find(words)
        assert found is not None, words
        assert found[0] == page, words
    assert go(pane, "langage") == page
    assert pane.canvas.hasFocus()


def test_a_question_is_found_by_its_number(room: Room, pane: PreviewPane) -> None:
    assert pane.proof is not None
    rows = {row.title: row.id for row in sections.sections(room.library.reader(), room.book)}
    page = pane.proof.where[rows["Questions of the press"]]
    first, later = names_of(pane).find("q1"), names_of(pane).find("Q7")
    assert first is not None
    assert later is not None
    assert first[0] == later[0] == page
    assert first[1] is not None
    assert later[1] is not None
    assert first[1] > later[1], "a question lower on the page is gone to lower"
    assert names_of(pane).find("Q2") is None


def test_what_there_is_not_is_said_and_nothing_moves(pane: PreviewPane) -> None:
    before = go(pane, "2")
    assert go(pane, "no such thing") == before
    assert "no such thing" in pane.note.text()
    assert pane.note.isVisible()
    assert go(pane, "3") == 2
    assert not pane.note.isVisible()


def test_esc_takes_typing_back(pane: PreviewPane) -> None:
    go(pane, "2")
    pane.bar.number.setFocus()
    QTest.keyClicks(pane.bar.number, "langage")
    QTest.keyClick(pane.bar.number, Qt.Key.Key_Escape)
    assert pane.bar.number.text() == "2"
    assert pane.canvas.hasFocus()


# -- two pages --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("leftward", [False, True])
@pytest.mark.parametrize("count", [1, 2, 3, 6, 7])
def test_pages_stand_as_in_the_open_book(canvas: PageCanvas, count: int, leftward: bool) -> None:
    canvas.show_pages([(400.0, 500.0 + 10 * number) for number in range(count)], leftward=leftward)
    canvas.show_spread(True)
    canvas.fit_page()
    boxes = [canvas.box(number) for number in range(count)]
    for number, box in enumerate(boxes):
        middle = canvas.viewport().width() / 2
        front = number % 2 == 0
        assert (box.left() >= middle - 2) == (front != leftward), "the first page is the front of a leaf"
        if not front and number + 1 < count:
            left, right = (boxes[number + 1], box) if leftward else (box, boxes[number + 1])
            assert left.top() == right.top()
            assert abs(left.right() - right.left()) <= 1
    assert sorted(n for row in {canvas.rows.of(number) for number in range(count)} for n in row) == list(range(count))


def test_a_broad_page_does_not_make_the_others_small(canvas: PageCanvas) -> None:
    canvas.show_pages([(600.0, 800.0), (800.0, 600.0), (600.0, 800.0), (600.0, 800.0)])
    canvas.show_spread(True)
    canvas.fit_width()
    assert canvas.box(2).right() <= canvas.viewport().width() - GAP + 1
    assert canvas.box(1).left() >= GAP - 1
    assert canvas.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("leftward", [False, True])
def test_a_page_that_lies_across_has_the_middle_and_the_fold_stays_where_it_is(
    canvas: PageCanvas, leftward: bool
) -> None:
    sizes = [(600.0, 800.0)] * 8
    sizes[4] = (800.0, 600.0)
    canvas.show_pages(sizes, leftward=leftward)
    canvas.show_spread(True)
    canvas.fit_width()
    boxes = [canvas.box(number) for number in range(len(sizes))]
    middle = canvas.viewport().width() / 2
    assert abs(boxes[4].center().x() - middle) <= 1
    # Nothing stands beside it, who would have done keeps to its side, and all are as large as in any other book.
    assert [list(canvas.rows.of(number)) for number in (2, 3, 4, 5)] == [[1, 2], [3], [4], [5, 6]]
    folds = [box.left() if box.center().x() > middle else box.right() for k, box in enumerate(boxes) if k != 4]
    assert max(folds) - min(folds) <= 1
    assert boxes[4].width() / boxes[1].width() == pytest.approx(800 / 600, abs=0.01)
    assert boxes[1].width() + boxes[2].width() >= canvas.viewport().width() - 2 * GAP - 3
    tops = [box.top() for box in boxes]
    assert tops[3] < tops[4] < tops[5]
    canvas.go_to(3)
    for page in (4, 5, 7):
        canvas.turn(1)
        assert canvas.current_page() == page


def test_a_book_of_pages_that_all_lie_across_has_two_in_a_row(canvas: PageCanvas) -> None:
    canvas.show_pages([(842.0, 595.0)] * 5)
    canvas.show_spread(True)
    assert [list(canvas.rows.of(number)) for number in range(5)] == [[0], [1, 2], [1, 2], [3, 4], [3, 4]]


def test_pages_are_turned_two_by_two(pane: PreviewPane) -> None:
    canvas = pane.canvas
    QTest.keyClick(canvas, Qt.Key.Key_2)
    QTest.keyClick(canvas, Qt.Key.Key_F)
    QTest.keyClick(canvas, Qt.Key.Key_Home)
    seen = [canvas.current_page()]
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_PageDown):
        QTest.keyClick(canvas, key)
        seen.append(canvas.current_page())
    assert seen == [0, 1, 3, 1, 3]
    assert pane.bar.number.text() == "4–5"
    QTest.keyClick(canvas, Qt.Key.Key_1)
    assert canvas.current_page() == 3
    assert pane.bar.number.text() == "4"


def test_a_book_read_from_right_to_left_is_turned_by_the_other_arrow(
    room: Room, pane: PreviewPane, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(pane.pages_ready, timeout=20_000):
        books.edit(room.library, room.book, language="ar")
    assert pane.canvas.rows.leftward
    QTest.keyClick(pane.canvas, Qt.Key.Key_F)
    QTest.keyClick(pane.canvas, Qt.Key.Key_Home)
    QTest.keyClick(pane.canvas, Qt.Key.Key_Left)
    assert pane.canvas.current_page() == 1
    QTest.keyClick(pane.canvas, Qt.Key.Key_Right)
    assert pane.canvas.current_page() == 0


# -- nothing but pages ------------------------------------------------------------------------------------------


def test_reading_shows_nothing_but_the_pages_and_esc_brings_all_back(
    desk: Desk, window: MainWindow, qtbot: QtBot
) -> None:
    window.show()
    qtbot.waitUntil(lambda: desk.preview.proof is not None, timeout=30_000)
    others = (desk.side, desk.column, desk.centre, window.bar, window.status, desk.right.tabBar())
    before = [one.isVisible() for one in others]
    way = (desk.preview.canvas.fitting, desk.preview.canvas.rows.spread)
    QTest.keyClick(desk.preview.canvas, Qt.Key.Key_F11)
    assert not any(one.isVisible() for one in others)
    assert desk.preview.canvas.isVisible()
    assert desk.preview.canvas.hasFocus()
    qtbot.waitUntil(lambda: desk.preview.canvas.width() > 0.9 * window.width(), timeout=5_000)
    QTest.keyClick(desk.preview.canvas, Qt.Key.Key_Escape)
    assert [one.isVisible() for one in others] == before
    assert (desk.preview.canvas.fitting, desk.preview.canvas.rows.spread) == way
    assert not window.actions_["view.read"].isChecked()


@pytest.mark.parametrize("command", ["go.text", "search", "view.side", "section.new"])
def test_a_command_that_needs_the_rest_brings_it_back(
    desk: Desk, window: MainWindow, qtbot: QtBot, command: str
) -> None:
    window.show()
    window.actions_.run("view.read")
    assert not desk.centre.isVisible()
    window.actions_.run(command)
    assert desk.centre.isVisible()
    assert window.bar.isVisible()


# -- finding ----------------------------------------------------------------------------------------------------


def test_finding_begins_where_one_reads_and_misses_nothing(pane: PreviewPane) -> None:
    assert pane.proof is not None
    sheets, count = pane.proof.sheets, len(pane.canvas.sizes)
    whole = sheets.find("mots")
    assert len({spot.page for spot in whole}) > 1
    batches: list[list[Spot]] = []
    done: list[int] = []
    for start in range(count):
        found = sheets.find("mots", batches.append, lambda: True, start, lambda at, _of: done.append(at))
        assert sorted(found, key=lambda spot: spot.page) == whole
        order = [(spot.page - start) % count for spot in found]
        assert order == sorted(order)
        assert done == sorted(done)
        done.clear()


def test_the_first_place_found_stays_chosen(pane: PreviewPane) -> None:
    finder = pane.finder
    assert finder.add([Spot(5, ())])
    assert not finder.add([Spot(7, ()), Spot(9, ())])
    assert not finder.add([Spot(1, ())])
    assert finder.spots[finder.chosen].page == 5
    moved = heard(finder.moved)
    finder.step(1)
    assert finder.spots[finder.chosen].page == 7
    assert len(moved) == 1
    finder.tell_progress(30, 40)
    assert finder.count.text() == "3 of 4 …"
    finder.ended()
    assert finder.count.text() == "3 of 4"
