"""Topics as chips: each can be taken away, new ones are typed with completion."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QPushButton, QWidget

from briefing.ui import look
from briefing.ui.views.flow import Flow
from briefing.ui.views.slots import plain

_CROSS = "  ×"


def complete(field: QLineEdit, names: Callable[[], Iterable[str]]) -> QStringListModel:
    """Let a field offer ``names()`` by any part of a name; the names are asked for when the field gets the focus."""
    model = QStringListModel(field)
    completer = QCompleter(model, field)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setMaxVisibleItems(12)
    field.setCompleter(completer)
    field.installEventFilter(_Filler(field, model, names))
    return model


class _Filler(QObject):
    """Fills a completer's list when its field gets the focus: names may be new since."""

    def __init__(self, field: QLineEdit, model: QStringListModel, names: Callable[[], Iterable[str]]) -> None:
        super().__init__(field)
        self._model, self._names = model, names

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch for the focus."""
        if event.type() == QEvent.Type.FocusIn:
            self._model.setStringList(list(self._names()))
        return False


class Chip(QPushButton):
    """What is chosen, with its cross; where room is short it loses its beginning, as the end of a path tells most."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(f"{words}{_CROSS}", parent)
        self._words = words
        self.setAutoDefault(False)
        soft, ink, accent = (look.colour(role).name() for role in ("soft", "on_soft", "accent"))
        self.setStyleSheet(
            f"QPushButton {{ background: {soft}; color: {ink}; border: 1px solid {soft}; border-radius: 9px;"
            f" padding: 2px 9px; min-height: 1.1em; }}"
            f"QPushButton:focus, QPushButton:hover {{ border-color: {accent}; }}"
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space presses any button; here Enter and the keys that delete do as well."""
        keys = Qt.Key
        if event.key() in {keys.Key_Return, keys.Key_Enter, keys.Key_Delete, keys.Key_Backspace}:
            self.click()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten what does not fit."""
        super().resizeEvent(event)
        metrics = self.fontMetrics()
        shown = f"{self._words}{_CROSS}"
        if self.width() < self.sizeHint().width():
            room = self.width() - self._edge() - metrics.horizontalAdvance(_CROSS)
            shown = metrics.elidedText(self._words, Qt.TextElideMode.ElideLeft, room) + _CROSS
        self.setText(shown)

    def sizeHint(self) -> QSize:
        """As wide as the whole of it, however much of it is shown now."""
        hint = super().sizeHint()
        hint.setWidth(self.fontMetrics().horizontalAdvance(f"{self._words}{_CROSS}") + self._edge())
        return hint

    def _edge(self) -> int:
        """Padding and border at both sides."""
        return super().sizeHint().width() - self.fontMetrics().horizontalAdvance(self.text())


class TopicChips(QWidget):
    """``changed()`` tells that the user added or took away a topic; ``topics`` are their names or paths."""

    changed = Signal()

    def __init__(self, names: Callable[[], Iterable[str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.topics: tuple[str, ...] = ()
        self._chips: list[QPushButton] = []
        self._flow = Flow(self)
        self.field = QLineEdit()
        self.field.setPlaceholderText(QCoreApplication.translate("Chips", "Add a topic"))
        self.field.setAccessibleName(QCoreApplication.translate("Chips", "Add a topic"))
        self.field.setMinimumWidth(150)
        self.field.returnPressed.connect(self._add)
        complete(self.field, names)
        completer = self.field.completer()
        completer.activated.connect(self._add, Qt.ConnectionType.QueuedConnection)
        self.field.installEventFilter(self)
        self._flow.addWidget(self.field)
        self.setFocusProxy(self.field)
        look.changes().changed.connect(self._redraw)

    def show_topics(self, topics: Sequence[str]) -> None:
        """Show these topics."""
        if tuple(topics) != self.topics:
            self.topics = tuple(topics)
            self._redraw()

    def _redraw(self) -> None:
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for place, topic in enumerate(self.topics):
            chip = Chip(topic, self)
            away = QCoreApplication.translate("Chips", "Take this topic away")
            chip.setToolTip(f"{topic}\n{away}")
            chip.setAccessibleName(
                QCoreApplication.translate("Chips", "Topic %1, press to take it away").replace("%1", topic)
            )
            chip.clicked.connect(plain(partial(self._take_away, topic)))
            self._flow.insert(place, chip)
            chip.show()
            self._chips.append(chip)
        self.updateGeometry()

    def _add(self, _text: str = "") -> None:
        name = " ".join(self.field.text().split())
        self.field.clear()
        if name and name.casefold() not in (topic.casefold() for topic in self.topics):
            self.topics = (*self.topics, name)
            self._redraw()
            self.changed.emit()

    def _take_away(self, topic: str) -> None:
        self.topics = tuple(one for one in self.topics if one != topic)
        self._redraw()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and comma add what was typed; Backspace in an empty field takes the last topic away."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.field.text().strip():
                self._add()
                return True
            if event.text() in {",", ";"}:
                self._add()
                return True
            if key == Qt.Key.Key_Backspace and not self.field.text() and self.topics:
                self._take_away(self.topics[-1])
                return True
        elif event.type() == QEvent.Type.FocusOut and self.field.text().strip():
            popup = self.field.completer().popup()
            if popup is None or not popup.isVisible():
                self._add()
        return False
