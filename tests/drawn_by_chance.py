"""SVG drawings made by chance: shapes in groups in groups, turned, clear, clipped, dashed, with gradients."""

from __future__ import annotations

from hypothesis import strategies as some

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 80">'
SHARED = (
    '<defs><linearGradient id="along" x1=".1" y1=".2" x2=".8" y2="1"><stop offset=".1" stop-color="#036"/>'
    '<stop offset=".6" stop-color="gold"/><stop offset="1" stop-color="rgb(180,30,60)"/></linearGradient>'
    '<linearGradient id="faint" gradientUnits="userSpaceOnUse" x1="10" y1="0" x2="90" y2="30">'
    '<stop offset="0" stop-color="#0a6"/><stop offset="1" stop-color="#0a6" stop-opacity=".2"/></linearGradient>'
    '<radialGradient id="round" cx=".5" cy=".5" r=".6" fx=".4" fy=".6"><stop stop-color="#fff"/>'
    '<stop offset="1" stop-color="#36c"/></radialGradient>'
    '<clipPath id="inside"><circle cx="60" cy="40" r="35"/></clipPath>'
    '<path id="mark" d="M0 0h14l-4 9z"/></defs>'
)

_at = some.integers(-20, 130)
_side = some.integers(3, 70)
_share = some.sampled_from(("1", "1", ".7", "35%"))
_paint = some.sampled_from(("none", "#c33", "teal", "hsl(50,80%,60%)", "url(#along)", "url(#round)", "url(#faint)"))


def _numbers(count: int) -> some.SearchStrategy[str]:
    return some.lists(_at, min_size=count, max_size=count).map(lambda found: " ".join(map(str, found)))


_steps = some.one_of(
    _numbers(2).map("L{}".format),
    _numbers(6).map("C{}".format),
    _numbers(4).map("Q{}".format),
    some.tuples(_side, _side, some.integers(0, 90), some.sampled_from(("0 0", "0 1", "1 0", "1 1")), _numbers(2)).map(
        lambda found: "A{} {} {} {} {}".format(*found)
    ),
    _side.map("h{}".format),
    _side.map("v-{}".format),
    some.just("z"),
)


def _path(start: str, steps: list[str]) -> str:
    return f"M{start}{''.join(steps)}"


_paths = some.builds(_path, _numbers(2), some.lists(_steps, min_size=2, max_size=6))
_shapes = some.one_of(
    some.builds('<path d="{}"'.format, _paths),
    some.builds(
        '<rect x="{}" y="{}" width="{}" height="{}" rx="{}"'.format, _at, _at, _side, _side, some.integers(0, 9)
    ),
    some.builds('<circle cx="{}" cy="{}" r="{}"'.format, _at, _at, _side),
    some.builds('<ellipse cx="{}" cy="{}" rx="{}" ry="{}"'.format, _at, _at, _side, _side),
    some.builds('<polygon points="{}"'.format, _numbers(8)),
    some.builds('<use href="#mark" x="{}" y="{}"'.format, _at, _at),
)
_strokes = some.one_of(
    some.just(""),
    some.builds(
        'stroke="{}" stroke-width="{}" stroke-linejoin="{}" stroke-linecap="{}" stroke-dasharray="{}" '
        'stroke-opacity="{}"'.format,
        some.sampled_from(("#222", "navy", "url(#along)")),
        some.sampled_from((1, 2.5, 6)),
        some.sampled_from(("miter", "round", "bevel")),
        some.sampled_from(("butt", "round", "square")),
        some.sampled_from(("none", "9 4", "12,3,5")),
        _share,
    ),
)  # fmt: skip
_drawn = some.builds(
    '{} fill="{}" fill-opacity="{}" fill-rule="{}" opacity="{}" {}/>'.format,
    _shapes,
    _paint,
    _share,
    some.sampled_from(("nonzero", "evenodd")),
    _share,
    _strokes,
)
_turns = some.sampled_from(
    ("", "translate(9 -4)", "rotate(25 60 40)", "scale(.8 1.3)", "matrix(.9 .2 -.3 1.1 10 0)", "skewX(15)")
)


def _group(inner: list[str], turn: str, clear: str, clip: str) -> str:
    return f'<g transform="{turn}" opacity="{clear}" {clip}>{"".join(inner)}</g>'


_groups = some.recursive(
    _drawn,
    lambda inner: some.builds(
        _group,
        some.lists(inner, min_size=1, max_size=3),
        _turns,
        _share,
        some.sampled_from(("", "", 'clip-path="url(#inside)"')),
    ),
    max_leaves=6,
)
DRAWINGS = some.lists(_groups, min_size=1, max_size=4).map(lambda parts: f"{HEAD}{SHARED}{''.join(parts)}</svg>")
