from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from briefing.ui.jobs import Jobs, Progress


def test_an_answer_comes_home_on_the_gui_thread(qtbot: QtBot, jobs: Jobs) -> None:
    homes: list[tuple[int, bool]] = []
    here = threading.get_ident()
    jobs.latest("a", threading.get_ident, lambda there: homes.append((there, threading.get_ident() == here)))
    qtbot.waitUntil(lambda: bool(homes))
    assert homes[0][0] != here
    assert homes[0][1]
    assert QThread.currentThread().isMainThread()


def test_a_superseded_answer_is_dropped(qtbot: QtBot, jobs: Jobs) -> None:
    go_on = threading.Event()
    answers: list[str] = []

    def slow() -> str:
        go_on.wait(10)
        return "old"

    jobs.latest("search", slow, answers.append)
    jobs.latest("search", lambda: "new", answers.append)
    qtbot.waitUntil(lambda: answers == ["new"])
    go_on.set()
    done: list[bool] = []
    jobs.latest("other", lambda: True, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert answers == ["new"]


def test_topics_do_not_disturb_each_other(qtbot: QtBot, jobs: Jobs) -> None:
    answers: list[str] = []
    jobs.latest("a", lambda: "a", answers.append)
    jobs.latest("b", lambda: "b", answers.append)
    qtbot.waitUntil(lambda: sorted(answers) == ["a", "b"])


def test_a_failure_is_told_and_a_superseded_one_is_not(qtbot: QtBot, jobs: Jobs) -> None:
    failed: list[str] = []
    go_on = threading.Event()

    def stale() -> None:
        go_on.wait(10)
        raise ValueError("stale")

    def bad() -> None:
        raise ValueError("now")

    def nothing(_answer: None) -> None:
        raise AssertionError("not reached")

    jobs.latest("a", stale, nothing, lambda trouble: failed.append(str(trouble)))
    jobs.latest("a", bad, nothing, lambda trouble: failed.append(str(trouble)))
    go_on.set()
    qtbot.waitUntil(lambda: failed == ["now"])


def test_long_work_reports_and_ends(qtbot: QtBot, jobs: Jobs) -> None:
    seen: list[tuple[int, int]] = []
    answers: list[int] = []

    def note(done: int, total: int) -> None:
        seen.append((done, total))

    def work(progress: Progress) -> int:
        for done in range(5):
            progress(done + 1, 5)
        return 7

    with qtbot.waitSignals([jobs.started, jobs.finished]):
        job = jobs.run("Counting", work, answers.append)
        job.progressed.connect(note)
    assert answers == [7]
    assert seen[-1] == (5, 5)
    assert jobs.running == ()


def test_long_work_can_be_stopped(qtbot: QtBot, jobs: Jobs) -> None:
    failed: list[Exception] = []
    begun = threading.Event()

    def work(progress: Progress) -> None:
        begun.set()
        while not progress.cancelled():
            pass
        raise InterruptedError("stopped")

    def never(_answer: None) -> None:
        raise AssertionError("not reached")

    job = jobs.run("Endless", work, never, failed.append)
    assert begun.wait(10)
    with qtbot.waitSignal(jobs.finished):
        job.cancel()
    assert isinstance(failed[0], InterruptedError)


def test_closing_waits_and_delivers_nothing_more(qtbot: QtBot) -> None:
    jobs = Jobs()
    ended: list[bool] = []
    answers: list[None] = []

    def work(progress: Progress) -> None:
        while not progress.cancelled():
            pass
        ended.append(True)

    jobs.run("Endless", work, answers.append)
    jobs.close()
    qtbot.wait(1)
    assert ended in ([], [True])
    assert answers == []
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("briefing_")]
    jobs.latest("late", lambda: None, answers.append)
    assert answers == []


@pytest.mark.parametrize("count", [40])
def test_the_last_of_many_questions_is_answered(qtbot: QtBot, jobs: Jobs, count: int) -> None:
    answers: list[int] = []
    for number in range(count):
        jobs.latest("typing", lambda number=number: number, answers.append)
    qtbot.waitUntil(lambda: bool(answers) and answers[-1] == count - 1)
    assert answers == sorted(answers)
