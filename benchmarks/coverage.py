"""How many manufacturers get a segment at the default threshold, and how often the best one is right.

    python -m benchmarks.coverage [--store URL] [--draw]

Without a store it loads the shared Yangzhou and A-share data into memory first. Coverage counts every firm of a group.
Precision is over a draw of 50 tagged firms a group, each with its best tag, that leaves out every firm of earlier
draws, whose errors were mended; against the verdicts kept in ``judged/tags.csv``: right means that the firm makes (or,
for a service segment, does) what the definition says; a firm that trades in it, only lists it, or makes another thing
that bears its word is wrong. A pair nobody has read counts as not judged and stays out of the precision; judge the new
pairs before quoting its figure. ``--draw`` prints the drawn pairs with the texts to judge them by.
"""

import argparse
import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from math import sqrt
from pathlib import Path

from benchmarks.realdata import rows_of
from benchmarks.targets import workspace
from chaingraph.graph.snapshot import Snapshot
from chaingraph.graph.tags import Tag
from chaingraph.model.chain import Segment
from chaingraph.service.workspace import Workspace
from chaingraph.units import percent

JUDGED = Path(__file__).parent / "judged" / "tags.csv"
DRAWN, SEED = 50, "tags-5"
MANUFACTURING = frozenset(
    (
        "电子", "机械设备", "电力设备", "汽车", "医药生物", "基础化工", "有色金属", "钢铁", "建筑材料",
        "国防军工", "家用电器", "轻工制造", "纺织服饰", "食品饮料", "美容护理", "通信", "石油石化",
    )
)  # fmt: skip
"""Shenwan level-1 industries whose listed firms mostly make goods, as the firm's note 申万一级 says."""
GROUPS = ("Yangzhou", "A-share manufacturing")
BANDS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One firm of the draw with its best tag; ``right`` is None when nobody has judged the pair."""

    group: str
    firm: int
    tag: Tag
    segment: Segment
    right: bool | None


def members(snapshot: Snapshot) -> dict[str, list[int]]:
    """Group -> its firms."""
    index = {enterprise.name: firm for firm, enterprise in enumerate(snapshot.enterprises)}
    yangzhou = {index[row["name"]] for row in rows_of("yangzhou/enterprise")}
    listed = {
        firm
        for firm, enterprise in enumerate(snapshot.enterprises)
        if enterprise.listed_as and dict(enterprise.notes).get("申万一级") in MANUFACTURING
    }
    return dict(zip(GROUPS, (sorted(yangzhou), sorted(listed)), strict=True))


def seen_before() -> frozenset[str]:
    """Enterprises of earlier draws."""
    with JUDGED.open(encoding="utf-8", newline="") as lines:
        return frozenset(row["enterprise"] for row in csv.DictReader(lines) if row["draw"] != SEED)


def judged() -> dict[tuple[str, str, str], bool]:
    """(enterprise, chain, segment) -> right."""
    if not JUDGED.exists():
        return {}
    with JUDGED.open(encoding="utf-8", newline="") as lines:
        return {(r["enterprise"], r["chain"], r["segment"]): r["right"] == "1" for r in csv.DictReader(lines)}


def draw(snapshot: Snapshot, groups: dict[str, list[int]]) -> list[Drawn]:
    """The tagged firms of each group, new to the judge, that come first by a seeded hash of their name."""
    known, seen, out = judged(), seen_before(), list[Drawn]()
    for group, firms in groups.items():
        tagged = [f for f in firms if snapshot.tags.of_firm(f) and snapshot.enterprises[f].name not in seen]
        for firm in sorted(tagged, key=lambda firm: _order(snapshot.enterprises[firm].name))[:DRAWN]:
            tag = snapshot.tags.of_firm(firm)[0]
            graph = snapshot.chain(tag.chain)
            segment = next(segment for segment in graph.segments if segment.key == tag.key)
            right = known.get((snapshot.enterprises[firm].name, tag.chain, segment.name))
            out.append(Drawn(group=group, firm=firm, tag=tag, segment=segment, right=right))
    return out


def _order(name: str) -> bytes:
    return blake2b(f"{SEED}/{name}".encode(), digest_size=8).digest()


def wilson(right: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """The Wilson score interval of a proportion, 95 % by default.

    >>> [round(bound, 3) for bound in wilson(80, 100)]
    [0.711, 0.867]
    """
    if not total:
        return 0.0, 1.0
    part, weight = right / total, z * z / total
    middle = (part + weight / 2) / (1 + weight)
    half = z / (1 + weight) * sqrt(part * (1 - part) / total + weight / (4 * total))
    return middle - half, middle + half


def _field(pair: Drawn) -> str:
    """The field of the strongest piece of evidence."""
    return pair.tag.evidence[0].field if pair.tag.evidence else "—"


def _band(pair: Drawn) -> str:
    low = max(bound for bound in BANDS[:-1] if bound <= max(pair.tag.score, BANDS[0]))
    return f"{low:.1f}–{low + 0.1:.1f}"


def _precision_row(name: str, pairs: Sequence[Drawn]) -> str:
    verdicts = [pair.right for pair in pairs if pair.right is not None]
    cells = [name, str(len(pairs)), str(len(verdicts)), str(sum(verdicts)), "—", "—"]
    if verdicts:
        low, high = wilson(sum(verdicts), len(verdicts))
        cells[4:] = [percent(sum(verdicts) / len(verdicts)), f"{percent(low)}–{percent(high)}"]
    return f"| {' | '.join(cells)} |"


def _split_by(pairs: Sequence[Drawn], part: Callable[[Drawn], str]) -> Iterable[str]:
    for name in sorted({part(pair) for pair in pairs}):
        yield _precision_row(name, [pair for pair in pairs if part(pair) == name])


def report(snapshot: Snapshot, threshold: float) -> Iterable[str]:
    """The tables in Markdown, line by line."""
    groups = members(snapshot)
    yield f"| firms | total | with ≥ 1 segment at {threshold:g} | coverage | stating products | coverage of these |"
    yield "|---|---|---|---|---|---|"
    for group, firms in groups.items():
        tagged = {firm for firm in firms if snapshot.tags.of_firm(firm)}
        stating = {firm for firm in firms if snapshot.offerings_of[firm]}
        cells = f"{len(firms):,} | {len(tagged):,} | {percent(len(tagged) / len(firms))}"
        yield f"| {group} | {cells} | {len(stating):,} | {percent(len(tagged & stating) / max(1, len(stating)))} |"
    pairs = draw(snapshot, groups)
    yield "\n| best tag | drawn | judged | right | precision | 95 % interval |\n|---|---|---|---|---|---|"
    yield _precision_row("all", pairs)
    for group in GROUPS:
        yield _precision_row(group, [pair for pair in pairs if pair.group == group])
    yield from _split_by(pairs, lambda pair: f"evidence {_field(pair)}")
    yield from _split_by(pairs, lambda pair: f"score {_band(pair)}")


def texts(snapshot: Snapshot) -> Iterable[str]:
    """Each drawn pair with what its judge reads."""
    for number, pair in enumerate(draw(snapshot, members(snapshot)), 1):
        firm, tag = snapshot.enterprises[pair.firm], pair.tag
        verdict = "not judged" if pair.right is None else "right" if pair.right else "wrong"
        offers = sorted(snapshot.offerings_of[pair.firm], key=lambda offer: -(offer.share or 0))[:15]
        products = "、".join(f"{o.product}{f' {percent(o.share)}' if o.share else ''}" for o in offers)
        yield f"\n#{number} [{verdict}] {firm.name} · {firm.industry or '—'} ({firm.industry_code or '—'})"
        yield f"  products: {products or '—'}\n  scope: {(firm.business_scope or '—')[:400]}"
        yield f"  tag: {tag.chain} / {pair.segment.name} {tag.score:.2f}: {pair.segment.definition}"
        yield f"  because: {'；'.join(piece.sentence for piece in tag.evidence)}"


def main() -> None:
    """Print the tables, or the draw."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store")
    parser.add_argument("--draw", action="store_true", help="print the drawn pairs with their texts")
    args = parser.parse_args()
    opened: Workspace = workspace(args.store)
    with opened as asked:
        lines = texts(asked.snapshot()) if args.draw else report(asked.snapshot(), asked.rules.tag_threshold)
        for line in lines:
            print(line)


if __name__ == "__main__":
    main()
