"""What the command line prints: JSON, aligned tables, quotes for people, and a progress bar."""

from __future__ import annotations

import json
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, cast

_GAP = "  "
_BAR = 30


def value_of(thing: object) -> Any:
    """Return a value as JSON knows it: dataclasses as objects, paths as text."""
    if is_dataclass(thing) and not isinstance(thing, type):
        return {part.name: value_of(getattr(thing, part.name)) for part in fields(thing)}
    if isinstance(thing, dict):
        return {str(key): value_of(value) for key, value in cast("dict[object, object]", thing).items()}
    if isinstance(thing, list | tuple):
        return [value_of(one) for one in cast("Sequence[object]", thing)]
    return str(thing) if isinstance(thing, Path) else thing


def document(thing: object) -> None:
    """Print one JSON document, laid out for reading."""
    print(json.dumps(value_of(thing), ensure_ascii=False, indent=2))


def line(thing: object) -> None:
    """Print one JSON value on one line."""
    print(json.dumps(value_of(thing), ensure_ascii=False), flush=True)


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes: two for a wide character, none for a combining one."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text
    )


def shortened(text: str, room: int) -> str:
    """Return a text on one line, cut to ``room`` columns with an ellipsis."""
    text = " ".join(text.split())
    if width(text) <= room:
        return text
    kept = ""
    for sign in text:
        if width(kept) + width(sign) > room - 1:
            break
        kept += sign
    return kept.rstrip() + "…"


def table(head: Sequence[str], rows: Iterable[Sequence[object]], empty: str) -> None:
    """Print rows in aligned columns, the last one cut at the edge of the terminal; ``empty`` when there are none."""
    lines = [[" ".join(str(cell).split()) for cell in row] for row in rows]
    if not lines:
        print(empty)
        return
    room = shutil.get_terminal_size((110, 24)).columns
    widths = [min(max(width(line[at]) for line in [list(head), *lines]), 48) for at in range(len(head))]
    left = room - sum(widths[:-1]) - len(_GAP) * (len(head) - 1)
    widths[-1] = max(20, left)
    for cells in [list(head), *lines]:
        shown = [shortened(cell, size) for cell, size in zip(cells, widths, strict=True)]
        padded = [cell + " " * (size - width(cell)) for cell, size in zip(shown[:-1], widths, strict=False)]
        print(_GAP.join([*padded, shown[-1]]).rstrip())


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: ``1 quote``, ``2 quotes``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def pairs(rows: Iterable[tuple[str, object]]) -> None:
    """Print names and values, one pair a line; empty values are left out."""
    kept = [(name, str(value)) for name, value in rows if value not in ("", None, (), [])]
    size = max((width(name) for name, _ in kept), default=0)
    for name, value in kept:
        print(f"{name}{' ' * (size - width(name))}{_GAP}{value}")


def complain(sentence: str) -> None:
    """Print one line on stderr."""
    print(f"briefing: {' '.join(sentence.split())}", file=sys.stderr)


class Bar:
    """A progress bar on stderr while a ``with`` lasts; silent when stderr is no terminal."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._on = sys.stderr.isatty()
        self._shown = ""

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        if self._shown:
            print("\r" + " " * len(self._shown) + "\r", end="", file=sys.stderr, flush=True)

    def __call__(self, done: int, total: int) -> None:
        """Show ``done`` of ``total``."""
        if not self._on or total <= 0:
            return
        full = min(_BAR, done * _BAR // total)
        shown = f"{self._what} [{'#' * full}{'.' * (_BAR - full)}] {min(100, done * 100 // total):3d} %"
        if shown != self._shown:
            self._shown = shown
            print("\r" + shown, end="", file=sys.stderr, flush=True)
