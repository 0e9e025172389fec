from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import settings
from briefing.settings import ExportChoices, Settings

WORDS = st.text(st.characters(codec="utf-8"), max_size=20)


@given(
    made=st.builds(
        Settings,
        theme=st.sampled_from(settings.THEMES),
        text_size=st.integers(settings.SMALLEST_TEXT, settings.LARGEST_TEXT),
        library=WORDS,
        recent=st.lists(WORDS, max_size=settings.MOST_RECENT).map(tuple),
        last_book=WORDS,
        geometry=st.binary(max_size=8).map(bytes.hex),
        exports=st.lists(
            st.builds(
                ExportChoices,
                book=WORDS.filter(bool),
                folder=WORDS,
                copies=st.integers(0, 999),
                duplex=st.booleans(),
                sections=st.lists(WORDS).map(tuple),
                alone=st.lists(WORDS).map(tuple),
            ),
            max_size=3,
        ).map(tuple),
        panes=st.lists(st.integers(0, 5000), max_size=4).map(tuple),
        side_panes=st.just(()),
        show_side_bar=st.booleans(),
        show_preview=st.booleans(),
    )
)
def test_what_is_saved_is_what_is_loaded(tmp_path: Path, made: Settings) -> None:
    settings.save(made, tmp_path / "settings.toml")
    assert settings.load(tmp_path / "settings.toml") == settings.Loaded(made)


def test_no_file_means_the_usual_settings(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "none.toml") == settings.Loaded(Settings())


@pytest.mark.parametrize("damage", [b"theme = ", b"\xff\xfe\x00", b"[[[", b"theme = 'light'\ntheme = 'dark'"])
def test_a_damaged_file_is_set_aside_and_said(tmp_path: Path, damage: bytes) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(damage)
    loaded = settings.load(file)
    assert loaded.settings == Settings()
    assert "damaged" in loaded.notice
    assert not file.exists()
    (kept,) = tmp_path.glob("settings-damaged-*.toml")
    assert kept.read_bytes() == damage
    assert kept.name in loaded.notice


def test_a_folder_in_its_place_does_not_stop_the_start(tmp_path: Path) -> None:
    loaded = settings.load(tmp_path)
    assert loaded.settings == Settings()
    assert loaded.notice


@pytest.mark.parametrize(
    "line", ["theme = 'pink'", "text_size = 'big'", "text_size = true", "recent = [1, 2]", "panes = ['a']", "other = 1"]
)
def test_a_value_that_makes_no_sense_keeps_its_default(tmp_path: Path, line: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(line)
    assert settings.load(file) == settings.Loaded(Settings())


def test_the_text_size_stays_readable(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("text_size = 9000")
    assert settings.load(file).settings.text_size == settings.LARGEST_TEXT


def test_a_save_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "settings.toml"
    settings.save(Settings(theme="dark"), file)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        settings.save(Settings(theme="light"), file)
    assert settings.load(file).settings.theme == "dark"
    assert [path.name for path in tmp_path.iterdir()] == ["settings.toml"]


def test_a_library_opened_again_moves_to_the_front() -> None:
    chosen = Settings()
    for name in ("a", "b", "a"):
        chosen = chosen.opened(Path(name))
    assert chosen.recent == ("a", "b")
    assert chosen.library == "a"
    many = replace(chosen, recent=tuple(str(n) for n in range(settings.MOST_RECENT))).opened(Path("new"))
    assert len(many.recent) == settings.MOST_RECENT
