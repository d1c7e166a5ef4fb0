"""Finds the Chromium that browser tests and screenshots use, and installs one when there is none.

    python -m tools.chromium            prints its path
    python -m tools.chromium --install  installs one first if needed: Debian's as root, else Playwright's own build

The setting CHROMIUM names another one.
"""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""Names under which systems install it, best first: without a window it opens a page in three quarters of the time."""

PACKAGES = ("chromium-headless-shell", "chromium")
"""Debian's packages, best first; older releases have the second alone."""

MACOS = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--no-first-run",
    # Nothing but this machine is resolved: a request that leaves cannot arrive, and shows as failed.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
"""Flags of every run: no window, no service of the browser's own, no address but this machine."""


def find_chromium() -> Path | None:
    """Path of a Chromium that starts: CHROMIUM alone if set, else the system's, else Playwright's; None without one."""
    if named := os.environ.get("CHROMIUM"):
        return Path(named) if _starts(Path(named)) else None
    installed = [Path(path) for name in PROGRAMS if (path := shutil.which(name))]
    return next((path for path in [*installed, *MACOS] if _starts(path)), None) or _playwright_build()


def install_chromium() -> Path | None:
    """Installs Chromium by apt where this process may, else by Playwright, and gives its path; None if both failed."""
    if sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=environment, check=False)
        for package in PACKAGES:
            subprocess.run(["apt-get", "install", "-y", "-qq", package], env=environment, check=False)
            if found := find_chromium():
                return found
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return find_chromium()


def _starts(path: Path) -> bool:
    """Whether the program runs; Ubuntu's `chromium-browser` package, for one, may be a stub without the program."""
    if not path.is_file():
        return False
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _playwright_build() -> Path | None:
    """The build that `playwright install chromium` made for this version of Playwright; None if there is none."""
    # In a process of its own: Playwright cannot start where another instance already runs, as in a browser test.
    question = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    answer = subprocess.run([sys.executable, "-c", question], capture_output=True, text=True, check=False)
    path = Path(answer.stdout.strip())
    return path if answer.returncode == 0 and _starts(path) else None


def main() -> int:
    """Prints the path; 2 when there is no Chromium."""
    arguments = argparse.ArgumentParser(prog="python -m tools.chromium", description=__doc__)
    arguments.add_argument("--install", action="store_true", help="install one if there is none")
    install = arguments.parse_args().install
    found = find_chromium()
    if found is None and install:
        print("No Chromium found: installing one for the browser tests.", flush=True)
        found = install_chromium()
    if found is None:
        print(
            "No Chromium found. Install one (Debian and Ubuntu: apt-get install chromium; elsewhere: "
            "python -m playwright install chromium), or name it: CHROMIUM=/path/to/chromium make test",
            file=sys.stderr,
        )
        return 2
    print(f"Chromium: {found}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
