"""Leaves of a chain tree: the stage a level's name gives, and a key for each that no other leaf of the chain has."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from chaingraph.model.chain import Stage

ENGLISH = {"upstream": Stage.UPSTREAM, "midstream": Stage.MIDSTREAM, "downstream": Stage.DOWNSTREAM}
BARE_STAGE = re.compile(r"(上游|中游|下游|配套)(环节|产业)?|upstream|midstream|downstream|supporting", re.IGNORECASE)
TITLED_STAGE = re.compile(rf"({BARE_STAGE.pattern})\s*([:：(（\-—].*)?", re.IGNORECASE)
WORDS = {**{stage.value: stage for stage in Stage}, **ENGLISH, "supporting": Stage.SUPPORT}


@dataclass(frozen=True, slots=True)
class Leaf:
    """A segment as a tree places it; stage and branch are empty where the tree has no such level."""

    chain: str
    stage: str
    branch: str
    name: str


def stage_in(label: str) -> str:
    """The one stage a level's name speaks of, empty when there is none or more than one.

    >>> stage_in("上游：原材料"), stage_in("Upstream"), stage_in("正极材料"), stage_in("上游与中游")
    ('上游', '上游', '', '')
    """
    found = {stage.value for word, stage in WORDS.items() if word in label.lower()}
    return found.pop() if len(found) == 1 else ""


def keys_of(leaves: Sequence[Leaf]) -> list[str]:
    """A key for each leaf: its name; where the chain has the name twice, branch/name; where even that, stage as well.

    Leaves that agree in all four parts are one segment and share a key.

    >>> keys_of([Leaf("链", "上游", "甲", "酸"), Leaf("链", "下游", "乙", "酸"), Leaf("链", "下游", "乙", "盐")])
    ['甲/酸', '乙/酸', '盐']
    """
    distinct = set(leaves)
    names = Counter((leaf.chain, leaf.name) for leaf in distinct)
    paths = Counter((leaf.chain, _path(leaf)) for leaf in distinct)
    return [
        leaf.name
        if names[leaf.chain, leaf.name] == 1
        else _path(leaf)
        if paths[leaf.chain, _path(leaf)] == 1
        else _joined(leaf.stage, leaf.branch, leaf.name)
        for leaf in leaves
    ]


def _path(leaf: Leaf) -> str:
    return _joined(leaf.branch or leaf.stage, leaf.name)


def _joined(*parts: str) -> str:
    return "/".join(part for part in parts if part)
