"""How fast a quote is found: p50 and p95 of each class of query, beside a bare FTS5 query on the same words.

``python tests/bench/bench_search.py`` makes 20,000 quotes; ``--full`` a million (some minutes, about 2 GB of disk);
``--quotes N`` any number. Words follow natural frequencies (Zipf), with Japanese among them; always the same ones.
"""

from __future__ import annotations

import argparse
import bisect
import itertools
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from briefing.library import search, search_index
from briefing.library.driver import Connection
from briefing.library.store import Library, open_library

_SYLLABLES = (
    "ta",
    "ri",
    "ff",
    "no",
    "ka",
    "mi",
    "so",
    "le",
    "ver",
    "un",
    "der",
    "con",
    "pro",
    "tek",
    "al",
    "is",
    "ment",
)
_KANJI = "関税首脳会談石破交渉経済安全保障投資基金日米協議進展大臣総理外交防衛造船砕氷"
_REPEATS = 12


class Words:
    """Words by natural frequency: the first is everywhere, most are rare."""

    def __init__(self, seed: int, count: int = 40_000) -> None:
        made = random.Random(seed)
        found = {"".join(made.choices(_SYLLABLES, k=made.choice((1, 2, 2, 3, 3, 4)))) for _ in range(count * 3)}
        self.words = sorted(found, key=lambda word: (len(word), word))[:count]
        self.weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(self.words))))

    def pick(self, chance: random.Random) -> str:
        """Return a word."""
        return self.words[bisect.bisect(self.weights, chance.random() * self.weights[-1])]


def quotes(count: int, words: Words) -> Iterator[tuple[object, ...]]:
    """Yield rows for the quote table."""
    chance = random.Random(1)
    for n in range(count):
        if n % 8:
            text = " ".join(words.pick(chance) for _ in range(chance.randrange(8, 50)))
        else:
            text = "".join(chance.choices(_KANJI, k=chance.randrange(20, 90)))
        day = date(2010, 1, 1) + timedelta(days=chance.randrange(5600))
        person = f"p{int(300 * chance.random() ** 3)}"
        yield f"{n:032x}", f"q{n:07d}", text, text, person, f"s{n // 20}", day.isoformat(), "day", "", ""


