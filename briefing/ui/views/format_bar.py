"""The small tool bar over the text: headings, bold, italic, lists, table, link, margin quote, kept quote."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from briefing.ui import icons
from briefing.ui.views import formatting
from briefing.ui.views.markdown_edit import MarkdownEdit
from briefing.ui.views.slots import plain


@dataclass(frozen=True, slots=True)
class Format:
    """One thing the bar does. ``change`` gets the caret; ``""`` for the icon keeps it out of the bar, keys only."""

    name: str
    icon: str
    says: str
    keys: str
    change: Callable[[QTextCursor], object]


def _formats() -> Iterator[Format]:
    says = QCoreApplication.translate
    change = formatting
    yield Format("heading", "heading", says("FormatBar", "Heading"), "Ctrl+1", lambda c: change.heading(c, 1))
    yield Format("heading2", "", says("FormatBar", "Smaller heading"), "Ctrl+2", lambda c: change.heading(c, 2))
    yield Format("heading3", "", says("FormatBar", "Smallest heading"), "Ctrl+3", lambda c: change.heading(c, 3))
    yield Format("text", "", says("FormatBar", "Plain text"), "Ctrl+0", lambda c: change.heading(c, 0))
    yield Format("bold", "bold", says("FormatBar", "Bold"), "Ctrl+B", lambda c: change.wrap(c, "**"))
    yield Format("italic", "italic", says("FormatBar", "Italic"), "Ctrl+I", lambda c: change.wrap(c, "*"))
    yield Format("list", "list", says("FormatBar", "Bulleted list"), "Ctrl+Shift+L", change.bullets)
    yield Format("numbers", "list-ordered", says("FormatBar", "Numbered list"), "Ctrl+Shift+O", change.numbers)
    yield Format("table", "table", says("FormatBar", "Table"), "Ctrl+Shift+T", change.table)
    yield Format("link", "link", says("FormatBar", "Link"), "Ctrl+Shift+K", change.link)
    yield Format("margin", "text-quote", says("FormatBar", "Set in from the margin"), "Ctrl+Shift+M", change.quoted)


class FormatBar(QFrame):
    """Buttons and keys that work on one editor. ``quote_wanted`` asks for the quote picker."""

    quote_wanted = Signal()

    def __init__(self, editor: MarkdownEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self.commands: dict[str, QAction] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(1)
        for entry in _formats():
            self._add(row, entry.name, entry.icon, entry.says, entry.keys, self._apply(entry.change))
        row.addSpacing(8)
        says = QCoreApplication.translate("FormatBar", "Insert a quote")
        self._add(row, "quote", "message-square-quote", says, "Ctrl+Shift+Q", self.quote_wanted.emit)
        row.addStretch(1)

    def _add(self, row: QHBoxLayout, name: str, icon: str, says: str, keys: str, does: Callable[[], object]) -> None:
        action = QAction(says, self._editor)
        action.triggered.connect(plain(does))
        # The editor takes the keys itself while it has the focus: elsewhere they may mean something else.
        self._editor.bind(keys, action.trigger)
        self.commands[name] = action
        if not icon:
            return
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        icons.dress(action, icon, "muted")
        action.setToolTip(f"{says} ({shown})")
        button = QToolButton()
        button.setDefaultAction(action)
        button.setAccessibleName(says)
        # The buttons have keys: Tab goes from the title straight to the text.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row.addWidget(button)

    def _apply(self, change: Callable[[QTextCursor], object]) -> Callable[[], None]:
        def run() -> None:
            cursor = self._editor.textCursor()
            change(cursor)
            self._editor.setTextCursor(cursor)
            self._editor.ensureCursorVisible()
            self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

        return run
