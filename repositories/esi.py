"""The game's public interface (ESI): adjusted prices and system cost indices, kept on disk, fetched off the page's path.

Reading never waits for the network: it answers from the last copy on disk. Fetching runs in a thread of its own.
"""

import json
import math
import os
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic, TypeVar

import httpx

from domain.errors import DataUnavailable
from domain.industry_settings import EsiSettings

T = TypeVar("T")

PRICES_PATH = "/markets/prices/"
SYSTEMS_PATH = "/industry/systems/"
MAX_BYTES = 64 * 1024 * 1024
PAUSE_AFTER_FAILURE_S = 600.0
# The interface promises to keep the shape of its answers for clients that name the date they were written for.
COMPATIBILITY_DATE = "2025-09-30"
_NOT_UNDERSTOOD = (ValueError, KeyError, TypeError, OverflowError, RecursionError)
_NONSENSE = "The game's interface gave an answer that cannot be understood."


@dataclass(frozen=True)
class CostIndex:
    """The cost indices of one system, as fractions; None where the answer has none for the activity."""

    manufacturing: float | None
    reaction: float | None


@dataclass(frozen=True)
class Stored(Generic[T]):
    """Values by type or system id, and when they were fetched or last confirmed (UTC)."""

    values: Mapping[int, T]
    fetched_at: datetime


class EsiFeed(Generic[T]):
    """One address of the interface: its copy on disk, and how it is refreshed.

    `parse` makes values of the decoded answer and raises ValueError, KeyError or TypeError for one it does not understand;
    `encode` makes JSON of a value and `decode` the value again.
    """

    def __init__(
        self,
        settings: EsiSettings,
        path: str,
        file: Path,
        parse: Callable[[Any], dict[int, T]],
        encode: Callable[[T], Any],
        decode: Callable[[Any], T],
    ) -> None:
        self._settings = settings
        self._path = path
        self._file = file
        self._parse = parse
        self._encode = encode
        self._read = lru_cache(maxsize=2)(lambda _version: self._load(decode))
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._failure: DataUnavailable | None = None
        self._failed_at = -math.inf

    @property
    def version(self) -> str:
        """The identity of the copy on disk, for cache keys; empty when there is none."""
        try:
            stat = self._file.stat()
        except OSError:
            return ""
        return f"{stat.st_ino:x}-{stat.st_mtime_ns:x}-{stat.st_size:x}"

    def stored(self) -> Stored[T] | None:
        """The copy on disk; None when there is none, or none that can be read."""
        version = self.version
        found = self._read(version) if version else None
        return Stored(MappingProxyType(found[0]), found[1]) if found else None

    def at_hand(self) -> tuple[Mapping[int, T], datetime] | None:
        """Values and their time (UTC) from the copy on disk; None when there is none."""
        found = self.stored()
        return (found.values, found.fetched_at) if found else None

    def is_due(self, now: datetime | None = None) -> bool:
        """Whether the interface may be asked, and the copy is older than the settings allow."""
        if not self._settings.enabled:
            return False
        found = self.stored()
        return found is None or (now or datetime.now(UTC)) - found.fetched_at > timedelta(hours=self._settings.cache_hours)

    def refresh_when_due(self) -> bool:
        """Start a fetch in the background when one is due and none has failed just now; whether one is under way."""
        if time.monotonic() - self._failed_at > PAUSE_AFTER_FAILURE_S and self.is_due():
            self._start()
        return self.is_running

    @property
    def is_running(self) -> bool:
        """Whether a fetch is under way."""
        thread = self._thread
        return thread is not None and thread.is_alive()

    def refresh(self) -> Stored[T]:
        """Fetch now and wait for it, no longer than the settings allow an answer to take.

        Raises:
            DataUnavailable: the interface is switched off, cannot be reached, does not answer in time, or answers nonsense.
        """
        if not self._settings.enabled:
            raise DataUnavailable("The game's interface is switched off in the settings.")
        thread = self._start()
        thread.join(self._settings.timeout_s + 1)
        if thread.is_alive():
            raise DataUnavailable(f"The game's interface did not answer within {self._settings.timeout_s:g} seconds.")
        if self._failure:
            raise DataUnavailable(str(self._failure))
        found = self.stored()
        if found is None:
            raise DataUnavailable(f"The answer of the game's interface could not be kept in {self._file.parent.name}.")
        return found

    def _start(self) -> threading.Thread:
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._fetch_and_note, name=f"esi {self._path}", daemon=True)
                self._thread.start()
            return self._thread

    def _fetch_and_note(self) -> None:
        try:
            self._fetch()
        except DataUnavailable as error:
            self._failure, self._failed_at = error, time.monotonic()
        else:
            self._failure, self._failed_at = None, -math.inf

    def _fetch(self) -> None:
        raw = self._load_raw()
        answer = _get(self._settings, self._path, raw.get("etag") if raw else None)
        if answer is None and raw:
            self._write({**raw, "fetched_at": _now_text()})
            return
        if answer is None:
            raise DataUnavailable(_NONSENSE)
        body, etag = answer
        try:
            values = self._parse(json.loads(body))
        except _NOT_UNDERSTOOD as error:
            raise DataUnavailable(_NONSENSE) from error
        if not values:
            raise DataUnavailable(_NONSENSE)
        self._write({"fetched_at": _now_text(), "etag": etag, "values": {key: self._encode(value) for key, value in values.items()}})

    def _write(self, content: Mapping[str, Any]) -> None:
        scratch = self._file.with_name(f".{self._file.name}.{os.getpid()}.{threading.get_ident()}")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            scratch.write_text(json.dumps(content, separators=(",", ":")), encoding="utf8")
            scratch.replace(self._file)
        except OSError as error:
            with suppress(OSError):
                scratch.unlink()
            raise DataUnavailable(f"The answer of the game's interface cannot be kept: {error.strerror}.") from error

    def _load(self, decode: Callable[[Any], T]) -> tuple[dict[int, T], datetime] | None:
        raw = self._load_raw()
        if raw is None:
            return None
        try:
            return {int(key): decode(value) for key, value in raw["values"].items()}, _moment(raw)
        except _NOT_UNDERSTOOD:
            return None

    def _load_raw(self) -> dict[str, Any] | None:
        try:
            raw = json.loads(self._file.read_text(encoding="utf8"))
            _moment(raw)
            return raw if isinstance(raw["values"], dict) else None
        except (OSError, *_NOT_UNDERSTOOD):
            return None


