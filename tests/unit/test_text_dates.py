from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text import dates
from briefing.text.languages import guess


@pytest.mark.parametrize(
    ("written", "iso", "precision"),
    [
        ("2025", "2025", "year"),
        ("2025-05", "2025-05", "month"),
        ("2025-05-25", "2025-05-25", "day"),
        ("2025/5/25", "2025-05-25", "day"),
        ("2025-05-25T14:30", "2025-05-25T14:30", "minute"),
        ("2025-05-25T14:30:59Z", "2025-05-25T14:30", "minute"),
        ("25 May 2025", "2025-05-25", "day"),
        ("May 25th, 2025", "2025-05-25", "day"),
        ("25. Mai 2025", "2025-05-25", "day"),
        ("25 de mayo de 2025", "2025-05-25", "day"),
        ("25.05.2025", "2025-05-25", "day"),
        ("mai 2025", "2025-05", "month"),
        ("2025年5月25日", "2025-05-25", "day"),
        ("２０２５年５月", "2025-05", "month"),
        ("  ", "", ""),
    ],
)
def test_a_date_is_read_as_precisely_as_it_is_written(written: str, iso: str, precision: str) -> None:
    assert dates.parse(written) == (iso, precision)


@pytest.mark.parametrize(
    "written", ["3/4/2025", "2025-02-30", "0 May 2025", "2025-00", "2025-13", "soon", "2025-05-25T25:00", "99999"]
)
def test_what_is_no_date_is_refused_with_a_sentence(written: str) -> None:
    with pytest.raises(dates.BadDate, match=r"\.$"):
        dates.parse(written)


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_refused(written: str) -> None:
    try:
        iso, precision = dates.parse(written)
    except dates.BadDate:
        return
    assert bool(iso) == bool(precision)
    if iso:
        first, last = dates.first_day(iso), dates.last_day(iso)
        assert first is not None
        assert last is not None
        assert first <= last


@given(
    st.dates(min_value=date(1, 2, 1)), st.sampled_from(["Sunday", "montag", "VENERDÌ", "金曜日", "yesterday", "heute"])
)
def test_a_spoken_day_is_never_after_publication_nor_a_week_before_it(published: date, spoken: str) -> None:
    iso, precision = dates.resolve(spoken, published.isoformat())
    assert precision == "inferred"
    assert 0 <= (published - date.fromisoformat(iso)).days <= 6


def test_sunday_in_a_sunday_paper_is_that_day() -> None:
    (found,) = dates.mentions("Ishiba, speaking Sunday in Kyoto", "2025-05-25")
    assert (found.iso, found.printed, found.start) == ("2025-05-25", "Sunday", 17)


def test_without_a_day_of_publication_nothing_is_inferred() -> None:
    assert dates.mentions("On Friday", "2025-05") == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The minister said that he would not sign it.", "en"),
        ("Der Minister sagte, dass er es nicht unterschreiben werde.", "de"),
        ("Le ministre a dit que les droits sont dans le texte.", "fr"),
        ("El ministro dijo que no habrá acuerdo por los aranceles.", "es"),
        ("Il ministro ha detto che il testo non è pronto.", "it"),
        ("首相は協議を続けると述べた。", "ja"),
        ("42", ""),
    ],
)
def test_the_language_of_a_sentence_is_guessed(text: str, language: str) -> None:
    assert guess(text) == language


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("she said on 12 May.", "2025-05-12"),
        ("he said (May 3rd) in Oslo", "2025-05-03"),
        ("sagte sie am 12. Mai in Kiel", "2025-05-12"),
        ("a-t-elle dit le 1er juin", "2025-06-01"),
        ("dijo el 30 de mayo", "2025-05-30"),
        ("5月12日に述べた", "2025-05-12"),
        ("she said on 20 December", "2024-12-20"),
    ],
)
def test_a_day_without_its_year_is_the_latest_before_publication(text: str, iso: str) -> None:
    (found,) = dates.mentions(text, "2025-06-18")
    assert (found.iso, found.precision) == (iso, "inferred")
    assert text[found.start : found.end] == found.printed


@pytest.mark.parametrize(
    "text",
    [
        "they will meet on 12 July",
        "signed on 12 May 1998",
        "on May 12, 1998",
        "2024年5月12日",
        "the last 12 may come home",
        "on 31 June",
        "market 12",
        "mar 3",
        "0 May",
    ],
)
def test_a_day_to_come_or_with_its_year_is_not_worked_out(text: str) -> None:
    assert dates.mentions(text, "2025-06-18") == []


def test_a_spoken_day_tells_before_a_day_of_the_calendar() -> None:
    found = dates.mentions("The deal of 12 May stands, she said on Sunday", "2025-06-18")
    assert [one.printed for one in found] == ["Sunday", "12 May"]


@given(st.text(alphabet="0123456789 MayMäz.月日年dec", max_size=30), st.dates())
def test_no_text_makes_working_out_a_day_fail(text: str, published: date) -> None:
    for found in dates.mentions(text, published.isoformat()):
        assert 0 <= (published - date.fromisoformat(found.iso)).days <= 183
