"""Paragraphs: words kept in order, nothing wider than the measure, fonts falling back glyph by glyph."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.book.profile import PROFILES
from briefing.layout import breaking
from briefing.layout.breaking import FREE, NONE, SPACE
from briefing.layout.codes import bracketed
from briefing.layout.desk import Desk
from briefing.layout.lines import SetLine
from briefing.layout.page import Glyphs, Node
from briefing.layout.style import Sheet
from briefing.layout.theme import load
from briefing.layout.typefaces import CHAINS
from briefing.text.blocks import Run
from tests.unit.layout_reading import FONTS, glyphs

SHEET = Sheet(load(), PROFILES["staff"], "A4")
WORDS = st.text(st.sampled_from("abc,.-–—/é石破茂。、「」ーッ(）αЖ ﬁ\u00a0\u00ad"), max_size=80)


def spoken(line: SetLine) -> str:
    texts: dict[tuple[int, int], str] = {}
    for shape in line.used:
        for number, said in shape.glyphs.items():
            texts[shape.font, number] = said
    return "".join(texts[piece.font, number] for piece in line.pieces for number in glyphs(piece))


def lines(text: str, measure: float, language: str = "en-GB", *, justify: bool = False) -> list[SetLine]:
    style = SHEET.body.aligned("justify" if justify else "left")
    return Desk(FONTS, SHEET, language).lines((Run(text),), style, measure, Node("P"))


def bare(text: str) -> str:
    """Return text without what a line break may add or take: spaces, hyphens, invisible marks."""
    kept = text.replace("ﬁ", "fi")
    return "".join(letter for letter in kept if letter not in " \u00a0\u00ad-")


@settings(max_examples=120, deadline=None)
@given(WORDS, st.floats(30, 500), st.booleans())
def test_words_are_kept_in_order_and_no_line_exceeds_the_measure(text: str, measure: float, justify: bool) -> None:
    made = lines(text, measure, justify=justify)
    assert bare("".join(spoken(line) for line in made)) == bare(text)
    assert all(line.width <= measure + 0.01 for line in made)


@pytest.mark.parametrize(
    "word", ["x", "w" * 10_000, "石" * 10_000, "a-b/" * 2_500, "https://example.org/" + "path/" * 500]
)
def test_one_endless_word_is_divided_and_stays_whole(word: str) -> None:
    made = lines(word, 200)
    assert bare("".join(spoken(line) for line in made)) == bare(word)
    assert all(line.width <= 200.01 for line in made)


def test_an_empty_paragraph_has_no_lines() -> None:
    assert lines("", 200) == []
    assert lines(" \u200b\ufeff ", 200) == []


def test_a_line_that_ends_at_a_space_keeps_it_for_those_who_take_the_text_out() -> None:
    made = lines("one two three four five six seven eight nine ten", 90)
    assert all(spoken(line).endswith(" ") for line in made[:-1])
    assert not spoken(made[-1]).endswith(" ")


def test_japanese_lines_never_start_or_end_with_what_must_not() -> None:
    text = "石破首相は、「日米の協議を進める」と語った。ショッピング・センターで記者団に（短く）答えた。" * 6
    for measure in range(60, 300, 7):
        made = [spoken(line) for line in lines(text, measure, "ja")]
        assert not any(line[0] in "、。」）・ーッョ" for line in made)
        assert not any(line[-1] in "「（" for line in made)


def test_ragged_lines_are_more_even_than_greedy_ones() -> None:
    text = "It was agreed that extraordinary responsibilities notwithstanding a compromise of sorts would do " * 4
    desk = Desk(FONTS, SHEET, "en-GB")
    boxes = desk.fill((Run(text),), SHEET.body, 230, Node("P")).boxes
    table = (boxes.width, boxes.space, boxes.glue)

    def slack(ends: list[int]) -> float:
        total, start = 0.0, 0
        for end in ends[:-1]:
            used = sum(boxes.width[start:end]) + sum(boxes.space[start + 1 : end])
            total += (230 - used) ** 2
            start = end
        return total

    assert slack(breaking.ragged(*table, 230)) <= slack(breaking.greedy(*table, 230))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.floats(1, 60), st.sampled_from([SPACE, NONE, FREE])), min_size=1, max_size=60),
    st.floats(60, 300),
)
def test_every_way_of_breaking_covers_all_boxes_and_keeps_to_the_measure(
    boxes: list[tuple[float, int]], measure: float
) -> None:
    width = [box[0] for box in boxes]
    glue = [NONE, *(box[1] for box in boxes[1:])]
    space = [3.0 if kind == SPACE else 0.0 for kind in glue]
    for ends in (breaking.greedy(width, space, glue, measure), breaking.ragged(width, space, glue, measure)):
        assert ends[-1] == len(width)
        assert ends == sorted(set(ends))
        start = 0
        for end in ends:
            assert sum(width[start:end]) + sum(space[start + 1 : end]) <= measure + 0.01
            start = end


def test_justified_lines_reach_the_margin() -> None:
    made = lines("The ministers met in the afternoon to speak of tariffs, ships and funds. " * 8, 300, justify=True)
    assert len(made) > 3
    assert all(line.width == pytest.approx(300, abs=0.6) for line in made[:-1])


@pytest.mark.parametrize("name", sorted(CHAINS))
def test_every_role_has_latin_greek_cyrillic_and_japanese(name: str) -> None:
    role = FONTS.role(name)
    for word in ("Ångström", "Ελλάδα", "Україна", "石破茂", "ひらがな", "カタカナ", "→", "☒", "髙﨑"):
        assert not any(shape.missing for shape in role.word(word))


def test_adjustments_that_touch_stay_two_numbers() -> None:
    assert bracketed("ab)-20(" + ")10(cd)5(") == "(ab)-20 10(cd)5"


def test_ligatures_and_shared_glyphs_give_plain_text_back() -> None:
    for text, want in (
        ("office", "office"),
        ("ﬁn", "fin"),
        ("日⽇", "日日"),
        ("a\u0301", "á"),
        ("Ω", "Ω"),
        ("5\u00a0%", "5 %"),
    ):
        shapes = [shape for word in text.split("\u00a0") for shape in FONTS.role("serif").word(word)]
        said = ""
        for shape in shapes:
            said += "".join(shape.glyphs[number] for number in glyphs(Glyphs(0, 1, f"({shape.show})", (0, 0, 0))))
        assert said == want.replace(" ", "")


def test_text_of_a_glyph_does_not_hang_on_what_was_shaped_before() -> None:
    one = FONTS.face(10).shape("日")
    other = FONTS.face(10).shape("⽇")
    assert list(one.glyphs.values()) == ["日"]
    assert other.glyphs == one.glyphs or list(other.glyphs.values()) != ["日"]


def test_a_citation_stays_with_the_word_before_it() -> None:
    from briefing.book.parts import Source, Statement

    desk = Desk(
        FONTS,
        SHEET,
        "en-GB",
        {"h": Statement("k", "h", "direct", "x", source_key="s")},
        {"s": Source("s", "Title")},
        {"s": 1},
    )
    for measure in range(80, 240, 5):
        made = desk.lines(
            (Run("Some words that end in a citation "), Run("", cite="h"), Run(".")), SHEET.body, measure, Node("P")
        )
        assert sum(len(line.blanks) for line in made) == 1
        assert not any(blank.piece == 0 for line in made for blank in line.blanks)


def test_a_hard_break_ends_the_line() -> None:
    assert [spoken(line).strip() for line in lines("one\ntwo", 400)] == ["one", "two"]


def test_a_name_in_ideographs_stays_whole_in_a_text_in_another_language() -> None:
    for measure in range(90, 300, 7):
        made = [spoken(line) for line in lines("It was the Prime Minister (石破茂首相) who said so.", measure)]
        assert any("石破茂首相" in line for line in made)


def test_a_dash_between_spaces_never_starts_a_line() -> None:
    for measure in range(60, 300, 7):
        made = [spoken(line) for line in lines("One thing – the fund – and another – the ships – as well.", measure)]
        assert not any(line.startswith("–") for line in made)


def test_a_number_stays_with_what_it_counts_where_the_lines_allow() -> None:
    made = lines("The leaders spoke by phone on Friday, Tokyo time, for 45 minutes, on many things of the day.", 262)
    assert not any(spoken(line).rstrip().endswith("45") for line in made)


def justified(text: str, measure: float, language: str) -> list[str]:
    """Return the lines of a text in the theme that divides words."""
    sheet = Sheet(load("classic"), PROFILES["staff"], "A4")
    made = Desk(FONTS, sheet, language).lines((Run(text),), sheet.body, measure, Node("P"))
    return [spoken(line).strip() for line in made]


@pytest.mark.parametrize("end", ["", " by it.", " of us"])
def test_no_paragraph_ends_with_a_scrap_of_a_word(end: str) -> None:
    text = f"We do not comment on any of the ideas under discussion{end}"
    for measure in range(150, 420, 3):
        made = justified(text, measure, "en-GB")
        assert made[-1].split()[-1] == text.rsplit(maxsplit=1)[-1]
        assert len(made[-1]) > 3


def test_no_japanese_paragraph_ends_with_one_sign_and_its_stop() -> None:
    text = "関税の引き下げについては、来月までに事務方で案をまとめることで一致した。"
    for measure in range(100, 420, 3):
        made = justified(text, measure, "ja")
        assert "".join(made) == text
        assert len(made[-1]) > 2


def test_a_last_word_that_is_most_of_a_line_is_still_divided() -> None:
    made = justified("Die Wirtschaftsministerkonferenz", 150.0, "de")
    assert made[0].endswith("-")
