"""A source's text as it was read, a quote marked in it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from briefing.library.store import Library
from briefing.ui import look, wording
from briefing.ui.views.long_lines import split_long_lines


class SnapshotDialog(QDialog):
    """Shows the text kept of a source; ``start`` and ``end`` are code points in it, -1 when not known."""

    def __init__(
        self, parent: QWidget | None, library: Library, source_id: str, start: int = -1, end: int = -1
    ) -> None:
        super().__init__(parent)
        from briefing.library import sources

        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        row = sources.show(library.reader(), source_id)
        text = sources.snapshot(library.reader(), source_id)
        self.setWindowTitle(QCoreApplication.translate("Snapshot", "Source text"))
        self.resize(760, 680)
        title = QLabel(row.title)
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setProperty("role", "title")
        title.setWordWrap(True)
        parts = (row.publisher, row.author, wording.day(row.published_on))
        about = QLabel(" · ".join(part for part in parts if part))
        about.setTextFormat(Qt.TextFormat.PlainText)
        about.setProperty("role", "muted")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setAccessibleName(QCoreApplication.translate("Snapshot", "Text of the source"))
        self.text.setFont(look.font(1.08))
        nothing = QCoreApplication.translate("Snapshot", "No text is kept of this source.")
        shown, _ = split_long_lines(text) if text is not None else (nothing, False)
        self.text.setPlainText(shown)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        for widget in (title, about):
            column.addWidget(widget)
        column.addWidget(self.text, 1)
        column.addWidget(buttons)
        if text is not None and 0 <= start < end <= len(shown):
            self._mark(shown, start, end)

    def _mark(self, text: str, start: int, end: int) -> None:
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(len(text[:start].encode("utf-16-le")) // 2)
        cursor.setPosition(len(text[:end].encode("utf-16-le")) // 2, QTextCursor.MoveMode.KeepAnchor)
        style = QTextCharFormat()
        style.setBackground(look.colour("match"))
        style.setForeground(look.colour("on_match"))
        mark = QTextEdit.ExtraSelection()
        mark.cursor = cursor  # pyright: ignore[reportAttributeAccessIssue]
        mark.format = style  # pyright: ignore[reportAttributeAccessIssue]
        self.text.setExtraSelections([mark])
        place = QTextCursor(self.text.document())
        place.setPosition(cursor.selectionStart())
        self.text.setTextCursor(place)
        QTimer.singleShot(0, self.text, self.text.centerCursor)
