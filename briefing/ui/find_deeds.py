"""What the search box does with what it found: open it in its place, or put it into the open section."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt

from briefing.library import sources
from briefing.library.search import Hit
from briefing.library.search_everywhere import Thing
from briefing.ui import wording
from briefing.ui.attempt import attempt
from briefing.ui.desk import Desk
from briefing.ui.views.listing import Entry


class FindDeeds:
    """Opens and inserts found things on one desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def open(self, thing: Thing) -> None:
        """Show a thing in its place: a person, topic or source with its quotes, a book, a section in its book."""
        desk = self._desk
        if thing.kind == "section":
            if thing.book_id != desk.book_id:
                desk.open_book(thing.book_id, thing.id)
            else:
                desk.open_section(thing.id)
            desk.editor.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        elif thing.kind == "book":
            desk.open_book(thing.id)
            desk.side.tree.setFocus(Qt.FocusReason.OtherFocusReason)
        elif thing.kind == "topic":
            self._open_topic(thing)
        else:
            desk.show_quotes_of(Entry(thing.kind, thing.id, thing.title))
            desk.quotes.table.setFocus(Qt.FocusReason.OtherFocusReason)
            desk.show_right(True)
            desk.show_details(lambda: desk.detail.show_noun(thing.kind, thing.id))

    def _open_topic(self, thing: Thing) -> None:
        side = self._desk.side
        side.library.clear_current()
        side.library.go_to("topic", thing.id)
        self._desk.quotes.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_quote(self, quote_id: str) -> None:
        """Show a quote among all others, with its details."""
        desk = self._desk
        desk.show_all_quotes(quote_id)
        desk.quotes.table.setFocus(Qt.FocusReason.OtherFocusReason)
        desk.show_right(True)
        desk.show_details(lambda: desk.detail.show_quote(quote_id))

    def put_hit(self, hit: Hit) -> None:
        """Put a quote into the open section, by reference."""
        if self._ready():
            self._desk.editor.insert_quote(hit.handle)
            self._said(hit.said_by or wording.number(1))

    def put_first(self) -> None:
        """Put the quote that stands first in the list into the open section."""
        row = self._desk.quotes.model.quote(0)
        if row is not None and self._ready():
            self._desk.editor.insert_quote(row.handle)
            self._said(wording.speaker(row))

    def put(self, thing: Thing) -> None:
        """Put what a thing is called into the open section at the caret; a source with its outlet, day and link."""
        if not self._ready():
            return
        words = wording.plain_words(thing.title)
        if thing.kind == "source":
            found: list[str] = []
            if not attempt(lambda: found.append(self._source(thing)), self._desk.troubled.emit):
                return
            words = found[0]
        edit = self._desk.editor.edit
        cursor = edit.textCursor()
        start = cursor.selectionStart()
        before = edit.document().characterAt(start - 1) if start else ""
        cursor.insertText(f" {words}" if before.isalnum() or before in set(",;:.!?") else words)
        edit.setTextCursor(cursor)
        edit.ensureCursorVisible()
        edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._desk.editor.save_now()
        self._said(thing.title)

    def can_put(self) -> bool:
        """Whether a section is open that takes words."""
        return self._desk.editor.section_id is not None and not self._desk.library.read_only

    def _source(self, thing: Thing) -> str:
        row = sources.show(self._desk.library.reader(), thing.id)
        title = wording.plain_words(row.title)
        safe = row.url.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
        linked = f"[{title}]({safe})" if safe else title
        rest = (wording.plain_words(row.publisher), wording.day(row.published_on))
        return ", ".join(part for part in (linked, *rest) if part)

    def _ready(self) -> bool:
        if self._desk.library.read_only:
            self._desk.said.emit(QCoreApplication.translate("Finds", "This library can only be read here."))
        elif self._desk.editor.section_id is None:
            self._desk.said.emit(QCoreApplication.translate("Finds", "Open a section first; it goes into its text."))
        return self.can_put()

    def _said(self, name: str) -> None:
        words = QCoreApplication.translate("Finds", "Put into the section: {name}")
        self._desk.said.emit(words.format(name=name[:60]))
