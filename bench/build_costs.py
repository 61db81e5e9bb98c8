"""Build Costs: comparing all structures for one item, alone and with every component; runs of the page's script."""

import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

AIM_MS = 50.0
ROUNDS = 20
ITEMS = ("Rifter", "Raven", "Ishtar", "Scourge Fury Heavy Missile", "Standup Manufacturing Plant I", "Avatar", "Ark")


async def main(data_dir: Path) -> None:
    """Print the milliseconds of each comparison, reads of the databases included, nothing cached."""
    os.environ["MARKET_DATA_DIR"] = str(data_dir)
    from domain.build_quote import BuildRequest, PriceBasis  # noqa: PLC0415 - the data directory comes first
    from settings_service import get_market_configs  # noqa: PLC0415
    from state.registry import get_build_cost_service  # noqa: PLC0415

    service = get_build_cost_service(next(iter(get_market_configs().values())))
    ids = {name: type_id for type_id, name in service.makeable().items()}
    print(f"{len(service.structures())} structures, median and slowest of {ROUNDS}, aim {AIM_MS:.0f} ms")
    for name in ITEMS:
        me, te = service.usual_efficiency(ids[name])
        asked = BuildRequest(ids[name], 10, me, te, PriceBasis.JITA_SELL)
        deep = BuildRequest(ids[name], 10, me, te, PriceBasis.JITA_SELL, build_components=True)
        alone, whole = (timed(lambda request=request: service.quote(request)) for request in (asked, deep))
        print(f"  {name:32s} {alone:28s} with components {whole}")


def timed(call: Callable[[], object]) -> str:
    """Median and slowest of the calls."""
    took = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        call()
        took.append((time.perf_counter() - started) * 1000)
    return f"{statistics.median(took):6.1f} ms, {max(took):6.1f} ms"
