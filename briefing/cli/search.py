"""``briefing search``: the same search as the window's."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from briefing.cli.asking import Commands, WrongUse, command, count, json_option, opened
from briefing.cli.printing import document, line

if TYPE_CHECKING:
    from briefing.library.driver import Connection
    from briefing.library.search import Hit, SearchPage

_ORDERS = ("best", "newest", "speaker")
_MARKS = str.maketrans({"\x02": "[", "\x03": "]"})


def add_commands(commands: Commands) -> None:
    """Add ``search``."""
    made = command(commands, "search", "find quotes; - reads one query a line and prints one JSON line each", _search)
    made.add_argument(
        "query", nargs="*", metavar="QUERY", help='words, "exact words", speaker: topic: source: since: until:'
    )
    made.add_argument("--saved", metavar="NAME", help="the words of a saved search, and QUERY if there is one")
    made.add_argument("--save", metavar="NAME", help="keep QUERY as a saved search of this name")
    made.add_argument("--list", action="store_true", help="list the saved searches with what they find now")
    made.add_argument("--order", choices=_ORDERS, default="newest", help="which come first (newest)")
    made.add_argument("--limit", type=count, default=20, metavar="N", help="how many to show at most (20)")
    json_option(made)


def _as_json(page: SearchPage) -> dict[str, Any]:
    return {
        "query": page.query,
        "total": page.total,
        "total_is_exact": page.total_is_exact,
        "elapsed_ms": page.elapsed_ms,
        "hits": [_hit(hit) for hit in page.hits],
        "corrected": [{"typed": typed, "searched": searched} for typed, searched in page.corrected],
    }


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.id,
        "kind": hit.kind,
        "text": hit.text,
        "snippet": hit.snippet,
        "speaker": hit.said_by,
        "role": hit.role,
        "said_on": hit.said_on,
        "source": hit.source,
        "topics": list(hit.topics),
        "score": hit.score,
        "handle": hit.handle,
    }


def _search(asked: argparse.Namespace) -> int:
    if not (asked.query or asked.saved or asked.list):
        raise WrongUse("Say what to search for")
    if asked.save and (asked.query in ([], ["-"]) or asked.saved):
        raise WrongUse("Say which words to save")
    from briefing.library import choices
    from briefing.library.search import search

    with opened(asked) as library:
        reader = library.reader()
        if asked.list:
            return _list(reader, as_json=asked.json)
        if asked.query == ["-"]:
            for words in sys.stdin:
                line(_as_json(search(reader, words.rstrip("\n"), limit=asked.limit, order=asked.order)))
            return 0
        query = " ".join(asked.query)
        if asked.saved:
            query = f"{choices.find_search(reader, asked.saved).query} {query}".strip()
        if asked.save:
            choices.save_search(library, asked.save, query)
        page = search(reader, query, limit=asked.limit, order=asked.order)
    if asked.json:
        document(_as_json(page))
    else:
        _print(page)
    return 0


def _list(reader: Connection, *, as_json: bool) -> int:
    from briefing.library import choices

    found = choices.search_counts(reader)
    rows = choices.searches(reader)
    if as_json:
        document([{"id": row.id, "name": row.name, "query": row.query, "quotes": found[row.id]} for row in rows])
    else:
        for row in rows:
            print(f"{row.name} ({found[row.id]}): {row.query}")
    return 0


def _print(page: SearchPage) -> None:
    for typed, searched in page.corrected:
        print(f"Nothing has “{typed}”. Searched instead: {searched}")
    for hit in page.hits:
        print(" ".join(hit.snippet.translate(_MARKS).split()))
        print(
            "    " + " · ".join(part for part in (hit.said_by, hit.role, hit.said_on, hit.source, hit.handle) if part)
        )
    more = "" if page.total_is_exact else "more than "
    print(f"{more}{page.total} found, {len(page.hits)} shown" if page.total else "Nothing found.")
