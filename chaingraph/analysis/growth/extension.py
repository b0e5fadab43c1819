"""Which activities a place is likely to grow next: what it has, what places like it have, what the country grows."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from chaingraph.analysis.growth.complexity import complexity
from chaingraph.analysis.growth.panel import Panel
from chaingraph.analysis.growth.relatedness import Relatedness, backed_off, density
from chaingraph.arrays import Floats
from chaingraph.findings.place.extension import Band, Extension
from chaingraph.settings import Settings

SIZE: Mapping[str, float] = {"size": 0.6}
TAIL_WIND: Mapping[str, float] = {"births3": 0.2, "births5": 0.25}
LOCAL_FIT: Mapping[str, float] = {
    "related": 0.1, "similar_places": 0.3, "similar_places_new": 0.2, "nearest_text": 0.15, "text": 0.25,
    "wide_family": 0.25, "region_family": 0.2,
}  # fmt: skip
WEIGHTS: Mapping[str, float] = {**SIZE, **TAIL_WIND, **LOCAL_FIT}
"""Weights of the standardised signals; see docs/accuracy.md for how they were chosen."""
TITLES: Mapping[str, str] = {
    "size": "本地企业数",
    "births3": "全国近三年新增",
    "births5": "全国近五年新增",
    "related": "与本地已有活动的关联密度",
    "similar_places": "结构相近地区已有",
    "similar_places_new": "结构相近地区近三年新增",
    "nearest_text": "与本地最接近的一项产品相似",
    "text": "与本地各项的产品相似",
    "wide_family": "本地同门类企业数",
    "region_family": "同省同类企业数",
}
HIGH, MIDDLE = 0.01, 0.05
PEERS = 10
NOWHERE = "名录中还没有任何地方有，只凭相近的产品推断"
TOLD = 2


def signals(panel: Panel, kind: Relatedness, rules: Settings) -> dict[str, Floats]:
    """The ten signals by name, each of shape (P, A), logarithms of sums; not yet standardised. O(P·A² + P²·A)."""
    present = panel.present
    alike = similar_places(panel)
    cubes = {
        "size": np.repeat(panel.firms.sum(axis=1)[:, None], len(panel.names), axis=1),
        "births3": np.repeat(panel.births3.sum(axis=0)[None, :], len(panel.places), axis=0),
        "births5": np.repeat(panel.births5.sum(axis=0)[None, :], len(panel.places), axis=0),
        "related": density(present, backed_off(present, panel.family, kind, rules.backoff_places)),
        "similar_places": 10 * (alike @ present),
        "similar_places_new": 10 * (alike @ (panel.births3 > 0)),
        "nearest_text": _nearest(present, panel.likeness),
        "text": 10 * (np.log1p(panel.firms) @ panel.likeness**2),
        "wide_family": panel.by_family(panel.firms, panel.wide_family),
        "region_family": panel.by_region(panel.by_family(panel.firms, panel.family)),
    }
    return {name: values if name == "nearest_text" else np.log1p(values) for name, values in cubes.items()}


def similar_places(panel: Panel) -> Floats:
    """Squared cosine of places by what they have, rare activities counting more (ln((1 + P) / (1 + u))); diagonal 0."""
    present = panel.present
    rows = present * np.log((1 + len(panel.places)) / (1 + present.sum(axis=0)))
    norm = np.linalg.norm(rows, axis=1, keepdims=True)
    rows = rows / np.where(norm > 0, norm, 1)
    out = np.asarray((rows @ rows.T) ** 2, dtype=np.float64)
    np.fill_diagonal(out, 0.0)
    return out


def standardised(values: Floats, open_: npt.NDArray[np.bool_]) -> Floats:
    """(x − mean) / deviation over the pairs that are open; 0 everywhere where they do not differ."""
    told = values[open_]
    spread = float(told.std()) if told.size else 0.0
    return (values - float(told.mean())) / spread if spread > 0 else np.zeros_like(values)


def extensions(
    panel: Panel,
    rules: Settings,
    *,
    places: Iterable[str] | None = None,
    top: int = 20,
    kind: Relatedness = Relatedness.PROXIMITY,
) -> tuple[Extension, ...]:
    """The ``top`` absent activities of each place, best first, ties by key; places in the panel's order.

        score = 1 / (1 + exp(−z / Σ weight)),  z = Σ weight · signal, standardised over all pairs of place and absentee

    Standardised over all places, so that scores compare between places. A place's own size is one signal and is shown
    apart, because it alone explains much of what comes where. Complexity is told beside the score and plays no part in
    it. O(P·A² + P²·A + P³).
    """
    found = signals(panel, kind, rules)
    open_ = panel.firms == 0
    unit = {name: standardised(values, open_) for name, values in found.items()}
    total = sum((weight * unit[name] for name, weight in WEIGHTS.items()), np.zeros(panel.firms.shape))
    limits, scale = _limits(total[open_]), sum(WEIGHTS.values())
    wanted = set(panel.places if places is None else places)
    teller, hard = Teller(panel), complexity(panel.present, rules.complexity_places)
    out = []
    for row, place in enumerate(panel.places):
        if place not in wanted:
            continue
        order = sorted(np.flatnonzero(open_[row]).tolist(), key=lambda a: (-total[row, a], panel.keys[a]))
        for activity in order[:top]:
            parts = {name: float(values[row, activity]) for name, values in unit.items()}
            out.append(
                Extension(
                    place=place,
                    name=panel.names[activity],
                    key=panel.keys[activity],
                    chain=panel.chains[activity],
                    score=round(float(1 / (1 + np.exp(-total[row, activity] / scale))), 6),
                    density=round(float(np.expm1(found["related"][row, activity])), 4),
                    local_fit=_part(parts, LOCAL_FIT),
                    tail_wind=_part(parts, TAIL_WIND),
                    size=_part(parts, SIZE),
                    complexity=None if hard is None else _known(hard.activities[activity]),
                    band=_band(float(total[row, activity]), limits, somewhere=bool(panel.firms[:, activity].any())),
                    reasons=teller.reasons(row, activity),
                )
            )
    return tuple(out)


class Teller:
    """Says in sentences why an activity may come to a place."""

    def __init__(self, panel: Panel) -> None:
        self._panel = panel
        self._alike = similar_places(panel)
        self._present = panel.present
        self._firms = panel.firms.sum(axis=1)
        self._families = panel.by_family(panel.firms, panel.wide_family)
        self._known: dict[int, tuple[list[int], list[int]]] = {}

    def reasons(self, row: int, activity: int) -> tuple[str, ...]:
        """Same family here and the nearest products, places like this one, places of this size, births everywhere."""
        known = self._peers(row, activity) if self._present[:, activity].any() else (NOWHERE,)
        return tuple(part for part in (self._here(row, activity), *known, self._births(activity)) if part)

    def _here(self, row: int, activity: int) -> str:
        panel, family = self._panel, self._families[row, activity]
        near = panel.likeness[activity] * self._present[row]
        best = [n for n in np.argsort(-near, kind="stable")[:TOLD].tolist() if near[n] > 0]
        first = f"本地已有 {family:.0f} 家同门类企业" if family else "本地尚无同门类企业"
        return first + (f"，产品与之最接近的是{'、'.join(panel.names[n] for n in best)}" if best else "")

    def _peers(self, row: int, activity: int) -> Sequence[str]:
        near, sized = self._others(row)
        told = []
        if near:
            told.append(f"与本地结构最像的 {len(near)} 地中 {self._having(near, activity)} 地已有")
        if sized:
            told.append(f"企业数与本地相近的 {len(sized)} 地中 {self._having(sized, activity)} 地已有")
        return told

    def _others(self, row: int) -> tuple[list[int], list[int]]:
        """The places most like this one, and those of nearest size: what any place of that size has by now."""
        if row not in self._known:
            likest = np.argsort(-self._alike[row], kind="stable")[:PEERS].tolist()
            gap = np.abs(np.log1p(self._firms) - np.log1p(self._firms[row]))
            gap[row] = np.inf
            sized = np.argsort(gap, kind="stable")[: min(PEERS, len(gap) - 1)].tolist()
            self._known[row] = [n for n in likest if self._alike[row, n] > 0], sized
        return self._known[row]

    def _having(self, rows: Sequence[int], activity: int) -> int:
        return int(self._present[rows, activity].sum())

    def _births(self, activity: int) -> str:
        born = float(self._panel.births5[:, activity].sum())
        return f"全国近五年新增 {born:.0f} 家" if born else ""


def _nearest(present: Floats, likeness: Floats) -> Floats:
    """The largest likeness of each activity to one the place has, shape (P, A)."""
    rows = [likeness[own > 0].max(axis=0, initial=0.0) for own in present]
    return np.array(rows).reshape(present.shape)


def _known(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), 4)


def _part(parts: Mapping[str, float], weights: Mapping[str, float]) -> float:
    return round(sum(weight * parts[name] for name, weight in weights.items()), 4)


def _limits(values: Floats) -> tuple[float, float]:
    if not values.size:
        return np.inf, np.inf
    return float(np.quantile(values, 1 - HIGH)), float(np.quantile(values, 1 - MIDDLE))


def _band(value: float, limits: tuple[float, float], *, somewhere: bool) -> Band:
    """The band of a pair; what no place has yet is never in the first."""
    if value >= limits[0] and somewhere:
        return Band.HIGH
    return Band.MIDDLE if value >= limits[1] else Band.LOW
