"""What can go wrong when a book is written to a file, each as a plain sentence that says what to do."""

from __future__ import annotations

import errno
from pathlib import Path


class ExportTrouble(Exception):
    """The PDF could not be written; nothing of it is left and an older file of that name is as it was.

    ``args[0]`` is the sentence for the user.
    """


class DiskFull(ExportTrouble):
    """There is no room for the file."""


class FolderMissing(ExportTrouble):
    """The folder to write into does not exist."""


class NotAllowed(ExportTrouble):
    """The folder or the file may not be written."""


class NotAFile(ExportTrouble):
    """The name given belongs to a folder or a device."""


class FileInUse(ExportTrouble):
    """Another program holds the file (Windows)."""


class BadPassword(ExportTrouble):
    """The password cannot be used for a PDF."""


# Windows: 5 access denied, 32 sharing violation, 33 lock violation, 112 disk full, 39 handle disk full.
_HELD = (5, 32, 33)
_FULL = (39, 112)
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS)


def trouble_with(out: Path, fault: OSError) -> ExportTrouble:
    """Return the plain-sentence form of what the system said while writing ``out``."""
    windows: int | None = getattr(fault, "winerror", None)
    folder = out.absolute().parent
    if fault.errno in _NO_ROOM or windows in _FULL:
        return DiskFull(
            f"There is not enough room to write “{out.name}” into {folder}. "
            "Make room there, or choose another folder. The older file, if there was one, is unchanged."
        )
    if windows in _HELD and out.is_file():
        return FileInUse(
            f"“{out.name}” is open in another program. Close it there and export again, or choose another name."
        )
    if fault.errno in (errno.ENOENT, errno.ENOTDIR):
        return FolderMissing(f"There is no folder {folder}. Create it, or choose another folder.")
    if fault.errno == errno.EISDIR:
        return is_a_folder(out)
    if fault.errno in _REFUSED:
        return NotAllowed(
            f"You may not write into {folder}. Choose another folder, or ask whoever looks after this one."
        )
    if fault.errno == errno.ENAMETOOLONG:
        return NotAllowed("That file name is too long. Choose a shorter one.")
    if fault.errno == errno.EINVAL:
        return is_no_name(out)
    said = fault.strerror or type(fault).__name__
    return ExportTrouble(f"“{out.name}” could not be written: {said}. Try again, or choose another folder.")


def is_no_name(out: Path) -> NotAllowed:
    """Return the trouble that no file can have that name here."""
    shown = "".join(c if c.isprintable() else "?" for c in out.name)
    return NotAllowed(f"A file cannot be named “{shown}” here. Choose another name.")


def is_protected(out: Path) -> NotAllowed:
    """Return the trouble that the file of that name is write-protected."""
    return NotAllowed(f"“{out.name}” is write-protected. Choose another name, or lift the protection first.")


def is_a_folder(out: Path) -> NotAFile:
    """Return the trouble that ``out`` is a folder (or a device), not a file."""
    what = "a folder" if out.is_dir() else "not an ordinary file"
    return NotAFile(f"{out} is {what}. Give a file name, such as {out.name or 'book'}.pdf.")
