"""Reported speech is offered apart from quotations, never in marks. Every sentence is invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.sources.harvest import gather

CASES = [
    ("en", "Anna Lund said on Sunday that talks would go on.", [("talks would go on", "Anna Lund", "said")]),
    ("en", "Anna Lund said the talks would go on.", [("the talks would go on", "Anna Lund", "said")]),
    ("en", "Ann Lee came. She told aides that it was over.", [("it was over", "Ann Lee", "told")]),
    ("en", "The deal is dead, one official said.", [("The deal is dead", "one official", "said")]),
    ("en", "According to Peter Falk, the plan has failed.", [("the plan has failed", "Peter Falk", "according to")]),
    ("en", "Prices will rise, according to the ministry.", [("Prices will rise", "the ministry", "according to")]),
    ("en", "OSLO (Agency) – The road is shut, Ann Lee said.", [("The road is shut", "Ann Lee", "said")]),
    ("de", "Minister Karl Voss sagte, die Lage sei ernst.", [("die Lage sei ernst", "Karl Voss", "sagte")]),
    ("de", "Petra Uhl erklärte, dass der Damm hält.", [("der Damm hält", "Petra Uhl", "erklärte")]),
    ("de", "Es werde eng, sagte Jens Olm.", [("Es werde eng", "Jens Olm", "sagte")]),
    ("de", "Laut Polizei ist der Weg zu.", [("Laut Polizei ist der Weg zu", "Polizei", "laut")]),
    ("fr", "Paul Durand a déclaré lundi que rien ne changerait.", [("rien ne changerait", "Paul Durand", "déclaré")]),
    ("fr", "La situation est grave, a estimé Anne Roy.", [("La situation est grave", "Anne Roy", "estimé")]),
    ("es", "Luis Pérez dijo el lunes que todo sigue igual.", [("todo sigue igual", "Luis Pérez", "dijo")]),
    ("es", "Según Ana Ruiz, el plan ha fracasado.", [("el plan ha fracasado", "Ana Ruiz", "según")]),
    ("it", "Paolo Rossi ha detto che i colloqui continuano.", [("i colloqui continuano", "Paolo Rossi", "detto")]),
    ("ja", "石破首相は、関税の引き下げを続ける方針だと述べた。", [("関税の引き下げを続ける方針だ", "石破", "と")]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), CASES, ids=[text[:36] for _, text, _ in CASES])
def test_reported_speech_is_found_with_its_speaker(
    language: str, text: str, expected: list[tuple[str, str, str]]
) -> None:
    found = gather(text, language=language, published_on="2025-05-28")
    assert found.quotations == []
    assert [(one.text, one.speaker, one.cue) for one in found.reported] == expected
    assert {(one.kind, one.confidence) for one in found.reported} == {("reported_speech", "check")}


def test_german_reported_speech_goes_on_in_the_subjunctive() -> None:
    text = "Karl Voss sagte am Montag, die Lage sei ernst. Der Etat sei viel zu knapp. Die Sonne schien an der Küste."
    first, second = gather(text, language="de", published_on="2025-05-28").reported
    assert (first.speaker, first.said_on, first.precision) == ("Karl Voss", "2025-05-26", "inferred")
    assert (second.text, second.speaker, second.cue) == ("Der Etat sei viel zu knapp", "Karl Voss", "")


@pytest.mark.parametrize(
    "text",
    [
        "The harbour was calm. Nobody came.",
        "Ann Lee said nothing.",
        "Ann Lee was told that it was late.",
        "Ann Lee said that the road was “long and winding”.",
        "Ann Lee spoke to reporters in Oslo.",
        "Ann Lee once wrote of roads that wash away in their first winter.",
    ],
)
def test_what_nobody_is_said_to_have_said_is_not_reported_speech(text: str) -> None:
    assert gather(text, language="en").reported == []


PIECES = st.sampled_from(
    [
        *("“", "” ", "Ann Lee ", "said ", "that ", "the road was long", ". ", ", ", "sagte ", "sei ", "habe ", "laut "),
        *("er ", "according to ", "\n", "は", "、", "と述べた", "。", "選定した", "OSLO (X) – ", "selon ", "\x00", "("),
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(["", "en", "de", "fr", "es", "it", "ja"]))
def test_whatever_the_text_reports_are_its_own_words_outside_quotations(text: str, language: str) -> None:
    found = gather(text, language=language)
    for one in found.reported:
        assert text[one.start : one.end] == one.text
        assert one.speaker
        assert not any(said.start < one.end and one.start < said.end for said in found.quotations)
