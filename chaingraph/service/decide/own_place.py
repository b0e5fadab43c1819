"""One's own place, and the chain looked at last there: records beside the facts, for the store and per account."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import takewhile

from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.enterprise import Enterprise
from chaingraph.store.base.port import Store

Region = tuple[str, ...]
FAMILY = "own_place"
THE_STORE = "/"
"""Whose place it is when there are no accounts; no account can bear this name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPlace:
    """Where somebody is at home; ``chain`` is the one they looked at last there, empty when none yet."""

    place: str
    chain: str = ""
    by: str = ""
    at: str = ""


def own_places(store: Store) -> Mapping[str, OwnPlace]:
    """Every own place by whose it is: an account's name, or ``THE_STORE``."""
    return {who: OwnPlace(**json.loads(text)) for who, text in store.records(FAMILY)}


def own_place(store: Store, who: str = THE_STORE) -> OwnPlace | None:
    """Somebody's own place, else the store's, else None."""
    known = own_places(store)
    return known.get(who) or known.get(THE_STORE)


def keep_own_place(store: Store, own: OwnPlace, who: str = THE_STORE) -> None:
    """Remember where somebody is at home."""
    store.put(FAMILY, who, json.dumps(asdict(own), ensure_ascii=False, sort_keys=True))


def likely_own_place(snapshot: Snapshot) -> str:
    """The region that most firms of people's own lists are in, as fine as more than half of its firms say; empty when
    nobody says where they are. Firms in parks speak first, candidates of the shipped list never; ties by name. O(N)."""
    own = [firm for firm in snapshot.enterprises if not firm.pool and firm.province]
    firms = [firm for firm in own if firm.park] or own
    found: Region = ()
    for depth in (1, 2, 3):
        count = Counter(region for firm in firms if len(region := _region(firm)[:depth]) == depth)
        best = min(count, key=lambda region: (-count[region], region), default=())
        if not best or (found and 2 * count[best] <= len(firms)):
            break
        found, firms = best, [firm for firm in firms if _region(firm)[:depth] == best]
    return snapshot.place("/".join(found)).name if found else ""


def _region(firm: Enterprise) -> Region:
    """Province, city and district down to the first that is not known."""
    levels = (firm.province, firm.city, firm.district)
    return tuple(str(level) for level in takewhile(bool, levels))
