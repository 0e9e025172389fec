"""How long a book takes as PDF, by us and by Typst: CPU time and memory of a fresh process each, same text and fonts.

Run as a script: ``python tests/bench/bench_export.py [--full] [--runs N]``. ``--full`` adds 1,000 pages.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import pickle
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SIZES = {30: 6, 100: 20, 300: 60, 1000: 200}
MEMORY_LIMIT = 400.0


@dataclass(frozen=True)
class Measured:
    """One program on one book: CPU seconds, peak memory in MB, file size in kB, pages."""

    cpu: float
    memory: float
    size: float
    pages: int


def main() -> int:
    """Print the table; return 1 when 300 pages took more memory than allowed."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--full", action="store_true", help="also 1,000 pages")
    reader.add_argument("--runs", type=int, default=3, help="runs of each, of which the median counts")
    reader.add_argument("--child", nargs=3, metavar=("PROGRAM", "INPUT", "OUTPUT"), help=argparse.SUPPRESS)
    chosen = reader.parse_args()
    sys.path.insert(0, str(ROOT))
    if chosen.child:
        _child(*chosen.child)
        return 0
    if not hasattr(os, "wait4"):
        print("This system does not tell what a child process used; nothing measured.")
        return 0
    typst = importlib.util.find_spec("typst") is not None
    if not typst:
        print("Typst is not installed (pip install typst): our figures only.")
    print(f"{'about':>6} {'program':9} {'CPU s':>7} {'MB':>6} {'kB':>7} {'pages':>6} {'CPU ratio':>10} {'memory':>7}")
    fits = True
    for pages in SIZES if chosen.full else [30, 100, 300]:
        ours, theirs = _compare(pages, chosen.runs, typst)
        fits = fits and (pages > 300 or ours.memory < MEMORY_LIMIT)
        _print_row(pages, "briefing", ours, theirs)
        if theirs is not None:
            _print_row(pages, "typst", theirs, None)
    return 0 if fits else 1


def _compare(pages: int, runs: int, typst: bool) -> tuple[Measured, Measured | None]:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        book, source = place / "book.pickle", place / "book.typ"
        made = [sys.executable, __file__, "--child", "write", str(SIZES[pages]), str(place)]
        subprocess.run(made, check=True)
        results: dict[str, list[Measured]] = {"briefing": [], "typst": []}
        # As installed: Python compiled before, in the first run, which does not count; files in the system's cache.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(place / "compiled")
        for _ in range(runs + 1):
            results["briefing"].append(_measure("briefing", book, place / "ours.pdf"))
            if typst:
                results["typst"].append(_measure("typst", source, place / "typst.pdf"))
        results = {program: measured[1:] for program, measured in results.items()}
    return _median(results["briefing"]), _median(results["typst"]) if typst else None


def _median(runs: list[Measured]) -> Measured:
    cpu = statistics.median(run.cpu for run in runs)
    return Measured(cpu, max(run.memory for run in runs), runs[0].size, runs[0].pages)


def _print_row(pages: int, name: str, row: Measured, other: Measured | None) -> None:
    ratios = f"{row.cpu / other.cpu:10.2f} {row.memory / other.memory:7.2f}" if other else f"{'':18}"
    print(f"{pages:6} {name:9} {row.cpu:7.2f} {row.memory:6.0f} {row.size:7.0f} {row.pages:6} {ratios}", flush=True)


def _measure(program: str, source: Path, out: Path) -> Measured:
    """Run one export in a process of its own and ask the system what it used."""
    started = subprocess.Popen([sys.executable, __file__, "--child", program, str(source), str(out)])
    _pid, status, used = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode:
        raise SystemExit(f"{program} failed on {source}")
    kilo = 1 if sys.platform != "darwin" else 1024
    return Measured(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024 / kilo, out.stat().st_size / 1000, _pages(out))


def _pages(file: Path) -> int:
    import pikepdf

    with pikepdf.open(file) as pdf:
        return len(pdf.pages)


def _child(program: str, source: str, out: str) -> None:
    if program == "briefing":
        from briefing.book.profile import PROFILES
        from briefing.pdf.export import export

        export(pickle.loads(Path(source).read_bytes()), PROFILES["staff"], Path(out))
    elif program == "typst":
        typst: Any = importlib.import_module("typst")
        from tests.bench.long_book import fonts_folder

        typst.compile(source, output=out, font_paths=[fonts_folder()], ignore_system_fonts=True)
    else:
        from tests.bench.long_book import long_book

        book, text = long_book(int(source))
        Path(out, "book.pickle").write_bytes(pickle.dumps(book))
        Path(out, "book.typ").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
