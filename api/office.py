"""What one running server holds: the workspace, its rules, and what was worked out for the present data."""

import tempfile
from datetime import UTC, datetime
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from api.finding import Hit, NameIndex
from api.guard import Hosts
from api.metrics import Counters
from api.overview import Overview, overview
from api.search import FirmIndex
from api.uploads import Uploads
from api.urls import Pair
from api.versioned import Versioned
from chaingraph.graph.snapshot import Snapshot
from chaingraph.settings import Settings
from chaingraph.workspace import Workspace


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
    return datetime.now().astimezone().date().isoformat()


class Office:
    """Everything a request may need; one for each application."""

    def __init__(self, workspace: Workspace, rules: Settings, hosts: Hosts) -> None:
        self.workspace, self.rules, self.hosts = workspace, rules, hosts
        self.uploads = Uploads(Path(tempfile.mkdtemp(prefix="chaingraph-upload-")))
        self.counters = Counters()
        self._firms = Versioned(FirmIndex.of)
        self._named = Versioned(lambda facts: NameIndex.of(facts, self.overview().places))
        self._overview = Versioned(lambda _: overview(workspace))
        self._mark = blake2b(f"{product_version()}{rules.model_dump_json()}".encode(), digest_size=4).hexdigest()

    def search(self, facts: Snapshot, words: str) -> list[int]:
        """Firm indices that answer to the words, best first."""
        return self._firms.of(facts).search(words)

    def named(self, words: str, pair: Pair | None, most: int) -> list[Hit]:
        """Segments, places, chains and products that answer to the words."""
        return self._named.of(self.workspace.snapshot()).search(words, pair, most)

    def warm(self) -> None:
        """Read the data and sound out every name once, so that the first officer who searches does not wait."""
        facts = self.workspace.snapshot()
        self.search(facts, "warm")
        self.named("warm", None, 1)

    def overview(self) -> Overview:
        """Places, chains and completeness of the present data."""
        return self._overview.of(self.workspace.snapshot())

    def etag(self) -> str:
        """Changes with the data, the rules and the program: nothing else can change an answer."""
        return f'"{self.workspace.snapshot().version}-{self._mark}"'

    def close(self) -> None:
        """Remove uploads that nobody confirmed."""
        self.uploads.clear()
