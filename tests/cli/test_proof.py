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
