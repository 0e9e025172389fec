"""``briefing search``: the same search as the window's."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from briefing.cli.asking import Commands, command, count, json_option, opened
from briefing.cli.printing import document, line

if TYPE_CHECKING:
    from briefing.library.search import Hit, SearchPage

_ORDERS = ("best", "newest", "speaker")
_MARKS = str.maketrans({"\x02": "[", "\x03": "]"})


def add_commands(commands: Commands) -> None:
    """Add ``search``."""
    made = command(commands, "search", "find quotes; - reads one query a line and prints one JSON line each", _search)
    made.add_argument(
        "query", nargs="+", metavar="QUERY", help='words, "exact words", speaker: topic: source: since: until:'
    )
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
    from briefing.library.search import search

    with opened(asked) as library:
        if asked.query == ["-"]:
            for words in sys.stdin:
                line(_as_json(search(library.reader(), words.rstrip("\n"), limit=asked.limit, order=asked.order)))
            return 0
        page = search(library.reader(), " ".join(asked.query), limit=asked.limit, order=asked.order)
    if asked.json:
        document(_as_json(page))
        return 0
    for typed, searched in page.corrected:
        print(f"Nothing has “{typed}”. Searched instead: {searched}")
    for hit in page.hits:
        print(" ".join(hit.snippet.translate(_MARKS).split()))
        print(
            "    " + " · ".join(part for part in (hit.said_by, hit.role, hit.said_on, hit.source, hit.handle) if part)
        )
    more = "" if page.total_is_exact else "more than "
    print(f"{more}{page.total} found, {len(page.hits)} shown" if page.total else "Nothing found.")
    return 0
