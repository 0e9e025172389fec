from __future__ import annotations

import hashlib
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import pikepdf
import pytest
from PIL import Image, ImageCms

from briefing.book.profile import PROFILES
from briefing.layout.compose import Composer
from briefing.layout.page import Link
from briefing.pdf.colour import NAME, srgb
from briefing.pdf.document import LONGEST, text, tongue
from briefing.pdf.export import export, render
from briefing.pdf.faults import BadPassword
from tests.pdf.books import full_book, rough_book
from tests.pdf.handmade import Sheet, pictured, small_book
from tests.pdf.reading import reading

ARCHIVE = PROFILES["archive"]


def test_a_copy_for_the_archive_says_so_and_an_ordinary_one_does_not() -> None:
    for archive in (True, False):
        with pikepdf.open(BytesIO(render(small_book(), archive=archive))) as pdf, pdf.open_metadata() as metadata:
            assert metadata.get("pdfaid:part") == ("2" if archive else None)
            assert metadata.get("pdfaid:conformance") == ("A" if archive else None)
            assert metadata["pdfuaid:part"] == "1"
            assert ("/OutputIntents" in pdf.Root) is archive


def test_the_colours_are_told_by_the_profile_in_the_file() -> None:
    with pikepdf.open(BytesIO(render(small_book(), archive=True))) as pdf:
        (intent,) = cast("Any", pdf.Root).OutputIntents
        assert (str(intent.S), str(intent.OutputConditionIdentifier)) == ("/GTS_PDFA1", NAME)
        assert int(intent.DestOutputProfile.N) == 3
        assert intent.DestOutputProfile.read_bytes() == srgb()


def test_the_colour_profile_is_srgb_as_another_maker_has_it() -> None:
    maker = cast("Any", ImageCms)
    ours, theirs = maker.ImageCmsProfile(BytesIO(srgb())), maker.ImageCmsProfile(maker.createProfile("sRGB"))
    steps = [*range(0, 256, 15), 1, 2, 9, 10, 11, 12]
    colours = bytes(part for red in steps for green in steps for blue in steps for part in (red, green, blue))
    picture = Image.frombytes("RGB", (len(steps) ** 2, len(steps)), colours)
    seen = maker.profileToProfile(picture, ours, theirs, renderingIntent=maker.Intent.RELATIVE_COLORIMETRIC)
    assert seen.tobytes() == colours
    assert (ours.profile.version, ours.profile.xcolor_space.strip()) == (4.2, "RGB")


def test_the_colour_profile_says_its_own_length_and_nothing_of_today() -> None:
    data = srgb()
    assert int.from_bytes(data[:4], "big") == len(data)
    assert data[24:28] == (1999).to_bytes(2, "big") + (10).to_bytes(2, "big")
    assert hashlib.sha256(data).hexdigest().startswith("5bdc029c5171aad3")


def test_a_password_on_a_copy_for_the_archive_is_refused_and_the_old_file_stays(tmp_path: Path) -> None:
    out = tmp_path / "book.pdf"
    out.write_bytes(b"the older file")
    with pytest.raises(BadPassword, match=r"cannot have a password.*Leave the password empty"):
        export(full_book(), ARCHIVE, out, password="secret")
    assert out.read_bytes() == b"the older file"
    export(full_book(), ARCHIVE, out, password="")
    with pikepdf.open(out) as pdf:
        assert not pdf.is_encrypted


def test_nothing_but_pictures_is_see_through() -> None:
    with pikepdf.open(BytesIO(render(Composer().compose(full_book(), ARCHIVE), archive=True))) as pdf:
        for page in pdf.pages:
            assert "/Group" not in page
            assert set(cast("Any", page).Resources.keys()) <= {"/Font", "/XObject"}


def test_a_figure_says_where_it_is_and_what_it_shows() -> None:
    with reading(render(pictured(), archive=True)) as reader:
        figure = dict(reader.elements())["Figure"]
        assert [float(edge) for edge in figure.A.BBox] == [72, 500, 300, 560]
        assert str(figure.A.O) == "/Layout"
        assert str(figure.Alt).startswith("A bar")


@pytest.mark.parametrize(
    ("given", "written"), [("en_GB", "en-GB"), (" ja ", "ja"), ("no tag", ""), ("x_bad!!", ""), ("zz-", ""), ("", "")]
)
def test_only_language_tags_are_written_as_languages(given: str, written: str) -> None:
    assert tongue(given) == written


def test_a_book_in_no_known_language_says_that_it_is_unknown() -> None:
    folios = small_book()
    folios.language = "no tag"
    with pikepdf.open(BytesIO(render(folios))) as pdf:
        assert str(cast("Any", pdf.Root).Lang) == "und"


def test_no_string_is_longer_than_the_standard_lets_it_be() -> None:
    assert len(text("x" * 40000)) == LONGEST + 2
    assert len(text("\U0001f600" * 40000)) // 2 <= 32767
    sheet = Sheet()
    sheet.line(700, None, "x ")
    sheet.page.links.append(Link(0, 0, 9, 9, None, href="https://example.org/" + "x" * LONGEST))
    folios = pictured()
    folios.pages = [sheet.page]
    with pikepdf.open(BytesIO(render(folios))) as pdf:
        assert "/Annots" not in pdf.pages[0]


def test_no_glyph_stands_for_a_code_that_is_no_text() -> None:
    folios = small_book()
    used = next(iter(folios.pages[0].used.values()))
    first, second, third, *_rest = list(used)
    used |= {first: "\0", second: "\ufeff\ufffe", third: "\ue000"}
    data = b""
    with pikepdf.open(BytesIO(render(folios))) as pdf:
        for font in cast("Any", pdf.pages[0]).Resources.Font.values():
            data += font.ToUnicode.read_bytes()
    for wrong in (b"<0000>", b"<FEFF>", b"<FFFE>", b"<E000>", b"<>"):
        assert b">" + wrong + b"\n" not in data
    assert b"<FFFD>" in data
    assert b"<200B>" in data


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not on this machine")
@pytest.mark.parametrize("which", ["full", "rough"])
def test_qpdf_finds_nothing_wrong(tmp_path: Path, which: str) -> None:
    out = tmp_path / "book.pdf"
    export(full_book() if which == "full" else rough_book(), ARCHIVE, out)
    ran = subprocess.run(["qpdf", "--check", str(out)], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "No syntax or stream encoding errors found" in ran.stdout
