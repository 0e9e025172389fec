"""Scripts on paper: faces chosen, letters joined, words put in order, signs that stand out of the margins."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.book.parts import Person, Section, Statement
from briefing.book.profile import PROFILES
from briefing.layout.compose import Composer
from briefing.layout.desk import Desk
from briefing.layout.lines import SetLine
from briefing.layout.page import Node
from briefing.layout.preflight import preflight
from briefing.layout.style import Sheet
from briefing.layout.theme import load
from briefing.text.blocks import Run
from briefing.text.hyphenation import hyphenated
from briefing.text.thai import syllables
from tests.unit.layout_book import full_book
from tests.unit.layout_reading import FONTS, glyphs, line_text
from tests.unit.layout_reading import lines as reading_lines

SHEET = Sheet(load("classic"), PROFILES["staff"], "A4")


def lines(text: str, measure: float = 400.0, language: str = "en-GB") -> list[SetLine]:
    style = SHEET.body.aligned("left")
    return Desk(FONTS, SHEET, language).lines((Run(text),), style, measure, Node("P"))


def drawn(line: SetLine) -> str:
    """Return what is drawn from left to right, without the space at the line's end."""
    texts = {(shape.font, number): said for shape in line.used for number, said in shape.glyphs.items()}
    return "".join(texts[piece.font, number] for piece in line.pieces for number in glyphs(piece)).strip()


def test_hebrew_is_drawn_from_right_to_left() -> None:
    (line,) = lines("אבג דהו", language="he")
    assert drawn(line) == "והד גבא"


def test_latin_and_numbers_inside_hebrew_keep_their_own_direction() -> None:
    (line,) = lines("אבג EU 2035 דהו", language="he")
    assert drawn(line) == "והד EU 2035 גבא"


def test_hebrew_inside_english_is_turned_where_it_stands() -> None:
    (line,) = lines("He said אבג דהו and left.")
    assert drawn(line) == "He said והד גבא and left."


def test_brackets_open_towards_the_text_they_hold() -> None:
    (line,) = lines("אבג (דהו) זחט", language="he")
    assert drawn(line) == "טחז (והד) גבא"


def test_arabic_letters_take_the_form_their_neighbours_ask_for() -> None:
    role = FONTS.role("sans")
    joined, alone = role.word("بب")[0], role.word("ب")[0]
    assert not set(joined.glyphs) & set(alone.glyphs)
    assert "".join(joined.glyphs.values()) == "بب"


def test_paragraphs_in_arabic_start_at_the_right() -> None:
    (line,) = lines("اتفقنا على العمل")
    assert line.shift == pytest.approx(400.0 - line.width)
    (english,) = lines("We agreed.")
    assert english.shift == 0.0


@given(st.text(st.sampled_from("אבגד abc 123 .,(«"), max_size=60))
def test_text_that_runs_both_ways_keeps_its_letters_and_its_measure(text: str) -> None:
    made = lines(text, 120.0, "he")
    shown = "".join(drawn(line) for line in made).replace("»", "«").replace(")", "(")
    assert sorted(shown.replace(" ", "")) == sorted("".join(text.split()))
    assert all(line.width <= 120.0 + 0.01 for line in made)


@pytest.mark.parametrize("role", ["serif", "serif-bold", "sans", "sans-bold", "mono"])
@pytest.mark.parametrize("word", ["العالم", "שלום", "ประเทศ", "한국", "Հայ", "ქარ", "हिन्दी", "😀"])
def test_every_kind_of_text_has_letters_for_the_scripts_we_ship(role: str, word: str) -> None:
    assert not any(shape.missing for shape in FONTS.role(role).word(word))


def test_a_language_with_forms_of_its_own_gets_them() -> None:
    plain, turkish = FONTS.role("serif"), FONTS.role("serif", "tr-TR")
    assert plain.word("fi")[0].show != turkish.word("fi")[0].show
    assert FONTS.role("serif", "en-GB") is plain


def test_words_are_divided_by_the_rules_of_their_own_language() -> None:
    style = replace(SHEET.body, align="justify")
    german = "Donaudampfschifffahrtsgesellschaft"
    shown = [
        drawn(line)
        for line in Desk(FONTS, SHEET, "en-GB").lines((Run("A "), Run(german, lang="de")), style, 120.0, Node("P"))
    ]
    parts = [part.rstrip("-") for part in shown[-1:] or []]
    assert len(shown) > 1
    assert any("".join(hyphenated(german, "de")).endswith(part) for part in parts)
    assert shown[0].removeprefix("A ").rstrip("-") in {
        "".join(hyphenated(german, "de")[:k]) for k in range(1, len(hyphenated(german, "de")) + 1)
    }


