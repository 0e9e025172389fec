"""The quotes list as a model: row numbers in order (8 bytes each), the rows themselves when they are shown."""

from __future__ import annotations

import json
from array import array
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from briefing.library.quotes import QuoteRow
from briefing.ui import wording
from briefing.ui.jobs import Jobs
from briefing.ui.models.pages import Page, Pages, Read

MIME = "application/x-briefing-quote"
ROW = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class QuotesModel(QAbstractTableModel):
    """One column of quotes. ``read`` fetches rows by their numbers, in the order asked, in a worker if there is one."""

    def __init__(self, read: Read, parent: QObject | None = None, jobs: Jobs | None = None) -> None:
        super().__init__(parent)
        self._pages = Pages(read, jobs, self._arrived)

    @property
    def ns(self) -> array[int]:
        """The row numbers in display order."""
        return self._pages.ns

    def show(self, ns: array[int], pages: Mapping[int, Page] | None = None) -> None:
        """Show these rows, of which some ``pages`` may have been read already."""
        self.beginResetModel()
        self._pages.show(ns, pages)
        self.endResetModel()

    def forget(self, pages: Mapping[int, Page] | None = None) -> None:
        """Read the rows again: their words may have changed, their order has not. ``pages`` are new already."""
        self._pages.forget(pages)
        if self.ns:
            self._arrived(0, len(self.ns) - 1)

    def place(self, n: int) -> int:
        """Return where row number ``n`` stands, or -1."""
        try:
            return self.ns.index(n)
        except ValueError:
            return -1

    def quote(self, place: int) -> QuoteRow | None:
        """Return the quote at a place; ``None`` when it has gone meanwhile."""
        return self._pages.row(place)

    def _arrived(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, 0))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many quotes are listed."""
        return 0 if parent.isValid() else len(self.ns)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return 1: the card."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the row itself (`ROW`; ``None`` while it is being read) or its words for a screen reader."""
        if role == ROW:
            return self._pages.glance(index.row())
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            row = self.quote(index.row())
            return wording.citation(row).replace("\n", " ") if row else ""
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cards can be selected and dragged."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flag = Qt.ItemFlag
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsDragEnabled | flag.ItemNeverHasChildren

    def mimeTypes(self) -> list[str]:
        """Return what a drag carries."""
        return [MIME, "text/plain"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the handles for a section, and the words with their citation for any other program."""
        found = (self.quote(place) for place in sorted({index.row() for index in indexes}))
        return mime([row for row in found if row is not None])


def mime(rows: Sequence[QuoteRow]) -> QMimeData:
    """Return quotes as a drag or the clipboard carries them."""
    data = QMimeData()
    data.setData(MIME, json.dumps([row.handle for row in rows]).encode())
    data.setText(wording.listed([wording.citation(row) for row in rows]))
    return data
