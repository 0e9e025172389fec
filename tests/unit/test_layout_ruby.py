"""Readings above Japanese words: small, over the middle of their word, the lines where they are without them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from briefing.book.parts import Book, Section
from briefing.book.profile import PROFILES
from briefing.layout.compose import Composer
from briefing.layout.page import Folios, Line, Node, Page
from briefing.text.blocks import Code, Paragraph, Run, Table, plain
from briefing.text.markdown import parse
from tests.unit.layout_reading import FONTS, line_text, lines, page_text, walk, width

COMPOSER = Composer(FONTS)


def made(body: str, language: str = "ja") -> Folios:
    return COMPOSER.compose(
        Book("b", "本", language=language, sections=(Section("s", "題", body=body),)), PROFILES["staff"]
    )


def page(body: str, language: str = "ja") -> Page:
    folios = made(body, language)
    return folios.pages[folios.where["s"]]


def roles(node: Node) -> list[str]:
    return [one.role for one in walk(node)]


def line_of(where: Page, words: str) -> Line:
    return next(one for one in lines(where) if words in line_text(where, one))


def test_a_reading_belongs_to_its_word() -> None:
    (block,) = parse("これは{石破|いしば}の**{政府|せいふ}**。")
    assert isinstance(block, Paragraph)
    assert block.runs == (
        Run("これは"),
        Run("石破", ruby="いしば"),
        Run("の"),
        Run("政府", bold=True, ruby="せいふ"),
        Run("。"),
    )


@pytest.mark.parametrize("typed", ["{a|b}", "{石破|Ishiba}", "{石破}", "{石破|}", "{いしば|いしば}", "石破|いしば}"])
def test_other_braces_are_braces(typed: str) -> None:
    (block,) = parse(f"x {typed} y")
    assert isinstance(block, Paragraph)
    assert plain(block.runs) == f"x {typed} y"


def test_code_keeps_the_signs_of_a_reading() -> None:
    inline, fence = parse("`{石破|いしば}`\n\n```\n{石破|いしば}\n```")
    assert isinstance(inline, Paragraph)
    assert inline.runs == (Run("{石破|いしば}", code=True),)
    assert fence == Code("{石破|いしば}")


def test_a_reading_in_a_table_is_no_column() -> None:
    (table,) = parse("| {国名|こくめい} | 値 |\n|---|---|\n| {日本|にほん} | 12 |")
    assert isinstance(table, Table)
    assert table.head[0] == (Run("国名", ruby="こくめい"),)
    assert len(table.rows[0]) == 2


def test_a_reading_stands_small_over_the_middle_of_its_word() -> None:
    where = page("{志|こころざし}")
    word, reading = line_of(where, "志"), line_of(where, "こころざし")
    assert reading.pieces[0].size < 0.5 * word.pieces[0].size
    assert 0.85 * word.pieces[0].size < reading.y - word.y < 1.05 * word.pieces[0].size
    assert reading.x + width(reading) / 2 == pytest.approx(word.x + width(word) / 2, abs=0.3)
    assert word.x - 0.26 * word.pieces[0].size < reading.x < word.x


@pytest.mark.parametrize("word", ["{橘|たちばな}", "{慎重|しんちょう}", "{石破|いしば}"])
def test_a_reading_of_four_kana_to_a_word_of_one_sign_moves_nothing_apart(word: str) -> None:
    where = page(f"これは{word}の話")
    line = line_of(where, "これは")
    assert width(line) == pytest.approx(len("これは橘の話" if "橘" in word else "これは石破の話") * 12.0, abs=0.01)


def test_readings_beside_each_other_do_not_run_into_each_other() -> None:
    where = page("{橘|たちばな}{楓|かえで}{志|こころざし}{橘|たちばな}")
    made = sorted((one for one in lines(where) if one.pieces[0].size < 6), key=lambda one: one.x)
    assert len(made) == 4
    for one, other in pairwise(made):
        assert one.x + width(one) <= other.x + 0.15 * one.pieces[0].size


def test_a_short_reading_is_spread_over_a_long_word() -> None:
    where = page("{日本製鉄|てつ}")
    word, reading = line_of(where, "日本製鉄"), line_of(where, "てつ")
    middle = reading.x + width(reading) / 2
    assert middle == pytest.approx(word.x + width(word) / 2, abs=0.2)
    assert width(reading) > 1.5 * reading.pieces[0].size


def test_lines_stay_where_they_are_without_readings() -> None:
    text = "政府として検討すると述べた。" * 12
    bare, read = page(text), page(text.replace("政府", "{政府|せいふ}", 3))
    assert [one.y for one in lines(bare)] == [one.y for one in lines(read) if "せいふ" not in line_text(read, one)]


def test_the_words_of_a_line_follow_each_other_and_readings_are_tagged_as_such() -> None:
    folios = made("これは{石破|いしば}の話。")
    assert "これは石破の話。" in page_text(folios.pages[folios.where["s"]])
    (ruby,) = [node for node in walk(folios.root) if node.role == "Ruby"]
    assert roles(ruby) == ["Ruby", "RB", "RT"]
    english = made("About {石破|いしば}.", "en")
    (ruby,) = [node for node in walk(english.root) if node.role == "Ruby"]
    assert ruby.lang == "ja"


@pytest.mark.parametrize(
    ("body", "language"), [("[{東京|とうきょう}](https://example.org)", "ja"), ("אבג {東京|とうきょう}", "he")]
)
def test_where_nothing_can_stand_above_a_word_its_reading_follows_in_brackets(body: str, language: str) -> None:
    said = page_text(page(body, language))
    assert "東京" in said
    assert "とうきょう" in said.replace("うょきうと", "とうきょう")
    assert "（" in said


def test_a_word_with_its_reading_is_not_divided() -> None:
    where = page("あ" * 20 + "。" + "".join(f"い{'う' * n}{{日本製鉄|にほんせいてつ}}" for n in range(30)))
    assert sum("日本製鉄" in line_text(where, one) for one in lines(where)) >= 10
    assert "".join(line_text(where, one) for one in lines(where)).count("日本製鉄") == 30