@given(st.text(st.sampled_from("กขคงเแโใไะาิีุู่้ๆ ab"), max_size=40))
def test_thai_is_cut_without_loss_and_never_before_a_sign(text: str) -> None:
    parts = syllables(text)
    assert "".join(parts) == text
    assert all(part[:1] not in set("ะาิีุู่้ๆ") for part in parts[1:] if part)


def test_an_opening_mark_hangs_outside_the_quotation() -> None:
    desk = Desk(FONTS, SHEET, "en-GB")
    said = desk.lines((Run("“We agreed on this, and on everything else besides.”"),), SHEET.quote, 150.0, Node("P"))
    assert said[0].shift < 0.0
    assert all(line.shift == 0.0 for line in said[1:])


def test_light_signs_stand_out_of_even_margins_and_links_never_do() -> None:
    text = "Some words, other words, more words, words again, and words, then words, with words, and words; words. " * 3
    desk = Desk(FONTS, SHEET, "en-GB")
    made = desk.lines((Run(text),), SHEET.body, 180.0, Node("P"))
    ending = [line for line in made[:-1] if drawn(line)[-1] in ",;"]
    assert ending
    assert all(line.width <= 180.0 + 0.01 for line in made)
    link = (Run(text, href="https://example.org"),)
    linked = desk.lines(link, SHEET.body, 180.0, Node("P"))
    plain = desk.lines(link, replace(SHEET.body, protrusion=0.0), 180.0, Node("P"))
    assert [(hot.start, hot.end) for line in linked for hot in line.hot] == [
        (hot.start, hot.end) for line in plain for hot in line.hot
    ]


@pytest.mark.parametrize("measure", range(320, 480, 20))
def test_in_a_page_wide_column_no_more_than_two_lines_in_a_row_end_with_a_hyphen(measure: int) -> None:
    text = (
        "Negotiators will return to the counter-proposal on critical minerals, whose predictability matters to all: a "
        "framework of cooperation would give manufacturers the certainty they have repeatedly asked governments for. "
    )
    made = Desk(FONTS, SHEET, "en-GB").lines((Run(text * 3),), SHEET.body, float(measure), Node("P"))
    divided = "".join("-" if drawn(line).endswith("-") else "." for line in made)
    assert "---" not in divided


def test_characters_no_font_has_are_named_before_an_export() -> None:
    book = full_book(sections=(Section("s", "Amharic", body="A word: ሰላም, and on."),))
    found = [one for one in preflight(book, PROFILES["staff"]) if one.code == "no-font"]
    (finding,) = found
    assert finding.section_key == "s"
    assert "ሰ (U+1230)" in finding.message
    assert finding.severity == "warn"
    fine = full_book(sections=(Section("s", "All known", body="石破, العالم, שלום, 한국, 😀 and a soft\u00adhyphen."),))
    assert not [one for one in preflight(fine, PROFILES["staff"]) if one.code == "no-font"]


def test_a_list_in_hebrew_has_its_marks_at_the_right_also_in_an_english_section() -> None:
    book = full_book(sections=(Section("s", "List", body="- אבג דהו\n- זחט יכל\n\nEnglish again.\n\n- Left\n- again"),))
    folios = Composer(FONTS).compose(book, PROFILES["staff"])
    page = folios.pages[folios.where["s"]]
    marks = [line.x for line in reading_lines(page) if line_text(page, line).strip() == "•"]
    assert [mark > page.width / 2 for mark in marks] == [True, True, False, False]


def test_words_from_right_to_left_say_their_language() -> None:
    node = Node("P")
    Desk(FONTS, SHEET, "en-GB").lines((Run("He said אבג, then سلام."),), SHEET.body, 400.0, node)
    assert [child.lang for child in node.children] == ["he", "ar"]
    whole = Node("P")
    Desk(FONTS, SHEET, "en-GB").lines((Run("אבג דהו"),), SHEET.body, 400.0, whole)
    assert whole.lang == "he"


def test_a_name_in_arabic_or_hebrew_stands_in_the_index_with_its_pages() -> None:
    said = {
        f"said{k}": Statement(f"k{k}", f"said{k}", "direct", "We agreed.", said_by="Nawal Haddad", person_key="p")
        for k in range(4)
    }
    body = "\n\n".join(f"[[quote:{handle}]]" for handle in said)
    people = {"p": Person("p", "Nawal Haddad", native_name="שלום לוי")}
    book = full_book(sections=(Section("s", "Names", body=body),), statements=said, people=people)
    folios = Composer(FONTS).compose(book, PROFILES["staff"])
    entries = [line_text(folios.pages[-1], line).strip() for line in reading_lines(folios.pages[-1])]
    (entry,) = [one for one in entries if "Nawal Haddad" in one]
    assert entry.split() == ["Nawal", "Haddad", "יול", "םולש", folios.pages[folios.where["s"]].label]
