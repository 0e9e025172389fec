"""SVG drawings taken in: a plain form that shows the same, of which nothing tells who drew it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from PIL import Image

from briefing.sources.article import Unreadable
from briefing.sources.drawing.outline import SAME, Undrawable, box, combined, path, transform
from briefing.sources.drawing.reading import Drawing, drawn
from briefing.sources.picture import DRAWING, read_picture
from tests.drawn_by_chance import DRAWINGS, HEAD

SAMPLES = Path(__file__).parents[1] / "data" / "drawings"
NAMES = sorted(file.stem for file in SAMPLES.glob("*.svg"))
# The only words the plain form has.
WORDS = {
    "svg": {"width", "height", "viewBox"},
    "defs": set[str](),
    "g": {"opacity", "clip-path"},
    "clipPath": {"id"},
    "linearGradient": {"id", "gradientUnits", "gradientTransform", "x1", "y1", "x2", "y2"},
    "radialGradient": {"id", "gradientUnits", "gradientTransform", "cx", "cy", "r", "fx", "fy", "fr"},
    "stop": {"offset", "stop-color", "stop-opacity"},
    "path": {
        "d", "transform", "clip-rule", "fill", "fill-rule", "fill-opacity", "stroke", "stroke-width", "stroke-opacity",
        "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset",
    },
}  # fmt: skip


def of(inside: str) -> bytes:
    return f"{HEAD}{inside}</svg>".encode()


def inked(data: bytes) -> int:
    """How many pixels of a PNG are not clear."""
    with Image.open(BytesIO(data)) as opened:
        alpha: Any = opened.convert("RGBA").getchannel("A")
        return sum(alpha.histogram()[1:])


@pytest.mark.parametrize("name", NAMES)
def test_what_drawing_programs_write_becomes_paths_and_nothing_but(name: str) -> None:
    data = (SAMPLES / f"{name}.svg").read_bytes()
    read = read_picture(data)
    assert read.media == DRAWING
    assert read_picture(data) == read
    for element in ElementTree.fromstring(read.data).iter():
        kind = str(element.tag).removeprefix("{http://www.w3.org/2000/svg}")
        assert set(element.attrib) <= WORDS[kind]
        assert not (element.text or "").strip()
        assert not (element.tail or "").strip()


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("12px sans-serif", "font-size:12px;font-family:sans-serif"),
        ("bold 12px/1.2 'Source Sans 3', serif", "font-weight:bold;font-size:12px;font-family:'Source Sans 3',serif"),
        ("italic 600 1.5em Amiri", "font-style:italic;font-weight:600;font-size:1.5em;font-family:Amiri"),
        ("normal large serif", "font-size:large;font-family:serif"),
    ],
)
def test_the_short_way_to_name_a_font_says_the_same_as_the_long_one(short: str, long: str) -> None:
    kept = [of(f'<text x="4" y="30" style="font-weight:900;{said}">Yen 34</text>') for said in (f"font:{short}", long)]
    heavy = "font-weight" not in long
    first = read_picture(kept[0])
    assert first.media == DRAWING
    # What the short way does not name is as at first, whatever stood before.
    assert (first.data == read_picture(kept[1]).data) == (not heavy)
    assert first.data == read_picture(of(f'<text x="4" y="30" style="{long}">Yen 34</text>')).data


def test_a_font_that_is_none_leaves_the_drawing_to_pixels() -> None:
    assert read_picture(of('<text x="4" y="30" style="font:caption">Yen</text>')).media != DRAWING


def test_nobody_who_drew_is_named_in_what_is_kept() -> None:
    kept = read_picture((SAMPLES / "logo.svg").read_bytes()).data
    for name in (b"Zyqvault", b"Wexlorth", b"Quorjimp", b"Secret"):
        assert name not in kept


@settings(max_examples=40, deadline=None, derandomize=True)
@given(DRAWINGS)
def test_shapes_of_any_kind_are_drawn_the_same_in_the_plain_form(svg: str) -> None:
    """``plain`` gives nothing where another renderer sees a difference between the file and its plain form."""
    assert Drawing(svg.encode()).plain(1200, 400) is not None


@pytest.mark.parametrize(
    "inside",
    [
        '<filter id="f"><feGaussianBlur stdDeviation="2"/></filter><rect width="50" height="50" filter="url(#f)"/>',
        '<mask id="m"><circle r="40" fill="#fff"/></mask><rect width="50" height="50" mask="url(#m)"/>',
        '<pattern id="p" width="8" height="8" patternUnits="userSpaceOnUse"><circle r="4"/></pattern>'
        '<rect width="50" height="50" fill="url(#p)"/>',
        '<rect width="50" height="50" style="mix-blend-mode:multiply"/>',
        '<marker id="a" markerWidth="4" markerHeight="4"><circle r="2"/></marker>'
        '<path d="M9 9h50" stroke="#000" marker-end="url(#a)"/>',
        '<linearGradient id="g" spreadMethod="reflect" x2=".2"><stop stop-color="red"/><stop offset="1"/>'
        '</linearGradient><rect width="50" height="50" fill="url(#g)"/>',
        '<text x="9" y="30" font-family="Amiri">العربية</text>',
        '<path id="c" d="M9 40h90" fill="none"/><text><textPath href="#c">Along</textPath></text>',
        '<path d="M9 9h50 q" stroke="#000"/><rect width="9" height="9"/>',
    ],
)
def test_what_has_no_plain_form_stays_a_picture_of_pixels(inside: str) -> None:
    read = read_picture(of(inside))
    assert (read.media, read.width, read.height) == ("image/png", 3000, 2000)
    assert inked(read.data) > 1000


@pytest.mark.parametrize("family", ["Arial", "Helvetica Neue, sans-serif", "Times New Roman", "serif", "Consolas", ""])
def test_words_in_faces_we_do_not_have_are_set_in_ours(family: str) -> None:
    read = read_picture(of(f'<text x="4" y="50" font-size="30" font-family="{family}">Hagfi</text>'))
    assert read.media == DRAWING
    assert inked(drawn(read.data, 600)) > 5000


def test_words_in_faces_we_do_not_have_are_set_in_ours_where_pixels_are_kept() -> None:
    blur = '<filter id="f"><feGaussianBlur stdDeviation=".1"/></filter>'
    read = read_picture(
        of(f'{blur}<text filter="url(#f)" x="4" y="50" font-size="30" font-family="Arial">Hagfi</text>')
    )
    assert read.media == "image/png"
    assert inked(read.data) > 100_000


def test_words_of_several_scripts_take_each_its_own_face() -> None:
    mixed = read_picture(of('<text x="4" y="50" font-size="16" font-family="Arial">EU 日本 Ελλάς ไทย</text>'))
    assert mixed.media == DRAWING
    latin = of('<text x="4" y="50" font-size="16" font-family="Source Sans 3">EU</text>')
    with (
        Image.open(BytesIO(drawn(mixed.data, 1200))) as whole,
        Image.open(BytesIO(drawn(read_picture(latin).data, 1200))) as alone,
    ):
        edges = alone.getchannel("A").getbbox()
        assert edges is not None
        assert whole.crop(edges).tobytes() == alone.crop(edges).tobytes()


def test_nothing_is_a_drawing_too() -> None:
    assert read_picture(of("")).media == DRAWING


@pytest.mark.parametrize(
    ("size", "sides"),
    [
        ('width="100" height="50"', (3000, 1500)),
        ('width="10mm" height="1in"', (1181, 3000)),
        ('width="50%" viewBox="0 0 10 30"', (1000, 3000)),
        ('viewBox="0 0 10 30" width="30" height="10"', (3000, 1000)),
        ('viewBox="5,5,20,10" height="7"', (3000, 1500)),
        ("", (3000, 3000)),
    ],
)
def test_a_drawing_is_as_wide_and_high_as_it_says(size: str, sides: tuple[int, int]) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size}><rect width="10" height="9"/></svg>'
    read = read_picture(svg.encode())
    assert (read.media, read.width, read.height) == (DRAWING, *sides)


@pytest.mark.parametrize(
    "svg",
    [
        "<svg",
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 9"/>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="a b c d"/>',
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect></svg>',
    ],
)
def test_a_damaged_drawing_is_refused_with_a_sentence(svg: str) -> None:
    with pytest.raises(Unreadable):
        read_picture(svg.encode())


def test_drawings_in_themselves_and_without_end_are_not_followed() -> None:
    for inside in (
        '<g id="a"><use href="#a"/><rect width="9" height="9"/></g>',
        '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g><rect width="9" height="9"/>',
        '<clipPath id="c" clip-path="url(#c)"><rect width="9" height="9"/></clipPath>'
        '<rect width="9" height="9" clip-path="url(#c)"/>',
        "<g>" * 500 + '<rect width="9" height="9"/>' + "</g>" * 500,
    ):
        try:
            assert read_picture(of(inside)).media in (DRAWING, "image/png")
        except Unreadable as trouble:
            assert "complex" in str(trouble.args[0])


def test_path_data_is_read_as_the_standard_says() -> None:
    assert path("m1 2 3 4-5 6z") == [("M", (1, 2)), ("L", (4, 6)), ("L", (-1, 12)), ("Z", ())]
    assert path("M0 0a5 5 0 015 5")[-1][1][-2:] == (5, 5)
    assert path("") == []
    with pytest.raises(Undrawable):
        path("M0 0 L 5")
    with pytest.raises(Undrawable):
        path("L0 0")


def test_the_box_of_a_curve_is_that_of_its_line_not_of_its_handles() -> None:
    assert box([path("M0 0C0 40 100 40 100 0")]) == (0, 0, 100, 30)


def test_transforms_follow_each_other_from_the_right() -> None:
    a, b = transform("translate(5 6)"), transform("scale(2)")
    assert transform("translate(5,6) scale(2)") == combined(b, a) == (2, 0, 0, 2, 5, 6)
    assert transform(" ") == SAME
    with pytest.raises(Undrawable):
        transform("perspective(5)")
