"""The one box at the top: finds quotes as you type, jumps to sections, topics and people, runs commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QStandardItem
from PySide6.QtGui import QStandardItemModel as ItemModel
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from briefing.ui import icons, look, wording
from briefing.ui.views.slots import plain

Index = QModelIndex | QPersistentModelIndex
FOUND = Qt.ItemDataRole.UserRole
MOST = 9
# What begins with this is looked for among the commands only.
COMMAND_MARK = ">"


@dataclass(frozen=True, slots=True)
class Found:
    """Something the box offers: what it is, a muted word about it, and what happens when it is picked."""

    text: str
    hint: str
    icon: str
    pick: Callable[[], object]
    keep: bool = False


def fits(query: str, text: str) -> int:
    """Return how well ``text`` answers ``query``: 3 begins with it, 2 has its words, 1 has its letters."""
    wanted, have = query.casefold().split(), text.casefold()
    if not wanted:
        return 1
    if have.startswith(" ".join(wanted)):
        return 3
    starts = have.replace("-", " ").split()
    if all(any(start.startswith(word) for start in starts) for word in wanted):
        return 2
    return 1 if all(word in have for word in wanted) else 0


class _Line(QStyledItemDelegate):
    """Draws one offer: icon, text, and the hint at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the same height for all."""
        return QSize(200, QFontMetrics(look.font()).height() + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw it."""
        found = cast("Found", index.data(FOUND))
        area = option.rect.adjusted(4, 1, -4, -1)
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("soft"))
            painter.drawRoundedRect(area, 6, 6)
        ink = "on_soft" if selected else "muted"
        ratio = painter.device().devicePixelRatioF()
        middle = area.center().y() - 8
        painter.drawPixmap(
            QPoint(area.left() + 10, middle), icons.pixmap(found.icon or "chevron-right", ink, 16, ratio)
        )
        inner = area.adjusted(38, 0, -10, 0)
        small = look.font(0.88)
        painter.setFont(small)
        painter.setPen(look.colour(ink))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, found.hint)
        room = inner.width() - QFontMetrics(small).horizontalAdvance(found.hint) - 12
        painter.setFont(look.font())
        painter.setPen(look.colour("on_soft" if selected else "text"))
        text = QFontMetrics(look.font()).elidedText(found.text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()


class Offers(QListView):
    """The list under the box. It never takes the keyboard; the box moves through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.items = ItemModel(self)
        self.setModel(self.items)
        self.setItemDelegate(_Line(self))
        self.setAccessibleName(QCoreApplication.translate("SearchBox", "Search results"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("offers")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.hide()

    def offer(self, found: Sequence[Found]) -> None:
        """Offer these; the first one is picked by Enter."""
        self.items.clear()
        for one in found:
            item = QStandardItem(one.text)
            item.setData(one, FOUND)
            item.setAccessibleText(f"{one.text}, {one.hint}" if one.hint else one.text)
            item.setEditable(False)
            self.items.appendRow(item)
        self.setCurrentIndex(self.items.index(0, 0))

    def step(self, by: int) -> None:
        """Go up or down, round the ends."""
        count = self.items.rowCount()
        if count:
            self.setCurrentIndex(self.items.index((self.currentIndex().row() + by) % count, 0))


class SearchBox(QLineEdit):
    """``searched(text)`` with every change of what quotes are looked for; ``list_wanted()`` to go to the results."""

    searched = Signal(str)
    list_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find: Callable[[str], Sequence[Found]] = lambda _text: ()
        self._offers: Offers | None = None
        self._count = ""
        self.setAccessibleName(QCoreApplication.translate("SearchBox", "Search"))
        self.setAccessibleDescription(
            QCoreApplication.translate("SearchBox", "Finds quotes, sections, topics, people and commands.")
        )
        self.setPlaceholderText(QCoreApplication.translate("SearchBox", "Search quotes, sections, commands…   Ctrl+K"))
        self.setClearButtonEnabled(True)
        glass = QAction(self)
        icons.dress(glass, "search", "muted")
        self.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self.textChanged.connect(self._changed)

    def ask(self, find: Callable[[str], Sequence[Found]]) -> None:
        """Use ``find`` to look up what else than quotes the text may mean."""
        self._find = find

    def begin(self) -> None:
        """Take the keyboard, with what stands here selected, and offer what can be done."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._show()

    def tell_count(self, count: int) -> None:
        """Say how many quotes were found; shown beside the first offer."""
        text = QCoreApplication.translate("SearchBox", "{n} found").format(n=wording.number(count))
        self._count = text
        if self._offers is not None and self._offers.isVisible():
            item = self._offers.items.item(0)
            first = cast("Found", item.data(FOUND))
            if first.keep:
                item.setData(Found(first.text, text, first.icon, first.pick, keep=True), FOUND)
                if not count and self._offers.items.rowCount() > 1 and not self._offers.currentIndex().row():
                    # No quote has these words: Enter means the next best thing, a command or a section.
                    self._offers.step(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go through the offers, Enter picks one, Escape closes them and then empties the box."""
        key, offers = event.key(), self._offers
        showing = offers is not None and offers.isVisible()
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up} and offers is not None:
            if showing:
                offers.step(1 if key == Qt.Key.Key_Down else -1)
            else:
                self._show()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.pick()
        elif key == Qt.Key.Key_Escape and showing:
            self.close_offers()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the offers when the keyboard goes elsewhere."""
        super().focusOutEvent(event)
        self.close_offers()

    def pick(self) -> None:
        """Do what the current offer says."""
        offers = self._offers
        if offers is None or not offers.isVisible() or not offers.currentIndex().isValid():
            self.list_wanted.emit()
            return
        found = cast("Found", offers.currentIndex().data(FOUND))
        self.close_offers()
        if not found.keep:
            self.clear()
        found.pick()

    def offered(self) -> str:
        """Return what Enter would pick now, empty when nothing is offered."""
        offers = self._offers
        return str(offers.currentIndex().data() or "") if offers is not None and offers.isVisible() else ""

    def close_offers(self) -> None:
        """Take the list away."""
        if self._offers is not None:
            self._offers.hide()

    def _changed(self, text: str) -> None:
        self._count = ""
        self.searched.emit("" if text.startswith(COMMAND_MARK) else text)
        if self.hasFocus():
            self._show()

    def _show(self) -> None:
        if self._offers is None:
            self._offers = Offers(self.window())
            self._offers.clicked.connect(plain(self.pick))
            self._offers.entered.connect(self._offers.setCurrentIndex)
        text = self.text().strip()
        found = list(self._find(text))[:MOST]
        if text and not text.startswith(COMMAND_MARK):
            words = QCoreApplication.translate("SearchBox", "Quotes with “{words}”").format(words=text)
            found.insert(0, Found(words, self._count, "quote", self.list_wanted.emit, keep=True))
        if not found:
            self.close_offers()
            return
        offers = self._offers
        offers.offer(found)
        below = self.mapTo(self.window(), QPoint(0, self.height() + 4))
        offers.setGeometry(QRect(below, QSize(self.width(), offers.sizeHintForRow(0) * len(found) + 12)))
        offers.raise_()
        offers.show()
