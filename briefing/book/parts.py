"""The parts of a briefing book. What makes these values knows SQL, what reads them knows paper, nothing knows both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

# The kinds a statement can be of; only the first two may ever stand in quotation marks.
STATEMENT_KINDS = (
    "direct",
    "fragment",
    "reported_speech",
    "reported_position",
    "event",
    "characterisation",
    "analysis",
)
QUOTABLE_KINDS = ("direct", "fragment")

# Under which terms something was said; what else is known of them in words stands in a quote's ground rules.
RECORD_STATES = ("on_record", "background", "deep_background", "off_record", "embargoed", "not_stated")

SECTION_KINDS = (
    "text",
    "meeting_brief",
    "points",
    "card",
    "qa",
    "person",
    "programme",
    "participants",
    "quote_sheet",
    "position_matrix",
    "timeline",
    "paper",
    "attachment",
)
# For whom a section is, and what may be done with it; "" is not said.
AUDIENCES = ("principal", "press", "all")
DISCLOSURES = ("usable", "not_for_use", "internal")

# Whether a book has a glossary: when there are terms enough, or never.
GLOSSARIES = ("auto", "off")

# Kinds whose pages are made from the book's statements, not typed.
GENERATED_KINDS = ("quote_sheet", "position_matrix", "timeline")
# How a quote sheet goes: by speaker (newest first of each), or one list by date.
SHEET_ORDERS = ("speaker", "newest", "oldest")


@dataclass(frozen=True, slots=True)
class Source:
    """Where words come from. Dates are ISO 8601 as far as known (``2025``, ``2025-05``, ``2025-05-25``) or ``""``."""

    key: str
    title: str
    publisher: str = ""
    author: str = ""
    published_on: str = ""
    accessed_on: str = ""
    url: str = ""
    language: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who speaks or is spoken about."""

    key: str
    name: str
    native_name: str = ""
    say_as: str = ""
    role: str = ""
    country: str = ""
    sort_key: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One wording of something said or reported, ready to print.

    ``said_by`` is the attribution to print: a person's name, an unnamed label as printed
    ("one person briefed on the talks") or a body's name. ``said_on`` is ISO 8601 as far as ``precision``
    (``minute``, ``day``, ``month``, ``year``, ``inferred``, ``""``) allows. ``grade`` is A to E or ``""``.
    ``usable_in`` names those who may see it (``principal, press``) or is ``""``; ``embargo_until`` and
    ``withdrawn_on`` are days, ``sensitivity`` any words of caution; ``changed`` is when it was last changed.
    """

    key: str
    handle: str
    kind: str
    text: str
    language: str = ""
    said_by: str = ""
    native_name: str = ""
    person_key: str = ""
    unnamed: bool = False
    role: str = ""
    country: str = ""
    said_on: str = ""
    precision: str = ""
    date_as_printed: str = ""
    place: str = ""
    occasion: str = ""
    source_key: str = ""
    grade: str = ""
    record_status: str = "not_stated"
    verified_on: str = ""
    translated: bool = False
    topics: tuple[str, ...] = ()
    position_on: tuple[tuple[str, str], ...] = ()
    about: tuple[str, ...] = ()
    note: str = ""
    usable_in: str = ""
    embargo_until: str = ""
    sensitivity: str = ""
    withdrawn_on: str = ""
    changed: str = ""

    @property
    def quotable(self) -> bool:
        """Whether the words may stand in quotation marks."""
        return self.kind in QUOTABLE_KINDS


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture (``image/jpeg``, ``image/png``), a drawing (``image/svg+xml``, in the plain form of
    ``sources.drawing.plain``) or a PDF to be bound in (``application/pdf``), with its bytes.

    ``width`` and ``height`` are pixels. A ``decorative`` one says nothing to a reader and needs no ``alt``.
    """

    key: str
    name: str
    media: str
    data: bytes = field(repr=False)
    sha256: str
    width: int = 0
    height: int = 0
    pages: int = 0
    alt: str = ""
    decorative: bool = False
    caption: str = ""
    credit: str = ""

    @property
    def title(self) -> str:
        """Its name without the ending of a file."""
        stem, dot, ending = self.name.rpartition(".")
        return stem if dot and stem.strip() and ending.isalnum() and len(ending) <= 4 else self.name


@dataclass(frozen=True, slots=True)
class Placement:
    """One use of a statement in a section. ``form`` is ``card`` (set out) or ``cite`` (a source number in the text)."""

    handle: str
    form: str = "card"
    excerpt: str = ""
    lead_in: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section and the sections under it. ``reference`` is as printed (``A1``); ``body`` is Markdown.

    ``audience`` is one of AUDIENCES and ``disclosure`` one of DISCLOSURES, or ``""``. A generated section draws on the
    statements of ``scope`` (handles) besides those placed in its book; if ``only``, on nothing else. It leaves out
    those ``without``. ``order`` is one of SHEET_ORDERS. ``changed`` is when it was last changed.
    """

    key: str
    title: str
    kind: str = "text"
    reference: str = ""
    body: str = ""
    marking: str = ""
    status: str = "draft"
    owner: str = ""
    language: str = ""
    page_limit: int = 0
    placements: tuple[Placement, ...] = ()
    children: tuple[Section, ...] = ()
    audience: str = ""
    disclosure: str = ""
    scope: tuple[str, ...] = ()
    only: bool = False
    without: tuple[str, ...] = ()
    order: str = "speaker"
    changed: str = ""

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Section]]:
        """Yield this section and all below it in reading order, each with its depth (0 = this one)."""
        yield depth, self
        for child in self.children:
            yield from child.walk(depth + 1)


@dataclass(frozen=True, slots=True)
class Marking:
    """A level of a marking scheme as data: what it is called, prints, and how high it stands.

    ``colour`` is ``#rrggbb``; ``position`` is ``centre`` or ``right``. ``designation`` are the lines that say on the
    cover who marked it and on what grounds, as in ``Controlled by: Office of Trade``; one with nothing after its
    colon is not printed.
    """

    key: str
    text: str
    rank: int = 0
    colour: str = "#7a1f1f"
    position: str = "centre"
    designation: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """A whole briefing book as it stands, nothing left to look up.

    ``stamp`` is the moment the content last changed, ISO 8601 with zone (``2025-05-25T12:00:00+00:00``): it
    dates the PDF, so that the same content gives the same bytes. ``label`` prints on the cover and in the
    foot (the sample's "SAMPLE …"). ``banner`` is the highest marking included, ``None`` for none. ``pictures`` holds
    those shown, by key; ``logo`` is the key of the one on the cover. ``glossary`` is ``auto`` (printed when there are
    terms enough) or ``off``.
    """

    key: str
    title: str
    event: str = ""
    principal: str = ""
    place: str = ""
    dates: str = ""
    reference: str = ""
    edition: str = "Edition 1"
    as_at: str = ""
    label: str = ""
    language: str = "en-GB"
    paper: str = "A4"
    theme: str = "sober"
    banner: Marking | None = None
    glossary: str = "auto"
    stamp: str = "2000-01-01T00:00:00+00:00"
    sections: tuple[Section, ...] = ()
    statements: Mapping[str, Statement] = field(default_factory=dict[str, Statement])
    sources: Mapping[str, Source] = field(default_factory=dict[str, Source])
    people: Mapping[str, Person] = field(default_factory=dict[str, Person])
    pictures: Mapping[str, Picture] = field(default_factory=dict[str, Picture])
    logo: str = ""

    def walk(self) -> Iterator[tuple[int, Section]]:
        """Yield every section in reading order with its depth (0 = top level)."""
        for section in self.sections:
            yield from section.walk()
