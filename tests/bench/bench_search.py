"""How fast a quote is found at 10,000, 100,000 and a million: p50 and p95 of each class, beside FTS5 by itself.

``python tests/bench/bench_search.py`` does all three sizes, ``--quotes N`` one. The libraries are made by the program's
own import (a million takes some minutes and 2 GB), and kept in the folder for temporary files for the next time. Time
is CPU of the thread, from the typed text to the first fifty results with snippets, total and corrections. "bare" is
FTS5 asked for the best fifty of the same words on the same index, without rows, snippets or a total. The last rows are
the other orders over all classes, by speaker for each hard class and further down, what else is found by its name, and
completing: they have no FTS5 beside them.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import many_quotes

from briefing.library import intake, search, search_typing
from briefing.library.driver import Connection
from briefing.library.search_everywhere import Everywhere, last_word
from briefing.library.store import open_library
from briefing.text import folding

SIZES = (10_000, 100_000, 1_000_000)
_AT_ONCE = 100_000
# Where most is to do by speaker: many matches, or matches that are dear to find.
_HARD = (
    "one common word", "beginning, 1 letter", "beginning, 5 and more", "two common words", "phrase of common words",
    "several, last unfinished", "topic and word", "days and word", "without a word", "Japanese, 2 characters",
    "either field", "words never together",
)  # fmt: skip
# Raise it when the corpus or what the index holds changes.
_MADE = 2


def library_of(count: int) -> Path:
    """Return the library with so many quotes, imported now unless it was before."""
    folder = Path(tempfile.gettempdir()) / f"briefing-bench-{_MADE}"
    folder.mkdir(exist_ok=True)
    file, started = folder / f"{count}.briefing", folder / f"{count}.part"
    if not file.exists():
        started.unlink(missing_ok=True)
        began = time.perf_counter()
        library = open_library(started)
        for start in range(0, count, _AT_ONCE):
            part = many_quotes.as_csv(min(_AT_ONCE, count - start), start)
            intake.import_quotes(library, part, "quotes.csv")
        library.close()
        started.rename(file)
        print(f"{count:,} quotes imported in {time.perf_counter() - began:.0f} s")
    return file


def classes() -> dict[str, list[str]]:
    """Return queries by class; the words of the corpus by frequency are known."""
    chance = random.Random(3)
    words = {name: language.words for name, language in many_quotes.LANGUAGES.items()}
    common = [word for language in words.values() for word in language[:12]]
    middle = [word for language in words.values() for word in language[200:1500]]
    rare = [word for language in words.values() for word in language[9000:22000]]
    texts = [row[0] for row in many_quotes.rows(400)]
    latin = [text.split() for text in texts if "。" not in text]
    japanese = [text for text in texts if "。" in text]
    names = [name.split()[-1].lower() for name, _, _ in many_quotes.speakers()[:40]]
    topics = [path.rpartition(" / ")[2].lower() for path in many_quotes.subjects()]
    accented = [word for word in middle if not word.isascii()]

    def some(make: Callable[[], str]) -> list[str]:
        return [make() for _ in range(24)]

    def days() -> str:
        year = chance.randrange(2008, 2024)
        return f"since:{year} until:{year + chance.randrange(3)}-06 {chance.choice(common + middle)} "

    def three(text: list[str]) -> str:
        at = chance.randrange(max(1, len(text) - 3))
        return '"' + " ".join(text[at : at + 3]) + '"'

    def slip(word: str) -> str:
        at = chance.randrange(1, len(word) - 1)
        return chance.choice(
            (word[:at] + word[at + 1 :], word[:at] + "q" + word[at + 1 :], word[:at] + "x" + word[at:])
        )

    return {
        "one common word": [f"{word} " for word in common],
        "one rare word": some(lambda: chance.choice(rare) + " "),
        "beginning, 1 letter": list("tabcdefgiklmnorsuv"),
        "beginning, 2 letters": some(lambda: chance.choice(middle)[:2]),
        "beginning, 3 letters": some(lambda: chance.choice(middle)[:3]),
        "beginning, 4 letters": some(lambda: chance.choice(rare)[:4]),
        "beginning, 5 and more": some(lambda: chance.choice(rare)[: chance.randrange(5, 9)]),
        "two common words": some(lambda: " ".join(chance.sample(words["en"][:12], 2)) + " "),
        "three words": some(lambda: " ".join([chance.choice(common), *chance.sample(words["en"][150:900], 2)]) + " "),
        "several, last unfinished": some(lambda: f"{chance.choice(middle)} {chance.choice(common)[:2]}"),
        "phrase": some(lambda: three(chance.choice(latin))),
        "phrase of common words": some(lambda: '"' + " ".join(chance.sample(words["en"][:12], 2)) + '"'),
        "speaker and word": some(lambda: f"speaker:{chance.choice(names)} {chance.choice(common + middle)} "),
        "topic and word": some(lambda: f"topic:{chance.choice(topics)} {chance.choice(common + middle)} "),
        "days and word": some(days),
        "speaker, days and word": some(lambda: f"speaker:{chance.choice(names)} {days()}"),
        "accents missing": some(lambda: " ".join(folding.keys(chance.choice(accented))) + " "),
        "without a word": some(lambda: f"{chance.choice(common)} -{chance.choice(common)} "),
        "Japanese, 1 character": list(many_quotes.KANJI[:12]),
        "Japanese, 2 characters": some(lambda: chance.choice(japanese)[3:5]),
        "Japanese, 3 and more": some(lambda: chance.choice(japanese)[2 : 2 + chance.randrange(3, 6)]),
        "Japanese, two words": some(lambda: " ".join(chance.choice(japanese)[at : at + 2] for at in (3, 9))),
        "one wrong letter": some(lambda: slip(chance.choice([word for word in middle + rare if len(word) > 6])) + " "),
        "no hit": ["zzqx", "qwertyu ", "xxyyzzk", "wqpz ", "grmblfx vvvw "],
        "either field": some(lambda: f"speaker:{chance.choice(names)} OR on:{chance.randrange(2008, 2024)}-06 "),
        "without days": some(lambda: f"{chance.choice(common + middle)} -since:{chance.randrange(2008, 2024)} "),
        "words never together": some(lambda: f"{chance.choice(words['fr'][3:12])} {chance.choice(words['de'][6:16])} "),
    }  # fmt: skip


def milliseconds(work: Callable[[], object]) -> float:
    """Return the CPU time of this thread for ``work``."""
    began = time.thread_time()
    work()
    return (time.thread_time() - began) * 1000


def percentile(values: list[float], share: float) -> float:
    """Return the value below which ``share`` of the values lie."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def bare(reader: Connection, query: str) -> None:
    """Run the same words as FTS5 would by itself: bm25, the best 50."""
    words = [word for word in query.replace('"', " ").split() if ":" not in word and word[0] != "-"]
    terms = [" ".join(folding.keys(word)) for word in words]
    ending = "" if query.endswith((" ", '"')) else "*"
    expression = " AND ".join(f'"{term}"' for term in terms if term) + ending
    reader.execute(
        "SELECT rowid FROM quote_search WHERE quote_search MATCH ? ORDER BY rank LIMIT 50", (expression,)
    ).fetchall()


