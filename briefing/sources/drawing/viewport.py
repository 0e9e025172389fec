"""Windows in a drawing: how what is in a view box comes to fill the room it is shown in (SVG 1.1, 7.7 and 7.8)."""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element

from briefing.sources.drawing.outline import Matrix, Undrawable, numbers
from briefing.sources.drawing.style import PER_UNIT

Edges = tuple[float, float, float, float]
_ALIGNED: Final = {"Min": 0.0, "Mid": 0.5, "Max": 1.0}
_FITTED: Final = re.compile(r"(?:defer\s+)?x(Min|Mid|Max)Y(Min|Mid|Max)(?:\s+(meet|slice))?")
_ABSOLUTE: Final = re.compile(r"\s*(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)\s*([a-zA-Z]*)\s*")


def view_box(element: Element) -> Edges | None:
    """Return an element's view box (left, top, width, height), or None.

    Raises:
        Undrawable: it is none.
    """
    given = numbers(element.get("viewBox", ""))
    if not given:
        return None
    if len(given) != 4 or given[2] <= 0 or given[3] <= 0:
        raise Undrawable("viewBox")
    return given[0], given[1], given[2], given[3]


def proportions(root: Element) -> tuple[float, float]:
    """Return how wide and high a whole drawing is, by its sides or else its view box.

    Raises:
        Undrawable: its view box is none.
    """
    view = view_box(root)
    sides: list[float] = []
    for side in ("width", "height"):
        found = _ABSOLUTE.fullmatch(root.get(side, ""))
        unit = found[2].lower() if found else ""
        sides.append(float(found[1]) * PER_UNIT[unit] if found and unit in PER_UNIT else 0.0)
    wide, high = sides
    if view and not (wide and high):
        scale = wide / view[2] or high / view[3] or 1.0
        wide, high = view[2] * scale, view[3] * scale
    return wide or 100.0, high or 100.0


def fitted(view: Edges, room: Edges, how: str) -> Matrix:
    """Return what brings ``view`` into ``room``, as a ``preserveAspectRatio`` says.

    Raises:
        Undrawable: it says nothing that is known.
    """
    left, top, wide, high = view
    x, y, across, down = room
    how = how.strip() or "xMidYMid meet"
    if how.split()[0] == "none":
        return (across / wide, 0.0, 0.0, down / high, x - left * across / wide, y - top * down / high)
    found = _FITTED.fullmatch(how)
    if not found:
        raise Undrawable(how)
    chosen = max if found[3] == "slice" else min
    scale = chosen(across / wide, down / high)
    x += (across - wide * scale) * _ALIGNED[found[1]]
    y += (down - high * scale) * _ALIGNED[found[2]]
    return (scale, 0.0, 0.0, scale, x - left * scale, y - top * scale)
