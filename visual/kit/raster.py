"""Pictures as PNG without a browser, with a Chinese font that is really there."""

import resvg_py

from chaingraph.errors import ChaingraphError
from visual.kit.fonts import chinese_font

MAX_SCALE = 8.0


def png(svg: str, *, scale: float = 2.0) -> bytes:
    """The SVG as PNG, ``scale`` pixels to a unit; the same SVG and font give the same bytes.

    Raises ChaingraphError when no Chinese font is found (a picture without its words is never returned), when the
    scale is out of bounds, or when the SVG cannot be drawn.
    """
    if not 0.1 <= scale <= MAX_SCALE:
        raise ChaingraphError(f"图片放大倍数 {scale:g} 不在 0.1 到 {MAX_SCALE:g} 之间")
    font = chinese_font()
    try:
        drawn = resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=scale,
            background="#ffffff",
            skip_system_fonts=True,
            font_files=list(font.files),
            font_family=font.family,
            sans_serif_family=font.family,
        )
    except (ValueError, TypeError) as error:
        raise ChaingraphError(f"图片生成失败：{error}") from error
    return bytes(drawn)
