"""Drawings as form XObjects: what ``sources.drawing.plain`` writes, as operators of PDF, so that print is sharp.

ISO 32000-1, 8.5 (paths), 8.7.4 (shadings), 8.10 (forms), 11.6.5 and 11.6.6 (soft masks, groups). Everything is
DeviceRGB, as in all our files; a form fills the unit square, as an image does.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from briefing.pdf.document import Document, Stream
from briefing.sources.drawing.outline import Matrix, combined

_SVG: Final = "{http://www.w3.org/2000/svg}"
_STEP: Final = re.compile(r"([MLCZ])([-\d. ]*)")
_OPERATORS: Final = {"M": "m", "L": "l", "C": "c", "Z": "h"}
_MATRIX: Final = re.compile(r"matrix\(([^()]*)\)")
_OWN: Final = re.compile(r"§(\d+)§")
_CAPS: Final = {"butt": 0, "round": 1, "square": 2}
_JOINS: Final = {"miter": 0, "round": 1, "bevel": 2}
_PACKED: Final = 9
_GROUP: Final = "/Group<</S/Transparency/CS/DeviceRGB/I true>>"


class Undrawn(Exception):
    """What was kept is not a drawing in the plain form (any more)."""


@dataclass(slots=True)
class _Draft:
    """The objects of a drawing; where one names another it says ``§n§``, its place in the list."""

    bodies: list[str | tuple[str, bytes]] = field(default_factory=list[str | tuple[str, bytes]])
    known: dict[str, str] = field(default_factory=dict[str, str])

    def add(self, body: str) -> str:
        """Add an object, once, and return what names it."""
        if body not in self.known:
            self.known[body] = f"§{len(self.bodies)}§"
            self.bodies.append(body)
        return self.known[body]

    def stream(self, entries: str, operators: str) -> str:
        """Add a stream and return what names it."""
        name = f"§{len(self.bodies)}§"
        self.bodies.append((f"{entries}/Filter/FlateDecode", zlib.compress(operators.encode("ascii"), _PACKED)))
        return name


def write_drawing(document: Document, data: bytes, *, alone: bool, known: dict[str | bytes, str] | None = None) -> str:
    """Put a drawing into a document and return a reference to it.

    ``alone`` makes it a group, so that a blend mode counts for the whole and not for each of its shapes. What is in
    the document by an earlier call with the same ``known`` is not written again.

    Raises:
        Undrawn: the bytes are not a drawing in the plain form.
    """
    known = {} if known is None else known
    references: list[str] = []

    def named(words: str) -> str:
        return _OWN.sub(lambda found: references[int(found[1])], words)

    for body in _drafted(data, alone).bodies:
        entries = named(body if isinstance(body, str) else body[0])
        key = entries if isinstance(body, str) else entries.encode() + body[1]
        if key not in known:
            made = entries if isinstance(body, str) else Stream(body[1], entries, compress=False)
            known[key] = document.add(made)
        references.append(known[key])
    return references[-1]


@lru_cache(maxsize=16)
def _drafted(data: bytes, alone: bool) -> _Draft:
    """Return the objects of a drawing, the last being the drawing itself."""
    try:
        root = ElementTree.fromstring(data)
        _, _, width, height = map(float, root.attrib["viewBox"].split())
        draft = _Draft()
        _Form(root, draft, (width, height)).finish(
            f"/Matrix[{_exact(1 / width)} 0 0 {_exact(-1 / height)} 0 1]{_GROUP if alone else ''}"
        )
    except (ElementTree.ParseError, KeyError, ValueError, ZeroDivisionError, IndexError, RecursionError) as fault:
        raise Undrawn from fault
    return draft


def _exact(value: float) -> str:
    """Return a number with at most eight decimals: a matrix makes much of little."""
    words = f"{value:.8f}".rstrip("0").rstrip(".")
    return "0" if words in ("-0", "") else words


def _six(words: str) -> Matrix:
    found = _MATRIX.fullmatch(words)
    if found is None:
        raise ValueError(words)
    a, b, c, d, e, f = map(float, found[1].split())
    return a, b, c, d, e, f


def _path(data: str) -> str:
    return " ".join(f"{points} {_OPERATORS[kind]}" if points else "h" for kind, points in _STEP.findall(data))


def _colour(words: str) -> str:
    """Return ``#rrggbb`` as the numbers of DeviceRGB."""
    parts = bytes.fromhex(words.removeprefix("#"))
    if len(parts) != 3:
        raise ValueError(words)
    return " ".join(_exact(round(part / 255, 4)) for part in parts)


