"""The sections of the open book as a tree model: titles can be changed, sections dragged, quotes dropped on them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QByteArray,
    QCoreApplication,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from briefing.book.disclose import held_back, press_sign
from briefing.library import sections
from briefing.library.faults import BadValue, LibraryTrouble
from briefing.library.sections import SectionRow
from briefing.library.store import Library
from briefing.ui import icons
from briefing.ui.models.quotes import MIME as QUOTE_MIME
from briefing.ui.models.shelf import SIGN

MIME = "application/x-briefing-section"
ID = Qt.ItemDataRole.UserRole
REFERENCE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
ICONS = {
    "text": "file-text",
    "meeting_brief": "users",
    "points": "list",
    "card": "table-properties",
    "qa": "message-square-quote",
    "person": "user",
    "programme": "calendar",
    "participants": "users",
    "quote_sheet": "quote",
    "position_matrix": "table",
    "timeline": "history",
    "paper": "file",
    "attachment": "link",
}
_SIGNS = {"in": "newspaper", "out": "eye-off"}


class SectionsModel(QAbstractItemModel):
    """A tree of `SectionRow`. ``refused(str)`` says in plain words why a change was not made."""

    refused = Signal(str)
    quotes_dropped = Signal(str, object)
    moved = Signal(str)

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._book_id: str | None = None
        self._rows: list[SectionRow] = []
        self._below: dict[str | None, list[int]] = {}
        self._at: dict[str, int] = {}

    @property
    def book_id(self) -> str | None:
        """The book shown."""
        return self._book_id

    @property
    def rows(self) -> Sequence[SectionRow]:
        """All sections in reading order."""
        return self._rows

    def show(self, book_id: str | None) -> None:
        """Show this book's sections."""
        self._book_id = book_id
        self.reload()

    def reload(self) -> bool:
        """Read the sections again. Returns whether the tree's shape changed (else only its words did)."""
        rows = sections.sections(self._library.reader(), self._book_id) if self._book_id else []
        shape = [(row.id, row.parent_id) for row in rows]
        if shape == [(row.id, row.parent_id) for row in self._rows]:
            self._rows = rows
            for row in rows:
                index = self.find(row.id)
                self.dataChanged.emit(index, index)
            return False
        self.beginResetModel()
        self._rows = rows
        self._below = {}
        self._at = {row.id: number for number, row in enumerate(rows)}
        for number, row in enumerate(rows):
            self._below.setdefault(row.parent_id, []).append(number)
        self.endResetModel()
        return True

    def section(self, index: Index) -> SectionRow | None:
        """Return the section at an index."""
        return self._rows[index.internalId()] if index.isValid() else None

    def find(self, section_id: str) -> QModelIndex:
        """Return the index of a section; an invalid one when the book has no such section."""
        number = self._at.get(section_id)
        if number is None:
            return QModelIndex()
        place = self._below[self._rows[number].parent_id].index(number)
        return self.createIndex(place, 0, number)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's default
        """Return the index of the child at ``row``."""
        below = self._below.get(self._id(parent), [])
        if column != 0 or not 0 <= row < len(below):
            return QModelIndex()
        return self.createIndex(row, 0, below[row])

    def parent(self, child: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008  # pyright: ignore
        """Return the index of the section above."""
        above = self._rows[child.internalId()].parent_id if child.isValid() else None
        return self.find(above) if above is not None else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        """Return how many sections stand directly under ``parent``."""
        return len(self._below.get(self._id(parent), []))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        """Return 1: the title."""
        return 1

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Return what the tree shows of a section."""
        row = self.section(index)
        if row is None:
            return None
        if role == Role.DisplayRole:
            return f"{row.reference}  {row.title}" if row.reference else row.title
        if role == Role.EditRole:
            return row.title
        if role == Role.AccessibleTextRole:
            said = f"{row.reference} {row.title}".strip()
            return ". ".join(part for part in (said, _for_press(row)) if part)
        if role == Role.ToolTipRole:
            told = QCoreApplication.translate("SectionsModel", "{title}: {words} words, {quotes} quotes").format(
                title=row.title, words=row.words, quotes=row.quotes
            )
            return "\n".join(part for part in (told, _for_press(row)) if part)
        if role == SIGN:
            return _SIGNS.get(press_sign(row.audience, row.disclosure))
        if role == Role.DecorationRole:
            return icons.icon(ICONS.get(row.kind, "file-text"), "muted")
        return row.id if role == ID else row.reference if role == REFERENCE else None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Rename a section."""
        row = self.section(index)
        title = str(value).strip()
        if row is None or role != Role.EditRole or not title or title == row.title:
            return False
        try:
            sections.rename(self._library, row.id, title)
        except (BadValue, LibraryTrouble) as trouble:
            self.refused.emit(str(trouble))
            return False
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Sections can be dragged, dropped on, and renamed, where the library can be written."""
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.ItemIsDropEnabled
        usable = flag.ItemIsEnabled | flag.ItemIsSelectable
        if self._library.read_only:
            return usable
        return usable | flag.ItemIsEditable | flag.ItemIsDragEnabled | flag.ItemIsDropEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        """Sections move; quotes are copied."""
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def supportedDragActions(self) -> Qt.DropAction:
        """Sections are moved, never copied."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Return what can be dropped."""
        return [MIME, QUOTE_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the dragged sections' ids."""
        data = QMimeData()
        found = [row for row in (self.section(index) for index in indexes) if row is not None]
        data.setData(MIME, QByteArray(json.dumps([row.id for row in found]).encode()))
        data.setText("\n".join(row.title for row in found))
        return data

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Quotes may be dropped on a section, a section anywhere but inside itself."""
        if data.hasFormat(QUOTE_MIME):
            return parent.isValid() and row < 0
        dragged = _ids(data, MIME)
        return bool(dragged) and not self._inside(self._id(parent), set(dragged))

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Move the dropped section to its new place, or hand dropped quotes on."""
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        above = self._id(parent)
        if data.hasFormat(QUOTE_MIME):
            self.quotes_dropped.emit(above, _ids(data, QUOTE_MIME))
            return True
        for section_id in _ids(data, MIME):
            if section_id in self._at:
                self._move(section_id, above, row)
        # False: the move is made already; Qt must not remove the rows it thinks are still at the old place.
        return False

    def _move(self, section_id: str, above: str | None, row: int) -> None:
        siblings = [self._rows[number].id for number in self._below.get(above, [])]
        place = len(siblings) if row < 0 else row
        if section_id in siblings and siblings.index(section_id) < place:
            place -= 1
        try:
            sections.move(self._library, section_id, above, place)
        except (BadValue, LibraryTrouble) as trouble:
            self.refused.emit(str(trouble))
        else:
            self.moved.emit(section_id)

    def _id(self, index: Index) -> str | None:
        row = self.section(index)
        return row.id if row is not None else None

    def _inside(self, section_id: str | None, others: set[str]) -> bool:
        """Whether a section is one of ``others`` or lies under one."""
        while section_id is not None:
            if section_id in others:
                return True
            section_id = self._rows[self._at[section_id]].parent_id
        return False


def _ids(data: QMimeData, kind: str) -> list[str]:
    """Return the list of words a drag carries; empty when it is not such a list (it may come from anywhere)."""
    try:
        found: object = json.loads(bytes(data.data(kind).data()))
    except (ValueError, RecursionError):
        return []
    listed = cast("list[object]", found) if isinstance(found, list) else []
    return [one for one in listed if isinstance(one, str)]


def _for_press(row: SectionRow) -> str:
    """Return a sentence that goes with the sign at a section, ``""`` where it has none."""
    sign = press_sign(row.audience, row.disclosure)
    if sign == "in":
        return QCoreApplication.translate("SectionsModel", "In a press copy.")
    why = held_back(row.audience, row.disclosure)
    return QCoreApplication.translate("SectionsModel", "Not in a press copy: {why}.").format(why=why) if sign else ""
