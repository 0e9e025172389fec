"""A sentence above a pane that says what went wrong, or what is worth knowing, until it is put right or put away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from briefing.ui import icons


class Banner(QFrame):
    """Hidden until ``tell`` is called."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.action = QPushButton()
        self.action.clicked.connect(self._act)
        self._does: Callable[[], None] | None = None
        away = QToolButton()
        icons.dress(away, "x", "warn")
        away.setToolTip(QCoreApplication.translate("Banner", "Put this message away"))
        away.setAccessibleName(away.toolTip())
        away.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 8, 12, 8)
        row.setSpacing(10)
        row.addWidget(self.label, 1)
        row.addWidget(self.action)
        row.addWidget(away)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is being told, ``""`` when nothing is."""
        return self.label.text() if not self.isHidden() else ""

    def tell(self, sentence: str, action: str = "", does: Callable[[], None] | None = None) -> None:
        """Show a sentence, with a button when there is something to do about it."""
        self.label.setText(sentence)
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self._does = does
        self.setAccessibleName(sentence)
        self.show()
        # Screen readers read an alert when it appears.
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _act(self) -> None:
        self.hide()
        if self._does is not None:
            self._does()
