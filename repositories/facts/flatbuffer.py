"""Column-wise reading of flatbuffer tables with numpy: one array per field instead of one object per row."""

from typing import Any

import numpy as np
import numpy.typing as npt
from flatbuffers import encode, number_types  # type: ignore[import-untyped]
from flatbuffers.table import Table  # type: ignore[import-untyped]

Positions = npt.NDArray[np.int64]
_WORD = 4


class TableColumns:
    """All tables of one vector, read field by field.

    `field` is the number of the field in its schema, from 0. A field that a table leaves out has the schema's
    default: 0, false, or an empty vector; NaN where the schema says null.
    """

    def __init__(self, data: bytes, positions: Positions) -> None:
        self._data = data
        self._bytes = np.frombuffer(data, dtype=np.uint8)
        self._positions = positions
        self._vtables = positions - self._words(positions, "<i4").astype(np.int64)
        self._vtable_sizes = self._words(self._vtables, "<u2").astype(np.int64)
        self._found: dict[int, tuple[Positions, npt.NDArray[np.bool_]]] = {}

    def __len__(self) -> int:
        return len(self._positions)

    def integers(self, field: int) -> npt.NDArray[np.int32]:
        """The 32-bit integers of a field; 0 where absent."""
        places, present = self._places(field)
        return np.where(present, self._words(places, "<i4"), 0).astype(np.int32)

    def booleans(self, field: int) -> npt.NDArray[np.bool_]:
        """The booleans of a field; False where absent."""
        places, present = self._places(field)
        return np.where(present, self._bytes[places] != 0, False)

    def floats(self, field: int) -> npt.NDArray[np.float32]:
        """The 32-bit floats of a field; NaN where absent."""
        places, present = self._places(field)
        return np.where(present, self._words(places, "<f4"), np.float32("nan")).astype(np.float32)

    def strings(self, field: int) -> list[str]:
        """The strings of a field, which every table must have."""
        places, _ = self._places(field)
        starts = places + self._words(places, "<u4").astype(np.int64)
        ends = starts + _WORD + self._words(starts, "<u4").astype(np.int64)
        data = self._data
        return [data[start:end].decode() for start, end in zip((starts + _WORD).tolist(), ends.tolist(), strict=True)]

    def structs(self, field: int, row: int, dtype: np.dtype[np.void]) -> npt.NDArray[np.void]:
        """The vector of structs in one row's field, as an array of `dtype`; empty where absent."""
        places, present = self._places(field)
        if not present[row]:
            return np.empty(0, dtype)
        place = int(places[row])
        start = place + int(encode.Get(number_types.UOffsetTFlags.packer_type, self._data, place))
        count = int(encode.Get(number_types.UOffsetTFlags.packer_type, self._data, start))
        return np.frombuffer(self._data, dtype, count, start + _WORD)

    def _places(self, field: int) -> tuple[Positions, npt.NDArray[np.bool_]]:
        if field not in self._found:
            entry = 4 + 2 * field
            has_entry = entry < self._vtable_sizes
            offsets = np.where(has_entry, self._words(np.where(has_entry, self._vtables + entry, 0), "<u2"), 0).astype(np.int64)
            self._found[field] = np.where(offsets > 0, self._positions + offsets, 0), offsets > 0
        return self._found[field]

    def _words(self, places: Positions, dtype: str) -> npt.NDArray[Any]:
        width = np.dtype(dtype).itemsize
        gathered = self._bytes[places[:, None] + np.arange(width)]
        return np.ascontiguousarray(gathered).view(dtype).ravel()


def root_table(data: bytes) -> Table:
    """The root table of a flatbuffer."""
    return Table(data, encode.Get(number_types.UOffsetTFlags.packer_type, data, 0))


def vector_of_tables(data: bytes, root: Table, field: int) -> TableColumns:
    """The tables in one field of the root table."""
    offset = root.Offset(4 + 2 * field)
    start, count = root.Vector(offset), root.VectorLen(offset)
    words = np.frombuffer(data, "<u4", count, start).astype(np.int64)
    return TableColumns(data, start + np.arange(count, dtype=np.int64) * _WORD + words)
