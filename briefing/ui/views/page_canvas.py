"""Pages one below the other on a desk, scrolled and zoomed. Draws pictures others make; asks for those it lacks."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from typing import Final

from PySide6.QtCore import QCoreApplication, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from briefing.ui import look
from briefing.ui.views.sheets import Spot

GAP: Final = 18
# A point on paper at 100 %: 96 pixels to the inch, as desktops count.
FULL: Final = 96 / 72
SMALLEST, LARGEST = 0.2, 5.0
KEPT_BYTES: Final = 96_000_000


class PageCanvas(QAbstractScrollArea):
    """Signals: ``page_clicked(number, y)``, y being points from the page's lower edge; ``page_changed(number)`` of
    the page in view; ``pictures_wanted()``; ``zoomed()``.
    """

    page_clicked = Signal(int, float)
    page_changed = Signal(int)
    pictures_wanted = Signal()
    zoomed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(QCoreApplication.translate("Preview", "Pages of the book"))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.sizes: list[tuple[float, float]] = []
        self.fitting = True
        self._zoom = 1.0
        self._tops: list[int] = []
        self._generation = 0
        self._pictures: OrderedDict[int, tuple[int, float, QImage]] = OrderedDict()
        self._spots: list[Spot] = []
        self._spot = -1
        self._marked: set[int] = set()
        self._page = -1
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # -- what is shown ------------------------------------------------------------------------------------------

    def show_pages(self, sizes: list[tuple[float, float]]) -> None:
        """Show a new document. The place stays, and old pictures stay until new ones are there."""
        page, inside = self.current_page(), self._inside()
        self._generation += 1
        self.sizes = sizes
        self._spots, self._spot = [], -1
        for number in [number for number in self._pictures if number >= len(sizes)]:
            del self._pictures[number]
        self._lay_out()
        if sizes and page >= 0:
            self.verticalScrollBar().setValue(self._tops[min(page, len(sizes) - 1)] + inside)
        self._page = -1
        self._scrolled()

    def clear(self) -> None:
        """Show nothing."""
        self._pictures.clear()
        self.show_pages([])
        self.viewport().update()

    def mark_pages(self, numbers: set[int]) -> None:
        """Mark the pages of the section that is being written."""
        self._marked = numbers
        self.viewport().update()

    def mark_spots(self, spots: list[Spot], chosen: int) -> None:
        """Mark found words; the ``chosen`` one is scrolled into view."""
        self._spots, self._spot = spots, chosen
        if 0 <= chosen < len(spots):
            spot = spots[chosen]
            y = int(self._tops[spot.page] + spot.top * self.scale)
            bar = self.verticalScrollBar()
            if not bar.value() + 20 <= y <= bar.value() + self.viewport().height() - 40:
                bar.setValue(y - self.viewport().height() // 3)
        self.viewport().update()

    def give_picture(self, number: int, scale: float, picture: QImage, generation: int) -> None:
        """Take a picture that was wanted."""
        if generation != self._generation or picture.isNull():
            return
        self._pictures[number] = (generation, scale, picture)
        self._pictures.move_to_end(number)
        held = sum(one.sizeInBytes() for _, _, one in self._pictures.values())
        seen = set(self._visible())
        for old in list(self._pictures):
            if held <= KEPT_BYTES:
                break
            if old not in seen:
                held -= self._pictures.pop(old)[2].sizeInBytes()
        self.viewport().update()

    def wanted(self) -> tuple[int, float, int] | None:
        """Return the next picture to make: page, device pixels per point, and what to hand back with it."""
        visible = self._visible()
        if not visible:
            return None
        ahead = [number for number in (visible[-1] + 1, visible[0] - 1) if 0 <= number < len(self.sizes)]
        sharp = round(self.scale * self.devicePixelRatioF(), 4)
        width, height = self.sizes[visible[0]]
        if width * height * sharp * sharp * 4 * (len(visible) + 2) > KEPT_BYTES:
            # Pages this large would push each other out: make only what is seen.
            ahead = []
        for number in visible + ahead:
            have = self._pictures.get(number)
            if have is None or have[0] != self._generation or have[1] != sharp:
                return number, sharp, self._generation
        return None

    # -- zoom ---------------------------------------------------------------------------------------------------

    @property
    def scale(self) -> float:
        """Logical pixels per point."""
        return self._zoom * FULL

    @property
    def zoom(self) -> float:
        """1.0 is as large as on paper."""
        return self._zoom

    def set_zoom(self, zoom: float) -> None:
        """Zoom to a factor, keeping the place."""
        self.fitting = False
        self._rescale(min(LARGEST, max(SMALLEST, zoom)))

    def zoom_by(self, steps: int) -> None:
        """Zoom in (positive) or out by steps of a fifth."""
        self.set_zoom(self._zoom * 1.2**steps)

    def fit_width(self) -> None:
        """Make pages as wide as the pane, and keep them so."""
        self.fitting = True
        self._rescale(self._fitting_zoom())

    def _fitting_zoom(self) -> float:
        widest = max((width for width, _ in self.sizes), default=595.0)
        return min(LARGEST, max(SMALLEST, (self.viewport().width() - 2 * GAP) / widest / FULL))

    def _rescale(self, zoom: float) -> None:
        page, inside, old = self.current_page(), self._inside(), self._zoom
        self._zoom = zoom
        self._lay_out()
        if page >= 0:
            self.verticalScrollBar().setValue(int(self._tops[page] + inside * zoom / old))
        self.zoomed.emit()
        self._scrolled()

    # -- place --------------------------------------------------------------------------------------------------

    def current_page(self) -> int:
        """Return the page that fills most of the view's upper half; -1 without pages."""
        if not self.sizes:
            return -1
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        return max(0, bisect_right(self._tops, middle) - 1)

    def go_to(self, number: int) -> None:
        """Bring the top of a page into view."""
        if 0 <= number < len(self.sizes):
            self.verticalScrollBar().setValue(max(0, self._tops[number] - GAP // 2))

    def _inside(self) -> int:
        page = self.current_page()
        return self.verticalScrollBar().value() - self._tops[page] if page >= 0 else 0

    def _lay_out(self) -> None:
        self._tops = []
        y = GAP
        for _, height in self.sizes:
            self._tops.append(y)
            y += round(height * self.scale) + GAP
        view = self.viewport().size()
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setRange(0, max(0, y - view.height()))
        vertical.setPageStep(max(40, view.height() - 40))
        vertical.setSingleStep(48)
        widest = round(max((width for width, _ in self.sizes), default=0) * self.scale) + 2 * GAP
        horizontal.setRange(0, max(0, widest - view.width()))
        horizontal.setPageStep(view.width())
        horizontal.setSingleStep(40)
        self.viewport().update()

    def _visible(self) -> list[int]:
        if not self.sizes:
            return []
        top = self.verticalScrollBar().value()
        first = max(0, bisect_right(self._tops, top) - 1)
        last = max(first, bisect_right(self._tops, top + self.viewport().height()) - 1)
        return list(range(first, last + 1))

    def _scrolled(self) -> None:
        page = self.current_page()
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)
        if self.wanted() is not None:
            self.pictures_wanted.emit()
        self.viewport().update()

    def box(self, number: int) -> QRectF:
        """Return where a page lies in the viewport."""
        width, height = (side * self.scale for side in self.sizes[number])
        spare = self.viewport().width() - width
        left = spare / 2 if spare >= 2 * GAP else GAP - self.horizontalScrollBar().value()
        return QRectF(round(left), self._tops[number] - self.verticalScrollBar().value(), round(width), round(height))

    # -- events -------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """A page at a readable size."""
        return QSize(460, 640)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep fitting the width."""
        super().resizeEvent(event)
        if self.fitting:
            self._rescale(self._fitting_zoom())
        else:
            self._lay_out()
            self._scrolled()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the desk, each visible page with its shadow, and the marks."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), look.colour("desk"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number in self._visible():
            box = self.box(number)
            _draw_shadow(painter, box)
            painter.fillRect(box, QColor("#ffffff"))
            have = self._pictures.get(number)
            if have is not None:
                painter.drawImage(box, have[2])
            if number in self._marked:
                painter.fillRect(QRectF(box.left() - 7, box.top(), 3, box.height()), look.colour("accent"))
        self._draw_spots(painter)
        painter.end()

    def _draw_spots(self, painter: QPainter) -> None:
        visible = set(self._visible())
        painter.setPen(Qt.PenStyle.NoPen)
        for number, spot in enumerate(self._spots):
            if spot.page in visible:
                box, size = self.box(spot.page), self.scale
                place = QRectF(
                    box.left() + spot.left * size - 1,
                    box.top() + spot.top * size - 1,
                    spot.width * size + 2,
                    spot.height * size + 2,
                )
                painter.setBrush(QColor(255, 150, 0, 130) if number == self._spot else QColor(255, 214, 0, 90))
                painter.drawRect(place)

    def page_at(self, place: QPoint) -> int:
        """Return the page at a place of the viewport, or -1."""
        return next((number for number in self._visible() if self.box(number).contains(place)), -1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which page was clicked."""
        page = self.page_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and page >= 0:
            self.page_clicked.emit(page, (self.box(page).bottom() - event.position().y()) / self.scale)
        super().mouseReleaseEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and wheel zoom, the wheel alone scrolls."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll, turn and zoom by keys; Enter goes to the section of the page in view."""
        key, bar = event.key(), self.verticalScrollBar()
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(1)
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(-1)
        elif key in (Qt.Key.Key_0, Qt.Key.Key_W):
            self.fit_width()
        elif key == Qt.Key.Key_Home:
            bar.setValue(0)
        elif key == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif key == Qt.Key.Key_Space:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            bar.setValue(bar.value() + (-bar.pageStep() if back else bar.pageStep()))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_page() >= 0:
            page = self.current_page()
            # What is read lies in the upper part of the view.
            seen = self.box(page).bottom() - self.viewport().height() / 3
            self.page_clicked.emit(page, seen / self.scale)
        elif key in (Qt.Key.Key_N, Qt.Key.Key_P):
            self.go_to(self.current_page() + (1 if key == Qt.Key.Key_N else -1))
        else:
            super().keyPressEvent(event)
            return
        event.accept()


def _draw_shadow(painter: QPainter, box: QRectF) -> None:
    """Draw a soft shadow a little below a page."""
    strength = 34 if look.dark() else 13
    painter.setPen(Qt.PenStyle.NoPen)
    for spread in (5, 4, 3, 2, 1):
        painter.setBrush(QColor(0, 0, 0, strength))
        painter.drawRoundedRect(box.adjusted(-spread + 1, -spread + 3, spread - 1, spread + 2), spread, spread)
