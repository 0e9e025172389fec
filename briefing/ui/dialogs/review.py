"""Review an article: what it proposes as quotes is corrected, accepted or left out, by keys alone if you like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from briefing.library.faults import BadValue, LibraryTrouble, NotFound
from briefing.library.store import Library
from briefing.sources.article import Article
from briefing.ui.dialogs import review_words as words
from briefing.ui.dialogs.review_article import ArticleView
from briefing.ui.dialogs.review_cards import CardList
from briefing.ui.dialogs.review_fields import ArticleFields, CandidateFields
from briefing.ui.dialogs.review_paste import PastePage
from briefing.ui.dialogs.review_state import GROUPS, Review, keep, recognise
from briefing.ui.jobs import Jobs
from briefing.ui.views.banner import Banner
from briefing.ui.views.scrolled import Scrolled

if TYPE_CHECKING:
    from briefing.library.intake import Imported
    from briefing.sources.harvest import Harvest


class ReviewDialog(QDialog):
    """Takes an article read by `sources.article`, or ``None`` to paste one. After accept ``imported`` tells what was
    kept. ``ready()``: the candidates are shown."""

    ready = Signal()

    def __init__(self, parent: QWidget | None, library: Library, jobs: Jobs, article: Article | None = None) -> None:
        super().__init__(parent)
        self._library, self._jobs = library, jobs
        self._topic = f"review-{id(self)}"
        self.review: Review | None = None
        self.imported: Imported | None = None
        self._leave_anyway = False
        self.setWindowTitle(QCoreApplication.translate("Review", "Review article"))
        self.resize(1180, 780)
        self.banner = Banner()
        self._stack = QStackedWidget()
        self.paste_page = PastePage()
        self.paste, self.find_button = self.paste_page.paste, self.paste_page.find_button
        self.paste_page.buttons.accepted.connect(self._read_paste)
        self.paste_page.buttons.rejected.connect(self.reject)
        self._stack.addWidget(self.paste_page)
        self._build_review()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self._stack, 1)
        if article is not None:
            self.begin(article)

    # -- building -----------------------------------------------------------------------------------------------

    def _build_review(self) -> None:
        self.article = ArticleView()
        self.cards = CardList()
        self.lists = QTabBar()
        self.lists.setAccessibleName(QCoreApplication.translate("Review", "What the article offers"))
        self.lists.setDrawBase(False)
        self.lists.setExpanding(False)
        for group in GROUPS:
            self.lists.addTab(words.list_name(group))
        self.about = QLabel()
        self.about.setProperty("role", "small")
        self.about.setWordWrap(True)
        self.about.setContentsMargins(16, 0, 14, 0)
        self.fields = ArticleFields(self._topic_names)
        self.candidate = CandidateFields(self._people, self._topic_names)
        head = QWidget()
        head.setProperty("room", "chrome")
        top = QVBoxLayout(head)
        top.setContentsMargins(20, 16, 20, 14)
        top.addWidget(self.fields)
        side = QWidget()
        side.setProperty("room", "pane")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 2, 0, 12)
        right.setSpacing(6)
        below = QVBoxLayout()
        below.setContentsMargins(14, 4, 14, 0)
        below.addWidget(self.candidate)
        right.addWidget(self.lists)
        right.addWidget(self.about)
        right.addWidget(self.cards, 1)
        right.addLayout(below)
        split = QSplitter()
        split.addWidget(self.article)
        self.side = Scrolled(side)
        split.addWidget(self.side)
        split.setSizes([660, 520])
        split.setChildrenCollapsible(False)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(_rule())
        column.addWidget(split, 1)
        column.addWidget(_rule())
        column.addLayout(self._build_foot())
        self._stack.addWidget(page)
        self._review_page = page
        self.cards.currentRowChanged.connect(self._go_to)
        self.lists.currentChanged.connect(self._turn_to)
        self.article.clicked.connect(self._clicked)
        self.candidate.edited.connect(self._show)
        self.candidate.done.connect(self.cards.setFocus)
        self.fields.dated.connect(self._harvest)
        for widget in (self.cards, self.article):
            widget.installEventFilter(self)

    def _build_foot(self) -> QHBoxLayout:
        says = QCoreApplication.translate
        self.summary = QLabel()
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setWordWrap(True)
        self.keys = QLabel(words.keys())
        self.keys.setProperty("role", "small")
        self.keys.setWordWrap(True)
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self.summary)
        said.addWidget(self.keys)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_sure = buttons.addButton(
            says("Review", "Accept all sure ones (A)"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.add_button = buttons.addButton(says("Review", "Add to library"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.add_button.setProperty("primary", True)
        self.add_button.setToolTip(says("Review", "Ctrl+Enter"))
        for button in buttons.buttons():
            if isinstance(button, QPushButton):
                # Enter accepts a quote; it must not press a button by the way.
                button.setAutoDefault(False)
                button.setDefault(False)
        self.accept_sure.clicked.connect(self._accept_sure)
        buttons.accepted.connect(self.finish)
        buttons.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 12, 20, 14)
        foot.setSpacing(24)
        foot.addLayout(said, 1)
        foot.addWidget(buttons)
        return foot

    # -- the article --------------------------------------------------------------------------------------------

    def _read_paste(self) -> None:
        from briefing.sources.article import Unreadable, read

        try:
            self.begin(read(self.paste.toPlainText().encode("utf-8", "ignore")))
        except Unreadable as trouble:
            self.banner.tell(str(trouble))

    def begin(self, article: Article) -> None:
        """Show an article and look for quotes in it."""
        self.banner.hide()
        self.review = Review(article)
        self._stack.setCurrentWidget(self._review_page)
        self.fields.show_article(article)
        self.article.show_text(article.text)
        self.summary.setText(QCoreApplication.translate("Review", "Looking for quotes …"))
        self.cards.setFocus(Qt.FocusReason.OtherFocusReason)
        self._harvest()

    def _harvest(self) -> None:
        assert self.review is not None
        text, language, day = self.review.article.text, self.review.article.language, self.fields.day

        def work() -> Harvest:
            from briefing.sources.harvest import gather

            return gather(text, language=language, published_on=day)

        self._jobs.latest(self._topic, work, self._proposed, lambda trouble: self.banner.tell(str(trouble)))

    def _proposed(self, found: Harvest) -> None:
        assert self.review is not None
        first = not self.review.asked
        self.review.propose(found)
        if first:
            known = recognise(self._library.reader(), self.review)
            said = words.first_look(self.review, known=known)
            if said:
                self.banner.tell(said)
        self._show()
        self.ready.emit()

    # -- looking and deciding -----------------------------------------------------------------------------------

    def _show(self) -> None:
        if self.review is None:
            return
        self._name_lists(self.review)
        self.cards.show_review(self.review)
        self.article.mark(self.review.all, self.review.now)
        self.candidate.show_candidate(self.review.now)
        self.summary.setText(words.summary(self.review.count("accept"), self.review.count("")))
        self.accept_sure.setEnabled(any(one.sure and not one.decision for one in self.review.groups["said"]))
        self._leave_anyway = False

    def _name_lists(self, review: Review) -> None:
        """Say on the tabs how many each list has, and below what the list shown is."""
        blocked = self.lists.blockSignals(True)
        for place, group in enumerate(GROUPS):
            self.lists.setTabText(place, f"{words.list_name(group)}  {len(review.groups[group])}")
        self.lists.setCurrentIndex(GROUPS.index(review.group))
        self.lists.blockSignals(blocked)
        self.about.setText(words.list_about(review.group))
        self.about.setVisible(bool(self.about.text()))

    def _turn_to(self, place: int) -> None:
        """Show another list."""
        if self.review is not None and 0 <= place < len(GROUPS):
            self.candidate.commit()
            self.review.group = GROUPS[place]
            self._show()

    def _go_to(self, row: int) -> None:
        if self.review is not None and row >= 0 and row != self.review.current:
            self.candidate.commit()
            self.review.current = row
            self._show()

    def _clicked(self, place: int) -> None:
        if self.review is None:
            return
        there = self.review.at(place)
        if there is not None:
            self._turn_to(GROUPS.index(there[0]))
            self._go_to(there[1])

    def _accept_sure(self) -> None:
        if self.review is not None:
            self.review.accept_sure()
            self._show()
            self.cards.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the review, while the list or the article has the focus."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._key(watched, event):
            return True
        return super().eventFilter(watched, event)

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        review, key = self.review, event.key()
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if review is None or held != Qt.KeyboardModifier.NoModifier:
            return False
        in_list = watched is self.cards
        if key == Qt.Key.Key_J or (in_list and key == Qt.Key.Key_Down):
            review.move(1)
        elif key == Qt.Key.Key_K or (in_list and key == Qt.Key.Key_Up):
            review.move(-1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take_in(review)
        elif key in (Qt.Key.Key_X, Qt.Key.Key_Delete):
            review.decide("reject")
        elif key == Qt.Key.Key_A:
            review.accept_sure()
        elif Qt.Key.Key_1 <= key < Qt.Key.Key_1 + len(GROUPS):
            self._turn_to(key - Qt.Key.Key_1)
        elif key in (Qt.Key.Key_E, Qt.Key.Key_N):
            self._use_selection(new=key == Qt.Key.Key_N)
        elif key in (Qt.Key.Key_S, Qt.Key.Key_T):
            field = self.candidate.speaker if key == Qt.Key.Key_S else self.candidate.topics.field
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            field.selectAll()
            return True
        else:
            return False
        self._show()
        return True

    def _take_in(self, review: Review) -> None:
        """Accept the current candidate; of a whole advert or caption only chosen words can be a quote."""
        one = review.now
        if one is not None and one.whole_lines:
            self._ask_for_words()
            return
        review.decide("accept")

    def _ask_for_words(self) -> None:
        self.banner.tell(words.ask_for_words())

    def _use_selection(self, *, new: bool) -> None:
        review, chosen = self.review, self.article.chosen()
        assert review is not None
        if chosen is None:
            # E takes up the words as they are: Shift and the arrow keys lengthen or shorten them from there.
            if review.now is not None and not new:
                self.article.choose(review.now.draft.start, review.now.draft.end)
            self.article.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._ask_for_words()
            return
        done = review.add(*chosen) if new else review.choose_span(*chosen)
        self.article.forget_choice()
        if done:
            self.banner.hide()
            self.cards.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter adds what was accepted; Esc goes from anywhere in a review to the cards first."""
        if event.key() == Qt.Key.Key_Escape and self.review is not None and self.focusWidget() is not self.cards:
            self.article.forget_choice()
            if self.banner.sentence == words.ask_for_words():
                self.banner.hide()
            self.cards.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.review is not None:
            self.finish()
            return
        if enter:
            event.accept()
            return
        super().keyPressEvent(event)

    # -- the end ------------------------------------------------------------------------------------------------

    def finish(self) -> None:
        """Keep the article and its accepted quotes, and say what was kept."""
        review = self.review
        if review is None or not self.candidate.commit():
            return
        article = self.fields.article(review.article)
        if article is None:
            return
        review.article = article
        try:
            self.imported = keep(self._library, review, self.fields.topics.topics)
        except (BadValue, LibraryTrouble, NotFound, OSError) as trouble:
            said = QCoreApplication.translate("Review", "Nothing was added.")
            self.banner.tell(f"{said} {trouble}")
            return
        self.accept()

    def outcome(self) -> str:
        """Return what was kept, in a sentence for the status bar."""
        if self.imported is None:
            return ""
        return words.outcome(self.imported, self.review.count("") if self.review is not None else 0)

    def reject(self) -> None:
        """Close without adding; what was accepted is not thrown away by one stray Esc."""
        if self.review is not None and self.review.count("accept") and not self._leave_anyway:
            self._leave_anyway = True
            self.banner.tell(
                QCoreApplication.translate(
                    "Review", "You accepted quotes that are not added yet. Close again to leave them out."
                )
            )
            return
        self._jobs.forget(self._topic)
        super().reject()

    def _people(self) -> list[str]:
        from briefing.library import people

        return sorted(name for _, name in people.names(self._library.reader()))

    def _topic_names(self) -> list[str]:
        from briefing.library import topics

        return [row.path for row in topics.topics(self._library.reader(), counted=False)]


def _rule() -> QWidget:
    """Return a thin line."""
    from PySide6.QtWidgets import QFrame

    line = QFrame()
    line.setProperty("role", "rule")
    return line
