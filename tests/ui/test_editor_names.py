"""Every control of the panes and dialogs can be reached by keys and has a name that is read aloud."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QScrollArea, QScrollBar, QSplitterHandle, QWidget
from pytestqt.qtbot import QtBot

from briefing.sources.article import read
from briefing.ui.dialogs.book import BookSettingsDialog, NewBookDialog
from briefing.ui.dialogs.export import ExportDialog
from briefing.ui.dialogs.review import ReviewDialog
from briefing.ui.views.detail import DetailPane
from briefing.ui.views.editor import EditorPane
from briefing.ui.views.preview import PreviewPane
from tests.ui.panes import ARTICLE, Room, shown

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def editor(room: Room) -> QWidget:
    made = EditorPane(room.library, room.jobs)
    made.open_section(room.a)
    made.find()
    return made


def details(room: Room, noun: str) -> QWidget:
    made = DetailPane(room.library, room.jobs)
    if noun == "quote":
        made.show_quote(room.quotes[0].id)
    elif room.quotes[0].source_id is not None:
        made.show_source(room.quotes[0].source_id)
    return made


MADE: dict[str, Callable[[Room], QWidget]] = {
    "editor": editor,
    "preview": lambda room: PreviewPane(room.library, room.jobs),
    "quote": lambda room: details(room, "quote"),
    "source": lambda room: details(room, "source"),
    "export": lambda room: ExportDialog(None, room.library, room.jobs, room.book),
    "paste": lambda room: ReviewDialog(None, room.library, room.jobs, None),
    "review": lambda room: ReviewDialog(None, room.library, room.jobs, read(ARTICLE.encode(), "a.txt")),
    "new book": lambda room: NewBookDialog(None, room.library),
    "book settings": lambda room: BookSettingsDialog(None, room.library, room.book),
}


@pytest.mark.parametrize("which", MADE)
def test_every_control_has_a_name(room: Room, qtbot: QtBot, which: str) -> None:
    made = MADE[which](room)
    with shown(qtbot, made):
        unnamed = [
            widget
            for widget in made.findChildren(QWidget)
            if widget.isVisible()
            and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
            and not isinstance(widget, QScrollBar | QSplitterHandle | QScrollArea)
            and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        ]
        assert unnamed == []
