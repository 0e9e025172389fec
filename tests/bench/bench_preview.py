"""How long the pages take after one key: a library with a book of 300 pages, one sign typed into a section.

``python tests/bench/bench_preview.py`` prints the medians, each beside the floor of the same run: the time PDFium needs
to draw one page, below which nobody can be. Beside each stage its part of the way from the key to the page: reading
the book from the library, composing it with everything else kept, a page drawn; then finding, the whole file, memory
while 1,000 pages are looked through, and the longest the window waited while the book was composed for the first time.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from long_book import long_book

from briefing.book.parts import Book
from briefing.book.profile import PROFILES
from briefing.layout.compose import Composer
from briefing.library import books, people, quotes, sections, sources
from briefing.library.assemble import assemble
from briefing.library.quotes import NewQuote
from briefing.library.store import Library, open_library
from briefing.pdf.collector import collector_held_back
from briefing.pdf.export import render
from briefing.ui.views.proof import Proof, proof_of

STAFF = PROFILES["staff"]
_SCALE = 1.5
# A tick asks for the window's thread this often, in seconds.
_TICK = 0.005


@dataclass(frozen=True)
class Filled:
    """The library's book, and the sections of it in order."""

    book: str
    sections: list[str]


def fill(library: Library, made: Book) -> Filled:
    """Put a made-up book into a library, with its people, sources and quotes."""
    with library.writing("Fill"):
        keys = {key: people.add(library, one.name, role=one.role) for key, one in made.people.items()}
        kept = {
            key: sources.add(library, one.title, publisher=one.publisher, published_on=one.published_on, url=one.url)
            for key, one in made.sources.items()
        }
        quotes.add_many(
            library,
            [
                NewQuote(
                    one.text,
                    person_id=keys[one.person_key],
                    source_id=kept[one.source_key],
                    said_on=one.said_on,
                    language=one.language,
                    handle=one.handle,
                )
                for one in made.statements.values()
            ],
        )
        book = books.add(library, made.title, template="", event=made.event, dates=made.dates)
        ids = [sections.add(library, book, title=one.title, body=one.body) for one in made.sections]
    return Filled(book, ids)


def timed(call: Callable[[], object], times: int) -> tuple[float, float]:
    """Return the medians of wall and CPU time in milliseconds."""
    wall: list[float] = []
    cpu: list[float] = []
    for _ in range(times):
        began, used = time.perf_counter(), time.process_time()
        call()
        wall.append((time.perf_counter() - began) * 1000)
        cpu.append((time.process_time() - used) * 1000)
    return statistics.median(wall), statistics.median(cpu)


def after_a_key(library: Library, filled: Filled, times: int) -> dict[str, tuple[float, float]]:
    """Return what each stage takes after a sign was typed into a section in the middle."""
    composer = Composer()
    section = filled.sections[len(filled.sections) // 2]
    body = sections.body(library.reader(), section)
    state: list[Proof] = []
    typed = 0

    def read() -> Book:
        return assemble(library.reader(), filled.book, {section: f"{body}{'x' * typed}"})

    def set_pages(book: Book) -> Proof:
        with collector_held_back():
            return proof_of(composer.compose(book, STAFF))

    def key() -> None:
        nonlocal typed
        typed += 1
        proof = set_pages(read())
        proof.sheets.draw(proof.where[section], _SCALE)
        state[:] = [proof]

    key()
    print(f"{len(state[0].sections)} pages, {len(filled.sections)} sections, {len(read().statements)} quotes")
    floor = timed(lambda: state[0].sheets.draw(state[0].where[section], _SCALE), times)
    found = {
        "a page drawn (the floor)": floor,
        "from the key to the page": timed(key, times),
        "- reading": timed(read, times),
    }

    def compose() -> None:
        nonlocal typed
        typed += 1
        state[:] = [set_pages(books_read[typed % 2])]

    books_read = [read(), assemble(library.reader(), filled.book, {section: f"{body}\n\nmore"})]
    found["- composing"] = timed(compose, times)
    found["finding a word nowhere"] = timed(lambda: state[0].sheets.find("nowhere at all"), 1)
    found["finding another"] = timed(lambda: state[0].sheets.find("nor this one"), 1)
    folios = composer.compose(read(), STAFF)
    found["the whole file written"] = timed(lambda: render(folios), 3)
    return found


def longest_wait(library: Library, filled: Filled) -> tuple[float, float]:
    """Return the longest a ticking window waited while the book was composed in a worker, and how long that took."""
    from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

    from briefing.ui.jobs import Jobs

    app = QCoreApplication.instance() or QCoreApplication([])
    jobs, loop, ticks = Jobs(app), QEventLoop(), [time.perf_counter()]

    def work() -> None:
        with collector_held_back():
            render(Composer().compose(assemble(library.reader(), filled.book), STAFF))

    timer = QTimer(app, interval=round(_TICK * 1000))
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    timer.start()
    began = time.perf_counter()
    jobs.latest("bench", work, lambda _done: loop.quit())
    loop.exec()
    timer.stop()
    jobs.close()
    waits = [after - before for before, after in pairwise(ticks)]
    return max(waits) * 1000, (time.perf_counter() - began) * 1000


def looked_through(count: int) -> None:
    """Print the memory a process takes that draws every page of a long book, at a quarter of the way and at the end."""
    made, _ = long_book(count)
    proof = proof_of(Composer().compose(made, STAFF))
    pages = len(proof.sections)
    for number in range(pages):
        proof.sheets.draw(number, 1.0)
        if number in (pages // 4, pages - 1):
            print(number + 1, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


def main() -> None:
    """Make the library, measure, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sections", type=int, default=45)
    options.add_argument("--times", type=int, default=7)
    options.add_argument("--look", type=int, default=0, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.look:
        looked_through(given.look)
        return
    with tempfile.TemporaryDirectory() as folder:
        library = open_library(Path(folder) / "long.briefing")
        filled = fill(library, long_book(given.sections)[0])
        found = after_a_key(library, filled, given.times)
        floor = found["a page drawn (the floor)"]
        for name, (wall, cpu) in found.items():
            print(f"{name:28s} {wall:8.1f} ms, CPU {cpu:8.1f} ms, {cpu / floor[1]:6.1f} × the floor")
        longest, whole = longest_wait(library, filled)
        print(f"{'longest wait of the window':28s} {longest:8.1f} ms while a first export took {whole:.0f} ms")
        library.close()
    again = [sys.executable, __file__, "--look", str(round(given.sections * 3.35))]
    (early, some), (late, most) = (
        line.split() for line in subprocess.run(again, capture_output=True, text=True, check=True).stdout.splitlines()
    )
    print(f"memory after {early} pages looked at {some} MB, after {late} {most} MB: × {int(most) / int(some):.2f}")


if __name__ == "__main__":
    main()
