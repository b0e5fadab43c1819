"""The table of national catalogues names only what the library has, and leaves no heading open."""

import re
from pathlib import Path

from chaingraph.library.reader import library

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "catalogues.md"
REFERENCE = re.compile(r"`([^`/]+)/([^`]+)`")
HEADING = re.compile(r"^\| (?!Heading|---)([^|]+) \| ([^|]*) \|$", re.MULTILINE)
SUMMARY = re.compile(r"^\d\.\d (?:to|and) \d\.\d$")


def rows() -> list[tuple[str, str]]:
    """Heading and what serves it, of every row of the document."""
    return HEADING.findall(DOCUMENT.read_text(encoding="utf-8").split("\n## ", 1)[1])


def test_every_segment_named_in_the_catalogues_is_one_of_its_chain() -> None:
    have = {(card.chain.name, segment.name) for card in library() for segment in card.segments}
    have |= {(card.chain.name, "*") for card in library()}
    named = {pair for _, cell in rows() for pair in REFERENCE.findall(cell)}
    assert len(named) > 100
    assert named <= have, sorted(named - have)


def test_every_heading_is_served_or_says_why_not() -> None:
    open_headings = [
        heading
        for heading, cell in rows()
        if not (REFERENCE.search(cell) or cell.startswith("none: ") or SUMMARY.match(cell))
    ]
    assert open_headings == []


def test_the_strategic_industries_are_nine_of_forty_headings() -> None:
    numbers = [heading.split(" ")[0] for heading, _ in rows() if heading[0].isdigit()]
    assert [number for number in numbers if "." not in number] == [str(n) for n in range(1, 10)]
    assert len([number for number in numbers if "." in number]) == 40


def test_the_first_three_batches_are_forty_five_clusters() -> None:
    section = DOCUMENT.read_text(encoding="utf-8").split("## 国家先进制造业集群：前三批45个")[1].split("\n## ")[0]
    assert len(HEADING.findall(section)) == 45
