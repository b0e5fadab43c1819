"""A survey as officers read it: parks first, then the regions with most firms on the chain, columns by stage."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from chaingraph.findings.place.gap import SegmentStatus
from chaingraph.findings.place.matrix import Matrix, MatrixCell, MatrixColumn, MatrixRow
from chaingraph.findings.place.survey import Survey
from chaingraph.graph.places import PlaceKind
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.chain import Stage

MOST_ROWS = 30
STATUS_ORDER = tuple(SegmentStatus)


def matrix(snapshot: Snapshot, seen: Survey, *, by_branch: bool, always: Collection[str]) -> Matrix:
    """Parks by name, then regions by firms on the chain, at most 30 places that have any; those named ``always`` are
    there whatever they have. O(places · segments)."""
    order = sorted(range(len(seen.places)), key=lambda row: _rank(seen, row))
    kept = [row for row in order if seen.places[row].name in always or seen.firms_on_chain[row]][:MOST_ROWS]
    kept += [row for row in order if seen.places[row].name in always and row not in kept]
    columns = _branches(seen) if by_branch else _segments(seen)
    base = next((row for row in kept if seen.places[row].name in always), kept[0] if kept else 0)
    return Matrix(
        chain=seen.chain,
        by_branch=by_branch,
        columns=tuple(column for column, _ in columns),
        rows=tuple(
            replace(
                _row(snapshot, seen, row, [numbers for _, numbers in columns]),
                unlike=seen.rosters[row].unlike(seen.rosters[base]),
            )
            for row in kept
        ),
        left_out=sum(int(seen.firms_on_chain[row] > 0) for row in order if row not in kept),
        as_of=seen.as_of,
        data_version=seen.data_version,
    )


def _rank(seen: Survey, row: int) -> tuple[bool, int, str]:
    place = seen.places[row]
    park = place.kind is PlaceKind.PARK
    return not park, 0 if park else -int(seen.firms_on_chain[row]), place.name


def _segments(seen: Survey) -> list[tuple[MatrixColumn, tuple[int, ...]]]:
    """Columns by stage, branches together in the order of their first segment."""
    branches = list(dict.fromkeys(segment.branch for segment in seen.segments))
    stages = list(Stage)
    order = sorted(
        range(len(seen.segments)),
        key=lambda n: (stages.index(seen.stages[n]), branches.index(seen.segments[n].branch), n),
    )
    return [
        (
            MatrixColumn(
                name=seen.segments[n].key,
                title=seen.segments[n].name,
                stage=seen.stages[n],
                branch=seen.segments[n].branch,
                keys=(seen.segments[n].key,),
                known=int(seen.known[n]),
            ),
            (n,),
        )
        for n in order
    ]


def _branches(seen: Survey) -> list[tuple[MatrixColumn, tuple[int, ...]]]:
    """One column a branch and stage; segments without branch count under the stage's own name."""
    grouped: dict[tuple[Stage, str | None], list[int]] = {}
    for column, (number,) in _segments(seen):
        grouped.setdefault((column.stage, column.branch), []).append(number)
    return [
        (
            MatrixColumn(
                name=branch or stage.value,
                title=branch or stage.value,
                stage=stage,
                branch=branch,
                keys=tuple(seen.segments[n].key for n in numbers),
                known=int(sum(seen.known[n] for n in numbers)),
            ),
            tuple(numbers),
        )
        for (stage, branch), numbers in grouped.items()
    ]


def _row(snapshot: Snapshot, seen: Survey, row: int, columns: Sequence[tuple[int, ...]]) -> MatrixRow:
    members = snapshot.members(seen.places[row])
    on = snapshot.firms_on(snapshot.chain(seen.chain)) if any(len(numbers) > 1 for numbers in columns) else ()
    cells = []
    for numbers in columns:
        counts = [int(seen.firms[row, n]) for n in numbers]
        firms = counts[0] if len(numbers) == 1 else len({f for n in numbers for f in on[n] if members[f]})
        best = min((seen.status[row][n] for n in numbers), key=STATUS_ORDER.index)
        cells.append(MatrixCell(firms=firms, status=best, covered=sum(count > 0 for count in counts)))
    return MatrixRow(
        place=seen.places[row],
        firms=int(seen.firms_on_chain[row]),
        completeness=float(seen.completeness[row]),
        cells=tuple(cells),
    )
