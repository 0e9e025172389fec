"""``briefing export``: a book as a PDF, whole or not at all."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from briefing.book.profile import LONGEST_WATERMARK, MOST_COPIES
from briefing.cli.asking import Commands, UnusableFile, WrongUse, command, json_option, opened
from briefing.cli.printing import Bar, complain, counted, document
from briefing.cli.profiles import chosen_profile, profile_options, since_edition, since_option
from briefing.text.clean import clean


def add_commands(commands: Commands) -> None:
    """Add ``export``."""
    made = command(commands, "export", "write a book as a PDF; OUT is replaced only by a complete file", _export)
    made.add_argument("book", metavar="BOOK", help="its id or a part of its title that no other book has")
    made.add_argument("out", metavar="OUT.pdf")
    profile_options(made)
    made.add_argument("--final", action="store_true", help="no DRAFT in the foot; refused while something stops it")
    since_option(made)
    made.add_argument(
        "--copy", type=_count, default=0, metavar="N", help="number of this copy, with --copies N of how many"
    )
    made.add_argument(
        "--copies",
        type=_count,
        default=0,
        metavar="N",
        help="how many there are; without --copy all are made: OUT copy 1.pdf and so on",
    )
    made.add_argument("--watermark", default="", metavar="WORDS", help="drawn large behind the text, as for whom it is")
    made.add_argument("--password-stdin", action="store_true", help="lock the file with the first line of stdin")
    json_option(made)


def _count(words: str) -> int:
    if not words.isascii() or not words.isdecimal() or not 1 <= int(words) <= MOST_COPIES:
        raise argparse.ArgumentTypeError(f"{words!r} is no number from 1 to {MOST_COPIES}")
    return int(words)


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
    from briefing.pdf.copies import export_copies
    from briefing.pdf.export import export

    if asked.copies and asked.copy > asked.copies:
        raise WrongUse(f"There is no copy {asked.copy} of {asked.copies}.")
    out = Path(asked.out)
    if not out.name or out.is_dir():
        raise UnusableFile(f"{asked.out} is a folder. Give a file name, such as book.pdf.")
    if not out.absolute().parent.is_dir():
        raise UnusableFile(f"There is no folder {out.parent}. Make it, or choose another.")
    password = _password() if asked.password_stdin else ""
    with opened(asked) as library:
        key = books.show(library.reader(), asked.book).id
        profile = chosen_profile(asked, library.reader(), key)
        words = " ".join(clean(asked.watermark).split())[:LONGEST_WATERMARK]
        profile = replace(profile, final=asked.final, copy=asked.copy, copies=asked.copies, watermark=words)
        book = assemble(library.reader(), key)
        since = since_edition(asked, library.reader(), key)
    if asked.final:
        findings = check(book, profile)
        if stops(findings):
            for finding in findings:
                if finding.severity == "stop":
                    complain(finding.message)
            return 1
    every = bool(asked.copies) and not asked.copy
    with Bar(f"Writing {out.name}") as bar:
        if every:
            made = export_copies(book, profile, out, progress=bar, password=password, since=since)
        else:
            made = (export(book, profile, out, progress=bar, password=password, since=since),)
    if asked.json:
        document({"copies": made} if every else made[0])
        return 0
    for written in made:
        size = f"{written.bytes / 1000:,.0f} kB"
        print(f"{written.file}: {counted(written.pages, 'page')}, {size}, {written.seconds:.1f} s")
    for warning in made[0].warnings:
        print(f"  {warning}")
    return 0
