"""Which sections an export has: folded to one line as long as it is the whole book."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QPushButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from briefing.book.parts import GENERATED_KINDS
from briefing.library.sections import SectionRow
from briefing.ui import icons, look

_CHECKED, _OPEN = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_LINES_SHOWN = 8


class SectionChoice(QWidget):
    """A tree of boxes to tick. ``changed()`` when another choice was made; none ticked is no choice."""

    changed = Signal()

    def __init__(self, rows: Sequence[SectionRow], parent: QWidget | None = None) -> None:
        """``rows`` in the order of the book, each after the one it stands under."""
        super().__init__(parent)
        self.fold = QPushButton()
        self.fold.setProperty("link", True)
        self.fold.setAutoDefault(False)
        self.fold.setCheckable(True)
        self.fold.toggled.connect(self._unfold)
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setObjectName("sections")
        self.tree.setAccessibleName(QCoreApplication.translate("Export", "Sections"))
        self.tree.setFixedHeight(round(26 * _LINES_SHOWN * look.scale()))
        self._items: dict[str, QTreeWidgetItem] = {}
        self._own: dict[str, QTreeWidgetItem] = {}
        above = {row.parent_id for row in rows}
        for row in rows:
            under = self._items.get(row.parent_id or "")
            self._items[row.id] = _line(under or self.tree, f"{row.reference}  {row.title}".strip())
            if row.id in above and (row.words or row.kind in GENERATED_KINDS):
                said = QCoreApplication.translate("Export", "Its own text")
                self._own[row.id] = _line(self._items[row.id], said)
                heard = f"{row.title}: {said}"
                self._own[row.id].setData(0, Qt.ItemDataRole.AccessibleTextRole, heard)
        self.tree.expandAll()
        self.tree.itemChanged.connect(self._ticked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.tree)
        # Shown before it stands in the dialog it would be a window of its own.
        if not rows:
            self.hide()
        self._unfold(False)

    @property
    def offered(self) -> bool:
        """Whether the book has sections to choose from."""
        return bool(self._items)

    def choose(self, keys: Iterable[str], alone: Iterable[str] = ()) -> None:
        """Tick these sections with all below them, and the own text of those ``alone``. Those that are gone count for
        nothing; none left is all.
        """
        wanted = [self._items[key] for key in keys if key in self._items]
        wanted += [self._own[key] for key in alone if key in self._own]
        self.tree.blockSignals(True)
        for item in self._items.values():
            item.setCheckState(0, _OPEN if wanted else _CHECKED)
        for item in wanted:
            item.setCheckState(0, _CHECKED)
        self.tree.blockSignals(False)
        self._tell()

    def keys(self) -> tuple[str, ...]:
        """Return the topmost sections ticked, in the order of the book; ``()`` when it is the whole book."""
        ticked = [key for key, item in self._items.items() if item.checkState(0) == _CHECKED]
        if len(ticked) == len(self._items):
            return ()
        return tuple(key for key in ticked if not self._below_ticked(self._items[key]))

    def alone(self) -> tuple[str, ...]:
        """Return the sections of which the own text is ticked and not all below."""
        return tuple(
            key
            for key, own in self._own.items()
            if own.checkState(0) == _CHECKED and self._items[key].checkState(0) != _CHECKED
        )

    def is_empty(self) -> bool:
        """Whether no section at all is ticked."""
        return self.offered and all(item.checkState(0) == _OPEN for item in self._items.values())

    def _below_ticked(self, item: QTreeWidgetItem) -> bool:
        # At the top there is none above, whatever the stub says.
        above: QTreeWidgetItem | None = item.parent()
        return above is not None and above.checkState(0) == _CHECKED

    def _ticked(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        ticked = sum(self._own.get(key, item).checkState(0) == _CHECKED for key, item in self._items.items())
        some = QCoreApplication.translate("Export", "Sections: %1 of %2")
        some = some.replace("%1", f"{ticked:,}").replace("%2", f"{len(self._items):,}")
        whole = QCoreApplication.translate("Export", "Sections: the whole book")
        self.fold.setText(some if self.keys() or self.alone() or self.is_empty() else whole)

    def _unfold(self, shown: bool) -> None:
        self.tree.setVisible(shown)
        self._tell()
        icons.dress(self.fold, "chevron-down" if shown else "chevron-right", "accent")
        window = self.window()
        if shown and window is not self and window.isVisible():
            # The dialog grows by what it shows more.
            window.resize(window.width(), max(window.height(), window.sizeHint().height()))


def _line(under: QTreeWidgetItem | QTreeWidget, said: str) -> QTreeWidgetItem:
    item = QTreeWidgetItem(under, [said])
    # Qt ticks what is below, and half-ticks what is above.
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsAutoTristate | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(0, _CHECKED)
    return item
