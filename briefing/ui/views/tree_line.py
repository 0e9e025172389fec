"""A line of a tree in the side bar: icon, name, and a count at the right end."""

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

from briefing.ui import look, wording
from briefing.ui.models.shelf import COUNT

Index = QModelIndex | QPersistentModelIndex


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
    """Draws the count of an item (role `COUNT`) muted at the right, and shows where the keyboard is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a line with room to breathe."""
        size = super().sizeHint(option, index)
        return QSize(size.width(), max(size.height(), round(look.scale() * 27)))

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Keep the icon's colours when the line is selected, as its ground stays light."""
        super().initStyleOption(option, index)
        count = cast("int | None", index.data(COUNT))
        if count is not None:
            metrics = option.fontMetrics
            area = option.rect
            text = option.text
            room = area.width() - 16 - 12 - metrics.horizontalAdvance(wording.number(count)) - 18
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            option.text = shown

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
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(look.colour("accent"))
            painter.drawRect(area.adjusted(0, 0, -1, -1))
        painter.restore()
