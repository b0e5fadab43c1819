"""How far the shipped list of candidates reaches: makers by segment, and targets of a district with 93 firms."""

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.realdata import gaoming
from chaingraph.graph.snapshot import Snapshot
from chaingraph.service.workspace import Workspace
from chaingraph.settings import Settings
from chaingraph.store.base.memory import MemoryStore
from loaders import run
from loaders.pool.placed import tagged_pool

PLACE = "高明区"
LEAST_MAKERS = 2
ENOUGH = 20
CHAINS = 3
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Reach:
    """One chain: its segments, those with two makers or more, those with none, firms of the list on it."""

    chain: str
    segments: int
    served: int
    without: tuple[str, ...]
    firms: int


def reaches(seen: Snapshot) -> Iterator[Reach]:
    """How far the list reaches on every built-in chain, by name."""
    for name in sorted(seen.chains):
        graph = seen.chains[name]
        on = seen.firms_on(graph)
        yield Reach(
            chain=name,
            segments=len(graph.segments),
            served=sum(len(firms) >= LEAST_MAKERS for firms in on),
            without=tuple(segment.name for segment, firms in zip(graph.segments, on, strict=True) if not firms),
            firms=len({firm for firms in on for firm in firms}),
        )


def district(folder: Path, *, show: bool) -> None:
    """Print how many targets the largest chains of the district have with the list, and with ``show`` each of them."""
    with Workspace(MemoryStore()) as workspace:
        own = run.load([gaoming(folder)], workspace.store, rules=workspace.rules, at="")
        alone = _targets(workspace)
        told = run.load_pool(workspace.store, run.Terms(rules=workspace.rules, at=""))
        rows = own.tables["enterprises"]["accepted"]
        print(f"\n{PLACE}: {rows} firms; list: {told.accepted} new, {told.merged} known\n")
        print("| chain | local firms | targets without the list | with it |\n|---|---:|---:|---:|")
        facts = workspace.snapshot()
        for chain, found in _targets(workspace).items():
            print(
                f"| {chain} | {workspace.presence(PLACE)[chain].firms} | {len(alone.get(chain, []))} | {len(found)} |"
            )  # type: ignore[index]
            for firm, segment in found if show else ():
                made = "、".join(offering.product for offering in facts.offerings_of[firm])
                print(f"    {facts.enterprises[firm].name} · {segment} · {made}")


def _targets(workspace: Workspace) -> dict[str, list[tuple[int, str]]]:
    """Targets of the district's largest chains as (firm, segment)."""
    here = workspace.presence(PLACE)
    largest = sorted(here, key=lambda chain: (here[chain].rank, chain))[:CHAINS]
    found = ((chain, workspace.targets_of(workspace.study(PLACE, chain), top=SHOWN)) for chain in largest)
    return {chain: [(target.firm, target.segment) for target in targets] for chain, targets in found}


def main() -> int:
    """Print both tables; ``--show`` lists the targets, to be read by eye."""
    found = list(reaches(tagged_pool(Settings())))
    print("| chain | firms | segments | ≥ 2 makers | none |\n|---|---:|---:|---:|---|")
    for one in found:
        print(f"| {one.chain} | {one.firms} | {one.segments} | {one.served} | {'、'.join(one.without)} |")
    served, segments = sum(one.served for one in found), sum(one.segments for one in found)
    print(f"\nsegments with ≥ {LEAST_MAKERS} makers: {served} of {segments} = {served / segments:.1%}")
    with tempfile.TemporaryDirectory() as folder:
        district(Path(folder) / "gaoming", show="--show" in sys.argv)
    return 0


if __name__ == "__main__":
    sys.exit(main())
