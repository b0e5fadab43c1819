"""A tiny SVG kit: elements as escaped text, the same input always the same bytes."""

import re
from collections.abc import Iterable
from html import escape
from typing import NewType

from visual.kit.measure import Face

Markup = NewType("Markup", str)
"""Text that is already SVG; only this kit makes it."""

Value = str | float | int | None

FONTS = '"Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif'

_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_SPACE = re.compile(r"\s+")


def plain(text: str) -> str:
    """The text on one line without characters that XML forbids or that turn the reading direction.

    >>> plain("甲\\x00\\n 乙\\u202e")
    '甲 乙'
    """
    if text.isprintable():
        return text.strip()
    return _SPACE.sub(" ", _UNPRINTABLE.sub("", text)).strip()


def number(value: float) -> str:
    """A coordinate with at most one decimal.

    >>> number(3.0), number(2.25), number(-0.01)
    ('3', '2.2', '0')
    """
    rounded = round(value, 1)
    return str(int(rounded)) if rounded == int(rounded) else f"{rounded:.1f}"


def element(name: str, /, *children: Markup, **attributes: Value) -> Markup:
    """One element; ``class_`` and ``data_key`` become ``class`` and ``data-key``, None leaves an attribute out.

    >>> element("rect", x=1.0, class_="card", data_key='"<')
    '<rect x="1" class="card" data-key="&quot;&lt;"/>'
    """
    head = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_attribute(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    body = "".join(children)
    return Markup(f"<{name}{head}>{body}</{name}>" if body else f"<{name}{head}/>")


def _attribute(value: str | float) -> str:
    return escape(plain(value)) if isinstance(value, str) else number(value)


def words(content: str) -> Markup:
    """Escaped text."""
    return Markup(escape(plain(content)))


def text(
    x: float, y: float, content: str, face: Face, *, limit: float, anchor: str | None = None, fill: str | None = None
) -> Markup:
    """A line of text on its baseline, cut to ``limit`` pixels so that it cannot run into its neighbour."""
    fitted = face.cut(plain(content), limit)
    return element("text", words(fitted), x=x, y=y, class_=face.name, text_anchor=anchor, fill=fill)


def rect(x: float, y: float, width: float, height: float, *, rx: float | None = None, **attributes: Value) -> Markup:
    """A rectangle."""
    return element("rect", x=x, y=y, width=width, height=height, rx=rx, **attributes)


def group(*children: Markup, **attributes: Value) -> Markup:
    """Elements that belong together."""
    return element("g", *children, **attributes)


def path(*steps: str | float, title: str | None = None, **attributes: Value) -> Markup:
    """A path from its steps: letters as they are, coordinates rounded; ``title`` shows on hover.

    >>> path("M", 0, 0, "H", 10.04)
    '<path d="M0 0H10"/>'
    """
    drawn = " ".join(step if isinstance(step, str) else number(step) for step in steps)
    hover = [element("title", words(title))] if title else []
    return element("path", *hover, d=re.sub(r" ?([A-Za-z]) ?", r"\1", drawn), **attributes)


def hatch(identity: str, colour: str, *, gap: float = 7, stroke: float = 1.1) -> Markup:
    """Slanting lines to fill an area with, so that it differs from a plain one without colour."""
    line = path("M", 0, 0, "V", gap, stroke=colour, stroke_width=stroke)
    return element(
        "pattern",
        line,
        id=identity,
        width=gap,
        height=gap,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )


def dots(identity: str, colour: str, *, gap: float = 6, radius: float = 1.1) -> Markup:
    """Dots to fill an area with, so that it differs from a plain and from a hatched one without colour."""
    return element(
        "pattern",
        element("circle", cx=gap / 2, cy=gap / 2, r=radius, fill=colour),
        id=identity,
        width=gap,
        height=gap,
        patternUnits="userSpaceOnUse",
    )


def arrow(identity: str, colour: str, *, size: float = 7) -> Markup:
    """An arrow head for the end of a path."""
    head = path("M", 0, 0, "L", size, size / 2, "L", 0, size, "z", fill=colour)
    return element(
        "marker",
        head,
        id=identity,
        markerWidth=size,
        markerHeight=size,
        refX=size - 1,
        refY=size / 2,
        orient="auto",
        markerUnits="userSpaceOnUse",
    )


def faces(scope: str, styles: Iterable[Face]) -> str:
    """CSS of the faces, under the class of the picture so that nothing of the page around it changes."""
    return "".join(
        f".{scope} .{face.name}{{font-size:{number(face.size)}px{';font-weight:700' if face.bold else ''}}}"
        for face in styles
    )


def document(
    *children: Markup, scope: str, width: float, height: float, title: str, style: str, defs: Iterable[Markup]
) -> str:
    """A whole SVG file: title for readers of the screen, CSS inside, white ground."""
    sheet = f".{scope}{{font-family:{FONTS}}}{style}"
    return element(
        "svg",
        element("title", words(title)),
        element("style", Markup(sheet.replace("<", ""))),
        element("defs", *defs),
        rect(0, 0, width, height, fill="#fff"),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        class_=scope,
        role="group",
        lang="zh-CN",
        aria_label=title,
    )
