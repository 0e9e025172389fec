"""Markdown to blocks: what a staffer types is what a page shows, and nothing typed can hurt."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text import markdown, markdown_tree
from briefing.text.blocks import (
    Block,
    BlockQuote,
    Code,
    Definitions,
    Heading,
    Listing,
    Paragraph,
    QuoteCard,
    Rule,
    Run,
    Runs,
    Table,
)
from briefing.text.markdown import parse, placements


def plain(runs: Runs) -> str:
    """Return the words of some runs, those of their footnotes behind them."""
    notes = "".join(plain(run.note.runs) for run in runs if run.note is not None)
    return "".join(run.text for run in runs) + notes


def words_of(blocks: tuple[Block, ...]) -> str:
    return " ".join(_said(blocks))


def _said(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            yield plain(block.runs)
        elif isinstance(block, Code):
            yield block.text
        elif isinstance(block, Listing):
            for item in block.items:
                yield from _said(item)
        elif isinstance(block, BlockQuote):
            yield from _said(block.blocks)
        elif isinstance(block, Table):
            yield from (plain(cell) for row in (block.head, *block.rows) for cell in row)
        elif isinstance(block, Definitions):
            yield from (plain(part) for entry in block.entries for part in entry)


def runs_of(source: str) -> tuple[Run, ...]:
    (block,) = parse(source)
    assert isinstance(block, Paragraph)
    return block.runs


def text_of(source: str) -> str:
    return plain(runs_of(source))


def test_bold_italic_and_both_are_told_apart() -> None:
    assert runs_of("a **b** *c* ***d*** _e_ snake_case_name") == (
        Run("a "),
        Run("b", bold=True),
        Run(" "),
        Run("c", italic=True),
        Run(" "),
        Run("d", bold=True, italic=True),
        Run(" "),
        Run("e", italic=True),
        Run(" snake_case_name"),
    )


def test_emphasis_nests() -> None:
    assert runs_of("**bold *both* bold**") == (
        Run("bold ", bold=True),
        Run("both", bold=True, italic=True),
        Run(" bold", bold=True),
    )


def test_code_spans_are_kept_as_typed() -> None:
    assert runs_of(r"`a < b & [[cite:abcd1234]] \* **x**`") == (Run(r"a < b & [[cite:abcd1234]] \* **x**", code=True),)


def test_only_web_and_mail_links_lead_anywhere() -> None:
    assert runs_of("[a](https://example.org/x_y_z)")[0] == Run("a", href="https://example.org/x_y_z")
    assert runs_of("[a](mailto:a@example.org)")[0].href == "mailto:a@example.org"
    for address in ("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//example.org", "x.pdf"):
        assert runs_of(f"[a]({address})") == (Run("a"),)


def test_addresses_written_out_become_links_without_the_full_stop() -> None:
    assert runs_of("See https://example.org/a_b, and <https://example.org/c>.") == (
        Run("See "),
        Run("https://example.org/a_b", href="https://example.org/a_b"),
        Run(", and "),
        Run("https://example.org/c", href="https://example.org/c"),
        Run("."),
    )


def test_named_link_targets_work_wherever_they_stand() -> None:
    assert runs_of("[text][G] and [g]\n\n[g]: https://example.org/") == (
        Run("text", href="https://example.org/"),
        Run(" and "),
        Run("g", href="https://example.org/"),
    )


def test_a_speaker_in_brackets_is_not_taken_for_a_link_target() -> None:
    assert text_of("[Ishiba]: yes") == "[Ishiba]: yes"


def test_html_leaves_its_words_only() -> None:
    source = '<div class="x">one <b>two</b><br>three <script>four</script> <!-- five --> a < b > c &eacute;</div>'
    assert text_of(source) == "one two\nthree four a < b > c é"


def test_an_image_is_a_link_with_its_description() -> None:
    assert runs_of("![A map](https://example.org/map.png)") == (Run("A map", href="https://example.org/map.png"),)
    assert text_of("Look![[cite:abcd1234]]") == "Look!"


def test_line_breaks_are_hard_when_asked_for_and_blanks_otherwise() -> None:
    assert text_of("one  \ntwo\\\nthree\nfour") == "one\ntwo\nthree four"
    assert text_of("首相は\n「進展」と\n述べた。") == "首相は「進展」と述べた。"


def test_escaped_signs_are_plain() -> None:
    assert text_of(r"\*not\* \[\[cite:abcd1234]] 1\. C:\path") == r"*not* [[cite:abcd1234]] 1. C:\path"


def test_headings_of_both_kinds() -> None:
    assert parse("## Two *it* ##\nOne\n===\nTwo\n---\n#G7 is no heading") == (
        Heading(2, (Run("Two "), Run("it", italic=True))),
        Heading(1, (Run("One"),)),
        Heading(2, (Run("Two"),)),
        Paragraph((Run("#G7 is no heading"),)),
    )


def item(text: str, *more: Block) -> tuple[Block, ...]:
    return (Paragraph((Run(text),)), *more)


def test_lists_follow_text_directly_and_nest_by_two_blanks() -> None:
    assert parse("Why:\n- one\n  goes on\n- two\n  - sub\n  - sub2\n    1) deep\n- three") == (
        *item("Why:"),
        Listing(
            (
                item("one goes on"),
                item(
                    "two",
                    Listing((item("sub"), item("sub2", Listing((item("deep"),), ordered=True)))),
                ),
                item("three"),
            )
        ),
    )


def test_numbered_lists_start_where_they_say_and_bullets_end_them() -> None:
    assert parse("3. three\n4. four\n- bullet") == (
        Listing((item("three"), item("four")), ordered=True, start=3),
        Listing((item("bullet"),)),
    )


def test_pasted_bullets_are_a_list() -> None:
    assert parse("• one\n• two") == (Listing((item("one"), item("two"))),)


def test_list_items_hold_paragraphs_and_cards() -> None:
    assert parse("- one\n\n  more\n\n  [[quote:abcd1234]]\n\n- two") == (
        Listing((item("one", *item("more"), QuoteCard("abcd1234")), item("two"))),
    )


def test_tables_keep_alignment_references_and_every_word() -> None:
    source = "Intro\n| a | b | c |\n|:--|:-:|--:|\n| 1 [[cite:abcd1234]] | `x|y` | 3 | spare |\n| only |"
    assert parse(source) == (
        *item("Intro"),
        Table(
            head=((Run("a"),), (Run("b"),), (Run("c"),)),
            rows=(
                ((Run("1 "), Run("", cite="abcd1234")), (Run("x|y", code=True),), (Run("3 spare"),)),
                ((Run("only"),), (), ()),
            ),
            align=("left", "centre", "right"),
        ),
    )


def test_definitions() -> None:
    assert parse("Term\n: its *meaning*\n\nOther\n\n: more") == (
        Definitions((((Run("Term"),), (Run("its "), Run("meaning", italic=True))),)),
        Definitions((((Run("Other"),), (Run("more"),)),)),
    )


def test_quotations_rules_and_code() -> None:
    assert parse("> said\n> - a\n\n* * *\n```py\n**x** <b>\n\n[[quote:abcd1234]]\n```\n\n    kept  as typed") == (
        BlockQuote(item("said - a")),
        Rule(),
        Code("**x** <b>\n\n[[quote:abcd1234]]"),
        Code("kept  as typed"),
    )


def test_a_card_stands_by_itself_even_without_blank_lines() -> None:
    assert parse("before\n[[quote:abcd1234]]\nafter") == (*item("before"), QuoteCard("abcd1234"), *item("after"))
    assert parse("in [[quote:abcd1234]] text") == (*item("in"), QuoteCard("abcd1234"), *item("text"))


def test_citations_take_the_style_around_them() -> None:
    assert runs_of("**so [[cite:abcd1234]]** and [[cite:x]]") == (
        Run("so ", bold=True),
        Run("", bold=True, cite="abcd1234"),
        Run(" and [[cite:x]]"),
    )


def test_placements_are_found_in_order_and_not_in_code() -> None:
    source = "a [[cite:abcd1234]]\n\n[[quote:bcde2345]]\n\n`[[cite:cdef3456]]`\n```\n[[quote:defg4567]]\n```\n"
    source += "``[[cite:last]]`"
    assert placements(source) == (("cite", "abcd1234"), ("card", "bcde2345"), ("cite", "last"))
    assert placements(markdown.card("abcd") + markdown.cite("efgh")) == (("card", "abcd"), ("cite", "efgh"))


def test_signs_no_page_can_show_are_left_out() -> None:
    assert text_of("a\x00b\x02c\ud800d\ufeff\te") == "abcd\ufeff e"


@pytest.mark.parametrize("depth", [5, 13, 500, 50_000])
def test_any_depth_of_nesting_is_read_or_kept_as_typed(depth: int) -> None:
    for mark in ("- ", "> ", ">", "1. "):
        assert "deep" in words_of(parse(mark * depth + "deep"))
    assert "deep" in words_of(parse("\n".join(" " * (2 * level) + "- deep" for level in range(min(depth, 300)))))


class Effort:
    """Counts what is handed to the costly part of the parser."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.signs = 0
        self.product = 0
        real = markdown_tree.affordable

        def counted(words: str) -> bool:
            answer = real(words)
            if answer:
                self.signs += markdown_tree.signs(words)
                self.product = max(self.product, markdown_tree.signs(words) * len(words))
            return answer

        monkeypatch.setattr(markdown_tree, "affordable", counted)


