from __future__ import annotations

import subprocess
import sys
from pathlib import Path

# What the first paint must not wait for (DESIGN: start-up).
LATE = ("sqlmodel", "sqlalchemy", "reportlab", "uharfbuzz", "pypdfium2", "briefing.sources.harvest")
RUNS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from briefing import app
make = app.make_application
def made():
    qt = make()
    QTimer.singleShot(400, lambda: [one.close() for one in qt.topLevelWidgets()])
    return qt
app.make_application = made
sys.exit(app.open_app(Path(sys.argv[1])))
"""
OPENS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from briefing import app, settings
made = app.make_application()
from briefing.ui.window import MainWindow
window = MainWindow(settings.Settings(show_preview=False), Path(sys.argv[1]) / "settings.toml")
window.show()
assert window.open_library(Path(sys.argv[1]) / "new.briefing")
print(" ".join(name for name in sys.argv[2:] if name in sys.modules))
window.close()
"""


def test_the_window_opens_a_library_without_the_heavy_packages(tmp_path: Path) -> None:
    words = [sys.executable, "-c", OPENS, str(tmp_path), *LATE]
    done = subprocess.run(words, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == []


def test_the_program_starts_and_ends_by_itself(tmp_path: Path) -> None:
    words = [sys.executable, "-c", RUNS, str(tmp_path / "new.briefing")]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "new.briefing").is_file()
