"""What goes into a row: ids, moments, and the values people give, cleaned and checked at this one door."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from os import urandom
from typing import Any
from uuid import uuid4

from briefing.library.faults import BadValue
from briefing.text import clean, dates

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
# The first digit of a UUID's fourth group says which kind it is: its two high bits are 10.
_VARIANT = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}
_TWO_DIGITS: tuple[str, ...] = tuple(first + second for first in _DIGITS for second in _DIGITS)


def new_id() -> str:
    """Return a new UUID4 in 32 hex characters."""
    return uuid4().hex


def new_ids(count: int) -> list[str]:
    """Return new UUID4s (RFC 9562, section 5.4), made in one go: for files of very many rows."""
    digits = urandom(16 * count).hex()
    return [
        f"{digits[at : at + 12]}4{digits[at + 13 : at + 16]}{_VARIANT[digits[at + 16]]}{digits[at + 17 : at + 32]}"
        for at in range(0, 32 * count, 32)
    ]


def now() -> str:
    """Return this moment, ISO 8601 UTC to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def handle_of(key: str, length: int = 8) -> str:
    """Return the handle a quote's id gives: its last ``length`` digits in base 36."""
    left: int = int(key, 16) % 36 ** (length + 1)
    made = ""
    for _ in range((length + 1) // 2):
        left, digits = divmod(left, 1296)
        made = _TWO_DIGITS[digits] + made
    return made[-length:]


def name(value: str, what: str) -> str:
    """Return a name on one line.

    Raises:
        BadValue: nothing is left of it.
    """
    found = clean.one_line(value)
    if not found:
        raise BadValue(f"{what} cannot be empty.")
    return found


def day(value: str, what: str) -> tuple[str, str]:
    """Return (ISO date, precision) of a date as a person writes it; ``("", "")`` for none.

    Raises:
        BadValue: it is not a date.
    """
    try:
        return dates.parse(value)
    except dates.BadDate as error:
        raise BadValue(f"{what}: {error}") from error


def one_of(value: str, allowed: Collection[str], what: str) -> str:
    """Return ``value`` when it is allowed.

    Raises:
        BadValue: it is not.
    """
    if value not in allowed:
        raise BadValue(f"{what} cannot be “{value}”. Choose one of: {', '.join(one or '(none)' for one in allowed)}.")
    return value


def tidy(fields: Mapping[str, Any], allowed: Collection[str], long: Collection[str] = ()) -> dict[str, Any]:
    """Return given fields with their text cleaned: on one line, or with lines kept for those in ``long``.

    Raises:
        BadValue: a field does not exist or may not be set.
    """
    made: dict[str, Any] = {}
    for field, value in fields.items():
        if field not in allowed:
            raise BadValue(f"“{field}” cannot be changed.")
        if isinstance(value, bool):
            made[field] = int(value)
        elif value and isinstance(value, str):
            made[field] = clean.clean(value) if field in long else clean.one_line(value)
        else:
            made[field] = value
    return made
