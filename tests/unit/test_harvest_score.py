"""What scores the harvest can be trusted: the marked articles hold together, and right and wrong are told apart."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.bench.harvest_score import same_speaker, score

GOLD: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "bench" / "gold" / "articles.jsonl").read_text("utf-8").splitlines()
]


def test_there_are_articles_in_every_language_and_each_place_holds_its_words() -> None:
    assert len(GOLD) >= 12
    assert {article["lang"] for article in GOLD} == {"en", "de", "fr", "it", "es", "ja"}
    for article in GOLD:
        for quote in article["quotes"]:
            assert article["text"][quote["start"] : quote["end"]] == quote["text"]


def test_a_right_quotation_counts_once_and_a_wrong_speaker_is_not_right() -> None:
    text = "“We are close to a text,” Anna Lindqvist said."
    quote = {"start": 1, "end": 24, "speakers": ["Anna Lindqvist"]}
    right = score([{"id": "a", "lang": "en", "text": text, "quotes": [quote]}])["all"]
    assert (right.gold, right.proposed, right.exact, right.joint) == (1, 1, 1, 1)
    wrong = score([{"id": "a", "lang": "en", "text": text, "quotes": [quote | {"speakers": ["Peter Falk"]}]}])["all"]
    assert (wrong.exact, wrong.joint) == (1, 0)
    nothing = score([{"id": "a", "lang": "en", "text": text, "quotes": []}])["all"]
    assert (nothing.proposed, nothing.joint, nothing.f1(nothing.joint)) == (1, 0, 0.0)
    left_out = score([{"id": "a", "lang": "en", "text": text, "quotes": [], "ignore": [[0, 30]]}])["all"]
    assert left_out.proposed == 0


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Lindqvist", "Anna Lindqvist", True),
        ("Anna Lindqvist (Sweden)", "Anna Lindqvist", True),
        ("the ministry’s spokesman", "a spokesman of the ministry", True),
        ("one person briefed on the talks", "person briefed on the talks", True),
        ("水野", "水野健一", True),
        ("Peter Falk", "Anna Lindqvist", False),
        ("", "Anna Lindqvist", False),
    ],
)
def test_speakers_are_the_same_whichever_way_they_are_named(one: str, two: str, same: bool) -> None:
    assert same_speaker(one, two) is same
