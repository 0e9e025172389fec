#!/bin/sh
# Open the window; on a machine without a screen say so and build the sample book instead.
set -eu
cd "$(dirname "$0")/.."
screen=no
if [ "$(uname -s)" != Linux ]; then
    screen=yes
elif [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; then
    .venv/bin/python packaging/system_libraries.py --window
    # A display may be named and yet not answer (a dead session): Qt would end the program without a word.
    .venv/bin/python -c 'from PySide6.QtGui import QGuiApplication; QGuiApplication([])' >/dev/null 2>&1 && screen=yes
fi
if [ "$screen" = yes ]; then
    exec .venv/bin/briefing
fi
echo "There is no display here, so the window stays shut. Building the sample book instead …"
mkdir -p out
library=out/sample.briefing
.venv/bin/briefing --library "$library" sample
.venv/bin/briefing --library "$library" export "Japan" out/sample-g7-book.pdf
echo "The sample G7 book is here: $(pwd)/out/sample-g7-book.pdf"
