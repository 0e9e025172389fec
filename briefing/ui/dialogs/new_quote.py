"""A quote typed in by hand: the words and who said them; the details pane takes the rest."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from briefing.library import people, quotes
from briefing.library.faults import BadValue, LibraryTrouble, NotFound
from briefing.library.quotes import NewQuote
from briefing.library.store import Library
from briefing.ui import wording
from briefing.ui.views.choice import dress_list

_MARKS = '“”"„«»「」‘’ \n\t'


class NewQuoteDialog(QDialog):
    """After accepting, ``quote_id`` names the new quote."""

    def __init__(self, parent: QWidget, library: Library) -> None:
        super().__init__(parent)
        translate = QCoreApplication.translate
        self.setWindowTitle(translate("NewQuote", "New quote"))
        self.setMinimumSize(520, 340)
        self._library = library
        self.quote_id = ""
        self.words = QPlainTextEdit(self)
        self.words.setTabChangesFocus(True)
        self.words.setPlaceholderText(translate("NewQuote", "The words, exactly as said. Quotation marks are added."))
        self.words.setAccessibleName(translate("NewQuote", "Words"))
        self.speaker = QComboBox(self)
        self.speaker.setEditable(True)
        dress_list(self.speaker)
        self.speaker.setAccessibleName(translate("NewQuote", "Speaker"))
        self.speaker.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.speaker.addItem("")
        self.speaker.addItems(sorted(name for _, name in people.names(library.reader())))
        self.date = QLineEdit(self)
        self.date.setAccessibleName(translate("NewQuote", "Date"))
        self.date.setPlaceholderText(wording.date_hint())
        self.trouble = QLabel(self)
        self.trouble.setProperty("role", "bad")
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        form.setVerticalSpacing(10)
        form.addRow(translate("NewQuote", "&Words"), self.words)
        form.addRow(translate("NewQuote", "&Speaker"), self.speaker)
        form.addRow(translate("NewQuote", "Said &on"), self.date)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        self._ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText(translate("NewQuote", "Add quote"))
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.words.textChanged.connect(self._typed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.addLayout(form, 1)
        layout.addWidget(self.trouble)
        layout.addWidget(self._buttons)
        self._typed()

    def accept(self) -> None:
        """Keep the quote; a person not known yet is added with it, in the same step."""
        name = self.speaker.currentText().strip()
        library = self._library
        try:
            with library.writing(QCoreApplication.translate("NewQuote", "Add quote")):
                known = people.find(library.reader(), name) if name else None
                person = known.id if known is not None else (people.add(library, name) if name else None)
                text = self.words.toPlainText().strip(_MARKS)
                self.quote_id = quotes.add(
                    library, NewQuote(text=text, person_id=person, said_on=self.date.text().strip())
                )
        except (BadValue, LibraryTrouble, NotFound) as refused:
            self.trouble.setText(str(refused))
            self.trouble.show()
        else:
            super().accept()

    def _typed(self) -> None:
        self.trouble.hide()
        self._ok.setEnabled(bool(self.words.toPlainText().strip(_MARKS)))
