"""The first page: what to do when there is nothing yet, or when a library could not be opened."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from briefing.ui import icons, look
from briefing.ui.actions import Actions

WIDTH = 560
MARGIN = 24


class Choice(QPushButton):
    """A large button: picture, what it does, and a sentence about it."""

    def __init__(self, icon: str, title: str, about: str, *, primary: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.setAccessibleDescription(about)
        self.setProperty("choice", True)
        self.setProperty("primary", primary)
        self._role = "on_accent" if primary else "accent"
        self._icon = icon
        self._picture = QLabel()
        name = QLabel(title)
        name.setFont(look.font(1.05, weight=QFont.Weight.DemiBold))
        words = QLabel(about)
        words.setWordWrap(True)
        for label in (name, words):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        name.setProperty("on", "accent" if primary else "card")
        words.setProperty("on", "accent" if primary else "quiet")
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 13, 16, 13)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(2)
        grid.addWidget(self._picture, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(name, 0, 1)
        grid.addWidget(words, 1, 1)
        grid.setColumnStretch(1, 1)
        self.redress()
        look.changes().changed.connect(self.redress)

    def redress(self) -> None:
        """Draw the picture in the colours in use."""
        self._picture.setPixmap(icons.pixmap(self._icon, self._role, 22, self.devicePixelRatioF()))

    def sizeHint(self) -> QSize:
        """Return the size the words need."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return a size in which the words are whole."""
        return QSize(180, self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        """The sentence may take more lines when there is less room."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height the words need at ``width``."""
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else 0


class WelcomePage(QScrollArea):
    """``recent_wanted(path)`` when one of the recent libraries is picked."""

    recent_wanted = Signal(str)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._column: QWidget | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(QCoreApplication.translate("Welcome", "Welcome"))

    def welcome(self, recent: Sequence[str]) -> None:
        """Show the first steps."""
        translate = QCoreApplication.translate
        self._show(
            translate("Welcome", "Welcome to Briefing"),
            translate("Welcome", "Collect what people said, find it in a moment, and hand over a polished book."),
            "",
            [
                ("sample", translate("Welcome", "Try the sample"), _about(self._actions, "sample")),
                ("book.new", translate("Welcome", "New book"), _about(self._actions, "book.new")),
                (
                    "import.file",
                    translate("Welcome", "Import an article or quotes"),
                    translate("Welcome", "A web page, Word, PDF or plain text; lists of quotes as CSV or JSONL."),
                ),
                ("library.open", translate("Welcome", "Open a library"), _about(self._actions, "library.open")),
            ],
            recent,
        )

    def explain(self, sentence: str, recent: Sequence[str]) -> None:
        """Say why no library is open, and offer ways on."""
        translate = QCoreApplication.translate
        self._show(
            translate("Welcome", "This library could not be opened"),
            "",
            sentence,
            [
                ("library.retry", translate("Welcome", "Try again"), translate("Welcome", "Open the same file again.")),
                ("library.open", translate("Welcome", "Open another library"), _about(self._actions, "library.open")),
                ("library.new", translate("Welcome", "Make a new library"), _about(self._actions, "library.new")),
                ("quit", translate("Welcome", "Quit"), translate("Welcome", "Close the program. Nothing is changed.")),
            ],
            recent,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column as wide as reads well, and narrower in a narrow window."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._column is not None:
            self._column.setFixedWidth(max(min(round(WIDTH * look.scale()), self.width() - 2 * MARGIN), 200))

    def _show(
        self, title: str, text: str, trouble: str, choices: list[tuple[str, str, str]], recent: Sequence[str]
    ) -> None:
        page = QWidget()
        page.setProperty("room", "pane")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QWidget(page)
        self._column = column
        inner = QVBoxLayout(column)
        inner.setSpacing(10)
        inner.addWidget(_label(title, "title"))
        if text:
            inner.addWidget(_label(text, "muted"))
        if trouble:
            inner.addWidget(_label(trouble, "bad"))
        inner.addSpacing(8)
        first: Choice | None = None
        for number, (command, name, about) in enumerate(choices):
            icon = self._actions.commands[command].icon
            button = Choice(icon, name, about, primary=number == 0)
            button.clicked.connect(lambda _checked=False, command=command: self._actions.run(command))
            inner.addWidget(button)
            first = first or button
        self._add_recent(inner, recent)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(MARGIN, 24, MARGIN, 32)
        layout.addStretch(2)
        layout.addWidget(column, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self._fit()
        self.setWidget(page)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_recent(self, inner: QVBoxLayout, recent: Sequence[str]) -> None:
        if not recent:
            return
        inner.addSpacing(10)
        inner.addWidget(_label(QCoreApplication.translate("Welcome", "RECENT LIBRARIES"), "heading"))
        for path in recent[:4]:
            button = QPushButton(Path(path).name)
            button.setProperty("link", True)
            button.setToolTip(path)
            button.setAccessibleDescription(path)
            button.clicked.connect(lambda _checked=False, path=path: self.recent_wanted.emit(path))
            inner.addWidget(button)


def _about(actions: Actions, command: str) -> str:
    return actions.commands[command].about


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("role", role)
    return label
