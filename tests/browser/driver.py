"""What every browser test does."""

import time

from playwright.sync_api import Page

SETTLED = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  if (!app || app.getAttribute('data-test-script-state') !== 'notRunning') return false;
  if (document.querySelectorAll('[data-testid="stSkeleton"],[data-testid="stSpinner"]').length) return false;
  return document.querySelectorAll('[data-testid="stMain"] [data-testid="stElementContainer"]').length > 0;
}"""


def settle(page: Page, limit_s: float = 30) -> None:
    """Wait until the script has stopped running and nothing is loading, for 0.3 s in a row."""
    calm, deadline = 0, time.monotonic() + limit_s
    while calm < 3:
        assert time.monotonic() < deadline, "the page did not settle"
        calm = calm + 1 if page.evaluate(SETTLED) else 0
        time.sleep(0.1)
