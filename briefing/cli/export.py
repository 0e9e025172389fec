"""``briefing export``: a book as a PDF, whole or not at all."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from briefing.cli.asking import Commands, UnusableFile, WrongUse, command, json_option, opened
from briefing.cli.printing import Bar, complain, counted, document
from briefing.cli.profiles import chosen_profile, profile_options, since_edition, since_option


def add_commands(commands: Commands) -> None:
    """Add ``export``."""
    made = command(commands, "export", "write a book as a PDF; OUT is replaced only by a complete file", _export)
    made.add_argument("book", metavar="BOOK", help="its id or a part of its title that no other book has")
    made.add_argument("out", metavar="OUT.pdf")
    profile_options(made)
    made.add_argument("--final", action="store_true", help="no DRAFT in the foot; refused while something stops it")
    since_option(made)
    made.add_argument("--password-stdin", action="store_true", help="lock the file with the first line of stdin")
    json_option(made)


def _password() -> str:
    line = sys.stdin.buffer.readline().rstrip(b"\r\n")
    try:
        found = line.decode()
    except UnicodeDecodeError:
        raise WrongUse("The password on stdin is not UTF-8 text.") from None
    if not found:
        raise WrongUse("There was no password on stdin. Give one line, or leave --password-stdin out.")
    return found


def _export(asked: argparse.Namespace) -> int:
    from briefing.book.checks import check, stops
    from briefing.library import books
    from briefing.library.assemble import assemble
    from briefing.pdf.export import export

    out = Path(asked.out)
    if not out.name or out.is_dir():
        raise UnusableFile(f"{asked.out} is a folder. Give a file name, such as book.pdf.")
    if not out.absolute().parent.is_dir():
        raise UnusableFile(f"There is no folder {out.parent}. Make it, or choose another.")
    password = _password() if asked.password_stdin else ""
    with opened(asked) as library:
        key = books.show(library.reader(), asked.book).id
        profile = replace(chosen_profile(asked, library.reader(), key), final=asked.final)
        book = assemble(library.reader(), key)
        since = since_edition(asked, library.reader(), key)
    if asked.final:
        findings = check(book, profile)
        if stops(findings):
            for finding in findings:
                if finding.severity == "stop":
                    complain(finding.message)
            return 1
    with Bar(f"Writing {out.name}") as bar:
        written = export(book, profile, out, progress=bar, password=password, since=since)
    if asked.json:
        document(written)
    else:
        size = f"{written.bytes / 1000:,.0f} kB"
        print(f"{written.file}: {counted(written.pages, 'page')}, {size}, {written.seconds:.1f} s")
        for warning in written.warnings:
            print(f"  {warning}")
    return 0
