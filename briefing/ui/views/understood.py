"""What the search understood, as chips to take away one by one, and what it searched instead of a word not known."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from briefing.library.search_query import Part
from briefing.ui import look, wording
from briefing.ui.views.chips import Chip
from briefing.ui.views.flow import Flow
from briefing.ui.views.slots import plain

Corrected = Sequence[tuple[str, str]]


class Understood(QWidget):
    """``dropped(place, Part)``: a piece of the text at that place is not wanted; ``as_typed()``: no word put right."""

    dropped = Signal(int, object)
    as_typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = Flow(self)
        self._shown: tuple[tuple[int, Part], ...] = ()
        self._corrected: tuple[tuple[str, str], ...] = ()
        self._widgets: list[QWidget] = []
        self.setAccessibleName(QCoreApplication.translate("Understood", "What the search understood"))
        look.changes().changed.connect(self._redraw)
        self.hide()

    @property
    def words(self) -> list[str]:
        """What stands here, in order."""
        return [one.accessibleName() if isinstance(one, Chip) else _text_of(one) for one in self._widgets]

    def show_query(self, texts: Sequence[Sequence[Part]], corrected: Corrected = ()) -> None:
        """Show what was understood of each text. Plain words speak for themselves and get no chip."""
        shown = tuple(
            (place, part)
            for place, parts in enumerate(texts)
            for part in parts
            if part.field or part.minus or part.either or part.phrase
        )
        if (shown, tuple(corrected)) != (self._shown, self._corrected):
            self._shown, self._corrected = shown, tuple(corrected)
            self._redraw()

    def _redraw(self) -> None:
        for one in self._widgets:
            self._flow.removeWidget(one)
            one.hide()
            one.deleteLater()
        self._widgets = []
        for place, part in self._shown:
            self._add(self._chip(place, part))
        if self._corrected:
            told = QLabel(", ".join(f"{typed} → {meant}" for typed, meant in self._corrected), self)
            told.setTextFormat(Qt.TextFormat.PlainText)
            told.setProperty("role", "small")
            words = QCoreApplication.translate("Understood", "Nothing has “{typed}”; searched for “{meant}”")
            told.setAccessibleName(
                ". ".join(words.format(typed=typed, meant=meant) for typed, meant in self._corrected)
            )
            told.setToolTip(told.accessibleName())
            self._add(told)
            back = QPushButton(QCoreApplication.translate("Understood", "Only as typed"), self)
            back.setProperty("link", True)
            back.setAutoDefault(False)
            back.setAccessibleDescription(told.accessibleName())
            back.clicked.connect(plain(self.as_typed.emit))
            self._add(back)
        self.setVisible(bool(self._widgets))
        self.updateGeometry()

    def _chip(self, place: int, part: Part) -> Chip:
        words = _words(part)
        chip = Chip(words, self)
        chip.setAccessibleName(
            QCoreApplication.translate("Understood", "{words}, press to take it away").format(words=words)
        )
        chip.setToolTip(chip.accessibleName())
        chip.clicked.connect(plain(partial(self.dropped.emit, place, part)))
        return chip

    def _add(self, widget: QWidget) -> None:
        self._flow.addWidget(widget)
        self._widgets.append(widget)
        widget.show()


def _text_of(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel | QPushButton) else ""


def _words(part: Part) -> str:
    """Return a piece of a search as it was understood: ``not topic: steel``."""
    translate = QCoreApplication.translate
    value = wording.day(part.value) if part.field in {"since", "until", "on"} else part.value
    value = f"“{value}”" if part.phrase and not part.field else value.replace("_", " ") if part.field else value
    words = f"{part.field}: {value}" if part.field else value
    if part.minus:
        words = translate("Understood", "not {words}").format(words=words)
    return translate("Understood", "or {words}").format(words=words) if part.either else words
