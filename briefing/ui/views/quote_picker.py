"""Find a kept quote for the text: a field, a list that follows it, Enter for a card, Shift+Enter for a citation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QObject,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefing.library.store import Library
from briefing.ui.jobs import Jobs
from briefing.ui.views.quote_lines import BELOW, HANDLE, TEXT, QuoteLines, in_two_lines
from briefing.ui.views.slots import plain

if TYPE_CHECKING:
    from briefing.library.search import SearchPage

HITS = 40


class QuotePicker(QFrame):
    """A popup. Signals: ``picked(handle, form)`` with form ``card`` or ``cite``; ``closed()`` when it goes away."""

    picked = Signal(str, str)
    closed = Signal()

    def __init__(self, library: Library, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._library, self._jobs = library, jobs
        self._topic = f"quote-picker-{id(self)}"
        self.setProperty("room", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_WindowPropagation)
        self.setAccessibleName(QCoreApplication.translate("QuotePicker", "Insert a quote"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(QCoreApplication.translate("QuotePicker", "Words, a speaker, a topic …"))
        self.field.setAccessibleName(QCoreApplication.translate("QuotePicker", "Find a quote"))
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setItemDelegate(QuoteLines(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(QCoreApplication.translate("QuotePicker", "Quotes found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(plain(lambda: self.choose("card")))
        self.hint = QLabel()
        self.hint.setProperty("role", "small")
        self.hint.setWordWrap(True)
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 8)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(self.hint)
        self.resize(520, 380)

    def begin(self, at: QPoint, words: str = "") -> None:
        """Open under a place on the screen, looking for ``words``."""
        screen = QGuiApplication.screenAt(at) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        left = min(max(room.left(), at.x()), room.right() - self.width())
        top = at.y() if at.y() + self.height() <= room.bottom() else max(room.top(), at.y() - self.height() - 30)
        self.move(left, top)
        self.field.setText(words)
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        self._search(words)

    def choose(self, form: str) -> None:
        """Pick the quote in the list that is marked now."""
        item = self.list.currentItem()
        if self.list.count() and self.list.currentRow() >= 0:
            handle = str(item.data(HANDLE))
            self.hide()
            self.picked.emit(handle, form)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys move in the list while the words are typed."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
                QCoreApplication.sendEvent(self.list, QKeyEvent(event.type(), key, Qt.KeyboardModifier.NoModifier))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.choose("cite" if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else "card")
                return True
            if key == Qt.Key.Key_Escape:
                self.hide()
                return True
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that the popup is gone."""
        super().hideEvent(event)
        self._jobs.forget(self._topic)
        self.closed.emit()

    def _search(self, words: str) -> None:
        library = self._library

        def work() -> SearchPage:
            from briefing.library.search import search

            return search(library.reader(), words, limit=HITS)

        self._jobs.latest(self._topic, work, self._show, self._trouble)

    def _trouble(self, trouble: Exception) -> None:
        self.list.clear()
        self.hint.setText(str(trouble))

    def _show(self, page: SearchPage) -> None:
        self.list.clear()
        for hit in page.hits:
            text, below = in_two_lines(hit.text, hit.kind, (hit.said_by, hit.role, hit.source), hit.said_on)
            item = QListWidgetItem(f"{text} {below}")
            item.setData(TEXT, text)
            item.setData(BELOW, below)
            item.setData(HANDLE, hit.handle)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        if page.hits:
            hint = QCoreApplication.translate(
                "QuotePicker", "Enter: as a quote card   ·   Shift+Enter: as a source number in the text"
            )
        elif page.query.strip():
            hint = QCoreApplication.translate("QuotePicker", "No quote has these words. Try fewer words, or a name.")
        else:
            hint = QCoreApplication.translate("QuotePicker", "There are no quotes yet. Import an article first.")
        self.hint.setText(hint)
