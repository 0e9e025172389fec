"""What is too long, too wide or too deep for its place: made smaller, set in parts, never cut and never lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from briefing.book.profile import PROFILES, Profile
from briefing.layout.compose import Composer
from briefing.layout.page import Folios, Line, Page, Stroke
from tests.pdf.kinds_book import kinds_book
from tests.unit.layout_book import full_book, section
from tests.unit.layout_reading import FONTS, line_text, lines, page_text, walk, width

STAFF = PROFILES["staff"]
LARGE = replace(PROFILES["large"], paper="A5")
COMPOSER = Composer(FONTS)
LONG = (
    "Preparatory considerations on the interinstitutional arrangements for the coordination of transatlantic "
    "supply-chain resilience measures in the second half of the year"
)
SPOKEN = {"About", "to", "speak:", "words", "at", "a", "minute", "s", "min", "15", "30", "45", "56", "60", "130"}
TWELVE = "\n".join(
    [
        "| Partner |" + "".join(f" Measure {k} |" for k in range(1, 12)),
        "|---|" + "--:|" * 11,
        *(f"| {name} |" + "".join(f" {at * 37 + k * 91}.4 |" for k in range(1, 12)) for at, name in enumerate("ABCDE")),
    ]
)


def compose(body: str, profile: Profile = STAFF, kind: str = "text", title: str = "Paper") -> Folios:
    return COMPOSER.compose(full_book(sections=(section("s", title, body, kind),)), profile)


def own(folios: Folios) -> list[Page]:
    return [page for page in folios.pages if page.section == "s"]


def found(folios: Folios, words: str) -> list[tuple[Page, Line]]:
    return [(page, line) for page in own(folios) for line in lines(page) if words in line_text(page, line)]


def x_of(folios: Folios, words: str) -> float:
    return found(folios, words)[0][1].x


# -- titles -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", ["sober", "modern", "classic"])
def test_a_long_title_is_smaller_but_never_as_small_as_the_heads_below_it(theme: str) -> None:
    made = replace(STAFF, theme=theme)

    def size(title: str, words: str) -> float:
        return found(compose("## A head\n\nWords.", made, title=title), words)[0][1].pieces[0].size

    assert size("Short", "Short") > size(LONG, "Preparatory") > size(LONG, "A head")


@pytest.mark.parametrize("theme", ["sober", "modern", "classic"])
@pytest.mark.parametrize(("profile", "whole"), [(STAFF, True), (LARGE, True), (replace(LARGE, body=28.0), False)])
def test_a_divider_has_its_title_whole_and_inside_the_page(theme: str, profile: Profile, whole: bool) -> None:
    book = full_book(sections=(section("t", LONG, "", "text", section("s", "Part", "Words.")),))
    folios = COMPOSER.compose(book, replace(profile, theme=theme))
    page = folios.pages[folios.where["t"]]
    words = " ".join(page_text(page).split()).replace("- ", "-")
    assert (LONG in words) is whole
    assert whole or "…" in words
    foot = min(line.y for line in lines(page, artifacts=True))
    assert min(line.y for line in lines(page)) > foot + 10


@pytest.mark.parametrize("name", ["tablet", "staff", "large"])
def test_words_below_the_rows_of_a_divider_are_not_alone_on_a_page(name: str) -> None:
    for count in range(8, 30, 2):
        parts = (section(f"p{k}", f"Part {k}", "Words.") for k in range(count))
        book = full_book(sections=(section("t", "Tab", "What is needed.", "text", *parts),))
        folios = COMPOSER.compose(book, replace(PROFILES[name], paper="Tablet" if name == "tablet" else "A5"))
        page = next(page for page in folios.pages if "What is needed." in page_text(page))
        assert "Part" in page_text(page)


def test_no_row_of_the_contents_is_higher_than_its_page() -> None:
    book = full_book(sections=(section("s", LONG * 3, "Words."), section("t", "Next", "Words.")))
    for page in COMPOSER.compose(book, replace(LARGE, body=28.0)).pages:
        low = min((line.y for line in lines(page, artifacts=True)), default=0.0)
        assert all(line.y > low for line in lines(page))


# -- tables -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("profile", "parts"), [(replace(STAFF, body=14.0), 2), (LARGE, 3), (PROFILES["tablet"], 2), (PROFILES["speech"], 3)]
)
def test_a_table_with_too_many_columns_is_set_in_parts_and_no_word_is_cut(profile: Profile, parts: int) -> None:
    folios = compose(TWELVE, profile)
    cells = [line_text(page, line).strip() for page in own(folios) for line in lines(page)]
    for at in range(5):
        for k in range(1, 12):
            assert f"{at * 37 + k * 91}.4" in cells
    whole = {"A", "B", "C", "D", "E", "Paper", "Partner", "Measure", *map(str, range(1, 12))}
    assert {word for cell in cells for word in cell.split() if "." not in word} - {"About", "speak:"} <= whole | SPOKEN
    tables = [node for node in walk(folios.root) if node.role == "Table"]
    assert len(tables) == parts
    for table in tables:
        rows = [node for node in walk(table) if node.role == "TR"]
        assert {row.children[0].role for row in rows} == {"TH"}
        assert len({len(row.children) for row in rows}) == 1
    columns = sum(len(next(node for node in walk(table) if node.role == "TR").children) - 1 for table in tables)
    assert columns == 11


def test_a_table_that_fits_is_one() -> None:
    folios = compose("| a | b | c | d | e |\n|---|---|---|---|---|\n| 1 | 2 | 3 | 4 | 5 |")
    assert sum(node.role == "Table" for node in walk(folios.root)) == 1


def test_the_last_row_of_a_table_is_not_alone_on_a_page() -> None:
    for count in range(20, 60, 3):
        folios = compose("| a | b |\n|---|---|\n" + "\n".join(f"| row {k} | x |" for k in range(count)))
        last = own(folios)[-1]
        rows = sum("row" in line_text(last, line) for line in lines(last))
        assert rows == count or rows > 1


def test_paragraphs_of_a_cell_stand_apart() -> None:
    folios = compose("| a | b |\n|---|---|\n| One.<br><br>Two.<br>Three. | x |\n| Four. | y |")
    one, two, three = (found(folios, word)[0][1] for word in ("One.", "Two.", "Three."))
    assert one.y - two.y == pytest.approx(1.5 * (two.y - three.y), rel=0.02)
    assert one.node is not two.node
    assert two.node is three.node


def test_paragraphs_of_a_cell_that_goes_on_overleaf_stand_apart_too() -> None:
    long = "<br><br>".join(f"Paragraph {k} of the answer." for k in range(60))
    folios = compose(f"| a | b |\n|---|---|\n| {long} | x |")
    told = [line.y for line in lines(own(folios)[0]) if "Paragraph" in line_text(own(folios)[0], line)]
    assert len(own(folios)) > 1
    assert told[0] - told[1] > 1.6 * found(folios, "Paragraph 0")[0][1].pieces[0].size


# -- code -------------------------------------------------------------------------------------------------------

CODE = "```\ndef dues(ship):\n    if ship.late:\n        return 2    # twice\n\treturn 1\n```"


def test_code_keeps_its_columns() -> None:
    folios = compose(CODE)
    column = (x_of(folios, "if ship") - x_of(folios, "def dues")) / 4
    assert column > 4
    assert x_of(folios, "return 2") == pytest.approx(x_of(folios, "def dues") + 8 * column, abs=0.05)
    assert x_of(folios, "return 1") == pytest.approx(x_of(folios, "if ship"), abs=0.05)
    assert x_of(folios, "# twice") == pytest.approx(x_of(folios, "return 2") + 12 * column, abs=0.05)
    assert "return 2" in page_text(own(folios)[0])


def test_a_long_line_of_code_hangs_in_below_itself() -> None:
    folios = compose("```\n    # " + "a comment that is long " * 12 + "\nend\n```")
    page = own(folios)[0]
    told = [line for line in lines(page) if "comment" in line_text(page, line)]
    assert len(told) > 2
    assert all(line.x > told[0].x for line in told[1:])
    assert all(line.x + width(line) < page.width - 50 for line in told)
    assert x_of(folios, "end") < told[0].x


# -- answers ----------------------------------------------------------------------------------------------------


def test_all_of_an_answer_stands_beside_its_label() -> None:
    body = "## 1. Why?\n\n**Answer.** Because of it.\n\n- A point.\n\nMore of it.\n\n**If pressed.** No more."
    folios = compose(body, kind="qa")
    answer = x_of(folios, "Because")
    assert x_of(folios, "More of it") == pytest.approx(answer, abs=0.5)
    assert x_of(folios, "No more") == pytest.approx(answer, abs=0.5)
    assert x_of(folios, "A point") > answer
    assert x_of(folios, "Why?") < answer


# -- lists ------------------------------------------------------------------------------------------------------


def test_tasks_have_boxes_to_tick() -> None:
    folios = compose("- [ ] To do\n- [x] Done\n- Said\n- [y] As typed")
    told = [line_text(page, line).strip() for page in own(folios) for line in lines(page)]
    assert told[-8:] == ["☐", "To do", "☑", "Done", "•", "Said", "•", "[y] As typed"]
    assert x_of(folios, "To do") == x_of(folios, "Said")


ROWS = "| Time | Item | Place | Press | Lead | What you do |\n|---|---|---|---|---|---|\n"
GUESTS = "| Side | Name | Role | Organisation |\n|---|---|---|---|\n"


def programme(count: int) -> str:
    return ROWS + "\n".join(
        f"| {8 + k // 6:02}:{k % 6}0 | Row{k} of the talks | State dining room | Pool | Protocol | Listen |"
        for k in range(count)
    )


def guests(count: int) -> str:
    return GUESTS + "\n".join(f"| Japan | Row{k} | Minister of Trade | Bureau of Trade |" for k in range(count))


@pytest.mark.parametrize(("kind", "body"), [("programme", programme), ("participants", guests)])
@pytest.mark.parametrize("profile", [replace(STAFF, paper="A5"), PROFILES["tablet"]])
def test_no_page_begins_with_a_rule_or_with_the_last_of_a_list(
    kind: str, body: Callable[[int], str], profile: Profile
) -> None:
    for count in range(5, 24, 2):
        pages = own(compose(body(count), profile, kind))
        for page in pages[1:]:
            first = max(line.y for line in lines(page))
            above = [one for one in page.items if isinstance(one, Stroke) and one.y1 > first + 2]
            assert len(above) == 1, "the line below the running heads, and no other"
        assert len(pages) == 1 or page_text(pages[-1]).count("Row") > 1


def test_what_leads_a_detail_is_not_parted_from_it() -> None:
    for size in (12.0, 13.0, 14.0, 16.0, 18.0):
        for page in own(compose(programme(6), replace(STAFF, paper="A5", body=size), "programme")):
            for line in lines(page):
                assert not line_text(page, line).rstrip().endswith(":")


def test_a_title_is_parted_between_words_rather_than_inside_one() -> None:
    folios = compose("Words.", replace(STAFF, paper="A5", theme="modern"), title="Tariffs and non-tariff measures")
    assert found(folios, "non-tariff measures")


def test_the_facts_about_a_person_stand_in_one_column() -> None:
    table = "| | |\n|---|---|\n| **Born** | Kyoto |"
    body = f"{table}\n\nWords between.\n\n**What he wants (assessed).** Ships.\n\n**Path.** Law."
    folios = compose(body, kind="person")
    assert x_of(folios, "Kyoto") == pytest.approx(x_of(folios, "Ships."), abs=0.05)


def test_a_line_left_over_comes_back_by_lines_a_little_closer_and_no_more() -> None:
    said = "So many words of a paragraph that goes on and on and on until it takes two lines of the page, or three."
    closer = 0
    for count in range(4, 16):
        for end in range(1, 8):
            body = "\n\n".join([said] * count + ["One more line. " * end])
            pages = own(compose(body, PROFILES["tablet"]))
            told = [[line.y for line in lines(page) if "more line" not in line_text(page, line)] for page in pages]
            gaps = [upper - lower for page in told for upper, lower in pairwise(page)][1:]
            usual = 13.0 * 1.42
            assert min(gaps) > 0.94 * usual
            closer += min(gaps) < 0.98 * usual
    assert closer


@pytest.mark.parametrize("theme", ["sober", "modern", "classic"])
def test_no_row_of_a_matrix_is_torn_on_a_small_page_in_large_type(theme: str) -> None:
    folios = COMPOSER.compose(kinds_book(("position_matrix",)), replace(LARGE, theme=theme))
    pages = [page for page in folios.pages if page.width > page.height]
    assert len(pages) > 2
    for page in pages[1:]:
        top = max(line.y for line in lines(page))
        first = {line_text(page, line).strip() for line in lines(page) if line.y > top - 6}
        assert first & {"Topic", "Dues", "Harbours", "Next round"}
