"""What the library holds, as the tree in the side bar: all quotes, inbox, saved searches, topics and so on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel

from briefing.library import books, choices, people, pictures, quotes, sources, topics, trash
from briefing.library.choices import SavedSearchRow
from briefing.library.faults import BadValue, LibraryTrouble, NotFound
from briefing.library.quotes import Scope
from briefing.library.store import Connection, Library
from briefing.library.topics import TopicRow
from briefing.ui import icons, look

PLACE = Qt.ItemDataRole.UserRole
COUNT = Qt.ItemDataRole.UserRole + 5
# The name of an icon drawn at the end of a line.
SIGN = Qt.ItemDataRole.UserRole + 6
SHOWN = frozenset({"quote", "quote_topic", "topic", "person", "source", "picture", "book", "section", "saved_search"})


@dataclass(frozen=True, slots=True)
class Place:
    """One entry: ``kind`` is all, inbox, searches, search, topics, topic, people, sources, pictures, books or trash.

    ``id`` is that of the topic or saved search, ``query`` what a saved search looks for.
    """

    kind: str
    id: str = ""
    name: str = ""
    query: str = ""

    @property
    def scope(self) -> Scope | None:
        """The quotes it stands for; ``None`` when it stands for something else."""
        if self.kind == "topic":
            return Scope(topic_id=self.id)
        return {
            "all": Scope(),
            "inbox": Scope(inbox=True),
            "topics": Scope(),
            "searches": Scope(),
            "search": Scope(),
        }.get(self.kind)


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much of everything there is."""

    counts: dict[str, int]
    topics: Sequence[TopicRow]
    searches: Sequence[tuple[SavedSearchRow, int]] = ()


def read(reader: Connection) -> Holdings:
    """Read the numbers and the topics; meant for a worker."""
    found = quotes.counts(reader)
    finds = choices.search_counts(reader)
    return Holdings(
        {
            "all": found.all,
            "inbox": found.inbox,
            "people": len(people.names(reader)),
            "sources": len(sources.sources(reader)),
            "pictures": len(pictures.pictures(reader)),
            "books": len(books.books(reader)),
            "trash": len(trash.trashed(reader)),
        },
        topics.topics(reader),
        [(row, finds.get(row.id, 0)) for row in choices.searches(reader)],
    )


ICONS = {
    "all": "layers",
    "inbox": "inbox",
    "searches": "search",
    "search": "search",
    "topics": "tags",
    "topic": "tag",
    "people": "users",
    "sources": "newspaper",
    "pictures": "images",
    "books": "book",
    "trash": "trash-2",
}


class ShelfModel(QStandardItemModel):
    """The tree. ``refused(str)`` says in plain words why a topic or saved search was not renamed.

    ``rebuilding()`` and ``rebuilt()`` stand around a change that takes all topics and searches out and puts them in
    again.
    """

    refused = Signal(str)
    rebuilding = Signal()
    rebuilt = Signal()

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._tops: dict[str, QStandardItem] = {}
        self._topics: dict[str, QStandardItem] = {}
        self._searches: dict[str, QStandardItem] = {}
        self._shape: list[tuple[str, str | None]] = []
        for kind, name in titles().items():
            item = _item(Place(kind, "", name))
            self._tops[kind] = item
            self.appendRow(item)
        look.changes().changed.connect(self._repaint)

    def show(self, held: Holdings) -> None:
        """Show these numbers and topics; the tree is built anew only when topics or searches came, went or moved."""
        for kind, count in held.counts.items():
            # An empty inbox or trash needs no number.
            shown = count if count or kind in {"all", "people", "sources", "pictures", "books"} else None
            self._tops[kind].setData(shown, COUNT)
        shape = [(row.id, row.parent_id) for row in held.topics] + [(row.id, None) for row, _ in held.searches]
        anew = shape != self._shape
        if anew:
            self._shape = shape
            self.rebuilding.emit()
            above = self._tops["topics"]
            above.removeRows(0, above.rowCount())
            self._topics = {}
            for row in held.topics:
                item = _item(Place("topic", row.id, row.name))
                parent = self._topics.get(row.parent_id or "", above)
                parent.appendRow(item)
                self._topics[row.id] = item
            self._tops["searches"].removeRows(0, len(self._searches))
            self._searches = {row.id: _item(Place("search", row.id, row.name, row.query)) for row, _ in held.searches}
            self._tops["searches"].appendRows(list(self._searches.values()))
        for row in held.topics:
            self._name(self._topics[row.id], Place("topic", row.id, row.name), row.quotes, row.path)
        for row, count in held.searches:
            self._name(self._searches[row.id], Place("search", row.id, row.name, row.query), count, row.query)
        if anew:
            self.rebuilt.emit()

    def _name(self, item: QStandardItem, place: Place, count: int, tip: str) -> None:
        if item.text() != place.name:
            super().setData(item.index(), place.name, Qt.ItemDataRole.EditRole)
        item.setData(place, PLACE)
        item.setData(count, COUNT)
        item.setToolTip(tip)

    def place(self, index: QModelIndex | QPersistentModelIndex) -> Place | None:
        """Return what an index stands for."""
        return cast("Place | None", index.data(PLACE))

    def topics(self) -> list[tuple[str, QModelIndex]]:
        """Return the id and index of every topic shown."""
        return [(key, item.index()) for key, item in self._topics.items()]

    def find(self, kind: str, topic_id: str = "") -> QModelIndex:
        """Return the index of an entry; an invalid one when there is none."""
        below = {"topic": self._topics, "search": self._searches}.get(kind)
        item = self._tops.get(kind) if below is None else below.get(topic_id)
        return item.index() if item is not None else QModelIndex()

    def setData(
        self, index: QModelIndex | QPersistentModelIndex, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Rename a topic or a saved search when the user typed a new name."""
        place = self.place(index)
        if role != Qt.ItemDataRole.EditRole or place is None or place.kind not in {"topic", "search"}:
            return super().setData(index, value, role)
        name = str(value).strip()
        if not name or name == place.name:
            return False
        try:
            if place.kind == "topic":
                topics.rename(self._library, place.id, name)
            else:
                choices.edit_search(self._library, place.id, name=name)
        except (BadValue, LibraryTrouble, NotFound) as trouble:
            self.refused.emit(str(trouble))
            return False
        return True

    def _repaint(self) -> None:
        for item in (*self._tops.values(), *self._topics.values(), *self._searches.values()):
            place = cast("Place", item.data(PLACE))
            item.setIcon(icons.icon(ICONS[place.kind], "muted"))


def titles() -> dict[str, str]:
    """Return the names of the fixed entries in their order."""
    return {
        "all": QCoreApplication.translate("Shelf", "All quotes"),
        "inbox": QCoreApplication.translate("Shelf", "Inbox"),
        "people": QCoreApplication.translate("Shelf", "People"),
        "sources": QCoreApplication.translate("Shelf", "Sources"),
        "pictures": QCoreApplication.translate("Shelf", "Pictures"),
        "books": QCoreApplication.translate("Shelf", "Books"),
        "trash": QCoreApplication.translate("Shelf", "Trash"),
        "searches": QCoreApplication.translate("Shelf", "Saved searches"),
        # Last, as there may be any number of them.
        "topics": QCoreApplication.translate("Shelf", "Topics"),
    }


def _item(place: Place) -> QStandardItem:
    item = QStandardItem(icons.icon(ICONS[place.kind], "muted"), place.name)
    item.setData(place, PLACE)
    item.setEditable(place.kind in {"topic", "search"})
    item.setDragEnabled(False)
    item.setDropEnabled(False)
    return item
