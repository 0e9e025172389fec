"""Short forms a book explains: found where they are explained, and nowhere else."""

from __future__ import annotations

import pytest

from briefing.book.glossary import has_own, terms
from briefing.book.parts import Section
from briefing.text.markdown import parse


def found(text: str) -> dict[str, str]:
    return {term.short: term.meaning for term in terms(parse(text))}


@pytest.mark.parametrize(
    ("text", "short", "meaning"),
    [
        ("The leaders of the Group of Seven (G7) met.", "G7", "Group of Seven"),
        ("The G7 (Group of Seven) met.", "G7", "Group of Seven"),
        ("At the World Trade Organization (WTO) talks.", "WTO", "World Trade Organization"),
        ("Asia-Pacific Economic Cooperation (APEC) ministers", "APEC", "Asia-Pacific Economic Cooperation"),
        ("- small and medium enterprises (SMEs)", "SMEs", "small and medium enterprises"),
        ("the Organisation for Economic Co-operation and Development (OECD)", "OECD", ""),
        ("the *Department of* **Defense** (DoD)", "DoD", "Department of Defense"),
        ("| a |\n|---|\n| Gross domestic product (GDP) |", "GDP", "Gross domestic product"),
        ("> the Prime Minister (PM) said", "PM", "Prime Minister"),
        ("FTA\n:   Free trade agreement.", "FTA", "Free trade agreement"),
        ("research and development (R&D)", "R&D", "research and development"),
    ],
)
def test_a_short_form_is_found_where_it_is_explained(text: str, short: str, meaning: str) -> None:
    assert found(text) == ({short: meaning} if meaning else {})


@pytest.mark.parametrize(
    "text",
    [
        "He met the minister (Tokyo) and left.", "The Treasury (US) replied.", "It is point A (B).",
        "Tariffs (see A1) stay.", "The fund (NATO) waits.", "Mr Smith (UK) spoke for Canada (CA).",
        "The leaders of the world (WTO).", "In 2025 (Q2) sales rose.", "A 10% floor\n:   We hear you.",
        "Yes (OK).", "()", "(G7)", "World. Trade Organization (WTO)", "AB (about)", "He said WTO (the body).",
    ],
)  # fmt: skip
def test_other_brackets_explain_nothing(text: str) -> None:
    assert found(text) == {}


def test_the_first_explanation_counts_and_a_glossary_of_ones_own_is_known() -> None:
    assert found("Group of Seven (G7)\n\nGreat Seven (G7)") == {"G7": "Group of Seven"}
    assert has_own([Section("a", "Aims"), Section("b", " GLOSSARY ")])
    assert not has_own([Section("a", "A glossary of errors")])
