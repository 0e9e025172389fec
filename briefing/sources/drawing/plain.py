"""An SVG drawing written plainly: paths, groups that clip or are clear, gradients; sizes in the picture's pixels.

The plain form is SVG itself, so that what draws SVG can be asked whether it says the same as the drawing did. It has
``svg``, ``g`` (``opacity``, ``clip-path``), ``path``, ``clipPath`` of one path, and gradients in the coordinates of
the path that uses them. Nothing else of the drawing is in it: no words, names, notes or links.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final
from xml.etree.ElementTree import Element

from briefing.sources.drawing import outline as lines
from briefing.sources.drawing.markup import (
    Shared,
    diagonal,
    fill_words,
    grouped,
    matrix_words,
    number,
    path_data,
    stroke_words,
)
from briefing.sources.drawing.outline import SAME, Matrix, Outline, Undrawable, combined
from briefing.sources.drawing.paint import Box, Painter
from briefing.sources.drawing.style import Style, local, sheet
from briefing.sources.drawing.viewport import fitted, view_box
from briefing.sources.drawing.wording import set_text

SVG: Final = "http://www.w3.org/2000/svg"
_DEEPEST: Final = 12  # groups in groups: PDF/A allows 28 graphics states one in another
_NESTED: Final = 200  # elements in elements
_MOST: Final = 50_000  # shapes
_HOLDERS: Final = frozenset(["g", "a", "switch"])
_SHAPES: Final = frozenset(["path", "rect", "circle", "ellipse", "line", "polyline", "polygon"])
_OTHERS: Final = frozenset(["svg", "use", "text", "image"])
_FILL_FIRST: Final = frozenset(["normal", "fill", "fill stroke", "fill stroke markers"])
_PLAINLY: Final = {
    "filter": "none", "mask": "none", "mix-blend-mode": "normal", "transform-origin": "", "vector-effect": "none",
}  # fmt: skip
_MARKERS: Final = ("marker-start", "marker-mid", "marker-end")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an element stands: the style above it, the way to the picture's pixels, and what ``%`` is of."""

    style: Style
    matrix: Matrix
    viewport: tuple[float, float]
    used: frozenset[str] = frozenset()
    groups: int = 0
    depth: int = 0


def plain(root: Element, width: float, height: float) -> bytes:
    """Return a drawing in its plain form, ``width`` × ``height`` pixels.

    Raises:
        Undrawable: it holds something the plain form has no words for.
    """
    return _Plain(root).written(width, height)


