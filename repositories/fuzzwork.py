"""Jita's prices from Fuzzwork's aggregates, for types that the collector does not follow."""

import json
import math
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import httpx

from domain.errors import DataUnavailable
from domain.price_settings import JITA_REGION_ID, PriceSettings
from domain.pricer import JitaPrice

TYPES_PER_REQUEST = 200
MAX_BYTES = 4 * 1024 * 1024
_ATTEMPTS = 2
_USER_AGENT = "coalition-market-viewer"


class FuzzworkClient:
    """Asks the service; every method waits for the network, so it belongs in a thread of its own."""

    def __init__(self, settings: PriceSettings) -> None:
        self._settings = settings

    def fetch(self, type_ids: Sequence[int]) -> dict[int, JitaPrice]:
        """The prices of at most `TYPES_PER_REQUEST` types; both None for a type that nobody trades in Jita.

        A failed request is tried once more, except when the service asks for quiet.

        Raises:
            DataUnavailable: no answer in time, an error, or an answer that cannot be understood.
        """
        if len(type_ids) > TYPES_PER_REQUEST:
            raise ValueError(f"{len(type_ids)} types are more than one request may ask for.")
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                return _parsed(self._get(type_ids), type_ids)
            except _TryAgain as failure:
                if attempt == _ATTEMPTS:
                    raise DataUnavailable(str(failure)) from failure
        raise AssertionError("unreachable")

    def _get(self, type_ids: Sequence[int]) -> bytes:
        timeout_s = self._settings.timeout_s
        late = _TryAgain(f"Fuzzwork did not answer within {timeout_s:g} seconds.")
        params = {"region": str(JITA_REGION_ID), "types": ",".join(map(str, type_ids))}
        deadline = time.monotonic() + timeout_s
        body = bytearray()
        try:
            with (
                httpx.Client(timeout=timeout_s, follow_redirects=True, headers={"User-Agent": _USER_AGENT}) as client,
                client.stream("GET", self._settings.base_url, params=params) as response,
            ):
                _check(response.status_code)
                for chunk in response.iter_bytes():
                    body += chunk
                    if len(body) > MAX_BYTES:
                        raise DataUnavailable("Fuzzwork gave an answer of an absurd size.")
                    if time.monotonic() > deadline:
                        raise late
        except httpx.TimeoutException as error:
            raise late from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise _TryAgain("Fuzzwork cannot be reached.") from error
        return bytes(body)


class _TryAgain(Exception):  # noqa: N818 - a signal
    """A failure that may be over in a moment."""


def _check(status: int) -> None:
    if status == httpx.codes.TOO_MANY_REQUESTS:
        raise DataUnavailable("Fuzzwork asks for fewer requests (429).")
    if status >= httpx.codes.INTERNAL_SERVER_ERROR:
        raise _TryAgain(f"Fuzzwork answered with the error {status}.")
    if status != httpx.codes.OK:
        raise DataUnavailable(f"Fuzzwork answered with the error {status}.")


def _parsed(body: bytes, type_ids: Sequence[int]) -> dict[int, JitaPrice]:
    try:
        raw = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise DataUnavailable("Fuzzwork gave an answer that cannot be understood.") from error
    if not isinstance(raw, dict) or not any(isinstance(raw.get(str(type_id)), dict) for type_id in type_ids):
        raise DataUnavailable("Fuzzwork gave an answer that cannot be understood.")
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    return {type_id: JitaPrice(_price(raw, type_id, "sell", "min"), _price(raw, type_id, "buy", "max"), now) for type_id in type_ids}


def _price(raw: Mapping[str, Any], type_id: int, side: str, best: str) -> float | None:
    """The 5th percentile of a side, as the collector's prices are; the best order where that is missing."""
    found = raw.get(str(type_id))
    figures = found.get(side) if isinstance(found, dict) else None
    if not isinstance(figures, dict):
        return None
    return _amount(figures.get("percentile")) or _amount(figures.get(best))


def _amount(value: Any) -> float | None:
    """A price above 0; 0 stands for no orders."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) and number > 0 else None
