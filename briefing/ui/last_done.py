"""Undo and redo from wherever the keyboard is: the last thing done, be it in the text or in the library.

A text field that has the keyboard undoes its own typing. From the lists and the tool bar the same keys reach the text
of the open section too, when it was changed last: quotes put in from the list are taken back from the list.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QTextDocument, QUndoStack


class LastDone(QObject):
    """Which comes first, the text or the library. ``changed()``: what can be undone, or its name, is different now.

    ``taken_over`` says whether the text is changing because the library did: that is nobody's writing.
    """

    changed = Signal()

    def __init__(
        self, stack: QUndoStack, document: QTextDocument, taken_over: Callable[[], bool], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._stack, self._document = stack, document
        self._taken_over = taken_over
        self._text_last = self._written = False
        document.undoCommandAdded.connect(self._typed)
        document.undoAvailable.connect(self._can_undo)
        document.redoAvailable.connect(self._tell)
        stack.indexChanged.connect(self._stepped)
        stack.undoTextChanged.connect(self._tell)
        stack.redoTextChanged.connect(self._tell)

    def what_to_undo(self) -> str | None:
        """Return what undo takes back, ``None`` for nothing."""
        if self._undoes_text():
            return _text()
        return self._stack.undoText() if self._stack.canUndo() else None

    def what_to_redo(self) -> str | None:
        """Return what redo does again, ``None`` for nothing."""
        if self._redoes_text():
            return _text()
        return self._stack.redoText() if self._stack.canRedo() else None

    def undo(self) -> str:
        """Take back the last thing done, and return what it was, ``""`` for nothing."""
        what, text = self.what_to_undo(), self._undoes_text()
        if what is not None:
            (self._document if text else self._stack).undo()
            self._text_last = text
            self.changed.emit()
        return what or ""

    def redo(self) -> str:
        """Do again what was taken back last, and return what it was, ``""`` for nothing."""
        what, text = self.what_to_redo(), self._redoes_text()
        if what is not None:
            (self._document if text else self._stack).redo()
            self._text_last = text
            self.changed.emit()
        return what or ""

    def _undoes_text(self) -> bool:
        written = self._written and not self._stack.canUndo()
        return self._document.isUndoAvailable() and (self._text_last or written)

    def _redoes_text(self) -> bool:
        return self._document.isRedoAvailable() and self._text_last

    def _typed(self) -> None:
        self._text_last = not self._taken_over()
        self._written = self._written or self._text_last
        self.changed.emit()

    def _stepped(self) -> None:
        self._text_last = False
        self.changed.emit()

    def _can_undo(self, can: bool) -> None:
        self._written = self._written and can
        self.changed.emit()

    def _tell(self) -> None:
        self.changed.emit()


def _text() -> str:
    return QCoreApplication.translate("Desk", "Writing")
