"""Whether a place's firms carry another industry classification than the firms it is compared with."""

from collections import Counter

from chaingraph.graph.snapshot import Snapshot

MOSTLY, SHARED = 0.5, 0.2


def foreign_scheme(snapshot: Snapshot, place: str) -> str | None:
    """What to say when most firms of the place name industries that hardly any firm elsewhere names; else None.

    Then an industry is new to the place only by its name. O(N).
    """
    members = snapshot.members(snapshot.place(place))
    here: Counter[str] = Counter()
    there: Counter[str] = Counter()
    for firm, inside in zip(snapshot.enterprises, members.tolist(), strict=True):
        if firm.industry:
            (here if inside else there)[firm.industry] += 1
    total, abroad = sum(here.values()), sum(there.values())
    alone = sum(count for name, count in here.items() if name not in there)
    known = sum(count for name, count in there.items() if name in here)
    if not total or not abroad or alone < MOSTLY * total or known > SHARED * abroad:
        return None
    return (
        f"{place}的企业有 {alone / total:.0%} 所用的行业名称外地没有，多半是另一套行业分类；"
        "按行业比较会把换了名称的行业当作没有，宜按环节比较"
    )
