"""Undo and redo from wherever the keyboard is: the last thing done, be it in the text or in the library.

A text field that has the keyboard undoes its own typing. From the lists and the tool bar the same keys reach the text
of the open section too, when it was changed last: quotes put in from the list are taken back from the list.

Both keep their own stack. Which comes first is told by how far the text's stack was when each step of the library was
done; so it stays true when the text is undone in its own field meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QTextDocument

from briefing.ui.undo import Undo


class LastDone(QObject):
    """What undo and redo mean at the moment. ``changed()``: that is something else now.

    ``taken_over`` says whether the text is changing because the library did: that is nobody's writing.
    """

    changed = Signal()

    def __init__(
        self, undo: Undo, document: QTextDocument, taken_over: Callable[[], bool], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._stack, self._document = undo.stack, document
        self._taken_over = taken_over
        # How far the text was after each step of the library; the first stands for before all of them.
        self._marks = [0]
        document.undoCommandAdded.connect(self._written)
        document.undoAvailable.connect(self._tell)
        document.redoAvailable.connect(self._tell)
        undo.stepped.connect(self._stepped)
        undo.stack.indexChanged.connect(self._tell)

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
        what = self.what_to_undo()
        if what is not None:
            (self._document if self._undoes_text() else self._stack).undo()
            self.changed.emit()
        return what or ""

    def redo(self) -> str:
        """Do again what was taken back last, and return what it was, ``""`` for nothing."""
        what = self.what_to_redo()
        if what is not None:
            (self._document if self._redoes_text() else self._stack).redo()
            self.changed.emit()
        return what or ""

    def _undoes_text(self) -> bool:
        # The stack tells of a new step a moment before it is noted here.
        return self._document.availableUndoSteps() > self._marks[min(self._stack.index(), len(self._marks) - 1)]

    def _redoes_text(self) -> bool:
        if not self._document.isRedoAvailable():
            return False
        step = self._stack.index() + 1
        return step >= len(self._marks) or self._document.availableUndoSteps() < self._marks[step]

    def _written(self) -> None:
        if self._taken_over():
            self._marks = [self._document.availableUndoSteps()] * len(self._marks)
        self.changed.emit()

    def _stepped(self) -> None:
        # A new step ends what could be done again.
        self._marks = [*self._marks[: self._stack.index()], self._document.availableUndoSteps()]
        self.changed.emit()

    def _tell(self) -> None:
        if not self._document.isUndoAvailable() and not self._document.isRedoAvailable():
            # Another section's text.
            self._marks = [0] * len(self._marks)
        self.changed.emit()


def _text() -> str:
    return QCoreApplication.translate("Desk", "Writing")
