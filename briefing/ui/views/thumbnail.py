"""A small picture of a picture, on a ground that lets clear parts be seen."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from briefing.sources.article import Unreadable
from briefing.sources.picture import DRAWING
from briefing.ui import look

# Pixels a thumbnail has at most each way: sharp on a screen with two dots to the pixel.
KEPT: Final = 640


def thumbnail(media: str, data: bytes) -> bytes:
    """Return a picture as it is kept as a small PNG; ``b""`` when it cannot be shown. A worker may do it."""
    if media == DRAWING:
        from briefing.sources.drawing.reading import drawn

        with suppress(Unreadable):
            return drawn(data, KEPT)
        return b""
    store = QBuffer()
    store.setData(QByteArray(data))
    store.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(store)
    reader.setAllocationLimit(0)
    size = reader.size()
    if max(size.width(), size.height()) > KEPT:
        reader.setScaledSize(size.scaled(KEPT, KEPT, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
    return as_png(reader.read())


def as_png(image: QImage) -> bytes:
    """Return an image as a PNG file; ``b""`` when there is none. A worker may do it."""
    out = QBuffer()
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    return bytes(out.data().data()) if QImageWriter(out, QByteArray(b"png")).write(image) else b""


class Thumbnail(QWidget):
    """Shows a picture no larger than ``side`` each way, in logical pixels."""

    def __init__(self, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_bytes(self, data: bytes, name: str) -> None:
        """Show a small PNG; ``name`` is what a screen reader says."""
        self._image = QImage.fromData(data)
        self.setAccessibleName(name)
        self.setVisible(not self._image.isNull())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the picture's size, fitted."""
        if self._image.isNull():
            return QSize(0, 0)
        size = self._image.size()
        most = size.scaled(self._side, self._side, Qt.AspectRatioMode.KeepAspectRatio)
        return QSize(max(24, most.width()), max(24, most.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture on white paper with a thin line around."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        # The page it will be printed on is white, whatever the window's colours.
        painter.fillRect(box, Qt.GlobalColor.white)
        size = QSize(self._image.size()).scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(
            (self.width() - size.width()) / 2, (self.height() - size.height()) / 2, size.width(), size.height()
        )
        painter.drawImage(place, self._image)
        painter.setPen(look.colour("line"))
        painter.drawRect(box)
        painter.end()
