"""How fast a file of quotes comes in: rows a second, beside ``executemany`` into the same tables and index.

``python tests/bench/bench_import.py`` takes 20,000 quotes, ``--full`` 100,000, ``--quotes N`` any number. The raw
side gets every row ready made (ids, hashes, the index's terms), in one transaction on the same kind of file: what it
takes is what SQLite takes. It writes without a ``-wal``, which spares it copying every page a second time, and notes
nothing for undo. Our side reads the CSV, checks and cleans every value, looks for duplicates, notes the undo
step and makes the terms. CPU time of the process, the better of the runs, which take turns (``--runs``).
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import many_quotes

from briefing.library import intake, search_entry, search_index
from briefing.library.driver import Connection, connect_writer
from briefing.library.store import open_library

_TABLES = ("person", "person_alias", "topic", "source", "quote", "quote_topic", "quote_indexed", "quote_word")


@contextmanager
def cpu(told: list[float]) -> Generator[None]:
    """Add the CPU seconds of a ``with`` to ``told``."""
    began = time.process_time()
    yield
    told.append(time.process_time() - began)


def raw_rows(reader: Connection) -> dict[str, tuple[str, list[tuple[Any, ...]]]]:
    """Return for each table the statement and the rows that make what the import made."""
    made: dict[str, tuple[str, list[tuple[Any, ...]]]] = {}
    for table in _TABLES:
        names = [row[1] for row in reader.execute(f"PRAGMA table_xinfo({table})") if row[6] == 0]
        marks = ",".join("?" * len(names))
        rows = reader.execute(f"SELECT {','.join(names)} FROM {table}").fetchall()
        made[table] = (f"INSERT INTO {table}({','.join(names)}) VALUES ({marks})", rows)
    numbers = [n for (n,) in reader.execute("SELECT n FROM quote ORDER BY order_key")]
    made["quote_search"] = (search_entry.INSERT, list(search_index.rows(reader, numbers)))
    return made


def main() -> None:
    """Import in a temporary folder, then write the same rows raw, and print both speeds."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quotes", type=int, default=20_000)
    options.add_argument("--runs", type=int, default=2)
    options.add_argument("--full", action="store_true", help="100,000 quotes")
    given = options.parse_args()
    count = 100_000 if given.full else given.quotes
    data = many_quotes.as_csv(count)
    ours: list[float] = []
    theirs: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        for run in range(given.runs):
            library = open_library(Path(folder) / f"ours{run}.briefing")
            with cpu(ours):
                done = intake.import_quotes(library, data, "quotes.csv")
            assert done.added == count, done
            made = raw_rows(library.reader())
            library.close()
            file = Path(folder) / f"raw{run}.briefing"
            open_library(file).close()
            writer = connect_writer(file)
            writer.execute("INSERT INTO quote_search(quote_search, rank) VALUES ('hashsize', ?)", (64 << 20,))
            with cpu(theirs):
                writer.execute("BEGIN IMMEDIATE")
                for sql, rows in made.values():
                    writer.executemany(sql, rows)
                writer.execute("COMMIT")
            writer.close()
    print(f"{count:,} quotes, {len(data) / 1e6:.1f} MB of CSV")
    print(f"import          {count / min(ours):10,.0f} rows/s")
    print(f"raw executemany {count / min(theirs):10,.0f} rows/s    ratio {min(theirs) / min(ours):.2f}")


if __name__ == "__main__":
    main()
