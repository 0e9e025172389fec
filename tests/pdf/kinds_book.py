"""A made-up book with a section of every kind, each written the way people write it."""

from __future__ import annotations

from dataclasses import replace

from briefing.book.order import numbered
from briefing.book.parts import SECTION_KINDS, Book, Marking, Person, Placement, Section, Source, Statement
from tests.pdf.books import picture
from tests.pdf.enclosed import SHEETS, enclosure, made

_GLANCE = """
- **Why now.** The first meeting of the leaders since the harbour talks stopped in March [[cite:norling1]].
- **We want.** A date for the next round, and one text to work from.
- **They want.** Lower dues for their ferries before the summer.
- **Say.** We keep the harbour open, and we keep the rules.
- **Avoid.** Any figure. Any word on the islands.
"""
_BRIEF = """
Forty minutes in the small hall, two advisers a side. The Minister met Ms Norling once, in Kyoto.

## Objectives

1. To get Norland to agree that officials meet before the end of June.
2. To have one text on the table, not two [[cite:norling1]].

## Their objectives

1. Lower dues for ferries.
2. A sentence on the islands in the statement.

## Arguments

- Trade through the harbour has doubled in six years; both sides earn by it.
- A delay costs Norland’s growers a season.

## Background

Talks began in the spring and stopped over the text of the third article. Nothing has been made public.
"""
_AIMS = """
| Ours | Theirs (assessed) |
|---|---|
| 1. Movement towards zero dues [[cite:norling1]] | 1. Keep a floor of ten per cent |
| 2. Agreement in principle on the fund, with protections | 2. Revenue without new taxes [[cite:sakaki1]] |
| 3. Work on ships that both can announce | 3. A model for deals with others |

*Theirs* is our reading of the press.
"""
_POINTS = """
## To Minister Norling

- Our teams have worked hard; let us give them direction today.
- On dues: our aim is unchanged [[cite:norling1]]. What would you need to move?
- **If there is time.** Icebreakers are a strength we can offer.

## To the Secretary, if he is in the room

- **Ask.** Our finance ministries should design the fund together. Would you name a lead?
"""
_RAISED = """
**A floor of ten per cent**
: We hear you; our aim is zero. Our ministers should compare options this month.

**They may say:** the islands belong in the statement.
**You say:** the statement is about the harbour.
**If pressed:** officials can look at words.
"""
_QA = """
Two sentences each; more only if pressed.

## 1. Will you accept ten per cent?

**Answer.** Our aim is unchanged [[cite:norling1]]. **If pressed.** Ministers are comparing options, and will
report when there is something to report. **Do not say:** any rate but zero. *Owner: Trade.*

## 2. Is there a fund?

**Answer.** We do not comment on ideas under discussion.

**If pressed.** We are always interested in good ideas for investment.

**3. What did you mean by “progress”?**
What was said in Kyoto: movement on several issues.
*If pressed:* the teams will give details.
*Do not say:* that it is settled.

**Q:** Is the summit a deadline?

**A:** We work with the summit in mind; substance comes before dates.
"""
_PERSON = """
![Minoru Sakaki at his desk](picture:sakaki0)

| | |
|---|---|
| **Name** | Minoru Sakaki, 榊 稔 |
| **Say it like** | mi-NO-ru sa-KA-ki |
| **Role, country** | Minister for the Economy, Japan |
| **Last met** | Kyoto, 2 June 2031 |

**What he wants.** A text he can show at home before the summer, and a visit to the yards that is not only a
photograph; he has said so in private to each of his visitors this spring [[cite:sakaki1]].

**What he has said.**

[[quote:sakaki1]]

**Careful of.** Quick, dry, well prepared; dislikes being interrupted.
"""
_PROGRAMME = """
All times are local.

## Monday, 2 June

| Time | Item | Minutes | Press | Lead | What you do |
|---|---|---:|---|---|---|
| 10:00 | Arrival and handshake | 5 | Open | Protocol | Shake hands, face the cameras, say nothing of substance |
| 10:05 | Opening remarks | 10 | Pool | You | Two sentences: thanks, and one aim |
| 10:15–10:50 | Talks | 35 | Closed | You | Take the points in order; leave the fund to the last third |
| 10:50 | Words to the press | 10 | Open | Both | Key message; no figures |

## Tuesday, 3 June

- 09:00 Harbour tour, on foot
- 10:30–11:15 Meeting with growers [[cite:norling1]]
- 12:00 Departure
"""
_PARTICIPANTS = """
| Side | Name | Role | Speaks |
|---|---|---|---|
| Japan | Minoru Sakaki | Minister for the Economy | yes |
| Japan | Aoi Tanabe | Director, Trade Bureau | no |
| Japan | Ken Mori | Interpreter | |
| Norland | Ada Norling | Minister of Trade | yes |
| Norland | Björn Åkesson | Permanent Secretary | yes |
"""
_PAPER = """
## Purpose

To decide who leads the work on the fund.

## Recommendation

1. That the Ministry of Finance leads.
2. That a first draft is on the table by 1 July.

## Discussion

Three ministries have an interest. None has the staff to carry the work alone, and the other side has asked
for one address.

## Risks

- A late start costs the season.
- Two drafts cost more than one.
"""
_TEXT = """
The delegation expects an official answer before the office closes, and the ministers affirm that the figures in
the annex are the ones agreed in the spring [[cite:norling1]].

> Set in from the margin, as a passage from a letter is.

## Figures

| Partner | Measure | Value |
|:--|:--|--:|
| Norland | Dues on ferries | 12.5 |
| Japan | Dues on yards | 8.0 |

[[quote:report1]]

1. First things first.
2. Then the rest.
   - and what hangs on it
"""
_LETTER = "![Letter of the harbour commission](picture:letter0)"
BODIES: dict[str, str] = {
    "text": _TEXT,
    "meeting_brief": _BRIEF,
    "points": _POINTS,
    "card": _GLANCE,
    "qa": _QA,
    "person": _PERSON,
    "programme": _PROGRAMME,
    "participants": _PARTICIPANTS,
    "paper": _PAPER,
    "attachment": _LETTER,
}
_TITLES = {
    "text": "Background",
    "meeting_brief": "Meeting with Minister Norling",
    "points": "Points to make",
    "card": "At a glance",
    "qa": "Questions",
    "person": "Minoru Sakaki",
    "programme": "Programme",
    "participants": "Participants",
    "quote_sheet": "Quote sheet",
    "position_matrix": "Position matrix",
    "timeline": "Timeline",
    "paper": "Who leads the work",
    "attachment": "Letter",
}
_PARTIES = ("Norland", "Japan", "Westmark", "Isle of Sund", "Avalon", "Karelien", "Ostmark")


