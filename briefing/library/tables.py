"""The library's tables for writing. A test proves that they equal the migrated disk (names, types, nullability).

Only writers import this module: it brings SQLModel with it. Readers use the driver directly.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Column, Computed, Integer, LargeBinary, Text
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel


def _text(default: str = "", **more: Any) -> Any:
    return Field(default=default, sa_type=Text, **more)


def _needed() -> Any:
    return Field(sa_type=Text)


def _key() -> Any:
    return Field(primary_key=True, sa_type=Text)


def _maybe(refers_to: str = "") -> Any:
    return Field(default=None, sa_type=Text, nullable=True, foreign_key=refers_to or None)


def _part(refers_to: str) -> Any:
    return Field(primary_key=True, foreign_key=refers_to, sa_type=Text)


def _quote_part() -> Any:
    return Field(primary_key=True, foreign_key="quote.n", sa_type=Integer)


def _flag(default: int = 0) -> Any:
    return Field(default=default, sa_type=Integer)


class Kept(SQLModel):
    """What every row has: when it was made and last changed, ISO 8601 UTC."""

    created: str = _text()
    updated: str = _text()

    @declared_attr.directive
    def __tablename__(self) -> str:  # pyright: ignore[reportIncompatibleVariableOverride]
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", str(getattr(self, "__name__", ""))).lower()


class Topic(Kept, table=True):
    """A subject; topics form a tree."""

    id: str = _key()
    parent_id: str | None = _maybe("topic.id")
    name: str = _needed()
    note: str = _text()
    trashed: str | None = _maybe()


class Person(Kept, table=True):
    """Somebody (or a body) who speaks or is spoken about."""

    id: str = _key()
    kind: str = _text("person")
    name: str = _needed()
    native_name: str = _text()
    sort_key: str = _text()
    say_as: str = _text()
    role: str = _text()
    country: str = _text()
    note: str = _text()
    trashed: str | None = _maybe()


class PersonAlias(Kept, table=True):
    """Another spelling of a person's name."""

    person_id: str = _part("person.id")
    name: str = _key()


class PersonRole(Kept, table=True):
    """What a person was, and when."""

    person_id: str = _part("person.id")
    role: str = _key()
    country: str = _text()
    since: str = _text(primary_key=True)
    until: str = _text()


class Source(Kept, table=True):
    """Where words come from."""

    id: str = _key()
    kind: str = _text("article")
    title: str = _needed()
    publisher: str = _text()
    author: str = _text()
    published_on: str = _text()
    accessed_on: str = _text()
    url: str = _text()
    language: str = _text()
    rights: str = _text()
    note: str = _text()
    trashed: str | None = _maybe()


class Snapshot(Kept, table=True):
    """A source's full text as read, and its SHA-256."""

    source_id: str = _part("source.id")
    text: str = _needed()
    sha256: str = _needed()


class Quote(Kept, table=True):
    """One wording of something said or reported."""

    n: int | None = Field(default=None, primary_key=True)
    id: str = _needed()
    handle: str = _needed()
    kind: str = _text("direct")
    verbatim: str = _needed()
    text: str = _needed()
    edits: str = _text()
    language: str = _text()
    utterance_id: str = _text()
    original_n: int | None = Field(default=None, foreign_key="quote.n")
    translator: str = _text()
    person_id: str | None = _maybe("person.id")
    unnamed_label: str = _text()
    role: str = _text()
    country: str = _text()
    attribution_as_printed: str = _text()
    attribution_to_print: str = _text()
    said_on: str = _text()
    precision: str = _text()
    time_zone: str = _text()
    date_as_printed: str = _text()
    place: str = _text()
    occasion: str = _text()
    audience: str = _text()
    record_status: str = _text("not_stated")
    ground_rules: str = _text()
    embargo_until: str = _text()
    usable_in: str = _text()
    sensitivity: str = _text()
    source_id: str | None = _maybe("source.id")
    via_source_id: str | None = _maybe("source.id")
    locator: str = _text()
    passage: str = _text()
    span_start: int | None = None
    span_end: int | None = None
    grade: str = _text()
    verified_on: str = _text()
    verified_by: str = _text()
    verified_how: str = _text()
    disputed: str = _text()
    correction_of_n: int | None = Field(default=None, foreign_key="quote.n")
    withdrawn_on: str = _text()
    stale_after: str = _text()
    note: str = _text()
    starred: int = _flag()
    accepted: int = _flag(1)
    fingerprint: str = _text()
    row_hash: str = _text()
    trashed: str | None = _maybe()
    order_key: int | None = Field(
        default=None,
        sa_column=Column(
            "order_key",
            Integer,
            Computed(
                "-(CAST(substr(replace(said_on, '-', '') || '0000', 1, 8) AS INTEGER) * 100000000 + n)",
                persisted=False,
            ),
            nullable=False,
        ),
    )


