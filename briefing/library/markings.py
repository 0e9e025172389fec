"""Marking schemes, read from ``resources/markings/*.toml``: levels with their text, rank, colour and position.

The program is not accredited for classified information; a scheme only prints what the user chose.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from briefing.book.parts import Marking
from briefing.paths import shipped


@dataclass(frozen=True, slots=True)
class Scheme:
    """A marking scheme; its levels go from the lowest to the highest."""

    key: str
    name: str
    about: str
    levels: tuple[Marking, ...]


@cache
def schemes() -> tuple[Scheme, ...]:
    """Return all shipped schemes, “none” first, then in the order their files give."""
    found: list[tuple[int, Scheme]] = []
    for file in sorted(shipped("markings").glob("*.toml")):
        read = tomllib.loads(file.read_text(encoding="utf-8"))
        levels = sorted((_marking(level) for level in read.get("level", ())), key=lambda one: one.rank)
        scheme = Scheme(file.stem, str(read["name"]), str(read["about"]), tuple(levels))
        found.append((int(read.get("order", 99)), scheme))
    return tuple(scheme for _, scheme in sorted(found, key=lambda one: (one[0], one[1].key)))


def _marking(level: dict[str, Any]) -> Marking:
    lines = tuple(str(line) for line in level.get("designation", ()))
    return Marking(**{name: value for name, value in level.items() if name != "designation"}, designation=lines)


def levels(scheme: str) -> tuple[Marking, ...]:
    """Return the levels of a scheme, lowest first; none when the scheme is not known."""
    return next((one.levels for one in schemes() if one.key == scheme), ())


def banner(scheme: str, keys: Iterable[str]) -> Marking | None:
    """Return the highest of some markings, ``None`` when there is none.

    A marking the scheme does not know is printed as it stands and counts as the highest: it must not get lost.
    """
    known = {one.key: one for one in levels(scheme)}
    highest: Marking | None = None
    for key in keys:
        if not key:
            continue
        one = known.get(key) or Marking(key, key, rank=1000)
        if highest is None or one.rank > highest.rank:
            highest = one
    return highest


def text(scheme: str, key: str) -> str:
    """Return what a marking prints."""
    return next((one.text for one in levels(scheme) if one.key == key), key)
