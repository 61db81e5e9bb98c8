"""The security class of every solar system: what decides how much a structure's rigs give."""

import re
from pathlib import Path

from tools.facts.files import dump_gzip, package_version

FILE = "security.json.gz"
REGIONS = ("eve", "wormhole")
SYSTEM_ID = re.compile(r"^solarSystemID: (\d+)$", re.MULTILINE)
SECURITY = re.compile(r"^security: (\S+)$", re.MULTILINE)


def write(package: Path, target: Path) -> str:
    """Write security.json.gz: for each class the ids of its systems, the first as it is, then the differences."""
    universe = package / "sde" / "universe"
    found: dict[str, list[int]] = {"high": [], "low": [], "null": []}
    for region in REGIONS:
        for file in (universe / region).glob("**/solarsystem.yaml"):
            text = file.read_text(encoding="utf8")
            found[security_class(float(_only(SECURITY, text)))].append(int(_only(SYSTEM_ID, text)))
    content = {name: differences(sorted(ids)) for name, ids in found.items()}
    dump_gzip(target / FILE, {"source": f"{package_version(package)}, solarsystem.yaml", **content})
    return f"{FILE}: " + ", ".join(f"{len(ids)} {name}" for name, ids in found.items()) + "."


def security_class(security: float) -> str:
    """The class the game shows: 0.45 is shown as 0.5 and is high; anything above 0.0 is at least 0.1 and low."""
    if security >= 0.45:
        return "high"
    return "low" if security > 0 else "null"


def differences(ids: list[int]) -> list[int]:
    """The first id, then how much each is above the one before."""
    return [after - before for before, after in zip([0, *ids], ids, strict=False)]


def _only(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    if match is None:
        raise ValueError(f"a solar system without {pattern.pattern}")
    return match[1]
