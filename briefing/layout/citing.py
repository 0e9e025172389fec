"""Source numbers in running text: neighbours with one number print it once, every quote cited stays known."""

from __future__ import annotations

from collections.abc import Callable

from briefing.text.blocks import Run, Runs


def gathered(runs: Runs, source: Callable[[str], str]) -> tuple[Runs, dict[int, tuple[str, ...]]]:
    """Return the runs with neighbouring cites of one source made one, and the handles each cite stands for.

    ``source`` gives the key of a handle's source, ``""`` where it has none; the handles are by the position of their
    cite in the runs returned. Cites are neighbours when nothing or only blanks stand between them.
    """
    cited = [position for position, run in enumerate(runs) if run.cite]
    if len(cited) < 2:
        return runs, {position: (runs[position].cite,) for position in cited}
    out: list[Run] = []
    held: dict[int, tuple[str, ...]] = {}
    last = -1
    for run in runs:
        if run.cite:
            key = source(run.cite)
            if last >= 0 and key and key == source(out[last].cite):
                del out[last + 1 :]
                held[last] = (*held[last], run.cite)
                continue
            last = len(out)
            held[last] = (run.cite,)
        elif run.text.strip() or run.note is not None:
            last = -1
        out.append(run)
    return tuple(out), held
