"""SVG drawings as pictures of a book, and PDF pages of them as pixels."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops

from briefing import pdfium
from briefing.book.parts import Book, Picture, Section
from briefing.pdf.canvas import BookCanvas
from briefing.pdf.drawing import write_drawing
from briefing.sources.drawing.reading import drawn
from briefing.sources.picture import ReadPicture, read_picture

SAMPLES = Path(__file__).parents[1] / "data" / "drawings"
NAMES = sorted(file.stem for file in SAMPLES.glob("*.svg"))
_LARGE = 1600  # pixels of the longer side drawn …
_SMALL = 200  # … and compared: then it does not matter how a renderer treats the edge of a shape


def drawing(key: str, svg: bytes, **told: Any) -> Picture:
    """Return an SVG file as the library would keep it."""
    read = _read(svg)
    digest = sha256(read.data).hexdigest()
    return Picture(key, f"{key}.svg", read.media, read.data, digest, read.width, read.height, **told)


@lru_cache(maxsize=64)
def _read(svg: bytes) -> ReadPicture:
    return read_picture(svg)


def sample(name: str, **told: Any) -> Picture:
    """Return one of the sample drawings."""
    return drawing(f"{name}0", (SAMPLES / f"{name}.svg").read_bytes(), **told)


def drawn_book() -> Book:
    """Return a book that shows all sample drawings, one as its logo and one as decoration."""
    known = [sample(name, alt=f"A drawing: {name}", decorative=name == "fade") for name in NAMES]
    body = "\n\n".join(f"What it shows.\n\n![](picture:{one.key})" for one in known)
    pictures = {one.key: one for one in known}
    return Book("d", "Drawings", sections=(Section("s", "All", body=body),), pictures=pictures, logo="logo0")


def page_of(data: bytes, width: float, height: float, *, alone: bool = False) -> bytes:
    """Return a PDF of one page that a drawing fills."""
    canvas: Any = BookCanvas("en")
    canvas.page(width, height, [f"q {width:.3f} 0 0 {height:.3f} 0 0 cm /X Do Q"])
    canvas.document.use_image("X", write_drawing(canvas.document, data, alone=alone))
    return bytes(canvas.document.format())


def apart(data: bytes, *, alone: bool = False, page: bytes = b"") -> float:
    """Return the share of pixels that differ between a drawing and the PDF of it; both are drawn large first.

    ``page`` is another drawing to make the PDF of.
    """
    with Image.open(BytesIO(drawn(data, _LARGE))) as opened:
        seen = opened.convert("RGBA")
    paper = Image.new("RGBA", seen.size, "white")
    paper.alpha_composite(seen)
    with pdfium.opened(page_of(page or data, seen.width / 2, seen.height / 2, alone=alone)) as pdf:
        printed = pdf.pixels(0, 2.0).crop((0, 0, *seen.size))
    step = _LARGE // _SMALL
    most: Any = Image.new("L", (seen.width // step, seen.height // step))
    whole = (0, 0, most.width * step, most.height * step)
    both = ImageChops.difference(printed.crop(whole).reduce(step), paper.convert("RGB").crop(whole).reduce(step))
    for band in both.split():
        most = ImageChops.lighter(most, band)
    return sum(most.histogram()[48:]) / (most.width * most.height)
