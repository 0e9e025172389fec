"""Find in place: a line under the text, a count, Enter for the next, Shift+Enter for the one before, Esc to close."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QTextEdit, QWidget

from briefing.ui import icons, look
from briefing.ui.views.markdown_edit import MarkdownEdit

MOST_MARKED = 400
# From this width on, words, count and buttons stand on one line (pixels at normal text size).
ROOM_FOR_ONE_LINE = 400


class FindBar(QFrame):
    """Finds words in one Markdown editor. ``closed`` tells that the reader is done."""

    closed = Signal()

    def __init__(self, editor: MarkdownEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._found: list[tuple[int, int]] = []
        self.field = QLineEdit()
        self.field.setPlaceholderText(QCoreApplication.translate("FindBar", "Find in this section"))
        self.field.setAccessibleName(QCoreApplication.translate("FindBar", "Find in this section"))
        self.field.setClearButtonEnabled(True)
        self.field.setMaximumWidth(340)
        self.field.textChanged.connect(self._look)
        self.field.installEventFilter(self)
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for name, says, does in (
            ("chevron-up", QCoreApplication.translate("FindBar", "Previous match (Shift+Enter)"), self.previous),
            ("chevron-down", QCoreApplication.translate("FindBar", "Next match (Enter)"), self.next),
            ("x", QCoreApplication.translate("FindBar", "Close (Esc)"), self.dismiss),
        ):
            row.addWidget(icons.tool_button(name, says, does))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(22, 6, 18, 10)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(4)
        self._arrange(narrow=False)
        # Counting waits for a pause in typing, so that a long text never slows a key.
        self._recount = QTimer(self, singleShot=True, interval=150)
        self._recount.timeout.connect(self._look_quietly)
        editor.textChanged.connect(self._text_changed)
        self.hide()

    def begin(self) -> None:
        """Show the bar, with the selected words to start from."""
        chosen = self._editor.textCursor().selectedText()
        if chosen and "\u2029" not in chosen and len(chosen) < 200:
            self.field.setText(chosen)
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._look_quietly()

    def dismiss(self) -> None:
        """Close the bar; the caret stays on the last match."""
        self.hide()
        self._editor.setExtraSelections([])
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def next(self) -> None:
        """Select the next match, beginning again at the top after the last."""
        place = self._editor.textCursor().selectionEnd()
        self._go(next((number for number, (start, _end) in enumerate(self._found) if start >= place), 0))

    def previous(self) -> None:
        """Select the match before, beginning again at the end before the first."""
        place = self._editor.textCursor().selectionStart()
        before = [number for number, (_start, end) in enumerate(self._found) if end <= place]
        self._go(before[-1] if before else len(self._found) - 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Catch Enter, Shift+Enter and Esc in the field."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                    self.previous()
                else:
                    self.next()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.dismiss()
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow pane the count and the buttons go below the words, so that one sees what one types."""
        super().resizeEvent(event)
        narrow = event.size().width() < ROOM_FOR_ONE_LINE * look.scale()
        if narrow != self._narrow:
            self._arrange(narrow=narrow)

    def _arrange(self, *, narrow: bool) -> None:
        self._narrow = narrow
        below, across = (1, 2) if narrow else (0, 1)
        self._grid.addWidget(self.field, 0, 0, 1, 4 if narrow else 1)
        self._grid.addWidget(self.count, below, 0 if narrow else 1)
        self._grid.addWidget(self._buttons, below, across)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(3, 0 if narrow else 1)
        self.count.setMinimumWidth(0 if narrow else 90)

    def _text_changed(self) -> None:
        if self.isVisible():
            self._recount.start()

    def _look(self) -> None:
        self._look_quietly()
        if self._found:
            place = self._editor.textCursor().selectionStart()
            self._go(next((number for number, (start, _end) in enumerate(self._found) if start >= place), 0))

    def _look_quietly(self) -> None:
        words, text = self.field.text(), self._editor.text()
        self._found = []
        if words:
            wide = _wide_places(text)
            for match in re.finditer(re.escape(words), text, re.IGNORECASE):
                self._found.append((_units(wide, match.start()), _units(wide, match.end())))
        self._mark()
        self._tell(None)

    def _go(self, number: int) -> None:
        if not self._found:
            return
        start, end = self._found[number]
        cursor = self._editor.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self._editor.setTextCursor(cursor)
        self._editor.ensureCursorVisible()
        self._tell(number)

    def _tell(self, number: int | None) -> None:
        if not self.field.text():
            said = ""
        elif not self._found:
            said = QCoreApplication.translate("FindBar", "Not found")
        elif number is None:
            said = QCoreApplication.translate("FindBar", "%n found", "", len(self._found))
            said = said.replace("%n", str(len(self._found)))
        else:
            said = QCoreApplication.translate("FindBar", "%1 of %2")
            said = said.replace("%1", str(number + 1)).replace("%2", str(len(self._found)))
        self.count.setText(said)

    def _mark(self) -> None:
        style = QTextCharFormat()
        style.setBackground(look.colour("match"))
        style.setForeground(look.colour("on_match"))
        marks: list[QTextEdit.ExtraSelection] = []
        for start, end in self._found[:MOST_MARKED]:
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self._editor.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            mark.cursor = cursor  # pyright: ignore[reportAttributeAccessIssue]
            mark.format = style  # pyright: ignore[reportAttributeAccessIssue]
            marks.append(mark)
        self._editor.setExtraSelections(marks)


def _wide_places(text: str) -> list[int]:
    """Return where the characters stand that Qt counts as two."""
    return [] if text.isascii() else [place for place, character in enumerate(text) if ord(character) > 0xFFFF]


def _units(wide: list[int], place: int) -> int:
    from bisect import bisect_left

    return place + bisect_left(wide, place)
