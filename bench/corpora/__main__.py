"""`python -m bench.corpora [NAME ...] --to FOLDER`: writes datasets to measure on."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Final

from bench.corpora.folder import new_folder
from bench.corpora.general_debate import NAME, write_general_debate
from bench.corpora.generated import write_generated
from bench.corpora.plan import SIZES
from plenary.schema import DATA

SHARED: Final = Path(__file__).resolve().parents[3] / "shared"


def main(arguments: Sequence[str]) -> int:
    """Write the corpora named, all without a name; the exit code: 1 where one could not be written."""
    sizes = {size.name: size for size in SIZES}
    parser = argparse.ArgumentParser(prog="python -m bench.corpora", description="Writes datasets to measure on.")
    parser.add_argument("names", nargs="*", choices=[[], NAME, *sizes], metavar="NAME", help=", ".join((NAME, *sizes)))
    parser.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="where their folders are written")
    parser.add_argument("--data", type=Path, default=DATA, help="dataset whose contract and names hold for them")
    parser.add_argument("--shared", type=Path, default=SHARED, help=f"folder of the table of {NAME}")
    chosen = parser.parse_args(arguments)
    for name in chosen.names or (NAME, *sizes):
        begun = perf_counter()
        try:
            with new_folder(chosen.to / name) as folder:
                if name in sizes:
                    count = write_generated(sizes[name], chosen.data, folder)
                else:
                    count, told = write_general_debate(chosen.data, chosen.shared, folder)
                    print(*told, sep="\n")
        except OSError as error:
            print(f"{name}: {error}", file=sys.stderr)
            return 1
        print(f"{name}: {count:,} statements in {perf_counter() - begun:.1f} s, {chosen.to / name}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
