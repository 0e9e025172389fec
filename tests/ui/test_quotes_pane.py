from __future__ import annotations

import json
from array import array
from collections.abc import Sequence

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDrag, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from briefing.library import people, quotes, sections
from briefing.library.quotes import NewQuote, QuoteRow, Scope
from briefing.ui.desk import Desk
from briefing.ui.models.matches import matches, search_words
from briefing.ui.models.pages import PAGE, PAGES_KEPT
from briefing.ui.models.quotes import MIME, QuotesModel
from briefing.ui.views import quotes as panes
from briefing.ui.window import MainWindow
from tests.ui.held import Held
from tests.ui.panes import heard


def texts(desk: Desk) -> list[str]:
    model = desk.quotes.model
    rows = (model.quote(place) for place in range(model.rowCount()))
    return [row.text for row in rows if row is not None]


def test_the_newest_quote_comes_first(desk: Desk) -> None:
    assert [text.split()[2] for text in texts(desk)] == ["4", "3", "2", "1", "0"]


def test_the_filter_narrows_the_list_as_it_is_typed(desk: Desk, qtbot: QtBot) -> None:
    QTest.keyClicks(desk.quotes.filter, "stee")
    qtbot.waitUntil(lambda: len(texts(desk)) == 2)
    assert all("steel" in text for text in texts(desk))
    QTest.keyClick(desk.quotes.filter, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(texts(desk)) == 5)


def test_a_topic_can_be_named_in_the_filter(desk: Desk, qtbot: QtBot) -> None:
    desk.quotes.filter.setText("topic:shipyards since:2025-06-12")
    qtbot.waitUntil(lambda: len(texts(desk)) == 1)


def test_the_search_and_the_filter_work_together(desk: Desk, qtbot: QtBot) -> None:
    desk.quotes.search("sentence")
    desk.quotes.filter.setText("grain")
    qtbot.waitUntil(lambda: len(texts(desk)) == 1)


def test_a_filter_left_from_before_does_not_hide_what_the_search_box_finds(desk: Desk, qtbot: QtBot) -> None:
    desk.quotes.filter.setText("grain")
    qtbot.waitUntil(lambda: len(texts(desk)) == 1)
    desk.quotes.search("steel")
    qtbot.waitUntil(lambda: len(texts(desk)) == 2)
    desk.quotes.search("steel ships")
    desk.quotes.search("")
    assert desk.quotes.filter.text() == "grain"
    qtbot.waitUntil(lambda: len(texts(desk)) == 1)


def test_what_is_not_found_in_a_topic_is_looked_for_in_all_quotes_by_a_button(
    desk: Desk, held: Held, qtbot: QtBot
) -> None:
    desk.side.library.go_to("topic", held.topic)
    qtbot.waitUntil(lambda: desk.quotes.model.rowCount() == 2)
    desk.quotes.search("steel")
    qtbot.waitUntil(lambda: desk.quotes.model.rowCount() == 0)
    assert "Shipyards" in desk.quotes.empty.heading
    (button,) = [one for one in desk.quotes.empty.findChildren(QPushButton) if not one.isHidden()]
    button.click()
    qtbot.waitUntil(lambda: desk.quotes.model.rowCount() == 2)


def test_only_the_last_of_quick_typing_is_shown(desk: Desk, qtbot: QtBot) -> None:
    shown: list[int] = []
    desk.quotes.counted.connect(shown.append)
    for text in ("s", "sh", "shi", "ships nothing of this", "grain"):
        desk.quotes.search(text)
    qtbot.waitUntil(lambda: bool(shown))
    assert shown == [1]


def test_nothing_typed_is_an_error(desk: Desk, qtbot: QtBot) -> None:
    for text in ('"', "speaker:", "AND OR NOT (", "*", "a" * 5000, "since:when"):
        with qtbot.waitSignal(desk.quotes.counted):
            desk.quotes.filter.setText(text)


def test_an_empty_answer_says_what_to_do(desk: Desk, qtbot: QtBot) -> None:
    desk.quotes.filter.setText("zebra")
    qtbot.waitUntil(lambda: desk.quotes.model.rowCount() == 0)
    assert not desk.quotes.table.isVisible()


def test_home_and_end_go_to_the_first_and_the_last(desk: Desk, qtbot: QtBot) -> None:
    table = desk.quotes.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_End)
    assert table.currentIndex().row() == 4
    QTest.keyClick(table, Qt.Key.Key_Home)
    assert table.currentIndex().row() == 0


