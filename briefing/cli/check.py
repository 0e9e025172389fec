"""``briefing check``: what should be put right before a book goes out."""

from __future__ import annotations

import argparse
from dataclasses import replace

from briefing.cli.asking import Commands, command, json_option, opened
from briefing.cli.printing import document
from briefing.cli.profiles import chosen_profile, profile_options


def add_commands(commands: Commands) -> None:
    """Add ``check``."""
    made = command(commands, "check", "look a book over; exit 1 when something would stop a final export", _check)
    made.add_argument("book", metavar="BOOK", help="its id or a part of its title that no other book has")
    profile_options(made)
    json_option(made)


def _check(asked: argparse.Namespace) -> int:
    from briefing.book.checks import stops
    from briefing.layout.preflight import preflight
    from briefing.library import books, proofs
    from briefing.library.assemble import assemble

    with opened(asked) as library:
        key = books.show(library.reader(), asked.book).id
        profile = replace(chosen_profile(asked, library.reader(), key), final=True)
        book = assemble(library.reader(), key)
        unproven = proofs.doubts(library.reader(), book.statements)
    findings = preflight(book, profile, unproven)
    if asked.json:
        document({"book": book.key, "title": book.title, "stops": stops(findings), "findings": findings})
    else:
        for finding in findings:
            print(f"{'STOP' if finding.severity == 'stop' else 'look'}  {finding.message}")
        stopping = sum(finding.severity == "stop" for finding in findings)
        if not findings:
            print(f"Nothing to put right in “{book.title}”.")
        elif stopping:
            print(f"{len(findings)} to look at, {stopping} of them stop a final export.")
        else:
            print(f"{len(findings)} to look at; none stops a final export.")
    return 1 if stops(findings) else 0