class QuoteTopic(Kept, table=True):
    """A quote is filed under a topic."""

    quote_n: int = _quote_part()
    topic_id: str = _part("topic.id")


class QuoteAbout(Kept, table=True):
    """A quote is about a person."""

    quote_n: int = _quote_part()
    person_id: str = _part("person.id")


class QuoteRelation(Kept, table=True):
    """One quote repeats, develops, contradicts, retracts or answers another; set by people."""

    quote_n: int = _quote_part()
    other_n: int = _quote_part()
    kind: str = _key()
    note: str = _text()


class QuoteReason(Kept, table=True):
    """Why words are kept as somebody's own though their source's text does not show them so."""

    quote_n: int = _quote_part()
    reason: str = _needed()
    fingerprint: str = _needed()


class QuoteApart(Kept, table=True):
    """Two quotes that look like one remark and are not."""

    quote_n: int = _quote_part()
    other_n: int = _quote_part()


class Position(Kept, table=True):
    """The stance a quote shows on a topic."""

    quote_n: int = _quote_part()
    topic_id: str = _part("topic.id")
    stance: str = _needed()
    strength: str = _text()


class Book(Kept, table=True):
    """A briefing book."""

    id: str = _key()
    title: str = _needed()
    event: str = _text()
    principal: str = _text()
    place: str = _text()
    dates: str = _text()
    reference: str = _text()
    edition: str = _text("Edition 1")
    as_at: str = _text()
    label: str = _text()
    language: str = _text("en-GB")
    paper: str = _text("A4")
    theme: str = _text("sober")
    marking_scheme: str = _text("none")
    marking: str = _text()
    template: str = _text()
    glossary: str = _text("auto")
    trashed: str | None = _maybe()
    logo: str = _text()


class Section(Kept, table=True):
    """A section of a book; sections form a tree."""

    id: str = _key()
    book_id: str = _text(foreign_key="book.id")
    parent_id: str | None = _maybe("section.id")
    position: int = _flag()
    kind: str = _text("text")
    title: str = _needed()
    status: str = _text("draft")
    marking: str = _text()
    disclosure: str = _text()
    audience: str = _text()
    owner: str = _text()
    language: str = _text()
    as_at: str = _text()
    page_limit: int = _flag()
    word_limit: int = _flag()
    change_note: str = _text()
    scope: str = _text()
    words: int = _flag()
    row_hash: str = _text()
    trashed: str | None = _maybe()
    body: str = _text()


class Placement(Kept, table=True):
    """One use of a quote in a section."""

    id: str = _key()
    section_id: str = _text(foreign_key="section.id")
    quote_n: int = Field(foreign_key="quote.n")
    position: int
    form: str = _text("card")
    excerpt: str = _text()
    lead_in: str = _text()


class Picture(Kept, table=True):
    """A picture, or a PDF to be bound in."""

    id: str = _key()
    name: str = _needed()
    media: str = _needed()
    width: int = _flag()
    height: int = _flag()
    pages: int = _flag()
    size: int = _flag()
    alt: str = _text()
    decorative: int = _flag()
    caption: str = _text()
    credit: str = _text()
    sha256: str = _text()
    trashed: str | None = _maybe()


class PictureData(Kept, table=True):
    """The bytes of a picture or PDF."""

    picture_id: str = _part("picture.id")
    data: bytes = Field(sa_type=LargeBinary)


class Setting(Kept, table=True):
    """A choice kept with the library."""

    key: str = _key()
    value: str = _needed()


class SavedSearch(Kept, table=True):
    """A search kept under a name."""

    id: str = _key()
    name: str = _needed()
    query: str = _needed()
    position: int = _flag()
    trashed: str | None = _maybe()


class Edition(Kept, table=True):
    """A frozen export of a book."""

    id: str = _key()
    book_id: str = _text(foreign_key="book.id")
    number: int = Field(sa_type=Integer)
    name: str = _needed()
    as_at: str = _text()
    profile: str = _text()
    paper: str = _text()
    pages: int = _flag()
    size: int = _flag()
    sha256: str = _needed()
    note: str = _text()


class EditionFile(Kept, table=True):
    """The exact PDF of an edition and what it was made of."""

    edition_id: str = _part("edition.id")
    pdf: bytes = Field(sa_type=LargeBinary)
    inputs: bytes = Field(sa_type=LargeBinary)