def test_enter_shows_the_details(desk: Desk, qtbot: QtBot) -> None:
    desk.show_right(False)
    desk.quotes.focus_list()
    QTest.keyClick(desk.quotes.table, Qt.Key.Key_Return)
    assert desk.right.isVisible()
    assert desk.right.currentWidget() is desk.detail


def test_control_enter_puts_the_selected_quotes_into_the_section(
    desk: Desk, window: MainWindow, held: Held, qtbot: QtBot
) -> None:
    desk.open_section(held.one)
    desk.quotes.focus_list()
    QTest.keyClick(desk.quotes.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen = [row.handle for row in desk.quotes.selected()]
    assert len(chosen) == 2
    QTest.keyClick(desk.quotes.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    body = sections.body(desk.library.reader(), held.one)
    assert [handle in body for handle in chosen] == [True, True]
    assert desk.quotes.table.hasFocus()


def test_without_a_section_inserting_says_why_not(desk: Desk, window: MainWindow) -> None:
    desk.open_section(None)
    desk.quotes.table.go_to(0)
    window.actions_.run("quote.insert")
    assert "section" in window.status.currentMessage()


def test_delete_moves_to_the_trash_and_undo_brings_back(
    desk: Desk, window: MainWindow, held: Held, qtbot: QtBot
) -> None:
    desk.quotes.focus_list()
    QTest.keyClick(desk.quotes.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: desk.quotes.model.rowCount() == 4)
    window.actions_.run("undo")
    qtbot.waitUntil(lambda: desk.quotes.model.rowCount() == 5)
    assert window.status.currentMessage().startswith("Undone:")
    window.actions_.run("redo")
    qtbot.waitUntil(lambda: desk.quotes.model.rowCount() == 4)
    assert window.status.currentMessage().startswith("Done again:")


def test_star_and_verify_show_on_the_card(desk: Desk, window: MainWindow, held: Held) -> None:
    desk.quotes.table.go_to(0)
    window.actions_.run("quote.star")
    window.actions_.run("quote.verify")
    row = desk.quotes.model.quote(0)
    assert row is not None
    assert row.starred
    assert row.verified
    desk.quotes.table.grab()


def test_the_inbox_is_emptied_by_accepting(desk: Desk, window: MainWindow, qtbot: QtBot) -> None:
    window.actions_.run("go.inbox")
    qtbot.waitUntil(lambda: desk.quotes.model.rowCount() == 1)
    desk.quotes.focus_list()
    window.actions_.run("quote.accept")
    qtbot.waitUntil(lambda: desk.quotes.model.rowCount() == 0)
    assert quotes.counts(desk.library.reader()).inbox == 0


def test_the_menu_of_a_card_puts_it_in_and_accepts_only_what_waits(
    desk: Desk, window: MainWindow, qtbot: QtBot
) -> None:
    accept, menu = window.actions_["quote.accept"], desk.quote_menu
    assert {window.actions_["quote.insert"], window.actions_["quote.cite"]} <= set(menu.actions())
    desk.quotes.table.go_to(0)
    menu.aboutToShow.emit()
    assert not accept.isVisible()
    menu.aboutToHide.emit()
    assert accept.isVisible()
    desk.side.library.go_to("inbox")
    qtbot.waitUntil(lambda: desk.quotes.model.rowCount() == 1)
    desk.quotes.table.go_to(0)
    menu.aboutToShow.emit()
    assert accept.isVisible()
    menu.aboutToHide.emit()


def test_a_drag_carries_handles_and_words(desk: Desk) -> None:
    model = desk.quotes.model
    data = model.mimeData([model.index(0, 0), model.index(1, 0)])
    row = model.quote(0)
    assert row is not None
    assert json.loads(bytes(data.data(MIME).data()))[0] == row.handle
    assert row.text in data.text()
    assert "Clara Weiss" in data.text()


def test_copying_in_every_shape(desk: Desk, window: MainWindow) -> None:
    desk.quotes.table.go_to(0)
    clipboard = QGuiApplication.clipboard()
    window.actions_.run("quote.text")
    assert clipboard.text() == "“Sentence number 4 about ships”"
    window.actions_.run("quote.citation")
    assert clipboard.text().endswith("— Clara Weiss, Minister, The Gazette, 14 Jun 2025")
    window.actions_.run("quote.markdown")
    assert clipboard.text().startswith("> “Sentence")


def test_a_click_selects_and_shows(desk: Desk, qtbot: QtBot) -> None:
    table = desk.quotes.table
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, table.card.height() + 20))
    assert table.currentIndex().row() == 1
    qtbot.waitUntil(lambda: desk.right.currentWidget() is desk.detail)


