"""How far an importer may speak who looks after a few places: a row of anywhere else is refused."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from chaingraph.errors import Refused
from chaingraph.graph.places import Place, PlaceKind, Region, resolve_place
from chaingraph.ids import EnterpriseId
from chaingraph.model.enterprise import Enterprise
from chaingraph.model.place import Park
from loaders.record.refusal import RowRefused

RULE = "负责范围"
SHARED_TABLES = {
    "chains": "chain",
    "segments": "segment",
    "segment_inputs": "chain",
    "products": "product",
    "product_inputs": "product",
    "park_statuses": "status",
    "funds": "name",
    "indicators": "name",
    "grades": "grade",
    "rewards": "rank",
    "assessments": "park",
    "assessment_results": "park",
}
"""Kinds that belong to every place, with the column a refusal points to."""
SEATED = {"offerings": ("enterprise",), "corrections": ("enterprise",), "supply_links": ("supplier", "buyer"),
          "firm_services": ("enterprise",)}  # fmt: skip
"""Kinds that belong where one of these enterprises sits."""
PLACED = {
    "projects": "park",
    "leads": "place",
    "park_factors": "park",
    "park_checks": "park",
    "yearly_targets": "place",
    "platforms": "park",
    "parcels": "park",
    "milestones": "park",
    "tasks": "place",
}
"""Kinds that name their place."""


class Fence:
    """The places within which facts may be put; learns where firms sit as the import grows."""

    def __init__(
        self, places: tuple[Place, ...], stored: Mapping[str, Sequence[Any]], regions: Iterable[Region]
    ) -> None:
        self._places = places
        self._regions = set(regions)
        self._parks: dict[str, Park] = {park.name: park for park in stored["parks"]}
        self._firms: dict[EnterpriseId, Enterprise] = {one.id: one for one in stored["enterprises"]}
        self._named: dict[str, bool] = {}

    @property
    def titles(self) -> str:
        """The places as a message names them."""
        return "、".join(place.label for place in self._places) or "（没有已知的地点）"

    def require(self, kind: str, fact: Any) -> None:
        """Raise RowRefused when the fact speaks of a place outside. O(places), once a name O(regions)."""
        if kind in SHARED_TABLES:
            raise RowRefused(SHARED_TABLES[kind], RULE, "这张表各地共用，须由负责全部地点的招商员或管理员导入")
        if kind == "parks":
            self._require(self._holds_park(fact), "name", "这个园区")
        elif kind == "enterprises":
            self._require_firm(fact)
        elif kind in PLACED:
            field = PLACED[kind]
            self._require(self._holds_name(getattr(fact, field)), field, "这个地点")
            self._require_known(getattr(fact, "enterprise", None))
        elif kind == "visits" and fact.place is not None:
            self._require(self._holds_name(fact.place), "place", "这个地点")
        elif kind == "visits":
            self._require_seated(fact, ("enterprise",))
        else:
            self._require_seated(fact, SEATED[kind])

    def learn(self, fact: Any) -> None:
        """Keep in mind a park or an enterprise that was put."""
        if isinstance(fact, Park):
            self._parks[fact.name] = fact
            self._named.clear()
        elif isinstance(fact, Enterprise):
            self._firms[fact.id] = _together(self._firms.get(fact.id), fact)

    def _require(self, held: bool, field: str, what: str) -> None:
        if not held:
            raise RowRefused(field, RULE, f"{what}不在您负责的范围（{self.titles}）内")

    def _require_firm(self, fact: Enterprise) -> None:
        """A firm that sits in another park is not to be drawn into this one by a list."""
        field = "park" if fact.park else "city" if fact.city else "name"
        before = self._firms.get(fact.id)
        if before is not None and before.park in self._parks and not self._holds(before):
            raise RowRefused(field, RULE, f"库中这家企业已在另一园区，不在您负责的范围（{self.titles}）内")
        self._require(self._holds(_together(before, fact)), field, "这家企业")

    def _require_seated(self, fact: Any, fields: tuple[str, ...]) -> None:
        firms = [self._firms.get(getattr(fact, field)) for field in fields]
        for field in fields:
            self._require_known(getattr(fact, field), field)
        self._require(any(firm is not None and self._holds(firm) for firm in firms), fields[0], "这家企业")

    def _require_known(self, firm: EnterpriseId | None, field: str = "enterprise") -> None:
        """A firm whose own row was refused is no firm that another row may speak of."""
        if firm is not None and firm not in self._firms:
            raise RowRefused(field, RULE, "这家企业自己的行因不在您负责的范围内被拒绝")

    def _holds(self, firm: Enterprise) -> bool:
        return any(place.holds(firm) for place in self._places)

    def _holds_park(self, park: Park) -> bool:
        seat = {"province": park.province, "city": park.city, "district": park.district}
        own = Place(kind=PlaceKind.PARK, name=park.name, park=park.name, **seat)
        return any(own.within(place) for place in self._places)

    def _holds_name(self, name: str) -> bool:
        if name not in self._named:
            regions = self._regions | {(one.province, one.city, one.district) for one in self._firms.values()}
            try:
                place = resolve_place(name, list(self._parks.values()), regions)
            except Refused:
                return False
            self._named[name] = any(place.within(mine) for mine in self._places)
        return self._named[name]


def _together(before: Enterprise | None, fact: Enterprise) -> Enterprise:
    """Where a firm sits once the fact is laid over what was known."""
    if before is None:
        return fact
    return Enterprise(
        id=fact.id,
        name=fact.name,
        park=fact.park or before.park,
        province=fact.province or before.province,
        city=fact.city or before.city,
        district=fact.district or before.district,
    )
