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


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What the frame of a page shows: the pair in force, the pages it leads to, and the state of the data."""

    pair: Pair | None
    switch_to: str
    overview: Overview
    single_user: bool

    @property
    def places(self) -> list[tuple[str, str]]:
        """(name, label) of every place to choose from, the present one included."""
        choices = [(place.name, f"{place.kind.value} · {place.name}") for place in self.overview.places]
        if self.pair and all(name != self.pair.place for name, _ in choices):
            choices.insert(0, (self.pair.place, self.pair.place))
        return choices


def show(request: Request, name: str, *, here: str, pair: Pair | None = None, **context: Any) -> HTMLResponse:
    """A whole page; ``here`` names the entry of the bar that is lit."""
    office = office_of(request)
    visitor = visitor_of(request)
    seen = office.overview(visitor)
    frame = Frame(
        pair=pair or remembered(request) or seen.home,
        switch_to=here if here in PAIR_PAGES else "panorama",
        overview=seen,
        single_user=visitor.way is Way.DESKTOP,
    )
    return part_of_page(request, name, here=here, frame=frame, pair=frame.pair, **context)


def part_of_page(request: Request, name: str, **context: Any) -> HTMLResponse:
    """A template rendered as it is."""
    context = {"visitor": getattr(request.state, "visitor", None), **context}
    page = templates().get_template(name).render(request=request, statuses=tuple(SegmentStatus), **context)
    return HTMLResponse(page, headers={"Cache-Control": "no-cache"})


def remembered(request: Request) -> Pair | None:
    """The pair that the address of a page outside any pair carries along, when both names are known."""
    place, chain = request.query_params.get("place"), request.query_params.get("chain")
    if not place or not chain:
        return None
    workspace = office_of(request).workspace
    try:
        return Pair(workspace.place(place).name, workspace.chain(chain).chain.name)
    except Refused:
        return None
