"""A Markdown file as a book."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.book.markdown_book import Chapter, read

SOURCE = """# Scene setter

Words.

## Below stays
```
# no heading
```
Objectives
==========
- one
# If *raised* #
"""


def test_first_level_headings_start_sections_and_lower_ones_stay() -> None:
    assert read(SOURCE).chapters == (
        Chapter("Scene setter", "Words.\n\n## Below stays\n```\n# no heading\n```"),
        Chapter("Objectives", "- one"),
        Chapter("If raised", ""),
    )


def test_words_before_the_first_heading_are_an_introduction() -> None:
    assert read("Hello\n# One\n").chapters == (Chapter("Introduction", "Hello"), Chapter("One", ""))
    assert read("Only words").chapters == (Chapter("Introduction", "Only words"),)
    assert read(" \n\n").chapters == ()


def test_a_block_at_the_top_states_the_title() -> None:
    found = read("---\ntitle: 'G7 book'\nEvent: Kananaskis\nauthor: x\n---\n# One\n")
    assert found.fields == {"title": "G7 book", "event": "Kananaskis"}
    assert found.chapters == (Chapter("One", ""),)


def test_a_rule_at_the_top_is_not_such_a_block() -> None:
    assert read("---\nwords\n---\n# One").chapters[0].title == "Introduction"


@given(st.lists(st.sampled_from(["# One", "## Two", "words", "", "```", "===", "    # code", "---"]), max_size=10))
def test_no_line_of_words_is_lost(lines: list[str]) -> None:
    chapters = read("\n".join(lines)).chapters
    kept = "\n".join(f"{chapter.title}\n{chapter.body}" for chapter in chapters)
    for words in ("words", "Two", "code"):
        assert sum(words in line for line in lines) == kept.count(words)
