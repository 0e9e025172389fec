"""Pages one below the other on a desk, or side by side as in an open book, scrolled and zoomed.

Draws pictures others make; asks for those it lacks.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Final, Literal

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from briefing.ui import look
from briefing.ui.views.page_pictures import KEPT_BYTES, PagePictures
from briefing.ui.views.page_rows import PageRows
from briefing.ui.views.proof import Place
from briefing.ui.views.sheets import Spot

GAP: Final = 18
# A point on paper at 100 %: 96 pixels to the inch, as desktops count.
FULL: Final = 96 / 72
SMALLEST, LARGEST = 0.2, 5.0


class PageCanvas(QAbstractScrollArea):
    """Signals: ``page_changed(number)`` of the page in view; ``pictures_wanted()``; ``zoomed()``.

    Points on a page are counted from its lower left corner, as the paper has them.
    """

    page_changed = Signal(int)
    pictures_wanted = Signal()
    zoomed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(QCoreApplication.translate("Preview", "Pages of the book"))
        self.viewport().setMouseTracking(True)
        self.sizes: list[tuple[float, float]] = []
        self.fitting: Literal["width", "page", ""] = "width"
        self.rows = PageRows()
        self.pictures = PagePictures()
        self.chosen_words = ""
        self._zoom = 1.0
        self._tops: list[int] = []
        # The width of the broadest row, in points.
        self._broadest = 0.0
        self._generation = 0
        self._spots: list[Spot] = []
        self._spot = -1
        self._selected: Spot | None = None
        self._marked: set[int] = set()
        self._place: Place | None = None
        self._page = -1
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # -- what is shown ------------------------------------------------------------------------------------------

    def show_pages(self, sizes: list[tuple[float, float]], *, leftward: bool = False) -> None:
        """Show a new document. The place stays, and old pictures stay until new ones are there.

        ``leftward`` is one that is read from right to left: of two pages the first is the right one.
        """
        page, inside = self.current_page(), self._inside()
        self.rows.leftward = leftward
        self._generation += 1
        self.sizes = sizes
        self.rows.show(sizes)
        self._spots, self._spot, self._place = [], -1, None
        self.select(None)
        self.pictures.drop_from(len(sizes))
        self._lay_out()
        if sizes and page >= 0:
            self.verticalScrollBar().setValue(self._tops[min(page, len(sizes) - 1)] + inside)
        self._page = -1
        self.refit()
        self._scrolled()

    def clear(self) -> None:
        """Show nothing."""
        self.pictures.drop_from(0)
        self.show_pages([])

    def mark_pages(self, numbers: set[int]) -> None:
        """Mark the pages of the section that is being written."""
        self._marked = numbers
        self.viewport().update()

    def mark_place(self, place: Place | None, *, follow: bool) -> None:
        """Mark the paragraph that is being written; ``follow`` scrolls it into view if it is not there."""
        self._place = place
        if follow and place is not None:
            self._bring_up(place.page, place.top, place.bottom)
        self.viewport().update()

    def mark_spots(self, spots: list[Spot], chosen: int, *, follow: bool = True) -> None:
        """Mark found words; ``follow`` scrolls the ``chosen`` one into view."""
        self._spots, self._spot = spots, chosen
        if follow and 0 <= chosen < len(spots) and spots[chosen].page < len(self.sizes):
            spot = spots[chosen]
            top = self.sizes[spot.page][1] - spot.top
            self._bring_up(spot.page, top, top - 16)
        self.viewport().update()

    def select(self, spot: Spot | None, words: str = "") -> None:
        """Show words as selected; they are what copying copies."""
        self._selected, self.chosen_words = spot, words if spot is not None else ""
        self.viewport().update()

    def copy(self) -> None:
        """Put the selected words on the clipboard."""
        if self.chosen_words:
            QGuiApplication.clipboard().setText(self.chosen_words)

    def give_picture(self, number: int, scale: float, picture: QImage, generation: int) -> None:
        """Take a picture that was wanted."""
        if generation == self._generation and not picture.isNull():
            self.pictures.put(number, generation, scale, picture, self._visible())
            self.viewport().update()

    def wanted(self) -> tuple[int, float, int] | None:
        """Return the next picture to make: page, device pixels per point, and what to hand back with it."""
        visible = self._visible()
        if not visible:
            return None
        near = (*self.rows.of(visible[-1] + 1), *self.rows.of(visible[0] - 1))
        ahead = [number for number in near if 0 <= number < len(self.sizes)]
        sharp = round(self.scale * self.devicePixelRatioF(), 4)
        width, height = self.sizes[visible[0]]
        if width * height * sharp * sharp * 4 * (len(visible) + 2) > KEPT_BYTES:
            # Pages this large would push each other out: make only what is seen.
            ahead = []
        # What is being read comes first, then the rest of what is seen.
        here = self.current_page()
        for number in [*sorted(visible, key=lambda number: abs(number - here)), *ahead]:
            if not self.pictures.fresh(number, self._generation, sharp):
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

    def set_zoom(self, zoom: float, around: QPointF | None = None) -> None:
        """Zoom to a factor, keeping the place, or what is at a point of the view."""
        self.fitting = ""
        self._rescale(zoom, around)

    def zoom_by(self, steps: float, around: QPointF | None = None) -> None:
        """Zoom in (positive) or out by steps of a fifth."""
        self.set_zoom(self._zoom * 1.2**steps, around)

    def fit_width(self) -> None:
        """Make pages as wide as the pane, and keep them so."""
        self.fitting = "width"
        self.refit()

    def fit_page(self) -> None:
        """Make a whole page fit into the pane, and keep it so."""
        self.fitting = "page"
        self.refit()

    def show_spread(self, spread: bool) -> None:
        """Show two pages side by side, right-hand pages at the right, or one below the other; the place stays."""
        if spread == self.rows.spread:
            return
        page = self.current_page()
        self.rows.spread = spread
        self._lay_out()
        self.refit()
        self.go_to(page)
        self.zoomed.emit()
        self._scrolled()

    def refit(self) -> None:
        """Fit again what is to fit."""
        if not self.fitting:
            return
        view = self.viewport().size()
        zoom = (view.width() - 2 * GAP) / (self._broadest or 595.0) / FULL
        if self.fitting == "page":
            zoom = min(
                zoom, (view.height() - 2 * GAP) / max((height for _, height in self.sizes), default=842.0) / FULL
            )
        self._rescale(zoom)

    def _rescale(self, zoom: float, around: QPointF | None = None) -> None:
        zoom, old = min(LARGEST, max(SMALLEST, zoom)), self._zoom
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        down = around.y() if around is not None else 0.0
        page = max(0, bisect_right(self._tops, vertical.value() + down) - 1) if self._tops else -1
        inside = vertical.value() + down - self._tops[page] if page >= 0 else 0.0
        across = around.x() if around is not None else self.viewport().width() / 2
        left = (across - self.box(page).left()) / self.scale if page >= 0 else 0.0
        self._zoom = zoom
        self._lay_out()
        if page >= 0:
            vertical.setValue(round(self._tops[page] + inside * zoom / old - down))
            horizontal.setValue(round(self._left(page) + left * self.scale - across))
        self.zoomed.emit()
        self._scrolled()

    # -- place --------------------------------------------------------------------------------------------------

    def current_page(self) -> int:
        """Return the page that fills most of the view's upper half, the first of two; -1 without pages."""
        if not self.sizes:
            return -1
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        return self.rows.of(max(0, bisect_right(self._tops, middle) - 1)).start

    def turn(self, by: int) -> None:
        """Go to the next page, or two pages; with ``by`` below 0 to the ones before."""
        row = self.rows.of(self.current_page())
        self.go_to(row.stop if by > 0 else row.start - 1)

    def go_to(self, number: int, y: float | None = None) -> None:
        """Bring the top of a page into view, or a height of it."""
        if 0 <= number < len(self.sizes):
            down = (self.sizes[number][1] - y) * self.scale if y is not None else 0.0
            # A page that fits is shown without the edge of the next.
            above = GAP if self.fitting == "page" and y is None else GAP // 2
            self.verticalScrollBar().setValue(max(0, self._tops[number] + round(down) - above))

    def _bring_up(self, number: int, top: float, bottom: float) -> None:
        """Scroll as little as it takes to have a stretch of a page in view, its beginning at least."""
        if not 0 <= number < len(self.sizes):
            return
        bar, view = self.verticalScrollBar(), self.viewport().height()
        height = self.sizes[number][1]
        first, last = (self._tops[number] + (height - y) * self.scale for y in (top, bottom))
        # Of what is too long to be seen whole the beginning counts.
        last = min(last, first + 0.6 * view)
        if not (bar.value() + 8 <= first and last <= bar.value() + view - 8):
            bar.setValue(round(first - view / 3))

    def _inside(self) -> int:
        page = self.current_page()
        return self.verticalScrollBar().value() - self._tops[page] if page >= 0 else 0

    def _lay_out(self) -> None:
        self._tops = []
        self._broadest = 0.0
        y = GAP
        while len(self._tops) < len(self.sizes):
            row = self.rows.of(len(self._tops))
            self._broadest = max(self._broadest, self.rows.across(row.start)[1])
            self._tops += [y] * len(row)
            y += max(round(self.sizes[number][1] * self.scale) for number in row) + GAP
        view = self.viewport().size()
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setRange(0, max(0, y - view.height()))
        vertical.setPageStep(max(40, view.height() - 40))
        vertical.setSingleStep(48)
        horizontal.setRange(0, max(0, round(self._broadest * self.scale) + 2 * GAP - view.width()))
        horizontal.setPageStep(view.width())
        horizontal.setSingleStep(40)
        self.viewport().update()

    def _visible(self) -> list[int]:
        if not self.sizes:
            return []
        top = self.verticalScrollBar().value()
        first = self.rows.of(max(0, bisect_right(self._tops, top) - 1)).start
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

    def _left(self, number: int) -> float:
        """Return the left edge of a page as it lies when nothing is scrolled and its row is wider than the view."""
        return GAP + self.rows.across(number)[0] * self.scale

    def box(self, number: int) -> QRectF:
        """Return where a page lies in the viewport."""
        width, height = (side * self.scale for side in self.sizes[number])
        spare = self.viewport().width() - self.rows.across(number)[1] * self.scale
        left = self._left(number) - (GAP - spare / 2 if spare >= 2 * GAP else self.horizontalScrollBar().value())
        return QRectF(round(left), self._tops[number] - self.verticalScrollBar().value(), round(width), round(height))

    def page_at(self, place: QPointF) -> int:
        """Return the page at a place of the viewport, or -1."""
        return next((number for number in self._visible() if self.box(number).contains(place)), -1)

    def point_on(self, number: int, place: QPointF) -> tuple[float, float]:
        """Return a place of the viewport in points on a page."""
        box = self.box(number)
        return (place.x() - box.left()) / self.scale, (box.bottom() - place.y()) / self.scale

    # -- events -------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """A page at a readable size."""
        return QSize(460, 640)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep fitting what fits."""
        super().resizeEvent(event)
        if self.fitting:
            self.refit()
        else:
            self._lay_out()
            self._scrolled()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the desk, each visible page with its shadow, and the marks."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), look.colour("desk"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        visible = self._visible()
        for number in visible:
            _draw_shadow(painter, self.box(number))
        for number in visible:
            box = self.box(number)
            painter.fillRect(box, QColor("#ffffff"))
            picture = self.pictures.get(number)
            if picture is not None:
                painter.drawImage(box, picture)
            # Beside the page, on the outside of two.
            bar = box.right() + 4 if self.rows.outer_right(number) else box.left() - 7
            if self.rows.has_fold(number):
                painter.fillRect(QRectF(box.right() - 1, box.top(), 1, box.height()), QColor(0, 0, 0, 40))
            if number in self._marked:
                painter.fillRect(QRectF(bar, box.top(), 3, box.height()), look.colour("scroll"))
            if self._place is not None and self._place.page == number:
                top, bottom = (box.bottom() - y * self.scale for y in (self._place.top, self._place.bottom))
                painter.fillRect(QRectF(bar, top, 3, max(12.0, bottom - top)), look.colour("accent"))
        self._draw_spots(painter)
        painter.end()

    def _draw_spots(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        # The marks lie over the words like a marker's ink, on white paper in either theme.
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        visible = set(self._visible())
        for number, spot in enumerate(self._spots):
            if spot.page in visible:
                self._draw_spot(painter, spot, QColor("#ffb25c") if number == self._spot else QColor("#ffec8a"))
        if self._selected is not None and self._selected.page in visible:
            self._draw_spot(painter, self._selected, QColor("#b9d2ff"))

    def _draw_spot(self, painter: QPainter, spot: Spot, ink: QColor) -> None:
        box, size = self.box(spot.page), self.scale
        painter.setBrush(ink)
        for left, top, width, height in spot.boxes:
            painter.drawRect(
                QRectF(box.left() + left * size - 1, box.top() + top * size - 1, width * size + 2, height * size + 2)
            )


def _draw_shadow(painter: QPainter, box: QRectF) -> None:
    """Draw a soft shadow a little below a page."""
    strength = 34 if look.dark() else 13
    painter.setPen(Qt.PenStyle.NoPen)
    for spread in (5, 4, 3, 2, 1):
        painter.setBrush(QColor(0, 0, 0, strength))
        painter.drawRoundedRect(box.adjusted(-spread + 1, -spread + 3, spread - 1, spread + 2), spread, spread)
