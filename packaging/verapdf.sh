#!/bin/sh
# verapdf.sh [try]: fetch veraPDF's jar into .verapdf by Maven (once), then run the tests that ask it about our PDFs.
# With `try` (the checks of every change) it asks about one paper only, and it says what is missing and ends well
# where Java, Maven or the artifact cannot be had.
set -eu
cd "$(dirname "$0")/.."
version=1.28.2
digest=687d4d8bcfec48c9f7e931cf78ed061f1eeccfba55d4cdc000ba9b4d8aa46ce6
jar=.verapdf/greenfield-apps.jar

give_up() {
    echo "verapdf.sh: $1 The tests that need it are left out." >&2
    if [ "${try:-}" = try ]; then exit 0; fi
    exit 1
}
sound() { "$python" -c 'import hashlib, sys; sys.exit(hashlib.sha256(open(sys.argv[1], "rb").read()).hexdigest() != sys.argv[2])' "$1" $digest; }

try=${1:-}
python=.venv/bin/python
[ -x "$python" ] || give_up "There is no virtual environment; type “make setup” first."
command -v java >/dev/null 2>&1 || give_up "There is no Java here."
if [ ! -f $jar ] || ! sound $jar; then
    command -v mvn >/dev/null 2>&1 || give_up "There is no Maven here to fetch veraPDF with."
    echo "Fetching veraPDF $version …"
    rm -rf .verapdf
    mkdir .verapdf
    # The artifact holds all it depends on. Following its own list of dependencies (which names repositories of
    # its makers) is not needed, so Maven asks only where it is set to ask. Its other files go with the folder.
    limit=
    if [ "$try" = try ] && command -v timeout >/dev/null 2>&1; then limit="timeout 40"; fi
    $limit mvn --quiet --batch-mode org.apache.maven.plugins:maven-dependency-plugin:2.8:get \
        -Dartifact=org.verapdf.apps:greenfield-apps:$version -Dtransitive=false -Dmaven.repo.local=.verapdf/maven \
        >.verapdf/maven.log 2>&1 || give_up "veraPDF could not be fetched; .verapdf/maven.log says why."
    fetched=.verapdf/maven/org/verapdf/apps/greenfield-apps/$version/greenfield-apps-$version.jar
    [ -f $fetched ] && sound $fetched || give_up "What Maven fetched is not the veraPDF we know."
    mv $fetched $jar
    rm -rf .verapdf/maven
fi
java -cp $jar org.verapdf.apps.GreenfieldCliWrapper --version >/dev/null 2>&1 || give_up "This Java cannot run veraPDF."
[ "$try" != try ] || export VERAPDF_PAPERS=A4
QT_QPA_PLATFORM=offscreen exec "$python" -m pytest -q -rs tests/pdf/test_verapdf.py
