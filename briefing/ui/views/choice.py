"""A choice of one of a few, as wide as what is chosen when it stands in a line of text."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QWidget

from briefing.ui import icons

ARROW = 14
# What a list shows before it scrolls.
SHOWN = 16
# Frame and padding of a list; a row longer than the widest list is shortened there too (logical pixels).
LIST_EDGE, WIDEST_LIST = 20, 520


def dress_list(box: QComboBox) -> None:
    """Let the list that ``box`` opens wear the style sheet's rows, and show enough of them at once."""
    # Qt's own delegate for combo boxes knows neither padding nor least height.
    box.setItemDelegate(QStyledItemDelegate(box))
    box.setMaxVisibleItems(SHOWN)


def widen_list(box: QComboBox) -> None:
    """Make the list about to open as wide as its longest row needs, within reason."""
    view = box.view()
    edge = LIST_EDGE + (view.verticalScrollBar().sizeHint().width() if box.count() > SHOWN else 0)
    view.setMinimumWidth(max(box.width() - 2, min(view.sizeHintForColumn(0) + edge, WIDEST_LIST)))


class Choice(QComboBox):
    """A QComboBox with our own arrow. ``quiet`` ones stand in a line: they are only as wide as what they show."""

    def __init__(self, parent: QWidget | None = None, *, quiet: bool = False) -> None:
        super().__init__(parent)
        self._quiet = quiet
        dress_list(self)
        self.setStyleSheet("QComboBox::down-arrow { image: none; border: none; width: 0; height: 0; }")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if quiet:
            self.currentIndexChanged.connect(self.updateGeometry)
        else:
            # A long choice must not make a narrow pane wider.
            self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            self.setMinimumContentsLength(12)

    def sizeHint(self) -> QSize:
        """A quiet choice is as wide as what it shows."""
        hint = super().sizeHint()
        if self._quiet:
            hint.setWidth(self.fontMetrics().horizontalAdvance(self.currentText()) + ARROW + 20)
        return hint

    def minimumSizeHint(self) -> QSize:
        """A quiet choice does not shrink."""
        return self.sizeHint() if self._quiet else super().minimumSizeHint()

    def showPopup(self) -> None:
        """Open the list, wide enough for what is in it."""
        widen_list(self)
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling a form must not change what is chosen in it."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow over the box."""
        super().paintEvent(event)
        painter = QPainter(self)
        picture = icons.pixmap("chevron-down", "muted", ARROW, self.devicePixelRatioF())
        left = 6 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else self.width() - ARROW - 6
        painter.drawPixmap(left, (self.height() - ARROW) // 2, picture)
        painter.end()
