"""Quotes as rows of two lines: their words, and who said them where; with a box to tick where there is one to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from briefing.ui import look, wording
from briefing.ui.views.quote_words import quoted

TEXT, BELOW, HANDLE = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2, Qt.ItemDataRole.UserRole + 3
# A row shows one line of the words; longer texts need not be shaped whole.
_LONGEST = 400
_BOX = 16
Index = QModelIndex | QPersistentModelIndex


def in_two_lines(text: str, kind: str, about: Iterable[str], said_on: str, language: str = "") -> tuple[str, str]:
    """Return the words of a quote, and who said them, as what, where and when."""
    below = " · ".join(part for part in (*about, wording.day(said_on)) if part)
    return quoted(" ".join(text.split())[:_LONGEST], kind, language), below


class QuoteLines(QStyledItemDelegate):
    """Draws a quote (`TEXT`, `BELOW`) in two lines. Rows with a check state have a box; a click or Space ticks it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the same height for all."""
        height = QFontMetrics(look.font()).height() + QFontMetrics(look.font(0.88)).height() + 16
        return QSize(100, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        # PySide's stubs leave out the fields of style options.
        given: Any = option
        box = cast(QRect, given.rect)
        state = cast(QStyle.StateFlag, given.state)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        tick = _tick(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("soft"))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        inside = box.adjusted(10, 6, -10, -6)
        if tick is not None:
            size = round(_BOX * look.scale())
            _draw_box(painter, QRect(inside.left(), box.center().y() - size // 2, size, size), ticked=tick)
            inside = inside.adjusted(size + 12, 0, 0, 0)
        quiet = tick is False
        for role, size, ink, where in (
            (TEXT, 1.0, "on_soft" if chosen else "muted" if quiet else "text", Qt.AlignmentFlag.AlignTop),
            (BELOW, 0.88, "on_soft" if chosen else "muted", Qt.AlignmentFlag.AlignBottom),
        ):
            font = look.font(size)
            painter.setFont(font)
            painter.setPen(look.colour(ink))
            text = QFontMetrics(font).elidedText(str(index.data(role)), Qt.TextElideMode.ElideRight, inside.width())
            painter.drawText(inside, int(where | Qt.AlignmentFlag.AlignLeft), text)
        painter.restore()

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        """Tick or untick a row by a click anywhere in it, or by Space."""
        ticked = _tick(index)
        if ticked is None or not index.flags() & Qt.ItemFlag.ItemIsEnabled:
            return super().editorEvent(event, model, option, index)
        space = (
            isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Space
        )
        if event.type() == QEvent.Type.MouseButtonRelease or space:
            other = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
            return model.setData(cast(QModelIndex, index), other, Qt.ItemDataRole.CheckStateRole)
        return False


def _tick(index: Index) -> bool | None:
    state = index.data(Qt.ItemDataRole.CheckStateRole)
    return None if state is None else Qt.CheckState(state) == Qt.CheckState.Checked


def _draw_box(painter: QPainter, box: QRect, *, ticked: bool) -> None:
    painter.setPen(QPen(look.colour("accent" if ticked else "field_line"), 1.2))
    painter.setBrush(look.colour("accent" if ticked else "base"))
    painter.drawRoundedRect(box, 4, 4)
    if ticked:
        pen = QPen(look.colour("on_accent"), 1.9)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        corner, size = box.topLeft(), box.width()
        hook = [(0.25, 0.54), (0.43, 0.72), (0.76, 0.33)]
        painter.drawPolyline(QPolygonF([QPointF(corner.x() + x * size, corner.y() + y * size) for x, y in hook]))
