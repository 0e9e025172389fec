"""What people write in a section is recognised by its words, and no word is lost."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from briefing.book.facts import Facts, with_facts, with_known
from briefing.book.headwords import meaning
from briefing.book.leads import bold_lead, parted
from briefing.book.parts import Book, Person, Section
from briefing.book.programme import press, roles, stops, timed
from briefing.book.questions import Asked, Said, questions
from briefing.book.sides import Aims, aims, sides, wanted
from briefing.text.blocks import Heading, Listing, Paragraph, Run, Runs, Table, plain
from briefing.text.markdown import parse

few = settings(max_examples=150, deadline=None)
RUNS = some.lists(
    some.builds(
        Run,
        some.one_of(
            some.text(max_size=12),
            some.sampled_from(
                ["1. Why?", "Answer.", "If pressed:", "Do not say", ": no", "Owner: us", "Q:", "10:00 x"]
            ),
        ),
        bold=some.booleans(),
        italic=some.booleans(),
    ),
    max_size=6,
).map(tuple)


def table(text: str) -> Table:
    return next(block for block in parse(text) if isinstance(block, Table))


def letters(runs: Iterable[Runs]) -> str:
    return re.sub(r"\W", "", "".join(plain(one) for one in runs))


@pytest.mark.parametrize(
    ("said", "language", "found"),
    [
        ("Objectives", "en", "ours"),
        ("2. OUR OBJECTIVES:", "en-GB", "ours"),
        ("Theirs (assessed)", "en", "theirs"),
        ("Unsere Ziele", "de-DE", "ours"),
        ("Objectives", "fr", "ours"),
        ("先方（想定）", "ja", "theirs"),
        ("Unsere Ziele", "en", ""),
        ("", "en", ""),
        ("Objectives of the second round of talks on the harbour", "en", ""),
    ],
)
def test_a_head_is_known_by_its_words_in_the_language_or_in_english(said: str, language: str, found: str) -> None:
    assert meaning(said, language, ("ours", "theirs")) == found


def test_a_language_that_is_no_file_name_does_no_harm() -> None:
    assert meaning("Objectives", "../../en", ("ours",)) == "ours"


def test_bold_words_lead_a_paragraph_when_they_end_in_a_stop_or_colon() -> None:
    lead = bold_lead((Run("Born.", bold=True), Run(" In Kyoto")))
    assert lead is not None
    assert (plain(lead[0]), plain(lead[1])) == ("Born.", "In Kyoto")
    assert bold_lead((Run("Born", bold=True), Run(" in Kyoto"))) is None
    assert bold_lead((Run("Born", bold=True), Run(": in Kyoto"))) is not None
    assert bold_lead(()) is None


def test_questions_are_found_however_they_are_written_and_numbered_through() -> None:
    text = (
        "Before.\n\n## 3. Is it true?\n\n**Answer.** No. **If pressed:** Never. *Owner: us.*\n\n"
        "**Who pays?**\nNobody.\n\n**Q:** When?\n\n**A:** Soon."
    )
    found = questions(parse(text), "en")
    asked = [one for one in found if isinstance(one, Asked)]
    assert [(one.number, plain(one.runs)) for one in asked] == [(3, "Is it true?"), (4, "Who pays?"), (5, "When?")]
    said = [(one.role, plain(one.lead), plain(one.runs)) for one in found if isinstance(one, Said)]
    assert said == [
        ("answer", "Answer.", "No."),
        ("pressed", "If pressed:", "Never."),
        ("aside", "Owner: us.", ""),
        ("", "", "Nobody."),
        ("answer", "A:", "Soon."),
    ]


def test_a_head_that_asks_nothing_is_no_question() -> None:
    assert questions(parse("## Hard ones\n\nText."), "en") == parse("## Hard ones\n\nText.")


@few
@given(
    some.lists(some.one_of(some.builds(Paragraph, RUNS), some.builds(Heading, some.integers(2, 4), RUNS)), max_size=5)
)
def test_questions_keep_all_words_but_their_numbers(blocks: list[Paragraph | Heading]) -> None:
    kept: list[Runs] = []
    for one in questions(blocks, "en"):
        if isinstance(one, Asked):
            kept += [one.lead, (Run(str(one.number)),) if one.block and _numbered(one) else (), one.runs]
        elif isinstance(one, Said):
            kept += [one.lead, one.runs]
        elif isinstance(one, Paragraph | Heading):
            kept.append(one.runs)
    without = re.compile(r"[QqFfPpDd問\d]")
    assert without.sub("", letters(kept)) == without.sub("", letters(block.runs for block in blocks))


def _numbered(one: Asked) -> bool:
    return one.number > 0


@few
@given(RUNS)
def test_parts_of_a_paragraph_keep_all_its_words(runs: Runs) -> None:
    parts = parted(runs, "en", ("answer", "pressed", "avoid", "aside", "question"))
    assert letters(runs_ for part in parts for runs_ in (part.lead, part.runs)) == letters([runs])
    found = bold_lead(runs)
    assert found is None or letters(found) == letters([runs])


@few
@given(some.lists(some.builds(Paragraph, RUNS), max_size=6))
def test_facts_keep_all_words_in_their_order(blocks: list[Paragraph]) -> None:
    kept: list[Runs] = []
    for one in with_facts(blocks):
        if isinstance(one, Facts):
            assert len(one.facts) > 1
            kept += [runs for fact in one.facts for runs in (fact.name, fact.runs)]
        elif isinstance(one, Paragraph):
            kept.append(one.runs)
    assert letters(kept) == letters(block.runs for block in blocks)


def test_a_programme_is_known_by_its_column_of_times() -> None:
    found = table(
        "| Time | Item | Min | Press | What you do | Time |\n|---|---|---|---|---|---|\n| 10:00 | a | 5 | | | |"
    )
    assert roles(found, "en") == ("time", "item", "minutes", "press", "you", "")
    assert roles(table("| Item | Press |\n|---|---|\n| a | b |"), "en") == ()
    assert roles(table("| Uhrzeit | Was |\n|---|---|\n| 10:00 | b |"), "de") == ("time", "item")


@pytest.mark.parametrize(
    "said", ["09:00 Arrival", "9.30–10.15 Arrival", "10h30 Arrival", "9 a.m. Arrival", "10時30分 Arrival"]
)
def test_a_line_that_begins_with_a_time_is_a_stop(said: str) -> None:
    found = timed((Run(said),))
    assert found is not None
    assert plain(found[1]) == "Arrival"
    assert letters(found) == re.sub(r"\W", "", said)


@pytest.mark.parametrize("said", ["3 ministers", "2031 was a year", "10 per cent", "Arrival", "10:00", ""])
def test_a_number_is_no_time(said: str) -> None:
    assert timed((Run(said),)) is None


def test_a_list_is_a_programme_only_when_all_its_lines_have_times() -> None:
    (good,), (bad,) = parse("- 09:00 a\n- 10:00 b"), parse("- 09:00 a\n- b")
    assert isinstance(good, Listing)
    assert isinstance(bad, Listing)
    assert [plain(stop.time) for stop in stops(good)] == ["09:00", "10:00"]
    assert stops(bad) == ()
    assert press((Run("Closed press"),), "en") == "closed"
    assert press((Run("perhaps"),), "en") == ""


def test_participants_are_put_together_by_side() -> None:
    found = sides(
        table(
            "| Side | Name | Post | Speaks? | Car |\n|---|---|---|---|---|\n"
            "| A | x | r | yes | 1 |\n| B | y | s | no | |\n| | z | | | |"
        ),
        "en",
    )
    assert [(plain(side.name), [plain(guest.name) for guest in side.guests]) for side in found] == [
        ("A", ["x"]),
        ("B", ["y", "z"]),
    ]
    first = found[0].guests[0]
    assert plain(first.speaks) == "yes"
    assert [(plain(head), plain(words)) for head, words in first.others] == [("Car", "1")]
    second = found[1].guests[0]
    assert second.speaks == ()
    assert [(plain(head), plain(words)) for head, words in second.others] == [("Speaks?", "no")]
    assert sides(table("| a | b |\n|---|---|\n| c | d |"), "en") == ()


def test_what_stands_below_a_head_of_aims_belongs_to_it() -> None:
    found = aims(
        parse("Before.\n\n## Objectives\n\n1. One\n\n### Deeper\n\nText.\n\n## Their objectives\n\nAll.\n\n## Else"),
        "en",
    )
    ours, theirs = (one for one in found if isinstance(one, Aims))
    assert (ours.whose, len(ours.blocks)) == ("ours", 3)
    assert (theirs.whose, len(theirs.blocks)) == ("theirs", 1)
    assert wanted(table("| Ours | Theirs |\n|---|---|\n| a | b |"), "en") == ("ours", "theirs")
    assert wanted(table("| Ours | Else |\n|---|---|\n| a | b |"), "en") == ()


def known(body: str, title: str = "Minoru Sakaki", language: str = "en") -> list[tuple[str, str]]:
    """The facts at the head of a section about somebody the library knows."""
    somebody = Person("m", "Minoru Sakaki", "榊 稔", "mi-NO-ru", "Minister for the Economy", "Japan")
    section = Section("s", title, "person", body=body)
    people = {"a": Person("a", "Ada Norling"), "m": somebody}
    first = with_known(section, parse(body), Book("b", "", language=language, people=people))[:1]
    rows = first[0].rows if first and isinstance(first[0], Table) else ()
    return [(plain(row[0]), plain(row[1])) for row in rows]


def test_what_the_library_knows_of_a_person_heads_their_section() -> None:
    assert known("Quick and dry.") == [
        ("In their own script", "榊 稔"),
        ("Say it like", "mi-NO-ru"),
        ("Role", "Minister for the Economy"),
        ("Country", "Japan"),
    ]
    assert known("", title="榊 稔", language="de")[0] == ("In eigener Schrift", "Minoru Sakaki")


def test_what_the_text_says_of_a_person_is_not_said_again() -> None:
    own = "| | |\n|---|---|\n| **Name** | Minoru Sakaki, 榊 稔 |\n| **Role** | A guest of Japan |"
    assert known(own) == [("Say it like", "mi-NO-ru"), ("Name", "Minoru Sakaki, 榊 稔"), ("Role", "A guest of Japan")]


def test_a_section_about_somebody_else_is_left_alone() -> None:
    assert known("Quick and dry.", title="Minoru") == []
    assert known("Quick and dry.", title="") == []
