"""The command line's front door: reads the words, runs the command, turns trouble into one line and a status.

Exit status: 0 done, 1 the answer is "no", 2 wrong use, 3 the library or a file could not be used, 130 interrupted.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

import briefing
from briefing.cli import (
    article,
    book,
    care,
    check,
    edition,
    export,
    person,
    picture,
    quote,
    sample,
    search,
    source,
    topic,
)
from briefing.cli.asking import Parser, UnusableFile, WrongUse
from briefing.cli.printing import complain

_ABOUT = (
    "Collect what people said with proof, find it offline, and put it into a briefing book as a polished PDF. "
    "Without a command the window opens."
)
_INTERRUPTED = 130


def parser() -> Parser:
    """Return the parser of all commands."""
    made = Parser(prog="briefing", description=_ABOUT)
    made.add_argument("--version", action="version", version=f"briefing {briefing.__version__}")
    made.add_argument(
        "--library",
        default="",
        metavar="FILE",
        help="the library to use; else $BRIEFING_LIBRARY, else the one in your data folder (made on first use)",
    )
    commands = made.add_subparsers(dest="command", metavar="COMMAND")
    rooms = (sample, article, search, quote, person, topic, source, picture, book, check, export, edition, care)
    for room in rooms:
        room.add_commands(commands)
    return made


def read(words: Sequence[str]) -> argparse.Namespace:
    """Return what the words ask for; leaves with status 2 when they cannot be followed, 0 after help."""
    return parser().parse_args(words)


def run(asked: argparse.Namespace) -> int:
    """Run a command and return its exit status. Trouble is one line on stderr, never a traceback.

    With ``$BRIEFING_DEBUG`` set a defect of the program is raised instead of told.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    try:
        status = int(asked.run(asked))
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (``| head``) has seen enough; Python must not complain about it while it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        complain("Stopped. Nothing was changed by the part that was not finished.")
        return _INTERRUPTED
    except Exception as fault:
        known = _status(fault)
        if known is None:
            if os.environ.get("BRIEFING_DEBUG"):
                raise
            return _defect(fault)
        complain(_in_words(fault))
        return known
    return status


def _in_words(fault: Exception) -> str:
    """Return what known trouble says: its own sentence, or one about the file the system could not use."""
    if isinstance(fault, OSError) and fault.filename:
        return (
            f"“{fault.filename}” cannot be used: {fault.strerror}. If it is part of Briefing, install Briefing again."
        )
    return str(fault) if isinstance(fault, OSError) or not fault.args else str(fault.args[0])


def _defect(fault: Exception) -> int:
    """Say in one line that the program itself failed, keep the details in the user's folder, and return 3."""
    import traceback

    from briefing.paths import data_folder

    log = data_folder() / "command-line.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as kept:
            kept.write("".join(traceback.format_exception(fault)) + "\n")
        where = f"The details are in {log}."
    except OSError:
        where = "Set BRIEFING_DEBUG=1 to see the details."
    complain(f"This is a fault of the program ({type(fault).__name__}); nothing was half written. {where}")
    return 3


def _status(fault: Exception) -> int | None:
    """Return the exit status that known trouble ends with, ``None`` for a defect of ours."""
    from briefing.library.faults import BadValue, LibraryTrouble, NotFound

    if isinstance(fault, WrongUse | BadValue | NotFound):
        return 2
    if isinstance(fault, UnusableFile | LibraryTrouble | OSError):
        return 3
    from briefing.layout.faults import Cancelled, FontMissing, NothingToReplace
    from briefing.pdf.faults import ExportTrouble
    from briefing.sources.article import Unreadable

    if isinstance(fault, NothingToReplace):
        return 1
    if isinstance(fault, Cancelled):
        return _INTERRUPTED
    return 3 if isinstance(fault, ExportTrouble | FontMissing | Unreadable) else None
