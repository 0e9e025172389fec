"""The small tool bar over the text: headings, bold, italic, lists, table, link, margin quote, kept quote, picture."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from briefing.ui import icons, look
from briefing.ui.commands import TextKey, text_keys
from briefing.ui.views import formatting
from briefing.ui.views.markdown_edit import MarkdownEdit
from briefing.ui.views.slots import plain

# The side of a button's picture at the usual text size, in logical pixels.
_PICTURE = 16


def _changes() -> dict[str, Callable[[QTextCursor], object]]:
    """Return what each key of the text does at the caret."""
    change = formatting
    return {
        "heading": lambda c: change.heading(c, 1),
        "heading2": lambda c: change.heading(c, 2),
        "heading3": lambda c: change.heading(c, 3),
        "text": lambda c: change.heading(c, 0),
        "bold": lambda c: change.wrap(c, "**"),
        "italic": lambda c: change.wrap(c, "*"),
        "list": change.bullets,
        "numbers": change.numbers,
        "table": change.table,
        "link": change.link,
        "margin": change.quoted,
    }


class FormatBar(QFrame):
    """Buttons and keys that work on one editor. ``quote_wanted`` asks for the quote picker, ``save_wanted`` to save.

    ``picture_wanted`` asks for a picture.
    """

    quote_wanted = Signal()
    picture_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, editor: MarkdownEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self.commands: dict[str, QAction] = {}
        self._buttons: list[QToolButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(1)
        does = {name: self._apply(change) for name, change in _changes().items()}
        does["quote"], does["save"] = self.quote_wanted.emit, self.save_wanted.emit
        does["picture"] = self.picture_wanted.emit
        for key in text_keys():
            if key.name == "quote":
                row.addSpacing(8)
            self._add(row, key, does[key.name])
        row.addStretch(1)
        self._fit()
        look.changes().changed.connect(self._fit)

    def icon_side(self) -> int:
        """Return how large the pictures are now, in logical pixels."""
        return self._buttons[0].iconSize().height()

    def _fit(self) -> None:
        """Make the pictures as large as the text wants them."""
        side = round(_PICTURE * max(1.0, look.scale()))
        for button in self._buttons:
            button.setIconSize(QSize(side, side))

    def _add(self, row: QHBoxLayout, key: TextKey, does: Callable[[], object]) -> None:
        action = QAction(key.says, self._editor)
        action.triggered.connect(plain(does))
        # The editor takes the keys itself while it has the focus: elsewhere they are silent.
        self._editor.bind(key.keys, action.trigger)
        self.commands[key.name] = action
        if not key.icon:
            return
        shown = QKeySequence(key.keys).toString(QKeySequence.SequenceFormat.NativeText)
        icons.dress(action, key.icon, "muted")
        action.setToolTip(f"{key.says} ({shown})")
        button = QToolButton()
        button.setDefaultAction(action)
        self._buttons.append(button)
        button.setAccessibleName(key.says)
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
