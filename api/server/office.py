"""What one running server holds: the workspace, its rules, and what was worked out for the present data."""

import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from threading import Lock

from api.access.desk import Desk
from api.access.gate import scope_of
from api.access.visitor import DESKTOP, Visitor
from api.address.hosts import Hosts
from api.address.urls import Pair
from api.jobs.jobs import Jobs
from api.jobs.ledger import JobLedger
from api.search.everything import PLACES, Found, NameIndex
from api.search.search import SearchIndex
from api.server.background import Background
from api.server.lru import Lru
from api.server.metrics import Counters
from api.server.overview import Overview, at_home, overview
from api.server.own import OwnPlaces
from api.server.page_cache import Pages
from api.server.place_home import PlaceHome, place_home
from api.server.slow import SlowAnswers
from api.server.studies import Studies
from api.server.uploads import Uploads
from api.server.versioned import Versioned
from chaingraph.errors import ChaingraphError, StoreUnavailable
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.dates import CHINA
from chaingraph.service.restricted import RestrictedWorkspace
from chaingraph.service.workspace import Workspace
from chaingraph.settings import Settings
from chaingraph.store.base.port import ImportRecord
from visual.panorama.panorama import panorama_svg

OVERVIEWS_KEPT = 16
HOMES_KEPT = 64
PACKS_KEPT = 8
BREATH_SECONDS = 0.2
"""Between two chains that are laid out in the background: whoever asks meanwhile is served first."""

WARMED_TARGETS = 1000
"""As many as the page of targets asks for: the same key, the same kept list."""
SCOPES_KEPT = 8


def product_version() -> str:
    """The version of this package, or 0 when it runs uninstalled."""
    try:
        return version("chaingraph")
    except PackageNotFoundError:
        return "0"


