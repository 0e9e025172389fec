"""A line of a tree in the side bar: icon, name, and a count or a sign at the right end."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)

from briefing.ui import icons, look, wording
from briefing.ui.models.shelf import COUNT, SIGN

Index = QModelIndex | QPersistentModelIndex
_SIGN_SIZE = 14


def as_side_tree(tree: QTreeView) -> None:
    """Give a tree the look of the side bar's: no frame, no head, lines of one height, names typed in place."""
    tree.setItemDelegate(TreeLine(tree))
    tree.setFrameShape(QFrame.Shape.NoFrame)
    tree.setHeaderHidden(True)
    tree.setIndentation(16)
    tree.setIconSize(QSize(16, 16))
    tree.setUniformRowHeights(True)
    tree.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
    tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    tree.setTextElideMode(Qt.TextElideMode.ElideRight)


class TreeLine(QStyledItemDelegate):
    """Draws the count or sign of an item (roles `COUNT`, `SIGN`) muted at the right; shows where the keyboard is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a line with room to breathe."""
        size = super().sizeHint(option, index)
        return QSize(size.width(), max(size.height(), round(look.scale() * 27)))

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Keep the icon's colours when the line is selected, as its ground stays light."""
        super().initStyleOption(option, index)
        count = cast("int | None", index.data(COUNT))
        metrics = option.fontMetrics
        taken = metrics.horizontalAdvance(wording.number(count)) if count is not None else 0
        taken = taken or (_SIGN_SIZE if index.data(SIGN) else 0)
        if taken:
            room = option.rect.width() - 16 - 12 - taken - 18
            option.text = metrics.elidedText(option.text, Qt.TextElideMode.ElideRight, room)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the line, its count, and a frame when the keyboard is on it."""
        super().paint(painter, option, index)
        count = cast("int | None", index.data(COUNT))
        area = option.rect
        state = option.state
        painter.save()
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if count is not None:
            painter.setPen(look.colour("on_soft" if selected else "muted"))
            painter.setFont(look.font(0.92))
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(area.adjusted(0, 0, -10, 0), flags, wording.number(count))
        sign = cast("str | None", index.data(SIGN))
        if sign:
            picture = icons.pixmap(
                sign, "on_soft" if selected else "muted", _SIGN_SIZE, painter.device().devicePixelRatioF()
            )
            left = (
                area.left() + 10
                if option.direction == Qt.LayoutDirection.RightToLeft
                else area.right() - 9 - _SIGN_SIZE
            )
            painter.drawPixmap(left, area.top() + (area.height() - _SIGN_SIZE) // 2, picture)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(look.colour("accent"))
            painter.drawRect(area.adjusted(0, 0, -1, -1))
        painter.restore()
