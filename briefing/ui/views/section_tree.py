"""The tree of the open book's sections: drag, keys and menu do the same things."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTreeView, QWidget

from briefing.library.sections import SectionRow
from briefing.ui.models.sections import Index, SectionsModel
from briefing.ui.views.tree_line import as_side_tree


class SectionTree(QTreeView):
    """Shows a `SectionsModel`. ``chosen(id)`` when another section is current, ``opened(id)`` on Enter."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, model: SectionsModel, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._menu = menu
        self._closed: set[str] = set()
        self._wanted: str | None = None
        self._quiet = False
        self.setModel(model)
        self.setAccessibleName(QCoreApplication.translate("SectionTree", "Sections of the book"))
        as_side_tree(self)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        self.collapsed.connect(self._note_closed)
        self.expanded.connect(self._note_open)

    def current(self) -> SectionRow | None:
        """Return the section the keyboard is on."""
        return self._model.section(self.currentIndex())

    def go_to(self, section_id: str | None, *, quiet: bool = False) -> None:
        """Make a section current. ``quiet``: do not tell about it, as it is open already."""
        index = self._model.find(section_id) if section_id else QModelIndex()
        self._quiet = quiet
        self.setCurrentIndex(index)
        self._quiet = False
        if index.isValid():
            self.scrollTo(index)

    def rename(self) -> None:
        """Let the user type a new title in place."""
        if self.currentIndex().isValid():
            self.edit(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the section."""
        row = self.current()
        entering = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers()
        if entering and row is not None and self.state() != QAbstractItemView.State.EditingState:
            self.opened.emit(row.id)
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which section is current."""
        super().currentChanged(current, previous)
        row = self._model.section(current)
        if row is not None and not self._quiet:
            self.chosen.emit(row.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show the section menu."""
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.currentIndex().isValid():
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        self._menu.popup(at)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the drop; the model moves things itself, so the view must not remove the dragged rows."""
        super().dropEvent(event)
        if event.source() is self:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def _key(self, index: QModelIndex) -> str:
        row = self._model.section(index)
        return row.id if row is not None else ""

    def _note_closed(self, index: QModelIndex) -> None:
        self._closed.add(self._key(index))

    def _note_open(self, index: QModelIndex) -> None:
        self._closed.discard(self._key(index))

    def _remember(self) -> None:
        row = self.current()
        self._wanted = row.id if row is not None else None

    def _restore(self) -> None:
        closed = set(self._closed)
        self.expandAll()
        for section_id in closed:
            index = self._model.find(section_id)
            if index.isValid():
                self.collapse(index)
        self._closed = closed
        self.go_to(self._wanted, quiet=True)
