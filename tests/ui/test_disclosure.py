"""Who may see a section is chosen above its text, can be undone, and shows in the outline."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from briefing.book.disclose import held_back, press_sign
from briefing.book.parts import AUDIENCES, DISCLOSURES
from briefing.library import sections
from briefing.ui.models.sections import SectionsModel
from briefing.ui.models.shelf import SIGN
from briefing.ui.views.editor import EditorPane
from tests.ui.panes import Room, shown

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def pane(room: Room, qtbot: QtBot) -> Iterator[EditorPane]:
    made = EditorPane(room.library, room.jobs)
    made.open_section(room.a)
    with shown(qtbot, made):
        yield made


def choose(box: QComboBox, down: int) -> None:
    """Pick by keys what stands so many lines below the first."""
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    for _ in range(down):
        QTest.keyClick(box, Qt.Key.Key_Down)


def signs(model: SectionsModel) -> list[str | None]:
    return [model.data(model.index(row, 0, QModelIndex()), SIGN) for row in range(model.rowCount())]


@pytest.mark.parametrize("down", range(1, len(DISCLOSURES) + 1))
def test_whether_a_section_may_be_used_is_chosen_above_its_text_and_undone(
    room: Room, pane: EditorPane, down: int
) -> None:
    choose(pane.head.disclosure, down)
    assert sections.show(room.library.reader(), room.a).disclosure == DISCLOSURES[down - 1]
    assert room.library.last_step is not None
    room.library.undo(room.library.last_step)
    assert sections.show(room.library.reader(), room.a).disclosure == ("", *DISCLOSURES)[down - 1]
    assert pane.head.disclosure.currentData() == ("", *DISCLOSURES)[down - 1]


def test_a_book_nobody_makes_for_the_press_shows_no_sign(room: Room) -> None:
    model = SectionsModel(room.library)
    model.show(room.book)
    assert signs(model) == [None, None, None]


def test_what_says_that_it_is_kept_back_has_a_sign_and_says_why(room: Room) -> None:
    sections.edit(room.library, room.b, disclosure="internal")
    model = SectionsModel(room.library)
    model.show(room.book)
    assert signs(model) == [None, "eye-off", None]
    there = model.find(room.b)
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        assert "Not in a press copy: it is marked as internal." in model.data(there, role)


def test_what_would_be_handed_to_the_press_has_a_sign(room: Room) -> None:
    model = SectionsModel(room.library)
    model.show(room.book)
    sections.edit(room.library, room.a, audience="press")
    model.reload()
    assert signs(model) == ["newspaper", None, None]
    there = model.find(room.a)
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        assert "In a press copy." in model.data(there, role)
    sections.edit(room.library, room.a, disclosure="not_for_use")
    model.reload()
    assert signs(model) == ["eye-off", None, None]


@pytest.mark.parametrize("audience", ["", *AUDIENCES])
@pytest.mark.parametrize("disclosure", ["", *DISCLOSURES])
def test_the_signs_say_what_a_press_copy_does(audience: str, disclosure: str) -> None:
    assert (press_sign(audience, disclosure) == "in") == (not held_back(audience, disclosure))
