"""What places are likely to grow next: firms of the store counted by place and industry or segment, and ranked."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from chaingraph.analysis.growth.extension import extensions
from chaingraph.analysis.growth.panel import Panel
from chaingraph.analysis.growth.relatedness import Relatedness
from chaingraph.arrays import Numbers, products
from chaingraph.errors import InvalidFact
from chaingraph.findings.place.extension import Extension
from chaingraph.graph.places import Place, PlaceKind
from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import ChainId
from chaingraph.model.dates import known_since, years_before
from chaingraph.model.enterprise import Enterprise
from chaingraph.service.ask.move.completion import segment_likeness
from chaingraph.service.workspace import Workspace
from chaingraph.tagging.words.ngrams import Idf, gram_counts, weighted
from chaingraph.text import plain
from chaingraph.units import date_text

KINDS = {"province": PlaceKind.PROVINCE, "city": PlaceKind.CITY, "district": PlaceKind.DISTRICT, "park": PlaceKind.PARK}
TEXT_FIRMS, TEXT_PRODUCTS = 200, 30
"""How many firms of an industry, and products of a firm, its text is made of."""
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionQuery:
    """What of: industries, or segments of the chains named; as of which day (None: now); by which relatedness."""

    by: str = "industry"
    chains: tuple[ChainId, ...] = ()
    as_of: str | None = None
    kind: Relatedness = Relatedness.PROXIMITY


def extend_place(workspace: Workspace, place: str, asked: ExtensionQuery, *, top: int = 20) -> tuple[Extension, ...]:
    """The likeliest next activities of one place, compared with all cities (or provinces, for a province)."""
    snapshot = workspace.snapshot()
    where = snapshot.place(place)
    kind = PlaceKind.PROVINCE if where.kind is PlaceKind.PROVINCE else PlaceKind.CITY
    panel = panel_of(snapshot, kind, asked, where)
    return extensions(panel, workspace.rules, places=[where.name], top=top, kind=asked.kind)


def extend_all(workspace: Workspace, kind: str, asked: ExtensionQuery, *, top: int = 20) -> tuple[Extension, ...]:
    """The likeliest next activities of every province, city, district or park of the store, by place."""
    return extensions(panel_of(workspace.snapshot(), KINDS[kind], asked), workspace.rules, top=top, kind=asked.kind)


def panel_of(snapshot: Snapshot, kind: PlaceKind, asked: ExtensionQuery, where: Place | None = None) -> Panel:
    """Firms of the store by place and activity; ``where`` is a row of its own name. O(N + tags)."""
    if asked.as_of is not None:
        date_text(asked.as_of, "截至日期")
    since = [known_since(enterprise) for enterprise in snapshot.enterprises]
    known = [asked.as_of is None or (day is not None and day <= asked.as_of) for day in since]
    today = asked.as_of or max((day for day in since if day), default="0000")
    rows, names, regions = _rows(snapshot, kind, where)
    pairs, activities = _activities(snapshot, asked, known)
    kept = [(row, activity, firm) for firm, activity in pairs for row in rows[firm] if known[firm]]
    shape = (len(names), len(activities.names))

    def counted(after: str) -> npt.NDArray[np.float64]:
        out = np.zeros(shape)
        for row, activity, firm in kept:
            day = since[firm]
            out[row, activity] += 1.0 if not after or (day is not None and day > after) else 0.0
        return out

    dated = any(since)
    return Panel(
        places=names,
        names=activities.names,
        keys=activities.keys,
        chains=activities.chains,
        firms=counted(""),
        births3=counted(years_before(today, 3)) if dated else np.zeros(shape),
        births5=counted(years_before(today, 5)) if dated else np.zeros(shape),
        likeness=activities.likeness(),
        family=activities.family,
        wide_family=activities.wide_family,
        region=regions,
        undated=sum(day is None for day in since) if asked.as_of else 0,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Activities:
    names: tuple[str, ...]
    keys: tuple[str, ...]
    chains: tuple[str | None, ...]
    family: Numbers
    wide_family: Numbers
    likeness: Callable[[], npt.NDArray[np.float64]]


def _activities(
    snapshot: Snapshot, asked: ExtensionQuery, known: Sequence[bool]
) -> tuple[list[tuple[int, int]], _Activities]:
    """(firm, activity) pairs, and the activities."""
    if asked.by == "segment":
        return _segments(snapshot, asked.chains)
    if asked.by != "industry":
        raise InvalidFact(f"“{asked.by}”不是 segment 或 industry")
    return _industries(snapshot, known)


def _industries(snapshot: Snapshot, known: Sequence[bool]) -> tuple[list[tuple[int, int]], _Activities]:
    labels = [enterprise.industry or "" for enterprise in snapshot.enterprises]
    names = tuple(sorted({label for label in labels if label}))
    number = {name: n for n, name in enumerate(names)}
    codes: dict[str, Counter[str]] = {name: Counter() for name in names}
    for enterprise, label in zip(snapshot.enterprises, labels, strict=True):
        if label and enterprise.industry_code:
            codes[label]["".join(filter(str.isdigit, enterprise.industry_code))] += 1
    code = [min(codes[name], key=lambda c: (-codes[name][c], c), default="") for name in names]
    firms: list[list[int]] = [[] for _ in names]
    for firm, label in enumerate(labels):
        if label and known[firm] and len(firms[number[label]]) < TEXT_FIRMS:
            firms[number[label]].append(firm)

    def likeness() -> npt.NDArray[np.float64]:
        return _likeness([_text(snapshot, name, own) for name, own in zip(names, firms, strict=True)])

    pairs = [(firm, number[label]) for firm, label in enumerate(labels) if label]
    return pairs, _Activities(
        names=names,
        keys=names,
        chains=(None,) * len(names),
        family=_groups([own[: 4 if len(own) > 4 else 3] for own in code]),
        wide_family=_groups([_wide(own) for own in code]),
        likeness=likeness,
    )


def _segments(snapshot: Snapshot, chains: Sequence[ChainId]) -> tuple[list[tuple[int, int]], _Activities]:
    segments = [segment for name in chains for segment in snapshot.chain(name).segments]
    number = {(segment.chain, segment.key): n for n, segment in enumerate(segments)}
    pairs = [
        (int(firm), number[tag.chain, tag.key])
        for firm, tag in zip(snapshot.tags.firm_of_row(), snapshot.tags.rows, strict=True)
        if (tag.chain, tag.key) in number
    ]
    top_branch = [f"{s.chain}/{(s.branch or '').split('/')[0]}" if s.branch else "" for s in segments]
    return pairs, _Activities(
        names=tuple(segment.name for segment in segments),
        keys=tuple(str(segment.key) for segment in segments),
        chains=tuple(str(segment.chain) for segment in segments),
        family=_groups([f"{s.chain}/{s.branch}" if s.branch else "" for s in segments]),
        wide_family=_groups([branch or str(s.stage or "") for branch, s in zip(top_branch, segments, strict=True)]),
        likeness=lambda: segment_likeness(segments),
    )


def _wide(code: str) -> str:
    """The first two digits of a code, and how long it is: 27 is 医药制造业 in four digits and 电子 in six.

    >>> _wide("270104"), _wide("2710"), _wide("")
    ('27 of long', '27 of short', '')
    """
    return f"{code[:2]} of {'long' if len(code) > 4 else 'short'}" if code else ""


def _rows(
    snapshot: Snapshot, kind: PlaceKind, where: Place | None
) -> tuple[list[tuple[int, ...]], tuple[str, ...], Numbers]:
    """The rows each firm counts in, the names of the rows, and the region of each."""
    keys = [_key(enterprise, kind) for enterprise in snapshot.enterprises]
    known = sorted({key for key in keys if key is not None})
    number = {key: n for n, key in enumerate(known)}
    label = _labels(known)
    provinces: list[str] = [_province(snapshot, key, kind) for key in known]
    rows: list[tuple[int, ...]] = [() if key is None else (number[key],) for key in keys]
    if where is None:
        return rows, tuple(label[key] for key in known), _groups(provinces)
    own = snapshot.members(where)
    same = {key for firm, key in enumerate(keys) if own[firm] and key is not None}
    if where.kind is kind and len(same) == 1 and all(own[f] == (k in same) for f, k in enumerate(keys)):
        names = tuple(where.name if key in same else label[key] for key in known)
        return rows, names, _groups(provinces)
    names = (*(label[key] for key in known), where.name)
    beside = [(*row, len(known)) if own[firm] else row for firm, row in enumerate(rows)]
    return beside, names, _groups([*provinces, where.province or ""])


def _key(enterprise: Enterprise, kind: PlaceKind) -> Key | None:
    """What names the place of this kind whose roster the enterprise is on, None where it is not known or on none."""
    last: Mapping[PlaceKind, str | None] = {
        PlaceKind.PARK: enterprise.park,
        PlaceKind.PROVINCE: enterprise.province,
        PlaceKind.CITY: enterprise.city,
        PlaceKind.DISTRICT: enterprise.district,
    }
    if enterprise.pool or not last[kind]:
        return None
    path: Mapping[PlaceKind, tuple[str | None, ...]] = {
        PlaceKind.PARK: (enterprise.park,),
        PlaceKind.PROVINCE: (enterprise.province,),
        PlaceKind.CITY: (enterprise.province, enterprise.city),
        PlaceKind.DISTRICT: (enterprise.province, enterprise.city, enterprise.district),
    }
    return tuple(part or "" for part in path[kind])


def _labels(keys: Iterable[Key]) -> dict[Key, str]:
    """The last part of each key where it is unique, else the path."""
    distinct = list(keys)
    count = Counter(key[-1] for key in distinct)
    return {key: key[-1] if count[key[-1]] == 1 else "/".join(part for part in key if part) for key in distinct}


def _province(snapshot: Snapshot, key: Key, kind: PlaceKind) -> str:
    if kind is PlaceKind.PROVINCE:
        return ""
    if kind is PlaceKind.PARK:
        return next((park.province or "" for park in snapshot.parks if park.name == key[0]), "")
    return key[0]


def _groups(names: Sequence[str]) -> Numbers:
    """Numbers of the names, -1 for an empty one."""
    number = {name: n for n, name in enumerate(sorted({name for name in names if name}))}
    return np.array([number.get(name, -1) for name in names], dtype=np.int64)


def _text(snapshot: Snapshot, name: str, firms: Sequence[int]) -> str:
    products = (offering.product for firm in firms for offering in snapshot.offerings_of[firm][:TEXT_PRODUCTS])
    return plain(name).rstrip("ⅰⅱⅲi") + " " + " ".join(plain(product) for product in products)


def _likeness(texts: Sequence[str]) -> npt.NDArray[np.float64]:
    """Cosine of 2-grams of the texts, diagonal 0."""
    if not texts:
        return np.zeros((0, 0))
    counts = gram_counts(texts, (2,))
    rows = weighted(counts, Idf.of(counts))
    out = np.asarray(products(rows, rows).toarray(), dtype=np.float64)
    np.fill_diagonal(out, 0.0)
    return out
