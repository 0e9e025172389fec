"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

from briefing.layout.faults import stop_if
from briefing.pdf.faults import is_a_folder, is_no_name, is_protected, trouble_with

_CHUNK = 1 << 20


def check_place(out: Path) -> Path:
    """Return the file that writing to ``out`` would replace (a link is followed), if it can be there at all.

    Asked before the long work, so that a wrong folder is told at once.

    Raises:
        ExportTrouble: there is no such folder, it or the file may not be written, or ``out`` is not an
            ordinary file.
    """
    try:
        os.fsencode(out)
        if "\0" in str(out):
            raise is_no_name(out)
        place = Path(os.path.realpath(out)) if out.is_symlink() else out
        if not place.name or (place.exists() and not place.is_file()):
            raise is_a_folder(place)
        mode = place.parent.stat().st_mode
        if not stat.S_ISDIR(mode):
            raise NotADirectoryError(20, "not a folder")
        if not os.access(place.parent, os.W_OK | os.X_OK):
            raise PermissionError(13, "no permission")
        if place.exists() and not os.access(place, os.W_OK):
            raise is_protected(place)
    except OSError as fault:
        raise trouble_with(out, fault) from fault
    except ValueError as fault:  # a NUL or half a character in the name
        raise is_no_name(out) from fault
    return place


def write_whole(data: bytes, out: Path, cancelled: Callable[[], bool] | None = None) -> None:
    """Write ``data`` to ``out``: first beside it under a name nobody can guess, then in its place in one step.

    Whatever happens on the way, ``out`` is the old file or the new one, and nothing else is left in the folder.

    Raises:
        ExportTrouble: the system would not write it.
        Cancelled: ``cancelled`` said so before the new file was in place.
    """
    place = check_place(out)
    temporary = place.with_name(f".briefing-{secrets.token_hex(12)}.part")
    try:
        try:
            _write(data, temporary, cancelled)
            if place.exists():
                shutil.copymode(place, temporary)
            temporary.replace(place)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise
        _settle_folder(place.parent)
    except OSError as fault:
        raise trouble_with(out, fault) from fault


def _write(data: bytes, temporary: Path, cancelled: Callable[[], bool] | None) -> None:
    with temporary.open("xb") as file:
        view = memoryview(data)
        for start in range(0, len(view), _CHUNK):
            stop_if(cancelled)
            file.write(view[start : start + _CHUNK])
        file.flush()
        os.fsync(file.fileno())


def _settle_folder(folder: Path) -> None:
    """Make the new name survive a power cut too, where the system offers that (not on Windows)."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):  # some network folders refuse; the file itself is safe already
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
