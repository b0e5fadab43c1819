"""What the pages of firms and places put together."""

from api.officer.views import place_view, standings_of
from chaingraph.graph.tags import Tag, TagTable
from chaingraph.ids import ChainId, SegmentKey
from tests.api.world import CITY, PARK, workspace


def test_chains_that_share_a_segment_and_say_the_same_stand_on_one_line() -> None:
    facts = workspace().snapshot()
    shared = [
        Tag(chain=ChainId(chain), key=SegmentKey("方形电芯"), score=0.9, probability=None, share=0.5, evidence=())
        for chain in ("储能", "动力电池")
    ]
    own = Tag(chain=ChainId("电池"), key=SegmentKey("电芯"), score=0.8, probability=None, share=0.5, evidence=())
    tagged = facts.tagged(TagTable.of([(*shared, own), *((),) * (len(facts.enterprises) - 1)]))
    lines = standings_of(tagged, 0, "动力电池")
    assert [(line.tag.chain, line.segment.name, line.chains) for line in lines] == [
        ("动力电池", "方形电芯", ("动力电池", "储能")),
        ("电池", "电芯", ("电池",)),
    ]


def test_a_city_shows_its_parks_and_a_park_does_not() -> None:
    city = workspace()
    assert [park.name for park in place_view(city, CITY).parks] == ["乙园", "甲园"]
    assert place_view(city, PARK).parks == ()


def test_the_chains_of_a_place_start_with_those_it_stands_for() -> None:
    view = place_view(workspace(), PARK)
    assert view.park is not None
    assert view.covers[0].chain in view.park.chains
