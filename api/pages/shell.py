"""A page in its frame: the bar, the switcher, and what every page must say about its data."""

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from api.access.gate import visitor_of
from api.access.visitor import Way
from api.address.urls import Pair
from api.html.navigation import PAIR_PAGES
from api.html.templating import templates
from api.http.deps import office_of
from api.server.overview import Overview
from chaingraph.errors import Refused
from chaingraph.findings.place.gap import SegmentStatus
from chaingraph.graph.places import Place

OWN, OTHERS = "我的地方", "其他地点"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What the frame of a page shows: the pair in force, the pages it leads to, and the state of the data."""

    pair: Pair | None
    switch_to: str
    stay_at: str
    overview: Overview
    single_user: bool

    @property
    def places(self) -> list[tuple[str, str]]:
        """(name, label) of every place to choose from, one's own first, the present one included."""
        return [choice for _, choices in self.grouped for choice in choices]

    @property
    def grouped(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The same in groups: one's own place with what lies within it, then the others."""
        near, far = ([_choice(place) for place in places] for places in (self.overview.near, self.overview.far))
        if self.pair and all(name != self.pair.place for name, _ in (*near, *far)):
            far.insert(0, (self.pair.place, self.pair.place))
        return [(title, choices) for title, choices in ((OWN, near), (OTHERS, far)) if choices]


def _choice(place: Place) -> tuple[str, str]:
    return place.name, f"{place.kind.value} · {place.name}"


def show(request: Request, name: str, *, here: str, pair: Pair | None = None, **context: Any) -> HTMLResponse:
    """A whole page; ``here`` names the entry of the bar that is lit."""
    office = office_of(request)
    visitor = visitor_of(request)
    seen = office.overview(visitor)
    frame = Frame(
        pair=pair or remembered(request, seen.home) or seen.home,
        switch_to=here if here in PAIR_PAGES else "",
        stay_at=_address(request),
        overview=seen,
        single_user=visitor.way is Way.DESKTOP,
    )
    return part_of_page(request, name, here=here, frame=frame, pair=frame.pair, **context)


def part_of_page(request: Request, name: str, **context: Any) -> HTMLResponse:
    """A template rendered as it is."""
    context = {"visitor": getattr(request.state, "visitor", None), **context}
    page = templates().get_template(name).render(request=request, statuses=tuple(SegmentStatus), **context)
    return HTMLResponse(page, headers={"Cache-Control": "no-cache"})


def remembered(request: Request, home: Pair | None = None) -> Pair | None:
    """The pair that the address of a page outside any pair carries along, when its names are known; of an address that
    names only one of the two, ``home`` has the other."""
    asked = request.query_params
    place = asked.get("place") or (home.place if home and asked.get("chain") else "")
    chain = asked.get("chain") or (home.chain if home and asked.get("place") else "")
    if not place or not chain:
        return None
    workspace = office_of(request).workspace
    try:
        return Pair(workspace.place(place).name, workspace.chain(chain).chain.name)
    except Refused:
        return None


def _address(request: Request) -> str:
    """The page's own address, to come back to; empty for an answer to a form, which has none."""
    query = f"?{request.url.query}" if request.url.query else ""
    return request.url.path + query if request.method == "GET" else ""