def test_searching_leaves_the_pages_in_view(desk: Desk, qtbot: QtBot) -> None:
    table = desk.quotes.table
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 20))
    qtbot.waitUntil(lambda: desk.right.currentWidget() is desk.detail)
    chosen = texts(desk)[0]
    desk.right.setCurrentWidget(desk.preview)
    told = heard(table.chosen)
    desk.quotes.search("ships")
    qtbot.waitUntil(lambda: len(texts(desk)) == 2)
    assert told == []
    assert desk.right.currentWidget() is desk.preview
    current = table.current()
    assert current is not None and current.text == chosen


def test_what_is_dragged_says_how_many_and_hides_little(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = desk.quotes.table
    table.selectAll()
    carried: list[tuple[int, int, int]] = []

    def carry(drag: QDrag, *_actions: object) -> Qt.DropAction:
        handles = json.loads(drag.mimeData().data(MIME).toStdString())
        carried.append((len(handles), drag.pixmap().width(), drag.pixmap().height()))
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", carry)
    table.startDrag(Qt.DropAction.CopyAction)
    ((count, width, height),) = carried
    assert count == 5
    assert width < table.width() and height < table.card.height() / 2


def test_cards_are_drawn_in_every_state(desk: Desk, qtbot: QtBot) -> None:
    table = desk.quotes.table
    table.selectAll()
    table.grab()
    desk.quotes.search("steel")
    qtbot.waitUntil(lambda: desk.quotes.model.rowCount() == 2)
    assert not table.grab().isNull()


def test_a_million_rows_cost_a_page_at_a_time() -> None:
    asked: list[int] = []

    def read(ns: Sequence[int]) -> list[QuoteRow]:
        asked.append(len(ns))
        return []

    model = QuotesModel(read)
    model.show(array("q", range(1_000_000)))
    assert asked == []
    for place in (0, 1, PAGE - 1, 500_000, 999_999):
        model.quote(place)
    assert len(asked) == 3
    assert max(asked) <= PAGE
    for page in range(PAGES_KEPT + 5):
        model.quote(page * PAGE)
    before = len(asked)
    model.quote((PAGES_KEPT + 4) * PAGE)
    assert len(asked) == before
    model.quote(0)
    assert len(asked) == before + 1


def test_by_speaker_the_first_come_at_once_and_the_rest_after_them(
    desk: Desk, held: Held, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panes, "FIRST_BY_SPEAKER", 2)
    aalto = people.add(held.library, "Aino Aalto")
    quotes.add(held.library, NewQuote("Said long ago.", person_id=aalto, said_on="1999"))
    desk.quotes.refresh()
    qtbot.waitUntil(lambda: len(texts(desk)) == 6)
    assert texts(desk)[-1] == "Said long ago."
    shown: list[int] = []
    desk.quotes.counted.connect(shown.append)
    menu = desk.quotes.order.menu()
    assert menu is not None
    next(one for one in menu.actions() if "speaker" in one.text().replace("&", "")).trigger()
    qtbot.waitUntil(lambda: shown == [2, 6])
    assert texts(desk)[0] == "Said long ago."
    assert len(set(texts(desk))) == 6
    desk.quotes.refresh()
    qtbot.waitUntil(lambda: len(shown) == 3)
    # Whoever is far down the list is not brought back to its beginning.
    assert shown == [2, 6, 6]


def test_a_scope_without_quotes_is_named(desk: Desk, qtbot: QtBot) -> None:
    desk.quotes.show_scope(Scope(trash=True), "Trash")
    qtbot.waitUntil(lambda: desk.quotes.model.rowCount() == 0)


def test_matches_ignore_case_and_accents_and_begin_words() -> None:
    words = search_words("ecole FUND speaker:ishiba")
    assert set(words) == {"ecole", "fund"}
    assert matches("L’École funds refund", words) == [(2, 5), (8, 4)]


def test_matches_in_japanese_begin_anywhere() -> None:
    assert matches("日本の関税交渉", search_words("関税")) == [(3, 2)]


def test_matches_keep_their_places_when_folding_changes_length() -> None:
    text = "ﬁne ﬀ İstanbul fund"
    ((start, length),) = matches(text, ("fund",))
    assert text[start : start + length] == "fund"
