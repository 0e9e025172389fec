"""A thousand damaged files of every kind the program reads: each is read or refused with a sentence, none is a fault.

``python tests/bench/bench_readers.py --number N`` tries N of each kind; ``--kind a.pdf`` one kind only. Prints how many
were read and refused, the slowest, and how to make a faulty file again.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
import warnings
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.unit.mutated import mutated, outcome, seeds


def main() -> int:
    """Try them all; return 1 when one is a fault."""
    asked = argparse.ArgumentParser(description="Read damaged files.")
    asked.add_argument("--number", type=int, default=1000)
    asked.add_argument("--kind", default="")
    given = asked.parse_args()
    warnings.simplefilter("error")
    faults = 0
    for name in seeds():
        if given.kind not in ("", name):
            continue
        counted: Counter[str] = Counter()
        slowest, which = 0.0, 0
        for number in range(given.number):
            began = time.process_time()
            try:
                counted[outcome(name, mutated(name, number))] += 1
            except Exception:  # noqa: BLE001  (any fault is what is looked for)
                counted["FAULT"] += 1
                if counted["FAULT"] == 1:
                    traceback.print_exc()
                    print(f"made again by: mutated({name!r}, {number})")
            took = time.process_time() - began
            if took > slowest:
                slowest, which = took, number
        faults += counted["FAULT"]
        told = ", ".join(f"{counted[what]:5} {what}" for what in ("read", "refused", "FAULT"))
        print(f"{name.removeprefix('a.'):6}{told}   slowest {1000 * slowest:7.1f} ms (number {which})")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
