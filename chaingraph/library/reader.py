"""The built-in chains as facts, read from the YAML beside this file."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from chaingraph.errors import InvalidFact
from chaingraph.ids import ChainId, SegmentKey
from chaingraph.library.parsed import Tree, compiled, parsed
from chaingraph.model.chain import Chain, Locality, Needs, Segment, SegmentInput, Stage
from chaingraph.model.provenance import Evidence
from chaingraph.units import WAN

FIRST_KEY = re.compile(r"^chain:\s*(.+?)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ChainCard:
    """One chain with its segments in drawing order and the edges between them."""

    chain: Chain
    segments: tuple[Segment, ...]
    inputs: tuple[SegmentInput, ...]


@lru_cache(maxsize=1)
def _texts() -> dict[str, tuple[str, str]]:
    """Chain name -> (file name, text) of every built-in chain, sorted by name; read once a process, not yet parsed."""
    found = {}
    for entry in files(__package__).iterdir():
        if entry.name.endswith(".yaml"):
            text = entry.read_text(encoding="utf-8")
            head = FIRST_KEY.search(text)
            if head is None:
                raise InvalidFact(f"{entry.name}：没有 chain 一行")
            found[head[1].strip()] = (entry.name, text)
    return dict(sorted(found.items()))


@lru_cache(maxsize=1)
def library_digest() -> str:
    """Changes when any built-in chain does."""
    return hashlib.blake2b("\0".join(text for _, text in _texts().values()).encode(), digest_size=8).hexdigest()


def library_names() -> tuple[ChainId, ...]:
    """Names of the built-in chains, sorted; parses nothing."""
    return tuple(ChainId(name) for name in _texts())


@cache
def _tree(name: str) -> Tree:
    return parsed(_texts()[name][1])


def library_compiled() -> str:
    """What ``compiled.jsonl`` beside the chain files should hold; parses every file."""
    return compiled(text for _, text in _texts().values())


@cache
def library_card(name: str) -> ChainCard:
    """One built-in chain; parses its file, and the homes of segments it shares, once a process."""
    return read_card(shared_filled(_tree(name), _homes_of), _texts()[name][0])


def library() -> tuple[ChainCard, ...]:
    """All built-in chains sorted by name."""
    return tuple(library_card(name) for name in library_names())


def shared_homes(name: str) -> dict[SegmentKey, ChainId]:
    """The home chain of each segment a built-in chain shares, by key; those it describes itself are left out."""
    used = [(entry["use"], entry["of"]) for entry in _tree(name)["segments"] if "use" in entry]
    card = library_card(name)
    keys = {segment.name: segment.key for segment in card.segments}
    return {keys[segment]: ChainId(home) for segment, home in used}


@cache
def chains_with(key: str) -> tuple[ChainId, ...]:
    """The built-in chains that have the segment; one key is one thing in all of them. Parses the whole library once."""
    return tuple(card.chain.name for card in library() if any(segment.key == key for segment in card.segments))


def _homes_of(chain: str) -> Tree | None:
    return _tree(chain) if chain in _texts() else None


def shared_filled(tree: Tree, home_of: Callable[[str], Tree | None]) -> Tree:
    """A parsed file with every ``use: NAME, of: CHAIN`` replaced by the segment as its home chain describes it.

    Branch and inputs are the using chain's own; everything else comes from the home, so that one key is one thing.
    Raises InvalidFact when the home has no such segment.
    """
    segments = []
    for entry in tree["segments"]:
        if "use" not in entry:
            segments.append(entry)
            continue
        home = home_of(entry["of"]) or {"segments": ()}
        original = next((e for e in home["segments"] if e.get("name") == entry["use"]), None)
        if original is None:
            raise InvalidFact(f"{tree['chain']}：产业链“{entry['of']}”没有环节“{entry['use']}”")
        own = {"branch": entry["branch"], "inputs": entry.get("inputs") or []}
        segments.append({**_with_titles(original, home), **own})
    return {**tree, "segments": segments}


def _with_titles(entry: Tree, home: Tree) -> Tree:
    """The entry with source ids of its home spelled out, so that they stay true in another chain."""
    titles = {source["id"]: _source_title(source) for source in home.get("sources", ())}
    out = dict(entry)
    for part in ("chokepoint", "needs"):
        if isinstance(entry.get(part), Mapping) and entry[part].get("source") in titles:
            out[part] = {**entry[part], "source": titles[entry[part]["source"]]}
    return out


def read_card(tree: Mapping[str, Any], origin: str) -> ChainCard:
    """A chain from the parsed YAML of its file; ``origin`` is the file's name, for evidence and errors.

    Raises InvalidFact naming the file and the segment when something required is missing or impossible.
    """
    name = ChainId(tree["chain"])
    titles = {entry["id"]: _source_title(entry) for entry in tree.get("sources", ())}
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
            segments.append(_segment(name, entry, stages, order, number, titles, origin))
            inputs.extend(_inputs(name, entry, titles, origin))
        except (KeyError, ValueError, TypeError, InvalidFact) as error:
            raise InvalidFact(f"{origin} 环节“{entry.get('name', number)}”：{error}") from error
    segments.sort(key=lambda segment: segment.order)
    return ChainCard(chain, tuple(segments), tuple(inputs))


def _source_title(entry: Mapping[str, Any]) -> str:
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
        evidence=Evidence(source="内置产业链库", origin=origin),
    )


def _choke_note(choke: Any, titles: Mapping[str, str]) -> str | None:
    if not isinstance(choke, Mapping):
        return None
    source = choke.get("source")
    parts = [choke.get("holder"), choke.get("note"), f"来源：{titles.get(source, source)}" if source else None]
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
        source = edge.get("source")
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
            evidence=Evidence(source=titles.get(source, source) if source else "待核实", origin=origin),
        )
