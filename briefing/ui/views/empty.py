"""An empty list is a page that says why it is empty and what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from briefing.ui import icons, look
from briefing.ui.actions import Actions

# Left, top, right, bottom; and the height from which on there is room for the picture (pixels at normal text size).
MARGINS, LOW_MARGINS = (24, 24, 24, 48), (12, 4, 12, 4)
ROOM_FOR_PICTURE = 230


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
        layout.setContentsMargins(*MARGINS)
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
        self._ask_for_room()
        self._paint_icon()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the words have it, without picture and margins: none of them is cut."""
        super().resizeEvent(event)
        low, layout = event.size().height() < ROOM_FOR_PICTURE * look.scale(), self.layout()
        if layout is not None and low == self._picture.isVisibleTo(self):
            self._picture.setVisible(not low)
            layout.setContentsMargins(*(LOW_MARGINS if low else MARGINS))
        self._ask_for_room()

    def _ask_for_room(self) -> None:
        # A layout takes one line of a wrapped text for enough.
        left, _, right, _ = LOW_MARGINS if self._picture.isHidden() else MARGINS
        for label in (self._title, self._text):
            # What it asked for before must not count.
            label.setMinimumHeight(0)
            label.setMinimumHeight(max(label.heightForWidth(self.width() - left - right), 0))

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