class _Plain:
    def __init__(self, root: Element) -> None:
        self.root = root
        self.parents = {child: parent for parent in root.iter() for child in parent}
        self.named: dict[str, Element] = {}
        for element in root.iter():
            if key := element.get("id"):
                self.named.setdefault(key, element)
        self.sheet = sheet(root)
        self.painter = Painter(self.named, self._standing)
        self.shared = Shared()
        self.count = 0
        self.segments = 0

    def written(self, width: float, height: float) -> bytes:
        view = view_box(self.root) or (0.0, 0.0, width, height)
        matrix = fitted(view, (0.0, 0.0, width, height), self.root.get("preserveAspectRatio", ""))
        style = self._below(Style(), self.root)
        inside = self._children(self.root, _Place(style, matrix, (view[2], view[3])))
        body = self._grouped(style, inside, SAME, lambda: None, (view[2], view[3])) if style.drawn else ""
        size = f'width="{number(width)}" height="{number(height)}" viewBox="0 0 {number(width)} {number(height)}"'
        return f'<svg xmlns="{SVG}" {size}><defs>{self.shared.written()}</defs>{body}</svg>'.encode("ascii")

    def _above(self, element: Element) -> tuple[Element, ...]:
        found: list[Element] = []
        while (parent := self.parents.get(element)) is not None:
            found.append(parent)
            element = parent
        return tuple(reversed(found))

    def _below(self, style: Style, element: Element) -> Style:
        return style.below(element, self.sheet, self._above(element))

    def _standing(self, element: Element) -> Style:
        """Return an element's style where it stands in the file."""
        style = Style()
        for one in (*self._above(element), element):
            style = self._below(style, one)
        return style

    def _children(self, element: Element, place: _Place) -> str:
        if place.depth > _NESTED:
            raise Undrawable("too deep")
        children = list(element)
        if local(element.tag) == "switch":
            children = [child for child in children if not child.get("requiredExtensions")][:1]
            if any(child.get("systemLanguage") for child in element):
                raise Undrawable("switch")
        return "".join([self._element(child, place) for child in children])

    def _element(self, element: Element, place: _Place) -> str:
        kind = local(element.tag)
        if element.tag not in (kind, f"{{{SVG}}}{kind}"):
            return ""
        if kind not in _HOLDERS and kind not in _SHAPES and kind not in _OTHERS:
            return ""
        self.count += 1
        if self.count > _MOST:
            raise Undrawable("too many shapes")
        style = self._below(place.style, element)
        if not style.drawn:
            return ""
        if any(style[name] != default for name, default in _PLAINLY.items()):
            raise Undrawable(kind)
        matrix = combined(lines.transform(element.get("transform", "")), place.matrix)
        if abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) < 1e-12:
            return ""
        grouped = style["clip-path"] != "none" or style["opacity"] != "1"
        inner = replace(place, style=style, matrix=matrix, depth=place.depth + 1, groups=place.groups + grouped)
        if inner.groups > _DEEPEST:
            raise Undrawable("too many groups in groups")
        if kind in _SHAPES:
            return self._shape(kind, element, inner)
        return self._grouped(style, self._inside(kind, element, inner), matrix, lambda: None, place.viewport)

    def _inside(self, kind: str, element: Element, place: _Place) -> str:
        """Return what an element draws that is no shape itself."""
        if kind == "image":
            raise Undrawable(kind)
        if kind == "text":
            return self._text(element, place)
        if kind == "use":
            return self._used(element, place)
        if kind == "svg":
            return self._port(element, place, _corner(element, place), (element.get("width"), element.get("height")))
        return self._children(element, place)

    def _used(self, element: Element, place: _Place) -> str:
        key = _link(element)
        target = self.named.get(key)
        if target is None:
            return ""
        if key in place.used or target in self._above(element):
            raise Undrawable("a drawing in itself")
        moved = combined((1.0, 0.0, 0.0, 1.0, *_corner(element, place)), place.matrix)
        inner = replace(place, matrix=moved, used=place.used | {key}, depth=place.depth + 1)
        kind = local(target.tag)
        if kind not in ("symbol", "svg"):
            return self._element(target, inner)
        own = self._below(place.style, target)
        if not own.drawn:
            return ""
        if target.get("transform") or own["opacity"] != "1" or own["clip-path"] != "none":
            raise Undrawable(kind)
        sizes = [element.get(side) or (target.get(side) if kind == "svg" else None) for side in ("width", "height")]
        return self._port(target, replace(inner, style=own), (0.0, 0.0), (sizes[0], sizes[1]))

    def _port(
        self, element: Element, place: _Place, at: tuple[float, float], sizes: tuple[str | None, str | None]
    ) -> str:
        """Return what a viewport in the drawing shows: the inside of an ``svg`` or ``symbol`` (SVG 1.1, 7.9)."""
        wide, high = (place.style.length(size or "100%", of) for size, of in zip(sizes, place.viewport, strict=True))
        if wide <= 0 or high <= 0:
            return ""
        view = view_box(element)
        box = (*at, wide, high)
        inner = fitted(view, box, element.get("preserveAspectRatio", "")) if view else (1.0, 0.0, 0.0, 1.0, *at)
        port = (view[2], view[3]) if view else (wide, high)
        hidden = place.style["overflow"] not in ("visible", "auto")
        groups = place.groups + hidden
        if groups > _DEEPEST:
            raise Undrawable("too many groups in groups")
        drawn = self._children(
            element, replace(place, matrix=combined(inner, place.matrix), viewport=port, groups=groups)
        )
        if not drawn or not hidden:
            return drawn
        edge = lines.moved(lines.rectangle(*box), place.matrix)
        return grouped(drawn, [self.shared.clip(edge)])

    def _outline(self, kind: str, element: Element, place: _Place) -> Outline:
        wide, high = place.viewport

        def length(name: str, of: float, default: str = "0") -> float:
            return place.style.length(element.get(name, default), of)

        if kind == "path":
            return lines.path(element.get("d", ""))
        if kind == "line":
            ends = [length("x1", wide), length("y1", high), length("x2", wide), length("y2", high)]
            return lines.polygon(ends, closed=False)
        if kind in ("polyline", "polygon"):
            return lines.polygon(lines.numbers(element.get("points", "")), closed=kind == "polygon")
        if kind == "circle":
            radius = length("r", diagonal(place.viewport))
            return lines.ellipse(length("cx", wide), length("cy", high), radius, radius)
        rx, ry = element.get("rx", "auto"), element.get("ry", "auto")
        rx, ry = (ry if rx == "auto" else rx), (rx if ry == "auto" else ry)
        rx, ry = ("0" if one == "auto" else one for one in (rx, ry))
        radii = place.style.length(rx, wide), place.style.length(ry, high)
        if kind == "ellipse":
            return lines.ellipse(length("cx", wide), length("cy", high), *radii)
        box = length("x", wide), length("y", high), length("width", wide), length("height", high)
        return lines.rectangle(*box, *radii)

    def _shape(self, kind: str, element: Element, place: _Place) -> str:
        style = place.style
        outline = self._outline(kind, element, place)
        if len(outline) < 2 or style["visibility"] != "visible":
            return ""
        if kind not in ("rect", "circle", "ellipse") and any(style[name] != "none" for name in _MARKERS):
            raise Undrawable("marker")
        return self._painted(outline, place)

    def _text(self, element: Element, place: _Place) -> str:
        drawn: list[str] = []
        for outline, style in set_text(element, place.style, self._below, place.viewport):
            if style["visibility"] == "visible" and outline:
                boxless = replace(place, style=style)
                drawn.append(self._painted(outline, boxless, of_text=True))
        return "".join(drawn)

    def _painted(self, outline: Outline, place: _Place, *, of_text: bool = False) -> str:
        """Return a path with its fill and stroke, in the groups its own style asks for."""
        style, matrix = place.style, place.matrix
        self.segments += len(outline)
        if self.segments > lines.MOST_SEGMENTS:
            raise Undrawable("too many lines")
        if style["paint-order"] not in _FILL_FIRST:
            raise Undrawable("paint-order")

        def box() -> Box | None:
            if of_text:
                raise Undrawable("a gradient on the box of words")
            return lines.box([outline])

        fill = self.painter.paint("fill", style, box, place.viewport)
        stroke = self.painter.paint("stroke", style, box, place.viewport)
        if style.length(style["stroke-width"], diagonal(place.viewport)) <= 0:
            stroke = None
        if fill is None and stroke is None:
            return ""
        opacity = style.share("opacity")
        if not of_text and opacity < 1 and (fill is None or stroke is None):
            # What is clear as a whole is as clear as its one paint: that needs no group.
            fill, stroke = fill and fill.clearer(opacity), stroke and stroke.clearer(opacity)
            style = replace(style, said={**style.said, "opacity": "1"})
        # A path goes to the picture's own pixels, unless its stroke would not be of one width there.
        scale = lines.evenly_scaled(matrix) if stroke else 1.0
        baked = matrix if scale else SAME
        words = f'd="{path_data(lines.moved(outline, baked))}"'
        words += "" if scale else f' transform="{matrix_words(matrix)}"'
        words += fill_words(fill, style["fill-rule"], baked, self.shared)
        if stroke:
            words += stroke_words(stroke, style, scale or 1.0, place.viewport, baked, self.shared)
        path = f"<path {words}/>"
        return path if of_text else self._grouped(style, path, matrix, box, place.viewport)

    def _grouped(
        self, style: Style, inner: str, matrix: Matrix, box: Callable[[], Box | None], viewport: tuple[float, float]
    ) -> str:
        """Return what an element draws in the groups its style asks for."""
        if not inner:
            return ""
        opacity = style.share("opacity")
        clips = self._clips(style["clip-path"], matrix, box, viewport)
        if opacity == 0 or clips is None:
            return ""
        return grouped(inner, clips, opacity)

    def _clips(
        self, words: str, matrix: Matrix, box: Callable[[], Box | None], viewport: tuple[float, float], depth: int = 0
    ) -> list[str] | None:
        """Return the clip paths to be inside of, or None where nothing is (SVG 1.1, 14.3)."""
        if words == "none":
            return []
        found = re.fullmatch(r"url\(\s*['\"]?#([^'\")]+)['\"]?\s*\)", words)
        element = self.named.get(found[1]) if found else None
        if element is None or local(element.tag) != "clipPath" or depth > 3:
            raise Undrawable("clip-path")
        style = self._standing(element)
        own = combined(lines.transform(element.get("transform", "")), matrix)
        port = viewport
        if element.get("clipPathUnits") == "objectBoundingBox":
            edges = box()
            if edges is None:
                raise Undrawable("the box of a group")
            left, top, right, low = edges
            own = combined((right - left, 0.0, 0.0, low - top, left, top), own)
            port = (1.0, 1.0)
        more = self._clips(style["clip-path"], matrix, box, viewport, depth + 1)
        shapes = [one for child in element if (one := self._clipper(child, _Place(style, own, port))) is not None]
        if more is None or not shapes:
            return None
        rules = {rule for _, rule in shapes}
        if len(rules) > 1 or not _apart([outline for outline, _ in shapes]):
            raise Undrawable("shapes of a clip path on each other")
        return [self.shared.clip([part for outline, _ in shapes for part in outline], rules.pop()), *more]

    def _clipper(self, element: Element, place: _Place) -> tuple[Outline, str] | None:
        """Return the outline of a shape in a clip path, and its rule; None when there is none."""
        kind = local(element.tag)
        if kind in ("title", "desc", "metadata"):
            return None
        style = self._below(place.style, element)
        if not style.drawn or style["visibility"] != "visible":
            return None
        matrix = combined(lines.transform(element.get("transform", "")), place.matrix)
        inner = replace(place, style=style, matrix=matrix)
        if style["clip-path"] != "none" or any(style[name] != default for name, default in _PLAINLY.items()):
            raise Undrawable("clip-path")
        if kind == "use" and not place.used:
            key = _link(element)
            target = self.named.get(key)
            moved = combined((1.0, 0.0, 0.0, 1.0, *_corner(element, inner)), matrix)
            if target is None:
                return None
            return self._clipper(target, replace(inner, matrix=moved, used=frozenset([key])))
        if kind not in _SHAPES:
            raise Undrawable(kind)
        outline = self._outline(kind, element, inner)
        return (lines.moved(outline, matrix), style["clip-rule"]) if len(outline) > 1 else None


def _link(element: Element) -> str:
    """Return the id an element leads to."""
    return next((value for name, value in element.attrib.items() if local(name) == "href"), "").lstrip("#")


def _corner(element: Element, place: _Place) -> tuple[float, float]:
    """Return the ``x`` and ``y`` an element is put at."""
    wide, high = place.viewport
    return place.style.length(element.get("x", "0"), wide), place.style.length(element.get("y", "0"), high)


def _apart(outlines: list[Outline]) -> bool:
    """Whether no two outlines can touch, so that they are together what each of them is."""
    boxes = [edges for outline in outlines if (edges := lines.box([outline]))]
    if len(boxes) > 200:
        return False
    return not any(
        one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
        for one, other in combinations(boxes, 2)
    )