def _statements() -> tuple[Statement, ...]:
    said = (
        Statement(
            "k1",
            "norling1",
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
            topics=("Harbours",),
            position_on=(("Harbours", "Open to all who keep the rules"),),
        ),
        Statement(
            "k2",
            "sakaki1",
            "direct",
            "港は規則を守るすべての船に開かれている。",
            language="ja",
            said_by="Minoru Sakaki",
            native_name="榊 稔",
            person_key="minoru",
            role="Minister for the Economy",
            country="Japan",
            said_on="2031-05",
            precision="month",
            source_key="s2",
            grade="B",
            topics=("Harbours",),
            position_on=(("Harbours", "Open"), ("Dues", "Zero, in steps")),
        ),
        Statement(
            "k3",
            "report1",
            "reported_speech",
            "The minister told reporters that the next round should be held before the summer.",
            said_by="Ada Norling",
            person_key="ada",
            role="Minister of Trade",
            country="Norland",
            said_on="2031-05-25",
            precision="inferred",
            source_key="s1",
            grade="D",
            topics=("Talks",),
            position_on=(("Next round", "Before the summer"),),
        ),
    )
    others = tuple(
        Statement(
            f"p{k}",
            f"party{k}",
            "reported_position",
            f"{party} is said to want dues between {k} and {2 * k} per cent, with a year to adjust.",
            said_by=f"Government of {party}",
            country=party,
            said_on=f"2031-04-{k:02}",
            precision="day",
            source_key="s1",
            grade="E",
            topics=("Dues",),
        )
        for k, party in enumerate(_PARTIES[2:], 2)
    )
    return (*said, *others)


def _section(kind: str, number: int) -> Section:
    body = BODIES.get(kind, "")
    used = tuple(Placement(one.handle) for one in _statements() if f"[[quote:{one.handle}]]" in body)
    return Section(f"k{number}", _TITLES[kind], kind, body=body.strip(), placements=used)


def kinds_book(kinds: tuple[str, ...] = SECTION_KINDS, **changes: object) -> Book:
    """Return a book with one section of each of these kinds under one tab, and more forms of some."""
    below = [_section(kind, number) for number, kind in enumerate(kinds)]
    if "meeting_brief" in kinds:
        below.append(Section("aims", "Objectives", "meeting_brief", body=_AIMS.strip()))
    if "points" in kinds:
        below.append(Section("raised", "If raised", "points", body=_RAISED.strip()))
    whole = Section("tab", "The meeting", body="What you need in the room.", children=tuple(below))
    book = Book(
        "kinds",
        "Harbour talks: Japan and Norland",
        event="Ministers’ meeting, Kyoto",
        principal="The Minister for the Economy",
        place="Kyoto, Japan",
        dates="2–3 June 2031",
        reference="HT(31)",
        as_at="2031-06-01T18:00+09:00",
        banner=Marking("r", "Restricted"),
        stamp="2031-06-01T09:00:00+00:00",
        sections=numbered((whole,)),
        statements={one.handle: one for one in _statements()},
        sources={
            "s1": Source("s1", "Harbour rules agreed", "The Northern Times", "B. Lund", "2031-06-02"),
            "s2": Source("s2", "港湾をめぐる協議", "港新聞", published_on="2031-06-04", language="ja"),
        },
        people={
            "ada": Person("ada", "Ada Norling", role="Minister of Trade", country="Norland"),
            "minoru": Person(
                "minoru", "Minoru Sakaki", "榊 稔", "mi-NO-ru sa-KA-ki", "Minister for the Economy", "Japan"
            ),
        },
        pictures={
            "letter0": enclosure("letter0", made(SHEETS[:2]), "Letter.pdf"),
            "sakaki0": picture("sakaki0", "JPEG", "RGB", (480, 600), caption="In Kyoto, May 2031."),
        },
    )

    return replace(book, **changes)  # pyright: ignore[reportArgumentType]


def shown_to_all(book: Book) -> Book:
    """Return the book with every section for everybody, so that a press copy has them too."""

    def shown(section: Section) -> Section:
        below = tuple(shown(one) for one in section.children)
        return replace(section, audience="all", disclosure="usable", children=below)

    return replace(book, sections=tuple(shown(one) for one in book.sections))
