"""One chain as facts, made from the parsed YAML of its file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chaingraph.errors import InvalidFact
from chaingraph.ids import ChainId, SegmentKey
from chaingraph.library.divisions import division_of
from chaingraph.library.grounds import Grounds, grounds_of
from chaingraph.model.chain import Chain, Locality, Needs, Segment, SegmentInput, Stage
from chaingraph.model.provenance import Evidence
from chaingraph.units import WAN, Share, share

SEGMENT_FIELDS = frozenset(
    (
        "name", "key", "branch", "definition", "aliases", "products", "excludes", "codes", "locality",
        "locality_reason", "locality_basis", "locality_confidence", "critical", "chokepoint", "material_ratio",
        "needs", "inputs", "use", "of",
    )
)  # fmt: skip
EDGE_FIELDS = frozenset(
    ("from", "share", "required", "group", "capital", "recycle", "basis", "source", "confidence", "note")
)
CHOKE_FIELDS = frozenset(("holder", "note", "basis", "source", "confidence"))


@dataclass(frozen=True, slots=True)
class ChainCard:
    """One chain with its segments in drawing order and the edges between them."""

    chain: Chain
    segments: tuple[Segment, ...]
    inputs: tuple[SegmentInput, ...]


def read_card(tree: Mapping[str, Any], origin: str) -> ChainCard:
    """A chain from the parsed YAML of its file; ``origin`` is the file's name, for evidence and errors.

    Raises InvalidFact naming the file and the segment when something required is missing or impossible.
    """
    name = ChainId(tree["chain"])
    titles = {entry["id"]: source_title(entry) for entry in tree.get("sources", ())}
    chain = Chain(
        name=name,
        definition=tree.get("definition"),
        sources=tuple(titles.items()),
        compiled_on=str(tree["compiled_on"]) if "compiled_on" in tree else None,
        evidence=Evidence(source="内置产业链库", as_of=str(tree.get("compiled_on") or "") or None, origin=origin),
    )
    stages = {branch["name"]: Stage(branch["stage"]) for branch in tree["branches"]}
    order = {branch["name"]: index for index, branch in enumerate(tree["branches"])}
    segments: list[Segment] = []
    inputs: list[SegmentInput] = []
    for number, entry in enumerate(tree["segments"]):
        try:
            _no_strangers(entry)
            segments.append(_segment(name, entry, stages, order, number, titles, origin))
            inputs.extend(_inputs(name, entry, titles, origin))
        except (KeyError, ValueError, TypeError, InvalidFact) as error:
            raise InvalidFact(f"{origin} 环节“{entry.get('name', number)}”：{error}") from error
    segments.sort(key=lambda segment: segment.order)
    return ChainCard(chain, tuple(segments), tuple(inputs))


def _no_strangers(entry: Mapping[str, Any]) -> None:
    """Raises InvalidFact for a field that is none of a chain file's, such as a misspelt one."""
    parts = [("环节", SEGMENT_FIELDS, entry), *(("上游", EDGE_FIELDS, edge) for edge in entry.get("inputs") or ())]
    if isinstance(entry.get("chokepoint"), Mapping):
        parts.append(("卡脖子", CHOKE_FIELDS, entry["chokepoint"]))
    for part, known, fields in parts:
        for field in sorted(set(fields) - known):
            raise InvalidFact(f"{part}没有“{field}”这一项")


def source_title(entry: Mapping[str, Any]) -> str:
    """Publisher, title and year of a source as one text."""
    return "，".join(str(entry[part]) for part in ("publisher", "title", "year") if entry.get(part))


def _segment(
    chain: ChainId,
    entry: Mapping[str, Any],
    stages: Mapping[str, Stage],
    order: Mapping[str, int],
    number: int,
    titles: Mapping[str, str],
    origin: str,
) -> Segment:
    choke = entry.get("chokepoint") or None
    rests = grounds_of(choke, titles) if isinstance(choke, Mapping) else Grounds()
    local = grounds_of(entry, titles, prefix="locality_")
    return Segment(
        chain=chain,
        key=SegmentKey(entry.get("key", entry["name"])),
        name=entry["name"],
        stage=stages[entry["branch"]],
        branch=entry["branch"],
        order=order[entry["branch"]] * 1000 + number,
        aliases=tuple(map(str, entry.get("aliases", ()))),
        products=tuple(map(str, entry.get("products", ()))),
        excludes=tuple(map(str, entry.get("excludes", ()))),
        definition=entry.get("definition"),
        industry_codes=tuple(entry.get("codes", ())),
        locality=Locality(entry["locality"]) if entry.get("locality") else None,
        locality_reason=entry.get("locality_reason"),
        critical=bool(entry.get("critical", False)),
        chokepoint=choke is not None,
        chokepoint_note=_choke_note(choke, titles),
        needs=_needs(entry.get("needs"), titles),
        material_ratio=_material_ratio(entry),
        choke_basis=rests.basis,
        choke_confidence=rests.confidence,
        locality_basis=local.basis,
        locality_confidence=local.confidence,
        evidence=Evidence(source="内置产业链库", origin=origin),
    )


def _material_ratio(entry: Mapping[str, Any]) -> Share | None:
    """What the file says, else the mean of the division of the segment's first industry code."""
    if entry.get("material_ratio") is not None:
        return share(float(entry["material_ratio"]), "材料成本占比")
    figures = next(filter(None, map(division_of, entry.get("codes", ()))), None)
    return share(figures.material_ratio, "材料成本占比") if figures else None


def _choke_note(choke: Any, titles: Mapping[str, str]) -> str | None:
    if not isinstance(choke, Mapping):
        return None
    grounds = grounds_of(choke, titles)
    parts = [choke.get("holder"), choke.get("note"), f"来源：{grounds.source}" if grounds.basis else None]
    return "；".join(str(part) for part in parts if part)


def _needs(entry: Mapping[str, Any] | None, titles: Mapping[str, str]) -> Needs | None:
    if not entry:
        return None
    source = entry.get("source")
    return Needs(
        land_mu=tuple(map(float, entry.get("land_mu") or ())),
        plant_m2=tuple(map(float, entry.get("plant_m2") or ())),
        invest_yuan=tuple(float(value) * WAN for value in entry.get("invest_wan") or ()),
        energy=entry.get("energy"),
        source=titles.get(source, source) if source else None,
    )


def _inputs(chain: ChainId, entry: Mapping[str, Any], titles: Mapping[str, str], origin: str) -> Iterator[SegmentInput]:
    for edge in entry.get("inputs") or ():
        low, high = (*map(float, edge["share"]),) if edge.get("share") else (None, None)
        grounds = grounds_of(edge, titles)
        yield SegmentInput(
            chain=chain,
            input=SegmentKey(edge["from"]),
            output=SegmentKey(entry.get("key", entry["name"])),
            cost_share=low,
            cost_share_high=high,
            required=edge.get("required"),
            substitutes=edge.get("group"),
            recycle=bool(edge.get("recycle", False)),
            capital=bool(edge.get("capital", False)),
            basis=grounds.basis,
            confidence=grounds.confidence,
            note=edge.get("note"),
            evidence=Evidence(source=grounds.source, origin=origin),
        )
