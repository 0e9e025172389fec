"""The order of the quotes list: a small button that says it and offers the others."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from briefing.library import search_rank
from briefing.ui import icons
from briefing.ui.views.slots import plain


class OrderButton(QToolButton):
    """``changed()`` when another order was chosen; ``order`` is one of ``search_rank.ORDERS``."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.order = "newest"
        menu = QMenu(self)
        group = QActionGroup(self)
        self._actions = {order: menu.addAction(_name(order)) for order in search_rank.ORDERS}
        for order, action in self._actions.items():
            action.setCheckable(True)
            group.addAction(action)
            action.triggered.connect(plain(partial(self._choose, order)))
        self.setMenu(menu)
        self.setAutoRaise(True)
        # The arrow stands behind the word, as in a choice.
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setIconSize(QSize(13, 13))
        icons.dress(self, "chevron-down", "muted")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.set_order("newest")

    def set_order(self, order: str) -> None:
        """Show an order without telling; one we do not know is newest first."""
        self.order = order if order in self._actions else "newest"
        self._actions[self.order].setChecked(True)
        self.setText(_name(self.order).replace("&", ""))
        self.setAccessibleName(QCoreApplication.translate("QuotesPane", "Order: {order}").format(order=self.text()))
        self.setToolTip(QCoreApplication.translate("QuotesPane", "Order of the quotes"))

    def _choose(self, order: str) -> None:
        if order != self.order:
            self.set_order(order)
            self.changed.emit()


def _name(order: str) -> str:
    return {
        "best": QCoreApplication.translate("QuotesPane", "&Best first"),
        "newest": QCoreApplication.translate("QuotesPane", "&Newest first"),
        "speaker": QCoreApplication.translate("QuotesPane", "By &speaker"),
    }[order]
