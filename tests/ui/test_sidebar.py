from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from briefing.library import quotes, sections, topics
from briefing.ui.actions import Actions
from briefing.ui.desk import Desk
from briefing.ui.models.quotes import mime
from briefing.ui.models.sections import SectionsModel
from briefing.ui.models.shelf import Place, ShelfModel, read
from briefing.ui.views.sidebar import SideBar
from briefing.ui.window import MainWindow
from tests.ui.held import Held


def titles(held: Held) -> list[tuple[int, str]]:
    return [(row.depth, row.title) for row in sections.sections(held.library.reader(), held.book)]


@pytest.fixture
def model(held: Held) -> SectionsModel:
    made = SectionsModel(held.library)
    made.show(held.book)
    return made


def test_the_tree_has_the_shape_of_the_book(model: SectionsModel, held: Held) -> None:
    assert model.rowCount() == 2
    two = model.find(held.two)
    assert model.rowCount(two) == 1
    assert model.parent(model.find(held.below)) == two
    below = model.section(model.index(0, 0, two))
    assert below is not None
    assert below.title == "Below"
    assert str(model.data(two)).endswith("Second")


def test_a_section_dropped_between_others_lands_there(model: SectionsModel, held: Held) -> None:
    drag = model.mimeData([model.find(held.two)])
    model.dropMimeData(drag, Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    assert titles(held) == [(0, "Second"), (1, "Below"), (0, "First")]


def test_a_section_dropped_after_itself_counts_its_own_place(model: SectionsModel, held: Held) -> None:
    drag = model.mimeData([model.find(held.one)])
    model.dropMimeData(drag, Qt.DropAction.MoveAction, 2, 0, QModelIndex())
    assert titles(held) == [(0, "Second"), (1, "Below"), (0, "First")]


def test_a_section_dropped_on_another_goes_under_it(model: SectionsModel, held: Held) -> None:
    drag = model.mimeData([model.find(held.one)])
    model.dropMimeData(drag, Qt.DropAction.MoveAction, -1, 0, model.find(held.two))
    assert titles(held) == [(0, "Second"), (1, "Below"), (1, "First")]


def test_a_section_never_goes_into_itself(model: SectionsModel, held: Held) -> None:
    drag = model.mimeData([model.find(held.two)])
    assert not model.canDropMimeData(drag, Qt.DropAction.MoveAction, -1, 0, model.find(held.below))
    assert not model.dropMimeData(drag, Qt.DropAction.MoveAction, -1, 0, model.find(held.below))
    assert titles(held) == [(0, "First"), (0, "Second"), (1, "Below")]


def test_a_drag_of_nonsense_is_refused(model: SectionsModel, held: Held) -> None:
    drag = model.mimeData([])
    drag.setData("application/x-briefing-section", b"[[[[{not json")
    assert not model.canDropMimeData(drag, Qt.DropAction.MoveAction, 0, 0, QModelIndex())


def test_keys_move_and_indent_and_bring_back(desk: Desk, held: Held, qtbot: QtBot) -> None:
    tree = desk.side.tree
    tree.setFocus()
    tree.go_to(held.two)
    QTest.keyClick(tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert titles(held) == [(0, "Second"), (1, "Below"), (0, "First")]
    QTest.keyClick(tree, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(tree, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert titles(held) == [(0, "First"), (1, "Second"), (2, "Below")]
    current = tree.current()
    assert current is not None
    assert current.id == held.two
    QTest.keyClick(tree, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert titles(held) == [(0, "First"), (0, "Second"), (1, "Below")]


def test_a_title_is_changed_in_place(desk: Desk, held: Held, qtbot: QtBot) -> None:
    tree = desk.side.tree
    tree.setFocus()
    tree.go_to(held.one)
    QTest.keyClick(tree, Qt.Key.Key_F2)
    field = tree.findChild(QLineEdit)
    assert field is not None
    assert field.text() == "First"
    field.selectAll()
    QTest.keyClicks(field, "Opening")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: (0, "Opening") in titles(held))


def test_a_new_section_comes_after_the_current_one_and_can_be_named_at_once(
    desk: Desk, window: MainWindow, held: Held, qtbot: QtBot
) -> None:
    desk.side.tree.go_to(held.one)
    window.actions_.run("section.new")
    qtbot.waitUntil(lambda: desk.side.tree.findChild(QLineEdit) is not None)
    assert [title for _, title in titles(held)] == ["First", "New section", "Second", "Below"]
    window.actions_.run("undo")
    assert [title for _, title in titles(held)] == ["First", "Second", "Below"]


def test_delete_moves_a_section_to_the_trash_and_undo_brings_it_back(
    desk: Desk, window: MainWindow, held: Held, qtbot: QtBot
) -> None:
    tree = desk.side.tree
    tree.setFocus()
    tree.go_to(held.two)
    QTest.keyClick(tree, Qt.Key.Key_Delete)
    assert titles(held) == [(0, "First")]
    assert desk.editor.section_id == held.one
    window.actions_.run("undo")
    assert titles(held) == [(0, "First"), (0, "Second"), (1, "Below")]


def test_a_quote_dropped_on_a_section_goes_into_its_text(desk: Desk, held: Held) -> None:
    row = desk.quotes.model.quote(0)
    assert row is not None
    model = desk.side.sections
    assert model.dropMimeData(mime([row]), Qt.DropAction.CopyAction, -1, -1, model.find(held.two))
    assert desk.editor.section_id == held.two
    assert f"[[quote:{row.handle}]]" in sections.body(desk.library.reader(), held.two)


def test_choosing_a_section_opens_it(desk: Desk, held: Held, qtbot: QtBot) -> None:
    tree = desk.side.tree
    place = tree.visualRect(desk.side.sections.find(held.below)).center()
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.editor.section_id == held.below
    assert desk.centre.currentWidget() is desk.editor


def test_the_shelf_counts_what_there_is(held: Held) -> None:
    model = ShelfModel(held.library)
    model.show(read(held.library.reader()))
    assert model.itemFromIndex(model.find("all")).data(Qt.ItemDataRole.UserRole + 5) == 5
    assert model.itemFromIndex(model.find("inbox")).data(Qt.ItemDataRole.UserRole + 5) == 1
    topic = model.find("topic", held.topic)
    assert model.place(topic) == Place("topic", held.topic, "Shipyards")
    assert model.itemFromIndex(topic).data(Qt.ItemDataRole.UserRole + 5) == 2


def test_a_topic_is_renamed_in_place_and_a_taken_name_is_refused(held: Held) -> None:
    topics.add(held.library, "Ports")
    model = ShelfModel(held.library)
    model.show(read(held.library.reader()))
    refused: list[str] = []
    model.refused.connect(refused.append)
    assert not model.setData(model.find("topic", held.topic), "Ports")
    assert refused
    assert model.setData(model.find("topic", held.topic), "Yards")
    assert "Yards" in [row.name for row in topics.topics(held.library.reader())]


def test_choosing_a_topic_lists_its_quotes(desk: Desk, held: Held, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: desk.side.shelf.find("topic", held.topic).isValid())
    desk.side.library.go_to("topic", held.topic)
    qtbot.waitUntil(lambda: desk.quotes.model.rowCount() == 2)


def test_a_renamed_topic_stays_where_the_keyboard_is_and_open_ones_stay_open(
    desk: Desk, held: Held, qtbot: QtBot
) -> None:
    tree, shelf = desk.side.library, desk.side.shelf
    topics.add(desk.library, "Aground")
    below = topics.add(desk.library, "Dry docks", parent_id=held.topic)
    qtbot.waitUntil(lambda: shelf.find("topic", below).isValid())
    tree.expand(shelf.find("topic", held.topic))
    tree.go_to("topic", held.topic)
    qtbot.waitUntil(lambda: desk.quotes.model.rowCount() == 2)
    assert shelf.setData(shelf.find("topic", held.topic), "A first one")
    qtbot.waitUntil(lambda: shelf.find("topic", held.topic).row() == 0)
    assert tree.place() == Place("topic", held.topic, "A first one")
    assert tree.isExpanded(shelf.find("topic", held.topic))
    assert desk.quotes.model.rowCount() == 2
    topics.trash(desk.library, held.topic)
    qtbot.waitUntil(lambda: desk.quotes.model.rowCount() == 5)


def test_delete_on_a_topic_keeps_its_quotes(desk: Desk, held: Held, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: desk.side.shelf.find("topic", held.topic).isValid())
    desk.side.library.go_to("topic", held.topic)
    desk.side.library.setFocus()
    QTest.keyClick(desk.side.library, Qt.Key.Key_Delete)
    assert topics.topics(held.library.reader()) == []
    assert quotes.counts(held.library.reader()).all == 5


def test_a_library_without_a_book_says_what_to_do(actions: Actions, held: Held, qtbot: QtBot) -> None:
    bar = SideBar(held.library, actions, QMenu())
    qtbot.addWidget(bar)
    bar.show_books([], None)
    bar.show_book(None)
    assert "New book" in [button.text() for button in bar.findChildren(QPushButton)]
