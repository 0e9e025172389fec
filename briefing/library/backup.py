"""Copies of a library: made while it is in use, checked before they count, put in place whole."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from briefing.library import diagnose, leftover, migrate, opening
from briefing.library.driver import Connection, DriverError, connect_reader, connect_writer
from briefing.library.faults import BadValue, DamagedLibrary, LibraryLocked, LibraryMissing, LibraryTrouble
from briefing.library.store import Library

Progress = Callable[[int, int], None]

_STEP_PAGES = 512


def _check(copied: Connection, path: Path) -> None:
    """Refuse a copy that is not whole."""
    said = copied.execute("PRAGMA quick_check(1)").fetchone()
    if said is None or said[0] != "ok":
        raise DamagedLibrary(
            f"The copy “{path.name}” is not whole, so it was not used. Try again or use another backup."
        )


def copy(source: Connection, out: Path, progress: Progress | None = None) -> None:
    """Copy an open library to ``out`` in steps: a file beside it, checked, on the disk, then put in its place.

    ``progress(done, total)`` counts pages.

    Raises:
        LibraryTrouble: it could not be made; what was at ``out`` is still there.
    """

    def told(_status: int, left: int, total: int) -> None:
        if progress is not None:
            progress(total - left, total)

    try:
        with tempfile.TemporaryDirectory(prefix=".briefing-", dir=out.parent) as folder:
            made = Path(folder) / "copy"
            target = connect_writer(made, create=True)
            try:
                source.backup(target, pages=_STEP_PAGES, progress=told, sleep=0)
                target.execute("PRAGMA journal_mode=DELETE").fetchall()
                _check(target, out)
            finally:
                target.close()
            _to_disk(made)
            set_aside(out, ("-wal", "-shm"))
            made.replace(out)
            _to_disk(out.parent)
    except DriverError as error:
        raise diagnose.from_driver(error, out) or error from error
    except OSError as error:
        raise diagnose.from_system(error, out) from error


def _to_disk(path: Path) -> None:
    """Make sure a file, or a folder's list of names, has reached the disk."""
    # Folders cannot be opened on Windows; there the rename is on the disk by itself.
    with suppress(PermissionError):
        handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def set_aside(path: Path, endings: tuple[str, ...]) -> list[Path]:
    """Rename a library's files so that nobody takes them for what comes in their place; return their new names.

    A ``-wal`` left behind would be replayed into the file that takes the old one's name.
    """
    moment = f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
    aside = path.with_name(f"{path.stem}.replaced-{moment}{path.suffix}")
    moved: list[Path] = []
    for ending in endings:
        file = opening.beside(path, ending)
        if file.exists():
            moved.append(file.rename(opening.beside(aside, ending)))
    return moved


def backup(library: Library, out: Path, progress: Progress | None = None) -> None:
    """Write a copy of an open library to ``out``; an older file there is replaced only by a complete one.

    Raises:
        BadValue: ``out`` is the library itself.
        LibraryTrouble: it could not be written.
    """
    target = out.expanduser().absolute()
    if target.exists() and library.path.exists() and target.samefile(library.path):
        raise BadValue("A backup needs a name of its own: this is the library itself.")
    if target.is_dir():
        raise BadValue(f"“{target.name}” is a folder. Give the backup a file name.")
    if not target.parent.is_dir():
        raise LibraryMissing(f"There is no folder “{target.parent}”. Choose another place for the backup.")
    copy(library.reader(), target, progress)


def restore(file: Path, onto: Path) -> list[Path]:
    """Put a backup in the place of a library; what was there is kept under another name, which is returned.

    ``onto`` must not be open anywhere.

    Raises:
        LibraryTrouble: the backup cannot be used, or the library is open; then ``onto`` is unchanged.
    """
    source, target = file.expanduser().absolute(), onto.expanduser().absolute()
    if not source.exists():
        raise LibraryMissing(f"There is no backup “{source}”. Check the name.")
    if target.exists() and target.samefile(source):
        raise BadValue("The backup and the library are the same file.")
    if target.is_dir():
        raise BadValue(f"“{target.name}” is a folder. Choose a library file.")
    opening.look(source)
    _refuse_open(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".briefing-", dir=target.parent) as folder:
            made = Path(folder) / target.name
            reader = connect_reader(source)
            try:
                opening.inspect(reader, source)
                copy(reader, made)
            finally:
                reader.close()
            moved = set_aside(target, ("", "-wal", "-shm"))
            made.replace(target)
            _to_disk(target.parent)
    except DriverError as error:
        raise diagnose.from_driver(error, source) or error from error
    except OSError as error:
        raise diagnose.from_system(error, target) from error
    return moved


def _refuse_open(path: Path) -> None:
    """Refuse to replace a library that some program has open (each holds a lock on the file)."""
    # Asked without SQLite, which would write a -wal into the file that is to be kept as it is.
    if leftover.held(path):
        raise LibraryLocked(f"The library “{path.name}” is open. Close it, then restore the backup.")


def format_of(file: Path) -> int:
    """Return the format number of a library file.

    Raises:
        LibraryTrouble: it is not a library.
    """
    opening.look(file)
    reader = connect_reader(file)
    try:
        return migrate.version(reader)
    except DriverError as error:
        trouble = diagnose.from_driver(error, file)
        raise trouble or LibraryTrouble(f"“{file.name}” cannot be read.") from error
    finally:
        reader.close()
