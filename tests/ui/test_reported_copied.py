"""What is reported is not copied or shown in quotation marks either, with or without its citation."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

from hypothesis import given
from hypothesis import strategies as some

from briefing.ui import wording
from briefing.ui.views.quote_words import quoted
from tests.unit.test_reported import FIRST, PAIRS, REPORTED, in_marks, told


@given(
    kind=some.sampled_from(REPORTED),
    marks=some.sampled_from(PAIRS),
    words=some.sampled_from(["the talks should go on", "港は開かれている", "x\ny"]),
    language=some.sampled_from(["en", "de", "ja", ""]),
    speaker=some.sampled_from(["", "Ada Norling"]),
)
def test_no_copy_has_a_reported_statement_in_marks(
    kind: str, marks: str, words: str, language: str, speaker: str
) -> None:
    row = cast(
        "wording.Quoted",
        SimpleNamespace(
            kind=kind, text=told(words, marks), language=language, said_by=speaker, role="", said_on="2025-05-25",
            publisher="The Courier", source_title="Talks", handle="a1",
        ),
    )  # fmt: skip
    for copied in (wording.words(row), wording.citation(row), wording.markdown(row), quoted(row.text, kind, language)):
        assert FIRST in copied
        assert in_marks(copied) == []
