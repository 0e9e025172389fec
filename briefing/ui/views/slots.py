"""Slots that do not care what a signal carries."""

from __future__ import annotations

from collections.abc import Callable


def plain(*calls: Callable[[], object]) -> Callable[..., None]:
    """Return a slot that makes the calls one after the other, whatever the signal hands over."""

    def slot(*_carried: object) -> None:
        for call in calls:
            call()

    return slot
