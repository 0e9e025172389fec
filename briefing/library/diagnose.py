"""From an error of the driver or the operating system to the known trouble it is, in plain words."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

from briefing.library.driver import error_code
from briefing.library.faults import (
    DamagedLibrary,
    DiskFull,
    LibraryLocked,
    LibraryMissing,
    LibraryTrouble,
    NotALibrary,
    ReadOnlyLibrary,
)

# Primary result codes: https://sqlite.org/rescode.html
_PERM, _BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 3, 5, 6, 8, 10, 11, 13, 14, 26

# One page of memory: SQLite makes its wal index in such pieces.
_LEAST_ROOM = 32768

_SENTENCES: dict[int, tuple[type[LibraryTrouble], str]] = {
    _PERM: (ReadOnlyLibrary, "The library “{name}” may not be changed here. Copy it to a folder of your own."),
    _BUSY: (LibraryLocked, "Another program is writing to the library “{name}”. Close it there, or try again."),
    _LOCKED: (LibraryLocked, "Another program is writing to the library “{name}”. Close it there, or try again."),
    _READONLY: (ReadOnlyLibrary, "The library “{name}” can only be read here. Copy it to a folder of your own."),
    _IOERR: (LibraryTrouble, "The disk did not take or give the data of “{name}”. Check the disk, then try again."),
    _CORRUPT: (DamagedLibrary, "The library “{name}” is damaged. Restore a backup of it."),
    _FULL: (DiskFull, "The disk is full, so nothing was saved to “{name}”. Make room, then try again."),
    _CANTOPEN: (LibraryMissing, "The library “{name}” cannot be opened. Check that its folder is there."),
    _NOTADB: (NotALibrary, "“{name}” is not a Briefing library. It was left unchanged."),
}


def from_driver(error: BaseException, path: Path) -> LibraryTrouble | None:
    """Return the trouble a driver error stands for, or ``None`` when it is a mistake of the program."""
    code = error_code(error) & 0xFF
    # A full disk that cannot even hold the wal index is reported as a disk that fails.
    found = _SENTENCES.get(_FULL if code == _IOERR and _is_full(path) else code)
    if found is None:
        return None
    kind, sentence = found
    return kind(sentence.format(name=path.name))


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _LEAST_ROOM
    except OSError:
        return False


def from_system(error: OSError, path: Path) -> LibraryTrouble:
    """Return the trouble an error of the operating system stands for."""
    name = path.name
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DiskFull(f"The disk is full, so “{name}” could not be written. Make room, then try again.")
    if error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
        return ReadOnlyLibrary(f"You may not use “{path}”. Choose a folder of your own.")
    if error.errno in {errno.ENOENT, errno.ENOTDIR, errno.EEXIST}:
        return LibraryMissing(f"There is no folder “{path.parent}” and it cannot be made. Choose another place.")
    return LibraryTrouble(f"“{name}” cannot be used: {error.strerror or error}. Choose another place.")
