"""The list of quote cards: one column, every row as high as the others, so a million quotes open at once."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QDrag, QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QMenu, QTableView, QWidget

from briefing.library.quotes import QuoteRow
from briefing.ui import look
from briefing.ui.models.quotes import QuotesModel
from briefing.ui.views.drag_label import drag_label
from briefing.ui.views.quote_card import QuoteCard
from briefing.ui.views.slots import plain

# How long cards that were postponed wait.
FRAME_MS = 8
Index = QModelIndex | QPersistentModelIndex


class QuoteTable(QTableView):
    """Shows a `QuotesModel`. ``opened(id)`` on Enter or a double click, ``chosen(id)`` when another card is current."""

    opened = Signal(str)
    chosen = Signal(str)

    def __init__(self, model: QuotesModel, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._menu = menu
        self._quiet = False
        self.card = QuoteCard(self)
        self.setObjectName("cards")
        self.setModel(model)
        self.setItemDelegate(self.card)
        self.setAccessibleName(QCoreApplication.translate("QuoteTable", "Quotes"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setDragEnabled(True)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._measure()
        look.changes().changed.connect(self._measure)
        self.doubleClicked.connect(plain(self._open))

    def rows(self) -> list[QuoteRow]:
        """Return the selected quotes in list order."""
        places = sorted({index.row() for index in self.selectionModel().selectedRows()})
        found = (self._model.quote(place) for place in places)
        return [row for row in found if row is not None]

    def current(self) -> QuoteRow | None:
        """Return the quote the keyboard is on."""
        return self._model.quote(self.currentIndex().row()) if self.currentIndex().isValid() else None

    def seen(self) -> tuple[int, int]:
        """Return the places between which cards are in view, or will be when there are some."""
        first = self.verticalScrollBar().value() // self.card.height()
        return first, first + self.viewport().height() // self.card.height() + 1

    def go_to(self, place: int) -> None:
        """Make the card at a place the current and only selected one, and show it."""
        if 0 <= place < self._model.rowCount():
            self.setCurrentIndex(self._model.index(place, 0))
            self.selectRow(place)
            self.scrollTo(self._model.index(place, 0))

    def come_back_to(self, place: int) -> None:
        """Select the card that was current before the list was made anew: nobody chose it now, so nothing is told."""
        self._quiet = True
        self.selectRow(place)
        self._quiet = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current quote; Home and End go to the first and last (a table would change column)."""
        key = event.key()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain:
            self._open()
        elif key == Qt.Key.Key_Home and plain:
            self.go_to(0)
        elif key == Qt.Key.Key_End and plain:
            self.go_to(self._model.rowCount() - 1)
        elif key == Qt.Key.Key_Up and plain and self.currentIndex().row() <= 0:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Arriving by Tab selects the first card, so that the arrows have a place to start from."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.rowCount():
            self.setCurrentIndex(self._model.index(0, 0))

    def startDrag(self, supportedActions: Qt.DropAction, /) -> None:  # noqa: N803 - Qt's name
        """Carry the selected quotes; Qt would hang the cards themselves over the place they go to."""
        chosen = self.selectionModel().selectedRows()
        drag = QDrag(self)
        drag.setMimeData(self._model.mimeData(chosen))
        drag.setPixmap(drag_label(len(chosen), self.devicePixelRatioF()))
        drag.setHotSpot(QPoint(-14, -6))
        drag.exec(supportedActions, Qt.DropAction.CopyAction)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show the quote menu, at the card when it was asked for by key."""
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.currentIndex().isValid():
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        elif not self.indexAt(event.pos()).isValid():
            return
        self._menu.popup(QPoint(at))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cards in view; when many are new, the last ones in the next frame."""
        self.card.begin()
        super().paintEvent(event)
        if self.card.postponed:
            QTimer.singleShot(FRAME_MS, self.viewport(), self.viewport().update)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which quote is current."""
        super().currentChanged(current, previous)
        row = self._model.quote(current.row()) if current.isValid() else None
        if row is not None and not self._quiet:
            self.chosen.emit(row.id)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Draw all of every card that changed: their frames reach over the cell's edge."""
        super().selectionChanged(selected, deselected)
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the text size changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def _measure(self) -> None:
        self.card.forget()
        self.verticalHeader().setMinimumSectionSize(8)
        self.verticalHeader().setDefaultSectionSize(self.card.height())
        self.verticalScrollBar().setSingleStep(max(self.card.height() // 3, 1))
        self.viewport().update()

    def _open(self) -> None:
        row = self.current()
        if row is not None:
            self.opened.emit(row.id)
