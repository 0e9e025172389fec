"""What the library holds, as the tree in the side bar: all quotes, inbox, people, sources, pictures, books, trash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel

from briefing.library import books, people, pictures, quotes, sources, topics, trash
from briefing.library.faults import BadValue, LibraryTrouble
from briefing.library.quotes import Scope
from briefing.library.store import Connection, Library
from briefing.library.topics import TopicRow
from briefing.ui import icons, look

PLACE = Qt.ItemDataRole.UserRole
COUNT = Qt.ItemDataRole.UserRole + 5
SHOWN = frozenset({"quote", "quote_topic", "topic", "person", "source", "picture", "book", "section"})


@dataclass(frozen=True, slots=True)
class Place:
    """One entry: ``kind`` is all, inbox, topics, topic, people, sources, pictures, books or trash; ``id`` a topic."""

    kind: str
    id: str = ""
    name: str = ""

    @property
    def scope(self) -> Scope | None:
        """The quotes it stands for; ``None`` when it stands for something else."""
        if self.kind == "topic":
            return Scope(topic_id=self.id)
        return {"all": Scope(), "inbox": Scope(inbox=True), "topics": Scope()}.get(self.kind)


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much of everything there is."""

    counts: dict[str, int]
    topics: Sequence[TopicRow]


def read(reader: Connection) -> Holdings:
    """Read the numbers and the topics; meant for a worker."""
    found = quotes.counts(reader)
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
    )


ICONS = {
    "all": "layers",
    "inbox": "inbox",
    "topics": "tags",
    "topic": "tag",
    "people": "users",
    "sources": "newspaper",
    "pictures": "images",
    "books": "book",
    "trash": "trash-2",
}


class ShelfModel(QStandardItemModel):
    """The tree. ``refused(str)`` says in plain words why a topic was not renamed.

    ``rebuilding()`` and ``rebuilt()`` stand around a change that takes all topics out and puts them in again.
    """

    refused = Signal(str)
    rebuilding = Signal()
    rebuilt = Signal()

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._tops: dict[str, QStandardItem] = {}
        self._topics: dict[str, QStandardItem] = {}
        self._shape: list[tuple[str, str | None]] = []
        for kind, name in titles().items():
            item = _item(Place(kind, "", name))
            self._tops[kind] = item
            self.appendRow(item)
        look.changes().changed.connect(self._repaint)

    def show(self, held: Holdings) -> None:
        """Show these numbers and topics; the tree is built anew only when topics came, went or moved."""
        for kind, count in held.counts.items():
            # An empty inbox or trash needs no number.
            shown = count if count or kind in {"all", "people", "sources", "pictures", "books"} else None
            self._tops[kind].setData(shown, COUNT)
        shape = [(row.id, row.parent_id) for row in held.topics]
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
        for row in held.topics:
            item = self._topics[row.id]
            if item.text() != row.name:
                super().setData(item.index(), row.name, Qt.ItemDataRole.EditRole)
            item.setData(Place("topic", row.id, row.name), PLACE)
            item.setData(row.quotes, COUNT)
            item.setToolTip(row.path)
        if anew:
            self.rebuilt.emit()

    def place(self, index: QModelIndex | QPersistentModelIndex) -> Place | None:
        """Return what an index stands for."""
        return cast("Place | None", index.data(PLACE))

    def topics(self) -> list[tuple[str, QModelIndex]]:
        """Return the id and index of every topic shown."""
        return [(key, item.index()) for key, item in self._topics.items()]

    def find(self, kind: str, topic_id: str = "") -> QModelIndex:
        """Return the index of an entry; an invalid one when there is none."""
        item = self._topics.get(topic_id) if kind == "topic" else self._tops.get(kind)
        return item.index() if item is not None else QModelIndex()

    def setData(
        self, index: QModelIndex | QPersistentModelIndex, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Rename a topic when the user typed a new name."""
        place = self.place(index)
        if role != Qt.ItemDataRole.EditRole or place is None or place.kind != "topic":
            return super().setData(index, value, role)
        name = str(value).strip()
        if not name or name == place.name:
            return False
        try:
            topics.rename(self._library, place.id, name)
        except (BadValue, LibraryTrouble) as trouble:
            self.refused.emit(str(trouble))
            return False
        return True

    def _repaint(self) -> None:
        for item in (*self._tops.values(), *self._topics.values()):
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
        # Last, as there may be any number of them.
        "topics": QCoreApplication.translate("Shelf", "Topics"),
    }


def _item(place: Place) -> QStandardItem:
    item = QStandardItem(icons.icon(ICONS[place.kind], "muted"), place.name)
    item.setData(place, PLACE)
    item.setEditable(place.kind == "topic")
    item.setDragEnabled(False)
    item.setDropEnabled(False)
    return item
