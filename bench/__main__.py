"""Every bench on one set of demo data at production size: `uv run python -m bench [name ...]`.

The data is made once per call, or taken from BENCH_DATA when that directory has been made before.
"""

import asyncio
import importlib
import os
import pkgutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import bench
from bench.server import make_demo
from settings_service import get_settings

HELPERS = {"__main__", "session", "server", "report", "collector"}


def benches() -> list[str]:
    """The names of the modules here that have a `main(data_dir)`."""
    return [module.name for module in pkgutil.iter_modules(bench.__path__) if module.name not in HELPERS]


@contextmanager
def production_data() -> Iterator[Path]:
    """A data directory at production size, made when it is not there."""
    kept = os.environ.get("BENCH_DATA")
    with tempfile.TemporaryDirectory() as scratch:
        data_dir = Path(kept or scratch)
        data_dir.mkdir(parents=True, exist_ok=True)
        if not all((data_dir / get_settings().db_paths[alias]).exists() for alias in get_settings().served_aliases):
            print(f"Demo data at production size: made in {make_demo(data_dir):.1f} s")
        yield data_dir


def main() -> None:
    """Run the benches named on the command line, or all of them."""
    unknown = set(sys.argv[1:]) - set(benches())
    if unknown:
        sys.exit(f"There is no bench {', '.join(sorted(unknown))}; there are: {', '.join(benches())}.")
    with production_data() as data_dir:
        for name in sys.argv[1:] or benches():
            print(f"\n{name}", flush=True)
            asyncio.run(importlib.import_module(f"bench.{name}").main(data_dir))


if __name__ == "__main__":
    main()
