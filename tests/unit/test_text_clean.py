from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.clean import clean, one_line
from briefing.text.decoding import decode


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b", "ab"),
        ("pay \u202e001\u202c now", "pay 001 now"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("soft\xadhyphen", "softhyphen"),
        ("lone \ud800 half", "lone  half"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("cafe\u0301", "café"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("tab\tand\nline", "tab\tand\nline"),
    ],
)
def test_what_no_text_may_hold_is_taken_out_and_the_rest_kept(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@given(st.text(alphabet=st.characters()))
def test_cleaning_twice_changes_nothing_more(typed: str) -> None:
    once = clean(typed)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")


@given(st.text(alphabet=st.characters()))
def test_one_line_is_one_line_with_single_blanks(typed: str) -> None:
    line = one_line(typed)
    assert line == " ".join(line.split())
    assert one_line(line) == line


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp932", "euc_jp", "iso2022_jp"]
)
def test_a_japanese_text_is_read_in_every_usual_encoding(encoding: str) -> None:
    text = "石破首相は「協議を続ける」と述べた。\nこれは試験です。"
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_a_western_text_is_read_in_every_usual_encoding(encoding: str) -> None:
    text = "“Zölle”, a dit Élan d’état – naïve straße"
    assert decode(text.encode(encoding)) == text


def test_the_declared_encoding_is_used_when_it_fits() -> None:
    assert decode("Привет, мир".encode("koi8_r"), "koi8-r") == "Привет, мир"


@given(st.binary(max_size=200), st.sampled_from(["", "utf-8", "no-such-encoding", "idna", "rot13"]))
def test_any_bytes_become_some_text(data: bytes, declared: str) -> None:
    assert isinstance(decode(data, declared), str)
