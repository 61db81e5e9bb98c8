"""The known name that a mistyped one most likely means."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from heapq import nlargest

from domain.names import name_key

ALIKE_FROM = 0.75
_MOST_COMPARED = 30
_LONGEST = 120


def closest_names(wanted: Sequence[str], names: Iterable[str]) -> dict[str, str]:
    """The most alike of `names` for each wanted one that has any; the names are read once, whatever their number.

    Compared in full are only those that share most words, beginnings and ends with it, at most 30 for each: that bounds
    the work.
    """
    keys = {name: key for name in wanted if (key := name_key(name)) and len(key) <= _LONGEST}
    sought: dict[str, list[str]] = {}
    for name, key in keys.items():
        for feature in _features(key):
            sought.setdefault(feature, []).append(name)
    shared: dict[str, list[tuple[int, int, str]]] = {name: [] for name in keys}
    for candidate in names:
        hits = Counter(name for feature in _features(candidate.casefold()) for name in sought.get(feature, ()))
        for name, count in hits.items():
            shared[name].append((count, -abs(len(candidate) - len(name)), candidate))
    found = {name: _most_alike(keys[name], (candidate for *_, candidate in nlargest(_MOST_COMPARED, shared[name]))) for name in keys}
    return {name: candidate for name, candidate in found.items() if candidate}


def _features(key: str) -> Iterator[str]:
    yield "^" + key[:3]
    yield "$" + key[-3:]
    yield from set(key.split(" "))


def _most_alike(key: str, candidates: Iterable[str]) -> str | None:
    matcher = SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(key)
    best, best_ratio = None, ALIKE_FROM
    for candidate in candidates:
        matcher.set_seq1(candidate.casefold())
        if matcher.real_quick_ratio() > best_ratio and matcher.quick_ratio() > best_ratio and (ratio := matcher.ratio()) > best_ratio:
            best, best_ratio = candidate, ratio
    return best
