"""A bilateral meeting's book with one of everything, for looking at and for testing."""

from __future__ import annotations

from typing import Any

from briefing.book.order import numbered
from briefing.book.parts import Book, Marking, Person, Section, Source, Statement

_ISHIBA: dict[str, Any] = {
    "said_by": "Shigeru Ishiba",
    "native_name": "石破茂",
    "person_key": "p1",
    "role": "Prime Minister",
}

STATEMENTS = [
    Statement(
        "k1", "aaaa1111", "direct", "We will keep working, with the summit in mind.", "en", **_ISHIBA, country="Japan",
        said_on="2025-05-25", precision="inferred", place="Kyoto", source_key="s2", grade="C",
        position_on=(("Tariffs", "Zero tariffs remain the aim"),),
    ),
    Statement(
        "k2", "aaaa2222", "direct", "日本の技術は世界に貢献できると考えている。", "ja", **_ISHIBA, country="Japan",
        said_on="2025-05-24", precision="day", place="Maizuru", source_key="s1", grade="A",
    ),
    Statement(
        "k3", "aaaa3333", "reported_speech", "He said Japan was open to repairing warships in its yards.", "en",
        **_ISHIBA, country="Japan", said_on="2025-05", precision="month", source_key="s1", grade="C",
    ),
    Statement(
        "k4", "aaaa4444", "fragment", "the moment he heard it", "en", said_by="one person briefed on the talks",
        unnamed=True, said_on="2025-05-23", precision="day", source_key="s3", grade="E",
    ),
    Statement(
        "k5", "aaaa5555", "reported_position", "A 10% minimum stays.", "en", said_by="Donald Trump", person_key="p2",
        role="President", country="United States", said_on="2025", precision="year", topics=("Tariffs",),
    ),
]  # fmt: skip
SOURCES = [
    Source("s1", "首相、舞鶴で語る", "例新聞", "", "2025-05-24", "2025-05-26", "https://example.org/ja", "ja"),
    Source("s2", "Talks move", "The Example Times", "R. Writer", "2025-05-25", "", "https://example.org/en", "en"),
    Source("s3", "Idea of a fund", "Wire Service", "", "2025-05"),
]
PEOPLE = [
    Person("p1", "Shigeru Ishiba", "石破茂", sort_key="Ishiba"),
    Person("p2", "Donald Trump", sort_key="Trump"),
    Person("p3", "Scott Bessent", sort_key="Bessent"),
]
SCENE = """The leaders spoke by phone [[cite:aaaa1111]]. The Prime Minister (石破茂首相) reported **progress**, see
[the ministry](https://example.org/ministry).

[[quote:aaaa1111]]

## What he said

[[quote:aaaa2222]]

#### Reported

[[quote:aaaa3333]]

1. One thing:
    - a point below it;
    - another.
2. Another thing [[cite:aaaa4444]].

> Set in from the margin.

---

```
kept   as typed
```

Term
:   Its meaning.
"""
TABLE = "| Time | Item | Who |\n|---|---|--:|\n" + "\n".join(
    f"| {8 + k // 4:02d}:{k % 4 * 15:02d} | Item number {k} of the day, with words enough for a line or two | {k} |"
    for k in range(90)
)


def section(key: str, title: str, body: str = "", kind: str = "text", *children: Section) -> Section:
    return Section(key, title, kind, body=body, children=children)


def full_book(**fields: object) -> Book:
    """Return the book; ``fields`` replace its own."""
    sections = (
        section("g", "At a glance", "- **Want.** Zero tariffs [[cite:aaaa2222]].\n- **Avoid.** Any figure."),
        section(
            "a", "The meeting", "", "text",
            section("a1", "Scene setter", SCENE),
            section("a2", "Objectives", "Ours and theirs.", "text", section("a21", "Tactics", "- Patience.")),
            section("a3", "Run of show", TABLE, "programme"),
        ),
        section(
            "b", "What has been said", "Everything held.", "text",
            section("b1", "Quote sheet", "", "quote_sheet"),
            section("b2", "Position matrix", "", "position_matrix"),
            section("b3", "Timeline", "", "timeline"),
        ),
    )  # fmt: skip
    values: dict[str, object] = {
        "key": "b",
        "title": "Japan–United States leaders’ meeting",
        "event": "G7 Leaders’ Summit",
        "principal": "Head of delegation",
        "place": "Kananaskis",
        "dates": "15–17 June 2025",
        "reference": "KAN(25)",
        "as_at": "2025-05-25",
        "label": "SAMPLE. Not the position of any government.",
        "banner": Marking("os", "Official – Sensitive", 2),
        "sections": numbered(sections),
        "statements": {one.handle: one for one in STATEMENTS},
        "sources": {one.key: one for one in SOURCES},
        "people": {one.key: one for one in PEOPLE},
    }
    return Book(**{**values, **fields})  # pyright: ignore[reportArgumentType]
