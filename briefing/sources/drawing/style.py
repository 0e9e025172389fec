"""What an element of an SVG drawing looks like: presentation attributes, style sheets, and what is inherited.

SVG 1.1, 6; of CSS the selectors that drawing programs write (elements, classes, ids, descendants).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from briefing.sources.drawing.outline import Undrawable, numbers

PER_UNIT: Final = {
    "": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "q": 96 / 101.6,
}  # fmt: skip
_LENGTH: Final = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(%|[a-zA-Z]*)\s*")
_COMMENT: Final = re.compile(r"/\*.*?\*/|<!--|-->", re.S)
_RULE: Final = re.compile(r"([^{}]*)\{([^{}]*)\}")
_SIMPLE: Final = re.compile(r"(\*|[A-Za-z][\w-]*)?((?:[.#][\w-]+)*)")
INHERITED: Final = {
    "clip-rule": "nonzero", "color": "#000", "fill": "#000", "fill-opacity": "1", "fill-rule": "nonzero",
    "font-family": "", "font-size": "medium", "font-style": "normal", "font-weight": "400", "letter-spacing": "normal",
    "paint-order": "normal", "stroke": "none", "stroke-dasharray": "none", "stroke-dashoffset": "0",
    "stroke-linecap": "butt", "stroke-linejoin": "miter", "stroke-miterlimit": "4", "stroke-opacity": "1",
    "stroke-width": "1", "text-anchor": "start", "visibility": "visible", "word-spacing": "normal",
    "writing-mode": "lr-tb", "direction": "ltr", "marker-start": "none", "marker-mid": "none", "marker-end": "none",
    "dominant-baseline": "auto", "font-stretch": "normal", "font-variant": "normal", "font-kerning": "auto",
    "white-space": "normal",
}  # fmt: skip
_OWN: Final = {
    "clip-path": "none", "display": "inline", "opacity": "1", "stop-color": "#000", "stop-opacity": "1",
    "filter": "none", "mask": "none", "mix-blend-mode": "normal", "text-decoration": "none",
    "alignment-baseline": "auto", "baseline-shift": "0", "overflow": "",
    "transform-origin": "", "vector-effect": "none",
}  # fmt: skip
# What stands before the size in the shorthand of fonts, the size itself, the family.
_SHORT: Final = re.compile(
    r"((?:[\w-]+\s+)*?)([\d.]+(?:[a-zA-Z]+|%)|(?:xx?-)?(?:small|large)|medium|smaller|larger)\s+(\S.*)",
    re.S,
)
_NAMED: Final = {
    "font-style": ("italic", "oblique"),
    "font-variant": ("small-caps",),
    "font-weight": ("bold", "bolder", "lighter", *map(str, range(100, 1000, 100))),
}
_SIZES: Final = {
    "xx-small": 16 * 3 / 5, "x-small": 16 * 3 / 4, "small": 16 * 8 / 9, "medium": 16.0, "large": 16 * 6 / 5,
    "x-large": 24.0, "xx-large": 32.0,
}  # fmt: skip


def local(name: object) -> str:
    """Return a name without its namespace."""
    return str(name).rpartition("}")[2]


@dataclass(frozen=True, slots=True)
class _Part:
    """One compound of a selector: an element's name or ``""``, and the classes and ids it must have."""

    name: str
    classes: frozenset[str]
    ids: frozenset[str]

    def fits(self, element: Element) -> bool:
        if self.name and self.name != local(element.tag):
            return False
        return self.classes <= set(element.get("class", "").split()) and self.ids <= {element.get("id", "")}


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rules of a drawing's style sheets, those that count for more last."""

    rules: tuple[tuple[tuple[_Part, ...], Mapping[str, str]], ...] = ()

    def about(self, element: Element, above: tuple[Element, ...]) -> Iterator[Mapping[str, str]]:
        """Yield what the rules say about an element below ``above``, its ancestors from the outermost on."""
        for parts, said in self.rules:
            if not parts[-1].fits(element):
                continue
            at = len(parts) - 2
            for one in reversed(above):
                if at >= 0 and parts[at].fits(one):
                    at -= 1
            if at < 0:
                yield said


def sheet(root: Element) -> Sheet:
    """Return the style sheets of a drawing.

    Raises:
        Undrawable: they use what is not understood here.
    """
    found: list[tuple[tuple[int, int, int], tuple[_Part, ...], Mapping[str, str]]] = []
    for element in root.iter():
        if local(element.tag) != "style":
            continue
        words = _COMMENT.sub("", element.text or "")
        if _RULE.sub("", words).strip():
            raise Undrawable("style sheet")
        for selectors, said in _RULE.findall(words):
            if selectors.strip().startswith("@font-face"):
                continue  # text is set in the program's own typefaces
            parsed = declarations(said)
            found += [(*_selector(one), parsed) for one in selectors.split(",") if ":" not in one]
    found.sort(key=lambda rule: rule[0])
    return Sheet(tuple((parts, said) for _, parts, said in found))


