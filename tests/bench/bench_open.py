"""How long until the first page of quotes is there: a library of 20,000 quotes beside an empty one.

``python tests/bench/bench_open.py`` prints the medians of opening the file, reading the numbers of the whole list and
the rows of its first page, and their ratio. Each time in a process of its own, as after a double click.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import many_quotes

from briefing.library import intake
from briefing.library.store import open_library

_OPENING = """
import sys, time
from pathlib import Path
from briefing.library import quotes
from briefing.library.store import open_library
began = time.perf_counter()
library = open_library(Path(sys.argv[1]))
reader = library.reader()
numbers = quotes.numbers(reader)
rows = quotes.rows(reader, numbers[:50])
print(time.perf_counter() - began, len(numbers), len(rows))
assert "sqlmodel" not in sys.modules
"""


def opened(library: Path) -> tuple[float, int]:
    """Return (seconds until the first page is there, quotes in the list) in a new process."""
    done = subprocess.run([sys.executable, "-c", _OPENING, str(library)], capture_output=True, text=True, check=True)
    seconds, listed, _ = done.stdout.split()
    return float(seconds), int(listed)


def main() -> None:
    """Make both libraries, open each in turn, print the medians and their ratio."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quotes", type=int, default=20_000)
    options.add_argument("--times", type=int, default=9)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        empty, full = Path(folder) / "empty.briefing", Path(folder) / "full.briefing"
        open_library(empty).close()
        library = open_library(full)
        intake.import_quotes(library, many_quotes.as_csv(given.quotes), "quotes.csv")
        library.close()
        taken: dict[Path, list[float]] = {empty: [], full: []}
        for _ in range(given.times):
            for file, seconds in taken.items():
                seconds.append(opened(file)[0])
        small, large = (statistics.median(seconds) * 1000 for seconds in taken.values())
        print(f"empty library: {small:.1f} ms; {opened(full)[1]:,} quotes: {large:.1f} ms; ratio {large / small:.2f}")


if __name__ == "__main__":
    main()
