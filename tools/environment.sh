#!/bin/sh
# Makes the virtual environment when it is missing or its interpreter is gone, and installs a lock file when it differs from the one installed last.
#   tools/environment.sh requirements.lock
# Settings: VENV (folder, .venv), PYTHON (an interpreter, 3.11 or newer).
set -eu
lock=$1
venv=${VENV:-.venv}
installed="$venv/installed-$(basename "$lock")"

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

if ! is_new_enough "$venv/bin/python"; then
    interpreter=
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if is_new_enough "$candidate"; then interpreter=$candidate; break; fi
    done
    if [ -z "$interpreter" ]; then
        echo "Plenary Atlas needs Python 3.11 or newer; found: $(${PYTHON:-python3} --version 2>&1 | head -1)." >&2
        echo "Install it, or name it: make run PYTHON=/path/to/python3.12" >&2
        exit 2
    fi
    if ! "$interpreter" -c 'import ensurepip, venv' 2>/dev/null; then
        echo "This Python cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv" >&2
        exit 2
    fi
    echo "Making $venv with $("$interpreter" --version)"
    "$interpreter" -m venv --clear "$venv"
fi

if ! cmp -s "$lock" "$installed"; then
    echo "Installing $lock into $venv (the first time takes a minute or two)"
    if ! "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"; then
        echo "Installing $lock failed; pip's message is above. The bounds alone, without exact versions: $venv/bin/python -m pip install -r requirements.txt" >&2
        exit 2
    fi
    cp "$lock" "$installed"
fi
