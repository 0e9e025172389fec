"""Which quotes stand in a section that writes itself: those of its book or of a search, in which order."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from briefing.book.parts import SHEET_ORDERS
from briefing.library import choices, quotes, scopes, sections
from briefing.library.quotes import QuoteRow
from briefing.library.scopes import Drawn
from briefing.library.store import Library
from briefing.ui import wording
from briefing.ui.attempt import attempt
from briefing.ui.dialogs.framed import framed
from briefing.ui.jobs import Jobs
from briefing.ui.views.choice import Choice
from briefing.ui.views.filter_line import QuoteFilter
from briefing.ui.views.made_from import kinds_shown
from briefing.ui.views.quote_lines import BELOW, HANDLE, TEXT, QuoteLines, in_two_lines
from briefing.ui.views.section_words import counted, order_name
from briefing.ui.views.slots import plain

# What the first choice stands for besides the saved searches (their ids).
_BOOK, _WORDS, _AS_IS = "", "words", "as it is"


class SheetDialog(QDialog):
    """Accepting keeps the choice with the section, as one step that can be undone."""

    def __init__(self, parent: QWidget, library: Library, jobs: Jobs, section_id: str) -> None:
        super().__init__(parent)
        self._library, self._jobs = library, jobs
        self._topic = f"sheet-{id(self)}"
        self._row = sections.show(library.reader(), section_id)
        self._before = sections.drawn(library.reader(), section_id)
        self._left_out = set(self._before.without)
        self._searches = {row.id: row for row in choices.searches(library.reader())}
        self._shown: tuple[QuoteRow, ...] = ()
        self._build_parts()
        self._build_layout()
        self._fill()
        self.of.currentIndexChanged.connect(plain(self._ask))
        self.words.textChanged.connect(plain(self._ask))
        self.also.toggled.connect(plain(self._ask))
        self.list.itemChanged.connect(self._ticked)
        self.all_button.clicked.connect(plain(lambda: self._tick_all(ticked=True)))
        self.none_button.clicked.connect(plain(lambda: self._tick_all(ticked=False)))
        self.finished.connect(plain(lambda: self._jobs.forget(self._topic)))
        self._ask()

    def _build_parts(self) -> None:
        says = QCoreApplication.translate
        self.setWindowTitle(says("Sheet", "Choose quotes"))
        self.of = Choice()
        self.of.setAccessibleName(says("Sheet", "Which quotes"))
        self.words = QuoteFilter(self._library, self._jobs)
        self.words.setAccessibleName(says("Sheet", "What to search for"))
        self.words.setPlaceholderText(says("Sheet", "Words, speaker:ishiba, topic:tariffs, since:2025-06"))
        self.words.setClearButtonEnabled(True)
        self.words.down.connect(plain(self._go_to_list))
        self.finds = QLabel()
        self.finds.setTextFormat(Qt.TextFormat.PlainText)
        self.finds.setWordWrap(True)
        self.finds.setProperty("role", "small")
        self.also = QCheckBox(says("Sheet", "Also every quote used in this book"))
        self.order = Choice()
        self.order.setAccessibleName(says("Sheet", "Order"))
        self.count = QLabel()
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.all_button = QPushButton(says("Sheet", "Tick all"))
        self.none_button = QPushButton(says("Sheet", "Untick all"))
        for button in (self.all_button, self.none_button):
            button.setProperty("link", True)
            button.setAutoDefault(False)
        self.list = QListWidget()
        self.list.setItemDelegate(QuoteLines(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(says("Sheet", "Quotes found"))
        self.list.setAccessibleDescription(says("Sheet", "Space leaves a quote out, or takes it back in"))
        self.trouble = QLabel()
        self.trouble.setTextFormat(Qt.TextFormat.PlainText)
        self.trouble.setWordWrap(True)
        self.trouble.setProperty("role", "bad")
        self.trouble.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(says("Sheet", "Use these"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _build_layout(self) -> None:
        says = QCoreApplication.translate
        title = QLabel(self._row.title)
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setProperty("role", "title")
        title.setWordWrap(True)
        search = QVBoxLayout()
        search.setSpacing(6)
        for part in (self.of, self.words, self.finds, self.also):
            search.addWidget(part)
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(12)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        which, goes = QLabel(says("Sheet", "&Quotes")), QLabel(says("Sheet", "O&rder"))
        which.setBuddy(self.of)
        goes.setBuddy(self.order)
        form.addRow(which, search)
        if self._row.kind == "quote_sheet":
            form.addRow(goes, self.order)
        else:
            goes.deleteLater()
            self.order.hide()
        above = QHBoxLayout()
        above.addWidget(self.count, 1)
        above.addWidget(self.all_button)
        above.addWidget(self.none_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(title)
        layout.addLayout(form)
        layout.addLayout(above)
        layout.addWidget(framed(self.list), 1)
        layout.addWidget(self.trouble)
        layout.addWidget(self.buttons)
        self.resize(680, 640)

    def _fill(self) -> None:
        says = QCoreApplication.translate
        before = self._before
        self.of.addItem(says("Sheet", "Every quote used in this book"), _BOOK)
        self.of.addItem(says("Sheet", "What a search finds"), _WORDS)
        for key, row in self._searches.items():
            self.of.addItem(says("Sheet", "Saved search: {name}").format(name=row.name), key)
        drawn = [key for key in before.searches if key in self._searches]
        chosen = _WORDS if before.query else _BOOK
        if len(before.searches) > 1 or before.topics or before.people or (before.searches and before.query):
            # Made by another program: kept until something else is chosen.
            self.of.addItem(says("Sheet", "As it is now (several choices)"), _AS_IS)
            chosen = _AS_IS
        elif before.searches:
            chosen = drawn[0] if drawn else _WORDS
        self.of.setCurrentIndex(self.of.findData(chosen))
        self.words.setText(before.query)
        self.also.setChecked(chosen != _BOOK and not before.only)
        for order in SHEET_ORDERS:
            self.order.addItem(order_name(order), order)
        self.order.setCurrentIndex(self.order.findData(before.order))

    def drawn(self) -> Drawn:
        """Return the choice as it stands."""
        of, without, order = self.of.currentData(), tuple(sorted(self._left_out)), str(self.order.currentData())
        if of == _BOOK:
            return Drawn(without=without, order=order)
        only = not self.also.isChecked()
        if of == _AS_IS:
            return replace(self._before, without=without, order=order, only=only)
        if of == _WORDS:
            return Drawn(query=self.words.text().strip(), only=only, without=without, order=order)
        return Drawn(searches=(str(of),), only=only, without=without, order=order)

    def accept(self) -> None:
        """Keep the choice; what is wrong is told in place."""
        library, section, drawn = self._library, self._row.id, self.drawn()
        if attempt(lambda: sections.draw_on(library, section, drawn), self._tell):
            super().accept()

    def _tell(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.show()

    def _go_to_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.TabFocusReason)
        self.list.setCurrentRow(max(self.list.currentRow(), 0))

    def _ask(self) -> None:
        """Show what belongs to the choice, and look up, in a worker, what it finds."""
        of = self.of.currentData()
        saved = self._searches.get(str(of))
        self.words.setVisible(of == _WORDS)
        self.finds.setVisible(saved is not None)
        if saved is not None:
            says = QCoreApplication.translate(
                "Sheet", "Searches for “{query}”. The section follows this search as it is changed."
            )
            self.finds.setText(says.format(query=saved.query))
        self.also.setVisible(of != _BOOK)
        library, row, drawn = self._library, self._row, self.drawn()

        def work() -> tuple[QuoteRow, ...]:
            reader = library.reader()
            found = scopes.shown(reader, row.book_id, drawn, kinds_shown(row.kind))
            return tuple(quotes.rows(reader, [n for n, _ in found]))

        self._jobs.latest(self._topic, work, self._show, lambda trouble: self._tell(str(trouble)))

    def _show(self, found: tuple[QuoteRow, ...]) -> None:
        self.trouble.hide()
        if found != self._shown:
            self._shown = found
            self.list.blockSignals(True)
            self.list.clear()
            for row in found:
                self.list.addItem(self._item(row))
            self.list.blockSignals(False)
        self._count()

    def _item(self, row: QuoteRow) -> QListWidgetItem:
        about = (wording.speaker(row), row.role, row.publisher or row.source_title)
        text, below = in_two_lines(row.text, row.kind, about, row.said_on, row.language)
        item = QListWidgetItem(f"{text} {below}")
        item.setData(TEXT, text)
        item.setData(BELOW, below)
        item.setData(HANDLE, row.handle)
        item.setToolTip(" ".join(row.text.split())[:600])
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Unchecked if row.handle in self._left_out else Qt.CheckState.Checked)
        return item

    def _ticked(self, item: QListWidgetItem) -> None:
        handle = str(item.data(HANDLE))
        if item.checkState() == Qt.CheckState.Checked:
            self._left_out.discard(handle)
        else:
            self._left_out.add(handle)
        self._count()

    def _tick_all(self, *, ticked: bool) -> None:
        state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        for number in range(self.list.count()):
            self.list.item(number).setCheckState(state)

    def _count(self) -> None:
        says = QCoreApplication.translate
        left_out = sum(row.handle in self._left_out for row in self._shown)
        count = len(self._shown) - left_out
        told = counted(count, left_out)
        if len(self._shown) >= scopes.MOST_FOUND:
            told.append(says("Sheet", "the newest {n} only").format(n=wording.number(scopes.MOST_FOUND)))
        self.count.setText(" · ".join(told))
        self.all_button.setEnabled(bool(left_out))
        self.none_button.setEnabled(bool(count))
