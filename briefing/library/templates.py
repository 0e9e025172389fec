"""Templates of books, read from ``resources/templates/*.toml``: a tree of sections with headings and prompts."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from briefing.library.faults import BadValue
from briefing.paths import shipped


@dataclass(frozen=True, slots=True)
class Part:
    """A section a template starts with, and those below it."""

    title: str
    kind: str = "text"
    body: str = ""
    page_limit: int = 0
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of book to start from."""

    key: str
    name: str
    about: str
    parts: tuple[Part, ...] = ()


def _part(found: dict[str, Any]) -> Part:
    return Part(
        str(found["title"]),
        str(found.get("kind", "text")),
        str(found.get("body", "")).strip(),
        int(found.get("page_limit", 0)),
        tuple(_part(one) for one in found.get("section", ())),
    )


@cache
def templates() -> tuple[Template, ...]:
    """Return all shipped templates, in the order their files give."""
    found: list[tuple[int, Template]] = []
    for file in sorted(shipped("templates").glob("*.toml")):
        read = tomllib.loads(file.read_text(encoding="utf-8"))
        parts = tuple(_part(one) for one in read.get("section", ()))
        made = Template(file.stem, str(read["name"]), str(read["about"]), parts)
        found.append((int(read.get("order", 99)), made))
    return tuple(template for _, template in sorted(found, key=lambda one: (one[0], one[1].key)))


def template(key: str) -> Template:
    """Return a template by its key.

    Raises:
        BadValue: there is none; the sentence names those there are.
    """
    for one in templates():
        if one.key == key:
            return one
    names = ", ".join(one.key for one in templates())
    raise BadValue(f"There is no template “{key}”. Choose one of: {names}.")
