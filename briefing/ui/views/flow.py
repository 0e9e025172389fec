"""Widgets one after the other in lines, broken where the room ends, like words."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """A layout for chips; ``gap`` is the space between them in pixels."""

    def __init__(self, parent: QWidget | None = None, gap: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem, /) -> None:
        """Take an item at the end (Qt calls this)."""
        self._items.append(item)

    def insert(self, place: int, widget: QWidget) -> None:
        """Put a widget at a place counted from 0."""
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int, /) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Return an item, or None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int, /) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Remove and return an item, or None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Nothing here wants more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower is taller."""
        return True

    def heightForWidth(self, width: int, /) -> int:
        """Return the height needed at a width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect, /) -> None:
        """Place the widgets."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """As small as possible."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Room for the tallest item; a wide one is cut rather than push everything wider."""
        return QSize(min(150, self._most(True)), self._most(False))

    def _most(self, across: bool) -> int:
        sizes = [item.minimumSize() for item in self._items]
        return max((size.width() if across else size.height() for size in sizes), default=0)

    def _place(self, room: QRect, *, move: bool) -> int:
        x, y = room.x(), room.y()
        line: list[tuple[QLayoutItem, QRect]] = []
        for item in self._items:
            hint = item.sizeHint()
            if x + hint.width() > room.right() + 1 and line:
                x, y, line = room.x(), y + _close(line, move=move) + self._gap, []
            line.append((item, QRect(QPoint(x, y), QSize(min(hint.width(), room.width()), hint.height()))))
            x += hint.width() + self._gap
        return y + _close(line, move=move) - room.y()


def _close(line: list[tuple[QLayoutItem, QRect]], *, move: bool) -> int:
    """Place the widgets of a line, each in the middle of its height; return the height."""
    height = max((box.height() for _, box in line), default=0)
    if move:
        for item, box in line:
            item.setGeometry(box.translated(0, (height - box.height()) // 2))
    return height
