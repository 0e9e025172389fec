"""The article in a review: its text, read only, candidates marked, the current one strongly."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QMouseEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from briefing.ui import look
from briefing.ui.dialogs.review_state import REPORTED, Candidate
from briefing.ui.views.long_lines import split_long_lines


class ArticleView(QPlainTextEdit):
    """``clicked(place)``: a place in the article (code points) was clicked."""

    clicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        # Words can be selected with Shift and the arrow keys too.
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setProperty("bare", True)
        self.setViewportMargins(18, 12, 14, 8)
        self.setAccessibleName(QCoreApplication.translate("Review", "Article"))
        self._text = ""

    def show_text(self, text: str) -> None:
        """Show the article. Places stay right: a long line is broken where a space was."""
        self.setFont(look.font(1.08))
        self._text, _ = split_long_lines(text)
        self.setPlainText(self._text)

    def mark(self, candidates: Sequence[Candidate], current: Candidate | None) -> None:
        """Mark the candidates by what was decided, and scroll to the current one."""
        marks: list[QTextEdit.ExtraSelection] = []
        for one in candidates:
            ground, ink = _colours(one, chosen=one is current)
            style = QTextCharFormat()
            style.setBackground(look.colour(ground))
            style.setForeground(look.colour(ink))
            if one.draft.kind == REPORTED and one is not current:
                style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            if one.decision == "reject":
                style.setFontStrikeOut(True)
            mark = QTextEdit.ExtraSelection()
            mark.cursor = self._cursor(one.draft.start, one.draft.end)  # pyright: ignore[reportAttributeAccessIssue]
            mark.format = style  # pyright: ignore[reportAttributeAccessIssue]
            marks.append(mark)
        self.setExtraSelections(marks)
        if current is not None:
            self._bring(self._cursor(current.draft.start, current.draft.end))

    def chosen(self) -> tuple[int, int] | None:
        """Return the selected stretch in code points, ``None`` when nothing is selected."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        return self._place(cursor.selectionStart()), self._place(cursor.selectionEnd())

    def choose(self, start: int, end: int) -> None:
        """Select a stretch (code points); Shift with the arrow keys moves its end."""
        self.setTextCursor(self._cursor(start, end))

    def forget_choice(self) -> None:
        """Let nothing be selected."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click without selecting tells where."""
        super().mouseReleaseEvent(event)
        if not self.textCursor().hasSelection():
            self.clicked.emit(self._place(self.cursorForPosition(event.position().toPoint()).position()))

    def _bring(self, cursor: QTextCursor) -> None:
        start = QTextCursor(cursor)
        start.setPosition(cursor.selectionStart())
        if not self.textCursor().hasSelection():
            self.setTextCursor(start)
        top, bottom = self.cursorRect(start).top(), self.cursorRect(cursor).bottom()
        if top < 0 or bottom > self.viewport().height():
            self.setTextCursor(start)
            self.centerCursor()

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._units(start))
        cursor.setPosition(self._units(end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _units(self, place: int) -> int:
        if self._text.isascii():
            return place
        return len(self._text[:place].encode("utf-16-le", "surrogatepass")) // 2

    def _place(self, units: int) -> int:
        if self._text.isascii():
            return units
        whole = self._text.encode("utf-16-le", "surrogatepass")
        return len(whole[: units * 2].decode("utf-16-le", "ignore"))


def _colours(one: Candidate, *, chosen: bool) -> tuple[str, str]:
    """Return the roles of ground and ink for a candidate."""
    if chosen:
        return "accent", "on_accent"
    if not one.decision and (one.reason or one.draft.kind == REPORTED):
        return "base", "muted" if one.reason else "text"
    return {
        "accept": ("good_soft", "good"),
        "reject": ("base", "muted"),
        "kept": ("hover", "muted"),
        "": ("soft", "on_soft") if one.sure else ("warn_soft", "warn"),
    }[one.decision]
