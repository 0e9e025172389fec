"""What a person writes on the command line: the parser's manners, and words read as dates, files and names.

Everything here refuses before anything is written: ``WrongUse`` ends with exit status 2, ``UnusableFile`` with 3.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, Protocol, TypeVar

if TYPE_CHECKING:
    from briefing.library.driver import Connection
    from briefing.library.store import Library

# No article and no list of quotes may be larger (bytes): nothing more than this is ever read into memory.
_LARGEST = 50_000_000
Run = Callable[[argparse.Namespace], int]


class WrongUse(Exception):
    """The words cannot be followed; ``args[0]`` says why."""


class UnusableFile(Exception):
    """A file cannot be read or written; ``args[0]`` says why and what to do."""


class Parser(argparse.ArgumentParser):
    """An argument parser that takes no abbreviated options and complains in one line."""

    def __init__(self, **settings: object) -> None:
        super().__init__(**{**settings, "allow_abbrev": False})  # pyright: ignore[reportArgumentType]

    def error(self, message: str) -> NoReturn:
        """Print what is wrong on stderr and leave with status 2."""
        print(f"briefing: {message}. See: {self.prog} --help", file=sys.stderr)
        raise SystemExit(2)


class Commands(Protocol):
    """What commands are added to: the parser itself or a noun of it."""

    def add_parser(self, name: str, *, help: str, description: str) -> Parser:
        """Return the parser of a new command."""
        ...


def command(commands: Commands, name: str, says: str, run: Run) -> Parser:
    """Add a command that runs ``run``; ``says`` is its line in the help."""
    made = commands.add_parser(name, help=says, description=says[:1].upper() + says[1:] + ".")
    made.set_defaults(run=run)
    return made


def noun(commands: Commands, name: str, says: str) -> Commands:
    """Add a noun (``book``) whose verbs (``list``) are commands of their own."""
    made = commands.add_parser(name, help=says, description=says[:1].upper() + says[1:] + ".")
    return made.add_subparsers(dest="verb", metavar="VERB", required=True)  # pyright: ignore[reportReturnType]


def json_option(parser: Parser) -> None:
    """Let a command print JSON."""
    parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")


def day(words: str) -> str:
    """Return a date as ISO 8601 (``2025-05-25``); raises what argparse reports."""
    from briefing.text.dates import BadDate, parse

    try:
        return parse(words)[0]
    except BadDate as fault:
        raise argparse.ArgumentTypeError(str(fault).rstrip(".")) from None


def count(words: str) -> int:
    """Return a whole number of at least one; raises what argparse reports."""
    if not words.isdecimal() or not 0 < len(words) < 8 or int(words) == 0:
        raise argparse.ArgumentTypeError(f"“{words}” is not a whole number above zero")
    return int(words)


def library_file(asked: argparse.Namespace) -> Path:
    """Return the library named on the command line or by the environment, else the user's own."""
    from briefing.paths import default_library

    return Path(asked.library) if asked.library else default_library()


@contextmanager
def opened(asked: argparse.Namespace) -> Generator[Library]:
    """Open the library for the length of a ``with``; it is made when it is not there.

    Raises:
        LibraryTrouble: it cannot be opened.
    """
    from briefing.library.store import open_library

    library = open_library(library_file(asked))
    for notice in library.notices:
        print(f"briefing: {notice}", file=sys.stderr)
    try:
        yield library
    finally:
        library.close()


def content(name: str) -> bytes:
    """Return the bytes of a file, those of stdin for ``-``.

    Raises:
        UnusableFile: there is no such file, it may not be read, or it is too large.
    """
    path = Path(name)
    try:
        if name == "-":
            found = sys.stdin.buffer.read(_LARGEST + 1)
        elif path.is_dir():
            raise UnusableFile(f"{name} is a folder. Name a file.")
        else:
            with path.open("rb") as file:
                found = file.read(_LARGEST + 1)
    except FileNotFoundError:
        raise UnusableFile(f"There is no file {name}. Check the name and try again.") from None
    except OSError as fault:
        raise UnusableFile(f"{name} cannot be read: {fault.strerror}.") from None
    if len(found) > _LARGEST:
        raise UnusableFile(f"{name} is larger than {_LARGEST // 1_000_000} MB. Cut it into smaller files.")
    return found


def text_of(name: str) -> str:
    """Return a file's text, or raise ``UnusableFile`` when it is not UTF-8 text."""
    try:
        return content(name).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnusableFile(f"{name} is not text in UTF-8. Save it as UTF-8 and try again.") from None


class Named(Protocol):
    """Something of the library with an id."""

    @property
    def id(self) -> str:
        """The id."""
        ...


Thing = TypeVar("Thing", bound=Named)


def one_of(things: Iterable[Thing], wanted: str, name: Callable[[Thing], str], what: str) -> Thing:
    """Return the thing with this id, this very name, or the only one with this in its name.

    Raises:
        WrongUse: there is none, or there are several.
    """
    from briefing.text.folding import fold

    known = list(things)
    for thing in known:
        if thing.id == wanted:
            return thing
    sought = fold(wanted)
    same: Sequence[Thing] = [thing for thing in known if fold(name(thing)) == sought]
    found = same or [thing for thing in known if sought and sought in fold(name(thing))]
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(f"“{name(thing)}” ({thing.id[:8]}…)" for thing in found[:4])
        raise WrongUse(f"“{wanted}” could mean several {what}s: {listed}. Give more of the name, or the id.")
    raise WrongUse(f"There is no {what} “{wanted}” in the library.")


def person_id(library: Library, name: str) -> str:
    """Return the id of the person of this name (in any spelling), added when the library has none."""
    from briefing.library import people

    found = people.find(library.reader(), name)
    return found.id if found else people.add(library, name)


def source_id(reader: Connection, wanted: str) -> str:
    """Return the id of the source with this id or part of its title.

    Raises:
        WrongUse: there is none, or there are several.
    """
    from briefing.library import sources

    return one_of(sources.sources(reader), wanted, lambda source: source.title, "source").id
