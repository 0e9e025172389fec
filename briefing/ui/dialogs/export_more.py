"""The folded part of the export dialog: both sides of the paper, a numbered copy, words behind the text."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from briefing.book.profile import LONGEST_WATERMARK, MOST_COPIES, Profile
from briefing.settings import ExportChoices
from briefing.ui import icons, look


class More(QWidget):
    """What few exports need. Folded at first; what is chosen in it counts whether it is folded or not.

    ``numbered()`` when another copy is to be made, or all of them.
    """

    numbered = Signal()

    def __init__(self, choices: ExportChoices, parent: QWidget | None = None) -> None:
        """``choices`` are those of the last export; what was chosen then is not hidden in a fold.

        Of numbered copies the next one is offered.
        """
        super().__init__(parent)
        says = QCoreApplication.translate
        self.fold = QPushButton(says("Export", "More"))
        self.fold.setProperty("link", True)
        self.fold.setAutoDefault(False)
        self.fold.setCheckable(True)
        self.fold.setAccessibleDescription(says("Export", "Both sides of the paper, numbered copies, watermark"))
        self.fold.toggled.connect(self._unfold)
        self.duplex = QCheckBox(says("Export", "For both sides of the paper, with room for holes"))
        self.duplex.setChecked(choices.duplex)
        self.copy_number = _count(says("Export", "Number of this copy"))
        self.copies = _count(says("Export", "How many copies there are"))
        self.every = QCheckBox(says("Export", "All of them, one file each"))
        self.watermark = QLineEdit()
        self.watermark.setMaxLength(LONGEST_WATERMARK)
        self.watermark.setPlaceholderText(says("Export", "None"))
        self.watermark.setAccessibleName(says("Export", "Watermark: words drawn large behind the text"))
        for field, number in ((self.copy_number, choices.copy), (self.copies, choices.copies)):
            field.setText(str(number) if number else "")
        self.every.setChecked(choices.every_copy)
        self.watermark.setText(choices.watermark)
        self._panel = QWidget()
        # The dialog's own labels are made as wide, so that all fields stand in one line.
        self.label_width = 0
        self._build()
        self._unfold(choices.duplex or bool(choices.copy or choices.copies or choices.watermark))
        for field in (self.copy_number, self.copies):
            field.textChanged.connect(self._fit_copies)
        self.every.toggled.connect(self._fit_copies)
        self._fit_copies()
        self.count_up()

    def _build(self) -> None:
        says = QCoreApplication.translate
        numbers = QHBoxLayout()
        numbers.setSpacing(8)
        numbers.addWidget(self.copy_number)
        numbers.addWidget(QLabel(says("Export", "of")))
        numbers.addWidget(self.copies)
        numbers.addSpacing(8)
        numbers.addWidget(self.every)
        numbers.addStretch(1)
        form = QGridLayout(self._panel)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setColumnStretch(1, 1)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for line, (text, field) in enumerate(
            ((says("Export", "Copy"), self.copy_number), (says("Export", "Watermark"), self.watermark))
        ):
            label = QLabel(text)
            label.setBuddy(field)
            self.label_width = max(self.label_width, label.sizeHint().width())
            form.addWidget(label, line, 0, right)
        form.addLayout(numbers, 0, 1)
        form.addWidget(self.watermark, 1, 1)
        form.addWidget(self.duplex, 2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._panel)

    def _unfold(self, shown: bool) -> None:
        if self.fold.isChecked() != shown:
            self.fold.setChecked(shown)
        self._panel.setVisible(shown)
        icons.dress(self.fold, "chevron-down" if shown else "chevron-right", "accent")
        window = self.window()
        if shown and window is not self and window.isVisible():
            # The dialog grows by what it shows more.
            window.resize(window.width(), max(window.height(), window.sizeHint().height()))

    def _fit_copies(self) -> None:
        """All copies can be made where it is said how many there are, and then none is named."""
        self.every.setEnabled(_number(self.copies) > 1)
        self.copy_number.setEnabled(not self.every_copy())
        self.numbered.emit()

    def every_copy(self) -> bool:
        """Return whether all copies are to be made, a file each."""
        return self.every.isEnabled() and self.every.isChecked()

    def named_copy(self) -> int:
        """Return the number of the one copy to be made, 0 where it has none or all are made."""
        return 0 if self.every_copy() else _number(self.copy_number)

    def count_up(self) -> None:
        """Offer the next copy when one was made; behind the last one none, so that nothing is made twice unseen."""
        made, last = self.named_copy(), _number(self.copies)
        if made:
            following = made + 1
            self.copy_number.setText("" if following > (last or MOST_COPIES) else str(following))

    def applied_to(self, profile: Profile) -> Profile:
        """Return ``profile`` with what is chosen here."""
        return replace(
            profile,
            duplex=self.duplex.isChecked(),
            copy=self.named_copy(),
            copies=_number(self.copies),
            watermark=" ".join(self.watermark.text().split()),
        )


def _count(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setValidator(QIntValidator(1, MOST_COPIES, field))
    field.setPlaceholderText("–")
    field.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    field.setFixedWidth(round(64 * look.scale()))
    field.setAccessibleName(name)
    return field


def _number(field: QLineEdit) -> int:
    """Return the number in a field, 0 when it is empty."""
    return int(field.text()) if field.text().isdecimal() else 0
