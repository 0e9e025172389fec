"""Pasting an article that is to be reviewed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget


class PastePage(QWidget):
    """A field for the text; ``buttons`` accepts when quotes are to be looked for in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        says = QCoreApplication.translate
        title = QLabel(says("Review", "Paste an article"))
        title.setProperty("role", "title")
        about = QLabel(says("Review", "The whole text is kept as proof. Quotes in it are proposed to you in a moment."))
        about.setProperty("role", "muted")
        about.setWordWrap(True)
        self.paste = QPlainTextEdit()
        self.paste.setTabChangesFocus(True)
        self.paste.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.paste.setAccessibleName(says("Review", "Text of the article"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.find_button = self.buttons.addButton(says("Review", "Find quotes"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.find_button.setDefault(True)
        self.find_button.setProperty("primary", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 20)
        column.setSpacing(12)
        for widget in (title, about):
            column.addWidget(widget)
        column.addWidget(self.paste, 1)
        column.addWidget(self.buttons)
