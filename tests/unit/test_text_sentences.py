"""Where sentences begin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from briefing.text.blocks import Note, Run, plain
from briefing.text.sentences import sentences, starts


def cut(text: str) -> list[str]:
    return [plain(one) for one in sentences((Run(text),))]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("We agree. They do not.", ["We agree.", "They do not."]),
        ("Is it so? Yes! Good… Then we go.", ["Is it so?", "Yes!", "Good…", "Then we go."]),
        ("He said “We agree.” Then he left.", ["He said “We agree.”", "Then he left."]),
        ("Mr. Smith met Dr. Jones at no. 10 today.", ["Mr. Smith met Dr. Jones at no. 10 today."]),
        ("J. Smith of the U.S. Treasury spoke.", ["J. Smith of the U.S. Treasury spoke."]),
        ("Am 3. Juni tagt der Rat. Er berät.", ["Am 3. Juni tagt der Rat.", "Er berät."]),
        ("It rose by 3.5 percent … and fell.", ["It rose by 3.5 percent … and fell."]),
        ("会談は終わった。次は六月だ。", ["会談は終わった。", "次は六月だ。"]),
        ("「行く。」と述べた。", ["「行く。」", "と述べた。"]),
        ("Встреча прошла. Мы довольны.", ["Встреча прошла.", "Мы довольны."]),
        ("", []),
        ("No stop at all", ["No stop at all"]),
    ],
)
def test_a_text_is_cut_where_a_sentence_begins(text: str, parts: list[str]) -> None:
    assert cut(text) == parts


def test_the_style_of_words_stays_with_them() -> None:
    runs = (Run("We "), Run("agree. They", bold=True), Run(" do not."))
    assert sentences(runs) == [(Run("We "), Run("agree.", bold=True)), (Run("They", bold=True), Run(" do not."))]


@given(some.text(alphabet="aB3. !?”。字\n(", max_size=80))
def test_no_word_is_lost_and_sentences_follow_each_other(text: str) -> None:
    assert "".join("".join(cut(text)).split()) == "".join(text.split())
    assert starts(text) == sorted(set(starts(text)))


def test_bold_words_at_the_head_stay_with_what_they_name() -> None:
    runs = (Run("Why now.", bold=True), Run(" A first call. Then more."))
    assert [plain(one) for one in sentences(runs)] == ["Why now. A first call.", "Then more."]


def test_a_note_stays_with_the_sentence_that_calls_it() -> None:
    note = Run("", note=Note("1", (Run("More."),)))
    runs = (note, Run("We agree. "), note, Run("They do not."), note)
    assert [[bool(run.note) for run in one] for one in sentences(runs)] == [[True, False, True], [False, True]]
    assert sentences((note,)) == [(note,)]
