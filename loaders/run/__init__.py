"""The one door for facts from files: load, preview, template."""

from collections.abc import Callable, Mapping, Sequence
from json import loads
from pathlib import Path
from typing import Any

from chaingraph.errors import InvalidFact, Outrun
from chaingraph.ids import DataVersion, ImportId
from chaingraph.progress import Progress, silent
from chaingraph.settings import Settings
from chaingraph.store.base.layers import settled_of
from chaingraph.store.base.port import Facts, ImportBatch, Store
from loaders.facts import chains as facts_chains
from loaders.facts import firms as facts_firms
from loaders.facts import links as facts_links
from loaders.facts.building import Building, label
from loaders.facts.park_ledgers.builders import PARK_BUILDERS
from loaders.facts.rows import ParsedRow, parsed, row_text
from loaders.files.isolate import parse_file, require_size
from loaders.pool.load import load_pool
from loaders.record.again import again
from loaders.record.digest import IssueGroup, groups_of, next_steps
from loaders.record.journal import Journal
from loaders.record.progress import EVERY, told
from loaders.record.refusal import RowRefused
from loaders.record.report import ImportIssue, ImportReport, Severity, report_from, write_report_xlsx
from loaders.record.sources import Sources, gather, import_id
from loaders.sheets import knowledge_graph
from loaders.sheets.preview import TablePreview, previewed
from loaders.sheets.reading import read_sheets
from loaders.sheets.sheets import TableSheet
from loaders.tables.tables import TABLE_BY_NAME, TABLES, Table
from loaders.tables.template import write_template
from loaders.terms.choices import NO_CHOICES, Choices, SheetChoice, chosen_id, placed_id, visible_id
from loaders.terms.terms import Terms

__all__ = [
    "TABLES",
    "Choices",
    "ImportIssue",
    "ImportReport",
    "IssueGroup",
    "Progress",
    "SheetChoice",
    "TablePreview",
    "Terms",
    "digest",
    "load",
    "load_on",
    "load_pool",
    "preview",
    "silent",
    "table_named",
    "template",
    "write_report_xlsx",
]

Builder = Callable[[ParsedRow, Building], str]

BUILDERS: dict[str, Builder] = {
    "parks": facts_firms.park,
    "chains": facts_chains.segment,
    "segment_inputs": facts_chains.segment_input,
    "enterprises": facts_firms.enterprise,
    "products": facts_chains.product,
    "product_inputs": facts_chains.product_input,
    "offerings": facts_links.offering,
    "supply_links": facts_links.supply_link,
    "projects": facts_links.project,
    "leads": facts_links.lead,
    "corrections": facts_links.correction,
    **PARK_BUILDERS,
}


def load(
    paths: Sequence[Path],
    store: Store,
    *,
    rules: Settings,
    by: str = "",
    at: str,
    dry_run: bool = False,
    progress: Progress | None = None,
    choices: Choices = NO_CHOICES,
) -> ImportReport:
    """Import files and folders as ``load_on`` does, on terms that close no place."""
    terms = Terms(rules=rules, by=by, at=at, dry_run=dry_run, progress=progress or silent, choices=choices)
    return load_on(paths, store, terms)


def load_on(paths: Sequence[Path], store: Store, terms: Terms) -> ImportReport:
    """Import files and folders as one layer, all or nothing, and report every row.

    The same bytes again answer what they answered before, and store nothing. Only when rows were refused then, and
    fewer would be now (a park or a partner has since become known), is a further layer written. An importer bound to
    a few places is measured by their own earlier imports: another's refused other rows.

    Parameters
    ----------
    paths
        Files or folders; together they are one import, and may refer to one another.

    Raises
    ------
    Refused
        When a file as a whole cannot be accepted; nothing is stored then.
    """
    sources = gather(paths)
    for source in sources.files:
        require_size(source.path, source.name, terms.rules)
    return again(lambda: _loaded(sources, store, terms), terms.progress)


def _loaded(sources: Sources, store: Store, terms: Terms) -> ImportReport:
    tell = terms.progress
    known = placed_id(chosen_id(import_id(sources), terms.choices), terms.place)
    known = visible_id(known, visible_only=terms.visible_only)
    imports = store.imports()
    earlier = [record for record in imports if record.id.split("+")[0] == known]
    last = report_from(loads(earlier[-1].report), already_imported=True) if earlier else None
    if last is not None and not last.rejected:
        return last
    journal = Journal()
    sheets = read_sheets(sources, terms.rules, journal, tell, terms.choices, visible_only=terms.visible_only)
    tell("读取库中已有", 0, 0)
    building = Building(store.read()[1], journal, terms.within, default=terms.spot, on=terms.at[:10])
    build(sheets, building, terms.rules, tell)
    building.refresh.tell(journal, [source.name for source in sources.files])
    report = _report(sources, building, _free(known, [record.id for record in earlier]))
    mine = [record for record in earlier if terms.within is None or record.by == terms.by]
    before = report_from(loads(mine[-1].report), already_imported=True) if mine else None
    if before is not None and report.rejected >= before.rejected:
        return before
    facts = building.sorted_facts()
    if facts and not terms.dry_run:
        _keep(store, report, told(facts, tell), terms, settled_of(record.id for record in imports))
    return report


