"""The desk: the four panes of an open library, and how what happens in one shows in the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QMenu, QSplitter, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from briefing.library import books, quotes
from briefing.library.quotes import Scope
from briefing.library.store import Library
from briefing.settings import Settings
from briefing.ui import look
from briefing.ui.actions import Actions
from briefing.ui.attempt import attempt
from briefing.ui.export_habits import ExportHabits
from briefing.ui.jobs import Jobs
from briefing.ui.models import shelf
from briefing.ui.models.shelf import Place
from briefing.ui.pane_widths import PaneWidths
from briefing.ui.undo import Undo
from briefing.ui.views.detail import DetailPane
from briefing.ui.views.editor import EditorPane
from briefing.ui.views.empty import EmptyPage
from briefing.ui.views.listing import Entry, ListingPane
from briefing.ui.views.preview import PreviewPane
from briefing.ui.views.quotes import QuotesPane
from briefing.ui.views.sidebar import SideBar
from briefing.ui.views.slots import plain

# Narrower windows put the pages away first, then the side bar (logical pixels at normal text size).
ROOM_FOR_PAGES = 1200
ROOM_FOR_SIDE = 760


class Desk(QWidget):
    """Everything that belongs to one open library. ``close_library`` ends it.

    ``said(str)``: something worth a line in the status bar. ``troubled(str)``: a plain sentence that must be seen.
    ``stood(words, quotes, without_source)``: numbers for the status bar, -1 words: no section is open.
    ``changed()``: after every change.
    """

    said = Signal(str)
    troubled = Signal(str)
    saved = Signal()
    stood = Signal(int, int, int)
    counted = Signal(int)
    changed = Signal()
    book_opened = Signal(str)

    def __init__(self, library: Library, settings: Settings, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.library = library
        self.actions_ = actions
        self.jobs = Jobs(self)
        self.undo = Undo(library, self)
        self.section_menu = QMenu(self)
        self.quote_menu = QMenu(self)
        actions.fill(self.section_menu, "@section")
        actions.fill(self.quote_menu, "@quote")
        self.side = SideBar(library, actions, self.section_menu, self)
        self.quotes = QuotesPane(library, self.jobs, actions, self.quote_menu, self, settings.quote_order)
        self.listing = ListingPane(library, actions, self)
        self.editor = EditorPane(library, self.jobs, self)
        self.preview = PreviewPane(library, self.jobs, self)
        self.detail = DetailPane(library, self.jobs, self)
        self.column = QStackedWidget(self)
        self.centre = QStackedWidget(self)
        self.right = QTabWidget(self)
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self._nothing = EmptyPage(actions, self)
        self._side_wanted, self._right_wanted = settings.show_side_bar, settings.show_preview
        self._right_forced = self._side_forced = self.reading = False
        self._without_source = self._words = 0
        self.exports = ExportHabits(settings)
        self._build(settings)
        self._connect()
        # Details follow the arrow keys only when they rest, so that running through a list stays quick.
        self._rest = QTimer(self, singleShot=True, interval=90)
        self._rest.timeout.connect(self._show_resting)
        self._resting = ""
        self._refresh_shelf()
        self._offer_books(settings.last_book)
        if self.side.sections.find(settings.last_section).isValid():
            self.open_section(settings.last_section)
        self.side.library.go_to("all")

    # -- making -------------------------------------------------------------------------------------------------

    def _build(self, settings: Settings) -> None:
        self.column.addWidget(self.quotes)
        self.column.addWidget(self.listing)
        self._nothing.setProperty("room", "base")
        self._nothing.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.centre.addWidget(self._nothing)
        self.centre.addWidget(self.editor)
        self.preview.bar.heading.hide()
        self.right.setDocumentMode(True)
        self.right.addTab(self.preview, QCoreApplication.translate("Desk", "Pages"))
        self.right.addTab(self.detail, QCoreApplication.translate("Desk", "Details"))
        self.right.tabBar().setAccessibleName(QCoreApplication.translate("Desk", "Pages and details"))
        self.right.tabBar().setDrawBase(False)
        self.right.setProperty("room", "pane")
        for pane, least in ((self.side, 150), (self.column, 220), (self.centre, 260), (self.right, 220)):
            pane.setMinimumWidth(least)
            self.split.addWidget(pane)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(1)
        self.split.setStretchFactor(2, 1)
        self.widths = PaneWidths(self.split, settings.panes)
        if len(settings.side_panes) == 2:
            self.side.split.setSizes(list(settings.side_panes))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.split)
        self.arrange()

    def _connect(self) -> None:
        self.undo.touched.connect(self._touched)
        self.undo.trouble.connect(self.troubled)
        side = self.side
        side.book_chosen.connect(self.open_book)
        side.tree.chosen.connect(self.open_section)
        side.tree.opened.connect(plain(self.editor.edit.setFocus))
        side.sections.refused.connect(self.troubled)
        side.sections.quotes_dropped.connect(self._drop_on_section)
        side.sections.moved.connect(self._moved)
        side.shelf.refused.connect(self.troubled)
        side.library.chosen.connect(self.show_place)
        self.quotes.chosen.connect(self._quote_chosen)
        self.quotes.opened.connect(self._quote_opened)
        self.quotes.counted.connect(self.counted)
        self.listing.chosen.connect(self._entry_chosen)
        self.editor.saved.connect(self.saved)
        self.editor.words_counted.connect(self._count_words)
        self.editor.quote_wanted.connect(self.quotes.focus_filter)

    # -- books and sections -------------------------------------------------------------------------------------

    @property
    def book_id(self) -> str | None:
        """The open book."""
        return self.side.sections.book_id

    def open_book(self, book_id: str | None, section_id: str = "") -> None:
        """Open a book at a section, the first one if none is named."""
        self.side.show_book(book_id)
        self.preview.set_profile(self.exports.profile_of(book_id))
        self.preview.show_book(book_id)
        rows = self.side.sections.rows
        wanted = section_id or (rows[0].id if rows else "")
        self.open_section(wanted or None)
        if book_id is not None:
            self.book_opened.emit(book_id)

    def open_section(self, section_id: str | None) -> None:
        """Show a section's text and its pages."""
        if section_id != self.editor.section_id or section_id is None:
            self.editor.open_section(section_id)
        self.side.tree.go_to(section_id, quiet=True)
        if section_id is None:
            self._say_nothing()
        else:
            self.right.setCurrentWidget(self.preview)
            self.preview.show_section(section_id)
        self.centre.setCurrentWidget(self.editor if section_id else self._nothing)
        self._tell()

    def _moved(self, section_id: str) -> None:
        self.side.tree.go_to(section_id, quiet=True)

    def step_section(self, by: int) -> None:
        """Open the section ``by`` places further down."""
        rows = self.side.sections.rows
        at = next((number for number, row in enumerate(rows) if row.id == self.editor.section_id), -by)
        if rows and 0 <= at + by < len(rows):
            self.open_section(rows[at + by].id)

    def _say_nothing(self) -> None:
        translate = QCoreApplication.translate
        if self.book_id is None:
            self._nothing.say(
                "book-open",
                translate("Desk", "Put a book together"),
                translate("Desk", "A book is a tree of sections that cite your quotes. Start from a template."),
                ("book.new",),
            )
        else:
            self._nothing.say(
                "file-text",
                translate("Desk", "No section is open"),
                translate("Desk", "Choose a section at the left, or add one."),
                ("section.new",),
            )

    # -- the list column and the details ------------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        """Show what the side bar selected."""
        if place.scope is not None:
            self.column.setCurrentWidget(self.quotes)
            self.quotes.show_place(place)
            if place.kind == "topic":
                self._attempt(lambda: self.detail.show_topic(place.id))
        else:
            self.column.setCurrentWidget(self.listing)
            self._attempt(lambda: self.listing.show_kind(place.kind))

    def show_quotes_of(self, entry: Entry) -> None:
        """List the quotes of a person or source."""
        scope = Scope(person_id=entry.id) if entry.kind == "person" else Scope(source_id=entry.id)
        self.side.library.clear_current()
        self.column.setCurrentWidget(self.quotes)
        self.quotes.show_scope(scope, entry.name)

    def show_all_quotes(self, quote_id: str = "") -> None:
        """List every quote, and make one of them current."""
        if self.side.library.place() == Place("all", "", self.side.shelf.item(0).text()):
            self.show_place(Place("all"))
        self.side.library.go_to("all")
        if quote_id:
            self.quotes.select(quote_id)

    def search(self, text: str) -> None:
        """Look for quotes in the whole library; the list follows the typing."""
        if text and self.column.currentWidget() is not self.quotes:
            self.side.library.go_to("all")
        self.quotes.search(text)

    def show_details(self, show: Callable[[], object]) -> None:
        """Bring the details up and let ``show`` fill them."""
        # What was asked for last counts, not the card passed on the way.
        self._rest.stop()
        self.right.setCurrentWidget(self.detail)
        self._attempt(show)

    def _quote_chosen(self, quote_id: str) -> None:
        self._resting = quote_id
        self._rest.start()

    def _show_resting(self) -> None:
        if self.right.isVisible() and self._resting:
            quote_id = self._resting
            self.show_details(lambda: self.detail.show_quote(quote_id))

    def _quote_opened(self, quote_id: str) -> None:
        self.show_right(True)
        self.show_details(lambda: self.detail.show_quote(quote_id))

    def _entry_chosen(self, entry: Entry) -> None:
        if entry.kind in {"person", "source", "picture"} and self.right.isVisible():
            self.show_details(lambda: self.detail.show_noun(entry.kind, entry.id))

    # -- panes --------------------------------------------------------------------------------------------------

    def show_right(self, shown: bool) -> None:
        """Show or put away the pages and details, also where there is little room."""
        self._right_wanted = self._right_forced = shown
        self.arrange()

    def show_side(self, shown: bool) -> None:
        """Show or put away the side bar."""
        self._side_wanted = self._side_forced = shown
        self.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put panes away when the window gets narrow, and bring them back."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.arrange()

    def arrange(self) -> None:
        """Show the panes there is room for; while ``reading`` only the pages."""
        room = self.width() / look.scale()
        right = self.reading or (self._right_wanted and (room >= ROOM_FOR_PAGES or self._right_forced))
        side = not self.reading and self._side_wanted and (room >= ROOM_FOR_SIDE or self._side_forced)
        for pane in (self.column, self.centre):
            pane.setVisible(not self.reading)
        self.right.setVisible(right)
        self.side.setVisible(side)
        self.widths.fit(self.width())
        self.actions_["view.right"].setChecked(right)
        self.actions_["view.side"].setChecked(side)

    def left_as(self, settings: Settings) -> Settings:
        """Return the settings with the panes as they are now."""
        return replace(
            self.exports.left_as(settings),
            panes=self.widths.left_as(),
            side_panes=tuple(self.side.split.sizes()),
            show_side_bar=self._side_wanted,
            show_preview=self._right_wanted,
            last_book=self.book_id or "",
            last_section=self.editor.section_id or "",
            quote_order=self.quotes.order.order,
        )

    def find_here(self) -> None:
        """Find in the pane the keyboard is in."""
        focus = QApplication.focusWidget()
        inside = focus is not None
        if inside and self.preview.isAncestorOf(focus):
            self.preview.find()
        elif inside and self.listing.isAncestorOf(focus):
            self.listing.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self.editor.section_id is None or (inside and self.quotes.isAncestorOf(focus)):
            self.quotes.focus_filter()
        else:
            self.editor.find()

    # -- changes ------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show everything anew: another program changed the library."""
        self.undo.forget()
        self._touched(frozenset())
        self.editor.reload()
        self.preview.refresh()

    def close_library(self) -> None:
        """Save, wait for the workers, and close the library."""
        self._rest.stop()
        self.editor.save_now()
        self.jobs.close()
        self.preview.show_book(None)
        self.undo.close()
        self.library.close()

    def _touched(self, tables: frozenset[str]) -> None:
        """Refresh what shows one of the tables; an empty set stands for all of them."""
        everything = not tables
        if everything or tables & {"book"}:
            self._offer_books(self.book_id or "")
        elif tables & {"section", "placement"}:
            self.side.sections.reload()
            self.side.check_empty()
            self._check_section()
        self.quotes.refresh(None if everything else tables)
        if self.column.currentWidget() is self.listing:
            self.listing.refresh()
        if everything or tables & shelf.SHOWN:
            self._refresh_shelf()
        self._tell()
        self.changed.emit()
        self.saved.emit()

    def _check_section(self) -> None:
        """Open another section when the open one has gone into the trash."""
        rows = self.side.sections.rows
        if self.editor.section_id is None or all(row.id != self.editor.section_id for row in rows):
            self.open_section(rows[0].id if rows else None)

    def _offer_books(self, wanted: str) -> None:
        found = books.books(self.library.reader())
        known = {book.id for book in found}
        current = wanted if wanted in known else (found[0].id if found else None)
        self.side.show_books(found, current)
        if current != self.book_id or current is None:
            self.open_book(current)
        else:
            self.side.sections.reload()
            self.side.check_empty()
            self._check_section()

    def _refresh_shelf(self) -> None:
        library = self.library

        def read() -> tuple[shelf.Holdings, int]:
            return shelf.read(library.reader()), quotes.counts(library.reader()).without_source

        def show(found: tuple[shelf.Holdings, int]) -> None:
            first = not self.side.shelf.rowCount(self.side.shelf.find("topics"))
            self.side.shelf.show(found[0])
            if first:
                self.side.library.expand(self.side.shelf.find("topics"))
            self._without_source = found[1]
            self._tell()

        self.jobs.latest("shelf", read, show, lambda trouble: self.troubled.emit(str(trouble)))

    def _tell(self) -> None:
        row = next((row for row in self.side.sections.rows if row.id == self.editor.section_id), None)
        self.stood.emit(self._words if row else -1, row.quotes if row else 0, self._without_source)

    def _count_words(self, words: int) -> None:
        self._words = words
        self._tell()

    def _drop_on_section(self, section_id: str, handles: Sequence[str]) -> None:
        self.open_section(section_id)
        self.editor.insert_quotes(handles)

    def _attempt(self, call: Callable[[], object]) -> None:
        attempt(call, self.troubled.emit)
