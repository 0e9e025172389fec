"""How well quotations and speakers are found in articles people have marked, and how fast.

``python tests/bench/bench_harvest.py`` scores the articles in ``tests/bench/gold``, which were written for this project
and not for the rules. ``--gold FOLDER`` (or the variable ``BRIEFING_GOLD``; a file will do) scores other files of the
same form too, each by itself; ``--wrong`` lists what is wrong. What the numbers mean is told in ``harvest_score.py``.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

from harvest_score import score

from briefing.sources.harvest import harvest

OURS = Path(__file__).parent / "gold"


def articles(file: Path) -> list[dict[str, Any]]:
    """Return the articles of a gold file."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]


def main() -> int:
    """Print the scores of each file; return 2 when there is none."""
    asked = argparse.ArgumentParser(description="Score the harvest.")
    asked.add_argument("--gold", type=Path, default=os.environ.get("BRIEFING_GOLD") or None)
    asked.add_argument("--wrong", action="store_true")
    given = asked.parse_args()
    files = sorted(OURS.glob("*.jsonl"))
    if given.gold is not None:
        other = Path(given.gold)
        more = sorted(other.glob("*.jsonl")) if other.is_dir() else [other] if other.is_file() else []
        if not more:
            print(f"There are no gold files (*.jsonl) in {other}.", file=sys.stderr)
            return 2
        files += more
    for line in articles(files[0])[:3]:
        # Once before the clock runs: the first article of a language reads its rules.
        harvest(line["text"], language=line["lang"])
    for file in files:
        found = score(articles(file))
        print(f"{file.name}: {len(articles(file))} articles")
        for name in ("all", *sorted(found.keys() - {"all"})):
            print("  " + found[name].line(name))
        if given.wrong:
            for one in found["all"].wrong:
                print("    " + one)
    return 0


if __name__ == "__main__":
    sys.exit(main())
