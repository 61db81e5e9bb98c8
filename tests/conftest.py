"""What every test gets: a data directory of its own."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_data_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test reads or writes the data of the project, and none sees that of another."""
    directory = tmp_path / "data"
    monkeypatch.setenv("MARKET_DATA_DIR", str(directory))
    return directory
