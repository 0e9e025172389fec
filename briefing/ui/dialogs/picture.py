"""A picture about to be kept: what it looks like, what is said to those who cannot see it, its caption."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from briefing.library import pictures
from briefing.library.faults import BadValue, LibraryTrouble, NotFound
from briefing.library.pictures import Prepared
from briefing.library.store import Library
from briefing.ui import wording
from briefing.ui.views.form import NoteField
from briefing.ui.views.slots import plain
from briefing.ui.views.thumbnail import Thumbnail

SIDE = 220  # logical pixels at most, of the picture shown


class PictureDialog(QDialog):
    """After accepting, ``picture_id`` is the kept picture. ``done`` names the button; ``preview``: see `thumbnail`."""

    def __init__(
        self, parent: QWidget, library: Library, name: str, prepared: Prepared, preview: bytes, done: str = ""
    ) -> None:
        super().__init__(parent)
        says = QCoreApplication.translate
        self._library, self._prepared = library, prepared
        self._name = name
        self.picture_id = ""
        self.setWindowTitle(says("Picture", "About this picture"))
        self.setMinimumWidth(620)
        self.shown = Thumbnail(SIDE)
        self.shown.show_bytes(preview, name)
        self.facts = QLabel(f"{name}\n{wording.picture_size(prepared)}")
        self.alt = NoteField(3)
        self.alt.setPlaceholderText(wording.example(says("Picture", "A map of the three ports and the rail lines")))
        self.decorative = QCheckBox(says("Picture", "Only &decoration: it tells nothing"))
        self.caption, self.credit = QLineEdit(), QLineEdit()
        self.trouble = QLabel()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.done_button = self.buttons.addButton(
            done or says("Picture", "Insert"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._build()
        known = pictures.same(library.reader(), prepared)
        if known is not None:
            self.alt.setPlainText(known.alt)
            self.decorative.setChecked(known.decorative)
            self.caption.setText(known.caption)
            self.credit.setText(known.credit)
        self._known = known
        self._decorate()
        self.alt.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        says = QCoreApplication.translate
        self.facts.setTextFormat(Qt.TextFormat.PlainText)
        self.facts.setProperty("role", "small")
        self.facts.setWordWrap(True)
        self.facts.setMaximumWidth(SIDE)
        self.trouble.setProperty("role", "bad")
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        self.done_button.setProperty("primary", True)
        self.done_button.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.decorative.toggled.connect(self._decorate)
        self.alt.textChanged.connect(plain(self._typed))
        side = QVBoxLayout()
        side.setSpacing(8)
        side.addWidget(self.shown)
        side.addWidget(self.facts)
        side.addStretch(1)
        form = QGridLayout()
        form.setVerticalSpacing(4)
        rows: list[tuple[str, QWidget]] = [
            (says("Picture", "&What does it show? Read to those who cannot see it"), self.alt),
            ("", self.decorative),
            (says("Picture", "&Caption, printed below"), self.caption),
            (says("Picture", "C&redit: whose picture it is"), self.credit),
        ]
        for words, field in rows:
            if words:
                label = QLabel(words)
                label.setProperty("role", "small")
                label.setBuddy(field)
                field.setAccessibleName(words.replace("&", ""))
                form.addWidget(label, form.rowCount(), 0)
            form.addWidget(field, form.rowCount(), 0)
            if field is self.alt:
                form.addWidget(self.trouble, form.rowCount(), 0)
            form.setRowMinimumHeight(form.rowCount(), 4)
        for field in (self.caption, self.credit):
            field.setMaxLength(2000)
        form.setRowStretch(form.rowCount(), 1)
        body = QHBoxLayout()
        body.setSpacing(24)
        body.addLayout(side)
        body.addLayout(form, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(16)
        column.addLayout(body, 1)
        column.addWidget(self.buttons)

    def accept(self) -> None:
        """Keep the picture as one step of undo; what is missing is asked for in place."""
        decorative = self.decorative.isChecked()
        given = {"alt": "" if decorative else self.alt.toPlainText().strip(), "decorative": decorative}
        given |= {"caption": self.caption.text().strip(), "credit": self.credit.text().strip()}
        if not (decorative or given["alt"]):
            words = "Say what it shows, or tick “Only decoration”."
            self._tell(QCoreApplication.translate("Picture", words))
            self.alt.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        try:
            with self._library.writing(QCoreApplication.translate("Picture", "Add picture")):
                self.picture_id = pictures.keep(self._library, self._name, self._prepared, **given)
                if self._known is not None:
                    # What was taken out of a field is meant to be gone.
                    pictures.edit(self._library, self.picture_id, **given)
        except (BadValue, LibraryTrouble, NotFound) as refused:
            self._tell(str(refused))
            return
        super().accept()

    def _decorate(self) -> None:
        self.alt.setEnabled(not self.decorative.isChecked())
        self._tell("")

    def _typed(self) -> None:
        self._tell("")

    def _tell(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))
        column = self.layout()
        if sentence and column is not None:
            # A dialog does not grow by itself for a sentence that appears.
            column.activate()
            self.resize(self.width(), max(self.height(), column.totalHeightForWidth(self.width())))
        self.alt.setAccessibleDescription(sentence)
