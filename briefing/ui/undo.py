"""Undo and redo of everything the user does, on one QUndoStack fed by the library's steps."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from briefing.library.faults import LibraryTrouble
from briefing.library.store import Library, Step

STEPS_KEPT = 200


class _Change(QUndoCommand):
    """One step of the library as a command of the stack. ``step`` is what takes back the state we are in."""

    def __init__(self, owner: Undo, step: Step) -> None:
        super().__init__(step.label)
        self._owner = owner
        self._step = step
        self._new = True

    def redo(self) -> None:
        """Do it again; the first call comes from pushing, when it is done already."""
        if self._new:
            self._new = False
        else:
            self._take_back()

    def undo(self) -> None:
        """Take it back."""
        self._take_back()

    def _take_back(self) -> None:
        opposite = self._owner.take_back(self._step)
        if opposite is None:
            self.setObsolete(True)
        else:
            self._step = opposite


class Undo(QObject):
    """The undo stack of a library.

    ``touched(frozenset of table names)`` tells after every change, undone ones too, which tables are different now;
    ``trouble(str)`` carries a plain sentence when something could not be undone. ``stepped``: something new was done.
    """

    touched = Signal(object)
    trouble = Signal(str)
    stepped = Signal()

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(STEPS_KEPT)
        self._library = library
        self._deaf = library.subscribe(self._heard)

    def close(self) -> None:
        """Stop listening to the library."""
        self._deaf()
        self.stack.clear()

    def forget(self) -> None:
        """Forget every step, as another program has changed the library."""
        self.stack.clear()

    def take_back(self, step: Step) -> Step | None:
        """Apply the step's inverse; returns the step that undoes that, or ``None`` when it was refused."""
        try:
            return self._library.undo(step)
        except LibraryTrouble as trouble:
            self.trouble.emit(str(trouble))
            return None

    def _heard(self, step: Step, from_undo: bool) -> None:
        if step.inverses and not from_undo:
            self.stack.push(_Change(self, step))
            self.stepped.emit()
        self.touched.emit(step.touched)
