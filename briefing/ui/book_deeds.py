"""What the commands on books and sections do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer

from briefing.library import books, sections
from briefing.ui.attempt import attempt
from briefing.ui.desk import Desk
from briefing.ui.dialogs.show import show_over

if TYPE_CHECKING:
    from briefing.library.editions import EditionRow
    from briefing.settings import ExportChoices


class BookDeeds:
    """Commands on the open book and its sections."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def bindings(self) -> dict[str, Callable[[], object]]:
        """Return what each command does."""
        desk = self._desk
        return {
            "book.new": self.new_book,
            "book.settings": self.settings,
            "book.trash": self.trash_book,
            "export": self.export,
            "edition.freeze": self.freeze,
            "editions": self.editions,
            "section.new": lambda: self.add_section(below=False),
            "section.child": lambda: self.add_section(below=True),
            "section.rename": desk.side.tree.rename,
            "section.up": lambda: self._shift(sections.up),
            "section.down": lambda: self._shift(sections.down),
            "section.indent": lambda: self._shift(sections.indent),
            "section.outdent": lambda: self._shift(sections.outdent),
            "section.trash": self.trash_section,
            "go.next": lambda: desk.step_section(1),
            "go.previous": lambda: desk.step_section(-1),
        }

    def new_book(self) -> None:
        """Ask for the new book's title and template, and open it."""
        from briefing.ui.dialogs.book import NewBookDialog

        dialog = NewBookDialog(self._desk, self._desk.library)
        dialog.accepted.connect(lambda: self._desk.open_book(dialog.book_id))
        show_over(dialog)

    def settings(self) -> None:
        """Show the open book's settings."""
        book_id = self._desk.book_id
        if book_id is None:
            self._no_book()
        else:
            from briefing.ui.dialogs.book import BookSettingsDialog

            show_over(BookSettingsDialog(self._desk, self._desk.library, book_id, self._desk.jobs))

    def trash_book(self) -> None:
        """Put the open book into the trash."""
        book_id = self._desk.book_id
        if book_id is None:
            self._no_book()
        elif attempt(lambda: books.trash(self._desk.library, book_id), self._desk.troubled.emit):
            self._desk.said.emit(
                QCoreApplication.translate("BookDeeds", "The book is in the trash. Undo brings it back.")
            )

    def export(self) -> None:
        """Show the export dialog for the open book, everything typed being saved first."""
        desk = self._desk
        desk.editor.save_now()
        if desk.book_id is None:
            self._no_book()
        else:
            from briefing.ui.dialogs.export import ExportDialog

            dialog = ExportDialog(desk, desk.library, desk.jobs, desk.book_id, desk.exports.of(desk.book_id))
            dialog.section_wanted.connect(desk.open_section)
            dialog.exported.connect(lambda: self._exported(dialog.choices()))
            show_over(dialog)

    def freeze(self) -> None:
        """Show the dialog that freezes the open book as its next edition, everything typed being saved first."""
        desk = self._desk
        desk.editor.save_now()
        if desk.book_id is None:
            self._no_book()
        else:
            from briefing.ui.dialogs.freeze import FreezeDialog

            dialog = FreezeDialog(
                desk, desk.library, desk.jobs, desk.book_id, profile=desk.exports.of(desk.book_id).profile
            )
            dialog.frozen.connect(self._frozen)
            show_over(dialog)

    def _frozen(self, row: EditionRow) -> None:
        words = QCoreApplication.translate("BookDeeds", "“{name}” is frozen. Undo takes it away again.")
        self._desk.said.emit(words.format(name=row.name))

    def editions(self) -> None:
        """List the editions of the open book, everything typed being saved first."""
        desk = self._desk
        desk.editor.save_now()
        if desk.book_id is None:
            self._no_book()
        else:
            from briefing.ui.dialogs.editions import EditionsDialog

            folder = desk.exports.of(desk.book_id).folder
            show_over(EditionsDialog(desk, desk.library, desk.jobs, desk.book_id, folder=folder))

    def _exported(self, choices: ExportChoices) -> None:
        """Keep what was chosen for the next time, and show the pages as they were printed."""
        desk = self._desk
        desk.exports.note(choices)
        desk.preview.set_profile(desk.exports.profile_of(desk.book_id))

    def add_section(self, *, below: bool) -> None:
        """Add a section after, or under, the current one, and let the user type its title."""
        desk = self._desk
        book_id = desk.book_id
        if book_id is None:
            self._no_book()
            return
        row = desk.side.tree.current()
        title = QCoreApplication.translate("BookDeeds", "New section")
        desk.editor.save_now()
        made: list[str] = []

        def add() -> None:
            if row is None:
                made.append(sections.add(desk.library, book_id, title=title))
            elif below:
                made.append(sections.add(desk.library, book_id, parent_id=row.id, title=title))
            else:
                made.append(sections.add(desk.library, book_id, parent_id=row.parent_id, after_id=row.id, title=title))

        if attempt(add, desk.troubled.emit):
            desk.open_section(made[0])
            desk.show_side(True)
            desk.side.tree.setFocus()
            # The tree has to be laid out before it can show the field to type in.
            QTimer.singleShot(0, desk.side.tree, desk.side.tree.rename)

    def trash_section(self) -> None:
        """Put the current section into the trash and go to its neighbour."""
        desk = self._desk
        row = desk.side.tree.current()
        if row is None:
            return
        neighbour = desk.side.tree.indexBelow(desk.side.tree.currentIndex())
        near = desk.side.sections.section(neighbour)
        if near is None or near.parent_id == row.id:
            near = desk.side.sections.section(desk.side.tree.indexAbove(desk.side.tree.currentIndex()))
        desk.editor.save_now()
        if attempt(lambda: sections.trash(desk.library, row.id), desk.troubled.emit):
            if near is not None and desk.side.sections.find(near.id).isValid():
                desk.open_section(near.id)
            words = QCoreApplication.translate("BookDeeds", "“{title}” is in the trash. Undo brings it back.")
            desk.said.emit(words.format(title=row.title))

    def _shift(self, move: Callable[..., bool]) -> None:
        desk = self._desk
        row = desk.side.tree.current()
        if row is None:
            return
        desk.editor.save_now()
        if attempt(lambda: move(desk.library, row.id), desk.troubled.emit):
            desk.side.tree.go_to(row.id, quiet=True)

    def _no_book(self) -> None:
        self._desk.said.emit(QCoreApplication.translate("BookDeeds", "There is no open book. Make a new one first."))