class _Form:
    """One form in the making: its operators, what they name, and what the graphics state is meanwhile."""

    def __init__(self, root: Element, draft: _Draft, size: tuple[float, float], holder: Element | None = None) -> None:
        self.root = root
        self.draft = draft
        self.size = size
        self.operators: list[str] = []
        self.resources: dict[str, dict[str, str]] = {}
        self.defined = {one.get("id", ""): one for one in root.iterfind(f"{_SVG}defs/*")}
        self.state: dict[str, str] = {}
        for element in root if holder is None else holder:
            self._element(element)

    def finish(self, entries: str) -> str:
        """Add the form to the draft and return what names it."""
        wide, high = map(_exact, self.size)
        known = "".join(
            f"/{kind}<<{''.join(f'/{name} {body}' for body, name in named.items())}>>"
            for kind, named in self.resources.items()
        )
        head = f"/Type/XObject/Subtype/Form/BBox[0 0 {wide} {high}]/Resources<<{known}>>"
        return self.draft.stream(head + entries, "\n".join(self.operators))

    def _name(self, kind: str, body: str) -> str:
        named = self.resources.setdefault(kind, {})
        return named.setdefault(body, f"{kind[0]}{len(named)}")

    def _set(self, what: str, operators: str) -> None:
        """Write operators that set a part of the graphics state, unless it is so already."""
        if operators and self.state.get(what) != operators:
            self.state[what] = operators
            self.operators.append(operators)

    def _element(self, element: Element) -> None:
        if element.tag == f"{_SVG}g":
            self._group(element)
        elif element.tag == f"{_SVG}path":
            self._draw(element)
        elif element.tag == f"{_SVG}use":
            self._stamp(element)

    def _group(self, element: Element) -> None:
        outside = dict(self.state)
        self.operators.append("q")
        if name := element.get("clip-path"):
            (path,) = self.defined[name[5:-1]]
            rule = "W*" if path.get("clip-rule") == "evenodd" else "W"
            self.operators.append(f"{_path(path.attrib['d'])} {rule} n")
        if element.get("opacity"):
            clear = _exact(float(element.attrib["opacity"]))
            inner = _Form(self.root, self.draft, self.size, element).finish(_GROUP)
            self._set("opacity", f"/{self._name('ExtGState', f'<</ca {clear}/CA {clear}>>')} gs")
            self.operators.append(f"/{self._name('XObject', inner)} Do")
        else:
            for child in element:
                self._element(child)
        self.operators.append("Q")
        self.state = outside

    def _stamp(self, element: Element) -> None:
        """Draw a letter that stands in many places: a form of its own, in the colour that is set (8.10.1)."""
        shape = self.defined[element.attrib["href"][1:]].attrib["d"]
        if shape not in self.draft.known:
            places = [float(one) for one in re.findall(r"-?[\d.]+", shape)] or [0.0]
            edges = min(places[::2]), min(places[1::2]), max(places[::2]), max(places[1::2])
            box = " ".join(_exact(edge + out) for edge, out in zip(edges, (-1, -1, 1, 1), strict=True))
            head = f"/Type/XObject/Subtype/Form/BBox[{box}]/Resources<<>>"
            self.draft.known[shape] = self.draft.stream(head, f"{_path(shape)} f")
        name = self._name("XObject", self.draft.known[shape])
        self._set("fill", f"{_colour(element.attrib['fill'])} rg")
        x, y = (_exact(float(element.attrib[side])) for side in "xy")
        self.operators.append(f"q 1 0 0 1 {x} {y} cm /{name} Do Q")

    def _draw(self, element: Element) -> None:
        """Draw a path: at once where nothing shines through, else its fill and then its stroke (8.5.3)."""
        path = _path(element.attrib["d"])
        fill, stroke = element.get("fill", "none") != "none", element.get("stroke", "none") != "none"
        evenodd = "*" if element.get("fill-rule") == "evenodd" else ""
        both = fill and stroke and not self._clear(element, "fill") and not self._clear(element, "stroke")
        if both and "transform" not in element.attrib:
            self._paint(element, "fill")
            self._paint(element, "stroke")
            self._line(element)
            self._set("opacity", self._opacity(1.0))
            self.operators.append(f"{path} B{evenodd}")
            return
        if fill:
            self._alone(element, "fill", f"{path} f{evenodd}")
        if stroke:
            self._alone(element, "stroke", f"{path} S")

    def _clear(self, element: Element, name: str) -> bool:
        server = self._server(element, name)
        return f"{name}-opacity" in element.attrib or (
            server is not None and any("stop-opacity" in stop.attrib for stop in server)
        )

    def _server(self, element: Element, name: str) -> Element | None:
        paint = element.attrib[name]
        return self.defined[paint[5:-1]] if paint.startswith("url(#") else None

    def _alone(self, element: Element, name: str, operators: str) -> None:
        """Fill or stroke, with all that this alone needs."""
        server = self._server(element, name)
        masked = server is not None and any("stop-opacity" in stop.attrib for stop in server)
        turned = element.get("transform")
        outside = dict(self.state)
        if masked or turned:
            self.operators.append("q")
        self._set("opacity", self._opacity(float(element.get(f"{name}-opacity", "1"))))
        if server is not None and masked:
            self.operators.append(f"/{self._name('ExtGState', self._mask(element, server))} gs")
        self._paint(element, name)
        if name == "stroke":
            self._line(element)
        if turned:
            self.operators.append(f"{' '.join(map(_exact, _six(turned)))} cm")
        self.operators.append(operators)
        if masked or turned:
            self.operators.append("Q")
            self.state = outside

    def _opacity(self, clear: float) -> str:
        if clear == 1.0 and "opacity" not in self.state:
            return ""
        return f"/{self._name('ExtGState', f'<</ca {_exact(clear)}/CA {_exact(clear)}>>')} gs"

    def _paint(self, element: Element, name: str) -> None:
        server = self._server(element, name)
        small = name == "fill"
        if server is None:
            self._set(name, f"{_colour(element.attrib[name])} {'rg' if small else 'RG'}")
            return
        matrix = " ".join(map(_exact, self._placed(element, server)))
        pattern = f"<</Type/Pattern/PatternType 2/Matrix[{matrix}]/Shading {_shading(server)}>>"
        known = self._name("Pattern", self.draft.add(pattern))
        self._set(name, f"/Pattern {'cs' if small else 'CS'} /{known} {'scn' if small else 'SCN'}")

    def _placed(self, element: Element, server: Element) -> Matrix:
        """Return what leads from a gradient's coordinates to those of the drawing."""
        matrix = _six(server.attrib["gradientTransform"])
        return combined(matrix, _six(element.attrib["transform"])) if "transform" in element.attrib else matrix

    def _mask(self, element: Element, server: Element) -> str:
        """Return a graphics state in which paint covers as much as the stops of a gradient say (11.6.5.3)."""
        wide, high = map(_exact, self.size)
        entries = (
            f"/Type/XObject/Subtype/Form/BBox[0 0 {wide} {high}]/Group<</S/Transparency/CS/DeviceGray/I true>>"
            f"/Resources<</Shading<</S {_shading(server, of_opacity=True)}>>>>"
        )
        matrix = " ".join(map(_exact, self._placed(element, server)))
        form = self.draft.stream(entries, f"{matrix} cm /S sh")
        return self.draft.add(f"<</SMask<</S/Luminosity/G {form}>>>>")

    def _line(self, element: Element) -> None:
        said = element.attrib
        self._set("width", f"{_exact(float(said['stroke-width']))} w")
        self._set("cap", f"{_CAPS[said.get('stroke-linecap', 'butt')]} J")
        self._set("join", f"{_JOINS[said.get('stroke-linejoin', 'miter')]} j")
        self._set("limit", f"{_exact(float(said.get('stroke-miterlimit', '4')))} M")
        dashes = " ".join(_exact(float(one)) for one in said.get("stroke-dasharray", "").split())
        self._set("dash", f"[{dashes}] {_exact(float(said.get('stroke-dashoffset', '0')))} d")


