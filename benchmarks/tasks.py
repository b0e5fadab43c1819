"""Placing tasks made of the visible shared data: firms, a chain, and the segments that are right."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from benchmarks.realdata import rows_of
from benchmarks.tagging import built_in_chains
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.ids import ChainId, EnterpriseId, ProductId, SegmentKey
from chaingraph.model.chain import Chain, Segment
from chaingraph.model.enterprise import Enterprise
from chaingraph.model.links import Offering
from chaingraph.tagging.words.firm_words import FirmWords
from chaingraph.text import plain
from chaingraph.units import Share


@dataclass(frozen=True, kw_only=True)
class Task:
    """Firms to be placed on one chain: what the tagger reads, the same as one text, and the segments that are right."""

    graph: ChainGraph
    words: list[FirmWords]
    texts: list[str]
    truth: list[frozenset[int]]

    @property
    def labels(self) -> list[int]:
        """The right segment of each firm that has just one."""
        return [min(right) for right in self.truth]

    @property
    def names(self) -> list[str]:
        """Branch and name of each segment as one text."""
        return [(s.branch or "").replace("/", "") + s.name for s in self.graph.segments]

    @property
    def divisions(self) -> list[str]:
        """The first part of each segment's branch path."""
        return [(s.branch or "").split("/")[0] for s in self.graph.segments]


def tree(name: str, leaves: Iterable[tuple[str, str]]) -> ChainGraph:
    """A chain of (branch path, leaf) without aliases, codes or edges."""
    chain = ChainId(name)
    segments = [
        Segment(chain=chain, key=SegmentKey(leaf), name=leaf, branch=branch, order=order)
        for order, (branch, leaf) in enumerate(leaves)
    ]
    return ChainGraph.of(Chain(name=chain), segments, ())


def yangzhou_task() -> Task:
    """Manufacturers of one city among the classes of GB/T 4754 that occur, under division and group."""
    products: dict[str, list[str]] = defaultdict(list)
    for row in rows_of("yangzhou/product"):
        products[row["ent_id"]].append(row["product"])
    firms = [row for row in rows_of("yangzhou/enterprise") if row["class"]]
    graph = tree("国民经济行业", sorted({(f"{row['division']}/{row['group']}", row["class"]) for row in firms}))
    return Task(
        graph=graph,
        words=[
            _words(
                Enterprise(
                    id=EnterpriseId(row["ent_id"]), name=row["name"], province="江苏省", city="扬州市",
                    business_scope=row["business_scope"],
                ),
                [(product, None) for product in products[row["ent_id"]]],
            )
            for row in firms
        ],
        texts=[" ".join((row["name"], *products[row["ent_id"]], row["business_scope"])) for row in firms],
        truth=[frozenset({graph.index[SegmentKey(row["class"])]}) for row in firms],
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One listed firm with products; its industry names only serve as truth."""

    code: str
    words: FirmWords
    text: str
    industry: tuple[str, str, str]


def listed_firms() -> list[Listed]:
    """A-share firms with products, accounting lines left out; "" where the industry is not known."""
    products: dict[str, list[tuple[str, float | None]]] = defaultdict(list)
    for row in rows_of("ashare/company_product"):
        if row["flag"] != "accounting":
            known = row["share_is_placeholder"] != "1" and 0 <= float(row["revenue_share"] or -1) <= 1
            products[row["company_code"]].append((row["product"], float(row["revenue_share"]) if known else None))
    return [_listed(row, products[row["code"]]) for row in rows_of("ashare/company") if products[row["code"]]]


def _listed(row: Mapping[str, str], products: list[tuple[str, float | None]]) -> Listed:
    name = row["fullname"] or row["name"]
    firm = Enterprise(id=EnterpriseId(row["code"]), name=name, province=row["province"], city=row["city"])
    industry = (_industry(row["sw_l1"]), _industry(row["sw_l2"]), _industry(row["sw_l3"]))
    text = " ".join((name, *(product for product, _ in products)))
    return Listed(code=row["code"], words=_words(firm, products), text=text, industry=industry)


def _words(firm: Enterprise, products: Iterable[tuple[str, float | None]]) -> FirmWords:
    offered = [
        Offering(enterprise=firm.id, product=ProductId(name), share=None if share is None else Share(share))
        for name, share in products
    ]
    return FirmWords.of(firm, offered)


def _industry(name: str) -> str:
    """An industry name without the level mark at its end."""
    return name.rstrip("ⅠⅡⅢ")


def industry_leaves() -> dict[str, list[tuple[str, str]]]:
    """Level-1 industry -> its (level 2, level 3), all that exist."""
    by_code = {row["code"]: row for row in rows_of("ashare/industry")}
    out: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in by_code.values():
        if row["level"] == "3":
            second = by_code[row["parent"]]
            first = by_code[second["parent"]]
            out[_industry(first["name"])].append((_industry(second["name"]), _industry(row["name"])))
    return out


def industry_tasks(firms: Sequence[Listed]) -> list[Task]:
    """One task a level-1 industry: its firms among its leaves."""
    return [
        _industry_task(tree(first, leaves), [firm for firm in firms if firm.industry[0] == first])
        for first, leaves in sorted(industry_leaves().items())
    ]


def whole_task(firms: Sequence[Listed]) -> Task:
    """All firms among all leaves, the level-1 industry not given."""
    leaves = [(f"{first}/{second}", leaf) for first, own in industry_leaves().items() for second, leaf in own]
    return _industry_task(tree("全部行业", leaves), [firm for firm in firms if firm.industry[2]])


def _industry_task(graph: ChainGraph, firms: Sequence[Listed]) -> Task:
    return Task(
        graph=graph,
        words=[firm.words for firm in firms],
        texts=[firm.text for firm in firms],
        truth=[frozenset({graph.index[SegmentKey(firm.industry[2])]}) for firm in firms],
    )


def silver_tasks(firms: Sequence[Listed]) -> list[Task]:
    """Built-in chains stripped to names: firms with a product that is an alias, and none that is a segment's name."""
    return [task for graph in built_in_chains() for task in [_silver_task(graph, firms)] if task.words]


def _silver_task(graph: ChainGraph, firms: Sequence[Listed]) -> Task:
    names = {plain(segment.name) for segment in graph.segments}
    holders: dict[str, set[int]] = defaultdict(set)
    for number, segment in enumerate(graph.segments):
        for word in (*segment.aliases, *segment.products):
            holders[plain(word)].add(number)
    said = [{text for text, _, _ in firm.words.products} for firm in firms]
    right = [frozenset().union(*(holders.get(text, ()) for text in own)) for own in said]
    kept = [n for n, own in enumerate(said) if right[n] and not own & names]
    bare = [replace(s, aliases=(), products=(), excludes=(), industry_codes=()) for s in graph.segments]
    return Task(
        graph=ChainGraph.of(graph.chain, bare, ()),
        words=[firms[n].words for n in kept],
        texts=[firms[n].text for n in kept],
        truth=[right[n] for n in kept],
    )
