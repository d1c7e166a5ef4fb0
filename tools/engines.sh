#!/bin/sh
# Makes the environment in which the cluster engine is tested: the development's packages, Spark beside them, and a Java runtime.
#   tools/engines.sh requirements-engines.txt
# Settings: VENV (folder of the development, .venv), ENGINES (folder of its own, .venv-engines).
set -eu
requirements=$1
venv=${VENV:-.venv}
engines=${ENGINES:-.venv-engines}
installed="$engines/installed-$(basename "$requirements")"

java_version() { java -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -1; }

version=$(java_version || true)
if [ "${version:-0}" -lt 17 ]; then
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        echo "Installing a Java runtime"
        apt-get update -qq && apt-get install -y -qq --no-install-recommends openjdk-17-jre-headless >/dev/null
    else
        echo "Spark needs a Java runtime, 17 or newer. On Debian and Ubuntu: apt-get install openjdk-17-jre-headless" >&2
        exit 2
    fi
fi

if ! "$engines/bin/python" -c '' 2>/dev/null; then
    "$venv/bin/python" -m venv --clear "$engines"
fi
# What the development has is seen, not copied: Spark alone is nearly half a gigabyte.
"$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))' \
    > "$("$engines/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/development.pth"

if ! cmp -s "$requirements" "$installed"; then
    echo "Installing $requirements into $engines (the first time takes some minutes)"
    if ! "$engines/bin/python" -m pip install --quiet --disable-pip-version-check -r "$requirements"; then
        echo "Installing $requirements failed; pip's message is above." >&2
        exit 2
    fi
    cp "$requirements" "$installed"
fi