def _shading(server: Element, *, of_opacity: bool = False) -> str:
    """Return a gradient as a shading (8.7.4.5.3 and 4), or the grey of how much it covers."""
    radial = server.tag == f"{_SVG}radialGradient"
    names = ("fx", "fy", "fr", "cx", "cy", "r") if radial else ("x1", "y1", "x2", "y2")
    places = " ".join(_exact(float(server.attrib[name])) for name in names)
    offsets = [float(stop.attrib["offset"]) for stop in server]
    colours = [
        _exact(float(stop.get("stop-opacity", "1"))) if of_opacity else _colour(stop.attrib["stop-color"])
        for stop in server
    ]
    steps = [f"<</FunctionType 2/Domain[0 1]/C0[{one}]/C1[{other}]/N 1>>" for one, other in pairwise(colours)]
    function = steps[0]
    if len(steps) > 1:
        bounds = " ".join(map(_exact, offsets[1:-1]))
        encode = " ".join(["0 1"] * len(steps))
        function = f"<</FunctionType 3/Domain[0 1]/Functions[{''.join(steps)}]/Bounds[{bounds}]/Encode[{encode}]>>"
    space = "DeviceGray" if of_opacity else "DeviceRGB"
    kind = 3 if radial else 2
    return f"<</ShadingType {kind}/ColorSpace/{space}/Coords[{places}]/Extend[true true]/Function{function}>>"
