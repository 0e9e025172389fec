"""A room for fields that may be higher than the window: it scrolls, and what gets the keyboard comes into view."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

# What does not fit into this many logical pixels is scrolled sideways.
WIDEST = 720


class Scrolled(QScrollArea):
    """Holds one widget, as wide as there is room; as long as all of it fits it looks like the widget alone."""

    def __init__(self, inside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self._inside = inside
        self.setWidget(inside)
        # The parts inside are the stops of the Tab key.
        self.setFocusPolicy(inside.focusPolicy())
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def minimumSizeHint(self) -> QSize:
        """As wide as the parts need within reason: scrolling down is easier than sideways."""
        hint = super().minimumSizeHint()
        wanted = self._inside.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        hint.setWidth(max(hint.width(), min(wanted, WIDEST)))
        return hint

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Bring the field that has the keyboard now into view, however it got it."""
        if new is not None and self._inside.isAncestorOf(new):
            self.ensureWidgetVisible(new, 20, 30)
