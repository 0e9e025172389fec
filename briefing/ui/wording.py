"""How quotes, dates and numbers read in the window and on the clipboard."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from briefing.book.parts import QUOTABLE_KINDS
from briefing.book.wording import bare
from briefing.library.pictures import PictureRow, Prepared
from briefing.sources.picture import DRAWING

_MARKS = re.compile(r"([\\`*_\[\]{}^])")
_REFERENCE = re.compile(r"&(?=#?\w+;)")
# What makes a heading, a list or a quotation of a line that begins with it.
_AT_THE_START = re.compile(r"^(\d{1,9}(?=[.)])|(?=[-+#>]))(.)")
_ENTITIES = re.compile(r"<|~(?=~)|(?<=~)~|^[:=|]")
_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T(\d{2}:\d{2}))?")


class Quoted(Protocol):
    """What a line about a quote needs to know of it."""

    @property
    def kind(self) -> str:
        """One of the statement kinds of `book.parts`."""
        ...

    @property
    def text(self) -> str:
        """The words."""
        ...

    @property
    def language(self) -> str:
        """The language of the words, or empty."""
        ...

    @property
    def said_by(self) -> str:
        """Who said it, as printed."""
        ...

    @property
    def role(self) -> str:
        """What the speaker was at the time."""
        ...

    @property
    def said_on(self) -> str:
        """When, ISO 8601 as precise as known."""
        ...

    @property
    def publisher(self) -> str:
        """The outlet."""
        ...

    @property
    def source_title(self) -> str:
        """The source's title."""
        ...

    @property
    def handle(self) -> str:
        """The name by which a section refers to it."""
        ...


def words(quote: Quoted) -> str:
    """Return the words, in quotation marks only when they are somebody's own words."""
    if quote.kind not in QUOTABLE_KINDS:
        return bare(quote.text)
    first, last = ("「", "」") if quote.language.startswith("ja") else ("“", "”")
    return f"{first}{quote.text}{last}"


def speaker(quote: Quoted) -> str:
    """Return who said it; for what nobody is quoted with, what it is; else that the speaker is not known."""
    if quote.said_by:
        return quote.said_by
    kinds = {
        "reported_position": QCoreApplication.translate("Wording", "Position"),
        "event": QCoreApplication.translate("Wording", "Event"),
        "characterisation": QCoreApplication.translate("Wording", "Characterisation"),
        "analysis": QCoreApplication.translate("Wording", "Analysis"),
    }
    return kinds.get(quote.kind, QCoreApplication.translate("Wording", "Speaker not known"))


def day(iso: str) -> str:
    """Return an ISO date as people read it, as precise as it is: ``25 May 2025``, ``May 2025``, ``2025``."""
    found = _DAY.match(iso)
    if found is None:
        return iso
    year, month, date, time = found.groups()
    if month is None:
        return year
    if not 1 <= int(month) <= 12:
        return iso
    name = QLocale().standaloneMonthName(int(month), QLocale.FormatType.ShortFormat)
    if date is None:
        return f"{name} {year}"
    if not QDate.isValid(int(year), int(month), int(date)):
        return iso
    shown = f"{int(date)} {name} {year}"
    return f"{shown}, {time}" if time else shown


def number(value: int) -> str:
    """Return a whole number as the user's language groups it."""
    return QLocale().toString(value)


def outlet(quote: Quoted) -> str:
    """Return the line with outlet and date, what is not known left out."""
    return " · ".join(part for part in (quote.publisher or quote.source_title, day(quote.said_on)) if part)


def citation(quote: Quoted) -> str:
    """Return the words with speaker, role, source and date, on two lines."""
    parts = (speaker(quote), quote.role, quote.publisher or quote.source_title, day(quote.said_on))
    return f"{words(quote)}\n— {', '.join(part for part in parts if part)}"


def markdown(quote: Quoted) -> str:
    """Return the quote as a Markdown block quotation with its speaker and source, its words as they are."""
    said, by = citation(quote).rsplit("\n", 1)
    lines = [plain_words(line) for line in said.splitlines()]
    ends = ["  " if line and after else "" for line, after in zip(lines, [*lines[1:], ""], strict=True)]
    set_in = [f"> {line}{end}" if line else ">" for line, end in zip(lines, ends, strict=True)]
    return "\n".join([*set_in, ">", f"> {plain_words(by)}"])


def plain_words(text: str) -> str:
    """Return words so that Markdown prints them as they are, on one line."""
    text = _MARKS.sub(r"\\\1", _REFERENCE.sub("&amp;", " ".join(text.split())))
    # A backslash before these is printed by some, ours among them.
    text = _ENTITIES.sub(lambda sign: "&lt;" if sign[0] == "<" else f"&#{ord(sign[0])};", text)
    return _AT_THE_START.sub(r"\1\\\2", text)


def listed(texts: Sequence[str]) -> str:
    """Return several texts with an empty line between."""
    return "\n\n".join(texts)


def date_hint() -> str:
    """Return what an empty date field shows: the shape of a date, never a date."""
    return QCoreApplication.translate("Wording", "YYYY-MM-DD")


def example(value: str) -> str:
    """Return what an empty field shows so that nobody takes it for its value."""
    return QCoreApplication.translate("Wording", "For example: %1").replace("%1", value)


def field_name(field: str) -> str:
    """Return what a field of the search asks for, in words; the field itself when it is none of ours."""
    translate = QCoreApplication.translate
    return {
        "speaker": translate("Search", "who said it"),
        "said": translate("Search", "who said it"),
        "topic": translate("Search", "topic"),
        "source": translate("Search", "source"),
        "since": translate("Search", "that day or later"),
        "until": translate("Search", "that day or before"),
        "on": translate("Search", "day, month or year"),
        "kind": translate("Search", "kind of quote"),
        "country": translate("Search", "speaker’s country"),
        "is": translate("Search", "state"),
        "used": translate("Search", "used in a book"),
        "in": translate("Search", "book"),
        "grade": translate("Search", "evidence"),
        "lang": translate("Search", "language"),
        "language": translate("Search", "language"),
        "role": translate("Search", "speaker’s role"),
        "text": translate("Search", "the words themselves"),
    }.get(field, field)


def picture_size(picture: Prepared | PictureRow) -> str:
    """Return how large a picture is, in words: pixels, or pages of a PDF, and its bytes. A drawing has no pixels."""
    says = QCoreApplication.translate
    if picture.pages:
        one, many = says("Wording", "PDF, 1 page"), says("Wording", "PDF, {n} pages")
        sides = one if picture.pages == 1 else many.format(n=number(picture.pages))
    elif picture.media == DRAWING:
        sides = says("Wording", "Drawing, sharp at any size")
    else:
        sides = f"{picture.width} × {picture.height}"
    size = picture.size
    return f"{sides} · " + (f"{max(1, round(size / 1000))} KB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB")
