"""The words of a drawing: given faces this program has, and turned into outlines (SVG 1.1, 10)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from math import isfinite
from typing import Final
from xml.etree.ElementTree import Element

from briefing.sources.drawing import outline as lines
from briefing.sources.drawing.faces import Face, by_name, candidates, face, wanted
from briefing.sources.drawing.outline import Outline, Undrawable
from briefing.sources.drawing.style import Style, local

Below = Callable[[Style, Element], Style]

_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_BLANKS: Final = re.compile(r"[ \t\r\n]+")
_HOLDERS: Final = frozenset(["text", "tspan", "textPath", "a"])
_BOLD: Final = 600
_PLACED: Final = ("x", "y", "dx", "dy")
_LEVEL: Final = {
    "auto": 0.0, "baseline": 0.0, "alphabetic": 0.0, "use-script": 0.0, "no-change": 0.0, "reset-size": 0.0,
}  # fmt: skip
_PLAINLY: Final = {
    "text-decoration": ("none",), "baseline-shift": ("0", "baseline"), "font-variant": ("normal",),
    "writing-mode": ("lr-tb", "horizontal-tb", "lr"), "direction": ("ltr",), "alignment-baseline": ("auto", "baseline"),
}  # fmt: skip


def settle(text: Element, style: Style, below: Below) -> None:
    """Give every stretch of a text element a face of this program, and take the blanks out that are not shown.

    ``style`` is that of the element, ``below`` gives that of one in it.

    Raises:
        Undrawable: a style cannot be understood.
    """
    kept = _keeps_blanks(text, style)
    stretches = list(_stretches(text, style, below))
    words = [said.translate({9: " ", 10: " ", 13: " "}) for _, _, said, _ in stretches]
    if not kept:
        blank = True  # what begins a text is not shown
        for index, said in enumerate(words):
            one = _BLANKS.sub(" ", said)
            words[index] = one[1:] if blank and one.startswith(" ") else one
            blank = words[index].endswith(" ") if words[index] else blank
        for index in range(len(words) - 1, -1, -1):
            if words[index]:
                words[index] = words[index].removesuffix(" ")
                break
    namespace = str(text.tag).removesuffix("text")
    text.set(_SPACE, "preserve")
    for (parent, before, _, its), said in zip(stretches, words, strict=True):
        place = 0
        if before is None:
            parent.text = None
        else:
            before.tail = None
            place = list(parent).index(before) + 1
        for offset, (chosen, part) in enumerate(_by_face(said, its)):
            piece = Element(f"{namespace}tspan")
            family, weight, slant = chosen.name
            piece.set("style", f"font-family:'{family}';font-weight:{weight};font-style:{slant}")
            piece.text = part
            parent.insert(place + offset, piece)


def _keeps_blanks(text: Element, style: Style) -> bool:
    return text.get(_SPACE) == "preserve" or style["white-space"].startswith(("pre", "break"))


def _stretches(element: Element, style: Style, below: Below) -> Iterator[tuple[Element, Element | None, str, Style]]:
    """Yield the words in an element: what they stand in, the element before them there, they, and their style."""
    if element.text:
        yield element, None, element.text, style
    for child in list(element):
        if local(child.tag) in _HOLDERS:
            yield from _stretches(child, below(style, child), below)
        if child.tail:
            yield element, child, child.tail, style


def _by_face(words: str, style: Style) -> Iterator[tuple[Face, str]]:
    weight = style["font-weight"]
    bold = weight in ("bold", "bolder") or (weight.isdecimal() and int(weight) >= _BOLD)
    italic = style["font-style"] in ("italic", "oblique")
    faces = candidates(wanted(style["font-family"]), bold=bold, italic=italic)
    tried = [next(faces)]
    first = tried[0]
    start, current = 0, first
    for place, sign in enumerate(words):
        category = unicodedata.category(sign)
        if category in ("Cf", "Mn", "Me", "Zs") and (category == "Zs" or place):
            continue  # goes with the letter before
        chosen = next((one for one in tried if ord(sign) in one.characters), None)
        while chosen is None and (more := next(faces, None)):
            tried.append(more)
            chosen = more if ord(sign) in more.characters else None
        chosen = chosen or first
        if chosen is not current:
            if place > start:
                yield current, words[start:place]
            start, current = place, chosen
    if words[start:]:
        yield current, words[start:]


@dataclass(slots=True)
class _Sign:
    """A character of a text with its style and the element it is in, and where it is placed if it says so."""

    sign: str
    style: Style
    home: Element
    place: dict[str, float] = field(default_factory=dict[str, float])


def set_text(
    text: Element, style: Style, below: Below, viewport: tuple[float, float]
) -> Iterator[tuple[Outline, Style]]:
    """Yield the outlines of a settled text, stretch by stretch, each with the style it is painted in.

    Raises:
        Undrawable: it asks for more than lines of words from left to right.
    """
    x = y = 0.0
    for chunk in _chunks(text, style, below, viewport):
        x, y = chunk[0].place.get("x", x), chunk[0].place.get("y", y)
        for stretch in _chunk(chunk, x, y):
            yield stretch.outline, stretch.style
            x, y = stretch.end


def part(text: Element, style: Style, below: Below, viewport: tuple[float, float]) -> None:
    """Say in a settled text where each stretch begins whose face is another than that before.

    What draws SVG looks at words that follow each other together: where a face lacks one sign it may take another
    face for all of them.

    Raises:
        Undrawable: see ``set_text``.
    """
    x = y = 0.0
    for chunk in list(_chunks(text, style, below, viewport)):
        x, y = chunk[0].place.get("x", x), chunk[0].place.get("y", y)
        stretches = list(_chunk(chunk, x, y))
        mixed = len({stretch.face for stretch in stretches}) > 1
        for stretch in stretches:
            if mixed:
                stretch.home.set("x", f"{stretch.start:.6g}")
                stretch.home.set("style", f"{stretch.home.get('style', '')};text-anchor:start")
            x, y = stretch.end


def _chunks(text: Element, style: Style, below: Below, viewport: tuple[float, float]) -> Iterator[list[_Sign]]:
    """Yield the signs of a text, those together that are placed together: only the first says where."""
    signs: list[_Sign] = []
    _gather(text, style, below, viewport, signs)
    if any(unicodedata.bidirectional(one.sign) in ("R", "AL", "AN", "RLE", "RLO", "RLI") for one in signs):
        raise Undrawable("words from right to left")
    start = 0
    for end in range(1, len(signs) + 1):
        if end == len(signs) or signs[end].place.keys() & {"x", "y"}:
            yield signs[start:end]
            start = end


def _gather(element: Element, style: Style, below: Below, viewport: tuple[float, float], signs: list[_Sign]) -> None:
    if any(style[name] not in plainly for name, plainly in _PLAINLY.items()):
        raise Undrawable("words in a way of their own")
    if any(element.get(name) for name in ("rotate", "textLength")) or (signs and element.get("transform")):
        raise Undrawable("words in a way of their own")
    begin = len(signs)
    signs += [_Sign(sign, style, element) for sign in element.text or ""]
    for child in element:
        if local(child.tag) in ("tspan", "a"):
            inner = below(style, child)
            if inner.drawn:
                own = inner["opacity"] == "1" and inner["clip-path"] == inner["filter"] == inner["mask"] == "none"
                if not own:
                    raise Undrawable("a clear part of a text")
                _gather(child, inner, below, viewport, signs)
        elif local(child.tag) not in ("title", "desc"):
            raise Undrawable(local(child.tag))
        signs += [_Sign(sign, style, element) for sign in child.tail or ""]
    for name in _PLACED:
        of = viewport[name.endswith("y")]
        values = [style.length(one, of) for one in re.split(r"[\s,]+", element.get(name, "").strip()) if one]
        if not all(map(isfinite, values)):
            raise Undrawable("a place nobody knows")
        for one, value in zip(signs[begin:], values, strict=False):
            one.place.setdefault(name, value)


@dataclass(slots=True)
class _Stretch:
    """Signs that follow each other in one element: drawn, from where across, and where the pen is afterwards."""

    outline: Outline
    style: Style
    face: Face
    home: Element
    start: float
    end: tuple[float, float]


def _chunk(chunk: list[_Sign], x: float, y: float) -> Iterator[_Stretch]:
    """Yield the stretches of a chunk, set from a place on."""
    words = "".join(one.sign for one in chunk)
    clusters: list[tuple[_Sign, float, list[tuple[int, float, float]], Face]] = []
    start = 0
    for _, several in groupby(chunk, key=lambda one: id(one.style)):
        count = len(list(several))
        clusters += _clusters(chunk, words, start, start + count)
        start += count
    width = sum(one[1] for one in clusters)
    x -= {"start": 0.0, "middle": width / 2, "end": width}.get(chunk[0].style["text-anchor"], 0.0)
    outline: Outline = []
    begin = x
    for index, (sign, advance, glyphs, chosen) in enumerate(clusters):
        x += sign.place.get("dx", 0.0)
        y += sign.place.get("dy", 0.0)
        size, level = sign.style.size, _level(sign.style, chosen)
        for glyph, right, down in glyphs:
            outline += lines.moved(chosen.outline(glyph), (size, 0.0, 0.0, size, x + right, y + down + level))
        x += advance
        if index + 1 == len(clusters) or clusters[index + 1][0].style is not sign.style:
            yield _Stretch(outline, sign.style, chosen, sign.home, begin, (x, y))
            outline, begin = [], x


def _clusters(
    chunk: list[_Sign], words: str, start: int, end: int
) -> Iterator[tuple[_Sign, float, list[tuple[int, float, float]], Face]]:
    """Yield letters with their widths and glyphs. All words of a chunk are shaped, so that letters know each other."""
    style = chunk[start].style
    chosen = _face_of(style)
    size = style.size
    spaced = 0.0 if style["letter-spacing"] == "normal" else style.length(style["letter-spacing"], size)
    wide = 0.0 if style["word-spacing"] == "normal" else style.length(style["word-spacing"], size)
    shaped = chosen.shaped(words, kerned=style["font-kerning"] != "none")
    for place, several in groupby(shaped, key=lambda one: one[1]):
        if not start <= place < end:
            continue
        glyphs: list[tuple[int, float, float]] = []
        pen = 0.0
        for number, _, advance, right, down in several:
            if not number:
                raise Undrawable("a sign in no face")
            glyphs.append((number, (pen + right) * size, down * size))
            pen += advance
        yield chunk[place], pen * size + spaced + (wide if words[place] == " " else 0.0), glyphs, chosen


def _face_of(style: Style) -> Face:
    named = style["font-family"].strip("'\""), style["font-weight"], style["font-style"]
    file = by_name().get(named)
    if file is None:
        raise Undrawable("a face of somebody else")
    return face(file)


def _level(style: Style, chosen: Face) -> float:
    """Return how much deeper words stand than on the line, for the ``dominant-baseline`` they ask for."""
    rise, fall, small = chosen.heights
    asked = style["dominant-baseline"]
    if asked in _LEVEL:
        return 0.0
    levels = {
        "middle": small / 2, "central": (rise + fall) / 2, "hanging": rise * 0.8, "mathematical": rise / 2,
        "text-before-edge": rise, "text-after-edge": fall, "ideographic": fall,
    }  # fmt: skip
    if asked not in levels:
        raise Undrawable(asked)
    return levels[asked] * style.size
