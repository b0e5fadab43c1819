"""The SVG kit, the measure, the fonts and the rasteriser."""

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.errors import ChaingraphError
from tests.visual.builders import coverage_of, ecosystem_of, library_graph
from tests.visual.shapes import parsed
from visual.ecosystem import ecosystem_svg
from visual.kit.fonts import FONT_VARIABLE, USUAL, chinese_font
from visual.kit.measure import Face
from visual.kit.raster import png
from visual.kit.svg import document, element, group, path, plain, rect, text, words
from visual.panorama.panorama import panorama_svg

BODY = Face("body", 10)
HAS_FONT = any(Path(files[0]).is_file() for files in USUAL)
needs_font = pytest.mark.skipif(not HAS_FONT, reason="no Chinese font here")


@given(st.text(), st.floats(0, 300))
def test_cut_text_fits(content: str, limit: float) -> None:
    assert BODY.width(BODY.cut(content, limit)) <= limit + 1e-6


@given(st.text(max_size=60), st.floats(20, 300), st.integers(1, 4))
def test_wrapped_text_fits_in_its_lines(content: str, limit: float, lines: int) -> None:
    wrapped = BODY.wrap(content, limit, lines)
    assert len(wrapped) <= lines
    assert all(BODY.width(line) <= limit + 1e-6 for line in wrapped)


@given(st.text(), st.text())
def test_any_text_makes_well_formed_xml(content: str, key: str) -> None:
    drawn = document(
        group(text(0, 10, content, BODY, limit=500), element("title", words(content)), data_key=key),
        scope="kit", width=10, height=10, title=content, style="", defs=(),
    )  # fmt: skip
    root = parsed(drawn)
    assert root[-1].get("data-key") == plain(key)


def test_coordinates_have_at_most_one_decimal() -> None:
    assert path("M", 1 / 3, 2, "L", 3.96, -0.04) == '<path d="M0.3 2L4 0"/>'
    assert rect(0.12, 1, 2, 3, rx=None) == '<rect x="0.1" y="1" width="2" height="3"/>'


@needs_font
def test_the_png_has_the_size_asked_for_and_the_same_bytes() -> None:
    graph = library_graph()
    svg = panorama_svg(coverage_of(graph), graph)
    picture = png(svg, scale=0.5)
    width, _ = struct.unpack(">II", picture[16:24])
    assert picture.startswith(b"\x89PNG")
    assert width == 635
    assert png(svg, scale=0.5) == picture


@needs_font
def test_words_are_really_drawn() -> None:
    svg = ecosystem_svg(ecosystem_of({-1: 2}))
    silent = svg.replace("font-size", "font-sighs").replace("<text", "<desc").replace("</text", "</desc")
    assert len(png(svg, scale=1)) > 1.3 * len(png(silent, scale=1))


def test_without_a_font_the_refusal_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FONT_VARIABLE, raising=False)
    with pytest.raises(ChaingraphError, match="找不到中文字体"):
        chinese_font((("/nowhere/font.ttc",),))


def test_a_font_that_is_not_there_or_not_a_font_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(FONT_VARIABLE, str(tmp_path / "none.ttf"))
    with pytest.raises(ChaingraphError, match="不存在"):
        chinese_font()
    (tmp_path / "notes.ttf").write_bytes(b"not a font")
    monkeypatch.setenv(FONT_VARIABLE, str(tmp_path / "notes.ttf"))
    with pytest.raises(ChaingraphError, match="不是可用的字体文件"):
        chinese_font()


@pytest.mark.parametrize("scale", [0, -1, 100, float("nan")])
def test_an_impossible_scale_is_refused(scale: float) -> None:
    with pytest.raises(ChaingraphError, match="放大倍数"):
        png("<svg/>", scale=scale)


@needs_font
def test_what_is_not_a_picture_is_refused() -> None:
    with pytest.raises(ChaingraphError, match="图片生成失败"):
        png("<svg")
