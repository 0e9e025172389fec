"""What a box offers under it while one types: a list that never takes the keyboard; the box moves through it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QStandardItem
from PySide6.QtGui import QStandardItemModel as ItemModel
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from briefing.ui import icons, look

Index = QModelIndex | QPersistentModelIndex
FOUND = Qt.ItemDataRole.UserRole
SMALL = 0.8


@dataclass(frozen=True, slots=True)
class Found:
    """Something the box offers: what it is, a muted word about it, and what happens when it is picked.

    ``keep``: the box keeps its text. ``put`` inserts it into the open section. ``key`` tells it from the others while
    one types on. ``kind`` is read aloud only: the heading above says it to the eye.
    """

    text: str
    hint: str
    icon: str
    pick: Callable[[], object]
    keep: bool = False
    put: Callable[[], object] | None = None
    key: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line between groups of offers that cannot be picked."""

    text: str
    hint: str = ""


Row = Found | Heading


class _Line(QStyledItemDelegate):
    """Draws one offer: icon, text, and the hint at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the same height for all, a lower one for headings."""
        if isinstance(index.data(FOUND), Heading):
            return QSize(200, QFontMetrics(look.font(SMALL)).height() + 10)
        return QSize(200, QFontMetrics(look.font()).height() + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw it."""
        found = cast("Row", index.data(FOUND))
        area = option.rect.adjusted(4, 1, -4, -1)
        if isinstance(found, Heading):
            self._heading(painter, area.adjusted(10, 4, -10, 0), found)
            return
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("soft"))
            painter.drawRoundedRect(area, 6, 6)
        ink = "on_soft" if selected else "muted"
        ratio = painter.device().devicePixelRatioF()
        middle = area.center().y() - 8
        painter.drawPixmap(
            QPoint(area.left() + 10, middle), icons.pixmap(found.icon or "chevron-right", ink, 16, ratio)
        )
        inner = area.adjusted(38, 0, -10, 0)
        small = look.font(0.88)
        painter.setFont(small)
        painter.setPen(look.colour(ink))
        # What is said about it gives way to the name, down to two fifths of the line.
        named = QFontMetrics(look.font()).horizontalAdvance(found.text)
        most = max(inner.width() - named - 12, inner.width() * 2 // 5)
        hint = QFontMetrics(small).elidedText(found.hint, Qt.TextElideMode.ElideRight, most)
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, hint)
        room = inner.width() - QFontMetrics(small).horizontalAdvance(hint) - 12
        painter.setFont(look.font())
        painter.setPen(look.colour("on_soft" if selected else "text"))
        text = QFontMetrics(look.font()).elidedText(found.text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def _heading(self, painter: QPainter, area: QRect, heading: Heading) -> None:
        painter.save()
        painter.setPen(look.colour("muted"))
        painter.setFont(look.font(SMALL, weight=QFont.Weight.DemiBold))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, heading.text.upper())
        painter.setFont(look.font(SMALL))
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, heading.hint)
        painter.restore()


class Offers(QListView):
    """The list under the box. It never takes the keyboard; the box moves through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.items = ItemModel(self)
        self.setModel(self.items)
        self.setItemDelegate(_Line(self))
        self.setAccessibleName(QCoreApplication.translate("SearchBox", "Search results"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("offers")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.hide()

    def offer(self, found: Sequence[Row], *, chosen: bool = True) -> None:
        """Offer these; ``chosen``: the first one is current, and so what Enter picks."""
        self.items.clear()
        for one in found:
            item = QStandardItem(one.text)
            item.setData(one, FOUND)
            kind = one.kind if isinstance(one, Found) else ""
            item.setAccessibleText(", ".join(part for part in (one.text, kind, one.hint) if part))
            item.setEditable(False)
            if isinstance(one, Heading):
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.items.appendRow(item)
        self.setCurrentIndex(QModelIndex())
        if chosen:
            self.step(1)

    def chosen(self) -> Found | None:
        """Return what is current."""
        found = self.currentIndex().data(FOUND)
        return found if isinstance(found, Found) else None

    def choose(self, key: str) -> bool:
        """Make the offer with this key current; whether it is there."""
        for row in range(self.items.rowCount()):
            found = self.items.item(row).data(FOUND)
            if isinstance(found, Found) and found.key == key:
                self.setCurrentIndex(self.items.index(row, 0))
                return True
        return False

    def words(self) -> list[str]:
        """Return what is offered, in order."""
        return [self.items.item(row).text() for row in range(self.items.rowCount())]

    def show_under(self, box: QWidget, least: int = 0) -> None:
        """Come up under a box, as wide as it is, at least ``least``, and as high as what is offered."""
        window = box.window()
        below = box.mapTo(window, QPoint(0, box.height() + 4))
        wide = min(max(box.width(), least), window.width() - 16)
        left = min(max(below.x() - (wide - box.width()) // 2, 8), max(window.width() - wide - 8, 0))
        tall = sum(self.sizeHintForRow(row) for row in range(self.items.rowCount())) + 12
        self.setGeometry(QRect(QPoint(left, below.y()), QSize(wide, min(tall, window.height() - below.y() - 8))))
        self.raise_()
        self.show()

    def step(self, by: int) -> None:
        """Go up or down, round the ends, past headings."""
        count = self.items.rowCount()
        # From nowhere (row -1) down is the first, up the last.
        row = self.currentIndex().row() if by > 0 else max(self.currentIndex().row(), 0)
        for _ in range(count):
            row = (row + by) % count
            if self.items.item(row).isEnabled():
                self.setCurrentIndex(self.items.index(row, 0))
                return
