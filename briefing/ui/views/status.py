"""The status bar: when it was saved, how much there is, and long work with its progress and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, QTime
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QStatusBar, QToolButton, QWidget

from briefing.ui import icons, wording
from briefing.ui.jobs import Job, Jobs

MESSAGE_STAYS = 8000


class JobLine(QWidget):
    """One long job: its name, how far it is, and a button to stop it."""

    def __init__(self, job: Job, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name = QLabel(job.title, self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(120)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(job.title)
        self.stop = QToolButton(self)
        icons.dress(self.stop, "x", "muted")
        self.stop.setIconSize(QSize(14, 14))
        words = QCoreApplication.translate("Status", "Stop: {job}").format(job=job.title)
        self.stop.setAccessibleName(words)
        self.stop.setToolTip(words)
        self.stop.clicked.connect(job.cancel)
        self.stop.clicked.connect(lambda: self.stop.setEnabled(False))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 0, 4, 0)
        for part in (name, self.bar, self.stop):
            layout.addWidget(part)
        job.progressed.connect(self._moved)
        job.ended.connect(self.deleteLater)

    def _moved(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)


class StatusBar(QStatusBar):
    """``say`` for what just happened; ``saved`` and ``tell`` for how things stand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._saved = QLabel(self)
        self._counts = QLabel(self)
        self._saved.setAccessibleName(QCoreApplication.translate("Status", "Saved"))
        self._counts.setAccessibleName(QCoreApplication.translate("Status", "Counts"))
        self._jobs = QHBoxLayout()
        self._jobs.setContentsMargins(0, 0, 0, 0)
        lines = QWidget(self)
        lines.setLayout(self._jobs)
        self.addWidget(self._saved)
        self.addPermanentWidget(lines)
        self.addPermanentWidget(self._counts)
        # The bar forgets that it hid the time when it is hidden and shown itself: both would be over each other.
        self.messageChanged.connect(self._make_room)

    @property
    def counts(self) -> str:
        """The numbers shown at the right."""
        return self._counts.text()

    @property
    def saved_at(self) -> str:
        """What is shown about saving."""
        return self._saved.text()

    def watch(self, jobs: Jobs) -> None:
        """Show the long jobs of ``jobs`` while they run."""
        jobs.started.connect(self._began)

    def say(self, text: str) -> None:
        """Tell what just happened, for some seconds."""
        self.showMessage(text, MESSAGE_STAYS)

    def saved(self) -> None:
        """Note that everything is saved now."""
        now = QTime.currentTime().toString("HH:mm")
        self._set(self._saved, QCoreApplication.translate("Status", "Saved {time}").format(time=now))

    def tell(self, words: int, quotes: int, without_source: int) -> None:
        """Show the open section's words and quotes, and how many quotes of the library have no source.

        Fewer than 0 ``words``: no section is open, and numbers of one would be read as the library's.
        """
        translate = QCoreApplication.translate
        parts: list[str] = []
        if words >= 0:
            parts.append(_many(words, translate("Status", "1 word"), translate("Status", "{n} words")))
            parts.append(_many(quotes, translate("Status", "1 quote"), translate("Status", "{n} quotes")))
        if words >= 0 or without_source:
            parts.append(translate("Status", "{n} without source").format(n=wording.number(without_source)))
        self._set(self._counts, " · ".join(parts))

    def clear(self) -> None:
        """Show nothing: no library is open."""
        self._set(self._saved, "")
        self._set(self._counts, "")

    def _make_room(self, text: str) -> None:
        self._saved.setVisible(not text)

    def _set(self, label: QLabel, text: str) -> None:
        label.setText(text)
        label.setAccessibleDescription(text)

    def _began(self, job: Job) -> None:
        self._jobs.addWidget(JobLine(job, self))


def _many(count: int, one: str, more: str) -> str:
    return one if count == 1 else more.format(n=wording.number(count))
