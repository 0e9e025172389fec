"""The field that says which page is in view, and takes the page, section or question to go to."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from briefing.ui import look
from briefing.ui.views.page_names import PageNames

# Widths at the usual text size, in logical pixels: with a number in it, and while somebody types.
NARROW: Final = 62
WIDE: Final = 150


class GoTo(QLineEdit):
    """Signals: ``wanted(words)`` on Enter or when a name offered is chosen; ``left()`` on Esc; ``typing(bool)``."""

    wanted = Signal(str)
    left = Signal()
    typing = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        says = QCoreApplication.translate
        self._place = ""
        self._names: tuple[str, ...] = ()
        self._offered = QStringListModel(self)
        self._list = completer = QCompleter(self._offered, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(self._go)
        self.setCompleter(completer)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setMaxLength(200)
        self.setAccessibleName(says("Preview", "Go to page, section or question"))
        self.setToolTip(says("Preview", "Go to: a page (17), a section (A3 or its name), a question (Q4)"))
        self.returnPressed.connect(self._go)
        self.textEdited.connect(self._offer)
        self._fit()
        look.changes().changed.connect(self._fit)

    def show_place(self, place: str) -> None:
        """Show where one is, unless somebody is typing."""
        self._place = place
        if not (self.hasFocus() and self.isModified()):
            self.setText(place)
        self._fit()

    def offer(self, names: PageNames) -> None:
        """Take the names to offer while somebody types."""
        self._names = names.names

    def _offer(self, typed: str) -> None:
        # Numbers mean pages; a list of names with a digit in them would only be in the way.
        self._offered.setStringList(list(self._names) if any(sign.isalpha() for sign in typed) else [])

    def _go(self) -> None:
        words = self.text().strip()
        self.setModified(False)
        if words:
            self.wanted.emit(words)

    def _fit(self) -> None:
        typing = self.hasFocus()
        numbers = self.fontMetrics().horizontalAdvance(self._place) + 24
        width = round(WIDE * look.scale()) if typing else max(round(NARROW * look.scale()), numbers)
        if width != self.width():
            self.setFixedWidth(width)
            self.typing.emit(typing)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft if typing else Qt.AlignmentFlag.AlignRight)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Make room for a name."""
        super().focusInEvent(event)
        self._fit()
        # The list of names comes and goes while somebody types.
        if not self.isModified():
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show again where one is."""
        super().focusOutEvent(event)
        popup = self._list.popup()
        listing = popup is not None and popup.isVisible()
        if event.reason() != Qt.FocusReason.PopupFocusReason and not listing:
            self.setModified(False)
            self.setText(self._place)
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes typing back."""
        if event.key() == Qt.Key.Key_Escape:
            self.setModified(False)
            self.setText(self._place)
            self.left.emit()
            return
        super().keyPressEvent(event)
