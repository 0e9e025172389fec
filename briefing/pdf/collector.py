"""Python's garbage collector, held back while a book is made.

A long book is some hundred thousand small objects without a cycle among them that live until the file is written;
looking through them again and again cost a fifth of the export.
"""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_holding = 0
_was_on = False


@contextmanager
def collector_held_back() -> Generator[None]:
    """Switch cycle collection off for the length of a with block; blocks may overlap, in any threads."""
    global _holding, _was_on  # noqa: PLW0603 - the collector itself is one per process
    with _lock:
        if _holding == 0:
            _was_on = gc.isenabled()
            gc.disable()
        _holding += 1
    try:
        yield
    finally:
        with _lock:
            _holding -= 1
            if _holding == 0 and _was_on:
                if not gc.get_freeze_count():
                    # Counts what was made meanwhile as old, or the first new object would set off a look at all of it.
                    gc.freeze()
                    gc.unfreeze()
                gc.enable()
