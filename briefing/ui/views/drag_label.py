"""What hangs at the pointer while quotes are dragged: how many they are, and nothing that hides where they go."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPixmap

from briefing.ui import look, wording


def drag_label(count: int, ratio: float) -> QPixmap:
    """Return a small label for ``count`` quotes; ``ratio`` is the pixels of the screen in one of the window."""
    one = QCoreApplication.translate("QuoteTable", "1 quote")
    many = QCoreApplication.translate("QuoteTable", "{n} quotes")
    words = one if count == 1 else many.format(n=wording.number(count))
    font = look.font(0.95, weight=look.font().Weight.DemiBold)
    metrics = QFontMetricsF(font)
    size = QSizeF(metrics.horizontalAdvance(words) + 24, metrics.height() + 12)
    label = QPixmap((size * ratio).toSize())
    label.setDevicePixelRatio(ratio)
    label.fill(Qt.GlobalColor.transparent)
    painter = QPainter(label)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("accent"))
    painter.drawRoundedRect(QRectF(0, 0, size.width(), size.height()), 8, 8)
    painter.setPen(look.colour("on_accent"))
    painter.setFont(font)
    painter.drawText(QRectF(0, 0, size.width(), size.height()), Qt.AlignmentFlag.AlignCenter, words)
    painter.end()
    return label
