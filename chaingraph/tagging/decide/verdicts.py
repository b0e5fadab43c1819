"""People's words laid over computed tags: a yes places a firm, a no removes it, at once and for good."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from chaingraph.graph.tags import Tag, TagEvidence, TagTable
from chaingraph.ids import ChainId, EnterpriseId, SegmentKey
from chaingraph.model.promotion import Correction

ALONE, AMONG_OTHERS = 1.0, 0.25
"""Part of the firm counted on a confirmed segment that its own words did not give: alone in the chain, or not."""


def decided(table: TagTable, corrections: Iterable[Correction], index: Mapping[EnterpriseId, int]) -> TagTable:
    """The tags with every correction heard; those of firms that are not known are left out. O(rows).

    A confirmed tag has score 1 and the person's word as its first evidence; shares of a chain stay at most one.
    """
    by_firm: dict[int, list[Correction]] = {}
    for correction in corrections:
        firm = index.get(correction.enterprise)
        if firm is not None:
            by_firm.setdefault(firm, []).append(correction)
    if not by_firm:
        return table
    firms = range(len(table.start) - 1)
    return TagTable.of([_heard(table.of_firm(firm), by_firm.get(firm, ())) for firm in firms])


def _heard(tags: Sequence[Tag], corrections: Sequence[Correction]) -> Sequence[Tag]:
    if not corrections:
        return tags
    kept = {(tag.chain, tag.key): tag for tag in tags}
    for correction in corrections:
        place = (correction.chain, correction.segment)
        before = kept.pop(place, None)
        if correction.verdict:
            others = any(tag.chain == correction.chain for tag in kept.values())
            kept[place] = confirmed(correction.chain, correction.segment, who(correction), before, others=others)
    return sorted(within_one(kept.values()), key=lambda tag: (-tag.score, -tag.share, tag.chain, tag.key))


def confirmed(chain: ChainId, key: SegmentKey, said_by: str, before: Tag | None, *, others: bool) -> Tag:
    """The tag a person's yes makes of what was computed; ``others``: the firm stands elsewhere in the chain too."""
    word = TagEvidence(field="人工标注", text=f"是（{said_by}）")
    share = before.share if before else AMONG_OTHERS if others else ALONE
    evidence = (word, *(before.evidence if before else ()))
    return Tag(chain=chain, key=key, score=1.0, probability=1.0, share=share, evidence=evidence)


def who(correction: Correction) -> str:
    """Who said it and when."""
    return " ".join(part for part in (correction.by, correction.on) if part) or "未署名"


def within_one(tags: Iterable[Tag]) -> list[Tag]:
    """The tags with shares scaled down where those of a chain add to more than one."""
    tags = list(tags)
    total: dict[str, float] = {}
    for tag in tags:
        total[tag.chain] = total.get(tag.chain, 0.0) + tag.share
    return [replace(tag, share=round(tag.share / total[tag.chain], 6)) if total[tag.chain] > 1 else tag for tag in tags]
