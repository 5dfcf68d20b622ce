#!/bin/sh
# Make .venv and install paperqa in it. Returns at once where nothing changed since the last time.
#
# Usage: sh scripts/setup.sh app    what the chat needs
#        sh scripts/setup.sh dev    that, and the tools of `make check` and `make test`
#
# Reads PYTHON (the interpreter to use), TORCH_INDEX (a package index for torch alone), CXX, and
# SKIP_CHECKS=1 (try without a compiler or disk space). pip reads its own variables, and
# llama-cpp-python reads CMAKE_ARGS.

set -eu
cd "$(dirname "$0")/.."

what=${1:-app}
need_gb=6
here=$(pwd -P)
venv_python=.venv/bin/python

fail() {
    printf 'setup: %s\n' "$1" >&2
    exit 1
}

# What the installed packages follow from. The folder counts too: a virtual environment cannot move.
fingerprint() {
    printf '%s\n' "$here"
    cksum pyproject.toml constraints.txt scripts/setup.sh
}

is_installed() {
    [ -x "$venv_python" ] && [ "$(cat ".venv/installed-$1" 2>/dev/null)" = "$(fingerprint)" ]
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        is_new_enough "$PYTHON" || fail "PYTHON=$PYTHON is not a working Python 3.11 or newer"
        echo "$PYTHON"
        return
    fi
    for candidate in python3.11 python3.12 python3.13 python3; do
        if is_new_enough "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    fail "no Python 3.11 or newer found; install one, or name it: make run PYTHON=python3.12"
}

# The line of constraints.txt for package $1.
pin() {
    grep "^$1==" constraints.txt
}

has_pinned() {
    installed=$("$venv_python" -c \
        'import sys; from importlib.metadata import version; print(version(sys.argv[1]))' "$1" \
        2>/dev/null) || return 1
    [ "$1==${installed%%+*}" = "$(pin "$1")" ]
}

check_disk() {
    for folder in . "${TMPDIR:-/tmp}"; do
        free_gb=$(df -Pk "$folder" | awk 'NR == 2 { print int($4 / 1048576) }')
        [ "$free_gb" -ge "$need_gb" ] ||
            fail "$folder has $free_gb GB free, setup needs $need_gb; free some space (or SKIP_CHECKS=1)"
        need_gb=2 # for the temporary folder
    done
}

check_compiler() {
    printf '#include <vector>\n' | "${CXX:-c++}" -x c++ -fsyntax-only - 2>/dev/null ||
        fail "no working C++ compiler (${CXX:-c++}), which llama-cpp-python is built with; install one, such as g++, or name it with CXX="
}

make_venv() {
    if is_new_enough "$venv_python" && "$venv_python" -m pip --version >/dev/null 2>&1 &&
        grep -qF "$here/.venv" .venv/bin/activate; then
        return
    fi
    python=$(find_python)
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        fail "$python lacks the module venv; on Debian or Ubuntu: apt install python3-venv"
    sh scripts/step.sh "Making the virtual environment .venv with $python" \
        "$python" -m venv --clear .venv
}

install() {
    title=$1
    shift
    sh scripts/step.sh "$title" "$venv_python" -m pip install -qq --disable-pip-version-check \
        -c constraints.txt "$@" || fail "pip failed, for the reason above; mend it and run this again"
}

install_torch() {
    torch=$(pin torch)
    if [ -n "${TORCH_INDEX:-}" ]; then # which may lack the versions of torch's own dependencies
        install "Installing $torch from TORCH_INDEX" --no-deps --index-url "$TORCH_INDEX" "$torch"
        install "Installing what torch needs" "$torch"
    else
        install "Installing $torch (0.2 GB; several GB where pip picks the build for NVIDIA cards)" \
            "$torch"
    fi
}

# Whether llama.cpp was compiled to use AMX. Where a CPU has that, it crashes at the first word: what
# it loads into the tiles' configuration is dropped by the compiler (llama.cpp's pull request 26954).
has_amx() {
    "$venv_python" -c \
        'import sys, llama_cpp; sys.exit(b"AMX_INT8 = 1" not in llama_cpp.llama_print_system_info())' \
        2>/dev/null
}

install_llama() {
    [ -n "${SKIP_CHECKS:-}" ] || check_compiler
    export CFLAGS="${CFLAGS:-} -U__AMX_INT8__" CXXFLAGS="${CXXFLAGS:-} -U__AMX_INT8__"
    has_pinned llama-cpp-python || install \
        "Installing llama-cpp-python (compiled here the first time: about 6 minutes on 2 cores)" \
        llama-cpp-python
    if has_amx; then # pip keeps what it has compiled, whatever the flags were
        "$venv_python" -m pip cache remove 'llama_cpp_python-*' >/dev/null 2>&1 || :
        install "Compiling llama-cpp-python again, without AMX, which crashes" \
            --force-reinstall --no-deps llama-cpp-python
        ! has_amx || fail "llama-cpp-python is still compiled with AMX, at which it crashes here; \
see CMAKE_ARGS, CFLAGS and CXXFLAGS, and empty pip's cache: pip cache purge"
    fi
}

if is_installed "$what"; then
    echo "==> Already installed: .venv"
    exit 0
fi
[ -n "${SKIP_CHECKS:-}" ] || has_pinned torch || check_disk
make_venv
has_pinned torch || install_torch
if ! has_pinned llama-cpp-python || has_amx; then
    install_llama
fi
case $what in
    app) install "Installing paperqa and the packages it uses" -e . ;;
    dev) install "Installing paperqa, the packages it uses and the development tools" -e '.[dev]' ;;
    *) fail "unknown argument $what; expected app or dev" ;;
esac
fingerprint >.venv/installed-app
[ "$what" = app ] || fingerprint >.venv/installed-dev
