"""The firms of a place that may make a segment it seems to lack, with the words that say so."""

from collections.abc import Sequence

import numpy as np

from chaingraph.analysis.absence.absence import class_chances, denied, doubts, hint_chances
from chaingraph.analysis.absence.classes import NAMED, PLACED
from chaingraph.arrays import Floats, Mask, Numbers
from chaingraph.findings.place.suspect import IN_POOL, Suspect
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot

MOST = 8
"""Suspects shown of one segment."""
LEAST = 0.02
"""A chance below it makes no suspect."""
BY_CLASS = "行业登记为“{}”，名录没有写明产品"
UNPLACED = "行业登记为“{}”，所写产品没有对上任何环节"
POOL_SPEAKS = 0.5
"""Part of a tag's chance that stays where only the shipped list seats the firm here: head office or works."""


def suspects(
    snapshot: Snapshot, place: Place, chain: ChainGraph, segments: Sequence[int]
) -> dict[int, tuple[Suspect, ...]]:
    """Of each of these segments the likeliest local firms, best first, then by name; at most ``MOST``.

    First those whose words say so, then those known by their class alone, and those that only the shipped list seats
    here; the last say nothing of absence. O(hints of the chain + N).
    """
    members = snapshot.members(place)
    chances = hint_chances(snapshot, chain)
    _, rows = snapshot.hints.on_chain(chain.chain.name, chain.index)
    columns, by_row = chances.tocsc(), rows.tocsc()
    loose = np.flatnonzero(members & (doubts(snapshot, chain).classes.level < PLACED))
    refused, unsure = denied(snapshot, chain), snapshot.unsure_here(place)
    found = {}
    for segment in segments:
        part = slice(columns.indptr[segment], columns.indptr[segment + 1])
        firms, values = columns.indices[part].astype(np.int64), columns.data[part]
        own = members[firms] & (values >= LEAST)
        worded = _worded(snapshot, firms[own], values[own], by_row.data[part][own] - 1)
        known = [suspect.firm for suspect in worded] + [firm for firm, denied_on in refused if denied_on == segment]
        told = [*worded, *_classed(snapshot, chain, segment, np.setdiff1d(loose, known))]
        told += _pooled(snapshot, chain, segment, unsure)
        told.sort(key=lambda suspect: (-suspect.probability, suspect.enterprise))
        found[segment] = tuple(told[:MOST])
    return found


def _worded(snapshot: Snapshot, firms: Numbers, chances: Floats, rows: Numbers) -> list[Suspect]:
    made = []
    for firm, chance, row in zip(firms.tolist(), chances.tolist(), rows.tolist(), strict=True):
        hint = snapshot.hints.row(row)
        name = snapshot.enterprises[firm].name
        made.append(Suspect(firm=firm, enterprise=name, words=(hint.words,), probability=chance, lost=hint.lost))
    return made


def _pooled(snapshot: Snapshot, chain: ChainGraph, segment: int, unsure: Mask) -> list[Suspect]:
    """The makers of the segment that only the shipped list seats here, with their products."""
    made = []
    for firm in snapshot.firms_on(chain)[segment]:
        tag = snapshot.tag(firm, chain.chain.name, chain.segments[segment].key) if unsure[firm] else None
        if tag is not None:
            name, words = snapshot.enterprises[firm].name, tuple(piece.matched for piece in tag.evidence[:1])
            chance = round(POOL_SPEAKS * (tag.score if tag.probability is None else tag.probability), 4)
            made.append(Suspect(firm=firm, enterprise=name, words=words, probability=chance, lost=IN_POOL))
    return made


def _classed(snapshot: Snapshot, chain: ChainGraph, segment: int, firms: Numbers) -> list[Suspect]:
    """Of firms on no segment, those whose class makes them suspects, likeliest first."""
    known = doubts(snapshot, chain)
    chances = class_chances(known, firms, segment)
    order = np.lexsort((firms, -chances))[:MOST]
    return [
        _by_class(snapshot, int(firms[n]), float(chances[n]), int(known.classes.level[firms[n]]))
        for n in order.tolist()
        if chances[n] >= LEAST
    ]


def _by_class(snapshot: Snapshot, firm: int, chance: float, level: int) -> Suspect:
    enterprise = snapshot.enterprises[firm]
    industry = enterprise.industry or enterprise.industry_code or "未知"
    why = (BY_CLASS if level == NAMED else UNPLACED).format(industry)
    return Suspect(firm=firm, enterprise=enterprise.name, words=(industry,), probability=round(chance, 4), lost=why)
