"""A quote's details: the words large on top, then everything known about them, each field saved on leaving it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from briefing.library.faults import NotProven
from briefing.library.store import Library
from briefing.ui import look, wording
from briefing.ui.jobs import Jobs
from briefing.ui.views.chips import TopicChips
from briefing.ui.views.detail_page import DetailPage, plain_label
from briefing.ui.views.quote_alike import AlikePart
from briefing.ui.views.quote_proof import ProofPart
from briefing.ui.views.quote_terms import grades, kinds, record_states, users, users_value
from briefing.ui.views.quote_words import nobody, quoted
from briefing.ui.views.section_links import SectionLinks

if TYPE_CHECKING:
    from briefing.library.quotes import QuoteDetail

# A name typed for "checked by" is offered again in this session.
_checked_by: list[str] = []
# Characters from which on words are set smaller.
LONG = 90


class QuotePage(DetailPage):
    """``source_wanted(source_id, start, end)`` asks to show the source's text, the quote marked (-1: not known);
    ``section_wanted(section_id)`` asks to open a section."""

    source_wanted = Signal(str, int, int)
    section_wanted = Signal(str)

    def __init__(self, library: Library, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(library, jobs, parent)
        self.detail: QuoteDetail | None = None
        # Fields refused because their words are not in the source: kept when a reason is given.
        self._unproven: dict[str, str] = {}
        self.words = plain_label()
        self.by = plain_label(role="muted")
        self.column.addWidget(self.words)
        self.column.addWidget(self.by)
        self._build_source()
        self._build_form()
        self._build_check()
        self._build_use()
        self.finish()
        for widget in (self.checker, self.verify, self.unverify, self.proof):
            widget.setEnabled(not library.read_only)
        self.alike.set_changeable(not library.read_only)
        look.changes().changed.connect(self._redress)
        self._redress()

    def _redress(self) -> None:
        # Long words are set smaller, so that the fields begin on the first screen.
        large = 1.4 if len(self.words.text()) < LONG else 1.15
        self.words.setFont(look.font(large, weight=QFont.Weight.Medium))
        self.words.setStyleSheet(
            f"border-left: 3px solid {look.colour('accent').name()}; padding: 2px 0 2px 14px; border-radius: 0;"
        )

    def _build_source(self) -> None:
        self.source = plain_label(role="muted")
        self.show_source = self.button(
            QCoreApplication.translate("Detail", "Show in its source"), "newspaper", self._show_source
        )
        self.show_source.setProperty("link", True)
        row = QVBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.source)
        row.addWidget(self.show_source, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addLayout(row)

    def _build_form(self) -> None:
        form, says = self.form, QCoreApplication.translate
        form.line("speaker", says("Detail", "Speaker"), hint=says("Detail", "Name of a person"), names=self._people)
        form.line("unnamed_label", says("Detail", "If not named"), hint=wording.example(says("Detail", "one official")))
        form.line("role", says("Detail", "Role that day"))
        form.line("country", says("Detail", "Country"))
        form.line("said_on", says("Detail", "Said on"), hint=wording.date_hint())
        form.line("date_as_printed", says("Detail", "Date as printed"), hint=wording.example(says("Detail", "Sunday")))
        form.line("place", says("Detail", "Place"))
        form.line("occasion", says("Detail", "Occasion"))
        self.topics = TopicChips(self._topic_names)
        self.topics.setMaximumWidth(460)
        self.topics.changed.connect(self._set_topics)
        form.add("topics", says("Detail", "Topics"), self.topics)
        form.choice("kind", says("Detail", "Kind"), kinds())
        form.choice("grade", says("Detail", "Evidence"), grades())
        form.choice("record_status", says("Detail", "Terms"), record_states())
        form.line("embargo_until", says("Detail", "Embargo until"), hint=says("Detail", "None"))
        form.choice("usable_in", says("Detail", "For use by"), users())
        form.line(
            "sensitivity", says("Detail", "Sensitive"), hint=says("Detail", "Why it must not reach the press, if so")
        )
        form.note("text", says("Detail", "Words shown"), lines=4)
        form.note("note", says("Detail", "Note"), lines=3)
        self.column.addWidget(form)
        self.verbatim = plain_label(role="small")
        self.column.addWidget(self.verbatim)

    def _build_check(self) -> None:
        self.heading(QCoreApplication.translate("Detail", "CHECKED AGAINST THE SOURCE"))
        self.proof = ProofPart()
        self.proof.reason_given.connect(self._keep_unproven)
        self.column.addWidget(self.proof)
        self.checked = QLabel()
        self.checked.setTextFormat(Qt.TextFormat.PlainText)
        self.checker = QLineEdit()
        self.checker.setPlaceholderText(QCoreApplication.translate("Detail", "Your name"))
        self.checker.setAccessibleName(QCoreApplication.translate("Detail", "Checked by"))
        self.checker.setMaximumWidth(220)
        self.verify = self.button(QCoreApplication.translate("Detail", "Mark as checked"), "badge-check", self._verify)
        self.checker.returnPressed.connect(self._verify)
        self.unverify = self.button(QCoreApplication.translate("Detail", "Not checked after all"), "x", self._unverify)
        self.checked.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.checker, self.verify, self.unverify):
            row.addWidget(widget)
        row.addStretch(1)
        self.column.addWidget(self.checked)
        self.column.addLayout(row)
        self.alike = AlikePart()
        self.alike.grouped.connect(self._group)
        self.alike.kept_apart.connect(self._keep_apart)
        self.alike.taken_out.connect(self._take_out)
        self.column.addWidget(self.alike)

    def _build_use(self) -> None:
        self.heading(QCoreApplication.translate("Detail", "USED IN"))
        self.unused = plain_label(role="muted")
        self.unused.setText(QCoreApplication.translate("Detail", "No section uses this quote yet."))
        self.column.addWidget(self.unused)
        self._uses = SectionLinks()
        self._uses.wanted.connect(self.section_wanted)
        self.column.addWidget(self._uses)

    # -- showing ------------------------------------------------------------------------------------------------

    def refresh(self, *, fresh: bool = False) -> None:
        """Show what the library has now."""
        from briefing.library import people, quotes, topics

        if fresh:
            self._unproven = {}
        reader = self.library.reader()
        self.detail = detail = quotes.show(reader, self.id)
        self.id = detail.id
        self.words.setText(quoted(detail.text, detail.kind, detail.language))
        self._redress()
        speaker = detail.said_by or nobody(detail.kind)
        when = wording.day(detail.said_on)
        if detail.precision == "inferred" and when:
            when = QCoreApplication.translate("Detail", "%1, worked out from the text").replace("%1", when)
        native = f"({detail.native_name})" if detail.native_name else ""
        who = " ".join(part for part in (speaker, native) if part)
        self.by.setText(" · ".join(part for part in (who, detail.role, detail.country, detail.place, when) if part))
        named = people.show(reader, detail.person_id).name if detail.person_id else ""
        self.form.show_values(
            {
                "speaker": named,
                "unnamed_label": detail.unnamed_label,
                "role": detail.own_role,
                "country": detail.own_country,
                **{name: str(getattr(detail, name)) for name in _PLAIN},
                "usable_in": users_value(detail.usable_in),
            },
            fresh=fresh,
        )
        for name, fallback in (("role", detail.role), ("country", detail.country)):
            field = self.form.fields[name]
            if isinstance(field, QLineEdit):
                field.setPlaceholderText(fallback)
        paths = {row.id: row.path for row in topics.topics(reader, counted=False)}
        self.topics.show_topics([paths[one] for one in detail.topic_ids if one in paths])
        self.verbatim.setVisible(detail.verbatim != detail.text)
        kept = QCoreApplication.translate("Detail", "Exact words, kept as they were read: %1")
        self.verbatim.setText(kept.replace("%1", detail.verbatim))
        self._tell_source(detail)
        self._tell_check(detail, fresh=fresh)
        self._tell_alike(detail)
        self._tell_use(detail)

    def _tell_source(self, detail: QuoteDetail) -> None:
        known = detail.source_id is not None
        parts = (detail.source_title, detail.publisher, wording.day(detail.published_on))
        told = " · ".join(part for part in parts if part)
        none = QCoreApplication.translate("Detail", "No source is given for this quote.")
        self.source.setText(told if known else none)
        self.show_source.setVisible(known)

    def _tell_check(self, detail: QuoteDetail, *, fresh: bool) -> None:
        from briefing.library import proofs

        reader = self.library.reader()
        proof, reason = proofs.proof_of(reader, detail.id), proofs.reason_of(reader, detail.id)
        self.proof.show_proof(proof, detail.kind, reason, asked=bool(self._unproven), fresh=fresh)
        done = bool(detail.verified_on)
        told = QCoreApplication.translate("Detail", "Checked by %1 on %2")
        told = told.replace("%1", detail.verified_by).replace("%2", wording.day(detail.verified_on))
        self.checked.setText(told)
        self.checked.setProperty("role", "good")
        for widget in (self.checked, self.unverify):
            widget.setVisible(done)
        for widget in (self.checker, self.verify):
            widget.setVisible(not done)
        if not self.checker.text() and _checked_by:
            self.checker.setText(_checked_by[-1])

    def _tell_alike(self, detail: QuoteDetail) -> None:
        from briefing.library import remarks

        reader = self.library.reader()
        self.alike.show_remarks(detail, remarks.lookalikes(reader, detail.id), remarks.together(reader, detail.id))

    def _tell_use(self, detail: QuoteDetail) -> None:
        self.unused.setVisible(not detail.in_sections)
        self._uses.show_links((key, f"{section}  ·  {book}") for key, section, book in detail.in_sections)

    def _people(self) -> list[str]:
        from briefing.library import people

        return sorted(name for _, name in people.names(self.library.reader()))

    def _topic_names(self) -> list[str]:
        from briefing.library import topics

        return [row.path for row in topics.topics(self.library.reader(), counted=False)]

    # -- saving -------------------------------------------------------------------------------------------------

    def commit(self, name: str, value: str) -> None:
        """Write one field of the quote."""
        if name == "speaker":
            self._set_speaker(value)
            return
        from briefing.library import quotes

        label = QCoreApplication.translate("Detail", "Change %1 of quote").replace("%1", _called(name))

        def work() -> None:
            try:
                quotes.edit(self.library, self.id, **{name: value})
            except NotProven:
                self._unproven[name] = value
                raise
            self._unproven.pop(name, None)

        if not self.write(label, work, field=name) and name in self._unproven:
            self.proof.ask()

    def _keep_unproven(self, reason: str) -> None:
        from briefing.library import quotes

        given, label = dict(self._unproven), QCoreApplication.translate("Detail", "Keep words for a reason")
        field = next(iter(given), "")

        def work() -> None:
            quotes.edit(self.library, self.id, unproven_reason=reason, **given)
            self._unproven = {}

        if self.write(label, work, field=field):
            for name in given:
                self.form.tell(name, "")

    def _group(self, other: str) -> None:
        from briefing.library import remarks

        label = QCoreApplication.translate("Detail", "Group quotes")
        self.write(label, lambda: remarks.group(self.library, [self.id, other]))

    def _keep_apart(self, other: str) -> None:
        from briefing.library import remarks

        label = QCoreApplication.translate("Detail", "Not the same remark")
        self.write(label, lambda: remarks.keep_apart(self.library, self.id, other))

    def _take_out(self) -> None:
        from briefing.library import remarks

        label = QCoreApplication.translate("Detail", "Take quote out of its group")
        self.write(label, lambda: remarks.take_out(self.library, self.id))

    def _set_speaker(self, name: str) -> None:
        from briefing.library import people, quotes

        def work() -> None:
            person: str | None = None
            if name:
                found = people.find(self.library.reader(), name)
                person = found.id if found is not None else people.add(self.library, name)
            quotes.edit(self.library, self.id, person_id=person)

        self.write(QCoreApplication.translate("Detail", "Change speaker of quote"), work, field="speaker")

    def _set_topics(self) -> None:
        from briefing.library import quotes, topics

        wanted = self.topics.topics

        def work() -> None:
            ids = [topics.find_or_add(self.library, path) for path in wanted]
            quotes.set_topics(self.library, self.id, ids)

        self.write(QCoreApplication.translate("Detail", "Change topics of quote"), work, field="topics")

    def _verify(self) -> None:
        from briefing.library import quotes

        name = self.checker.text().strip()
        if not name:
            self.checker.setFocus(Qt.FocusReason.OtherFocusReason)
            self.banner.tell(QCoreApplication.translate("Detail", "Write who checked the words, then press again."))
            return
        today = date.today().isoformat()  # noqa: DTZ011 - the day on the user's wall
        label = QCoreApplication.translate("Detail", "Mark quote as checked")
        if self.write(label, lambda: quotes.verify(self.library, [self.id], name, today)):
            _checked_by.append(name)

    def _unverify(self) -> None:
        from briefing.library import quotes

        label = QCoreApplication.translate("Detail", "Mark quote as not checked")
        self.write(label, lambda: quotes.unverify(self.library, [self.id]))

    def _show_source(self) -> None:
        if self.detail is not None and self.detail.source_id is not None:
            # Where the words stand now; what was noted when they were read counts when they stand nowhere.
            start, end = self.proof.place
            if start < 0:
                start, end = (-1 if at is None else at for at in (self.detail.span_start, self.detail.span_end))
            self.source_wanted.emit(self.detail.source_id, start, end)


_PLAIN = (
    *("said_on", "date_as_printed", "place", "occasion", "kind", "grade", "record_status", "embargo_until"),
    *("sensitivity", "text", "note"),
)


def _called(name: str) -> str:
    """Return what a field is called in the list of things to undo."""
    names: dict[str, Callable[[], str]] = {
        "unnamed_label": lambda: QCoreApplication.translate("Detail", "unnamed speaker"),
        "role": lambda: QCoreApplication.translate("Detail", "role"),
        "country": lambda: QCoreApplication.translate("Detail", "country"),
        "said_on": lambda: QCoreApplication.translate("Detail", "date"),
        "date_as_printed": lambda: QCoreApplication.translate("Detail", "date as printed"),
        "place": lambda: QCoreApplication.translate("Detail", "place"),
        "occasion": lambda: QCoreApplication.translate("Detail", "occasion"),
        "kind": lambda: QCoreApplication.translate("Detail", "kind"),
        "grade": lambda: QCoreApplication.translate("Detail", "evidence"),
        "record_status": lambda: QCoreApplication.translate("Detail", "terms"),
        "embargo_until": lambda: QCoreApplication.translate("Detail", "embargo"),
        "usable_in": lambda: QCoreApplication.translate("Detail", "users"),
        "sensitivity": lambda: QCoreApplication.translate("Detail", "sensitivity"),
        "text": lambda: QCoreApplication.translate("Detail", "words shown"),
        "note": lambda: QCoreApplication.translate("Detail", "note"),
    }
    return names[name]() if name in names else name
