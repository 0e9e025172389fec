"""The one box at the top: finds quotes as you type, jumps to sections, topics and people, runs commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from briefing.ui import icons, wording
from briefing.ui.views.offers import FOUND, Found, Offers
from briefing.ui.views.slots import plain

MOST = 9
# What begins with this is looked for among the commands only.
COMMAND_MARK = ">"


def fits(query: str, text: str) -> int:
    """Return how well ``text`` answers ``query``: 3 begins with it, 2 has its words, 1 has its letters."""
    wanted, have = query.casefold().split(), text.casefold()
    if not wanted:
        return 1
    if have.startswith(" ".join(wanted)):
        return 3
    starts = have.replace("-", " ").split()
    if all(any(start.startswith(word) for start in starts) for word in wanted):
        return 2
    return 1 if all(word in have for word in wanted) else 0


class SearchBox(QLineEdit):
    """``searched(text)`` with every change of what quotes are looked for; ``list_wanted()`` to go to the results."""

    searched = Signal(str)
    list_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find: Callable[[str], Sequence[Found]] = lambda _text: ()
        self._offers: Offers | None = None
        self._count = ""
        self.setAccessibleName(QCoreApplication.translate("SearchBox", "Search"))
        self.setAccessibleDescription(
            QCoreApplication.translate("SearchBox", "Finds quotes, sections, topics, people and commands.")
        )
        self.setPlaceholderText(QCoreApplication.translate("SearchBox", "Search quotes, sections, commands…   Ctrl+K"))
        self.setClearButtonEnabled(True)
        glass = QAction(self)
        icons.dress(glass, "search", "muted")
        self.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self.textChanged.connect(self._changed)

    def ask(self, find: Callable[[str], Sequence[Found]]) -> None:
        """Use ``find`` to look up what else than quotes the text may mean."""
        self._find = find

    def begin(self) -> None:
        """Take the keyboard, with what stands here selected, and offer what can be done."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._show()

    def tell_count(self, count: int) -> None:
        """Say how many quotes were found; shown beside the first offer."""
        text = QCoreApplication.translate("SearchBox", "{n} found").format(n=wording.number(count))
        self._count = text
        if self._offers is not None and self._offers.isVisible():
            item = self._offers.items.item(0)
            first = cast("Found", item.data(FOUND))
            if first.keep:
                item.setData(Found(first.text, text, first.icon, first.pick, keep=True), FOUND)
                if not count and self._offers.items.rowCount() > 1 and not self._offers.currentIndex().row():
                    # No quote has these words: Enter means the next best thing, a command or a section.
                    self._offers.step(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go through the offers, Enter picks one, Escape closes them and then empties the box."""
        key, offers = event.key(), self._offers
        showing = offers is not None and offers.isVisible()
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up} and offers is not None:
            if showing:
                offers.step(1 if key == Qt.Key.Key_Down else -1)
            else:
                self._show()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.pick()
        elif key == Qt.Key.Key_Escape and showing:
            self.close_offers()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the offers when the keyboard goes elsewhere."""
        super().focusOutEvent(event)
        self.close_offers()

    def pick(self) -> None:
        """Do what the current offer says."""
        offers = self._offers
        if offers is None or not offers.isVisible() or not offers.currentIndex().isValid():
            self.list_wanted.emit()
            return
        found = cast("Found", offers.currentIndex().data(FOUND))
        self.close_offers()
        if not found.keep:
            self.clear()
        found.pick()

    def offered(self) -> str:
        """Return what Enter would pick now, empty when nothing is offered."""
        offers = self._offers
        return str(offers.currentIndex().data() or "") if offers is not None and offers.isVisible() else ""

    def close_offers(self) -> None:
        """Take the list away."""
        if self._offers is not None:
            self._offers.hide()

    def _changed(self, text: str) -> None:
        self._count = ""
        self.searched.emit("" if text.startswith(COMMAND_MARK) else text)
        if self.hasFocus():
            self._show()

    def _show(self) -> None:
        if self._offers is None:
            self._offers = Offers(self.window())
            self._offers.clicked.connect(plain(self.pick))
            self._offers.entered.connect(self._offers.setCurrentIndex)
        text = self.text().strip()
        found = list(self._find(text))[:MOST]
        if text and not text.startswith(COMMAND_MARK):
            words = QCoreApplication.translate("SearchBox", "Quotes with “{words}”").format(words=text)
            found.insert(0, Found(words, self._count, "quote", self.list_wanted.emit, keep=True))
        if not found:
            self.close_offers()
            return
        self._offers.offer(found)
        self._offers.show_under(self)
