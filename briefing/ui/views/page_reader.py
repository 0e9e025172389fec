"""The pages under the hand: what mouse, wheel, fingers and keys do on them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, cast

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture, QWidget

from briefing.ui.views.page_canvas import PageCanvas

# A turn of a mouse wheel by one notch, in Qt's eighths of a degree.
_NOTCH: Final = 120
# Keys that turn pages when whole pages are in view; N and P always do.
_ON: Final = frozenset({Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_Space})
_BACK: Final = frozenset({Qt.Key.Key_Left, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace})


class PageReader(PageCanvas):
    """Signals, places in points from a page's lower left corner: ``pointed(page, x, y)`` at a click;
    ``opened(page, x, y)`` at a double click or Enter; ``hovered(page, x, y)``, the page being -1 beside them;
    ``dragged(page, x1, y1, x2, y2)`` over words; ``back_wanted()`` and ``forward_wanted()``; ``left()`` on Esc.
    """

    pointed = Signal(int, float, float)
    opened = Signal(int, float, float)
    hovered = Signal(int, float, float)
    dragged = Signal(int, float, float, float, float)
    back_wanted = Signal()
    forward_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pressed: QPointF | None = None
        self._dragging = False
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        bar = self.verticalScrollBar()
        self._keys: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Plus: lambda: self.zoom_by(1),
            Qt.Key.Key_Equal: lambda: self.zoom_by(1),
            Qt.Key.Key_Minus: lambda: self.zoom_by(-1),
            Qt.Key.Key_0: self.fit_width,
            Qt.Key.Key_W: self.fit_width,
            Qt.Key.Key_F: self.fit_page,
            Qt.Key.Key_1: lambda: self.show_spread(False),
            Qt.Key.Key_2: lambda: self.show_spread(True),
            Qt.Key.Key_Home: lambda: bar.setValue(0),
            Qt.Key.Key_End: lambda: bar.setValue(bar.maximum()),
            Qt.Key.Key_Return: self.open_read,
            Qt.Key.Key_Enter: self.open_read,
            Qt.Key.Key_Escape: self.left.emit,
        }

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a selection; the mouse's own buttons go back and forward."""
        if event.button() == Qt.MouseButton.BackButton:
            self.back_wanted.emit()
        elif event.button() == Qt.MouseButton.ForwardButton:
            self.forward_wanted.emit()
        elif event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._dragging = event.position(), False
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select words with the button held; else tell what the pointer is over."""
        here = event.position()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            page = self.page_at(here)
            self.hovered.emit(page, *(self.point_on(page, here) if page >= 0 else (0.0, 0.0)))
        elif self._dragging or (here - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            page = self.page_at(self._pressed)
            self._dragging = page >= 0
            if self._dragging:
                self.dragged.emit(page, *self.point_on(page, self._pressed), *self.point_on(page, here))
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell where a page was clicked."""
        if event.button() == Qt.MouseButton.LeftButton and self._pressed is not None:
            clicked, self._pressed = not self._dragging, None
            self._dragging = False
            page = self.page_at(event.position())
            if clicked and page >= 0:
                self.pointed.emit(page, *self.point_on(page, event.position()))
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Tell where a page was clicked twice."""
        page = self.page_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and page >= 0:
            self._pressed = None
            self.opened.emit(page, *self.point_on(page, event.position()))
        super().mouseDoubleClickEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and wheel zoom about the pointer, the wheel alone scrolls."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom_by(event.angleDelta().y() / _NOTCH, event.position())
            event.accept()
            return
        super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Two fingers zoom, on a screen or beside it."""
        if event.type() == QEvent.Type.NativeGesture:
            native = cast(QNativeGestureEvent, event)
            if native.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.set_zoom(self.zoom * (1.0 + native.value()), native.position())
                return True
        elif event.type() == QEvent.Type.Gesture:
            pinch = cast(QGestureEvent, event).gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                centre = self.viewport().mapFromGlobal(pinch.centerPoint())
                self.set_zoom(self.zoom * pinch.scaleFactor(), centre)
                return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll, turn and zoom by keys; Enter goes to the text of what is read."""
        key, way = event.key(), event.modifiers()
        act = self._turning(key, back=bool(way & Qt.KeyboardModifier.ShiftModifier)) or self._keys.get(key)
        if way == Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            act = (self.back_wanted if key == Qt.Key.Key_Left else self.forward_wanted).emit
        if act is None:
            super().keyPressEvent(event)
            return
        act()
        event.accept()

    def _turning(self, key: int, *, back: bool) -> Callable[[], object] | None:
        """Return what a key does that turns pages; more keys do when whole pages are in view."""
        bar, step = self.verticalScrollBar(), self.verticalScrollBar().pageStep()
        whole = self.fitting == "page"
        if self.rows.leftward:
            key = {Qt.Key.Key_Left: Qt.Key.Key_Right, Qt.Key.Key_Right: Qt.Key.Key_Left}.get(Qt.Key(key), key)
        if key == Qt.Key.Key_Space and not whole:
            return lambda: bar.setValue(bar.value() + (-step if back else step))
        if key == Qt.Key.Key_N or (whole and key in _ON):
            return lambda: self.turn(-1 if back and key == Qt.Key.Key_Space else 1)
        return (lambda: self.turn(-1)) if key == Qt.Key.Key_P or (whole and key in _BACK) else None

    def open_read(self) -> None:
        """Go to the text of what is being read: the marked paragraph in view, else what lies in the upper part."""
        page = self.current_page()
        if page < 0:
            return
        if self._place is not None and self._place.page in self._visible():
            top = self.box(self._place.page).bottom() - self._place.top * self.scale
            if 0 <= top <= self.viewport().height():
                self.opened.emit(self._place.page, 0.0, self._place.top)
                return
        self.opened.emit(page, 0.0, (self.box(page).bottom() - self.viewport().height() / 3) / self.scale)
