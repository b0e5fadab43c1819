"""The picture of a drill: one card a segment, wave by wave, with the words that keep it honest."""

from functools import lru_cache

from chaingraph.findings.firm.drill import Drill
from chaingraph.service.ask.firm.drill import drill
from tests.api.world import workspace
from tests.visual.shapes import overlaps, parsed, rectangle, text_areas
from visual.drill import FACES, drill_svg, waves


@lru_cache(maxsize=1)
def found() -> Drill:
    return drill(workspace(), "本地电芯厂")


def test_waves_run_from_the_leaving_firm_outwards() -> None:
    assert [(wave, [segment for segment, _ in segments]) for wave, segments in waves(found())] == [
        (0, ["电芯"]),
        (1, ["电池包"]),
    ]


def test_the_picture_tells_what_falls_and_why_and_no_words_meet() -> None:
    svg = drill_svg(found(), found().summary)
    root = parsed(svg)
    areas = list(text_areas(root, FACES))
    assert overlaps(areas) == []
    assert all(rectangle(root).holds(area) for area in areas)
    for word in ("本地电芯厂退出", "第 1 轮", "本地小厂", "数据截至 2026-06-30", "判定口径", "来源"):
        assert word in svg


def test_the_same_drill_gives_the_same_bytes() -> None:
    assert drill_svg(found(), "甲") == drill_svg(found(), "甲")
