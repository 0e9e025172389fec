"""An empty page says all it has to say, however little room it has."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from briefing.ui.actions import Actions
from briefing.ui.views.empty import EmptyPage
from tests.ui.panes import shown

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.mark.parametrize("height", [1, 600])
def test_no_line_is_cut(actions: Actions, qtbot: QtBot, height: int) -> None:
    page = EmptyPage(actions)
    page.say("book-open", "No book yet", "A book is made from your quotes.", ("book.new",))
    with shown(qtbot, page):
        for width in (60, 210, 210):
            page.resize(width, height)
            qtbot.wait(20)
        labels = [label for label in page.findChildren(QLabel) if label.text() and label.isVisible()]
        assert len(labels) == 2
        for label in labels:
            # As high as its words, neither less nor more.
            lines = label.fontMetrics().boundingRect(label.rect(), Qt.TextFlag.TextWordWrap, label.text())
            assert lines.height() <= label.height() <= lines.height() + label.fontMetrics().height()
