"""Proof as scripts see it: words that are not in their source are refused, or kept with the reason given."""

from __future__ import annotations

from pathlib import Path

from tests.cli.test_commands import ARTICLE, Briefing, briefing

__all__ = ["briefing"]


def test_words_that_are_not_in_the_source_need_a_reason(briefing: Briefing, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    assert briefing("import", "a.txt").status == 0
    (source,) = briefing("source", "list", "--json").json
    add = ("quote", "add", "--text", "We shall never meet again, that is sure", "--source", source["id"])
    refused = briefing(*add)
    assert refused.status == 2
    assert "not in the text" in refused.err
    made = briefing(*add, "--unproven-reason", "Heard in the hall", "--json").json
    (missing,) = briefing("quote", "proof", "--json").json
    assert (missing["handle"], missing["why"], missing["reason"]) == (made["handle"], "not found", "Heard in the hall")
    shown = briefing("quote", "show", made["handle"], "--json").json
    assert shown["unproven_reason"] == "Heard in the hall"


def test_the_words_that_differ_are_shown(briefing: Briefing, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    briefing("import", "a.txt")
    (quote,) = briefing("quote", "list", "--json").json
    assert "word for word" in briefing("quote", "show", quote["handle"]).out
    changed = "We will keep the summit in mind when our teams meet again"
    assert briefing("quote", "edit", quote["handle"], "--text", changed).status == 0
    told = briefing("quote", "proof", quote["handle"]).out
    assert "We [-will-] {+shall+} keep the summit" in told


def test_the_check_of_a_book_tells_which_of_its_quotes_have_no_proof(briefing: Briefing, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    briefing("import", "a.txt")
    (proven,) = briefing("quote", "list", "--json").json
    (source,) = briefing("source", "list", "--json").json
    add = ("quote", "add", "--text", "We shall never meet again, that is sure", "--source", source["id"])
    missing = briefing(*add, "--unproven-reason", "Heard in the hall", "--json").json
    (tmp_path / "b.md").write_text(
        f"# Talks\n\n[[quote:{proven['handle']}]]\n\n[[quote:{missing['handle']}]]\n", encoding="utf-8"
    )
    assert briefing("book", "import", "b.md", "--title", "Hall").status == 0
    findings = briefing("check", "Hall", "--json").json["findings"]
    (told,) = [one for one in findings if one["code"] == "quote-unproven"]
    assert (told["handle"], told["severity"]) == (missing["handle"], "warn")
    assert "Talks: “We shall never meet again, that is sure” has no proof yet" in told["message"]
    assert "Heard in the hall" in told["message"]