def now() -> str:
    """This moment, ISO 8601, UTC."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def today() -> str:
    """This day where the server stands."""
    return datetime.now(CHINA).date().isoformat()


class Office:
    """Everything a request may need; one for each application. Who looks and then writes holds ``deciding``."""

    def __init__(self, workspace: Workspace, rules: Settings, hosts: Hosts) -> None:
        self.workspace, self.rules, self.hosts = workspace, rules, hosts
        self.uploads = Uploads(Path(tempfile.mkdtemp(prefix="chaingraph-upload-")))
        self.counters = Counters()
        self.desk = Desk(workspace.store, rules, loopback=hosts.single_user)
        self.jobs = Jobs(JobLedger(workspace.store))
        self.slow = SlowAnswers(self.jobs)
        self.deciding = Lock()
        self.pages = Pages()
        self.studies = Studies(workspace)
        self.background = Background()
        self._firms = Versioned(SearchIndex.of)
        self._named = Versioned(lambda facts: NameIndex.of(facts, self.overview(DESKTOP).places))
        self._narrow = Versioned(lambda _: Lru[tuple[Workspace, Studies]](SCOPES_KEPT))
        self.own = OwnPlaces(workspace.store)
        self.packs = Lru[tuple[str, str, bytes]](PACKS_KEPT)
        self._overviews = Lru[Overview](OVERVIEWS_KEPT)
        self._homes = Lru[Overview](HOMES_KEPT)
        self._place_homes = Lru[PlaceHome](HOMES_KEPT)
        self._mark = blake2b(f"{product_version()}{rules.model_dump_json()}".encode(), digest_size=4).hexdigest()

    def workspace_of(self, visitor: Visitor) -> Workspace:
        """The workspace as the visitor may see it: what other places follow up is veiled for who is bound to a few."""
        return self.workspace if visitor.everywhere else self._narrowed(visitor)[0]

    def studies_of(self, visitor: Visitor) -> Studies:
        """Studies of the workspace as the visitor may see it."""
        return self.studies if visitor.everywhere else self._narrowed(visitor)[1]

    def _narrowed(self, visitor: Visitor) -> tuple[Workspace, Studies]:
        def made() -> tuple[Workspace, Studies]:
            narrow = RestrictedWorkspace(self.workspace, visitor.scope)
            return narrow, Studies(narrow)

        return self._narrow.of(self.workspace.snapshot()).of(visitor.scope, made)

    def search(self, facts: Snapshot, words: str, visitor: Visitor) -> list[int]:
        """Firm indices that answer to the words and that the visitor may see, best first."""
        found = self._firms.of(facts).search(words)
        if visitor.everywhere:
            return found
        scope = scope_of(visitor, facts)
        return [firm for firm in found if scope.shows(facts.enterprises[firm])]

    def named(self, words: str, pair: Pair | None, most: int, visitor: Visitor) -> list[Found]:
        """Segments, places, chains and products that answer to the words and that the visitor may see."""
        facts = self.workspace.snapshot()
        scope = scope_of(visitor, facts)
        found = self._named.of(facts).search(words, pair, most)
        return [hit for hit in found if hit.kind != PLACES or scope.holds(facts.place(hit.label))]

    def start(self) -> None:
        """Make ready in the background what is asked first, then, once the first officers are served, the rest."""
        self.background.run(self.warm, self.deepen)

    def imported(self) -> None:
        """The same after an import: what is asked first at once, the rest in the background."""
        self.warm()
        self.background.run(self.deepen)

    def deepen(self) -> None:
        """Index the firms' words, without which the first drawer of a segment takes seconds, and lay out the chains
        that the first page shows of its first place; nothing before the first officers are served."""
        if self.background.closing_within(self.rules.warm_after_seconds):
            return
        with suppress(ChaingraphError):
            seen = self.overview(DESKTOP)
            if seen.home is None:
                return
            study = self.studies.study(self.studies.asked(seen.home.place, seen.home.chain, (), ()))
            self.workspace.targets_of(study, (study.graph.segments[0].key,), top=1)
            for chain in seen.rows[0].shown if seen.rows else ():
                if self.background.closing_within(BREATH_SECONDS):
                    return
                drawn = self.studies.study(self.studies.asked(seen.rows[0].place.name, chain, (), ()))
                panorama_svg(drawn.coverage, drawn.graph, rules=self.rules)

    def warm(self) -> None:
        """Read the data, sound out every name, lay out the first chain and find its targets.

        With a silent database there is nothing to read yet; then whoever comes first waits.
        """
        with suppress(StoreUnavailable):
            facts = self.workspace.snapshot()
            self.search(facts, "warm", DESKTOP)
            self.named("warm", None, 1, DESKTOP)
            home = self.overview(DESKTOP).home
            if home is not None:
                asked = self.studies.asked(home.place, home.chain, (), ())
                study = self.studies.study(asked)
                panorama_svg(study.coverage, study.graph, rules=self.rules)
                self.studies.targets(asked, study, (), WARMED_TARGETS, with_likely=True)

    def overview(self, visitor: Visitor) -> Overview:
        """Places, chains and completeness of the present data, as far as the visitor may see them; their own place
        first."""
        snapshot = self.workspace.snapshot()
        home, own = self.own.place(visitor, snapshot), self.own.of(visitor)
        if home is not None and own is not None:
            return self.seen_from(visitor, home, own.chain)
        return self._overview(visitor, snapshot)

    def _overview(self, visitor: Visitor, snapshot: Snapshot) -> Overview:
        """The same, seen from nowhere."""
        scope = scope_of(visitor, snapshot)
        key = (snapshot.version, () if visitor.everywhere else visitor.scope)
        return self._overviews.of(key, lambda: overview(self.workspace, scope))

    def seen_from(self, visitor: Visitor, place: Place, chain: str) -> Overview:
        """The overview as if the place were the visitor's own."""
        seen = self._overview(visitor, self.workspace.snapshot())
        key = (seen.version, () if visitor.everywhere else visitor.scope, place.name, chain)
        return self._homes.of(key, lambda: at_home(seen, self.workspace, place, chain))

    def home_of(self, visitor: Visitor, seen: Overview) -> PlaceHome:
        """The home of the place that the overview is seen from."""
        whose = ("", ()) if visitor.everywhere else (visitor.name, visitor.scope)
        work, records = self.workspace_of(visitor), self.imports(visitor)
        key = (*whose, seen.version, seen.home)
        return self._place_homes.of(key, lambda: place_home(work, self.studies_of(visitor), seen, records))

    def standpoint(self, visitor: Visitor) -> str:
        """The visitor's own place, empty when none: it decides what pages list first."""
        own = self.own.of(visitor)
        return own.place if own else ""

    def imports(self, visitor: Visitor) -> tuple[ImportRecord, ...]:
        """Imports and decisions, oldest first; of somebody bound to a few places only their own."""
        records = self.workspace.store.imports()
        return records if visitor.everywhere else tuple(one for one in records if one.by == visitor.name)

    def etag(self, visitor: Visitor) -> str:
        """Changes with the data, the rules, the program and what the visitor may see: nothing else can change an
        answer."""
        marks = (self.workspace.snapshot().version, self._mark, visitor.mark)
        return f'"{"-".join(mark for mark in marks if mark)}"'

    def close(self) -> None:
        """Cancel what runs, and remove uploads that nobody confirmed."""
        self.background.close()
        self.jobs.close()
        self.uploads.clear()
