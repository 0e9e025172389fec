"""What to make of an edition that somebody has on paper: into which later one, and the sheets alone or every page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from briefing.library.editions import EditionRow
from briefing.ui import look
from briefing.ui.views.choice import Choice


class ReplaceDialog(QDialog):
    """Asks about one edition. ``to()`` is the later edition chosen, ``""`` for the book as it is now."""

    def __init__(self, parent: QWidget | None, row: EditionRow, later: Sequence[EditionRow]) -> None:
        """``later`` are the editions after ``row``, the latest first."""
        super().__init__(parent)
        says = QCoreApplication.translate
        self.setWindowTitle(says("Editions", "Replacement pages"))
        heading = QLabel(says("Editions", "For copies of %1").replace("%1", row.name))
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setProperty("role", "title")
        heading.setWordWrap(True)
        self.target = Choice()
        self.target.setAccessibleName(says("Editions", "Bring them up to"))
        self.target.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.target.addItem(says("Editions", "The book as it is now"), "")
        for one in later:
            self.target.addItem(one.name, one.id)
        label = QLabel(self.target.accessibleName())
        label.setBuddy(self.target)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(label)
        line.addWidget(self.target, 1)
        self.sheets = QRadioButton(says("Editions", "Only the sheets to put in, for a copy on paper"))
        self.whole = QRadioButton(says("Editions", "Every page, for reading on a screen"))
        self.sheets.setChecked(True)
        note = QLabel(says("Editions", "Both call every page the same: page 8a on paper is page 8a on the screen."))
        note.setProperty("role", "muted")
        note.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        save = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        save.setText(says("Editions", "Save PDF as…"))
        save.setProperty("primary", True)
        save.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 20)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addLayout(line)
        for widget in (self.sheets, self.whole, note):
            column.addWidget(widget)
        column.addSpacing(6)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self.setMinimumWidth(round(460 * look.scale()))
        self.target.setFocus(Qt.FocusReason.OtherFocusReason)

    def to(self) -> str:
        """Return the id of the later edition chosen, ``""`` for the book as it is now."""
        return str(self.target.currentData() or "")
