"""A made-up book with everything a section can hold, for tests that read the finished PDF."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from briefing.book.edition import Earlier
from briefing.book.order import numbered
from briefing.book.parts import SECTION_KINDS, Book, Marking, Person, Picture, Placement, Section, Source, Statement
from briefing.library.assemble import assemble
from briefing.library.sample import add_sample
from briefing.library.store import open_library

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
A duty has a note[^duty] and so has a quota[^2].

- A point with the same note[^duty]

![The harbour at dawn, three cranes on the left](picture:harbour0 "The harbour at **dawn**.")

![](picture:ornament0)

![A round sign](picture:sign0)

| Measure[^2] | Rate |
|---|--:|
| Duty[^3] | 25 % |

[^duty]: As printed in the [annex](https://example.org/annex); see also[[cite:harbour1]].
[^2]: 割当量の注。
[^3]: From a cell.
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


_SCRIPTS = """
قالت المستشارة إن «الاتحاد الأوروبي (EU) سيزيد إنفاقه بنسبة 3.5% بحلول 2035»، وأضافت أن القادة اتفقوا على 12 إجراءً.

- ראש הממשלה אמר: "אנחנו מחויבים לשלום (ולביטחון) ב-2025"
- שָׁלוֹם עֲלֵיכֶם [קישור](https://example.org/he)

Thai นายกรัฐมนตรีกล่าวว่าประเทศไทยพร้อมร่วมมือกับทุกประเทศเพื่อสันติภาพ, Hindi प्रधानमंत्री ने कहा कि भारत शांति के लिए प्रतिबद्ध है।
Korean 대한민국 대통령, Armenian Հայաստան, Georgian საქართველო, Persian می‌خواهم, emoji 👍🏽 👨‍👩‍👧 🇯🇵 1️⃣ 😀.

| البلد | القيمة |
|:--|--:|
| مصر | 12 |

[[quote:arab1]]
"""


def leftward_book(language: str = "he") -> Book:
    """Return a book that is read from right to left, in Hebrew or Arabic, with all that stands around its text."""
    said = "אנחנו מסכימים" if language == "he" else "نحن متفقون"
    words = f"{said} WTO 2035[[cite:sakaki1]]^[{said} 7.] {said} (HC)."
    table = f"| {said} | WTO |\n|---|--:|\n| {said} | 12 |"
    body = f"{words}\n\n## {said}\n\n- {words}\n- {said}\n\n[[quote:sakaki1]]\n\n{table}"
    statement = Statement(
        "q1", "sakaki1", "direct", f"{said} {said}", language=language, said_by="Minoru Sakaki", grade="A",
        person_key="sakaki", source_key="one", said_on="2031-05-25", topics=(said,),
    )  # fmt: skip
    below = [Section(f"k{place}", said, kind, body=body) for place, kind in enumerate(("text", "points", "qa"))]
    sections = (
        Section("a", said, body=body, children=tuple(below)),
        Section("b", said, "position_matrix", body=table),
        Section("c", f"{said} {said}", "programme", body=f"- 09:00 {said}\n- 10:00–11:30 {said}"),
    )
    return replace(
        Book("leftward", f"{said} {said}", event=said, principal=said, dates="2031", reference="PM/31/7"),
        language=language,
        as_at="2031-05-25",
        banner=Marking("one", said, 1),
        sections=numbered(sections),
        statements={"sakaki1": statement},
        sources={"one": Source("one", said, publisher=said, published_on="2031-05-20", language=language)},
        people={"sakaki": Person("sakaki", "Minoru Sakaki", "榊 稔")},
    )


_READ = "{石破|いしば}の**{志|こころざし}**、[{東京|とうきょう}](https://example.org/t)"


def scripts_book() -> Book:
    """Return a book in many scripts, with a section and a quote that run from right to left."""
    said = Statement(
        "q9", "arab1", "direct", "اتفقنا على العمل معا بحلول 2035", language="ar", said_by="Amal Haddad", grade="A"
    )
    sections = (
        Section("s", "Many scripts", body=_SCRIPTS),
        Section("r", "قسم باللغة العربية", body=_SCRIPTS, language="ar"),
        Section("j", "ルビ", body=f"{_READ}\n\n| {_READ} | 値 |\n|---|---|\n| {_READ} | 1^[{_READ}] |", language="ja"),
        Section("k", "Ruby", body=f"In English {_READ}"),
    )
    return full_book(sections=sections, statements={"arab1": said})


def picture(key: str, kind: str, mode: str, size: tuple[int, int], **told: object) -> Picture:
    """Return a picture made up here: a slope of tones, with a hole in it where it has alpha."""
    slope: Any = Image.linear_gradient("L")
    image = slope.resize(size).convert(mode)
    if "A" in mode:
        hole: Any = Image.radial_gradient("L")
        image.putalpha(hole.resize(size))
    out = BytesIO()
    image.save(out, kind)
    data = out.getvalue()
    media = f"image/{kind.lower()}"
    return Picture(key, key, media, data, sha256(data).hexdigest(), *size, **told)  # pyright: ignore[reportArgumentType]


def _pictures() -> tuple[Picture, ...]:
    return (
        picture("harbour0", "JPEG", "RGB", (2600, 900), caption="Not printed", credit="Photo: A. Norling"),
        picture("ornament0", "PNG", "L", (300, 20), decorative=True),
        picture("sign0", "PNG", "RGBA", (240, 240), alt="A sign"),
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
        pictures={one.key: one for one in _pictures()},
        logo="sign0",
        people={
            "ada": Person("ada", "Ada Norling", role="Minister of Trade", country="Norland"),
            "minoru": Person("minoru", "Minoru Sakaki", "榊 稔", role="経済担当大臣", country="日本"),
        },
    )
    from dataclasses import replace

    return replace(book, **changes)  # pyright: ignore[reportArgumentType]


# Markdown at its roughest: levels skipped, empty things, letters no font has, codes that are no text, long addresses.
_ROUGH = f"""
#### Four levels down

Private \ue000\uf8ff, marks \ufeff\ufffe\ufffd\u200b\u200d\u00ad, e\u0301 a\u0327\u0323,
not a sign \U0010ffff, \U0001f600, 한국어, شكرا.

- a
  - b
    1. c
       - d

1. one

   > a quote in a list

> - a list in a quote
>
> > and a quote in that

| Only a head |
|---|

| a | b |
|---|---|
| | |
| [l](https://example.org/x) | `code` |

[long](https://example.org/{"x" * 40000}), [mail](mailto:a@example.org), [far](https://例え.jp/道?q=石破), [none](),
**[bold](https://example.org/b)**, a note[^1] and[[cite:harbour1]].

[^1]: The note.

###### Six

---
"""


_NAMES = ("Partner", *(f"Measure {k}" for k in range(11)))


def tight_book() -> Book:
    """Return a book of what is too long, too wide or too deep for its place, small pages above all."""
    rows = [
        ("--:",) * 12,
        ("Said^[A note.] [[cite:harbour1]]", *("1^[One.]",) * 11),
        *((str(k),) * 12 for k in range(30)),
    ]
    wide = "\n".join("|" + "|".join(row) + "|" for row in (_NAMES, *rows))
    body = f"{wide}\n\n| a | b |\n|---|---|\n| One.<br><br>Two. | {'long<br><br>' * 40} |\n"
    code = "```\ndef a():\n    return 1    # " + "one " * 60 + "\n```"
    asked = "## 1. Why?\n\n**Answer.** Because.\n\n- A point.\n\nMore.\n"
    title = "Considerations on the interinstitutional arrangements " * 4
    children = (
        Section("w", "Wide", body=body),
        Section("c", title, body=code),
        Section("q", "Questions", "qa", body=asked),
        *(Section(f"p{k}", f"Part {k} {title if k % 3 == 0 else ''}", body="Words.") for k in range(20)),
    )
    return full_book(sections=numbered((Section("t", title, body="Below the rows.", children=children),)))


def rough_book(**changes: object) -> Book:
    """Return a book with a section of every kind, in languages that are none, all of them full of trouble."""
    languages = ("", "ja", "x_bad!!", "ar", "en_GB", "zz-", "nonsense", "de")
    sections = tuple(
        Section(f"k{place}", f"{kind} \ue000 <&>", kind, chr(65 + place), _ROUGH, language=languages[place % 8])
        for place, kind in enumerate(SECTION_KINDS)
    )
    rough: dict[str, object] = {
        "sections": sections,
        "title": "T\ue000\ufeff\0 " + "long " * 9000,
        "language": "no tag",
    }
    return full_book(**rough | changes)


def earlier_book() -> Earlier:
    """Return the state of ``full_book`` before: every kind of change is one from it to the other."""
    book = full_book()
    first, second, *others = book.sections
    cut = replace(first, body=first.body.replace("Partner 7 ", "Partner seven ").replace("- ", "- Once ", 1))
    gone = replace(second, title="What was heard", body=f"A paragraph that is gone.\n\n{second.body}")
    statements = {key: replace(one, place="Elsewhere") for key, one in book.statements.items()}
    sections = (replace(cut, children=()), Section("z", "Gone", reference="Z", body="Words."), gone, *others[1:])
    return Earlier(replace(book, as_at="2025-05-01", sections=sections, statements=statements), "Edition 0")


def grown_from(book: Book) -> Book:
    """Return a book as it was before pages were put in, taken out, and changed in the middle of a long table."""
    first, second, *others = book.sections
    cut = replace(first, body=first.body.replace("Partner 40 ", "Partner forty "))
    short = replace(second.children[0], body=second.children[0].body[:900])
    gone = Section("z", "Gone", reference="C", body="\n\n".join(_SENTENCE * 9 for _ in range(12)))
    return replace(book, sections=(cut, replace(second, children=(short, *second.children[1:])), gone, *others))


def shortened(book: Book) -> Book:
    """Return a book that explains short forms, so that it has a glossary."""
    said = "The World Trade Organization (WTO), the Group of Seven (G7).\n\nFTA\n:   Free trade agreement.\n"
    said += "\n国際原子力機関（IAEA）と世界保健機関（WHO）。\n"
    return replace(book, sections=(*book.sections, Section("t", "Short forms in use", reference="T", body=said)))


def sample_book(folder: Path) -> Book:
    """Return the book that ships with the program, made in a new library in ``folder``."""
    library = open_library(folder / "library.briefing")
    try:
        return assemble(library.reader(), add_sample(library))
    finally:
        library.close()
