"""What shapes are painted with: colours, and gradients brought to where they are used (SVG 1.1, 11 and 13)."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import hypot
from typing import Final
from xml.etree.ElementTree import Element

from briefing.sources.drawing.outline import Matrix, Undrawable, combined, transform
from briefing.sources.drawing.style import Style, local

Colour = tuple[int, int, int]
Box = tuple[float, float, float, float]

_FUNCTION: Final = re.compile(r"(rgba?|hsla?)\((.*)\)")
_SERVER: Final = re.compile(r"url\(\s*['\"]?#([^'\")]+)['\"]?\s*\)\s*(.*)", re.S)
_HEX: Final = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_CHAIN: Final = 32  # gradients that lead to each other
_APART: Final = 1e-4  # the least between two stops: where one colour ends and the next begins at once


@dataclass(frozen=True, slots=True)
class Gradient:
    """Colours along a line or between two circles.

    ``shape`` is x1 y1 x2 y2, or cx cy r fx fy fr; ``matrix`` leads from there to the outline's own coordinates.
    ``stops`` are offset, colour and opacity, their offsets rising from 0 to 1.
    """

    radial: bool
    shape: tuple[float, ...]
    matrix: Matrix
    stops: tuple[tuple[float, Colour, float], ...]


@dataclass(frozen=True, slots=True)
class Paint:
    """What a fill or stroke is made with, and how much of it covers what is below."""

    colour: Colour | Gradient
    opacity: float = 1.0

    def clearer(self, opacity: float) -> Paint:
        """Return it covering only so much of what it did."""
        return Paint(self.colour, self.opacity * opacity)


def colour(words: str, current: str = "#000") -> tuple[Colour, float]:
    """Return a colour and its opacity; ``current`` is what ``currentColor`` means.

    Raises:
        Undrawable: it is none.
    """
    words = words.strip().lower()
    if words == "currentcolor":
        return colour(current if current.strip().lower() != "currentcolor" else "#000")
    if words == "transparent":
        return (0, 0, 0), 0.0
    if _HEX.fullmatch(words):
        digits = words[1:] if len(words) > 5 else "".join(digit * 2 for digit in words[1:])
        red, green, blue, *alpha = bytes.fromhex(digits)
        return (red, green, blue), alpha[0] / 255 if alpha else 1.0
    if found := _FUNCTION.fullmatch(words):
        return _made(found[1], [part for part in re.split(r"[\s,/]+", found[2].strip()) if part])
    from PIL.ImageColor import colormap

    named = colormap.get(words)
    if not isinstance(named, str):
        raise Undrawable(words)
    return colour(named)


def _made(function: str, parts: list[str]) -> tuple[Colour, float]:
    """Return the colour that ``rgb()`` or ``hsl()`` makes of its parts."""
    try:
        first, second, third, *rest = (float(part.rstrip("%")) for part in parts)
    except ValueError:
        raise Undrawable(function) from None
    percent = [part.endswith("%") for part in parts]
    alpha = max(0.0, min(1.0, rest[0] / (100 if percent[3] else 1))) if rest else 1.0
    if function.startswith("hsl"):
        red, green, blue = colorsys.hls_to_rgb(first / 360 % 1, third / 100, second / 100)
        return (round(red * 255), round(green * 255), round(blue * 255)), alpha
    scaled = [value * 2.55 if of else value for value, of in zip((first, second, third), percent, strict=False)]
    red, green, blue = (max(0, min(255, round(value))) for value in scaled)
    return (red, green, blue), alpha


@dataclass(frozen=True, slots=True)
class Painter:
    """Looks up paint: ``named`` finds elements by id, ``styled`` says what one looks like where it stands."""

    named: Mapping[str, Element]
    styled: Callable[[Element], Style]

    def paint(
        self, name: str, style: Style, box: Callable[[], Box | None], viewport: tuple[float, float]
    ) -> Paint | None:
        """Return the paint of ``fill`` or ``stroke``, or None; ``box`` is the shape's, in its own coordinates.

        Raises:
            Undrawable: it is painted with what the plain form has no words for.
        """
        words, opacity = style[name].strip(), style.share(f"{name}-opacity")
        if found := _SERVER.fullmatch(words):
            server = self.named.get(found[1])
            if server is not None:
                made = self._served(server, box, viewport)
                return made and made.clearer(opacity)
            words = found[2] or "none"
        if words.lower() == "none":
            return None
        seen, alpha = colour(words, style["color"])
        return Paint(seen, alpha * opacity) if alpha * opacity > 0 else None

    def _served(self, server: Element, box: Callable[[], Box | None], viewport: tuple[float, float]) -> Paint | None:
        kind = local(server.tag)
        if kind not in ("linearGradient", "radialGradient"):
            raise Undrawable(kind)
        chain = list(self._chain(server))
        stops = self._stops(next((one for one in chain if any(local(part.tag) == "stop" for part in one)), server))
        if not stops:
            return None
        said: dict[str, str] = {}
        for one in reversed(chain):
            said.update({local(name): value for name, value in one.attrib.items()})
        if said.get("spreadMethod", "pad") != "pad":
            raise Undrawable("spreadMethod")
        last = stops[-1]
        if len(stops) == 1 or len({stop[1:] for stop in stops}) == 1:
            return Paint(last[1], last[2])
        matrix = transform(said.get("gradientTransform", ""))
        whole = viewport
        if said.get("gradientUnits", "objectBoundingBox") == "objectBoundingBox":
            edges = box()
            if edges is None or edges[2] <= edges[0] or edges[3] <= edges[1]:
                return None  # a box without width or height has no gradient (13.2.2)
            left, top, right, low = edges
            matrix = combined(matrix, (right - left, 0.0, 0.0, low - top, left, top))
            whole = 1.0, 1.0
        shape = _shape(kind, said, self.styled(server), whole)
        if not shape:
            return Paint(last[1], last[2])
        return Paint(Gradient(kind == "radialGradient", shape, matrix, _risen(stops)))

    def _chain(self, server: Element) -> Iterator[Element]:
        """Yield a gradient and those it leads to."""
        for _ in range(_CHAIN):
            yield server
            link = next((value for name, value in server.attrib.items() if local(name) == "href"), "")
            if not link:
                return
            found = self.named.get(link.lstrip("#"))
            if found is None or local(found.tag) not in ("linearGradient", "radialGradient"):
                raise Undrawable(link)
            if local(found.tag) != local(server.tag) and not list(found):
                raise Undrawable(link)
            server = found
        raise Undrawable("gradients in a circle")

    def _stops(self, server: Element) -> list[tuple[float, Colour, float]]:
        found: list[tuple[float, Colour, float]] = []
        for element in server:
            if local(element.tag) != "stop":
                continue
            style = self.styled(element)
            seen, alpha = colour(style["stop-color"], style["color"])
            offset = max(0.0, min(1.0, style.length(element.get("offset", "0"), 1.0)))
            offset = max([offset, *(stop[0] for stop in found)])
            found.append((offset, seen, alpha * style.share("stop-opacity")))
        return found


def _shape(kind: str, said: Mapping[str, str], style: Style, whole: tuple[float, float]) -> tuple[float, ...]:
    """Return the line or circles of a gradient, or nothing where they are a point."""
    wide, high = whole
    diagonal = hypot(wide, high) / 2**0.5

    def length(name: str, default: str, of: float) -> float:
        return style.length(said.get(name, default), of)

    if kind == "linearGradient":
        x1, y1 = length("x1", "0%", wide), length("y1", "0%", high)
        x2, y2 = length("x2", "100%", wide), length("y2", "0%", high)
        return (x1, y1, x2, y2) if (x1, y1) != (x2, y2) else ()
    cx, cy, r = length("cx", "50%", wide), length("cy", "50%", high), length("r", "50%", diagonal)
    fx = length("fx", said.get("cx", "50%"), wide)
    fy = length("fy", said.get("cy", "50%"), high)
    fr = length("fr", "0%", diagonal)
    if r <= 0:
        return ()
    if hypot(fx - cx, fy - cy) + fr > 0.99 * r:
        raise Undrawable("a focus outside its circle")
    return cx, cy, r, fx, fy, fr


def _risen(stops: list[tuple[float, Colour, float]]) -> tuple[tuple[float, Colour, float], ...]:
    """Return stops that begin at 0, end at 1 and never stand on each other."""
    first, last = stops[0], stops[-1]
    whole = [(0.0, *first[1:]), *stops] if first[0] > 0 else list(stops)
    if last[0] < 1:
        whole.append((1.0, *last[1:]))
    offsets = [stop[0] for stop in whole]
    for index in range(1, len(offsets)):
        offsets[index] = max(offsets[index], offsets[index - 1] + _APART)
    if offsets[-1] > 1:
        offsets[-1] = 1.0
        for index in range(len(offsets) - 2, -1, -1):
            offsets[index] = min(offsets[index], offsets[index + 1] - _APART)
    if offsets[0] < 0:
        raise Undrawable("more stops than can be told apart")
    return tuple((offset, *stop[1:]) for offset, stop in zip(offsets, whole, strict=True))
