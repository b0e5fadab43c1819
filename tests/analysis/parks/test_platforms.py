"""Platforms are tagged as firms are; critical segments without one are told, and results that fit a gap."""

from chaingraph.ids import ImportId
from chaingraph.model.parks.platforms import Platform, PlatformKind
from chaingraph.service.ask.park.platforms import innovation
from chaingraph.service.workspace import Workspace
from chaingraph.store.base.memory import MemoryStore
from chaingraph.store.base.port import ImportBatch
from tests.api.world import CHAIN, PARK, facts


def office(*platforms: Platform) -> Workspace:
    workspace = Workspace(MemoryStore())
    told = {**facts(), "platforms": platforms}
    workspace.store.write(ImportBatch(id=ImportId("a"), title="a", facts=told, at="2026-07-01"))
    return workspace


def test_a_platforms_words_are_tagged_and_what_somebody_said_comes_first() -> None:
    words = Platform(name="院", park=PARK, kind=PlatformKind.INSTITUTE, works_on=("隔膜",), results=("新隔膜",))
    said = Platform(name="台", park=PARK, kind=PlatformKind.INNOVATION, segments=(f"{CHAIN}/电解液", f"{CHAIN}/没有"))
    found = innovation(office(words, said), PARK)
    by_name = {one.name: [(s.key, s.said) for s in one.serves if s.chain == CHAIN] for one in found.platforms}
    assert by_name == {"台": [("电解液", True)], "院": [("隔膜", False)]}
    assert [(one.result, one.segment) for one in found.spinouts] == [("新隔膜", "隔膜")]
    assert found.unserved == ()


def test_a_critical_segment_without_a_platform_is_told() -> None:
    assert [one.segment for one in innovation(office(), PARK).unserved] == ["隔膜"]


def test_a_result_fits_what_its_own_words_say_else_what_its_platform_is_said_to_serve() -> None:
    both = {"park": PARK, "kind": PlatformKind.INNOVATION, "segments": (f"{CHAIN}/隔膜",)}
    own = Platform(name="甲", results=("电解液",), **both)  # type: ignore[arg-type]
    wordless = Platform(name="乙", results=("一种样机",), **both)  # type: ignore[arg-type]
    found = innovation(office(own, wordless), PARK)
    assert [(one.platform, one.segment) for one in found.spinouts] == [("乙", "隔膜"), ("甲", "电解液")]
