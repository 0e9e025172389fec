from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.sources.harvest import Draft, gather, harvest
from briefing.text.folding import fold

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent.parent / "data" / "harvest" / "open.jsonl").read_text("utf-8").splitlines()
]

ARTICLE = """Talks over steel go on
Ministers met in Ottawa. One said the annex was a ’living document’ and left it there.
“The idea is that the ministry wants a figure soon, and this would give it one,” one person briefed on the talks said.
Anna Lindqvist, who leads the Swedish delegation, was careful.
Lindqvist, speaking Sunday in Uppsala, said there had been “movement” on two of nine chapters.
Her colleague Peter Falk kept silent. “We will go on as long as it takes,” Lindqvist said.
Market Academy: Tired of “paper gains”? Learn how to build income. Register Now
"""


def spoken(drafts: list[Draft]) -> list[tuple[str, str]]:
    return [(draft.text, draft.speaker) for draft in drafts]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_every_quotation_of_the_open_cases_is_found_with_its_speaker(case: dict[str, Any]) -> None:
    drafts = harvest(case["text"], language=case["lang"])
    bare = [(draft.start, draft.text.rstrip(",")) for draft in drafts]
    assert bare == [(quote["start"], quote["text"].rstrip(",")) for quote in case["quotes"]]
    for draft, quote in zip(drafts, case["quotes"], strict=True):
        accepted = [fold(name) for name in quote["speakers"]]
        assert not accepted or any(name in fold(draft.speaker) for name in accepted)


def test_a_news_article_gives_its_quotations_and_nothing_else() -> None:
    unnamed, movement, on = harvest(ARTICLE, published_on="2025-05-25")
    assert (unnamed.speaker, unnamed.anonymous, unnamed.kind) == ("one person briefed on the talks", True, "direct")
    assert (movement.text, movement.speaker, movement.kind) == ("movement", "Anna Lindqvist", "fragment")
    assert (movement.said_on, movement.precision, movement.place) == ("2025-05-25", "inferred", "Uppsala")
    assert (on.speaker, on.cue, on.anonymous) == ("Anna Lindqvist", "said", False)
    assert ARTICLE[on.speaker_start : on.speaker_end] == "Lindqvist"


def test_what_is_no_quotation_is_told_with_its_reason() -> None:
    text = (
        "“We shall never yield”\nThe so-called “free zone” is closed. The film “Long Road” opens on Friday.\n"
        "Photo: Ann Lee / Agency\nRead more: “Why” it matters\nMarket Academy: Tired of “paper gains”? Register Now\n"
        "“We shall never yield,” said Anna Lindqvist."
    )
    found = gather(text, language="en")
    assert [(one.reason, text[one.start : one.end]) for one in found.left_out] == [
        ("repeated", "We shall never yield"),
        ("term", "“free zone”"),
        ("title", "“Long Road”"),
        ("caption", "Photo: Ann Lee / Agency"),
        ("site", "Read more: “Why” it matters"),
        ("advert", "Market Academy: Tired of “paper gains”? Register Now"),
    ]
    assert spoken(found.quotations) == [("We shall never yield,", "Anna Lindqvist")]


def test_the_role_beside_a_name_is_kept() -> None:
    (draft,) = harvest("“We are close,” said Elena Marchetti, Italy’s deputy trade minister.", language="en")
    assert (draft.speaker, draft.role) == ("Elena Marchetti", "Italy’s deputy trade minister")


def test_a_japanese_office_is_told_from_the_name() -> None:
    (draft,) = harvest("「関税ゼロが原則だ」と赤木経済再生相は語った。", language="ja")
    assert (draft.speaker, draft.role) == ("赤木", "経済再生相")


def test_the_language_is_guessed_when_it_is_not_given() -> None:
    assert spoken(harvest("„Wir haben keine Zeit“, sagte Petra Lindner am Montag in Berlin.")) == [
        ("Wir haben keine Zeit", "Petra Lindner")
    ]


def test_a_mark_that_is_missing_makes_the_quotation_one_to_check() -> None:
    (draft,) = harvest("“We go on, Anna Lindqvist said", language="en")
    assert draft.confidence == "check"


PIECES = st.sampled_from(
    ["“", "”", '"', "„", "«", "»", "‘", "’", "「", "」", "said ", "He ", "Anna Lind ", "according to ", "\n", ". ",
     ", ", "sagte ", "は", "と述べた", "石破首相", "\x00", "\u0301", "1", ":", "a-t-il ", "(", "Mr. "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(["", "en", "de", "fr", "es", "it", "ja", "xx"]))
def test_whatever_the_text_harvesting_does_not_fail_and_spans_are_its_own(text: str, language: str) -> None:
    end = 0
    for draft in harvest(text, language=language, published_on="2025-05-25"):
        assert text[draft.start : draft.end] == draft.text
        assert end <= draft.start < draft.end
        assert draft.kind in {"direct", "fragment"}
        assert draft.confidence in {"sure", "check"}
        end = draft.end


@given(st.text(max_size=120), st.text(max_size=12))
def test_any_text_and_any_date_are_taken(text: str, published_on: str) -> None:
    harvest(text, published_on=published_on)


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("“We go on,” said Ann Lee.", "sure"),
        ("Ann Lee came. “We go on,” she said.", "sure"),
        ("Ann Lee met Mary Poole. “We go on,” she said.", "check"),
        ("“We go on,” said Ann Lee. It rained. “We always did.”", "sure"),
        ("“We go on,” said Ann Lee.\n\nThe room was empty.\n\n“We always did.”", "check"),
        ("“We go on,” Ann Lee said, according to a transcript.", "check"),
        ("Ann Lee was told, “You go on.”", "check"),
        ("Ann Lee called it “a sham”.", "check"),
        ("“We go on, said Ann Lee.", "check"),
    ],
)
def test_only_a_plain_attribution_is_sure(text: str, confidence: str) -> None:
    assert harvest(text, language="en")[-1].confidence == confidence


@pytest.mark.parametrize(
    "text",
    [
        "A deal is near, because nothing says “strategic partnership” like a signature.",
        "Nothing says ‘we mean it’ like a handshake.",
    ],
)
def test_what_nobody_says_is_a_term(text: str) -> None:
    found = gather(text, language="en")
    assert found.quotations == []
    assert [one.reason for one in found.left_out] == ["term"]


def test_words_joined_to_those_before_are_the_same_persons() -> None:
    text = "Ann Lee called the remarks “divisive” and “mean-spirited”. A plan “dead” and “gone” was dropped."
    assert [(one.text, one.speaker) for one in harvest(text, language="en")][:2] == [
        ("divisive", "Ann Lee"),
        ("mean-spirited", "Ann Lee"),
    ]
    assert [one.confidence for one in harvest(text, language="en")][1] == "check"
