"""The quotes pane: what the side bar and the search selected, as cards, with a filter line above."""

from __future__ import annotations

from array import array

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QStackedLayout, QVBoxLayout, QWidget

from briefing.library import quotes, search
from briefing.library.quotes import QuoteRow, Scope
from briefing.library.store import Library
from briefing.ui import icons, wording
from briefing.ui.actions import Actions
from briefing.ui.commands import IN_QUOTES
from briefing.ui.jobs import Jobs
from briefing.ui.models.quotes import QuotesModel
from briefing.ui.views.empty import EmptyPage
from briefing.ui.views.quote_table import QuoteTable

# The tables whose rows a card shows.
SHOWN = frozenset({"quote", "quote_topic", "topic", "person", "source", "placement"})


class FilterLine(QLineEdit):
    """The filter above the cards. ``down()`` when the arrow wants into the list."""

    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes to the list, Escape empties the line."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class QuotesPane(QWidget):
    """Lists quotes. ``chosen(id)``: another card is current; ``opened(id)``: its details are wanted."""

    chosen = Signal(str)
    opened = Signal(str)
    counted = Signal(int)

    def __init__(
        self, library: Library, jobs: Jobs, actions: Actions, menu: QMenu, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._jobs = jobs
        self._scope = Scope()
        self._title = ""
        self._searched = ""
        self._wanted: str | None = None
        self._ready = False
        self.model = QuotesModel(lambda ns: quotes.rows(library.reader(), ns), self)
        self.table = QuoteTable(self.model, menu, self)
        self.filter = FilterLine(self)
        self._info = QLabel(self)
        self.empty = EmptyPage(actions, self)
        self._stack = QStackedLayout()
        self._build()
        actions.attach(IN_QUOTES, self.table)
        self.filter.textChanged.connect(self._ask)
        self.filter.down.connect(self.focus_list)
        self.table.chosen.connect(self.chosen)
        self.table.opened.connect(self.opened)

    def show_scope(self, scope: Scope, title: str) -> None:
        """List what the side bar selected. ``title`` says what that is; empty for all quotes."""
        self._scope, self._title = scope, title
        self._ask()

    def search(self, text: str) -> None:
        """Narrow the list to what the search box at the top says."""
        if text != self._searched:
            self._searched = text
            self._ask()

    def refresh(self, touched: frozenset[str] | None = None) -> None:
        """Show what the library holds now, keeping the place. ``touched``: the tables that changed (all if None)."""
        if touched is None or touched & SHOWN:
            self.table.card.forget()
            self.model.forget()
            self._ask()

    def select(self, quote_id: str) -> None:
        """Make a quote current once the list holds it."""
        self._wanted = quote_id
        self._ask()

    def selected(self) -> list[QuoteRow]:
        """Return the selected quotes, or the current one when none is selected."""
        rows = self.table.rows()
        current = self.table.current()
        return rows or ([current] if current is not None else [])

    def focus_list(self) -> None:
        """Move the keyboard to the cards, or to the filter when there are none."""
        if self.model.rowCount():
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if not self.table.currentIndex().isValid() or not self.table.selectionModel().hasSelection():
                self.table.go_to(max(self.table.currentIndex().row(), 0))
        else:
            self.focus_filter()

    def focus_filter(self) -> None:
        """Move the keyboard to the filter line."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    @property
    def query(self) -> str:
        """The search and the filter together."""
        return f"{self._searched} {self.filter.text()}".strip()

    def _build(self) -> None:
        self.setProperty("room", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        heading = QLabel(QCoreApplication.translate("QuotesPane", "QUOTES"), self)
        heading.setProperty("role", "heading")
        self._info.setProperty("role", "small")
        self._info.setTextFormat(Qt.TextFormat.PlainText)
        self._info.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._info.setMinimumWidth(1)
        top = QHBoxLayout()
        top.setContentsMargins(12, 10, 14, 6)
        top.addWidget(heading)
        top.addWidget(self._info, 1)
        look_for = QAction(self.filter)
        icons.dress(look_for, "list-filter", "muted")
        self.filter.addAction(look_for, QLineEdit.ActionPosition.LeadingPosition)
        self.filter.setClearButtonEnabled(True)
        self.filter.setPlaceholderText(
            QCoreApplication.translate("QuotesPane", "Filter: words, speaker:ishiba, since:2025-06")
        )
        self.filter.setAccessibleName(QCoreApplication.translate("QuotesPane", "Filter quotes"))
        self.filter.setToolTip(
            QCoreApplication.translate(
                "QuotesPane", "Words, and also speaker: topic: source: country: kind: since: until:"
            )
        )
        line = QHBoxLayout()
        line.setContentsMargins(10, 0, 10, 5)
        line.addWidget(self.filter)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addLayout(line)
        layout.addLayout(self._stack, 1)

    def _ask(self) -> None:
        """Look up which quotes to show, in a worker; an answer that is no longer wanted is dropped."""
        library, scope, query = self._library, self._scope, self.query

        def look_up() -> array[int]:
            reader = library.reader()
            return search.matching(reader, query, scope=scope) if query else quotes.numbers(reader, scope)

        self._jobs.latest("quotes", look_up, lambda ns: self._show(query, ns), self._failed)

    def _show(self, query: str, ns: array[int]) -> None:
        current = self.table.current()
        had_focus = self.table.hasFocus()
        self.table.card.mark(query)
        if ns == self.model.ns and self._ready:
            self.model.forget()
        else:
            top = self.table.verticalScrollBar().value()
            place = self.table.currentIndex().row()
            self.model.show(ns)
            self.table.verticalScrollBar().setValue(top)
            if current is not None:
                kept = self.model.place(current.n)
                # The next card takes the place of one that left the list, as when the inbox is worked through.
                self._restore(kept if kept >= 0 or not had_focus else min(place, len(ns) - 1))
        self._ready = True
        self._find_wanted()
        self._tell(query, len(ns))

    def _restore(self, place: int) -> None:
        if place >= 0:
            self.table.selectRow(place)

    def _find_wanted(self) -> None:
        if self._wanted is None:
            return
        wanted, self._wanted = self._wanted, None
        found = quotes.show(self._library.reader(), wanted)
        place = self.model.place(found.n)
        if place >= 0:
            self.table.go_to(place)

    def _tell(self, query: str, count: int) -> None:
        self.counted.emit(count)
        shown = wording.number(count)
        if query:
            text = QCoreApplication.translate("QuotesPane", "{n} found").format(n=shown)
        elif self._title:
            text = QCoreApplication.translate("QuotesPane", "{n} in {what}").format(n=shown, what=self._title)
        else:
            text = QCoreApplication.translate("QuotesPane", "{n} · newest first").format(n=shown)
        self._info.setText(text)
        self._info.setToolTip(text)
        if count:
            self._stack.setCurrentIndex(0)
        else:
            self._explain(query)
            self._stack.setCurrentIndex(1)

    def _explain(self, query: str) -> None:
        say = self.empty.say
        translate = QCoreApplication.translate
        if query:
            say(
                "search",
                translate("QuotesPane", "Nothing found"),
                translate("QuotesPane", "Try fewer words, or only their beginnings. Escape empties the line."),
            )
        elif self._scope.inbox:
            say(
                "inbox",
                translate("QuotesPane", "The inbox is empty"),
                translate("QuotesPane", "Quotes found in an article wait here until you accept them."),
                ("import.paste", "import.file"),
            )
        elif self._scope != Scope():
            say(
                "tag",
                translate("QuotesPane", "No quotes here yet"),
                translate("QuotesPane", "Open a quote and give it this topic, speaker or source."),
                ("go.all",),
            )
        elif waiting := quotes.counts(self._library.reader()).inbox:
            words = translate("QuotesPane", "Quotes in the inbox: {n}. Accept those you want to keep.")
            say("inbox", translate("QuotesPane", "No quotes kept yet"), words.format(n=waiting), ("go.inbox",))
        else:
            say(
                "quote",
                translate("QuotesPane", "No quotes yet"),
                translate("QuotesPane", "Copy an article and capture it from the clipboard, or import a file."),
                ("import.paste", "import.file", "quote.new", "sample"),
            )

    def _failed(self, trouble: Exception) -> None:
        # The sentence goes where the user looks; a list that stays as it was is better than a dialog while typing.
        self._info.setText(str(trouble))
        self._info.setToolTip(str(trouble))
        QTimer.singleShot(0, self._info.update)
