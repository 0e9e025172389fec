"""Outlines: SVG's path data and basic shapes as lines and cubic curves in absolute coordinates (SVG 1.1, 8 and 9)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import acos, ceil, cos, hypot, isfinite, pi, radians, sin, sqrt, tan
from typing import Final

# a b c d e f, as SVG and PDF write them: x' = ax + cy + e, y' = bx + dy + f.
Matrix = tuple[float, float, float, float, float, float]
# ``M`` and ``L`` with a point, ``C`` with three, ``Z`` with none.
Outline = list[tuple[str, tuple[float, ...]]]

SAME: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
MOST_SEGMENTS: Final = 100_000  # of a whole drawing
_NUMBER: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_GAP: Final = re.compile(r"[\s,]*")
_COMMAND: Final = re.compile(r"[MmLlHhVvCcSsQqTtAaZz]")
_TAKES: Final = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_STEP: Final = re.compile(r"\s*,?\s*(\w+)\s*\(([^()]*)\)")
_ARC_FLAGS: Final = (3, 4)


class Undrawable(Exception):
    """A drawing holds what the plain form cannot say, so it has to stay a picture of pixels."""


def combined(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that does ``first`` to a point and ``then`` to what comes out."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def moved(outline: Outline, matrix: Matrix) -> Outline:
    """Return an outline with ``matrix`` done to its points."""
    a, b, c, d, e, f = matrix
    return [
        (
            kind,
            tuple(
                value
                for x, y in zip(points[::2], points[1::2], strict=True)
                for value in (a * x + c * y + e, b * x + d * y + f)
            ),
        )
        for kind, points in outline
    ]


def evenly_scaled(matrix: Matrix) -> float:
    """Return how much a matrix enlarges if it does so alike in all directions, else 0."""
    a, b, c, d = matrix[:4]
    across, up = hypot(a, b), hypot(c, d)
    even = abs(across - up) <= 1e-6 * across and abs(a * c + b * d) <= 1e-6 * across * up
    return across if even else 0.0


def numbers(words: str) -> list[float]:
    """Return the numbers of a list parted by blanks or commas.

    Raises:
        Undrawable: something else is in it.
    """
    found = [float(one) for one in _NUMBER.findall(words)]
    if _NUMBER.sub("", words).strip(" \t\r\n,") or not all(map(isfinite, found)):
        raise Undrawable(words)
    return found


def transform(words: str) -> Matrix:
    """Return what a ``transform`` attribute does (SVG 1.1, 7.6).

    Raises:
        Undrawable: it is not one.
    """
    matrix, at = SAME, 0
    words = words.strip()
    while at < len(words):
        step = _STEP.match(words, at)
        if not step:
            raise Undrawable(words)
        at = step.end()
        matrix = combined(_step(step[1], numbers(step[2])), matrix)
    return matrix


def _step(name: str, given: list[float]) -> Matrix:
    match name, given:
        case "matrix", [a, b, c, d, e, f]:
            return (a, b, c, d, e, f)
        case "translate", [x, *rest] if len(rest) < 2:
            return (1.0, 0.0, 0.0, 1.0, x, rest[0] if rest else 0.0)
        case "scale", [x, *rest] if len(rest) < 2:
            return (x, 0.0, 0.0, rest[0] if rest else x, 0.0, 0.0)
        case "rotate", [angle, *rest] if len(rest) in (0, 2):
            across, up = cos(radians(angle)), sin(radians(angle))
            x, y = rest or (0.0, 0.0)
            return (across, up, -up, across, x - x * across + y * up, y - x * up - y * across)
        case "skewX", [angle]:
            return (1.0, 0.0, tan(radians(angle)), 1.0, 0.0, 0.0)
        case "skewY", [angle]:
            return (1.0, tan(radians(angle)), 0.0, 1.0, 0.0, 0.0)
        case _:
            raise Undrawable(name)


@dataclass(slots=True)
class Trace:
    """An outline in the making; x and y are where the pen is."""

    outline: Outline = field(default_factory=list[tuple[str, tuple[float, ...]]])
    x: float = 0.0
    y: float = 0.0
    start: tuple[float, float] = (0.0, 0.0)
    # The last control point of a curve before, which S and T mirror.
    cubic: tuple[float, float] | None = None
    quadratic: tuple[float, float] | None = None

    def move(self, x: float, y: float) -> None:
        """Begin a new stretch of lines."""
        self.outline.append(("M", (x, y)))
        self.x, self.y = self.start = x, y

    def line(self, x: float, y: float) -> None:
        """Add a straight line."""
        self.outline.append(("L", (x, y)))
        self.x, self.y = x, y

    def curve(self, x1: float, y1: float, x2: float, y2: float, x: float, y: float) -> None:
        """Add a cubic curve."""
        self.outline.append(("C", (x1, y1, x2, y2, x, y)))
        self.x, self.y = x, y

    def bend(self, x1: float, y1: float, x: float, y: float) -> None:
        """Add a quadratic curve as the cubic one it is."""
        begin = self.x + (x1 - self.x) * 2 / 3, self.y + (y1 - self.y) * 2 / 3
        self.curve(*begin, x + (x1 - x) * 2 / 3, y + (y1 - y) * 2 / 3, x, y)

    def close(self) -> None:
        """Close the stretch of lines."""
        self.outline.append(("Z", ()))
        self.x, self.y = self.start

    def arc(self, rx: float, ry: float, angle: float, large: bool, sweep: bool, x: float, y: float) -> None:
        """Add an arc of an ellipse as curves (SVG 1.1, F.6)."""
        rx, ry = abs(rx), abs(ry)
        if not rx or not ry:
            self.line(x, y)
            return
        if (x, y) == (self.x, self.y):
            return
        turn = radians(angle)
        across, up = cos(turn), sin(turn)
        half_x, half_y = (self.x - x) / 2, (self.y - y) / 2
        px, py = across * half_x + up * half_y, -up * half_x + across * half_y
        grow = sqrt(max(1.0, (px / rx) ** 2 + (py / ry) ** 2))
        rx, ry = rx * grow, ry * grow
        below = (rx * py) ** 2 + (ry * px) ** 2
        root = sqrt(max(0.0, ((rx * ry) ** 2 - below) / below)) * (-1 if large == sweep else 1)
        cx, cy = root * rx * py / ry, -root * ry * px / rx
        start = _angle(1.0, 0.0, (px - cx) / rx, (py - cy) / ry)
        swept = _angle((px - cx) / rx, (py - cy) / ry, (-px - cx) / rx, (-py - cy) / ry)
        if not sweep and swept > 0:
            swept -= 2 * pi
        elif sweep and swept < 0:
            swept += 2 * pi
        middle = across * cx - up * cy + (self.x + x) / 2, up * cx + across * cy + (self.y + y) / 2
        # To the ellipse's own axes and back.
        self._arcs(start, swept, (rx * across, rx * up, -ry * up, ry * across, *middle), (x, y))

    def _arcs(self, start: float, swept: float, circle: Matrix, end: tuple[float, float]) -> None:
        pieces = max(1, ceil(abs(swept) / (pi / 2) - 1e-9))
        step = swept / pieces
        reach = 4 / 3 * tan(step / 4)
        a, b, c, d, e, f = circle
        for piece in range(pieces):
            begin, stop = start + piece * step, start + (piece + 1) * step
            round_points = (
                (cos(begin) - reach * sin(begin), sin(begin) + reach * cos(begin)),
                (cos(stop) + reach * sin(stop), sin(stop) - reach * cos(stop)),
                (cos(stop), sin(stop)),
            )
            placed = [(a * x + c * y + e, b * x + d * y + f) for x, y in round_points]
            if piece == pieces - 1:
                placed[2] = end
            self.curve(*placed[0], *placed[1], *placed[2])


def _angle(ux: float, uy: float, vx: float, vy: float) -> float:
    length = hypot(ux, uy) * hypot(vx, vy)
    value = acos(max(-1.0, min(1.0, (ux * vx + uy * vy) / length))) if length else 0.0
    return -value if ux * vy - uy * vx < 0 else value


def path(data: str) -> Outline:
    """Return the outline of path data.

    Raises:
        Undrawable: it is damaged (what to show of such data is not the same in all programs).
    """
    trace = Trace()
    at = _GAP.match(data)
    position = at.end() if at else 0
    command = ""
    while position < len(data):
        found = _COMMAND.match(data, position)
        if found:
            command, position = found[0], found.end()
        elif command in ("", "Z", "z"):
            raise Undrawable(data[:40])
        given, position = _arguments(data, position, command.upper())
        if not trace.outline and command.upper() != "M":
            raise Undrawable(data[:40])
        _drawn(trace, command, given)
        command = {"M": "L", "m": "l"}.get(command, command)
    return trace.outline


def _arguments(data: str, position: int, command: str) -> tuple[list[float], int]:
    given: list[float] = []
    for index in range(_TAKES[command]):
        gap = _GAP.match(data, position)
        position = gap.end() if gap else position
        if command == "A" and index in _ARC_FLAGS:
            # The flags may stand with nothing between them and what follows.
            if data[position : position + 1] not in ("0", "1"):
                raise Undrawable(data[:40])
            given.append(float(data[position]))
            position += 1
            continue
        found = _NUMBER.match(data, position)
        if not found or not isfinite(float(found[0])):
            raise Undrawable(data[:40])
        given.append(float(found[0]))
        position = found.end()
    gap = _GAP.match(data, position)
    return given, gap.end() if gap else position


def _drawn(trace: Trace, command: str, given: list[float]) -> None:
    x, y = (trace.x, trace.y) if command.islower() else (0.0, 0.0)
    kind = command.upper()
    cubic, quadratic = trace.cubic, trace.quadratic
    trace.cubic = trace.quadratic = None
    if kind == "Z":
        trace.close()
    elif kind == "H":
        trace.line(given[0] + x, trace.y)
    elif kind == "V":
        trace.line(trace.x, given[0] + y)
    elif kind == "A":
        rx, ry, angle, large, sweep, to_x, to_y = given
        trace.arc(rx, ry, angle, bool(large), bool(sweep), to_x + x, to_y + y)
    else:
        points = [value + (y if index % 2 else x) for index, value in enumerate(given)]
        if kind == "M":
            trace.move(points[0], points[1])
        elif kind == "L":
            trace.line(points[0], points[1])
        elif kind in "CS":
            mirror = _mirrored(trace, cubic) if kind == "S" else (points.pop(0), points.pop(0))
            trace.cubic = points[0], points[1]
            trace.curve(*mirror, points[0], points[1], points[2], points[3])
        else:
            mirror = _mirrored(trace, quadratic) if kind == "T" else (points.pop(0), points.pop(0))
            trace.quadratic = mirror
            trace.bend(*mirror, points[0], points[1])


def _mirrored(trace: Trace, control: tuple[float, float] | None) -> tuple[float, float]:
    return (2 * trace.x - control[0], 2 * trace.y - control[1]) if control else (trace.x, trace.y)


def rectangle(x: float, y: float, width: float, height: float, rx: float = 0.0, ry: float = 0.0) -> Outline:
    """Return a rectangle, with its corners rounded where radii are given, as the standard begins and ends it (9.2)."""
    trace = Trace()
    if width <= 0 or height <= 0:
        return trace.outline
    rx, ry = min(rx, width / 2), min(ry, height / 2)
    right, low = x + width, y + height
    if not rx or not ry:
        trace.move(x, y)
        trace.line(right, y)
        trace.line(right, low)
        trace.line(x, low)
    else:
        trace.move(x + rx, y)
        trace.line(right - rx, y)
        trace.arc(rx, ry, 0, False, True, right, y + ry)
        trace.line(right, low - ry)
        trace.arc(rx, ry, 0, False, True, right - rx, low)
        trace.line(x + rx, low)
        trace.arc(rx, ry, 0, False, True, x, low - ry)
        trace.line(x, y + ry)
        trace.arc(rx, ry, 0, False, True, x + rx, y)
    trace.close()
    return trace.outline


def ellipse(cx: float, cy: float, rx: float, ry: float) -> Outline:
    """Return an ellipse, begun at its right and drawn clockwise, as the standard does (9.3, 9.4)."""
    trace = Trace()
    if rx <= 0 or ry <= 0:
        return trace.outline
    trace.move(cx + rx, cy)
    for x, y in ((cx, cy + ry), (cx - rx, cy), (cx, cy - ry), (cx + rx, cy)):
        trace.arc(rx, ry, 0, False, True, x, y)
    trace.close()
    return trace.outline


def polygon(points: list[float], *, closed: bool) -> Outline:
    """Return lines from point to point."""
    trace = Trace()
    if len(points) < 4:
        return trace.outline
    trace.move(points[0], points[1])
    for x, y in zip(points[2::2], points[3::2], strict=False):
        trace.line(x, y)
    if closed:
        trace.close()
    return trace.outline


def box(outlines: Iterable[Outline]) -> tuple[float, float, float, float] | None:
    """Return the left, upper, right and lower edge of outlines, as their curves run, or None where there is nothing."""
    across: list[float] = []
    down: list[float] = []
    for outline in outlines:
        here = (0.0, 0.0)
        for kind, points in outline:
            if kind == "C":
                across += _extent(here[0], *points[::2])
                down += _extent(here[1], *points[1::2])
            across += points[-2:-1]
            down += points[-1:]
            here = (points[-2], points[-1]) if points else here
    return (min(across), min(down), max(across), max(down)) if across else None


def _extent(start: float, one: float, two: float, end: float) -> list[float]:
    """Return the values a cubic curve turns back at, in one direction."""
    a, b, c = -start + 3 * one - 3 * two + end, 2 * (start - 2 * one + two), one - start
    if abs(a) < 1e-12:
        places = [-c / b] if abs(b) > 1e-12 else []
    else:
        inside = b * b - 4 * a * c
        places = [] if inside < 0 else [(-b + sqrt(inside)) / (2 * a), (-b - sqrt(inside)) / (2 * a)]
    return [
        (1 - t) ** 3 * start + 3 * (1 - t) ** 2 * t * one + 3 * (1 - t) * t * t * two + t**3 * end
        for t in places
        if 0 < t < 1
    ]
