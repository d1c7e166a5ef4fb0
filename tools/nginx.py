"""Finds the nginx that the tests of the deployment start, and installs Debian's where there is none.

python -m tools.nginx            prints its path
python -m tools.nginx --install  installs it first if needed, as root
"""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

FOLDERS = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin"))
"""Debian puts it where ordinary users do not look."""


def find_nginx() -> Path | None:
    """Path of nginx; None without one."""
    found = shutil.which("nginx", path=FOLDERS)
    return Path(found) if found else None


def install_nginx() -> Path | None:
    """Installs nginx by apt where this process may, and gives its path; None where it may not, or could not."""
    if sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=environment, check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "nginx-light"], env=environment, check=False)
    return find_nginx()


def main() -> int:
    """Prints the path; 2 when there is no nginx."""
    arguments = argparse.ArgumentParser(prog="python -m tools.nginx", description=__doc__)
    arguments.add_argument("--install", action="store_true", help="install it if there is none")
    install = arguments.parse_args().install
    found = find_nginx()
    if found is None and install:
        print("No nginx found: installing Debian's for the tests of the deployment.", flush=True)
        found = install_nginx()
    if found is None:
        print("No nginx found. Install one: apt-get install nginx-light, or brew install nginx", file=sys.stderr)
        return 2
    print(f"nginx: {found}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
