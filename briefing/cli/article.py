"""``briefing import`` and ``briefing harvest``: articles and lists of quotes in, proposals out."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.cli.asking import Commands, UnusableFile, command, content, day, opened
from briefing.cli.printing import Bar, counted, line, pairs, shortened, table, value_of

if TYPE_CHECKING:
    from briefing.library.intake import Imported
    from briefing.library.store import Library
    from briefing.sources.article import Article

_LISTS = (".csv", ".jsonl", ".ndjson")
_CANDIDATE = (
    "start", "end", "text", "kind", "speaker", "speaker_start", "speaker_end", "role", "cue", "anonymous", "confidence",
)  # fmt: skip


def add_commands(commands: Commands) -> None:
    """Add ``import`` and ``harvest``."""
    kinds = "articles (txt md html mhtml eml docx pdf rtf), quotes (csv jsonl) or sources (ris bib csl.json)"
    made = command(commands, "import", f"import {kinds}; - reads stdin", _import)
    made.add_argument("files", nargs="+", metavar="FILE")
    made.add_argument(
        "--said-near", type=day, default="", metavar="DATE", help="the day “Sunday” and the like are seen from"
    )
    made.add_argument(
        "--accept",
        choices=("all", "sure", "none"),
        default="sure",
        help="which proposed quotes are accepted at once (sure); the others wait in the inbox",
    )
    made.add_argument(
        "--reported", action="store_true", help="take in reported speech too; it waits in the inbox as such"
    )
    made.add_argument("--json", action="store_true", help="print one JSON line a file and nothing else")
    made = command(commands, "harvest", "propose the quotes of articles and store nothing", _harvest)
    made.add_argument("files", nargs="+", metavar="FILE")
    made.add_argument(
        "--said-near", type=day, default="", metavar="DATE", help="the day “Sunday” and the like are seen from"
    )
    made.add_argument("--json", action="store_true", help="print one JSON line a file and nothing else")


def _article(name: str, data: bytes, said_near: str) -> Article:
    from briefing.sources.article import Unreadable, read

    try:
        found = read(data, "" if name == "-" else Path(name).name)
    except Unreadable as fault:
        raise UnusableFile(f"{name}: {fault.args[0]}") from None
    return replace(found, published_on=said_near) if said_near and not found.published_on else found


def _checked(name: str, data: bytes) -> None:
    """Refuse what is no list of quotes or sources, before the library is opened."""
    from briefing.library.faults import BadValue
    from briefing.library.intake_rows import rows
    from briefing.sources.article import Unreadable
    from briefing.sources.references import is_list, read_references

    try:
        if is_list(name):
            read_references(data, name)
        else:
            rows(data, _list_name(name))
    except (BadValue, Unreadable) as fault:
        raise UnusableFile(f"{name}: {fault.args[0]}") from None


def _list_name(name: str) -> str:
    return "stdin.jsonl" if name == "-" else Path(name).name


def _import(asked: argparse.Namespace) -> int:
    from briefing.sources.references import is_list

    # Everything is read before the library is touched: a missing or unreadable file leaves it as it was.
    found: list[tuple[str, bytes, Article | None]] = []
    for name in asked.files:
        data = content(name)
        quoted = name.lower().endswith(_LISTS) or (name == "-" and data.lstrip()[:1] == b"{" and data[:5] != b"{\\rtf")
        if quoted or is_list(name):
            _checked(name, data)
            found.append((name, data, None))
        else:
            found.append((name, data, _article(name, data, asked.said_near)))
    from briefing.library import quotes

    with opened(asked) as library:
        for name, data, article in found:
            before = quotes.counts(library.reader()).inbox
            done = _put(library, name, data, article, asked)
            if asked.json:
                line({**value_of(done), "file": name})
            else:
                _tell(name, done, quotes.counts(library.reader()).inbox - before)
    return 0


def _put(library: Library, name: str, data: bytes, article: Article | None, asked: argparse.Namespace) -> Imported:
    from briefing.library.intake import import_article, import_quotes
    from briefing.library.intake_sources import import_references
    from briefing.sources.harvest import gather
    from briefing.sources.references import is_list

    if is_list(name):
        return import_references(library, data, Path(name).name)
    if article is None:
        with Bar(f"Importing {shortened(Path(name).name, 30)}") as bar:
            return import_quotes(library, data, _list_name(name), progress=bar)
    day_near = asked.said_near or article.published_on
    found = gather(article.text, language=article.language, published_on=day_near)
    reported = found.reported if asked.reported else []
    return import_article(library, article, found.quotations, accept=asked.accept, reported=reported)


def _tell(name: str, done: Imported, waiting: int) -> None:
    if done.kind == "article":
        found = counted(done.candidates, "quotation")
        print(f"{name}: {found} found; {done.added} added, {done.duplicates} known already")
        if waiting:
            print(f"  {waiting} of them in the inbox, for somebody to look at")
    else:
        added = counted(done.added, done.kind.removesuffix("s"))
        print(f"{name}: {added} added, {done.duplicates} known already, {len(done.skipped)} skipped")
    if done.alike:
        many = counted(len(done.alike), "quotation")
        print(f"  {many} in nearly the words another source in the library has; all are kept")
    for skipped in done.skipped:
        print(f"  row {skipped.row}: {skipped.why}")


def _harvest(asked: argparse.Namespace) -> int:
    from briefing.sources.harvest import gather

    articles = [(name, _article(name, content(name), asked.said_near)) for name in asked.files]
    for name, article in articles:
        day_near = asked.said_near or article.published_on
        found = gather(article.text, language=article.language, published_on=day_near)
        reported: list[dict[str, Any]] = [{key: getattr(draft, key) for key in _CANDIDATE} for draft in found.reported]
        passed = [{**value_of(one), "text": article.text[one.start : one.end]} for one in found.left_out]
        if asked.json:
            candidates: list[dict[str, Any]] = [
                {key: getattr(draft, key) for key in _CANDIDATE} for draft in found.quotations
            ]
            line(
                {
                    "file": name,
                    "text": article.text,
                    "candidates": candidates,
                    "reported": reported,
                    "left_out": passed,
                }
            )
            continue
        pairs(
            [("File", name), ("Title", article.title), ("Publisher", article.publisher), ("Date", article.published_on)]
        )
        table(
            ("SURE?", "SPEAKER", "ROLE", "WORDS"),
            ((draft.confidence, draft.speaker or "–", draft.role, f"“{draft.text}”") for draft in found.quotations),
            "No quotations found.",
        )
        if reported:
            print()
            table(("REPORTED", "BY", "WORDS"), ((one["speaker"], one["cue"], one["text"]) for one in reported), "")
        if passed:
            print()
            table(("LEFT OUT", "WORDS"), ((one["reason"], shortened(one["text"], 80)) for one in passed), "")
    return 0
