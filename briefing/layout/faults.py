"""What can stop a layout."""

from __future__ import annotations

from collections.abc import Callable


class Cancelled(Exception):
    """The caller's ``cancelled`` said so; nothing was produced."""


class FontMissing(Exception):
    """A font that ships with the program cannot be read; ``args[0]`` is the sentence for the user."""


class NothingToReplace(Exception):
    """There is nothing to make replacement pages of; ``args[0]`` is the sentence for the user."""


def stop_if(cancelled: Callable[[], bool] | None) -> None:
    """Raise `Cancelled` when ``cancelled`` says so."""
    if cancelled is not None and cancelled():
        raise Cancelled
