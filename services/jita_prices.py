"""Jita's prices that the market's database lacks: kept for a while, fetched by one thread, never waited for."""

import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence

from domain.errors import DataUnavailable
from domain.pricer import JitaAnswer, JitaPrice

PAUSE_AFTER_FAILURE_S = 60.0
MOST_WAITING = 20_000


class JitaPrices:
    """Prices shared by all sessions. `fetch` asks for up to `batch` types and may take its time."""

    def __init__(
        self,
        fetch: Callable[[Sequence[int]], Mapping[int, JitaPrice]],
        keep_s: float,
        batch: int,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._fetch = fetch
        self._keep_s = keep_s
        self._batch = batch
        self._clock = clock
        self._lock = threading.Lock()
        self._known: dict[int, tuple[float, JitaPrice]] = {}
        self._waiting: dict[int, None] = {}
        self._thread: threading.Thread | None = None
        self._failure: str | None = None
        self._quiet_until = -float("inf")

    def ask(self, type_ids: Collection[int]) -> JitaAnswer:
        """What is known of these types; what is not is fetched in the background, unless that has just failed."""
        with self._lock:
            now = self._clock()
            prices = {type_id: known[1] for type_id in type_ids if (known := self._known.get(type_id)) and known[0] > now}
            unknown = [type_id for type_id in type_ids if type_id not in prices]
            if not unknown:
                return JitaAnswer(prices)
            if now < self._quiet_until:
                return JitaAnswer(prices, failure=self._failure)
            for type_id in unknown:
                if len(self._waiting) < MOST_WAITING:
                    self._waiting[type_id] = None
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="jita-prices", daemon=True)
                self._thread.start()
            return JitaAnswer(prices, waiting=len(unknown))

    def _work(self) -> None:
        """Fetch batch by batch until nothing is wanted or a batch fails."""
        failure: str | None = "The prices of Jita could not be fetched."
        try:
            while batch := self._next_batch():
                self._keep(batch, self._fetch(batch))
            failure = None
        except DataUnavailable as error:
            failure = str(error)
        finally:
            if failure:
                self._give_up(failure)

    def _next_batch(self) -> list[int]:
        with self._lock:
            batch = list(self._waiting)[: self._batch]
            if not batch:
                self._thread = None
            return batch

    def _keep(self, batch: Sequence[int], prices: Mapping[int, JitaPrice]) -> None:
        with self._lock:
            until = self._clock() + self._keep_s
            for type_id in batch:
                self._known[type_id] = until, prices.get(type_id, JitaPrice(None, None))
                self._waiting.pop(type_id, None)

    def _give_up(self, why: str) -> None:
        with self._lock:
            self._failure = why
            self._quiet_until = self._clock() + PAUSE_AFTER_FAILURE_S
            self._waiting.clear()
            self._thread = None
