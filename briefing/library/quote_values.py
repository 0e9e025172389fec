"""Quotes as values: what goes in, what a list shows, what the details show."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NewQuote:
    """A quote to be kept. ``text`` becomes both the wording as read and the wording shown.

    Dates as a person writes them or ISO; ``span_start`` and ``span_end`` are code points in the source's snapshot.
    ``verbatim`` is given only when the wording shown differs from the one read.
    """

    text: str
    kind: str = "direct"
    person_id: str | None = None
    unnamed_label: str = ""
    role: str = ""
    country: str = ""
    said_on: str = ""
    precision: str = ""
    date_as_printed: str = ""
    place: str = ""
    occasion: str = ""
    source_id: str | None = None
    via_source_id: str | None = None
    span_start: int | None = None
    span_end: int | None = None
    passage: str = ""
    language: str = ""
    topic_ids: tuple[str, ...] = ()
    about_ids: tuple[str, ...] = ()
    positions: tuple[tuple[str, str], ...] = ()
    note: str = ""
    record_status: str = "not_stated"
    ground_rules: str = ""
    grade: str = ""
    verbatim: str = ""
    edits: str = ""
    translator: str = ""
    utterance_id: str = ""
    attribution_as_printed: str = ""
    attribution_to_print: str = ""
    usable_in: str = ""
    locator: str = ""
    fingerprint: str = ""
    verified_on: str = ""
    verified_by: str = ""
    starred: bool = False
    accepted: bool = True
    handle: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A quote as a list shows it. ``role`` and ``country`` are those of the day, else the person's own.

    ``used`` counts its placements in sections that are not in the trash.
    """

    n: int
    id: str
    handle: str
    kind: str
    text: str
    said_by: str
    role: str
    country: str
    said_on: str
    precision: str
    place: str
    source_id: str | None
    source_title: str
    publisher: str
    published_on: str
    topics: tuple[str, ...]
    verified: bool
    starred: bool
    used: int
    language: str
    record_status: str
    grade: str
    accepted: bool = True
    trashed: str | None = None


@dataclass(frozen=True, slots=True)
class QuoteDetail(QuoteRow):
    """A quote with everything a person may read or change. ``positions`` are (topic id, stance)."""

    verbatim: str = ""
    person_id: str | None = None
    native_name: str = ""
    unnamed_label: str = ""
    own_role: str = ""
    own_country: str = ""
    occasion: str = ""
    note: str = ""
    passage: str = ""
    span_start: int | None = None
    span_end: int | None = None
    date_as_printed: str = ""
    verified_on: str = ""
    verified_by: str = ""
    attribution_as_printed: str = ""
    attribution_to_print: str = ""
    translator: str = ""
    utterance_id: str = ""
    ground_rules: str = ""
    usable_in: str = ""
    embargo_until: str = ""
    sensitivity: str = ""
    locator: str = ""
    via_source_id: str | None = None
    created: str = ""
    updated: str = ""
    topic_ids: tuple[str, ...] = ()
    about_ids: tuple[str, ...] = ()
    positions: tuple[tuple[str, str], ...] = ()
    in_sections: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """What part of the library a list is about. ``inbox`` are proposals nobody has accepted yet."""

    topic_id: str | None = None
    person_id: str | None = None
    source_id: str | None = None
    inbox: bool = False
    trash: bool = False
    unused: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """How many quotes there are; all but ``inbox`` and ``trash`` speak of accepted ones outside the trash."""

    all: int
    inbox: int
    trash: int
    without_source: int
    unverified: int
