"""The candidates of a review as cards: the words, who said them, and what was decided."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from briefing.ui import look, wording
from briefing.ui.dialogs.review_state import REPORTED, Candidate, Review
from briefing.ui.dialogs.review_words import reason_name
from briefing.ui.views.quote_terms import kind_name
from briefing.ui.views.quote_words import quoted

CANDIDATE = Qt.ItemDataRole.UserRole + 1
LINES = 2


def state(one: Candidate) -> tuple[str, str]:
    """Return what was decided, or how sure the program is, as (words, role of colour)."""
    if one.decision == "accept":
        return QCoreApplication.translate("Review", "✓ Accepted"), "good"
    if one.decision == "reject":
        return QCoreApplication.translate("Review", "✗ Left out"), "muted"
    if one.decision == "kept":
        return QCoreApplication.translate("Review", "Kept already"), "muted"
    if one.reason:
        return reason_name(one.reason), "muted"
    if one.sure:
        return QCoreApplication.translate("Review", "Sure"), "accent"
    return QCoreApplication.translate("Review", "Please check"), "warn"


def speaker(one: Candidate) -> str:
    """Return who said it; nobody is missed at what was passed over."""
    unknown = QCoreApplication.translate("Review", "Speaker not known")
    return one.draft.speaker or ("" if one.reason and not one.decision else unknown)


def said_on(one: Candidate) -> str:
    """Return the day something was said on, marked where it is worked out from the day of publication."""
    day = wording.day(one.draft.said_on)
    if one.draft.precision != "inferred" or not day:
        return day
    return QCoreApplication.translate("Review", "{day} (worked out)").format(day=day)


def shown(one: Candidate) -> str:
    """Return the words on one line; those of an advert or the like as they stand, without marks."""
    words = " ".join(one.draft.text.split())
    return words if one.whole_lines else quoted(words, one.draft.kind)


class CardList(QListWidget):
    """Shows a review; the current row is the current candidate."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_Cards(self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(QCoreApplication.translate("Review", "Proposed quotes"))

    def show_review(self, review: Review) -> None:
        """Show the candidates as they stand."""
        blocked = self.blockSignals(True)
        while self.count() > len(review.candidates):
            self.takeItem(self.count() - 1)
        while self.count() < len(review.candidates):
            self.addItem(QListWidgetItem())
        for place, one in enumerate(review.candidates):
            item = self.item(place)
            who = speaker(one)
            item.setData(CANDIDATE, one)
            item.setText(f"{state(one)[0]}: {shown(one)} {who}".rstrip())
        self.setCurrentRow(review.current)
        self.blockSignals(blocked)
        if review.current >= 0:
            self.scrollToItem(self.item(review.current))
        self.viewport().update()


class _Cards(QStyledItemDelegate):
    """Draws one candidate."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        words, small = QFontMetricsF(look.font()), QFontMetricsF(look.font(0.9))
        return QSize(120, int(words.lineSpacing() * LINES + small.lineSpacing() + 36))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        one = cast(Candidate, index.data(CANDIDATE))
        # PySide's stubs leave out the fields of style options.
        given: Any = option
        box, flags = cast(QRect, given.rect), cast(QStyle.StateFlag, given.state)
        chosen = bool(flags & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(box, look.colour("pane"))
        card = QRectF(box).adjusted(10.5, 4.5, -10.5, -4.5)
        painter.setPen(QPen(look.colour("accent" if chosen else "line"), 2 if chosen else 1))
        painter.setBrush(look.colour("card"))
        painter.drawRoundedRect(card, 8, 8)
        inside = card.adjusted(16, 9, -12, -9)
        said, role = state(one)
        painter.fillRect(QRectF(card.left() + 7, inside.top() + 1, 3, inside.height() - 2), look.colour(role))
        gone = one.decision in {"reject", "kept"}
        painter.setPen(look.colour("muted" if gone else "text"))
        words = shown(one)
        bottom = _draw_lines(painter, words, inside, struck=one.decision == "reject")
        self._draw_foot(painter, one, QRectF(inside.left(), bottom + 5, inside.width(), 100), said, role)
        painter.restore()

    def _draw_foot(self, painter: QPainter, one: Candidate, foot: QRectF, said: str, role: str) -> None:
        font = look.font(0.9)
        metrics = QFontMetricsF(font)
        foot.setHeight(metrics.height())
        painter.setFont(font)
        painter.setPen(look.colour(role))
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), said)
        room = foot.width() - metrics.horizontalAdvance(said) - 14
        bold = look.font(0.9, weight=QFont.Weight.DemiBold)
        who = QFontMetricsF(bold).elidedText(speaker(one), Qt.TextElideMode.ElideRight, room)
        painter.setFont(bold)
        painter.setPen(look.colour("text" if one.draft.speaker else "warn"))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(foot, int(left), who)
        used = QFontMetricsF(bold).horizontalAdvance(who) + 8
        more = (one.draft.role, said_on(one), one.draft.place)
        kind = kind_name(one.draft.kind) if one.draft.kind not in ("direct", REPORTED) else ""
        rest = " · ".join(part for part in (*more, kind) if part)
        painter.setFont(font)
        painter.setPen(look.colour("muted"))
        rest = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, max(0.0, room - used))
        painter.drawText(foot.adjusted(used, 0, 0, 0), int(left), rest)


def _draw_lines(painter: QPainter, text: str, box: QRectF, *, struck: bool) -> float:
    """Draw up to two lines of text, the last one shortened; return where the lines end."""
    font = look.font()
    font.setStrikeOut(struck)
    layout = QTextLayout(text[:600], font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    layout.beginLayout()
    y = 0.0
    for number in range(LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(box.width())
        start = line.textStart()
        if number == LINES - 1 and start + line.textLength() < len(text):
            rest = metrics.elidedText(text[start : start + 400], Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(QPointF(box.left(), box.top() + y + metrics.ascent()), rest)
        else:
            piece = text[start : start + line.textLength()].rstrip()
            painter.drawText(QPointF(box.left(), box.top() + y + metrics.ascent()), piece)
        y += metrics.lineSpacing()
    layout.endLayout()
    return box.top() + metrics.lineSpacing() * LINES
