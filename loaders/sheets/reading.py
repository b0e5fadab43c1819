"""The tables that the files of an import hold, and what the journal says of sheets and columns left aside."""

from collections.abc import Iterable, Sequence

from chaingraph.errors import Refused
from chaingraph.settings import Settings
from loaders.cells.cells import text_of
from loaders.files.isolate import RawSheet, parse_file
from loaders.record.journal import Journal
from loaders.record.progress import Progress, silent
from loaders.record.sources import KNOWLEDGE_GRAPH, SourceFile, Sources
from loaders.sheets import knowledge_graph
from loaders.sheets.choices import NO_CHOICES, Choices
from loaders.sheets.sheets import TableSheet, UnknownSheet, read_sheet
from loaders.sheets.survey import answered
from loaders.tables.tables import TABLES


def read_sheets(
    sources: Sources, rules: Settings, journal: Journal, tell: Progress = silent, choices: Choices = NO_CHOICES
) -> tuple[TableSheet, ...]:
    """Every table the files hold, in dependency order; sheets and files left aside are told in the journal."""
    raws: list[RawSheet] = []
    found: list[TableSheet] = []
    for source in sources.files:
        parts = parse_file(source.path, source.name, rules, tell)
        if source.path.name in KNOWLEDGE_GRAPH:
            raws.extend(parts)
            continue
        found.extend(_tables(parts, journal, choices))
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
    for raw in filled:
        sheet = read_sheet(raw, alone=len(filled) == 1, choice=choices.get(raw.sheet))
        if isinstance(sheet, UnknownSheet):
            journal.hint(raw.file, raw.sheet, "认识的表", sheet.reason)
        elif sheet is not None:
            _tell_columns(sheet, journal)
            yield answered(sheet)


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