def _selector(words: str) -> tuple[tuple[int, int, int], tuple[_Part, ...]]:
    parts: list[_Part] = []
    for compound in words.split():
        found = _SIMPLE.fullmatch(compound)
        if not found:
            raise Undrawable(words)
        marks = re.findall(r"([.#])([\w-]+)", found[2])
        classes = frozenset(name for mark, name in marks if mark == ".")
        ids = frozenset(name for mark, name in marks if mark == "#")
        parts.append(_Part("" if found[1] in (None, "*") else found[1], classes, ids))
    if not parts:
        raise Undrawable(words)
    named = sum(bool(part.name) for part in parts)
    return (sum(len(part.ids) for part in parts), sum(len(part.classes) for part in parts), named), tuple(parts)


def declarations(words: str) -> dict[str, str]:
    """Return what a style attribute says, by property.

    Raises:
        Undrawable: something is said to be important, or left to a variable.
    """
    if "!" in words or "var(" in words:
        raise Undrawable(words[:40])
    said: dict[str, str] = {}
    for one in _COMMENT.sub("", words).split(";"):
        name, value = (part.strip() for part in one.partition(":")[::2])
        if name.lower() == "font" and value != "inherit":
            said.update(_font(value))
        elif value:
            said[name.lower()] = value
    return said


def _font(words: str) -> dict[str, str]:
    """Return what the shorthand says by property (CSS Fonts 3, 3.7): what it does not name is as at first.

    Raises:
        Undrawable: it is no size and family.
    """
    found = _SHORT.fullmatch(words)
    if not found:
        raise Undrawable("font")
    said = {name: INHERITED[name] for name in ("font-style", "font-variant", "font-weight", "font-stretch")}
    for one in found[1].lower().split():
        name = next((name for name, values in _NAMED.items() if one in values), "")
        if not name and one != "normal":
            raise Undrawable(one)
        said |= {name: one} if name else {}
    return {**said, "font-size": found[2].lower(), "font-family": found[3]}


@dataclass(frozen=True)
class Style:
    """What holds for an element: every property of the two tables above, and the type size in pixels."""

    said: Mapping[str, str] = field(default_factory=lambda: {**INHERITED, **_OWN})
    size: float = 16.0

    def __getitem__(self, name: str) -> str:
        return self.said[name]

    def below(self, element: Element, sheets: Sheet, above: tuple[Element, ...]) -> Style:
        """Return the style of an element below one of this style.

        Raises:
            Undrawable: a value cannot be understood.
        """
        own: dict[str, str] = {
            name: value.strip() for name, value in element.attrib.items() if name in INHERITED or name in _OWN
        }
        for said in sheets.about(element, above):
            own.update(said)
        own.update(declarations(element.get("style", "")))
        if "font" in own or own.get("marker", "none") != "none" or "transform" in own:
            raise Undrawable("shorthand")
        said = {name: self.said[name] for name in INHERITED} | _OWN
        for name, value in own.items():
            if name in said:
                said[name] = self.said[name] if value == "inherit" else value
        return Style(said, self._type_size(said["font-size"]) if "font-size" in own else self.size)

    def _type_size(self, words: str) -> float:
        if words in _SIZES:
            return _SIZES[words]
        if words in ("inherit", "larger", "smaller"):
            if words != "inherit":
                raise Undrawable(words)
            return self.size
        return self.length(words, self.size)

    def length(self, words: str, whole: float) -> float:
        """Return a length in pixels; ``whole`` is what a percentage is of.

        Raises:
            Undrawable: it is none.
        """
        found = _LENGTH.fullmatch(words)
        if not found:
            raise Undrawable(words)
        value, unit = float(found[1]), found[2].lower()
        if unit == "%":
            return value * whole / 100
        if unit in ("em", "ex"):
            return value * self.size / (1 if unit == "em" else 2)
        if unit not in PER_UNIT:
            raise Undrawable(words)
        return value * PER_UNIT[unit]

    def share(self, name: str) -> float:
        """Return an opacity, 0 to 1.

        Raises:
            Undrawable: it is none.
        """
        words = self.said[name]
        percent = words.endswith("%")
        given = numbers(words[:-1] if percent else words)
        if len(given) != 1:
            raise Undrawable(words)
        return max(0.0, min(1.0, given[0] / 100 if percent else given[0]))

    @property
    def drawn(self) -> bool:
        """Whether it is shown at all, with what is in it."""
        return self.said["display"] != "none"
