"""The built-in chains as facts, read from the YAML beside this file."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from chaingraph.errors import InvalidFact
from chaingraph.ids import ChainId, SegmentKey
from chaingraph.library.card import ChainCard, read_card, source_title
from chaingraph.library.parsed import Tree, compiled, parsed

FIRST_KEY = re.compile(r"^chain:\s*(.+?)\s*$", re.MULTILINE)


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
    titles = {source["id"]: source_title(source) for source in home.get("sources", ())}
    out = {**entry, **_titled(entry, ("locality_basis",), titles)}
    for part in ("chokepoint", "needs"):
        if isinstance(entry.get(part), Mapping):
            out[part] = {**entry[part], **_titled(entry[part], ("basis", "source"), titles)}
    return out


def _titled(fields: Tree, names: Sequence[str], titles: Mapping[str, str]) -> Tree:
    return {name: titles[fields[name]] for name in names if fields.get(name) in titles}
