"""The line above the cards: it offers what could be meant, shows what was understood, and is never in the way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from briefing.library import search_query, search_typing
from briefing.ui.desk import Desk
from briefing.ui.views.chips import Chip
from briefing.ui.window import MainWindow
from tests.ui.test_quotes_pane import texts

KEY = Qt.Key


def offered(desk: Desk, qtbot: QtBot, typed: str, holding: str) -> None:
    desk.quotes.filter.setFocus()
    QTest.keyClicks(desk.quotes.filter, typed)
    qtbot.waitUntil(lambda: any(holding in one for one in desk.quotes.filter.offered))


def test_tab_takes_the_first_offer_and_goes_on_to_its_values(desk: Desk, qtbot: QtBot) -> None:
    line = desk.quotes.filter
    offered(desk, qtbot, "spea", "speaker:")
    QTest.keyClick(line, KEY.Key_Tab)
    assert line.text() == "speaker:"
    qtbot.waitUntil(lambda: line.offered == ["Clara Weiss"])
    QTest.keyClick(line, KEY.Key_Tab)
    assert line.text() == 'speaker:"Clara Weiss" '
    assert line.hasFocus()
    assert line.offered == []


def test_enter_takes_only_an_offer_that_was_chosen(desk: Desk, qtbot: QtBot) -> None:
    line = desk.quotes.filter
    offered(desk, qtbot, "ship", "Shipyards")
    QTest.keyClick(line, KEY.Key_Return)
    assert line.text() == "ship"
    qtbot.waitUntil(desk.quotes.table.hasFocus)
    line.clear()
    offered(desk, qtbot, "ship", "Shipyards")
    QTest.keyClick(line, KEY.Key_Down)
    QTest.keyClick(line, KEY.Key_Return)
    assert line.text() == "topic:Shipyards "


def test_escape_puts_the_offers_away_before_it_empties_the_line(desk: Desk, qtbot: QtBot) -> None:
    line = desk.quotes.filter
    offered(desk, qtbot, "ship", "Shipyards")
    QTest.keyClick(line, KEY.Key_Escape)
    assert (line.text(), line.offered) == ("ship", [])
    QTest.keyClick(line, KEY.Key_Escape)
    assert line.text() == ""


def test_a_chip_is_taken_away_by_click_and_by_key(desk: Desk, qtbot: QtBot) -> None:
    pane = desk.quotes
    pane.filter.setText("topic:shipyards -steel ships")
    qtbot.waitUntil(lambda: len(pane.understood.words) == 2)
    first, second = pane.understood.findChildren(Chip)
    assert first.accessibleName().startswith("topic: shipyards")
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    assert pane.filter.text() == "topic:shipyards ships"
    QTest.keyClick(first, KEY.Key_Delete)
    assert pane.filter.text() == "ships"
    assert pane.filter.hasFocus()
    qtbot.waitUntil(lambda: not pane.understood.isVisible())


def test_a_book_nobody_knows_has_no_chip_for_it_is_searched_as_words(desk: Desk, qtbot: QtBot) -> None:
    pane = desk.quotes
    pane.filter.setText("in:nowhere topic:shipyards")
    qtbot.waitUntil(lambda: len(pane.understood.words) == 1)
    assert pane.understood.words[0].startswith("topic: shipyards")
    pane.filter.setText("in:harbour topic:shipyards")
    qtbot.waitUntil(lambda: len(pane.understood.words) == 2)
    assert pane.understood.words[0].startswith("in: harbour")


def test_a_chip_of_the_search_at_the_top_is_taken_away_there(desk: Desk, window: MainWindow, qtbot: QtBot) -> None:
    window.bar.box.setText("grain topic:shipyards")
    qtbot.waitUntil(lambda: len(desk.quotes.understood.findChildren(Chip)) == 1)
    QTest.mouseClick(desk.quotes.understood.findChildren(Chip)[0], Qt.MouseButton.LeftButton)
    assert window.bar.box.text() == "grain"


def test_a_wrong_letter_is_put_right_and_told(desk: Desk, qtbot: QtBot) -> None:
    pane = desk.quotes
    pane.filter.setText("sentance steel ")
    qtbot.waitUntil(lambda: "sentance → sentence" in pane.understood.words)
    assert len(texts(desk)) == 2
    back = next(one for one in pane.understood.findChildren(QPushButton) if not isinstance(one, Chip))
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 0)
    assert not pane.understood.isVisible()


def test_the_order_is_chosen_from_a_menu(desk: Desk, qtbot: QtBot) -> None:
    pane = desk.quotes
    best = next(one for one in pane.order.menu().actions() if "Best" in one.text())
    pane.filter.setText("sentence")
    best.trigger()
    assert pane.order.accessibleName() == "Order: Best first"
    qtbot.waitUntil(lambda: len(texts(desk)) == 5)


@pytest.mark.parametrize(
    ("typed", "place", "left"),
    [
        ("fund OR ships steel", 1, "fund steel"),
        ("fund OR ships steel", 0, "ships steel"),
        ("fund OR ships", 1, "fund"),
        ('speaker:"Clara Weiss" grain', 0, "grain"),
    ],
)
def test_taking_a_piece_out_leaves_the_rest_as_typed(typed: str, place: int, left: str) -> None:
    assert search_typing.without(typed, search_query.parse(typed).parts[place]) == left
