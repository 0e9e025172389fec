"""The fields of a review: what is known of the article, and of the candidate being looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from briefing.sources.article import Article
from briefing.text import dates
from briefing.ui import wording
from briefing.ui.dialogs.review_state import Candidate
from briefing.ui.views.chips import TopicChips, complete
from briefing.ui.views.choice import Choice
from briefing.ui.views.quote_terms import kinds
from briefing.ui.views.slots import plain

Names = Callable[[], Iterable[str]]


class Captioned(QVBoxLayout):
    """A field under its small caption, a sentence below it when its value is refused."""

    def __init__(self, caption: str, field: QWidget) -> None:
        super().__init__()
        self.setSpacing(2)
        self.field = field
        label = QLabel(caption)
        label.setProperty("role", "small")
        label.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(caption)
        self._trouble = QLabel()
        self._trouble.setProperty("role", "bad")
        self._trouble.setWordWrap(True)
        self._trouble.setTextFormat(Qt.TextFormat.PlainText)
        self._trouble.hide()
        self.addWidget(label)
        self.addWidget(field)
        self.addWidget(self._trouble)

    @property
    def sentence(self) -> str:
        """Why the value was refused, ``""`` when it was not."""
        return self._trouble.text()

    def tell(self, sentence: str) -> None:
        """Say why the value is refused; ``""`` takes that away."""
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))
        self.field.setAccessibleDescription(sentence)
        self.field.setProperty("trouble", bool(sentence))
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)


class ArticleFields(QWidget):
    """Title, outlet, author, date, address and topics. ``dated()``: the day of publication is another now."""

    dated = Signal()

    def __init__(self, topic_names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        says = QCoreApplication.translate
        self._day = ""
        self.fields: dict[str, QLineEdit] = {}
        self._captions: dict[str, Captioned] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for name, caption, row, column, wide in (
            ("title", says("Review", "Title"), 0, 0, 2),
            ("publisher", says("Review", "Outlet"), 0, 2, 1),
            ("author", says("Review", "Author"), 0, 3, 1),
            ("published_on", says("Review", "Published on"), 1, 0, 1),
            ("url", says("Review", "Address"), 1, 1, 1),
        ):
            field = QLineEdit()
            field.setMaxLength(2000)
            self.fields[name] = field
            self._captions[name] = Captioned(caption, field)
            grid.addLayout(self._captions[name], row, column, 1, wide)
        self.topics = TopicChips(topic_names)
        self.topics.setAccessibleName(says("Review", "Topics for all"))
        grid.addLayout(Captioned(says("Review", "Topics for all quotes"), self.topics), 1, 2, 1, 2)
        for column, stretch in enumerate((2, 4, 3, 3)):
            grid.setColumnStretch(column, stretch)
        self.fields["published_on"].setPlaceholderText(wording.date_hint())
        self.fields["published_on"].editingFinished.connect(self._dated)
        self.fields["title"].textChanged.connect(plain(lambda: self._captions["title"].tell("")))

    def show_article(self, article: Article) -> None:
        """Show what the article states about itself."""
        for name, field in self.fields.items():
            field.setText(str(getattr(article, name)))
            field.setCursorPosition(0)
        self._day = article.published_on

    def article(self, article: Article) -> Article | None:
        """Return the article with what was typed; ``None`` when a field is refused, which is told at the field."""
        typed = {name: field.text().strip() for name, field in self.fields.items()}
        if not typed["title"]:
            self._captions["title"].tell(QCoreApplication.translate("Review", "Give the article a title."))
            self.fields["title"].setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        day = self._read_day()
        if day is None:
            self.fields["published_on"].setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        typed["published_on"] = day
        return replace(
            article,
            title=typed["title"],
            publisher=typed["publisher"],
            author=typed["author"],
            published_on=day,
            url=typed["url"],
        )

    def _read_day(self) -> str | None:
        try:
            day = dates.parse(self.fields["published_on"].text())[0]
        except dates.BadDate as trouble:
            self._captions["published_on"].tell(str(trouble))
            return None
        self._captions["published_on"].tell("")
        return day

    def _dated(self) -> None:
        day = self._read_day()
        if day is not None and day != self._day:
            self._day = day
            self.dated.emit()

    @property
    def day(self) -> str:
        """The day of publication as last read, ISO 8601."""
        return self._day


class CandidateFields(QWidget):
    """Speaker, role, kind, date, place and topics of one candidate. ``edited()`` after a change;
    ``done()`` when Enter or Esc asks for the list again."""

    edited = Signal()
    done = Signal()

    def __init__(self, people: Names, topic_names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        says = QCoreApplication.translate
        self._one: Candidate | None = None
        self.speaker, self.role, self.day, self.place = (QLineEdit() for _ in range(4))
        self.unnamed = QCheckBox(says("Review", "Not named in the article"))
        self.kind = Choice()
        for value, text in kinds():
            self.kind.addItem(text, value)
        self.topics = TopicChips(topic_names)
        complete(self.speaker, people)
        self.day.setPlaceholderText(wording.date_hint())
        self._day_cell = Captioned(says("Review", "Said on"), self.day)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.addLayout(Captioned(says("Review", "Speaker (S)"), self.speaker), 0, 0, 1, 2)
        grid.addLayout(Captioned(says("Review", "Role that day"), self.role), 0, 2)
        grid.addWidget(self.unnamed, 1, 0, 1, 3)
        grid.addLayout(Captioned(says("Review", "Kind"), self.kind), 2, 0)
        grid.addLayout(self._day_cell, 2, 1)
        grid.addLayout(Captioned(says("Review", "Place"), self.place), 2, 2)
        grid.addLayout(Captioned(says("Review", "Topics (T)"), self.topics), 3, 0, 1, 3)
        for column, stretch in enumerate((3, 3, 4)):
            grid.setColumnStretch(column, stretch)
        for name, field in (
            ("speaker", self.speaker),
            ("role", self.role),
            ("said_on", self.day),
            ("place", self.place),
        ):
            field.editingFinished.connect(plain(partial(self._take, name, field)))
            field.installEventFilter(self)
            # While names are offered, Enter goes past the filter straight to the field.
            field.returnPressed.connect(self._entered)
        self.kind.activated.connect(plain(lambda: self._set("kind", str(self.kind.currentData()))))
        self.unnamed.clicked.connect(plain(lambda: self._set("anonymous", "yes" if self.unnamed.isChecked() else "")))
        self.topics.changed.connect(self._set_topics)
        self.topics.field.installEventFilter(self)

    def show_candidate(self, one: Candidate | None) -> None:
        """Show a candidate, or nothing."""
        self._one = one
        self.setEnabled(one is not None and one.decision != "kept")
        draft = one.draft if one is not None else None
        for field, value in (
            (self.speaker, draft.speaker if draft else ""),
            (self.role, draft.role if draft else ""),
            (self.day, draft.said_on if draft else ""),
            (self.place, draft.place if draft else ""),
        ):
            if field.text() != value:
                field.setText(value)
                field.setCursorPosition(0)
        self.kind.setCurrentIndex(self.kind.findData(draft.kind if draft else "direct"))
        self.unnamed.setChecked(draft is not None and draft.anonymous)
        self.topics.show_topics(one.topics if one is not None else ())
        self._day_cell.tell("")

    def commit(self) -> bool:
        """Take over what is typed and not taken over yet; False when a value is refused."""
        for name, field in (("speaker", self.speaker), ("role", self.role), ("place", self.place)):
            self._set(name, field.text().strip())
        self._set("said_on", self.day.text().strip())
        return not self._day_cell.sentence

    def _entered(self) -> None:
        completer = self.speaker.completer()
        popup = completer.popup() if completer is not None else None  # pyright: ignore[reportUnnecessaryComparison]
        if popup is not None:
            popup.hide()
        self.commit()
        self.done.emit()

    def _take(self, name: str, field: QLineEdit) -> None:
        self._set(name, field.text().strip())

    def _set(self, name: str, value: str) -> None:
        one = self._one
        if one is None or one.decision == "kept":
            return
        before = one.draft.anonymous if name == "anonymous" else getattr(one.draft, name)
        if before == (bool(value) if name == "anonymous" else value):
            if name == "said_on":
                self._day_cell.tell("")
            return
        try:
            one.set(name, value)
        except dates.BadDate as trouble:
            self._day_cell.tell(str(trouble))
            return
        if name == "said_on":
            self._day_cell.tell("")
        self.edited.emit()

    def _set_topics(self) -> None:
        if self._one is not None:
            self._one.topics = self.topics.topics
            self.edited.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Esc go back to the list (Enter in a topic being typed adds it first)."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            typing_topic = watched is self.topics.field and bool(self.topics.field.text().strip())
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not typing_topic:
                self.commit()
                self.done.emit()
                return True
            if key == Qt.Key.Key_Escape:
                self.show_candidate(self._one)
                self.done.emit()
                return True
        return super().eventFilter(watched, event)
