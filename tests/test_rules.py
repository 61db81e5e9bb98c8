"""Rules of the house that a machine can check."""

import ast
from pathlib import Path

import pytest
import tomli

from settings_service import ROOT

MAY_IMPORT = {
    "domain": set(),
    "repositories": {"domain", "config", "settings_service"},
    "services": {"domain", "repositories"},
    "ui": {"domain"},
    "state": {"domain", "repositories", "services", "config", "settings_service", "sync_state", "init_db"},
    "pages": {"domain", "ui", "state"},
    "settings_service": {"domain"},
    "config": {"domain", "settings_service"},
    "sync_state": {"domain", "repositories", "config", "settings_service"},
    "init_db": {"domain", "repositories", "config", "settings_service", "sync_state"},
    "app": {"domain", "ui", "state", "settings_service"},
}
WITHOUT_STREAMLIT = {"domain", "repositories", "services", "config", "settings_service", "sync_state", "init_db"}


def project_files() -> list[Path]:
    rooms = [file for room in MAY_IMPORT for file in (ROOT / room).rglob("*.py")]
    return rooms + [ROOT / f"{room}.py" for room in MAY_IMPORT if (ROOT / f"{room}.py").is_file()]


def room_of(file: Path) -> str:
    return file.relative_to(ROOT).parts[0].removesuffix(".py")


def imported_modules(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


@pytest.mark.parametrize("file", project_files(), ids=lambda file: str(file.relative_to(ROOT)))
def test_imports_go_one_way(file: Path) -> None:
    room = room_of(file)
    heads = {name.split(".")[0] for name in imported_modules(file)}
    assert heads & (set(MAY_IMPORT) - MAY_IMPORT[room] - {room}) == set()
    if room in WITHOUT_STREAMLIT:
        assert "streamlit" not in heads


def test_domain_needs_the_standard_library_only() -> None:
    for file in (ROOT / "domain").rglob("*.py"):
        assert {name.split(".")[0] for name in imported_modules(file)} & {"pandas", "numpy", "sqlalchemy", "plotly", "httpx"} == set(), file


def test_only_the_worker_imports_the_remote_client() -> None:
    users = {file.relative_to(ROOT).as_posix() for file in project_files() if "libsql" in {n.split(".")[0] for n in imported_modules(file)}}
    assert all(user.startswith("repositories/replicas/") for user in users)


def test_only_state_touches_the_session_state() -> None:
    for file in project_files():
        if room_of(file) != "state":
            attributes = {node.attr for node in ast.walk(ast.parse(file.read_text(encoding="utf8"))) if isinstance(node, ast.Attribute)}
            assert attributes & {"session_state", "query_params"} == set(), file


def test_market_names_stand_in_the_settings_only() -> None:
    markets = tomli.loads((ROOT / "settings.toml").read_text(encoding="utf8"))["markets"].values()
    names = {market["name"].split()[0] for market in markets}
    for file in project_files():
        nodes = ast.walk(ast.parse(file.read_text(encoding="utf8")))
        texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
        assert not [text for text in texts for name in names if name in text], file


def setting_names() -> list[str]:
    names: list[str] = []
    for section, values in tomli.loads((ROOT / "settings.toml").read_text(encoding="utf8")).items():
        tables = values.values() if section == "markets" else [values]
        names += [section, *(key for table in tables for key in table)]
    return sorted(set(names) - set(tomli.loads((ROOT / "settings.toml").read_text(encoding="utf8"))["db_paths"]))


@pytest.mark.parametrize("name", setting_names())
def test_every_setting_is_documented_in_file_and_readme(name: str) -> None:
    comments = [line for line in (ROOT / "settings.toml").read_text(encoding="utf8").splitlines() if line.lstrip().startswith("#")]
    documented = name in "\n".join(comments) or f"[{name}" in (ROOT / "settings.toml").read_text(encoding="utf8")
    assert documented
    assert name in (ROOT / "README.md").read_text(encoding="utf8")


def test_every_page_file_is_in_the_navigation() -> None:
    from state.navigation import PAGES

    assert {entry.path for entry in PAGES} == {file.stem for file in (ROOT / "pages").glob("*.py")}