def adjusted_prices(settings: EsiSettings, directory: Path) -> EsiFeed[float]:
    """The adjusted price of every type in ISK: what the estimated item value of a job is made of."""
    return EsiFeed(settings, PRICES_PATH, directory / "esi_prices.json", _parse_prices, float, float)


def cost_indices(settings: EsiSettings, directory: Path) -> EsiFeed[CostIndex]:
    """The cost indices of every system with industry."""
    return EsiFeed(
        settings,
        SYSTEMS_PATH,
        directory / "esi_systems.json",
        _parse_systems,
        lambda index: [index.manufacturing, index.reaction],
        lambda pair: CostIndex(*pair),
    )


def _parse_prices(raw: Any) -> dict[int, float]:
    prices = {int(row["type_id"]): row.get("adjusted_price") for row in raw}
    return {type_id: float(price) for type_id, price in prices.items() if _is_amount(price)}


def _parse_systems(raw: Any) -> dict[int, CostIndex]:
    found = {}
    for row in raw:
        indices = {one["activity"]: one["cost_index"] for one in row["cost_indices"] if _is_amount(one["cost_index"])}
        found[int(row["solar_system_id"])] = CostIndex(indices.get("manufacturing"), indices.get("reaction"))
    return found


def _is_amount(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and value >= 0


def _get(settings: EsiSettings, path: str, etag: str | None) -> tuple[bytes, str | None] | None:
    """The body and ETag of an answer; None when the answer is that nothing has changed."""
    headers = {"User-Agent": settings.user_agent, "Accept": "application/json", "X-Compatibility-Date": COMPATIBILITY_DATE}
    if etag:
        headers["If-None-Match"] = etag
    deadline = time.monotonic() + settings.timeout_s
    body = bytearray()
    try:
        with (
            httpx.Client(base_url=settings.base_url, timeout=settings.timeout_s, follow_redirects=True) as client,
            client.stream("GET", path, headers=headers) as response,
        ):
            if response.status_code == httpx.codes.NOT_MODIFIED:
                return None
            if response.status_code != httpx.codes.OK:
                raise DataUnavailable(f"The game's interface answered with the error {response.status_code}.")
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > MAX_BYTES:
                    raise DataUnavailable("The game's interface gave an answer of an absurd size.")
                if time.monotonic() > deadline:
                    raise DataUnavailable(f"The game's interface did not answer within {settings.timeout_s:g} seconds.")
            return bytes(body), response.headers.get("ETag")
    except httpx.TimeoutException as error:
        raise DataUnavailable(f"The game's interface did not answer within {settings.timeout_s:g} seconds.") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise DataUnavailable(f"The game's interface cannot be reached ({type(error).__name__}).") from error


def _now_text() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _moment(raw: Mapping[str, Any]) -> datetime:
    found = datetime.fromisoformat(raw["fetched_at"])
    return found if found.tzinfo else found.replace(tzinfo=UTC)
