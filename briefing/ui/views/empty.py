"""An empty list is a page that says why it is empty and what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from briefing.ui import icons, look
from briefing.ui.actions import Actions


class EmptyPage(QWidget):
    """A picture, a line, a sentence, and the commands that help, in the middle of a pane."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._picture = QLabel(self)
        self._icon = "inbox"
        self._title = QLabel(self)
        self._text = QLabel(self)
        self._buttons = QVBoxLayout()
        self._buttons.setSpacing(6)
        for label in (self._picture, self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        self._text.setWordWrap(True)
        self._text.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 48)
        layout.setSpacing(8)
        layout.addStretch(2)
        layout.addWidget(self._picture)
        layout.addWidget(self._title)
        layout.addWidget(self._text)
        layout.addSpacing(8)
        layout.addLayout(self._buttons)
        layout.addStretch(3)
        look.changes().changed.connect(self._paint_icon)

    def say(self, icon: str, title: str, text: str, commands: tuple[str, ...] = ()) -> None:
        """Show this message; ``commands`` become buttons, the first of them the primary one."""
        self._icon = icon
        self._title.setText(title)
        self._title.setFont(look.font(1.1, weight=look.font().Weight.DemiBold))
        self._text.setText(text)
        while (item := self._buttons.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for number, name in enumerate(commands):
            self._buttons.addWidget(self._button(name, primary=number == 0), alignment=Qt.AlignmentFlag.AlignCenter)
        self._paint_icon()

    @property
    def heading(self) -> str:
        """What it says in large type."""
        return self._title.text()

    @property
    def text(self) -> str:
        """What it says now."""
        return self._text.text()

    def _button(self, name: str, *, primary: bool) -> QPushButton:
        command = self._actions.commands[name]
        button = QPushButton(command.name, self)
        button.setAccessibleDescription(command.about)
        button.setProperty("primary" if primary else "link", True)
        button.clicked.connect(lambda: self._actions.run(name))
        button.setEnabled(self._actions[name].isEnabled())
        self._actions[name].enabledChanged.connect(button.setEnabled)
        return button

    def _paint_icon(self) -> None:
        self._picture.setPixmap(icons.pixmap(self._icon, "muted", 36, self.devicePixelRatioF()))
