#!/bin/sh
# Write every version installed in .venv to constraints.txt, one `name==version` a line.
# Build tags (`+cpu`) are left out: each machine picks its own build of a version.

set -eu
cd "$(dirname "$0")/.."

.venv/bin/python -m pip --disable-pip-version-check freeze --exclude-editable |
    sed -n 's/^\([^ =]*==[^ +]*\).*/\1/p' | tr '_' '-' | tr '[:upper:]' '[:lower:]' |
    LC_ALL=C sort >.venv/constraints.txt
grep -q '^torch==' .venv/constraints.txt || {
    echo "constraints: no torch in .venv; run: make setup" >&2
    exit 1
}
{
    echo "# The versions that paperqa is tested with. Written by: make constraints"
    cat .venv/constraints.txt
} >constraints.txt
