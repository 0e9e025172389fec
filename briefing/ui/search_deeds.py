"""What can be done with saved searches: keep the present one, put another in its place, move and delete."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QMenu

from briefing.library import choices
from briefing.ui.attempt import attempt
from briefing.ui.desk import Desk
from briefing.ui.dialogs.ask_name import AskName
from briefing.ui.dialogs.show import show_over
from briefing.ui.models.shelf import Place


class SearchDeeds:
    """Commands on saved searches."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        desk.side.library.trash_wanted.connect(self.trash)
        desk.side.library.menu_wanted.connect(self.menu)

    def bindings(self) -> dict[str, Callable[[], object]]:
        """Return what each command does."""
        return {"search.save": self.save}

    def save(self) -> None:
        """Ask for a name and keep what is searched now under it."""
        desk, query = self._desk, self._desk.quotes.query
        if not query:
            desk.said.emit(QCoreApplication.translate("SearchDeeds", "Search for something first, then save it."))
            desk.quotes.focus_filter()
            return

        def keep(name: str) -> None:
            choices.save_search(desk.library, name, query)
            words = QCoreApplication.translate("SearchDeeds", "Saved in the side bar: “{name}”.")
            desk.said.emit(words.format(name=name[:60]))

        title = QCoreApplication.translate("SearchDeeds", "Save search")
        label = QCoreApplication.translate("SearchDeeds", "Name of the search “{query}”").format(query=query[:60])
        save = QCoreApplication.translate("SearchDeeds", "Save")
        show_over(AskName(desk, title, label, keep, query[:60], save))

    def trash(self, place: Place) -> None:
        """Put a saved search into the trash; the quotes it finds stay."""
        if place.kind == "search" and self._try(lambda: choices.trash_search(self._desk.library, place.id)):
            words = QCoreApplication.translate("SearchDeeds", "“{name}” is in the trash. Undo brings it back.")
            self._desk.said.emit(words.format(name=place.name[:60]))

    def move(self, place: Place, by: int) -> None:
        """Move a saved search up or down among the others."""
        library = self._desk.library
        order = [row.id for row in choices.searches(library.reader())]
        if place.id in order:
            self._try(lambda: choices.move_search(library, place.id, order.index(place.id) + by))

    def change(self, place: Place) -> None:
        """Let a saved search look for what is searched now."""
        query = self._desk.quotes.query
        if query and self._try(lambda: choices.edit_search(self._desk.library, place.id, query=query)):
            words = QCoreApplication.translate("SearchDeeds", "“{name}” now searches for “{query}”.")
            self._desk.said.emit(words.format(name=place.name[:60], query=query[:60]))

    def menu(self, place: Place, at: QPoint) -> None:
        """Show what can be done with a saved search."""
        if place.kind not in {"search", "searches"}:
            return
        desk, translate = self._desk, QCoreApplication.translate
        menu = QMenu(desk)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if place.kind == "search" and not desk.library.read_only:
            current = desk.side.library.currentIndex()
            rows = current.model().rowCount(current.parent())
            menu.addAction(translate("SearchDeeds", "Rename"), lambda: desk.side.library.edit(current))
            up = menu.addAction(translate("SearchDeeds", "Move up"), lambda: self.move(place, -1))
            up.setEnabled(current.row() > 0)
            down = menu.addAction(translate("SearchDeeds", "Move down"), lambda: self.move(place, 1))
            down.setEnabled(current.row() + 1 < rows)
            change = menu.addAction(
                translate("SearchDeeds", "Let it search what is typed now"), lambda: self.change(place)
            )
            change.setEnabled(desk.quotes.query not in {"", place.query})
            menu.addSeparator()
            menu.addAction(translate("SearchDeeds", "Move to trash"), lambda: self.trash(place))
        else:
            menu.addAction(desk.actions_["search.save"])
        menu.popup(at)

    def _try(self, call: Callable[[], object]) -> bool:
        return attempt(call, self._desk.troubled.emit)
