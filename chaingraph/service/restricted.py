"""A workspace as somebody bound to a few places sees it: whatever is asked is answered from a veiled snapshot."""

from chaingraph.errors import Refused
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.graph.veil import veiled
from chaingraph.service.workspace import Workspace


class RestrictedWorkspace(Workspace):
    """Shares store, rules and snapshot with the whole workspace; closing it closes nothing."""

    def __init__(self, whole: Workspace, names: tuple[str, ...]) -> None:
        self.store, self.rules = whole.store, whole.rules
        self._whole, self._names = whole, names
        self._seen: tuple[Snapshot, Snapshot] | None = None

    def snapshot(self) -> Snapshot:
        """All facts of the present version, those of other places veiled; made once a version."""
        return self._veiled(self._whole.snapshot())

    def snapshot_at(self, until: int) -> Snapshot:
        """The same of an earlier moment."""
        facts = self._whole.snapshot_at(until)
        return veiled(facts, self._places(facts))

    def close(self) -> None:
        """Nothing: the whole workspace is somebody else's."""

    def _veiled(self, facts: Snapshot) -> Snapshot:
        seen = self._seen
        if seen is None or seen[0] is not facts:
            seen = self._seen = (facts, veiled(facts, self._places(facts)))
        return seen[1]

    def _places(self, facts: Snapshot) -> tuple[Place, ...]:
        """The places by their names; a name the data do not know holds nothing."""
        found = []
        for name in self._names:
            try:
                found.append(facts.place(name))
            except Refused:
                continue
        return tuple(found)
