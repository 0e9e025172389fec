"""Icons: Lucide's line drawings (ISC licence), drawn in the colours of the look in use.

Goes in: the name of a file in ``resources/icons``. Comes out: a QIcon; `dress` keeps it right when the look changes.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import lru_cache
from typing import Protocol

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QPushButton, QToolButton

from briefing.paths import shipped
from briefing.ui import look

# Others are scaled from the next larger one.
SIZES = (16, 20, 32)
# Milliseconds between two icons drawn ahead.
_PAUSE = 20
# The picture beside a button's words, and its distance from them (logical pixels).
BUTTON_SIZE, GAP = 16, 5


class Dressed(Protocol):
    """Anything with an icon: an action, a button."""

    def setIcon(self, icon: QIcon, /) -> None:
        """Take the icon."""
        ...


def icon(name: str, role: str = "text") -> QIcon:
    """Return the icon ``name`` in the colour ``role``, faded when disabled. Raises FileNotFoundError."""
    return _made(name, look.colour(role).name(), look.colour("muted").name())


def pixmap(name: str, role: str = "text", size: int = 16, ratio: float = 1.0) -> QPixmap:
    """Return the icon as a picture of ``size`` logical pixels for a screen of ``ratio`` device pixels to one."""
    return _drawn(name, look.colour(role).name(), size, ratio)


def dress(target: Dressed, name: str, role: str = "text") -> None:
    """Give ``target`` the icon and renew it whenever the look changes, as long as it lives."""
    if not _wardrobe.listening:
        look.changes().changed.connect(_redress)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(_redress)
        _wardrobe.listening = True
    if isinstance(target, QPushButton) and target.text():
        # A style sheet sets the words close to the picture: the picture brings its own distance.
        target.setIconSize(QSize(BUTTON_SIZE + GAP, BUTTON_SIZE))
    target.setIcon(_fitting(target, name, role))
    _wardrobe.worn[target] = (name, role)


def draw_ahead(asker: QObject) -> None:
    """Draw what is worn in the colours of the other look too, one icon at a time, as long as ``asker`` lives.

    The first change of look took twice as long as all later ones.
    """
    other = look.LIGHT if look.dark() else look.DARK
    faded = other.colour("muted").name()
    left = {(name, other.colour(role).name(), faded, _gap(target)) for target, (name, role) in _wardrobe.worn.items()}

    def draw() -> None:
        if left:
            _made(*left.pop())
            QTimer.singleShot(_PAUSE, asker, draw)

    draw()


def tool_button(name: str, says: str, does: Callable[[], object]) -> QToolButton:
    """Return a quiet button with an icon; ``says`` is its tip and what a screen reader reads."""
    button = QToolButton()
    dress(button, name, "muted")
    button.setToolTip(says)
    button.setAccessibleName(says)
    button.clicked.connect(does)
    return button


def _fitting(target: Dressed, name: str, role: str) -> QIcon:
    return _made(name, look.colour(role).name(), look.colour("muted").name(), _gap(target))


def _gap(target: Dressed) -> int:
    return GAP if isinstance(target, QPushButton) and target.text() else 0


class _Wardrobe:
    """Who wears which icon."""

    def __init__(self) -> None:
        self.worn: weakref.WeakKeyDictionary[Dressed, tuple[str, str]] = weakref.WeakKeyDictionary()
        self.listening = False


_wardrobe = _Wardrobe()


def _redress() -> None:
    for target, (name, role) in list(_wardrobe.worn.items()):
        try:
            target.setIcon(_fitting(target, name, role))
        except RuntimeError:
            # The Qt side of the object is gone already; Python only has not noticed.
            _wardrobe.worn.pop(target, None)


def _made(name: str, ink: str, faded: str, gap: int = 0) -> QIcon:
    # Half the work of a window that opens is left out where no screen is sharp enough to show it.
    sharp = any(screen.devicePixelRatio() > 1.0 for screen in QGuiApplication.screens())
    return _made_for((1.0, 2.0) if sharp else (1.0,), name, ink, faded, gap)


@lru_cache(maxsize=256)
def _made_for(ratios: tuple[float, ...], name: str, ink: str, faded: str, gap: int) -> QIcon:
    made = QIcon()
    for size in (BUTTON_SIZE,) if gap else SIZES:
        for ratio in ratios:
            made.addPixmap(_drawn(name, ink, size, ratio, gap))
            dim = QPixmap(_drawn(name, faded, size, ratio, gap))
            made.addPixmap(_thinned(dim), QIcon.Mode.Disabled)
    return made


def _thinned(full: QPixmap) -> QPixmap:
    thin = QPixmap(full.size())
    thin.setDevicePixelRatio(full.devicePixelRatio())
    thin.fill(Qt.GlobalColor.transparent)
    painter = QPainter(thin)
    painter.setOpacity(0.55)
    painter.drawPixmap(0, 0, full)
    painter.end()
    return thin


@lru_cache(maxsize=2048)
def _drawn(name: str, ink: str, size: int, ratio: float, gap: int = 0) -> QPixmap:
    drawing = _drawing(name).replace("currentColor", ink)
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    made = QPixmap(round((size + gap) * ratio), round(size * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    left = gap if gap and QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft else 0
    renderer.render(painter, QRectF(left, 0, size, size))
    painter.end()
    return made


@lru_cache(maxsize=256)
def _drawing(name: str) -> str:
    return (shipped("icons") / f"{name}.svg").read_text("utf-8")
