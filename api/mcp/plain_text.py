"""The main part of one of our pages as Markdown, for who reads no HTML."""

import re
from html.parser import HTMLParser

STARTS = {"h1": "\n# ", "h2": "\n## ", "li": "\n- ", "tr": "\n| ", "p": "\n"}
ENDS = {"td": " |", "th": " |"}


class _Main(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.within = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Open a line."""
        self.within = self.within or tag == "main"
        if self.within:
            self.parts.append(STARTS.get(tag, " " if tag in ENDS else ""))

    def handle_endtag(self, tag: str) -> None:
        """Close a cell."""
        if self.within:
            self.parts.append(ENDS.get(tag, ""))
        self.within = self.within and tag != "main"

    def handle_data(self, data: str) -> None:
        """Text as it is, blanks joined."""
        if self.within:
            self.parts.append(re.sub(r"\s+", " ", data))


def markdown(page: str) -> str:
    """Headings, lists and table rows of the page's ``main``, without its forms and styles. O(its length).

    >>> markdown("<p>a</p><main><h1>说明</h1><li>一 <b>二</b></li><table><tr><td>三</td><td>4</td></tr></table></main>")
    '# 说明\\n- 一 二\\n| 三 | 4 |'
    """
    reader = _Main()
    reader.feed(page)
    lines = (line.strip() for line in "".join(reader.parts).split("\n"))
    return "\n".join(line for line in lines if line)
