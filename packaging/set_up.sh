#!/bin/sh
# set_up.sh run|test|bench: a virtual environment with the locked dependencies, made once and again only when
# they change. Works without a network when nothing has to be fetched.
set -eu
cd "$(dirname "$0")/.."
kind=${1:-run}
case $kind in
    run) files="packaging/requirements.txt" ;;
    test) files="packaging/requirements.txt packaging/requirements-dev.txt" ;;
    bench) files="packaging/requirements.txt packaging/requirements-dev.txt packaging/requirements-bench.txt" ;;
    *) echo "set_up.sh: say run, test or bench" >&2; exit 2 ;;
esac

python=
for name in ${PYTHON:-} python3.11 python3.12 python3.13 python3 python; do
    if command -v "$name" >/dev/null 2>&1 && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$name; break
    fi
done
if [ -z "$python" ]; then
    echo "Briefing needs Python 3.11 or newer. Install it, then try again." >&2; exit 1
fi

# A folder that was moved needs a new environment: scripts in it hold its old place.
mark="$(pwd) $($python -c 'import sys; print(sys.version_info[:2])') $(cat pyproject.toml packaging/requirements*.txt | cksum)"
stamp=".venv/.ready-$kind"
[ -f "$stamp" ] && [ "$(cat "$stamp")" = "$mark" ] && exit 0

if [ ! -x .venv/bin/python ] || ! .venv/bin/python -c pass 2>/dev/null || ! grep -qs "$(pwd)/.venv" .venv/bin/pip; then
    echo "Making a virtual environment in .venv …"
    rm -rf .venv
    if ! "$python" -m venv .venv >/dev/null 2>&1; then
        # Debian keeps the part of Python that makes environments in a package of its own.
        rm -rf .venv
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
            apt-get update >/dev/null 2>&1 || true
            DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends python3-venv >/dev/null 2>&1
            "$python" -m venv .venv
        else
            echo "Python cannot make virtual environments here. Type: sudo apt-get install python3-venv" >&2; exit 1
        fi
    fi
fi
echo "Fetching the locked dependencies …"
for file in $files; do
    .venv/bin/python -m pip install --quiet --disable-pip-version-check -r "$file"
done
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
# What serves the larger purpose serves the smaller too.
case $kind in bench) for_all="run test bench" ;; test) for_all="run test" ;; *) for_all="run" ;; esac
for each in $for_all; do printf '%s' "$mark" >".venv/.ready-$each"; done
