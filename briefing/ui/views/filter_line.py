"""The filter line above a list, and the one above the quotes: it completes fields and their values as you type."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from briefing.library import search_typing
from briefing.library.search_typing import Completion
from briefing.library.store import Library
from briefing.ui import wording
from briefing.ui.jobs import Jobs
from briefing.ui.models.shelf import ICONS
from briefing.ui.views.offers import FOUND, Found, Offers

_ICONS = {
    "field": "list-filter",
    "speaker": "user",
    "said": "user",
    "topic": ICONS["topic"],
    "source": ICONS["sources"],
    "in": ICONS["books"],
    "is": "check",
    "used": "check",
}


class FilterLine(QLineEdit):
    """The filter above a list. ``down()`` when the arrow wants into the list."""

    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes to the list, Escape empties the line."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class QuoteFilter(FilterLine):
    """A filter that offers what could be meant. Nothing is taken unless it is chosen: typing is never in the way.

    Tab takes the first offer, the arrows choose another, Enter takes the chosen one; Escape puts the offers away.
    """

    def __init__(self, library: Library, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._jobs = jobs
        self._offers: Offers | None = None
        self.textEdited.connect(self._ask)
        self.textChanged.connect(self._close_unless_typed)

    @property
    def offered(self) -> list[str]:
        """What is offered now, as shown."""
        return self._offers.words() if self._offers is not None and self._offers.isVisible() else []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class; every other key is a letter of the filter."""
        offers, key = self._offers, event.key()
        if offers is None or not offers.isVisible():
            super().keyPressEvent(event)
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            offers.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and offers.currentIndex().isValid():
            self._take(offers.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.close_offers()
        else:
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Left, Qt.Key.Key_Right}:
                self.close_offers()
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool, /) -> bool:
        """Tab takes an offer when there is one."""
        offers = self._offers
        if forward and offers is not None and offers.isVisible():
            chosen = offers.currentIndex()
            self._take(chosen if chosen.isValid() else offers.items.index(0, 0))
            return True
        return super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put the offers away when the keyboard goes elsewhere."""
        super().focusOutEvent(event)
        self.close_offers()

    def close_offers(self) -> None:
        """Put the offers away, and drop those on their way."""
        self._jobs.forget("completions")
        if self._offers is not None:
            self._offers.hide()

    def _close_unless_typed(self, text: str) -> None:
        if not text or not self.isModified():
            self.close_offers()

    def _ask(self) -> None:
        """Look up, in a worker, what could be meant by the piece the caret is in."""
        typed, cursor, library = self.text(), self.cursorPosition(), self._library

        def offer(found: tuple[Completion, ...]) -> None:
            if self.hasFocus() and (self.text(), self.cursorPosition()) == (typed, cursor):
                self._show(found)

        self._jobs.latest(
            "completions",
            lambda: search_typing.completions(library.reader(), typed, cursor),
            offer,
            # Without offers one types on; whatever is wrong with the library the list tells.
            lambda _trouble: self.close_offers(),
        )

    def _show(self, found: Sequence[Completion]) -> None:
        if not found:
            self.close_offers()
            return
        if self._offers is None:
            self._offers = Offers(self.window())
            self._offers.setAccessibleName(QCoreApplication.translate("QuotesPane", "What you may mean"))
            self._offers.clicked.connect(self._take)
        self._offers.offer([self._found(one) for one in found], chosen=False)
        self._offers.show_under(self)

    def _found(self, one: Completion) -> Found:
        hint = "" if one.about == "field" else wording.field_name(one.about)
        shown = one.shown if one.about != "field" else f"{one.shown}  {wording.field_name(one.shown.rstrip(':'))}"
        return Found(shown, hint, _ICONS.get(one.about, "list-filter"), self._taker(one))

    def _taker(self, one: Completion) -> Callable[[], None]:
        def take() -> None:
            text = self.text()
            rest = text[one.end :]
            self.setText(text[: one.start] + one.text + (rest.lstrip() if one.text.endswith(" ") else rest))
            self.setCursorPosition(one.start + len(one.text))
            self._ask()

        return take

    def _take(self, index: QModelIndex) -> None:
        found: Found = index.data(FOUND)
        self.close_offers()
        found.pick()
