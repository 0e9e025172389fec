"""What was chosen when each book was exported last, so that the next export begins there."""

from __future__ import annotations

from dataclasses import replace

from briefing.book.profile import PROFILES, Profile
from briefing.settings import MOST_EXPORTS, ExportChoices, Settings


class ExportHabits:
    """Begins with what the settings hold. A book never exported begins as the last export of any book."""

    def __init__(self, settings: Settings) -> None:
        self._usual = ExportChoices(
            folder=settings.export_folder, profile=settings.export_profile, duplex=settings.export_duplex
        )
        self._kept = {one.book: one for one in settings.exports}

    def of(self, book_id: str | None) -> ExportChoices:
        """Return what to begin with."""
        return self._kept.get(book_id or "", self._usual)

    def profile_of(self, book_id: str | None) -> Profile:
        """Return the profile whose pages the window shows of a book."""
        return PROFILES.get(self.of(book_id).profile, PROFILES["staff"])

    def note(self, choices: ExportChoices) -> None:
        """Keep what was chosen for ``choices.book``."""
        self._kept.pop(choices.book, None)
        self._kept = dict([(choices.book, choices), *self._kept.items()][:MOST_EXPORTS])
        self._usual = ExportChoices(folder=choices.folder, profile=choices.profile, duplex=choices.duplex)

    def left_as(self, settings: Settings) -> Settings:
        """Return the settings with all this."""
        return replace(
            settings,
            export_folder=self._usual.folder,
            export_profile=self._usual.profile,
            export_duplex=self._usual.duplex,
            exports=tuple(self._kept.values()),
        )
