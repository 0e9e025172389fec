"""Quotes that look like the same remark, side by side in a quote's details, to be grouped or kept apart; its group."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from briefing.ui import icons, wording
from briefing.ui.views.detail_page import plain_label
from briefing.ui.views.quote_words import nobody, quoted
from briefing.ui.views.section_links import SectionLinks
from briefing.ui.views.slots import plain

if TYPE_CHECKING:
    from briefing.library.quotes import QuoteRow
    from briefing.library.remarks import Lookalike

_LONGEST = 400


class AlikePart(QWidget):
    """Hidden when there is nothing to show. ``grouped(id)`` and ``kept_apart(id)`` are about the quote offered,
    ``taken_out()`` about the one of the page, ``quote_wanted(id)`` asks to show another of the group."""

    grouped = Signal(str)
    kept_apart = Signal(str)
    taken_out = Signal()
    quote_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        says = QCoreApplication.translate
        self.offered = ""
        self.title = plain_label(role="heading")
        self.title.setText(says("Alike", "THE SAME REMARK"))
        self.told = plain_label()
        self.mine, self.other = _Card(), _Card()
        self.pair = QWidget()
        row = QHBoxLayout(self.pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.mine, 1)
        row.addWidget(self.other, 1)
        self.group = self._button(says("Alike", "Group"), "layers", lambda: self.grouped.emit(self.offered))
        self.apart = self._button(says("Alike", "Not the same"), "x", lambda: self.kept_apart.emit(self.offered))
        self.deeds = QWidget()
        buttons = QHBoxLayout(self.deeds)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(8)
        buttons.addWidget(self.group)
        buttons.addWidget(self.apart)
        buttons.addStretch(1)
        self.grouped_with = plain_label(role="muted")
        self.links = SectionLinks()
        self.links.wanted.connect(self.quote_wanted)
        self.leave = self._button(says("Alike", "Take out of the group"), "log-out", self.taken_out.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        for widget in (self.title, self.told, self.pair, self.deeds, self.grouped_with, self.links):
            column.addWidget(widget)
        column.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignLeft)

    def show_remarks(self, mine: QuoteRow, found: Sequence[Lookalike], others: Sequence[QuoteRow]) -> None:
        """Offer the likeliest of what looks like the same remark, and list what is grouped with it."""
        self.setVisible(bool(found or others))
        for widget in (self.told, self.pair, self.deeds):
            widget.setVisible(bool(found))
        for widget in (self.grouped_with, self.links, self.leave):
            widget.setVisible(bool(others))
        self.offered = found[0].quote.id if found else ""
        if found:
            self.mine.show_quote(mine, QCoreApplication.translate("Alike", "This quote"))
            self.other.show_quote(found[0].quote, QCoreApplication.translate("Alike", "The other"))
            self.told.setText(_told(found))
        counted = QCoreApplication.translate("Alike", "Grouped with these wordings: %1")
        self.grouped_with.setText(counted.replace("%1", wording.number(len(others))))
        self.links.show_links((one.id, _line(one)) for one in others)

    def set_changeable(self, on: bool) -> None:
        """Let groups be changed, or not."""
        for button in (self.group, self.apart, self.leave):
            button.setEnabled(on)

    def _button(self, text: str, icon: str, does: Callable[[], object]) -> QPushButton:
        made = QPushButton(text)
        made.setAutoDefault(False)
        icons.dress(made, icon)
        made.clicked.connect(plain(does))
        return made


class _Card(QFrame):
    """One of the two quotes."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("room", "card")
        self.head = plain_label(role="heading")
        self.words = plain_label()
        self.by = plain_label(role="small")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(4)
        for widget in (self.head, self.words, self.by):
            column.addWidget(widget)
        column.addStretch(1)

    def show_quote(self, quote: QuoteRow, head: str) -> None:
        """Show a quote's words, who said them, the outlet and the day."""
        text = quote.text if len(quote.text) <= _LONGEST else f"{quote.text[:_LONGEST]}…"
        self.head.setText(head)
        self.words.setText(quoted(text, quote.kind, quote.language))
        self.by.setText(_about(quote))


def _about(quote: QuoteRow) -> str:
    where = quote.publisher or quote.source_title
    parts = (quote.said_by or nobody(quote.kind), where, wording.day(quote.said_on))
    return " · ".join(part for part in parts if part)


def _line(quote: QuoteRow) -> str:
    words = " ".join(quote.text.split())
    return f"{quoted(words[:36] + '…' if len(words) > 36 else words, quote.kind, quote.language)}  ·  {_about(quote)}"


def _told(found: Sequence[Lookalike]) -> str:
    if found[0].why == "language":
        told = QCoreApplication.translate("Alike", "This may be the same remark in another language.")
    else:
        told = QCoreApplication.translate("Alike", "2 quotes look like the same remark.")
    if len(found) > 1:
        more = QCoreApplication.translate("Alike", "After this one, %1 more.")
        told += " " + more.replace("%1", wording.number(len(found) - 1))
    return told
