"""The fields of a book: small captions above, what is refused told below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from briefing.book.profile import PAPERS
from briefing.book.themes import themes
from briefing.library import markings
from briefing.ui import wording
from briefing.ui.views.choice import Choice
from briefing.ui.views.slots import plain

WIDEST = 440


class BookFields(QWidget):
    """A column of the fields named; ``values()`` are what is in them."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.names = tuple(names)
        self._fields: dict[str, QLineEdit | QComboBox] = {}
        self._captions: dict[str, QLabel] = {}
        self._notes: dict[str, QLabel] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)
        for name in names:
            self._add(name)
        self._column.addStretch(1)

    def _add(self, name: str) -> None:
        caption, hint = _called(name)
        field: QLineEdit | QComboBox
        if name in {"paper", "theme", "marking_scheme", "marking", "language", "logo"}:
            field = Choice()
        else:
            field = QLineEdit()
            field.setPlaceholderText(hint)
            field.setMaxLength(500)
            field.textChanged.connect(plain(lambda: self.tell(name, "")))
        field.setAccessibleName(caption)
        field.setMaximumWidth(WIDEST)
        label, note = QLabel(caption), QLabel()
        label.setProperty("role", "small")
        label.setBuddy(field)
        note.setProperty("role", "bad")
        note.setWordWrap(True)
        note.hide()
        self._fields[name], self._captions[name], self._notes[name] = field, label, note
        for widget in (label, field, note):
            self._column.addWidget(widget)
        self._column.addSpacing(8)
        if name == "paper":
            self.offer(name, [(paper, paper) for paper in PAPERS])
        elif name == "theme":
            self.offer(name, themes().items())
        elif name == "marking_scheme":
            self.offer(name, [(scheme.key, scheme.name) for scheme in markings.schemes()])
            self._explain_scheme()
            self.choice(name).currentIndexChanged.connect(plain(self._explain_scheme))
        elif name == "language":
            self.offer(name, _languages())

    def _explain_scheme(self) -> None:
        chosen = self.choice("marking_scheme").currentData()
        about = next((scheme.about for scheme in markings.schemes() if scheme.key == chosen), "")
        note = self._notes["marking_scheme"]
        note.setProperty("role", "small")
        note.setText(about)
        note.setMaximumWidth(WIDEST)
        note.setVisible(bool(about))

    def field(self, name: str) -> QLineEdit | QComboBox:
        """Return the widget of a field."""
        return self._fields[name]

    def choice(self, name: str) -> QComboBox:
        """Return the widget of a field that is a choice. Raises TypeError for one that is typed."""
        found = self._fields[name]
        if not isinstance(found, QComboBox):
            raise TypeError(name)
        return found

    def offer(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        """Offer (value, text) in a choice, keeping what was chosen if it is still there."""
        box = self.choice(name)
        before = box.currentData()
        box.clear()
        for value, text in choices:
            box.addItem(text, value)
        box.setCurrentIndex(max(0, box.findData(before)))

    def set_visible(self, name: str, shown: bool) -> None:
        """Show or hide a field with its caption."""
        self._fields[name].setVisible(shown)
        self._captions[name].setVisible(shown)

    def show_values(self, values: Mapping[str, str]) -> None:
        """Put values into the fields."""
        for name, value in values.items():
            field = self._fields[name]
            if isinstance(field, QComboBox):
                if field.findData(value) < 0:
                    field.addItem(value, value)
                field.setCurrentIndex(field.findData(value))
            else:
                field.setText(value)
                field.setCursorPosition(0)

    def values(self) -> dict[str, str]:
        """Return what the fields hold."""
        found: dict[str, str] = {}
        for name, field in self._fields.items():
            found[name] = str(field.currentData() or "") if isinstance(field, QComboBox) else field.text().strip()
        return found

    def tell(self, name: str, sentence: str) -> None:
        """Say below a field why it is refused; ``""`` takes that away."""
        note, field = self._notes[name], self._fields[name]
        note.setText(sentence)
        note.setVisible(bool(sentence))
        field.setAccessibleDescription(sentence)
        field.setProperty("trouble", bool(sentence))
        field.style().unpolish(field)
        field.style().polish(field)


def _called(name: str) -> tuple[str, str]:
    """Return caption and hint of a field."""
    says = QCoreApplication.translate
    return {
        "title": (says("Book", "Title"), ""),
        "event": (says("Book", "Event"), wording.example(says("Book", "G7 Leaders’ Summit"))),
        "place": (says("Book", "Place"), wording.example(says("Book", "Kananaskis"))),
        "dates": (says("Book", "Dates"), wording.example(says("Book", "15–17 June 2025"))),
        "principal": (says("Book", "Prepared for"), wording.example(says("Book", "Head of delegation"))),
        "reference": (says("Book", "Reference"), wording.example(says("Book", "KAN(25)"))),
        "edition": (says("Book", "Edition"), wording.example(says("Book", "Edition 1"))),
        "as_at": (says("Book", "Information as at"), wording.example(says("Book", "25 May 2025"))),
        "label": (says("Book", "Line on cover and foot"), ""),
        "language": (says("Book", "Language"), ""),
        "paper": (says("Book", "Paper"), ""),
        "theme": (says("Book", "Theme of the pages"), ""),
        "logo": (says("Book", "Logo on the cover"), ""),
        "marking_scheme": (says("Book", "Marking scheme"), ""),
        "marking": (says("Book", "Marking of the whole book"), ""),
    }[name]


def _languages() -> list[tuple[str, str]]:
    """Return languages a book can be in: they decide how words are divided and what a screen reader says."""
    says = QCoreApplication.translate
    return [
        ("en-GB", says("Book", "English (United Kingdom)")),
        ("en-US", says("Book", "English (United States)")),
        ("en-CA", says("Book", "English (Canada)")),
        ("fr", says("Book", "French")),
        ("de", says("Book", "German")),
        ("es", says("Book", "Spanish")),
        ("it", says("Book", "Italian")),
        ("ja", says("Book", "Japanese")),
        ("ar", says("Book", "Arabic")),
        ("he", says("Book", "Hebrew")),
    ]
