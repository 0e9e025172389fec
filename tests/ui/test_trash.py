"""The trash, marking all, and lists that open: what a person sees and can press."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from briefing.library import people, quotes
from briefing.ui import look
from briefing.ui.desk import Desk
from briefing.ui.views.chips import TopicChips
from briefing.ui.views.choice import Choice
from briefing.ui.views.quote_words import QuoteWords
from briefing.ui.window import MainWindow
from tests.ui.held import Held


def test_the_trash_has_a_button_that_puts_back(desk: Desk, held: Held) -> None:
    quotes.trash(desk.library, [held.quotes[0]])
    desk.side.library.go_to("people")
    assert not desk.listing.back.isVisible()
    desk.side.library.go_to("trash")
    QTest.mouseClick(desk.listing.back, Qt.MouseButton.LeftButton)
    assert quotes.counts(desk.library.reader()).trash == 0
    assert not desk.listing.back.isVisible()


def test_enter_puts_back_one_after_the_other(desk: Desk, held: Held) -> None:
    quotes.trash(desk.library, list(held.quotes[:3]))
    desk.side.library.go_to("trash")
    desk.listing.focus_list()
    for left in (2, 1, 0):
        QTest.keyClick(desk.listing.list, Qt.Key.Key_Return)
        assert quotes.counts(desk.library.reader()).trash == left


def test_going_from_one_list_to_another_chooses_nothing(desk: Desk, held: Held) -> None:
    quotes.trash(desk.library, [held.quotes[0]])
    desk.side.library.go_to("people")
    desk.listing.focus_list()
    chosen: list[object] = []
    desk.listing.chosen.connect(chosen.append)
    desk.side.library.go_to("trash")
    assert chosen == []
    assert desk.listing.list.entry() is None


def test_the_text_says_when_a_quote_in_it_is_in_the_trash(desk: Desk, held: Held) -> None:
    asked: list[int] = []
    words = QuoteWords(desk.library, lambda: asked.append(1))
    handle = quotes.show(desk.library.reader(), held.quotes[0]).handle
    assert words.about(handle).known
    quotes.trash(desk.library, [held.quotes[0]])
    assert asked
    assert not words.about(handle).known
    assert "trash" in words.about(handle).tip
    words.close()


def test_select_all_marks_the_whole_text(desk: Desk, window: MainWindow, held: Held) -> None:
    desk.open_section(held.one)
    desk.editor.edit.setFocus()
    QTest.keyClicks(desk.editor.edit, "Two words")
    window.actions_.run("select.all")
    assert desk.editor.edit.textCursor().selectedText() == "Two words"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_list_that_opens_shows_all_its_rows(qapp: QApplication, desk: Desk, theme: str) -> None:
    look.apply(qapp, theme, 1.0)
    for box in (desk.editor.head.kind, desk.side.books, Choice(desk)):
        if not box.count():
            box.addItems(["One", "Two", "Three"])
        box.showPopup()
        view = box.view()
        rows = view.sizeHintForRow(0) * min(box.count(), box.maxVisibleItems())
        assert view.viewport().height() >= rows - 1
        assert view.verticalScrollBar().maximum() == 0
        assert view.viewport().width() >= view.sizeHintForColumn(0)
        box.hidePopup()


def test_the_pictures_of_the_text_buttons_grow_with_the_text(qapp: QApplication, desk: Desk) -> None:
    bar = desk.editor.bar
    before = bar.icon_side()
    look.apply(qapp, "light", 2.0)
    assert bar.icon_side() == 2 * before
    look.apply(qapp, "light", 1.0)


def test_a_topic_longer_than_its_room_is_shortened_at_the_front(qtbot: QtBot) -> None:
    chips = TopicChips(list)
    qtbot.addWidget(chips)
    chips.resize(260, 200)
    chips.show()
    chips.show_topics(["Shipbuilding and warship repair / Icebreakers and Arctic routes", "Short"])
    qtbot.waitUntil(lambda: any(one.text().startswith("…") for one in chips.findChildren(QPushButton)))
    long, short = (one.text() for one in chips.findChildren(QPushButton) if one.isVisible())
    assert long.endswith("Arctic routes  ×")
    assert short == "Short  ×"


def test_what_has_to_stay_in_the_trash_is_said(desk: Desk, held: Held) -> None:
    people.trash(desk.library, held.person)
    said: list[str] = []
    desk.said.connect(said.append)
    desk.listing.empty_wanted.emit()
    delete = next(one for one in desk.findChildren(QPushButton) if one.text() == "Delete for good")
    QTest.mouseClick(delete, Qt.MouseButton.LeftButton)
    assert "stays in the trash" in said[-1]
