"""Details of a person, a topic and a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from briefing.library.store import Library
from briefing.text import dates
from briefing.ui import wording
from briefing.ui.jobs import Jobs
from briefing.ui.views.detail_page import DetailPage, plain_label, quotes_counted

if TYPE_CHECKING:
    from briefing.library.sources import SourceRow


class NounPage(DetailPage):
    """A name on top, how many quotes there are, a form below."""

    noun = ""

    def __init__(self, library: Library, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(library, jobs, parent)
        self.name = plain_label(role="title")
        self.about = plain_label(role="muted")
        self.list_quotes = self.button(
            QCoreApplication.translate("Detail", "Show its quotes"),
            "quote",
            lambda: self.quotes_wanted.emit(self.noun, self.id),
        )
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addWidget(self.list_quotes)
        self.buttons.addStretch(1)
        self.column.addWidget(self.name)
        self.column.addWidget(self.about)
        self.column.addLayout(self.buttons)
        self.column.addSpacing(6)
        self.build()
        self.column.addWidget(self.form)
        self.finish()

    def build(self) -> None:
        """Add the fields."""
        raise NotImplementedError


class PersonPage(NounPage):
    """Somebody who speaks."""

    noun = "person"

    def build(self) -> None:
        """Add the fields."""
        says = QCoreApplication.translate
        self.form.line("name", says("Detail", "Name"))
        self.form.line("native_name", says("Detail", "Own spelling"), hint=wording.example("石破 茂"))
        spoken = wording.example(says("Detail", "she-GEH-roo ee-shee-bah"))
        self.form.line("say_as", says("Detail", "Say it as"), hint=spoken)
        self.form.line("sort_key", says("Detail", "Sorted under"), hint=says("Detail", "Family name first"))
        self.form.line("role", says("Detail", "Role"))
        self.form.line("country", says("Detail", "Country"))
        self.form.line("aliases", says("Detail", "Also written"), hint=says("Detail", "Separated by semicolons"))
        self.form.note("note", says("Detail", "Note"), lines=4)

    def refresh(self, *, fresh: bool = False) -> None:
        """Show what the library has now."""
        from briefing.library import people

        row = people.show(self.library.reader(), self.id)
        self.name.setText(row.name)
        self.about.setText(" · ".join(part for part in (row.role, row.country, quotes_counted(row.quotes)) if part))
        self.form.show_values(
            {
                "name": row.name,
                "native_name": row.native_name,
                "say_as": row.say_as,
                "sort_key": row.sort_key,
                "role": row.role,
                "country": row.country,
                "aliases": "; ".join(row.aliases),
                "note": row.note,
            },
            fresh=fresh,
        )

    def commit(self, name: str, value: str) -> None:
        """Write one field of the person."""
        from briefing.library import people

        aliases = tuple(part.strip() for part in value.split(";") if part.strip())
        label = QCoreApplication.translate("Detail", "Change person")
        if name == "aliases":
            self.write(label, lambda: people.edit(self.library, self.id, aliases=aliases), field=name)
        else:
            self.write(label, lambda: people.edit(self.library, self.id, **{name: value}), field=name)


class TopicPage(NounPage):
    """A topic and where it stands in the tree."""

    noun = "topic"

    def build(self) -> None:
        """Add the fields."""
        self.form.line("name", QCoreApplication.translate("Detail", "Name"))
        self.parents = self.form.choice("parent_id", QCoreApplication.translate("Detail", "Belongs under"), ())

    def refresh(self, *, fresh: bool = False) -> None:
        """Show what the library has now."""
        from briefing.library import topics
        from briefing.library.faults import NotFound

        rows = topics.topics(self.library.reader())
        row = next((one for one in rows if one.id == self.id), None)
        if row is None:
            raise NotFound(QCoreApplication.translate("Detail", "This topic is no longer in the library."))
        below = {self.id}
        for one in rows:
            if one.parent_id in below:
                below.add(one.id)
        self.parents.clear()
        self.parents.addItem(QCoreApplication.translate("Detail", "No other topic"), "")
        for one in rows:
            if one.id not in below:
                self.parents.addItem(one.path, one.id)
        self.name.setText(row.name)
        above = row.path if row.parent_id else ""
        self.about.setText(" · ".join(part for part in (above, quotes_counted(row.quotes)) if part))
        self.form.show_values({"name": row.name, "parent_id": row.parent_id or ""}, fresh=fresh)

    def commit(self, name: str, value: str) -> None:
        """Rename the topic, or put it under another."""
        from briefing.library import topics

        if name == "name":
            label = QCoreApplication.translate("Detail", "Rename topic")
            self.write(label, lambda: topics.rename(self.library, self.id, value), field=name)
        else:
            label = QCoreApplication.translate("Detail", "Move topic")
            self.write(label, lambda: topics.move(self.library, self.id, value or None), field=name)


class SourcePage(NounPage):
    """Where words come from. ``source_wanted(source_id, -1, -1)`` asks to show the text kept of it."""

    noun = "source"
    source_wanted = Signal(str, int, int)

    def build(self) -> None:
        """Add the fields."""
        says = QCoreApplication.translate
        self.show_text = self.button(
            says("Detail", "Show the text kept"), "file-text", lambda: self.source_wanted.emit(self.id, -1, -1)
        )
        self.buttons.insertWidget(1, self.show_text)
        self.form.line("title", says("Detail", "Title"))
        self.form.line("publisher", says("Detail", "Outlet"))
        self.form.line("author", says("Detail", "Author"))
        self.form.line("published_on", says("Detail", "Published on"), hint=wording.date_hint())
        self.form.line("accessed_on", says("Detail", "Read on"), hint=wording.date_hint())
        self.form.line("url", says("Detail", "Address"), hint=wording.example("https://…"))
        self.form.line("language", says("Detail", "Language"), hint=wording.example("en"))
        self.form.note("note", says("Detail", "Note"), lines=3)
        self.proof = plain_label(role="small")
        self.form.add("proof", says("Detail", "Fingerprint"), self.proof)

    def refresh(self, *, fresh: bool = False) -> None:
        """Show what the library has now."""
        from briefing.library import sources

        row = sources.show(self.library.reader(), self.id)
        self.name.setText(row.title)
        self.about.setText(" · ".join(part for part in (row.publisher, quotes_counted(row.quotes)) if part))
        self.form.show_values({name: _text(row, name) for name in _SOURCE_FIELDS}, fresh=fresh)
        self.show_text.setVisible(bool(row.sha256))
        none = QCoreApplication.translate("Detail", "No text is kept of this source.")
        self.proof.setText(f"SHA-256 {row.sha256[:32]}\n{row.sha256[32:]}" if row.sha256 else none)

    def commit(self, name: str, value: str) -> None:
        """Write one field of the source."""
        from briefing.library import sources

        if name in {"published_on", "accessed_on"}:
            value = dates.parse(value)[0]
        label = QCoreApplication.translate("Detail", "Change source")
        self.write(label, lambda: sources.edit(self.library, self.id, **{name: value}), field=name)


_SOURCE_FIELDS = ("title", "publisher", "author", "published_on", "accessed_on", "url", "language", "note")


def _text(row: SourceRow, name: str) -> str:
    return str(getattr(row, name) or "")
