"""A book's values as compressed JSON and back, for editions: what was printed must be readable years later.

Names the program that reads does not know are passed over, names that are missing get the value they have by default,
so that an older or a newer program can read it too.
"""

from __future__ import annotations

import base64
import json
import types
import zlib
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from briefing.book.edition import Trace
from briefing.book.parts import Book
from briefing.book.profile import Profile

_LARGEST = 500_000_000  # bytes of JSON; nothing that unpacks to more is read into memory
Kind = TypeVar("Kind")


class NotFrozen(ValueError):
    """These bytes are no frozen book; ``args[0]`` says so in a sentence."""


def freeze(book: Book, traces: tuple[Trace, ...], made: Profile | None = None) -> bytes:
    """Return a book, its pages' traces and what they were made with as bytes; equal values give equal bytes."""
    data = {"book": _plain(book), "traces": _plain(traces)}
    if made is not None:
        data["made"] = _plain(made)
    return zlib.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))


def thaw(data: bytes) -> tuple[Book, tuple[Trace, ...], Profile | None]:
    """Return what was frozen.

    Raises:
        NotFrozen: the bytes are something else or damaged.
    """
    try:
        unpack = zlib.decompressobj()
        text = unpack.decompress(data, _LARGEST)
        if not unpack.eof:
            raise NotFrozen("What this edition was made of is damaged or too large to read.")
        found = cast("dict[str, Any]", json.loads(text.decode("utf-8", "surrogatepass")))
        made = _value(found["made"], Profile) if found.get("made") is not None else None
        return _value(found["book"], Book), tuple(_value(one, Trace) for one in found.get("traces", ())), made
    except (zlib.error, ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise NotFrozen("What this edition was made of cannot be read.") from fault


def _plain(value: object) -> Any:
    """Return a value as JSON knows it; fields that say what they say by default are left out."""
    if is_dataclass(value) and not isinstance(value, type):
        usual = _usual(type(value))
        held = {field.name: getattr(value, field.name) for field in fields(value)}
        return {name: _plain(one) for name, one in held.items() if name not in usual or one != usual[name]}
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in cast("Mapping[object, object]", value).items()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in cast("tuple[object, ...]", value)]
    return base64.b64encode(value).decode("ascii") if isinstance(value, bytes) else value


@cache
def _usual(kind: type) -> dict[str, object]:
    """Return what the fields of a dataclass are when nobody says anything."""
    return {
        field.name: field.default_factory() if field.default_factory is not MISSING else field.default
        for field in fields(kind)
        if field.default is not MISSING or field.default_factory is not MISSING
    }


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _value(data: Any, kind: type[Kind]) -> Kind:
    """Return the dataclass that plain data stands for."""
    hints = _hints(kind)
    known = {field.name for field in fields(cast("Any", kind))}
    given = {name: _as(value, hints[name]) for name, value in data.items() if name in known}
    return kind(**given)


def _as(data: Any, kind: Any) -> Any:
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return None if data is None else _as(data, next(part for part in parts if part is not type(None)))
    if origin is tuple:
        if len(parts) == 2 and parts[1] is Ellipsis:
            return tuple(_as(one, parts[0]) for one in data)
        return tuple(_as(one, part) for one, part in zip(data, parts, strict=True))
    if origin is not None and issubclass(origin, Mapping):
        return {str(key): _as(one, parts[1]) for key, one in data.items()}
    if is_dataclass(kind):
        return _value(data, cast("type[Any]", kind))
    if kind is bytes:
        return base64.b64decode(data)
    if kind is float and type(data) is int:
        return float(data)
    if kind in (str, int, float, bool) and type(data) is not kind:
        raise TypeError(f"{data!r} is no {kind}")
    return data
