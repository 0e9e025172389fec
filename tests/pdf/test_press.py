"""The press copy: what is withheld is nowhere in the file, however it is looked for."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from briefing.book.parts import Book, Marking, Person, Placement, Section, Source, Statement
from briefing.book.profile import PROFILES
from briefing.layout.compose import Composer
from briefing.pdf.export import render
from briefing.text.markdown import card, cite
from tests.pdf.reading import reading

PRESS = PROFILES["press"]
COMPOSER = Composer()
few = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])

# Letters of a script nothing shown is written in: not one of their glyphs may be in the file.
SECRET_LETTERS = "ЖЩЫЮЯ"
SECRET_WORDS = ("Zyqvault", "Wexlorth", "Quorjimp")
WORDS = some.sampled_from(("The ministers met.", "Tariffs were discussed [ * ].", "An official statement."))


def secret(word: str) -> str:
    return f"{word} {SECRET_LETTERS}"


def quote(handle: str, word: str, record: str, source: str, person: str) -> Statement:
    return Statement(
        handle, handle, "direct", word, said_by=word, person_key=person, said_on="2031-06-02", precision="day",
        source_key=source, record_status=record, role=word, place=word, topics=(word,), note=secret(SECRET_WORDS[0]),
        position_on=(("Harbours", word),),
    )  # fmt: skip


OPEN = quote("open1111", "Harbour", "on_record", "s1", "ada")
SHUT = quote("shut2222", secret(SECRET_WORDS[1]), "background", "s2", "bo")
BODIES = some.lists(
    some.sampled_from(
        ("Words.", f"They met {cite('shut2222')}{cite('open1111')}.", card("open1111"), card("shut2222"))
    ),
    min_size=1,
    max_size=4,
).map("\n\n".join)


def section(key: str, title: str, body: str, kind: str, audience: str) -> Section:
    withheld = audience not in ("press", "all")
    return Section(
        key,
        secret(SECRET_WORDS[2]) if withheld else title,
        kind,
        body=f"{body}\n\n{secret(SECRET_WORDS[0])}" if withheld else body,
        owner=secret(SECRET_WORDS[0]),
        placements=(Placement("shut2222", lead_in=secret(SECRET_WORDS[0])),),
        audience=audience,
        scope=("open1111", "shut2222"),
    )


SECTIONS = some.lists(
    some.builds(
        section,
        some.uuids().map(str),
        WORDS,
        BODIES,
        some.sampled_from(("text", "quote_sheet", "timeline", "position_matrix", "points")),
        some.sampled_from(("", "principal", "press", "all")),
    ),
    min_size=1,
    max_size=5,
)


def nested(flat: list[Section]) -> tuple[Section, ...]:
    """Every second section below the one before."""
    return tuple(replace(one, children=tuple(flat[k + 1 : k + 2])) for k, one in enumerate(flat) if k % 2 == 0)


def a_book(sections: tuple[Section, ...]) -> Book:
    hidden = secret(SECRET_WORDS[2])
    return Book(
        "b", "Harbours", principal=hidden, reference=hidden, label=hidden, banner=Marking("s", hidden, 3),
        sections=sections, statements={one.handle: one for one in (OPEN, SHUT)},
        sources={"s1": Source("s1", "Harbour rules", note=hidden), "s2": Source("s2", hidden, hidden)},
        people={"ada": Person("ada", "Ada Norling"), "bo": Person("bo", hidden, sort_key=hidden)},
    )  # fmt: skip


def raw(data: bytes) -> Iterator[bytes]:
    """Every object of the file, its streams unpacked, and the file as it is."""
    yield data
    with pikepdf.open(BytesIO(data)) as pdf:
        for one in pdf.objects:
            yield one.unparse(resolved=True)
            if isinstance(one, pikepdf.Stream):
                yield one.read_bytes()


def spelled(word: str) -> list[bytes]:
    """The ways a word can stand in a file."""
    wide = word.encode("utf-16-be")
    return [word.encode(), wide, wide.hex().encode(), wide.hex().upper().encode()]


def letters(data: bytes) -> str:
    """All that the fonts of the file can show: what their glyphs are said to stand for."""
    found: list[str] = []
    with pikepdf.open(BytesIO(data)) as pdf:
        for one in pdf.objects:
            table: Any = one.get("/ToUnicode") if isinstance(one, pikepdf.Dictionary) else None
            if table is not None:
                codes = re.findall(r"<[0-9A-Fa-f]{4}> *<([0-9A-Fa-f]+)>", table.read_bytes().decode("latin-1"))
                found += [bytes.fromhex(code).decode("utf-16-be") for code in codes]
    return "".join(found)


def outlines(data: bytes) -> int:
    """How many glyphs the embedded fonts can draw: the entries of their loca tables that are not empty."""
    count = 0
    with pikepdf.open(BytesIO(data)) as pdf:
        for one in pdf.objects:
            file: Any = one.get("/FontFile2") if isinstance(one, pikepdf.Dictionary) else None
            if file is not None:
                font = file.read_bytes()
                tables = {
                    tag: (start, length)
                    for tag, _, start, length in struct.iter_unpack(
                        ">4sLLL", font[12 : 12 + 16 * struct.unpack(">H", font[4:6])[0]]
                    )
                }
                wide = font[tables[b"head"][0] + 51]
                start, length = tables[b"loca"]
                places = [at for (at,) in struct.iter_unpack(">L" if wide else ">H", font[start : start + length])]
                count += sum(one != other for one, other in pairwise(places))
    return count


@few
@given(SECTIONS)
def test_no_withheld_word_is_in_the_file(flat: list[Section]) -> None:
    book = a_book(nested(flat))
    data = render(COMPOSER.compose(book, PRESS))
    needles = [way for word in SECRET_WORDS for way in spelled(word)] + [b"shut2222", b"SECRET"]
    for part in raw(data):
        assert not [needle for needle in needles if needle in part]
    assert not set(SECRET_LETTERS) & set(letters(data))
    with reading(data) as reader:
        words = "".join(reader.text(page) for page in range(reader.pages))
    assert not [word for word in SECRET_WORDS if word in words]


@few
@given(SECTIONS)
def test_the_file_is_the_one_of_a_book_that_never_had_it(flat: list[Section]) -> None:
    whole = a_book(nested(flat))
    clean = replace(
        whole, principal="", reference="", label="", banner=None, stamp="2044-04-04T00:00:00+00:00",
        statements={"open1111": OPEN}, sources={"s1": Source("s1", "Harbour rules")},
    )  # fmt: skip
    data = render(COMPOSER.compose(whole, PRESS))
    assert data == render(Composer().compose(clean, PRESS))


def test_the_same_words_are_found_when_they_are_not_withheld() -> None:
    """What the tests above look for is there to be found in the staff's copy."""
    book = a_book((section("a", "Title", card("shut2222"), "text", ""),))
    staff, press = (render(COMPOSER.compose(book, PROFILES[name])) for name in ("staff", "press"))
    found = b"".join(raw(staff))
    assert any(way in found for way in spelled(SECRET_WORDS[2]))
    assert set(SECRET_LETTERS) <= set(letters(staff))
    assert outlines(press) < outlines(staff)
