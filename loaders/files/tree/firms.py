"""Companies of a tree's nodes as the rows of a roster that says where each stands."""

from collections.abc import Iterator, Mapping
from typing import Any

from loaders.files.tree.rows import TreeRows

HEADERS = ("企业名称", "产业链", "环节")
NAMES = ("name", "title", "label", "company", "enterprise", "企业名称", "公司名称", "企业", "公司", "名称")


def firm_rows(found: TreeRows) -> tuple[list[str], list[list[Any]]]:
    """Headers and rows of the companies of a tree: name, chain and segment first, then what else was said of them."""
    rows = [{**dict(zip(HEADERS, place, strict=True)), **firm} for place, firm in _named(found)]
    headers = list(dict.fromkeys([*HEADERS, *(key for row in rows for key in row)]))
    return headers, [[row.get(header, "") for header in headers] for row in rows]


def _named(found: TreeRows) -> Iterator[tuple[tuple[str, str, str], Mapping[str, Any]]]:
    for chain, segment, firm in found.firms:
        name = next((str(firm[key]).strip() for key in NAMES if firm.get(key)), "")
        if name:
            yield (name, chain, segment), {key: value for key, value in firm.items() if key not in NAMES}
