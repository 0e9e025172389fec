"""Where a window goes on the screen: never larger than what can be seen of it, its frame included."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QMargins, QObject, QRect, QTimer
from PySide6.QtWidgets import QWidget

# The frame is known only once the window is shown; until then this much is left for it.
USUAL_FRAME = QMargins(6, 34, 6, 6)

# A dialog is looked at again this long after it came up or grew, in milliseconds: then the system has placed it.
SETTLED: Final = 60


def fit(wanted: QRect, frame: QMargins, available: QRect) -> QRect:
    """Return ``wanted`` (a window without its frame), made smaller and moved so that it lies in ``available``."""
    room = available.marginsRemoved(frame)
    size = wanted.size().boundedTo(room.size())
    left = min(max(wanted.left(), room.left()), room.right() - size.width() + 1)
    top = min(max(wanted.top(), room.top()), room.bottom() - size.height() + 1)
    return QRect(left, top, size.width(), size.height())


def keep_on_screen(window: QWidget) -> None:
    """Fit a window into its screen; one that fills the screen by the user's wish stays as it is."""
    if window.isMaximized() or window.isFullScreen():
        return
    frame = USUAL_FRAME
    if window.isVisible():
        inner, outer = window.geometry(), window.frameGeometry()
        frame = QMargins(
            inner.left() - outer.left(),
            inner.top() - outer.top(),
            outer.right() - inner.right(),
            outer.bottom() - inner.bottom(),
        )
    fitted = fit(window.geometry(), frame, window.screen().availableGeometry())
    if fitted != window.geometry():
        window.setGeometry(fitted)


class OnScreen(QObject):
    """Keeps a dialog whole on its screen when the system places it, and when what it has to say makes it grow."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._settled = QTimer(self, singleShot=True, interval=SETTLED)
        self._settled.timeout.connect(partial(keep_on_screen, window))
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again soon; nothing is kept from the dialog."""
        if event.type() in {QEvent.Type.Show, QEvent.Type.Resize, QEvent.Type.WindowActivate}:
            self._settled.start()
        return False
