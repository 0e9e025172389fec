"""Keys in the main window: the program's shortcuts work wherever the keyboard is, and Enter presses a button.

Text fields on X11 keep Ctrl+E, Ctrl+K and others for themselves, as Emacs has them; the program's meaning is the one
that is written in the menus, so it wins. What belongs to editing text (undo, copy, …) stays with the field.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QKeyCombination, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from briefing.ui.commands import commands

# A text field that has the keyboard does these itself.
LEFT_TO_FIELDS = {"undo", "redo", "cut", "copy", "paste", "select.all"}
# The property in which a widget names the shortcuts that mean something else while it has the keyboard.
OWN_KEYS = "own_keys"
MENU_TOO = QKeyCombination(Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_F10)
ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


def own_keys() -> frozenset[str]:
    """Return the shortcuts that mean the program's command in every pane."""
    everywhere = (one for one in commands() if not one.where and one.id not in LEFT_TO_FIELDS)
    return frozenset(keys.toString() for one in everywhere for keys in one.sequences())


class Keys(QObject):
    """Listens to whatever has the keyboard in ``window``, and to nothing else."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._own = own_keys()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if new is not None and new.window() is self._window:
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the program's shortcuts from being taken for editing; let Enter press the button it is on."""
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressed = QKeySequence(event.keyCombination()).toString()
            if pressed in (watched.property(OWN_KEYS) or ()):
                event.accept()
                return True
            if pressed in self._own:
                event.ignore()
                return True
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, QPushButton):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.key() in ENTER and plain and not event.isAutoRepeat():
                watched.click()
                return True
        pressed_key = event.keyCombination() if isinstance(event, QKeyEvent) else None
        if kind == QEvent.Type.KeyPress and pressed_key == MENU_TOO and isinstance(watched, QWidget):
            # Not every keyboard has a menu key, and X11 does not know the other way to a menu.
            _ask_for_menu(watched)
            return True
        return False


def _ask_for_menu(widget: QWidget) -> None:
    """Open the menu of what has the keyboard, as its menu key does."""
    at = widget.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    place = at.toRect().center() if isinstance(at, QRectF) else at.center() if isinstance(at, QRect) else QPoint()
    place = place if widget.rect().contains(place) else widget.rect().center()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, widget.mapToGlobal(place))
    QApplication.sendEvent(widget, asked)
