"""The side bar: the open book's sections above, what the library holds below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSplitter,
    QStackedLayout,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from briefing.library.books import BookRow
from briefing.library.store import Library
from briefing.ui import icons
from briefing.ui.actions import Actions
from briefing.ui.commands import IN_SECTIONS
from briefing.ui.models.sections import Index, SectionsModel
from briefing.ui.models.shelf import Place, ShelfModel
from briefing.ui.views.choice import dress_list, widen_list
from briefing.ui.views.empty import EmptyPage
from briefing.ui.views.section_tree import SectionTree
from briefing.ui.views.slots import plain
from briefing.ui.views.tree_line import as_side_tree


class ShelfTree(QTreeView):
    """The library's entries. ``chosen(Place)``; ``trash_wanted(Place)`` on Delete; ``menu_wanted(Place, point)``."""

    chosen = Signal(object)
    trash_wanted = Signal(object)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, model: ShelfModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._quiet = False
        self.setModel(model)
        self.setAccessibleName(QCoreApplication.translate("ShelfTree", "Library"))
        as_side_tree(self)
        self.expand(model.find("topics"))
        self._searches_open = True
        self._before: tuple[Place | None, frozenset[str]] = (None, frozenset())
        model.rebuilding.connect(self._remember)
        model.rebuilt.connect(self._find_again)

    def _remember(self) -> None:
        """Keep where the keyboard is and what is open while the topics are put in anew."""
        self._before = (self.place(), frozenset(key for key, index in self._model.topics() if self.isExpanded(index)))
        above = self._model.find("searches")
        self._searches_open = self.isExpanded(above) or not self._model.rowCount(above)
        self._quiet = True

    def _find_again(self) -> None:
        self._quiet = False
        place, opened = self._before
        for key, index in self._model.topics():
            if key in opened:
                self.expand(index)
        self.setExpanded(self._model.find("searches"), self._searches_open)
        if place is not None and place.kind in {"topic", "search"}:
            gone = not self._model.find(place.kind, place.id).isValid()
            # What is listed is that topic's still; a topic that went leaves its quotes to all.
            self.go_to(*(("all",) if gone else (place.kind, place.id)), quiet=not gone)

    def place(self) -> Place | None:
        """Return what the keyboard is on."""
        return self._model.place(self.currentIndex())

    def go_to(self, kind: str, topic_id: str = "", *, quiet: bool = False) -> None:
        """Make an entry current."""
        self._quiet = quiet
        self.setCurrentIndex(self._model.find(kind, topic_id))
        self._quiet = False

    def clear_current(self) -> None:
        """Mark nothing: something else is shown."""
        self.go_to("", quiet=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter shows the entry again, Delete puts a topic or saved search into the trash."""
        place = self.place()
        if place is None or self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.chosen.emit(place)
        elif event.key() == Qt.Key.Key_Delete:
            self.trash_wanted.emit(place)
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which entry is current."""
        super().currentChanged(current, previous)
        place = self._model.place(current)
        if place is not None and not self._quiet:
            self.chosen.emit(place)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the entry."""
        place = self.place()
        if place is not None:
            at = event.globalPos()
            if event.reason() == QContextMenuEvent.Reason.Keyboard:
                at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
            self.menu_wanted.emit(place, at)


class BookChooser(QComboBox):
    """A combo box that shortens a long title with … where Qt would cut a letter in two; its list shows it whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress_list(self)

    def showPopup(self) -> None:
        """Open the list, as wide as the longest title needs within reason."""
        widen_list(self)
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box with the title shortened."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        text = self.currentText() or self.placeholderText()
        room = self.style().subControlRect(_BOX, option, _FIELD, self).width() - 6
        option.currentText = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


_BOX = QStyle.ComplexControl.CC_ComboBox
_FIELD = QStyle.SubControl.SC_ComboBoxEditField


class SideBar(QWidget):
    """Book chooser, sections, library. ``book_chosen(id)`` when the user picks another book."""

    book_chosen = Signal(str)

    def __init__(self, library: Library, actions: Actions, section_menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sections = SectionsModel(library, self)
        self.shelf = ShelfModel(library, self)
        self.tree = SectionTree(self.sections, section_menu, self)
        self.library = ShelfTree(self.shelf, self)
        self.books = BookChooser(self)
        self.split = QSplitter(Qt.Orientation.Vertical, self)
        self._empty = EmptyPage(actions, self)
        self._stack = QStackedLayout()
        self._build(actions)
        actions.attach(IN_SECTIONS, self.tree)
        self.books.activated.connect(plain(lambda: self.book_chosen.emit(cast("str", self.books.currentData()))))

    def show_books(self, books: Sequence[BookRow], current: str | None) -> None:
        """Offer these books, ``current`` being the open one."""
        self.books.clear()
        for book in books:
            self.books.addItem(book.title, book.id)
            self.books.setItemData(self.books.count() - 1, book.title, Qt.ItemDataRole.ToolTipRole)
        self.books.setCurrentIndex(self.books.findData(current) if current else -1)
        self.books.setEnabled(bool(books))
        self.books.setToolTip(self.books.currentText())

    def show_book(self, book_id: str | None) -> None:
        """Show a book's sections."""
        self.sections.show(book_id)
        self.books.setCurrentIndex(self.books.findData(book_id) if book_id else -1)
        self.books.setToolTip(self.books.currentText())
        self.check_empty()

    def check_empty(self) -> None:
        """Say what to do when there is no book, or no section in it."""
        translate = QCoreApplication.translate
        if self.sections.book_id is None:
            title, text = translate("SideBar", "No book yet"), translate("SideBar", "A book is made from your quotes.")
            self._empty.say("book-open", title, text, ("book.new",))
        else:
            title, text = translate("SideBar", "No sections yet"), translate("SideBar", "A book is made of sections.")
            self._empty.say("list-tree", title, text, ("section.new",))
        self._stack.setCurrentIndex(0 if self.sections.rows else 1)

    def _build(self, actions: Actions) -> None:
        self.setProperty("room", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.books.setAccessibleName(QCoreApplication.translate("SideBar", "Book"))
        self.books.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.books.setMinimumContentsLength(6)
        self.books.setPlaceholderText(QCoreApplication.translate("SideBar", "Choose a book"))
        upper = QWidget(self)
        above = QVBoxLayout(upper)
        above.setContentsMargins(0, 0, 0, 6)
        above.setSpacing(2)
        above.addLayout(self._heading(QCoreApplication.translate("SideBar", "BOOK"), actions, _BOOK_TOOLS))
        chooser = QHBoxLayout()
        chooser.setContentsMargins(10, 0, 10, 6)
        chooser.addWidget(self.books)
        above.addLayout(chooser)
        self._stack.addWidget(self.tree)
        self._stack.addWidget(self._empty)
        above.addLayout(self._stack, 1)
        lower = QWidget(self)
        below = QVBoxLayout(lower)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(2)
        below.addLayout(self._heading(QCoreApplication.translate("SideBar", "LIBRARY"), actions, _SHELF_TOOLS))
        below.addWidget(self.library, 1)
        for part in (upper, lower):
            self.split.addWidget(part)
            self.split.setCollapsible(self.split.indexOf(part), False)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([420, 400])
        self.split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.split)

    def _heading(self, text: str, actions: Actions, tools: tuple[str, ...]) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(12, 7, 8, 3)
        line.setSpacing(0)
        label = QLabel(text, self)
        label.setProperty("role", "heading")
        line.addWidget(label, 1)
        for name in tools:
            command = actions.commands[name]
            button = QToolButton(self)
            button.setIconSize(QSize(15, 15))
            button.setAutoRaise(True)
            button.setToolTip(actions[name].toolTip())
            button.setAccessibleName(command.name)
            button.setAccessibleDescription(command.about)
            icons.dress(button, command.icon, "muted")
            button.clicked.connect(lambda _checked=False, name=name: actions.run(name))
            button.setEnabled(actions[name].isEnabled())
            actions[name].enabledChanged.connect(button.setEnabled)
            line.addWidget(button)
        return line


_BOOK_TOOLS = ("section.new", "section.child", "book.settings")
_SHELF_TOOLS = ("topic.new",)
