"""Asks for one line: the name of a new topic, person or source. What is wrong with it is said in place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from briefing.library.faults import BadValue, LibraryTrouble, NotFound


class AskName(QDialog):
    """``use`` gets the line on OK; when it refuses, its sentence is shown and the dialog stays.

    ``text`` stands there to be taken or typed over; ``done`` is the word on the button.
    """

    def __init__(
        self, parent: QWidget, title: str, label: str, use: Callable[[str], object], text: str = "", done: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        self._use = use
        self.name = QLineEdit(text, self)
        self.name.setAccessibleName(label)
        self.trouble = QLabel(self)
        self.trouble.setProperty("role", "bad")
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        words = QLabel(label, self)
        words.setBuddy(self.name)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        done = done or QCoreApplication.translate("AskName", "Add")
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setText(done)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.name.textChanged.connect(self._typed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(8)
        for part in (words, self.name, self.trouble):
            layout.addWidget(part)
        layout.addSpacing(8)
        layout.addWidget(self._buttons)
        self._typed()
        self.name.selectAll()

    def accept(self) -> None:
        """Use the line; stay open when it is refused."""
        try:
            self._use(self.name.text().strip())
        except (BadValue, LibraryTrouble, NotFound) as refused:
            self.trouble.setText(str(refused))
            self.trouble.show()
            self.name.setFocus()
        else:
            super().accept()

    def _typed(self) -> None:
        self.trouble.hide()
        ready = bool(self.name.text().strip())
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(ready)
