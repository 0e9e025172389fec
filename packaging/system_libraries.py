"""Name the system libraries Qt needs and this machine lacks; put them in where that is allowed.

Usage: ``python system_libraries.py [--window]``. Without ``--window`` only what the tests need (no screen).
Installs by apt when run by root or with a sudo that asks no password; otherwise prints the exact line to type
and ends with status 1. Needs nothing but Python's standard library.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys

# The shared object the dynamic linker looks for, and the Debian package that carries it.
OFFSCREEN = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def lacking(wanted: dict[str, str]) -> list[str]:
    """Return the packages whose library cannot be loaded."""
    packages: list[str] = []
    for library, package in wanted.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            packages.append(package)
    return packages


def installer() -> list[str] | None:
    """Return the words to put before ``apt-get`` here, or None where installing is not ours to do."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    asks_nothing = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    return ["sudo", "-n"] if asks_nothing else None


def main(words: list[str]) -> int:
    """Put in what is missing, or say what to type; return the exit status."""
    if sys.platform != "linux":
        return 0
    wanted = OFFSCREEN | WINDOW if "--window" in words else OFFSCREEN
    packages = lacking(wanted)
    if not packages:
        return 0
    line = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    before = installer()
    if before is not None:
        print("Adding the system libraries the window needs:", " ".join(packages), flush=True)
        silent = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for step in ("apt-get update", line):
            subprocess.run(
                [*before, *step.split()], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=silent
            )
        packages = lacking(wanted)
        if not packages:
            return 0
        line = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    print(f"This machine lacks system libraries. Type this line, then try again:\n  sudo {line}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
