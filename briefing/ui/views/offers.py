"""What a box offers under it while one types: a list that never takes the keyboard; the box moves through it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QStandardItem
from PySide6.QtGui import QStandardItemModel as ItemModel
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from briefing.ui import icons, look

Index = QModelIndex | QPersistentModelIndex
FOUND = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Found:
    """Something the box offers: what it is, a muted word about it, and what happens when it is picked."""

    text: str
    hint: str
    icon: str
    pick: Callable[[], object]
    keep: bool = False


class _Line(QStyledItemDelegate):
    """Draws one offer: icon, text, and the hint at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the same height for all."""
        return QSize(200, QFontMetrics(look.font()).height() + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw it."""
        found = cast("Found", index.data(FOUND))
        area = option.rect.adjusted(4, 1, -4, -1)
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
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, found.hint)
        room = inner.width() - QFontMetrics(small).horizontalAdvance(found.hint) - 12
        painter.setFont(look.font())
        painter.setPen(look.colour("on_soft" if selected else "text"))
        text = QFontMetrics(look.font()).elidedText(found.text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, text)
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
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.hide()

    def offer(self, found: Sequence[Found], *, chosen: bool = True) -> None:
        """Offer these; ``chosen``: the first one is current, and so what Enter picks."""
        self.items.clear()
        for one in found:
            item = QStandardItem(one.text)
            item.setData(one, FOUND)
            item.setAccessibleText(f"{one.text}, {one.hint}" if one.hint else one.text)
            item.setEditable(False)
            self.items.appendRow(item)
        self.setCurrentIndex(self.items.index(0, 0) if chosen else QModelIndex())

    def words(self) -> list[str]:
        """Return what is offered, in order."""
        return [self.items.item(row).text() for row in range(self.items.rowCount())]

    def show_under(self, box: QWidget) -> None:
        """Come up under a box, as wide as it is and as high as what is offered."""
        below = box.mapTo(box.window(), QPoint(0, box.height() + 4))
        tall = sum(self.sizeHintForRow(row) for row in range(self.items.rowCount())) + 12
        self.setGeometry(QRect(below, QSize(box.width(), min(tall, box.window().height() - below.y() - 8))))
        self.raise_()
        self.show()

    def step(self, by: int) -> None:
        """Go up or down, round the ends."""
        count = self.items.rowCount()
        if count:
            # From nowhere (row -1) down is the first, up the last.
            here = self.currentIndex().row() if by > 0 else max(self.currentIndex().row(), 0)
            self.setCurrentIndex(self.items.index((here + by) % count, 0))
