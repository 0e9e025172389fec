"""The quotes list as a model: row numbers in order, the rows themselves read a page at a time when they are shown.

A million rows cost 8 bytes each; a page is 64 rows by primary key, and the 64 pages used last are kept.
"""

from __future__ import annotations

import json
from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from briefing.library.quotes import QuoteRow
from briefing.ui import wording

MIME = "application/x-briefing-quote"
ROW = Qt.ItemDataRole.UserRole
PAGE = 64
PAGES_KEPT = 64
Index = QModelIndex | QPersistentModelIndex


class QuotesModel(QAbstractTableModel):
    """One column of quotes. ``read`` fetches rows by their numbers, in the order asked."""

    def __init__(self, read: Callable[[Sequence[int]], list[QuoteRow]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._ns: array[int] = array("q")
        self._pages: OrderedDict[int, list[QuoteRow | None]] = OrderedDict()

    @property
    def ns(self) -> array[int]:
        """The row numbers in display order."""
        return self._ns

    def show(self, ns: array[int]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._ns = ns
        self._pages.clear()
        self.endResetModel()

    def forget(self) -> None:
        """Read the rows again: their words may have changed, their order has not."""
        self._pages.clear()
        if self._ns:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ns) - 1, 0))

    def place(self, n: int) -> int:
        """Return where row number ``n`` stands, or -1."""
        try:
            return self._ns.index(n)
        except ValueError:
            return -1

    def quote(self, place: int) -> QuoteRow | None:
        """Return the quote at a place; ``None`` when it has gone meanwhile."""
        if not 0 <= place < len(self._ns):
            return None
        number, offset = divmod(place, PAGE)
        page = self._pages.get(number)
        if page is None:
            ns = self._ns[number * PAGE : (number + 1) * PAGE]
            found = {row.n: row for row in self._read(ns)}
            page = self._pages[number] = [found.get(n) for n in ns]
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page[offset]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many quotes are listed."""
        return 0 if parent.isValid() else len(self._ns)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return 1: the card."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the row itself (`ROW`) or its words for a screen reader."""
        if role == ROW:
            return self.quote(index.row())
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
