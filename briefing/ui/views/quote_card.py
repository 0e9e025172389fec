"""A quote drawn as a card: the words, who said them, where and when, topics, and how well they are proven."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPixmap, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from briefing.library.quotes import QuoteRow
from briefing.ui import icons, look, wording
from briefing.ui.models.matches import matches, search_words
from briefing.ui.models.quotes import ROW

LINES = 3
PAD = 12
GAP = 8
BAR = 3
SIDE = 10
# Some screens of them: about a fifth of a megabyte each, four times that on a screen of double sharpness.
CARDS_KEPT = 64
# Of a frame at sixty a second so many seconds are for drawing new cards.
FRAME, BUDGET = 0.016, 0.006
# A card shows three lines; longer texts need not be shaped whole.
LONGEST = 420

# What of a cell's state changes how a card looks.
_LOOKS = (
    QStyle.StateFlag.State_Selected
    | QStyle.StateFlag.State_HasFocus
    | QStyle.StateFlag.State_MouseOver
    | QStyle.StateFlag.State_Active
)


@dataclass(slots=True)
class _Type:
    """The fonts of a card with their measures, for one text size."""

    words: QFont
    name: QFont
    role: QFont
    small: QFont
    line: float
    name_line: float
    small_line: float
    icon: int


class QuoteCard(QStyledItemDelegate):
    """Draws quotes; cards are kept as pictures, so scrolling only copies."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self._cards: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()
        self._type = _type()
        self._began = self._spent = 0.0
        self.postponed = 0

    def begin(self) -> None:
        """Begin to paint: only so many new cards are drawn in one frame, the others are ``postponed`` to the next."""
        now = time.perf_counter()
        if now - self._began >= FRAME:
            self._began, self._spent = now, 0.0
        self.postponed = 0

    def mark(self, query: str) -> None:
        """Mark the words of this search from now on."""
        self._words = search_words(query)
        self._cards.clear()

    def forget(self) -> None:
        """Draw everything again: the look, the text size or the quotes have changed."""
        self._cards.clear()
        self._type = _type()

    def height(self) -> int:
        """Return the height of every row, in pixels."""
        kind = self._type
        return round(GAP + 2 * PAD + LINES * kind.line + 7 + kind.name_line + 3 + max(kind.small_line + 4, 18))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the fixed height; the width is the list's."""
        return QSize(240, self.height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one card."""
        row = cast("QuoteRow | None", index.data(ROW))
        room, ratio = option.rect, painter.device().devicePixelRatioF()
        key = (row, room.width(), (option.state & _LOOKS).value, ratio, option.direction)
        card = self._cards.get(key)
        if card is None and row is not None and self._spent > BUDGET:
            self.postponed += 1
            card = self._drawn(None, option.rect.size(), option.state, option.direction, ratio)
        elif card is None:
            began = time.perf_counter()
            card = self._cards[key] = self._drawn(row, option.rect.size(), option.state, option.direction, ratio)
            if len(self._cards) > CARDS_KEPT:
                self._cards.popitem(last=False)
            self._spent += time.perf_counter() - began
        else:
            self._cards.move_to_end(key)
        painter.drawPixmap(room.topLeft(), card)

    def _drawn(
        self,
        row: QuoteRow | None,
        size: QSize,
        state: QStyle.StateFlag,
        direction: Qt.LayoutDirection,
        ratio: float,
    ) -> QPixmap:
        """Draw a card once; scrolling then only copies it. A card that is still being read is a quiet one."""
        card = QPixmap(size * ratio)
        card.setDevicePixelRatio(ratio)
        # Letters are drawn as crisply as on the pane itself.
        card.fill(look.colour("pane"))
        area = QRect(QPoint(0, 0), size).adjusted(SIDE, GAP // 2, -SIDE, -(GAP - GAP // 2))
        inner = QRectF(area).adjusted(PAD + BAR + 9, PAD - 2, -PAD, -PAD + 2)
        painter = QPainter(card)
        painter.setLayoutDirection(direction)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._frame(painter, area, state)
        top = inner.top() + LINES * self._type.line + 7
        foot = top + self._type.name_line + 3
        if row is None:
            self._waiting(painter, inner, top, foot)
        else:
            self._quotation(painter, row, inner, area)
            self._speaker(painter, row, QRectF(inner.left(), top, inner.width(), self._type.name_line))
            chips = "card" if state & QStyle.StateFlag.State_Selected else "soft"
            line = QRectF(inner.left(), foot, inner.width(), max(self._type.small_line + 4, 18))
            self._foot(painter, row, line, chips)
        painter.end()
        return card

    def _waiting(self, painter: QPainter, inner: QRectF, name: float, foot: float) -> None:
        """Draw bars where the words will be."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("hover"))
        line = self._type.line
        thick = line * 0.5
        for top, wide in ((inner.top(), 0.94), (inner.top() + line, 0.7), (name, 0.4), (foot, 0.3)):
            bar = QRectF(inner.left(), top + (line - thick) / 2, inner.width() * wide, thick)
            painter.drawRoundedRect(bar, thick / 2, thick / 2)

    def _frame(self, painter: QPainter, area: QRect, state: QStyle.StateFlag) -> None:
        flag = QStyle.StateFlag
        selected = bool(state & flag.State_Selected)
        focused = bool(state & flag.State_HasFocus)
        if selected or focused:
            painter.setPen(QPen(look.colour("accent"), 2.0))
        elif state & flag.State_MouseOver:
            painter.setPen(QPen(look.colour("field_line"), 1.0))
        else:
            painter.setPen(QPen(look.colour("line"), 1.0))
        painter.setBrush(look.colour("card"))
        if selected:
            painter.setBrush(look.colour("soft") if state & flag.State_Active else look.colour("hover"))
        painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)

    def _quotation(self, painter: QPainter, row: QuoteRow, inner: QRectF, area: QRect) -> None:
        laid = self._lay(wording.words(row), inner.width() - (self._type.icon + 6 if row.starred else 0))
        tall = sum(laid.lineAt(number).height() for number in range(laid.lineCount()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent" if row.verified else "field_line"))
        painter.drawRoundedRect(QRectF(area.left() + PAD, inner.top() + 2, BAR, max(tall - 4, 10)), 1.5, 1.5)
        painter.setPen(look.colour("text"))
        laid.draw(painter, inner.topLeft())
        if row.starred:
            ratio = painter.device().devicePixelRatioF()
            star = icons.pixmap("star", "warn", self._type.icon, ratio)
            painter.drawPixmap(QPointF(inner.right() - self._type.icon, inner.top() + 2), star)

    def _speaker(self, painter: QPainter, row: QuoteRow, line: QRectF) -> None:
        room = line.width() - self._badge(painter, row, line)
        measure = QFontMetricsF(self._type.name)
        shown = measure.elidedText(wording.speaker(row), Qt.TextElideMode.ElideRight, room)
        painter.setFont(self._type.name)
        painter.setPen(look.colour("text"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)
        used = measure.horizontalAdvance(shown) + 8
        if row.role and room - used > 30:
            role = QFontMetricsF(self._type.role).elidedText(row.role, Qt.TextElideMode.ElideRight, room - used)
            painter.setFont(self._type.role)
            painter.setPen(look.colour("muted"))
            painter.drawText(line.adjusted(used, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, role)

    def _badge(self, painter: QPainter, row: QuoteRow, line: QRectF) -> float:
        """Draw the proof badge at the right end; returns the room it takes."""
        if row.source_id is None:
            picture, role = "triangle-alert", "warn"
            text = QCoreApplication.translate("QuoteCard", "no source")
        elif row.verified:
            picture, role, text = "badge-check", "good", QCoreApplication.translate("QuoteCard", "verified")
        else:
            return 0.0
        wide = QFontMetricsF(self._type.small).horizontalAdvance(text)
        painter.setFont(self._type.small)
        painter.setPen(look.colour(role))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
        ratio = painter.device().devicePixelRatioF()
        size = self._type.icon
        at = QPointF(line.right() - wide - size - 3, line.center().y() - size / 2)
        painter.drawPixmap(at, icons.pixmap(picture, role, size, ratio))
        return wide + size + 12

    def _foot(self, painter: QPainter, row: QuoteRow, line: QRectF, chips: str) -> None:
        measure = QFontMetricsF(self._type.small)
        where = wording.outlet(row)
        wanted = measure.horizontalAdvance(where)
        left = line.right()
        # Chips take what the outlet and date leave, but never less than two fifths of the line.
        limit = line.left() + min(wanted + 12, line.width() * 0.6)
        hidden = len(row.topics)
        painter.setFont(self._type.small)
        for topic in row.topics:
            name = topic.rsplit(" / ", 1)[-1]
            more = hidden - 1
            spare = measure.horizontalAdvance(f"+{more}") + 6 if more else 0.0
            room = left - limit - spare - 16
            if room < 34:
                break
            shown = measure.elidedText(name, Qt.TextElideMode.ElideRight, min(room, 150 * look.scale()))
            wide = measure.horizontalAdvance(shown) + 16
            chip = QRectF(left - wide, line.top() + 1, wide, line.height() - 2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(chips))
            painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2)
            painter.setPen(look.colour("on_soft"))
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, shown)
            left -= wide + 5
            hidden -= 1
        if hidden and hidden < len(row.topics):
            painter.setPen(look.colour("muted"))
            painter.drawText(QRectF(line.left(), line.top(), left - line.left(), line.height()), _RIGHT, f"+{hidden}")
            left -= measure.horizontalAdvance(f"+{hidden}") + 6
        painter.setPen(look.colour("muted"))
        where = measure.elidedText(where, Qt.TextElideMode.ElideRight, max(left - line.left() - 4, 0))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, where)

    def _lay(self, text: str, width: float) -> QTextLayout:
        """Set the words in three lines, the last one ending in … when there are more."""
        text = " ".join(text[:LONGEST].split())
        first, rest = _lines(text, self._type.words, width, ())
        if rest is not None:
            last = QFontMetricsF(self._type.words).elidedText(text[rest:], Qt.TextElideMode.ElideRight, width)
            if last == text[rest:]:
                last = f"{last}…"
            text = text[:rest] + last
        elif not self._words:
            return first
        laid, _ = _lines(text, self._type.words, width, self._words)
        return laid


_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


def _lines(text: str, font: QFont, width: float, words: tuple[str, ...]) -> tuple[QTextLayout, int | None]:
    """Set up to three lines. Also returns where the third begins when the text goes on after it."""
    laid = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    laid.setTextOption(option)
    marked: list[QTextLayout.FormatRange] = []
    for start, length in matches(text, words):
        form = QTextCharFormat()
        form.setBackground(look.colour("match"))
        form.setForeground(look.colour("on_match"))
        one = QTextLayout.FormatRange()
        one.start, one.length, one.format = start, length, form
        marked.append(one)
    laid.setFormats(marked)
    laid.beginLayout()
    top, begins, ends = 0.0, 0, 0
    for _ in range(LINES):
        line = laid.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height()
        begins = line.textStart()
        ends = begins + line.textLength()
    else:
        laid.endLayout()
        return laid, (begins if ends < len(text) else None)
    laid.endLayout()
    return laid, None


def _type() -> _Type:
    words, name, role, small = (
        look.font(1.0),
        look.font(0.94, weight=QFont.Weight.DemiBold),
        look.font(0.94),
        look.font(0.86),
    )
    lines = (max(QFontMetricsF(font).height(), QFontMetricsF(font).lineSpacing()) for font in (words, name, small))
    line, name_line, small_line = lines
    return _Type(words, name, role, small, line, name_line, small_line, round(14 * look.scale()))
