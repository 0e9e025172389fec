"""The house rules of DESIGN: kept by a machine because people forget."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "briefing"
CATCH_ALLS = {"utils", "util", "common", "helpers", "helper", "manager", "managers", "core", "misc", "base", "shared"}
# Words put together so that this file does not break its own rule.
REGISTRY_HOSTS = [
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "npmjs" + ".org",
    "--index" + "-url",
    "--extra-index" + "-url",
]
HOMES = re.compile("/(?:root|home/[a-z]+|Users/[A-Za-z]+|work)" + "/")


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def tracked() -> list[Path]:
    """Return the text files that belong to the project, as git knows them or, without git, as they lie there."""
    try:
        asked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
        found = [ROOT / name for name in asked.stdout.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        found = [*PACKAGE.rglob("*"), *(ROOT / "tests").rglob("*"), *(ROOT / "packaging").rglob("*"), *ROOT.glob("*.*")]
    binary = {".ttf", ".otf", ".png", ".ico", ".icns", ".pdf", ".pyc", ".svgz"}
    return [path for path in found if path.is_file() and path.suffix not in binary]


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_no_file_is_longer_than_400_lines() -> None:
    long = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in modules()}
    assert {name: lines for name, lines in long.items() if lines > 400} == {}


def test_no_function_is_longer_than_60_lines() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{function.lineno} {function.name}"
        for path in modules()
        for function in functions(ast.parse(path.read_text("utf-8")))
        if (function.end_lineno or function.lineno) - function.lineno + 1 > 60
    ]
    assert long == []


def test_nothing_is_named_for_being_left_over() -> None:
    rooms = [*PACKAGE.rglob("*"), *(ROOT / "resources").rglob("*"), *(ROOT / "packaging").rglob("*")]
    assert [str(path.relative_to(ROOT)) for path in rooms if path.stem.lower() in CATCH_ALLS] == []


def test_data_folders_hold_no_python() -> None:
    found = [path for folder in ("resources", "db") for path in (ROOT / folder).rglob("*.py")]
    assert found == []


def test_package_fronts_hold_only_a_docstring() -> None:
    for path in PACKAGE.rglob("__init__.py"):
        tree = ast.parse(path.read_text("utf-8"))
        assert ast.get_docstring(tree), f"{path} says nothing"
        rest = tree.body[1:]
        if path.parent == PACKAGE:
            rest = [node for node in rest if not (isinstance(node, ast.Assign) and "__version__" in ast.unparse(node))]
        assert rest == [], f"{path} does more than say what the room is for"


def test_no_file_names_a_registry_or_somebodys_folders() -> None:
    found: list[str] = []
    for path in tracked():
        words = path.read_text("utf-8", errors="replace")
        found += [f"{path.relative_to(ROOT)}: {host}" for host in REGISTRY_HOSTS if host in words]
        found += [f"{path.relative_to(ROOT)}: {home[0]}" for home in HOMES.finditer(words)]
    assert found == []


def test_pinned_versions_are_exact() -> None:
    for path in (ROOT / "packaging").glob("requirements*.txt"):
        for line in path.read_text("utf-8").splitlines():
            assert not line.strip() or line.startswith("#") or re.fullmatch(r"[\w.-]+==[\w.]+", line.strip()), line


def test_every_runtime_dependency_is_pinned() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    pinned = (ROOT / "packaging" / "requirements.txt").read_text("utf-8").lower().replace("-", "_")
    for wanted in project["dependencies"]:
        name = re.split(r"[<>=!~\[; ]", wanted)[0].lower().replace("-", "_")
        assert f"{name}==" in pinned, f"{name} is not pinned"


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE"])
def test_the_pages_of_the_project_are_there(page: str) -> None:
    assert (ROOT / page).read_text("utf-8").strip()


def test_every_command_is_explained_in_the_help() -> None:
    import argparse

    from briefing.cli.entry import parser

    def verbs(made: argparse.ArgumentParser, path: str) -> Iterator[str]:
        for action in made._actions:  # pyright: ignore[reportPrivateUsage]
            if isinstance(action, argparse._SubParsersAction):  # pyright: ignore[reportPrivateUsage]
                choices: dict[str, argparse.ArgumentParser] = action.choices  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
                for name, inner in choices.items():
                    yield f"{path} {name}"
                    yield from verbs(inner, f"{path} {name}")

    page = (ROOT / "resources" / "help" / "command-line.md").read_text("utf-8")
    assert [verb for verb in verbs(parser(), "briefing") if verb not in page] == []
