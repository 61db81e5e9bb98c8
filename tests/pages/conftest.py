"""The whole app, router included, on any page, without a browser."""

import time
from collections.abc import Callable

import pytest
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

from settings_service import ROOT
from ui import startup_progress

Visit = Callable[..., AppTest]


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> Visit:
    """`visit("pricer", market="deployment", times="3")` opens a page at an address."""
    made = PagesManager.__init__

    def announced(self: PagesManager, *args: object, **kwargs: object) -> None:
        """As on the server, where the router has told of its pages before the first visitor: no file of pages/ runs by itself."""
        made(self, *args, **kwargs)  # type: ignore[arg-type]
        PagesManager.uses_pages_directory = False

    monkeypatch.setattr(PagesManager, "__init__", announced)

    def open_page(page: str, **params: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=20).run()
        deadline = time.monotonic() + 20
        # A machine with much to do sees the first visitor before the databases have been looked at.
        while app.title and app.title[0].value == startup_progress.TITLE and time.monotonic() < deadline:
            time.sleep(0.1)
            app.run()
        app.switch_page(f"pages/{page}.py")
        # Only now: they are for this page, and the first one would judge them by its own rules.
        app.query_params.clear()
        app.query_params.update(params)
        return app.run()

    return open_page
