"""Studies and target lists of the present data, kept for whoever asks the same again."""

from dataclasses import dataclass

from api.server.lru import Lru
from chaingraph.findings.move.target import Target
from chaingraph.service.workspace import Study, Workspace

STUDIES_KEPT = 64
TARGETS_KEPT = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyKey:
    """What was asked: of which data version, where, of which chain, and what was supposed."""

    version: str
    place: str
    chain: str
    with_: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


class Studies:
    """A few score studies and target lists of one workspace; thread-safe, the least used go first.

    A new data version makes new keys; what was kept of the old one goes as it is not asked for again.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._studies = Lru[Study](STUDIES_KEPT)
        self._targets = Lru[tuple[Target, ...]](TARGETS_KEPT)

    def asked(self, place: str, chain: str, with_: tuple[str, ...], without: tuple[str, ...]) -> StudyKey:
        """The key of a question put now."""
        version = self._workspace.snapshot().version
        return StudyKey(version=version, place=place, chain=chain, with_=with_, without=without)

    def study(self, asked: StudyKey) -> Study:
        """The study, made when it is not at hand; one that a write overtook while it was made is not kept."""
        made = self._studies.of(
            asked, lambda: self._workspace.study(asked.place, asked.chain, asked.with_, asked.without)
        )
        if made.snapshot.version != asked.version:
            self._studies.drop(asked)
        return made

    def targets(
        self, asked: StudyKey, study: Study, segments: tuple[str, ...], top: int, *, with_likely: bool = False
    ) -> tuple[Target, ...]:
        """The targets of a study, made when they are not at hand."""
        if study.snapshot.version != asked.version:
            return self._workspace.targets_of(study, segments, top=top, with_likely=with_likely)
        return self._targets.of(
            (asked, segments, top, with_likely),
            lambda: self._workspace.targets_of(study, segments, top=top, with_likely=with_likely),
        )
