"""An SVG file read with care and drawn: in its plain form where that shows the same, pixel by pixel."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from io import BytesIO
from math import nan
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree

from briefing.paths import shipped
from briefing.sources.article import Unreadable
from briefing.sources.drawing.outline import Undrawable
from briefing.sources.drawing.plain import SVG, plain
from briefing.sources.drawing.style import Style, local, sheet
from briefing.sources.drawing.viewport import proportions, view_box
from briefing.sources.drawing.wording import part, settle

if TYPE_CHECKING:
    from PIL.Image import Image

DAMAGED: Final = "This picture is damaged or not complete. Open it in a picture program, save it again, and try again."
_TOO_RICH: Final = "This drawing is too complex or uses what Briefing does not allow. Save it as PNG and try again."
_MOST_ELEMENTS: Final = 50_000
_DEEPEST: Final = 60  # elements in elements
_LED: Final = re.compile(r"(?:^\s*|url\(\s*['\"]?)#([^'\")]+)")
_OUTSIDE: Final = re.compile(r"url\(\s*['\"]?(?!#|data:image/)|@import", re.I)
_EDGED: Final = re.compile(r"(?:shape|text|image)-rendering\s*:[^;}]*;?")
# The distance of lines in the shorthand of fonts: it does nothing in a drawing, but resvg leaves out the font for it.
_LEADED: Final = re.compile(r"(\bfont\s*:[^;}/]*?)\s*/\s*[\w.%]+")
_COMPARED: Final = 1600  # pixels on the longer side of the two pictures that are compared
_THINNEST: Final = 16  # pixels of the shorter side of a picture: below that the longer one decides nothing
_MOST_BYTES: Final = 4_000_000  # of a plain form: more costs more than a picture of pixels
_STACK: Final = 16_000_000  # bytes
_ONE_SIZE: Final = threading.Lock()
_SIDES: Final = re.compile(rb'^<svg xmlns="[^"]*" width="([\d.]+)" height="([\d.]+)"')
_ALIKE: Final = 72  # of 255: what the edge of a shape may differ by where numbers are rounded
_SPECKS: Final = 1 / 50_000  # of all pixels may differ more


class Drawing:
    """An SVG file that may be drawn: nothing outside of it is ever looked at, and its words have faces we have.

    Raises:
        Unreadable: it is damaged, too rich, or reaches outside.
    """

    def __init__(self, data: bytes) -> None:
        if b"<!ENTITY" in data or b"<!entity" in data or b"<?xml-stylesheet" in data:
            raise Unreadable(_TOO_RICH)
        try:
            self._root = ElementTree.fromstring(data)
        except (ElementTree.ParseError, ValueError, LookupError) as fault:
            raise Unreadable(DAMAGED) from fault
        _checked(self._root)
        try:
            self._size = proportions(self._root)
            if view_box(self._root) is None:
                self._root.set("viewBox", f"0 0 {self._size[0]:.9g} {self._size[1]:.9g}")
            _smoothed(self._root)
        except Undrawable as fault:
            raise Unreadable(_TOO_RICH) from fault
        try:
            _settled(self._root)
        except (Undrawable, RecursionError):
            self._settled = False
        else:
            self._settled = True

    def sides(self, longer: int) -> tuple[int, int]:
        """Return how many pixels it is wide and high when its longer side has ``longer``."""
        wide, high = self._size
        return round(longer * min(1.0, wide / high)) or 1, round(longer * min(1.0, high / wide)) or 1

    def pixels(self, longer: int) -> bytes:
        """Return it as PNG.

        Raises:
            Unreadable: it cannot be drawn.
        """
        scale = longer / max(self._size)
        self._root.set("width", f"{self._size[0] * scale:.9g}")
        self._root.set("height", f"{self._size[1] * scale:.9g}")
        return render(ElementTree.tostring(self._root, encoding="unicode"), *self.sides(longer))

    def plain(self, longer: int, compared: int = _COMPARED) -> bytes | None:
        """Return it in its plain form, in pixels of a picture with such a side; None where that would not say all.

        ``compared`` is the longer side of the two pictures that tell, in pixels.

        Raises:
            Unreadable: it cannot be drawn.
        """
        if not self._settled or min(self.sides(longer)) < _THINNEST:
            return None
        scale = longer / max(self._size)
        try:
            made = plain(self._root, self._size[0] * scale, self._size[1] * scale)
        except (Undrawable, RecursionError):
            return None
        if len(made) > _MOST_BYTES:
            return None
        try:
            seen = render(resized(made, compared / longer), *self.sides(compared))
        except Unreadable:
            return None
        return made if _alike(self.pixels(compared), seen) else None


def drawn(made: bytes, longer: int) -> bytes:
    """Return a drawing in its plain form as PNG, its longer side having so many pixels.

    Raises:
        Unreadable: it is damaged.
    """
    head = _SIDES.search(made)
    if head is None:
        raise Unreadable(DAMAGED)
    scale = longer / max(float(head[1]), float(head[2]), 1.0)
    sides = (max(1, round(float(side) * scale)) for side in (head[1], head[2]))
    return render(resized(made, scale), *sides)


def resized(made: bytes, scale: float) -> str:
    """Return a drawing in its plain form with other sides."""
    head = _SIDES.search(made)
    if head is None:
        raise Unreadable(DAMAGED)
    wide, high = (f"{float(side) * scale:.9g}" for side in (head[1], head[2]))
    return f'<svg xmlns="{SVG}" width="{wide}" height="{high}"{made[head.end() :].decode("ascii", "replace")}'


def render(svg: str, width: int, height: int) -> bytes:
    """Return an SVG drawing that is known to reach nothing outside as PNG. It is not stretched to the pixels.

    Raises:
        Unreadable: it cannot be drawn.
    """
    import resvg_py

    def draw() -> bytes:
        made = resvg_py.svg_to_bytes(
            # resvg rounds the sides of a drawing before it fits it to the pixels: in one with whole sides it fits.
            svg_string=f'<svg xmlns="{SVG}" width="{width}" height="{height}">{svg}</svg>',
            width=width,
            height=height,
            skip_system_fonts=True,
            font_dirs=[str(shipped("fonts"))],
            font_family="Source Sans 3",
            serif_family="Source Serif 4",
            sans_serif_family="Source Sans 3",
            monospace_family="Source Code Pro",
        )
        return bytes(made)

    try:
        return _with_room(draw)
    except (ValueError, OSError, RuntimeError, OverflowError, ZeroDivisionError) as fault:
        raise Unreadable(_TOO_RICH) from fault


def _with_room(work: Callable[[], bytes]) -> bytes:
    """Return what ``work`` does in a thread with a large stack: some systems give a worker too small a one."""
    with _ONE_SIZE:
        usual = threading.stack_size(_STACK)
        try:
            worker = ThreadPoolExecutor(1)
            done = worker.submit(work)
        finally:
            threading.stack_size(usual)
    try:
        return done.result()
    finally:
        worker.shutdown()


def _checked(root: ElementTree.Element) -> None:
    """Refuse what would reach outside the drawing or cost more than a page is worth."""
    for count, element in enumerate(root.iter(), 1):
        words = [element.text or "", *element.attrib.values()]
        linked = [value for name, value in element.attrib.items() if local(name) == "href"]
        outside = any(value.strip() and not value.strip().startswith(("#", "data:image/")) for value in linked)
        if local(element.tag) == "a":
            outside = False
        if count > _MOST_ELEMENTS or outside or any(_OUTSIDE.search(value) for value in words):
            raise Unreadable(_TOO_RICH)
    _measured(root, {one.get("id", ""): one for one in root.iter()}, {}, 0)


def _measured(
    element: ElementTree.Element, named: dict[str, ElementTree.Element], known: dict[int, tuple[int, int]], depth: int
) -> tuple[int, int]:
    """Return how many elements there are to draw for one, and how deep they lie in it, with all it leads to.

    What draws them goes down into each: too deep ends the whole program, and what is used twice in what is used twice
    (and so on) has no end.

    Raises:
        Unreadable: they are too many or too deep.
    """
    if id(element) in known:
        return known[id(element)]
    known[id(element)] = 0, 0  # what leads to itself is not drawn
    led = [found for value in element.attrib.values() for found in _LED.findall(value)]
    inside = [*element, *(named[key] for key in led if key in named)]
    sizes = [_measured(one, named, known, depth + 1) for one in inside if depth < _DEEPEST]
    count, height = 1 + sum(size[0] for size in sizes), 1 + max((size[1] for size in sizes), default=0)
    if depth >= _DEEPEST or height > _DEEPEST or count > 10 * _MOST_ELEMENTS:
        raise Unreadable(_TOO_RICH)
    known[id(element)] = count, height
    return count, height


def _smoothed(root: ElementTree.Element) -> None:
    """Take out what is said about pixels: it is for a screen, and print has none."""
    for element in root.iter():
        for name in ("shape-rendering", "text-rendering", "image-rendering"):
            element.attrib.pop(name, None)
        if "style" in element.attrib:
            element.set("style", _LEADED.sub(r"\1", _EDGED.sub("", element.attrib["style"])))
        if local(element.tag) == "style" and element.text:
            element.text = _LEADED.sub(r"\1", _EDGED.sub("", element.text))


def _settled(root: ElementTree.Element) -> None:
    """Give all words of a drawing faces that this program has.

    Raises:
        Undrawable: its styles cannot be understood.
    """
    rules = sheet(root)
    parents = {child: parent for parent in root.iter() for child in parent}

    def below(style: Style, element: ElementTree.Element) -> Style:
        return style.below(element, rules, above(element))

    def above(element: ElementTree.Element) -> tuple[ElementTree.Element, ...]:
        parent = parents.get(element)
        return () if parent is None else (*above(parent), parent)

    for text in [one for one in root.iter() if local(one.tag) == "text"]:
        style = Style()
        for one in (*above(text), text):
            style = below(style, one)
        settle(text, style, below)
        # Words may be placed by shares of the window they are in: those are rare, and left to the renderer.
        with suppress(Undrawable):
            part(text, style, below, (nan, nan))


def _alike(one: bytes, other: bytes) -> bool:
    """Whether two PNGs of one size show the same."""
    from PIL import Image, ImageChops

    first, second = (_opened(data) for data in (one, other))
    if first.size != second.size:
        return False
    apart = ImageChops.difference(first, second)
    most = Image.new("L", first.size)
    for band in apart.split():
        most = ImageChops.lighter(most, band)
    return sum(most.histogram()[_ALIKE:]) <= first.width * first.height * _SPECKS


def _opened(png: bytes) -> Image:
    """Return a PNG with its colours as they weigh: what is clear has none."""
    from PIL import Image

    with Image.open(BytesIO(png), formats=("PNG",)) as opened:
        return opened.convert("RGBA").convert("RGBa")
