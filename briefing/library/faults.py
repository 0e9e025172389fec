"""Every known trouble with a library, each carrying a plain sentence that says what to do."""

from __future__ import annotations


class LibraryTrouble(Exception):
    """The library cannot do what was asked. ``args[0]`` is the sentence for the user."""


class NotALibrary(LibraryTrouble):
    """The file is something else; it was left unchanged."""


class NewerLibrary(LibraryTrouble):
    """A newer version of the program wrote the file; it was left unchanged."""


class ReadOnlyLibrary(LibraryTrouble):
    """The file or its folder may only be read."""


class DamagedLibrary(LibraryTrouble):
    """The file is a library but parts of it cannot be read or trusted."""


class LibraryLocked(LibraryTrouble):
    """Another program is writing to the library."""


class DiskFull(LibraryTrouble):
    """There was no room to write; nothing was changed."""


class LibraryMissing(LibraryTrouble):
    """The file is not where it was, or cannot be made there."""


class BadValue(ValueError):
    """A value a person gave is refused; the sentence says which and why."""


class NotProven(BadValue):
    """Words are not in the text of their source as somebody's own; they are kept only with a reason."""


class NotFound(LookupError):
    """What was asked for is not in the library; the sentence says what."""
