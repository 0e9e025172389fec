"""How long a book takes as PDF, by us and by others: CPU time and memory of a fresh process each, the same text.

Run as a script: ``python tests/bench/bench_export.py [--full] [--runs N]``. ``--full`` adds 1,000 pages and the slow
programs (one run each, up to 300 pages). Typst is the measure of the ratios. It sets the same fonts, measure, leading
and breaks as our staff profile and writes tags, as it does by default; our file has an index and running section
titles beside that.
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
sys.path.insert(0, str(ROOT))
from tests.bench import peers  # noqa: E402 - only now can it be found

SIZES = {30: 6, 100: 20, 300: 60, 1000: 200}
MEMORY_LIMIT = 400.0
SLOW = ("weasyprint", "libreoffice", "platypus")
SLOW_PAGES = 300


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
    if chosen.child:
        _child(*chosen.child)
        return 0
    if not hasattr(os, "wait4"):
        print("This system does not tell what a child process used; nothing measured.")
        return 0
    typst = importlib.util.find_spec("typst") is not None
    if not typst:
        print("typst: not measured (pip install typst)")
    slow = [program for program in SLOW if chosen.full and not peers.missing(program)]
    for program in SLOW if chosen.full else ():
        if why := peers.missing(program):
            print(f"{program}: not measured ({why})")
    print(
        f"{'about':>6} {'program':11} {'CPU s':>7} {'MB':>6} {'kB':>7} {'pages':>6} {'ms/page':>8} {'further':>8} "
        f"{'CPU ratio':>10} {'memory':>7}"
    )
    fits = True
    before: dict[str, Measured] = {}
    for pages in SIZES if chosen.full else [30, 100, 300]:
        found = _compare(pages, chosen.runs, ["briefing", "typst"] if typst else ["briefing"], slow)
        fits = fits and (pages > 300 or found["briefing"].memory < MEMORY_LIMIT)
        for program, row in found.items():
            _print_row(pages, program, row, found.get("typst"), before.get(program))
        before = found
    return 0 if fits else 1


def _compare(pages: int, runs: int, programs: list[str], slow: list[str]) -> dict[str, Measured]:
    """Return what each program took; ``slow`` ones are run once and not for longer books."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        sources = {"briefing": place / "book.pickle", "typst": place / "book.typ"}
        made = [sys.executable, __file__, "--child", "write", str(SIZES[pages]), str(place)]
        subprocess.run(made, check=True)
        results: dict[str, list[Measured]] = {program: [] for program in programs}
        # As installed: Python compiled before, in the first run, which does not count; files in the system's cache.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(place / "compiled")
        for _ in range(runs + 1):
            for program in programs:
                results[program].append(_measure(program, str(sources[program]), place / f"{program}.pdf"))
        found = {program: _median(measured[1:]) for program, measured in results.items()}
        for program in slow if pages <= SLOW_PAGES else ():
            found[program] = _measure(program, str(SIZES[pages]), place / f"{program}.pdf")
    return found


def _median(runs: list[Measured]) -> Measured:
    cpu = statistics.median(run.cpu for run in runs)
    return Measured(cpu, max(run.memory for run in runs), runs[0].size, runs[0].pages)


def _print_row(pages: int, name: str, row: Measured, typst: Measured | None, before: Measured | None) -> None:
    """Print a row; ``further`` is what each page beyond the book before took: the same where cost is linear."""
    further = f"{1000 * (row.cpu - before.cpu) / (row.pages - before.pages):8.1f}" if before else " " * 8
    ratios = f"{row.cpu / typst.cpu:10.2f} {row.memory / typst.memory:7.2f}" if typst else ""
    print(
        f"{pages:6} {name:11} {row.cpu:7.2f} {row.memory:6.0f} {row.size:7.0f} {row.pages:6} "
        f"{1000 * row.cpu / row.pages:8.1f} {further} {ratios}",
        flush=True,
    )


def _measure(program: str, source: str, out: Path) -> Measured:
    """Run one export in a process of its own and ask the system what it, and what it started, used."""
    started = subprocess.Popen([sys.executable, __file__, "--child", program, source, str(out)])
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
    elif program in SLOW:
        peers.make(program, int(source), Path(out).parent, Path(out))
    else:
        from tests.bench.long_book import content, long_book

        book, text = long_book(int(source))
        Path(out, "book.pickle").write_bytes(pickle.dumps(book))
        Path(out, "book.typ").write_text(text, encoding="utf-8")
        Path(out, "book.html").write_text(peers.html(*content(int(source))), encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
