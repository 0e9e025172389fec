"""A corpus of any size, always the same one: quotes in English, French, German, Italian and Japanese as CSV rows.

No text of anybody is in it. Each language has its own syllables, accents and forty thousand made-up words, which come
with natural frequencies (Zipf): the first words stand everywhere, most are rare. Names are made up likewise.
"""

from __future__ import annotations

import bisect
import csv
import io
import itertools
import random
from collections.abc import Iterator
from datetime import date, timedelta

from briefing.library.intake_rows import COLUMNS

_SYLLABLES = """
en the ing tra riff fund er ment com al con ship ne so tion pro ver led re st ly ow un ard key
fr le dé tion ré qu'a eau ment é pro con ère ain vé sur pou ê ille que trai fon ça té nou
de der ung ge ver zö lle ück schaft keit ein aus über fonds st wir bei mö ße nd ich auf tra
it il zio ne che per dà con mento pre ità sta gra sul mo fon do più ver la ri ssi ca ti
"""
SYLLABLES = {line.split()[0]: line.split()[1:] for line in _SYLLABLES.strip().splitlines()}
KANJI = "関税首脳会談石破交渉経済安全保障投資基金日米協議進展大臣総理外交防衛造船砕氷自由貿易政府発表合意国際"
KANA = "のにをはがでとしてるたいますからこれなどよもへや"
KINDS = ("direct", "direct", "direct", "fragment", "reported_speech", "reported_position")
COUNTRIES = ("Japan", "United States", "France", "Germany", "Italy", "Canada", "United Kingdom", "India")
_WORDS = 40_000
_FIRST = date(2005, 1, 1)
_DAYS = 7500


class Words:
    """The words of a language by natural frequency."""

    def __init__(self, language: str) -> None:
        made = random.Random(f"words {language}")
        parts = SYLLABLES[language]
        found = {"".join(made.choices(parts, k=made.choice((1, 2, 2, 3, 3, 4)))) for _ in range(_WORDS * 2)}
        self.words = sorted(found, key=lambda word: (len(word), word))[:_WORDS]
        self.weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(self.words))))

    def pick(self, chance: random.Random, count: int) -> list[str]:
        """Return some words."""
        top = self.weights[-1]
        return [self.words[bisect.bisect(self.weights, chance.random() * top)] for _ in range(count)]


LANGUAGES = {language: Words(language) for language in SYLLABLES}


def japanese(chance: random.Random, length: int) -> str:
    """Return made-up Japanese: words of two or four characters with particles between."""
    return "".join(
        "".join(chance.choices(KANJI, k=chance.choice((2, 2, 3, 4)))) + chance.choice(KANA) for _ in range(length // 3)
    )


def sentence(language: str, chance: random.Random) -> str:
    """Return a quote's words."""
    if language == "ja":
        return japanese(chance, chance.randrange(20, 90)) + "。"
    words = LANGUAGES[language].pick(chance, chance.randrange(8, 45))
    words[chance.randrange(len(words))] += ","
    return " ".join(words).capitalize() + "."


def speakers() -> list[tuple[str, str, str]]:
    """Return (name, role, country) of two thousand people."""
    made = random.Random("people")
    english = LANGUAGES["en"].words
    return [
        (
            f"{made.choice(english[200:4000]).title()} {made.choice(english[200:9000]).title()}son",
            " ".join(made.choices(english[:300], k=2)).title(),
            COUNTRIES[n % len(COUNTRIES)],
        )
        for n in range(2000)
    ]


def subjects() -> list[str]:
    """Return the paths of 120 topics, most of them below one of twelve."""
    made = random.Random("topics")
    tops = [word.title() for word in made.sample(LANGUAGES["en"].words[100:2000], 12)]
    return tops + [
        f"{made.choice(tops)} / {word.title()}" for word in made.sample(LANGUAGES["en"].words[2000:9000], 108)
    ]


def rows(count: int, start: int = 0) -> Iterator[list[str]]:
    """Yield ``count`` rows in the order of ``intake_rows.COLUMNS``; ``start`` is the number of the first."""
    people, topics = speakers(), subjects()
    for n in range(start, start + count):
        chance = random.Random(n)
        language = ("en", "en", "en", "fr", "de", "it", "ja", "en")[n % 8]
        name, role, country = people[int(len(people) * chance.random() ** 3)]
        day = _FIRST + timedelta(days=int(_DAYS * chance.random() ** 0.7))
        filed = ";".join({topics[int(len(topics) * chance.random() ** 2)] for _ in range(chance.randrange(1, 3))})
        title = " ".join(LANGUAGES["en"].pick(random.Random(f"source {n // 20}"), 6)).capitalize()
        given = {
            "text": sentence(language, chance), "speaker": name, "role": role, "country": country,
            "said_on": day.isoformat(), "source_title": f"{title} {n // 20}", "publisher": f"Paper {n // 20 % 40}",
            "topics": filed, "language": language, "kind": chance.choice(KINDS),
        }  # fmt: skip
        yield [given.get(column, "") for column in COLUMNS]


def as_csv(count: int, start: int = 0) -> bytes:
    """Return a CSV file of quotes."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    writer.writerows(rows(count, start))
    return file.getvalue().encode("utf-8")
