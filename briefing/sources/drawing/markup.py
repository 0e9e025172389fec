"""The words of the plain form: numbers, path data, paint and strokes as attributes, and what is defined once."""

from __future__ import annotations

from math import hypot
from typing import Final

from briefing.sources.drawing.outline import Matrix, Outline, Undrawable, combined
from briefing.sources.drawing.paint import Gradient, Paint
from briefing.sources.drawing.style import Style

_JOINS: Final = frozenset(["miter", "round", "bevel"])
_CAPS: Final = frozenset(["butt", "round", "square"])
_MOST_DASHES: Final = 40


def number(value: float, decimals: int = 3) -> str:
    """Return a number with at most so many decimals.

    Raises:
        Undrawable: it is none, or too large for a page.
    """
    if not abs(value) < 1e6:
        raise Undrawable("a number out of bounds")
    words = f"{value:.{decimals}f}".rstrip("0").rstrip(".")
    return "0" if words == "-0" else words


def path_data(outline: Outline) -> str:
    """Return an outline as path data, in hundredths of a pixel."""
    return "".join([kind + " ".join([number(value, 2) for value in points]) for kind, points in outline])


def matrix_words(matrix: Matrix) -> str:
    """Return a matrix as a ``transform``."""
    return f"matrix({' '.join(f'{value:.9g}' for value in matrix)})"


class Shared:
    """Clip paths and gradients, each defined once, by the names they go by."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, str], str] = {}

    def add(self, kind: str, rest: str) -> str:
        """Define an element of a ``kind``, ``rest`` being what follows its id, and return its name."""
        return self._names.setdefault((kind, rest), f"d{len(self._names)}")

    def clip(self, outline: Outline, rule: str = "nonzero") -> str:
        """Define a clip path and return its name."""
        evenodd = ' clip-rule="evenodd"' if rule == "evenodd" else ""
        return self.add("clipPath", f'><path d="{path_data(outline)}"{evenodd}/>')

    def gradient(self, gradient: Gradient, baked: Matrix) -> str:
        """Define a gradient for a path whose points ``baked`` was done to; return its name."""
        names = ("cx", "cy", "r", "fx", "fy", "fr") if gradient.radial else ("x1", "y1", "x2", "y2")
        places = " ".join(f'{name}="{value:.9g}"' for name, value in zip(names, gradient.shape, strict=True))
        matrix = matrix_words(combined(gradient.matrix, baked))
        stops = "".join(
            f'<stop offset="{offset:.6g}" stop-color="{_hex(colour)}"{_clear("stop-opacity", opacity)}/>'
            for offset, colour, opacity in gradient.stops
        )
        kind = "radialGradient" if gradient.radial else "linearGradient"
        return self.add(kind, f' gradientUnits="userSpaceOnUse" {places} gradientTransform="{matrix}">{stops}')

    def written(self) -> str:
        """Return all definitions."""
        return "".join(f'<{kind} id="{name}"{rest}</{kind}>' for (kind, rest), name in self._names.items())


def _hex(colour: tuple[int, int, int]) -> str:
    return f"#{bytes(colour).hex()}"


def _clear(name: str, opacity: float) -> str:
    return f' {name}="{number(opacity)}"' if opacity < 1 else ""


def fill_words(fill: Paint | None, rule: str, baked: Matrix, shared: Shared) -> str:
    """Return the attributes of a fill; ``baked`` was done to the path's points."""
    if fill is None:
        return ' fill="none"'
    return _paint_words("fill", fill, baked, shared) + (' fill-rule="evenodd"' if rule == "evenodd" else "")


def _paint_words(name: str, paint: Paint, baked: Matrix, shared: Shared) -> str:
    made = paint.colour
    value = f"url(#{shared.gradient(made, baked)})" if isinstance(made, Gradient) else _hex(made)
    return f' {name}="{value}"{_clear(f"{name}-opacity", paint.opacity)}'


def stroke_words(
    stroke: Paint, style: Style, scale: float, viewport: tuple[float, float], baked: Matrix, shared: Shared
) -> str:
    """Return the attributes of a stroke, its lengths made ``scale`` times as long.

    Raises:
        Undrawable: its ends or joins are of a kind that is not drawn here.
    """
    whole = diagonal(viewport)
    join, cap = style["stroke-linejoin"], style["stroke-linecap"]
    if join not in _JOINS or cap not in _CAPS:
        raise Undrawable(join)
    words = [_paint_words("stroke", stroke, baked, shared)]
    words.append(f' stroke-width="{style.length(style["stroke-width"], whole) * scale:.6g}"')
    words += [f' stroke-linejoin="{join}"'] if join != "miter" else []
    words += [f' stroke-linecap="{cap}"'] if cap != "butt" else []
    limit = style.length(style["stroke-miterlimit"], 1.0)
    if limit < 1:
        raise Undrawable("stroke-miterlimit")
    words += [f' stroke-miterlimit="{limit:.6g}"'] if limit != 4 else []
    dashes = [
        style.length(one, whole) * scale for one in style["stroke-dasharray"].replace(",", " ").split() if one != "none"
    ]
    if dashes and min(dashes) >= 0 and sum(dashes) > 0:
        if len(dashes) > _MOST_DASHES:
            raise Undrawable("stroke-dasharray")
        dashes *= 1 + len(dashes) % 2
        words.append(f' stroke-dasharray="{" ".join(f"{one:.6g}" for one in dashes)}"')
        offset = style.length(style["stroke-dashoffset"], whole) * scale % sum(dashes)
        words += [f' stroke-dashoffset="{offset:.6g}"'] if offset else []
    return "".join(words)


def diagonal(viewport: tuple[float, float]) -> float:
    """Return what a percentage is of that belongs to neither side (SVG 1.1, 7.10)."""
    return hypot(*viewport) / 2**0.5


def grouped(inner: str, clips: list[str], opacity: float = 1.0) -> str:
    """Return ``inner`` in groups that clip it by each of ``clips`` and, together, make it clear."""
    clear = f' opacity="{number(opacity)}"' if opacity < 1 else ""
    first = f' clip-path="url(#{clips[0]})"' if clips else ""
    out = f"<g{clear}{first}>{inner}</g>" if clear or first else inner
    for name in clips[1:]:
        out = f'<g clip-path="url(#{name})">{out}</g>'
    return out
