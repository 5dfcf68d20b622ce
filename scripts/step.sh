#!/bin/sh
# Say what a command does, run it, and say how long it took.
# Usage: sh scripts/step.sh "What it does" command [argument ...]

title=$1
shift
start=$(date +%s)
printf '==> %s\n' "$title"
"$@"
code=$?
seconds=$(($(date +%s) - start))
if [ "$code" -ne 0 ]; then
    printf '    failed (exit %d) after %d s\n' "$code" "$seconds" >&2
    exit "$code"
fi
printf '    done in %d s\n' "$seconds"
