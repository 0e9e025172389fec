"""A made-up book with everything a section can hold, for tests that read the finished PDF."""

from __future__ import annotations

from briefing.book.parts import Book, Marking, Person, Placement, Section, Source, Statement

_SENTENCE = (
    "The delegation expects an official answer before the efficient office closes, and the ministers affirm that the "
    "figures in the annex are the ones agreed in the spring. "
)
_POINTS = """
The visitor, **石破**, is *expected* to raise the
[joint statement](https://example.org/statement?a=1&b=2) again[[cite:harbour1]].

## Points to make

- We welcome the proposal
  - in principle, and
  - in its detail
- We ask for a date
  1. in June, or
  2. in July

1. First things first
2. Then the rest

> A passage set in from the margin.

---

## Figures

| Partner | Measure | Value |
|:--|:-:|--:|
"""
_OTHER = """
## Code and terms

```
keep   this   as typed
```

Tariff
:   A duty on goods.

Quota
:   A limit on goods.

### Deeper

Text in Greek Ελληνικά, in Cyrillic Русский, in French « l’été », in German „Größe“. 東京と大阪で協議する。
"""
_LONG_TITLE = "Words, terms and other matters of a title that needs two lines"
_STATEMENTS = (
    Statement(
        "k1",
        "harbour1",
        "direct",
        "The harbour stays open to every ship that keeps the rules.",
        language="en",
        said_by="Ada Norling",
        person_key="ada",
        role="Minister of Trade",
        country="Norland",
        said_on="2031-06-02",
        precision="day",
        place="Kyoto",
        source_key="s1",
        grade="A",
        verified_on="2031-06-03",
        topics=("Harbours",),
        position_on=(("Harbours", "open"),),
    ),
    Statement(
        "k2",
        "minato22",
        "direct",
        "港は規則を守るすべての船に開かれている。",
        language="ja",
        said_by="Minoru Sakaki",
        native_name="榊 稔",
        person_key="minoru",
        role="経済担当大臣",
        country="日本",
        said_on="2031-06",
        precision="month",
        source_key="s2",
        topics=("Harbours",),
    ),
    Statement(
        "k3",
        "unnamed3",
        "reported_speech",
        "One person briefed on the talks expected a longer round.",
        said_by="one person briefed on the talks",
        unnamed=True,
        source_key="s1",
        topics=("Talks",),
    ),
)
_SOURCES = (
    Source("s1", "Harbour rules agreed", "The Northern Times", "B. Lund", "2031-06-02", url="https://example.org/h"),
    Source("s2", "港湾をめぐる協議", "港新聞", published_on="2031-06-04", language="ja"),
)


def full_book(**changes: object) -> Book:
    """Return the book: three top sections, one with children, a long table, quotes in two languages."""
    rows = "\n".join(f"| Partner {k} | Measure of a kind that needs some words | {k}.50 |" for k in range(60))
    prose = "\n\n".join(_SENTENCE * 4 for _ in range(9))
    cards = "\n\n".join(f"[[quote:{said.handle}]]" for said in _STATEMENTS)
    sections = (
        Section("a", "Opening meeting", "meeting_brief", "A", _POINTS.strip() + "\n" + rows, language="en-GB"),
        Section(
            "b",
            "What was said",
            reference="B",
            body=f"{_SENTENCE}\n\n{cards}\n",
            placements=tuple(Placement(said.handle) for said in _STATEMENTS),
            children=(
                Section("b1", "Background & “context”", reference="B1", body=prose),
                Section(
                    "b2", "Words, terms and other matters of a title that needs two lines", reference="B2", body=_OTHER
                ),
            ),
        ),
        Section("c", "Everything said", "quote_sheet", "C"),
        Section("d", "Who stands where", "position_matrix", "D"),
        Section("e", "In order of time", "timeline", "E"),
        Section("f", "Nothing yet", reference="F"),
    )
    book = Book(
        "full",
        "Summit of the Seven",
        event="Summit",
        principal="The Prime Minister",
        place="Kananaskis",
        dates="15–17 June 2031",
        reference="BB-7",
        as_at="2031-06-05T18:00+09:00",
        language="en-GB",
        banner=Marking("g", "TLP:GREEN"),
        stamp="2031-06-05T09:00:00+00:00",
        sections=sections,
        statements={said.handle: said for said in _STATEMENTS},
        sources={source.key: source for source in _SOURCES},
        people={
            "ada": Person("ada", "Ada Norling", role="Minister of Trade", country="Norland"),
            "minoru": Person("minoru", "Minoru Sakaki", "榊 稔", role="経済担当大臣", country="日本"),
        },
    )
    from dataclasses import replace

    return replace(book, **changes)  # pyright: ignore[reportArgumentType]
