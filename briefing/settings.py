"""The user's choices: one frozen value, kept as TOML, written whole or not at all.

Comes in: the settings file. Goes out: `Settings`, and a plain sentence when the file had to be set aside.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import tomllib
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

THEMES = ("system", "light", "dark")
SMALLEST_TEXT, LARGEST_TEXT = 80, 200
MOST_RECENT = 8
MOST_EXPORTS = 40


@dataclass(frozen=True, slots=True)
class ExportChoices:
    """What was chosen when a book was exported last. ``book`` is its id, ``since`` an edition's.

    ``sections`` and ``alone`` are the keys of sections chosen (see ``briefing.book.profile``); ``paper`` and ``size``
    are ``""`` where they follow the book and the profile. A password is never kept.
    """

    book: str = ""
    folder: str = ""
    profile: str = ""
    paper: str = ""
    size: str = ""
    duplex: bool = False
    mark_withheld: bool = False
    copy: int = 0
    copies: int = 0
    every_copy: bool = False
    watermark: str = ""
    since: str = ""
    sections: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()


# Fields that a profile has too.
KEPT_AS_THEY_ARE = ("duplex", "mark_withheld", "copy", "copies", "watermark", "sections", "alone")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the user may choose, and how the window was left.

    ``text_size`` is a percentage of the normal size. ``library`` is the file to open at start (empty: the usual
    place). ``recent`` lists libraries, newest first. ``export_folder``, ``export_profile`` and ``export_duplex`` are
    those of the last export, ``exports`` holds what was chosen for each book, the latest first. ``quote_order`` is that
    of the quotes list. The last five fields are the window as it was left: Qt's geometry as hex, pane widths in pixels
    and which panes are shown.
    """

    theme: str = "system"
    text_size: int = 100
    library: str = ""
    recent: tuple[str, ...] = ()
    last_book: str = ""
    last_section: str = ""
    export_folder: str = ""
    export_profile: str = ""
    export_duplex: bool = False
    exports: tuple[ExportChoices, ...] = ()
    quote_order: str = "newest"
    geometry: str = ""
    panes: tuple[int, ...] = ()
    side_panes: tuple[int, ...] = ()
    show_side_bar: bool = True
    show_preview: bool = True

    def opened(self, library: Path) -> Settings:
        """Return these settings with ``library`` as the newest of the recent ones and the one to open next."""
        name = str(library)
        others = tuple(old for old in self.recent if old != name)
        return replace(self, library=name, recent=(name, *others)[:MOST_RECENT])


@dataclass(frozen=True, slots=True)
class Loaded:
    """What `load` found: the settings to use, and a sentence to show the user (usually empty)."""

    settings: Settings
    notice: str = ""


def load(path: Path) -> Loaded:
    """Read the settings file. Never raises: a missing file means the defaults, a damaged one is moved aside."""
    try:
        text = path.read_bytes().decode("utf-8")
        return Loaded(_from_table(tomllib.loads(text)))
    except FileNotFoundError:
        return Loaded(Settings())
    except OSError as trouble:
        return Loaded(Settings(), f"Your settings could not be read ({trouble.strerror}). The usual ones are in use.")
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, ValueError):
        kept = _set_aside(path)
        where = f" The damaged file is kept as {kept.name}." if kept else ""
        return Loaded(Settings(), f"Your settings file was damaged, so the usual settings are in use.{where}")


def save(settings: Settings, path: Path) -> None:
    """Write the settings: to a temporary file first, which then takes the old one's place.

    Raises:
        OSError: the folder or disk does not allow it; the old file is unharmed.
    """
    import tomli_w

    values: dict[str, object] = asdict(settings)
    table: dict[str, object] = {
        name: list(cast("tuple[object, ...]", value)) if isinstance(value, tuple) else value
        for name, value in values.items()
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".settings-", suffix=".toml", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            tomli_w.dump(table, file)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _from_table(table: dict[str, Any]) -> Settings:
    """Take the fields we know, each only when it has the right shape; anything else keeps its default."""
    usual = Settings()
    taken: dict[str, Any] = {}
    for field in fields(Settings):
        value = table.get(field.name)
        before = getattr(usual, field.name)
        if field.name == "exports":
            taken[field.name] = _exports(value)
        elif isinstance(before, tuple):
            kind = int if field.name in {"panes", "side_panes"} else str
            listed = cast("list[object]", value) if isinstance(value, list) else None
            if listed is not None and all(type(one) is kind for one in listed):
                taken[field.name] = tuple(listed)
        elif type(value) is type(before):
            taken[field.name] = value
    found = Settings(**taken)
    return replace(
        found,
        theme=found.theme if found.theme in THEMES else usual.theme,
        text_size=min(max(found.text_size, SMALLEST_TEXT), LARGEST_TEXT),
        recent=found.recent[:MOST_RECENT],
    )


def _exports(value: object) -> tuple[ExportChoices, ...]:
    """Take what of each table has the right shape; one that names no book says nothing."""
    usual: dict[str, object] = asdict(ExportChoices())
    found: list[ExportChoices] = []
    for table in cast("list[object]", value) if isinstance(value, list) else ():
        given = cast("dict[str, object]", table) if isinstance(table, dict) else {}
        taken: dict[str, Any] = {}
        for name, before in usual.items():
            said = given.get(name)
            if name in ("sections", "alone"):
                listed = cast("list[object]", said) if isinstance(said, list) else []
                taken[name] = tuple(one for one in listed if isinstance(one, str))
            elif type(said) is type(before):
                taken[name] = said
        if taken.get("book"):
            found.append(ExportChoices(**taken))
    return tuple(found[:MOST_EXPORTS])


def _set_aside(path: Path) -> Path | None:
    """Move a damaged file out of the way under a name with the moment in it; ``None`` when that is refused."""
    moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    aside = path.with_name(f"{path.stem}-damaged-{moment}{path.suffix}")
    try:
        path.replace(aside)
    except OSError:
        return None
    return aside
