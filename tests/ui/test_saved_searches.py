"""Searches kept in the side bar: saved, opened, counted, renamed, moved, deleted and brought back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from briefing.library import choices, quotes
from briefing.library.quotes import NewQuote
from briefing.ui.desk import Desk
from briefing.ui.dialogs.ask_name import AskName
from briefing.ui.models.shelf import COUNT, Place
from briefing.ui.window import MainWindow
from tests.ui.held import Held


def kept(desk: Desk) -> list[tuple[str, int]]:
    shelf = desk.side.shelf
    above = shelf.find("searches")
    rows = (shelf.index(row, 0, above) for row in range(shelf.rowCount(above)))
    return [(str(row.data()), row.data(COUNT)) for row in rows]


def two(desk: Desk, qtbot: QtBot) -> tuple[str, str]:
    made = choices.save_search(desk.library, "Steel", "steel"), choices.save_search(desk.library, "Corn", "grain")
    qtbot.waitUntil(lambda: kept(desk) == [("Steel", 2), ("Corn", 1)])
    return made


def test_the_present_search_is_kept_under_a_name(desk: Desk, window: MainWindow, qtbot: QtBot) -> None:
    desk.quotes.filter.setText("steel")
    window.actions_.run("search.save")
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, AskName) and one.isVisible())
    QTest.keyClicks(dialog.name, "On steel")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: kept(desk) == [("On steel", 2)])
    assert desk.side.library.isExpanded(desk.side.shelf.find("searches"))


def test_what_is_searched_is_the_name_unless_another_is_typed(desk: Desk, window: MainWindow, qtbot: QtBot) -> None:
    desk.quotes.filter.setText("grain")
    window.actions_.run("search.save")
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, AskName) and one.isVisible())
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: kept(desk) == [("grain", 1)])


def test_with_nothing_searched_it_says_what_to_do(desk: Desk, window: MainWindow) -> None:
    window.actions_.run("search.save")
    assert "Search for something first" in window.status.currentMessage()
    assert desk.quotes.filter.hasFocus()


def test_a_saved_search_opens_and_leaves_again(desk: Desk, qtbot: QtBot) -> None:
    steel, _ = two(desk, qtbot)
    tree = desk.side.library
    tree.scrollTo(desk.side.shelf.find("search", steel))
    place = tree.visualRect(desk.side.shelf.find("search", steel)).center()
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: desk.quotes.model.rowCount() == 2)
    assert desk.quotes.filter.text() == "steel"
    tree.go_to("all")
    qtbot.waitUntil(lambda: desk.quotes.model.rowCount() == 5)
    assert desk.quotes.filter.text() == ""


def test_the_count_follows_the_quotes(desk: Desk, held: Held, qtbot: QtBot) -> None:
    two(desk, qtbot)
    quotes.add(desk.library, NewQuote(text="More steel"))
    qtbot.waitUntil(lambda: kept(desk)[0] == ("Steel", 3))


def test_delete_and_undo(desk: Desk, window: MainWindow, qtbot: QtBot) -> None:
    steel, _ = two(desk, qtbot)
    desk.side.library.go_to("search", steel)
    desk.side.library.setFocus()
    QTest.keyClick(desk.side.library, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: kept(desk) == [("Corn", 1)])
    window.actions_.run("undo")
    qtbot.waitUntil(lambda: kept(desk) == [("Steel", 2), ("Corn", 1)])


def test_a_search_is_renamed_in_place_and_moved_by_the_menu(desk: Desk, qtbot: QtBot) -> None:
    steel, corn = two(desk, qtbot)
    shelf, tree = desk.side.shelf, desk.side.library
    assert shelf.setData(shelf.find("search", steel), "Metal")
    qtbot.waitUntil(lambda: kept(desk)[0][0] == "Metal")
    tree.go_to("search", corn)
    tree.menu_wanted.emit(Place("search", corn, "Corn", "grain"), tree.mapToGlobal(tree.rect().center()))
    menu = next(one for one in desk.findChildren(QMenu) if one.isVisible())
    up = next(one for one in menu.actions() if one.text() == "Move up")
    up.trigger()
    menu.close()
    qtbot.waitUntil(lambda: [name for name, _ in kept(desk)] == ["Corn", "Metal"])
    assert tree.place() == Place("search", corn, "Corn", "grain")
