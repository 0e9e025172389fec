"""What a section that writes itself is made from, above its text: in a sentence, counted, and a button to choose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from briefing.library.scopes import Drawn
from briefing.library.store import Library, Step
from briefing.ui import icons, look
from briefing.ui.dialogs.show import show_over
from briefing.ui.jobs import Jobs
from briefing.ui.views.section_words import counted, made_from
from briefing.ui.views.slots import plain

# Tables whose change may change what such a section finds.
FOUND_IN = frozenset({"quote", "quote_topic", "topic", "person", "source", "placement", "section", "saved_search"})


def kinds_shown(kind: str) -> Sequence[str]:
    """Return the kinds of quote that a kind of section shows; none for all."""
    from briefing.book.generate import SPOKEN

    return SPOKEN if kind == "quote_sheet" else ()


@dataclass(frozen=True, slots=True)
class _Counted:
    """What the library says of a section: its choice, the names of its searches, how many quotes that comes to."""

    drawn: Drawn
    names: tuple[str, ...]
    count: int
    left_out: int


class MadeFrom(QFrame):
    """Hidden for a section that is typed."""

    def __init__(self, library: Library, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library, self._jobs = library, jobs
        self._topic = f"made-from-{id(self)}"
        self._section = self._book = self._kind = ""
        self.setObjectName("madeFrom")
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.counted = QLabel()
        self.counted.setTextFormat(Qt.TextFormat.PlainText)
        self.choose = QPushButton(QCoreApplication.translate("MadeFrom", "Choose quotes…"))
        icons.dress(self.choose, "list-filter")
        self.choose.setAccessibleDescription(
            QCoreApplication.translate("MadeFrom", "Choose which quotes stand in this section")
        )
        self.choose.clicked.connect(plain(self._choose))
        self.choose.setEnabled(not library.read_only)
        below = QHBoxLayout()
        below.addWidget(self.choose)
        below.addSpacing(6)
        below.addWidget(self.counted, 1)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(10)
        self._column.addWidget(self.sentence)
        self._column.addLayout(below)
        self.hide()
        self.redress()
        deaf = library.subscribe(self._heard)
        self.destroyed.connect(plain(deaf))

    def redress(self) -> None:
        """Take the colours of the present look."""
        soft, ink = look.colour("soft").name(), look.colour("on_soft").name()
        self.setStyleSheet(
            f"#madeFrom {{ background: {soft}; border-radius: 8px; margin: 6px 22px; }}"
            f"#madeFrom QLabel {{ background: transparent; color: {ink}; }}"
        )
        self._column.setContentsMargins(16, 12, 16, 12)
        self.setMaximumWidth(round(720 * max(look.scale(), 1.0)))

    def show_section(self, section_id: str, book_id: str, kind: str) -> bool:
        """Tell what a section is made from; returns whether it is one that writes itself."""
        first = (section_id, kind) != (self._section, self._kind)
        self._section, self._book, self._kind = section_id, book_id, kind
        said = bool(made_from(kind))
        self.setVisible(said)
        if not said:
            self._jobs.forget(self._topic)
        else:
            if first:
                self.counted.clear()
                self.sentence.setText(made_from(kind))
            self._count()
        return said

    def _choose(self) -> None:
        from briefing.ui.dialogs.sheet import SheetDialog

        show_over(SheetDialog(self.window(), self._library, self._jobs, self._section))

    def _heard(self, step: Step, _from_undo: bool) -> None:
        if not self.isHidden() and (not step.touched or step.touched & FOUND_IN):
            self._count()

    def _count(self) -> None:
        library, section, book, kind = self._library, self._section, self._book, self._kind

        def work() -> _Counted:
            from briefing.library import choices, scopes, sections

            reader = library.reader()
            drawn = sections.drawn(reader, section)
            names = tuple(row.name for row in choices.searches(reader) if row.id in drawn.searches)
            return _Counted(drawn, names, *scopes.count(reader, book, drawn, kinds_shown(kind)))

        # Without a count the section can still be written in; what is wrong with the library is told elsewhere.
        self._jobs.latest(self._topic, work, self._show, lambda _trouble: self.counted.clear())

    def _show(self, found: _Counted) -> None:
        self.sentence.setText(made_from(self._kind, found.drawn, found.names))
        told = counted(found.count, found.left_out)
        if found.drawn.searches and not found.names:
            told = [
                QCoreApplication.translate(
                    "MadeFrom", "Its saved search is gone. Choose again, or put it back from the trash."
                )
            ]
        self.counted.setText(" · ".join(told))
