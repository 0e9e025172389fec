"""The head of the editor: the section's title, renamed in place, and its kind, state and marking on one quiet line."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from briefing.book.parts import AUDIENCES, DISCLOSURES, SECTION_KINDS
from briefing.ui import look
from briefing.ui.views.choice import Choice
from briefing.ui.views.flow import Flow
from briefing.ui.views.section_words import STATUSES, audience_name, disclosure_name, kind_name, status_name
from briefing.ui.views.slots import plain


class TitleLine(QLineEdit):
    """A title that is a field when you click it. Esc brings the old title back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.before = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes typing back."""
        if event.key() == Qt.Key.Key_Escape and self.text() != self.before:
            self.setText(self.before)
            return
        super().keyPressEvent(event)


class SectionHead(QFrame):
    """Signals: ``renamed(title)``; ``edited(field, value)`` for each choice; ``done()`` on Enter."""

    renamed = Signal(str)
    edited = Signal(str, str)
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = TitleLine()
        self.title.setAccessibleName(QCoreApplication.translate("Editor", "Section title"))
        self.title.setPlaceholderText(QCoreApplication.translate("Editor", "Title"))
        self.title.setMaxLength(300)
        self.title.editingFinished.connect(self.commit)
        self.title.returnPressed.connect(self.done)
        self.reference = QLabel()
        self.kind = self._choice(QCoreApplication.translate("Editor", "Kind of section"), "kind")
        self.status = self._choice(QCoreApplication.translate("Editor", "State of work"), "status")
        self.marking = self._choice(QCoreApplication.translate("Editor", "Marking"), "marking")
        self.audience = self._choice(QCoreApplication.translate("Editor", "For whom the section is"), "audience")
        self.disclosure = self._choice(QCoreApplication.translate("Editor", "May it be used outside?"), "disclosure")
        self.words = QLabel()
        self._fill(self.kind, SECTION_KINDS, kind_name)
        self._fill(self.status, STATUSES, status_name)
        self._fill(self.audience, ("", *AUDIENCES), audience_name)
        self._fill(self.disclosure, ("", *DISCLOSURES), disclosure_name)
        self._choices = (self.kind, self.status, self.audience, self.disclosure, self.marking)
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 22, 0)
        row.setSpacing(2)
        row.addWidget(self.reference, 0, Qt.AlignmentFlag.AlignTop)
        # In a narrow pane, or in large type, the choices go on on a second line.
        choices = Flow(gap=2)
        for box in self._choices:
            choices.addWidget(box)
        row.addLayout(choices, 1)
        row.addWidget(self.words, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 4)
        column.setSpacing(2)
        column.addWidget(self.title)
        column.addLayout(row)
        self.redress()

    def _choice(self, name: str, field: str) -> QComboBox:
        box = Choice(quiet=True)
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.activated.connect(plain(lambda: self.edited.emit(field, str(box.currentData()))))
        return box

    def _fill(self, box: QComboBox, values: Iterable[str], name: Callable[[str], str]) -> None:
        for value in values:
            box.addItem(name(value), value)

    def read_only(self) -> None:
        """Let nothing be changed."""
        self.title.setReadOnly(True)
        for box in self._choices:
            box.setEnabled(False)

    def redress(self) -> None:
        """Take the type size and colours of the present look."""
        self.title.setFont(look.font(1.55, weight=QFont.Weight.DemiBold))
        muted, base, accent = (look.colour(role).name() for role in ("muted", "base", "accent"))
        size = f"{look.POINTS * look.scale() * 0.92:.1f}pt"
        text = look.colour("text").name()
        self.title.setStyleSheet(
            f"QLineEdit {{ border: 1px solid transparent; background: {base}; padding: 2px 6px; margin: 0 14px; }}"
            f"QLineEdit:hover {{ border-color: {look.colour('line').name()}; }}"
            f"QLineEdit:focus {{ border: 1px solid {accent}; padding: 2px 6px; }}"
        )
        self.setStyleSheet(
            f"QComboBox {{ border: 1px solid transparent; background: transparent; color: {muted};"
            f" padding: 1px 2px 1px 6px; font-size: {size}; min-height: 1.1em; }}"
            f"QComboBox:hover {{ background: {look.colour('hover').name()}; color: {text}; }}"
            f"QComboBox:focus {{ border: 1px solid {accent}; padding: 1px 2px 1px 6px; }}"
            f"QLabel {{ color: {muted}; font-size: {size}; padding: 0 6px; }}"
        )
        for label in (self.reference, self.words):
            label.setMinimumHeight(self.kind.sizeHint().height())

    def show_readers(self, audience: str, disclosure: str) -> None:
        """Show for whom the section is, and whether it may be used outside."""
        self.audience.setCurrentIndex(max(self.audience.findData(audience), 0))
        self.disclosure.setCurrentIndex(max(self.disclosure.findData(disclosure), 0))

    def show_section(self, title: str, reference: str, kind: str, status: str, marking: str) -> None:
        """Show what is known of a section. A title being typed is left alone."""
        if not (self.title.hasFocus() and self.title.isModified() and self.title.before == title):
            self.title.before = title
            self.title.setText(title)
            self.title.setCursorPosition(0)
        self.reference.setText(reference)
        self.reference.setVisible(bool(reference))
        for box, value, name in ((self.kind, kind, kind_name), (self.status, status, status_name)):
            if box.findData(value) < 0:
                box.addItem(name(value), value)
            box.setCurrentIndex(box.findData(value))
        if self.marking.findData(marking) < 0:
            self.marking.addItem(marking, marking)
        self.marking.setCurrentIndex(self.marking.findData(marking))

    def offer_markings(self, markings: Iterable[tuple[str, str]]) -> None:
        """Offer the levels (key, text) of the book's marking scheme; without any the choice is not shown."""
        self.marking.clear()
        self.marking.addItem(QCoreApplication.translate("Editor", "No marking"), "")
        for key, text in markings:
            self.marking.addItem(text, key)
        self.marking.setVisible(self.marking.count() > 1)

    def tell_words(self, count: int) -> None:
        """Show how many words the text has."""
        said = QCoreApplication.translate("Editor", "1 word") if count == 1 else ""
        self.words.setText(said or QCoreApplication.translate("Editor", "%1 words").replace("%1", f"{count:,}"))

    def commit(self) -> None:
        """Take over a title that was typed; an empty one is taken back."""
        title = self.title.text().strip()
        if not title:
            self.title.setText(self.title.before)
        elif title != self.title.before:
            self.title.before = title
            self.renamed.emit(title)
