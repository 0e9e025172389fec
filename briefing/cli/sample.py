"""``briefing sample``: the sample library and book."""

from __future__ import annotations

import argparse

from briefing.cli.asking import Commands, command, json_option, opened
from briefing.cli.printing import document


def add_commands(commands: Commands) -> None:
    """Add ``sample``."""
    made = command(commands, "sample", "add the sample library and the sample G7 book; twice adds nothing", _sample)
    json_option(made)


def _sample(asked: argparse.Namespace) -> int:
    from briefing.library import books
    from briefing.library.sample import add_sample

    with opened(asked) as library:
        before = {row.id for row in books.books(library.reader())}
        book = books.show(library.reader(), add_sample(library))
        if asked.json:
            document({"book": book.id, "title": book.title, "added": book.id not in before})
        elif book.id in before:
            print(f"The sample is in the library already: “{book.title}”.")
        else:
            print(f"Added the sample book “{book.title}”.")
            print("Next: briefing export sample book.pdf".replace("sample", f'"{book.title}"', 1))
    return 0
