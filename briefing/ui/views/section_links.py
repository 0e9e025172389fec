"""Where something is used, as links to the sections."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from briefing.ui.views.slots import plain


class SectionLinks(QWidget):
    """A column of links. ``wanted(section_id)`` when one is pressed."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def show_links(self, places: Iterable[tuple[str, str]]) -> None:
        """Show these (section id, words) in place of those before."""
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for section_id, words in places:
            link = QPushButton(words.replace("&", "&&"))
            link.setProperty("link", True)
            link.setAutoDefault(False)
            link.setMinimumWidth(60)
            link.setCursor(Qt.CursorShape.PointingHandCursor)
            link.clicked.connect(plain(partial(self.wanted.emit, section_id)))
            self._column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
