"""The one door for facts from files: load, preview, template."""

from collections.abc import Callable, Iterable, Sequence
from json import loads
from pathlib import Path

from chaingraph.errors import InvalidFact, Refused
from chaingraph.ids import ImportId
from chaingraph.settings import Settings
from chaingraph.store.port import ImportBatch, Store
from loaders import facts_chains, facts_firms, facts_links, knowledge_graph
from loaders.building import Building, RowRefused, label
from loaders.cells import text_of
from loaders.isolate import RawSheet, parse_file
from loaders.journal import Journal
from loaders.preview import TablePreview, previewed
from loaders.report import ImportIssue, ImportReport, Severity, report_from, write_report_xlsx
from loaders.rows import ParsedRow, parsed
from loaders.sheets import TableSheet, UnknownSheet, read_sheet
from loaders.sources import KNOWLEDGE_GRAPH, SourceFile, Sources, gather, import_id
from loaders.tables import TABLE_BY_NAME, TABLES, Table
from loaders.template import write_template

__all__ = [
    "ImportIssue",
    "ImportReport",
    "TablePreview",
    "load",
    "preview",
    "table_named",
    "template",
    "write_report_xlsx",
]

Progress = Callable[[str, int, int], None]
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
) -> ImportReport:
    """Import files and folders as one layer, all or nothing, and report every row.

    The same bytes again answer what they answered before, and store nothing. Only when rows were refused then, and
    fewer would be now (a park or a partner has since become known), is a further layer written.

    Parameters
    ----------
    paths
        Files or folders; together they are one import, and may refer to one another.
    rules
        The limits of files, rows and cells.
    by, at
        Who imports, and when (ISO 8601, UTC); kept with the layer.
    dry_run
        Do everything but write.
    progress
        Called with a Chinese stage, done and total.

    Raises
    ------
    Refused
        When a file as a whole cannot be accepted; nothing is stored then.
    """
    tell = progress or (lambda _stage, _done, _total: None)
    sources = gather(paths)
    known = import_id(sources)
    earlier = [record for record in store.imports() if record.id.split("+")[0] == known]
    last = report_from(loads(earlier[-1].report), already_imported=True) if earlier else None
    if last is not None and not last.rejected:
        return last
    journal = Journal()
    sheets = read_sheets(sources, rules, journal, tell)
    tell("读取库中已有", 0, 1)
    building = Building(store.read()[1], journal)
    build(sheets, building, rules, tell)
    report = _report(sources, journal, ImportId(f"{known}+{len(earlier)}") if earlier else known)
    if last is not None and report.rejected >= last.rejected:
        return last
    facts = building.sorted_facts()
    if facts and not dry_run:
        tell("写入", 0, 1)
        batch = ImportBatch(
            id=report.id,
            title="、".join(report.files),
            facts=facts,
            report=report.as_text(),
            by=by,
            at=at,
        )
        store.write(batch)
    tell("完成", 1, 1)
    return report


def preview(path: Path, *, rules: Settings, rows: int = 3) -> tuple[TablePreview, ...]:
    """What a file or folder would be read as: encoding, table, columns, first rows of each sheet; stores nothing.

    Raises Refused when a file as a whole cannot be accepted.
    """
    found: list[TablePreview] = []
    for source in gather([path]).files:
        raws = parse_file(source.path, source.name, rules)
        tables, rest = knowledge_graph.tables_of(raws)
        found.extend(previewed(raw, table, rows=rows) for table, raw in tables)
        found.extend(previewed(raw, alone=len(raws) == 1, rows=rows) for raw in rest if raw.rows)
    return tuple(found)


def table_named(name: str) -> Table:
    """The table of that English name: its sheet and columns.

    >>> table_named("parks").sheet
    '园区'
    """
    return TABLE_BY_NAME[name]


def template(path: Path) -> None:
    """Write the empty workbook with every sheet, notes and a marked example row."""
    write_template(path)


def read_sheets(sources: Sources, rules: Settings, journal: Journal, tell: Progress) -> tuple[TableSheet, ...]:
    """Every table the files hold, in dependency order; sheets and files left aside are told in the journal."""
    raws: list[RawSheet] = []
    found: list[TableSheet] = []
    for number, source in enumerate(sources.files):
        tell(f"解析 {source.name}", number, len(sources.files))
        parts = parse_file(source.path, source.name, rules)
        if source.path.name in KNOWLEDGE_GRAPH:
            raws.extend(parts)
            continue
        found.extend(_tables(parts, journal))
    for table, raw in knowledge_graph.tables_of(raws)[0]:
        sheet = read_sheet(raw, table)
        if isinstance(sheet, TableSheet):
            found.append(sheet)
    for name in sources.left:
        journal.hint(name, "", "文件类型", "不是能导入的文件，已跳过")
    if not found:
        raise Refused(_nothing(sources.files, journal))
    order = {table.name: place for place, table in enumerate(TABLES)}
    return tuple(sorted(found, key=lambda sheet: order[sheet.table.name]))


def _tables(raws: Sequence[RawSheet], journal: Journal) -> Iterable[TableSheet]:
    filled = [raw for raw in raws if raw.rows]
    for raw in filled:
        sheet = read_sheet(raw, alone=len(filled) == 1)
        if isinstance(sheet, UnknownSheet):
            journal.hint(raw.file, raw.sheet, "认识的表", sheet.reason)
        elif sheet is not None:
            _tell_columns(sheet, journal)
            yield sheet


def _tell_columns(sheet: TableSheet, journal: Journal) -> None:
    raw = sheet.raw
    for hint in raw.hints:
        journal.hint(raw.file, raw.sheet, "产业链树", hint)
    if raw.filled:
        journal.hint(raw.file, raw.sheet, "合并单元格", f"竖向合并的单元格已按首格填入 {raw.filled} 处")
    named = {match.index for match in sheet.columns if match.header}
    if any(text_of(cell) for _, cells in sheet.rows for i, cell in enumerate(cells) if i not in named):
        journal.hint(raw.file, raw.sheet, "认识的列", "有的列没有表头，其中的内容未保留")
    extra = [match.header for match in sheet.columns if match.field is None]
    if extra:
        kept = sheet.table.name in ("parks", "enterprises")
        reason = f"不认识的列 {'、'.join(extra)}：" + ("已作为备注保留" if kept else "这张表没有备注栏，未保留")
        journal.hint(raw.file, raw.sheet, "认识的列", reason)


def _nothing(files: Sequence[SourceFile], journal: Journal) -> str:
    reasons = "；".join(issue.message for issue in journal.issues[:5])
    names = "、".join(source.name for source in files)
    return f"文件“{names}”里没有认得出的表（规则：认识的表）{'：' + reasons if reasons else ''}"


def build(sheets: Sequence[TableSheet], building: Building, rules: Settings, tell: Progress) -> None:
    """Turn every row into facts; each ends as accepted, merged or rejected."""
    total = sum(len(sheet.rows) for sheet in sheets)
    done = 0
    for sheet in sheets:
        builder = BUILDERS[sheet.table.name]
        for row in parsed(sheet, building.journal, rules.max_cell):
            building.journal.count(sheet.table.name, _fate(row, builder, building))
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


def _report(sources: Sources, journal: Journal, known: ImportId) -> ImportReport:
    return ImportReport(
        id=known,
        files=tuple(source.name for source in sources.files),
        read=journal.total("read"),
        accepted=journal.total("accepted"),
        merged=journal.total("merged"),
        rejected=journal.total("rejected"),
        tables={name: journal.tables[name] for name in (table.name for table in TABLES) if name in journal.tables},
        issues=tuple(journal.issues),
    )
