"""The quotes pane: what the side bar and the search selected, as cards, with a filter line above."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QStackedLayout, QVBoxLayout, QWidget

from briefing.library import quotes, search, search_plan, search_typing
from briefing.library.quotes import QuoteRow, Scope
from briefing.library.search import Answer
from briefing.library.search_query import Part
from briefing.library.store import Library
from briefing.ui import icons, wording
from briefing.ui.actions import Actions
from briefing.ui.commands import IN_QUOTES
from briefing.ui.jobs import Jobs
from briefing.ui.models.pages import Page, pages_of
from briefing.ui.models.quotes import QuotesModel
from briefing.ui.models.shelf import Place
from briefing.ui.views.empty import EmptyPage
from briefing.ui.views.filter_line import QuoteFilter
from briefing.ui.views.quote_order import OrderButton
from briefing.ui.views.quote_table import QuoteTable
from briefing.ui.views.understood import Understood

# The tables whose rows a card shows.
SHOWN = frozenset({"quote", "quote_topic", "topic", "person", "source", "placement"})
# So many are looked up before the rest: they are there before the eye is. By speaker each costs more.
FIRST, FIRST_BY_SPEAKER = 1000, 100
# An answer, and the cards that come into view with it.
Found = tuple[Answer, dict[int, Page]]


class QuotesPane(QWidget):
    """Lists quotes. ``chosen(id)``: another card is current; ``opened(id)``: its details are wanted.

    ``search_changed(str)``: a piece of what the search box at the top says was taken away here.
    """

    search_changed = Signal(str)
    chosen = Signal(str)
    opened = Signal(str)
    counted = Signal(int)

    def __init__(
        self,
        library: Library,
        jobs: Jobs,
        actions: Actions,
        menu: QMenu,
        parent: QWidget | None = None,
        order: str = "newest",
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._jobs = jobs
        self._scope = Scope()
        self._title = ""
        self._searched = self._aside = ""
        self._answered: tuple[str, Scope, str] | None = None
        self._wanted: str | None = None
        self._ready = False
        self._shown = Scope()
        self.model = QuotesModel(lambda ns: quotes.rows(library.reader(), ns), self, jobs)
        self.table = QuoteTable(self.model, menu, self)
        self.filter = QuoteFilter(library, jobs, self)
        self.order = OrderButton(self)
        self.order.set_order(order)
        self.understood = Understood(self)
        self._as_typed = ""
        self._opened_search = ""
        self._info = QLabel(self)
        self.empty = EmptyPage(actions, self)
        self._stack = QStackedLayout()
        self._build()
        actions.attach(IN_QUOTES, self.table)
        self.filter.textChanged.connect(self._ask)
        self.order.changed.connect(self._ask)
        self.understood.dropped.connect(self._drop)
        self.understood.as_typed.connect(self._search_as_typed)
        self.filter.down.connect(self.focus_list)
        self.table.chosen.connect(self.chosen)
        self.table.opened.connect(self.opened)

    def show_scope(self, scope: Scope, title: str) -> None:
        """List what the side bar selected. ``title`` says what that is; empty for all quotes."""
        self._scope, self._title = scope, title
        self._ask()

    def show_place(self, place: Place) -> None:
        """List what an entry of the side bar stands for; a saved search stands in the filter line, to be changed."""
        if place.kind == "search":
            self._opened_search = place.query
            self.filter.setText(place.query)
        elif self._opened_search and self.filter.text() == self._opened_search:
            self._opened_search = ""
            self.filter.clear()
        self.show_scope(place.scope or Scope(), "" if place.kind in {"all", "topics", "searches"} else place.name)

    def search(self, text: str) -> None:
        """Show what the search box at the top says.

        A search begun there is of everything listed: a filter left from before is put aside, and is back when the box
        is empty again. What is typed into the filter after that narrows the search.
        """
        if text == self._searched:
            return
        begun, ended = not self._searched.strip(), not text.strip()
        self._searched = text
        if begun and not ended:
            self._aside = self.filter.text()
            self.filter.clear()
        elif ended and not self.filter.text():
            self.filter.setText(self._aside)
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
        top.setContentsMargins(12, 8, 8, 4)
        top.addWidget(heading)
        top.addWidget(self._info, 1)
        top.addWidget(self.order)
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
        below = QHBoxLayout()
        below.setContentsMargins(12, 0, 12, 0)
        below.addWidget(self.understood)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addLayout(line)
        layout.addLayout(below)
        layout.addLayout(self._stack, 1)

    def _ask(self) -> None:
        """Look up which quotes to show, in a worker; an answer that is no longer wanted is dropped.

        The first matches come at once, newest first or by speaker; all of them, in the order wanted, after that.
        """
        library, scope, query, order = self._library, self._scope, self.query, self.order.order
        as_typed, seen = query == self._as_typed, self.table.seen()
        by_speaker, question = order == "speaker", (self.query, self._scope, self.order.order)
        self._jobs.forget("all quotes")

        def with_seen(found: Answer) -> Found:
            # Read here, the cards are there together with the list.
            return found, pages_of(lambda ns: quotes.rows(library.reader(), ns), found.ns, *seen)

        def asked(cap: int, order: str) -> Answer:
            return search.answer(library.reader(), query, scope=scope, cap=cap, order=order, as_typed=as_typed)

        def look_up() -> Found:
            if by_speaker:
                return with_seen(asked(FIRST_BY_SPEAKER, order))
            if query:
                return with_seen(asked(FIRST, "newest"))
            return with_seen(Answer(quotes.numbers(library.reader(), scope)))

        def look_up_all() -> Found:
            return with_seen(asked(search.MOST if query else search.ALL, order))

        def show(found: Found) -> None:
            answer, _ = found
            whole = answer.exact and (order != "best" or not query or len(answer.ns) < 2)
            # The same question asked again is answered once: somebody may be far down in the list.
            if whole or (order != "best" and question != self._answered):
                self._show(query, *found, last=whole)
                self._answered = question
            if not whole:
                self._jobs.latest("all quotes", look_up_all, lambda rest: self._show(query, *rest), self._failed)

        self._jobs.latest("quotes", look_up, show, self._failed)

    def _drop(self, place: int, part: Part) -> None:
        """Take a piece out of what is searched: of the search at the top, or of the filter."""
        if place == 0:
            self.search_changed.emit(search_typing.without(self._searched, part))
        else:
            self.filter.setText(search_typing.without(self.filter.text(), part))
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)

    def _search_as_typed(self) -> None:
        self._as_typed = self.query
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ask()

    def _show(self, query: str, found: Answer, pages: dict[int, Page], *, last: bool = True) -> None:
        ns = found.ns
        current = self.table.current()
        had_focus = self.table.hasFocus()
        texts = (self._searched, self.filter.text())
        parts = [search_plan.understood(self._library.reader(), text) for text in texts]
        self.understood.show_query(parts, found.corrected)
        self.table.card.mark(" ".join((query, *(meant for _, meant in found.corrected))))
        if ns == self.model.ns and self._ready:
            self.model.forget(pages)
        else:
            top = self.table.verticalScrollBar().value()
            place = self.table.currentIndex().row()
            self.model.show(ns, pages)
            self.table.verticalScrollBar().setValue(top)
            if current is not None:
                kept = self.model.place(current.n)
                # The next card takes the place of one that left the list, as when the inbox is worked through.
                left = had_focus and self._shown == self._scope
                if kept >= 0:
                    self.table.come_back_to(kept)
                elif left and len(ns):
                    self.table.selectRow(min(place, len(ns) - 1))
        self._shown = self._scope
        self._ready = True
        self._find_wanted(last=last)
        self._tell(query, len(ns), found.exact)

    def _find_wanted(self, *, last: bool) -> None:
        if self._wanted is None:
            return
        place = self.model.place(quotes.show(self._library.reader(), self._wanted).n)
        if place >= 0:
            self.table.go_to(place)
        if place >= 0 or last:
            self._wanted = None

    def _tell(self, query: str, count: int, exact: bool) -> None:
        self.counted.emit(count)
        shown = wording.number(count)
        if not exact:
            shown = QCoreApplication.translate("QuotesPane", "more than {n}").format(n=shown)
        if query and self._title:
            text = QCoreApplication.translate("QuotesPane", "{n} found in {what}").format(n=shown, what=self._title)
        elif query:
            text = QCoreApplication.translate("QuotesPane", "{n} found").format(n=shown) if exact else shown
        elif self._title:
            text = QCoreApplication.translate("QuotesPane", "{n} in {what}").format(n=shown, what=self._title)
        else:
            text = shown
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
        if query and self._title and self._scope != Scope():
            say(
                "search",
                translate("QuotesPane", "Nothing found in {what}").format(what=self._title),
                translate("QuotesPane", "Only what is chosen in the side bar was looked through."),
                ("go.all",),
            )
        elif query:
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
