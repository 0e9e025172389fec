"""``briefing backup``, ``restore``, ``verify`` and ``info``: looking after the library file."""

from __future__ import annotations

import argparse
from pathlib import Path

from briefing.cli.asking import Commands, command, json_option, library_file, opened
from briefing.cli.printing import Bar, document, pairs


def add_commands(commands: Commands) -> None:
    """Add ``backup``, ``restore``, ``verify`` and ``info``."""
    made = command(commands, "backup", "write a checked copy of the library to OUT", _backup)
    made.add_argument("out", metavar="OUT")
    json_option(made)
    made = command(
        commands, "restore", "put a backup in the library's place; what was there is kept beside it", _restore
    )
    made.add_argument("file", metavar="FILE")
    made = command(commands, "verify", "check the library file; exit 3 and what to do when it is damaged", _verify)
    json_option(made)
    made = command(commands, "info", "say what the library holds", _info)
    json_option(made)


def _backup(asked: argparse.Namespace) -> int:
    from briefing.library.backup import backup

    out = Path(asked.out)
    with opened(asked) as library, Bar("Backing up") as bar:
        backup(library, out, bar)
    if asked.json:
        document({"file": out, "bytes": out.stat().st_size})
    else:
        print(f"Wrote {out} ({out.stat().st_size / 1000:,.0f} kB).")
    return 0


def _restore(asked: argparse.Namespace) -> int:
    from briefing.library.backup import restore

    file = Path(asked.file)
    onto = library_file(asked)
    aside = restore(file, onto)
    print(f"Restored {onto} from {file}.")
    for kept in aside:
        print(f"  What was there is kept as {kept}")
    return 0


def _verify(asked: argparse.Namespace) -> int:
    from briefing.library.verify import verify

    with opened(asked) as library, Bar("Checking") as bar:
        faults = verify(library.reader(), bar)
    if asked.json:
        document({"whole": not faults, "faults": faults})
    elif not faults:
        print("The library is whole.")
    else:
        for fault in faults:
            print(f"{fault.what} {fault.advice}".strip())
    return 3 if faults else 0


def _info(asked: argparse.Namespace) -> int:
    from briefing.library.info import info

    with opened(asked) as library:
        known = info(library.reader())
    if asked.json:
        document(known)
    else:
        pairs([(name.replace("_", " ").capitalize(), value) for name, value in known.items()])
    return 0
