"""Forms that save a field when you leave it: labels in one column, a sentence under a field whose value is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from briefing.ui.views.chips import complete
from briefing.ui.views.choice import Choice
from briefing.ui.views.slots import plain

WIDEST_FIELD = 460


class NoteField(QPlainTextEdit):
    """A few lines of text; ``left()`` tells that the focus went elsewhere. Tab moves on."""

    left = Signal()

    def __init__(self, lines: int) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 22)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the focus goes elsewhere."""
        super().focusOutEvent(event)
        self.left.emit()


class Form(QWidget):
    """Named fields. ``committed(name, value)`` is sent when a field is left with another value than was shown."""

    committed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, QWidget] = {}
        self._shown: dict[str, str] = {}
        self._troubles: dict[str, QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(9)
        self._grid.setColumnStretch(1, 1)

    # -- building -----------------------------------------------------------------------------------------------

    def line(
        self, name: str, label: str, *, hint: str = "", names: Callable[[], Iterable[str]] | None = None
    ) -> QLineEdit:
        """Add a line of text; ``names`` are offered while typing."""
        field = QLineEdit()
        field.setPlaceholderText(hint)
        field.setMaximumWidth(WIDEST_FIELD)
        field.setMaxLength(2000)
        if names is not None:
            complete(field, names)
        field.editingFinished.connect(lambda: self._leave(name))
        self.add(name, label, field)
        return field

    def note(self, name: str, label: str, *, lines: int = 3) -> NoteField:
        """Add a field of some lines."""
        field = NoteField(lines)
        field.setMaximumWidth(WIDEST_FIELD)
        field.left.connect(lambda: self._leave(name))
        self.add(name, label, field)
        return field

    def choice(self, name: str, label: str, values: Iterable[tuple[str, str]]) -> QComboBox:
        """Add a choice among (value, text)."""
        field = Choice()
        field.setMaximumWidth(WIDEST_FIELD)
        field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for value, text in values:
            field.addItem(text, value)
        field.activated.connect(plain(lambda: self._leave(name)))
        self.add(name, label, field)
        return field

    def add(self, name: str, label: str, field: QWidget) -> None:
        """Add any widget under a label; its trouble line comes below it."""
        row = self._grid.rowCount()
        caption = QLabel(label)
        caption.setProperty("role", "muted")
        caption.setBuddy(field)
        caption.setContentsMargins(0, 8, 0, 0)
        self._grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        if not field.accessibleName():
            field.setAccessibleName(label)
        trouble = QLabel()
        trouble.setProperty("role", "bad")
        trouble.setWordWrap(True)
        trouble.setTextFormat(Qt.TextFormat.PlainText)
        trouble.setMaximumWidth(WIDEST_FIELD)
        trouble.hide()
        cell = QVBoxLayout()
        cell.setSpacing(3)
        cell.addWidget(field)
        cell.addWidget(trouble)
        self._grid.addLayout(cell, row, 1)
        self.fields[name] = field
        self._troubles[name] = trouble

    # -- values -------------------------------------------------------------------------------------------------

    def show_values(self, values: Mapping[str, str], *, fresh: bool = False) -> None:
        """Show values; unless ``fresh``, a field being typed in or refused keeps what is typed."""
        for name, value in values.items():
            field = self.fields[name]
            choice = isinstance(field, QComboBox)
            typing = not choice and field.hasFocus() and self.value(name) != self._shown.get(name, value)
            refused = bool(self._troubles[name].text())
            self._shown[name] = value
            if fresh or not (typing or refused):
                self._set(field, value)
                self.tell(name, "")

    def value(self, name: str) -> str:
        """Return what a field holds now."""
        field = self.fields[name]
        if isinstance(field, QLineEdit):
            return field.text().strip()
        if isinstance(field, QComboBox):
            return str(field.currentData() or "")
        if isinstance(field, QPlainTextEdit):
            return field.toPlainText().strip()
        return ""

    def values(self) -> dict[str, str]:
        """Return what all fields hold now."""
        return {name: self.value(name) for name in self.fields}

    def tell(self, name: str, sentence: str) -> None:
        """Say under a field why its value was refused; ``""`` takes that away."""
        label, field = self._troubles[name], self.fields[name]
        label.setText(sentence)
        label.setVisible(bool(sentence))
        field.setAccessibleDescription(sentence)
        if field.property("trouble") != bool(sentence):
            field.setProperty("trouble", bool(sentence))
            field.style().unpolish(field)
            field.style().polish(field)

    def leave_all(self) -> None:
        """Commit whatever is typed and not committed yet."""
        for name in self._shown:
            self._leave(name)

    def _set(self, field: QWidget, value: str) -> None:
        if isinstance(field, QLineEdit):
            field.setText(value)
            field.setCursorPosition(0)
        elif isinstance(field, QComboBox):
            if field.findData(value) < 0:
                field.addItem(value, value)
            field.setCurrentIndex(field.findData(value))
        elif isinstance(field, QPlainTextEdit) and field.toPlainText() != value:
            field.setPlainText(value)

    def _leave(self, name: str) -> None:
        value = self.value(name)
        if name in self._shown and value != self._shown[name]:
            self._shown[name] = value
            self.committed.emit(name, value)
