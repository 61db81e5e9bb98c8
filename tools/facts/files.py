"""How facts files are written: compact JSON, the same bytes for the same content."""

import gzip
import json
from pathlib import Path
from typing import Any


def dump_gzip(path: Path, content: Any) -> None:
    """Write `content` as gzip'd compact JSON without a time stamp or a file name in the header."""
    text = json.dumps(content, separators=(",", ":"), ensure_ascii=False)
    path.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


def dump_json(path: Path, content: Any) -> None:
    """Write `content` as JSON, one top-level key a line, for readable differences."""
    lines = [f"{json.dumps(key)}: {json.dumps(value, separators=(',', ':'), ensure_ascii=False)}" for key, value in content.items()]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf8")


def package_version(package: Path) -> str:
    """Name and version of the unpacked npm package, for the `source` line of a facts file."""
    about = json.loads((package / "package.json").read_text(encoding="utf8"))
    return f"{about['name']} {about['version']}"
