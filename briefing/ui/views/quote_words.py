"""How kept quotes and pictures are told in a few words: in the editor by their reference, in pickers, in tool tips."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QCoreApplication

from briefing.book.parts import QUOTABLE_KINDS
from briefing.book.wording import bare
from briefing.library.faults import NotFound
from briefing.library.store import Library, Step
from briefing.ui import wording
from briefing.ui.views.quote_terms import kind_name

# Tables whose change may change what is told about a quote or picture.
TOLD_FROM = frozenset({"quote", "person", "source", "picture"})


def quoted(text: str, kind: str, language: str = "") -> str:
    """Return the words of a quote, in quotation marks only where they may stand in them."""
    if kind not in QUOTABLE_KINDS:
        return bare(text)
    return f"「{text}」" if language.startswith("ja") else f"“{text}”"


def nobody(kind: str) -> str:
    """Return what stands where a speaker is not given: an event has none, a quotation should have one."""
    if kind in QUOTABLE_KINDS:
        return QCoreApplication.translate("QuoteWords", "Speaker not known")
    return kind_name(kind)


@dataclass(frozen=True, slots=True)
class Words:
    """A quote in short. ``card`` is one line; ``tip`` is rich text for a tool tip (user text escaped)."""

    speaker: str
    card: str
    tip: str
    known: bool = True


class QuoteWords:
    """Answers what a handle or a picture's key stands for, remembering answers until what they tell of changes.

    ``changed`` is called (on the GUI thread) when answers may differ from those given before.
    """

    def __init__(self, library: Library, changed: Callable[[], None]) -> None:
        self._library = library
        self._known: dict[str, Words] = {}
        self._pictures: dict[str, Words] = {}
        self._changed = changed
        self.close = library.subscribe(self._heard)

    def _heard(self, step: Step, _from_undo: bool) -> None:
        if not step.touched or step.touched & TOLD_FROM:
            self.forget()
            self._changed()

    def forget(self) -> None:
        """Drop all answers, as another program has changed the library."""
        self._known.clear()
        self._pictures.clear()

    def about(self, handle: str) -> Words:
        """Return what there is to tell about the quote ``handle``; ``known`` is False when no such quote is kept."""
        if handle not in self._known:
            self._known[handle] = self._look_up(handle)
        return self._known[handle]

    def picture(self, key: str) -> Words:
        """Return what there is to tell about a picture; ``known`` is False when it is not kept, or in the trash."""
        if key not in self._pictures:
            self._pictures[key] = self._look_up_picture(key)
        return self._pictures[key]

    def _look_up_picture(self, key: str) -> Words:
        from briefing.library import pictures, trash

        try:
            row = pictures.show(self._library.reader(), key)
        except NotFound:
            gone = QCoreApplication.translate("QuoteWords", "This picture is no longer in the library")
            if trash.holds(self._library.reader(), "picture", key):
                gone = QCoreApplication.translate("QuoteWords", "This picture is in the trash. Put it back.")
            return Words(gone, gone, escape(gone), known=False)
        said = " ".join((row.caption or row.alt).split())[:300]
        told = [part for part in (row.alt, row.caption) if part]
        tip = "".join(f"<p>{escape(part[:600])}</p>" for part in told)
        return Words(row.name, f"{row.name} — {said}" if said else row.name, f"<p><b>{escape(row.name)}</b></p>{tip}")

    def _look_up(self, handle: str) -> Words:
        from briefing.library import quotes

        try:
            row = quotes.show(self._library.reader(), handle)
        except NotFound:
            words = QCoreApplication.translate("QuoteWords", "This quote is no longer in the library")
            short = QCoreApplication.translate("QuoteWords", "Missing quote")
            return Words(short, words, escape(words), known=False)
        if row.trashed:
            words = QCoreApplication.translate("QuoteWords", "This quote is in the trash. Put it back, or take it out.")
            short = QCoreApplication.translate("QuoteWords", "Quote in the trash")
            return Words(short, f"{short} — {' '.join(row.text.split())[:200]}", escape(words), known=False)
        speaker = row.said_by or nobody(row.kind)
        text = " ".join(row.text.split())
        where = wording.outlet(row)
        tip = f"<p>{escape(quoted(text[:600], row.kind, row.language))}</p><p><b>{escape(speaker)}</b>"
        tip += f" {escape(row.role)}" if row.role else ""
        tip += f"<br>{escape(where)}</p>" if where else "</p>"
        return Words(speaker, f"{speaker} — {quoted(text[:300], row.kind, row.language)}", tip)
