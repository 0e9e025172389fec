"""The tool bar: side bar, new, undo, redo; the search box in the middle; the one primary button at the right."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolBar, QToolButton, QWidget

from briefing.ui import icons, look
from briefing.ui.actions import Actions
from briefing.ui.views.search_box import SearchBox

LEFT = ("view.side", "", "book.new", "section.new", "import.paste", "", "undo", "redo")
RIGHT = ("view.theme", "view.right")
BOX_WIDTH = 440
# Logical pixels between two buttons, and what margins, lines and springs take.
BETWEEN, SPARE = 5, 80


class ToolBar(QToolBar):
    """``box`` is the search box, ``export`` the primary button."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("ToolBar", "Tools"), parent)
        self.setObjectName("tools")
        self.setMovable(False)
        self.setFloatable(False)
        self.setIconSize(QSize(20, 20))
        self.box = SearchBox(self)
        self.export = QPushButton(actions.commands["export"].name, self)
        self.export.setAccessibleName(actions.commands["export"].name)
        self._add(actions, LEFT)
        self.addWidget(_spring())
        self.addWidget(self.box)
        self.addWidget(_spring())
        self._add(actions, RIGHT)
        self.export.setProperty("primary", True)
        self.export.setAccessibleDescription(actions.commands["export"].about)
        self.export.setToolTip(actions["export"].toolTip())
        icons.dress(self.export, "file-down", "on_accent")
        self.export.clicked.connect(lambda: actions.run("export"))
        actions["export"].changed.connect(lambda: self.export.setEnabled(actions["export"].isEnabled()))
        self.export.setEnabled(False)
        self.addWidget(self.export)
        self._measure()
        look.changes().changed.connect(self._measure)

    def _add(self, actions: Actions, names: tuple[str, ...]) -> None:
        for name in names:
            if not name:
                self.addSeparator()
                continue
            self.addAction(actions[name])
            button = self.widgetForAction(actions[name])
            button.setAccessibleName(actions.commands[name].name)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _measure(self) -> None:
        # Pictures grow with the words, but less: they are read sooner.
        picture = round(20 * (1 + (look.scale() - 1) * 0.6))
        self.setIconSize(QSize(picture, picture))
        others = [one for one in map(self.widgetForAction, self.actions()) if isinstance(one, QToolButton)]
        taken = sum(one.sizeHint().width() + BETWEEN for one in (*others, self.export))
        # The box gives way first: a button that has no room would vanish.
        self.box.setFixedWidth(round(min(BOX_WIDTH * look.scale(), max(self.width() - taken - SPARE, 120))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the search box its share of the width."""
        super().resizeEvent(event)
        self._measure()


def _spring() -> QWidget:
    """Return an empty widget that takes what room is left."""
    spring = QWidget()
    spring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    spring.setMinimumWidth(8)
    return spring
