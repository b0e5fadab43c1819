"""The tables that the files of an import hold, and what the journal says of sheets and columns left aside."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from chaingraph.errors import Refused
from chaingraph.progress import Progress, silent
from chaingraph.settings import Settings
from loaders.cells.cells import text_of
from loaders.cells.raw_sheet import RawSheet
from loaders.files.isolate import parse_file
from loaders.record.journal import Journal
from loaders.record.sources import KNOWLEDGE_GRAPH, SourceFile, Sources
from loaders.sheets import knowledge_graph
from loaders.sheets.lines.heads import shown_header
from loaders.sheets.neo4j_copy import is_copy, read_back
from loaders.sheets.sheets import TableSheet, UnknownSheet, read_sheet, read_tables
from loaders.sheets.survey import answered, asked_for
from loaders.tables.presets import looks_like
from loaders.tables.tables import TABLES
from loaders.terms.choices import NO_CHOICES, Choices

PLACED = {"province", "city", "district", "address", "site", "park"}
"""Columns that say where a row is."""


def read_sheets(
    sources: Sources,
    rules: Settings,
    journal: Journal,
    tell: Progress = silent,
    choices: Choices = NO_CHOICES,
    *,
    visible_only: bool = False,
) -> tuple[TableSheet, ...]:
    """Every table the files hold, in dependency order; sheets and files left aside are told in the journal.

    ``visible_only`` leaves out the rows a workbook hides.
    """
    raws: list[RawSheet] = []
    found: list[TableSheet] = []
    for source in sources.files:
        parts = parse_file(source.path, source.name, rules, tell)
        if source.path.name in KNOWLEDGE_GRAPH:
            raws.extend(parts)
            continue
        found.extend(_tables([_shown(raw) for raw in parts] if visible_only else parts, journal, choices))
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


def _tables(raws: Sequence[RawSheet], journal: Journal, choices: Choices) -> Iterable[TableSheet]:
    filled = [raw for raw in raws if raw.rows]
    for given in filled:
        alone, raw = len(filled) == 1, asked_for(given)
        if is_copy(given):
            back = read_back(given)
            reason = (
                "是写给 Neo4j 的副本；库和识别结果不再导入，企业、产品和供应关系照读；要整库恢复请用 backup 和 restore"
            )
            journal.hint(given.file, given.sheet, "Neo4j 副本", reason)
            if back is None:
                continue
            raw = back
        for sheet in read_tables(raw, alone=alone, choice=choices.get(raw.sheet), parks=not alone):
            if isinstance(sheet, UnknownSheet):
                journal.hint(raw.file, raw.sheet, "认识的表", sheet.reason)
            else:
                _tell_columns(sheet, journal)
                _tell_titles(sheet, journal)
                yield answered(sheet)


def _tell_columns(sheet: TableSheet, journal: Journal) -> None:
    raw = sheet.raw
    if known := looks_like(match.header for match in sheet.columns):
        journal.hint(raw.file, raw.sheet, "名单来历", f"像是{known}导出的名单")
    for hint in raw.hints:
        rule = "产业链树" if sheet.table.name == "chains" else "横向的表"
        journal.hint(raw.file, raw.sheet, rule, hint)
    if raw.filled:
        journal.hint(raw.file, raw.sheet, "合并单元格", f"竖向合并的单元格已按首格填入 {raw.filled} 处")
    named = {match.index for match in sheet.columns if match.header}
    if any(text_of(cell) for _, cells in sheet.rows for i, cell in enumerate(cells) if i not in named):
        journal.hint(raw.file, raw.sheet, "认识的列", "有的列没有表头，其中的内容未保留")
    extra = [shown_header(match.header) for match in sheet.columns if match.field is None]
    if extra:
        kept = sheet.table.name in ("parks", "enterprises")
        reason = f"不认识的列 {'、'.join(extra)}：" + ("已作为备注保留" if kept else "这张表没有备注栏，未保留")
        journal.hint(raw.file, raw.sheet, "认识的列", reason)


def _tell_titles(sheet: TableSheet, journal: Journal) -> None:
    """What was taken from around the table, and which rows were no records or are not shown."""
    raw, titles = sheet.raw, sheet.titles
    fields = {match.field for match in sheet.columns}
    if titles.said and not fields & PLACED:
        place = "/".join(part for part in (titles.spot.province, titles.spot.city, titles.spot.district) if part)
        reason = f"没有省、市、区县或地址的列，按标题“{titles.said[:40]}”都记在 {place}"
        journal.hint(raw.file, raw.sheet, "标题地区", reason)
    for unit in titles.units.values():
        journal.hint(raw.file, raw.sheet, "标题单位", f"表头没有单位的列按标题所写的 {unit} 读取")
    if sheet.headings:
        rows = "、".join(map(str, sheet.headings[:10]))
        journal.hint(raw.file, raw.sheet, "分组标题", f"第 {rows} 行只是分组标题或附注，没有当作记录")
    hidden = sorted(set(raw.hidden_rows) & {number for number, _ in sheet.rows})
    if hidden:
        rows = "、".join(map(str, hidden[:10])) + ("……" if len(hidden) > 10 else "")
        reason = (
            f"有 {len(hidden)} 行在原表中被隐藏或筛选掉（第 {rows} 行），已一并读入；不要的话，导入时选择不导入隐藏的行"
        )
        journal.hint(raw.file, raw.sheet, "隐藏的行", reason)


def _shown(raw: RawSheet) -> RawSheet:
    """The sheet without its hidden rows."""
    unseen = set(raw.hidden_rows)
    return replace(raw, rows=tuple(row for row in raw.rows if row[0] not in unseen))


def _nothing(files: Sequence[SourceFile], journal: Journal) -> str:
    reasons = "；".join(issue.message for issue in journal.issues[:5])
    names = "、".join(source.name for source in files)
    return f"文件“{names}”里没有认得出的表（规则：认识的表）{'：' + reasons if reasons else ''}"
