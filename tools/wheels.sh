#!/bin/sh
# Tells, for each Python and system, whether every version in the lock files has a ready wheel. Nothing is installed.
#   tools/wheels.sh PATH_OF_UV
set -u
uv=$1
target=$(mktemp -d)
trap 'rm -rf "$target"' EXIT
failed=0
for lock in requirements.lock requirements-dev.lock; do
    for version in 3.11 3.12 3.13 3.14; do
        for system in x86_64-unknown-linux-gnu aarch64-unknown-linux-gnu aarch64-apple-darwin x86_64-pc-windows-msvc; do
            if "$uv" pip install --quiet --dry-run --target "$target" --only-binary :all: --require-hashes \
                --python-version "$version" --python-platform "$system" -r "$lock" 2>"$target/message"; then
                echo "$lock  Python $version  $system: every version has a wheel"
            else
                failed=1
                echo "$lock  Python $version  $system: not all"
                sed 's/^/    /' "$target/message"
            fi
        done
    done
done
exit $failed
