from __future__ import annotations

import hashlib
import itertools
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from briefing.book.parts import Book
from briefing.book.profile import PROFILES, Profile
from briefing.layout.compose import Composer
from briefing.pdf.export import export, render
from tests.pdf.books import full_book, sample_book
from tests.pdf.reading import Reader, reading, squeezed

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Printed:
    """A book, what every page of it must carry, and its PDF."""

    book: Book
    carried: str
    reader: Reader


@pytest.fixture(scope="module", params=["full A4", "full Letter", "sample A4"])
def printed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Printed]:
    which, paper = str(request.param).split()
    book = full_book() if which == "full" else sample_book(tmp_path_factory.mktemp("sample"))
    data = render(Composer().compose(book, Profile(paper=paper)))
    with reading(data) as opened:
        yield Printed(book, "TLP:GREEN" if which == "full" else "SAMPLE", opened)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with reading(render(Composer().compose(full_book(), Profile()))) as opened:
        yield opened


def below(reader: Reader, page: int, height: float) -> str:
    """The words in the first inches under a destination; the running head stands above them."""
    return squeezed(reader.text_in(page, (0, height - 150, 700, height + 2)))


def test_every_page_carries_the_marking_and_its_number(printed: Printed) -> None:
    reader = printed.reader
    for page in range(reader.pages):
        text = reader.text(page)
        assert text.count(printed.carried) >= 2
        assert f"{page + 1} of {reader.pages}" in text


def test_the_page_labels_are_the_printed_numbers(printed: Printed) -> None:
    pages = range(printed.reader.pages)
    assert [printed.reader.label(page) for page in pages] == [str(page + 1) for page in pages]


def test_every_contents_entry_names_the_page_its_heading_is_on(printed: Printed) -> None:
    entries = [jump for jump in printed.reader.jumps() if jump.page == 1]
    for _depth, section in printed.book.walk():
        title = squeezed(section.title)
        named = [jump for jump in entries if title in squeezed(jump.words)]
        assert named, section.title
        right = [jump for jump in named if title in below(printed.reader, jump.target, jump.height)]
        assert right, section.title
        for jump in right:
            number = re.search(r"(\d+)\s*$", jump.words)
            assert number is not None
            assert number.group(1) == printed.reader.label(jump.target)


def test_bookmarks_lead_to_their_heading(printed: Printed) -> None:
    numbers = {page.objgen: index for index, page in enumerate(printed.reader.pdf.pages)}
    places: list[tuple[str, int, float]] = []
    with printed.reader.pdf.open_outline() as outline:
        waiting = list(outline.root)
        while waiting:
            entry = waiting.pop(0)
            waiting = [*entry.children, *waiting]
            place: Any = entry.destination
            places.append((entry.title, numbers[place[0].objgen], float(place[3])))
    for _depth, section in printed.book.walk():
        assert any(
            section.title in title and squeezed(section.title) in below(printed.reader, page, height)
            for title, page, height in places
        ), section.title


def test_the_sample_prints_its_native_names(tmp_path: Path) -> None:
    with reading(render(Composer().compose(sample_book(tmp_path), Profile()))) as opened:
        text = squeezed("".join(opened.text(page) for page in range(opened.pages)))
    assert "石破" in text
    assert "leaders’meeting" in text, "an apostrophe is copied out as it was typed, not as a phonetic sign"


def test_words_of_many_scripts_are_drawn_and_copied_out(reader: Reader) -> None:
    text = squeezed("".join(reader.text(page) for page in range(reader.pages)))
    for words in (
        "石破",
        "榊稔",
        "港は規則を守るすべての船に開かれている",
        "Ελληνικά",
        "Русский",
        "Größe",
        "efficient",
    ):
        assert words in text


def test_the_words_of_a_paragraph_come_out_in_order(reader: Reader) -> None:
    text = squeezed("".join(reader.text(page) for page in range(reader.pages)))
    assert squeezed("The harbour stays open to every ship that keeps the rules.") in text


def test_every_font_is_embedded(reader: Reader) -> None:
    fonts: Any = reader.pdf.pages[0]
    for name, font in fonts.Resources.Font.items():
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor, name
        assert "/ToUnicode" in font


def test_web_links_are_there_and_described(reader: Reader) -> None:
    addresses: set[str] = set()
    for page in reader.pdf.pages:
        annotations: Any = page.get("/Annots", [])
        for annotation in annotations:
            assert str(annotation.Contents)
            if "/A" in annotation:
                addresses.add(str(annotation.A.URI))
    assert {"https://example.org/statement?a=1&b=2", "https://example.org/h"} <= addresses


def test_the_structure_is_what_the_book_holds(reader: Reader) -> None:
    roles = [role for role, _ in reader.elements()]
    assert roles[0] == "Document"
    for role in [
        "H1",
        "H2",
        "P",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "TR",
        "TH",
        "TD",
        "BlockQuote",
        "TOC",
        "TOCI",
        "Link",
    ]:
        assert role in roles, role
    levels = [int(role[1]) for role in roles if re.fullmatch(r"H[1-6]", role)]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_quotes_in_another_language_say_so(reader: Reader) -> None:
    assert "ja" in {str(element.Lang)[:2] for _role, element in reader.elements() if "/Lang" in element}


@pytest.mark.parametrize("profile", ["staff", "archive"])
def test_a_fresh_process_and_a_used_composer_write_the_same_bytes(tmp_path: Path, profile: str) -> None:
    composer = Composer()
    composer.compose(full_book(title="Another", language="ja"), PROFILES["large"])
    composer.compose(full_book(sections=full_book().sections[1:], edition="Edition 2"), PROFILES["staff"])
    hashes = {
        export(full_book(), PROFILES[profile], tmp_path / "used.pdf", composer=composer).sha256,
        export(full_book(), PROFILES[profile], tmp_path / "again.pdf", composer=composer).sha256,
    }
    code = (
        "import hashlib; from pathlib import Path; from tests.pdf.books import full_book;"
        "from briefing.book.profile import PROFILES; from briefing.pdf.export import export;"
        f"print(export(full_book(), PROFILES[{profile!r}], Path({str(tmp_path / 'fresh.pdf')!r})).sha256)"
    )
    for seed, zone in (("1", "Asia/Tokyo"), ("77", "America/Edmonton")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone}
        ran = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
        )
        hashes.add(ran.stdout.strip())
    assert len(hashes) == 1
    assert hashlib.sha256((tmp_path / "used.pdf").read_bytes()).hexdigest() in hashes


@pytest.mark.parametrize("profile", ["staff", "archive"])
def test_no_export_says_who_made_it_or_where(tmp_path: Path, profile: str) -> None:
    out = tmp_path / "book.pdf"
    export(full_book(), PROFILES[profile], out)
    with reading(out.read_bytes()) as opened:
        opened.pdf.save(tmp_path / "open.pdf", compress_streams=False, object_stream_mode=_plain())
    data = (tmp_path / "open.pdf").read_bytes()
    for secret in (str(tmp_path), str(ROOT), str(Path.home())):
        assert secret.encode() not in data


def _plain() -> Any:
    import pikepdf

    return pikepdf.ObjectStreamMode.disable


def test_characters_no_font_has_are_told(tmp_path: Path) -> None:
    from briefing.book.parts import Section

    book = full_book(sections=(Section("a", "Rare", body="A rare ሰ sign."),))
    (warning,) = export(book, PROFILES["staff"], tmp_path / "book.pdf").warnings
    assert "ሰ (U+1230)" in warning
