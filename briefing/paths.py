"""Where things lie: the data shipped with the program, and the user's own folders."""

from __future__ import annotations

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
LIBRARY_VARIABLE = "BRIEFING_LIBRARY"


def shipped(folder: str) -> Path:
    """Return a data folder that ships with the program, such as ``"fonts"`` or ``"db"``.

    Looks inside the installed package first and beside it (a checkout) second.

    Raises:
        FileNotFoundError: the program is not installed whole.
    """
    inside = ("db",) if folder == "db" else ("resources", folder)
    for root in (PACKAGE, PACKAGE.parent):
        found = root.joinpath(*inside)
        if found.is_dir():
            return found
    raise FileNotFoundError(f"The program's own folder “{folder}” is missing. Install Briefing again.")


def data_folder() -> Path:
    """Return the user's data folder (not created here)."""
    import platformdirs

    return Path(platformdirs.user_data_dir("briefing", appauthor=False))


def settings_file() -> Path:
    """Return the file that keeps the user's settings (it need not exist)."""
    import platformdirs

    return Path(platformdirs.user_config_dir("briefing", appauthor=False)) / "settings.toml"


def default_library() -> Path:
    """Return the library used when none is named: ``$BRIEFING_LIBRARY``, else one in the data folder."""
    named = os.environ.get(LIBRARY_VARIABLE, "")
    return Path(named) if named else data_folder() / "library.briefing"