@pytest.mark.parametrize(
    "unit",
    ["[", "[]", "<", "<![CDATA[", "<!--", "- ", "> ", "*", "*a ", "_a", "`", "\\", "&", "<b ", "[a](", "![",
     "https://a.b ", "a  \n", "[a *b\n\n", "# *x*\n", "---\n", "a\n: b\n", "- b\n", "1. *b*\n", "> *a*\n",
     "|*a*|b|\n|-|-|\n", "~~~\n", "[a]: https://x.y\n"],
)  # fmt: skip
def test_nasty_input_costs_bounded_work(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    effort = Effort(monkeypatch)
    parse(unit * (60_000 // len(unit)))
    assert effort.signs <= 20_000
    assert effort.product <= 2_000_000


WORDS = st.text("abcdefgh石破", min_size=1, max_size=6)
LINES = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(
        [
            "",
            "",
            "- ",
            "  - ",
            "    ",
            "1. ",
            "> ",
            "## ",
            ": ",
            "| ",
            "**",
            "*",
            "[",
            "`",
            "<b>",
            "> - ",
            "[^n]: ",
            "[^n]",
        ]
    ),
    WORDS,
    st.sampled_from(["", "", " ", "[^n]", "  ", "**", "*", "]", "`", "</b>", " | x |", "](https://example.org)"]),
    st.sampled_from(["\n", "\n", "\n\n", "\n---\n", "\n```\n", "\n| - | - |\n"]),
)


@given(st.lists(LINES, max_size=12))
def test_no_word_is_ever_lost(lines: list[str]) -> None:
    source = "".join(lines)
    said = words_of(parse(source)).replace(" ", "").replace("\n", "")
    for line in lines:
        word = "".join(sign for sign in line.split("\n")[0].split("](")[0].replace("b>", "") if sign in "abcdefgh石破")
        assert word in said


@given(st.text("ab \n\t-*_#>`[]^()<>!&;:|~\\1.=石{}\"'x\x02", max_size=80) | st.text(max_size=60))
def test_parsing_never_raises_and_runs_are_well_formed(source: str) -> None:
    for block in parse(source):
        if isinstance(block, Paragraph):
            assert block.runs
            assert all(run.text or run.cite or run.note for run in block.runs)
            assert not block.runs[0].text.startswith(" ") or block.runs[0].code
    placements(source)


@given(
    st.lists(st.sampled_from(["[[cite:abcd]]", "[[quote:abcd]]", "\n", "\n\n", "- ", "word ", "**", "> "]), max_size=12)
)
def test_the_page_shows_exactly_the_references_that_are_counted(parts: list[str]) -> None:
    source = "".join(parts)

    def shown(blocks: tuple[Block, ...]) -> Iterator[str]:
        for block in blocks:
            if isinstance(block, QuoteCard):
                yield block.handle
            elif isinstance(block, Paragraph | Heading):
                yield from (run.cite for run in block.runs if run.cite)
            elif isinstance(block, Listing):
                for part in block.items:
                    yield from shown(part)
            elif isinstance(block, BlockQuote):
                yield from shown(block.blocks)

    indented_code = any(isinstance(block, Code) for block in parse(source))
    assert indented_code or len(list(shown(parse(source)))) == len(placements(source))


def test_every_pattern_of_the_package_is_known_to_us() -> None:
    parser = markdown_tree.Tamed()
    ours = len(parser._patterns)  # pyright: ignore[reportPrivateUsage]
    md = parser._md  # pyright: ignore[reportPrivateUsage]
    assert ours == len(md.inlinePatterns)
