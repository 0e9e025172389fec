"""Where a window goes on the screen: never larger than what can be seen of it, its frame included."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QRect
from PySide6.QtWidgets import QWidget

# The frame is known only once the window is shown; until then this much is left for it.
USUAL_FRAME = QMargins(6, 34, 6, 6)


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