def _keep(store: Store, report: ImportReport, facts: Facts, terms: Terms, after: DataVersion) -> None:
    """Store what was resolved against the imports before. Raises Outrun when others came meanwhile, or the same one."""
    batch = ImportBatch(
        id=report.id,
        title="、".join(report.files),
        facts=facts,
        report=report.as_text(),
        by=terms.by,
        at=terms.at,
        after=after,
    )
    if not store.write(batch):
        raise Outrun("别人刚刚导入了同一份文件")


def preview(path: Path, *, rules: Settings, rows: int = 3, choices: Choices = NO_CHOICES) -> tuple[TablePreview, ...]:
    """What a file or folder would be read as: encoding, table, columns, first rows of each sheet; stores nothing.

    Raises Refused when a file as a whole cannot be accepted.
    """
    found: list[TablePreview] = []
    for source in gather([path]).files:
        raws = parse_file(source.path, source.name, rules)
        tables, rest = knowledge_graph.tables_of(raws)
        found.extend(previewed(raw, table, rows=rows) for table, raw in tables)
        alone = len(raws) == 1
        found.extend(previewed(raw, alone=alone, rows=rows, choice=choices.get(raw.sheet)) for raw in rest if raw.rows)
    return tuple(found)


def digest(told: Mapping[str, Any]) -> tuple[tuple[str, ...], tuple[IssueGroup, ...]]:
    """What to do next, and the issues by kind, of a report kept with an import."""
    report = report_from(told, already_imported=False)
    return next_steps(report), groups_of(report)


def table_named(name: str) -> Table:
    """The table of that English name: its sheet and columns.

    >>> table_named("parks").sheet
    '园区'
    """
    return TABLE_BY_NAME[name]


def template(path: Path) -> None:
    """Write the empty workbook with every sheet, notes and a marked example row."""
    write_template(path)


def build(sheets: Sequence[TableSheet], building: Building, rules: Settings, tell: Progress) -> None:
    """Turn every row into facts; each ends as accepted, merged or rejected."""
    total = sum(len(sheet.rows) for sheet in sheets)
    done = 0
    for sheet in sheets:
        builder = BUILDERS[sheet.table.name]
        for number, row in enumerate(parsed(sheet, building.journal, rules.max_cell)):
            if number % EVERY == 0:
                tell(f"整理 {sheet.table.sheet}", done + number, total)
            since = len(building.journal.issues)
            building.journal.count(sheet.table.name, _fate(row, builder, building))
            if len(building.journal.issues) > since:
                building.journal.annotate(since, row.place.row, row_text(row.cells))
        done += len(sheet.rows)
        tell(f"整理 {sheet.table.sheet}", done, total)


def _fate(row: ParsedRow, builder: Builder, building: Building) -> str:
    try:
        return builder(row, building)
    except RowRefused as error:
        building.journal.tell(
            error.severity,
            row.place,
            error.rule,
            error.reason,
            column=label(row, error.field),
            value=row.texts.get(error.field, ""),
            suggestions=error.suggestions,
        )
    except InvalidFact as error:
        building.journal.tell(Severity.REJECTED, row.place, "事实须成立", str(error))
    return "rejected"


def _free(known: ImportId, taken: Sequence[ImportId]) -> ImportId:
    """The id of the content, with a number where it is taken.

    >>> _free(ImportId("a"), []), _free(ImportId("a"), [ImportId("a"), ImportId("a+2")])
    ('a', 'a+3')
    """
    numbers = [int(one.partition("+")[2] or 0) for one in taken]
    return ImportId(f"{known}+{max(numbers) + 1}") if numbers else known


def _report(sources: Sources, building: Building, known: ImportId) -> ImportReport:
    journal = building.journal
    return ImportReport(
        id=known,
        files=tuple(source.name for source in sources.files),
        read=journal.total("read"),
        accepted=journal.total("accepted"),
        merged=journal.total("merged"),
        rejected=journal.total("rejected"),
        tables={name: journal.tables[name] for name in (table.name for table in TABLES) if name in journal.tables},
        issues=tuple(journal.issues),
        unplaced=building.unplaced(),
    )
