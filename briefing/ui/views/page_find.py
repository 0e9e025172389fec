"""The find line of the pages: words, how many places, on to the next or back."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QWidget

from briefing.ui import icons
from briefing.ui.views.sheets import MOST_FOUND, Spot

# Words are looked for when typing rests this long, in milliseconds.
PAUSE: Final = 120


class PageFind(QFrame):
    """Signals: ``wanted(words)`` to be looked for; ``moved()`` when another place is chosen; ``left()`` on Esc."""

    wanted = Signal(str)
    moved = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spots: list[Spot] = []
        self.chosen = -1
        self._looking = False
        self.field = QLineEdit()
        self.field.setPlaceholderText(QCoreApplication.translate("Preview", "Find in the pages"))
        self.field.setAccessibleName(QCoreApplication.translate("Preview", "Find in the pages"))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(lambda: self.wanted.emit(self.field.text()))
        self.field.textChanged.connect(self._pause.start)
        self.field.installEventFilter(self)
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 0, 10, 8)
        line.setSpacing(4)
        line.addWidget(self.field, 1)
        line.addWidget(self.count)
        for name, says, does in (
            (
                "chevron-up",
                QCoreApplication.translate("Preview", "Previous place (Shift+Enter)"),
                lambda: self.step(-1),
            ),
            ("chevron-down", QCoreApplication.translate("Preview", "Next place (Enter)"), lambda: self.step(1)),
            ("x", QCoreApplication.translate("Preview", "Close (Esc)"), self.leave),
        ):
            line.addWidget(icons.tool_button(name, says, does))
        self.hide()

    def begin(self) -> None:
        """Show the line with the keyboard in it."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self.wanted.emit(self.field.text())

    def leave(self) -> None:
        """Put the line away."""
        self.hide()
        self.clear()
        self.left.emit()

    def clear(self, said: str = "") -> None:
        """Forget the places; ``said`` is told instead of their number."""
        self.spots, self.chosen, self._looking = [], -1, False
        self.count.setText(said)

    def add(self, spots: list[Spot]) -> bool:
        """Take more places. The first that was found stays chosen; returns whether it is among these."""
        first = self.spots[self.chosen] if self.spots else None
        self.spots = sorted([*self.spots, *spots], key=lambda spot: spot.page)
        self.chosen = self.spots.index(first or spots[0])
        self._tell()
        return first is None

    def tell_progress(self, done: int, total: int) -> None:
        """Say how far the looking is, as long as it goes on."""
        self._looking = True
        if self.spots:
            self._tell()
        else:
            said = QCoreApplication.translate("Preview", "Looking … %1 %")
            self.count.setText(said.replace("%1", str(100 * done // max(total, 1))))

    def ended(self) -> None:
        """All pages have been gone through."""
        self._looking = False
        if self.spots:
            self._tell()
        else:
            self.count.setText(QCoreApplication.translate("Preview", "Not found"))

    def step(self, by: int) -> None:
        """Choose the next place or the one before, round and round."""
        if self.spots:
            self.chosen = (self.chosen + by) % len(self.spots)
            self._tell()
            self.moved.emit()

    def _tell(self) -> None:
        many = len(self.spots) >= MOST_FOUND
        said = QCoreApplication.translate("Preview", "%1 of %2 or more" if many else "%1 of %2")
        said = said.replace("%1", str(self.chosen + 1)).replace("%2", str(len(self.spots)))
        self.count.setText(f"{said} …" if self._looking else said)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Shift+Enter go on and back, Esc puts the line away."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
        return super().eventFilter(watched, event)
