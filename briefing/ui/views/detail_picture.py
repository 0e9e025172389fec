"""Details of a picture: what is said about it, where it is shown, and a way to put it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from briefing.library.faults import BadValue, NotFound
from briefing.library.store import Library
from briefing.ui import wording
from briefing.ui.jobs import Jobs
from briefing.ui.views.detail_page import DetailPage, plain_label
from briefing.ui.views.section_links import SectionLinks
from briefing.ui.views.thumbnail import Thumbnail, thumbnail

if TYPE_CHECKING:
    from briefing.library.pictures import Use

SIDE = 300  # logical pixels at most, of the picture shown


class PicturePage(DetailPage):
    """A picture or a PDF. ``picture_wanted(id)`` asks to put it into the text, ``section_wanted(id)`` to open one."""

    picture_wanted = Signal(str)
    section_wanted = Signal(str)

    def __init__(self, library: Library, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(library, jobs, parent)
        says = QCoreApplication.translate
        self.name = plain_label(role="title")
        self.about = plain_label(role="muted")
        self.shown = Thumbnail(SIDE)
        self.insert = self.button(
            says("Detail", "Insert into the text"), "image", lambda: self.picture_wanted.emit(self.id)
        )
        self.insert.setEnabled(not library.read_only)
        buttons = QHBoxLayout()
        buttons.addWidget(self.insert)
        buttons.addStretch(1)
        for widget in (self.name, self.about, self.shown):
            self.column.addWidget(widget)
        self.column.addLayout(buttons)
        self.column.addSpacing(6)
        self.form.line("name", says("Detail", "Name"))
        self.form.note("alt", says("Detail", "Shows"), lines=3)
        self.form.choice(
            "decorative",
            says("Detail", "Read aloud"),
            [("", says("Detail", "Yes: what it shows")), ("yes", says("Detail", "No: only decoration"))],
        )
        self.form.note("caption", says("Detail", "Caption"), lines=2)
        self.form.line("credit", says("Detail", "Credit"))
        self.column.addWidget(self.form)
        self.heading(says("Detail", "SHOWN IN"))
        self.unused = plain_label(role="muted")
        self.unused.setText(says("Detail", "No book shows it."))
        self.covers = plain_label()
        self.links = SectionLinks()
        self.links.wanted.connect(self.section_wanted)
        for widget in (self.unused, self.covers, self.links):
            self.column.addWidget(widget)
        self._read = ""
        self.finish()

    def told_from(self, touched: frozenset[str]) -> bool:
        """Sections and books tell where it is shown."""
        return bool(touched & {"picture", "section", "book"})

    def refresh(self, *, fresh: bool = False) -> None:
        """Show what the library has now."""
        from briefing.library import pictures, trash

        reader = self.library.reader()
        if trash.holds(reader, "picture", self.id):
            raise NotFound(QCoreApplication.translate("Detail", "This is in the trash now."))
        row = pictures.show(reader, self.id)
        self.name.setText(row.name)
        self.about.setText(wording.picture_size(row))
        self.form.show_values(
            {
                "name": row.name,
                "alt": row.alt,
                "decorative": "yes" if row.decorative else "",
                "caption": row.caption,
                "credit": row.credit,
            },
            fresh=fresh,
        )
        self._tell_use([use for use in pictures.uses(reader) if use.picture_id == self.id])
        if fresh or self._read != row.sha256:
            self._show_picture(row.media, row.sha256)

    def _tell_use(self, uses: list[Use]) -> None:
        self.unused.setVisible(not uses)
        covers = [use.book for use in uses if not use.section_id]
        words = QCoreApplication.translate("Detail", "The cover of {book}")
        self.covers.setText("\n".join(words.format(book=f"“{book}”") for book in covers))
        self.covers.setVisible(bool(covers))
        links = [(use.section_id, f"{use.section}  ·  {use.book}") for use in uses if use.section_id]
        self.links.show_links(links)
        self.links.setVisible(bool(links))

    def _show_picture(self, media: str, digest: str) -> None:
        """Read the picture in a worker: it may be large."""
        from briefing.library import pictures

        library, key = self.library, self.id
        self.shown.show_bytes(b"", "")
        self._read = digest

        def work() -> bytes:
            return b"" if media == pictures.PDF else thumbnail(media, pictures.data(library.reader(), key))

        def show(found: bytes) -> None:
            name = QCoreApplication.translate("Detail", "The picture “{name}”").format(name=self.name.text())
            self.shown.show_bytes(found, name)

        self.jobs.latest("picture", work, show, lambda trouble: self.banner.tell(str(trouble)))

    def commit(self, name: str, value: str) -> None:
        """Write one field of the picture."""
        from briefing.library import pictures

        told: dict[str, str | bool] = {name: value == "yes" if name == "decorative" else value}
        if name == "alt" and not value and not self.form.value("decorative"):
            raise BadValue(QCoreApplication.translate("Detail", "Say what it shows, or choose “only decoration”."))
        label = QCoreApplication.translate("Detail", "Change picture")
        self.write(label, lambda: pictures.edit(self.library, self.id, **told), field=name)
