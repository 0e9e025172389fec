"""What the search box offers besides quotes: commands, sections, topics, people, books."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from briefing.library import books, people, topics
from briefing.ui.actions import Actions
from briefing.ui.desk import Desk
from briefing.ui.models.shelf import ICONS as SHELF_ICONS
from briefing.ui.views.listing import Entry
from briefing.ui.views.offers import Found
from briefing.ui.views.search_box import COMMAND_MARK, fits

# What the empty box offers: a way in for people who do not know the commands yet.
FIRST = ("import.paste", "section.new", "quote.new", "book.new", "export", "settings", "help")


class Finds:
    """Looks through what is at hand; ``desk`` returns the open one, if any."""

    def __init__(self, actions: Actions, desk: Callable[[], Desk | None]) -> None:
        self._actions = actions
        self._desk = desk

    def find(self, text: str) -> list[Found]:
        """Return what fits ``text``, best first. Text that begins with > means commands only."""
        only_commands = text.startswith(COMMAND_MARK)
        query = text.removeprefix(COMMAND_MARK).strip()
        if not query:
            names = list(self._actions.commands) if only_commands else FIRST
            return [found for name in names if (found := self._command(name)) is not None]
        offers: list[tuple[int, Found]] = []
        for name in self._actions.commands:
            found = self._command(name)
            score = fits(query, self._actions.commands[name].name)
            if found is not None and score:
                offers.append((score, found))
        desk = self._desk()
        if desk is not None and not only_commands:
            for found in self._places(desk):
                score = fits(query, found.text)
                if score:
                    # What the library holds comes before a command that fits as well.
                    offers.append((score + 1, found))
        offers.sort(key=lambda offer: -offer[0])
        return [found for _, found in offers]

    def _command(self, name: str) -> Found | None:
        action, command = self._actions[name], self._actions.commands[name]
        if not action.isEnabled() or name == "search":
            return None
        keys = command.sequence().toString(QKeySequence.SequenceFormat.NativeText)
        return Found(command.name, keys, command.icon, lambda: self._actions.run(name))

    def _places(self, desk: Desk) -> Iterator[Found]:
        translate = QCoreApplication.translate
        section, topic = translate("Finds", "Section"), translate("Finds", "Topic")
        for row in desk.side.sections.rows:
            yield Found(row.title, section, "file-text", lambda row=row: desk.open_section(row.id))
        reader = desk.library.reader()
        for row in topics.topics(reader, counted=False):
            yield Found(row.name, topic, SHELF_ICONS["topic"], lambda row=row: desk.side.library.go_to("topic", row.id))
        person, book = translate("Finds", "Person"), translate("Finds", "Book")
        for key, name in people.names(reader):
            entry = Entry("person", key, name)
            yield Found(name, person, "user", lambda entry=entry: desk.show_quotes_of(entry))
        for row in books.books(reader):
            yield Found(row.title, book, "book-open", lambda row=row: desk.open_book(row.id))
