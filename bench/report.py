"""Figures of a series of runs, on one line."""

from collections.abc import Sequence
from statistics import median

from bench.session import Run


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of the values lie, by the nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def line(what: str, runs: Sequence[Run], aim_ms: float | None = None) -> None:
    """Print median, 95th percentile and bytes of the runs, and whether the median meets the aim."""
    times = [run.ms for run in runs]
    verdict = "" if aim_ms is None else f"   aim {aim_ms:.0f} ms: {'met' if median(times) < aim_ms else 'MISSED'}"
    size = sum(run.bytes for run in runs) / len(runs) / 1e3
    print(f"  {what:44s} median {median(times):7.1f} ms   p95 {percentile(times, 0.95):7.1f} ms   {size:7.1f} kB{verdict}", flush=True)


def told(what: str, value: str, aim: str = "", met: bool = True) -> None:
    """Print one figure, and whether it meets the aim."""
    verdict = f"   aim {aim}: {'met' if met else 'MISSED'}" if aim else ""
    print(f"  {what:52s} {value}{verdict}", flush=True)
