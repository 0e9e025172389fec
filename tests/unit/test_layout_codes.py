"""Glyph numbers in literal strings: every one comes back, and no bracket in a string can be taken for its end."""

from __future__ import annotations

import io

import pikepdf
from hypothesis import given
from hypothesis import strategies as st

from briefing.layout.codes import bracketed, coded, numbers, uncoded

GLYPHS = st.lists(st.integers(0, 65_535), max_size=40)
# Bytes with a meaning of their own in a string: brackets, the backslash, line ends.
ODD = st.lists(st.sampled_from([0x2829, 0x5C5C, 0x0D0A, 0x0A0D, 0x5C28, 0x295C, 0x0D0D, 0x3030]), max_size=12)


@given(GLYPHS | ODD)
def test_glyph_numbers_come_back(glyphs: list[int]) -> None:
    shown = "".join(map(coded, glyphs))
    assert numbers(shown) == glyphs
    assert "(" not in shown
    assert ")" not in shown


@given(GLYPHS | ODD, GLYPHS | ODD, st.integers(-400, 400))
def test_another_program_reads_the_same_strings(left: list[int], right: list[int], kern: int) -> None:
    halves = "".join(map(coded, left)), "".join(map(coded, right))
    operators = f"[{bracketed(f'{halves[0]}){kern}({halves[1]}')}]TJ".encode("latin-1")
    pdf = pikepdf.new()
    ((shown,), _operator), *_ = pikepdf.parse_content_stream(pikepdf.Stream(pdf, io.BytesIO(operators).getvalue()))
    read = b"".join(bytes(one) for one in shown if isinstance(one, pikepdf.String))
    assert read == uncoded(halves[0]) + uncoded(halves[1])
