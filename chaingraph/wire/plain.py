"""A finding as JSON values."""

import json
import math
from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from chaingraph.graph.places import Place
from chaingraph.wire.parts import parts_of


def plain(value: Any) -> Any:
    """The value as JSON values: findings become objects by their form, places their name, enums their text, NaN and
    infinity null. O(its size).

    >>> from chaingraph.findings.place.supply import Elsewhere
    >>> plain((Elsewhere(level="城市", place="子市", firms=1, names=("甲",)), float("nan")))
    [{'level': '城市', 'place': '子市', 'firms': 1, 'names': ['甲']}, None]
    """
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return _compound(value)


def to_json(value: Any) -> str:
    """UTF-8 JSON, sorted keys, without NaN."""
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True, allow_nan=False, indent=1)


def _compound(value: Any) -> Any:
    if isinstance(value, Place):
        return value.name
    if is_dataclass(value) and not isinstance(value, type):
        return _object(value)
    if isinstance(value, (Decimal, date)):
        return float(value) if isinstance(value, Decimal) else value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(part) for part in value]
    return value


def _object(value: Any) -> dict[str, Any]:
    made: dict[str, Any] = {}
    kind: type = type(value)
    for part in parts_of(kind):
        told = part.read(value)
        if told is not None or not part.sparse:
            made[part.name] = plain(told)
    return made
