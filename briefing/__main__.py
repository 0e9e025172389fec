"""The program's front door: words on the command line mean the command line, none means the window.

A library file alone (what a file manager hands over) opens the window on it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(words: Sequence[str] | None = None) -> int:
    """Run the program with the words given (those of the process when ``None``) and return its exit status."""
    given = list(sys.argv[1:] if words is None else words)
    if not given or (len(given) == 1 and given[0].endswith(".briefing")):
        return _window("".join(given))
    try:
        from briefing.cli.entry import read, run

        asked = read(given)
    except KeyboardInterrupt:
        return 130
    return run(asked) if asked.command else _window(asked.library)


def _window(library: str) -> int:
    from pathlib import Path

    from briefing.app import open_app

    return open_app(Path(library) if library else None)


if __name__ == "__main__":
    sys.exit(main())