def besides(reader: Connection) -> dict[str, list[Callable[[], object]]]:
    """Return what else is asked while somebody types, by class."""
    chance = random.Random(5)
    asked = [query for queries in classes().values() for query in chance.sample(queries, min(6, len(queries)))]
    everywhere = Everywhere()
    titles = [str(title) for (title,) in reader.execute("SELECT title FROM source ORDER BY id LIMIT 40")]
    named = [name.lower() for name, _, _ in many_quotes.speakers()[:20]]
    typed = [name[:end] for name in (*titles[:20], *named) for end in (1, 2, 3, 5, 9, len(name))]
    fields = [f"{field}:{begun}" for field in search_typing.OFFERED for begun in ("", "a", "so", "zz")]

    def ordered(query: str, order: str, offset: int = 0) -> Callable[[], object]:
        return lambda: search.search(reader, query, order=order, offset=offset)

    hard = {f"· {name}": [ordered(query, "speaker") for query in classes()[name]] for name in _HARD}
    return {
        "best first": [ordered(query, "best") for query in asked],
        "by speaker": [ordered(query, "speaker") for query in asked],
        **hard,
        "· a name": [ordered(name.split()[-1], "speaker") for name in named],
        "· the eleventh page": [ordered(query, "speaker", 500) for query in asked],
        "people, topics, sources": [lambda one=one: everywhere.find(reader, one) for one in typed],
        "last word": [lambda one=one: last_word(reader, one) for one in (f"{name} {titles[0]}" for name in named)],
        "completions": [lambda one=one: search_typing.completions(reader, one, len(one)) for one in (*fields, *typed)],
    }


def measure(count: int, *, compare: bool) -> dict[str, tuple[float, float, float]]:
    """Return for each class p50, p95 and the p95 of bare FTS5."""
    library = open_library(library_of(count))
    reader = library.reader()
    found: dict[str, tuple[float, float, float]] = {}
    for name, asked in classes().items():
        for query in asked:
            search.search(reader, query)
        ours = [milliseconds(lambda q=query: search.search(reader, q)) for query in asked * 3]
        theirs = [milliseconds(lambda q=query: bare(reader, q)) for query in asked[:8]] if compare else [0.0]
        found[name] = (percentile(ours, 0.5), percentile(ours, 0.95), percentile(theirs, 0.95))
    for name, works in besides(reader).items():
        for work in works:
            work()
        ours = [milliseconds(work) for work in works]
        found[name] = (percentile(ours, 0.5), percentile(ours, 0.95), 0.0)
    library.close()
    return found


def main() -> None:
    """Measure at each size and print one table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quotes", type=int, help="this many quotes only")
    options.add_argument("--no-bare", action="store_true", help="leave out the slow comparison")
    given = options.parse_args()
    sizes = (given.quotes,) if given.quotes else SIZES
    for count in sizes:
        library_of(count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = {count: measure(count, compare=not given.no_bare) for count in sizes}
    print(f"{'':26}" + "".join(f"{count:>32,}" for count in sizes))
    print(f"{'ms CPU':26}" + f"{'p50':>8}{'p95':>8}{'bare p95':>10}{'x':>6}" * len(sizes))
    for name in found[sizes[0]]:
        line = f"{name:26}"
        for count in sizes:
            middle, high, theirs = found[count][name]
            line += f"{middle:8.2f}{high:8.2f}"
            line += f"{theirs:10.1f}{high / theirs:6.2f}" if theirs else " " * 16
        print(line)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"memory the searches added: {grown:.0f} MB (import of this run included when there was one: run again)")


if __name__ == "__main__":
    main()
