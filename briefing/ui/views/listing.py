"""People, sources, pictures, books and the trash as plain lists in the list column, with a line to narrow them."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QContextMenuEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QStandardItem
from PySide6.QtGui import QStandardItemModel as ItemModel
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from briefing.library.store import Library
from briefing.ui import icons, look, wording
from briefing.ui.actions import Actions
from briefing.ui.views.empty import EmptyPage
from briefing.ui.views.filter_line import FilterLine
from briefing.ui.views.listing_kinds import NEW, READ, Entry, words_of
from briefing.ui.views.slots import plain

Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole
FOUND = Qt.ItemDataRole.UserRole + 1


class TwoLines(QStyledItemDelegate):
    """Draws an entry as its name above what is known about it, with its number of quotes at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the same height for all."""
        line = QFontMetrics(look.font()).height() + QFontMetrics(look.font(0.88)).height()
        return QSize(120, line + 18)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one entry."""
        entry: Entry = index.data(ENTRY)
        area = option.rect
        state = option.state
        flag = QStyle.StateFlag
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = area.adjusted(8, 2, -8, -2)
        painter.setPen(look.colour("accent") if state & flag.State_HasFocus else Qt.PenStyle.NoPen)
        if state & flag.State_Selected:
            painter.setBrush(look.colour("soft"))
            painter.drawRoundedRect(box, 7, 7)
        elif state & flag.State_MouseOver:
            painter.setBrush(look.colour("hover"))
            painter.drawRoundedRect(box, 7, 7)
        inner = box.adjusted(12, 5, -12, -5)
        count = wording.number(entry.count) if entry.count is not None else ""
        name = look.font(weight=QFont.Weight.DemiBold)
        small = look.font(0.88)
        painter.setFont(small)
        painter.setPen(look.colour("muted"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, count)
        about = QFontMetrics(small).elidedText(entry.about, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignBottom, about)
        painter.setFont(name)
        painter.setPen(look.colour("text"))
        room = inner.width() - QFontMetrics(small).horizontalAdvance(count) - 10
        shown = QFontMetrics(name).elidedText(entry.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop, shown)
        painter.restore()


class EntryList(QListView):
    """The list itself. ``opened``, ``trash_wanted`` and ``menu_wanted`` carry the `Entry`."""

    chosen = Signal(object)
    opened = Signal(object)
    trash_wanted = Signal(object)
    insert_wanted = Signal(object)

    def entry(self) -> Entry | None:
        """Return the entry the keyboard is on."""
        return self.currentIndex().data(ENTRY) if self.currentIndex().isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete moves to the trash."""
        entry = self.entry()
        if entry is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit(entry)
        elif entry is not None and event.key() == Qt.Key.Key_Delete:
            self.trash_wanted.emit(entry)
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which entry is current."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(current.data(ENTRY))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show what can be done with the entry."""
        entry = self.entry()
        if entry is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = QCoreApplication.translate("Listing", "Open")
        gone = QCoreApplication.translate("Listing", "Move to trash")
        if entry.kind.startswith("trash:"):
            menu.addAction(QCoreApplication.translate("Listing", "Put back"), lambda: self.opened.emit(entry))
        else:
            if entry.kind == "picture":
                put = QCoreApplication.translate("Listing", "Insert into the text")
                menu.addAction(put, lambda: self.insert_wanted.emit(entry))
            menu.addAction(shown, lambda: self.opened.emit(entry))
            menu.addAction(gone, lambda: self.trash_wanted.emit(entry))
        menu.popup(event.globalPos())


class ListingPane(QWidget):
    """Shows one kind of thing. ``chosen(Entry)``, ``opened(Entry)``, ``trash_wanted(Entry)``, ``empty_wanted()``.

    ``insert_wanted(Entry)``: a picture is to go into the text.
    """

    chosen = Signal(object)
    opened = Signal(object)
    trash_wanted = Signal(object)
    empty_wanted = Signal()
    insert_wanted = Signal(object)

    def __init__(self, library: Library, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._actions = actions
        self.kind = "people"
        self._items = ItemModel(self)
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(self._items)
        self._shown.setFilterRole(FOUND)
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.filter = FilterLine(self)
        self.list = EntryList(self)
        self._heading = QLabel(self)
        self._button = QPushButton(self)
        self.back = QPushButton(QCoreApplication.translate("Listing", "Put back"), self)
        self._empty = EmptyPage(actions, self)
        self._stack = QStackedLayout()
        self._build()
        self._say()

    def show_kind(self, kind: str) -> None:
        """Show people, sources, pictures, books or trash."""
        if kind != self.kind:
            self.filter.clear()
            self.list.setCurrentIndex(QModelIndex())
        self.kind = kind
        self.refresh()

    def refresh(self) -> None:
        """Read the list again, keeping the place."""
        current, row_before = self.list.entry(), self.list.currentIndex().row()
        # Rows that go while the list is filled anew must not be taken for a choice.
        self.list.blockSignals(True)
        self._items.clear()
        for entry in READ[self.kind](self._library):
            item = QStandardItem(entry.name)
            item.setData(entry, ENTRY)
            item.setData(f"{entry.name} {entry.about}", FOUND)
            item.setEditable(False)
            item.setAccessibleText(", ".join(part for part in (entry.name, entry.about) if part))
            self._items.appendRow(item)
        self._say()
        if current is not None and self._shown.rowCount():
            # What is gone leaves its place to the next one, so the keyboard can go on.
            self.list.setCurrentIndex(self._shown.index(min(row_before, self._shown.rowCount() - 1), 0))
        for row in range(self._shown.rowCount()):
            index = self._shown.index(row, 0)
            if current is not None and index.data(ENTRY).id == current.id:
                self.list.setCurrentIndex(index)
        self.list.blockSignals(False)

    def focus_list(self) -> None:
        """Move the keyboard to the list."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self._shown.index(0, 0))

    def _build(self) -> None:
        self.setProperty("room", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._heading.setProperty("role", "heading")
        self._button.setProperty("link", True)
        self.back.setProperty("link", True)
        self.back.setToolTip(QCoreApplication.translate("Listing", "Put the selected entry back where it was (Enter)"))
        self.back.clicked.connect(plain(self._put_back))
        self.filter.setClearButtonEnabled(True)
        look_for = QAction(self.filter)
        icons.dress(look_for, "list-filter", "muted")
        self.filter.addAction(look_for, QLineEdit.ActionPosition.LeadingPosition)
        self.filter.textChanged.connect(self._shown.setFilterFixedString)
        self.filter.down.connect(self.focus_list)
        self.list.setModel(self._shown)
        self.list.setItemDelegate(TwoLines(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.chosen.connect(self.chosen)
        self.list.opened.connect(self.opened)
        self.list.trash_wanted.connect(self.trash_wanted)
        self.list.insert_wanted.connect(self.insert_wanted)
        self.list.doubleClicked.connect(self._open_index)
        self._button.clicked.connect(self._use_button)
        top = QHBoxLayout()
        top.setContentsMargins(12, 6, 8, 2)
        top.addWidget(self._heading, 1)
        top.addWidget(self.back)
        top.addWidget(self._button)
        line = QHBoxLayout()
        line.setContentsMargins(10, 0, 10, 5)
        line.addWidget(self.filter)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addLayout(line)
        layout.addLayout(self._stack, 1)

    def _open_index(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(ENTRY))

    def _put_back(self) -> None:
        self.focus_list()
        entry = self.list.entry()
        if entry is not None:
            self.opened.emit(entry)

    def _use_button(self) -> None:
        if self.kind == "trash":
            self.empty_wanted.emit()
        else:
            self._actions.run(NEW[self.kind])

    def _say(self) -> None:
        words = words_of()[self.kind]
        self._heading.setText(words.heading)
        self._button.setText(words.button)
        self._button.setAccessibleName(words.button)
        self.filter.setPlaceholderText(words.filter)
        self.filter.setAccessibleName(words.filter)
        self.list.setAccessibleName(words.name)
        filled = self._items.rowCount() > 0
        self._button.setVisible(filled)
        self._button.setEnabled(not self._library.read_only)
        self.back.setVisible(filled and self.kind == "trash")
        self.back.setEnabled(not self._library.read_only)
        if not filled:
            self._empty.say(words.icon, words.empty, words.advice, words.commands)
        self._stack.setCurrentIndex(0 if filled else 1)
