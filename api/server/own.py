"""Where each visitor is at home: remembered per account, without accounts for the whole store."""

from collections.abc import Mapping
from dataclasses import replace
from threading import Lock
from time import monotonic

from api.access.gate import scope_of
from api.access.visitor import Visitor, Way
from chaingraph.errors import Refused
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.service.decide.own_place import THE_STORE, OwnPlace, keep_own_place, likely_own_place, own_places
from chaingraph.store.base.port import Store

FRESH_SECONDS = 1.0


class OwnPlaces:
    """The own places of one store. What was read is trusted for a second, so a change elsewhere is soon seen."""

    def __init__(self, store: Store) -> None:
        self._store, self._lock = store, Lock()
        self._seen: tuple[float, Mapping[str, OwnPlace]] | None = None

    def of(self, visitor: Visitor) -> OwnPlace | None:
        """What is remembered of the visitor, else of the store; of a visitor bound to one place, that place."""
        known = self._known()
        found = known.get(_who(visitor))
        if found is None and not visitor.everywhere and len(visitor.scope) == 1:
            return OwnPlace(place=visitor.scope[0])
        return found or known.get(THE_STORE)

    def place(self, visitor: Visitor, snapshot: Snapshot) -> Place | None:
        """The visitor's own place; None while it is not chosen, not known to the data, or not theirs to see."""
        own = self.of(visitor)
        if own is None:
            return None
        try:
            found = snapshot.place(own.place)
        except Refused:
            return None
        return found if scope_of(visitor, snapshot).holds(found) else None

    def choose(self, visitor: Visitor, place: Place, at: str) -> None:
        """From now on the visitor is at home there. Raises Refused for a program: it is at home nowhere."""
        if visitor.way is Way.KEY:
            raise Refused("接口密钥没有自己的地点；请用账号登录后选择")
        self._keep(visitor, OwnPlace(place=place.name, by=visitor.name, at=at))

    def look(self, visitor: Visitor, place: str, chain: str) -> None:
        """Remember the chain that was chosen, where it was chosen for the visitor's own place."""
        own = self.of(visitor)
        if own is not None and own.place == place and own.chain != chain and visitor.way is not Way.KEY:
            self._keep(visitor, replace(own, chain=chain))

    def _keep(self, visitor: Visitor, own: OwnPlace) -> None:
        keep_own_place(self._store, own, _who(visitor))
        with self._lock:
            self._seen = None

    def _known(self) -> Mapping[str, OwnPlace]:
        with self._lock:
            if self._seen is None or monotonic() - self._seen[0] > FRESH_SECONDS:
                self._seen = (monotonic(), own_places(self._store))
            return self._seen[1]


def suggested(visitor: Visitor, snapshot: Snapshot) -> str:
    """Where the visitor is likely at home: their first place, else where most imported firms are; empty if unknown."""
    scope = scope_of(visitor, snapshot)
    if scope.places is not None:
        return scope.places[0].name if scope.places else ""
    return likely_own_place(snapshot)


def _who(visitor: Visitor) -> str:
    return THE_STORE if visitor.way is not Way.SESSION else visitor.name