def fill(library: Library, count: int, words: Words) -> None:
    """Fill a library with quotes, people, sources and topics, and index them."""
    with library.writing("Fill", undoable=False):
        connection = library.raw()
        named = random.Random(2)
        people = [(f"p{n}", f"{words.pick(named).title()} {words.pick(named).title()}son{n}") for n in range(300)]
        topics = [(f"t{n}", words.pick(named) + str(n)) for n in range(60)]
        sources = [(f"s{n}", " ".join(words.pick(named) for _ in range(6))) for n in range(count // 20 + 1)]
        for table, column, rows in (
            ("person", "name", people),
            ("topic", "name", topics),
            ("source", "title", sources),
        ):
            connection.executemany(f"INSERT INTO {table}(id, {column}, created, updated) VALUES (?, ?, '', '')", rows)
        columns = "id, handle, text, verbatim, person_id, source_id, said_on, precision, created, updated"
        connection.executemany(f"INSERT INTO quote({columns}) VALUES (?,?,?,?,?,?,?,?,?,?)", quotes(count, words))
        connection.execute(
            "INSERT INTO quote_topic(quote_n, topic_id, created, updated) SELECT n, 't' || (n % 60), '', '' FROM quote"
        )


def classes(reader: Connection, words: Words) -> dict[str, list[str]]:
    """Return queries by class, most of them taken from what is really there."""
    chance = random.Random(3)
    common, middle, rare = words.words[:30], words.words[200:1500], words.words[8000:20000]
    texts = [str(row[0]) for row in reader.execute("SELECT text FROM quote WHERE n % 971 = 3 LIMIT 60")]
    latin = [text.split() for text in texts if text.isascii()]
    japanese = [text for text in texts if not text.isascii()] or [_KANJI]
    names = [str(row[0]).split()[0].lower() for row in reader.execute("SELECT name FROM person LIMIT 20")]

    def some(make: Callable[[], str]) -> list[str]:
        return [make() for _ in range(20)]

    return {
        "one common word": [f"{word} " for word in common[:20]],
        "one rare word": some(lambda: chance.choice(rare) + " "),
        "prefix, 1 letter": list("tabcdefgiklmnorsuv"),
        "prefix, 2 letters": some(lambda: chance.choice(middle)[:2]),
        "prefix, 3 letters": some(lambda: chance.choice(middle)[:3]),
        "prefix, 4 and more": some(lambda: chance.choice(rare)[: chance.randrange(4, 8)]),
        "two common words": some(lambda: " ".join(chance.sample(common, 2)) + " "),
        "three words": some(lambda: f"{chance.choice(common)} {chance.choice(middle)} {chance.choice(middle)} "),
        "phrase": some(lambda: '"' + " ".join([*chance.choice(latin), "ta", "ri"][2:5]) + '"'),
        "speaker and word": some(lambda: f"speaker:{chance.choice(names)} {chance.choice(common)} "),
        "topic and word": some(lambda: f"topic:{chance.choice(words.words[:50])} {chance.choice(common)} "),
        "days and word": some(lambda: f"since:20{chance.randrange(10, 25)} until:2024-06 {chance.choice(middle)} "),
        "without a word": some(lambda: f"{chance.choice(common)} -{chance.choice(common)} "),
        "Japanese, 1 character": list(_KANJI[:12]),
        "Japanese, 2 characters": some(lambda: chance.choice(japanese)[3:5]),
        "Japanese, 3 and more": some(lambda: chance.choice(japanese)[2 : 2 + chance.randrange(3, 6)]),
        "no hit": ["zzqx", "qwertyu ", "xxyyzzk", "wqpz "],
    }


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
    expression = " AND ".join(f'"{word}"*' for word in words) or '"ta"'
    reader.execute(
        "SELECT rowid FROM quote_search WHERE quote_search MATCH ? ORDER BY rank LIMIT 50", (expression,)
    ).fetchall()


def main() -> None:
    """Fill a library in a temporary folder, time each class of query, print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quotes", type=int, default=20_000)
    options.add_argument("--full", action="store_true", help="a million quotes")
    options.add_argument("--no-bare", action="store_true", help="leave out the slow comparison")
    given = options.parse_args()
    count = 1_000_000 if given.full else given.quotes
    words = Words(7)
    with tempfile.TemporaryDirectory() as folder:
        library = open_library(Path(folder) / "bench.briefing")
        began = time.process_time()
        fill(library, count, words)
        spent = time.process_time() - began
        with library.writing("Rebuild", undoable=False):
            again = milliseconds(lambda: search_index.rebuild(library.raw())) / 1000
        print(f"{count:,} quotes kept and indexed in {spent:.1f} s CPU; index made anew in {again:.1f} s")
        reader = library.reader()
        print(f"{'class':26}{'p50 ms':>9}{'p95 ms':>9}{'bare FTS5 p95':>15}{'ratio':>8}")
        for name, asked in classes(reader, words).items():
            repeats = _REPEATS if count < 100_000 else 2
            ours = [milliseconds(lambda q=q: search.search(reader, q)) for q in asked * repeats]
            line = f"{name:26}{percentile(ours, 0.5):9.2f}{percentile(ours, 0.95):9.2f}"
            if not given.no_bare:
                theirs = percentile([milliseconds(lambda q=q: bare(reader, q)) for q in asked], 0.95)
                line += f"{theirs:15.2f}{percentile(ours, 0.95) / max(theirs, 0.001):8.2f}"
            print(line)
        library.close()


if __name__ == "__main__":
    main()
