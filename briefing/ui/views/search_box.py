"""The one box at the top: finds quotes as you type, and people, topics, sources, books, sections; runs commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from briefing.ui import icons, look, wording
from briefing.ui.keys import OWN_KEYS
from briefing.ui.views.offers import Found, Heading, Offers, Row
from briefing.ui.views.slots import plain

# So many commands are offered alone, and below other things.
MOST, FEW = 9, 3
# Names and what is said about them need more room than the box has (logical pixels at normal text size).
WIDE = 680
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


class Finder(Protocol):
    """What looks up what the text may mean besides quotes."""

    def commands(self, text: str) -> Sequence[Found]:
        """Return the commands that fit, at once."""
        ...

    def look_up(self, text: str, then: Callable[[Sequence[Row]], None]) -> None:
        """Hand what the library holds under that name to ``then``, now or later."""
        ...

    def quotes_row(self, text: str, count: str) -> Found:
        """Return the offer that stands for the quotes with these words."""
        ...


class SearchBox(QLineEdit):
    """``searched(text)`` with every change of what quotes are looked for; ``list_wanted()`` to go to the results.

    What stands under the box stays while one types until the next answer is there; what was chosen with the arrow
    keys stays chosen, and keys pressed before an answer count for that answer.
    """

    searched = Signal(str)
    list_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finder: Finder | None = None
        self._offers: Offers | None = None
        self._count = ""
        self._nothing = False
        self._things: Sequence[Row] = ()
        self._asked = ""
        self._waiting = self._stepped = False
        self._pressed: list[Callable[[], object]] = []
        self.setAccessibleName(QCoreApplication.translate("SearchBox", "Search"))
        self.setAccessibleDescription(
            QCoreApplication.translate(
                "SearchBox",
                "Finds quotes, people, topics, sources, books, sections and commands. "
                "Enter opens, Ctrl+Enter puts it into the section.",
            )
        )
        self.setPlaceholderText(QCoreApplication.translate("SearchBox", "Search quotes, people, commands…   Ctrl+K"))
        # Means what is chosen here, not the quote that is selected in the list.
        self.setProperty(OWN_KEYS, ["Ctrl+Return", "Ctrl+Enter"])
        self.setClearButtonEnabled(True)
        glass = QAction(self)
        icons.dress(glass, "search", "muted")
        self.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self.textChanged.connect(self._changed)

    def ask(self, finder: Finder) -> None:
        """Use ``finder`` to look up what else than quotes the text may mean."""
        self._finder = finder

    def begin(self) -> None:
        """Take the keyboard, with what stands here selected, and offer what can be done."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._stepped = False
        self._look()

    def tell_count(self, count: int) -> None:
        """Say how many quotes were found; shown beside the first offer."""
        self._count = QCoreApplication.translate("SearchBox", "{n} found").format(n=wording.number(count))
        self._nothing = not count
        if self._showing() and self._offers is not None and self._looks_for_quotes():
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go through the offers, Enter picks one, Ctrl+Enter puts it into the section, Escape closes them."""
        key = event.key()
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up} and self._offers is not None:
            if self._showing():
                seen = self._chosen()
                key_seen = seen.key if seen is not None and not self._pressed else ""
                self._press(partial(self._step, 1 if key == Qt.Key.Key_Down else -1, key_seen))
            else:
                self._look()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._press(self.put)
            elif self._pressed:
                self._press(self.pick)
            else:
                self.pick()
        elif key == Qt.Key.Key_Escape and self._showing():
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
        found = self._chosen()
        if found is None or found.keep:
            self.close_offers()
            self.list_wanted.emit()
            return
        self._leave(found, found.pick)

    def put(self) -> None:
        """Put what the current offer stands for into the open section, if it can be put there."""
        found = self._chosen()
        if found is not None and found.put is not None:
            self._leave(found, found.put)

    def offered(self) -> str:
        """Return what Enter would pick now, empty when nothing is offered."""
        found = self._chosen()
        return found.text if found is not None else ""

    def words(self) -> list[str]:
        """Return what is offered, headings too, in order."""
        return self._offers.words() if self._offers is not None and self._showing() else []

    def close_offers(self) -> None:
        """Take the list away."""
        self._pressed.clear()
        if self._offers is not None:
            self._offers.hide()

    def _leave(self, found: Found, act: Callable[[], object]) -> None:
        self.close_offers()
        act()
        # After the act: it may look at the list that the text found.
        if not found.keep:
            self.clear()
            self.close_offers()

    def _showing(self) -> bool:
        return self._offers is not None and self._offers.isVisible()

    def _chosen(self) -> Found | None:
        return self._offers.chosen() if self._offers is not None and self._showing() else None

    def _press(self, act: Callable[[], object]) -> None:
        """Do it now, or when the answer to what was typed is there."""
        if self._waiting:
            self._pressed.append(act)
        else:
            act()

    def _step(self, by: int, seen: str) -> None:
        """Go on from the offer that was current when the key was pressed, if the key had to wait."""
        if self._offers is not None:
            self._stepped = True
            self._offers.choose(seen)
            self._offers.step(by)

    def _changed(self, text: str) -> None:
        self._count, self._nothing, self._stepped = "", False, False
        self._pressed.clear()
        self.searched.emit("" if text.startswith(COMMAND_MARK) else text)
        if self.hasFocus():
            self._look()

    def _looks_for_quotes(self) -> bool:
        text = self.text().strip()
        return bool(text) and not text.startswith(COMMAND_MARK)

    def _look(self) -> None:
        """Ask what the text may mean, and show what is known so far."""
        self._asked = text = self.text().strip()
        self._waiting = False
        if self._finder is None:
            return
        if not self._looks_for_quotes():
            self._things = ()
            self._show()
            return
        self._waiting = True
        self._finder.look_up(text, partial(self._found, text))
        if self._waiting:
            self._show()

    def _found(self, text: str, things: Sequence[Row]) -> None:
        if text != self._asked or not self._waiting:
            return
        self._waiting = False
        self._things = things
        if not self.hasFocus():
            return
        self._show()
        pressed, self._pressed = self._pressed, []
        for act in pressed:
            act()

    def _rows(self, finder: Finder) -> list[Row]:
        text = self.text().strip()
        commands = finder.commands(text)
        if not self._looks_for_quotes():
            return list(commands[:MOST])
        rows: list[Row] = [finder.quotes_row(text, self._count), *self._things]
        if commands:
            rows += [Heading(QCoreApplication.translate("SearchBox", "Commands")), *commands[:FEW]]
        if any(isinstance(row, Found) and row.put for row in rows[1:]):
            rows.append(Heading("", QCoreApplication.translate("SearchBox", "Enter opens · Ctrl+Enter puts it in")))
        return rows

    def _show(self) -> None:
        if self._finder is None:
            return
        if self._offers is None:
            self._offers = Offers(self.window())
            self._offers.clicked.connect(plain(self.pick))
            self._offers.entered.connect(self._hovered)
        offers = self._offers
        before = offers.chosen() if self._showing() and self._stepped else None
        rows = self._rows(self._finder)
        if not rows:
            self.close_offers()
            return
        offers.offer(rows)
        kept = before is not None and offers.choose(before.key)
        if not kept and self._nothing:
            # No quote has these words: Enter means the next best thing.
            offers.step(1)
        offers.show_under(self, least=round(WIDE * look.scale()))

    def _hovered(self, index: QModelIndex) -> None:
        if self._offers is not None and index.flags() & Qt.ItemFlag.ItemIsEnabled:
            self._stepped = True
            self._offers.setCurrentIndex(index)
