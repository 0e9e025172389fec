"""What the commands on quotes, topics, people and sources do."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QMessageBox

from briefing.library import books, people, pictures, quotes, sources, topics, trash
from briefing.library.quotes import QuoteRow
from briefing.ui import wording
from briefing.ui.attempt import attempt
from briefing.ui.desk import Desk
from briefing.ui.dialogs.ask_name import AskName
from briefing.ui.dialogs.new_quote import NewQuoteDialog
from briefing.ui.dialogs.show import show_over
from briefing.ui.models.shelf import Place
from briefing.ui.views.listing import Entry


class QuoteDeeds:
    """Commands on the selected quotes and on what the library holds."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        desk.listing.opened.connect(self.open_entry)
        desk.listing.trash_wanted.connect(self.trash_entry)
        desk.listing.empty_wanted.connect(self.empty_trash)
        desk.side.library.trash_wanted.connect(self.trash_place)
        desk.side.library.menu_wanted.connect(self.place_menu)
        desk.quote_menu.aboutToShow.connect(self._fit_menu)
        desk.quote_menu.aboutToHide.connect(lambda: desk.actions_["quote.accept"].setVisible(True))

    def bindings(self) -> dict[str, Callable[[], object]]:
        """Return what each command does."""
        desk = self._desk
        return {
            "quote.new": self.new_quote,
            "quote.insert": lambda: self.insert("card"),
            "quote.cite": lambda: self.insert("cite"),
            "quote.open": self.open_quote,
            "quote.star": self.star,
            "quote.verify": self.verify,
            "quote.accept": self.accept,
            "quote.text": lambda: self.copy(wording.words),
            "quote.citation": lambda: self.copy(wording.citation),
            "quote.markdown": lambda: self.copy(wording.markdown),
            "quote.trash": self.trash,
            "topic.new": self.new_topic,
            "person.new": self.new_person,
            "source.new": self.new_source,
            "go.all": desk.show_all_quotes,
            "go.inbox": lambda: desk.side.library.go_to("inbox"),
        }

    # -- the selected quotes ------------------------------------------------------------------------------------

    def insert(self, form: str) -> None:
        """Put the selected quotes into the open section; the keyboard stays where it was."""
        desk = self._desk
        rows = desk.quotes.selected()
        if not rows:
            desk.said.emit(QCoreApplication.translate("QuoteDeeds", "Select a quote in the list first."))
            desk.quotes.focus_list()
            return
        if desk.editor.section_id is None:
            desk.said.emit(
                QCoreApplication.translate("QuoteDeeds", "Open a section first; the quote goes into its text.")
            )
            return
        stay = desk.quotes.table.hasFocus()
        desk.editor.insert_quotes([row.handle for row in rows], form)
        desk.right.setCurrentWidget(desk.preview)
        if stay:
            desk.quotes.table.setFocus(Qt.FocusReason.OtherFocusReason)
        words = QCoreApplication.translate("QuoteDeeds", "Put into the section: {n}")
        desk.said.emit(words.format(n=wording.number(len(rows))))

    def open_quote(self) -> None:
        """Show the current quote's details."""
        rows = self._desk.quotes.selected()
        if rows:
            self._desk.quotes.opened.emit(rows[0].id)

    def star(self) -> None:
        """Star the selected quotes, or unstar them when all have a star."""
        rows = self._desk.quotes.selected()
        on = not all(row.starred for row in rows)
        self._change(rows, lambda ids: quotes.star(self._desk.library, ids, on), "")

    def verify(self) -> None:
        """Say that the selected quotes were compared with their source, by this user, today."""
        today = datetime.now().astimezone().date().isoformat()
        words = QCoreApplication.translate("QuoteDeeds", "Marked as verified: {n}")
        rows = [row for row in self._desk.quotes.selected() if not row.verified]
        self._change(rows, lambda ids: quotes.verify(self._desk.library, ids, _user(), today), words)

    def accept(self) -> None:
        """Keep the selected proposals."""
        words = QCoreApplication.translate("QuoteDeeds", "Accepted: {n}")
        rows = [row for row in self._desk.quotes.selected() if not row.accepted]
        self._change(rows, lambda ids: quotes.accept(self._desk.library, ids), words)

    def _fit_menu(self) -> None:
        """Offer to accept only what is in the inbox."""
        waits = any(not row.accepted for row in self._desk.quotes.selected())
        self._desk.actions_["quote.accept"].setVisible(waits)

    def trash(self) -> None:
        """Put the selected quotes into the trash."""
        rows = self._desk.quotes.selected()
        words = QCoreApplication.translate("QuoteDeeds", "The quote is in the trash. Undo brings it back.")
        if len(rows) > 1:
            words = QCoreApplication.translate("QuoteDeeds", "{n} quotes are in the trash. Undo brings them back.")
        self._change(rows, lambda ids: quotes.trash(self._desk.library, ids), words)

    def copy(self, shape: Callable[[QuoteRow], str]) -> None:
        """Copy the selected quotes in some shape."""
        rows = self._desk.quotes.selected()
        if rows:
            QGuiApplication.clipboard().setText(wording.listed([shape(row) for row in rows]))
            self._desk.said.emit(QCoreApplication.translate("QuoteDeeds", "Copied: {n}").format(n=len(rows)))

    def _change(self, rows: Sequence[QuoteRow], change: Callable[[list[str]], object], words: str) -> None:
        ids = [row.id for row in rows]
        if ids and attempt(lambda: change(ids), self._desk.troubled.emit) and words:
            self._desk.said.emit(words.format(n=wording.number(len(ids))))

    # -- new things ---------------------------------------------------------------------------------------------

    def new_quote(self) -> None:
        """Let the user type in a quote."""
        dialog = NewQuoteDialog(self._desk, self._desk.library)
        dialog.accepted.connect(lambda: self._reveal(dialog.quote_id))
        show_over(dialog)

    def _reveal(self, quote_id: str) -> None:
        self._desk.show_all_quotes(quote_id)
        self._desk.show_right(True)
        self._desk.show_details(lambda: self._desk.detail.show_quote(quote_id))

    def new_topic(self) -> None:
        """Ask for a topic's name; it goes under the topic that is selected in the side bar."""
        desk = self._desk
        place = desk.side.library.place()
        above = place.id if place is not None and place.kind == "topic" else None
        label = QCoreApplication.translate("QuoteDeeds", "Name of the topic")
        if place is not None and above is not None:
            label = QCoreApplication.translate("QuoteDeeds", "Name of the topic under “{above}”").format(
                above=place.name
            )
        title = QCoreApplication.translate("QuoteDeeds", "New topic")
        show_over(AskName(desk, title, label, lambda name: topics.add(desk.library, name, above)))

    def new_person(self) -> None:
        """Ask for a person's name and show the form for the rest."""
        desk = self._desk

        def add(name: str) -> None:
            made = people.add(desk.library, name)
            desk.side.library.go_to("people")
            desk.show_right(True)
            desk.show_details(lambda: desk.detail.show_person(made))

        title = QCoreApplication.translate("QuoteDeeds", "New person")
        show_over(AskName(desk, title, QCoreApplication.translate("QuoteDeeds", "Full name"), add))

    def new_source(self) -> None:
        """Ask for a source's title and show the form for the rest."""
        desk = self._desk

        def add(name: str) -> None:
            made = sources.add(desk.library, name)
            desk.side.library.go_to("sources")
            desk.show_right(True)
            desk.show_details(lambda: desk.detail.show_source(made))

        title = QCoreApplication.translate("QuoteDeeds", "New source")
        show_over(AskName(desk, title, QCoreApplication.translate("QuoteDeeds", "Title of the source"), add))

    # -- lists and the trash ------------------------------------------------------------------------------------

    def open_entry(self, entry: Entry) -> None:
        """Open a book, list the quotes of a person or source, show a picture, or put something back from the trash."""
        desk = self._desk
        if entry.kind == "book":
            desk.open_book(entry.id)
        elif entry.kind.startswith("trash:"):
            table = entry.kind.removeprefix("trash:")
            if attempt(lambda: trash.restore(desk.library, table, entry.id), desk.troubled.emit):
                words = QCoreApplication.translate("QuoteDeeds", "“{name}” is back.")
                desk.said.emit(words.format(name=entry.name[:60]))
        elif entry.kind == "picture":
            desk.show_right(True)
            desk.show_details(lambda: desk.detail.show_picture(entry.id))
        else:
            desk.show_quotes_of(entry)

    def trash_entry(self, entry: Entry) -> None:
        """Put a person, source, picture or book into the trash."""
        desk = self._desk
        doing = {"person": people.trash, "source": sources.trash, "picture": pictures.trash, "book": books.trash}.get(
            entry.kind
        )
        if doing is not None and attempt(lambda: doing(desk.library, entry.id), desk.troubled.emit):
            self._gone(entry.name)

    def trash_place(self, place: Place) -> None:
        """Put a topic into the trash; its quotes stay."""
        if place.kind == "topic" and attempt(
            lambda: topics.trash(self._desk.library, place.id), self._desk.troubled.emit
        ):
            self._gone(place.name)

    def _gone(self, name: str) -> None:
        words = QCoreApplication.translate("QuoteDeeds", "“{name}” is in the trash. Undo brings it back.")
        self._desk.said.emit(words.format(name=name[:60]))

    def place_menu(self, place: Place, at: QPoint) -> None:
        """Show what can be done with an entry of the library."""
        if place.kind in {"search", "searches"}:
            return
        desk = self._desk
        menu = QMenu(desk)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if place.kind == "topic":
            current = desk.side.library.currentIndex()
            rename = QCoreApplication.translate("QuoteDeeds", "Rename")
            menu.addAction(rename, lambda: desk.side.library.edit(current))
            menu.addAction(QCoreApplication.translate("QuoteDeeds", "New topic under this…"), self.new_topic)
            menu.addSeparator()
            menu.addAction(QCoreApplication.translate("QuoteDeeds", "Move to trash"), lambda: self.trash_place(place))
        elif place.kind == "trash":
            menu.addAction(QCoreApplication.translate("QuoteDeeds", "Empty trash…"), self.empty_trash)
        else:
            new = {
                "topics": "topic.new",
                "people": "person.new",
                "sources": "source.new",
                "pictures": "picture.insert",
                "books": "book.new",
            }
            menu.addAction(desk.actions_[new.get(place.kind, "quote.new")])
        menu.popup(at)

    def _empty_now(self) -> None:
        """Delete what lies in the trash, and say when something has to stay."""
        desk = self._desk
        if attempt(lambda: trash.empty(desk.library), desk.troubled.emit) and trash.trashed(desk.library.reader()):
            words = QCoreApplication.translate(
                "QuoteDeeds", "What quotes or books you keep still name or show stays in the trash."
            )
            desk.said.emit(words)

    def empty_trash(self) -> None:
        """Ask, then delete for good what lies in the trash."""
        desk = self._desk
        count = len(trash.trashed(desk.library.reader()))
        if not count:
            desk.said.emit(QCoreApplication.translate("QuoteDeeds", "The trash is empty."))
            return
        question = QMessageBox(desk)
        question.setIcon(QMessageBox.Icon.Warning)
        question.setWindowTitle(QCoreApplication.translate("QuoteDeeds", "Empty trash"))
        words = QCoreApplication.translate("QuoteDeeds", "Delete what is in the trash for good? Entries: {n}.")
        question.setText(words.format(n=wording.number(count)))
        question.setInformativeText(QCoreApplication.translate("QuoteDeeds", "Backups made before still hold it."))
        empty = question.addButton(
            QCoreApplication.translate("QuoteDeeds", "Delete for good"), QMessageBox.ButtonRole.DestructiveRole
        )
        question.setDefaultButton(question.addButton(QMessageBox.StandardButton.Cancel))
        empty.clicked.connect(self._empty_now)
        show_over(question)


def _user() -> str:
    """Return the name of the person at this computer, as far as the system knows it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
