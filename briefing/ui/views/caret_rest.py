"""Where the keyboard rests in a text: after typing, or after the caret went to another line."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit

# A pause this long is a rest, in milliseconds: the pages show what was typed.
REST: Final = 60
# Part of a line by which the caret must move to be somewhere else.
_STEP: Final = 0.05


class CaretRest(QObject):
    """Signals: ``typed(line)`` in each pause of typing; ``moved(line)`` when the caret rests somewhere else.

    Lines are counted from 0; the fraction tells how far in the line the caret is.
    """

    typed = Signal(float)
    moved = Signal(float)

    def __init__(self, edit: QPlainTextEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self._typing = False
        self._line = -1.0
        self._timer = QTimer(self, singleShot=True, interval=REST)
        self._timer.timeout.connect(self._tell)
        edit.cursorPositionChanged.connect(self._timer.start)

    def note_typing(self) -> None:
        """The text changed under the hands of the user."""
        self._typing = True
        self._timer.start()

    def begin(self) -> None:
        """Another text is there: nothing has been typed in it, and nobody asks where its caret is."""
        self._timer.stop()
        self._typing = False
        self._line = self.line()

    def ask(self) -> None:
        """Tell the line again, even if it is the same."""
        self._line = -1.0
        self._timer.start()

    def line(self) -> float:
        """Return where the caret is."""
        caret = self._edit.textCursor()
        return caret.blockNumber() + min(0.99, caret.positionInBlock() / max(1, caret.block().length()))

    def _tell(self) -> None:
        line, typing = self.line(), self._typing
        another = int(line) != int(self._line) or abs(line - self._line) > _STEP
        self._typing, self._line = False, line
        if typing:
            self.typed.emit(line)
        elif another:
            self.moved.emit(line)
