"""Pages in other scripts: what is drawn can be taken out again in the order it is read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.book.parts import Section, Statement
from briefing.book.profile import PROFILES
from briefing.layout.compose import Composer
from briefing.layout.fonts import Fonts
from briefing.layout.page import Fill
from briefing.pdf.export import render
from tests.pdf.books import full_book, scripts_book
from tests.pdf.reading import reading

COMPOSER = Composer()


def words_of(body: str, language: str = "") -> str:
    """Return the text a reader of PDFs finds on the page of a section."""
    book = full_book(sections=(Section("s", "Scripts", body=body, language=language),), statements={})
    folios = COMPOSER.compose(book, PROFILES["staff"])
    assert folios.missing == ()
    with reading(render(folios)) as pdf:
        return " ".join(pdf.text(folios.where["s"]).split())


@pytest.mark.parametrize("language", ["en-GB", "ar"])
def test_arabic_is_taken_out_in_the_order_it_is_read(language: str) -> None:
    assert "قالت المستشارة إن القادة اتفقوا على برنامج مشترك" in words_of(
        "قالت المستشارة إن القادة اتفقوا على برنامج مشترك", language
    )


@pytest.mark.parametrize("language", ["en-GB", "he"])
def test_hebrew_is_taken_out_in_the_order_it_is_read(language: str) -> None:
    assert "ראש הממשלה אמר כי המדינות יפעלו יחד" in words_of("ראש הממשלה אמר כי המדינות יפעלו יחד", language)


def test_a_name_in_arabic_inside_an_english_sentence_keeps_its_letters_in_order() -> None:
    found = words_of("The minister, نوال, spoke first; then שלום was said 12 times.")
    assert "نوال" in found
    assert "שלום" in found
    assert found.index("The minister") < found.index("spoke first") < found.index("12 times")


def test_numbers_and_latin_inside_arabic_run_from_left_to_right() -> None:
    found = words_of("سيزيد الاتحاد EU إنفاقه بحلول 2035 كما قال", "ar")
    assert "2035" in found
    assert "EU" in found


@pytest.mark.parametrize(
    "words",
    [
        "대한민국 대통령은 경제 협력을 강화하겠다고 말했다.",
        "Հայաստանի վարչապետը",
        "საქართველოს მთავრობა",
    ],
)
def test_other_scripts_come_out_as_they_went_in(words: str) -> None:
    assert words in words_of(words)


def test_thai_loses_no_letter_where_a_line_ends() -> None:
    words = "นายกรัฐมนตรีกล่าวว่าประเทศไทยพร้อมร่วมมือกับทุกประเทศเพื่อสันติภาพและความมั่งคั่งในภูมิภาคและจะทำงานอย่างใกล้ชิด"
    assert words in words_of(words).replace(" ", "")


def test_hindi_keeps_its_letters_in_the_order_they_are_spoken() -> None:
    words = "प्रधानमंत्री ने कहा कि भारत शांति के लिए प्रतिबद्ध है।"
    assert words.replace(" ", "") in words_of(words).replace(" ", "")


@pytest.mark.parametrize("emoji", ["😀", "👍🏽", "👨‍👩‍👧", "🇯🇵", "1️⃣"])
def test_an_emoji_of_several_characters_is_one_glyph(emoji: str) -> None:
    shapes = Fonts().role("serif").word(emoji)
    assert len(shapes) == 1
    assert len(shapes[0].glyphs) == 1
    assert not shapes[0].missing


def test_a_card_in_arabic_has_its_bar_at_the_right() -> None:
    said = Statement("k", "arab1", "direct", "اتفقنا على العمل معا", language="ar", said_by="Amal Haddad", grade="A")
    book = full_book(sections=(Section("s", "Said", body="[[quote:arab1]]"),), statements={"arab1": said})
    folios = COMPOSER.compose(book, PROFILES["staff"])
    page = folios.pages[folios.where["s"]]
    bars = [item for item in page.items if isinstance(item, Fill)]
    assert any(bar.x > page.width / 2 for bar in bars)


def test_the_same_book_in_many_scripts_gives_the_same_bytes() -> None:
    book = scripts_book()
    profile = replace(PROFILES["staff"], paper="A5")
    assert render(Composer().compose(book, profile)) == render(COMPOSER.compose(book, profile))
